"""Questions to what engines and explanations read: in, rules and goals, and the facts of a view; out, Rules over the Store of the facts.

Nothing is decided here: rules are compiled without facts, and rows are numbered without rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbase.engine.base import Rules, Store
from factbase.engine.compile import compiled
from factbase.engine.goal import Goal
from factbase.engine.store import Stores
from factbase.ground.dataclass import dataclass
from factbase.program.completion import AS_STATED, Completion
from factbase.program.model import Relation
from factbase.program.table import Facts
from factbase.program.view import Known, View
from factbase.syntax.tree import Rule

__all__ = ["Planned", "make_plan"]


@dataclass(frozen=True, slots=True)
class Planned:
    """What goals in a view are planned as: `rules` over a `store`; `known` has all facts that are known in it, None where all are."""

    rules: Rules
    store: Store
    view: View
    known: Known | None = None
    completion: Completion = AS_STATED  # the days that are chosen for partial dates


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
    relations: Mapping[str, Relation] | None = None,
    certainly: bool = False,
) -> Planned:
    """The plan of everything that the goals need; `goals` are answered in relations of the same order.

    `possible` are the facts of the possible reading, which has every certain one; None where they are the same. `base` are those
    from which the view takes its own, None where it leaves out none; `stores` keep what can be shared with other plans.
    `completion` has the days that are chosen for the partial dates of rules; those of the facts and of the view stand in these.
    `relations` are those that are declared, by name. With `certainly`, only the certain answers are planned for."""
    larger, stores = facts if possible is None else possible, stores or Stores()
    base = larger if base is None else base
    seen = stores.of(facts, larger, base)
    made = compiled(
        rules, goals, seen, view, completion, relations=relations, certainly=certainly, lowered=stores.lowered
    )
    store = seen.store(stores.numbered(base, made.reached), tuple(made.reads), view)
    return Planned(made.over(store), store, view, completion=completion)
