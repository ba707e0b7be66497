"""Bodies without alternatives: in, a body as it is written; out, the bodies of which one must hold, in the plain form that is lowered.

That is the disjunctive normal form: `( … ; … )` is what a rule for each branch would be, for all that reads rules. A function in
a negated literal gets a variable of its own beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from factbase.syntax.tree import Call, Comparison, Either, Expression, Literal, Negation, Variable
from factbase.syntax.tree import children as parts_of

__all__ = ["MAX_BODIES", "flat", "number_of_bodies", "plain_bodies"]

MAX_BODIES = 64
"""So many bodies may a written one stand for."""

Body = tuple[Literal, ...]


def number_of_bodies(body: Sequence[Literal]) -> int:
    """How many bodies a written one stands for."""
    return prod(sum(map(number_of_bodies, literal.branches)) if isinstance(literal, Either) else 1 for literal in body)


def plain_bodies(body: Sequence[Literal]) -> tuple[Body, ...]:
    """The bodies of which one must hold, in reading order; the body itself where it has no alternatives.

    The literals of a branch stand where the alternatives stood. There are at most `MAX_BODIES`, as the checker sees to."""
    if not any(_is_written(literal) for literal in body):  # nearly always
        return (tuple(body),)
    choices: list[list[Body]] = []
    for literal in body:
        if isinstance(literal, Either):
            choices.append([each for branch in literal.branches for each in plain_bodies(branch)])
        elif isinstance(literal, Negation) and _is_written(literal):
            choices.append([_outside(literal)])
        else:
            choices.append([(literal,)])
    return tuple(tuple(literal for part in chosen for literal in part) for chosen in product(*choices))


def flat(body: Sequence[Literal]) -> Iterator[Literal]:
    """The literals of a body, and in place of alternatives those of all their branches."""
    for literal in body:
        if isinstance(literal, Either):
            for branch in literal.branches:
                yield from flat(branch)
        else:
            yield literal


def _is_written(literal: Literal) -> bool:
    """Whether a literal has another form where it is lowered."""
    if isinstance(literal, Negation):
        return any(isinstance(part, Call) for part in parts_of(literal.match))
    return isinstance(literal, Either)


def _outside(literal: Negation) -> Body:
    """A negated literal with a variable for each function in it, after what gives these their values."""
    match, given = literal.match, list[Literal]()

    def named(part: Expression) -> Expression:
        if not isinstance(part, Call):
            return part
        variable = Variable(f"_Value{part.span.start}", span=part.span)
        given.append(Comparison("=", variable, part, span=part.span))
        return variable

    claim, on, source = match.claim, match.on, match.source
    who, args = named(claim.who) if claim.who is not None else None, tuple(map(named, claim.args))
    plain = replace(
        match,
        claim=replace(claim, args=args, who=who),
        on=named(on) if on is not None else None,
        source=named(source) if source is not None else None,
    )
    return (*given, Negation(plain, span=literal.span))
