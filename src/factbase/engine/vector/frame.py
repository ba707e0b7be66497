"""Frames: in, steps of a body in their order; out, the blocks that the join kernel runs.

Registers are the variables, then the constants, then the row numbers that are kept of scans, and last a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from factbase.engine.base import PlanRule
from factbase.engine.step import Filter, Group, Negated, Term, Var
from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Array, address, np
from factbase.engine.vector.batch import Level, Pool
from factbase.engine.vector.blocks import FrameBlock, OrderBlock
from factbase.engine.vector.index import Index
from factbase.engine.vector.operations import (
    AbsentBlock,
    EmitBlock,
    KnownBlock,
    LeavesBlock,
    LookupBlock,
    MakesBlock,
    OperationBlock,
    OutputBlock,
    PartBlock,
    ProbeBlock,
    ScanBlock,
    TestBlock,
    ValueBlock,
    WritesBlock,
)
from factbase.engine.vector.parents import kept_scans
from factbase.engine.vector.store import ColumnTable
from factbase.ground.operation import COMPARISONS, KNOWN

__all__ = ["Frame", "Registers"]

L = TypeVar("L", bound=LeavesBlock)


class Registers:
    """The number of each variable and constant of a rule, and of the rows that are kept of a derivation by it."""

    def __init__(self, rule: PlanRule, more: Sequence[int] = ()) -> None:
        self.variables = len(rule.variables)
        terms: list[Term | None] = [*rule.args, *more]
        for step in rule.body:
            terms += step.needed
            terms += step.given
        constants = dict.fromkeys(term for term in terms if isinstance(term, int))
        self.constants = {number: self.variables + i for i, number in enumerate(constants)}
        first = self.variables + len(self.constants)
        self.rows = {i: first + k for k, i in enumerate(kept_scans(rule))}
        self.zero = first + len(self.rows)

    def of(self, term: Term) -> int:
        """The number of the register in which a term stands."""
        return term.index if isinstance(term, Var) else self.constants[term]


class Frame:
    """A run of the join kernel that is being put together, operation by operation; `number` is its own among those of a body."""

    def __init__(self, registers: Registers, pool: Pool, number: int) -> None:
        self.registers = registers
        self.pool = pool
        self.number = number
        self._numbers = [0]
        self.level = Level(number, pool, self._numbers, None)
        self._operations: list[tuple[OperationBlock, Level]] = []  # with the batch that each leaves
        self._fills: dict[int, tuple[int, int]] = {}  # register -> value, column
        self._held: list[Array] = []  # what addresses point at
        self._rows_of: dict[int, int] = {}  # id of a level -> the column of its row numbers
        self._first = self.level
        self._kept, self._groups, self._hashes = (self.level.column() for _ in range(3))
        self.block = FrameBlock(0)
        self.compares = False  # whether it looks at classes of values, and at their order
        self.orders = False

    # ---- operations

    def scan(self, table: ColumnTable, args: Sequence[Term | None], upto: int, row: int | None) -> None:
        """Goes through a table, or the part of it that `upto` says; `row` is the register of the row number."""
        self._make(ScanBlock(), table, None, args, (), upto, row)

    def feed(self, table: ColumnTable, registers: Sequence[int]) -> None:
        """Goes through rows that hold registers."""
        self._make(ScanBlock(), table, None, (), (), at.ALL, None).first = 0
        for column, register in enumerate(registers):
            self.level.made[register] = table.place(column), self.level.places

    def probe(self, index: Index, args: Sequence[Term | None], upto: int, row: int | None) -> None:
        """Goes through the rows of an index's group."""
        o = ProbeBlock()
        o.index, o.keys = index.block.address, self._keys([args[i] for i in index.key])
        self._make(o, index.table, index, args, index.key, upto, row)

    def value(self, index: Index, step: Group, default: int | None, bound: bool) -> None:
        """Binds or checks an aggregate's value; of a key without rows, `default`."""
        o = self._filter(ValueBlock())
        o.table, o.column = index.table.block.address, len(step.keys)
        o.index, o.keys = index.block.address, self._keys(step.keys)
        o.default, o.bound = -1 if default is None else default, bound
        result = self.registers.of(step.result)
        o.result = self._read(result) if bound else self.level.stand(result, self.level.column())

    def absent(self, index: Index, step: Negated) -> None:
        """Leaves the bindings for whose key an index has no row."""
        o = self._filter(AbsentBlock())
        o.index, o.keys = index.block.address, self._keys([step.args[i] for i in index.key])

    def lookup(self, table: ColumnTable, args: Sequence[Term | None], wanted: bool) -> None:
        """Asks the set of a table, all of whose columns are bound."""
        o = self._filter(LookupBlock())
        o.table, o.set = table.block.address, table.known.block.address
        o.width, o.wanted = len(args), wanted
        o.keys = self._row([self.registers.of(_known(arg)) for arg in args])

    def test(self, step: Filter, order: OrderBlock) -> None:
        """Leaves the bindings that pass a comparison, or whose value is known; `order` says how values compare."""
        columns = [self._read(self.registers.of(arg)) for arg in step.args]
        self.compares = True
        self.orders |= step.op in COMPARISONS[2:]
        if step.op is KNOWN:
            known = self._filter(KnownBlock())
            (known.left_column,), known.order = columns, order.address
        else:
            o = self._filter(TestBlock())
            (o.left_column, o.right_column), o.order = columns, order.address
            o.op = COMPARISONS.index(step.op)

    def part(self, register: int, shift: int, number: int, of: int) -> None:
        """Leaves the bindings whose value in a register falls, without its lowest bits, to a number among so many."""
        o = self._filter(PartBlock())
        o.column, o.shift = self._read(register), shift
        o.number, o.of = number, of

    def emit(self, table: ColumnTable, head: Sequence[int], parents: Sequence[int]) -> None:
        """Writes the rows that the table does not know."""
        o = self._filter(EmitBlock())
        o.table, o.set = table.block.address, table.known.block.address
        o.width = len(head)
        o.keys = self._row(head)
        views = [self._view(register) for register in parents]
        o.parents, o.parent_count = self._list([n for view in views for n in view]), len(views)

    def output(self, table: ColumnTable, registers: Sequence[int]) -> None:
        """Writes the registers of each binding as a row into a buffer."""
        o = self._filter(OutputBlock())
        o.table, o.width = table.block.address, len(registers)
        o.keys = self._list([self._read(register) for register in registers])

    # ---- running

    def finish(self) -> None:
        """Lays the operations out; after it the frame can run."""
        for o, level in self._operations:
            columns = level.columns()
            o.columns, o.column_count = self._list(columns), len(columns)
            if isinstance(o, MakesBlock):
                o.gathers, o.gather_count = self._list(level.gathers), len(level.gathers) // 3
        fills = [number for fill in self._fills.values() for number in fill]
        self.block = FrameBlock(len(self._operations))
        self.block.batch = self.pool.batch
        self.block.fills, self.block.fill_count = self._list(fills), len(self._fills)
        self.block.operations[:] = [o.address for o, _ in self._operations]

    def rewind(self) -> None:
        """Makes the frame ready to run from its first binding."""
        self.block.level, self.block.forward = 0, 1
        self._first.count[0] = 1
        last = self._operations[-1][0]
        assert isinstance(last, WritesBlock)
        last.done = 0

    # ---- parts of operations

    def _make(
        self,
        o: MakesBlock,
        table: ColumnTable,
        index: Index | None,
        args: Sequence[Term | None],
        key: Sequence[int],
        upto: int,
        row: int | None,
    ) -> MakesBlock:
        """Lays out what makes a batch of its own."""
        o.table, o.upto, o.kept = table.block.address, upto, self._kept
        o.hashes, o.taken = self._hashes, address(self.level.count)
        o.start, o.end, o.after = (self.level.column() for _ in range(3))
        below = self.level
        self.level = level = Level(self.number, self.pool, self._numbers, below)
        o.given, o.bindings, o.places = address(level.count), level.bindings, level.places
        self._operations.append((o, level))
        if row is not None and (index is None or index.ordered):
            level.stand(row, level.places)
        elif row is not None and index is not None:
            level.made[row] = index.place, level.places
        checks: list[int] = []
        for column, arg in enumerate(args):
            if arg is None or column in key:
                continue
            if index is not None and index.covers(column):
                where = index.payload_place(column), level.places
            elif index is not None:
                where = table.place(column), self._rows(level, index)
            else:
                where = table.place(column), level.places
            register = self.registers.of(arg)
            if isinstance(arg, Var) and not level.knows(register):
                level.made[register] = where
            else:
                checks += [*where, self._read(register)]
        o.checks, o.check_count = self._list(checks), len(checks) // 3
        binds = any(isinstance(arg, Var) and arg.index in level.made for arg in args)
        o.first = not binds and (not checks or below is self._first)
        return o

    def _rows(self, level: Level, index: Index) -> int:
        """The column of the row numbers of a probe's batch."""
        if id(level) not in self._rows_of:
            self._rows_of[id(level)] = level.gather(index.place, level.places)
        return self._rows_of[id(level)]

    def _filter(self, o: L) -> L:
        """Lays out what leaves in its batch what holds."""
        o.kept, o.groups, o.hashes = self._kept, self._groups, self._hashes
        o.taken = o.given = address(self.level.count)
        self._operations.append((o, self.level))
        return o

    def _keys(self, terms: Sequence[Term | None]) -> int:
        return self._list([self._read(self.registers.of(_known(term))) for term in terms])

    def _row(self, names: Sequence[int]) -> int:
        """The columns of a row; of a narrow one, a pair with zeros before."""
        zeros = [self.registers.zero] * max(0, 2 - len(names))
        return self._list([self._read(name) for name in (*zeros, *names)])

    def _read(self, register: int) -> int:
        """The column of a register in the present batch. A constant, zero, and the row of a scan that was a look-up fill theirs."""
        if self.level.knows(register):
            return self.level.read(register)
        if register not in self._fills:
            values = {place: value for value, place in self.registers.constants.items()}
            value = values.get(register, 0 if register == self.registers.zero else -1)
            self._fills[register] = value, self.level.column()
        return self._fills[register][1]

    def _view(self, register: int) -> tuple[int, int]:
        if self.level.knows(register):
            return self.level.view(register)
        return self.level.word(self._read(register)), 0

    def _list(self, numbers: Sequence[int]) -> int:
        self._held.append(np.array([*numbers, 0], np.int64))
        return address(self._held[-1])


def _known(term: Term | None) -> Term:
    assert term is not None
    return term
