"""Counts in words: `1 fact`, `2 facts`."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["counted", "held", "plural", "without"]


def plural(count: int, name: str, many: str | None = None) -> str:
    """`1 fact`, `2 facts`; `many` is the word for several where it is more than an `s` longer."""
    return f"{count} {name if count == 1 else many or f'{name}s'}"


def held(sources: int, facts: int, assumptions: int, rules: int) -> str:
    """What a base holds: `2 sources, 6 facts, 3 rules`."""
    counts = {"source": sources, "fact": facts, "assumption": assumptions, "rule": rules}
    return ", ".join(plural(count, name) for name, count in counts.items() if count) or "no facts"


def counted(count: int, name: str) -> str:
    """As `plural`, for a name such as `checks not run`."""
    first, *rest = name.split(" ")
    return " ".join([plural(count, first.removesuffix("s")), *rest])


def without(lost: int) -> Iterator[str]:
    """What is said where so many facts are left out, for none of their quotes stands; nothing where none is."""
    if lost:
        yield f"all this without the {plural(lost, 'fact')} whose quotes do not stand"
