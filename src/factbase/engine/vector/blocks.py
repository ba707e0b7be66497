"""Blocks by name: the words that Python shares with the kernels, of each kind of block those that it has and no others.

`layout` numbers the words, for kernels read them by number; a class here names them, and whatever is no name of its own is refused: a
class is closed, so mypy tells it before anything runs. An operation runs only once each of its words was filled.
"""

from __future__ import annotations

from typing import ClassVar

from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Array, address, np

__all__ = [
    "AbsentBlock",
    "EmitBlock",
    "FrameBlock",
    "IndexBlock",
    "KnownBlock",
    "LookupBlock",
    "MakesBlock",
    "OperationBlock",
    "OrderBlock",
    "OutputBlock",
    "PartBlock",
    "ProbeBlock",
    "ScanBlock",
    "SetBlock",
    "TableBlock",
    "TestBlock",
    "ValueBlock",
]


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
    """A table: how many rows it has and has room for, which of them the last rounds saw, and where rules and columns lie."""

    __slots__ = ("columns",)

    rows = Word(at.T_ROWS)
    room = Word(at.T_ROOM)
    old = Word(at.T_OLD)
    seen = Word(at.T_SEEN)
    rules = Word(at.T_RULES)

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
    """How values compare: where their classes lie, and their places within these."""

    __slots__ = ()

    classes = Word(at.W_CLASSES)
    places = Word(at.W_PLACES)

    def __init__(self) -> None:
        super().__init__(at.W_SIZE)


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


# ---- operations


class Needed(Word):
    """A word without which an operation must not run."""

    __slots__ = ()

    def __set__(self, block: Block, value: int) -> None:
        assert isinstance(block, OperationBlock)
        block.left.discard(self.name)
        block.array[self.number] = value


class OperationBlock(Block):
    """An operation: of what kind, and the batch that it takes and gives. The cursors of a run are the kernels' own."""

    __slots__ = ("left",)

    kind: ClassVar[int]
    needed: ClassVar[frozenset[str]]

    taken = Needed(at.O_IN)
    given = Needed(at.O_OUT)
    hashes = Needed(at.O_HASHES)
    kept = Needed(at.O_KEPT)
    columns = Needed(at.O_COLUMNS)
    column_count = Needed(at.O_COLUMN_COUNT)

    def __init_subclass__(cls) -> None:
        cls.needed = frozenset(n for each in cls.__mro__ for n, word in vars(each).items() if isinstance(word, Needed))

    def __init__(self) -> None:
        super().__init__(at.O_WORDS)
        self.array[at.O_KIND] = self.kind
        self.left = set(self.needed)

    @property
    def address(self) -> int:
        """Where the finished block lies."""
        assert not self.left, f"{type(self).__name__} lacks {', '.join(sorted(self.left))}"
        return self._address


class MakesBlock(OperationBlock):
    """An operation that makes a batch of its own, of several rows for a binding."""

    __slots__ = ()

    table = Needed(at.O_TABLE)
    upto = Needed(at.O_UPTO)
    first = Needed(at.O_FIRST)
    start = Needed(at.O_AT)
    end = Needed(at.O_END)
    after = Needed(at.O_AFTER)
    bindings = Needed(at.O_BINDINGS)
    places = Needed(at.O_PLACES)
    gathers = Needed(at.O_GATHERS)
    gather_count = Needed(at.O_GATHER_COUNT)
    checks = Needed(at.O_CHECKS)
    check_count = Needed(at.O_CHECK_COUNT)


class ScanBlock(MakesBlock):
    """Goes through a table, or the part of it that `upto` says."""

    __slots__ = ()
    kind = at.SCAN


class ProbeBlock(MakesBlock):
    """Goes through the rows of a group of an index."""

    __slots__ = ()
    kind = at.PROBE

    index = Needed(at.O_INDEX)
    keys = Needed(at.O_KEYS)


class LeavesBlock(OperationBlock):
    """An operation that leaves in its batch what holds."""

    __slots__ = ()

    found = Needed(at.O_FOUND)


class AbsentBlock(LeavesBlock):
    """Leaves the bindings for whose key an index has no row."""

    __slots__ = ()
    kind = at.ABSENT

    index = Needed(at.O_INDEX)
    keys = Needed(at.O_KEYS)


class LookupBlock(LeavesBlock):
    """Leaves the bindings whose row a set has, or has not."""

    __slots__ = ()
    kind = at.LOOKUP

    table = Needed(at.O_TABLE)
    keys = Needed(at.O_KEYS)
    set = Needed(at.L_SET)
    width = Needed(at.L_WIDTH)
    wanted = Needed(at.L_WANTED)


class KnownBlock(LeavesBlock):
    """Leaves the bindings whose value in a column is given."""

    __slots__ = ()
    kind = at.KNOWN

    left_column = Needed(at.C_LEFT)
    order = Needed(at.C_ORDER)


class TestBlock(LeavesBlock):
    """Leaves the bindings whose values in two columns compare."""

    __slots__ = ()
    kind = at.TEST

    op = Needed(at.C_OP)
    left_column = Needed(at.C_LEFT)
    right_column = Needed(at.C_RIGHT)
    order = Needed(at.C_ORDER)


class ValueBlock(LeavesBlock):
    """Binds or checks the value of an aggregate."""

    __slots__ = ()
    kind = at.VALUE

    table = Needed(at.O_TABLE)
    index = Needed(at.O_INDEX)
    keys = Needed(at.O_KEYS)
    column = Needed(at.V_COLUMN)
    default = Needed(at.V_DEFAULT)
    result = Needed(at.V_RESULT)
    bound = Needed(at.V_BOUND)


class PartBlock(LeavesBlock):
    """Leaves the bindings whose value in a column falls to a number among so many."""

    __slots__ = ()
    kind = at.PART

    column = Needed(at.P_COLUMN)
    shift = Needed(at.P_SHIFT)
    number = Needed(at.P_NUMBER)
    of = Needed(at.P_OF)


class WritesBlock(LeavesBlock):
    """An operation that writes rows to a table; `done` says with which binding it goes on."""

    __slots__ = ()

    table = Needed(at.O_TABLE)
    keys = Needed(at.O_KEYS)
    width = Needed(at.E_WIDTH)
    done = Word(at.E_AT)


class EmitBlock(WritesBlock):
    """Writes the rows that the set of a table does not have, with rule and parents."""

    __slots__ = ()
    kind = at.EMIT

    set = Needed(at.E_SET)
    rule = Needed(at.E_RULE)
    parents = Needed(at.E_PARENTS)
    parent_count = Needed(at.E_PARENT_COUNT)


class OutputBlock(WritesBlock):
    """Writes columns of a batch to a table."""

    __slots__ = ()
    kind = at.OUTPUT
