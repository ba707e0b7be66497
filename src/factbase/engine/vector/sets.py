"""Sets of rows: in, the rows of a table, as kernels add them; out, whether a row is known.

A bitmap where the values are few, else a hash: of pairs, of 64-bit words of a bitmap once the pairs are dense, of row numbers for wider
rows. Which of the first two is smaller is asked whenever more room is needed.
"""

from __future__ import annotations

from typing import Protocol

from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Memory, address, np
from factbase.engine.vector.blocks import SetBlock, TableBlock
from factbase.engine.vector.native import Kernels

__all__ = ["FILL", "Set"]

MAX_BITMAP = 64 << 20  # bytes: past it, a hash of what is used is smaller, and as fast
FIRST_SLOTS = 1024  # of a hash
FILL = 0.6  # of the slots of a hash
FULL = 0.75  # of those of pairs: eight of them stand in one line of a cache, so a longer search costs little
SAMPLE = 256  # rows


class SetRows(Protocol):
    """What a set needs of the table whose rows it has."""

    block: TableBlock

    @property
    def rows(self) -> int: ...
    def fill(self, start: int, to: int, values: int) -> None: ...


class Set:
    """The rows that a table has, in the words of one array."""

    def __init__(self, memory: Memory, kernels: Kernels, width: int, values: int, rows: int) -> None:
        """An empty set with room for so many rows."""
        self.memory = memory
        self.kernels = kernels
        self.width = width
        self.block = SetBlock()
        self.words = memory.take(0, np.int64)
        self._make(values, max(FIRST_SLOTS, int(rows / FULL) + 1 if width == 2 else _slots(rows, FILL)))

    @property
    def kind(self) -> int:
        """Its kind, by the number that kernels know: a bitmap, or one of three hashes."""
        return self.block.kind

    def release(self) -> None:
        """Gives its memory up."""
        self.memory.give(self.words)

    def grow(self, table: SetRows, values: int) -> None:
        """More room: of a bitmap for more values, of a hash for more rows. It then has all rows of the table that it had."""
        used = table.rows if self.kind == at.BITMAP else self.block.used
        slots = self.block.mask + 1
        slots *= 4 if slots < 1 << 20 else 2
        pairs = slots if slots < 1 << 22 else slots // 4 * 3  # any number of them serves
        match self.kind:
            case at.BITMAP:
                self._make(2 * values, FIRST_SLOTS)
            case at.WORDS:
                self._move(slots)
                return
            case at.PAIRS if 2 * (words := max(FIRST_SLOTS, _slots(2 * self._words(table, used), FILL))) <= pairs:
                self._set(at.WORDS, words, 2, FILL)  # which takes two of 64 bits for a slot
            case at.PAIRS:
                self._make(values, pairs)
            case _:
                self._make(values, slots)
        table.fill(0, used, values)

    def _make(self, values: int, slots: int) -> None:
        lines = (values >> 6) + 1
        if self.width <= 1 or (self.width == 2 and values * lines * 8 <= MAX_BITMAP):
            height = values + 1 if self.width == 2 else 1
            self._replace(at.BITMAP, height * lines, lines, height)
        elif self.width == 2:
            self._replace(at.PAIRS, slots, slots - 1, int(slots * FULL))
        else:
            self._set(at.ROWS, slots, 1, FILL)

    def _set(self, kind: int, slots: int, width: int, fill: float) -> None:
        self._replace(kind, width * slots, slots - 1, int(slots * fill))
        self.block.shift = 64 - (slots.bit_length() - 1)

    def _replace(self, kind: int, size: int, mask: int, limit: int) -> None:
        self.memory.give(self.words)
        self.words = self.memory.take(0, np.int64)  # the old ones go before the new ones come
        self.words = self.memory.take(size, np.int64, zero=True)
        self.block.kind, self.block.words = kind, address(self.words)
        self.block.mask, self.block.used, self.block.limit = mask, 0, limit

    def _move(self, slots: int) -> None:
        """Moves words of pairs to more slots."""
        old, words, used = self.block.copy(), self.words, self.block.used
        self.words = self.memory.take(0, np.int64)
        self._set(at.WORDS, slots, 2, FILL)
        self.block.used = used
        frame = np.array([old.address, self.block.address], np.int64)
        self.kernels.grow_words(address(frame))
        self.memory.give(words)

    def _words(self, table: SetRows, rows: int) -> int:
        """In about how many words of a bitmap the first rows stand, by a sample of them."""
        frame = np.array([self.block.address, table.block.address, rows, max(1, rows // SAMPLE)], np.int64)
        return self.kernels.share_words(address(frame)) * rows >> 16


def _slots(rows: int, fill: float) -> int:
    """How many slots so many rows need: a power of two."""
    return 1 << int(rows / fill).bit_length()
