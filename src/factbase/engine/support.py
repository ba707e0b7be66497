"""What an engine declares that it evaluates: in, Rules and that declaration; out, nothing, or a refusal that says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.engine.base import Engine, Rules, Store, Unsupported
from factbase.engine.step import Filter, Group, Let, Step
from factbase.ground.builtin import AggregateFunction
from factbase.ground.operation import Operation

__all__ = ["refuse", "refuse_stored"]


def refuse_stored(store: Store, engine: Engine) -> None:
    """Raises Unsupported where facts are left in files, which the engine does not read."""
    from factbase.engine.columns import StoredRows  # late: an engine is imported without what reads files

    if any(isinstance(rows, StoredRows) for rows in store.rows.values()):
        raise Unsupported(f"the engine {engine.name} has no tables of so many rows: choose duckdb with `--engine`")


def refuse(rules: Rules, engine: Engine) -> None:
    """Raises Unsupported where a rule calls what the engine does not declare."""
    for rule in rules.each:
        for called in _called(rule.body):
            if called not in engine.operations:
                raise Unsupported(
                    f"the engine {engine.name} has no `{called.name}`: choose vector or pydatalog with `--engine`"
                )


def _called(body: tuple[Step, ...]) -> Iterator[Operation | AggregateFunction]:
    """The operations and aggregates that a body calls."""
    for step in body:
        if isinstance(step, Filter | Let):
            yield step.op
        elif isinstance(step, Group):
            yield step.function
