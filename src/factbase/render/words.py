"""Counts in words: `1 fact`, `2 facts`."""

from __future__ import annotations

__all__ = ["counted", "plural"]


def plural(count: int, name: str, many: str | None = None) -> str:
    """`1 fact`, `2 facts`; `many` is the word for several where it is more than an `s` longer."""
    return f"{count} {name if count == 1 else many or f'{name}s'}"


def counted(count: int, name: str) -> str:
    """As `plural`, for a name such as `checks not run`."""
    first, *rest = name.split(" ")
    return " ".join([plural(count, first.removesuffix("s")), *rest])
