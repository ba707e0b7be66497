"""Which days to try for unknown days: in, the conditions of a row; out, for each unknown day the days that they can tell apart.

Where dates are only compared, it matters before, on or after which known days an unknown one is, and how several that may lie between
the same two known days are ordered: for so many, that many days between are enough. Where a function looks at a day, or two unknown
days are compared with so many days between them, each day is tried; of one alone, those that every function and test treats alike
count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from factbase.engine.base import TooLarge
from factbase.explain.conditions import ChosenDays, Known, Need, Tested, Total, Undecided, Unless, Way, under
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.operation import COMPARISONS, EQUAL, LIES_WITHIN, LISTED, MAY_BE, Operation, operation
from factbase.ground.spread import ONE_OF_BOTH
from factbase.ground.value import Value, value_key
from factbase.program.completion import Root

__all__ = ["MAX_DAYS", "ToTry", "days_to_try", "stretches"]

MAX_DAYS = 4_000  # that are looked at one by one, for one unknown day


_ORDER = frozenset({*COMPARISONS, *LISTED, MAY_BE, LIES_WITHIN, *map(operation, ONE_OF_BOTH)})
"""What looks at nothing but which of its dates is before, after or the same as which."""


NOTHING: Mapping[Root, Date] = {}


@dataclass(frozen=True, slots=True)
class ToTry:
    """A partial date, and the days to try for it, in order."""

    date: Date
    days: tuple[int, ...]


@dataclass(slots=True)
class _UnknownDay:
    """An unknown day: between which days it lies, where it is told from its neighbours, and what looks at the day itself."""

    root: Root
    date: Date  # as it is written
    cuts: set[int] = field(default_factory=set)
    shifts: set[int] = field(default_factory=set)  # the days from it of the dates that are looked at
    each: bool = False
    looks: dict[tuple[Operation, tuple[Value, ...]], None] = field(
        default_factory=dict
    )  # functions of it, with all arguments

    @property
    def first(self) -> int | None:
        return self.date.earliest

    @property
    def last(self) -> int | None:
        return self.date.latest


def days_to_try(ways: Iterable[Way], left_open: set[object], known: Mapping[Root, Date] = NOTHING) -> dict[Root, ToTry]:
    """The days to try for each unknown day that the ways look at, but for those that are `left_open`. Raises TooLarge.

    Of some the day is `known`: what is compared with them is compared with that day, and not with one another."""
    on = {root: date.earliest for root, date in known.items() if root not in left_open and date.earliest is not None}
    days = {root: ToTry(known[root], (at,)) for root, at in on.items()}
    for group in _groups(ways, left_open, on):
        days.update((of.root, ToTry(of.date, tried)) for of, tried in zip(group, _of_group(group), strict=True))
    return days


def stretches(ways: Iterable[Way], root: Root) -> list[tuple[int, int, int]]:
    """The stretches of days, each with the day after it, in which nothing tells an unknown day from its neighbours but other unknown
    days; the third number is how many may lie there, itself included. Before the first and after the last nothing changes.

    Raises TooLarge where each day is told from each, and they are too many."""
    for group in _groups(ways, set(), {}):
        for of in group:
            if of.root != root:
                continue
            cells, each = _cells(group)
            if each or of.looks:
                shifts = [shift for other in group for shift in other.shifts]
                apart = max(shifts) - min(shifts) + 1
                first, last = cells[0][0] - apart, cells[-1][1] + apart
                first = first if of.first is None else max(first, of.first)
                last = last if of.last is None else min(last, of.last)
                if last - first >= MAX_DAYS:
                    raise TooLarge(f"an unknown day is one of more than {MAX_DAYS:,} days")
                return [(at, at + 1, 0) for at in range(first, last + 1)]
            within = [(start, after) for start, after in cells if _within(of, start, after)]
            return [(start, after, sum(_within(other, start, after) for other in group)) for start, after in within]
    return []


def _groups(ways: Iterable[Way], left_open: set[object], known: ChosenDays) -> list[list[_UnknownDay]]:
    """The unknown days that the ways look at, together those that are compared with one another."""
    unknown_of: dict[Root, _UnknownDay] = {}
    groups: dict[Root, set[Root]] = {}
    for check in _checks(ways):
        arguments = tuple(under(value, known) for value in check.values)
        values = arguments if check.result is None else (*arguments, under(check.result, known))
        dates = [value for value in values if type(value) is Date]
        unknown = {d.origin: d for d in dates if d.origin is not None and not d.sharp and d.origin[0] not in left_open}
        for (root, shift), date in unknown.items():
            if root not in unknown_of:
                written = (date.plus_days(-shift) or date) if shift else date
                unknown_of[root] = _UnknownDay(root, written.plain)
                groups[root] = {root}
            of = unknown_of[root]
            of.shifts.add(shift)
            if check.op in _ORDER:
                others = [d for d in dates if d.origin not in unknown]
                ends = [end - shift for d in others for end in (d.earliest, d.latest) if end is not None]
                of.cuts.update(end + step for end in ends for step in (0, 1))
            elif len(unknown) == 1:
                of.looks[check.op, arguments] = None
        roots = {root for root, _ in unknown}
        if len(roots) > 1:
            together = set[Root]().union(*(groups[root] for root in roots))
            groups.update(dict.fromkeys(together, together))
            if check.op not in _ORDER or len({shift for _, shift in unknown}) > 1:
                unknown_of[next(iter(roots))].each = True
    return [
        [unknown_of[other] for other in unknown_of if other in groups[root]]
        for root in unknown_of
        if root == _first(groups[root], unknown_of)
    ]


def _first(group: set[Root], order: Iterable[Root]) -> Root:
    return next(root for root in order if root in group)


def _checks(ways: Iterable[Way]) -> Iterator[Tested]:
    """The tests of some ways; an aggregate compares all of its values."""
    for way in ways:
        for part in way:
            match part:
                case Tested():
                    yield part
                case Unless():
                    for _, checks in part.rows:
                        yield from (check for check in checks if isinstance(check, Tested))
                case Total():
                    for member in part.members:
                        yield from member.checks
                    columns = zip(*(member.values for member in part.members), strict=True)
                    for i, column in enumerate(columns):
                        dates = {
                            value: None
                            for value in (*column, *([part.result] if i == 0 else ()))
                            if type(value) is Date
                        }
                        if dates:
                            yield Tested(EQUAL, tuple(dates))
                case Need() | Undecided() | Known():
                    continue


def _of_group(group: Sequence[_UnknownDay]) -> Iterator[tuple[int, ...]]:
    """The days to try for each of some unknown days that are compared with one another."""
    cells, each = _cells(group)
    for of in group:
        if each or of.looks:
            if of.first is None or of.last is None:
                raise TooLarge("an unknown day without an end is looked at day by day")
            if of.last - of.first >= MAX_DAYS:
                raise TooLarge(f"an unknown day is one of more than {MAX_DAYS:,} days")
        if each and of.first is not None and of.last is not None:
            yield tuple(range(of.first, of.last + 1))
        else:
            yield tuple(_days(of, cells, group))


def _cells(group: Sequence[_UnknownDay]) -> tuple[list[tuple[int, int]], bool]:
    """The stretches between the days with which they are compared, and whether each day is told from each."""
    cuts = set().union(*(of.cuts for of in group))
    for of in group:
        cuts.update(end for end in (of.first, None if of.last is None else of.last + 1) if end is not None)
    each = any(of.each for of in group) or (len(group) > 1 and any(of.looks for of in group))
    beyond = len(group) + 1
    low, high = min(cuts, default=0) - beyond, max(cuts, default=0) + beyond
    return list(pairwise(sorted({low, *cuts, high}))), each


def _days(of: _UnknownDay, cells: Sequence[tuple[int, int]], group: Sequence[_UnknownDay]) -> Iterator[int]:
    for start, after in cells:
        if _within(of, start, after):
            rivals = sum(_within(other, start, after) for other in group)
            if of.looks:
                seen: set[tuple[object, ...]] = set()
                looks = [_look(op, values, of.root) for op, values in of.looks]
                for each in range(start, after):
                    kind = tuple([look(each) for look in looks])
                    if kind not in seen:
                        seen.add(kind)
                        yield each
            else:
                yield from range(start, min(after, start + rivals))


def _look(op: Operation, values: Sequence[Value], root: Root) -> Callable[[int], object]:
    """What a function gives, by the day that is chosen for the one date in its arguments that is unknown."""
    shifts = [v.origin[1] if type(v) is Date and v.origin is not None and v.origin[0] == root else None for v in values]
    call = op.call

    def look(chosen: int) -> object:
        try:
            value = call(
                *[v if shift is None else day(chosen + shift) for v, shift in zip(values, shifts, strict=True)]
            )
        except ValueError:  # past the years that can be written
            return None
        return None if value is None else value_key(value)

    return look


def _within(of: _UnknownDay, start: int, after: int) -> bool:
    return (of.first is None or of.first <= start) and (of.last is None or after - 1 <= of.last)
