"""Sets of days: sorted, disjoint, non-adjacent closed ranges of ordinals (1 is 0001-01-01), as tuples.

BEGIN and END stand for no bound; every day that a date can name lies between them.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["BEGIN", "END", "EVER", "NEVER", "Days", "both", "edges", "either", "holds_on", "spanning", "without"]

Days = tuple[tuple[int, int], ...]

BEGIN, END = -(10**15), 10**15
EVER: Days = ((BEGIN, END),)
NEVER: Days = ()


def spanning(first: int | None, last: int | None) -> Days:
    """The days from `first` to `last`, both included; None is no bound."""
    low, high = BEGIN if first is None else first, END if last is None else last
    return ((low, high),) if low <= high else NEVER


def either(parts: Iterable[Days]) -> Days:
    """The days of any of some sets."""
    ranges = sorted(each for part in parts for each in part)
    merged: list[tuple[int, int]] = []
    for low, high in ranges:
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def both(a: Days, b: Days) -> Days:
    """The days of two sets."""
    spans: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        low, high = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if low <= high:
            spans.append((low, high))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(spans)


def without(a: Days, b: Days) -> Days:
    """The days of one set that are not in the other."""
    spans: list[tuple[int, int]] = []
    j = 0
    for first, last in a:
        low = first
        while j < len(b) and b[j][1] < low:
            j += 1
        at = j
        while at < len(b) and b[at][0] <= last:
            if b[at][0] > low:
                spans.append((low, b[at][0] - 1))
            low = b[at][1] + 1
            at += 1
        if low <= last:
            spans.append((low, last))
    return tuple(spans)


def holds_on(days: Days, day: int) -> bool:
    """Whether a day is in the set."""
    return any(low <= day <= high for low, high in days)


def edges(parts: Iterable[Days]) -> list[int]:
    """The days on which the membership in some set begins or has just ended, sorted: between two of them nothing changes."""
    return sorted({edge for part in parts for low, high in part for edge in (low, high + 1)})
