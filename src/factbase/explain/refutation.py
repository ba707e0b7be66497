"""Refutations: in, the model of what a base says not to be so; out, for a claim, the proof that it is not so.

A claim is refuted by its own opposite only, with the values that it has: that a pact was not signed by some says nothing of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from factbase.engine.base import Row
from factbase.engine.step import Auxiliary
from factbase.explain.proof import Proof
from factbase.explain.prove import Prover
from factbase.ground.composed import opposite
from factbase.ground.dataclass import dataclass
from factbase.ground.value import Value, sort_key, value_key
from factbase.program.model import Atom, Predicate

__all__ = ["Refutation"]


@dataclass(frozen=True, slots=True)
class Refutation:
    """What proves that something is not so, with the relations of the model that say it, by their names."""

    prover: Prover
    heads: Mapping[str, Auxiliary]
    _rows: dict[str, dict[tuple[object, ...], Row]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, predicate: Predicate, values: Sequence[Value | None]) -> Proof | None:
        """The proof that a claim is not so, on whatever day; None where none is known, or where the claim has an open value."""
        refuting = self.row(predicate, values)
        return self.prover.prove(*refuting) if refuting is not None else None

    def like(self, predicate: Predicate, values: Sequence[Value | None]) -> Iterator[tuple[Atom, Proof]]:
        """The claims that are not so and have the values of another where it has any, each with its proof, in their order."""
        name = opposite(predicate.relation)
        head = self.heads.get(name)
        if head is None or predicate.mode is not None or predicate.source or predicate.on:
            return
        plain = self.prover.rows.symbols.plain
        decoded = ((tuple(map(plain, row)), row) for row in self.prover.model.of(head))
        for own, row in sorted(decoded, key=lambda each: [sort_key(value) for value in each[0]]):
            if all(v is None or value_key(v) == value_key(t) for v, t in zip(values, own, strict=True)):
                yield Atom(predicate, own), self.prover.prove(head, row)

    def row(self, predicate: Predicate, values: Sequence[Value | None]) -> tuple[Auxiliary, Row] | None:
        """The relation and the row of the model that say that a claim is not so; None as above."""
        name = opposite(predicate.relation)
        head = self.heads.get(name)
        if head is None or predicate.mode is not None or predicate.source:
            return None
        args = values[:-1] if predicate.on else values
        if any(value is None for value in args):
            return None
        if name not in self._rows:
            plain = self.prover.rows.symbols.plain
            self._rows[name] = {tuple(value_key(plain(n)) for n in row): row for row in self.prover.model.of(head)}
        row = self._rows[name].get(tuple(value_key(value) for value in args if value is not None))
        return (head, row) if row is not None else None
