"""Explanations: in, a base and what was asked of it; out, all proofs of an answer, what supports it, what falls without a source, and why
checks that fail cannot all be right.

Each stands on the derivation graph of one model; where that was too large to explore, the result says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from factbase.base import Answer, Answers, FactBase
from factbase.checks.audit import audit
from factbase.checks.violations import Violation
from factbase.engine.base import Engine
from factbase.explain.finder import goal_of_all
from factbase.explain.graph import ASSUMED, Node
from factbase.explain.proof import Cases, Proof, leaves, quoted
from factbase.explain.prove import Proofs, Prover
from factbase.explain.support import Label, Sets, Support
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.program.model import Atom, Cited, Fact
from factbase.program.strata import predicate_of
from factbase.program.view import View
from factbase.resolve.supports import by_cases, supports

__all__ = ["Bearing", "Conflict", "Explained", "conflicting", "conflicts", "explained", "load_bearing", "with_datings"]


@dataclass(frozen=True, slots=True)
class Explained:
    """One answer with its distinct proofs and its support."""

    answer: Answer
    proofs: Proofs
    support: Support

    @property
    def since(self) -> Date | None:
        """The day from which it could be known."""
        return day(self.support.since) if self.support.since is not None else None


def explained(base: FactBase, answers: Answers, limit: int | Sequence[int]) -> Iterator[Explained]:
    """Each answer with up to `limit` proofs, of all alike or of each its own."""
    if answers.solved is None or not answers.answers:
        return
    prover = answers.solved
    chosen = list(answers.with_rows())
    plain = [(goal, rows) for answer, goal, rows in chosen if not isinstance(answer.proof, Cases)]
    support = iter(supports(base, prover, [[prover.graph.node(goal, row) for row in rows] for goal, rows in plain]))
    limits = [limit] * len(chosen) if isinstance(limit, int) else limit
    for (answer, goal, rows), most in zip(chosen, limits, strict=True):
        if isinstance(answer.proof, Cases):
            assert answers.readings is not None
            # Its other proofs are those of other readings, or of rows that hold on none.
            proofs = Proofs((answer.proof,), cut=True, least_height=True, fewest_sources=True)
            yield Explained(answer, proofs, by_cases(base, prover, answers.readings, answers.body, rows, answer.proof))
            continue
        others = prover.proofs(goal, rows[0], most)
        # The answer's own proof is the least one, and shows what equal rows add to it.
        proofs = Proofs((answer.proof, *others.proofs[1:]), others.cut, others.least_height, others.fewest_sources)
        yield Explained(answer, proofs, next(support))


def with_datings(base: FactBase, answers: Answers, explanations: Sequence[Explained]) -> Answers:
    """The answers with why the sources of all their proofs were known."""
    proofs = [proof for one in explanations for proof in one.proofs.proofs]
    known = {each.source for proof in proofs for each in quoted(proof)}.union(each.source for each in answers.datings)
    facts = (fact for proof in proofs for leaf in leaves(proof) for fact in leaf.facts)
    base = base.for_bodies([answers.body], answers.view.known_by)
    return replace(answers, datings=base.datings(facts, known, answers.view))


# ---- what falls without a source


@dataclass(frozen=True, slots=True)
class Bearing:
    """What rests on one source or assumption: the facts that it alone states, and the conclusions that fall without it, with a proof of
    each; of an assumption, the fact.

    `alone` are those of them that it supports by itself, with no other voice. What is denied is not in the count: without a
    source a negated literal may come to hold, so `ask --without` solves again."""

    name: str
    facts: int
    falls: tuple[Atom, ...]
    alone: tuple[Atom, ...]
    cut: bool
    proofs: Mapping[Atom, Proof]
    assumed: Fact | None


def load_bearing(base: FactBase, view: View, engine: Engine) -> tuple[Bearing, ...]:
    """What falls without each source, and without each assumption that has a name, over every conclusion of the view."""
    predicates = list(dict.fromkeys(predicate_of(rule.head) for rule in base.program.rules))
    goals = [goal_of_all(predicate, base.program) for predicate in predicates]
    base = base.for_bodies([goal.body for goal in goals], view.known_by)
    planned, model = base.solve(goals, view, engine)
    prover = Prover(planned, model, base.program)
    graph = prover.graph
    rows = {
        graph.node(predicate, row): (predicate, row)
        for predicate in predicates
        for row, rank in model.of(predicate).items()
        if rank > 0
    }
    derived = {node: Atom(p, tuple(map(model.symbols.plain, row))) for node, (p, row) in rows.items()}
    by_node = dict(zip(derived, supports(base, prover, [[node] for node in derived]), strict=True))
    stated = (frozenset(cited.source for cited in fact.citations) for fact in base.program.facts)
    by_itself = Counter(next(iter(sources)) for sources in stated if len(sources) == 1)
    cut = any(by_node[node].label.cut for node in derived)
    assumed = {fact.assumption: fact for fact in base.program.facts.listed}  # no row of a table has a name
    bearings: list[Bearing] = []
    for name in (*base.program.sources, *(name for name in assumed if name is not None)):
        falls = [node for node in derived if name in by_node[node].needed]
        alone = [node for node in falls if by_node[node].label.sets == (frozenset([name]),)]
        # Equal atoms may have several rows, of one partial date each: any of them shows what the claim stands on.
        proofs = {derived[node]: prover.prove(*rows[node]) for node in falls}
        conclusions = _sorted(derived, falls), _sorted(derived, alone)
        bearings.append(Bearing(name, by_itself[name], *conclusions, cut, proofs, assumed.get(name)))
    of = sorted(bearings, key=lambda bearing: (-len(bearing.falls), -bearing.facts, bearing.name))
    return tuple(sorted(of, key=lambda bearing: bearing.assumed is not None))  # the sources first


def _sorted(atoms: Mapping[Node, Atom], nodes: Iterable[Node]) -> tuple[Atom, ...]:
    return tuple(sorted({atoms[node] for node in nodes}, key=str))


# ---- conflicts


@dataclass(frozen=True, slots=True)
class Conflict:
    """A violated check: the minimal sets of quotes that violate it, and the sets of sources that cannot all be right (nogoods)."""

    violation: Violation
    quotes: tuple[frozenset[Cited], ...]
    nogoods: tuple[frozenset[str], ...]
    cut: bool


def conflicts(base: FactBase, view: View, engine: Engine) -> tuple[Conflict, ...]:
    """Every violation of the base's checks, the accepted ones too."""
    return tuple(map(conflicting, audit(base, view, engine).violations))


def conflicting(violation: Violation) -> Conflict:
    """The quotes of one violation, and who cannot be right."""
    label, nogoods = _quotes(violation.proof)
    return Conflict(violation, label.sets, nogoods.sets, label.cut or nogoods.cut)


def _quotes(proof: Proof) -> tuple[Label[Cited], Label[str]]:
    """The minimal sets of quotes, and of sources, that suffice for a proof: of each leaf, the quotes of one source of one fact."""
    quotes, sources = Sets[Cited](lambda node: ()), Sets[str](lambda node: ())
    label, nogoods = quotes.one, sources.one
    for leaf in leaves(proof):
        ways = [
            frozenset(cited for cited in fact.citations if cited.source == source)
            for fact in leaf.facts
            for source in dict.fromkeys(cited.source for cited in fact.citations)
        ]
        stated = dict.fromkeys(frozenset([fact.assumption or ASSUMED]) for fact in leaf.facts if not fact.citations)
        label = quotes.times(label, Label((*ways, *([frozenset[Cited]()] if stated else []))))
        names = [frozenset(cited.source for cited in way) for way in ways]
        nogoods = sources.times(nogoods, Label((*names, *stated)))
    return label, nogoods
