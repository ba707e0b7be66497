"""The values of tables, numbered: in, columns; out, the symbols that plans over them share, and the number of each value.

Integers that a column keeps as numbers stay so, and become objects only when somebody asks for the value of one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import cast

from factbase.engine.base import Symbols
from factbase.engine.symbols import Integers, SharedSymbols
from factbase.ground.value import Value
from factbase.program.bulk import MANY, numbered
from factbase.program.table import AnyColumn

__all__ = ["number_columns"]

LARGE = 1 << 62


def number_columns(wanted: Sequence[tuple[AnyColumn, Sequence[int]]], rows: int) -> tuple[Symbols, list[array[int]]]:
    """The symbols of some columns, each with its rows, and the number of each value, -1 for None and for what no row holds.

    `rows` are those of all tables: of many the integers come first, in order, whichever way they were read."""
    many = rows >= MANY
    held = [_held(column, rows) for column, rows in wanted]
    kept = {i: small for i, (_, values) in enumerate(held) if many and (small := _small_integers(values)) is not None}
    integers: list[array[int]]
    first: Integers
    integers, first = numbered(list(kept.values())) if kept else ([], array("q"))
    rest = [i for i in range(len(wanted)) if i not in kept]
    symbols: Symbols = Symbols()
    others: Iterable[Sequence[int]]
    if many:
        symbols, others = SharedSymbols.of(first, (held[i][1] for i in rest))
    else:
        others = [symbols.intern_all(held[i][1]) for i in rest]
    numbers_of: dict[int, array[int]] = {}
    for i, numbers in zip((*kept, *rest), (*integers, *others), strict=True):
        codes, size = held[i][0], len(wanted[i][0].values)
        if len(codes) == size:
            numbers_of[i] = numbers if isinstance(numbers, array) else array("i", numbers)
            continue
        numbers_of[i] = array("i", [-1]) * size
        for code, number in zip(codes, numbers, strict=True):
            numbers_of[i][code] = number
    return symbols, [numbers_of[i] for i in range(len(wanted))]


def _held(column: AnyColumn, rows: Sequence[int]) -> tuple[Sequence[int], Sequence[Value]]:
    """The codes of a column that have a value which some row holds, and those values."""
    codes: Sequence[int] = range(len(column.values))
    if len(rows) < len(column.codes):
        codes = sorted({column.codes[row] for row in rows})
    every_code = len(codes) == len(column.values)
    if isinstance(column.values, array):
        return codes, column.values if every_code else array(
            column.values.typecode, map(column.values.__getitem__, codes)
        )
    values = list(column.values) if every_code else [column.values[code] for code in codes]
    if None in values:
        codes = [code for code, value in zip(codes, values, strict=True) if value is not None]
    return codes, [value for value in values if value is not None]


def _small_integers(values: Sequence[Value]) -> Sequence[int] | None:
    """The values where all are integers that surely fit into 64 bits, else None."""
    if not isinstance(values, array) and not {int}.issuperset(map(type, values)):
        return None
    integers = cast("Sequence[int]", values)
    return integers if isinstance(values, array) or all(-LARGE < value < LARGE for value in integers) else None
