"""The driver: in, rules over a store; out, the tables of its model, stratum by stratum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from factbase.engine.base import PlanRule, Rules, Store
from factbase.engine.step import Head, Negated, Scan, Step
from factbase.engine.vector.arrays import Memory
from factbase.engine.vector.crew import Crew
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.parts import Parts, pivots
from factbase.engine.vector.relations import Relations
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.stratum import FiredInStratum, Stratum, own_scans, takes_own

__all__ = ["VectorRun"]

MAX_EXPECTED = 1 << 22  # rows of joins that a set is made for before they are there
MANY = 1 << 17  # rows of one round, from which on threads are worth their start
AT_ONCE = (
    1 << 20
)  # rows that the first round of a part goes through, about: with fewer, sets are smaller, but all parts read all rows
MAX_PARTS = 8


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
        self._first: dict[tuple[object, ...], Sequence[PlanRule]] = {}  # by what rules say, those that said it first
        self._running: list[Stratum] = []
        self._rounds = 0

    def solve(self) -> None:
        """Derives every stratum, in order. Raises TooLarge, and Blunt."""
        read, asked = _last(self.rules, _reads), _last(self.rules, _asks)
        for number, stratum in enumerate(self.rules.strata):
            self._stratum(stratum)
            for head in asked.get(number, ()):
                self.relations.forget_rows(head)
            for head in read.get(number, ()):
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
        if self._shared(rules, tables):
            return
        columns = pivots(rules, tables, self.relations.sharp) if self.crew.threads > 1 else ()
        if self._negated & tables.keys() or any(takes_own(rule, tables) for rule in rules):
            columns = ()  # it is asked for all of its rows, and parts leave no set of them
        of = self._parts(rules) if columns else 1
        expected = {head: self._expected([rule for rule in rules if rule.head == head]) // of for head in tables}
        for head, table in tables.items():
            self.relations.know(table, expected[head])
        stratum = Stratum(self.relations, rules, tables, self.clock)
        self._running = [stratum]
        self.relations.build()
        if not columns:
            stratum.run()
        elif stratum.starting >= MANY or not stratum.run(MANY):
            parts = Parts(stratum, columns, of, *expected.values())
            self._running += parts.strata
            parts.run()
        stratum.release()
        self._count()

    def _shared(self, rules: Sequence[PlanRule], tables: Mapping[Head, ColumnTable]) -> bool:
        """Whether a stratum is of one relation whose rules are those of another before it, as two aggregates of the same rows have them:
        then it has the rows of that one."""
        (table, *more) = tables.values()
        if more or table.rows or any(own_scans(rule, tables) or takes_own(rule, tables) for rule in rules):
            return False
        first = self._first.setdefault(tuple((rule.args, rule.body) for rule in rules), rules)
        if first is rules:
            return False
        table.share(self.relations.tables[first[0].head], dict(zip(map(id, first), rules, strict=True)))
        for rule, other in zip(rules, first, strict=True):
            fired, its = self.fired[id(rule)], self.fired[id(other)]
            fired.rounds, fired.rows = its.rounds, its.rows
        self._rounds += max(self.fired[id(rule)].rounds for rule in rules)
        return True

    def _parts(self, rules: Sequence[PlanRule]) -> int:
        """In how many parts a stratum is derived: more than there are threads where there is much to do, for a part that is done needs no
        set of its rows."""
        threads = self.crew.threads
        most = max(self._sizes(rule)[0] for rule in rules)
        return threads * max(1, min(most // AT_ONCE, MAX_PARTS) // threads)

    def _sizes(self, rule: PlanRule) -> list[int]:
        """How many rows the relations have that a rule scans, the largest first."""
        scans = [step for step in rule.body if isinstance(step, Scan)]
        return sorted((self.relations.table(step.predicate, len(step.args)).rows for step in scans), reverse=True) or [
            0
        ]

    def _expected(self, rules: Sequence[PlanRule]) -> int:
        """How many rows some rules of a relation may well give at once: all of what they copy, and some of what they join."""
        copied, joined = 0, 0
        for rule in rules:
            most = self._sizes(rule)[0]
            if len(rule.body) == 1:
                copied += most
            else:
                joined = max(joined, most)
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


def _last(rules: Rules, heads: Callable[[PlanRule], Iterable[Head]]) -> dict[int, list[Head]]:
    """By the number of a stratum, the relations that it is the last to have among the `heads` of a rule."""
    last = {head: number for number, stratum in enumerate(rules.strata) for rule in stratum for head in heads(rule)}
    by_number: dict[int, list[Head]] = {}
    for head, number in last.items():
        by_number.setdefault(number, []).append(head)
    return by_number


def _reads(rule: PlanRule) -> Iterator[Head]:
    """The relations whose rows are looked up for a rule."""
    yield rule.head
    for step in rule.body:
        if isinstance(step, (Scan, Negated)):
            yield step.predicate


def _asks(rule: PlanRule) -> Iterator[Head]:
    """Those of which it may be asked whether they have a row that is known."""
    yield rule.head
    for step in rule.body:
        if isinstance(step, Negated) or (isinstance(step, Scan) and step.binds <= _bound_without(rule, step)):
            yield step.predicate


def _bound_without(rule: PlanRule, step: Step) -> frozenset[int]:
    return frozenset[int]().union(*(other.binds for other in rule.body if other is not step))
