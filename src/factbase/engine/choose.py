"""The choice of an engine: in, a name or `auto`, and for `auto` each plan's size; out, an engine, or what to install.

Up to some facts pyDatalog answers before the vector engine has started; past them its time grows faster than the model does.
"""

from __future__ import annotations

from collections.abc import Callable

from factbase.engine.base import Engine, Model, Plan, TooLarge
from factbase.engine.vector import VectorEngine, missing

__all__ = ["ENGINES", "AutoEngine", "NotInstalled", "engine_named", "size"]

ENGINES = ("auto", "pydatalog", "vector")

SMALL = 300  # facts, or a hundred times the recursive rules: what pyDatalog answers in about the time that numpy takes to import
LARGE = 20_000  # facts: what pyDatalog would crawl over
INSTALL = "pip install 'factbase[fast]'"


class NotInstalled(Exception):
    """An engine was asked for whose packages are not there; the message says how to install them."""


def engine_named(name: str, vector: Callable[[], VectorEngine] = VectorEngine) -> Engine:
    """The engine of a name in `ENGINES`; `vector` makes the vector engine with what the face gives it (cache, progress, clock).

    Raises NotInstalled."""
    match name:
        case "pydatalog":
            return _pydatalog()
        case "vector":
            if missing():
                raise NotInstalled(f"the vector engine needs {', '.join(missing())}; install it with: {INSTALL}")
            return vector()
        case "auto":
            return AutoEngine(vector)
        case _:
            raise ValueError(f"there is no engine {name!r}")


def size(plan: Plan) -> int:
    """How large a plan is, in facts; a stratum that needs rows of its own may make many of few, and counts for more."""
    facts = sum(len(rows) for rows in plan.facts.values())
    recursive = 0
    for stratum in plan.strata:
        own = {rule.head for rule in stratum}
        recursive += any(getattr(step, "predicate", None) in own for rule in stratum for step in rule.body)
    return facts * (1 + 2 * recursive)


class AutoEngine:
    """Solves small plans with pyDatalog and the others with the vector engine; the model says which it was."""

    name = "auto"

    def __init__(self, vector: Callable[[], VectorEngine] = VectorEngine) -> None:
        self._make_vector = vector
        self._vector: VectorEngine | None = None

    def solve(self, plan: Plan) -> Model:
        facts = size(plan)
        if facts <= SMALL:
            return _pydatalog().solve(plan)
        if missing():
            if facts > LARGE:
                raise TooLarge(f"{facts:,} facts are too many without the vector engine; install it with: {INSTALL}")
            return _pydatalog().solve(plan)
        if self._vector is None:
            self._vector = self._make_vector()
        return self._vector.solve(plan)


def _pydatalog() -> Engine:
    from factbase.engine.pydatalog import PyDatalogEngine  # late: its import takes time that a check need not spend

    return PyDatalogEngine()
