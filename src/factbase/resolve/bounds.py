"""Bounds: in, the times of facts; out, their words, as they follow a claim and as a sentence has them.

A sentence never says more than its facts: what ceased, or was so between two days only, is not told without them.
"""

from __future__ import annotations

from collections.abc import Iterable

from factbase.ground.date import Date, day
from factbase.syntax.tree import When

__all__ = ["bounded", "written_dates"]


def bounded(sentence: str, times: Iterable[When | None]) -> str:
    """A sentence with the bounds of the facts that state it; without any where one of them has none."""
    spans = tuple(dict.fromkeys(_span(when) for when in times))
    return sentence if "" in spans or not spans else f"{sentence} ({'; '.join(spans)})"


def _span(when: When | None) -> str:
    """The bounds of a fact in words; empty for an event, whose day its claim has."""
    if when is None or when.kind == "on":
        return ""
    if when.first is not None and when.first == when.last and not _is_open(when.first):
        return f"during {when.first}"
    return written_dates(when)


def written_dates(when: When | None) -> str:
    """The dates of a fact, as they follow its claim."""
    if when is None:
        return ""
    first, last = when.first, when.last
    if when.kind == "on":
        return f"on {first}"
    if first is not None and last is not None:
        if not _is_open(first) and not _is_open(last):
            return f"during {first}..{last}"
        if _is_unknown(first) and _is_unknown(last):
            return "at some time"
    bounds = (("since", first), ("until", last))
    return " ".join(f"{word} {_bound(date)}" for word, date in bounds if date is not None)


def _is_open(date: Date) -> bool:
    """Whether a date has no first or no last day."""
    return date.earliest is None or date.latest is None


def _is_unknown(date: Date) -> bool:
    """Whether a date may be any day."""
    return date.earliest is None and date.latest is None


def _bound(date: Date) -> str:
    """A bound of a time in words, where as a date it would be hard to read beside the other."""
    if _is_unknown(date):
        return "some time"
    if date.earliest is None and date.latest is not None:
        return f"{day(date.latest)} or before"
    if date.latest is None and date.earliest is not None:
        return f"{day(date.earliest)} or later"
    return str(date)
