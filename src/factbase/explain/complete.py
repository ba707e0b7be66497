"""Completeness: in, a claim that a model lacks; out, whether the base's word that a relation is complete makes it false.

The word is given of all that the base states, about what holds: not of what was known by an earlier day, nor of a base without some of
its sources, nor of who says what. And a value that is not given (`?`) may be any, so the claim that has it there may be this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from factbase.engine.plan import Planned
from factbase.explain.proof import Extent
from factbase.ground.value import Unknown, Value, value_key
from factbase.program.fact import Fact, Predicate, RelationMode
from factbase.program.model import Program, matches
from factbase.program.strata import predicate_of
from factbase.program.table import Facts
from factbase.program.view import known_facts, lacking
from factbase.syntax.tree import When

__all__ = ["Completeness"]


class Completeness:
    """The extent of claims in one view of a base."""

    def __init__(self, planned: Planned, program: Program) -> None:
        self.planned = planned
        self.program = program
        self._short: dict[RelationMode, tuple[str, ...]] = {}

    def of(self, predicate: Predicate, values: Sequence[Value | None]) -> Extent:
        """The extent of what is known of a claim; None in it is any value."""
        unnamed = tuple(fact for fact in self.unnamed(predicate) if _may_state(fact, predicate, values))
        relation = self.program.relation(predicate.relation)
        if relation is None or not relation.closed or predicate.mode is not None or predicate.source:
            return Extent(False, (), unnamed)
        limits = (*self.short(_key(predicate)), *self.dayless(predicate, values))
        return Extent(not limits and not unnamed, limits, unnamed)

    def short(self, key: RelationMode) -> tuple[str, ...]:
        """What the view lacks of all that a relation rests on, and which values of it are not given."""
        if key not in self._short:
            self._short[key] = tuple(dict.fromkeys(self._shortcomings(key)))
        return self._short[key]

    def _shortcomings(self, key: RelationMode) -> Iterator[str]:
        known = self.planned.known
        for each in self._beneath(key):
            if each in self.program.lacks:
                yield f"declared complete, of all that is known now: not {self.program.lacks[each]}"
            facts = self._facts.get(each, _NO_FACTS)
            if known is not None and lacking(facts, known_facts(facts, known.certain)):
                by = self.planned.view.known_by
                yield f"declared complete, of all that is known now: not of what was known by {by.text if by else ''}"
            if each != key and each in self._unnamed:
                yield f"declared complete, and rests on facts of `{each[0]}` with a value that is not given"

    def dayless(self, predicate: Predicate, values: Sequence[Value | None]) -> Iterator[str]:
        """Why a day that is not found for a claim may be one of its days all the same: the claim stands without its day."""
        if not predicate.on:
            return
        claim = values[:-1]
        plain = Predicate(predicate.relation, predicate.mode)
        undated = _undated(self._facts.get((predicate.relation, predicate.mode), _NO_FACTS))
        stated = any(not _is_event(fact.when) for fact in undated.matching(*_key(plain), claim))
        stated = stated or any(_may_state(fact, plain, claim) for fact in undated.listed)
        if stated or any(predicate_of(rule.head) == plain for rule in self.program.rules):
            yield "declared complete of what holds, not of the day of each"

    def unnamed(self, predicate: Predicate) -> Sequence[Fact]:
        """The facts of the view that have a `?` in one form of a relation; those of a known-by date with the quotes known then."""
        return [
            fact
            for index in self._unnamed.get(_key(predicate), ())
            for fact in (self.planned.store.facts.get(index) or self.planned.store.facts.get(-1 - index),)
            if fact is not None and (not predicate.on or _is_event(fact.when))
        ]

    # ---- the base

    @cached_property
    def _facts(self) -> Mapping[RelationMode, Facts]:
        return self.program.facts.by_relation()

    @cached_property
    def _unnamed(self) -> Mapping[RelationMode, Sequence[int]]:
        """The indexes of the facts with a `?`; no row of a table has one that is not listed."""
        indexes: dict[RelationMode, list[int]] = {}
        for fact in self.program.facts.listed:
            if any(type(value) is Unknown for value in fact.values):
                indexes.setdefault((fact.relation, fact.mode), []).append(fact.index)
        return indexes

    @cached_property
    def _needs(self) -> Mapping[RelationMode, Mapping[RelationMode, None]]:
        needs: dict[RelationMode, dict[RelationMode, None]] = {}
        for rule in self.program.rules:
            below = needs.setdefault((rule.head.claim.relation, rule.head.claim.mode), {})
            below.update(((m.claim.relation, m.claim.mode), None) for m in matches(rule.body))
        return needs

    def _beneath(self, key: RelationMode) -> list[RelationMode]:
        """The relation and all that its rules need."""
        reached, stack = {key: None}, [key]
        while stack:
            new = [each for each in self._needs.get(stack.pop(), ()) if each not in reached]
            reached.update(dict.fromkeys(new))
            stack.extend(new)
        return list(reached)


_NO_FACTS = Facts()


def _key(predicate: Predicate) -> RelationMode:
    return predicate.relation, predicate.mode


def _undated(facts: Facts) -> Facts:
    """The facts without those listed and those tables of which each has its day."""
    listed = tuple(fact for fact in facts.listed if not _is_event(fact.when))
    return Facts(listed, tuple(t for t in facts.tables if t.when is None or not all(map(_is_event, t.when.values))))


def _is_event(when: When | None) -> bool:
    return when is not None and when.kind == "on"


def _may_state(fact: Fact, predicate: Predicate, values: Sequence[Value | None]) -> bool:
    """Whether a fact would state a claim, were each `?` in it the value that the claim has there."""
    given = values[: len(values) - predicate.on - predicate.source]
    return all(
        value is None or type(own) is Unknown or value_key(value) == value_key(own)
        for value, own in zip(given, fact.values, strict=True)
    )
