"""Sources and conflicts as plain data: in, what rests on each source, or which checks are violated; out, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbase.base import FactBase
from factbase.explain.graph import ASSUMED
from factbase.program.model import Cited
from factbase.questions.explanation import Bearing as Borne
from factbase.questions.explanation import Conflict as Conflicting
from factbase.resolve.proofs import Nodes
from factbase.result.ground import Ground
from factbase.result.problem import place
from factbase.result.weighed import Bearing, Conflict, Conflicts, Fallen, For, Source, Sources, Weighed

__all__ = ["conflicts_of", "sources_of"]


def sources_of(base: FactBase, bearings: Sequence[Borne] | None) -> Sources:
    """The sources of a base with what is declared of them, and what falls without each, where that is asked."""
    nodes = Nodes(base.program, base.evidence)
    declared: dict[str, list[Ground]] = {}
    if bearings is None:
        for fact in base.program.facts.listed:  # tables declare nothing
            if fact.of_source is not None:
                declared.setdefault(fact.of_source, []).append(nodes.grounds.fact(fact))
    sources = []
    for source in base.program.sources.values():
        document = base.evidence.documents.get(source.name)
        file = document.path if document is not None else source.file
        sources.append(Source(source.name, file, place(source.span), tuple(declared.get(source.name, ()))))
    weights = None
    if bearings is not None:
        weights = tuple(
            Bearing(
                each.name,
                each.facts,
                tuple(Fallen(str(a), a in each.alone, nodes.under(each.proofs[a])) for a in each.falls),
                each.cut,
                nodes.grounds.fact(each.assumed) if each.assumed is not None else None,
            )
            for each in bearings
        )
    return Sources(tuple(sources), weights)


def conflicts_of(base: FactBase, conflicts: Iterable[Conflicting]) -> Conflicts:
    """The violated checks of a base."""
    nodes = Nodes(base.program, base.evidence)
    return Conflicts(tuple(_conflict(each, nodes) for each in conflicts))


def _conflict(conflict: Conflicting, nodes: Nodes) -> Conflict:
    violation = conflict.violation
    allowance = violation.allowance
    grounds = nodes.under(violation.proof)

    def weighed(quotes: Iterable[Cited]) -> tuple[Weighed, ...]:
        result = []
        for cited in sorted(quotes, key=lambda c: (c.source, c.span.path, c.span.start)):
            citation = nodes.grounds.citation(cited)
            facts = [ground for ground in grounds if citation in ground.citations]
            context = dict.fromkeys(each for fact in facts for each in fact.context)
            references = dict.fromkeys(each for fact in facts for each in fact.references)
            claims = tuple(For(each.statement, each.place) for each in facts)
            result.append(Weighed(citation, claims, tuple(context), tuple(references)))
        return tuple(result)

    return Conflict(
        name=violation.name,
        message=violation.message,
        certainty=violation.certainty.value,
        accepted=allowance.reason if allowance is not None else None,
        accepted_at=place(allowance.span) if allowance is not None else None,
        readings=tuple(line for ground in grounds for line in ground.where or ()),
        quotes=tuple(weighed(quotes) for quotes in conflict.quotes if quotes),
        is_cut=conflict.cut,
        bare=tuple(g for g in grounds if g.kind != "reading" and not g.citations),
        missing=any(g.kind == "absent" for g in grounds),
        nogoods=tuple(
            tuple("what has no quote" if name == ASSUMED else name for name in each)
            for each in sorted(sorted(each) for each in conflict.nogoods)
        ),
    )
