"""The facts of a view are numbered once, and what was asked before changes no number, no row and no proof of what is asked next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from factbase.base import FactBase, View
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.store import Stores
from factbase.explain.finder import goal_of
from factbase.explain.identity import Identities
from factbase.ground.date import parse_date
from factbase.ground.span import TextFile
from factbase.program.model import Predicate
from factbase.syntax.parse import parse_goal

FACTS = """
assume edge(a, b).
assume edge(b, c).
assume edge(c, ?).
assume kind(a, 1) on 2001-XX-XX.
assume kind(b, 2) on 2003-04-05.
assume kind(c, 2) on 2010-01/2010-03.
path(X, Y) :- edge(X, Y).
path(X, Z) :- edge(X, Y), path(Y, Z).
many(K, N) :- kind(_, K), N = count { X : kind(X, K) }.
early(X) :- kind(X, _) on D, D < 2010-02-01.
lone(X) :- kind(X, _), not edge(X, _).
"""
GOALS = (
    "path(a, X)",
    "edge(X, Y)",
    "many(K, N)",
    "early(X)",
    "lone(X)",
    "kind(X, K) on D",
    "path(z, X)",
    "edge(b, new)",
)
VIEWS = (None, "2002-XX-XX", "2003-04-05", "2010-02")


def _base() -> FactBase:
    base = FactBase.load([]).with_text("<test>", FACTS, Path())
    assert not base.errors
    return base


def _goal(text: str) -> Goal:
    query, problems = parse_goal(TextFile("<goal>", text))
    assert query is not None
    assert not problems
    return goal_of(query.body)


def _planned(base: FactBase, goal: str, view: View | None = None) -> Planned:
    view = view or View()
    return base.plan([_goal(goal)], base.selection(view), view)


def _told(base: FactBase, goal: str, at: str | None) -> Sequence[object]:
    answers = base.ask(goal, View(at=parse_date(at) if at else None), PyDatalogEngine())
    identities = Identities()
    return [(each.bindings, each.certainty, identities.of(each.proof)) for each in answers.answers]


def test_facts_are_numbered_once_for_all_goals_over_the_same_relations() -> None:
    base, edge = _base(), Predicate("edge")
    first, second, other = (_planned(base, goal) for goal in ("path(a, X)", "edge(X, b)", "early(X)"))
    assert first.store.rows[edge] is second.store.rows[edge]
    assert edge not in other.store.rows
    on_a_day = View(at=parse_date("2003-04-05"))
    again = [_planned(base, "early(X)", on_a_day).store.rows for _ in range(2)]
    dated = Predicate("kind", on=True)
    assert again[0][dated] is again[1][dated]


def test_a_view_has_the_numbers_of_the_base_whatever_it_leaves_out() -> None:
    base, dated = _base(), Predicate("kind", on=True)
    whole = _planned(base, "early(X)")
    for at in VIEWS[1:]:
        view = View(at=parse_date(at) if at else None)
        part, alone = _planned(base, "early(X)", view), _planned(_base(), "early(X)", view)
        assert part.store.rows[dated].items() <= whole.store.rows[dated].items()
        assert (part.store.rows, part.rules.symbols.values) == (alone.store.rows, alone.rules.symbols.values)
        assert [str(value) for value in part.rules.symbols.values[: len(whole.rules.symbols.values) - 1]] == [
            str(value)
            for value in whole.rules.symbols.values[:-1]  # the last is the constant of the rule
        ]
    assert len(_planned(base, "early(X)", View(at=parse_date("2002-01-01"))).store.rows[dated]) < len(
        whole.store.rows[dated]
    )


def test_the_facts_of_relations_are_numbered_once_for_all_views() -> None:
    facts, stores = _base().program.facts, Stores()
    edge, kind = Predicate("edge"), Predicate("kind")
    first = stores.numbered(facts, [edge, kind])
    assert stores.numbered(facts, [kind, edge, kind]) is first
    assert stores.numbered(facts, [edge]) is not first
    assert set(stores.numbered(facts, [edge]).values) == {("edge", None)}


def test_a_relation_of_which_a_view_leaves_out_nothing_has_its_rows_as_they_are() -> None:
    base, edge, dated = _base(), Predicate("edge"), Predicate("kind", on=True)
    goal = "edge(X, Y), kind(X, K) on D"
    whole, last, early = (
        _planned(base, goal, View(at=parse_date(at) if at else None)) for at in (None, "2020-01-01", "2002-01-01")
    )
    assert whole.store.rows[edge] is last.store.rows[edge] is early.store.rows[edge]
    assert whole.store.rows[dated] is last.store.rows[dated]
    assert whole.store.rows[dated] != early.store.rows[dated]


def test_a_constant_of_one_goal_is_no_value_of_the_next() -> None:
    base = _base()
    _planned(base, "edge(b, new)")
    assert all(str(value) != "new" for value in _planned(base, "edge(b, X)").rules.symbols.values)


def test_numbers_do_not_depend_on_what_was_asked_before() -> None:
    asked = _base()
    for goal in GOALS:
        _planned(asked, goal)
    for goal in GOALS:
        fresh, later = _planned(_base(), goal), _planned(asked, goal)
        assert [str(value) for value in later.rules.symbols.values] == [
            str(value) for value in fresh.rules.symbols.values
        ]
        assert later.store.rows == fresh.store.rows


@pytest.mark.parametrize("goal", GOALS)
def test_answers_and_proofs_do_not_depend_on_what_was_asked_before(goal: str) -> None:
    asked = _base()
    for at in VIEWS:
        for other in GOALS[:5]:
            _planned(asked, other, View(at=parse_date(at) if at else None))
    for at in VIEWS:
        assert _told(asked, goal, at) == _told(_base(), goal, at)


def test_what_is_left_out_of_a_base_is_not_among_the_facts_that_were_numbered() -> None:
    text = 'source one { title: "One" }.\nsource two { title: "Two" }.\n'
    base = FactBase.load([]).with_text("<test>", text, Path())
    assert not base.errors
    assert len(base.ask("title(S, T)", View(), PyDatalogEngine()).answers) == 2
    rest = base.without(["two"])
    assert [each.bindings for each in rest.ask("title(S, T)", View(), PyDatalogEngine()).answers] == [
        each.bindings
        for each in base.ask("title(S, T)", View(), PyDatalogEngine()).answers
        if "one" in str(each.bindings)
    ]
