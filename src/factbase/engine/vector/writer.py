"""Texts in columns: in, columns of the numbers of texts; out, the numbers of what they are joined to, their lengths, which hold which.

Kernels do it on letters: no text is an object before somebody asks for it. Equal results have one number, found in a set of all texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.vector.arrays import Array, Memory, address, np
from factbase.engine.vector.blocks import TextsBlock
from factbase.engine.vector.layout import STRING
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.sets import FILL
from factbase.engine.vector.values import ValueOrder
from factbase.ground.text import MAX_LENGTH

__all__ = ["Writer"]

MANY = 4096  # rows, of fewer of which Python is as fast
SHARE = 16  # times the rows, up to which values that are not laid out yet are no hindrance
FIRST_SLOTS = 1024


class Writer:
    """Computes functions of texts; each gives None where it is not worth it, or where not all that it is given are texts."""

    def __init__(self, values: ValueOrder, memory: Memory, kernels: Kernels) -> None:
        self.values = values
        self.memory = memory
        self.kernels = kernels
        self._slots = memory.take(0, np.int64)
        self._known = 0  # values, of which the texts are in the set
        self._texts = 0  # in the set

    def joined(self, columns: Sequence[Array]) -> Array | None:
        """The numbers of the texts that those of some columns are joined to, row by row."""
        if not self._serves(columns):
            return None
        values, letters, rows = self.values, self.values.letters, len(columns[0])
        if sum(int(letters.sizes[column].max()) for column in columns) > MAX_LENGTH:
            return None
        self._take_in(rows)
        values.room_for_texts(rows)
        numbers: Array = np.empty(rows, np.int32)
        block, _held = self._block(columns)
        block.numbers, block.count = address(numbers), values.count
        block.most = values.count + rows
        done = 0
        while done < rows:
            more = sum(int(letters.sizes[column[done:]].sum()) for column in columns)
            letters.make_room(min(more, max(letters.used, MAX_LENGTH)))
            block.used, block.room, block.start = letters.used, letters.room, done
            done = self.kernels.join_texts(block.address)
            letters.used = block.used
        made = block.count - values.count
        values.symbols.add(made)
        values.take_texts(block.count)
        self._known, self._texts = values.count, self._texts + made
        return numbers

    def lengths(self, column: Array) -> Array | None:
        """How many code points each text of a column has."""
        if not self._serves([column]):
            return None
        results: Array = np.empty(len(column), np.int64)
        block, _held = self._block([column])
        block.results = address(results)
        self.kernels.count_letters(block.address)
        return results

    def holding(self, texts: Array, parts: Array) -> Array | None:
        """Which texts of a column hold those of another."""
        if not self._serves([texts, parts]):
            return None
        results: Array = np.empty(len(texts), np.bool_)
        block, _held = self._block([texts, parts])
        block.results = address(results)
        self.kernels.find_parts(block.address)
        return results

    def _serves(self, columns: Sequence[Array]) -> bool:
        """Whether all are texts, many of them, or as few as those that are no objects yet; if so, all values are laid out."""
        values, rows = self.values, len(columns[0])
        if not values.symbols.late and (rows < MANY or values.unordered > SHARE * rows):
            return False
        values.put_in_order()
        return all(bool((values.classes[column] == STRING).all()) for column in columns)

    def _block(self, columns: Sequence[Array]) -> tuple[TextsBlock, Sequence[Array]]:
        """The block of all rows of some columns, and what it points at."""
        held = [np.ascontiguousarray(column, np.int32) for column in columns]
        held.append(np.array([*map(address, held)], np.int64))
        block = TextsBlock()
        block.order, block.columns, block.width = self.values.block.address, address(held[-1]), len(columns)
        block.start, block.to = 0, len(columns[0])
        self._point(block)
        return block, held

    def _point(self, block: TextsBlock) -> None:
        size = len(self._slots)
        if size:
            block.slots, block.mask, block.shift = address(self._slots), size - 1, 64 - (size.bit_length() - 1)

    def _take_in(self, more: int) -> None:
        """Brings the set of all texts up to date, with room for so many more."""
        values = self.values
        first, self._known = self._known, values.count
        new = np.flatnonzero(values.classes[first : values.count] == STRING).astype(np.int32) + np.int32(first)
        self._texts += len(new)
        if self._texts + more > len(self._slots) * FILL:
            self.memory.give(self._slots)
            size = max(FIRST_SLOTS, 1 << int((self._texts + more) / FILL).bit_length())
            self._slots = self.memory.take(0, np.int64)  # the old ones go before the new ones come
            self._slots = self.memory.take(size, np.int64, zero=True)
            new = np.flatnonzero(values.classes[: values.count] == STRING).astype(np.int32)
        block = TextsBlock()
        block.order, block.numbers, block.to = values.block.address, address(new), len(new)
        self._point(block)
        self.kernels.take_texts(block.address)
