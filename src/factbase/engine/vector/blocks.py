"""Blocks by name: the words that Python shares with the kernels, of each kind of block those that it has and no others.

`layout` numbers the words, for kernels read them by number; a class here names them, and whatever is no name of its own is refused: a
class is closed, so mypy tells it before anything runs. `operations` has those of a frame.
"""

from __future__ import annotations

from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Array, address, np

__all__ = ["Block", "FrameBlock", "IndexBlock", "OrderBlock", "SetBlock", "TableBlock", "TextsBlock", "Word"]


class Word:
    """A word of a block, by its number there."""

    __slots__ = ("name", "number")

    def __init__(self, number: int) -> None:
        self.number = number

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, block: Block, owner: type | None = None) -> int:
        return int(block.array[self.number])

    def __set__(self, block: Block, value: int) -> None:
        block.array[self.number] = value


class Block:
    """Words of 64 bits, all zero at first, that Python fills and kernels read, or the other way round. They never move."""

    __slots__ = ("_address", "array")

    def __init__(self, size: int) -> None:
        self.array: Array = np.zeros(size, np.int64)
        self._address = address(self.array)

    @property
    def address(self) -> int:
        """Where its words lie in memory."""
        return self._address

    def place(self, number: int) -> int:
        """Where one of its words lies."""
        return self._address + 8 * number


class TableBlock(Block):
    """A table: how many rows it has and has room for, which of them the last rounds saw, and where columns lie."""

    __slots__ = ("columns",)

    rows = Word(at.T_ROWS)
    room = Word(at.T_ROOM)
    old = Word(at.T_OLD)
    seen = Word(at.T_SEEN)

    def __init__(self, columns: int) -> None:
        super().__init__(at.T_COLUMNS + columns)
        self.columns = self.array[at.T_COLUMNS :]


class SetBlock(Block):
    """A set of rows: its kind, and the words that it holds."""

    __slots__ = ()

    kind = Word(at.S_KIND)
    words = Word(at.S_WORDS)
    mask = Word(at.S_MASK)
    shift = Word(at.S_SHIFT)
    used = Word(at.S_USED)
    limit = Word(at.S_LIMIT)
    fresh = Word(at.S_FRESH)

    def __init__(self) -> None:
        super().__init__(at.S_SIZE)

    def copy(self) -> SetBlock:
        """Another block with the same words."""
        other = SetBlock()
        other.array[:] = self.array
        return other


class IndexBlock(Block):
    """An index: the groups of rows with equal keys, and the columns of the key."""

    __slots__ = ("keys",)

    kind = Word(at.I_KIND)
    size = Word(at.I_SIZE)
    starts = Word(at.I_STARTS)
    rows = Word(at.I_ROWS)
    slots = Word(at.I_SLOTS)
    mask = Word(at.I_MASK)
    shift = Word(at.I_SHIFT)
    first = Word(at.I_FIRST)
    groups = Word(at.I_GROUPS)
    limit = Word(at.I_LIMIT)
    used = Word(at.I_USED)
    room = Word(at.I_ROOM)
    table = Word(at.I_TABLE)
    width = Word(at.I_WIDTH)

    def __init__(self, keys: int) -> None:
        super().__init__(at.I_KEYS + keys)
        self.keys = self.array[at.I_KEYS :]


class OrderBlock(Block):
    """How values compare: where their classes lie, their places within these, and the letters of texts that begin alike."""

    __slots__ = ()

    classes = Word(at.W_CLASSES)
    places = Word(at.W_PLACES)
    letters = Word(at.W_LETTERS)
    starts = Word(at.W_STARTS)
    sizes = Word(at.W_SIZES)

    def __init__(self) -> None:
        super().__init__(at.W_SIZE)


class TextsBlock(Block):
    """Texts that are joined, measured or searched: which rows of which columns, where results go, and the set of all texts."""

    __slots__ = ()

    order = Word(at.X_ORDER)
    columns = Word(at.X_COLUMNS)
    width = Word(at.X_WIDTH)
    start = Word(at.X_FROM)
    to = Word(at.X_TO)
    numbers = Word(at.X_NUMBERS)
    results = Word(at.X_RESULTS)
    slots = Word(at.X_SLOTS)
    mask = Word(at.X_MASK)
    shift = Word(at.X_SHIFT)
    used = Word(at.X_USED)
    room = Word(at.X_ROOM)
    count = Word(at.X_COUNT)
    most = Word(at.X_MOST)

    def __init__(self) -> None:
        super().__init__(at.X_SIZE)


class FrameBlock(Block):
    """A body that runs: where it stands, what it may still do, and its operations."""

    __slots__ = ("operations",)

    level = Word(at.F_LEVEL)
    forward = Word(at.F_FORWARD)
    budget = Word(at.F_BUDGET)
    batch = Word(at.F_BATCH)
    fills = Word(at.F_FILLS)
    fill_count = Word(at.F_FILL_COUNT)

    def __init__(self, operations: int) -> None:
        super().__init__(at.F_OPS + operations)
        self.operations = self.array[at.F_OPS :]
