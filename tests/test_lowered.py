"""Rules that one plan has lowered serve the next one: every plan is what it is without them, whatever was planned before."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase, View
from factbase.engine.base import Rules
from factbase.engine.compile import compiled
from factbase.engine.lowered import LoweredRules
from factbase.engine.store import Stores
from factbase.explain.finder import goal_of
from factbase.ground.date import parse_date

TEXT = """
assume edge(a, b).
assume edge(b, c) since 2018-06-01.
assume edge(c, ?) since 2018-06-01.
assume began(a, 2016-XX-XX) since 2018-06-01.
assume began(b, 2017-05-05).
path(X, Y) :- edge(X, Y).
path(X, Z) :- edge(X, Y), path(Y, Z).
far(X, N) :- edge(X, _), N = count { Y : path(X, Y) }, N > 1.
apart(X) :- edge(X, Y), began(X, D), not began(Y, D), D < 2017-01-01.
one(X, "first", 1) :- path(X, Y), not path(Y, X), Y != b.
newest(D) :- D = max { E : began(_, E) }.
"""
GOALS = ["one(A, B, N)", "apart(A)", "far(A, N)", "path(a, X)", "newest(D)", "path(A, B), not one(A, _, 1)"]
DAYS = ["2017-01-01", "2018-06-01", "2018-XX", "2019-01-01"]


def plans(base: FactBase, goal: str, day: str, stores: Stores, *, possible: bool = True) -> Rules:
    view = View(parse_date(day))
    query, problems = base.query(goal)
    assert query is not None
    assert not problems
    asked = base.for_bodies([query.body])
    selection = asked.selection(view)
    schema = stores.of(selection.certain, selection.possible or selection.certain, asked.program.facts)
    return compiled(
        asked.program.rules,
        [goal_of(query.body)],
        schema,
        view,
        relations=asked.program.relations,
        certainly=not possible,
        lowered=stores.lowered,
    )


def told(rules: Rules) -> list[object]:
    named = [(type(value), value) for value in rules.symbols.values]
    return [named, rules.strata, rules.goals, rules.possible, rules.origins, rules.reads, rules.reached, rules.unnamed]


def test_a_plan_is_the_same_after_others() -> None:
    base, shared = FactBase.load([]).with_text("<test>", TEXT, Path()), Stores()
    assert not base.errors
    for _ in range(2):
        for day in DAYS:
            for goal in GOALS:
                for possible in (True, False):
                    alone = plans(base, goal, day, Stores(), possible=possible)
                    assert told(plans(base, goal, day, shared, possible=possible)) == told(alone)


@pytest.mark.parametrize("day", ["2015-06-01", "2019-09-01", "2016-XX"])
def test_a_plan_of_the_shipped_base_is_the_same_after_others(day: str) -> None:
    base, shared = FactBase.load([ROOT / "facts"]), Stores()
    goals = ["direct_channel(A, B)", "channel_through(A, B, V)", "third_party(P, W)", "not in_force(gsomia)"]
    for goal in [*goals, *goals]:
        assert told(plans(base, goal, day, shared)) == told(plans(base, goal, day, Stores()))


def test_a_rule_is_lowered_once_for_what_is_known_of_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    base, stores = FactBase.load([]).with_text("<test>", TEXT, Path()), Stores()
    lowered: list[str] = []
    from factbase.engine.lowered import Lowering

    def counted(planning, clause, *given):
        lowered.append(clause.head.claim.relation)
        return Lowering(planning, clause, *given)

    monkeypatch.setattr("factbase.engine.lowered.Lowering", counted)
    plans(base, "path(a, X)", "2017-01-01", stores)
    assert lowered == ["path", "path"]
    plans(base, "path(X, a), edge(a, X)", "2017-01-02", stores)
    assert lowered[2:] == []
    plans(base, "path(X, a)", "2018-06-01", stores)  # from here on a `?` may stand there
    assert lowered[2:] == ["path", "path"]
    plans(base, "path(X, a)", "2017-01-01", stores)
    assert lowered[4:] == []
    assert isinstance(stores.apart().lowered, LoweredRules)
    assert stores.apart().lowered is stores.lowered
