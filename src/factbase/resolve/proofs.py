"""Proofs resolved: in, proofs; out, their nodes by id, each with what it says and stands on as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from factbase.explain.identity import Identities
from factbase.explain.proof import (
    Absent,
    Cases,
    Derived,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    dated,
    parts,
)
from factbase.ground.dataclass import dataclass
from factbase.ground.value import json_value, write_value
from factbase.program.model import Atom, Fact, Program
from factbase.resolve.grounds import Grounds
from factbase.resolve.reading import read_atom, read_stated, read_value
from factbase.result.ground import NO_FACT, Ground
from factbase.result.proof import Case, Member, Node, Rule, grounds
from factbase.sources.evidence import Evidence
from factbase.syntax.write import write_literal

__all__ = ["Footing", "Nodes", "assumptions"]


@dataclass(frozen=True, slots=True)
class Footing:
    """Whether facts are under a conclusion, and whether anything that was not found is; and the names of assumptions that it needs.

    Of a proof in short, that is so of what is proved; `unproved` are the contributors of aggregates that are not."""

    fact: bool
    absence: bool
    assumptions: tuple[str, ...] = ()
    unproved: int = 0

    @property
    def remark(self) -> str | None:
        """What is said of a conclusion under which there is no fact; None where there is one, or may be."""
        if self.fact or self.unproved:
            return None
        return f"{NO_FACT}, only on what was not found" if self.absence else NO_FACT


class Nodes:
    """Gathers the nodes of proofs from one base."""

    def __init__(self, program: Program, evidence: Evidence) -> None:
        self.program = program
        self.evidence = evidence
        self.grounds = Grounds(program, evidence)
        self.proofs: dict[str, Node] = {}
        self._identities = Identities()
        self._footings: dict[str, Footing] = {}

    def add(self, proof: Proof) -> str:
        """The id of a proof, whose nodes are found from now on. A stack of our own: a chain of rules may be long."""
        top = self._identities.of(proof)
        stack: list[tuple[Proof, bool]] = [(proof, False)]
        while stack:
            node, ready = stack.pop()
            name = self._identities.of(node)
            if name in self.proofs:
                continue
            if ready:
                under = [self._footings[self._identities.of(part)] for part in parts(node)]
                assumed = tuple(dict.fromkeys(each for part in under for each in part.assumptions))
                below = Footing(
                    any(each.fact for each in under),
                    any(each.absence for each in under),
                    assumed,
                    sum(each.unproved for each in under) + (node.unproved if isinstance(node, Grouped) else 0),
                )
                made = self.proofs[name] = self._node(node, below)
                self._footings[name] = Footing(
                    below.fact or made.kind == "leaf",
                    below.absence or made.is_absence,
                    (*assumed, *assumptions(node.facts)) if isinstance(node, Leaf) else assumed,
                    below.unproved,
                )
            else:
                stack.append((node, True))
                stack.extend((part, False) for part in reversed(parts(node)))
        return top

    def footing(self, name: str) -> Footing:
        """What is under a node."""
        return self._footings[name]

    def under(self, *proofs: Proof) -> tuple[Ground, ...]:
        """All that proofs stand on."""
        return tuple(grounds(self.proofs, *map(self.add, proofs)))

    def _ids(self, proofs: tuple[Proof, ...]) -> tuple[str, ...]:
        return tuple(map(self._identities.of, proofs))

    def _node(self, proof: Proof, below: Footing) -> Node:
        """One node; `below` is what is under it."""
        match proof:
            case Leaf():
                form = proof.atom.predicate
                return Node(
                    kind="leaf",
                    claim=str(proof.atom),
                    reading=read_stated(proof.atom, proof.facts, self.program),
                    possible=form.possible,
                    any_value=form.any_value,
                    dated=form.on,
                    facts=tuple(map(self.grounds.fact, proof.facts)),
                )
            case Derived():
                form, span = proof.atom.predicate, proof.rule.span
                remark = below.remark
                return Node(
                    kind="derived",
                    claim=str(proof.atom),
                    reading=self._read(proof.atom),
                    possible=form.possible,
                    any_value=form.any_value,
                    remarks=(remark,) if remark is not None else None,
                    no_fact=remark,
                    rule=Rule(self._identities.rule(proof.rule), span.path, span.line, span.column),
                    premises=self._ids(proof.premises),
                )
            case Given():
                return Node(kind="given", claim=proof.text, reading=proof.text)
            case Absent():
                form = proof.atom.predicate
                return Node(
                    kind="absent",
                    claim=str(proof.atom),
                    reading=self._read(proof.atom),
                    possible=form.possible,
                    any_value=form.any_value,
                    only_not_certain=proof.possible,
                    remarks=("only possible: it is not certain",) if proof.possible else None,
                    searched=self.grounds.search(proof.search),
                )
            case Grouped():
                return self._grouped(proof)
            case Joined():
                claim = "all together"
                return Node(kind="joined", claim=claim, reading=claim, premises=self._ids(proof.premises))
            case Cases():
                return self._cases(proof)

    def _grouped(self, proof: Grouped) -> Node:
        count, function = len(proof.members) + proof.unproved, proof.aggregate.function
        written, literal = write_value(proof.value), write_literal(proof.aggregate)
        return Node(
            kind="grouped",
            claim=f"{written} = {function} of {count} contributor{'' if count == 1 else 's'}",
            reading=literal,
            literal=literal,
            function=function,
            value=json_value(proof.value),
            written=written,
            value_reading=read_value(proof.value, self.program),
            members=tuple(
                Member(
                    json_value(each.value),
                    write_value(each.value),
                    read_value(each.value, self.program),
                    self._ids(each.premises),
                )
                for each in proof.members
            ),
            empty=self.grounds.empty(proof.empty) if proof.empty is not None else None,
            unproved=proof.unproved or None,
        )

    def _cases(self, proof: Cases) -> Node:
        each = f"on each of {proof.readings} readings of the dates; days that nothing tells apart count once"
        claim = each if proof.every else "on a reading of the dates"
        return Node(
            kind="cases",
            claim=claim,
            reading=claim,
            facts=tuple(map(self.grounds.fact, dated(proof))),
            every=proof.every,
            dates=tuple(map(self.grounds.tried, proof.dates)),
            cases=tuple(
                Case(tuple(day.text for day in case.days), case.alike, self._identities.of(case.proof))
                for case in proof.cases
            ),
        )

    def _read(self, atom: Atom) -> str:
        return read_atom(atom, self.program)


def assumptions(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The names of the assumptions that facts are; of one that something else among them states as well, none."""
    facts = tuple(facts)
    if all(fact.assumption is None for fact in facts):
        return ()
    names: dict[str, dict[str | None, None]] = {}
    for fact in facts:
        names.setdefault(str(fact.atom()), {})[fact.assumption] = None
    return tuple(name for each in names.values() if None not in each for name in each if name is not None)
