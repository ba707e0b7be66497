"""Rows to answers: in, a plan with its model; out, for each goal its rows as they are written, certain or possible, with a proof.

Rows that differ only in which unknown day a partial date stands for are written alike, and are one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import Auxiliary, Model, Row
from factbase.engine.plan import Goal, Planned
from factbase.explain.proof import Leaf, Proof
from factbase.explain.prove import Prover
from factbase.ground.comparison import Reading
from factbase.ground.value import Value, sort_key, value_key
from factbase.program.model import variables
from factbase.syntax.tree import Aggregate, Literal, Negation, Variable

__all__ = ["Found", "found", "goal_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a goal's outputs. It is certain where it holds whatever days the partial dates stand for."""

    values: tuple[Value, ...]
    certainty: Reading
    proof: Proof

    @property
    def is_certain(self) -> bool:
        return self.certainty is Reading.CERTAIN


def found(planned: Planned, model: Model, prover: Prover, goal: int = 0, width: int | None = None) -> Iterator[Found]:
    """The rows of a goal, sorted by their values. Those that agree in the first `width` values (None: in all) are one."""
    certain, possible = planned.goals[goal], planned.possible[goal]
    plain = model.symbols.plain
    alike: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(model.of(possible), key=lambda row: [sort_key(plain(n)) for n in row]):
        alike.setdefault(tuple([value_key(plain(n)) for n in row[:width]]), []).append(row)
    for rows in alike.values():
        sure = [row for row in rows if row in model.of(certain)]
        head, chosen = (certain, sure) if sure else (possible, rows)
        proof = _proof(prover, head, chosen)
        yield Found(tuple(map(plain, chosen[0])), Reading.CERTAIN if sure else Reading.POSSIBLE, proof)


def _proof(prover: Prover, head: Auxiliary, rows: Sequence[Row]) -> Proof:
    """The proof of the first row; where facts state it, with the facts that state the others too."""
    first = prover.prove(head, rows[0])
    if len(rows) == 1 or not isinstance(first, Leaf):
        return first
    others = (prover.prove(head, row) for row in rows[1:])
    stated = dict.fromkeys(fact for leaf in (first, *others) if isinstance(leaf, Leaf) for fact in leaf.facts)
    return replace(first, facts=tuple(stated))


def goal_of(body: tuple[Literal, ...]) -> Goal:
    """The goal that a query is; an answer gives its variables that do not begin with `_`, in order of appearance.

    A variable of a negated literal or of an aggregate's body alone has no value to give."""
    outputs: dict[str, Variable] = {}
    for literal in body:
        for variable in _bound(literal):
            if not variable.name.startswith("_"):
                outputs.setdefault(variable.name, variable)
    return Goal(tuple(outputs.values()), body)


def _bound(literal: Literal) -> Sequence[Variable]:
    match literal:
        case Negation():
            return ()
        case Aggregate():
            return tuple(variables(literal.result))
        case _:
            return tuple(variables(literal))
