"""What differs between two states of a base, as plain data: each question that is answered otherwise, and all facts and rules apart."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Ground, Viewed
from factbase.result.problem import Problem
from factbase.result.proof import Json, Rule

__all__ = ["NOT_COMPARED", "Answered", "Apart", "Broken", "Changed", "Compared", "Difference"]

NOT_COMPARED = "other conclusions, checks, declarations, documents"


@dataclass(frozen=True, slots=True)
class Apart:
    """What one state has and the other lacks."""

    facts: tuple[Ground, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that one state has and the other has not, or not as surely, with what it stands on in the one that has it.

    `facts` and `rules` are those of it that the other lacks, `against` the facts that bar it there."""

    bindings: Mapping[str, Json]
    values: str
    gained: bool
    before: str
    after: str
    grounds: tuple[Ground, ...]
    facts: tuple[Ground, ...]
    rules: tuple[Rule, ...]
    against: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that is answered otherwise; `problem` says what hinders it in one state."""

    question: str
    view: Viewed
    problem: str | None
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """How many questions were compared."""

    expectations: int
    queries: int


@dataclass(frozen=True, slots=True)
class Broken:
    """An error of a state, which then answers nothing that it concerns."""

    state: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs."""

    changed: tuple[Changed, ...]
    gone: Apart
    new: Apart
    compared: Compared
    not_compared: str
    broken: tuple[Broken, ...]
