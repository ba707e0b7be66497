"""The rounds: in, rules over a store; out, their model, a stratum at a time, semi-naively, so that each row gets its rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pyDatalog import Logic

from factbase.engine.base import Model, PlanRule, Row, Rules, Store, TooLarge
from factbase.engine.growth import Growth, met_at
from factbase.engine.meter import Fired, statistics_of
from factbase.engine.pydatalog.clauses import Clauses
from factbase.engine.step import Head, Scan
from factbase.engine.support import refuse, refuse_stored
from factbase.ground.operation import EVERY
from factbase.ground.value import sort_key

__all__ = ["PyDatalogEngine"]

MAX_ROWS = 200_000


class PyDatalogEngine:
    """Solves rules through pyDatalog; every call has a `Logic` of its own, and leaves the caller's as it was.

    `max_work` bounds the steps that pyDatalog takes. `progress` is called with rounds and rows after each round."""

    name = "pydatalog"
    operations = EVERY

    def __init__(
        self,
        max_rows: int = MAX_ROWS,
        *,
        max_work: int | None = None,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        clock: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.max_rows = max_rows
        self.max_work = max_work
        self.progress = progress
        self.clock = clock

    def solve(self, rules: Rules, store: Store) -> Model:
        """The least model of rules over a store. Raises TooLarge past `max_rows` or `max_work`, and Unsupported."""
        refuse(rules, self)
        refuse_stored(store, self)
        before = getattr(Logic.tl, "logic", None)
        Logic()
        try:
            return _PyDatalogRun(rules.over(store), store, self).solve()
        finally:
            Logic.tl.logic = before


class _PyDatalogRun:
    def __init__(self, rules: Rules, store: Store, engine: PyDatalogEngine) -> None:
        self.rules = rules
        self.symbols = rules.symbols.copy()
        self.max_rows = engine.max_rows
        self.progress = engine.progress
        self.clock = engine.clock
        self.rounds = 0
        self.growth = Growth(rules)
        self.fired: dict[int, Fired] = {id(rule): Fired(rule) for rule in rules.each}
        self.rows: dict[Head, dict[Row, int]] = {head: dict.fromkeys(rows, 0) for head, rows in store.rows.items()}
        self.count = sum(map(len, self.rows.values()))
        self.clauses = Clauses(self.symbols, self.rows, engine.max_work)
        self.places: dict[int, tuple[Any, ...]] = {}

    def solve(self) -> Model:
        for stratum in self.rules.strata:
            self.stratum(stratum)
        statistics = statistics_of(self.rounds, self.count, self.fired.values())
        return replace(Model.listed(self.symbols, self.rows, PyDatalogEngine.name), statistics=statistics)

    def stratum(self, rules: Sequence[PlanRule]) -> None:
        own = {rule.head for rule in rules}
        for rule in rules:
            self.rows.setdefault(rule.head, {})
            for step in rule.body:
                self.clauses.prepare(step)
        delta: dict[Head, list[Row]] = {head: list(self.rows[head]) for head in own}
        new: dict[Head, list[Row]] = {head: [] for head in own}
        rank = 1
        for rule in rules:
            if not any(isinstance(step, Scan) and step.predicate in own for step in rule.body):
                self.fire(rule, None, rank, new)
        while True:
            for rule in rules:
                for at, step in enumerate(rule.body):
                    if isinstance(step, Scan) and delta.get(step.predicate):
                        self.fire(rule, (at, delta[step.predicate]), rank, new)
            self.rounds += 1
            self.growth.check(self.rounds)
            self.progress(self.rounds, self.count)
            if not any(new.values()):
                return
            for head, rows in new.items():
                self.clauses.extend(head, rows)
            delta, new, rank = new, {head: [] for head in own}, rank + 1

    def fire(
        self, rule: PlanRule, last: tuple[int, Sequence[Row]] | None, rank: int, new: dict[Head, list[Row]]
    ) -> None:
        """Adds to `new` what the rule derives; with `last`, from these rows of the last round at that step."""
        fired, before, started = self.fired[id(rule)], self.count, self.clock()
        with met_at(rule):
            rows = self.clauses.fire(rule, last)
        have = self.rows[rule.head]
        # pyDatalog's order differs from run to run, and with it the numbers of computed values; that of the values does not.
        for row in sorted(rows, key=lambda row: [self.place(number) for number in row]):
            if row not in have:
                have[row] = rank
                new[rule.head].append(row)
                self.count += 1
        fired.again(self.count - before, self.clock() - started)
        with met_at(rule):
            if self.count > self.max_rows:
                raise TooLarge(f"the model grew past {self.max_rows:,} rows")

    def place(self, number: int) -> tuple[Any, ...]:
        """Where a value stands in the order of all values."""
        if number not in self.places:
            value = self.symbols.values[number]
            try:
                self.places[number] = sort_key(value)
            except TypeError:  # a value of planned rules only, not a constant of the language
                self.places[number] = (9, repr(value))
        return self.places[number]
