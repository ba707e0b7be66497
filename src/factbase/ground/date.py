"""Dates after EDTF (ISO 8601-2:2019) levels 0 and 1: text in, a pair of day numbers out.

A `Date` that is not a single day is a partial date: some one day from `earliest` to `latest`, not known which.
Comparisons answer for every choice of that day, so they are three-valued. Nothing here reads a clock.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import field, replace
from enum import Enum
from typing import NoReturn

from factbase.ground.civil import civil, month_length, ordinal_of, written_year
from factbase.ground.dataclass import dataclass

__all__ = [
    "Date",
    "Truth",
    "before",
    "calendar_day",
    "common",
    "day",
    "interval",
    "not_after",
    "parse_date",
    "same_day",
]

_FIRST_DAY, _LAST_DAY = ordinal_of(-9999, 1, 1), ordinal_of(9999, 12, 31)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Truth(Enum):
    """How a comparison of dates holds: for every choice of their days, for some choice, or for none."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    FALSE = "false"

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three outcomes; compare it with `is`")


@dataclass(frozen=True, slots=True)
class Date:
    """A day, or a partial date: some one day from `earliest` to `latest`, both included.

    `text` is the canonical EDTF text, and decides equality: a year is `2016-XX-XX`, a month `2016-11`, an interval keeps
    its two ends. `earliest` and `latest` are proleptic Gregorian ordinals (1 is 0001-01-01, as in `datetime`), valid for
    any year; None is an open or unknown end. The qualifiers `? ~ %` are text only. In a plan, `origin` says which unknown
    day a partial date is, and how many days after it: two that are written alike need not be one day.
    """

    text: str
    earliest: int | None = field(compare=False)
    latest: int | None = field(compare=False)
    origin: tuple[Hashable, int] | None = field(default=None, repr=False)

    def __hash__(self) -> int:
        return hash(self.text) if self.origin is None else hash((self.text, self.origin))

    def __str__(self) -> str:
        return self.text

    @property
    def exact(self) -> bool:
        """Whether it is a single day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def sharp(self) -> bool:
        """Whether it is a single day that is told without a qualifier, so that its text is all there is to it."""
        return self.exact and self.text[-1] not in "?~%"

    @property
    def year(self) -> int | None:
        """The year in which all its days lie, None when there are several."""
        return self._shared(1)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, when all its days lie in one month of one year."""
        return self._shared(2)

    @property
    def day(self) -> int | None:
        """The day of the month, when it is a single day."""
        return self._shared(3)

    @property
    def weekday(self) -> str | None:
        """The day of the week, `monday` to `sunday`, when it is a single day."""
        return weekday(self.earliest) if self.earliest is not None and self.exact else None

    @property
    def first_day(self) -> "Date | None":
        """Its earliest day, None when it has none or when EDTF cannot write that day (see `day`)."""
        return _written_day(self.earliest)

    @property
    def last_day(self) -> "Date | None":
        """Its latest day, None when it has none or when EDTF cannot write that day (see `day`)."""
        return _written_day(self.latest)

    def plus_days(self, days: int) -> "Date | None":
        """The date so many days later: a partial date moves both of its ends. None past the years EDTF can write."""
        earliest = None if self.earliest is None else self.earliest + days
        latest = None if self.latest is None else self.latest + days
        made = _between(earliest, latest)
        if made is None or self.origin is None:
            return made
        return replace(made, origin=(self.origin[0], self.origin[1] + days))

    def stamped(self, root: Hashable) -> "Date":
        """This date as an unknown day of its own, told apart by `root`; a single day, or one with an origin, is itself."""
        return self if self.sharp or self.origin is not None else replace(self, origin=(root, 0))

    @property
    def plain(self) -> "Date":
        """This date without its origin, as it is written."""
        return self if self.origin is None else replace(self, origin=None)

    def minus(self, other: "Date") -> int | None:
        """The days from `other` to this date, when both are single days."""
        if self.earliest is None or other.earliest is None or not (self.exact and other.exact):
            return None
        return self.earliest - other.earliest

    def _shared(self, precision: int) -> int | None:
        if self.earliest is None or self.latest is None:
            return None
        start, end = civil(self.earliest), civil(self.latest)
        return start[precision - 1] if start[:precision] == end[:precision] else None


def weekday(ordinal: int) -> str:
    """The day of the week of an ordinal, `monday` to `sunday`."""
    return WEEKDAYS[(ordinal - 1) % 7]


# ---- comparisons over every choice of days


def before(a: Date, b: Date) -> Truth:
    """How `a < b` holds."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return Truth.CERTAIN
    return Truth.POSSIBLE if a.earliest is None or b.latest is None or a.earliest < b.latest else Truth.FALSE


def not_after(a: Date, b: Date) -> Truth:
    """How `a <= b` holds: the denial of `b < a`."""
    if a.latest is not None and b.earliest is not None and a.latest <= b.earliest:
        return Truth.CERTAIN
    return Truth.POSSIBLE if a.earliest is None or b.latest is None or a.earliest <= b.latest else Truth.FALSE


def same_day(a: Date, b: Date) -> Truth:
    """How `a` and `b` are one day: certain only for single days, so two equal partial dates are possibly one day."""
    if a.exact and b.exact and a.earliest == b.earliest:
        return Truth.CERTAIN
    apart = before(a, b) is Truth.CERTAIN or before(b, a) is Truth.CERTAIN
    return Truth.FALSE if apart else Truth.POSSIBLE


# ---- making dates


def day(ordinal: int) -> Date:
    """The single day of that ordinal. Raises ValueError outside the years -9999 to 9999: EDTF cannot write it."""
    if not _FIRST_DAY <= ordinal <= _LAST_DAY:
        raise ValueError("a day has a year from -9999 to 9999")
    year, month, day_of_month = civil(ordinal)
    return Date(f"{written_year(year)}-{month:02}-{day_of_month:02}", ordinal, ordinal)


def calendar_day(year: int, month: int, day_of_month: int) -> Date:
    """The single day of a year (-9999 to 9999), month and day of the month. Raises ValueError when there is none."""
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if not 1 <= day_of_month <= month_length(year, month):
        raise ValueError(f"there is no day {day_of_month} in {written_year(year)}-{month:02}")
    return day(ordinal_of(year, month, day_of_month))


def interval(start: Date, end: Date) -> Date:
    """The partial date "some day from the earliest of `start` to the latest of `end`".

    Its text is the shortest that says so: a day, a month or a year when it is exactly that, else an interval of whole
    months or of days, with `..` for a missing end. Raises ValueError when it ends before it begins.
    """
    if start.earliest is not None and end.latest is not None and start.earliest > end.latest:
        raise ValueError(f"the interval {start.text}/{end.text} ends before it begins")
    made = _between(start.earliest, end.latest)
    if made is None:
        raise ValueError("a day has a year from -9999 to 9999")
    return made


def common(dates: Sequence[Date]) -> Date | None:
    """The partial date of the days that lie in all of some dates, one of them where that is it; None of none, and where there is no such
    day. All of them tell of one day, so the more there are, the more is known of it."""
    firsts = [date.earliest for date in dates if date.earliest is not None]
    lasts = [date.latest for date in dates if date.latest is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if not dates or (first is not None and last is not None and first > last):
        return None
    own = sorted((date for date in dates if (date.earliest, date.latest) == (first, last)), key=lambda date: date.text)
    return own[0] if own else _between(first, last)


def _written_day(ordinal: int | None) -> Date | None:
    return day(ordinal) if ordinal is not None and _FIRST_DAY <= ordinal <= _LAST_DAY else None


def _between(earliest: int | None, latest: int | None) -> Date | None:
    first, last = _written_day(earliest), _written_day(latest)
    if (first is None and earliest is not None) or (last is None and latest is not None):
        return None
    if first is None or last is None:
        return Date(f"{first or '..'}/{last or '..'}", earliest, latest)
    start, end = first.text, last.text
    if start.endswith("-01") and end.endswith(f"-{month_length(last.year or 0, last.month or 0)}"):
        if start[:-6] == end[:-6] and start.endswith("-01-01") and end.endswith("-12-31"):
            return Date(f"{start[:-6]}-XX-XX", earliest, latest)
        start, end = start[:-3], end[:-3]
    return Date(start if start == end else f"{start}/{end}", earliest, latest)


# ---- reading EDTF

_CALENDAR = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_DECADES = re.compile(r"(-?)([0-9]{2,3})(X{1,2})([?~%]?)")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,11})([?~%]?)")
_TIMED = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T")
_HINT = "write 2016-11-23, 2016-11, 2016-XX-XX (a year) or an interval of these"


def parse_date(text: str) -> Date:
    """The date that an EDTF level 0 or 1 expression means; raises ValueError with a short plain message.

    `2016` and `2016-XX` are read as the year `2016-XX-XX`, `2016-11-XX` as the month `2016-11`. Seasons 21 to 24 are
    whole months of the north: 21 is March to May, 24 is December to February of the next year. An end of an interval
    may be any single expression. Long years have 5 to 12 digits. Date-times and level 2 are refused.
    """
    if "/" not in text:
        return _parse_single(text)
    start_text, _, end_text = text.partition("/")
    if text == "/" or "/" in end_text:
        raise ValueError(f"`{_cut(text)}` is not a date; {_HINT}")
    start = _parse_single(start_text) if start_text not in ("", "..") else None
    end = _parse_single(end_text) if end_text not in ("", "..") else None
    earliest, latest = start.earliest if start else None, end.latest if end else None
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"the interval {text} ends before it begins")
    start_text, end_text = start.text if start else start_text, end.text if end else end_text
    if start and start_text == end_text:
        return start
    return Date(f"{start_text}/{end_text}", earliest, latest)


def _parse_single(text: str) -> Date:
    if match := _CALENDAR.fullmatch(text):
        return _parse_calendar(text, match)
    if match := _DECADES.fullmatch(text):
        sign, digits, unknown, _ = match.groups()
        if len(digits) + len(unknown) == 4:
            low, high = int(digits + "0" * len(unknown)), int(digits + "9" * len(unknown))
            first, last = (-high, min(-low, -1)) if sign else (low, high)  # there is no year -0000
            return Date(text, ordinal_of(first, 1, 1), ordinal_of(last, 12, 31))
    if match := _LONG_YEAR.fullmatch(text):
        year = int(match[1])
        return Date(text, ordinal_of(year, 1, 1), ordinal_of(year, 12, 31))
    if _TIMED.match(text):
        raise ValueError(f"`{_cut(text)}` has a time of day; write the day alone: {text.partition('T')[0]}")
    raise ValueError(f"`{_cut(text)}` is not a date; {_HINT}")


def _parse_calendar(text: str, match: re.Match[str]) -> Date:
    year_text, month_text, day_text, qualifier = match.groups()
    year = int(year_text)
    if year_text == "-0000":
        raise ValueError("there is no year -0000")
    if month_text is None or month_text == "XX":
        if day_text not in (None, "XX"):
            raise ValueError(f"`{text}` leaves the month open but not the day; that is EDTF level 2, which is not read")
        return Date(f"{year_text}-XX-XX{qualifier}", ordinal_of(year, 1, 1), ordinal_of(year, 12, 31))
    month = int(month_text)
    if not 1 <= month <= 12:
        return _parse_season(text, year, month, day_text)
    if day_text is None or day_text == "XX":
        first = ordinal_of(year, month, 1)
        return Date(f"{year_text}-{month_text}{qualifier}", first, first + month_length(year, month) - 1)
    day_of_month = int(day_text)
    if not 1 <= day_of_month <= month_length(year, month):
        raise ValueError(f"there is no day {year_text}-{month_text}-{day_text}")
    ordinal = ordinal_of(year, month, day_of_month)
    return Date(text, ordinal, ordinal)


def _parse_season(text: str, year: int, season: int, day_text: str | None) -> Date:
    if not 21 <= season <= 41:
        raise ValueError(f"there is no month {season:02}: `{text}`")
    if season > 24:
        raise ValueError(f"`{text}` is EDTF level 2, which is not read; seasons are 21 to 24")
    if day_text is not None:
        raise ValueError(f"a season has no days: `{text}`")
    start = 3 * (season - 20)  # March, June, September, December
    return Date(text, ordinal_of(year, start, 1), ordinal_of(year + (start == 12), (start + 3) % 12 or 12, 1) - 1)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
