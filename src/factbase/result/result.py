"""What a goal comes to, as plain data: its verdict and answers, their proofs, and where there is none, why, and what would give one.

`walk` goes over a result in reading order; a format says how each of its parts looks, and must say so of all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Generic, TypeVar

from factbase.ground.dataclass import dataclass
from factbase.program.view import LeftOut
from factbase.result.ground import Citation, Ground, Place, Viewed
from factbase.result.problem import Problem
from factbase.result.proof import Failure, Json, Node, Proofs, Search, weighed

__all__ = [
    "Against",
    "Alternative",
    "Answer",
    "Blocked",
    "Dating",
    "Explanation",
    "Hidden",
    "Missing",
    "Near",
    "Repair",
    "Result",
    "ResultWalk",
    "Support",
    "Verdict",
    "known",
    "why_dated",
]

T = TypeVar("T")


class Verdict(StrEnum):
    """What is said of a goal: that it holds, on each reading of the dates or on some; that it does not; or neither, and why."""

    YES = "yes"
    POSSIBLE = "possible"
    NOT_EXCLUDED = "not excluded"  # whether it holds on any reading of the dates is not known
    NO = "no"  # cited evidence blocks every way to a ground goal, or a relation that claims to be complete lacks it
    UNKNOWN = "unknown"  # nothing was found
    NOT_ASKED = "not asked"  # the base or the goal has errors


@dataclass(frozen=True, slots=True)
class Against:
    """What blocks one way to a claim: that in words, and the proof or the fact that says so, or the place at which it is declared.

    `conditional` says whether it rests on a prediction; `remarks` must be shown with it."""

    claim: str
    why: str
    conditional: bool
    remarks: tuple[str, ...]
    proof: str | None
    fact: Ground | None
    declared: Place | None = None

    def __str__(self) -> str:
        place = f" at {self.declared}" if self.declared is not None else ""
        return f"against it: {self.claim}: {self.why}{place}"

    @property
    def full_text(self) -> str:
        """It with what is said of it, on one line."""
        return "; ".join((str(self), *self.remarks))

    @property
    def contradicting(self) -> str:
        """It where what it is against holds all the same."""
        return f"contradicted: {self.claim}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: the values of the goal's variables in order of appearance, for JSON and as they are written, and the id of its proof.

    `claim` is the goal with them, `reading` that as a sentence, where its relations have one; `remarks` must be shown with it.
    It is `certain` where it holds whatever days the partial dates stand for, `possible` where it holds for some, and `not excluded` where
    that is not known, for a reason that `open` gives. It is `contradicted` by what the base says against a claim that it rests on."""

    bindings: Mapping[str, Json]
    written: Mapping[str, str]
    claim: str
    reading: str
    certainty: str
    open: str = ""
    contradicted: tuple[Against, ...]
    conditional: bool
    projected: bool
    no_fact: str | None
    rests_on: Mapping[str, int]
    remarks: tuple[str, ...]
    citations: tuple[Citation, ...]
    proof: str

    @property
    def values(self) -> str:
        """Its values on one line."""
        return ", ".join(f"{name} = {value}" for name, value in self.written.items())


@dataclass(frozen=True, slots=True)
class Dating:
    """Why a source was known: a date of its publication, certain or possible, with the id of its proof."""

    source: str
    published: str
    certainty: str
    citations: tuple[Citation, ...]
    proof: str


def why_dated(view: Viewed) -> str:
    """What the date of a source is the reason of: that it was known by the day of a view, or that what it tells has its time."""
    if view.known_by is None:
        return "holds when it was told, for this follows"
    return f"known by {view.known_by}, for this follows from what was known"


def known(datings: Iterable[Dating], view: Viewed, proofs: Proofs) -> Iterator[str]:
    """Why sources were known by the day of a view, or else written when they were, each with all that this stands on, line by line."""
    for dating in datings:
        node = proofs[dating.proof]
        rule = f"rule {node.rule.place}" if node.rule is not None else ""
        maybe = "" if dating.certainty == "certain" else ", only possibly by then"
        yield f"{why_dated(view)}: {node.claim}{maybe}, {rule}"
        yield from (f"  {line}" for line in weighed(proofs, dating.proof))


# ---- why


@dataclass(frozen=True, slots=True)
class Support:
    """The smallest sets of sources that suffice for an answer, how many voices tell it, and the day from which it could be known.

    With `at_least` there may be more sets, without `voices_exact` more voices. What is `always` so rests on no source."""

    always: bool
    suffices: tuple[tuple[str, ...], ...]
    at_least: bool
    voices: int
    voices_exact: bool
    single_voice: str | None
    needed: tuple[str, ...]
    since: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The proofs of one answer, the least first, by their ids, whether there are more, and what supports it."""

    proofs: tuple[str, ...]
    more_proofs: bool
    least_height: bool
    fewest_sources: bool
    support: Support


# ---- why not


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that holds and is like one that does not."""

    claim: str
    why: str
    proof: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A fact that only the view hides: by its dates, for it has none, or because no source of it was known."""

    fact: Ground
    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A claim that nothing states or derives; `again` says that it is told above, `deeper` that its rules are not followed."""

    claim: str
    searched: Search
    hidden: tuple[Hidden, ...]
    near: tuple[Near, ...]
    rules: tuple[Blocked, ...]
    again: bool
    deeper: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule, or the goal, that does not derive a claim: where it stops; what is missing there, or stands in its way; what holds before.

    Of a goal with alternatives it is one of them, with all that is written beside them."""

    failure: Failure
    held: tuple[str, ...]
    missing: Missing | None
    present: tuple[str, ...]
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that would give the goal an answer: claims that would have to be cited, and facts that would have to go.

    `against` is what the base says against such a claim."""

    add: tuple[str, ...]
    remove: tuple[Ground, ...]
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the alternatives of a goal that has no answer, with all that is written beside them: how far it got, and what was searched."""

    written: str
    stopped: Failure
    searched: Search | None


# ---- all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a goal comes to in a view.

    Without an answer, `stopped` says how far the goal got, or each of its `alternatives`, where `searched`, what was searched for a claim,
    does not tell that already.
    `explanations` are there where the proofs were asked for, one for each answer; `blocked` and `repairs` where it was asked why there
    is none; `proofs` has every node that any of these names. `query` is the name of the query that was asked, `question` its words."""

    id: str = ""
    query: str | None = None
    question: str | None = None
    goal: str
    view: Viewed
    engine: str
    verdict: Verdict
    answers: tuple[Answer, ...]
    stopped: Failure | None
    searched: Search | None
    alternatives: tuple[Alternative, ...] | None = None
    against: tuple[Against, ...]
    datings: tuple[Dating, ...]
    projected: str | None
    left_out: LeftOut
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    explanations: tuple[Explanation, ...] | None = None
    blocked: tuple[Blocked, ...] = ()
    repairs: tuple[Repair, ...] | None = None
    proofs: Mapping[str, Node]

    def first(self, most: int) -> Result:
        """It with no more than so many answers, which says how many there are."""
        if len(self.answers) <= most:
            return self
        told = f"of {len(self.answers):,} answers, the first {most:,} are shown here"
        explanations = self.explanations[:most] if self.explanations is not None else None
        return replace(self, answers=self.answers[:most], explanations=explanations, remarks=(*self.remarks, told))

    @property
    def title(self) -> str:
        """The query that was asked, with its question; nothing for a goal without a name."""
        question = f": {' '.join(self.question.split())}" if self.question else ""
        return f"{self.query}{question}" if self.query is not None else ""

    @property
    def is_short(self) -> bool:
        """Whether some proof is in short."""
        return any(node.unproved for node in self.proofs.values())

    @property
    def is_refused(self) -> bool:
        """Whether errors left nothing to be asked."""
        return self.verdict is Verdict.NOT_ASKED

    @property
    def known(self) -> Iterator[str]:
        """Why sources were known by the day of the view, each with all that this stands on, line by line."""
        return known(self.datings, self.view, self.proofs)

    def proved(self) -> Iterator[tuple[Answer, tuple[str, ...]]]:
        """Each answer with the ids of its proofs that are to be shown."""
        for number, answer in enumerate(self.answers):
            yield answer, self.explanations[number].proofs if self.explanations is not None else (answer.proof,)


class ResultWalk(ABC, Generic[T]):
    """How a result looks. A walk over it asks for each part in turn, so that a format leaves none out; a part may look like nothing."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def walk(self) -> Iterator[T]:
        """The whole result in reading order."""
        result = self.result
        for problem in result.problems:
            yield from self.problem(problem)
        if result.is_refused:
            return
        yield from self.heading()
        if result.blocked:
            yield from self.blocked(result.blocked, result.repairs or ())
        elif not result.answers:
            yield from self.nothing()
        for number, (answer, proofs) in enumerate(result.proved(), 1):
            yield from self.answer(number, answer, proofs)
            for against in answer.contradicted:
                yield from self.contradicted(number, answer, against)
        for dating in result.datings:
            yield from self.dating(dating)
        yield from self.remarks(result.remarks)

    @abstractmethod
    def problem(self, problem: Problem) -> Iterator[T]:
        """A finding about the goal or the base."""

    @abstractmethod
    def heading(self) -> Iterator[T]:
        """The query and its question, where it has a name; the goal, the view, how many answers."""

    @abstractmethod
    def nothing(self) -> Iterator[T]:
        """Why there is no answer."""

    @abstractmethod
    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[T]:
        """An answer with its proofs."""

    @abstractmethod
    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[T]:
        """What is said against a claim that an answer rests on."""

    @abstractmethod
    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[T]:
        """How far each way to an answer gets, and what would give one."""

    @abstractmethod
    def dating(self, dating: Dating) -> Iterator[T]:
        """Why a source was known."""

    @abstractmethod
    def remarks(self, remarks: tuple[str, ...]) -> Iterator[T]:
        """What is said of all answers together."""
