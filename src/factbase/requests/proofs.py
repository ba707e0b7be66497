"""Why and why not: in, a goal; out, the proofs of each answer with what suffices for it, or how far each way to one gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from factbase.base import Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.repair import Repair, repairs
from factbase.explain.why_not import Blocked, why_not
from factbase.questions.explanation import Explained, explained, with_datings
from factbase.render.explained import explained_text, why_not_text
from factbase.render.explained_json import explained_json, why_not_json
from factbase.render.json import answers_json
from factbase.render.paint import Paint, block, plain
from factbase.render.text import answers_text, nothing_lines, under_text
from factbase.requests.answers import answered, certificate
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, unsound
from factbase.requests.word import Certifying, Goal, Without, Word
from factbase.result.parts import Parts

__all__ = ["DEPTH", "LIMIT", "Explained", "Hindered", "Proved", "Why", "WhyNot", "hindered", "proved"]

LIMIT = 20  # proofs of one answer, where all are asked for
DEPTH = 4  # rules, in what hinders an answer


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError("write a whole number, at least 1")
    return number


# ---- why


@dataclass(frozen=True, slots=True)
class Proved:
    """The answers to a goal, each with its proofs, and the base that gives them."""

    found: tuple[Explained, ...]
    answers: Answers
    base: FactBase

    @property
    def parts(self) -> Parts:
        """What is told of them."""
        return Parts(self.base.program, self.base.evidence)

    def one(self, number: int, found: Explained, paint: Paint) -> Iterator[str]:
        """One of them as text, by itself, with what is said under all."""
        yield explained_text(number, found, self.answers, self.parts, paint)
        yield from under_text(self.answers, self.parts, paint)


def proved(base: FactBase, answers: Answers, limit: int) -> Proved:
    """Up to so many proofs of each answer, and why the sources of all of them were known."""
    found = tuple(explained(base, answers, limit))
    return Proved(found, with_datings(base, answers, found), base)


def _why_text(of: Proved, paint: Paint) -> Iterator[str]:
    yield block([paint("heading", f"{of.answers.goal}   {of.answers.view}")])
    if not of.found:
        yield block([*nothing_lines(of.answers, of.parts, paint), "`why-not` says more"])
    for number, one in enumerate(of.found, 1):
        yield explained_text(number, one, of.answers, of.parts, paint)
    yield from under_text(of.answers, of.parts, paint)


def _why_json(of: Proved, paint: Paint) -> Iterator[str]:
    yield explained_json(of.found, of.answers, of.base.program, of.base.evidence)


def _drawn(of: Proved) -> Sequence[Any]:
    return [(one.answer, one.proofs.proofs) for one in of.found]


def _why_dot(of: Proved, paint: Paint) -> Iterator[str]:
    from factbase.render.dot import answers_dot

    yield answers_dot(of.answers, _drawn(of), of.parts)


def _why_mermaid(of: Proved, paint: Paint) -> Iterator[str]:
    from factbase.render.mermaid import answers_mermaid

    yield answers_mermaid(of.answers, _drawn(of), of.parts)


def _why_prose(of: Proved, paint: Paint) -> Iterator[str]:
    from factbase.render.prose import answers_prose

    yield answers_prose(of.answers, _drawn(of), of.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Request):
    """The proofs of each answer to a goal."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_why_text),
        "json": Format(_why_json, warns=True),
        "dot": Format(_why_dot),
        "mermaid": Format(_why_mermaid),
        "prose": Format(_why_prose),
    }
    stats: ClassVar[bool] = True

    goal: Goal
    all: Annotated[bool, Word(f"all distinct proofs, up to {LIMIT} or the limit")] = False
    limit: Annotated[int | None, Word("at most so many proofs of an answer", "N", read=_positive)] = None
    certify: Certifying = False
    without: Without = ()

    def handle(self, on: Context) -> Outcome[Proved]:
        """The answers with their proofs."""
        of = answered(self.goal, on.base().without(self.without), on)
        problems = tuple(of.answers.problems)
        if unsound(problems):
            return Outcome(Proved((), of.answers, of.base), self.formats, problems, code=FINDINGS)
        found = proved(of.base, of.answers, self.limit or (LIMIT if self.all else 1))
        check = certificate(lambda: next(_why_json(found, plain)), of.base, on.engine, self.goal)
        return Outcome(found, self.formats, problems, certify=check if self.certify else None)


# ---- why not


@dataclass(frozen=True, slots=True)
class Hindered:
    """A goal without an answer: how far each way to one gets, and the smallest changes that would give one. None: it has answers."""

    answers: Answers
    base: FactBase
    blocked: Blocked | None
    repairs: Sequence[Repair] = ()


def hindered(base: FactBase, answers: Answers, engine: Engine, depth: int) -> Hindered:
    """What hinders an answer, so many rules deep; the goal must have been solved over the whole model."""
    if answers.answers or answers.solved is None:
        return Hindered(answers, base, None)
    goal = answers.solved.planned.goals[0]
    return Hindered(answers, base, why_not(answers.solved, goal, depth), repairs(answers.solved, goal, engine))


def _why_not_text(of: Hindered, paint: Paint) -> Iterator[str]:
    if of.blocked is not None:
        yield from why_not_text(of.answers, of.blocked, of.repairs, Parts(of.base.program, of.base.evidence), paint)
        return
    yield "it has an answer:"
    yield from answers_text(of.answers, of.base.program, of.base.evidence, paint)


def _why_not_json(of: Hindered, paint: Paint) -> Iterator[str]:
    if of.blocked is not None:
        yield why_not_json(of.answers, of.blocked, of.repairs, Parts(of.base.program, of.base.evidence))
    else:
        yield answers_json(of.answers, of.base.program, of.base.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot(Request):
    """Why a goal has no answer."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_why_not_text),
        "json": Format(_why_not_json, warns=True),
    }

    goal: Goal
    depth: Annotated[int, Word(f"how many rules deep; default: {DEPTH}", "N", read=_positive)] = DEPTH

    def handle(self, on: Context) -> Outcome[Hindered]:
        """What hinders an answer, or the answers."""
        of = answered(self.goal, on.base(), on, whole=True)  # what is near may stand anywhere
        problems = tuple(of.answers.problems)
        if unsound(problems):
            return Outcome(Hindered(of.answers, of.base, None), self.formats, problems, code=FINDINGS)
        return Outcome(hindered(of.base, of.answers, on.engine, self.depth), self.formats, problems)
