"""Contradictions under answers: in, the proofs of answers; out, for each what the base says against a claim that it rests on.

Only what is certain is contradicted, by what has words: an assumption is no evidence, and of what holds on some readings nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.explain.proof import Cases, Derived, Leaf, Proof, citations, parts
from factbase.explain.refutation import Refutation
from factbase.explain.verdict import SAID, Against
from factbase.program.model import Atom, Predicate

__all__ = ["claims", "contradictions", "is_contradicted", "why"]

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
        if isinstance(node, (Leaf, Derived)) and is_contradicted(node.atom.predicate):
            atoms[node.atom] = None
        stack.extend(reversed(parts(node)))
    return iter(atoms)


def is_contradicted(form: Predicate) -> bool:
    """Whether claims of a form are contradicted by what is said not to be so: those that certainly hold and are nobody's."""
    return form.mode is None and not form.source and not form.possible and not form.any_value


def why(form: Predicate) -> str:
    """What is said against claims of a form."""
    return SAID_TOO if form.relation.startswith("-") else SAID


def contradictions(atoms: Iterable[Atom], refutation: Refutation) -> tuple[Against, ...]:
    """The evidence against some claims, each with its proof."""
    against: dict[tuple[str, tuple[object, ...]], Against] = {}
    for atom in atoms:
        proof = refutation.of(atom.predicate, atom.values)
        if proof is not None and any(citations(proof)):
            against.setdefault((atom.predicate.relation, atom.args), Against(atom, why(atom.predicate), proof))
    return tuple(against.values())
