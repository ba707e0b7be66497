"""Numbers as texts write them, each taken whole: with its sign, its groups and decimals, its magnitude, and what it is a part of.

In: folded text. Out: each number with its span, and its sense: that of `29 June 2007` is the day of a date, not twenty-nine of something.
Promised: every reading of an ambiguous one is given (`1.500` may be 1.5 and 1,500), as this serves to see whether a value is there,
never to read one off. A text that shows elsewhere how it writes decimals is read so.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factbase.cite.normalise import Offsets
from factbase.cite.sense import AT_WORD, FORMS, MONTH_OF, MONTHS, Sense
from factbase.cite.spelled import SCALES, SPELLED, spelled

__all__ = ["MONTHS", "Number", "month_spans", "numbers"]


@dataclass(frozen=True, slots=True)
class Number:
    """One reading of a number; `expression` is what it is written in, such as a date."""

    value: Decimal
    span: Offsets
    sense: Sense
    expression: str


_CURRENCY = r"(?:US|A|C|HK|NZ)?[$€£¥₩₹]\s?"
_ABROAD = (  # thousands, millions and thousand millions in the languages that write them in the letters of English or Russian
    "tausend mille mila mil duizend тыс тысяча тысячи тысяч",
    "millionen millions millones millón milhões milhão milioni milione miljoen mio млн миллион миллиона миллионов",
    "milliarde milliarden milliard milliards miliardi miliardo miljard bilhões bilhão mrd млрд миллиард миллиарда миллиардов",
)
_FACTORS = {
    **SCALES,
    **{word: 1000**power for power, words in enumerate(_ABROAD, 1) for word in words.split()},
    **{"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12},
}
_SCALE = "|".join(sorted((word for word in _FACTORS if len(word) > 2), key=len, reverse=True))
_VULGAR = "½¼¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_NUMBERS = (
    rf"(?=[-.\d$€£¥₩₹{_VULGAR}]|(?<![^\W_])(?:[A-Z]{{1,2}}[$€£¥₩₹]|minus\s))(?P<minus>(?<![\w.,)%-])-(?={_CURRENCY}|[\d.])|\bminus\s(?={_CURRENCY}|[\d.]))?(?:{_CURRENCY})?"
    r"(?:(?P<fraction>(?<![\d/.,])(?<!\d\s)(?:1/(?:[2-9]|10)|2/3|3/4)(?![\d/]|[.,]\d))"
    r"|(?P<grouped>(?<![\d.,])\d{1,3}(?P<group>[ ',.٬])\d{3}(?:(?P=group)\d{3})*(?!\d)(?:[.,·٫．]\d+)?)"
    r"|(?P<indian>(?<![\d.,])\d{1,2}(?:,\d\d)+,\d{3}(?!\d))"
    r"|(?P<listed>(?<![\d.,])\d+(?:,\d+){2,}(?!\d))"
    rf"|(?P<plain>\d+[{_VULGAR}]|[{_VULGAR}]|(?<![\w.,])\.\d+|\d+(?:[.,·٫．]\d+)?))"
    r"(?:\s?[×x·]\s?10(?:\^|\*\*)?(?P<power>-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?:\^|\*\*)(?P<raised>-?\d{1,3})(?!\w)"
    r"|[eE](?P<exponent>[+-]?\d{1,3})(?!\w)|(?<=10)(?P<tens>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))?"
    rf"(?:[\s-]?(?P<scale>(?i:{_SCALE})\b(?:\s(?i:{_SCALE})\b)*)|\s?(?P<short>k|K|m|M|mn|bn|tn)\b)?"
    r"(?P<percent>\s?(?:%|‰|(?i:per\s?cent|pct|percentage|prozent|pour\scent|por\sciento)\b))?",
    rf"{AT_WORD}(?:(?P<words>(?i:{SPELLED}))"
    # `a day after` is one day; the article alone says nothing.
    r"|(?P<one>(?i:(?:an?|the (?:very )?(?:next|following|previous|same)|the very|the) "
    r"(?:second|minute|hour|day|night|week|month|quarter|year|decade|century)(?:\s+(?:after|before|later|earlier))?\b)))",
)
_LEXER = re.compile("|".join((*FORMS, *_NUMBERS)))


def numbers(text: str, language: str = "en") -> Iterator[Number]:
    """Each number of a text, each reading of it in a language."""
    tokens = list(_LEXER.finditer(text))
    points = {point for token in tokens if (point := _point(token)) is not None}
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        digits = token["grouped"] or token["indian"] or token["listed"] or token["plain"]
        if digits:
            # the 3.5 of `3.5 to 4 million`
            shared = after["scale"] if after is not None and _TO.fullmatch(text, token.end(), after.start()) else None
            grouped = language in _GROUPED_BY_POINT and token["group"] == "."
            yield from _number(token, digits, points - {"."} | {","} if grouped else points, shared, grouped=grouped)
        elif token["fraction"]:
            parts = [Decimal(part) for part in token["fraction"].split("/")]
            yield Number(parts[0] / parts[1], token.span(), Sense.NUMBER, token[0])
            yield from (Number(part, token.span(), Sense.PART, token[0]) for part in parts)
        elif token["words"]:
            values = list(spelled(token["words"]))
            for part in re.split(r"(?i:\sand\s)", token["words"]):  # nineteen forty-five, but not fifteen and twenty
                values += [100 * a + b for a, b in pairwise(spelled(part)) if 10 <= a <= 20 and 10 <= b <= 99]
            yield from (Number(value, token.span(), Sense.NUMBER, token[0]) for value in values)
        elif token["one"]:
            yield Number(Decimal(1), token.span(), Sense.NUMBER, token[0])
            if token["one"].lower().startswith("the second"):  # of two, or of a minute
                yield Number(Decimal(2), token.span(), Sense.NUMBER, token[0])
        else:
            yield from _of_something_else(token)


_GROUPED_BY_POINT = ("de", "it", "nl", "pt")  # languages that write 1.420 for a thousand and more
_TO = re.compile(r"\s?(?:-|to|and|or)\s?")
_DATED = {"day": (Sense.DAY,), "month": (Sense.MONTH,), "either": (Sense.DAY, Sense.MONTH), "year": (Sense.YEAR,)}
_KINDS = {number: name.rstrip(string.digits) for name, number in _LEXER.groupindex.items()}
_MARKED = {"clock": Sense.TIME, "mark": Sense.MARK, "version": Sense.MARK, "name": Sense.NAME}


def _of_something_else(token: re.Match[str]) -> Iterator[Number]:
    """The numbers of a date, a time, a mark or a name."""
    for number, text in enumerate(token.groups(), 1):
        if text is None:
            continue
        start, kind = token.start(number), _KINDS[number]
        for sense in _DATED.get(kind, ()):
            for value in _of_date(sense, text):
                yield Number(Decimal(value), token.span(number), sense, token[0])
        if marked := _MARKED.get(kind):
            for digits in re.finditer(r"\d+", text):
                yield Number(Decimal(digits[0]), (start + digits.start(), start + digits.end()), marked, token[0])


def _of_date(sense: Sense, text: str) -> Iterator[int]:
    if sense is Sense.MONTH:
        yield MONTH_OF.get(text.lower().rstrip("."), 0) or int(text)
    elif sense is Sense.YEAR and len(text) == 2:
        yield from (century + int(text) for century in (1900, 2000))
    else:
        yield int(text)


def _number(
    token: re.Match[str], digits: str, points: set[str], scale: str | None, *, grouped: bool
) -> Iterator[Number]:
    """The readings of a number in digits; what is short of its magnitude is a part of it, where that is beyond doubt."""
    values = (
        [Decimal(part) for part in digits.split(",")]
        if token["listed"]
        else _values(token, digits, points, grouped=grouped)
    )
    sense = Sense.PERCENT if token["percent"] else Sense.NUMBER
    scale = token["scale"] or token["short"] or scale
    power = token["power"] or token["exponent"]
    factor = Decimal(10) ** _power(power) if power else Decimal(1)
    raised = token["raised"] or (token["tens"] if digits == "10" else None)  # `2010²` has a note
    factor *= _factor(scale) if scale is not None else 1
    for value in values:
        yield Number(value ** _power(raised) * factor if raised else value * factor, token.span(), sense, token[0])
        if factor != 1 or raised:
            alone = sense if token["short"] in ("m", "M", "K") else Sense.PART  # 5 m may be five metres
            yield Number(value, token.span(), alone, token[0])


def _factor(scale: str) -> Decimal:
    product = Decimal(1)
    for word in scale.lower().split():
        product *= _FACTORS[word]
    return product


def _power(digits: str) -> int:
    plain = "".join("-" if c in "⁻-" else "" if c == "+" else str(unicodedata.digit(c)) for c in digits)
    return max(-99, min(99, int(plain)))


def _point(token: re.Match[str]) -> str | None:
    """The sign by which a number shows that it parts decimals, as that of `12,5` and `1.420,5` does; None where it shows none."""
    digits = token["grouped"] or token["plain"] or ""
    signs = re.findall(r"[.,]", digits)
    if token["grouped"]:
        return {",": ".", ".": ","}[signs[0]] if len(signs) > 1 else None
    return signs[0] if signs else None


def _values(token: re.Match[str], digits: str, points: set[str], *, grouped: bool) -> list[Decimal]:
    """The values that a number in digits may have, without its magnitude."""
    sign = -1 if token["minus"] else 1
    if digits[-1] in _VULGAR:
        return [sign * (Decimal(digits[:-1] or 0) + Decimal(str(unicodedata.numeric(digits[-1]))))]
    integer = digits
    spellings: list[str] = []
    group = token["group"]
    if group is not None:
        parts = digits.split(group)
        if group in (".", ",") and len(parts) == 2 and parts[1].isdecimal():  # `1,420`, `1.420`
            if digits.startswith("0") or group in points or (group == "." and not grouped):
                spellings.append(".".join(parts))
            if digits.startswith("0") or (group == "." and "." in points):
                return [sign * Decimal(each) for each in spellings]
        integer = digits.replace(group, "")
    elif token["indian"]:
        integer = digits.replace(",", "")
    spellings.append(re.sub(r"[,·٫．]", ".", integer))
    return [sign * Decimal(each) for each in spellings]


def month_spans(month: int, text: str) -> list[Offsets]:
    """Where a month stands by its name or its usual short form; the verb `may` is none."""
    name = MONTHS[month - 1]
    short = r"sept?\.?" if name == "september" else rf"{name[:3]}\.?"
    pattern = rf"\b(?:{name}|{short})(?!\w)"
    names = [m for m in re.finditer(pattern, text, re.IGNORECASE) if m[0][0].isupper()]
    return [m.span() for m in names]
