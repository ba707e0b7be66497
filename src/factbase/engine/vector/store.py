"""Tables: a relation's rows as columns that only grow, with the parents of each; beside them the set that tells known rows.

A rule writes all rows of a firing after one another, so rules are kept by firing, as ranks are by round.

Arrays double in place of one another and are counted against a bound on memory; a row's number never changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain

from factbase.engine.base import PlanRule, Row, TooLarge
from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import AHEAD, Array, Memory, address, column_address, np, reserved
from factbase.engine.vector.blocks import TableBlock
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.sets import Set

__all__ = ["ColumnTable", "columns_of"]

LARGE = 1 << 16  # rows
RESERVED = 1 << 24  # rows, which few relations pass: to move costs as much as to fill, and needs room twice
FIRST_ROOM = 1024  # rows
NARROW_VALUES = 1 << 16  # whose numbers have 16 bits
AT_ONCE = 1 << 22  # rows that a kernel puts into a set between two looks at the keyboard


class ColumnTable:
    """The rows of a relation, in columns of value numbers; then the row numbers of each row's parents."""

    def __init__(self, memory: Memory, kernels: Kernels, width: int, parents: int = 0, room: int = 0) -> None:
        self.memory = memory
        self.kernels = kernels
        self.width = width
        self.parents = parents
        self.block = TableBlock(width + parents)
        self.columns: list[Array] = [np.empty(0, np.int32) for _ in range(width + parents)]
        self._place = 0  # for so many rows
        self._narrow = False  # whether columns of value numbers have 16 bits once they are its own
        self._charged = 0  # bytes
        self.left: list[Array] | None = None  # what columns moved from, where another thread may still read it
        self.rules: list[PlanRule] = []
        self.starts: list[int] = [0]  # the first row of each round, and its rank
        self.ranks: list[int] = [0]
        self.firings: list[
            int
        ] = []  # the first row of those that one rule derived after one another, and the number of that rule
        self.fired: list[int] = []
        self._set: Set | None = None
        self.facts = 0
        self._distinct: dict[int, tuple[int, int]] = {}
        if room:
            self.grow(room)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return self.block.rows

    @property
    def seen(self) -> int:
        """How many rows it had when the present round began."""
        return self.block.seen

    @property
    def fresh(self) -> int:
        """How many rows the last round found."""
        return self.block.seen - self.block.old

    def column(self, number: int) -> Array:
        """The numbers in one column, one for each row."""
        return self.columns[number][: self.rows]

    def distinct(self, column: int) -> int:
        """How many values a column has; counted once for so many rows."""
        rows = self.rows
        known = self._distinct.get(column)
        if known is None or known[0] != rows:
            values = self.column(column)
            there = np.zeros(int(values.max()) + 1 if rows else 0, np.bool_)
            there[values] = True
            count = int(np.count_nonzero(there))
            known = self._distinct[column] = rows, count
        return known[1]

    def ordered(self, column: int) -> bool:
        """Whether rows with lower numbers in a column stand before those with higher ones."""
        values = self.column(column)
        parts = (values[start : start + LARGE + 1] for start in range(0, len(values), LARGE))  # most are not, early on
        return all(bool((part[1:] >= part[:-1]).all()) for part in parts)

    def grow(self, room: int) -> None:
        """Room for at least so many rows. Large columns move to a place that is far larger, which takes memory only as it is filled."""
        used, most = self.rows, self.memory.max_rows
        if room > most:
            if used >= most:
                raise TooLarge(f"a relation grew past {most:,} rows")
            room = most
        self._charge(room * (self.width * (2 if self._narrow else 4) + 4 * self.parents))
        if room > self._place:
            try:
                self._move(room if room < LARGE else min(max(8 * room, RESERVED), most))
            except MemoryError:  # not even the promise of so much
                self._move(room)
        self.block.room = room

    def _move(self, place: int) -> None:
        """Moves all columns to another place, one after the other. Facts have no parents."""
        used = self.rows
        for i, column in enumerate(self.columns):
            if self.left is not None:
                self.left.append(column)
            self.columns[i] = moved = reserved(place, np.uint16 if self._narrow and i < self.width else np.int32)
            moved[: len(column[:used])] = column[:used]
            self.block.columns[i] = column_address(moved)
        self._place = place

    def fit(self, values: int) -> None:
        """Has columns that hold the numbers of so many values, narrow ones where these do. It is called before rows are derived."""
        narrow, self._narrow = self._narrow, values <= NARROW_VALUES
        if narrow and not self._narrow and self._place:
            self._charge(4 * self.block.room * len(self.columns))
            self._move(self._place)

    def _charge(self, wanted: int) -> None:
        """Counts what its columns take, all in all."""
        self.memory.charge(wanted - self._charged)
        self._charged = wanted

    def grow_more(self) -> None:
        """Room for twice as many rows, or for half as many more once they are millions."""
        room = self.block.room
        self.grow(max(FIRST_ROOM, room * 2 if room < 1 << 22 else room + room // 2))

    def load(self, columns: Sequence[Array], count: int) -> None:
        """The facts, before anything is derived. It stands on the given columns until it grows."""
        self._charge(4 * count * self.width)
        for i, given in enumerate(columns):
            self.columns[i] = np.ascontiguousarray(given, np.int32)
            self.block.columns[i] = address(self.columns[i])
        self.facts = count
        self.block.rows = self.block.seen = self.block.room = count

    def share(self, other: ColumnTable, rules: Mapping[int, PlanRule]) -> None:
        """Has the rows of a complete table, where they stand; `rules` says by the identity of each of its rules which derived them here."""
        self.columns = other.columns
        self.block.columns[:] = other.block.columns
        self.starts, self.ranks, self.firings, self.fired = other.starts, other.ranks, other.firings, other.fired
        self.rules = [rules[id(rule)] for rule in other.rules]
        self.settle(other.rows)

    def lend(self, columns: Sequence[Array], count: int) -> None:
        """Lets it stand on columns that are not its own, until it is lent others."""
        self.columns = [np.ascontiguousarray(column, np.int32) for column in columns]
        for i, column in enumerate(self.columns):
            self.block.columns[i] = address(column)
        self.block.rows = self.block.seen = count

    def place(self, column: int) -> int:
        """Where the address of a column stands, which moves when the table grows."""
        return self.block.place(at.T_COLUMNS + column)

    @property
    def known(self) -> Set:
        """The set of its rows, which `know` makes."""
        assert self._set is not None
        return self._set

    @property
    def unknown(self) -> bool:
        """Whether it has no set of its rows."""
        return self._set is None

    def know(self, values: int, more: int = 0) -> None:
        """Makes the set of its rows, which is to be filled; `more` is how many rows it may well get at once."""
        rows = self.rows + (more or self.rows // 8)  # one that grows no more is asked: the emptier the faster
        self._set = Set(self.memory, self.kernels, self.width, values, rows)

    def forget(self) -> None:
        """Gives the set of its rows up."""
        if self._set is not None:
            self._set.release()
            self._set = None

    def fill(self, start: int, to: int, values: int) -> None:
        """Puts rows into the set."""
        zeros, places, hashes = np.zeros(AHEAD, np.int32), np.empty(AHEAD, np.int32), np.empty(AHEAD, np.int64)
        room = [address(zeros), address(places), address(hashes)]
        while start < to:
            end = min(start + AT_ONCE, to)
            frame = np.array([self.known.block.address, self.block.address, start, end, self.width, *room], np.int64)
            start = self.kernels.fill_set(address(frame))
            if start < end:
                self.known.grow(self, values)

    def settle(self, rows: int) -> None:
        """Has so many rows, all of which were seen."""
        self.block.rows = self.block.old = self.block.seen = rows

    def release(self) -> None:
        """Gives its memory up."""
        self.forget()
        self._charge(0)
        self.columns = [np.empty(0, np.int32) for _ in self.columns]

    def derived(self, start: int, rule: int) -> None:
        """Says that the rows from one on were derived by the rule of a number."""
        if self.rows > start and self.fired[-1:] != [rule]:
            self.firings.append(start)
            self.fired.append(rule)

    def rule_of(self, row: int) -> int:
        """The number of the rule that derived a row."""
        return self.fired[bisect_right(self.firings, row) - 1]

    def rules_of(self, start: int, stop: int) -> Array:
        """The numbers of the rules that derived some rows after one another."""
        first = bisect_right(self.firings, start) - 1
        last = bisect_left(self.firings, stop)
        begins = [start, *self.firings[first + 1 : last], stop]
        rules: Array = np.repeat(np.array(self.fired[first:last], np.int64), np.diff(begins))
        return rules

    def end_round(self, rank: int) -> bool:
        """Makes the new rows seen; False where there are none."""
        rows, seen = self.rows, self.seen
        self.block.old, self.block.seen = seen, rows
        if rows > seen:
            self.starts.append(seen)
            self.ranks.append(rank)
        return rows > seen


def columns_of(rows: Mapping[Row, object]) -> list[Array]:
    """Rows as columns of 32-bit numbers; those that are columns already (`columns`, of numpy or `array`) are taken as they are."""
    given = getattr(rows, "columns", None)
    if given is not None:
        return [np.asarray(column, np.int32) for column in given]
    width = len(next(iter(rows)))
    flat = np.fromiter(chain.from_iterable(rows), np.int32, len(rows) * width).reshape(len(rows), width)
    return [flat[:, i] for i in range(width)]
