"""Ask: in, a goal; out, its answers with their citations, and their verdict as a code where that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from factbase.base import Answer, Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.found import goal_of
from factbase.explain.proof import citations
from factbase.render.paint import Paint, plain
from factbase.render.text import answers_text
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, unsound
from factbase.requests.word import Certifying, Goal, Without, Word
from factbase.result.citation import Citation, citation
from factbase.sources.evidence import Evidence

__all__ = ["STATUS", "Answered", "Ask", "answered", "certificate", "cited", "columns"]

STATUS = {"yes": 0, "possible": 3, "no": 4, "unknown": 5, "not excluded": 5}
"""The code of each verdict; 1 and 2 stay mistakes and usage."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to a goal, and the base that gives them."""

    answers: Answers
    base: FactBase


def _text(found: Answered, paint: Paint) -> Iterator[str]:
    return answers_text(found.answers, found.base.program, found.base.evidence, paint)


def _json(found: Answered, paint: Paint) -> Iterator[str]:
    from factbase.render.json import answers_json

    yield answers_json(found.answers, found.base.program, found.base.evidence)


def _csv(found: Answered, paint: Paint) -> Iterator[str]:
    from factbase.render.csv import answers_csv

    yield answers_csv(found.answers, found.base.program, found.base.evidence).removesuffix("\n")


def answered(goal: str, base: FactBase, on: Context, *, whole: bool = False) -> Answered:
    """The answers to a goal, while the face says that it is being solved."""
    with on.working("solving"):
        return Answered(base.ask(goal, on.view, on.engine, whole=whole), base)


def columns(answers: Answers) -> tuple[str, ...]:
    """The variables of a goal that an answer gives values to, in order of appearance."""
    return tuple(variable.name for variable in goal_of(answers.body).outputs)


def cited(answer: Answer, evidence: Evidence) -> tuple[Citation, ...]:
    """Every quote on which an answer rests, in reading order."""
    return tuple(citation(each, evidence) for each in citations(answer.proof))


def certificate(
    written: Callable[[], str], base: FactBase, engine: Engine, goal: str
) -> Callable[[], tuple[bool, Sequence[str]]]:
    """What certifies the JSON of what was answered to a goal: whether it stands, with every reason why not."""

    def certify() -> tuple[bool, Sequence[str]]:
        from factbase.render.reread import reread

        result = reread(written(), base, engine, goal)
        return not result.problems, (*result.problems, str(result))

    return certify


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Request):
    """All answers to a goal."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_text, warns=True),
        "json": Format(_json, warns=True, refuses=True),
        "csv": Format(_csv),
    }
    stats: ClassVar[bool] = True

    goal: Goal
    exit_status: Annotated[bool, Word("exit with the verdict: 0 yes, 3 possible, 4 no, 5 unknown")] = False
    certify: Certifying = False
    without: Without = ()

    def handle(self, on: Context) -> Outcome[Answered]:
        """The answers."""
        found = answered(self.goal, on.base().without(self.without), on)
        code = STATUS[found.answers.verdict] if self.exit_status else DONE
        problems = tuple(found.answers.problems)
        return Outcome(
            found,
            self.formats,
            problems,
            code=FINDINGS if unsound(problems) else code,
            certify=certificate(lambda: next(_json(found, plain)), found.base, on.engine, self.goal)
            if self.certify
            else None,
        )
