"""Where partial dates matter: in, the facts and rules of a view; out, which columns may hold one, and which relations they touch.

So with a `?` that may make a negated literal or an aggregate uncertain. A relation that none touches has one form for both readings;
where there is neither, there is nothing to look at, and `analyse` gives None. Both answers may be too large, never too small.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factbase.engine.unnamed import Unnamed, find_unnamed, uses_of
from factbase.engine.unsure import (
    Clause,
    Columns,
    is_partial,
    loose,
    makes_partial,
    matches,
    names_in,
    parts_of,
    unsure,
)
from factbase.ground.date import Date
from factbase.ground.value import Unknown
from factbase.program.declare import AT
from factbase.program.model import Fact, Predicate, expressions
from factbase.program.strata import predicate_of
from factbase.program.table import Facts
from factbase.program.view import View
from factbase.syntax.tree import (
    Expression,
    Literal,
    Match,
    Rule,
)

__all__ = ["Doubt", "Partial", "Reach", "analyse", "partial_columns", "reachable"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """`columns` may hold a partial date; the relations that are `touched` may have rows that are only possible. `unnamed` is None
    where no `?` makes anything uncertain."""

    columns: Mapping[Predicate, frozenset[int]]
    touched: frozenset[Predicate]
    unnamed: Unnamed | None = None

    def of(self, match: Match) -> frozenset[int]:
        """The columns of a literal that may hold a partial date."""
        return self.columns.get(_stated(match), _NONE)

    def names(self, body: Sequence[Literal], given: Iterable[str] = ()) -> frozenset[str]:
        """The variables of a body that may be partial dates, those in braces included."""
        return frozenset(names_in(self.of, body, given))

    def unsure(self, body: Sequence[Literal], outputs: Sequence[Expression], given: Iterable[str] = ()) -> bool:
        """Whether a body may hold, or give its outputs, in one reading only."""
        if self.unnamed is not None and self.unnamed.bars(body, uses_of(outputs, body)):
            return True
        return unsure(self.of, self.touched, body, outputs, names_in(self.of, body, given))

    def unsure_literal(self, literal: Literal, body: Sequence[Literal], outputs: Sequence[Expression]) -> bool:
        """Whether one literal of a body may hold in one reading only."""
        if self.unnamed is not None and self.unnamed.bars_literal(literal, uses_of(outputs, body)):
            return True
        names = names_in(self.of, body, ())
        return Clause(self.of, self.touched, body, outputs, names).literal(literal)


_NONE: frozenset[int] = frozenset()
_NO_FACTS = Facts()


def _stated(match: Match) -> Predicate:
    """The form of a relation by which its columns are kept: a source is no date."""
    return Predicate(match.claim.relation, match.claim.mode, match.on is not None)


def analyse(
    facts: ByRelation,
    possible: ByRelation,
    partial: Callable[[tuple[str, str | None]], Partial],
    reach: Reach,
    bodies: Sequence[Sequence[Literal]],
    view: View,
) -> Doubt | None:
    """What partial dates there are in what some bodies need; None where there are none.

    Facts come by relation and mode; `possible` are those of the possible reading, and `partial` tells of what in them is partial."""
    rules, needed = reach.rules, reach.relations
    columns: dict[Predicate, set[int]] = {}
    not_given: dict[Predicate, set[int]] = {}
    for key in needed:
        of_relation = partial(key)
        columns |= {form: set(found) for form, found in of_relation.dates.items()}
        not_given |= {form: set(found) for form, found in of_relation.unknown.items()}
    unnamed = find_unnamed(not_given, rules, bodies) if not_given else None
    if view.at is not None and is_partial(view.at):
        columns[Predicate(AT)] = {0}
    unlike = set() if possible is facts else _unlike(facts, possible, needed)
    if (
        view.at is not None and view.at.origin is not None
    ):  # for all as-of dates: the day from which a fact holds may be partial
        unlike |= _dated_partially(possible, needed)
    if view.known_by is not None and view.known_by.origin is not None:  # for all known-by dates: which source is known
        unlike |= _sourced(possible, needed)
    made = any(makes_partial(part) for rule in rules for part in parts_of((rule.head, *rule.body)))
    named = any(makes_partial(part) for body in bodies for part in parts_of(body))
    if not (columns or unlike or made or named or unnamed):
        return None

    def of(match: Match) -> Collection[int]:
        return columns.get(_stated(match), _NONE)

    _spread(rules, columns, of)
    touched = unlike
    if unnamed is not None:
        barred = (rule for rule in rules if unnamed.bars(rule.body, uses_of(expressions(rule.head), rule.body)))
        touched |= {predicate_of(rule.head) for rule in barred}
    _touch(rules, touched, of, view)
    return Doubt({predicate: frozenset(found) for predicate, found in columns.items()}, frozenset(touched), unnamed)


@dataclass(frozen=True, slots=True)
class Reach:
    """What some bodies need: rules, relations with their modes, and the forms of these."""

    rules: Sequence[Rule]
    relations: Collection[tuple[str, str | None]]
    predicates: Collection[Predicate]


def reachable(rules_of: Mapping[Predicate, Sequence[Rule]], bodies: Sequence[Sequence[Literal]]) -> Reach:
    """What some bodies need, each once, in the order in which it is come by."""
    seen: dict[Predicate, None] = {}
    rules: list[Rule] = []
    needed: dict[tuple[str, str | None], None] = {}
    stack = [predicate_of(match) for body in bodies for match in matches(body)]
    while stack:
        predicate = stack.pop()
        if predicate in seen:
            continue
        seen[predicate] = None
        needed[(predicate.relation, predicate.mode)] = None
        if not predicate.on:
            stack.append(Predicate(predicate.relation, predicate.mode, True, predicate.source))
        for rule in rules_of.get(predicate, ()):
            rules.append(rule)
            stack.extend(map(predicate_of, matches(rule.body)))
    return Reach(rules, needed.keys(), seen.keys())


# ---- facts


@dataclass(frozen=True, slots=True)
class Partial:
    """The columns of each form of a relation in which some fact has a partial date, and those in which some fact has a `?`."""

    dates: Mapping[Predicate, Collection[int]]
    unknown: Mapping[Predicate, Collection[int]]


def partial_columns(facts: Iterable[Fact]) -> Partial:
    """What is partial or not given in some facts; in tables, nothing is."""
    columns: dict[Predicate, set[int]] = {}
    not_given: dict[Predicate, set[int]] = {}
    for fact in facts:
        _fact_columns(fact, columns, not_given)
    return Partial(columns, not_given)


ByRelation = Mapping[tuple[str, str | None], Facts]


def _fact_columns(fact: Fact, columns: dict[Predicate, set[int]], not_given: dict[Predicate, set[int]]) -> None:
    found = [i for i, value in enumerate(fact.values) if type(value) is Date and not value.sharp]
    if Unknown in map(type, fact.values):
        unnamed = [i for i, value in enumerate(fact.values) if type(value) is Unknown]
        for form in (Predicate(fact.relation, fact.mode), Predicate(fact.relation, fact.mode, True)):
            not_given.setdefault(form, set()).update(unnamed)
    when = fact.when
    on = when is not None and when.kind == "on" and is_partial(when.first)
    if found or on:
        plain = Predicate(fact.relation, fact.mode)
        columns.setdefault(plain, set()).update(found)
        columns.setdefault(Predicate(fact.relation, fact.mode, True), set()).update(
            found, [len(fact.values)] if on else []
        )


def _unlike(facts: ByRelation, possible: ByRelation, needed: Iterable[tuple[str, str | None]]) -> set[Predicate]:
    """The forms of relations that have other facts, or other citations of them, in the possible reading."""
    found: set[Predicate] = set()
    for key in needed:
        ours, theirs = facts.get(key, _NO_FACTS), possible.get(key, _NO_FACTS)
        certain = {fact.index: fact for fact in ours.listed}
        if ours.tables != theirs.tables or any(certain.get(fact.index) is not fact for fact in theirs.listed):
            for on in (False, True):
                found.update(Predicate(key[0], key[1], on, source) for source in (False, True))  # type: ignore[arg-type]  # a mode
    return found


def _dated_partially(facts: ByRelation, needed: Iterable[tuple[str, str | None]]) -> set[Predicate]:
    """The forms of relations of which some fact holds from or to a partial date."""
    found: set[Predicate] = set()
    for relation, mode in needed:
        whens = (fact.when for fact in facts.get((relation, mode), _NO_FACTS).listed)
        if any(when is not None and (is_partial(when.first) or is_partial(when.last)) for when in whens):
            for on in (False, True):
                found.update(Predicate(relation, mode, on, source) for source in (False, True))  # type: ignore[arg-type]  # a mode
    return found


def _sourced(facts: ByRelation, needed: Iterable[tuple[str, str | None]]) -> set[Predicate]:
    """The forms of relations of which some fact rests on a source."""
    found: set[Predicate] = set()
    for relation, mode in needed:
        of = facts.get((relation, mode), _NO_FACTS)
        if any(fact.kind != "assumed" for fact in of.listed) or any(table.source for table in of.tables):
            for on in (False, True):
                found.update(Predicate(relation, mode, on, source) for source in (False, True))  # type: ignore[arg-type]  # a mode
    return found


# ---- the fixpoints


def _spread(rules: Sequence[Rule], columns: dict[Predicate, set[int]], of: Columns) -> None:
    """Adds the columns that rules may fill with partial dates; a dated head fills its plain form too."""
    changed = True
    while changed:
        changed = False
        for rule in rules:
            names = names_in(of, rule.body, ())
            head = predicate_of(rule.head)
            parts = expressions(rule.head)
            found = {i for i, part in enumerate(parts) if loose(part, names)}
            forms = [(head, found)]
            if head.on:
                forms.append((Predicate(head.relation, head.mode), found - {len(parts) - 1}))
            for predicate, added in forms:
                if added and not added <= columns.get(predicate, _NONE):
                    columns.setdefault(predicate, set()).update(added)
                    changed = True


def _touch(rules: Sequence[Rule], touched: set[Predicate], of: Columns, view: View) -> None:
    """Adds the relations of rules that are unsure by themselves, then of those that read them."""
    readers: dict[Predicate, list[Rule]] = {}
    fresh: list[Predicate] = list(touched)
    for rule in rules:
        for predicate in map(predicate_of, matches(rule.body)):
            readers.setdefault(predicate, []).append(rule)
        names, outputs = names_in(of, rule.body, ()), expressions(rule.head)
        dated = rule.head.on is not None and rule.head.claim.mode is None and view.at is not None
        if (dated and (is_partial(view.at) or loose(outputs[-1], names))) or unsure(
            of, frozenset(), rule.body, outputs, names
        ):
            fresh.append(predicate_of(rule.head))
    while fresh:
        predicate = fresh.pop()
        if predicate.on:
            fresh.append(Predicate(predicate.relation, predicate.mode, False, predicate.source))
        touched.add(predicate)
        for rule in readers.pop(predicate, ()):
            fresh.append(predicate_of(rule.head))
