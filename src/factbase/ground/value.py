"""The constants of the language: in, their texts; out, exact Python values, their one written form, keys and order.

A constant is one of six types, told apart by its exact Python class: `bool`, `float` and subclasses are refused.
Nothing is lost: `write_value` gives what the language reads back as an equal value, except that a `?` is a new one.
"""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any, TypeAlias

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.name import CONTINUES, name_problem, normal_name

__all__ = [
    "MAX_DIGITS",
    "EscapeError",
    "Symbol",
    "Unknown",
    "Value",
    "canonical_decimal",
    "escape_string",
    "is_symbol_name",
    "json_value",
    "parse_decimal",
    "parse_int",
    "sort_key",
    "type_name",
    "unescape_string",
    "value_key",
    "within_digits",
    "write_value",
]

MAX_DIGITS = 1200  # of a number, before and after the point together: what a stranger's file may make us carry
_TOO_LARGE: int = 10**MAX_DIGITS


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: a lower-case name that stands for itself. Never equal to the string of the same letters."""

    name: str

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that the document does not give: one `?` of a fact, a labelled null. Equal to itself only, by its occurrence number."""

    occurrence: int


Value: TypeAlias = Symbol | str | int | Decimal | Date | Unknown

_TYPES: dict[type, str] = {
    Symbol: "symbol",
    str: "string",
    int: "int",
    Decimal: "decimal",
    Date: "date",
    Unknown: "unknown",
}


def type_name(value: Value) -> str:
    """The type of a constant, by its name in the language. Raises TypeError for anything else, `bool` included."""
    try:
        return _TYPES[type(value)]
    except KeyError:
        raise TypeError(f"not a constant of the language: {value!r}") from None


# ---- reading

_SYMBOL = re.compile(rf"[^\W\d_A-Z]{CONTINUES}*")
_INT = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+")
# Those of JSON, so that what is shown with `as_text` can be read again.
_ESCAPES = {'"': '"', "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPE = re.compile(r"((?:\\u[0-9a-fA-F]{4})+)|\\(.?)", re.DOTALL)
_WRITTEN = str.maketrans({written: f"\\{letter}" for letter, written in _ESCAPES.items()})


class EscapeError(ValueError):
    """An escape that strings do not have; `position` is the offset of its backslash in the text given."""

    def __init__(self, escape: str, position: int) -> None:
        what = f"there is no escape `{escape}`" if len(escape) > 1 else "a string cannot end with a lone backslash"
        super().__init__(f'{what}; strings have `\\"` `\\\\` `\\b` `\\f` `\\n` `\\r` `\\t` and `\\u001b`')
        self.position = position


def is_symbol_name(text: str) -> bool:
    """Whether the language reads `text` as one name: a letter that is no capital, then letters, digits and `_`, in its one form."""
    return _SYMBOL.fullmatch(text) is not None and (
        text.isascii() or (normal_name(text) == text and name_problem(text) is None)
    )


def parse_int(text: str) -> int:
    """The integer of some decimal digits with an optional sign. Raises ValueError past `MAX_DIGITS` digits."""
    return int(_number(text, _INT, "an integer; write 5"))


def parse_decimal(text: str) -> Decimal:
    """The exact canonical decimal of `digits.digits` with an optional sign. Raises ValueError past `MAX_DIGITS`."""
    return canonical_decimal(Decimal(_number(text, _DECIMAL, "a decimal; write 3.5")))


def _number(text: str, form: re.Pattern[str], expected: str) -> str:
    if len(text.lstrip("+-").replace(".", "", 1)) > MAX_DIGITS:
        raise ValueError(f"a number has at most {MAX_DIGITS} digits")
    if not form.fullmatch(text):
        raise ValueError(f"`{text}` is not {expected}")
    return text


def within_digits(number: int | Decimal) -> bool:
    """Whether a number is written in no more than `MAX_DIGITS` digits, so that what is computed can be read again."""
    if isinstance(number, int):
        return -_TOO_LARGE < number < _TOO_LARGE
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return max(len(digits) + exponent, 1) + max(-exponent, 1) <= MAX_DIGITS


def canonical_decimal(value: Decimal) -> Decimal:
    """The one form of equal decimals, exact: no zeros at the end, no negative zero. ValueError for NaN and Infinity."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"`{value}` is not a number")
    kept = len(digits)
    while kept and digits[kept - 1] == 0:
        kept -= 1
    if not kept:
        return Decimal(0)
    if kept == len(digits):
        return value
    return Decimal((sign, digits[:kept], exponent + len(digits) - kept))  # by parts: arithmetic would round


def unescape_string(text: str) -> str:
    """What a string literal means, given what stands between its quotes. Raises EscapeError at an unknown escape."""
    if "\\" not in text:
        return text

    def meant(match: re.Match[str]) -> str:
        try:
            return bytes.fromhex(match[1].replace("\\u", "")).decode("utf-16-be") if match[1] else _ESCAPES[match[2]]
        except (KeyError, UnicodeDecodeError):  # half of a character is none
            raise EscapeError(match[0], match.start()) from None

    return _ESCAPE.sub(meant, text)


# ---- writing


def escape_string(text: str) -> str:
    """What to write between the quotes of a string literal that means `text`; the inverse of `unescape_string`."""
    return text.translate(_WRITTEN)


def write_value(value: Value) -> str:
    """The constant as the language writes it: `south_korea`, `"a \\"b\\""`, `-5`, `3.5`, `2016-11`, `?`."""
    match type_name(value):
        case "string":
            return f'"{escape_string(str(value))}"'
        case "decimal":
            text = f"{value:f}"
            return text if "." in text else f"{text}.0"
        case "unknown":
            return "?"
        case _:  # symbols, integers and dates are their own text
            return str(value)


def json_value(value: Value) -> str | int | None:
    """The constant for JSON: an integer as a number, None for `?`, anything else as a string.

    A decimal is a string, `"3.5"`, because most readers of JSON would turn a number into an inexact float. Whether a
    string is a symbol, a decimal or a date is not in it: that the relation's types say.
    """
    if isinstance(value, Unknown):
        return None
    if type(value) is int or type(value) is str:
        return value
    return write_value(value)


# ---- keys and order


def value_key(value: Value) -> Hashable:
    """A key under which two constants are equal exactly when the language holds them for one value.

    Python holds `1`, `Decimal(1)` and `True` for one key; here a decimal has a key of its own, the same for 1.5 and
    1.50, and `True` raises TypeError. Values of other types are their own keys.
    """
    if type(value) is Decimal:
        return ("decimal", value)
    type_name(value)
    return value


def sort_key(value: Value) -> tuple[Any, ...]:
    """A key for a total order over all constants, the same on every run.

    Numbers by size (an integer before the equal decimal), then dates by earliest and latest day with open ends
    outermost, strings and symbols by code point, unknowns by occurrence.
    """
    kind = type_name(value)
    match value:
        case Date():
            first, last = value.earliest, value.latest
            return 1, first is not None, first, last is None, last, value.text  # None meets only None
        case Symbol():
            return 3, value.name
        case Unknown():
            return 4, value.occurrence
        case str():
            return 2, value
        case int() | Decimal():
            return 0, value, kind == "decimal"
