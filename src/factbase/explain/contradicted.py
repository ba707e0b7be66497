"""Contradictions under answers: in, the proofs of answers; out, for each what the base says against a claim that it rests on.

Only what is certain is contradicted, by what has words: an assumption is no evidence, and of what holds on some readings nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.explain.proof import Cases, Derived, Leaf, Proof, citations, parts
from factbase.explain.refutation import Refutation
from factbase.explain.verdict import SAID, Against
from factbase.program.model import Atom

__all__ = ["claims", "contradictions"]

SAID_TOO = "it is said to be so"


def claims(proof: Proof) -> Iterator[Atom]:
    """The claims that certainly hold in a proof and are nobody's, each once, in reading order."""
    seen: set[int] = set()
    atoms: dict[Atom, None] = {}
    stack = [proof]
    while stack:
        node = stack.pop()
        if id(node) in seen or isinstance(node, Cases):  # what stands in a case may hold on that reading only
            continue
        seen.add(id(node))
        if isinstance(node, (Leaf, Derived)):
            form = node.atom.predicate
            if form.mode is None and not form.source and not form.possible and not form.any_value:
                atoms[node.atom] = None
        stack.extend(reversed(parts(node)))
    return iter(atoms)


def contradictions(atoms: Iterable[Atom], refutation: Refutation) -> tuple[Against, ...]:
    """The evidence against some claims, each with its proof."""
    against: dict[tuple[str, tuple[object, ...]], Against] = {}
    for atom in atoms:
        proof = refutation.of(atom.predicate, atom.values)
        if proof is not None and any(citations(proof)):
            why = SAID_TOO if atom.predicate.relation.startswith("-") else SAID
            against.setdefault((atom.predicate.relation, atom.args), Against(atom, why, proof))
    return tuple(against.values())
