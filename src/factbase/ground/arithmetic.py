"""Numbers: in, values; out, what the functions of numbers make of them, None where they have no value.

Sums, differences and products are exact to MAX_DIGITS or have no value, and are never rounded;
a quotient is always a decimal, rounded half-even to the 34 digits of IEEE 754 decimal128; `rounded` rounds a half away from zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)
from math import floor

from factbase.ground.value import MAX_DIGITS, Value, canonical_decimal, within_digits

__all__ = [
    "absolute",
    "added",
    "divided",
    "divided_exactly",
    "mean",
    "multiplied",
    "of_whole",
    "quotient",
    "remainder",
    "rounded",
    "shifted",
    "subtracted",
    "total",
    "whole",
]

MAX_BITS = 4096  # as many as an integer of MAX_DIGITS has, and some more: beyond it no shift is tried

_TRAPS: list[type[DecimalException]] = [DivisionByZero, InvalidOperation, Overflow, Subnormal]
_EXACT = Context(prec=MAX_DIGITS, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=[*_TRAPS, Inexact])
_ROUNDED = Context(prec=MAX_DIGITS + 1, rounding=ROUND_HALF_UP, traps=_TRAPS)
_QUOTIENT = Context(prec=34, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=_TRAPS)


def _bounded(number: int) -> int | None:
    return number if within_digits(number) else None


def _decimal(operate: Callable[..., Decimal], a: Value, b: Value) -> Decimal | None:
    if not {type(a), type(b)} <= {int, Decimal}:
        return None
    try:
        outcome = canonical_decimal(operate(a, b))
    except ArithmeticError:
        return None
    return outcome if within_digits(outcome) else None


def added(a: Value, b: Value) -> int | Decimal | None:
    """The sum of two numbers."""
    return _bounded(a + b) if type(a) is int and type(b) is int else _decimal(_EXACT.add, a, b)


def subtracted(a: Value, b: Value) -> int | Decimal | None:
    """The first number less the second."""
    return _bounded(a - b) if type(a) is int and type(b) is int else _decimal(_EXACT.subtract, a, b)


def multiplied(a: Value, b: Value) -> int | Decimal | None:
    """The product of two numbers."""
    return _bounded(a * b) if type(a) is int and type(b) is int else _decimal(_EXACT.multiply, a, b)


def divided(a: Value, b: Value) -> Decimal | None:
    """The first number divided by the second, as a decimal."""
    return _decimal(_QUOTIENT.divide, a, b)


def divided_exactly(a: Value, b: Value) -> int | Decimal | None:
    """What times an integer is the first, of the kind that the first is; None where nothing is."""
    if type(b) is not int or b == 0:
        return None
    if type(a) is int:
        return a // b if a % b == 0 else None
    return _decimal(_EXACT.divide, a, b) if type(a) is Decimal else None


def mean(numbers: Iterable[Value]) -> Decimal | None:
    """The sum of numbers divided by how many there are; None of none, and where the sum has no value."""
    values = list(numbers)
    so_far = total(values)
    return divided(so_far, len(values)) if so_far is not None and values else None


def absolute(a: Value) -> Value | None:
    """A number without its sign."""
    return a if (type(a) is int or type(a) is Decimal) and a >= 0 else subtracted(0, a)


def rounded(number: Value, places: Value) -> int | Decimal | None:
    """The nearest number of so many places after the point, tens, hundreds … where they are negative; a half goes away from zero."""
    if type(places) is not int:
        return None
    if type(number) is int:
        unit = 10 ** min(max(-places, 0), MAX_DIGITS + 1)
        nearest = (abs(number) + unit // 2) // unit * unit
        return _bounded(nearest if number >= 0 else -nearest)
    if type(number) is not Decimal:
        return None
    if -places <= int(number.as_tuple().exponent):
        return number
    return _decimal(_ROUNDED.quantize, number, Decimal((0, (1,), min(-places, MAX_DIGITS + 1))))


def whole(number: Value) -> int | None:
    """The largest integer that is no larger than a number."""
    return _bounded(floor(number)) if type(number) is int or type(number) is Decimal else None


def total(numbers: Iterable[Value]) -> Value | None:
    """The exact sum of numbers as they stand, equal ones too; 0 of none; None when one is not a number."""
    values = list(numbers)
    so_far: Value | None = _bounded(sum(value for value in values if type(value) is int))
    for value in values:
        if type(value) is not int and so_far is not None:
            so_far = _decimal(_EXACT.add, so_far, value)
    return so_far


# ---- whole numbers


def of_whole(change: Callable[..., int]) -> Callable[..., int | None]:
    """The function of values that is one of integers; bits are those of two's complement, with the sign going on for ever."""

    def call(*numbers: Value) -> int | None:
        return _bounded(change(*numbers)) if all(type(number) is int for number in numbers) else None

    return call


def quotient(a: Value, b: Value) -> int | None:
    """How often the second goes into the first as a whole, by the floor; `quotient * b + remainder` is the first."""
    return _bounded(a // b) if type(a) is int and type(b) is int and b != 0 else None


def remainder(a: Value, b: Value) -> int | None:
    """What is left of the first, with the sign of the second."""
    return a % b if type(a) is int and type(b) is int and b != 0 else None


def shifted(number: Value, places: Value) -> int | None:
    """The bits of a number so many places to the left, which doubles it each time, or to the right where they are negative."""
    if type(number) is not int or type(places) is not int:
        return None
    if places <= 0:
        return number >> min(-places, MAX_BITS + 1)
    return _bounded(number << places) if number and places <= MAX_BITS else None if number else 0
