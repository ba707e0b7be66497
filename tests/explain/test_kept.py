"""Explaining what the vector engine made: the same as of any engine's model, and without an object for each of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice, product

import pytest
from cases import ASKED, Asked, Chunk
from engines import VECTOR, in_parts
from explain.conftest import base_of, shipped

from factbase.base import Answers, FactBase, View
from factbase.checks.audit import audit
from factbase.engine.base import Engine, Listed, Row
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.explain import least, relation
from factbase.explain.finder import goal_of
from factbase.explain.least import height_of
from factbase.explain.prove import Prover
from factbase.explain.relation import Order, OrderedRelation
from factbase.ground.date import parse_date
from factbase.program.model import Predicate
from factbase.questions.certified import certify, certify_checks
from factbase.questions.explanation import explained, load_bearing
from factbase.questions.results.explained import explained_of
from factbase.questions.timeline import timeline
from factbase.resolve.answers import resolved
from factbase.result.written import json_text

pytestmark = pytest.mark.skipif(VECTOR is None, reason="the vector engine is not installed")
NOW = View(parse_date("2026-11-23"))
CLOSURE = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"


def vector() -> Engine:
    assert VECTOR is not None
    return VECTOR


@pytest.fixture
def never_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine keeps is always asked of it, however small it is."""
    monkeypatch.setattr(relation, "MOST", 0)


def _told(base: FactBase, answers: Answers, engine: Engine) -> list[object]:
    found = list(explained(base, answers, 5))
    told: list[object] = [answers.stopped, answers.search, answers.against, answers.verdict]
    told.append(json.loads(json_text(resolved(answers, base.program, base.evidence))) | {"engine": None, "id": None})
    shown = json.loads(json_text(explained_of(answers, found, base)))
    return [*told, shown | {"engine": None, "id": None}]


def _cases() -> Iterator[tuple[Chunk, Asked]]:
    for chunk, asked in (case.values for case in ASKED):
        assert isinstance(chunk, Chunk)
        assert isinstance(asked, Asked)
        yield chunk, asked


@pytest.mark.usefixtures("never_at_hand")
@pytest.mark.parametrize("area", sorted({chunk.path.parent.name for chunk, _ in _cases()}))
def test_what_is_told_of_the_corpus_is_the_same_on_both_engines(area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = in_parts(monkeypatch)  # so that rows stand in another order, too
    for chunk, asked in _cases():
        if chunk.path.parent.name != area:
            continue
        base = chunk.base()
        ours = base.ask(asked.goal, asked.view, engine)
        theirs = base.ask(asked.goal, asked.view, PyDatalogEngine())
        assert ours.engine == "vector"
        assert _told(base, ours, engine) == _told(base, theirs, PyDatalogEngine()), f"{chunk}: {asked.goal}"


def test_every_proof_that_the_engine_kept_is_certified_and_as_low_as_is_claimed(
    monkeypatch: pytest.MonkeyPatch, never_at_hand: None
) -> None:
    searched = kept = lowest = 0
    for chunk, asked in islice(
        _cases(), 0, None, 3
    ):  # certifying takes most of the time, and all are certified elsewhere
        base = chunk.base()
        with monkeypatch.context() as patched:
            patched.setattr(least, "MAX_SEARCHED", -1)
            answers = base.ask(asked.goal, asked.view, vector())
        certificate = certify(base, answers)
        assert certificate is not None
        assert certificate.problems == (), f"{chunk}: {asked.goal}"
        prover = answers.solved
        assert prover is not None
        search = least.Least(prover.graph)
        asked_for = prover.planned.rules.goals[0]
        for row in prover.model.of(asked_for):
            root = prover.graph.node(asked_for, row)
            chosen, best = prover.least.choose(root), search.choose(root)
            kept += 1
            searched += best.least_height
            lowest += chosen.least_height
            if chosen.least_height and best.least_height:
                assert height_of(chosen.choice, root) == height_of(best.choice, root), f"{chunk}: {asked.goal}"
    assert kept > 60
    assert lowest > kept // 2
    assert searched > kept // 2


@pytest.mark.usefixtures("never_at_hand")
def test_a_relation_in_an_engines_keeping_gives_what_it_gives_at_hand() -> None:
    base = base_of(CLOSURE + "".join(f"assume edge({i % 7}, {i * 5 % 11}).\n" for i in range(20)))
    goal = base.query("path(X, Y)")[0]
    assert goal is not None
    planned, model = base.solve([goal_of(goal.body)], View(), vector())
    for head in (Predicate("path"), Predicate("edge"), planned.rules.goals[0]):
        rows = model.of(head)
        assert not rows.held
        order = Order(model.symbols, len(planned.rules.symbols.values))
        kept, at_hand = OrderedRelation(rows, order), OrderedRelation(Listed(dict(rows.items())), order)
        assert (len(kept), kept.width, kept.all()) == (len(at_hand), at_hand.width, at_hand.all())
        numbers = range(len(model.symbols.values))
        for a, b in product(numbers, numbers):
            row: Row = (a, b)
            assert kept.rank(row) == at_hand.rank(row)
            assert (row in kept) == (row in at_hand)
        for columns in ((0,), (1,)):
            for number in numbers:
                assert list(kept.by(columns)((number,))) == list(at_hand.by(columns)((number,)))
    assert kept._stored is not None


def test_rows_are_taken_at_hand_once_that_costs_less_than_asking() -> None:
    base = base_of(CLOSURE + "".join(f"assume edge({i}, {i + 1}).\n" for i in range(60)))
    goal = base.query("path(X, Y)")[0]
    assert goal is not None
    planned, model = base.solve([goal_of(goal.body)], View(), vector())
    kept = OrderedRelation(model.of(Predicate("path")), Order(model.symbols, len(planned.rules.symbols.values)))
    row = kept.all()[0]
    find = kept.by((0,))
    expected = list(find(row[:1]))
    for _ in range(len(kept) // relation.PRICE + 1):
        assert list(find(row[:1])) == expected
    assert kept._stored is None
    assert list(find(row[:1])) == expected


def test_a_proof_from_a_large_model_makes_no_object_for_its_other_rows(
    monkeypatch: pytest.MonkeyPatch, never_at_hand: None
) -> None:
    monkeypatch.setattr(least, "MAX_SEARCHED", 1_000)
    base = base_of(CLOSURE + "".join(f"assume edge({i}, {i + 1}).\n" for i in range(300)))
    answers = base.query("path(X, Y)")[0]
    assert answers is not None
    planned, model = base.solve([goal_of(answers.body)], View(), vector())
    rows = model.of(Predicate("path"))
    assert not rows.held
    monkeypatch.setattr(type(rows), "__iter__", lambda self: iter([(0, 1)]))  # only its first row, for the width
    prover = Prover(planned, model, base.program)
    symbols = model.symbols
    row = (symbols.intern(3), symbols.intern(290))
    found = prover.proofs(planned.rules.goals[0], row, 1)
    assert found.least_height
    root = prover.graph.node(planned.rules.goals[0], row)
    assert height_of(prover.least.choose(root).choice, root) == 288


# ---- all else that reads models, on the shipped base


def test_the_checks_of_the_shipped_base_come_out_the_same_and_are_certified() -> None:
    ours, theirs = (audit(shipped(), NOW, engine) for engine in (vector(), PyDatalogEngine()))
    assert ours == theirs
    certificate = certify_checks(shipped(), ours, vector())
    assert certificate is not None
    assert certificate.problems == ()


def test_load_bearing_and_timelines_are_the_same_on_both_engines() -> None:
    assert load_bearing(shipped(), NOW, vector()) == load_bearing(shipped(), NOW, PyDatalogEngine())
    known = parse_date("2019-10-01")
    of_each = [timeline(shipped(), "direct_channel(A, B)", known, engine) for engine in (vector(), PyDatalogEngine())]
    assert of_each[0] == of_each[1]
    assert of_each[0].answers


def test_the_table_of_a_model_answers_alike_whichever_engine_made_it() -> None:
    base = base_of(CLOSURE + "".join(f"assume edge({i}, {i * 3 % 8}).\n" for i in range(8)))
    goal = base.query("path(X, Y)")[0]
    assert goal is not None
    engines = (vector(), PyDatalogEngine())
    models = [base.solve([goal_of(goal.body)], View(), engine)[1] for engine in engines]
    for head in (Predicate("path"), Predicate("edge"), Predicate("none")):
        ours, theirs = (model.of(head) for model in models)
        assert (len(ours), dict(ours.items())) == (len(theirs), dict(theirs.at_hand()))
        numbers = (None, *range(len(models[0].symbols.values)))
        for pattern in product(numbers, numbers):
            found = sorted(ours.rows(pattern)) if len(ours) else []
            assert found == sorted(theirs.rows(pattern))
            if None not in pattern:
                assert ours.rank(pattern) == theirs.rank(pattern) == (ours[pattern] if found else None)
    path = [model.of(Predicate("path")) for model in models]
    derived = [row for row, rank in path[0].items() if rank > 1]
    assert derived
    assert all(path[0].derivation(row) is not None and path[1].derivation(row) is None for row in derived)
    for table in path:
        with pytest.raises(KeyError):
            table.derivation((0, 99))
