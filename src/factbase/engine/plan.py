"""Program to Plan: in, rules and facts of a view; out, only what the goal needs, lowered, with constants numbered and rules in strata.

What partial dates touch is planned in two forms, the certain and the possible one; all else in one. Derived events are selected by the
as-of date. What each planned rule came from is kept beside the plan, so that no engine sees a place in a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import Plan, PlanRule, Row, Symbols
from factbase.engine.clause import Goal, Origin
from factbase.engine.columns import KnownFacts
from factbase.engine.lower import Lowering
from factbase.engine.partial import Doubt, analyse, reachable
from factbase.engine.step import Auxiliary, Head, Scan, Var
from factbase.engine.store import Numbered, Store, Stores
from factbase.engine.strata import in_strata
from factbase.engine.unnamed import Unnamed
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
    stores: Stores | None = None,
    completion: Completion = AS_STATED,
    *,
    certainly: bool = False,
) -> Planned:
    """The plan of everything that the goals need; `goals` are answered in relations of the same order.

    `possible` are the facts of the possible reading, which has every certain one; None where they are the same. `stores` keep
    what can be shared with other plans. `completion` has the days that are chosen for the partial dates of rules; those of the
    facts and of the view stand in these. With `certainly`, only the certain answers are planned for."""
    store = (stores or Stores()).of(facts, facts if possible is None else possible)
    return _Planner(store, rules, view, completion).plan(goals, certainly=certainly)


class _Planner:
    def __init__(self, store: Store, rules: Sequence[Rule], view: View, completion: Completion) -> None:
        self.view = view
        self.completion = completion
        self.store = store
        self.numbered: Numbered
        self.symbols = Symbols()
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

    def plan(self, goals: Sequence[Goal], *, certainly: bool) -> Planned:
        bodies = [goal.body for goal in goals]
        reach = reachable(self.rules_of, bodies)
        self.numbered = self.store.numbered(reach.predicates)
        self.symbols = self.numbered.symbols.copy()
        self.doubt = analyse(self.store.certain, self.store.possible, self.store.partial, reach, bodies, self.view)
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
            self.store.sources,
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
        stated = self.numbered.stated(predicate)
        for table in stated.tables:  # one of two readings is known by the larger one
            known = self.tables.get(table.first)
            if known is None or len(known) < len(table):
                self.tables[table.first] = table
        self.known.update(stated.facts)
        self.rows[predicate] = stated.rows
        self.unknowns[predicate] = stated.unknown
        if predicate.relation == AT and self.at is not None:
            self.rows[predicate] = {(self.symbols.intern(self.at),): (), **stated.rows}
        return predicate
