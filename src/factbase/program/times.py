"""When what has no dates holds: in, facts and when the documents that tell of them were written; out, the facts with the time that gives.

A state holds, certainly, when its document was written, and possibly before and after; an event has happened by then. What is said not to
be so of an event holds up to then. Of an exclusive state another value, told of later or earlier, bounds the time before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factbase.ground.composed import composed, opposite
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, interval
from factbase.ground.value import value_key
from factbase.program.model import Fact, Program, Relation
from factbase.program.table import Facts, FactTable
from factbase.syntax.tree import When

__all__ = ["timed_relations", "with_times"]

UNKNOWN = Date("../..", None, None)

Slot = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A fact, with the first and the last day of which its words or its document may tell; by `begun` it has begun, and up to `held` it
    has not ended. None is no bound."""

    fact: Fact
    first: int | None
    last: int | None
    begun: int | None
    held: int | None


def timed_relations(program: Program) -> frozenset[str]:
    """The relations, with their signs, whose facts hold when their documents tell of them."""
    timed = {name for name, relation in program.relations.items() if relation.kind in ("event", "state")}
    return frozenset({*timed, *map(opposite, timed)})


def with_times(program: Program, relations: Iterable[str], written: Mapping[str, Sequence[Date]]) -> Facts:
    """The facts of a program, those of some relations with their time; `written` are the dates of each source."""
    names, facts = set(relations), program.facts
    listed = [*facts.listed]
    tables: list[FactTable] = []
    for table in facts.tables:
        if table.relation in names and table.mode is None and table.source is not None:
            listed += table  # what is told at some time only has partial dates, which no table has
        else:
            tables.append(table)
    listed.sort(key=lambda fact: fact.index)
    bounded = {
        at: _bounded(fact, written)
        for at, fact in enumerate(listed)
        if fact.relation in names and fact.mode is None and fact.kind == "cited"
    }
    rivals = _rivals(bounded.values(), program)
    for at, each in bounded.items():
        relation = program.relations[composed(each.fact.relation).relation]
        listed[at] = replace(each.fact, when=_when(each, relation, rivals))
    return Facts(tuple(listed), tuple(tables))


def _bounded(fact: Fact, written: Mapping[str, Sequence[Date]]) -> _Bounded:
    """Of what a fact tells: its own dates go before the document of its first quote, which tells what they leave open."""
    when = fact.when
    first, last = _common(written.get(fact.citations[0].source, ()))
    if when is None:
        return _Bounded(fact, first, last, last, first)
    start, end = when.first, when.last if when.kind == "span" else when.first
    if start is not None and end is not None:
        by, to = (start.latest, end.earliest) if when.kind == "span" else (end.latest, start.earliest)
        return _Bounded(fact, start.earliest, end.latest, by, to)
    if start is not None:  # `since`: up to the document
        return _Bounded(fact, start.earliest, _later(last, start.latest), start.latest, _later(first, start.earliest))
    assert end is not None  # `until`: the document may be older than the end
    low, high = _earlier(first, end.earliest), _earlier(last, end.latest)
    return _Bounded(fact, low, end.latest, high, end.earliest)


def _later(day: int | None, least: int | None) -> int | None:
    return least if day is None or (least is not None and day < least) else day


def _earlier(day: int | None, most: int | None) -> int | None:
    return most if day is None or (most is not None and day > most) else day


def _common(dates: Sequence[Date]) -> tuple[int | None, int | None]:
    """The days that some dates have in common; of dates that have none, all days of any."""
    firsts = [date.earliest for date in dates if date.earliest is not None]
    lasts = [date.latest for date in dates if date.latest is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first is not None and last is not None and first > last:
        return min(firsts), max(lasts)
    return first, last


def _when(bounded: _Bounded, relation: Relation, rivals: Mapping[Slot, Sequence[_Bounded]]) -> When | None:
    """The time of a fact by its kind, its sign and its rivals."""
    fact, when = bounded.fact, bounded.fact.when
    negative = composed(fact.relation).negative
    if relation.kind == "event" and not negative and when is not None:
        return when
    begun = when.first if when is not None and when.kind == "span" else None
    ended = when.last if when is not None and when.kind == "span" else None
    differing = [other for other in rivals.get(_slot(fact, relation), ()) if _differs(other.fact, fact)]
    earlier = [o.held for o in differing if o.held is not None and _before(o, bounded)]
    later = [o.begun for o in differing if o.begun is not None and _before(bounded, o)]
    if begun is None and not (relation.kind == "event" and negative):  # what has not happened never has, up to then
        begun = _days(max(earlier) + 1 if earlier else None, bounded.begun)
    if ended is None and (relation.kind != "event" or negative):  # what has happened has happened for ever
        ended = _days(bounded.held, min(later) - 1 if later else None)
    return _span(fact, begun, ended)


def _days(first: int | None, last: int | None) -> Date:
    """Some day from one to another."""
    if first is None and last is None:
        return UNKNOWN
    return interval(Date("", first, first), Date("", last, last))


def _span(fact: Fact, first: Date | None, last: Date | None) -> When:
    return When("span", first, last, span=fact.when.span if fact.when is not None else fact.span)


def _before(a: _Bounded, b: _Bounded) -> bool:
    """Whether all that one fact is told of lies before all of another."""
    return a.last is not None and b.first is not None and a.last < b.first


def _rivals(bounded: Iterable[_Bounded], program: Program) -> Mapping[Slot, Sequence[_Bounded]]:
    """The facts that cannot hold at once with others of their slot."""
    slots: dict[Slot, list[_Bounded]] = {}
    for each in bounded:
        relation = program.relations[composed(each.fact.relation).relation]
        if relation.kind is not None:
            slots.setdefault(_slot(each.fact, relation), []).append(each)
    return {slot: rivals for slot, rivals in slots.items() if len(rivals) > 1}


def _slot(fact: Fact, relation: Relation) -> Slot:
    """What a fact has in common with those that exclude it: its relation, and its arguments but for the exclusive ones."""
    others = (
        value_key(value)
        for parameter, value in zip(relation.parameters, fact.values, strict=True)
        if parameter.name not in relation.exclusive
    )
    return (relation.name, *others)


def _differs(a: Fact, b: Fact) -> bool:
    """Whether two facts of a slot exclude one another: other values, or the same with the other sign."""
    same = list(map(value_key, a.values)) == list(map(value_key, b.values))
    signs = composed(a.relation).negative, composed(b.relation).negative
    return signs[0] is not signs[1] if same else signs == (False, False)
