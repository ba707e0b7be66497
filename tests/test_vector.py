"""The vector engine against the oracle and clingo, and what only it has: kernels, derivations, bounds, a cache of machine code."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
from array import array
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import clingo
import pytest
from asp import clingo_rows, encoded_rows
from cases import rows_of
from chance import examples
from checkout import ROOT
from engines import KERNELS, in_parts
from hypothesis import given
from hypothesis import strategies as st
from oracle import Oracle
from plans import Given, product
from programs import AT, base_of, everything, programs

from factbase.base import FactBase, View
from factbase.engine.base import Model, PlanRule, Row, Symbols, TooLarge
from factbase.engine.step import Auxiliary, Filter, Head, Let, Negated, Scan, Term, Var
from factbase.engine.vector import VectorEngine, missing
from factbase.explain.solutions import Rows, bind, solutions
from factbase.ground.operation import operation

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs the extra `fast`: {', '.join(missing())} not installed")


@pytest.fixture(scope="session")
def kernels() -> Path:
    return KERNELS


@pytest.fixture(scope="session")
def engine(kernels: Path) -> VectorEngine:
    return VectorEngine(kernels)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place is so small that everything must grow and every run must stop and go on."""
    from factbase.engine.vector import batch, body, index, sets, store

    monkeypatch.setattr(batch, "BATCH", 3)
    monkeypatch.setattr(body, "PATIENCE", 3)
    monkeypatch.setattr(body, "BUFFER", 2)
    monkeypatch.setattr(index, "FEW", 0)
    monkeypatch.setattr(index, "DENSE", 0)
    monkeypatch.setattr(sets, "MAX_BITMAP", 0)
    monkeypatch.setattr(store, "LARGE", 4)
    monkeypatch.setattr(store, "FIRST_ROOM", 2)
    monkeypatch.setattr(store, "NARROW_VALUES", 12)
    monkeypatch.setattr(sets, "FIRST_SLOTS", 2)


@pytest.fixture(params=["as it is", "tiny", "in parts", "tiny, in parts at once", "tiny, in parts later"])
def engine_of(request: pytest.FixtureRequest, kernels: Path, monkeypatch: pytest.MonkeyPatch) -> VectorEngine:
    """The engine as it is, with places that are all too small, and with threads for however little there is to do."""
    if "tiny" in request.param:
        request.getfixturevalue("tiny")
    if "parts" not in request.param:
        return VectorEngine(kernels)
    return in_parts(monkeypatch, 3 if "later" in request.param else 0)


# ---- agreement


@cache
def judged(text: str) -> tuple[FactBase, dict]:
    """A program and the rows that it has by the oracle, once for all the ways of the engine, which are given the same programs."""
    base = base_of(text)
    _, model = base.solve(everything(base), View(AT), Oracle())
    return base, rows_of(model)


def test_programs_have_the_rows_ranks_and_derivations_of_the_oracle(engine_of: VectorEngine) -> None:
    @examples(80)
    @given(programs())
    def agree(text: str) -> None:
        base, expected = judged(text)
        planned, model = base.solve(everything(base), View(AT), engine_of)
        assert rows_of(model) == expected
        check_derivations(Given(planned.rules, planned.store), model)

    agree()


@st.composite
def wide_plans(draw: st.DrawFn) -> Given:
    """Plans over relations of up to twelve columns, two strata, the second recursive and with negation."""
    symbols = Symbols()
    values = [symbols.intern(value) for value in range(draw(st.integers(1, 3)))]
    number = st.sampled_from(values)
    widths = {Auxiliary(f"b{i}"): draw(st.sampled_from((0, 1, 2, 3, 4, 7, 12))) for i in range(3)}
    facts: dict[Head, Mapping[Row, tuple[int, ...]]] = {
        head: dict.fromkeys(draw(st.lists(st.tuples(*[number] * width), max_size=9)), ())
        for head, width in widths.items()
    }
    heads = {Auxiliary(f"h{i}"): draw(st.sampled_from((0, 1, 2, 3, 5, 12))) for i in range(2)}
    strata = []
    for level in range(2):
        for head, width in heads.items():
            head = Auxiliary(f"{head.name}{level}")
            known = {**widths, head: width}
            strata.append(
                tuple(draw(wide_rules(head, width, known, widths, number)) for _ in range(draw(st.integers(1, 3))))
            )
            widths = known
    return Given.of(symbols, facts, tuple(strata))


@st.composite
def wide_rules(
    draw: st.DrawFn,
    head: Auxiliary,
    width: int,
    known: Mapping[Auxiliary, int],
    below: Mapping[Auxiliary, int],
    number: st.SearchStrategy[int],
) -> PlanRule:
    variable = st.integers(0, 4).map(Var)
    arg = st.one_of(variable, variable, number, st.none())
    body: list[Any] = []
    for _ in range(draw(st.integers(1, 3))):
        relation = draw(st.sampled_from(sorted(known, key=str)))
        body.append(Scan(relation, tuple(draw(arg) for _ in range(known[relation]))))
    bound = sorted({a.index for step in body for a in step.args if isinstance(a, Var)})
    term: st.SearchStrategy[Term] = st.one_of(number, st.sampled_from(bound).map(Var)) if bound else number
    if draw(st.booleans()):
        relation = draw(st.sampled_from(sorted(below, key=str)))
        body.append(Negated(relation, tuple(draw(st.one_of(term, st.none())) for _ in range(below[relation]))))
    if draw(st.booleans()):
        test = operation(draw(st.sampled_from(("<", "!=", "=", "known"))))
        compared = draw(term), draw(term)
        body.append(Filter(test, compared[: len(test.takes)]))
    result = Var(5)
    if draw(st.integers(0, 3)) == 0:
        body.append(Let(operation("mod"), (draw(term), draw(number)), result))
        term = st.one_of(term, st.just(result))
    args = tuple(draw(term) for _ in range(width))
    return PlanRule(head, args, tuple(body), ("",) * 6, 0)


def test_wide_relations_have_the_rows_of_clingo_and_the_ranks_and_derivations_of_the_oracle(
    engine_of: VectorEngine,
) -> None:
    @examples(80)
    @given(wide_plans())
    def agree(plan: Given) -> None:
        model = engine_of.solve(*plan)
        assert rows_of(model) == rows_of(Oracle().solve(*plan))
        assert encoded_rows(model) == clingo_rows(*plan)
        check_derivations(plan, model)

    agree()


def check_derivations(plan: Given, model: Model) -> None:
    """Every derived row has an instance of its rule over its parents, which have lower ranks or are of earlier strata."""
    rows = Rows(model)
    strata = {rule.head: number for number, stratum in enumerate(plan.rules.strata) for rule in stratum}
    for head, of_head in model.rows.items():
        assert not of_head.held
        assert list(of_head.items()) == [(row, of_head[row]) for row in of_head]
        for row, rank in of_head.items():
            assert of_head.rows(row) == [row]
            assert of_head.rank(row) == rank
            derivation = of_head.derivation(row)
            if derivation is None:
                assert rank == 0
                assert row in plan.store.rows[head]
                continue
            rule, binding = derivation.rule, bind(derivation.rule.args, row, len(derivation.rule.variables))
            assert binding is not None
            scans = [step for step in rule.body if isinstance(step, Scan)]
            for scan, parent in zip(scans, derivation.parents, strict=True):
                if parent is None:
                    continue
                if strata.get(scan.predicate) == strata[head]:
                    assert model.of(scan.predicate)[parent] < rank
                for arg, value in zip(scan.args, parent, strict=True):
                    if isinstance(arg, Var):
                        assert binding[arg.index] in (None, value)
                        binding[arg.index] = value
                    elif arg is not None:
                        assert arg == value
            assert next(solutions(rows, rule.body, binding), None) is not None


@pytest.mark.parametrize("seed", range(12))
def test_closures_with_negation_are_those_of_clingo(seed: int, engine: VectorEngine) -> None:
    chance = random.Random(seed)
    nodes = chance.choice((20, 60, 300))
    edges = {(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(chance.choice((30, 100, 500)))}
    closed = {(node,) for node in range(nodes) if chance.random() < 0.2}
    text = """
        path(X, Y) :- edge(X, Y), not closed(X).
        path(X, Z) :- path(X, Y), path(Y, Z), X != Z.
        same(X, Y) :- path(Z, X), path(Z, Y), X < Y.
        far(X) :- path(X, _), not edge(X, X), not near(X).
        near(X) :- edge(X, Y), edge(Y, X).
        triple(X, Y, Z) :- edge(X, Y), edge(Y, Z), not edge(X, Z), X <= Z.
    """
    edge, shut, path, same, far, near, triple = map(
        Auxiliary, ("edge", "closed", "path", "same", "far", "near", "triple")
    )
    x, y, z = Var(0), Var(1), Var(2)

    def rule(head: Auxiliary, args: tuple[Term, ...], *body: Any) -> PlanRule:
        return PlanRule(head, args, body, ("X", "Y", "Z"), 0)

    symbols = Symbols()
    for node in range(nodes):
        symbols.intern(node)
    plan = Given.of(
        symbols,
        {edge: dict.fromkeys(sorted(edges), ()), shut: dict.fromkeys(sorted(closed), ())},
        (
            (
                rule(path, (x, y), Scan(edge, (x, y)), Negated(shut, (x,))),
                rule(path, (x, z), Scan(path, (x, y)), Scan(path, (y, z)), Filter(operation("!="), (x, z))),
            ),
            (rule(same, (x, y), Scan(path, (z, x)), Scan(path, (z, y)), Filter(operation("<"), (x, y))),),
            (rule(near, (x,), Scan(edge, (x, y)), Scan(edge, (y, x))),),
            (rule(far, (x,), Scan(path, (x, None)), Negated(edge, (x, x)), Negated(near, (x,))),),
            (
                rule(
                    triple,
                    (x, y, z),
                    Scan(edge, (x, y)),
                    Scan(edge, (y, z)),
                    Negated(edge, (x, z)),
                    Filter(operation("<="), (x, z)),
                ),
            ),
        ),
    )
    facts = [f"edge({a},{b})." for a, b in edges] + [f"closed({a})." for (a,) in closed]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], text + "\n".join(facts))
    control.ground([("base", [])])
    expected: dict[str, set[Row]] = {}
    for atom in control.symbolic_atoms:
        row = tuple(argument.number for argument in atom.symbol.arguments)
        expected.setdefault(atom.symbol.name, set()).add(row)
    found = {head.name: set(rows) for head, rows in engine.solve(*plan).rows.items() if rows}  # type: ignore[union-attr]
    assert found == expected


# ---- ways through the engine that only larger plans take


def closure(edges: Mapping[Row, tuple[int, ...]], nodes: int) -> Given:
    symbols = Symbols()
    for node in range(nodes):
        symbols.intern(node)
    edge, path = Auxiliary("edge"), Auxiliary("path")
    x, y, z = Var(0), Var(1), Var(2)
    rules = (
        PlanRule(path, (x, y), (Scan(edge, (x, y)),), ("X", "Y"), 0),
        PlanRule(path, (x, z), (Scan(path, (x, y)), Scan(edge, (y, z))), ("X", "Y", "Z"), 1),
    )
    return Given.of(symbols, {edge: edges}, (rules,))


@pytest.mark.parametrize(("steps", "kind"), [((1,), "WORDS"), ((1, 70), "WORDS"), ((), "PAIRS")])
def test_a_hash_of_pairs_becomes_one_of_words_where_the_pairs_are_dense(
    engine: VectorEngine, monkeypatch: pytest.MonkeyPatch, steps: tuple[int, ...], kind: str
) -> None:
    from factbase.engine.vector import layout, sets
    from factbase.engine.vector.store import ColumnTable

    kinds: list[int] = []
    forget = ColumnTable.forget

    def last_kind(table: ColumnTable) -> None:
        kinds.extend([] if table.unknown else [table.known.kind])
        forget(table)

    monkeypatch.setattr(ColumnTable, "forget", last_kind)
    monkeypatch.setattr(sets, "MAX_BITMAP", 0)
    nodes = 120 if steps else 40_000
    edges: dict[Row, tuple[int, ...]] = {(a, (a + step) % nodes): () for a in range(nodes) for step in steps}
    edges = edges or {(a, a + 20_000): () for a in range(20_000)}
    model = engine.solve(*closure(edges, nodes))
    found = model.of(Auxiliary("path"))
    assert set(found) == ({(a, b) for a in range(nodes) for b in range(nodes)} if steps else set(edges))
    assert kinds == [getattr(layout, kind)]  # of the set that goes when the closure is there
    assert found.table.unknown  # type: ignore[attr-defined]


class Columns(Mapping[Row, tuple[int, ...]]):
    """Facts as columns, as a table of the base gives them."""

    def __init__(self, columns: Any) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Any:
        return iter(zip(*(map(int, column) for column in self.columns), strict=True))

    def __getitem__(self, row: Row) -> tuple[int, ...]:
        return ()


@pytest.mark.parametrize("kind", ["array", "int32", "int64", "strided"])
def test_facts_come_as_columns_too(engine: VectorEngine, kind: str) -> None:
    import numpy as np

    chance = random.Random(7)
    rows = sorted({(chance.randrange(50), chance.randrange(50)) for _ in range(80)})
    whole = np.array(rows, np.int64 if kind == "int64" else np.int32)
    columns: Any = [whole[:, 0], whole[:, 1]]
    if kind == "array":
        columns = [array("i", column.tolist()) for column in columns]
    elif kind != "strided":
        columns = [column.copy() for column in columns]
    given = engine.solve(*closure(Columns(columns), 50))
    plain = engine.solve(*closure(dict.fromkeys(rows, ()), 50))
    assert {head: dict(of) for head, of in given.rows.items()} == {head: dict(of) for head, of in plain.rows.items()}
    assert [list(map(int, column)) for column in columns] == [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_few_values_of_a_later_join_narrow_an_index(seed: int, engine: VectorEngine) -> None:
    """Andersen's points-to, where a growing relation meets itself over the few variables that are loaded or stored."""
    chance = random.Random(seed)
    count = 120
    symbols = Symbols()
    for variable in range(count):
        symbols.intern(variable)
    addr, copy, load, keep, pt = map(Auxiliary, ("addr", "copy", "load", "store", "pt"))
    p, q, r, o = map(Var, range(4))

    def pairs(many: int) -> dict[Row, tuple[int, ...]]:
        return {(chance.randrange(count), chance.randrange(count)): () for _ in range(many)}

    bodies = (
        ((p, o), (Scan(addr, (p, o)),)),
        ((p, o), (Scan(copy, (p, q)), Scan(pt, (q, o)))),
        ((p, o), (Scan(load, (p, q)), Scan(pt, (q, r)), Scan(pt, (r, o)))),
        ((r, o), (Scan(keep, (p, q)), Scan(pt, (p, r)), Scan(pt, (q, o)))),
    )
    rules = tuple(PlanRule(pt, args, body, ("P", "Q", "R", "O"), i) for i, (args, body) in enumerate(bodies))
    facts: dict[Head, Mapping[Row, tuple[int, ...]]] = {
        addr: pairs(40),
        copy: pairs(60),
        load: pairs(9),
        keep: pairs(9),
    }
    plan = Given.of(symbols, facts, (rules,))
    model = engine.solve(*plan)
    assert rows_of(model) == rows_of(Oracle().solve(*plan))
    check_derivations(plan, model)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other ways")
def test_a_process_can_fork_whatever_its_tables_reserved() -> None:
    program = """
import subprocess
from factbase.engine.vector.arrays import NO_RESERVE, np, reserved
held = [reserved(1 << 28, np.int32) for _ in range(256 if NO_RESERVE else 1)]  # a quarter of a tebibyte
subprocess.run(["true"], preexec_fn=int, check=True)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


# ---- in parts


def ways(seed: int, scheme: str) -> Given:
    """Reachability by roads of two kinds, some of it given; `scheme` says which recursive rules there are."""
    chance = random.Random(seed)
    nodes = 300
    symbols = Symbols()
    for node in range(nodes):
        symbols.intern(node)
    road, rail, way = map(Auxiliary, ("road", "rail", "way"))
    x, y, z, between = (Var(number) for number in range(4))
    names = ("X", "Y", "Z", "Between")
    bodies: dict[str, tuple[tuple[Any, ...], ...]] = {
        "to the right": ((Scan(way, (x, y)), Scan(road, (y, z))),),
        "to the left": ((Scan(way, (y, z)), Scan(road, (x, y))),),
        "by two rules": (
            (Scan(way, (x, y)), Scan(road, (y, z)), Negated(rail, (x, z))),
            (Scan(rail, (y, z)), Scan(way, (x, y)), Filter(operation("!="), (x, z))),
        ),
        "by two rules of one form": (
            (Scan(way, (x, y)), Scan(road, (y, z))),
            (Scan(way, (x, y)), Scan(rail, (y, z))),
        ),
        "at once": ((Scan(road, (x, y)), Scan(rail, (y, z)), Negated(road, (x, z))),),
        "by three": ((Scan(road, (x, y)), Scan(rail, (y, between)), Scan(road, (between, z))),),
    }
    rules = [PlanRule(way, (x, y), (Scan(road, (x, y)),), names, 0)]
    rules += [PlanRule(way, (x, z), body, names, i) for i, body in enumerate(bodies[scheme], 1)]

    def pairs(count: int) -> dict[Row, tuple[int, ...]]:
        return {(chance.randrange(nodes), chance.randrange(nodes)): () for _ in range(count)}

    facts: dict[Head, Mapping[Row, tuple[int, ...]]] = {road: pairs(400), rail: pairs(60)}
    if seed % 2:
        facts[way] = pairs(50)
        rules.append(PlanRule(way, (0, 1), (), names, 8))
    over = PlanRule(Auxiliary("over"), (x,), (Scan(way, (x, y)), Scan(way, (y, x))), names, 9)
    return Given.of(symbols, facts, (tuple(rules), (over,)))


@pytest.mark.parametrize("many", [0, 600])
@pytest.mark.parametrize(
    "scheme", ["to the right", "to the left", "by two rules", "by two rules of one form", "at once"]
)
@pytest.mark.parametrize("seed", range(2))
def test_parts_have_the_rows_ranks_and_derivations_of_one_thread(
    seed: int, scheme: str, many: int, kernels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = ways(seed, scheme)
    clocks = iter(range(1_000_000))
    alone = VectorEngine(kernels).solve(*plan)
    engine = in_parts(monkeypatch, many)
    engine.clock = lambda: next(clocks)
    divided = engine.solve(*plan)
    assert rows_of(divided) == rows_of(alone)
    check_derivations(plan, divided)
    way, same = alone.of(Auxiliary("way")), divided.of(Auxiliary("way"))
    assert all(same.derivation(row) == way.derivation(row) for row in way)
    ranks = same.table.ranks  # type: ignore[attr-defined]
    if not (many and scheme == "at once"):
        assert ranks != sorted(set(ranks))  # parts stand one behind the other
    assert alone.statistics is not None
    assert divided.statistics is not None
    assert [rule.rows for rule in alone.statistics.rules] == [rule.rows for rule in divided.statistics.rules]
    assert alone.statistics.rounds == divided.statistics.rounds
    assert all(rule.seconds > 0 for rule in divided.statistics.rules)


@pytest.mark.parametrize("scheme", ["to the right", "by two rules of one form", "by three"])
def test_facts_in_the_order_of_a_key_have_an_index_without_rows_of_its_own(
    scheme: str, engine: VectorEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factbase.engine.vector import index

    rules, store = ways(1, scheme)
    ordered = replace(store, rows={head: dict.fromkeys(sorted(rows), ()) for head, rows in store.rows.items()})
    expected = rows_of(engine.solve(rules, ordered))
    monkeypatch.setattr(index, "FEW", 0)
    built: list[bool] = []
    build = index.Index.build
    monkeypatch.setattr(index.Index, "build", lambda self: (built.append(self.ordered), build(self)))
    model = engine.solve(rules, ordered)
    assert any(built)
    assert rows_of(model) == expected == rows_of(engine.solve(rules, store))
    check_derivations(Given(rules, ordered), model)


def test_relations_of_the_same_rules_have_the_same_rows_and_derivations_of_their_own(engine: VectorEngine) -> None:
    chance, symbols = random.Random(3), Symbols()
    for node in range(30):
        symbols.intern(node)
    road, first, second, both = map(Auxiliary, ("road", "first", "second", "both"))
    x, y, z, names = Var(0), Var(1), Var(2), ("X", "Y", "Z")

    def far(head: Head, origin: int) -> list[PlanRule]:
        bodies = (Scan(road, (x, z)),), (Scan(road, (x, y)), Scan(road, (y, z)))
        return [PlanRule(head, (x, z), body, names, origin + i) for i, body in enumerate(bodies)]

    facts: dict[Head, Mapping[Row, tuple[int, ...]]] = {
        road: {(chance.randrange(30), chance.randrange(30)): () for _ in range(60)}
    }
    joined = PlanRule(both, (x, z), (Scan(first, (x, y)), Scan(second, (y, z)), Negated(second, (x, z))), names, 4)
    plan = Given.of(symbols, facts, (far(first, 0), far(second, 2), (joined,)))
    model = engine.solve(*plan)
    check_derivations(plan, model)
    assert rows_of(model) == rows_of(Oracle().solve(*plan))
    one, other = model.of(first), model.of(second)
    assert one.table.columns[0] is other.table.columns[0]  # type: ignore[attr-defined]
    assert {other.derivation(row).rule.origin for row in other} == {2, 3}  # type: ignore[union-attr]
    assert model.statistics is not None
    assert [rule.rows for rule in model.statistics.rules[:2]] == [rule.rows for rule in model.statistics.rules[2:4]]


@pytest.mark.parametrize("seed", range(4))
def test_relations_side_by_side_have_the_rows_and_derivations_of_one_thread(
    seed: int, kernels: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(seed)
    symbols = Symbols()
    for node in range(40):
        symbols.intern(node)
    new, assign, load, stored, points, holds = map(Auxiliary, ("new", "assign", "load", "stored", "points", "holds"))
    v, w, f, h, b = map(Var, range(5))
    names = tuple("VWFHB")
    rules = (
        PlanRule(points, (v, h), (Scan(new, (v, h)),), names, 0),
        PlanRule(points, (v, h), (Scan(assign, (v, w)), Scan(points, (w, h))), names, 1),
        PlanRule(
            points,
            (v, h),
            (Scan(load, (v, w, f)), Scan(points, (w, b)), Scan(holds, (b, f, h)), Filter(operation("<="), (h, b))),
            names,
            2,
        ),
        PlanRule(holds, (b, f, h), (Scan(stored, (v, f, w)), Scan(points, (v, b)), Scan(points, (w, h))), names, 3),
    )

    def some(count: int, width: int) -> dict[Row, tuple[int, ...]]:
        return {tuple(chance.randrange(40) for _ in range(width)): () for _ in range(count)}

    facts = {new: some(25, 2), assign: some(40, 2), load: some(40, 3), stored: some(40, 3)}
    plan = Given.of(symbols, facts, (rules,))
    alone = VectorEngine(kernels).solve(*plan)
    if seed % 2:
        request.getfixturevalue("tiny")
    engine = in_parts(monkeypatch)
    shared = engine.solve(*plan)
    for head in (points, holds):
        assert len(alone.of(head)) > 50
        assert dict(shared.of(head).items()) == dict(alone.of(head).items())
        assert all(shared.of(head).derivation(row) == alone.of(head).derivation(row) for row in alone.of(head))
    assert shared.statistics is not None
    assert alone.statistics is not None
    assert [rule.rows for rule in shared.statistics.rules] == [rule.rows for rule in alone.statistics.rules]
    check_derivations(plan, shared)


def test_what_stops_one_thread_stops_all(kernels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factbase.engine.vector import driver, parts

    monkeypatch.setattr(parts, "BLOCK", 0)
    monkeypatch.setattr(driver, "MANY", 0)
    plan = closure({(a, (a + 1) % 3_000): () for a in range(3_000)}, 3_000)  # nine million rows, three thousand rounds
    for bound in ({"max_rows": 500_000}, {"max_bytes": 20_000_000}):
        with pytest.raises(TooLarge):
            VectorEngine(kernels, threads=3, **bound).solve(*plan)
    told: list[int] = []
    threads = threading.active_count()

    def interrupt(rounds: int, rows: int) -> None:
        told.append(rows)
        if rows > 300_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        VectorEngine(kernels, threads=3, progress=interrupt).solve(*plan)
    assert sorted(told) == told
    assert told[-1] < 2_000_000
    assert threading.active_count() == threads


def test_a_crew_raises_what_a_thread_of_it_raised() -> None:
    from factbase.engine.vector.crew import Crew

    done: list[int] = []
    crew = Crew(2, lambda: None)

    def fail() -> None:
        raise TooLarge("of the second")

    def wait() -> None:
        while True:
            crew.pause()

    with pytest.raises(TooLarge, match="of the second"):
        crew.run([wait, fail])
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(300):  # in the end there are more threads than tasks
            done.clear()
            Crew(4, lambda: None).run([partial(done.append, number) for number in range(40)])
            assert sorted(done) == [*range(40)]
    finally:
        sys.setswitchinterval(interval)


# ---- bounds


def counting(limit: int) -> Given:
    """A count that goes on to a limit, a row a round."""
    symbols = Symbols()
    zero, one, last = (symbols.intern(value) for value in (0, 1, limit))
    count, after, start = Auxiliary("count"), Var(1), Auxiliary("start")
    rules = (
        PlanRule(count, (Var(0),), (Scan(start, (Var(0),)),), ("N",), 0),
        PlanRule(
            count,
            (after,),
            (
                Scan(count, (Var(0),)),
                Filter(operation("<"), (Var(0), last)),
                Let(operation("+"), (Var(0), one), after),
            ),
            ("N", ""),
            1,
        ),
    )
    return Given.of(symbols, {start: {(zero,): ()}}, (rules,))


def test_values_that_come_up_on_the_way_are_taken_in(engine: VectorEngine) -> None:
    model = engine.solve(*counting(3000))
    assert len(model.of(Auxiliary("count"))) == 3001


def test_columns_become_wider_when_more_values_come_up(engine: VectorEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    from factbase.engine.vector import store

    monkeypatch.setattr(store, "NARROW_VALUES", 1500)
    plan = counting(3000)
    wide = engine.solve(*plan).of(Auxiliary("count"))
    monkeypatch.undo()
    narrow = engine.solve(*plan).of(Auxiliary("count"))
    sizes = [rows.table.columns[0].itemsize for rows in (narrow, wide)]  # type: ignore[attr-defined]
    assert sizes == [2, 4]
    assert list(wide.items()) == list(narrow.items())


def test_too_many_rows_are_refused(kernels: Path) -> None:
    with pytest.raises(TooLarge, match="past 1,000 rows"):
        VectorEngine(kernels, max_rows=1000).solve(*product(20))
    assert len(VectorEngine(kernels, max_rows=8000).solve(*product(20)).of(Auxiliary("three"))) == 8000


def test_too_much_memory_is_refused(kernels: Path) -> None:
    with pytest.raises(TooLarge, match="past 16 MiB of memory"):
        VectorEngine(kernels, max_bytes=16 << 20).solve(*product(200))


def test_more_memory_than_there_is_is_refused(kernels: Path) -> None:
    """In a process that may have 1 GiB, and an engine that would take more."""
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from factbase.engine.base import TooLarge; from factbase.engine.vector import VectorEngine\n"
        "sys.path.insert(0, sys.argv[2]); from plans import product\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try: VectorEngine(Path(sys.argv[1]), max_bytes=20 << 30).solve(*product(1000))\n"
        "except TooLarge as told: print(told)"
    )
    arguments = [sys.executable, "-c", script, str(kernels), str(Path(__file__).parent)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "the model needs more memory than there is"


def test_more_rows_than_a_row_number_tells_are_refused() -> None:
    from factbase.engine.vector.arrays import Memory

    assert Memory(1 << 60, 1 << 60).max_rows < 2**31


def test_an_interrupt_ends_a_long_run_and_leaves_the_engine_usable(kernels: Path) -> None:
    engine = VectorEngine(kernels, max_bytes=20 << 30)
    engine.solve(*product(3))
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.solve(*product(1000))
    assert len(engine.solve(*product(3)).of(Auxiliary("three"))) == 27


def test_progress_tells_rounds_and_rows_and_can_end_a_run(kernels: Path) -> None:
    told: list[tuple[int, int]] = []
    VectorEngine(kernels, progress=lambda rounds, rows: told.append((rounds, rows))).solve(*counting(50))
    assert told[-1] == (51, 52)

    def stop(rounds: int, rows: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        VectorEngine(kernels, progress=stop).solve(*counting(50))


def test_statistics_tell_rounds_and_rows_of_each_rule(kernels: Path) -> None:
    ticks = iter(range(10_000))
    statistics = VectorEngine(kernels, clock=lambda: next(ticks)).solve(*counting(50)).statistics
    assert statistics is not None
    assert [(rule.firings, rule.rows) for rule in statistics.rules] == [(1, 1), (51, 50)]
    assert statistics.rows == 52
    assert all(rule.seconds for rule in statistics.rules)


# ---- kernels on disk


@pytest.fixture
def one_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Loads a small kernel from a folder and gives what was told; nothing is compiled but the first time."""
    from factbase.engine.vector.native import Kernels

    def load(folder: Path | None) -> list[str]:
        told: list[str] = []
        assert Kernels(folder, told.append).grow_words is not None
        return told

    return load


def test_a_kernel_is_compiled_once_and_kept(one_kernel: Any, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert any("compiling" in text for text in one_kernel(folder))
    assert one_kernel(folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", ["cut", "empty", "writable"])
def test_a_kept_kernel_that_cannot_be_trusted_is_made_anew(one_kernel: Any, tmp_path: Path, damage: str) -> None:
    one_kernel(tmp_path)
    (path,) = tmp_path.glob("*.o")
    whole = path.read_bytes()
    match damage:
        case "cut":
            path.write_bytes(whole[:-10])
        case "empty":
            path.write_bytes(b"")
        case _:
            path.chmod(0o666)
    assert any("compiling" in text for text in one_kernel(tmp_path))
    assert one_kernel(tmp_path) == []


def test_no_kernel_is_loaded_from_or_kept_in_a_folder_that_others_can_write(one_kernel: Any, tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    told = one_kernel(tmp_path)
    assert any("not used for kernels" in text for text in told)
    assert not list(tmp_path.iterdir())


def test_a_cache_that_cannot_be_written_is_told_and_does_no_harm(one_kernel: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = one_kernel(tmp_path / "file" / "folder")
    assert any("cannot be kept" in text and "every run compiles them again" in text for text in told)


SOLVED = """
import sys
sys.modules["numba"] = None
from pathlib import Path
from factbase.engine.vector import VectorEngine
sys.path.insert(0, sys.argv[2])
from plans import product
VectorEngine(Path(sys.argv[1]), notice=print).solve(*product(3))
"""


def _solved(kept: Path, source: Path) -> str:
    """What a process is told that solves with a package from some place, without numba."""
    arguments = [sys.executable, "-c", SOLVED, str(kept), str(Path(__file__).parent)]
    around = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(arguments, capture_output=True, text=True, check=True, env=around).stdout


def test_kernels_are_compiled_without_numba_and_not_again_by_a_package_that_is_installed_anew(tmp_path: Path) -> None:
    assert _solved(tmp_path / "kernels", ROOT / "src") == "compiling kernels for this machine, once\n"
    shutil.copytree(ROOT / "src", tmp_path / "src", copy_function=shutil.copyfile)  # with times of its own
    assert _solved(tmp_path / "kernels", tmp_path / "src") == ""


def test_the_kernels_that_are_shipped_are_those_of_their_functions() -> None:
    import kernels

    assert kernels.is_made_of_its_sources(), "run `python tests/kernels.py`"
    text = kernels.FILE.read_text(encoding="utf-8")
    if text.splitlines()[2] == kernels.head()[2]:  # another numba writes the same otherwise
        assert kernels.written() == text


def _blocks() -> dict[type, dict[str, int]]:
    """By the classes of blocks, the names of their words and which they are."""
    from factbase.engine.vector import blocks, operations

    found: dict[type, dict[str, int]] = {}
    for kind in (*vars(blocks).values(), *vars(operations).values()):
        if isinstance(kind, type) and issubclass(kind, blocks.Block):
            words = [each for base in kind.__mro__ for each in vars(base).values() if isinstance(each, blocks.Word)]
            found[kind] = {word.name: word.number for word in words}
    return found


def test_no_two_words_of_a_block_are_one() -> None:
    from factbase.engine.vector import layout

    assert len(_blocks()) > 15
    for kind, words in _blocks().items():
        assert len(set(words.values())) == len(words), kind
        if hasattr(kind, "kind"):
            assert layout.O_KIND not in words.values()
            assert max(words.values()) < layout.O_WORDS
            cursors = {layout.O_K, layout.O_POSITION} if kind.kind <= layout.PROBE else set()
            assert cursors.isdisjoint(words.values()), "they are the kernels' own"


def test_every_word_that_kernels_know_of_a_block_has_a_name() -> None:
    from factbase.engine.vector import layout

    of = {kind.__name__: set(words.values()) for kind, words in _blocks().items()}
    prefixes = {"TableBlock": "T_", "SetBlock": "S_", "IndexBlock": "I_", "OrderBlock": "W_", "FrameBlock": "F_"}
    behind = (
        "COLUMNS",
        "SIZE",
        "KEYS",
        "OPS",
    )  # of a table, of all words, of an index, of a frame: where its list begins
    for name, prefix in prefixes.items():
        words = {n: value for n, value in vars(layout).items() if n.startswith(prefix)}
        lists = {n for n in words if n.removeprefix(prefix) in behind and not (prefix == "I_" and n == "I_SIZE")}
        assert {value for n, value in words.items() if n not in lists} == of[name]
        assert all(words[n] >= len(of[name]) for n in lists)


def test_a_block_has_the_words_of_its_kind_and_an_operation_runs_when_all_are_filled() -> None:
    from factbase.engine.vector.blocks import IndexBlock, SetBlock, TableBlock
    from factbase.engine.vector.operations import PartBlock, ScanBlock

    for block in (TableBlock(2), SetBlock(), IndexBlock(1), PartBlock(), ScanBlock()):
        with pytest.raises(AttributeError):
            block.wanted = 1  # type: ignore[attr-defined]  # of a look into a set only
    table = TableBlock(2)
    table.columns[1] = 7
    with pytest.raises(IndexError):
        table.columns[2] = 7
    assert (table.rows, table.array[-1], table.place(0)) == (0, 7, table.address)
    part = PartBlock()
    with pytest.raises(AssertionError, match="PartBlock lacks column, column_count, columns, given, groups"):
        _ = part.address
    for word in sorted(part.left):
        setattr(part, word, 1)
    assert part.address
