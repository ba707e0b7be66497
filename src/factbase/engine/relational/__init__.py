"""Relational engines: the least model of rules over a store, by queries that a database runs, in its memory or past it.

`duckdb` runs in the process and needs the extra of its name. `missing` says what of it is not installed, without importing any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.engine.base import Model, Rules, Store, Unsupported
from factbase.engine.columns import StoredRows
from factbase.engine.support import refuse
from factbase.ground.builtin import AggregateFunction
from factbase.ground.operation import Operation

if TYPE_CHECKING:
    from factbase.engine.relational.backend import Backend

__all__ = ["DuckEngine", "SparkEngine", "is_connect", "missing", "missing_spark"]

MAX_ROWS = 1_000_000_000_000


def missing() -> tuple[str, ...]:
    """The packages of the extra `duckdb` that are not installed."""
    return tuple(name for name in ("duckdb", "sqlglot") if find_spec(name) is None)


def is_connect(master: str) -> bool:
    """Whether a cluster is one that is reached through Spark Connect, whose Java runs elsewhere."""
    return master.startswith("sc://")


def missing_spark(master: str = "") -> tuple[str, ...]:
    """What a cluster needs here and is not installed: what the extra `spark` brings, and Java, or what Spark Connect needs instead."""
    from shutil import which  # late: only who asks for a cluster waits for it

    needed = ["pyspark", "sqlglot", *(_CONNECT if is_connect(master) else ())]
    lacking = [name for name in needed if find_spec(name) is None]
    return (*lacking, *([] if is_connect(master) or which("java") else ["java"]))


_CONNECT = ("grpc", "grpc_status", "pandas", "pyarrow", "zstandard")


class _RelationalEngine:
    """What runs the queries of rules on some database."""

    name: str
    dialect: str

    def __init__(
        self,
        *,
        max_rows: int = MAX_ROWS,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        clock: Callable[[], float] = lambda: 0.0,
        threads: int = 1,
    ) -> None:
        self.max_rows = max_rows
        self.progress = progress
        self.clock = clock
        self.threads = threads
        self._models = count()

    @property
    def operations(self) -> frozenset[Operation | AggregateFunction]:
        """The tests, functions and aggregates that it evaluates, each of the kinds of values that it can."""
        return _operations()

    def solve(self, rules: Rules, store: Store) -> Model:
        """The least model of rules over a store, its rows left in the database. Raises TooLarge and Unsupported."""
        from factbase.engine.relational.rounds import Run
        from factbase.engine.relational.table import Stored

        refuse(rules, self)
        prefix = f"m{next(self._models)}_"
        try:
            run = Run(rules.over(store), store, self.dialect, self.progress, self.clock, self.max_rows, prefix)
        except Unsupported as problem:
            raise Unsupported(
                f"the engine {self.name} has no {problem}: choose vector or pydatalog with `--engine`"
            ) from None
        left = (rows for rows in store.rows.values() if isinstance(rows, StoredRows))
        files = [part.path for rows in left for place in rows.files for part in place.file.parts]
        database = self._database(files)
        try:
            run.solve(database)
            stored = Stored(run, database)
            return Model(run.symbols, stored.tables(), self.name, run.statistics(database))
        except BaseException:
            database.close()
            raise

    def _database(self, files: Sequence[str]) -> Backend:
        raise NotImplementedError


class DuckEngine(_RelationalEngine):
    """Solves rules by queries of DuckDB. `memory` is how many bytes it may take, None for most of the machine's; past that it writes as
    many as `disk` says, None for most of what is free, into a folder of its own in `temporary`, which is gone when the model is."""

    name = "duckdb"
    dialect = "duckdb"

    def __init__(
        self,
        *,
        memory: int | None = None,
        disk: int | None = None,
        temporary: Path | None = None,
        max_rows: int = MAX_ROWS,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        clock: Callable[[], float] = lambda: 0.0,
        threads: int = 1,
    ) -> None:
        super().__init__(max_rows=max_rows, progress=progress, clock=clock, threads=threads)
        self.memory = memory
        self.disk = disk
        self.temporary = temporary

    def _database(self, files: Sequence[str]) -> Backend:
        from factbase.engine.relational.embedded import DuckDB

        return DuckDB(self.threads, self.memory, self.temporary, files, self.disk)


class SparkEngine(_RelationalEngine):
    """Solves rules by queries of Spark. `master` is a cluster: `local[2]`, `spark://host:port`, or `sc://host:port` for Spark Connect.

    Tables lie in `folder`, which the driver and every worker must see under one path; `settings` are Spark's own. What one solve started
    serves the next ones."""

    name = "spark"
    dialect = "spark"

    def __init__(
        self,
        master: str = "",
        folder: Path | None = None,
        settings: Mapping[str, str] | None = None,
        *,
        max_rows: int = MAX_ROWS,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        clock: Callable[[], float] = lambda: 0.0,
        threads: int = 1,
    ) -> None:
        super().__init__(max_rows=max_rows, progress=progress, clock=clock, threads=threads)
        self.master = master or f"local[{threads}]"
        self.folder = folder
        self.settings = settings or {}

    def _database(self, files: Sequence[str]) -> Backend:
        from factbase.engine.relational.cluster import Spark, session

        connect = is_connect(self.master)
        return Spark(session(self.master, self.settings, self.threads, connect=connect), self.folder)


@cache
def _operations() -> frozenset[Operation | AggregateFunction]:
    from factbase.engine.relational.calls import TESTS_AND_FUNCTIONS
    from factbase.engine.relational.query import AGGREGATED

    return TESTS_AND_FUNCTIONS | AGGREGATED
