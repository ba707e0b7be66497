"""Program to Plan: in, rules and facts of a view; out, only what the goal needs, lowered, with constants numbered and rules in strata.

What partial dates touch is planned in two forms, the certain and the possible one; all else in one. Derived events are selected by the
as-of date. What each planned rule came from is kept beside the plan, so that no engine sees a place in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import Auxiliary, Head, Plan, PlanRule, Row, Scan, Var
from factbase.engine.clause import Goal, Origin
from factbase.engine.columns import KnownFacts, Numbering, Numberings
from factbase.engine.lower import Lowering
from factbase.engine.partial import Doubt, analyse, needed
from factbase.engine.strata import in_strata
from factbase.engine.unnamed import Unnamed
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.completion import AS_OF, AS_STATED, Completion
from factbase.program.declare import AT
from factbase.program.model import Fact, Predicate, expressions
from factbase.program.strata import predicate_of
from factbase.program.table import Facts, Table
from factbase.program.view import Known, View
from factbase.syntax.tree import Rule

__all__ = ["Goal", "Origin", "Planned", "make_plan"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what its rules came from (`PlanRule.origin` indexes it) and its facts by index (`Plan.facts` names them).

    `goals` have the certain answers; `possible`, in the same order, the possible ones too (the same relation where no date matters).
    `sources` counts those that the facts of the view cite; `known` has all that are known in it, None where all are."""

    plan: Plan
    origins: tuple[Origin, ...]
    facts: Mapping[int, Fact]
    goals: tuple[Auxiliary, ...]
    view: View
    sources: int
    possible: tuple[Auxiliary, ...]
    known: Known | None = None
    completion: Completion = AS_STATED  # the days that are chosen for partial dates
    unnamed: Unnamed | None = None  # what rests on a `?`, where that makes something uncertain


def make_plan(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    view: View,
    possible: Facts | None = None,
    numberings: Numberings | None = None,
    completion: Completion = AS_STATED,
    *,
    certainly: bool = False,
) -> Planned:
    """The plan of everything that the goals need; `goals` are answered in relations of the same order.

    `possible` are the facts of the possible reading, which has every certain one; None where they are the same. `numberings` keep
    what can be shared with other plans. `completion` has the days that are chosen for the partial dates of rules; those of the
    facts and of the view stand in these. With `certainly`, only the certain answers are planned for."""
    planner = _Planner(facts, facts if possible is None else possible, rules, view, completion)
    return planner.plan(goals, numberings or Numberings(), certainly=certainly)


class _Planner:
    def __init__(
        self, facts: Facts, possible: Facts, rules: Sequence[Rule], view: View, completion: Completion
    ) -> None:
        self.view = view
        self.completion = completion
        self.sources = len(possible.sources)
        self.numbering = Numbering(())
        self.symbols = self.numbering.symbols
        self.by_relation = facts.by_relation()
        self.by_relation_possibly = self.by_relation if possible is facts else possible.by_relation()
        self.rules_of: dict[Predicate, list[Rule]] = {}
        for rule in rules:
            self.rules_of.setdefault(predicate_of(rule.head), []).append(rule)
        self.doubt: Doubt | None = None
        self.at = view.at.stamped(AS_OF) if view.at is not None else None
        self.rows: dict[Head, Mapping[Row, tuple[int, ...]]] = {}
        self.known: dict[int, Fact] = {}
        self.tables: dict[int, Table] = {}
        self.unknowns: dict[Predicate, frozenset[int]] = {}
        self.planned: list[PlanRule] = []
        self.origins: list[Origin] = []
        self.wanted: list[Predicate] = []
        self.groups = 0
        self.gathered: dict[tuple[int, bool, bool], Auxiliary] = {}

    def plan(self, goals: Sequence[Goal], numberings: Numberings, *, certainly: bool) -> Planned:
        bodies = [goal.body for goal in goals]
        self.numbering = numberings.of([t for key in needed(self.rules_of, bodies) for t in self.tables_of(key)])
        self.symbols = self.numbering.symbols.copy()
        self.doubt = analyse(self.by_relation, self.by_relation_possibly, self.rules_of, bodies, self.view)
        heads: list[Auxiliary] = []
        possible: list[Auxiliary] = []
        for number, goal in enumerate(goals):
            heads.append(Auxiliary(f"goal {number}"))
            Lowering(self, goal, goal.outputs, goal.body).finish(heads[-1])
            if self.doubt is not None and not certainly and self.doubt.unsure(goal.body, goal.outputs):
                possible.append(Auxiliary(f"goal {number}", possible=True))
                Lowering(self, goal, goal.outputs, goal.body, possible=True).finish(possible[-1])
            else:
                possible.append(heads[-1])
        while self.wanted:
            predicate = self.wanted.pop()
            if not predicate.source:  # `@` reads facts only
                self.derive(predicate)
        origins = tuple(self.origins)
        strata, first, constants = in_strata(self.planned), heads[0] if heads else None, len(self.symbols.values)
        plan = Plan(self.symbols, self.rows, strata, first, origins, constants)
        known = KnownFacts(self.known, tuple(self.tables.values())) if self.tables else self.known
        return Planned(
            plan,
            origins,
            known,
            tuple(heads),
            self.view,
            self.sources,
            tuple(possible),
            completion=self.completion,
            unnamed=self.doubt.unnamed if self.doubt is not None else None,
        )

    def derive(self, predicate: Predicate) -> None:
        """Plans the rules of one form of a relation; a dated form bridges to the plain one."""
        for rule in self.rules_of.get(predicate.surely, ()):
            form = predicate.possible, predicate.any_value
            lowering = Lowering(self, rule, expressions(rule.head), rule.body, *form)
            lowering.finish(predicate, self.at if predicate.on and predicate.mode is None else None)
        dated = Predicate(predicate.relation, predicate.mode, on=True)
        if not predicate.on and dated in self.rules_of:
            dated = self.want(dated, predicate.possible, predicate.any_value)
            width = len(self.rules_of[dated.surely][0].head.claim.args) + (predicate.mode is not None) + 1
            columns = tuple(Var(i) for i in range(width))
            self.add(PlanRule(predicate, columns[:-1], (Scan(dated, columns),), ("",) * width, None), None)

    def add(self, rule: PlanRule, origin: Origin | None) -> None:
        self.planned.append(rule)
        if origin is not None:
            self.origins.append(origin)

    def number(self) -> int:
        return len(self.origins)

    def unknown(self, predicate: Predicate) -> frozenset[int]:
        return self.unknowns[predicate]

    def with_tables(
        self, predicate: Predicate, tables: Sequence[Table], rows: Mapping[Row, tuple[int, ...]]
    ) -> Mapping[Row, tuple[int, ...]]:
        """The rows with those of tables; a table of two readings is known by the larger one."""
        for table in tables:
            known = self.tables.get(table.first)
            if known is None or len(known) < len(table):
                self.tables[table.first] = table
        return self.numbering.facts(predicate, tables, rows)

    def tables_of(self, key: tuple[str, str | None]) -> Sequence[Table]:
        """The tables of a relation, in the larger of the two readings."""
        return self.by_relation_possibly.get(key, NO_FACTS).tables

    def want(self, predicate: Predicate, possible: bool, any_value: bool) -> Predicate:
        """Brings in the facts of one form of a relation, and its rules when their turn comes."""
        if possible and self.doubt is not None:
            unnamed = self.doubt.unnamed
            if any_value and unnamed is not None and predicate in unnamed.open:
                predicate = predicate.widest
            elif predicate in self.doubt.touched:
                predicate = replace(predicate, possible=True)
        if predicate in self.rows:
            return predicate
        self.wanted.append(predicate)
        rows: dict[Row, tuple[int, ...]] = {}
        unknown: set[int] = set()
        if predicate.relation == AT and self.at is not None:
            rows[(self.symbols.intern(self.at),)] = ()
        of_reading = self.by_relation_possibly if predicate.possible else self.by_relation
        facts = of_reading.get((predicate.relation, predicate.mode), NO_FACTS)
        for fact in facts.listed:
            key = fact.index if self.known.setdefault(fact.index, fact) is fact else -1 - fact.index
            for values in _columns(fact, predicate):
                unknown.update(i for i, value in enumerate(values) if isinstance(value, Unknown))
                if self.doubt is not None:
                    values = _stamped(values, fact.index)
                row = tuple(map(self.symbols.intern, values))
                rows[row] = (*rows.get(row, ()), key)
            self.known[key] = fact
        self.rows[predicate] = self.with_tables(predicate, facts.tables, rows) if facts.tables else rows
        self.unknowns[predicate] = frozenset(unknown)
        return predicate


NO_FACTS = Facts()


def _columns(fact: Fact, predicate: Predicate) -> Iterable[tuple[Value, ...]]:
    """The rows that a fact gives to one form of its relation."""
    on: tuple[Value, ...] = ()
    if predicate.on:
        if fact.when is None or fact.when.kind != "on" or fact.when.first is None:
            return ()
        on = (fact.when.first,)
    if not predicate.source:
        return [(*fact.values, *on)]
    sources = dict.fromkeys(c.source for c in fact.citations)
    return [(*fact.values, *on, Symbol(name)) for name in sources]


def _stamped(values: tuple[Value, ...], index: int) -> tuple[Value, ...]:
    """The values of a fact, its partial dates told apart from those of other facts."""
    return tuple(v.stamped((index, i)) if type(v) is Date else v for i, v in enumerate(values))
