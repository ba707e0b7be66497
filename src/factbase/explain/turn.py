"""Turns: in, the course of a plan, a row, and two neighbouring days of which it holds on one; out, what makes the difference.

A turn names the claims that come or go with it, and the facts to cite for them. It follows how the row was first derived on the day on
which it holds, down to what does not hold on the other: a fact, a comparison with the as-of date, a member of an aggregate, or the
absence of a claim that then does hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factbase.engine.base import PlanRule, Row
from factbase.engine.course import Course, DatedDerivation
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan
from factbase.explain.complete import Completeness
from factbase.ground.dataclass import dataclass
from factbase.ground.days import EVER, either, holds_on
from factbase.ground.operation import RIVALS
from factbase.ground.quantity import quantity
from factbase.program.model import Atom, Fact, Predicate, atom_of
from factbase.syntax.tree import Aggregate, Match, Negation
from factbase.syntax.write import write_literal

__all__ = ["Reasons", "Turn", "Under", "rests_on", "turn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """`claims` are those with which the row comes or goes; `facts` are what they rest on, in reading order."""

    claims: tuple[Atom, ...]
    facts: tuple[Fact, ...]
    where: tuple[str, ...] = ()  # the reading of the dates on which it is so, where it is not on each


def turn(course: Course, head: Head, row: Row, inside: int, outside: int) -> Turn:
    """Why a row holds on the day `inside` and not on `outside`."""
    walk = _Walk(course, inside, outside)
    stack: list[tuple[Head, Row]] = [(head, row)]
    seen: set[tuple[Head, Row]] = set()
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(reversed(walk.lost(*node)))
    return Turn(tuple(walk.claims), tuple(walk.facts))


@dataclass(frozen=True, slots=True)
class Under:
    """What a row rests on, on a day: facts in reading order, and what was not found, each with what was searched for it.

    `may_be` are facts that may state what was not found: they have a `?` where it has a value; `rows` is all that it rests on."""

    facts: tuple[Fact, ...]
    absent: tuple[str, ...]
    may_be: tuple[Fact, ...] = ()
    rows: tuple[tuple[Head, Row], ...] = ()


def rests_on(course: Course, completeness: Completeness, head: Head, row: Row, day: int) -> Under:
    """What a row rests on, on a day."""
    reasons = Reasons(course)
    facts: dict[Fact, None] = {}
    absent: dict[str, None] = {}
    may_be: dict[Fact, None] = {}
    rows: list[tuple[Head, Row]] = []
    for needed, values, source in reasons.below(head, row, day):
        rows.append((needed, values))
        facts.update(dict.fromkeys(course.facts(needed, values, source, day)))
        for atom, literal in reasons.not_found(source, day):
            extent = completeness.of(atom.predicate, atom.values)
            count = len(course.planned.store.rows.get(atom.predicate, ()))
            searched = f"searched {quantity(count, 'fact')} of `{atom.predicate}`"
            complete = "; the relation is declared complete" if extent.closed else ""
            absent[f"no evidence of {literal} in that time; {searched}{complete}"] = None
            may_be.update(dict.fromkeys(extent.unnamed))
    return Under(tuple(facts), tuple(absent), tuple(may_be), tuple(rows))


class Reasons:
    """How the rows of a course were first derived on a day."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def source(self, head: Head, row: Row, day: int) -> DatedDerivation:
        """The first derivation by which a row holds on a day, which must be one on which it holds."""
        return next(s for s in self.course.sources[(head, row)] if holds_on(s.days, day))

    def scanned(self, step: Scan, binding: list[int | None], day: int) -> Row:
        """The row that a scan read on a day: of several, the one that was derived first."""
        fitting = [
            row for row, days, _ in self.course.matching(step.predicate, step.args, binding) if holds_on(days, day)
        ]
        return min(fitting, key=lambda row: self.source(step.predicate, row, day).number)

    def below(self, head: Head, row: Row, day: int) -> Iterator[tuple[Head, Row, DatedDerivation]]:
        """A row and each that it rests on, with how it came to hold on a day."""
        stack, seen = [(head, row)], set()
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            source = self.source(*node, day)
            yield (*node, source)
            stack.extend(reversed(list(self.needs(source, day))))

    def stated(self, head: Head, row: Row, day: int) -> Iterator[tuple[Head, Row, Sequence[Fact]]]:
        """The rows that facts state on which a row rests on a day, with these facts."""
        for below, needed, source in self.below(head, row, day):
            if source.rule is None:
                yield below, needed, [*self.course.facts(below, needed, source, day)]

    def needs(self, source: DatedDerivation, day: int) -> Iterator[tuple[Head, Row]]:
        """The rows that the rule of a derivation read on a day, of its scans and its aggregates; none for a fact."""
        rule: PlanRule | None = source.rule
        for step in rule.body if rule is not None else ():
            binding = [*source.binding]
            if isinstance(step, Scan):
                yield step.predicate, self.scanned(step, binding, day)
            elif isinstance(step, Group) and step.function is not RIVALS:
                yield from self.members(step, source, day)

    def not_found(self, source: DatedDerivation, day: int) -> Iterator[tuple[Atom, str]]:
        """What the rule of a row denies, and what the aggregates in it have none of on a day: the claims, and how they are written."""
        rule = source.rule
        if rule is None or rule.origin is None:
            return
        named = {
            name: self.course.symbols.plain(number)
            for name, number in zip(rule.variables, source.binding, strict=True)
            if name and number is not None
        }
        for step, literal in zip(rule.body, self.course.planned.rules.origins[rule.origin].literals, strict=True):
            match literal:
                case Negation():
                    yield atom_of(literal.match, named), write_literal(literal.match, named)
                case Aggregate() if isinstance(step, Group) and not self.members(step, source, day):
                    claims = [each for each in literal.body if isinstance(each, Match)]
                    yield from ((atom_of(each, named), write_literal(each, named)) for each in claims)

    def members(self, step: Group, source: DatedDerivation, day: int) -> list[tuple[Head, Row]]:
        """The members of a group on a day."""
        binding = [*source.binding]
        width = len(next(iter(self.course.rows.get(step.rows, {})), ()))
        args = (*step.keys, *[None] * (width - len(step.keys)))
        matches = self.course.matching(step.rows, args, binding) if width else ()
        return [(step.rows, row) for row, days, _ in matches if holds_on(days, day)]


class _Walk:
    def __init__(self, course: Course, inside: int, outside: int) -> None:
        self.course, self.inside, self.outside = course, inside, outside
        self.reasons = Reasons(course)
        self.claims: dict[Atom, None] = {}
        self.facts: dict[Fact, None] = {}

    def lost(self, head: Head, row: Row) -> list[tuple[Head, Row]]:
        """Notes what a row loses between the two days, and gives the rows to go on with."""
        source = self.reasons.source(head, row, self.inside)
        if source.rule is None:
            self.note(head, row)
            self.cite(self.course.facts(head, row, source, self.inside))
            return []
        follow: list[tuple[Head, Row]] = []
        for step in source.rule.body:
            binding = [*source.binding]
            if holds_on(either(days for _, days in self.course.step(step, binding, EVER)), self.outside):
                continue
            match step:
                case Scan():
                    follow.append((step.predicate, self.reasons.scanned(step, binding, self.inside)))
                case Negated():
                    self.blocked(step.predicate, step, binding)
                case Group():
                    follow.extend(self.members(step, binding))
                case Filter() | Let() | Between():
                    self.note(head, row)
                    self.cite(self.under(head, row, self.inside))
        return follow

    def blocked(self, head: Head, step: Negated, binding: list[int | None]) -> None:
        for row, days, _ in self.course.matching(head, step.args, binding):
            if holds_on(days, self.outside):
                form = self.surest(head, row, self.outside)
                self.note(form, row)
                self.cite(self.under(form, row, self.outside))

    def surest(self, head: Head, row: Row, day: int) -> Head:
        """The form of a claim that makes the difference: what is certain on its day is not said to be possible."""
        if not isinstance(head, Predicate) or not head.possible:
            return head
        certain = replace(head, possible=False)
        days = self.course.rows.get(certain, {}).get(row)
        return certain if days is not None and holds_on(days, day) else head

    def members(self, step: Group, binding: list[int | None]) -> list[tuple[Head, Row]]:
        """The members that come or go; of a negated literal's, those that stand in its way."""
        width = len(next(iter(self.course.rows.get(step.rows, {})), ()))
        args = (*step.keys, *[None] * (width - len(step.keys)))
        for row, days, _ in self.course.matching(step.rows, args, binding) if width else ():
            now, then = holds_on(days, self.inside), holds_on(days, self.outside)
            if now != then:
                self.cite(self.under(step.rows, row, self.inside if now else self.outside))
                self.note_under(step.rows, row, self.inside if now else self.outside)
        return []

    def note(self, head: Head, row: Row) -> None:
        if isinstance(head, Predicate):
            self.claims.setdefault(Atom(head, tuple(map(self.course.symbols.plain, row))))

    def note_under(self, head: Head, row: Row, day: int) -> None:
        for below, needed in self.reasons.needs(self.reasons.source(head, row, day), day):
            self.note(self.surest(below, needed, day), needed)

    def cite(self, facts: Iterable[Fact]) -> None:
        self.facts.update(dict.fromkeys(facts))

    def under(self, head: Head, row: Row, day: int) -> Iterator[Fact]:
        """The facts on which a row rests on a day."""
        for _, _, facts in self.reasons.stated(head, row, day):
            yield from facts
