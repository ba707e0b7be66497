"""How two constants compare: in, an operator and two constants; out, certain, possible, false or no comparison at all.

Only dates are ever merely possible. Engines compare here, so that none has an order of its own.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum

from factbase.ground.date import Date, Truth, before, not_after, same_day
from factbase.ground.value import Symbol, Unknown, Value

__all__ = ["Certainty", "Reading", "of_each", "truth"]


class Reading(Enum):
    """Which comparisons of partial dates count as holding: the certain ones only, or the possible ones too."""

    CERTAIN = "certain"
    POSSIBLE = "possible"

    def holds(self, outcome: Truth | None) -> bool:
        """Whether a comparison with that outcome holds in this reading; one that cannot be made never does."""
        return outcome is Truth.CERTAIN or (outcome is Truth.POSSIBLE and self is Reading.POSSIBLE)


class Certainty(Enum):
    """What is known of an answer: that it holds on every reading of the dates, on some, or that this is not known."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    OPEN = "not excluded"


_ORDER: Mapping[str, Callable[..., bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DATE_ORDER: Mapping[str, Callable[[Date, Date], Truth]] = {
    "<": before,
    "<=": not_after,
    ">": lambda a, b: before(b, a),
    ">=": lambda a, b: not_after(b, a),
}
_DENIED = {Truth.CERTAIN: Truth.FALSE, Truth.POSSIBLE: Truth.POSSIBLE, Truth.FALSE: Truth.CERTAIN}


def truth(op: str, a: Value, b: Value) -> Truth | None:
    """How `a op b` holds, for `= != < <= > >=`; None when the two cannot be compared.

    Numbers are ordered by size, strings and symbols by code point, dates for every choice of their days. Constants of
    different types are unequal, as in a join: 1 is not 1.0, of the same size though it is; other than numbers they have
    no order. A `?` is neither equal nor unequal to anything.
    Dates with one text are equal, partial ones too: they are one value, as in a join. Other dates are equal when they
    are certainly one day, unequal when no day is common to both.
    """
    if op == "=":
        return _equal(a, b)
    if op == "!=":
        equal = _equal(a, b)
        return None if equal is None else _DENIED[equal]
    if type(a) is Date and type(b) is Date:
        return _DATE_ORDER[op](a, b)
    if type(a) is Symbol and type(b) is Symbol:
        return _sharp(_ORDER[op](a.name, b.name))
    if _are_numbers(a, b) or (type(a) is str and type(b) is str):
        return _sharp(_ORDER[op](a, b))
    return None


def of_each(test: Callable[[Value, Value], bool | None], *, every: bool) -> Callable[..., bool | None]:
    """Whether a value passes a test with one of those that follow, or with `every` one; None where it cannot be compared with one."""

    def call(item: Value, *values: Value) -> bool | None:
        outcomes = [test(item, value) for value in values]
        if None in outcomes:
            return None
        return False not in outcomes if every else True in outcomes

    return call


def _equal(a: Value, b: Value) -> Truth | None:
    if type(a) is Unknown or type(b) is Unknown:
        return None
    if type(a) is Date and type(b) is Date:
        return Truth.CERTAIN if a == b else same_day(a, b)
    return _sharp(type(a) is type(b) and a == b)


def _sharp(holds: bool) -> Truth:
    return Truth.CERTAIN if holds else Truth.FALSE


def _are_numbers(a: Value, b: Value) -> bool:
    return (type(a) is int or type(a) is Decimal) and (type(b) is int or type(b) is Decimal)
