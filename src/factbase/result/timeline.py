"""The timeline of a goal, as plain data: each answer with all intervals in which it holds, and what opens, closes and carries each."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.ground.dataclass import dataclass
from factbase.program.view import LeftOut
from factbase.result.ground import Ground, Viewed
from factbase.result.problem import Problem
from factbase.result.proof import Json, Node
from factbase.result.result import Dating

__all__ = ["Held", "Interval", "Opposed", "Timeline", "Turn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """With which claims an answer comes or goes, on which reading of the dates, and the facts that state them."""

    claims: tuple[str, ...]
    where: tuple[str, ...] | None
    facts: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Opposed:
    """What is said against a claim on the days from `first` to `last`, both included, and the facts that say so; None is no bound.

    `remarks` must be shown with it: the reasons for which it is accepted."""

    claim: str
    why: str
    first: str | None
    last: str | None
    facts: tuple[Ground, ...]
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        return f"contradicted: {self.claim}: {self.why}, {_span(self.first, self.last)}"


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included; None is no bound, and has nothing that opens or closes it there.

    `rests_on`, `absent` and `may_be` are what it stands on: facts, what was searched, and facts that may state what was not found;
    `contradicted` is what the base says against that on days of it;
    `projected` says that it goes on after the last day of which a source tells, `conditional` that it rests on a prediction; `remarks`
    must be shown with it."""

    first: str | None
    last: str | None
    certainty: str
    projected: bool
    conditional: bool
    opens: Turn | None
    closes: Turn | None
    rests_on: tuple[Ground, ...]
    absent: tuple[str, ...]
    may_be: tuple[Ground, ...]
    contradicted: tuple[Opposed, ...]
    no_fact: str | None
    remarks: tuple[str, ...]

    @property
    def span(self) -> str:
        """From when to when, and how surely."""
        return f"{_span(self.first, self.last)}, {self.certainty}"


def _span(first: str | None, last: str | None) -> str:
    """From when to when."""
    if first is None:
        return "at any time" if last is None else f"until {last}"
    return f"from {first} on" if last is None else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Held:
    """One answer with its intervals, from the earliest on, which never overlap."""

    bindings: Mapping[str, Json]
    claim: str
    reading: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All answers that a goal ever has. With an error among the problems nothing was asked."""

    goal: str
    known_by: str | None
    answers: tuple[Held, ...]
    datings: tuple[Dating, ...]
    last_told: str | None
    left_out: LeftOut
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    proofs: Mapping[str, Node]
    drawn: str | None = None  # the file in which it is drawn

    @property
    def view(self) -> Viewed:
        """The view: of all days."""
        return Viewed(None, self.known_by)

    @property
    def is_refused(self) -> bool:
        """Whether errors left nothing to be asked."""
        return any(each.is_error for each in self.problems)

    def projected(self, interval: Interval) -> str | None:
        """That an interval goes on after the last day of which a source tells; None where it does not."""
        return f"projected after {self.last_told}: no source is later" if interval.projected else None
