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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from programs import AT, base_of

from factbase.base import View
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["closure"], choices=["closure"])
    parser.add_argument("--nodes", type=int, default=5_000_000)
    parser.add_argument("--memory", type=float, default=1.0, help="GiB that duckdb may take")
    given = parser.parse_args()
    if "closure" in given.what:
        closure(given.nodes, int(given.memory * GIB))


if __name__ == "__main__":
    main()
