"""Aggregates: in, the complete rows of an aggregate's body; out, a table of the value of each key.

Counts, and sums and extremes of small integers, are computed in columns; all else by the aggregates of the language, key by key.
"""

from __future__ import annotations

from collections.abc import Callable

from factbase.engine.base import Symbols
from factbase.engine.vector.arrays import Array, np
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.values import UNKNOWN, ValueOrder
from factbase.ground.builtin import AGGREGATES, AggregateFunction

__all__ = ["grouped"]

_COUNT, _SUM = AGGREGATES["count"], AGGREGATES["sum"]
_REDUCE: dict[AggregateFunction, Callable[[Array, Array], Array]] = {
    _SUM: np.add.reduceat,
    AGGREGATES["min"]: np.minimum.reduceat,
    AGGREGATES["max"]: np.maximum.reduceat,
}


def grouped(
    function: AggregateFunction, rows: ColumnTable, width: int, symbols: Symbols, values: ValueOrder
) -> ColumnTable:
    """The keys (the first `width` columns) and the value of the next column's aggregate, -1 where it has none.

    Without keys there is one row, or none where it would have no value."""
    values.update()
    count = rows.rows
    which: Array = np.zeros(count, np.int64)
    first: Array = np.zeros(min(count, 1), np.int64)
    for column in range(width):
        _, first, which = np.unique(which * (2**31) + rows.column(column), return_index=True, return_inverse=True)
    groups = len(first) if width else 1  # without keys there is one group, even of no rows
    members = rows.column(width) if count else np.zeros(0, np.int32)
    results = _numbers(function, which, members, groups, symbols, values)
    if not width:
        results = results[results >= 0]
    table = ColumnTable(rows.memory, rows.kernels, width + 1, room=max(len(results), 1))
    table.load([*(rows.column(column)[first] for column in range(width)), results], len(results))
    return table


def _numbers(
    function: AggregateFunction, which: Array, members: Array, groups: int, symbols: Symbols, values: ValueOrder
) -> Array:
    """The number of each group's value, -1 where it has none."""
    if function is _COUNT and values.sharp:
        known = values.classes[members] != UNKNOWN
        pairs = np.unique(which[known] * (2**31) + members[known])
        return _interned(np.bincount(pairs >> 31, minlength=groups), symbols)
    integers = values.integers(members) if len(members) and function in _REDUCE else None
    if integers is not None and not (function is _SUM and np.abs(integers).max() >= 2**62 // len(integers)):
        order = np.argsort(which, kind="stable")
        starts = np.searchsorted(which[order], np.arange(groups))
        return _interned(_REDUCE[function](integers[order], starts), symbols)
    lists: list[list[int]] = [[] for _ in range(groups)]
    for group, member in zip(which.tolist(), members.tolist(), strict=True):
        lists[group].append(member)
    numbers: list[int] = []
    for each in lists:
        value = function.call([symbols.values[number] for number in function.counted(sorted(each))])
        numbers.append(-1 if value is None else symbols.intern(value))
    return np.array(numbers, np.int32)


def _interned(results: Array, symbols: Symbols) -> Array:
    distinct, which = np.unique(results, return_inverse=True)
    numbers = np.array([symbols.intern(value) for value in distinct.tolist()], np.int32)
    of_groups: Array = numbers[which]
    return of_groups
