"""Choices of values for what is not given: in, facts and the values of answers; out, readings to try, each with a value for every `?`.

They are few of all that there are: an answer that is certain on one of them holds for some values, and of one that is certain on none
nothing follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, islice

from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value, sort_key, type_name, value_key
from factbase.program.completion import Completion, FactColumn
from factbase.program.model import Fact, Predicate

__all__ = ["choices_of_values"]

MAX_CHOICES = 24


def choices_of_values(of: Iterable[Fact], others: Collection[Value]) -> Iterator[Completion]:
    """The choice of a new value for every `?` of some facts, then of one value for all, then of a named value for one.

    Named are the values of these facts and `others`."""
    facts = {fact.index: fact for fact in of}
    places = [(i, c) for i, fact in facts.items() for c, value in enumerate(fact.values) if type(value) is Unknown]
    named = {place: _named(facts, place, others) for place in places}
    new = {place: _new(named[place], number) for number, place in enumerate(places)}
    alone = ({**new, place: value} for place in places for value in named[place])
    values = {value_key(value): value for of in [*named.values(), list(new.values())] for value in of}
    together = ({p: v if type_name(v) == type_name(new[p]) else new[p] for p in places} for v in values.values())
    choices = chain([new], together if len(places) > 1 else (), alone)
    yield from (Completion((), tuple(choice.items())) for choice in islice(choices, MAX_CHOICES))


def _form(fact: Fact) -> Predicate:
    return Predicate(fact.relation, fact.mode)


def _named(facts: Mapping[int, Fact], place: FactColumn, others: Collection[Value]) -> list[Value]:
    """The values in a column, then others of their types."""
    index, column = place
    own = [f.values[column] for f in facts.values() if _form(f) == _form(facts[index])]
    own = [value for value in own if type(value) is not Unknown]
    types = {type_name(value) for value in own} or {"symbol"}
    elsewhere = [value for fact in facts.values() for value in fact.values]
    more = {value_key(v): v for v in (*elsewhere, *others) if type(v) is not Unknown and type_name(v) in types}
    first = {value_key(value): value for value in sorted(own, key=sort_key)}
    return [*first.values(), *sorted((v for key, v in more.items() if key not in first), key=sort_key)]


def _new(named: list[Value], number: int) -> Value:
    """A value that is none of those in its column, and none that a base can name where these are symbols."""
    last = max(named, key=sort_key) if named else None
    match last:
        case None | Symbol():
            return Symbol(f"?{number}")
        case str():
            return f"?{number}"
        case int():
            return last + 1 + number
        case Decimal() | Date() | Unknown():
            return last
