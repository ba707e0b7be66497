"""The meter: in, an engine; out, an engine that gives the same models, and keeps what each of them came to.

With it, what an engine notes of each rule while it solves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from factbase.engine.base import Engine, Model, PlanRule, Rules, RuleStatistics, Statistics, Store
from factbase.ground.dataclass import dataclass

__all__ = ["Fired", "Meter", "Solved", "statistics_of"]


@dataclass
class Fired:
    """What firing one rule came to so far."""

    rule: PlanRule
    firings: int = 0
    rows: int = 0
    seconds: float = 0.0

    def again(self, rows: int, seconds: float) -> None:
        """Notes a firing with its new rows."""
        self.firings += 1
        self.rows += rows
        self.seconds += seconds


def statistics_of(rounds: int, rows: int, fired: Iterable[Fired]) -> Statistics:
    """The statistics of an engine that does not count its memory."""
    rules = tuple(RuleStatistics(each.rule, each.firings, each.rows, each.seconds) for each in fired)
    return Statistics(rounds, rows, None, rules)


@dataclass(frozen=True, slots=True)
class Solved:
    """What was solved: by which engine, with what effort, and in how many seconds.

    `origins` are what its rules came from, by `PlanRule.origin`."""

    engine: str
    statistics: Statistics
    origins: tuple[object, ...]
    seconds: float


class Meter:
    """`solved` grows with each model that is made; whoever reads it may empty it."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.name = engine.name
        self.operations = engine.operations
        self.clock = clock
        self.solved: list[Solved] = []

    def solve(self, rules: Rules, store: Store) -> Model:
        """The model that the engine gives, noted in `solved` with the seconds that it took."""
        started = self.clock()
        model = self.engine.solve(rules, store)
        if model.statistics is not None:
            self.solved.append(Solved(model.engine, model.statistics, rules.origins, self.clock() - started))
        return model
