"""Numbers: in, values; out, what the functions of numbers make of them, None where they have no value.

Integers are exact to MAX_BITS; sums, differences and products of decimals are exact to MAX_DIGITS or have no value, and are never rounded;
a quotient is always a decimal, rounded half-even to the 34 digits of IEEE 754 decimal128.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, DecimalException, DivisionByZero, Inexact, InvalidOperation, Overflow, Subnormal

from factbase.ground.value import MAX_DIGITS, Value, canonical_decimal

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
    "shifted",
    "subtracted",
    "total",
]

MAX_BITS = 4096  # of an integer that is computed

_TRAPS: list[type[DecimalException]] = [DivisionByZero, InvalidOperation, Overflow, Subnormal]
_EXACT = Context(prec=MAX_DIGITS, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=[*_TRAPS, Inexact])
_QUOTIENT = Context(prec=34, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=_TRAPS)


def _bounded(number: int) -> int | None:
    return number if number.bit_length() <= MAX_BITS else None


def _decimal(operate: Callable[..., Decimal], a: Value, b: Value) -> Decimal | None:
    if not {type(a), type(b)} <= {int, Decimal}:
        return None
    try:
        return canonical_decimal(operate(a, b))
    except ArithmeticError:
        return None


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
