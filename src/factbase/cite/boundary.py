"""Where a quote may be cut.

In: raw text and offsets. Out: the word or number that a quote from there or to there would cut.
Promised: no part of a word and nothing of a number (sign, currency, `%`, magnitude) can be left outside a quote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from html import unescape

from factbase.cite.bounding import (
    AFTER_UNIT,
    COMPARED,
    NUMERALS,
    REACH,
    SPELLED_NUMBER,
    TEENS,
    TENS,
    UNITS,
    bounded,
    goes_on,
)
from factbase.cite.later import later
from factbase.cite.normalise import CURRENCY, DIGIT_HYPHENS, INVISIBLE, LINE_BREAK
from factbase.cite.numerals import number_words, parted_number
from factbase.cite.rendered import MARKS, is_marked, unmarked
from factbase.cite.unspaced import cut_within

__all__ = ["REACH", "SPELLED_NUMBER", "cut_at_end", "cut_at_start"]

_MARKED_REACH = 320  # the same where it has marks, such as the target of a link

_CUR = f"[{CURRENCY}]"
_APOSTROPHE = "['’ʼ‘´＇]"
_HYPHEN = f"[{DIGIT_HYPHENS}]"  # not `—`: a quote may start or end there
_LINE = rf"[^\S\n\r]*{LINE_BREAK}[^\S\n\r]*"
_OF_PAGE = rf"(?:{_LINE})*(?:(?:[-–—(]\s?)?\d{{1,4}}(?:\s?[-–—)])?(?:{_LINE})+)?(?:\f[^\n\f]{{1,24}}(?:{_LINE})+)?"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_MAGNITUDE = (
    rf"(?:{_SCALE}|bn|mn|per\s?cent|pct|percentage\spoints?|crores?|lakhs?"
    r"|millionen|milliarden?|billionen|tausend|mio|mrd|prozent(?:punkte)?"  # German
    r"|milliers|millions|milliards?|pour\s?cent|mil|millones|millón|por\s?c(?:i)?ento|mila|milion[ei]|miliard[oi]|per\s?cento"  # Romance
    r"|(?:mi|bi|tri)lh(?:ão|ões)|billones"
    r"|promille|pour\s?mille|duizend|biljoen|miljoen|miljard|procent|трлн|триллион(?:а|ов)?|тыс|тысяч[аи]?|миллион(?:а|ов)?|млн|миллиард(?:а|ов)?|млрд|процент(?:а|ов)?)\b"
)
# Units and currencies that are written so, and that nothing else is.
_MEASURE = (
    r"(?:[kmuµμn]g|u[lL]|[kcmnµμ]m[²³]?|m[lL]|[kMGT]?Wh|[kMGT]W|[kMG]?Hz|[kMGTP]i?B|mmol|kcal|mmHg|ppm|ppb|rpm|[км]?г|[ксм]?м|га|мл|[кМГ]Вт|руб)\b(?:/\w+)?"
    r"|(?:[백천만억조]{1,3}|명|개|원|퍼센트|킬로|미터|센티|달러|유로|엔|위안|톤|년|월|일|시간|분|초|배|건|번|세|살|가구|대|척|그램|리터)\w*"
)
# Of one letter, or what multiplies a number: as short as a word, but no word stands alone as a capital after a number, nor as these do.
# After a year or at the start of a line it may be an initial: `in 2021 M. Roche said`.
_LETTER = (
    r"(?!(?:(?<=[\n\r])|(?<=(?:1\d|20)\d\d\s))[A-Z]\.\s+[A-ZÀ-Þ])"
    r"(?:[kKMGTVWNJF]|[mglLsht](?=[\s.,;:)]|$))(?![\w'’.-]\w|\w)"
)
# Of no year: `in 2019 days of`.
_SPELLED_UNIT = (
    r"(?<!\d{4}\s)(?:euros?|dollars?|pounds?|francs?|yen|yuan|rupees?|cents?|miles?|met(?:er|re)s?|kilomet(?:er|re)s?|feet|inch(?:es)?|acres?|hectares?|tonn?e?s?"
    r"|kilos?|kilograms?|grams?|lit(?:er|re)s?|barrels?|degrees?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|fold"
    r"|jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|tonnen|metern?|kilometern?|grad|mal|dollar|franken|tsd|ans|années?|mois|jours?|heures?|mètres?|kilomètres?"
    r"|degrés?|fois|años?|meses|días?|horas?|dólares|toneladas?|metros?|kilómetros?|quilómetros?|grados?|veces|anni|mesi|giorni|metri|chilometri|gradi|volte"
    r"|tonnellate|anos?|dias?|vezes|jaar|maanden|dagen|uur|graden|keer|лет|месяц\w*|дн(?:я|ей)|час\w*|евро|доллар\w*|рубл\w*|тонн\w*|метр\w*|километр\w*|градус\w*|раза?)\b"
)
_CODE = "(?:USD|EUR|GBP|JPY|CHF|CNY|RMB|KRW|INR|RUB|CAD|AUD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|HKD|SGD|NZD|kr|zł|Kč|Ft|lei|Rs|лв|грн)"
# A number in words, of two of them and more. The second ones: an edge beside none of these needs no expression.
_SCALES = f"{_SCALE}|crore|lakh"
_ABROAD = (
    "halbe[rn]?|demi|medi[oa]|mezz[oa]|mei[oa]|полтора|anderthalb|eineinhalb|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|dos|tres|cuatro|cinco|seis|siete"
    "|ocho|nueve|diez|cien|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|cento|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто"
)
_IN_WORDS = later(
    rf"""
    \b(?:{UNITS}|{TEENS}|{TENS})\sand\sa\s(?:half|quarter)\s(?:{_SCALES})\b
    | \b(?: (?:{TENS})[\s-](?=(?:{UNITS})\b) | (?:{UNITS}|{TEENS}|{TENS})(?:\s(?=(?:{_SCALES})\b)|\sand\sa\s(?=half\b|quarter\b))
        | (?:{_SCALES})\s(?:and\s)?(?={SPELLED_NUMBER}\b) )+ \w+
    | \b(?:(?:several|some|many|a\sfew|a\scouple\s(?:of\s)?|half\sa)\s(?=(?:{_SCALES}|score)\b)
        | (?:tens|dozens|scores|hundreds|thousands|millions)\sof\s(?=(?:{_SCALES})s\b) )\w+
    | \b{SPELLED_NUMBER}\s(?:to|or)\s(?={SPELLED_NUMBER}\b)\w+
    | \b(?:a|{SPELLED_NUMBER})\s(?:per\s?cent|pct|score|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b
    | \b(?:{_ABROAD})[\s-](?:mil(?:l?[iho][oaãõó]\w+|lón|lão|le|a)?|tausend|тысяч\w?|миллион\w*|миллиард\w*)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SECONDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty ninety
hundred thousand million billion trillion dozen crore lakh half quarter mille tausend Million Milliard тысяч миллион миллиард
"""
_IN_NUMBER = (
    *(word for word in _SECONDS.split() if word not in ("one", "ten")),
    "one ",
    "ten ",
    "mil ",
)  # not of tensions, the military
_OF_WORDS = ("per cent", "percent", "pct", "score", "halves", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
_AFTER_NUMBER = (
    *_IN_NUMBER,
    "mill",
    *("a half", "a quarter"),
    *_OF_WORDS,
    "cent",
    "cento",
    "ciento",
    *("and a half", "and a quarter"),
    *(f"{joint} {word}" for joint in ("and", "to", "or") for word in _IN_NUMBER),
)

# The negation of the next word in writings where it is one of its own: Arabic and Hebrew, with their marks or without, and Korean.
_DENIES_NEXT = later(
    r"(?<!\w)(?:[وف]?(?:ل[\u064b-\u0652]*[منا][\u064b-\u0652]*|ليس\w?|غير|دون|بدون)|ו?(?:ל[\u0591-\u05c7]*א|אין|בלי)|못)\s\Z"
)
_ELIDED_ARTICLE = later(r"(?i)(?<!\w)(?:[ld]|qu|dell|dall|nell|all|sull|un|quest)['’]\Z")
# One thing that must not be cut: a word with all that is joined to it, a number with its sign, currency and unit.
_TOKEN = later(
    rf"""
    (?:half|quarter)\s(?:of\s)?an?\s(?:{_SCALE})\b
    | \((?!(?:1\d|20)\d\d\)){_CUR}?\d[\d.,]*\)             # a loss, as accounts write it; (2019) is a year
    | (?: (?: (?<!\w)[-+−–±∓~∼≈≃<>≤≥≪≫⩽⩾√#§№‑‒－＋﹣＜＞⁻₋➖¬≦≧\u2190-\u22ff]=? | [±∓≈∼≃≤≥≪≫⩽⩾§№]\s
            | (?<=[^\n>]\s)(?:[<>]=?|=[<>]|[~−])\s | (?<![\w>])=[<>]? | (?<=\w)[<≤≥≈±≠] | (?<=\s\w)> | (?<=\s)[-−–][ \t]*{LINE_BREAK}[ \t]*
            )?  # a sign
        (?: [^\W\d_]{{0,3}}{_CUR}{_HYPHEN}?\s? | (?-i:\b(?:{_CODE}\s|Rs\.?\s?|S?Fr\.\s?|kr\.?\s|Kč\s)) )?  # US$ 5, EUR 5
        \.?                                                 # .5
        (?=\d) )?
    (?:\d+\s(?=\d+[/⁄]\d|[½¼¾⅐-⅞]))?                                # 1 3/4
    (?: \([A-Z+−±-]{{1,3}}\)-(?=\w) )?                          # (R)-thalidomide
    \w+[%‰％﹪٪]?
    (?: (?: [/&@⁄]
          | (?-i:(?<![a-zß-ÿ]{{2}})\.|\.(?![A-ZÀ-Þ]))         # U.S, but not the stop of `it.Then`
          | {_HYPHEN}{_LINE}{_OF_PAGE}(?-i:(?=[a-zß-ÿ]))      # over a page
          | {_HYPHEN}(?:{_LINE})?{_CUR}?                    # two-way, 10–15, $5–$10
          | [\xad¬]{_LINE}
          | {_APOSTROPHE}
          | (?<=\d)[,:٫٬·．，˙‧∙](?=\d)
          | (?<=\d),[ ]?\n[ ]?(?=\d{{3}}(?!\d)) | (?<=\d)(?<!\d{{3}})\.[ ]?\n[ ]?(?=\d)  # over the end of a line
          | (?<=\d)[\xa0\u2000-\u200a\u202f\u205f]{{1,2}}(?=\d{{3}}(?!\d))
          | (?<=\d)(?<!\d{{4}})[ ](?=\d{{3}}(?!\d))           # 1 500, but not 2012 500
          | (?<=\d)\s?(?:[×±]|\+/?[-−–])\s?(?=\d)             # 3 × 10⁶, 5 ± 2
          | (?<=[α-ω]),(?=[α-ω]-)                            # α,β-unsaturated
          | (?<=\d)(?:\^|\*\*)[{{(]?{_HYPHEN}?(?=\d)            # 10^6, 10**6
        ) \w+[%‰％﹪٪]? )*
    (?: (?<=\d)(?!\n\n|\r\r)\s{{0,2}}(?: °\s?(?-i:[CFK])\b | [%‰‱％﹪٪°′″×] | {_CUR}(?!\s?\d) | (?-i:{_CODE})\b | {_SPELLED_UNIT}
          | {_MAGNITUDE}(?:\s{_MAGNITUDE})?(?:{_HYPHEN}\w+)? | (?-i:{_MEASURE}|{_LETTER}) ) | [+#⁺±]+(?:/[-−–+⁻])?(?!\w)
          | (?-i:(?<=[A-Z\d])|(?<=Rh))[-−–⁻](?:/[-−–+⁻])?(?=[ .,;)])(?!\s(?:and|or|to|und|oder|bis|et|ou|y|e|en)\s) )?  # HER2-, p53−/−
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may be a mark or invisible, by what is neither: so it compiles ten times as fast.
_UNUSUAL = later("[^\0-\xac\xae-\u02ff\u2000-\u200a\u2010-\u205f\u2061-\u20cf\u2100-\u2bff]")
# What is no part of a word or a number, or none where it stands before a blank: so most edges need no expression.
_OF_HALF = ("a ", "an ", "of a", *_AFTER_NUMBER, *COMPARED)  # half a million, two million
_REFERENCE = later(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ASKING = "?!？！"
_LONGEST_WORD = 20  # of those with which a number is written
_MARKS = tuple(MARKS)  # the end of a text is none
_OPENING, _CLOSING, _STOPS, _AFTER_STOP = '“"(', '”")', ".,;:?!", ' \n”"'
_POSSESSIVE = later(rf"{_APOSTROPHE}s(?!\w)", re.IGNORECASE)
_OF_SEVERAL = later(r"s['’]\s[^\W\d_]")
_QUOTED = later(r"(?<!\w)['’‘‚‹](?=\w)")  # which such a mark may close
_LAST_WORD = later(r"\w+\Z")
# After these, `’s` is a verb or a pronoun ("it’s", "let’s"), not a possessive.
_CONTRACTED = later(
    "(?:it|s?he|that|this|t?here|what|who|where|when|how|why|let|(?:every|some|any|no)?(?:one|body)|(?:every|some|no)thing)",
    re.IGNORECASE,
)


def cut_at_start(text: str, at: int) -> str | None:
    """The word or number that a quote starting at `at` would cut, or `None` when it may start there."""
    if at == 0:
        return None
    if text[at] > "\u0590" and (denies := _DENIES_NEXT().search(text, max(0, at - _LONGEST_WORD), at)) is not None:
        return denies[0] + text[at : at + _LONGEST_WORD].split()[0]
    # The common cases, a word after a word or in quotation marks: nothing below can object to them.
    if text[at].isalpha() and not text.startswith(_OF_HALF, at) and not _in_number_word(text, at, may_end=False):
        if text[at - 1] in _OPENING and not _is_suffix(text, at):
            return None
        if text[at - 1] in " \n" and at > 1:
            last = text[at - 3] if text[at - 2] == "\n" and at > 2 else text[at - 2]
            if last.isalpha() or last in _STOPS:
                return None
    return _cut(text, at, may_end=False)


def cut_at_end(text: str, at: int) -> str | None:
    """The word or number that a quote ending before `at` would cut, or `None` when it may end there."""
    if at == len(text):
        return None
    after = text[at]
    if after in _ASKING and text[at - 1] in _ASKING:
        return _cut(text, at, may_end=True)
    if after in " \n":
        if (text[at - 1] in _STOPS and not _is_within_number(text, at)) or (
            text[at - 1].isalpha()
            and not text.startswith(_AFTER_NUMBER, at + 1)
            and text[at + 1 : at + 2] not in _MARKS
            and not text.startswith(AFTER_UNIT, at + 1)
            and not text.endswith(" per", max(0, at - 4), at)
            and not _in_number_word(text, at, may_end=True)
        ):
            return None
    elif (after in _CLOSING and not (after == ")" and text[at - 1].isdecimal())) or (
        after in _STOPS
        and not text[at - 1].isdecimal()
        and (after != "!" or text[at - 2 : at - 1].isalpha())  # n! is no n
        and (at + 1 == len(text) or text[at + 1] in _AFTER_STOP)
    ):
        return None
    return _cut(text, at, may_end=True)


def _is_within_number(text: str, at: int) -> bool:
    """Whether a comma before a place may be within a number, as that of 1,500 at the end of a line is."""
    is_group = text[at - 2 : at - 1].isdecimal() and not text[max(0, at - 5) : at - 1].rjust(4).isdecimal()  # no year
    return text[at - 1] == "," and is_group and text[at + 1 : at + 2].isdecimal()


def _is_suffix(text: str, at: int) -> bool:
    """Whether what starts there stands in brackets at the end of a word: 5(a), word(s)."""
    return text[at - 1] == "(" and at > 1 and (text[at - 2].isalnum() or text[at - 2] == ")") and text[at].isascii()


def _cut(text: str, at: int, *, may_end: bool) -> str | None:
    if not may_end and text[at - 1] in "'’" and _ELIDED_ARTICLE().search(text, max(0, at - 8), at):
        return None  # the article of another word: L’accord
    if not may_end and _is_suffix(text, at):
        return text[at - 2 : at + 1]
    if may_end and text[at] in _ASKING and text[at - 1] in _ASKING:
        return text[at - 1 : at + 1]  # what asks is no exclamation
    if may_end and _OF_SEVERAL().match(text, at - 1) and not _QUOTED().search(text, max(0, at - _MARKED_REACH), at):
        word = _LAST_WORD().search(text, max(0, at - REACH), at)
        return f"{word[0] if word is not None else text[at - 1]}{text[at]}"  # patients’ cells
    window, offsets = _window(text, at)
    place = bisect_left(offsets, at)
    if place == len(offsets):  # only invisible characters are left
        return None
    if unicodedata.category(text[offsets[place]])[0] == "M":
        return text[at - 1 : offsets[place] + 1]
    if (words := _parted_number(text, at, may_end=may_end)) is not None:
        return words
    if (
        not may_end
        and (text[at] in "0123456789$€£¥" or text[at] in NUMERALS or text.startswith(_OF_HALF, at))
        and (words := bounded(window, place)) is not None
    ):
        return words
    if not (text[at].isascii() and text[at - 1].isascii()):
        within = cut_within(text, at, may_end=may_end)
        if within is not False:
            return within or (goes_on(text, at) if may_end else None)
    if may_end and _POSSESSIVE().match(window, place) and (word := _LAST_WORD().search(window, 0, place)):
        return word[0] + window[place : place + 2] if _CONTRACTED().fullmatch(word[0]) else None
    if window[place : place + 20].lstrip(" \n-").startswith(_AFTER_NUMBER):  # else nothing of a number in words follows
        for spelled in _IN_WORDS().finditer(window):
            if spelled.start() < place < spelled.end():
                return spelled[0]
    for token in _TOKEN().finditer(window):
        if token.start() < place < token.end():
            last = offsets[token.end() - 1]
            reference = _REFERENCE().match(text, last)
            return text[offsets[token.start()] : reference.end() if reference is not None else last + 1]
        if token.start() >= place:
            break
    return goes_on(text, at) if may_end else None


def _in_number_word(text: str, at: int, *, may_end: bool) -> bool:
    """Whether the word that a quote would begin or end with at a place is of a number in another language than English."""
    near = text[max(0, at - _LONGEST_WORD) : at] if may_end else text[at : at + _LONGEST_WORD]
    word = near.rsplit(None, 1)[-1:] if may_end else near.split(None, 1)[:1]
    return bool(word) and word[0].rsplit("-", 1)[-1 if may_end else 0].lower() in number_words()


def _parted_number(text: str, at: int, *, may_end: bool) -> str | None:
    if not _in_number_word(text, at, may_end=may_end) or not (text[at] in " -" if may_end else text[at - 1] in " -"):
        return None
    before = text[max(0, at - REACH) : at]
    return parted_number(before + " " if may_end else before, text[at : at + REACH])


def _window(text: str, at: int) -> tuple[str, Sequence[int]]:
    # Invisible characters are dropped and combining marks count as letters: `\w` knows neither.
    # A soft hyphen stays where its line ends: there it is a hyphen.
    lo, hi = max(0, at - REACH), min(len(text), at + REACH)
    marked = is_marked(text, lo, hi)
    referring = "&" in text[lo:hi]
    if not marked and not referring and not _UNUSUAL().search(text, lo, hi):
        return text[lo:hi], range(lo, hi)
    unread: set[int] = set()
    referred: dict[int, str] = {}
    if marked:  # as it is rendered: `*un*signed`, `20 **million**`
        lo, hi = max(0, at - _MARKED_REACH), min(len(text), at + _MARKED_REACH)
        for start, end in unmarked(text[lo:hi]):
            unread.update(range(lo + start, lo + end))
    if referring:  # `&minus;5` is no 5, nor `1&nbsp;500` a 500
        for each in _REFERENCE().finditer(text, lo, hi):
            char = unescape(each[0])
            if len(char) == 1:
                referred[each.start()] = char
                unread.update(range(each.start() + 1, each.end()))
    read = [
        (i, char)
        for i in range(lo, hi)
        if i not in unread
        and ((char := referred.get(i, text[i])) not in INVISIBLE or (char == "\xad" and text[i + 1 : i + 2].isspace()))
    ]
    return "".join("x" if unicodedata.category(char)[0] == "M" else char for _, char in read), [i for i, _ in read]
