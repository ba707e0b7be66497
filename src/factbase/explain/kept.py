"""What an engine kept: in, a derivation graph; out, for a row the instance by which its engine first came by it, from rows before it."""

from __future__ import annotations

from factbase.engine.base import Derivation, PlanRule, Row
from factbase.engine.step import Binding, Head, Pattern, Scan, Var
from factbase.explain.graph import STATED, Graph, Instance, Node
from factbase.explain.solutions import bind, solutions

__all__ = ["Kept"]


class Kept:
    """The first derivations of one model's rows, as instances of its graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._instances: dict[Node, Instance | None] = {}
        self._own: dict[int, tuple[PlanRule, PlanRule]] = {}  # by the identity of the first, which is kept

    def instance(self, node: Node) -> Instance | None:
        """The instance by which a row was first derived, None where the engine kept none; of a pattern, its first row."""
        if node not in self._instances:
            self._instances[node] = STATED if self.graph.stated(node) else self._derived(*self.graph.key(node))
        return self._instances[node]

    def _derived(self, head: Head, row: Pattern) -> Instance | None:
        table = self.graph.model.of(head)
        if None in row:
            first = table.rows(row)[0]
            one = self.graph.node(head, first)
            kept = self.graph.stated(one) or table.derivation(first) is not None
            return Instance(None, (), (one,), 0) if kept else None
        derivation = table.derivation(row)  # type: ignore[arg-type]  # no None in it
        if derivation is None:
            return None
        rule = self._rule(derivation)
        parents = derivation.parents[len(derivation.rule.body) - len(rule.body) :]
        binding = bind(rule.args, row, len(rule.variables))
        for step, parent in zip((step for step in rule.body if isinstance(step, Scan)), parents, strict=True):
            if binding is not None and parent is not None:
                _extend(binding, step, parent)
        if binding is not None and None in binding:  # what functions and aggregates give
            binding = next(iter(solutions(self.graph.rows, rule.body, binding)), None)
        return None if binding is None else self.graph.instance(rule, binding)

    def _rule(self, derivation: Derivation) -> PlanRule:
        """The plan's own rule. A model of what goals need was made by the same rules, kept to some rows."""
        known = self._own.get(id(derivation.rule))
        if known is None:
            kept = derivation.rule.unfiltered
            own = next(rule for rule in self.graph.planned.rules.each if rule in (derivation.rule, kept))
            known = self._own[id(derivation.rule)] = derivation.rule, own
        return known[1]


def _extend(binding: Binding, step: Scan, row: Row) -> None:
    """Takes in what a row gives to a scan."""
    for term, number in zip(step.args, row, strict=True):
        if isinstance(term, Var):
            binding[term.index] = number
