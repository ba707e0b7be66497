"""Functions of partial dates: in, values of which some are unknown days; out, every value that a function may have of them.

Two dates with one origin are one unknown day, and so many days after it. What has too many values to be listed raises TooLarge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from factbase.ground.civil import civil, days_between, iso_week, months_between, years_between
from factbase.ground.comparison import truth
from factbase.ground.date import WEEKDAYS, Date, Truth, weekday
from factbase.ground.possible import Several, TooLarge, bounded
from factbase.ground.value import Symbol, Value

__all__ = ["ONE_OF_BOTH", "SPREAD", "all_of"]

_CALENDAR_CYCLE = 146_097  # days, after which all dates of the calendar come again

SpreadFunction = Callable[..., Several]


def _numbered(year: Callable[[int], int], what: str) -> SpreadFunction:
    """Every number, of the year say, that goes up with the days."""

    def call(date: Value) -> Several:
        if type(date) is not Date:
            return Several(0)
        if date.earliest is None or date.latest is None:
            raise TooLarge(f"the {what} of {date} has no bound")
        return bounded(range(year(date.earliest), year(date.latest) + 1), f"the {what} of {date}")

    return call


def _of_days(part: Callable[[int], Value], cycle: int, all_of_them: Sequence[Value]) -> SpreadFunction:
    """Every value of a part of a day of which all come round within `cycle` days."""

    def call(date: Value) -> Several:
        if type(date) is not Date:
            return Several(0)
        if date.earliest is None or date.latest is None or date.latest - date.earliest >= cycle:
            return Several(0, tuple(all_of_them))
        return bounded(map(part, range(date.earliest, date.latest + 1)), f"a part of {date}")

    return call


def _from_to(count: Callable[[int, int], int], what: str) -> SpreadFunction:
    """Every number of the units from one date to another, which changes by one at most from day to day."""

    def call(first: Value, last: Value) -> Several:
        if type(first) is not Date or type(last) is not Date:
            return Several(0)
        told = f"the {what} from {first} to {last}"
        if first.origin is not None and last.origin is not None and first.origin[0] == last.origin[0]:
            return bounded(_of_one(first, last.origin[1] - first.origin[1], count), told)
        if first.earliest is None or first.latest is None or last.earliest is None or last.latest is None:
            raise TooLarge(f"{told} have no bound")
        return bounded(range(count(first.latest, last.earliest), count(first.earliest, last.latest) + 1), told)

    return call


def _of_one(date: Date, days: int, count: Callable[[int, int], int]) -> Sequence[int]:
    """The numbers of units from one unknown day to so many days after it."""
    begins = date.earliest if date.earliest is not None else (date.latest or _CALENDAR_CYCLE) - _CALENDAR_CYCLE + 1
    ends = min(date.latest if date.latest is not None else begins + _CALENDAR_CYCLE, begins + _CALENDAR_CYCLE)
    return sorted({count(day, day + days) for day in range(begins, ends + 1)}) if count is not days_between else [days]


def _differences(subtract: Callable[[Value, Value], Value | None]) -> SpreadFunction:
    """The days between two dates, or the one value of any other difference."""
    of_dates = _from_to(days_between, "days")

    def call(a: Value, b: Value) -> Several:
        if type(a) is Date and type(b) is Date:
            return of_dates(b, a)
        difference = subtract(a, b)
        return Several(0, (difference,) if difference is not None else ())

    return call


def _either(choose: Callable[[Value, Value], Value | None], beats: str) -> SpreadFunction:
    """Each of two dates which the other one does not beat for certain, or the one value of what is no date."""

    def call(a: Value, b: Value) -> Several:
        if type(a) is Date and type(b) is Date:
            if a.origin is not None and b.origin is not None and a.origin[0] == b.origin[0]:
                return Several(0, (b if truth(beats, b.origin[1], a.origin[1]) is Truth.CERTAIN else a,))
            return bounded((x for x, y in ((a, b), (b, a)) if truth(beats, y, x) is not Truth.CERTAIN), "one of two")
        chosen = choose(a, b)
        return Several(0, (chosen,) if chosen is not None else ())

    return call


_MONTHS, _DAYS, _WEEKS, _WEEKDAYS = range(1, 13), range(1, 32), range(1, 54), tuple(map(Symbol, WEEKDAYS))

ONE_OF_BOTH = ("min", "max")
"""The functions that give one of their arguments, which may be a partial date."""

SPREAD = (
    *("year", "month", "day", "weekday", "iso_week", "iso_year"),
    *("-", "days_between", "months_between", "years_between", *ONE_OF_BOTH),
)
"""The functions that may have several values of a partial date."""


def all_of(calls: Mapping[str, Callable[[Value, Value], Value | None]]) -> Mapping[str, SpreadFunction]:
    """For each function of `SPREAD` what gives all of its values; `calls` has those of some that are no dates."""
    return {
        "year": _numbered(lambda ordinal: civil(ordinal)[0], "year"),
        "month": _of_days(lambda ordinal: civil(ordinal)[1], 366, _MONTHS),
        "day": _of_days(lambda ordinal: civil(ordinal)[2], 62, _DAYS),
        "weekday": _of_days(lambda ordinal: Symbol(weekday(ordinal)), 7, _WEEKDAYS),
        "iso_week": _of_days(
            lambda ordinal: iso_week(ordinal)[1], 9 * 366, _WEEKS
        ),  # 8 years may lie between two 53rd ones
        "iso_year": _numbered(lambda ordinal: iso_week(ordinal)[0], "year"),
        "-": _differences(calls["-"]),
        "days_between": _from_to(days_between, "days"),
        "months_between": _from_to(months_between, "months"),
        "years_between": _from_to(years_between, "years"),
        "min": _either(calls["min"], "<"),
        "max": _either(calls["max"], ">"),
    }
