"""Goals are compiled without a fact: to equal rules for whatever facts, in numbers of their own, with what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from factbase.base import FactBase, View
from factbase.engine.compile import Rules, compiled
from factbase.engine.partial import Partial, Relation
from factbase.engine.plan import Goal, linked
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.step import Auxiliary, Group, Let, Scan
from factbase.engine.store import Stores
from factbase.explain.found import goal_of
from factbase.ground.date import parse_date
from factbase.ground.operation import MEMBERS, RIVALS, Form, Kind
from factbase.ground.span import TextFile
from factbase.program.model import Predicate
from factbase.syntax.parse import parse_goal

RULES = """
path(X, Y) :- edge(X, Y).
path(X, Z) :- edge(X, Y), path(Y, Z).
far(X, N) :- edge(X, _), N = count { Y : path(X, Y) }, N > 1.
from_a(X) :- path(a, X), not path(X, a).
"""
DATED = """
assume began(n, 2016-XX-XX).
assume began(m, 2017-05-05).
assume edge(n, m).
newest(D) :- D = max { E : began(_, E) }.
apart(X) :- edge(X, Y), began(X, D), not began(Y, D).
"""


class Settled:
    """The schema of facts with no partial date and no `?` among them."""

    def partial(self, relation: Relation) -> Partial:
        return Partial({}, {})

    def unknown(self, form: Predicate) -> frozenset[int]:
        return frozenset()

    def unlike(self, relation: Relation) -> bool:
        return False

    dated_partially = sourced = unlike


def _base(text: str) -> FactBase:
    base = FactBase.load([]).with_text("<test>", text, Path())
    assert not base.errors
    return base


def _goal(text: str) -> Goal:
    query, problems = parse_goal(TextFile("<goal>", text))
    assert query is not None
    assert not problems
    return goal_of(query.body)


def _rules(text: str, goal: str, view: View | None = None) -> Rules:
    base, view = _base(text), view or View()
    facts = base.program.facts
    return compiled(base.program.rules, [_goal(goal)], Stores().of(facts, facts, facts), view)


def _columns(rules: Rules, named: str) -> Sequence[tuple[Kind, ...]]:
    return [
        kinds for head, kinds in rules.columns.items() if isinstance(head, Auxiliary) and head.name.startswith(named)
    ]


@pytest.mark.parametrize("goal", ["path(a, X)", "far(X, N)", "from_a(X)", "edge(X, Y), X != b"])
def test_rules_are_the_same_whatever_the_facts(goal: str) -> None:
    rules = compiled(_base(f"{RULES}assume edge(z, y).").program.rules, [_goal(goal)], Settled(), View())
    for facts in ("assume edge(a, b).", "assume edge(b, c). assume edge(c, d). assume edge(a, b)."):
        other = _rules(f"{RULES}{facts}", goal)
        assert (other.strata, other.columns, other.reads) == (rules.strata, rules.columns, rules.reads)
        assert other.symbols.values == rules.symbols.values
    constants = {str(value) for value in rules.symbols.values}
    assert constants <= {"a", "b", "1"}
    assert "z" not in constants


def test_rules_once_compiled_serve_every_store() -> None:
    rules = compiled(_base(f"{RULES}assume edge(z, y).").program.rules, [_goal("from_a(X)")], Settled(), View())
    found = []
    for facts in ("assume edge(a, b). assume edge(b, c).", "assume edge(c, a). assume edge(a, b). assume edge(a, c)."):
        program = _base(f"{RULES}{facts}").program
        stores, stated = Stores(), program.facts
        planned = linked(rules, stores.of(stated, stated, stated), stores.numbered(stated, rules.reached), View())
        model = PyDatalogEngine().solve(planned.plan)
        found.append(sorted(str(model.symbols.plain(number)) for (number,) in model.of(planned.goals[0])))
        assert [rule.origin for rule in planned.plan.rules] == [rule.origin for s in rules.strata for rule in s]
    assert found == [["b", "c"], ["b"]]


def test_columns_hold_values_but_for_the_rows_of_groups() -> None:
    plain = _rules(f"{RULES}assume edge(a, b).", "far(X, N)")
    assert {kind for kinds in plain.columns.values() for kind in kinds} == {Kind.VALUE}
    assert plain.columns[Predicate("path")] == (Kind.VALUE, Kind.VALUE)
    dated = _rules(DATED, "newest(D), apart(X)", View(at=parse_date("2020-01-01")))
    assert set(_columns(dated, "max")) == {(Kind.ROW,)}
    assert set(_columns(dated, "rivals")) == {(Kind.VALUE, Kind.ROW)}
    assert all(set(kinds) == {Kind.VALUE} for kinds in _columns(dated, "goal"))


def test_every_operation_is_given_the_kinds_that_it_takes() -> None:
    dated = _rules(DATED, "newest(D), apart(X)", View(at=parse_date("2020-01-01")))
    called = set()
    for rule in (rule for stratum in dated.strata for rule in stratum):
        holds = dict.fromkeys(range(len(rule.variables)), Kind.VALUE)
        for step in rule.body:
            if isinstance(step, Scan) and step.predicate in dated.columns:
                kinds = zip(step.args, dated.columns[step.predicate], strict=True)
                holds |= {arg.index: kind for arg, kind in kinds if arg is not None and not isinstance(arg, int)}
            elif isinstance(step, Group):
                called.add(step.function)
                if step.function in (MEMBERS, RIVALS) and not isinstance(step.result, int):
                    holds[step.result.index] = Kind.ROWS
            elif hasattr(step, "op"):
                called.add(step.op.form)
                given = [Kind.VALUE if isinstance(arg, int) else holds[arg.index] for arg in step.args]
                assert list(step.op.kinds(len(step.args))) == given, step
                if isinstance(step, Let) and not isinstance(step.result, int):
                    holds[step.result.index] = step.op.gives
    assert {MEMBERS, RIVALS, Form.CERTAIN, Form.VALUES, Form.OWN} <= called
