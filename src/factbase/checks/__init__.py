"""Checks: what is wrong in a base, what it expects, and what may be added to it."""
