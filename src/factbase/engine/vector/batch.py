"""Batches as Python lays them out: the columns that bindings stand in while a frame runs, and where each register of a rule is read.

Columns are lent by a pool of the run: one frame of a body runs at a time, so frames of the same number share them.
"""

from __future__ import annotations

from factbase.engine.vector.arrays import Array, address, np, words

__all__ = ["BATCH", "PADDING", "Level", "Pool"]

BATCH = 1024  # bindings: enough to wait for memory together, and few enough for the nearest caches
PADDING = 8  # places past a batch that are written and never read


class Pool:
    """Columns of a batch's length, by the number of the frame and their own."""

    def __init__(self) -> None:
        self.batch = BATCH
        self._columns: dict[tuple[int, int], tuple[Array, int]] = {}  # each with its address: numpy is slow to tell it

    def column(self, frame: int, number: int) -> int:
        """The address of a column of 32-bit numbers."""
        if (frame, number) not in self._columns:
            column = np.zeros(2 * (self.batch + PADDING), np.int32)  # room for hashes of 64 bits
            self._columns[frame, number] = column, address(column)
        return self._columns[frame, number][1]


class Level:
    """The batch of a scan or probe, or of the one binding that a frame begins with: where its registers are read.

    What a step makes is `made`: register -> (where the address of a column stands, the places to read in it). It is gathered into a
    column of the batch when somebody first asks for that.
    """

    def __init__(self, frame: int, pool: Pool, numbers: list[int], below: Level | None) -> None:
        self._frame, self._pool, self._numbers = frame, pool, numbers
        self.below = below
        self.count = words(1)
        self.made: dict[int, tuple[int, int]] = {}
        self.gathers: list[int] = []
        self.bindings = self.column() if below is not None else 0
        self.places = self.column() if below is not None else 0
        self._columns: dict[int, int] = {}
        self._words: dict[int, Array] = {}

    def column(self) -> int:
        """The address of a column that nobody else uses."""
        self._numbers[0] += 1
        return self._pool.column(self._frame, self._numbers[0])

    def word(self, value: int) -> int:
        """The address of a word that holds a value."""
        if value not in self._words:
            self._words[value] = np.array([value], np.int64)
        return address(self._words[value])

    def stand(self, register: int, column: int) -> int:
        """Says that a register stands in a column of the batch."""
        self._columns[register] = column
        return column

    def knows(self, register: int) -> bool:
        """Whether a register can be read in this batch, or in one below it."""
        return (
            register in self._columns
            or register in self.made
            or (self.below is not None and self.below.knows(register))
        )

    def read(self, register: int) -> int:
        """The address of a register's column in this batch."""
        if register not in self._columns:
            where, places = self.view(register)
            self._columns[register] = self.gather(where, places)
        return self._columns[register]

    def gather(self, where: int, places: int) -> int:
        """A column that is gathered for every batch."""
        column = self.column()
        self.gathers += [where, places, column]
        return column

    def view(self, register: int) -> tuple[int, int]:
        """Where the address of a column stands in which the register is read, at which places; 0 for its own."""
        if register in self._columns:
            return self.word(self._columns[register]), 0
        if register in self.made:
            return self.made[register]
        assert self.below is not None
        return self.word(self.below.read(register)), self.bindings

    def columns(self) -> list[int]:
        """All that the batch holds."""
        own = [self.bindings, self.places] if self.below is not None else []
        return list(dict.fromkeys([*own, *self.gathers[2::3], *self._columns.values()]))
