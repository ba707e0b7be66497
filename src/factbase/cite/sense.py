"""What a number in a text stands for, where it is no number of something: a part of a date, a time, the number of an article.

In: the names of an argument and its relation. Out: whether a number of some sense may be what the argument is. Here too are the forms in
which texts write dates and the like. Promised: a plain number fits every argument; any other fits those only that speak of it.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["AT_WORD", "FORMS", "MONTHS", "MONTH_OF", "Sense", "fits"]

_MONTHS = "january february march april may june july august september october november december"
MONTHS = tuple(_MONTHS.split())


class Sense(StrEnum):
    """What a number stands for in a text."""

    NUMBER = "a number"
    DAY = "the day of a date"
    MONTH = "the month of a date"
    YEAR = "a year"
    TIME = "a time of day"
    MARK = "the number of a part of a text"  # an article, a page, a note, a version
    NAME = "part of a name"
    PERCENT = "a percentage"
    PART = "part of a larger number"  # 3.5 of `3.5 million`


# ---- arguments

_WORDS = {
    Sense.DAY: r"day|date|birthday",
    Sense.MONTH: r"month|date",
    Sense.TIME: r"time|hour|minute|clock",
    Sense.MARK: r"article|art|section|clause|chapter|page|paragraph|para|rule|item|figure|table|annex|appendix|note|footnote|line|verse"
    r"|provision|ref|reference|citation|cites?|version|edition|nr|id",
    Sense.NAME: r"version|model|type|generation|series|class|grade|code|route|flight|group|name|variant|mark|nr|id",
    Sense.PART: r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)s?|mn|bn|tn",
}
# Only of an argument's own name: a relation that speaks of a year may have counts beside it.
_YEAR_ARGUMENT = re.compile(r"\b(?:year|yr|\w*jahr|ann[eé]e|an|a[nñ]o|anno|\w*jaar|год)\b|[年년]", re.IGNORECASE)
_SPEAKS = {sense: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for sense, words in _WORDS.items()}
# An argument that counts or measures is no year, no percentage and no part of a date: by such a word, or by a plural (`ships`, `days`).
_COUNTS = re.compile(
    r"\b(?:price|costs?|amount|number|count|sum|total|quantity|worth|fee|salary|wage|budget|money|population|people|men|women|children"
    r"|weight|height|length|width|distance|area|volume|age|euros?|dollars?|pounds?|eur|usd|gbp)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[^\W_]{2,}(?<![sui])s\Z", re.IGNORECASE)


def fits(sense: Sense, argument: str, relation: str) -> bool:
    """Whether a number of a sense may stand for an argument, by the argument's name; where that says nothing, by the relation's words."""
    if sense is Sense.NUMBER:
        return True
    own = argument.replace("_", " ")
    if sense is Sense.YEAR and _YEAR_ARGUMENT.search(own):
        return True
    counts = _COUNTS.search(own) or _PLURAL.search(own)
    says = {each for each, words in _SPEAKS.items() if words.search(own)}
    if not counts and not says:
        counts = _COUNTS.search(relation)
        says = {each for each, words in _SPEAKS.items() if words.search(relation)}
    return sense in says or (sense in (Sense.YEAR, Sense.PERCENT) and not counts)


# ---- the forms of what is no number of something. Groups are named by what they hold, and numbered (`either`: a day or a month).
# They are parted by what they begin with, as few places of a text can begin one.

_OTHER_MONTHS = (
    ("januar jänner janvier enero gennaio janeiro januari января", 1),
    ("februar feber février febrero febbraio fevereiro februari февраля", 2),
    ("märz mars marzo março maart марта", 3),
    ("april avril abril aprile апреля", 4),
    ("mai mayo maggio maio mei мая", 5),
    ("juni juin junio giugno junho июня", 6),
    ("juli juillet julio luglio julho июля", 7),
    ("august août agosto augustus августа", 8),
    ("september septembre septiembre settembre setembro сентября", 9),
    ("oktober octobre octubre ottobre outubro октября", 10),
    ("november novembre noviembre novembro ноября", 11),
    ("dezember décembre diciembre dicembre dezembro december декабря", 12),
)
MONTH_OF = {
    **{word: number for words, number in _OTHER_MONTHS for word in words.split()},
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
# `May` and `March` are verbs where they are small; a short form is one with a capital, or with a full stop.
_LONG = "|".join(word for word in MONTH_OF if len(word) > 4 and word != "march")
_MONTH = (
    rf"(?:(?i:{_LONG})|(?:May|MAY|March|MARCH|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT"
    r"|NOV|DEC)\b\.?|(?:mai|mars|june|july|June|July|juin|juni|juli|août|mayo|maio|Mai|Juni|Juli|Mars|März|märz|мая|июня|июля|марта)\b)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th|er|º|\.)?"
_TO = r"\s?(?:-|to|and|or|bis|und|et|y|e|a|au)\s?"


def _year(name: str) -> str:
    return rf"(?:,?\s(?:of\s|de\s|del\s)?(?P<{name}>\d{{4}})(?!\d))?"


_DATES = (
    rf"(?<![\d.,/-])(?P<day1>{_DAY}){_NTH}(?:{_TO}(?P<day2>{_DAY}){_NTH})?\s(?:of\s|de\s|d')?(?P<month1>{_MONTH})(?!\w)"
    + _year("year1"),
    rf"(?<![\d.,/-])(?P<year4>\d{{4}})(?P<between1>[-/.])(?P<month4>1[0-2]|0?[1-9])(?P=between1)(?P<day5>{_DAY})(?!\d|[.,/-]\d)",
    r"(?<![\d.,/-])(?P<either1>\d{1,2})(?P<between2>[-/.])(?P<either2>\d{1,2})(?P=between2)(?P<year5>\d{4}|(?<=/)\d\d)(?!\d|[.,/-]\d)",
    r"(?<!\d)(?P<year6>\d{4})-(?P<year7>\d\d)(?!\d|[.,-]\d)",
    r"(?<!\d)(?P<year8>\d{2,4})\s?[年년]",
    r"(?<!\d)(?P<month5>1[0-2]|0?[1-9])\s?[月월]",
    rf"(?<!\d)(?P<day6>{_DAY})\s?[日号일]",
    r"(?<!\d)(?P<year9>\d{3}0)s\b",
    r"(?<![\d.,:])(?P<clock>\d{1,2}:\d\d(?::\d\d)?|\d{1,2}(?:\.\d\d)?(?=\s?(?i:[ap]\.?m\b|o'clock|uhr\b|hrs\b)))(?![\d:])",
    r"(?<![\d.,])(?P<version>\d+(?:\.\d+){2,})(?!\d)(?<!\.\d\d\d)",
    r"(?<![\w.,-])(?P<name1>\d[DG])\b",
)
_PART = (
    r"(?:(?i:articles?|artikel|artículos?|clauses?|sections?|chapters?|chapitres?|kapitel|capítulos?|pages?|seiten?|paragraphs?"
    r"|paragraphe|abschnitt|absatz|annex(?:es)?|appendix|footnotes?|figures?|tables?|verses?|lines?)\s"
    r"|(?:[Aa]rts?|[Ss]ect?s?|[Cc]h|pp?|[Pp]aras?|[Ff]igs?|[Tt]ab|[Nn]os?|NOS?|Nr|Abs|[Vv]ol)\.\s?)"
)
_NUMBERED = r"\d+(?:[.-]\d+)*(?:(?:,\s|\s(?:and|or|to|und|et)\s)\d+(?!\d*[\w.,]\w)(?:-\d+)?)*"
_WORDED = (
    rf"(?P<month2>{_MONTH}),?\s(?:the\s)?(?P<day3>{_DAY})(?:st|nd|rd|th)?(?!\d|[.,:/]\d|\w)"
    rf"(?:{_TO}(?P<day4>{_DAY})(?:st|nd|rd|th)?(?!\d|[.,:]\d|\w))?" + _year("year2"),
    rf"(?P<month3>{_MONTH}),?\s(?:of\s|de\s|del\s)?(?P<year3>\d{{4}})(?!\d)",
    # A bare year, where the word before says so: `late 2007`, and `in 2007`, but not `in 2007 cases`.
    r"(?i:late|early|mid|year|anno|circa|spring|summer|autumn|fall|winter)[\s-](?P<year10>1\d{3}|2[01]\d\d)(?!\d|[.,:/]\d)",
    r"(?i:in|since|during)\s(?P<year12>1\d{3}|2[01]\d\d)(?!\d|[.,:/]\d|-[a-z]|\s?%|\s(?!(?:and|or|to|by|when|as|with|after|before|was|were"
    r"|had|has|is|are|it|he|she|they|but|because|for|from|at|on|that|which|who|the|an?|did|would)\b)[a-z])",
    rf"{_PART}(?P<mark1>{_NUMBERED})",
    # G20, H1N1, F-35; but mid-2016, v3, US$20 and EUR20 have a number in them.
    r"(?P<name2>(?!(?:USD|EUR|GBP|CHF|JPY|Rs|v|V)\d)[A-Za-zÀ-ɏ]+\d[\w-]*"
    r"|(?<!-)(?!(?:Mid|Pre|Post|Late|Early|Top|Sub|Over|Under|Non|Anti)-)[A-Z][A-Za-z]*-\d[\w-]*)",
)
_SIGNED = (
    r"\((?P<year11>1[5-9]\d\d|20\d\d)\)",
    rf"(?:§{{1,2}}\s?|№\s?|#|n°\s?)(?P<mark2>{_NUMBERED})",
    r"第\s?(?P<mark3>\d+)",
    r"\[(?P<mark4>\d{1,3}(?:\s?[,;-]\s?\d{1,3})*)\]",
)
AT_WORD = r"(?<![^\W_])(?=[^\W\d_])"
FORMS = (
    rf"(?=\d)(?:{'|'.join(_DATES)})",
    rf"{AT_WORD}(?=\D{{1,30}}\d)(?:{'|'.join(_WORDED)})",
    rf"(?=[(§№#n第\[])(?:{'|'.join(_SIGNED)})",
)
"""What is looked for before any number: its numbers are not found again."""
