"""Lowering from both ends: what a clause on its way to planned rules is asked for, and what it may ask of the rules in the making."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factbase.engine.base import PlanRule, Symbols
from factbase.engine.goal import Goal, Origin
from factbase.engine.partial import Uncertainty
from factbase.engine.step import Auxiliary, Head, Step, Term, Var
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.operation import Operation
from factbase.program.completion import Completion
from factbase.program.model import Predicate
from factbase.syntax.tree import Aggregate, Expression, Literal, Rule

__all__ = ["Given", "Lowered", "Planning"]


@dataclass(frozen=True, slots=True)
class Given:
    """Rows that bind variables before a body does: the keys of an aggregate."""

    rows: Auxiliary
    names: Sequence[str]
    growing: bool = False
    """Whether the rule that the aggregate stands in gives them itself, so that they come round by round."""


class Planning(Protocol):
    """The rules in the making, as a clause sees them."""

    groups: int

    @property
    def symbols(self) -> Symbols:
        """The constants of the rules."""

    @property
    def completion(self) -> Completion:
        """The days that are chosen for partial dates."""

    @property
    def doubt(self) -> Uncertainty | None:
        """Which columns may hold a partial date or a `?`; None where none may."""

    @property
    def gathered(self) -> dict[tuple[object, ...], Auxiliary]:
        """The rows of aggregates that both readings of a clause share."""

    def want(self, predicate: Predicate, possible: bool, any_value: bool) -> Predicate:
        """Brings in a relation, and gives the form of it that a reading has."""

    def unknown(self, predicate: Predicate) -> frozenset[int]:
        """The columns in which some fact holds `?`."""

    def add(self, rule: PlanRule, origin: Origin | None) -> None:
        """Adds a rule, with its origin; None for a rule of the plan's own."""

    def number(self) -> int:
        """The number of the next origin."""

    def turns_back(self, clause: Rule | Goal, body: Sequence[Literal]) -> bool:
        """Whether some literals of a clause need what it derives."""


class Lowered(Protocol):
    """A clause on its way to a planned rule, as what lowers a part of it sees it."""

    planner: Planning
    clause: Rule | Goal
    outputs: Sequence[Expression]
    body: Sequence[Literal]
    possible: bool
    any_value: bool
    given: Given | None
    loose: frozenset[str]
    index: dict[str, Term]
    ordered: list[Literal]

    def step(self, step: Step, literal: Literal | None) -> None:
        """Adds a step to the body, with the literal that it serves; None for a guard of the plan's own."""

    def variable(self, name: str) -> Term:
        """The term that stands for a variable, a new one where none does yet."""

    def fresh(self) -> Var:
        """A variable that has no name in the clause."""

    def let(self, op: Operation, args: Sequence[Term], literal: Literal | None) -> Var:
        """A new variable, with a step that computes it."""

    def term(self, expression: Expression, literal: Literal | None) -> Term:
        """The term for an expression; what a function computes gets a step and a variable of its own."""

    def values_of(self, function: str) -> Operation:
        """The function of a plan that gives all the values which another may have."""

    def one_of(self, values: Var, literal: Literal | None, result: Term | None) -> Term:
        """Each of several values in turn, in `result` where that is given."""

    def day_made(
        self, made: Term, place: str, key: Sequence[Term], literal: Literal | None, result: Term | None
    ) -> Term:
        """A partial date that a rule makes at a place, as the unknown day of a key, in `result` where that is given."""

    def inner(
        self,
        outputs: Sequence[Expression],
        body: Sequence[Literal],
        possible: bool,
        aggregate: Aggregate,
        given: Given | None,
        *,
        any_value: bool,
        counted: str | None = None,
    ) -> Lowered:
        """The lowering of a body within this clause."""

    def cut(self, keys: Sequence[str], rounds: int) -> Auxiliary:
        """A relation of some variables as the steps so far bind them; what follows comes so many rounds after these steps."""

    def finish(self, head: Head, at: Date | None = None) -> None:
        """Adds the rule to the plan. `at` selects a derived event: it is in the view from its day on."""
