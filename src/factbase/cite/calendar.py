"""Dates as texts print them, in eleven languages: days, months, quarters of a year, and years in signs or of an era.

In: folded text. Out: each date with its year (None where none is printed), its months and its day. Promised: every reading of an
ambiguous one is given (`3/4/2021` is of March and of April): this serves to see whether a date is there, never to read one off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factbase.cite.later import later
from factbase.cite.normalise import Offsets
from factbase.cite.numerals import HAN, han

__all__ = ["WEEKDAYS", "Printed", "printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A date: `months` are its first and last, `days` empty where it is of a whole month or more; `bare` is a month and nothing else."""

    span: Offsets
    year: int | None
    months: tuple[int, int]
    days: tuple[int, ...] = ()
    bare: bool = False


_ENGLISH = (
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,november nov"
    ",december dec"
)
_OTHERS = (
    "januar jänner janvier janv enero ene gennaio genn gen janeiro januari января январь январе янв",
    "februar feber février févr fevrier febrero febbraio febbr febb fevereiro fev februari февраля февраль феврале февр фев",
    "märz maerz mär mars marzo marz março maart mrt марта март марте мар",
    "avril avr abril abr aprile апреля апрель апреле апр",
    "mai mayo maggio magg maio mei мая май мае",
    "juni juin junio giugno giu junho июня июнь июне июн",
    "juli juillet juil julio luglio lugl lug julho июля июль июле июл",
    "août aout agosto ago augustus августа август августе авг",
    "septembre septiembre sett settembre setembro сентября сентябрь сентябре сент",
    "oktober okt octobre octubre ottobre ott outubro out октября октябрь октябре окт",
    "novembre noviembre novembro ноября ноябрь ноябре нояб",
    "dezember dez décembre déc decembre diciembre dic dicembre dezembro декабря декабрь декабре дек",
)
_MONTHS = {
    **{word: number for number, words in enumerate(_OTHERS, 1) for word in words.split()},
    **{word: number for number, words in enumerate(_ENGLISH.split(","), 1) for word in words.split()},
}
_FULL = "may june july mai mars mei juni juin juli août aout март мая май мае июня июль июля июне"
_SHORT = {word for word in _MONTHS if len(word) <= 4}.difference(_FULL.split())
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth"
    " twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_NTH = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
_NTH |= dict.fromkeys(("premier", "primero", "primeiro", "primo", "ersten", "erste", "eerste"), 1)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_QUARTER_NAMES = (
    "first 1st erste ersten premier primer primeiro primo первый первом i 一",
    "second 2nd zweite zweiten deuxième segundo secondo второй втором ii 二",
    "third 3rd dritte dritten troisième tercer terceiro terzo третий третьем iii 三",
    "fourth 4th vierte vierten quatrième cuarto quarto четвёртый четвертый iv 四",
)
_QUARTERS = {word: number for number, words in enumerate(_QUARTER_NAMES, 1) for word in words.split()}
WEEKDAYS = tuple(
    frozenset(words.split())
    for words in (
        "monday mon. montag lundi lunes segunda-feira lunedì maandag понедельник 星期一 周一 月曜日 월요일",
        "tuesday tue. tues. dienstag mardi martes terça-feira martedì dinsdag вторник 星期二 周二 火曜日 화요일",
        "wednesday wed. mittwoch mercredi miércoles quarta-feira mercoledì woensdag среду 星期三 周三 水曜日 수요일",
        "thursday thu. thurs. donnerstag jeudi jueves quinta-feira giovedì donderdag четверг 星期四 周四 木曜日 목요일",
        "friday fri. freitag vendredi viernes sexta-feira venerdì vrijdag пятницу 星期五 周五 金曜日 금요일",
        "saturday sat. samstag sonnabend samedi sábado sabato zaterdag субботу 星期六 周六 土曜日 토요일",
        "sunday sun. sonntag dimanche domingo domenica zondag воскресенье 星期日 星期天 周日 日曜日 일요일",
    )
)
"""How each day of the week is written, Monday first."""

_EAST_YEAR = rf"\d{{4}}|(?:{'|'.join(_ERAS)})(?:元|\d{{1,2}}|{HAN}{{1,3}})|{HAN}{{4}}"
_EAST_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_EAST_DAY = r"3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_OF = r"(?:of\s|de\s|d')?"
_YEAR = r"(?:\d{4}(?!\d)|'\d\d(?!\d))"
_DAYS = rf"{_D}(?:st|nd|rd|th|er|º|ª|\.)?(?:\s?(?:-|to|and|bis|und|et|y|e|a|au)\s?{_D}(?:st|nd|rd|th|\.)?)?"


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _and_year(name: str) -> str:
    return rf"(?:,?\s(?:of\s|de\s|del\s)?(?P<{name}>{_YEAR}))?"


_M = _either(_MONTHS)
_LEXER = later(
    "|".join(
        (
            rf"(?<![\d.,/-])(?P<day1>{_DAYS})(?:\s|-){_OF}(?P<month1>{_M})(?!\w)\.?(?:-(?P<year0>\d{{4}})(?!\d))?{_and_year('year1')}",
            r"(?<![\d.,/-])(?P<year2>\d{4})[-/.](?P<month2>1[0-2]|0?[1-9])[-/.](?P<day2>" + _D + r")",
            r"(?<![\d.,/-])(?P<either1>\d{1,2})(?P<gap>[-/.]\s?)(?P<either2>\d{1,2})(?P=gap)(?P<year3>\d{4}|\d\d)(?!\d)",
            r"(?<![\d.,/-])(?P<year4>\d{4})[-/](?P<month4>1[0-2]|0?[1-9])(?!\d)",
            r"(?<![\d.,/-])(?P<month5>1[0-2]|0?[1-9])/(?P<year5>\d{4})(?!\d)",
            rf"(?:(?P<year6>{_EAST_YEAR})\s?[年년]\s?)?(?P<month6>{_EAST_MONTH})\s?[月월]份?(?:\s?(?P<day6>{_EAST_DAY})\s?[日号號일])?",
            rf"(?P<year7>{_EAST_YEAR})(?=\s?[年년])(?!\s?[年년]\s?(?:{_EAST_MONTH})\s?[月월])",
            r"(?<!\w)(?i:q|t)(?P<quarter1>[1-4])[\s/](?:of\s)?(?P<year8>\d{4})(?!\d)",
            r"(?<!\d)(?P<year9>\d{4})[\s-]?(?i:q)(?P<quarter2>[1-4])(?!\w)",
            rf"(?<!\w)(?P<quarter3>[1-4]\.?|{_either(_QUARTERS)})\.?[\s-]"
            r"(?:quarter|quartals?|trimestre|kwartaal|квартал[еа]?)(?:\s(?:of|de|del|des|von|van)?\s?(?P<year10>\d{4}))?",
            r"(?:(?P<year11>\d{4})年)?第?(?P<quarter4>[一二三四1-4])(?:季度|四半期|분기)",
            rf"(?<![^\W\d_])(?P<month7>{_M})\.?,?\s(?:the\s)?(?P<nth1>{_either(_NTH)})(?!\w){_and_year('year12')}",
            rf"(?<![^\W\d_])(?P<nth2>{_either(_NTH)})\s(?:day\s)?{_OF}(?P<month8>{_M})(?!\w){_and_year('year13')}",
            rf"(?<![^\W\d_])(?P<month9>{_M})\.?,?\s(?:the\s)?(?P<day3>{_DAYS})(?![\d:%]|\w){_and_year('year14')}",
            rf"(?<![^\W\d_])(?P<month10>{_M})\.?,?\s(?:of\s|de\s|del\s)?(?P<year15>{_YEAR})",
            rf"(?<![^\W\d_])(?P<bare>{_M})(?!\w)",
        )
    ),
    re.IGNORECASE,
)
_HINT = later(
    rf"\d|[年月년월]|(?<![^\W\d_])(?:{_M})(?!\w)|quarter|trimestre|quartal|квартал|季度|四半期", re.IGNORECASE
)


@lru_cache(maxsize=512)
def printed(text: str) -> tuple[Printed, ...]:
    """Each date of a text, each reading of it."""
    return tuple(_printed(text)) if _HINT().search(text) else ()


def _printed(text: str) -> Iterator[Printed]:
    for date in _LEXER().finditer(text):
        groups = {name.rstrip("0123456789"): value for name, value in date.groupdict().items() if value is not None}
        span = date.span()
        years = list(_years(groups["year"])) if "year" in groups else [None]
        name = groups.get("month") or groups.get("bare") or ""
        if name and not _is_month(name, text, date, bare="bare" in groups):
            continue
        for year in years:
            if "quarter" in groups:
                quarter = _quarter(groups["quarter"])
                yield Printed(span, year, (3 * quarter - 2, 3 * quarter))
            elif "either" in groups:
                first, second = int(date["either1"]), int(date["either2"])
                for day, month in dict.fromkeys(((first, second), (second, first))):
                    if 1 <= month <= 12 and 1 <= day <= 31:
                        yield Printed(span, year, (month, month), (day,))
            elif name:
                month = _month(name)
                days = _days(groups)
                yield Printed(span, year, (month, month), days, not days and year is None)
            elif year is not None:
                yield Printed(span, year, (1, 12))


def _is_month(name: str, text: str, date: re.Match[str], *, bare: bool) -> bool:
    """Whether a word is a month: short forms have a full stop or a number beside them, `may` and `march` a capital or a year."""
    if not bare:
        dated = any(value for group, value in date.groupdict().items() if group.startswith("year"))
        return dated or name not in ("may", "march", "mar", "out", "ago")
    if name.lower() in _SHORT:
        return name[0].isupper() and (text[date.end() : date.end() + 1] == "." or name.lower() in _ENGLISH)
    if name.lower() in ("may", "march", "august"):
        return name[0].isupper()
    return True


def _month(name: str) -> int:
    if name.isdecimal():
        return int(name)
    return _MONTHS.get(name.lower()) or han(name)


def _days(groups: dict[str, str]) -> tuple[int, ...]:
    if "nth" in groups:
        return (_NTH[groups["nth"].lower()],)
    day = groups.get("day")
    if not day:
        return ()
    return tuple(map(int, re.findall(r"\d+", day))) or (han(day),)


def _quarter(written: str) -> int:
    plain = written.rstrip(".").lower()
    return int(plain) if plain.isdecimal() else _QUARTERS[plain]


def _years(written: str) -> Iterator[int]:
    digits = written.lstrip("'")
    if digits.isdecimal():
        yield from (int(digits),) if len(digits) > 2 else (1900 + int(digits), 2000 + int(digits))
    elif digits[:2] in _ERAS:
        number = digits[2:]
        yield _ERAS[digits[:2]] + (1 if number == "元" else int(number) if number.isdecimal() else han(number))
    else:
        yield han(digits)
