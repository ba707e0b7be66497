"""The operations of a frame: each a block with named words, of a kind that the join kernel knows.

An operation runs only once each of its words was filled: what it still lacks is asserted when its address is asked for.
"""

from __future__ import annotations

from typing import ClassVar

from factbase.engine.vector import layout as at
from factbase.engine.vector.blocks import Block, Word

__all__ = [
    "AbsentBlock",
    "EmitBlock",
    "KnownBlock",
    "LeavesBlock",
    "LookupBlock",
    "MakesBlock",
    "OperationBlock",
    "OutputBlock",
    "PartBlock",
    "ProbeBlock",
    "ScanBlock",
    "TestBlock",
    "ValueBlock",
    "WritesBlock",
]


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

    groups = Needed(at.O_GROUPS)


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
    """Writes the rows that the set of a table does not have, with parents."""

    __slots__ = ()
    kind = at.EMIT

    set = Needed(at.E_SET)
    parents = Needed(at.E_PARENTS)
    parent_count = Needed(at.E_PARENT_COUNT)


class OutputBlock(WritesBlock):
    """Writes columns of a batch to a table."""

    __slots__ = ()
    kind = at.OUTPUT
