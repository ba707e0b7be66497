"""The steps of a rule's body: what each looks up or computes, and of each, what it reads and what it binds.

Constants are numbers of a `Symbols` table, variables are numbered per rule. Whoever puts steps into an order asks them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from factbase.ground.builtin import AggregateFunction
from factbase.ground.dataclass import dataclass
from factbase.ground.operation import Operation
from factbase.program.fact import Predicate

__all__ = [
    "MOST_IN_RANGE",
    "Auxiliary",
    "Between",
    "Binding",
    "Filter",
    "Group",
    "Head",
    "Let",
    "Negated",
    "Pattern",
    "Scan",
    "Step",
    "Term",
    "Var",
    "bound_columns",
    "renumbered",
    "variables",
]

MOST_IN_RANGE = 10_000_000
"""Integers of one range: each is a value of its own, of a hundred bytes."""

Binding = list[int | None]
"""The number of each variable's value, None where it is not bound yet."""

Pattern = tuple[int | None, ...]
"""A row; with None in it, some row that agrees with the rest."""


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A relation of the plan's own: the rows of an aggregate's body, or the answers of a goal, certain or `possible`.

    With `any_value` it also has the rows that follow where a `?` is taken for the value that it is joined with."""

    name: str
    possible: bool = False
    any_value: bool = False

    @property
    def surely(self) -> Auxiliary:
        """The rows that are certain."""
        return Auxiliary(self.name)


Head = Predicate | Auxiliary


@dataclass(frozen=True, slots=True)
class Var:
    """A variable of a rule, by its number there."""

    index: int


Term = Var | int
"""A variable of the rule, or the number of a constant."""

T = TypeVar("T", Var | int, Var | int | None)


def variables(terms: Iterable[Term | None]) -> frozenset[int]:
    """The variables among some terms."""
    return frozenset([term.index for term in terms if isinstance(term, Var)])


def bound_columns(args: Sequence[Term | None], bound: Container[int]) -> tuple[int, ...]:
    """The columns that hold a constant or one of the bound variables."""
    return tuple(
        [i for i, arg in enumerate(args) if arg is not None and (not isinstance(arg, Var) or arg.index in bound)]
    )


def renumbered(terms: tuple[T, ...], numbers: Sequence[int]) -> tuple[T, ...]:
    """Terms whose constants have other numbers: that of constant `i` is `numbers[i]`."""
    if not any(isinstance(term, int) for term in terms):
        return terms
    return tuple([numbers[term] if isinstance(term, int) else term for term in terms])


class _Step:
    """What each step tells of itself, for whoever puts a body into an order."""

    __slots__ = ()

    @property
    def relation(self) -> Head | None:
        """The relation whose rows it looks up; None for a test or a function."""
        return None

    @property
    def needed(self) -> tuple[Term | None, ...]:
        """The terms that must be bound before it."""
        return ()

    @property
    def given(self) -> tuple[Term | None, ...]:
        """The terms that are bound after it."""
        return ()

    @property
    def reads(self) -> frozenset[int]:
        """Its read set: the variables that must be bound before it."""
        return variables(self.needed)

    @property
    def binds(self) -> frozenset[int]:
        """Its bind set: the variables that are bound after it, new or not."""
        return variables(self.given)


@dataclass(frozen=True, slots=True)
class Scan(_Step):
    """A positive literal; None is a column that may hold anything."""

    predicate: Head
    args: tuple[Term | None, ...]

    @property
    def relation(self) -> Head:
        """The relation that it scans."""
        return self.predicate

    @property
    def given(self) -> tuple[Term | None, ...]:
        """All its terms: it binds what was not bound before."""
        return self.args

    def renumbered(self, numbers: Sequence[int]) -> Scan:
        """The step with other numbers for its constants; itself where it has none, as most."""
        args = renumbered(self.args, numbers)
        return self if args is self.args else Scan(self.predicate, args)


@dataclass(frozen=True, slots=True)
class Negated(_Step):
    """A negated literal: no row fits; its variables are bound, None may be anything."""

    predicate: Head
    args: tuple[Term | None, ...]

    @property
    def relation(self) -> Head:
        """The relation in which no row may fit."""
        return self.predicate

    @property
    def needed(self) -> tuple[Term | None, ...]:
        """All its terms: it binds none."""
        return self.args

    def renumbered(self, numbers: Sequence[int]) -> Negated:
        """The step with other numbers for its constants; itself where it has none, as most."""
        args = renumbered(self.args, numbers)
        return self if args is self.args else Negated(self.predicate, args)


@dataclass(frozen=True, slots=True)
class Filter(_Step):
    """A test of bound terms."""

    op: Operation
    args: tuple[Term, ...]

    def __post_init__(self) -> None:
        if not self.op.tests or self.op.kinds(len(self.args)) is None:
            raise ValueError(f"`{self.op}` is no test of {len(self.args)} terms")

    @property
    def needed(self) -> tuple[Term, ...]:
        """All its terms: it binds none."""
        return self.args

    def renumbered(self, numbers: Sequence[int]) -> Filter:
        """The step with other numbers for its constants; itself where it has none, as most."""
        args = renumbered(self.args, numbers)
        return self if args is self.args else Filter(self.op, args)


@dataclass(frozen=True, slots=True)
class Let(_Step):
    """`result = op(args)` with bound args; a result that is bound is compared. It fails where the function has no value."""

    op: Operation
    args: tuple[Term, ...]
    result: Term

    def __post_init__(self) -> None:
        if self.op.tests or self.op.kinds(len(self.args)) is None:
            raise ValueError(f"`{self.op}` is no function of {len(self.args)} terms")

    @property
    def needed(self) -> tuple[Term, ...]:
        """The arguments."""
        return self.args

    @property
    def given(self) -> tuple[Term, ...]:
        """The result."""
        return (self.result,)

    def renumbered(self, numbers: Sequence[int]) -> Let:
        """The step with other numbers for its constants; itself where it has none."""
        args, result = renumbered(self.args, numbers), renumbered((self.result,), numbers)[0]
        return self if args is self.args and result is self.result else Let(self.op, args, result)


@dataclass(frozen=True, slots=True)
class Between(_Step):
    """`item in low .. high` over integers; low and high are bound."""

    item: Term
    low: Term
    high: Term

    @property
    def needed(self) -> tuple[Term, ...]:
        """Both ends of the range."""
        return (self.low, self.high)

    @property
    def given(self) -> tuple[Term, ...]:
        """What lies in the range."""
        return (self.item,)

    def renumbered(self, numbers: Sequence[int]) -> Between:
        """The step with other numbers for its constants."""
        item, low, high = renumbered((self.item, self.low, self.high), numbers)
        return replace(self, item=item, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Group(_Step):
    """`result = function` over the rows of `rows` that begin with the bound `keys`; the column after the keys is aggregated."""

    function: AggregateFunction
    rows: Auxiliary
    keys: tuple[Term, ...]
    result: Term

    @property
    def relation(self) -> Auxiliary:
        """The relation whose rows are aggregated."""
        return self.rows

    @property
    def needed(self) -> tuple[Term, ...]:
        """The keys."""
        return self.keys

    @property
    def given(self) -> tuple[Term, ...]:
        """The result."""
        return (self.result,)

    def renumbered(self, numbers: Sequence[int]) -> Group:
        """The step with other numbers for its constants."""
        return replace(self, keys=renumbered(self.keys, numbers), result=renumbered((self.result,), numbers)[0])


Step = Scan | Negated | Filter | Let | Between | Group
