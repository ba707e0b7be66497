"""Why and why not: in, a goal; out, the proofs of each answer with what suffices for it, or how far each way to one gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from factbase.base import Answers, FactBase
from factbase.ground.dataclass import dataclass
from factbase.questions.explanation import explained, with_datings
from factbase.questions.hindering import DEPTH, hindered
from factbase.questions.results.explained import explained_of
from factbase.render.paint import Paint
from factbase.render.text import compact_text, result_text
from factbase.requests.answers import answered, certificate
from factbase.requests.argument import Argument, Certifying, GoalArgument, Without, positive
from factbase.requests.formats import READ, ROWS, markdown
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, as_json, unsound
from factbase.resolve.answers import resolved
from factbase.result.result import Result

__all__ = ["DEPTH", "LIMIT", "Why", "WhyNot", "hindered", "proved"]

LIMIT = 20  # proofs of one answer, where all are asked for


# ---- why


def proved(base: FactBase, answers: Answers, limit: int) -> Result:
    """Up to so many proofs of each answer, with why the sources of all of them were known."""
    explanations = tuple(explained(base, answers, limit))
    return explained_of(with_datings(base, answers, explanations), explanations, base)


def _dot(result: Result, paint: Paint) -> Iterator[str]:
    from factbase.render.dot import result_dot

    yield result_dot(result)


def _mermaid(result: Result, paint: Paint) -> Iterator[str]:
    from factbase.render.mermaid import result_mermaid

    yield result_mermaid(result)


def _prose(result: Result, paint: Paint) -> Iterator[str]:
    from factbase.render.prose import result_prose

    yield result_prose(result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Request):
    """The proofs of each answer to a goal."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(result_text, warns=True),
        "json": as_json(),
        **READ,
        "markdown": markdown(whole=True),
        **ROWS,
        "dot": Format(_dot),
        "mermaid": Format(_mermaid),
        "prose": Format(_prose),
    }
    stats: ClassVar[bool] = True

    goal: GoalArgument
    all: Annotated[bool, Argument(f"all distinct proofs, up to {LIMIT} or the limit")] = False
    limit: Annotated[int | None, Argument("at most so many proofs of an answer", "N", read=positive)] = None
    compact: Annotated[bool, Argument("what each proof stands on, without the rules that lead from there")] = False
    certify: Certifying = False
    without: Without = ()

    def handle(self, on: Context) -> Outcome[Result]:
        """The answers with their proofs."""
        formats = self.formats
        if self.compact:
            formats = {**formats, "text": Format(compact_text, warns=True), "markdown": markdown()}
        of = answered(self.goal, on.base().without(self.without), on)
        problems = tuple(of.answers.problems)
        if unsound(problems):
            return Outcome(resolved(of.answers, of.base.program, of.base.evidence), formats, problems, code=FINDINGS)
        result = proved(of.base, of.answers, self.limit or (LIMIT if self.all else 1))
        check = certificate(result, of.base, on.engine, self.goal)
        return Outcome(result, formats, problems, certify=check if self.certify else None, live=of)


# ---- why not


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot(Request):
    """Why a goal has no answer."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(result_text, warns=True),
        "json": as_json(),
        **READ,
    }

    goal: GoalArgument
    depth: Annotated[int, Argument(f"how many rules deep; default: {DEPTH}", "N", read=positive)] = DEPTH

    def handle(self, on: Context) -> Outcome[Result]:
        """What hinders an answer, or the answers."""
        of = answered(self.goal, on.base(), on, complete=True)  # what is near may stand anywhere
        problems = tuple(of.answers.problems)
        if unsound(problems):
            return Outcome(
                resolved(of.answers, of.base.program, of.base.evidence), self.formats, problems, code=FINDINGS
            )
        return Outcome(hindered(of.base, of.answers, on.engine, self.depth), self.formats, problems)
