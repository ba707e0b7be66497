"""Goals are compiled without a fact: to equal rules for whatever facts; and each operation is given the kinds that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import rows_of

from factbase.base import FactBase, View
from factbase.engine.base import Rules, Unsupported
from factbase.engine.compile import compiled
from factbase.engine.goal import Goal
from factbase.engine.partial import Partial
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.step import Group, Head, Let, Scan
from factbase.engine.store import Stores
from factbase.explain.finder import goal_of
from factbase.ground.date import parse_date
from factbase.ground.operation import MEMBERS, RIVALS, ColumnKind, OperationForm
from factbase.ground.span import TextFile
from factbase.program.fact import RelationMode
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

    def partial(self, relation: RelationMode) -> Partial:
        return Partial({}, {})

    def unknown(self, form: Predicate) -> frozenset[int]:
        return frozenset()

    def unlike(self, relation: RelationMode) -> bool:
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


@pytest.mark.parametrize("goal", ["path(a, X)", "far(X, N)", "from_a(X)", "edge(X, Y), X != b"])
def test_rules_are_the_same_whatever_the_facts(goal: str) -> None:
    rules = compiled(_base(f"{RULES}assume edge(z, y).").program.rules, [_goal(goal)], Settled(), View())
    for facts in ("assume edge(a, b).", "assume edge(b, c). assume edge(c, d). assume edge(a, b)."):
        other = _rules(f"{RULES}{facts}", goal)
        assert (other.strata, other.reads, other.goals) == (rules.strata, rules.reads, rules.goals)
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
        seen = stores.of(stated, stated, stated)
        store = seen.store(stores.numbered(stated, rules.reached), tuple(rules.reads), View())
        before = list(store.symbols.values)
        model = PyDatalogEngine().solve(rules, store)
        assert store.symbols.values == before
        found.append(sorted(str(model.symbols.plain(number)) for (number,) in model.of(rules.goals[0])))
        over = rules.over(store)
        assert over.over(store) is over
        assert rows_of(PyDatalogEngine().solve(over, store)) == rows_of(model)
        assert [rule.origin for rule in over.each] == [rule.origin for rule in rules.each]
    assert found == [["b", "c"], ["b"]]


def test_what_is_read_has_its_columns_with_their_types() -> None:
    base = _base(
        """entity a: country { name: "A" }. entity n: pact { name: "N" }.
        relation signed(pact: pact, by: country, year: int). assume -signed(n, a, 2016).
        relation knew(who: any). assume knew(a)."""
    )
    query, problems = base.query("says(W): signed(P, C, Y) on D @ S, -signed(P, _, _), knew(C), undeclared(C)")
    rules = base.plan([goal_of(query.body)], base.selection(View()), View()).rules if query else None
    assert rules is not None, problems
    named = {"pact": {"pact"}, "by": {"country"}, "year": {"int"}}
    columns = {str(form): {each.name: each.types for each in of} for form, of in rules.reads.items()}
    assert columns == {
        "says: signed on @": {"who": None, **named, "on": {"date"}, "source": {"source"}},
        "-signed": named,
        "knew": {"who": None},
        "undeclared": {},
    }


def test_every_operation_is_given_the_kinds_that_it_takes() -> None:
    dated = _rules(DATED, "newest(D), apart(X)", View(at=parse_date("2020-01-01")))
    columns: dict[Head, list[ColumnKind]] = {}  # of what is derived; those of facts hold values
    called = set()
    for rule in dated.each:
        holds = dict.fromkeys(range(len(rule.variables)), ColumnKind.VALUE)
        for step in rule.body:
            if isinstance(step, Scan) and step.predicate in columns:
                kinds = zip(step.args, columns[step.predicate], strict=True)
                holds |= {arg.index: kind for arg, kind in kinds if arg is not None and not isinstance(arg, int)}
            elif isinstance(step, Group):
                called.add(step.function)
                if step.function in (MEMBERS, RIVALS) and not isinstance(step.result, int):
                    holds[step.result.index] = ColumnKind.ROWS
            elif hasattr(step, "op"):
                called.add(step.op.form)
                given = [ColumnKind.VALUE if isinstance(arg, int) else holds[arg.index] for arg in step.args]
                assert list(step.op.kinds(len(step.args))) == given, step
                if isinstance(step, Let) and not isinstance(step.result, int):
                    holds[step.result.index] = step.op.gives
        gives = [ColumnKind.VALUE if isinstance(arg, int) else holds[arg.index] for arg in rule.args]
        assert columns.setdefault(rule.head, gives) == gives, "rules of one relation hold the same kinds"
    assert {MEMBERS, RIVALS, OperationForm.CERTAIN, OperationForm.VALUES, OperationForm.OWN} <= called
    assert {kind for head, kinds in columns.items() if head in dated.goals for kind in kinds} == {ColumnKind.VALUE}
    assert {
        kinds[-1] for head, kinds in columns.items() if getattr(head, "name", "").startswith(("max", "rivals"))
    } == {ColumnKind.ROW}


def test_pairs_with_a_partial_date_are_not_counted_as_they_are_written() -> None:
    """Two that are written apart may be of one day, so that no number of them is certain."""
    text = "assume d(a, 2016-11-XX). assume d(a, 2016-11-03). assume e(a, 2016-11-01). n(N) :- N = count { X, D : d(X, D) }."
    with pytest.raises(Unsupported, match=r"how many pairs there are is not computed .*`D` at <test>:1"):
        _base(text).ask("n(N)", View())
    (answer,) = _base(text).ask("N = count { X, D : e(X, D) }", View()).answers
    assert answer.bindings[0][1] == 1
