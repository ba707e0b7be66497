"""Aggregates: in, the complete rows of an aggregate's body; out, a table of the value of each key.

Counts, and sums and extremes of small integers, are computed in columns; all else by the aggregates of the language, key by key. Rows are
grouped by the numbers of their keys, or by a hash of these: nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factbase.engine.base import Symbols
from factbase.engine.vector.arrays import Array, np
from factbase.engine.vector.index import groups_by
from factbase.engine.vector.layout import UNKNOWN
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.values import ValueOrder
from factbase.ground.builtin import AGGREGATES, AggregateFunction

__all__ = ["grouped", "interned_integers"]

SPARSE, NEAR, MANY = 16, 4, 1 << 16  # times the rows, and numbers, of which each may be a group, or stand, by itself
_COUNT, _SUM = AGGREGATES["count"], AGGREGATES["sum"]
_FOLDS: dict[AggregateFunction, tuple[Callable[[Array, Array, Array], None], int]] = {
    _SUM: (np.add.at, 0),
    AGGREGATES["min"]: (np.minimum.at, 2**63 - 1),
    AGGREGATES["max"]: (np.maximum.at, -(2**63)),
}


def grouped(
    function: AggregateFunction, rows: ColumnTable, width: int, symbols: Symbols, values: ValueOrder
) -> ColumnTable:
    """The keys (the first `width` columns) and the value of the next column's aggregate, -1 where it has none.

    Without keys there is one row, or none where it would have no value."""
    values.update()
    which, groups, keys = _groups(rows, width)
    members = rows.column(width) if rows.rows else np.zeros(0, np.int32)
    results = _numbers(function, rows, width, which, members, groups, symbols, values)
    if not width:
        results = results[results >= 0]
    table = ColumnTable(rows.memory, rows.kernels, width + 1, room=max(len(results), 1))
    table.load([*keys, results], len(results))
    return table


def _groups(rows: ColumnTable, width: int) -> tuple[Array, int, Sequence[Array]]:
    """The group of each row by its first columns, how many groups there are, and their keys."""
    if not width or not rows.rows:
        return np.zeros(rows.rows, np.int64), 0 if width else 1, [np.zeros(0, np.int32)] * width
    column = rows.column(0)
    if width == 1 and int(column.max()) <= SPARSE * rows.rows + MANY:
        there = np.zeros(int(column.max()) + 1, np.bool_)
        there[column] = True
        key = np.flatnonzero(there).astype(np.int32)
        return (np.cumsum(there) - 1)[column], len(key), [key]
    which, first = groups_by(rows, range(width))
    return which, len(first), [rows.column(i)[first] for i in range(width)]


def _numbers(
    function: AggregateFunction,
    rows: ColumnTable,
    width: int,
    which: Array,
    members: Array,
    groups: int,
    symbols: Symbols,
    values: ValueOrder,
) -> Array:
    """The number of each group's value, -1 where it has none."""
    if function is _COUNT and values.sharp:
        if rows.width > width + 1 and len(members):  # rows that differ in more than the value that is counted
            _, first = groups_by(rows, range(width + 1))
            which, members = which[first], members[first]
        counts = np.bincount(which[values.classes[members] != UNKNOWN], minlength=groups)
        return interned_integers(counts, symbols)
    integers = values.integers(members) if len(members) and function in _FOLDS else None
    if integers is not None and not (function is _SUM and np.abs(integers).max() >= 2**62 // len(integers)):
        fold, start = _FOLDS[function]
        results: Array = np.full(groups, start, np.int64)
        fold(results, which, integers)
        return interned_integers(results, symbols)
    order = np.lexsort((members, which))
    ends = np.cumsum(np.bincount(which, minlength=groups)) if groups else np.zeros(0, np.int64)
    sorted_members = members[order].tolist()
    numbers: list[int] = []
    begin = 0
    for end in ends.tolist():
        counted = function.counted(sorted_members[begin:end])
        value = function.call([symbols.values[number] for number in counted])
        numbers.append(-1 if value is None else symbols.intern(value))
        begin = end
    return np.array(numbers, np.int32)


def interned_integers(results: Array, symbols: Symbols) -> Array:
    """The numbers of integers, most of which occur often or lie near one another."""
    low, high = (int(results.min()), int(results.max())) if len(results) else (0, 0)
    if high - low > NEAR * len(results) + MANY:
        distinct, which = np.unique(results, return_inverse=True)
        numbers: Array = np.array(symbols.intern_all(distinct.tolist()), np.int32)[which]
        return numbers
    there = np.zeros(high - low + 1, np.bool_)
    there[results - low] = True
    places = np.flatnonzero(there)
    numbers_of = np.zeros(len(there), np.int32)
    numbers_of[places] = symbols.intern_all((places + low).tolist())
    of_results: Array = numbers_of[results - low]
    return of_results
