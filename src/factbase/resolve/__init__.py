"""Answers resolved: in, what a base answers, with its proofs; out, a result that has every citation and flag as plain data."""
