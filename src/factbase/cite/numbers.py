"""Numbers as texts write them: digits, words, ordinals, separators and magnitudes.

In: folded text. Out: each number that stands in it, with its span. Promised: every reading of an ambiguous one is given
(`1.500` is 1.5 and 1,500), as this serves to see whether a value is there, never to read one off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factbase.cite.normalise import Span

__all__ = ["MONTHS", "month_spans", "numbers"]

_MONTHS = "january february march april may june july august september october november december"
MONTHS = tuple(_MONTHS.split())
_UPTO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_UPTO_NINETEEN.split())}
_TENS = {
    word: 10 * value
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_ORDINALS = {
    **{f"{word}th": value for word, value in _UNITS.items() if value > 3},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items()},
    **{"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
}
_OTHERS = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "both": 2,
    "pair": 2,
    "single": 1,
    "no": 0,
    "none": 0,
    "nil": 0,
    "half": 0,
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_WORDS = {**_UNITS, **_TENS, **_ORDINALS, **_OTHERS}

_DIGITS = re.compile(
    r"(?P<sign>(?<![\w.,-])-)?(?P<number>(?<![\d.,])\d{1,3}(?:[ ',.]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|[kKmM])\b)?"
)
_NAME = "|".join(sorted([*_WORDS, *_SCALES, "and"], key=len, reverse=True))
_SPELLED = re.compile(rf"(?P<minus>\bminus\s+)?\b(?:(?:{_NAME})\b[\s-]?)+", re.IGNORECASE)
# `a day after` is one day; the article alone says nothing.
_ONE = re.compile(
    r"\b(?:an?|the (?:very )?(?:next|following|previous|same)|the very|the) "
    r"(?:second|minute|hour|day|night|week|month|quarter|year|decade|century)(?:\s+(?:after|before|later|earlier))?\b",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[tuple[Decimal, Span]]:
    """Each number of a text with its span, each reading of it."""
    for found in _DIGITS.finditer(text):
        sign = -1 if found["sign"] else 1
        scale = _SCALES[found["scale"].lower()] if found["scale"] else 1
        for value in _readings(found["number"]):
            for factor in {1, scale}:
                yield sign * value * factor, found.span()
    for found in _SPELLED.finditer(text):
        sign = -1 if found["minus"] else 1
        for whole in _spelled(re.findall(r"[a-z]+", found[0].lower())):
            yield Decimal(sign * whole), found.span()
    for found in _ONE.finditer(text):
        yield Decimal(1), found.span()


def _readings(digits: str) -> set[Decimal]:
    plain = re.sub(r"[ ',.]", "", digits)
    parts = re.split(r"[.,]", re.sub(r"[ ']", "", digits))
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    found = {Decimal(plain)} if grouped or len(parts) == 1 else set()
    if len(parts) > 1:
        found.add(Decimal(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return found


def _spelled(words: list[str]) -> set[int]:
    """The whole of some number words, and each that stands alone in a list of them (`two and three`)."""
    found = {_WORDS[word] for word in words if word in _WORDS}
    total = current = 0
    seen = False
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            seen = True
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word in _WORDS:
            current += _WORDS[word]
            seen = True
    return found | ({total + current} if seen else set())


def month_spans(month: int, text: str) -> list[Span]:
    """Where a month stands by its name or its usual short form; the verb `may` is none."""
    name = MONTHS[month - 1]
    short = {"september": r"sept?\.?", "june": r"jun\.?", "july": r"jul\.?", "may": "may"}.get(name, rf"{name[:3]}\.?")
    pattern = rf"\b(?:{name}|{short})(?!\w)"
    found = [m for m in re.finditer(pattern, text, re.IGNORECASE) if m[0][0].isupper()]
    return [m.span() for m in found]
