"""Past memory, and past one machine: `duckdb` and `spark` on what does not fit, each answer compared with what it must be.

`closure` derives more than memory holds; `bound` asks a Parquet file of edges what is reached, beside DuckDB SQL by hand; `spark` solves
two programs with one worker and with two. Each prints a line a measurement: seconds of the clock and of the processor, and the peak.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from programs import AT, base_of

from factbase.base import FactBase, View
from factbase.engine.base import Model
from factbase.engine.demand import for_goals
from factbase.engine.plan import Planned
from factbase.engine.relational import DuckEngine
from factbase.explain.finder import goal_of
from factbase.explain.prove import Prover

GIB = 1 << 30


def processor() -> float:
    """Seconds of the processor of this process, of all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Peak:
    """What a folder held at most, looked at several times a second."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bytes, self._end = folder, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._end.wait(0.2):
            held = 0
            for path in self.folder.rglob("*"):
                try:
                    held += path.stat().st_size
                except OSError:
                    continue
            self.bytes = max(self.bytes, held)

    def stop(self) -> int:
        self._end.set()
        self._thread.join()
        return self.bytes


def timed(what: str, run: Callable[[], object]) -> object:
    """What is done, with what it took."""
    wall, used = time.perf_counter(), processor()
    done = run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, used = time.perf_counter() - wall, processor() - used
    print(f"{what}: {wall:.1f} s, {used:.1f} s of the processor, peak {peak:,.0f} MiB", flush=True)
    return done


# ---- a closure that is larger than memory

ANCESTORS = """
parent(X, X div 2) :- X in 2 .. {n}.
up(X, Y) :- parent(X, Y).
up(X, Z) :- up(X, Y), parent(Y, Z).
"""


def closure(nodes: int, memory: int) -> None:
    """All ancestors in a binary tree, of which there are as many as nodes times their depths."""
    base = base_of(ANCESTORS.format(n=nodes))
    query, _ = base.query(f"up({nodes}, Y)")
    assert query is not None
    with tempfile.TemporaryDirectory() as folder:
        peak = Peak(Path(folder))
        engine = DuckEngine(memory=memory, temporary=Path(folder), threads=os.cpu_count() or 1, clock=time.perf_counter)
        planned, model = timed(
            f"closure over {nodes:,} nodes", lambda: base.solve([goal_of(query.body)], View(AT), engine)
        )  # type: ignore[misc]
        (table,) = [table for head, table in model.rows.items() if str(head) == "up"]
        expected = sum(x.bit_length() - 1 for x in range(2, nodes + 1))
        size = len(table) * 24 / GIB
        print(
            f"  {len(table):,} rows ({expected:,} expected), {size:.1f} GiB as they stand in columns; spilled {peak.stop() / GIB:.1f} GiB"
        )
        assert len(table) == expected
        prover = Prover(planned, model, base.program)
        rows = sorted(model.of(planned.rules.goals[0]))
        proofs = timed(
            f"  {len(rows)} proofs of it", lambda: [prover.prove(planned.rules.goals[0], row) for row in rows]
        )
        assert len(proofs) == nodes.bit_length() - 1  # type: ignore[arg-type]


# ---- a bound goal over a file that stays where it is

REACHED = """
relation edge(source: int, target: int).
relation path(source: int, target: int).
assume table edge from "edges.parquet".
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
"""
BY_HAND = """
WITH RECURSIVE reached(node) AS (
  SELECT target FROM read_parquet($file) WHERE source = $start
  UNION
  SELECT e.target FROM reached r JOIN read_parquet($file) e ON r.node = e.source
) SELECT node FROM reached ORDER BY node
"""


def bound(edges: int, memory: int) -> None:
    """What is reached from a node near the end, from which every edge leads on: by a goal with its proofs, and by SQL."""
    import duckdb

    from factbase.sources import sheets

    sheets.LEFT = 0  # a smaller file than those of which that is so by itself serves for a trial
    nodes = edges // 10
    start, threads = nodes - 300, os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "edges.parquet")
        with duckdb.connect(config={"threads": threads, "memory_limit": f"{memory}B"}) as made:
            made.execute(
                f"COPY (SELECT (i // 10)::INTEGER AS source, (i // 10 + 1 + hash(i) % 200)::INTEGER AS target"
                f" FROM range({edges}) r(i)) TO '{file}' (FORMAT parquet)"
            )
        print(f"{edges:,} edges in {file.stat().st_size / GIB:.2f} GiB of Parquet")
        Path(folder, "base.fb").write_text(REACHED)
        base = FactBase.load([Path(folder)])
        assert not base.errors
        engine = DuckEngine(memory=memory, threads=threads, clock=time.perf_counter)
        query, _ = base.query(f"path({start}, X)")
        assert query is not None
        goal = goal_of(query.body)

        def solve() -> tuple[Planned, Model]:
            planned = base.plan([goal], base.selection(View(AT)), View(AT))
            model = for_goals(planned.rules, planned.store, engine)
            assert model is not None
            return planned, model

        planned, model = timed("  a bound goal", solve)  # type: ignore[misc]
        head = planned.rules.goals[0]
        rows = sorted(model.of(head), key=lambda row: model.symbols.values[row[0]])
        prover = Prover(planned, model, base.program)
        proofs = timed("  proofs of ten answers", lambda: [prover.prove(head, row) for row in rows[-10:]])
        steps = max(str(proof).count("Derived(") for proof in proofs)  # type: ignore[attr-defined]
        parameters = {"file": str(file), "start": start}
        most = 4 * memory  # with as much as ours it ends in an error: it makes a table of all edges for its join
        with duckdb.connect(config={"threads": threads, "memory_limit": f"{most}B"}) as by_hand:
            theirs = timed("  DuckDB SQL by hand", lambda: by_hand.execute(BY_HAND, parameters).fetchall())
        assert [model.symbols.values[row[0]] for row in rows] == [node for (node,) in theirs]  # type: ignore[attr-defined]
        print(f"  {len(rows):,} answers, the same; the longest of the proofs has {steps} steps")


# ---- a cluster of one worker and of two

COUNTS = """
sale(X, X mod 1000) :- X in 1 .. {n}.
of(S, N) :- sale(_, S), N = count {{ X : sale(X, S) }}.
most(N) :- N = max {{ M : of(_, M) }}.
"""


def spark(nodes: int) -> None:
    """Two programs on a standalone cluster of this machine with one worker and with two, each of one processor."""
    from cluster import Cluster
    from pyspark.sql import SparkSession

    from factbase.engine.relational import SparkEngine

    ancestors = sum(x.bit_length() - 1 for x in range(2, nodes + 1))
    programs = (
        ("ancestors", ANCESTORS.format(n=nodes), f"up({nodes}, Y)", "up", ancestors),
        ("counts by key", COUNTS.format(n=nodes), "most(N)", "of", 1000),
    )
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            cluster = Cluster(Path(folder))
            try:
                for number in range(workers, 2):
                    cluster.kill(number + 1)
                shared = Path(folder, "shared")
                shared.mkdir()
                settings = {"spark.executor.memory": "1g", "spark.executor.cores": "1"}
                engine = SparkEngine(cluster.address, shared, settings, threads=2, clock=time.perf_counter)
                base_of("assume n(1).").ask("n(X)", View(AT), engine)  # it starts
                for name, text, asked, counted, expected in programs:
                    base = base_of(text)
                    query, _ = base.query(asked)
                    assert query is not None
                    run = partial(base.solve, [goal_of(query.body)], View(AT), engine)
                    _, model = timed(f"{name} on {workers} worker{'s' * (workers > 1)}", run)  # type: ignore[misc]
                    (table,) = [table for head, table in model.rows.items() if str(head) == counted]
                    assert len(table) == expected, len(table)
                    print(f"  {len(table):,} rows, as expected, in {model.statistics.rounds} rounds", flush=True)
            finally:
                active = SparkSession.getActiveSession()
                if active is not None:
                    active.stop()
                cluster.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["closure"], choices=["closure", "bound", "spark"])
    parser.add_argument("--edges", type=int, default=100_000_000)
    parser.add_argument("--spark-nodes", type=int, default=1_000_000)
    parser.add_argument("--nodes", type=int, default=5_000_000)
    parser.add_argument("--memory", type=float, default=1.0, help="GiB that duckdb may take")
    given = parser.parse_args()
    if "closure" in given.what:
        closure(given.nodes, int(given.memory * GIB))
    if "bound" in given.what:
        bound(given.edges, int(given.memory * GIB))
    if "spark" in given.what:
        spark(given.spark_nodes)


if __name__ == "__main__":
    main()
