"""The engine `spark`: a representative part of the corpus on this machine, and a cluster of a master and two workers over loopback,
of which one is killed while it works. Skipped without pyspark or Java.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cases import ASKED, Asked, Chunk, rows_of
from checkout import Result
from cluster import Cluster, ConnectServer
from oracle import Oracle
from programs import AT, base_of, everything

from factbase.answer import Answer
from factbase.base import FactBase, View
from factbase.engine.base import Unsupported
from factbase.engine.goal import Goal
from factbase.engine.relational import SparkEngine, missing_spark
from factbase.explain.proof import leaves
from factbase.program.plain import open_variables
from factbase.sources import sheets

pytestmark = pytest.mark.skipif(bool(missing_spark()), reason="the extra `spark` is not installed, or Java")

Factbase = Callable[..., Result]
PROGRAM = """
edge(X, X + 1) :- X in 1 .. 4.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
far(X, N) :- edge(X, _), N = count { Y : path(X, Y) }, not path(X, 3).
word(X, concat("n", X)) :- far(X, _).
assume signed(a, "it's", 2.50) on 2016-11-23.
assume signed(b, "$x :y", 1).
year_of(X, Y) :- signed(X, _, _) on D, Y = year(D), D < 2017-01-01.
small(X) :- signed(X, _, N), N < 2.
"""


@pytest.fixture(scope="module")
def local() -> SparkEngine:
    return SparkEngine("local[2]")


def test_rows_and_ranks_are_the_oracles_on_one_machine(local: SparkEngine, tmp_path: Path) -> None:
    base = base_of(PROGRAM)
    planned, model = base.solve(everything(base), View(AT), local)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))
    (answer,) = base.ask("path(2, 4)", View(AT), local).answers
    assert answer.proof == base.ask("path(2, 4)", View(AT), Oracle()).answers[0].proof


LEFT = """
relation r(n: int, d: date, x: decimal, s: symbol, t: string).
assume table r from "r.parquet".
later(A, B) :- r(A, D, _, _, _), r(B, E, _, _, _), D < E.
add(Z) :- r(_, _, X, _, _), r(_, _, Y, _, _), Z = X + Y.
all(S) :- S = sum { X : r(_, _, X, _, _) }.
"""


def _rows_under(answer: Answer) -> set[tuple[str, int]]:
    """The files and rows on which an answer rests."""
    return {(Path(f.span.path).name, f.span.line) for leaf in leaves(answer.proof) for f in leaf.facts}


def test_a_folder_of_parquet_is_read_where_it_is(
    local: SparkEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow, parquet = (pytest.importorskip(name) for name in ("pyarrow", "pyarrow.parquet"))
    numbers = pyarrow.array([Decimal("2.50"), Decimal("-0.00"), Decimal("100.00")], pyarrow.decimal128(10, 2))
    days = [date(2016, 11, 23), date(1, 1, 1), date(9999, 12, 31)]
    table = pyarrow.table({"n": [1, 2, 3], "d": days, "x": numbers, "s": [True, False, True], "t": ["a", None, "b"]})
    (tmp_path / "r.parquet").mkdir()
    parquet.write_table(table.slice(0, 2), tmp_path / "r.parquet" / "b.parquet")
    parquet.write_table(table.slice(2), tmp_path / "r.parquet" / "a.parquet")
    (tmp_path / "base.fb").write_text(LEFT)
    whole = FactBase.load([tmp_path])
    monkeypatch.setattr(sheets, "LEFT", 0)
    left = FactBase.load([tmp_path])
    assert [each.program.facts.tables[0].stored is not None for each in (whole, left)] == [False, True]
    for goal in ("r(A, B, C, D, E)", "later(A, B)", "add(Z)", "all(S)"):
        ours, theirs = (b.ask(goal, View(AT), e).answers for b, e in ((left, local), (whole, Oracle())))
        assert [(a.bindings, _rows_under(a)) for a in ours] == [(a.bindings, _rows_under(a)) for a in theirs]
    (tmp_path / "r.csv").write_text("n,d,x,s,t\n1,2016-11-23,2.5,a,b\n")
    (tmp_path / "base.fb").write_text(LEFT.replace("r.parquet", "r.csv"))
    with pytest.raises(Unsupported, match="no tables of so many rows of CSV"):
        FactBase.load([tmp_path]).ask("all(S)", View(AT), local)


AREAS = ("recursion/closure", "strata/", "aggregates/basic", "facts/", "time/")
CHOSEN = [
    each for area in AREAS for each in [each for each in ASKED if each.id is not None and each.id.startswith(area)][:2]
]


@pytest.mark.parametrize(("chunk", "asked"), CHOSEN)
def test_the_corpus_on_one_machine(local: SparkEngine, chunk: Chunk, asked: Asked) -> None:
    base = chunk.base()
    literals = [literal for literal in asked.query.body if hasattr(literal, "claim")]
    goal = Goal(tuple({v.name: v for each in literals for v in open_variables([each])}.values()), asked.query.body)
    planned, model = base.solve([goal], asked.view, local)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


# ---- Spark Connect, from the command line

CONNECTED = """
edge(X, X + 1) :- X in 1 .. 4.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
assume named(3, "it's").
far(X, T) :- path(X, Y), named(Y, T).
double(X + X) :- big(X).
assume big(9000000000000000000).
"""


def _process(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, at whose end all goes that it wrote."""
    command = [sys.executable, "-m", "factbase", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.skipif(bool(missing_spark("sc://")), reason="the extra `connect` is not installed")
def test_a_server_of_spark_connect_answers_what_the_command_line_asks(factbase: Factbase, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "base.fb").write_text(CONNECTED)
    (tmp_path / "shared").mkdir()
    server = ConnectServer(tmp_path)
    try:
        there = ("--engine", "spark", "--cluster", server.address, "--spill", "shared", "--seconds", "600")
        asked, past = (_process(tmp_path, "ask", goal, *there) for goal in ("far(X, T)", "double(X)"))
    finally:
        server.stop()
    assert (asked.stdout, asked.stderr) == (factbase("ask", "far(X, T)", cwd=tmp_path).stdout, "")
    assert (
        past.stderr
        == "stopped: a computed number does not fit into 64 bits or 22 digits before the point, all that spark computes with\n"
    )
    assert list((tmp_path / "shared").iterdir()) == []


@pytest.mark.parametrize("address", ["http://elsewhere", "spark://", "local[2", "sc://a b", ""])
def test_an_address_of_no_cluster_is_a_mistake_of_the_command(factbase: Factbase, address: str) -> None:
    told = factbase("ask", "p(X)", "--engine", "spark", "--cluster", address)
    assert told.returncode == 2
    assert "write local[2], spark://host:7077, or sc://host:15002 for Spark Connect" in told.stderr


# ---- a cluster


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        active.stop()  # a process has one session
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        active = SparkSession.getActiveSession()
        if active is not None:
            active.stop()
        made.stop()


TREE = """
parent(X, X div 2) :- X in 2 .. 3000.
up(X, Y) :- parent(X, Y).
up(X, Z) :- up(X, Y), parent(Y, Z).
"""


def test_a_worker_that_is_killed_in_mid_run_changes_no_row(cluster: Cluster, tmp_path: Path) -> None:
    base = base_of(TREE)
    rounds: list[int] = []

    def progress(number: int, rows: int) -> None:
        rounds.append(rows)
        if number == 4:
            cluster.kill(1)

    (tmp_path / "shared").mkdir()
    engine = SparkEngine(
        cluster.address,
        tmp_path / "shared",
        {"spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.task.maxFailures": "8"},
        progress=progress,
        threads=2,
    )
    query, _ = base.query("up(3000, Y)")
    assert query is not None
    from factbase.explain.finder import goal_of

    planned, model = base.solve([goal_of(query.body)], View(AT), engine)
    assert cluster.workers[0].poll() is not None
    assert cluster.workers[1].poll() is None
    assert len(rounds) > 8
    (table,) = [table for head, table in model.rows.items() if str(head) == "up"]
    assert len(table) == sum(x.bit_length() - 1 for x in range(2, 3001))
    values = model.symbols.values
    goal = planned.rules.goals[0]
    assert sorted(values[n] for row in model.of(goal) for n in row) == sorted(3000 >> k for k in range(1, 12))
