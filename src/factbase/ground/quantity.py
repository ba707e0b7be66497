"""A number of things in words: in, a count and the noun for one of them; out, `1 argument`, `2 arguments`, `1 or more arguments`.

Promised: every count that a user reads of things that may be one has the noun in its number."""

from __future__ import annotations

__all__ = ["quantity"]


def quantity(count: int | str, noun: str) -> str:
    """A count with its noun, in the plural unless it is of one; a count may be a text, such as `2 or more` or `1,204`."""
    return f"{count} {noun}{'' if str(count) == '1' else 's'}"
