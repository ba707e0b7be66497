"""Tables and sets: a relation's rows as columns that only grow, with rule and parents of each, and the set that tells known rows.

Arrays double in place of one another and are counted against a bound on memory; a row's number never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from factbase.engine.base import PlanRule, Row, TooLarge
from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Array, address, block, np
from factbase.engine.vector.native import Kernels

__all__ = ["AHEAD", "FILL", "Memory", "Set", "Table", "columns_of"]

MAX_ROWS = 2**31 - 2  # what a row number of 32 bits can tell
MAX_BITMAP = 64 << 20  # bytes: past it, a hash of the words that are used is smaller, and as fast
LARGE = 1 << 16  # rows
FIRST_ROOM = 1024  # rows
FIRST_SLOTS = 1024  # of a hash
MAX_HINT = 1 << 21  # rows
FILL = 0.6  # of the slots of a hash
AHEAD = 1024  # rows that a kernel looks at together


class Memory:
    """What the arrays of a model take, with its bounds. Raises TooLarge before they are passed."""

    def __init__(self, max_bytes: int, max_rows: int) -> None:
        self.max_bytes = max_bytes
        self.max_rows = min(max_rows, MAX_ROWS)
        self.bytes = 0

    def charge(self, wanted: int) -> None:
        if self.bytes + wanted > self.max_bytes:
            raise TooLarge(f"the model grew past {self.max_bytes >> 20:,} MiB of memory")
        self.bytes += wanted

    def take(self, size: int, kind: type, *, zero: bool = False) -> Array:
        self.charge(size * np.dtype(kind).itemsize)
        return np.zeros(size, kind) if zero else np.empty(size, kind)

    def give(self, array: Array) -> None:
        self.bytes -= array.nbytes

    def moved(self, array: Array, room: int, used: int) -> Array:
        """The array in a place of `room`; the old one is given up."""
        larger = self.take(room, array.dtype.type)
        larger[:used] = array[:used]
        self.give(array)
        return larger


class Set:
    """Tells whether a row is known. A bitmap where the values are few, else a hash of bitmap words; of row numbers for wide rows."""

    def __init__(self, memory: Memory, kernels: Kernels, width: int, values: int) -> None:
        self.memory = memory
        self.kernels = kernels
        self.width = width
        self.block = block(at.S_SIZE)
        self.words = memory.take(0, np.int64)
        self._make(values, FIRST_SLOTS)

    @property
    def is_bitmap(self) -> bool:
        return int(self.block[at.S_KIND]) == at.BITMAP

    def _make(self, values: int, slots: int) -> None:
        lines = (values >> 6) + 1
        if self.width <= 1 or (self.width == 2 and values * lines * 8 <= MAX_BITMAP):
            height = values + 1 if self.width == 2 else 1
            self._set(at.BITMAP, height * lines, lines, height)
        elif self.width == 2:
            self._set(at.WORDS, 2 * slots, slots - 1, int(slots * FILL))
        else:
            self._set(at.ROWS, slots, slots - 1, int(slots * FILL))
        self.block[at.S_SHIFT] = 64 - (slots.bit_length() - 1)

    def _set(self, kind: int, size: int, mask: int, limit: int) -> None:
        self.memory.give(self.words)
        self.words = self.memory.take(size, np.int64, zero=True)
        self.block[at.S_KIND], self.block[at.S_WORDS] = kind, address(self.words)
        self.block[at.S_MASK], self.block[at.S_USED], self.block[at.S_LIMIT] = mask, 0, limit

    def reserve(self, rows: int) -> None:
        """Room for so many rows, while it is empty."""
        slots = 1 << max(FIRST_SLOTS.bit_length() - 1, int(rows / FILL).bit_length())
        if not self.is_bitmap and slots > int(self.block[at.S_MASK]) + 1:
            self._make(MAX_BITMAP, slots)

    def grow(self, table: Table, values: int) -> None:
        """More room: of a bitmap for more values, of a hash for more rows."""
        if self.is_bitmap:
            self._make(2 * values, FIRST_SLOTS)
            table.fill(0, table.rows)
            return
        slots = int(self.block[at.S_MASK]) + 1
        slots *= 4 if slots < 1 << 20 else 2
        if self.width > 2:
            self._make(values, slots)
            table.fill(0, table.rows)
            return
        old, words = self.block.copy(), self.words
        self.words = self.memory.take(2 * slots, np.int64, zero=True)
        self.block[at.S_WORDS], self.block[at.S_MASK] = address(self.words), slots - 1
        self.block[at.S_LIMIT], self.block[at.S_SHIFT] = int(slots * FILL), 64 - (slots.bit_length() - 1)
        frame = np.array([address(old), address(self.block)], np.int64)
        self.kernels.grow_words(address(frame))
        self.memory.give(words)


class Table:
    """The rows of a relation, in columns of value numbers; then the row numbers of each row's parents, and its rule."""

    def __init__(self, memory: Memory, kernels: Kernels, width: int, parents: int = 0, room: int = 0) -> None:
        self.memory = memory
        self.kernels = kernels
        self.width = width
        self.parents = parents
        self.block = block(at.T_COLUMNS + width + parents)
        self.columns: list[Array] = [np.empty(0, np.int32) for _ in range(width + parents)]
        self.numbers: Array = np.empty(0, np.uint16)
        self._place = 0  # for so many rows
        self.rules: list[PlanRule] = []
        self.starts: list[int] = [0]  # the first row of each round, and its rank
        self.ranks: list[int] = [0]
        self._set: Set | None = None
        self.facts = 0
        self._distinct: dict[int, tuple[int, int]] = {}
        if room:
            self.grow(room)

    @property
    def rows(self) -> int:
        return int(self.block[at.T_ROWS])

    @property
    def seen(self) -> int:
        return int(self.block[at.T_SEEN])

    @property
    def fresh(self) -> int:
        """How many rows the last round found."""
        return int(self.block[at.T_SEEN] - self.block[at.T_OLD])

    def column(self, number: int) -> Array:
        return self.columns[number][: self.rows]

    def distinct(self, column: int) -> int:
        """How many values a column has; counted once for so many rows."""
        rows = self.rows
        known = self._distinct.get(column)
        if known is None or known[0] != rows:
            values = self.column(column)
            count = int(np.count_nonzero(np.bincount(values))) if rows else 0
            known = self._distinct[column] = rows, count
        return known[1]

    def grow(self, room: int) -> None:
        """Room for at least so many rows. Large columns move to eight times the place, which takes memory only as it is filled."""
        used, most = self.rows, self.memory.max_rows
        if room > most:
            if used >= most:
                raise TooLarge(f"a relation grew past {most:,} rows")
            room = most
        self.memory.charge((room - int(self.block[at.T_ROOM])) * (4 * len(self.columns) + 2))
        if room > self._place:
            self._place = room if room < LARGE else min(8 * room, most)
            for i, column in enumerate(self.columns):  # facts have neither parents nor rules
                self.columns[i] = np.empty(self._place, np.int32)
                self.columns[i][: len(column[:used])] = column[:used]
                self.block[at.T_COLUMNS + i] = address(self.columns[i])
            numbers = self.numbers[:used]
            self.numbers = np.empty(self._place, np.uint16)
            self.numbers[: len(numbers)] = numbers
            self.block[at.T_RULES] = address(self.numbers)
        self.block[at.T_ROOM] = room

    def grow_more(self) -> None:
        room = int(self.block[at.T_ROOM])
        self.grow(max(FIRST_ROOM, room * 2 if room < 1 << 22 else room + room // 2))

    def load(self, columns: Sequence[Array], count: int) -> None:
        """The facts, before anything is derived. It stands on the given columns until it grows."""
        self.memory.charge(4 * count * self.width)
        for i, given in enumerate(columns):
            self.columns[i] = np.ascontiguousarray(given, np.int32)
            self.block[at.T_COLUMNS + i] = address(self.columns[i])
        self.facts = count
        self.block[at.T_ROWS] = self.block[at.T_SEEN] = self.block[at.T_ROOM] = count

    def place(self, column: int) -> int:
        """Where the address of a column stands, which moves when the table grows."""
        return address(self.block) + 8 * (at.T_COLUMNS + column)

    @property
    def known(self) -> Set:
        """The set of its rows, once `know` has made it."""
        assert self._set is not None
        return self._set

    def know(self, values: int, hint: int = 0) -> None:
        """Makes the set of its rows, unless it has one; `hint` is how many rows it may well get at once."""
        if self._set is None:
            self._set = Set(self.memory, self.kernels, self.width, values)
            self._set.reserve(self.rows + min(2 * hint, MAX_HINT))
            self.fill(0, self.rows, values)

    def fill(self, start: int, to: int, values: int = 0) -> None:
        """Puts rows into the set."""
        zeros, places, hashes = np.zeros(AHEAD, np.int32), np.empty(AHEAD, np.int32), np.empty(AHEAD, np.int64)
        room = [address(zeros), address(places), address(hashes)]
        while start < to:
            frame = np.array([address(self.known.block), address(self.block), start, to, self.width, *room], np.int64)
            start = self.kernels.fill_set(address(frame))
            if start < to:
                self.known.grow(self, values)
                if self.width > 2:
                    return  # the larger set has all rows

    def end_round(self, rank: int) -> bool:
        """Makes the new rows seen; False where there are none."""
        rows, seen = self.rows, self.seen
        self.block[at.T_OLD], self.block[at.T_SEEN] = seen, rows
        if rows > seen:
            self.starts.append(seen)
            self.ranks.append(rank)
        return rows > seen


def columns_of(rows: Iterable[Row], count: int, width: int) -> list[Array]:
    """Rows as columns of 32-bit numbers; those that are columns already (`columns`, of numpy or `array`) are taken as they are."""
    given = getattr(rows, "columns", None)
    if given is not None:
        return [np.asarray(column, np.int32) for column in given]
    flat = np.fromiter(chain.from_iterable(rows), np.int32, count * width).reshape(count, width)
    return [flat[:, i] for i in range(width)]
