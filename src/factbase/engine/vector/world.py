"""What the bodies of rules need of the model that is being made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from factbase.engine.step import Group, Head
from factbase.engine.vector.arrays import Memory
from factbase.engine.vector.batch import Pool
from factbase.engine.vector.index import Index, Semijoin
from factbase.engine.vector.late import LateSymbols
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.values import ValueOrder
from factbase.engine.vector.writer import Writer
from factbase.ground.dataclass import dataclass

__all__ = ["Partition", "World"]


@dataclass(frozen=True, slots=True)
class Partition:
    """Which rows of a relation some rules derive: those whose value in a column falls to a number among so many.

    Values that differ in their lowest `shift` bits only fall to the same one."""

    column: int
    number: int
    of: int
    shift: int


class World(Protocol):
    """`own` are the relations that grow with it, all of their rows or those of one `part`."""

    symbols: LateSymbols
    values: ValueOrder
    writer: Writer
    memory: Memory
    kernels: Kernels
    own: Mapping[Head, ColumnTable]
    part: Partition | None
    sharp: bool

    def pool(self, head: Head) -> Pool:
        """The columns that bodies of a head share, which run one after the other."""

    def table(self, head: Head, width: int) -> ColumnTable:
        """The table of a relation, an empty one where it has none yet."""

    def index(self, table: ColumnTable, key: tuple[int, ...], read: tuple[int, ...], *, numbered: bool) -> Index:
        """An index of a complete table by a key; `read` are columns that are read with it, `numbered` says that rows' numbers are too."""

    def chained(self, table: ColumnTable, key: tuple[int, ...], only: Semijoin | None) -> Index:
        """An index of a table that grows; of the rows that `only` lets through, where it is given."""

    def know(self, table: ColumnTable) -> None:
        """Gives a table the set of its rows, unless it has one."""

    def aggregate(self, step: Group) -> tuple[ColumnTable, int | None]:
        """The values of an aggregate by key, and its value for a key without rows."""

    def members(self, step: Group) -> Mapping[tuple[int, ...], Sequence[int]]:
        """The members of an aggregate over a relation of its own, by key, so far as earlier rounds found them."""

    def size(self, head: Head, width: int, bound: frozenset[int]) -> float:
        """How many rows of a relation one binding of some columns has, about."""

    def update_values(self, *, ordered: bool) -> None:
        """Brings what kernels know of values up to date, and where they are `ordered`, of their order. Raises Blunt."""

    def pause(self) -> None:
        """To be called several times a second in long steps. Raises where the run is to end."""
