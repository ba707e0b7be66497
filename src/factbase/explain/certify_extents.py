"""Completeness certified: in, a plan, its model and the base; out, what is wrong in what a proof says of how far its search goes,
and in which sources a view has.

It shares nothing with what wrote the proof: it reads the rules and the facts of the base itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from factbase.engine.plan import Planned
from factbase.explain.kernel import Indexed
from factbase.explain.proof import Extent
from factbase.ground.date import Date
from factbase.ground.possible import may_be
from factbase.ground.value import Unknown, Value, write_value
from factbase.program.fact import Atom, Fact, Predicate, RelationMode
from factbase.program.model import Program
from factbase.syntax.tree import Literal, Match, walk

__all__ = ["ExtentChecker", "undated"]


class ExtentChecker:
    """What is certified of completeness in one model."""

    def __init__(self, planned: Planned, indexed: Indexed, program: Program, facts: Collection[Fact]) -> None:
        self.planned = planned
        self.indexed = indexed
        self.program = program
        self.facts: dict[RelationMode, list[Fact]] = {}
        for fact in facts:
            self.facts.setdefault((fact.relation, fact.mode), []).append(fact)
        self._lacking: dict[RelationMode, bool] = {}

    def wrong(self, atom: Atom, extent: Extent) -> str | None:
        """What is wrong in the extent that is told of a claim which was not found; None where nothing is."""
        unnamed = {fact.index for fact in self._unnamed(atom)}
        if {fact.index for fact in extent.unnamed} != unnamed:
            return "is told with other facts than those whose `?` may be its value"
        if extent.closed and (unnamed or not self._complete(atom)):
            return "is called false, and its relation is not complete in this view"
        return None

    def _unnamed(self, atom: Atom) -> list[Fact]:
        """The facts of the view that would state a claim, were each `?` in them the value that the claim has there."""
        index = self.planned.store.facts
        return [
            fact
            for fact in self.facts.get(_key(atom.predicate), ())
            if any(type(value) is Unknown for value in fact.values)
            and (fact.index in index or -1 - fact.index in index)
            and (fact.atom().predicate.on or not atom.predicate.on)
            and _fits(fact, atom)
        ]

    def _complete(self, atom: Atom) -> bool:
        """Whether the base says that a relation is complete, and the view has all of which it says so."""
        form, key = atom.predicate, _key(atom.predicate)
        relation = self.program.relation(form.relation)
        if relation is None or not relation.closed or form.mode is not None or form.source or self._may_hold(atom):
            return False
        if form.on:  # a claim may be there without its day
            plain = [r.head.on is None for r in self.program.rules if (r.head.claim.relation, r.head.claim.mode) == key]
            if any(plain) or any(not f.atom().predicate.on and _fits(f, atom) for f in self.facts.get(key, ())):
                return False
        if key not in self._lacking:
            self._lacking[key] = self._lacks(key)
        return not self._lacking[key]

    def _may_hold(self, atom: Atom) -> bool:
        """Whether some row of the possible reading fits, where two dates fit that may be one day."""
        values = self.indexed.symbols.values
        for form in (atom.predicate, replace(atom.predicate, possible=True), atom.predicate.widest):
            for row in self.indexed.model.of(form):
                if all(wanted is None or _one(values[n], wanted) for n, wanted in zip(row, atom.values, strict=True)):
                    return True
        return False

    def _lacks(self, key: RelationMode) -> bool:
        """Whether the view lacks a fact under a relation, or has one there that does not give its value."""
        beneath, before = {key}, 0
        while before != len(beneath):
            before = len(beneath)
            for rule in self.program.rules:
                if (rule.head.claim.relation, rule.head.claim.mode) in beneath:
                    beneath.update(need for literal in rule.body for need in _needs(literal))
        return any(
            each in self.program.lacks
            or (each != key and any(type(v) is Unknown for fact in self.facts.get(each, ()) for v in fact.values))
            or self._unknown(each)
            for each in beneath
        )

    def _unknown(self, key: RelationMode) -> bool:
        """Whether some claim of a relation stands on nothing that was known."""
        known = self.planned.known
        if known is None:
            return False
        kept, gone = set[tuple[object, ...]](), set[tuple[object, ...]]()
        for fact in self.facts.get(key, ()):
            sources = {cited.source for cited in fact.citations}
            match fact.kind:
                case "assumed":
                    stands = True
                case "cited":
                    stands = bool(sources & known.certain)
                case "declared":
                    stands = fact.rests_on <= known.certain
            (kept if stands else gone).add((tuple(map(write_value, fact.values)), fact.when))
        return not gone <= kept


def undated(planned: Planned, indexed: Indexed) -> list[str]:
    """What keeps the sources of a known-by view from being those that are dated in it; the plan has their dates as its goal."""
    known, by = planned.known, planned.view.known_by
    if known is None or by is None:
        return []
    dated: dict[bool, set[str]] = {}
    for surely, goal in ((True, planned.rules.goals[0]), (False, planned.rules.possible[0])):
        rows = [tuple(map(indexed.symbols.plain, row)) for row in indexed.model.of(goal)]
        dates = [(str(row[0]), row[1]) for row in rows if isinstance(row[1], Date)]
        dated[surely] = {name for name, date in dates if _no_later(date, by, surely)}
    kinds = ((True, known.certain, "surely known"), (False, known.possible, "possibly known"))
    return [
        f"{name} counts as {how} {planned.view}, and no date that was known says so"
        for surely, names, how in kinds
        for name in sorted(names - dated[surely])
    ]


def _no_later(date: Date, by: Date, surely: bool) -> bool:
    last = date.latest if surely else date.earliest
    limit = by.earliest if surely else by.latest
    if surely:
        return last is not None and limit is not None and last <= limit
    return last is None or limit is None or last <= limit


def _key(predicate: Predicate) -> RelationMode:
    return predicate.relation, predicate.mode


def _fits(fact: Fact, atom: Atom) -> bool:
    wanted = (atom.who, *atom.args) if atom.predicate.mode else atom.args
    return all(v is None or type(own) is Unknown or _same(own, v) for own, v in zip(fact.values, wanted, strict=True))


def _same(a: Value, b: Value) -> bool:
    return type(a) is type(b) and write_value(a) == write_value(b)


def _one(a: Value, b: Value) -> bool:
    return type(a) is Unknown or (may_be(a, b) if isinstance(a, Date) else _same(a, b))


def _needs(literal: Literal) -> list[RelationMode]:
    return [(each.claim.relation, each.claim.mode) for each in walk(literal) if isinstance(each, Match)]
