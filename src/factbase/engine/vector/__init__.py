"""The vector engine: the least model of rules over a store, bottom-up and semi-naive, on columns, by compiled kernels.

It needs the extra `fast`. `missing` says what of it is not installed, without importing any of it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.engine.base import Model, Rules, RuleStatistics, Statistics, Store, TooLarge
from factbase.engine.growth import Growth
from factbase.engine.step import Head
from factbase.engine.support import refuse, refuse_stored
from factbase.ground.operation import EVERY

if TYPE_CHECKING:
    from factbase.engine.vector.driver import VectorRun
    from factbase.engine.vector.native import Kernels

__all__ = ["VectorEngine", "missing"]

MAX_ROWS = 1_000_000_000
MAX_BYTES = 8 << 30


def missing() -> tuple[str, ...]:
    """The packages of the extra `fast` that are not installed and that the engine needs."""
    return tuple(name for name in ("numpy", "llvmlite") if find_spec(name) is None)


class VectorEngine:
    """Solves any rules. `folder` keeps compiled kernels for later processes; `notice` is told what a user should know of that.

    It uses so many `threads` where that pays; which of several derivations from one round a row keeps may depend on them.
    `progress` is called with rounds and rows between rounds and several times a second in long ones; what it raises ends the run.
    """

    name = "vector"
    operations = EVERY

    def __init__(
        self,
        folder: Path | None = None,
        *,
        max_rows: int = MAX_ROWS,
        max_bytes: int = MAX_BYTES,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        notice: Callable[[str], None] = lambda text: None,
        clock: Callable[[], float] = lambda: 0.0,
        threads: int = 1,
    ) -> None:
        self.folder = folder
        self.max_rows = max_rows
        self.max_bytes = max_bytes
        self.progress = progress
        self.notice = notice
        self.clock = clock
        self.threads = threads
        self._kernels: Kernels | None = None

    def solve(self, rules: Rules, store: Store) -> Model:
        """The least model of rules over a store, its rows left in columns. Raises TooLarge past its bounds, and Unsupported."""
        from factbase.engine.vector.native import Kernels
        from factbase.engine.vector.rows import StoredRows

        refuse(rules, self)
        refuse_stored(store, self)
        if self._kernels is None:
            self._kernels = Kernels(self.folder, self.notice)
        run = self._run(rules.over(store), store, self._kernels, sharp=True)
        rows: dict[Head, StoredRows] = {}
        for head, table in run.relations.tables.items():
            rows[head] = StoredRows(table, rows, run.relations.built)
        fired = tuple(RuleStatistics(f.rule, f.rounds, f.rows, f.seconds) for f in run.fired.values())
        return Model(run.relations.symbols, rows, self.name, Statistics(run.rounds, run.rows, run.memory.bytes, fired))

    def _run(self, rules: Rules, store: Store, kernels: Kernels, *, sharp: bool) -> VectorRun:
        from factbase.engine.vector.arrays import Memory
        from factbase.engine.vector.driver import VectorRun
        from factbase.engine.vector.relations import Blunt

        memory, growth = Memory(self.max_bytes, self.max_rows), Growth(rules, in_columns=True)

        def progress(rounds: int, rows: int) -> None:
            growth.check(rounds)
            self.progress(rounds, rows)

        run = VectorRun(rules, store, kernels, memory, progress, self.clock, threads=self.threads, sharp=sharp)
        try:
            run.solve()
        except Blunt:
            return self._run(rules, store, kernels, sharp=False)
        except MemoryError as problem:
            raise TooLarge("the model needs more memory than there is") from problem
        return run
