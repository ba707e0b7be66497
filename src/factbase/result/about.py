"""All facts about something as plain data: what it is, and each fact that names it, with its quotes; whatever the dates."""

from __future__ import annotations

from typing import Literal

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Ground
from factbase.result.matches import Named
from factbase.result.problem import Problem

__all__ = ["About", "Kind"]

Kind = Literal["entity", "relation", "both", "source", "constant"]


@dataclass(frozen=True, slots=True)
class About:
    """The facts about something that was asked for, by relation: those that name an entity, are of a relation, or cite a source.

    `is_a` says which of these it is, `both` an entity and a relation; `entities` are those that are called so; `more` facts are not
    told; `searched` are all there are."""

    name: str
    is_a: Kind
    entities: tuple[Named, ...]
    facts: tuple[Ground, ...]
    more: int
    searched: int
    problems: tuple[Problem, ...] = ()
