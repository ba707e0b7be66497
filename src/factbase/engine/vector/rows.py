"""A solved relation as the table of a model, read from its columns: no object for a row until somebody asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from itertools import repeat

from factbase.engine.base import Derivation, PlanRule, Row
from factbase.engine.base import Table as SolvedTable
from factbase.engine.step import Head, Scan
from factbase.engine.vector.arrays import Array, np
from factbase.engine.vector.index import Index
from factbase.engine.vector.parents import kept_scans
from factbase.engine.vector.store import ColumnTable

__all__ = ["StoredRows"]

BATCH = 1 << 14  # rows made at once when all are read
FEW = 512  # rows, up to which looking at each is as fast as an index


class _Items(ItemsView[Row, int]):
    _mapping: StoredRows

    def __iter__(self) -> Iterator[tuple[Row, int]]:
        return zip(self._mapping, self._mapping.ranks(), strict=True)


class _Ranks(ValuesView[int]):
    _mapping: StoredRows

    def __iter__(self) -> Iterator[int]:
        return self._mapping.ranks()


class StoredRows(SolvedTable):
    """The rows of one table. `tables` gives those of the other relations, which rows have parents in."""

    def __init__(
        self,
        table: ColumnTable,
        tables: Mapping[Head, StoredRows],
        index: Callable[[ColumnTable, tuple[int, ...]], Index],
    ) -> None:
        self.table = table
        self._tables = tables
        self._index = index
        self._known: dict[Row, int] = {}  # the numbers of rows that were handed out as parents
        # One number is read from a view of memory in a quarter of the time that numpy takes.
        views = [memoryview(column) for column in table.columns]  # type: ignore[arg-type]  # numpy says too little
        self._columns, self._parents = views[: table.width], views[table.width :]
        self._scans = [_scans(rule) for rule in table.rules]

    def __len__(self) -> int:
        return self.table.rows

    def __iter__(self) -> Iterator[Row]:
        count, width = self.table.rows, self.table.width
        for start in range(0, count, BATCH):
            part = [column[start : min(count, start + BATCH)].tolist() for column in self.table.columns[:width]]
            yield from zip(*part, strict=True) if width else iter([()] * min(BATCH, count - start))

    def __getitem__(self, row: Row) -> int:
        number = self._number(row)
        if number is None:
            raise KeyError(row)
        return self._rank(number)

    def items(self) -> ItemsView[Row, int]:
        """Rows with their ranks, read from the columns as one goes through them."""
        return _Items(self)

    def values(self) -> ValuesView[int]:
        """The ranks, read as one goes through them."""
        return _Ranks(self)

    def ranks(self) -> Iterator[int]:
        """The rank of every row in order, without looking each of them up."""
        starts = [*self.table.starts, self.table.rows]
        for rank, start, end in zip(self.table.ranks, starts, starts[1:], strict=False):
            yield from repeat(rank, end - start)

    def rows(self, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows that agree with the pattern where it is not None, in the order in which they were found."""
        rows = self._numbers_of(pattern)
        if not self.table.width:
            return [()] * len(rows)
        return list(zip(*(column[rows].tolist() for column in self.table.columns[: self.table.width]), strict=True))

    def rank(self, row: Row) -> int | None:
        """The round that first derived a row, 0 for a fact, None for no row."""
        number = self._number(row)
        return None if number is None else self._rank(number)

    def derivation(self, row: Row) -> Derivation | None:
        """The first derivation of a row; None for a fact. Raises KeyError for no row."""
        number = self._number(row)
        if number is None:
            raise KeyError(row)
        if number < self.table.facts:
            return None
        rule = self.table.rule_of(number)
        scans, kept = self._scans[rule]
        parents: list[Row | None] = [None] * scans
        for (place, head), column in zip(kept, self._parents, strict=False):
            parent = column[number]
            if parent >= 0:
                parents[place] = self._tables[head].hand_out(parent)
        return Derivation(self.table.rules[rule], tuple(parents))

    def hand_out(self, number: int) -> Row:
        """The row of a number, which is then found again without a search."""
        row = tuple([column[number] for column in self._columns])
        self._known[row] = number
        return row

    # ---- numbers of rows

    def _rank(self, number: int) -> int:
        return self.table.ranks[bisect_right(self.table.starts, number) - 1]

    def _number(self, row: Row) -> int | None:
        if row in self._known:
            return self._known[row]
        if len(row) != self.table.width:
            return None
        numbers = self._numbers_of(row)
        return int(numbers[0]) if len(numbers) else None

    def _numbers_of(self, pattern: Sequence[int | None]) -> Array:
        """The numbers of the rows that agree with a pattern, in order."""
        bound = [i for i, number in enumerate(pattern) if number is not None]
        columns, count = self.table.columns, self.table.rows
        rows: Array
        if count <= FEW or not bound:
            rows = np.arange(count)
        else:
            best = bound[0] if len(bound) == 1 else max(bound, key=self.table.distinct)
            value = pattern[best]
            assert value is not None
            rows = self._index(self.table, (best,)).group(value)
            bound.remove(best)
        for i in bound:
            rows = rows[columns[i][rows] == pattern[i]]
        return rows


def _scans(rule: PlanRule) -> tuple[int, Sequence[tuple[int, Head]]]:
    """How many scans a rule has; of those whose rows are kept, the place among these and the relation."""
    scans = [(i, step.predicate) for i, step in enumerate(rule.body) if isinstance(step, Scan)]
    kept = kept_scans(rule)
    return len(scans), [(place, head) for place, (i, head) in enumerate(scans) if i in kept]
