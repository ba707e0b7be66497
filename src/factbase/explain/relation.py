"""A relation to be explained: in, its table as an engine keeps it; out, the rows that fit a key, in an order that no engine changes.

Rows at hand get an index for each set of columns that is asked for. Those in an engine's own keeping are asked of it, until so much was
asked that taking them all at hand would have cost less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from factbase.engine.base import Row, Symbols, Table
from factbase.ground.possible import Several
from factbase.ground.value import sort_key

__all__ = ["Order", "OrderedRelation"]

PRICE = 20  # rows that are taken at hand in the time of one question to an engine's keeping
MOST = 1_000_000  # rows that are ever taken at hand
SAMPLE = 4  # rows, by which the rows of a key are estimated

Lookup = Callable[[Row], Sequence[Row]]


class Order:
    """The order of rows: by the numbers of constants, and by the values of what was computed, whose numbers engines differ in."""

    def __init__(self, symbols: Symbols, constants: int) -> None:
        self.symbols = symbols
        self.constants = constants

    def sorted(self, rows: Iterable[Row]) -> list[Row]:
        """A list of the rows, in the same order whichever engine found them."""
        ordered = sorted(rows)
        if len(ordered) > 1 and max(map(max, ordered), default=0) >= self.constants and ordered[0]:
            ordered.sort(key=self.key)
        return ordered

    def key(self, row: Row) -> list[tuple[int, int, tuple[object, ...]]]:
        """What to sort a row by."""
        return [(0, number, ()) if number < self.constants else (1, 0, self._place(number)) for number in row]

    def _place(self, number: int) -> tuple[object, ...]:
        value = self.symbols.values[number]
        return (9, repr(value)) if isinstance(value, Several) else sort_key(value)


class OrderedRelation:
    """The rows of one relation of a model, and their ranks."""

    def __init__(self, table: Table, order: Order) -> None:
        self.order = order
        self._stored = None if table.held else table
        self._rows: Mapping[Row, int] = table.at_hand() if table.held else table
        self._asked = 0
        self._ordered: list[Row] | None = None
        self._indexes: dict[tuple[int, ...], dict[Row, list[Row]]] = {}
        self._spread: dict[tuple[int, ...], float] = {}
        self.width = len(next(iter(table), ()))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row: Row) -> bool:
        return row in self._asking()

    def rank(self, row: Row) -> int | None:
        """The round that first derived a row, 0 for a fact, None for no row."""
        rows = self._asking()
        return rows.get(row) if self._stored is None else self._stored.rank(row)

    def all(self) -> list[Row]:
        """Every row, in order."""
        if self._ordered is None:
            self._ordered = self.order.sorted(self._rows)
        return self._ordered

    def each(self) -> Iterable[Row]:
        """Every row, in order; of very many in an engine's keeping in the order in which it found them, one at a time."""
        return self._stored if self._stored is not None and len(self._stored) > MOST else self.all()

    def by(self, columns: tuple[int, ...]) -> Lookup:
        """What gives the rows that have a key in some columns, in order."""
        if self._stored is None:
            index = self._index(columns)
            return lambda key: index.get(key, ())
        return lambda key: self._rows_with(columns, key)

    def spread(self, columns: tuple[int, ...]) -> float:
        """How many rows a key in some columns has, on average; of rows in an engine's keeping, an estimate."""
        if self._stored is None:
            return len(self._rows) / max(1, len(self._index(columns)))
        if columns not in self._spread:
            keys = [tuple(row[i] for i in columns) for row in islice(self._stored, SAMPLE)]
            self._spread[columns] = sum(len(self._rows_with(columns, key)) for key in keys) / max(1, len(keys))
        return self._spread[columns]

    # ---- rows in an engine's keeping

    def _asking(self) -> Mapping[Row, int]:
        """The rows, for one question."""
        if self._stored is not None:
            self._asked += 1
            if self._asked * PRICE > len(self._stored) <= MOST:
                self._rows, self._stored = self._stored.at_hand(), None
        return self._rows

    def _rows_with(self, columns: tuple[int, ...], key: Row) -> Sequence[Row]:
        self._asking()
        if self._stored is None:
            return self._index(columns).get(key, ())
        pattern: list[int | None] = [None] * self.width
        for column, number in zip(columns, key, strict=True):
            pattern[column] = number
        return self.order.sorted(self._stored.rows(pattern)) if self.width else self.all()

    def _index(self, columns: tuple[int, ...]) -> dict[Row, list[Row]]:
        index = self._indexes.get(columns)
        if index is None:
            index = self._indexes[columns] = {}
            for row in self.all():
                index.setdefault(tuple([row[i] for i in columns]), []).append(row)
        return index
