"""What the bodies of rules need of the model that is being made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from factbase.engine.base import Symbols
from factbase.engine.step import Group, Head
from factbase.engine.vector.arrays import Memory
from factbase.engine.vector.batch import Pool
from factbase.engine.vector.index import Index, Semijoin
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.store import Table
from factbase.engine.vector.values import Values

__all__ = ["Part", "World"]


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a relation some rules derive: those whose value in a column falls to a number among so many.

    Values that differ in their lowest `shift` bits only fall to the same one."""

    column: int
    number: int
    of: int
    shift: int


class World(Protocol):
    """`own` are the relations that grow with it, all of their rows or those of one `part`."""

    symbols: Symbols
    values: Values
    memory: Memory
    kernels: Kernels
    own: Mapping[Head, Table]
    part: Part | None
    sharp: bool
    pool: Pool

    def table(self, head: Head, width: int) -> Table: ...
    def index(self, table: Table, key: tuple[int, ...], read: tuple[int, ...]) -> Index: ...
    def chained(self, table: Table, key: tuple[int, ...], only: Semijoin | None) -> Index: ...
    def know(self, table: Table) -> None: ...
    def aggregate(self, step: Group) -> tuple[Table, int | None]: ...
    def size(self, head: Head, width: int, bound: frozenset[int]) -> float: ...
    def update_values(self) -> None: ...
    def pause(self) -> None: ...
