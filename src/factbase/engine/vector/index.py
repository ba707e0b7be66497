"""Indexes: a table's rows by the values of some columns. Sorted once for a table that is complete, in chains of blocks for one that grows.

One column's values are groups by themselves; keys of several columns, or of few among very many values, find their group in a hash.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.base import TooLarge
from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import AHEAD, Array, address, column_address, np, words
from factbase.engine.vector.blocks import IndexBlock
from factbase.engine.vector.sets import FILL
from factbase.engine.vector.store import ColumnTable

__all__ = ["Index", "Semijoin", "groups_by"]

Semijoin = tuple[int, ColumnTable, int]
"""Only rows whose value in a column occurs in a column of another table are wanted."""

FEW = 4096  # rows, up to which caches hold columns in any order: none is copied
DENSE = 1 << 16  # values whose groups are found by themselves, however few rows there are


class Index:
    """The rows of a table by key. A chained one is brought up to date by `extend`; in a group, its newest block comes first.

    `only` leaves out rows of a chained one: a column, and for each value whether its rows are wanted; none past the end. `read` are
    columns that a sorted one has in its own order, for reading without a jump for each row; one that is not `numbered` has these only.
    Where the table's rows are `ordered` by the key already, they are read where they stand."""

    def __init__(
        self,
        table: ColumnTable,
        key: tuple[int, ...],
        values: int,
        *,
        chained: bool,
        only: tuple[int, Array] | None = None,
        read: Sequence[int] = (),
        hashed: bool = False,
        numbered: bool = True,
    ) -> None:
        self.table = table
        self.key = key
        self.chained = chained
        self.only = only
        self.memory, self.kernels = table.memory, table.kernels
        self.hashed = hashed or len(key) != 1 or (not chained and values > DENSE + 16 * table.rows)
        self.ordered = not chained and not self.hashed and table.rows >= FEW and table.ordered(key[0])
        self.numbered = not self.ordered and (numbered or table.rows < FEW)
        self.block = IndexBlock(len(key))
        self.block.kind = (at.CHAINED if chained else at.SORTED) + (at.HASHED if self.hashed else 0)
        self.block.table, self.block.width = table.block.address, len(key)
        self.block.keys[:] = key
        self.done = 0
        take = self.memory.take
        self.slots, self.first, self.rows = take(0, np.int64), take(0, np.int32), take(0, np.int32)
        self.starts = take(0, np.int32)
        self._payload = words(table.width)
        self._payloads: dict[int, Array] = {}
        self._read: tuple[int, ...] = ()
        self._values = values
        if self.hashed:
            self._room_for_groups(1024 if chained else table.rows)
        if chained:
            self._room_for_rows(1024)
            self._room_for_tails(values if not self.hashed else 0)
            self.extend(values)
        else:
            self._read = tuple(read) if table.rows >= FEW and not self.ordered else ()

    def build(self) -> None:
        """Takes in all rows of a complete table."""
        self._sort(self._values)

    def extend(self, values: int) -> None:
        """Takes in the rows that the table has got, and sees, since."""
        to = self.table.seen
        if not self.chained or self.done == to:
            return
        start = self.done
        groups = self.groups(start, to)
        self._room_for_tails(self.block.groups if self.hashed else values)
        while start < to:
            wanted = *self._wanted(), self.done
            frame = np.array([self.block.address, start, to, column_address(groups), *wanted], np.int64)
            start = self.kernels.chain(address(frame))
            if start < to:
                self._room_for_rows(2 * len(self.rows) + 16384)
        self.done = to

    def _wanted(self) -> tuple[int, int, int]:
        """The column by which rows are left out, and which of its values are wanted."""
        if self.only is None:
            return 0, 0, 0
        column, wanted = self.only
        return column_address(self.table.columns[column]), len(wanted), address(wanted)

    @property
    def place(self) -> int:
        """Where the address of its row numbers stands."""
        return self.block.place(at.I_ROWS)

    def covers(self, column: int) -> bool:
        """Whether a column stands in the index's own order."""
        return self.ordered or column in self._read

    def payload_place(self, column: int) -> int:
        """Where the address of such a column stands."""
        return self.table.place(column) if self.ordered else address(self._payload) + 8 * column

    def group(self, value: int) -> Array:
        """The rows of a sorted index of one column that have a value, in order."""
        b = self.block
        if self.hashed:
            place = np.flatnonzero(self.table.columns[self.key[0]][self.first[: b.groups]] == value)
            if not len(place):
                return self.rows[:0]
            value = int(place[0])
        elif value >= b.size:
            return self.rows[:0]
        start, end = int(self.starts[value]), int(self.starts[value + 1])
        return np.arange(start, end) if self.ordered else self.rows[start:end]

    def release(self) -> None:
        """Gives its memory up."""
        for array in (self.slots, self.first, self.rows, self.starts, *self._payloads.values()):
            self.memory.give(array)
        self.slots, self.first, self.rows, self.starts = (self.memory.take(0, np.int32) for _ in range(4))
        self._payloads = {}

    # ---- groups

    def groups(self, start: int, to: int) -> Array:
        """The group of each row from `start` on."""
        if not self.hashed:
            return self.table.columns[self.key[0]][start:to]
        groups: Array = np.empty(to - start, np.int32)
        row = start
        columns = np.array([column_address(self.table.columns[i]) for i in self.key], np.int64)
        hashes = np.empty(AHEAD, np.int64)
        while row < to:
            places = [address(groups), start, address(columns), address(hashes)]
            frame = np.array([self.block.address, row, to, *places], np.int64)
            row = self.kernels.make_groups(address(frame))
            if row < to:
                self._room_for_groups(4 * self.block.limit)
        return groups

    def _room_for_groups(self, groups: int) -> None:
        slots = 1 << max(6, int(groups / FILL).bit_length())
        self.memory.give(self.slots)
        self.slots = self.memory.take(slots, np.int64, zero=True)
        limit = int(slots * FILL)
        self.first = self.memory.moved(self.first, limit, self.block.groups)
        b = self.block
        b.slots, b.mask, b.shift = address(self.slots), slots - 1, 64 - (slots.bit_length() - 1)
        b.first, b.limit = address(self.first), limit
        if b.groups:
            frame = np.array([b.address], np.int64)
            self.kernels.grow_groups(address(frame))

    def _room_for_rows(self, room: int) -> None:
        if room >= 2**31:
            raise TooLarge("an index grew past what a place of 32 bits can tell")
        self.rows = self.memory.moved(self.rows, room, self.block.used)
        self.block.rows, self.block.room = address(self.rows), room

    def _room_for_tails(self, groups: int) -> None:
        have = len(self.starts)
        if groups > have:
            self.starts = self.memory.moved(self.starts, max(groups, 2 * have if have else 0), have)
            self.starts[have:] = -1
            self.block.starts, self.block.size = address(self.starts), len(self.starts)

    def _sort(self, values: int) -> None:
        count = self.done = self.table.seen
        groups = self.groups(0, count)
        size = self.block.groups if self.hashed else values
        self.starts = self.memory.take(size + 2, np.int32, zero=True)
        self.rows = self.memory.take(count if self.numbered else 0, np.int32)
        self._payloads = {column: self.memory.take(count, np.int32) for column in self._read}
        pairs = [
            column_address(of) for column, own in self._payloads.items() for of in (self.table.columns[column], own)
        ]
        columns = np.array([*pairs, 0], np.int64)
        for column, own in self._payloads.items():
            self._payload[column] = address(own)
        places = [
            address(self.starts),
            address(self.rows) if self.numbered else 0,
            size,
            address(columns),
            len(self._read),
        ]
        frame = np.array([column_address(groups), count, *places], np.int64)
        self.kernels.sort_groups(address(frame))
        b = self.block
        b.starts, b.rows, b.size = address(self.starts), address(self.rows) if self.numbered else 0, size


def groups_by(table: ColumnTable, columns: Sequence[int]) -> tuple[Array, Array]:
    """The group of each row by a hash of some columns, by the order in which groups first come; and the first row of each."""
    index = Index(table, tuple(columns), 0, chained=False, hashed=True)
    which = index.groups(0, table.rows)
    first: Array = index.first[: index.block.groups].copy()
    index.release()
    return which, first
