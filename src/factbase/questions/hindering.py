"""Why a goal has no answer: in, a base and its answers over the whole model; out, a result with what hinders one and what would give it."""

from __future__ import annotations

from factbase.base import Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.repair import repairs
from factbase.explain.why_not import why_not
from factbase.questions.results.explained import hindered_of
from factbase.result.result import Result

__all__ = ["DEPTH", "hindered"]

DEPTH = 4
"""Rules, in what hinders an answer, where nobody says how many."""


def hindered(base: FactBase, answers: Answers, engine: Engine, depth: int) -> Result:
    """What hinders an answer, so many rules deep; the goal must have been solved over the whole model."""
    if answers.answers or answers.solved is None:
        return hindered_of(answers, (), (), base)
    goal = answers.solved.planned.rules.goals[0]
    stopped = why_not(answers.solved, goal, depth)
    return hindered_of(answers, stopped, repairs(answers.solved, goal, engine), base)
