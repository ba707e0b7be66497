"""Repairs: in, a goal without answers; out, the smallest sets of facts that would give it one, added or taken away.

Each is tried: the plan is solved with it, and only what then has an answer is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from factbase.engine.base import Engine, PlanRule, Row
from factbase.engine.step import Auxiliary, Binding, Negated, Scan, Step
from factbase.explain.graph import Graph, Node
from factbase.explain.prove import Prover
from factbase.explain.solutions import bind, solutions, value_of
from factbase.explain.support import Sets, evaluate
from factbase.explain.verdict import ClaimPattern
from factbase.ground.dataclass import dataclass
from factbase.program.declare import AT
from factbase.program.model import Atom, Fact, Predicate

__all__ = ["Repair", "repairs"]

MAX_CHANGES = 3  # facts added or taken away together
MAX_SKIPPED = 2  # literals of one body that do not hold
MAX_BINDINGS = 8  # of what is left of a body
MAX_TRIED = 24
MAX_GRAPH = 5_000

ModelChange = tuple[frozenset[ClaimPattern], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Repair:
    """Claims that would have to be cited, and facts that would have to go; `_` in a claim is any value."""

    add: tuple[Atom, ...]
    remove: tuple[Fact, ...]


def repairs(prover: Prover, goal: Auxiliary, engine: Engine, depth: int = 3) -> tuple[Repair, ...]:
    """The smallest sets of changes of which each alone gives the goal an answer; none holds another."""
    search = _RepairSearch(prover)
    bodies = [rule for rule in prover.planned.rules.each if rule.head == goal]
    changes = {
        _key(change): change for rule in bodies for change in search.body(rule, [None] * len(rule.variables), depth)
    }
    kept: list[ModelChange] = []
    for change in islice((changes[key] for key in sorted(changes)), MAX_TRIED):
        if not any(a <= change[0] and r <= change[1] for a, r in kept) and _works(prover, goal, change, engine):
            kept.append(change)
    return tuple(search.repair(change) for change in kept)


def _key(change: ModelChange) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
    return len(change[0]) + len(change[1]), tuple(sorted(map(str, change[0]))), tuple(sorted(change[1]))


def _works(prover: Prover, goal: Auxiliary, change: ModelChange, engine: Engine) -> bool:
    """Whether the goal has an answer with the change: new values stand for what it leaves open."""
    rules, store = prover.planned.rules, prover.planned.store
    symbols = prover.model.symbols.copy()
    facts = {head: dict(rows) for head, rows in store.rows.items()}
    for number, (predicate, pattern) in enumerate(sorted(change[0], key=str)):
        row = tuple(symbols.intern(f"any {number}.{i}") if n is None else n for i, n in enumerate(pattern))
        for form in (predicate, replace(predicate, possible=True), predicate.widest):
            if form in facts:
                facts[form][row] = ()
        plain = replace(predicate, on=False)
        if predicate.on and plain in facts:
            facts[plain][row[:-1]] = ()
    gone = store.facts
    for rows in facts.values():
        for row in [row for row, indexes in rows.items() if indexes and {gone[i].index for i in indexes} <= change[1]]:
            del rows[row]
    return bool(engine.solve(replace(rules, symbols=symbols), replace(store, symbols=symbols, rows=facts)).of(goal))


class _RepairSearch:
    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.rules = prover.planned.rules
        self.rows = prover.rows
        self.open: set[ClaimPattern] = set()

    def repair(self, change: ModelChange) -> Repair:
        plain = self.rows.symbols.plain
        atoms = (Atom(p, tuple(None if n is None else plain(n) for n in pattern)) for p, pattern in change[0])
        facts = {fact.index: fact for fact in self.prover.planned.store.facts.values()}
        return Repair(tuple(sorted(atoms, key=str)), tuple(facts[i] for i in sorted(change[1])))

    def claim(self, predicate: Predicate, pattern: tuple[int | None, ...], depth: int) -> list[ModelChange]:
        """The changes that would give a claim: that it is cited, or that a rule derives it."""
        if (predicate, pattern) in self.open or predicate.relation == AT:
            return []
        changes: list[ModelChange] = [(frozenset([(predicate, pattern)]), frozenset())]
        if depth > 0:
            self.open.add((predicate, pattern))
            dated = replace(predicate, on=True)
            for rule in self.rules.each:
                if rule.origin is None or rule.head not in (predicate, dated):
                    continue
                wanted = pattern if rule.head == predicate else (*pattern, None)
                binding = bind(rule.args, wanted, len(rule.variables))
                if binding is not None:
                    changes.extend(self.body(rule, binding, depth - 1))
            self.open.discard((predicate, pattern))
        return changes

    def body(self, rule: PlanRule, binding: Binding, depth: int) -> Iterator[ModelChange]:
        """The changes that would make a body hold: some of its literals do not, all others do."""
        can_fail = [
            step
            for step in rule.body
            if isinstance(step, (Scan, Negated))
            and isinstance(step.predicate, Predicate)
            and step.predicate.relation != AT
        ]
        for count in range(1, MAX_SKIPPED + 1):
            for skipped in combinations(can_fail, count):
                rest = _runnable([step for step in rule.body if step not in skipped], binding)
                for known in islice(solutions(self.rows, rest, binding), MAX_BINDINGS):
                    parts = [self.mended(step, known, depth) for step in skipped]
                    for chosen in islice(product(*parts), MAX_TRIED):
                        add = frozenset[ClaimPattern]().union(*(a for a, _ in chosen))
                        remove = frozenset[int]().union(*(r for _, r in chosen))
                        if 0 < len(add) + len(remove) <= MAX_CHANGES:
                            yield add, remove

    def mended(self, step: Scan | Negated, known: Binding, depth: int) -> list[ModelChange]:
        """The changes that make one literal hold; none where it holds already."""
        assert isinstance(step.predicate, Predicate)
        pattern = tuple(value_of(arg, known) for arg in step.args)
        rows = self.rows.find(step.predicate, pattern)
        if isinstance(step, Scan):
            return [] if rows else self.claim(step.predicate, pattern, depth)
        return [(frozenset(), gone) for gone in self.without(step.predicate, rows)] if rows else []

    def without(self, predicate: Predicate, rows: Sequence[Row]) -> list[frozenset[int]]:
        """The sets of facts without which none of the rows holds: one fact of every set that suffices for any of them."""
        graph = self.prover.graph
        roots = [graph.node(predicate, row) for row in rows]
        explored, cut = graph.explore(roots, MAX_GRAPH)
        if cut:
            return []
        labels = evaluate(explored, Sets(lambda node: _stating(graph, node)))
        hitting: list[frozenset[int]] = [frozenset()]
        for root in roots:
            for needed in labels[root].sets:
                grown = [h if h & needed else h | {fact} for h in hitting for fact in sorted(needed)]
                hitting = [h for h in dict.fromkeys(grown) if len(h) <= MAX_CHANGES][:MAX_TRIED]
        return [h for h in hitting if h]


def _stating(graph: Graph, node: Node) -> Iterator[frozenset[int]]:
    facts = graph.facts(node)
    yield from (frozenset([fact.index]) for fact in facts) if facts else (frozenset(),)


def _runnable(steps: Sequence[Step], binding: Binding) -> tuple[Step, ...]:
    """The steps whose variables the others bind; a test of what is left out says nothing here, and is tried with the repair."""
    bound = {i for i, number in enumerate(binding) if number is not None}
    kept: list[Step] = []
    rest = list(steps)
    while True:
        ready = [step for step in rest if step.reads <= bound]
        if not ready:
            return tuple(kept)
        for step in ready:
            rest.remove(step)
            kept.append(step)
            bound |= step.binds
