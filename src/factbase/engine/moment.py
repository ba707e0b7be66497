"""The open as-of date: a date that stands for every day, and on which days what is said of it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.ground.date import Date
from factbase.ground.days import BEGIN, END, EVER, NEVER, Days, either
from factbase.ground.operation import Operation
from factbase.ground.possible import Several

__all__ = ["ANY_KNOWN_BY", "AS_OF", "flat", "is_moment", "when"]

AS_OF = Date("the as-of date", 0, 0, ("as of", 0))
"""The as-of date of a plan for all days."""

ANY_KNOWN_BY = Date("any known-by date", 0, 0, ("known by", 0))
"""The known-by date of a plan for all days by which its sources may have been known."""


def is_moment(value: object) -> bool:
    """Whether a value is the open as-of date, or so many days from it."""
    return type(value) is Date and value.origin is not None and value.origin[0] == "as of"


def when(op: Operation, values: Sequence[object]) -> Days:
    """The days on which a test holds: between the ends of its dates nothing changes."""
    call = op.call
    shifts = [value.origin[1] for value in values if type(value) is Date and value.origin and is_moment(value)]
    if not shifts:
        return EVER if call(*values) is True else NEVER
    ends = {end for value in values if not is_moment(value) for end in _ends(value)}
    cuts = sorted({end - shift + step for end in ends for shift in shifts for step in (0, 1)})
    starts = [BEGIN, *cuts]
    spans: list[Days] = []
    for start, after in zip(starts, [*cuts, END + 1], strict=True):
        now = [_on(value, start) if is_moment(value) else value for value in values]
        if call(*now) is True:
            spans.append(((start, after - 1),))
    return either(spans)


def _on(moment: object, day: int) -> Date:
    assert type(moment) is Date
    assert moment.origin is not None
    ordinal = day + moment.origin[1]
    return Date(str(ordinal), ordinal, ordinal)


def flat(value: object) -> Iterator[object]:
    """The single values in a value that may be several in one."""
    if isinstance(value, Several):
        for part in value.values:
            yield from flat(part)
    else:
        yield value


def _ends(value: object) -> Iterator[int]:
    for part in flat(value):
        if type(part) is Date:
            yield from (end for end in (part.earliest, part.latest) if end is not None)
