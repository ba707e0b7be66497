"""Whether what a fact says is named where its quotes stand.

In: names, numbers, strings and dates, and the folded text of the sentences around the quotes. Out: where each is named.
Promised: nothing is guessed from afar: a value is named by its words, its digits, or a date that the text resolves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from factbase.cite.normalise import Offsets, fold
from factbase.cite.numbers import MONTHS, Number, month_spans, numbers
from factbase.cite.sense import Sense, fits

__all__ = ["date_spans", "name_spans", "number_elsewhere", "number_spans", "string_spans", "word_spans"]

_ARTICLE = re.compile(r"\A(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_EDGE = " \"'.,;:()[]"
_TAILS = ("", "s", "es")  # and any apostrophe: it is no letter
SHORT = 4  # letters of a name in capitals that is looked for as it is
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GAP = re.compile(r"[\W_]+")
_ARTICLES_AND_PREPOSITIONS = (
    "a an and any as at be by for from his her in into is it its of on or over s that the their this to was with"
)
_SMALL = frozenset(_ARTICLES_AND_PREPOSITIONS.split())
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PART = re.compile(
    r"\b(?:early|mid|late|later|end|beginning|start|first|last|spring|summer|autumn|fall|winter|quarter|half|since|until"
    r"|before|after|between|by|from|to|through|during)\b",
    re.IGNORECASE,
)
_NEAR = timedelta(days=7)  # a weekday without a date is one within a week of the text


def name_spans(names: Iterable[str], text: str) -> list[Offsets]:
    """Where one of some names stands, inflected or not; else where all words of one stand, in any order."""
    forms = [form for name in names if (form := _form(name))]
    spans_of_forms = [span for form in forms for span in _phrase(form, text)]
    return spans_of_forms or next((spans for form in forms if (spans := word_spans(form, text))), [])


@cache
def _form(name: str) -> str:
    return _ARTICLE.sub("", fold(name).text.strip(_EDGE))


def _phrase(form: str, text: str) -> Iterator[Offsets]:
    """Where a form stands as whole words; hyphens and spaces are alike."""
    joined = form.endswith("-")
    # `US` and `who` as `us` and `WHO` would be other words.
    exact = form.isupper() and len(form) <= SHORT
    words, hay = (part if exact else part.lower() for part in (form.rstrip("-"), text))
    words, hay = words.replace("-", " "), hay.replace("-", " ")
    if len(hay) != len(text):  # a letter whose lower case is longer: offsets would not be those of the text
        return
    at = hay.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and hay[at - 1].isalnum()) and (text[end : end + 1] == "-" if joined else _ends(hay, end)):
            yield at, end
        at = hay.find(words, at + 1)


def _ends(hay: str, end: int) -> bool:
    return any(
        hay.startswith(tail, end) and not hay[end + len(tail) : end + len(tail) + 1].isalnum() for tail in _TAILS
    )


def word_spans(name: str, text: str) -> list[Offsets]:
    """Where the words of a name stand, if all that bear meaning do: capitalised ones as they are, others by their stem."""
    words = _WORD.findall(fold(name).text)
    wanted = [word for word in words if word.lower() not in _SMALL] or words
    there = [(m[0], m.span()) for m in _WORD.finditer(text)]
    spans: list[Offsets] = []
    for word in wanted:
        alike = [span for other, span in there if _alike(word, other)]
        if not alike:
            return []
        spans += alike
    return spans


def _alike(word: str, other: str) -> bool:
    if word[0].lower() != other[0].lower() or (word.isupper() and len(word) <= SHORT and word != other):
        return False
    a, b = word.lower().removesuffix("'s"), other.lower().removesuffix("'s")
    if a == b or a == f"{b}s" or b == f"{a}s":
        return True
    if word[0].isupper() or word[0].isdigit():
        return False
    shorter = min(len(a), len(b))
    common = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    return common >= max(4, shorter - 2)


def number_spans(value: Decimal, text: str, argument: str, relation: str) -> list[Offsets]:
    """Where a number stands, in digits or words, for what an argument of a relation is, by their names."""
    spans = [n.span for n in _numbers(text) if n.value == value and fits(n.sense, argument, relation)]
    if value in range(1, 13) and fits(Sense.MONTH, argument, relation):
        spans += month_spans(int(value), text)
    return spans


def number_elsewhere(value: Decimal, text: str, argument: str, relation: str) -> Number | None:
    """A number that is equal to one which an argument of a relation needs, but stands for something else."""
    same = (n for n in _numbers(text) if n.value == value and not fits(n.sense, argument, relation))
    return next(same, None)


@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[Number, ...]:
    # A fact has several values, and each is looked for in the same sentence.
    return tuple(numbers(text))


def string_spans(string: str, text: str) -> list[Offsets]:
    """Where a string stands word for word, whatever its case and its quotation marks."""
    words = _WORD.findall(fold(string).text)
    if not words:
        return [(0, 0)]
    if text.isascii() and all(word.isascii() for word in words):
        return list(_plain_spans([word.lower() for word in words], text.lower()))
    pattern = r"[\W_]+".join(re.escape(word) for word in words)
    return [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]


def _plain_spans(words: list[str], text: str) -> Iterator[Offsets]:
    """Where words stand one after the other, none within a longer one: what an expression made for them finds, without making one."""
    first, *rest = words
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        for word in rest:
            gap = _GAP.match(text, end)
            if gap is None or not text.startswith(word, gap.end()):
                break
            end = gap.end() + len(word)
        else:
            if not (at and _is_word(text[at - 1])) and not _is_word(text[end : end + 1]):
                yield at, end
                at = text.find(first, end)
                continue
        at = text.find(first, at + 1)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def date_spans(
    first: date | None, last: date | None, text: str, published: Sequence[tuple[date, date]]
) -> list[Offsets]:
    """Where a date from `first` to `last` (None: open) is told; empty unless all of it is.

    A day needs its month and day (`Aug. 22`, `22/8/2019`), or its weekday within a week of `published`; a month its name, a year its
    digits, a part of a year a word such as `late`. A year that is not printed may be that of `published`, the text's own dates.
    """
    ends = [end for end in (first, last) if end is not None]
    years: list[Offsets] = []
    for year in {end.year for end in ends}:
        digits = [m.span() for m in re.finditer(rf"(?<!\d){year}(?!\d)", text)]
        decade = [m.span() for m in re.finditer(rf"(?<!\d){year // 10}0s\b", text)]
        if not digits and not decade and not _year_of_text(year, published):
            return []
        years += digits or decade
    if first is None or last is None:
        return years or [(0, 0)]
    if first == last:
        return _day(first, text, published)
    if (first.year, first.month) == (last.year, last.month):
        return month_spans(first.month, text) + _printed(rf"{first.year}[-/]0?{first.month}", text)
    full_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if full_years or _PART.search(text) or any(month_spans(end.month, text) for end in ends):
        return years or [(0, 0)]
    return []


def _year_of_text(year: int, published: Sequence[tuple[date, date]]) -> bool:
    return any(first.year - 1 <= year <= last.year + 1 for first, last in published)


def _printed(pattern: str, text: str) -> list[Offsets]:
    return [m.span() for m in re.finditer(rf"(?<!\d){pattern}(?!\d)", text)]


@lru_cache(maxsize=1 << 12)  # more than `re` keeps: a table has days by the thousand
def _day_forms(day: date) -> tuple[re.Pattern[str], ...]:
    """How a day is printed."""
    name = MONTHS[day.month - 1]
    month = rf"(?:{name}|{name[:4]}\.?|{name[:3]}\.?)"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    m, d, y = f"0?{day.month}", f"0?{day.day}", rf"(?:{day.year}|{day.year % 100:02})"
    spelled = (rf"\b{month},? (?:the )?{number}(?!\d)", rf"(?<!\d){number} (?:of )?{month}(?!\w)")
    printed = (rf"{day.year}[-/.]{m}[-/.]{d}", rf"(?:{m}[-/.]{d}|{d}[-/.]{m})[-/.]{y}")
    return (
        *(re.compile(form, re.IGNORECASE) for form in spelled),
        *(re.compile(rf"(?<!\d){form}(?!\d)") for form in printed),
    )


def _day(day: date, text: str, published: Sequence[tuple[date, date]]) -> list[Offsets]:
    spans = [m.span() for form in _day_forms(day) for m in form.finditer(text)]
    if spans:
        return spans
    near = any(first - _NEAR <= day <= last + _NEAR and last - first <= 2 * _NEAR for first, last in published)
    if not near:
        return []
    weekday = _WEEKDAYS[day.weekday()]
    return [
        m.span()
        for m in re.finditer(rf"\b(?:{weekday}|{weekday[:3]}\.|today|yesterday|tomorrow)(?!\w)", text, re.IGNORECASE)
    ]
