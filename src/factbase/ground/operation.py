"""The operations of planned rules: in, values as a plan has them; out, a truth, a value or none.

Every builtin of the language is one. With it stand its forms where dates are partial or values not given (whether a test may hold, all
values that a function may have), and what only a plan does: it packs rows into one value, and says which unknown day is meant.
Of values of the kinds that it takes, no operation raises anything but TooLarge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from factbase.ground.builtin import AGGREGATES, BUILTINS, AggregateFunction, Builtin
from factbase.ground.dataclass import dataclass
from factbase.ground.members import PlainCalls, all_values, certain_values, or_any_member
from factbase.ground.possible import (
    ANY_VALUE,
    any_of_both,
    chosen,
    day_of_both,
    gathered,
    is_unnamed,
    lies_within,
    may_be,
    may_be_any,
    none_lies_within,
    none_may_be,
    number_of_values,
    or_any_value,
    packed_row,
    possibly,
    possibly_listed,
    stamped,
    value_at,
)
from factbase.ground.spread import ONE_OF_BOTH, all_of
from factbase.ground.value import Value

__all__ = [
    "ANY_OF_BOTH",
    "AT_LEAST",
    "AT_MOST",
    "CHOSEN_DAY",
    "COMPARISONS",
    "DAY_OF_BOTH",
    "EQUAL",
    "EVERY",
    "INTERVAL",
    "KNOWN",
    "LIES_WITHIN",
    "LISTED",
    "MAY_BE",
    "MAY_BE_ANY",
    "MEMBERS",
    "MINUS",
    "NONE_LIES_WITHIN",
    "NONE_MAY_BE",
    "NUMBER_OF_VALUES",
    "OPERATIONS",
    "PACKED_ROW",
    "PLUS",
    "RIVALS",
    "STAMPED_DATE",
    "VALUE_AT",
    "ColumnKind",
    "Operation",
    "OperationForm",
    "form_of",
    "grouped",
    "operation",
]


class ColumnKind(Enum):
    """What a column of a plan holds: a value of the language or a `?`, or several of these in one."""

    VALUE = "a value"
    VALUES = "the values that one may be"
    ROW = "a row in one"
    ROWS = "the rows of a group in one"


class OperationForm(Enum):
    """What an operation is beside the builtin or aggregate of the language that it is a form of, which gives it its name."""

    PLAIN = ""  # it is that builtin
    POSSIBLY = "possibly "  # a test: whether it holds for some of the days that partial dates stand for
    OR_ANY = "any "  # the same, where a `?` may be any value
    VALUES = "values of "  # all the values that it may have
    ANY_VALUES = "any values of "  # the same, where a `?` may be any value
    CERTAIN = "certain "  # the value that it has whatever the days
    OWN = "own"  # of no builtin: only a plan does it


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Operation:
    """A test (`gives` is None) or a function of planned rules, the only one of its name.

    The last of the kinds that a variadic one `takes` stands for any number of arguments, none as well. `of` is what it is a form of."""

    name: str
    takes: tuple[ColumnKind, ...]
    gives: ColumnKind | None
    call: Callable[..., Value | bool | None]
    form: OperationForm = OperationForm.OWN
    of: Builtin | AggregateFunction | None = None
    variadic: bool = False

    @property
    def tests(self) -> bool:
        """Whether it says yes or no, and binds nothing."""
        return self.gives is None

    @property
    def plain(self) -> Operation:
        """The operation of the language that it is a form of; itself where it is of none."""
        return OPERATIONS[self.of.name] if isinstance(self.of, Builtin) else self

    def kinds(self, count: int) -> Sequence[ColumnKind] | None:
        """The kind of each of so many arguments; None where it does not take so many."""
        more = count - len(self.takes)
        if more < (-1 if self.variadic else 0) or (more > 0 and not self.variadic):
            return None
        if isinstance(self.of, Builtin) and not self.of.accepts(count):
            return None
        return (*self.takes, *self.takes[-1:] * more)[:count]

    def __str__(self) -> str:
        return self.name

    __repr__ = __str__

    def __reduce__(self) -> tuple[Callable[[str], Operation], tuple[str]]:
        return operation, (self.name,)


_ONE, _TWO = (ColumnKind.VALUE,), (ColumnKind.VALUE, ColumnKind.VALUE)


def _test(name: str, takes: tuple[ColumnKind, ...], call: Callable[..., bool], *, variadic: bool = False) -> Operation:
    return Operation(name, takes, None, call, variadic=variadic)


MAY_BE = _test("may be", _TWO, may_be)
MAY_BE_ANY = _test("may be any", _TWO, may_be_any)
LIES_WITHIN = _test("lies within", _TWO, lies_within)
NONE_MAY_BE = _test("none may be", (ColumnKind.ROWS, ColumnKind.VALUE), none_may_be, variadic=True)
NONE_LIES_WITHIN = _test("none lies within", (ColumnKind.ROWS, ColumnKind.VALUE), none_lies_within, variadic=True)
DAY_OF_BOTH = Operation("day of both", _TWO, ColumnKind.VALUE, day_of_both)
ANY_OF_BOTH = Operation("any of both", _TWO, ColumnKind.VALUE, any_of_both)
STAMPED_DATE = Operation("stamped date", _TWO, ColumnKind.VALUE, stamped, variadic=True)
CHOSEN_DAY = Operation("chosen day", (ColumnKind.VALUE, ColumnKind.VALUES), ColumnKind.VALUE, chosen)
PACKED_ROW = Operation("packed row", _ONE, ColumnKind.ROW, packed_row, variadic=True)
NUMBER_OF_VALUES = Operation("number of values", (ColumnKind.VALUES,), ColumnKind.VALUE, number_of_values)
VALUE_AT = Operation("value at", (ColumnKind.VALUES, ColumnKind.VALUE), ColumnKind.VALUE, value_at)

MEMBERS = AggregateFunction("all members", frozenset(), gathered)
RIVALS = AggregateFunction("all rivals", frozenset(), gathered)
"""The rows of a group in one, each packed: of an aggregate, and of a negated literal."""


def grouped(aggregate: str) -> str:
    """How the forms of an aggregate are named: a function may have its name, as `min` of two values."""
    return f"{aggregate} of a group"


def _forms() -> Iterator[Operation]:
    """Every builtin as an operation, and the forms of builtins and aggregates."""
    several = all_of({name: BUILTINS[name].call for name in ("-", *ONE_OF_BOTH)})
    for builtin in BUILTINS.values():
        takes, gives = (
            (ColumnKind.VALUE,) * len(builtin.signatures[0].params),
            None if builtin.is_test else ColumnKind.VALUE,
        )

        def form(
            form: OperationForm,
            call: Callable[..., Any],
            gives: ColumnKind | None = gives,
            takes: tuple[ColumnKind, ...] = takes,
            of: Builtin = builtin,
        ) -> Operation:
            return Operation(form.value + of.name, takes, gives, call, form, of, of.variadic)

        yield form(OperationForm.PLAIN, builtin.call)
        maybe = builtin.call
        if builtin.name in _COMPARED:
            maybe = possibly(builtin.name)
        elif builtin.name in _LISTED:
            maybe = possibly_listed(builtin.name)
        if maybe is not builtin.call:
            yield form(OperationForm.POSSIBLY, maybe)
        yield form(OperationForm.OR_ANY, _or_any(maybe, of_any=True if builtin.is_test else ANY_VALUE))
        if builtin.name in several:
            yield form(OperationForm.VALUES, several[builtin.name], ColumnKind.VALUES)
            yield form(OperationForm.ANY_VALUES, or_any_value(several[builtin.name]), ColumnKind.VALUES)
    plain = PlainCalls(AGGREGATES["sum"].call, AGGREGATES["list"].call, BUILTINS["/"].call)
    certain, every = certain_values(plain), all_values(plain)
    for name, aggregate in AGGREGATES.items():
        members = (
            ColumnKind.ROWS,
            ColumnKind.ROWS,
            ColumnKind.VALUE,
        )  # the certain ones, the possible ones, and the keys that are told apart
        for each, gives, call in (
            (OperationForm.CERTAIN, ColumnKind.VALUE, certain[name]),
            (OperationForm.VALUES, ColumnKind.VALUES, every[name]),
            (OperationForm.ANY_VALUES, ColumnKind.VALUES, or_any_member(every[name])),
        ):
            yield Operation(each.value + grouped(name), members, gives, call, each, aggregate, variadic=True)


_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
_LISTED = ("in", "!in")


def _or_any(possibly: Callable[..., Value | bool | None], of_any: Value | bool) -> Callable[..., Value | bool | None]:
    """What a test or a function gives where a `?` may be any value."""
    return lambda *args: of_any if any(map(is_unnamed, args)) else possibly(*args)


_OWN = (
    *(MAY_BE, MAY_BE_ANY, LIES_WITHIN, NONE_MAY_BE, NONE_LIES_WITHIN, DAY_OF_BOTH, ANY_OF_BOTH),
    *(STAMPED_DATE, CHOSEN_DAY, PACKED_ROW, NUMBER_OF_VALUES, VALUE_AT),
)

OPERATIONS: Mapping[str, Operation] = {each.name: each for each in (*_forms(), *_OWN)}
"""Each by its name, which is how it is printed; that of a builtin has no space in it."""

EVERY: frozenset[Operation | AggregateFunction] = frozenset(
    [*OPERATIONS.values(), *AGGREGATES.values(), MEMBERS, RIVALS]
)
"""What a planned rule may call, aggregates among it."""


def operation(name: str) -> Operation:
    """The operation of a name, which there is."""
    return OPERATIONS[name]


def form_of(name: str, *forms: OperationForm) -> Operation:
    """The first of some forms that there is of a builtin or an aggregate of the language."""
    return next(OPERATIONS[form.value + name] for form in forms if form.value + name in OPERATIONS)


COMPARISONS = tuple(map(operation, _COMPARED))
LISTED = tuple(map(operation, _LISTED))
EQUAL, _, _, AT_MOST, _, AT_LEAST = COMPARISONS
KNOWN, INTERVAL, PLUS, MINUS = map(operation, ("known", "interval", "+", "-"))
