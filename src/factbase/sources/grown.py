"""Facts that are computed when somebody asks for them: in, what is wanted of a base; out, its facts, each at its place.

Most answers want none of them, and to compare all documents, or to list all names, takes longer than to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from factbase.cite import Document
from factbase.ground.composed import composed
from factbase.ground.value import Symbol
from factbase.program.declare import MENTIONS, SAME_VOICE
from factbase.program.fact import ENTITY_FIELDS
from factbase.program.model import Fact, Program, matches
from factbase.program.resolve import sought_words
from factbase.program.times import timed_relations
from factbase.sources.reach import reached
from factbase.sources.sharing import same_voice
from factbase.sources.ties import Ties
from factbase.syntax.tree import Literal

__all__ = ["GROWN", "OF_QUOTES", "TIMES", "Wanted", "grown", "wanted"]

GROWN = ENTITY_FIELDS | {SAME_VOICE, MENTIONS}
"""The relations whose facts are computed, where the base has none of its own of that name."""

Wanted = frozenset[tuple[str, str]]
"""What is to be computed: relations, each with the words that are to be looked for, empty where there are none."""

OF_QUOTES = "of quotes"
"""With this, a relation is wanted that has what is asked of the quotes of another."""

TIMES = ("times", "")
"""What is wanted where a relation is one whose facts hold when their documents tell of them."""


def wanted(bodies: Iterable[Sequence[Literal]], program: Program) -> Wanted:
    """What an answer to some bodies may need of that which is computed."""
    bodies = list(bodies)
    names = reached(bodies, program.rules)
    result = {(name, "") for name in names & GROWN - {MENTIONS}}
    if MENTIONS in names:
        rules = (rule.body for rule in program.rules if rule.head.claim.relation in names)
        asked = (match.claim for body in (*bodies, *rules) for match in matches(body))
        result |= {(MENTIONS, words) for claim in asked if (words := sought_words(claim)) is not None}
    result = {each for each in result if program.relations[each[0]].span is None}  # else it is the base's own
    result |= {(name, OF_QUOTES) for name in names if not name.isidentifier() and composed(name).asked}
    if not names.isdisjoint(timed_relations(program)):
        result.add(TIMES)
    return frozenset(result)


def grown(of: Wanted, program: Program, documents: Mapping[str, Document], ties: Ties) -> tuple[Fact, ...]:
    """The facts that are wanted; their indexes go on from the program's. Raises TooLarge."""
    facts = list(same_voice(program, documents, ties)) if (SAME_VOICE, "") in of else []
    index = count(program.facts.next_index + len(facts))
    facts += _names(program, of, index)
    phrases = sorted(words for name, words in of if name == MENTIONS)
    if phrases:
        from factbase.sources.mentioning import mentioning  # late: few answers ask for words

        facts += mentioning(phrases, program, documents, index)
    return tuple(facts)


def _names(program: Program, of: Wanted, index: Iterator[int]) -> Iterator[Fact]:
    """The name of each entity, and its other names."""
    for entity in program.entities.values():
        for relation, names in (("name", (entity.label,)), ("alias", entity.aliases)):
            if (relation, "") in of:
                for name in dict.fromkeys(names):
                    row = (Symbol(entity.name), name)
                    yield Fact(next(index), relation, None, row, None, (), "declared", span=entity.span)
