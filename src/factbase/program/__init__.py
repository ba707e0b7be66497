"""Trees to a Program: names, types, safety and strata are checked here, and nothing that fails reaches an engine."""
