"""Alternatives: in, a body as it is written; out, the bodies of which one must hold.

That is the disjunctive normal form: `( … ; … )` is what a rule for each branch would be, for all that reads rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from factbase.syntax.tree import Aggregate, Among, Call, Comparison, Either, Literal, Match, Membership, Negation

__all__ = ["MAX_BODIES", "Body", "branches", "flat", "has_witness", "number_of_bodies"]

MAX_BODIES = 64
"""So many bodies may a written one stand for."""

Body = tuple[Literal, ...]


def number_of_bodies(body: Sequence[Literal]) -> int:
    """How many bodies a written one stands for."""
    return prod(map(_ways, body))


def _ways(literal: Literal) -> int:
    match literal:
        case Either():
            return sum(map(number_of_bodies, literal.branches))
        case Aggregate() if has_witness(literal):  # the rows that are its witnesses come by its body
            return number_of_bodies(literal.body)
        case Match() | Negation() | Comparison() | Aggregate() | Membership() | Among():
            return 1


def has_witness(literal: Aggregate) -> bool:
    """Whether an aggregate tells what stands in the rows of its value: `X, W = max { V, K : … }`."""
    return isinstance(literal.result, Call) and literal.result.function == ","


def branches(body: Sequence[Literal]) -> tuple[Body, ...]:
    """The bodies of which one must hold, in reading order; the body itself where it has no alternatives.

    The literals of a branch stand where the alternatives stood. There are at most `MAX_BODIES`, as the checker sees to."""
    if not any(isinstance(literal, Either) for literal in body):  # nearly always
        return (tuple(body),)
    choices: list[Sequence[Body]] = [
        [each for branch in literal.branches for each in branches(branch)]
        if isinstance(literal, Either)
        else [(literal,)]
        for literal in body
    ]
    return tuple(tuple(literal for part in chosen for literal in part) for chosen in product(*choices))


def flat(body: Sequence[Literal]) -> Iterator[Literal]:
    """The literals of a body, and in place of alternatives those of all their branches."""
    for literal in body:
        if isinstance(literal, Either):
            for branch in literal.branches:
                yield from flat(branch)
        else:
            yield literal
