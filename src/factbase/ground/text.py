"""Texts: in, values; out, what the functions of texts make of them, None of what has no text.

A string is its own text, and a symbol has that of its name as it is written. No call runs for long or makes a text without bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from factbase.ground.value import Symbol, Value, parse_decimal, parse_int, type_name, write_value

__all__ = [
    "MAX_LENGTH",
    "code_point",
    "concat",
    "listed",
    "number_of",
    "on_text",
    "on_texts",
    "pair",
    "replace",
    "similarity",
    "split",
    "substr",
    "words",
]

MAX_LENGTH = 1_000_000  # of a string that is computed, in code points
MAX_COMPARED = 20_000  # of two strings together whose similarity is computed


def text_of(value: Value) -> str | None:
    """The text of a string, or of a symbol: its name as it is written."""
    return value if type(value) is str else value.name if type(value) is Symbol else None


def on_text(change: Callable[[str], Value]) -> Callable[[Value], Value | None]:
    """The function of a value that changes its text, with no value where the result would be too long."""

    def call(value: Value) -> Value | None:
        text = text_of(value)
        if text is None:
            return None
        changed = change(text)
        return None if type(changed) is str and len(changed) > MAX_LENGTH else changed

    return call


def on_texts(test: Callable[[str, str], bool | None]) -> Callable[[Value, Value], bool | None]:
    """The test of two values that is one of their texts."""

    def call(a: Value, b: Value) -> bool | None:
        text, other = text_of(a), text_of(b)
        return None if text is None or other is None else test(text, other)

    return call


def concat(*parts: Value) -> Value | None:
    """The texts of some values in one: of what is no string, as the language writes it."""
    if any(type_name(part) == "unknown" for part in parts):
        return None
    texts = [part if type(part) is str else write_value(part) for part in parts]
    return "".join(texts) if sum(map(len, texts)) <= MAX_LENGTH else None


def listed(texts: Sequence[str]) -> str | None:
    """Some texts in one, with commas between them; None where it would be too long."""
    return ", ".join(texts) if sum(map(len, texts)) + 2 * len(texts) <= MAX_LENGTH else None


def pair(*parts: Value) -> str | None:
    """Some values in one, each as the language writes it, so that two are the same only where all their values are."""
    if any(type_name(part) == "unknown" for part in parts):
        return None
    text = ", ".join(map(write_value, parts))
    return text if len(text) <= MAX_LENGTH else None


def replace(value: Value, old: Value, new: Value) -> str | None:
    """A text with another part wherever one part stands in it; None where that part is empty, or the result would be too long."""
    text, old_text, new_text = text_of(value), text_of(old), text_of(new)
    if text is None or new_text is None or not old_text:
        return None
    grown = len(text) + text.count(old_text) * (len(new_text) - len(old_text))
    return text.replace(old_text, new_text) if grown <= MAX_LENGTH else None


def split(value: Value, separator: Value, place: Value) -> str | None:
    """The part of a text at a place, from 1 on, or from -1 back; None where it has none."""
    text, between = text_of(value), text_of(separator)
    if text is None or not between or type(place) is not int or place == 0:
        return None
    parts = text.split(between)
    return parts[place - 1 if place > 0 else place] if abs(place) <= len(parts) else None


def substr(value: Value, place: Value, length: Value) -> str | None:
    """So many characters of a text from a place on, from 1 or from -1 back: fewer where it ends. None where it has no such place."""
    text = text_of(value)
    if text is None or type(place) is not int or type(length) is not int:
        return None
    if not 1 <= abs(place) <= len(text) or length < 0:
        return None
    first = place - 1 if place > 0 else len(text) + place
    return text[first : first + length]


def code_point(value: Value) -> int | None:
    """The number of one character in Unicode; None of a text of more or fewer."""
    text = text_of(value)
    return ord(text) if text is not None and len(text) == 1 else None


def number_of(value: Value) -> int | Decimal | None:
    """The number that a text is, written as the language writes one or with a `+`; None where it is none."""
    text = text_of(value)
    try:
        return None if text is None else parse_decimal(text) if "." in text else parse_int(text)
    except ValueError:
        return None


def words(text: str) -> int:
    """How many words a text has: what stands between blanks and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def similarity(a: Value, b: Value) -> int | None:
    """How much of two texts is the same, in whole hundredths, 100 where they are equal: what their longest common subsequence covers."""
    text, other = text_of(a), text_of(b)
    if text is None or other is None or len(text) + len(other) > MAX_COMPARED:
        return None
    if text == other:
        return 100
    from rapidfuzz.distance import LCSseq  # late: few rules compare texts so

    return 200 * LCSseq.similarity(text, other) // (len(text) + len(other))
