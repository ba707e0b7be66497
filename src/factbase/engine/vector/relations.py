"""Relations of a model in the making: their tables, and what complete ones are read by: indexes, sets, sizes, aggregates.

What is asked for is laid out at once and built later, all together: what needs it can be laid out meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from factbase.engine.base import Rules, Store
from factbase.engine.step import Group, Head
from factbase.engine.vector.arrays import Memory, np
from factbase.engine.vector.crew import Crew
from factbase.engine.vector.groups import grouped
from factbase.engine.vector.index import Index, Semijoin
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.parents import kept_scans
from factbase.engine.vector.store import ColumnTable, columns_of
from factbase.engine.vector.values import ValueOrder
from factbase.engine.vector.writer import Writer
from factbase.ground.builtin import AggregateFunction

__all__ = ["Blunt", "Relations"]

FEW = 1 << 16  # rows, up to which one thread builds as fast as several


class Blunt(Exception):
    """A partial date came up in a run that compares values by their places: another run must not."""


class Relations:
    """The tables of all relations, facts first, and what reads them; with symbols of their own, for what is computed."""

    def __init__(
        self, rules: Rules, store: Store, kernels: Kernels, memory: Memory, crew: Crew, *, sharp: bool
    ) -> None:
        self.kernels = kernels
        self.memory = memory
        self.crew = crew
        self.sharp = sharp
        self.values = ValueOrder(rules.symbols, memory)
        self.symbols = self.values.symbols
        self.writer = Writer(self.values, memory, kernels)
        self.tables: dict[Head, ColumnTable] = {}
        self._parents = _parents(rules)
        self._indexes: dict[tuple[int, tuple[int, ...], tuple[int, ...], bool], Index] = {}
        self._aggregates: dict[tuple[Head, AggregateFunction, int], tuple[ColumnTable, int | None]] = {}
        self._unbuilt: list[tuple[int, Callable[[], None]]] = []
        for head, rows in store.rows.items():
            if rows:
                columns = columns_of(rows)
                self.table(head, len(columns)).load(columns, len(rows))

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def table(self, head: Head, width: int) -> ColumnTable:
        """The table of a relation, an empty one where it has none yet."""
        if head not in self.tables:
            self.tables[head] = self.like(head, width)
        return self.tables[head]

    def like(self, head: Head, width: int) -> ColumnTable:
        """An empty table for rows of a relation."""
        return ColumnTable(self.memory, self.kernels, width, self._parents.get(head, 0))

    def index(
        self, table: ColumnTable, key: tuple[int, ...], read: tuple[int, ...] = (), *, numbered: bool = True
    ) -> Index:
        """An index of a complete table, which `build` builds; `read` are columns that are read with it, `numbered` says that the numbers
        of rows are too."""
        numbered = numbered or (id(table), key, read, True) in self._indexes
        name = id(table), key, read, numbered
        if name not in self._indexes:
            values = self.symbols.count
            index = Index(table, key, values, chained=False, read=read, numbered=numbered)
            self._indexes[name] = index
            self._unbuilt.append((table.rows, index.build))
        return self._indexes[name]

    def built(self, table: ColumnTable, key: tuple[int, ...]) -> Index:
        """An index that can be read."""
        index = self.index(table, key)
        self.build()
        return index

    def chained(self, table: ColumnTable, key: tuple[int, ...], only: Semijoin | None) -> Index:
        """An index of a table that grows, which is another's to extend and to give up."""
        wanted = None
        if only is not None:
            column, other, theirs = only
            wanted = column, np.zeros(self.symbols.count, np.int8)
            wanted[1][other.column(theirs)] = 1
        return Index(table, key, self.symbols.count, chained=True, only=wanted)

    def know(self, table: ColumnTable, more: int = 0) -> None:
        """Gives a table the set of its rows, which `build` fills, unless it has one; `more` is how many rows it may get at once."""
        if table.unknown:
            values = self.symbols.count
            table.know(values, more)
            self._unbuilt.append((table.rows, partial(table.fill, 0, table.rows, values)))

    def forget_rows(self, head: Head) -> None:
        """Gives up the set of the rows of a relation, which is complete."""
        if head in self.tables:
            self.tables[head].forget()

    def forget(self, head: Head) -> None:
        """Gives up all that a relation is read by, which is complete."""
        if head not in self.tables:
            return
        self.forget_rows(head)
        table = self.tables[head]
        for name in [name for name in self._indexes if name[0] == id(table)]:
            self._indexes.pop(name).release()

    def build(self) -> None:
        """Builds what was asked for, the largest first."""
        unbuilt, self._unbuilt = self._unbuilt, []
        unbuilt.sort(key=lambda each: -each[0])
        large = sum(rows > FEW for rows, _ in unbuilt)
        if large > 1:
            self.crew.run(build for _, build in unbuilt[:large])
            del unbuilt[:large]
        for _, build in unbuilt:
            build()

    def aggregate(self, step: Group) -> tuple[ColumnTable, int | None]:
        """The values of an aggregate by key, and its value for a key without rows."""
        key = step.rows, step.function, len(step.keys)
        if key not in self._aggregates:
            rows = self.table(step.rows, len(step.keys) + 1)
            table = grouped(step.function, rows, len(step.keys), self.symbols, self.values)
            nothing = step.function.call([])
            self._aggregates[key] = table, None if nothing is None else self.symbols.intern(nothing)
        return self._aggregates[key]

    def size(self, head: Head, width: int, bound: frozenset[int]) -> float:
        """How many rows of a complete relation one binding of some columns has, about."""
        table = self.table(head, width)
        rows, distinct = float(table.rows), 1.0
        for column in bound:
            distinct *= table.distinct(column)
        return rows / max(1.0, min(rows, distinct))

    def update_values(self, *, ordered: bool) -> None:
        """Brings what kernels know of values up to date, and where they are `ordered`, of their order. Raises Blunt."""
        if ordered:
            self.values.put_in_order()
        else:
            self.values.update()
        if self.sharp and not self.values.sharp:
            raise Blunt


def _parents(rules: Rules) -> dict[Head, int]:
    """How many parents are kept of a row of each relation at most."""
    parents: dict[Head, int] = {}
    for rule in rules.each:
        parents[rule.head] = max(parents.get(rule.head, 0), len(kept_scans(rule)))
    return parents
