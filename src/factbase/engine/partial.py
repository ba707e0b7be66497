"""Where partial dates matter: in, rules, and what is known of the facts of a view; out, which columns may hold one, and
which relations they touch.

So with a `?` that may make a negated literal or an aggregate uncertain. A relation that none touches has one form for both readings;
where there is neither, there is nothing to look at, and `analyse` gives None. Both answers may be too large, never too small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from factbase.engine.unnamed import Unnamed, find_unnamed, uses_of
from factbase.engine.unsure import (
    PartialColumns,
    UnsureClause,
    is_partial,
    loose,
    makes_partial,
    names_in,
    unsure,
)
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.value import Unknown
from factbase.program.declare import AT
from factbase.program.fact import RelationMode
from factbase.program.model import Fact, Predicate, expressions, matches
from factbase.program.strata import predicate_of
from factbase.program.view import View
from factbase.syntax.tree import (
    Expression,
    Literal,
    Match,
    Rule,
    walk,
)

__all__ = ["Partial", "Reach", "Schema", "Uncertainty", "analyse", "partial_columns", "reachable"]


@dataclass(frozen=True, slots=True)
class Uncertainty:
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
        return UnsureClause(self.of, self.touched, body, outputs, names).literal(literal)


_NONE: frozenset[int] = frozenset()


def _stated(match: Match) -> Predicate:
    """The form of a relation by which its columns are kept: a source is no date."""
    return Predicate(match.claim.relation, match.claim.mode, match.on is not None)


class Schema(Protocol):
    """What is known of the facts of a view before any of them is read for a goal, by relation and mode."""

    def partial(self, relation: RelationMode) -> Partial:
        """What of them is partial or not given."""

    def unknown(self, form: Predicate) -> frozenset[int]:
        """The columns of one form of a relation in which some fact has a `?`."""

    def unlike(self, relation: RelationMode) -> bool:
        """Whether there are others, or other citations of them, in the possible reading."""

    def dated_partially(self, relation: RelationMode) -> bool:
        """Whether some fact holds from or to a partial date."""

    def sourced(self, relation: RelationMode) -> bool:
        """Whether some fact rests on a source."""


def analyse(schema: Schema, reach: Reach, bodies: Sequence[Sequence[Literal]], view: View) -> Uncertainty | None:
    """What partial dates there are in what some bodies need; None where there are none."""
    rules, needed = reach.rules, reach.relations
    columns: dict[Predicate, set[int]] = {}
    not_given: dict[Predicate, set[int]] = {}
    for key in needed:
        of_relation = schema.partial(key)
        columns |= {form: set(places) for form, places in of_relation.dates.items()}
        not_given |= {form: set(places) for form, places in of_relation.unknown.items()}
    unnamed = find_unnamed(not_given, rules, bodies) if not_given else None
    if view.at is not None and is_partial(view.at):
        columns[Predicate(AT)] = {0}
    for_all_days = view.at is not None and view.at.origin is not None  # the day from which a fact holds may be partial
    for_all_sources = (
        view.known_by is not None and view.known_by.origin is not None
    )  # which source is known is left open
    unlike = {
        Predicate(relation, mode, on, source)  # type: ignore[arg-type]  # a mode
        for relation, mode in needed
        if schema.unlike((relation, mode))
        or (for_all_days and schema.dated_partially((relation, mode)))
        or (for_all_sources and schema.sourced((relation, mode)))
        for on in (False, True)
        for source in (False, True)
    }
    if not (columns or unlike or unnamed):  # last the long walk: in most bases some fact has a partial date
        clauses = chain(((rule.head, *rule.body) for rule in rules), bodies)
        if not any(makes_partial(part) for parts in clauses for part in walk(*parts)):
            return None

    def of(match: Match) -> Collection[int]:
        return columns.get(_stated(match), _NONE)

    _spread(rules, columns, of)
    touched = unlike
    if unnamed is not None:
        barred = (rule for rule in rules if unnamed.bars(rule.body, uses_of(expressions(rule.head), rule.body)))
        touched |= {predicate_of(rule.head) for rule in barred}
    _touch(rules, touched, of, view)
    return Uncertainty(
        {predicate: frozenset(places) for predicate, places in columns.items()}, frozenset(touched), unnamed
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """What some bodies need: rules, relations with their modes, and the forms of these."""

    rules: Sequence[Rule]
    relations: Collection[RelationMode]
    predicates: Collection[Predicate]


def reachable(rules_of: Mapping[Predicate, Sequence[Rule]], bodies: Sequence[Sequence[Literal]]) -> Reach:
    """What some bodies need, each once, in the order in which it is come by."""
    seen: dict[Predicate, None] = {}
    rules: list[Rule] = []
    needed: dict[RelationMode, None] = {}
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


def _fact_columns(fact: Fact, columns: dict[Predicate, set[int]], not_given: dict[Predicate, set[int]]) -> None:
    partial = [i for i, value in enumerate(fact.values) if type(value) is Date and not value.sharp]
    if Unknown in map(type, fact.values):
        unnamed = [i for i, value in enumerate(fact.values) if type(value) is Unknown]
        for form in (Predicate(fact.relation, fact.mode), Predicate(fact.relation, fact.mode, True)):
            not_given.setdefault(form, set()).update(unnamed)
    when = fact.when
    on = when is not None and when.kind == "on" and is_partial(when.first)
    if partial or on:
        plain = Predicate(fact.relation, fact.mode)
        columns.setdefault(plain, set()).update(partial)
        columns.setdefault(Predicate(fact.relation, fact.mode, True), set()).update(
            partial, [len(fact.values)] if on else []
        )


# ---- the fixpoints


def _spread(rules: Sequence[Rule], columns: dict[Predicate, set[int]], of: PartialColumns) -> None:
    """Adds the columns that rules may fill with partial dates; a dated head fills its plain form too."""
    changed = True
    while changed:
        changed = False
        for rule in rules:
            names = names_in(of, rule.body, ())
            head = predicate_of(rule.head)
            parts = expressions(rule.head)
            filled = {i for i, part in enumerate(parts) if loose(part, names)}
            forms = [(head, filled)]
            if head.on:
                forms.append((Predicate(head.relation, head.mode), filled - {len(parts) - 1}))
            for predicate, added in forms:
                if added and not added <= columns.get(predicate, _NONE):
                    columns.setdefault(predicate, set()).update(added)
                    changed = True


def _touch(rules: Sequence[Rule], touched: set[Predicate], of: PartialColumns, view: View) -> None:
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
