"""Constants that are spelt as elsewhere: in, a text; out, how the date or the name that it seems to be is written here, or None."""

from __future__ import annotations

import re

from factbase.ground.date import parse_date

__all__ = ["DATES", "date_like", "date_spelling", "name_spelling"]

DATES = "one is written `2016-11-23`, `2016-11` or `2016-XX-XX`"

_PARTS = re.compile(r"(-?[0-9]{1,4})([-/])([0-9]{1,2})\2([0-9]{1,4})")
_MONTH = re.compile(r"([0-9]{4})[-/]([1-9])")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[-/.]([0-9]{4})")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_LATE = re.compile(r"Y?-?[0-9]{5,}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(-?)([0-9]{4}|(?<=-)[0-9]{1,3})")
_WORDED = re.compile(r"(?:([0-9]{1,2})\s+)?([A-Z][a-z]{2,8})\.?(?:\s+([0-9]{1,2}),?)?\s+([0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LIKE_A_DATE = re.compile(
    rf'"[^"\n]*"|{_WORDED.pattern}|-?[0-9]{{1,4}}(?:[-/.][0-9]{{1,4}}){{0,2}}|(?i:today|now|yesterday)\b'
)
_HYPHENED = re.compile(r"[^\W\d_A-Z]\w*(?:-\w+)+")


def date_spelling(text: str, *, wanted: bool = False) -> str | None:
    """How a date is written that is told by three numbers: `29-06-2007`, `2016-1-1`; where a date is `wanted`, also a year, a month of a
    year, and a date in quotation marks."""
    if match := _PARTS.fullmatch(text):
        first, _, second, third = match.groups()
        orders = (
            [(first, second, third)] if len(first.lstrip("-")) > 2 else [(third, second, first), (third, first, second)]
        )
        days = [day for year, month, of_month in orders if (day := _day(year, month, of_month)) is not None]
        return f"the date is written {' or '.join(f'`{day}`' for day in dict.fromkeys(days))}" if days else None
    if _LATE.fullmatch(text):
        return "the years of a date are -9999 to 9999"
    if match := _WORDED.fullmatch(text):
        return _worded(match[4], match[2], match[1] or match[3])
    if not wanted:
        return None
    if match := _MONTH_FIRST.fullmatch(text):
        return f"the month is written `{match[2]}-{match[1]:0>2}`"
    if (match := _DIGITS.fullmatch(text)) and (day := _day(*match.groups())) is not None:
        return f"the date is written `{day}`"
    if text.lower() in ("today", "now", "yesterday"):
        return "a day is written out, as in `2016-11-23`; a goal without one is asked of the day of the view"
    if "." in text:
        return date_spelling(text.replace(".", "-"), wanted=True)
    if match := _MONTH.fullmatch(text):
        return f"the month is written `{match[1]}-0{match[2]}`"
    if match := _YEAR.fullmatch(text):
        before = "; the year 0000 is 1 BC" if match[1] else ""
        return f"a year is written `{match[1]}{match[2]:0>4}-XX-XX`{before}"
    if text[:1] == text[-1:] == '"' and _read(text[1:-1]) is not None:
        return f"a date has no quotation marks: `{_read(text[1:-1])}`"
    return None


def date_like(text: str, at: int) -> str | None:
    """What stands at a place of a text and may be meant for a date; None for nothing such."""
    found = _LIKE_A_DATE.match(text, at)
    return found.group() if found is not None else None


def _worded(year: str, month: str, day: str | None) -> str | None:
    """How a date is written that has its month in an English word; None where the word is no month."""
    if month.lower()[:3] not in _MONTHS:
        return None
    number = f"{_MONTHS.index(month.lower()[:3]) + 1:0>2}"
    if day is None:
        return f"the month is written `{year}-{number}`"
    read = _day(year, number, day)
    return f"the date is written `{read}`" if read is not None else None


def name_spelling(text: str) -> str | None:
    """How a name with `-` in it is written."""
    return text.replace("-", "_") if _HYPHENED.fullmatch(text) else None


def _day(year: str, month: str, day: str) -> str | None:
    sign, digits = ("-", year[1:]) if year.startswith("-") else ("", year)
    return _read(f"{sign}{digits:0>4}-{month:0>2}-{day:0>2}") if len(digits) == 4 or sign else None


def _read(text: str) -> str | None:
    try:
        return str(parse_date(text))
    except ValueError:
        return None
