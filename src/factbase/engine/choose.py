"""The choice of an engine: in, a name or `auto`, and for `auto` each plan; out, an engine, or what to install.

pyDatalog answers most plans before the vector engine has started, and some in a time that grows beyond use; which, no size of a plan
tells beforehand. So `auto` begins with pyDatalog, and gives it as much work as starting the other would cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from factbase.engine.base import Engine, Model, Plan, Spent, TooLarge
from factbase.engine.vector import VectorEngine, missing

__all__ = ["ENGINES", "AutoEngine", "NotInstalled", "Setting", "engine_named"]

ENGINES = ("auto", "pydatalog", "vector")

MANY = 4_000  # facts: pyDatalog takes as long to be told them as the vector engine takes to start
WORK = 40_000  # pyDatalog's steps, in which it takes as long
LARGE = 20_000  # facts: what pyDatalog would crawl over
DEEP = 100_000  # rounds: past them a rule counts for ever, rather than that anything is so deep
INSTALL = "pip install 'factbase[fast]'"


class NotInstalled(Exception):
    """An engine was asked for whose packages are not there; the message says how to install them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a face gives engines: the folder of compiled kernels, whom to tell of rounds and rows and of notices, and a clock."""

    folder: Path | None = None
    progress: Callable[[int, int], None] = lambda rounds, rows: None
    notice: Callable[[str], None] = lambda text: None
    clock: Callable[[], float] = lambda: 0.0


def engine_named(name: str, setting: Setting | None = None) -> Engine:
    """The engine of a name in `ENGINES`. Raises NotInstalled."""
    setting = setting or Setting()
    match name:
        case "pydatalog":
            return _pydatalog(setting)
        case "vector":
            if missing():
                raise NotInstalled(f"the vector engine needs {', '.join(missing())}; install it with: {INSTALL}")
            return _vector(setting)
        case "auto":
            return AutoEngine(setting)
        case _:
            raise ValueError(f"there is no engine {name!r}")


class AutoEngine:
    """Solves what is small with pyDatalog and the rest with the vector engine; the model says which it was."""

    name = "auto"

    def __init__(self, setting: Setting | None = None) -> None:
        self.setting = setting or Setting()
        self._vector: VectorEngine | None = None

    def solve(self, plan: Plan) -> Model:
        facts = sum(len(rows) for rows in plan.facts.values())
        if missing():
            return self._without(plan, facts)
        if facts <= MANY:
            try:
                return _pydatalog(self.setting, WORK).solve(plan)
            except Spent:
                pass
        if self._vector is None:
            self._vector = _vector(self.setting)
        return self._vector.solve(plan)

    def _without(self, plan: Plan, facts: int) -> Model:
        if facts > LARGE:
            raise TooLarge(f"{facts:,} facts are too many without the vector engine; install it with: {INSTALL}")
        try:
            return _pydatalog(self.setting).solve(plan)
        except TooLarge as problem:
            raise TooLarge(f"{problem}; the vector engine may solve it, install it with: {INSTALL}") from None


def _vector(setting: Setting) -> VectorEngine:
    def progress(rounds: int, rows: int) -> None:
        if rounds > DEEP:
            raise TooLarge(f"the model grew past {DEEP:,} rounds")
        setting.progress(rounds, rows)

    return VectorEngine(setting.folder, progress=progress, notice=setting.notice, clock=setting.clock)


def _pydatalog(setting: Setting, work: int | None = None) -> Engine:
    from factbase.engine.pydatalog import PyDatalogEngine  # late: its import takes time that a check need not spend

    return PyDatalogEngine(max_work=work, progress=setting.progress, clock=setting.clock)
