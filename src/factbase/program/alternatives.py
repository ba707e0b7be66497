"""Bodies without alternatives: in, a body as it is written; out, the bodies of which one must hold, in the plain form that is lowered.

That is the disjunctive normal form: `( … ; … )` is what a rule for each branch would be, for all that reads rules. A function in
a negated literal gets a variable of its own beside it, and what is asked of quotes is asked of a relation that has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from factbase.ground.composed import composed
from factbase.syntax.tree import Call, Comparison, Either, Expression, Literal, Match, Negation, Variable
from factbase.syntax.tree import children as parts_of

__all__ = ["MAX_BODIES", "flat", "number_of_bodies", "of_quotes", "plain_bodies", "relation_asked"]

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
        elif isinstance(literal, Match) and literal.asked:
            choices.append([(of_quotes(literal),)])
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


def relation_asked(match: Match) -> str:
    """The relation that a match reads: one of its own where something is asked of the quotes."""
    if not match.asked:
        return match.claim.relation
    return str(replace(composed(match.claim.relation), asked=tuple(sorted(each.name for each in match.asked))))


def _is_written(literal: Literal) -> bool:
    """Whether a literal has another form where it is lowered."""
    if isinstance(literal, Negation):
        return bool(literal.match.asked) or any(isinstance(part, Call) for part in parts_of(literal.match))
    return isinstance(literal, Either) or (isinstance(literal, Match) and bool(literal.asked))


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
        asked=tuple(replace(each, value=named(each.value)) for each in match.asked),
    )
    return (*given, Negation(of_quotes(plain), span=literal.span))


def of_quotes(match: Match) -> Match:
    """A match of the relation that has what is asked of the quotes: after the arguments, the source and each value by its name."""
    if not match.asked or match.source is None:
        return match
    by_name = sorted(match.asked, key=lambda each: each.name)
    args = (*match.claim.args, match.source, *(each.value for each in by_name))
    claim = replace(match.claim, relation=relation_asked(match), args=args)
    return replace(match, claim=claim, source=None, asked=())
