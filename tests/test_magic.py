"""The magic-set rewrite: the answers to the goal stay, and little else is derived."""

from __future__ import annotations

import pytest
from engines import ENGINES
from hypothesis import given
from hypothesis import strategies as st
from oracle import Oracle
from test_engines import AT, PER_TEST, base_of, programs

from factbase.base import FactBase, View
from factbase.engine.base import Engine, Plan
from factbase.engine.magic import magic_sets
from factbase.engine.plan import Goal, make_plan
from factbase.span import TextFile
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Variable

GOALS = ("p(1, X)", "q(X, 2)", "r(0)", "r(X), s(X, Y)", "t(1, X), not r(X)", "n(X)", "m(0) on D", "o(), t(X, X)", "z()")


def plan_of(base: FactBase, goal: str) -> Plan:
    query, problems = parse_goal(TextFile("<goal>", goal))
    assert query is not None, problems
    names = dict.fromkeys(name for name in ("X", "Y", "D") if name in goal and f"not r({name})" != goal)
    outputs = tuple(Variable(name, span=query.span) for name in names)
    return make_plan(base.program.facts, base.program.rules, [Goal(outputs, query.body)], View(AT)).plan


@PER_TEST
@given(programs(), st.sampled_from(GOALS))
def test_the_answers_of_a_rewritten_plan_are_those_of_the_plan(text: str, goal: str) -> None:
    plan = plan_of(base_of(text), goal)
    assert plan.goal is not None
    expected = set(Oracle().solve(plan).of(plan.goal))
    rewritten = magic_sets(plan)
    for engine in (Oracle(), *ENGINES):
        assert set(engine.solve(rewritten).of(plan.goal)) == expected, engine.name


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(
    "rules",
    [
        "path(X, Y) :- edge(X, Y).\npath(X, Z) :- edge(X, Y), path(Y, Z).",
        "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).",
        "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), path(Y, Z).",
    ],
    ids=["right", "left", "nonlinear"],
)
def test_a_bound_goal_derives_what_it_needs_only(rules: str, engine: Engine) -> None:
    chains = "".join(f"assume edge({c * 100 + i}, {c * 100 + i + 1}).\n" for c in range(10) for i in range(8))
    plan = plan_of(base_of(rules + "\n" + chains), "path(300, X)")
    assert plan.goal is not None
    model = engine.solve(magic_sets(plan))
    assert len(model.of(plan.goal)) == 8
    derived = sum(1 for rows in model.rows.values() for rank in rows.values() if rank)
    assert derived <= 100  # the whole closure has 360 rows


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_calls_do_not_run_away_through_functions(engine: Engine) -> None:
    rules = "down(N, 0) :- start(N).\ndown(N, K + 1) :- down(M, K), M = N + 1, start(N), K < 5.\n"
    plan = plan_of(base_of(rules + "assume start(1). assume start(2). assume start(3)."), "down(1, X)")
    assert plan.goal is not None
    assert len(engine.solve(magic_sets(plan)).of(plan.goal)) == 3
