"""Whether the numbers and dates of a fact are told where its quotes stand.

In: numbers and dates, and the folded text of the sentences around the quotes. Out: where each is told.
Promised: nothing is guessed from afar: a number is told by its words or its digits, a date by one that the text resolves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from factbase.cite.calendar import WEEKDAYS, printed
from factbase.cite.normalise import Offsets
from factbase.cite.numbers import Number, month_spans, numbers
from factbase.cite.numerals import worded
from factbase.cite.sense import Sense, fits

__all__ = ["date_spans", "number_elsewhere", "number_spans"]

_PART = re.compile(
    r"\b(?:early|mid|late|later|end|beginning|start|first|last|spring|summer|autumn|fall|winter|quarter|half|since|until"
    r"|before|after|between|by|from|to|through|during"
    r"|anfang|mitte|ende|frühjahr|frühling|sommer|herbst|seit|bis|vor|nach|zwischen|printemps|été|automne|hiver|début|fin|depuis|jusqu"
    r"|avant|après|entre|primavera|verano|otoño|invierno|principios|mediados|finales|desde|hasta|antes|después|verão|outono|inverno"
    r"|início|meados|até|depois|estate|inverno|inizio|metà|dopo|prima|lente|zomer|herfst|begin|eind|sinds|tot|voor|весной|летом|осенью"
    r"|зимой|начале|середине|конце|до|после|между)\b|[春夏秋冬初末]|以来|以前|以後|まで|から|봄|여름|가을|겨울|부터|까지",
    re.IGNORECASE,
)
_OF_THE_TEXT = (
    "today|yesterday|tomorrow|heute|gestern|morgen|aujourd'hui|hier|demain|hoy|ayer|mañana|hoje|ontem|amanhã|oggi|ieri|domani|vandaag"
    "|gisteren|сегодня|вчера|завтра|今天|昨天|明天|今日|昨日|明日|오늘|어제|내일"
)
_NEAR = timedelta(days=7)  # a weekday without a date is one within a week of the text


def number_spans(value: Decimal, text: str, argument: str, relation: str, language: str = "en") -> list[Offsets]:
    """Where a number stands, in digits or words, for what an argument of a relation is, by their names."""
    same = (n.span for n in _numbers(text, language) if n.value == value and fits(n.sense, argument, relation))
    spans = [span for span in same if not _corrected(text, span)]
    if value in range(1, 13) and fits(Sense.MONTH, argument, relation):
        spans += month_spans(int(value), text)
    return spans


_NOT = ("not ", "nicht ", "niet ", "no ", "non ", "não ", "не ")
_BUT = (" but ", " sondern ", " maar ", " sino ", " mais ", " mas ", " ma ", " а ")


def _corrected(text: str, span: Offsets) -> bool:
    """Whether a number is the one that is not meant: `not 77 but 12`, `nicht 77, sondern 12`."""
    if not text[max(0, span[0] - 6) : span[0]].lower().endswith(_NOT):
        return False
    return text[span[1] : span[1] + 10].removeprefix(",").startswith(_BUT)


def number_elsewhere(value: Decimal, text: str, argument: str, relation: str, language: str = "en") -> Number | None:
    """A number that is equal to one which an argument of a relation needs, but stands for something else."""
    same = (n for n in _numbers(text, language) if n.value == value and not fits(n.sense, argument, relation))
    return next(same, None)


@lru_cache(maxsize=512)
def _numbers(text: str, language: str) -> tuple[Number, ...]:
    # A fact has several values, and each is looked for in the same sentence.
    if language == "en":
        return tuple(numbers(text))
    return (
        *numbers(text, language),
        *(Number(value, span, Sense.NUMBER, text[slice(*span)]) for value, span in worded(text, language)),
    )


def date_spans(
    first: date | None, last: date | None, text: str, published: Sequence[tuple[date, date]]
) -> list[Offsets]:
    """Where a date from `first` to `last` (None: open) is told; empty unless all of it is.

    A day needs its month and day (`Aug. 22`, `22/8/2019`), or its weekday within a week of `published`; a month its name, a year its
    digits, a part of a year a word such as `late`. A year that is not printed may be that of `published`, the text's own dates.
    """
    ends = [end for end in (first, last) if end is not None]
    dates = printed(text)
    years: list[Offsets] = []
    for year in {end.year for end in ends}:
        digits = [m.span() for m in re.finditer(rf"(?<!\d){year}(?!\d)", text)]
        digits = digits or [m.span() for m in re.finditer(rf"(?<!\d){year // 10}0(?:s|er)\b", text)]
        digits = digits or [each.span for each in dates if each.year == year]
        if not digits and not _year_of_text(year, published):
            return []
        years += digits
    if first is None or last is None:
        return years or [(0, 0)]
    within = [each for each in dates if each.year in (None, first.year)]
    if first == last:
        days = [each.span for each in within if first.day in each.days and each.months[0] == first.month]
        return days or _weekday(first, text, published)
    months = first.month, last.month
    if (first.year, first.month) == (last.year, last.month):
        return [each.span for each in within if each.months == months]
    parts = [each for each in within if each.months[1] - each.months[0] == 2]  # quarters
    if parts:
        return [each.span for each in parts if each.months[0] <= months[0] and months[1] <= each.months[1]]
    full_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if full_years or _PART.search(text) or any(each.months == (end.month, end.month) for end in ends for each in dates):
        return years or [(0, 0)]
    return []


def _year_of_text(year: int, published: Sequence[tuple[date, date]]) -> bool:
    return any(first.year - 1 <= year <= last.year + 1 for first, last in published)


def _weekday(day: date, text: str, published: Sequence[tuple[date, date]]) -> list[Offsets]:
    near = any(first - _NEAR <= day <= last + _NEAR and last - first <= 2 * _NEAR for first, last in published)
    if not near:
        return []
    return [m.span() for m in _weekday_names(day.weekday()).finditer(text)]


@cache
def _weekday_names(number: int) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, WEEKDAYS[number])))
    return re.compile(rf"(?<![^\W\d_])(?:{names}|{_OF_THE_TEXT})(?![^\W\d_])", re.IGNORECASE)
