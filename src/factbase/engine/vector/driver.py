"""The driver: in, rules over a store; out, the tables of its model, stratum by stratum."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factbase.engine.base import PlanRule, Rules, Store
from factbase.engine.step import Head, Negated, Scan
from factbase.engine.vector.arrays import Memory
from factbase.engine.vector.crew import Crew
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.parts import Parts, pivots
from factbase.engine.vector.relations import Relations
from factbase.engine.vector.stratum import FiredInStratum, Stratum, takes_own

__all__ = ["VectorRun"]

MAX_EXPECTED = 1 << 22  # rows of joins that a set is made for before they are there
MANY = 1 << 17  # rows of one round, from which on threads are worth their start


class VectorRun:
    """One model in the making, by so many threads."""

    def __init__(
        self,
        rules: Rules,
        store: Store,
        kernels: Kernels,
        memory: Memory,
        progress: Callable[[int, int], None],
        clock: Callable[[], float],
        *,
        threads: int,
        sharp: bool,
    ) -> None:
        self.rules = rules
        self.memory = memory
        self.progress = progress
        self.clock = clock
        self.crew = Crew(threads, self._tell)
        self.relations = Relations(rules, store, kernels, memory, self.crew, sharp=sharp)
        self.fired = {id(rule): FiredInStratum(rule) for rule in rules.each}
        self._negated = {step.predicate for rule in rules.each for step in rule.body if isinstance(step, Negated)}
        self._running: list[Stratum] = []
        self._rounds = 0

    def solve(self) -> None:
        """Derives every stratum, in order. Raises TooLarge, and Blunt."""
        done = _done(self.rules)
        for number, stratum in enumerate(self.rules.strata):
            self._stratum(stratum)
            for head in done.get(number, ()):
                self.relations.forget(head)

    @property
    def rounds(self) -> int:
        """The rounds so far; of parts that run at the same time, those of the part that is furthest."""
        alone, parts = self._running[:1], self._running[1:]
        return self._rounds + sum(each.rounds for each in alone) + max((part.rounds for part in parts), default=0)

    @property
    def rows(self) -> int:
        """The rows so far, of parts that are still apart too."""
        return self.relations.rows + sum(table.rows for part in self._running[2:] for table in part.own.values())

    def _tell(self) -> None:
        self.progress(self.rounds, self.rows)

    def _stratum(self, rules: Sequence[PlanRule]) -> None:
        tables = {rule.head: self.relations.table(rule.head, len(rule.args)) for rule in rules}
        for head, table in tables.items():
            self.relations.know(table, self._expected([rule for rule in rules if rule.head == head]))
        stratum = Stratum(self.relations, rules, tables, self.clock)
        self._running = [stratum]
        self.relations.build()
        columns = pivots(rules, tables, self.relations.sharp) if self.crew.threads > 1 else ()
        if self._negated & tables.keys() or any(takes_own(rule, tables) for rule in rules):
            columns = ()  # it is asked for all of its rows, and parts leave no set of them
        if not columns:
            stratum.run()
        elif stratum.starting >= MANY or not stratum.run(MANY):
            parts = Parts(stratum, columns)
            self._running += parts.strata
            parts.run()
        stratum.release()
        self._count()

    def _expected(self, rules: Sequence[PlanRule]) -> int:
        """How many rows some rules of a relation may well give at once: all of what they copy, and some of what they join."""
        copied, joined = 0, 0
        for rule in rules:
            scans = [step for step in rule.body if isinstance(step, Scan)]
            sizes = [self.relations.table(step.predicate, len(step.args)).rows for step in scans]
            if len(sizes) == len(rule.body) == 1:
                copied += sizes[0]
            else:
                joined = max([joined, *sizes])
        return copied + min(joined, MAX_EXPECTED)

    def _count(self) -> None:
        """Adds what ran to what is told of each rule. Parts ran at the same time."""
        stratum, *parts = self._running
        self._rounds, self._running = self.rounds, []
        for key, first in stratum.fired.items():
            of_parts = [part.fired[key] for part in parts]
            fired = self.fired[key]
            fired.rounds += first.rounds + max((each.rounds for each in of_parts), default=0)
            fired.rows += first.rows + sum(each.rows for each in of_parts)
            fired.seconds += first.seconds + max((each.seconds for each in of_parts), default=0.0)


def _done(rules: Rules) -> dict[int, list[Head]]:
    """By the number of a stratum, the relations whose rows nobody looks up after it."""
    last: dict[Head, int] = {}
    for number, stratum in enumerate(rules.strata):
        for rule in stratum:
            last[rule.head] = number
            last |= {step.predicate: number for step in rule.body if isinstance(step, (Scan, Negated))}
    done: dict[int, list[Head]] = {}
    for head, number in last.items():
        done.setdefault(number, []).append(head)
    return done
