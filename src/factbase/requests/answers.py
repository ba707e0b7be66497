"""Ask: in, a goal; out, its answers with their citations, and their verdict as a code where that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, ClassVar

from factbase.base import Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.finder import goal_of
from factbase.ground.dataclass import dataclass
from factbase.render.text import compact_text, result_text
from factbase.requests.argument import Argument, Certifying, GoalArgument, Without
from factbase.requests.formats import READ, ROWS, markdown
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, as_json, unsound
from factbase.resolve.answers import resolved
from factbase.result.proof import FIRST
from factbase.result.result import Result

__all__ = [
    "STATUS",
    "AnsweredGoal",
    "Ask",
    "Full",
    "answered",
    "certificate",
    "columns",
    "whole",
]

STATUS = {"yes": 0, "possible": 3, "no": 4, "unknown": 5, "not excluded": 5}
"""The code of each verdict; 1 and 2 stay mistakes and usage."""


Full = Annotated[bool, Argument("the whole proof of each answer, rule by rule, and not only what it stands on")]


def whole(formats: Mapping[str, Format[Any]]) -> Mapping[str, Format[Any]]:
    """Formats of which those for people have whole proofs."""
    return {**formats, "text": replace(formats["text"], render=result_text), "markdown": markdown(whole=True)}


@dataclass(frozen=True, slots=True)
class AnsweredGoal:
    """The answers to a goal, and the base that gives them."""

    answers: Answers
    base: FactBase


def answered(goal: str, base: FactBase, on: Context, *, complete: bool = False, in_short: bool = False) -> AnsweredGoal:
    """The answers to a goal, while the face says that it is being solved; `in_short`, with no more of their proofs than text in short
    shows."""
    with on.working("solving"):
        few = FIRST if in_short else None
        return AnsweredGoal(base.ask(goal, on.view, on.engine, complete=complete, few=few), base)


def columns(answers: Answers) -> tuple[str, ...]:
    """The variables of a goal that an answer gives values to, in order of appearance."""
    return tuple(variable.name for variable in goal_of(answers.body).outputs)


def certificate(result: Result, base: FactBase, engine: Engine, goal: str) -> Callable[[], tuple[bool, Sequence[str]]]:
    """What certifies the JSON of what was answered to a goal: whether it stands, with every reason why not."""

    def certify() -> tuple[bool, Sequence[str]]:
        from factbase.questions.reread import reread
        from factbase.result.written import json_text

        read = reread(json_text(result), base, engine, goal)
        return not read.problems, (*read.problems, str(read))

    return certify


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Request):
    """All answers to a goal."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(compact_text, warns=True),
        "json": as_json(),
        **READ,
        **ROWS,
    }
    stats: ClassVar[bool] = True
    numbers: ClassVar[bool] = True

    goal: GoalArgument
    full: Full = False
    exit_status: Annotated[bool, Argument("exit with the verdict: 0 yes, 3 possible, 4 no, 5 unknown")] = False
    certify: Certifying = False
    without: Without = ()

    def _formats(self, asked: AnsweredGoal, on: Context) -> Mapping[str, Format[Any]]:
        """The formats; that for people says whether anybody gave a date."""
        if "at" in on.given or asked.answers.view.at != on.view.at:
            return self.formats
        return {**self.formats, "text": replace(self.formats["text"], render=partial(compact_text, undated=True))}

    def handle(self, on: Context) -> Outcome[Result]:
        """The answers."""
        in_short = on.in_short and not (self.full or self.certify)
        base = on.base()
        asked = answered(self.goal, base.without(self.without), on, in_short=in_short)
        result = resolved(asked.answers, asked.base.program, asked.base.evidence)
        problems = tuple(asked.answers.problems)
        code = STATUS[result.verdict] if self.exit_status and not unsound(problems) else DONE
        return Outcome(
            result,
            whole(self.formats) if self.full else self._formats(asked, on),
            problems,
            code=FINDINGS if unsound(problems) else code,
            certify=certificate(result, asked.base, on.engine, self.goal) if self.certify else None,
            live=asked,
            whole=partial(self.handle, on.in_whole(base)) if result.is_short else None,
        )
