"""The choice of an engine: in, a name or `auto`, and for `auto` what is to be solved; out, an engine, or what to install.

pyDatalog answers most goals before the vector engine has started, and some in a time that grows beyond use; which, no size of rules
or facts tells beforehand. So `auto` begins with pyDatalog, and gives it as much work as starting the other would cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from factbase.engine import relational
from factbase.engine.base import Engine, Model, Rules, Store, TooLarge, Unsupported
from factbase.engine.columns import StoredRows
from factbase.engine.growth import Endless
from factbase.engine.vector import VectorEngine, missing
from factbase.ground.dataclass import dataclass
from factbase.ground.operation import EVERY

__all__ = ["ENGINES", "AutoEngine", "EngineSetting", "NotInstalled", "Resources", "engine_named"]

ENGINES = ("auto", "pydatalog", "vector", "duckdb", "spark")

# Processor seconds of whole solves, each in a new process, on two loaded cores. The vector engine starts in 0.15 to 0.22, and then solves
# each of these in 0.001 to 0.008. pyDatalog took 0.11 to 0.16 for three joins of 4,000 facts (and 0.68 to 0.74 of 16,000), 0.11 to 0.15
# for the closure of a chain of 60 (22,000 steps), 0.24 to 0.27 for that of 200 chains of 5 (35,000), 0.27 to 0.34 for a chain of 100
# (61,000), and 3 for one of 300. So at worst `auto` takes twice what the better engine does.
MANY = 4_000  # facts, of which pyDatalog takes as long to be told as the vector engine takes to start
WORK = 40_000  # steps, in which pyDatalog takes as long
LARGE = 20_000  # facts: what pyDatalog would crawl over
MOST = 250_000  # steps: two to six seconds of pyDatalog's, by the size of its tables
INSTALL = "pip install 'factbase[fast]'"
INSTALL_DUCKDB = "pip install 'factbase[duckdb]'"
INSTALL_SPARK = "pip install 'factbase[spark]', and Java 17"
INSTALL_CONNECT = "pip install 'factbase[connect]'"


class NotInstalled(Exception):
    """An engine was asked for whose packages are not there; the message says how to install them."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What the relational engines may take, in bytes, where they write it, and the cluster that `spark` runs on; None for their own choice.

    `spill` is a folder that is there; for a cluster, one that all its machines see."""

    memory: int | None = None
    disk: int | None = None
    spill: Path | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class EngineSetting:
    """What a face gives engines: the folder of compiled kernels, whom to tell of rounds and rows and of notices, a clock, how many
    threads may work, and what else may be taken."""

    folder: Path | None = None
    progress: Callable[[int, int], None] = lambda rounds, rows: None
    notice: Callable[[str], None] = lambda text: None
    clock: Callable[[], float] = lambda: 0.0
    threads: int = 1
    resources: Resources = field(default_factory=Resources)


def engine_named(name: str, setting: EngineSetting | None = None) -> Engine:
    """The engine of a name in `ENGINES`. Raises NotInstalled."""
    setting = setting or EngineSetting()
    match name:
        case "pydatalog":
            return _pydatalog(setting)
        case "vector":
            if missing():
                raise NotInstalled(f"the vector engine needs {', '.join(missing())}; install it with: {INSTALL}")
            return _vector(setting)
        case "duckdb":
            if lacking := relational.missing():
                raise NotInstalled(f"the duckdb engine needs {', '.join(lacking)}; install it with: {INSTALL_DUCKDB}")
            return _duckdb(setting)
        case "spark":
            resources = setting.resources
            if lacking := relational.missing_spark(resources.cluster):
                install = INSTALL_CONNECT if relational.is_connect(resources.cluster) else INSTALL_SPARK
                raise NotInstalled(f"the spark engine needs {', '.join(lacking)}; install it with: {install}")
            return relational.SparkEngine(
                resources.cluster,
                resources.spill,
                progress=setting.progress,
                clock=setting.clock,
                threads=setting.threads,
            )
        case "auto":
            return AutoEngine(setting)
        case _:
            raise ValueError(f"there is no engine {name!r}")


class AutoEngine:
    """Solves what is little work with pyDatalog, the rest with the vector engine while that has room for it, and what is larger, or left in
    its files, with DuckDB; the model says which it was. It never starts a cluster.

    Once the vector engine has started, it solves everything that it can: what it costs is paid."""

    name = "auto"
    operations = EVERY

    def __init__(self, setting: EngineSetting | None = None) -> None:
        self.setting = setting or EngineSetting()
        self._vector: VectorEngine | None = None

    def solve(self, rules: Rules, store: Store) -> Model:
        """The least model of rules over a store, which says by which engine. Raises TooLarge and Unsupported."""
        if any(isinstance(rows, StoredRows) for rows in store.rows.values()):
            if lacking := relational.missing():
                raise TooLarge(f"tables of so many rows need {', '.join(lacking)}; install with: {INSTALL_DUCKDB}")
            return _duckdb(self.setting).solve(rules, store)
        if missing():
            return self._without(rules, store)
        if self._vector is None and store.size <= MANY:
            try:
                return _pydatalog(self.setting, WORK).solve(rules, store)
            except TooLarge:  # for pyDatalog, or for so much work
                pass
        if self._vector is None:
            self._vector = _vector(self.setting)
        try:
            return self._vector.solve(rules, store)
        except Endless:
            raise
        except TooLarge as problem:
            return self._larger(rules, store, problem)

    def _larger(self, rules: Rules, store: Store, problem: TooLarge) -> Model:
        """The model of what was too large for the vector engine. Raises TooLarge where DuckDB does not solve it either."""
        if relational.missing():
            raise TooLarge(f"{problem}; the duckdb engine may solve it, install it with: {INSTALL_DUCKDB}") from None
        self.setting.notice(f"{problem}; the duckdb engine goes on in temporary files")
        try:
            return _duckdb(self.setting).solve(rules, store)
        except Unsupported as lacking:
            raise TooLarge(f"{problem}; {lacking}") from None

    def _without(self, rules: Rules, store: Store) -> Model:
        if store.size > LARGE:
            raise TooLarge(f"{store.size:,} facts are too many without the vector engine; install it with: {INSTALL}")
        try:
            return _pydatalog(self.setting).solve(rules, store)
        except Endless:
            raise
        except TooLarge as problem:
            raise TooLarge(f"{problem}; the vector engine may solve it, install it with: {INSTALL}") from None


def _vector(setting: EngineSetting) -> VectorEngine:
    return VectorEngine(
        setting.folder, progress=setting.progress, notice=setting.notice, clock=setting.clock, threads=setting.threads
    )


def _duckdb(setting: EngineSetting) -> Engine:
    resources = setting.resources
    return relational.DuckEngine(
        memory=resources.memory,
        disk=resources.disk,
        temporary=resources.spill,
        progress=setting.progress,
        clock=setting.clock,
        threads=setting.threads,
    )


def _pydatalog(setting: EngineSetting, work: int = MOST) -> Engine:
    from factbase.engine.pydatalog import PyDatalogEngine  # late: its import takes time that a check need not spend

    return PyDatalogEngine(max_work=work, progress=setting.progress, clock=setting.clock)
