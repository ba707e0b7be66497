"""Frames: in, steps of a body in their order; out, the blocks that the join kernel runs.

Registers hold the variables, then the constants, then the row numbers of the scans, and last a zero and a place for what nobody reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.base import Absent, Group, PlanRule, Scan, Term, Test, Var
from factbase.engine.vector import layout as at
from factbase.engine.vector.arrays import Array, address, block, np
from factbase.engine.vector.index import Index
from factbase.engine.vector.store import Table

__all__ = ["Frame", "Registers"]


class Registers:
    """Where each variable, constant and row number of a rule stands."""

    def __init__(self, rule: PlanRule, more: Sequence[int] = ()) -> None:
        self.variables = len(rule.variables)
        terms: list[Term | None] = [*rule.args, *more]
        for step in rule.body:
            match step:
                case Scan() | Absent() | Test():
                    terms.extend(step.args)
                case Group():
                    terms.extend((*step.keys, step.result))
                case _:
                    terms.extend((*getattr(step, "args", ()), getattr(step, "result", None)))
        constants = dict.fromkeys(term for term in terms if isinstance(term, int))
        self.constants = {number: self.variables + i for i, number in enumerate(constants)}
        scans = [i for i, step in enumerate(rule.body) if isinstance(step, Scan)]
        first = self.variables + len(self.constants)
        self.rows = {i: first + k for k, i in enumerate(scans)}
        self.zero = first + len(scans)
        self.unread = self.zero + 1
        self.size = self.unread + 1

    def of(self, term: Term) -> int:
        return term.index if isinstance(term, Var) else self.constants[term]


class Frame:
    """A run of the join kernel that is being put together, operation by operation."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.values = np.zeros(registers.size, np.int64)
        self.values[list(registers.constants.values())] = list(registers.constants)
        self.values[list(registers.rows.values())] = -1
        self.operations: list[Array] = []
        self.indexes: list[Index] = []
        self.held: list[Array] = []  # what addresses point at
        self.block = block(0)

    # ---- operations

    def scan(self, table: Table, args: Sequence[Term | None], bound: frozenset[int], upto: int, row: int) -> None:
        """Goes through a table, or the part of it that `upto` says."""
        o = self._operation(at.SCAN, table, upto, row)
        self._columns(o, args, bound, ())

    def feed(self, table: Table, registers: Sequence[int]) -> None:
        """Goes through rows that hold registers."""
        o = self._operation(at.SCAN, table, at.ALL, self.registers.unread)
        pairs = [number for pair in enumerate(registers) for number in pair]
        o[at.O_BINDS], o[at.O_BIND_COUNT] = self._list(pairs), len(registers)

    def probe(self, index: Index, args: Sequence[Term | None], bound: frozenset[int], upto: int, row: int) -> None:
        """Goes through the rows of an index's group."""
        o = self._operation(at.PROBE, index.table, upto, row)
        self._index(o, index, args)
        self._columns(o, args, bound, index.key)

    def group(self, index: Index | None, table: Table, step: Group, bound: frozenset[int], default: int | None) -> None:
        """Binds or checks an aggregate's value; without rows, `default`."""
        args = (*step.keys, step.result)
        if index is None:
            self.scan(table, args, bound, at.ALL, self.registers.unread)
            return
        self.probe(index, args, bound, at.ALL, self.registers.unread)
        if default is not None:
            self.operations[-1][at.O_DEFAULT] = self.registers.of(default)

    def absent(self, index: Index, step: Absent) -> None:
        o = self._operation(at.ABSENT, index.table, at.ALL, self.registers.unread)
        self._index(o, index, step.args)

    def lookup(self, table: Table, args: Sequence[Term | None], wanted: bool) -> None:
        """Asks the set of a table, all of whose columns are bound."""
        o = block(at.O_WORDS)
        o[at.O_KIND], o[at.O_TABLE], o[at.L_WIDTH], o[at.L_WANTED] = at.LOOKUP, address(table.block), len(args), wanted
        names = [self.registers.of(arg) for arg in args if arg is not None]
        o[at.L_SETS], o[at.L_SETS + 1] = (address(each.block) for each in table.sets)
        o[at.L_HEAD] = self._list(names)
        o[at.L_X], o[at.L_Y] = self._pair(names)
        apart = table.sets[0] is not table.sets[1] and table.part is not None
        o[at.L_PART] = names[table.part] if apart and table.part is not None else -1
        self.operations.append(o)

    def test(self, step: Test, order: Array) -> None:
        o = block(at.O_WORDS)
        if step.op == "known":
            o[at.O_KIND], o[at.C_LEFT] = at.KNOWN, self.registers.of(step.args[0])
        else:
            o[at.O_KIND], o[at.C_OP] = at.TEST, at.OPERATORS.index(step.op)
            o[at.C_LEFT], o[at.C_RIGHT] = map(self.registers.of, step.args)
        o[at.C_ORDER] = address(order)
        self.operations.append(o)

    def keep(self, register: int, worker: int) -> None:
        """Goes on with what belongs to one of two workers."""
        o = block(at.O_WORDS)
        o[at.O_KIND], o[at.P_REGISTER], o[at.P_WANTED] = at.PART, register, worker
        self.operations.append(o)

    def emit(
        self, sink: Table, home: Table, head: Sequence[int], rule: int, parents: Sequence[int], worker: int
    ) -> None:
        """Writes rows that `home` does not know to `sink`; `worker` is one of two, or -1 for all."""
        o = block(at.O_WORDS)
        o[at.O_KIND], o[at.E_TABLE], o[at.E_WIDTH], o[at.E_RULE] = at.EMIT, address(sink.block), len(head), rule
        o[at.E_SETS], o[at.E_SETS + 1] = (address(each.block) for each in home.sets)
        o[at.E_HEAD] = self._list(head)
        o[at.E_X], o[at.E_Y] = self._pair(head)
        o[at.E_PARENTS], o[at.E_PARENT_COUNT] = self._list(parents), len(parents)
        apart = home.sets[0] is not home.sets[1] or worker >= 0
        o[at.E_PART] = head[home.part] if apart and home.part is not None else -1
        o[at.E_WANTED] = worker
        self.operations.append(o)
        if len(head) == 2:
            self._fuse(o)

    def output(self, sink: Table, registers: Sequence[int]) -> None:
        o = block(at.O_WORDS)
        o[at.O_KIND], o[at.E_TABLE], o[at.E_WIDTH] = at.OUTPUT, address(sink.block), len(registers)
        o[at.E_HEAD] = self._list(registers)
        self.operations.append(o)

    # ---- running

    def finish(self) -> None:
        """Lays the operations out; after it the frame can run."""
        self.block = block(at.F_OPS + len(self.operations))
        self.block[at.F_REGISTERS] = address(self.values)
        self.block[at.F_OPS :] = [address(o) for o in self.operations]

    def rewind(self) -> None:
        self.block[at.F_LEVEL], self.block[at.F_FORWARD] = 0, 1

    # ---- parts of operations

    def _operation(self, kind: int, table: Table, upto: int, row: int) -> Array:
        o = block(at.O_WORDS)
        o[at.O_KIND], o[at.O_TABLE], o[at.O_UPTO], o[at.O_ROW] = kind, address(table.block), upto, row
        o[at.O_DEFAULT], o[at.O_X], o[at.O_Y] = -1, -1, -1
        self.operations.append(o)
        return o

    def _index(self, o: Array, index: Index, args: Sequence[Term | None]) -> None:
        self.indexes.append(index)
        o[at.O_INDEX] = address(index.block)
        o[at.O_KEYS] = self._list([self.registers.of(_known(args[i])) for i in index.key])

    def _columns(self, o: Array, args: Sequence[Term | None], bound: frozenset[int], key: Sequence[int]) -> None:
        """What each column beside the key is: a variable that it binds, or one that it must agree with."""
        new: set[int] = set()
        checks: list[int] = []
        binds: list[int] = []
        for column, arg in enumerate(args):
            if arg is None or column in key:
                continue
            pair = [column, self.registers.of(arg)]
            if isinstance(arg, Var) and arg.index not in bound | new:
                new.add(arg.index)
                binds += pair
            else:
                checks += pair
        o[at.O_CHECKS], o[at.O_CHECK_COUNT] = self._list(checks), len(checks) // 2
        o[at.O_BINDS], o[at.O_BIND_COUNT] = self._list(binds), len(binds) // 2
        o[at.O_FIRST] = not binds

    def _fuse(self, emit: Array) -> None:
        """Lets the last scan or probe write pairs in its own loop, where it checks nothing more."""
        if len(self.operations) < 2:
            return
        o = self.operations[-2]
        if o[at.O_KIND] > at.PROBE or o[at.O_CHECK_COUNT] or o[at.O_FIRST] or o[at.O_DEFAULT] >= 0:
            return
        binds = self.lists(o[at.O_BINDS], 2 * int(o[at.O_BIND_COUNT]))
        columns = dict(zip(binds[1::2], binds[::2], strict=True))
        o[at.O_X], o[at.O_Y] = columns.get(int(emit[at.E_X]), -1), columns.get(int(emit[at.E_Y]), -1)
        o[at.O_FUSED] = 1
        if o[at.O_KIND] == at.PROBE and self.indexes[-1].covers():
            o[at.O_COVERS], o[at.O_PAYLOAD] = 1, address(self.indexes[-1].payload)

    def _pair(self, names: Sequence[int]) -> tuple[int, int]:
        zero = self.registers.zero
        match len(names):
            case 0:
                return zero, zero
            case 1:
                return zero, names[0]
            case _:
                return names[0], names[1]

    def _list(self, numbers: Sequence[int]) -> int:
        self.held.append(np.array([*numbers, 0], np.int64))
        return address(self.held[-1])

    def lists(self, place: int, count: int) -> list[int]:
        found = next(array for array in self.held if address(array) == place)
        return [int(number) for number in found[:count]]


def _known(term: Term | None) -> Term:
    assert term is not None
    return term
