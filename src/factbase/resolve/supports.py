"""What suffices for conclusions: in, a base and rows of a model of it; out, for each its support, which counts independent voices.

Each stands on the derivation graph of the model; where that was too large to explore, the support says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from factbase.base import FactBase
from factbase.engine.base import Row
from factbase.explain.conditions import under
from factbase.explain.finder import goal_of
from factbase.explain.graph import Graph, Node
from factbase.explain.proof import Cases
from factbase.explain.prove import Prover, Readings
from factbase.explain.support import Earliest, Label, Sets, Support, evaluate, support_of, voices
from factbase.ground.value import value_key
from factbase.program.completion import Completion
from factbase.syntax.tree import Literal

__all__ = ["by_cases", "supports"]

MAX_GRAPH = 100_000  # instances explored


def supports(base: FactBase, prover: Prover, claims: Sequence[Sequence[Node]]) -> list[Support]:
    """The support of each of some claims, by the rows of one model that are written as it is. Raises TooLarge."""
    graph = prover.graph
    sets, first = Sets[str](partial(_sources, graph)), Earliest(graph, _since(base))
    instances, cut = graph.explore([node for rows in claims for node in rows], MAX_GRAPH)
    labels, since = evaluate(instances, sets), evaluate(instances, first)
    of = [sets.plus(*map(labels.__getitem__, rows)) for rows in claims]
    voice = _voices(base, of)
    return [
        support_of(Label(label.sets, label.cut or cut), min(map(since.__getitem__, rows)), voice)
        for label, rows in zip(of, claims, strict=True)
    ]


def by_cases(
    base: FactBase, solved: Prover, readings: Readings, body: tuple[Literal, ...], rows: Sequence[Row], proof: Cases
) -> Support:
    """What suffices for an answer in each of its cases: what does for one of them together with what does for the others.

    The rows are those of the answer in the `solved` model of the goal that is the body. Raises TooLarge."""
    published = _since(base)
    sets, label, since = Sets[str](lambda node: ()), Sets[str](lambda node: ()).one, Earliest.one
    values, cut = solved.model.symbols.values, False
    for case in proof.cases:
        chosen = {tried.root: on.earliest or 0 for tried, on in zip(proof.dates, case.days, strict=True)}
        prover = readings.alike(Completion.of(chosen), goal_of(body))
        graph, goal, own = prover.graph, prover.planned.rules.goals[0], prover.model.symbols.values
        wanted = {tuple([value_key(under(values[n], chosen)) for n in row]) for row in rows}
        row = next(row for row in prover.rows.all(goal) if tuple([value_key(own[n]) for n in row]) in wanted)
        node = graph.node(goal, row)
        instances, short = graph.explore([node], MAX_GRAPH)
        label = sets.times(label, evaluate(instances, Sets(partial(_sources, graph)))[node])
        since = max(since, evaluate(instances, Earliest(graph, published))[node])
        cut |= short
    return support_of(Label(label.sets, label.cut or cut), since, _voices(base, [label]))


def _voices(base: FactBase, labels: Iterable[Label[str]]) -> Mapping[str, str]:
    """The voice of each source that some labels name. Raises TooLarge."""
    named = {name for label in labels for each in label.sets for name in each}
    kept, documents = base.snapshot.kept.ties, base.evidence.documents
    return voices(base.program, named, lambda: (members for members, _ in kept.groups(documents)))


def _sources(graph: Graph, node: Node) -> Iterable[frozenset[str]]:
    return [frozenset() if name is None else frozenset([name]) for name in graph.alternatives(node)]


def _since(base: FactBase) -> Mapping[str, int]:
    """The day by which each source was surely known, by number, for all that was known then."""
    publications = base.dated.publications()
    days = {name: publications.since(name) for name in base.program.sources}
    return {name: day for name, day in days.items() if day is not None}
