"""Facts in bulk: in, a file of rows of integers (TSV, Souffle's `.facts`); out, columns of value numbers, and the values once each.

No Python object is made for a row. What is not an integer of at most 18 digits is refused with its line.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast, overload

from factbase.engine.base import Row, Symbols
from factbase.engine.vector.arrays import Array, address, np, reserved
from factbase.engine.vector.native import Kernels
from factbase.ground.value import Value

__all__ = ["BareFacts", "BulkSymbols", "NotIntegers", "numbered", "read_integers"]


class NotIntegers(ValueError):
    """A file holds something else than rows of integers; the message says where."""


class BareFacts(Mapping[Row, tuple[int, ...]]):
    """Facts that stay columns, for `Plan.facts`, and were taken from nothing that could be cited: for who has a plan and no base."""

    def __init__(self, columns: Sequence[Array]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Row]:
        return zip(*(column.tolist() for column in self.columns), strict=True)

    def __getitem__(self, row: Row) -> tuple[int, ...]:
        found = np.ones(len(self), np.bool_)
        for column, number in zip(self.columns, row, strict=True):
            found &= column == number
        if not found.any():
            raise KeyError(row)
        return ()


class Numbers(Sequence[Value]):
    """Values that begin with integers in order, which become objects when they are asked for; more can be added."""

    def __init__(self, first: Array) -> None:
        self.first = first
        self._more: list[Value] = []

    def __len__(self) -> int:
        return len(self.first) + len(self._more)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        count = len(self.first)
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return [*self.first[start:stop].tolist(), *self._more[max(0, start - count) : max(0, stop - count)]]
            return [self[i] for i in range(start, stop, step)]
        if place < 0:
            place += len(self)
        return int(self.first[place]) if place < count else self._more[place - count]

    def append(self, value: Value) -> None:
        self._more.append(value)


class BulkSymbols(Symbols):
    """Symbols that begin with many integers at once, each of which is found by its order."""

    __slots__ = ("_first",)

    def __init__(self, first: Array) -> None:
        super().__init__()
        self._first = first
        self.values = cast("list[Value]", Numbers(first))

    def intern(self, value: Value) -> int:
        if type(value) is int and len(self._first) and self._first[0] <= value <= self._first[-1]:
            place = int(np.searchsorted(self._first, value))
            if self._first[place] == value:
                return place
        return super().intern(value)

    def intern_all(self, values: Iterable[Value]) -> list[int]:
        return [self.intern(value) for value in values]


def read_integers(path: Path, width: int, kernels: Kernels) -> list[Array]:
    """The columns of a file. Raises NotIntegers."""
    text = _mapped(path)
    room = len(text) // (2 * width) + 1
    for kind in (np.int32, np.int64):  # most numbers are small
        numbers = reserved(width * room, kind)
        places = [address(text), len(text), address(numbers), room, width, 8 * numbers.itemsize]
        frame = np.array(places, np.int64)
        count = kernels.read_integers(address(frame))
        if count >= 0:
            break
    if count < 0:
        line = 1 + int(np.count_nonzero(text[: -1 - count] == 10))
        raise NotIntegers(f"{path}:{line}: not an integer")
    if count % width:
        raise NotIntegers(f"{path}: {count:,} numbers are not rows of {width}")
    return [numbers[i * room : i * room + count // width] for i in range(width)]


def _mapped(path: Path) -> Array:
    """The bytes of a file, which are not copied."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return np.zeros(0, np.uint8)
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)


def numbered(columns: Sequence[Array]) -> tuple[list[Array], Array]:
    """The columns with each value's number among the distinct values, in order; of a range that is shorter than the columns, all."""
    filled = [column for column in columns if len(column)]
    low = min((int(column.min()) for column in filled), default=0)
    high = max((int(column.max()) for column in filled), default=-1)
    if high - low >= 16 * sum(map(len, filled)) + 1024:
        values, which = np.unique(np.concatenate(columns), return_inverse=True)
        ends = np.cumsum([len(column) for column in columns])
        return np.split(which.astype(np.int32), ends[:-1]), values
    if high - low < sum(map(len, filled)):
        return [(column - low if low else column).astype(np.int32, copy=False) for column in columns], np.arange(
            low, high + 1
        )
    there = np.zeros(high - low + 1, np.bool_)
    for column in filled:
        there[column - low] = True
    places = np.cumsum(there, dtype=np.int32) - np.int32(1)
    return [places[column - low] for column in columns], np.flatnonzero(there) + low
