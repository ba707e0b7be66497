"""Rules to Plan: in, what goals are compiled to, and the facts of a view; out, both in the numbers of one table of values, for an engine.

Nothing is decided here: a plan has the rules as they are, and the rows as the store has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factbase.engine.base import Plan, PlanRule, Row
from factbase.engine.clause import Goal, Origin
from factbase.engine.columns import ColumnFacts, KnownFacts
from factbase.engine.compile import Rules, compiled
from factbase.engine.step import Auxiliary, Head, renumbered
from factbase.engine.store import Numbered, Store, Stores
from factbase.engine.unnamed import Unnamed
from factbase.ground.dataclass import dataclass
from factbase.program.completion import AS_STATED, Completion
from factbase.program.declare import AT
from factbase.program.model import Fact, Predicate
from factbase.program.table import Facts, Table
from factbase.program.view import Known, View
from factbase.syntax.tree import Rule

__all__ = ["Goal", "Origin", "Planned", "linked", "make_plan"]


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

    def stating(self, form: Predicate) -> Facts:
        """The facts that state the rows of one form of a relation; with the source, each once for every source."""
        rows = self.plan.facts.get(form, {})
        listed, tables = (rows.listed, rows.tables.tables) if isinstance(rows, ColumnFacts) else (rows, ())
        return Facts(tuple([self.facts[key] for keys in listed.values() for key in keys]), tables)


def make_plan(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    view: View,
    possible: Facts | None = None,
    stores: Stores | None = None,
    completion: Completion = AS_STATED,
    *,
    base: Facts | None = None,
    certainly: bool = False,
) -> Planned:
    """The plan of everything that the goals need; `goals` are answered in relations of the same order.

    `possible` are the facts of the possible reading, which has every certain one; None where they are the same. `base` are those
    from which the view takes its own, None where it leaves out none; `stores` keep what can be shared with other plans.
    `completion` has the days that are chosen for the partial dates of rules; those of the facts and of the view stand in these.
    With `certainly`, only the certain answers are planned for."""
    larger, stores = facts if possible is None else possible, stores or Stores()
    base = larger if base is None else base
    store = stores.of(facts, larger, base)
    made = compiled(rules, goals, store, view, completion, certainly=certainly)
    return linked(made, store, stores.numbered(base, made.reached), view, completion)


def linked(rules: Rules, store: Store, numbered: Numbered, view: View, completion: Completion = AS_STATED) -> Planned:
    """The plan that rules are over the facts of a store: those that they read, with their values and the rules' constants numbered."""
    symbols = numbered.symbols.copy()
    numbers = list(map(symbols.intern, rules.symbols.values))
    rows: dict[Head, Mapping[Row, tuple[int, ...]]] = {}
    known: dict[int, Fact] = {}
    tables: dict[int, Table] = {}
    for predicate in rules.reads:
        stated = store.stated(numbered, predicate)
        for table in stated.tables:  # one of two readings is known by the larger one
            other = tables.get(table.first)
            if other is None or len(other) < len(table):
                tables[table.first] = table
        known.update(stated.facts)
        rows[predicate] = stated.rows
        if predicate.relation == AT and rules.at is not None:
            rows[predicate] = {(numbers[rules.at],): (), **stated.rows}
    strata = tuple([tuple([_numbered(rule, numbers) for rule in stratum]) for stratum in rules.strata])
    goal = rules.goals[0] if rules.goals else None
    return Planned(
        Plan(symbols, rows, strata, goal, rules.origins, len(symbols.values)),
        rules.origins,
        KnownFacts(known, tuple(tables.values())) if tables else known,
        rules.goals,
        view,
        store.sources,
        rules.possible,
        completion=completion,
        unnamed=rules.unnamed,
    )


def _numbered(rule: PlanRule, numbers: Sequence[int]) -> PlanRule:
    """A rule with the numbers that its constants have in a plan."""
    args, body = renumbered(rule.args, numbers), tuple([step.renumbered(numbers) for step in rule.body])
    return replace(rule, args=args, body=body)
