"""The magic-set rewrite: answers, ranks and explanations stay as in the whole model, and little else is derived."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import ASKED, Asked, Chunk, rows_of
from chance import examples
from engines import ENGINES
from hypothesis import given
from hypothesis import strategies as st
from oracle import Oracle
from plans import Given
from programs import AT, base_of, programs

from factbase.base import Answers, FactBase, View
from factbase.engine import demand
from factbase.engine.base import Engine, Model, Row, Rules, Store
from factbase.engine.goal import Goal
from factbase.engine.magic import magic_sets
from factbase.engine.plan import Planned, make_plan
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.ground.operation import EVERY
from factbase.ground.span import TextFile
from factbase.questions.certified import certify
from factbase.questions.explanation import explained
from factbase.questions.results.explained import explained_of
from factbase.resolve.answers import resolved
from factbase.result.written import json_text
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Variable

GOALS = ("p(1, X)", "q(X, 2)", "r(0)", "r(X), s(X, Y)", "t(1, X), not r(X)", "n(X)", "m(0) on D", "o(), t(X, X)", "z()")


def planned(base: FactBase, goal: str) -> Planned:
    query, problems = parse_goal(TextFile("<goal>", goal))
    assert query is not None, problems
    names = dict.fromkeys(name for name in ("X", "Y", "D") if name in goal and f"not r({name})" != goal)
    outputs = tuple(Variable(name, span=query.span) for name in names)
    return make_plan(base.program.facts, base.program.rules, [Goal(outputs, query.body)], View(AT))


def plan_of(base: FactBase, goal: str) -> tuple[Given, tuple]:
    made = planned(base, goal)
    return Given(made.rules, made.store), (*made.rules.goals, *made.rules.possible)


def in_part(plan: Given, **how: bool) -> Given:
    made = magic_sets(*plan, **how)
    return Given(made.rules, made.store)


@examples(80)
@given(programs(), st.sampled_from(GOALS), st.booleans())
def test_a_rewritten_plan_gives_the_goals_rows_and_every_row_the_rank_of_the_whole_model(
    text: str, goal: str, reorder: bool
) -> None:
    plan, goals = plan_of(base_of(text), goal)
    whole = rows_of(Oracle().solve(*plan))
    rewritten = in_part(plan, reorder=reorder)
    for engine in (Oracle(), *ENGINES):
        part = rows_of(engine.solve(*rewritten))
        for head in goals:
            assert part.get(head) == whole.get(head), engine.name
        for head in {rule.head for rule in plan.rules.each} | set(plan.store.rows):
            assert part.get(head, {}).items() <= whole.get(head, {}).items()


@pytest.fixture
def always_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small bases too are solved in part, where a goal binds anything."""
    monkeypatch.setattr(demand, "FEW", -1)
    monkeypatch.setattr(demand, "_recursive", lambda rules: frozenset(rule.head for rule in rules.each))


def _shown(base: FactBase, answers: Answers, engine: Engine) -> list[str]:
    """All that is told of answers: themselves, their proofs, support and verdict, what was searched, and their certificate."""
    found = list(explained(base, answers, 50))
    told = [json_text(resolved(answers, base.program, base.evidence)), answers.verdict, repr(answers.stopped)]
    told.append(json_text(explained_of(answers, found, base)))
    certificate = certify(base, answers)
    assert certificate is None or certificate.problems == ()
    return [*told, str(certificate)]


@pytest.mark.usefixtures("always_in_part")
def test_what_is_told_of_the_corpus_is_what_the_whole_model_tells() -> None:
    engine, compared = PyDatalogEngine(), 0
    for chunk, asked in (case.values for case in ASKED):
        assert isinstance(chunk, Chunk)
        assert isinstance(asked, Asked)
        base = chunk.base()
        part = base.ask(asked.goal, asked.view, engine)
        if part.complete_model is not None:
            compared += 1
            whole = base.ask(asked.goal, asked.view, engine, complete=True)
            assert _shown(base, part, engine) == _shown(base, whole, engine), f"{chunk}: {asked.goal}"
    assert compared >= 30


@examples(80)
@given(programs(), st.sampled_from(GOALS))
def test_what_is_told_of_any_program_is_what_the_whole_model_tells(text: str, goal: str) -> None:
    base, engine = base_of(text), PyDatalogEngine()
    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(demand, "FEW", -1)
        patched.setattr(demand, "_recursive", lambda rules: frozenset(rule.head for rule in rules.each))
        part = base.ask(goal, View(AT), engine)
    if part.complete_model is not None:
        whole = base.ask(goal, View(AT), engine, complete=True)
        assert _shown(base, part, engine) == _shown(base, whole, engine)


CLOSURES = {
    "right": "path(X, Y) :- edge(X, Y).\npath(X, Z) :- edge(X, Y), path(Y, Z).",
    "left": "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).",
    "nonlinear": "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), path(Y, Z).",
}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("rules", CLOSURES.values(), ids=CLOSURES)
def test_a_bound_goal_derives_what_it_needs_only(rules: str, engine: Engine) -> None:
    chains = "".join(f"assume edge({c * 100 + i}, {c * 100 + i + 1}).\n" for c in range(10) for i in range(8))
    plan, goals = plan_of(base_of(rules + "\n" + chains), "path(300, X)")
    model = engine.solve(*in_part(plan))
    assert len(model.of(goals[0])) == 8
    derived = sum(1 for rows in model.rows.values() for rank in rows.values() if rank)
    assert derived <= 140  # the whole closure has 360 rows


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_calls_do_not_run_away_through_functions(engine: Engine) -> None:
    rules = "down(N, 0) :- start(N).\ndown(N, K + 1) :- down(M, K), M = N + 1, start(N), K < 5.\n"
    plan, goals = plan_of(base_of(rules + "assume start(1). assume start(2). assume start(3)."), "down(1, X)")
    assert len(engine.solve(*in_part(plan)).of(goals[0])) == 3


# ---- when it is done


class Solves:
    """An engine that keeps what it was asked."""

    name = "solves"
    operations = EVERY

    def __init__(self, engine: Engine = ENGINES[-1]) -> None:
        self.engine = engine
        self.asked: list[Rules] = []

    def solve(self, rules: Rules, store: Store) -> Model:
        self.asked.append(rules)
        return self.engine.solve(rules, store)


def _large(rules: str) -> FactBase:
    return base_of(rules + "\n" + "".join(f"assume edge({i + i // 9}, {i + i // 9 + 1}).\n" for i in range(1_200)))


def test_a_bound_goal_on_a_large_base_is_solved_in_part_and_certified_on_the_whole() -> None:
    base, engine = _large(CLOSURES["left"]), Solves()
    answers = base.ask("path(10, X)", View(), engine)
    assert len(answers.answers) == 9
    assert len(engine.asked) == 1
    assert answers.solved is not None
    assert len(answers.solved.model.of(answers.solved.planned.rules.strata[0][0].head)) < 100
    certificate = certify(base, answers)
    assert certificate is not None
    assert certificate.problems == ()
    assert certificate.rows > 6_000
    assert len(engine.asked) == 2


KEYED = """
next(C, D) :- link(C, D).
next(C, E) :- next(C, D), link(D, E).
out(C, 0, 0) :- pt(C, 1).
out(C, R + 1, Z) :- out(C, R, _), R < 5, Z = count { X : pt(C, X), X <= R }.
chain(C, X) :- X = min { Y : pt(C, Y) }, pt(C, X).
chain(C, Y) :- chain(C, X), Y = min { Z : pt(C, Z), Z > X }.
beside(C, D, N) :- next(C, D), N = count { X : pt(D, X), X > D }.
"""
NEXT = range(8, 12)


def _points(c: int) -> list[int]:
    return [1, *(2 + (c + i * i) % 9 + 9 * i for i in range(4))]


def _least(c: int, r: int) -> int:
    """How many of its points are so low."""
    return sum(x <= r for x in _points(c))


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(
    ("goal", "in_part", "wanted"),
    [
        ("out(7, R, Z)", False, {(0, 0), *((r + 1, _least(7, r)) for r in range(5))}),
        ("next(7, D), out(D, 5, Z)", True, {(d, _least(d, 4)) for d in NEXT}),
        ("next(7, D), chain(D, X), X > 30", True, {(d, x) for d in NEXT for x in _points(d) if x > 30}),
        ("beside(7, D, N)", True, {(d, 5 - _least(d, d)) for d in NEXT}),
    ],
)
def test_a_key_that_a_recursive_literal_gives_has_its_rows_on_a_large_base(
    engine: Engine, goal: str, in_part: bool, wanted: set[tuple[int, ...]]
) -> None:
    """What a recursive rule aggregates under keys of its own is made whole, as whatever is aggregated; what else is recursive, in part."""
    facts = [f"assume pt({c}, {x})." for c in range(180) for x in _points(c)]
    facts += [f"assume link({c}, {c + 1})." for c in range(180) if c % 6 != 5]
    base, solves = base_of("\n".join([KEYED, *facts])), Solves(engine)
    answers = base.ask(goal, View(), solves)
    assert len(facts) > 1_000
    assert len(solves.asked) == 1
    assert (answers.complete_model is not None) is in_part
    assert {tuple(value for _, value in answer.bindings) for answer in answers.answers} == wanted
    whole = base.ask(goal, View(), engine, complete=True)
    assert _shown(base, answers, engine) == _shown(base, whole, engine)
    certificate = certify(base, answers)
    assert certificate is not None
    assert certificate.problems == ()
    assert (certificate.proofs, certificate.rows > len(facts)) == (len(wanted), True)


@pytest.mark.parametrize("goal", ["path(X, Y)", "edge(10, X)"])
def test_a_goal_that_binds_nothing_recursive_is_solved_whole(goal: str) -> None:
    engine = Solves()
    answers = _large(CLOSURES["left"]).ask(goal, View(), engine)
    assert answers.complete_model is None
    assert len(engine.asked) == 1


def test_a_goal_without_answers_on_a_large_base_tells_what_was_searched_as_on_the_whole() -> None:
    base, engine = _large(CLOSURES["left"]), ENGINES[-1]
    for goal in ("path(10, 9)", "path(9999, X)", "path(X, 0), path(0, X)", "edge(X, 5), path(7, X)"):
        part, whole = base.ask(goal, View(AT), engine), base.ask(goal, View(AT), engine, complete=True)
        assert (part.complete_model is None, part.answers) == (False, ())
        assert (part.stopped, part.search, part.verdict) == (whole.stopped, whole.search, whole.verdict)
        assert part.search is not None
        assert part.search.facts in (0, 1_200)


def test_a_rewritten_plan_has_the_rest_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = plan_of(base_of("assume e(1, 2).\np(X) :- e(X, _).\nq(X) :- p(X).\nq(X) :- q(X)."), "q(1)")
    rewritten = in_part(plan)
    assert replace(rewritten.rules, strata=plan.rules.strata) == plan.rules
    assert replace(rewritten.store, rows=plan.store.rows) == plan.store
    row: Row = (plan.rules.symbols.intern(1),)
    assert row in Oracle().solve(*rewritten).of(next(rule.head for rule in plan.rules.each if str(rule.head) == "q"))
