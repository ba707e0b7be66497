"""What a plan computes where dates are partial: in, values of which some are unknown days; out, what holds in some or in all cases.

`Several` is a value of the plan's own: a row made one value, the members of a group, or all values that a result may have. What is
possible is never left out; what is certain never claims too much (Guagliardo and Libkin, "Making SQL queries correct on incomplete
databases", PODS 2016, with ranges for their nulls).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from factbase.ground.comparison import Reading, of_each, truth
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, same_day
from factbase.ground.value import Unknown, Value, sort_key, value_key

__all__ = [
    "ANY_VALUE",
    "MAX_VALUES",
    "Several",
    "TooLarge",
    "any_of_both",
    "bounded",
    "chosen",
    "day_of_both",
    "gathered",
    "is_unnamed",
    "lies_within",
    "may_be",
    "may_be_any",
    "none_lies_within",
    "none_may_be",
    "number_of_values",
    "or_any_value",
    "packed_row",
    "parts",
    "possibly",
    "possibly_listed",
    "stamped",
    "value_at",
]

MAX_VALUES = 1000  # that one result may have

ANY_VALUE = Unknown(-2)
"""What a function gives of a value that is not given: any."""


class TooLarge(Exception):
    """A model grew past the bound that was set; the message says which."""


@dataclass(frozen=True)
class Several(Unknown):
    """Several values in one; like a `?` it compares with nothing, and no answer holds it."""

    values: tuple[Value, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """A key under which two are equal exactly when their values are."""
        return ("several", *map(_key, self.values))


def gathered(values: Sequence[Value]) -> Several:
    """The members of a group as one value."""
    return Several(0, tuple(values))


def packed_row(*values: Value) -> Several:
    """A row as one value."""
    return Several(0, values)


def parts(value: Value) -> tuple[Value, ...]:
    """The values in one; none in any other value."""
    return value.values if isinstance(value, Several) else ()


def _key(value: Value) -> object:
    return value.key if isinstance(value, Several) else value_key(value)


# ---- one value against another, as a join compares them


def may_be(a: Value, b: Value) -> bool:
    """Whether two columns may hold one value: dates with a day in common, or equal values."""
    if type(a) is Date and type(b) is Date:
        if a.origin is not None and b.origin is not None and a.origin[0] == b.origin[0]:
            return a.origin == b.origin
        return same_day(a, b) is not Truth.FALSE
    return value_key(a) == value_key(b)


def is_unnamed(value: Value) -> bool:
    """Whether it is a `?`, which may be any value."""
    return type(value) is Unknown


def may_be_any(a: Value, b: Value) -> bool:
    """Whether two columns may hold one value, where a `?` may be any."""
    return is_unnamed(a) or is_unnamed(b) or may_be(a, b)


def any_of_both(a: Value, b: Value) -> Value | None:
    """What two columns that are joined hold, where a `?` may be any: the value that is given, if one is."""
    return b if is_unnamed(a) else a if is_unnamed(b) else day_of_both(a, b)


def day_of_both(a: Value, b: Value) -> Value | None:
    """What two columns that are joined hold: of two dates that may be one day, one that says which, else the first."""
    if not may_be(a, b):
        return None
    return b if type(b) is Date and b.sharp else a


def lies_within(a: Value, pattern: Value) -> bool:
    """Whether a date certainly lies within a partial date that a literal names (`signed(P) on 2016-11`)."""
    if type(a) is not Date or type(pattern) is not Date:
        return False
    starts = pattern.earliest is None or (a.earliest is not None and a.earliest >= pattern.earliest)
    return starts and (pattern.latest is None or (a.latest is not None and a.latest <= pattern.latest))


def none_may_be(members: Value, *wanted: Value) -> bool:
    """Whether no row may fit: no column of it can be the value that is asked for."""
    return not any(all(map(may_be_any, parts(row), wanted)) for row in parts(members))


def none_lies_within(members: Value, *wanted: Value) -> bool:
    """Whether no row certainly fits: a column is the same value, or lies within the partial date that is asked for."""

    def fits(value: Value, pattern: Value) -> bool:
        named = type(pattern) is Date and pattern.origin is None and not pattern.sharp
        return lies_within(value, pattern) if named else value_key(value) == value_key(pattern)

    return not any(all(map(fits, parts(row), wanted)) for row in parts(members))


def stamped(date: Value, *key: Value) -> Value:
    """A date as the unknown day that a key names."""
    return date.stamped(key) if type(date) is Date else date


def chosen(date: Value, days: Value) -> Value:
    """The day that is chosen for an unknown one, if that is among these days; each has the origin of the one for which it stands."""
    days_of = (
        one.plain for one in parts(days) if type(one) is Date and type(date) is Date and one.origin == date.origin
    )
    return next(days_of, date)


# ---- all the values that something may have


def bounded(values: Iterable[Value], what: str) -> Several:
    """All the values that something may have, in order. Raises TooLarge past `MAX_VALUES`."""
    distinct: dict[object, Value] = {}
    for value in values:
        distinct.setdefault(value_key(value), value)
        if len(distinct) > MAX_VALUES:
            raise TooLarge(f"{what} may have more than {MAX_VALUES:,} values")
    return Several(0, tuple(sorted(distinct.values(), key=sort_key)))


# ---- tests, and what may be any value


def possibly(op: str) -> Callable[[Value, Value], bool | None]:
    """Whether a comparison may hold."""

    def call(a: Value, b: Value) -> bool | None:
        if type(a) is Date and type(b) is Date and a.origin and b.origin and a.origin[0] == b.origin[0]:
            return truth(op, a.origin[1], b.origin[1]) is Truth.CERTAIN  # one unknown day, and so many days after it
        outcome = truth(op, a, b)
        return None if outcome is None else Reading.POSSIBLE.holds(outcome)

    return call


def possibly_listed(op: str) -> Callable[..., bool | None]:
    """Whether a value may be one of those that follow; or, as `!in`, may differ from each of them."""
    return of_each(possibly("=" if op == "in" else "!="), every=op == "!in")


def or_any_value(call: Callable[..., Several]) -> Callable[..., Several]:
    """All values that a function may have, where a `?` may be any."""
    return lambda *args: Several(0, (ANY_VALUE,)) if any(map(is_unnamed, args)) else call(*args)


def value_at(several: Value, place: Value) -> Value | None:
    """The value at a place, counted from 1; None where there is none."""
    values = parts(several)
    return values[place - 1] if type(place) is int and 0 < place <= len(values) else None


def number_of_values(several: Value) -> int:
    """How many values there are in one."""
    return len(parts(several))
