"""The meter: in, an engine; out, an engine that gives the same models, and keeps what each of them came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factbase.engine.base import Engine, Model, Plan, Statistics

__all__ = ["Meter", "Solved"]


@dataclass(frozen=True, slots=True)
class Solved:
    """One plan that was solved: by which engine, with what effort, and in how many seconds.

    `origins` are what the plan's rules came from, by `PlanRule.origin`."""

    engine: str
    statistics: Statistics
    origins: tuple[object, ...]
    seconds: float


class Meter:
    """`solved` grows with each plan that is solved; whoever reads it may empty it."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.name = engine.name
        self.clock = clock
        self.solved: list[Solved] = []

    def solve(self, plan: Plan) -> Model:
        started = self.clock()
        model = self.engine.solve(plan)
        if model.statistics is not None:
            self.solved.append(Solved(model.engine, model.statistics, plan.origins, self.clock() - started))
        return model
