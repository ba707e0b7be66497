"""Where rules come from: a goal, and of a planned rule the clause that it was lowered from; both opaque to engines."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.syntax.tree import Aggregate, Literal, Rule, Variable

__all__ = ["Goal", "Origin"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A body asked for, and the variables whose values are wanted: a query, or a check with its parameters."""

    outputs: tuple[Variable, ...]
    body: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a planned rule was lowered from: a rule, a goal, or an aggregate's body within one of these.

    `literals` gives, step by step, the literal of the source that the step serves (None for a guard of the plan's own)."""

    clause: Rule | Goal
    aggregate: Aggregate | None
    literals: tuple[Literal | None, ...]
