"""The ground: text positions, diagnostics, dates, values and what the language computes with them."""
