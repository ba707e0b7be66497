"""Facts in bulk: in, a file of rows of integers (TSV, Souffle's `.facts`); out, columns of value numbers, and the values once each.

No Python object is made for a row. What is not an integer of at most 18 digits is refused with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from factbase.engine.base import Row, Symbols
from factbase.engine.vector.arrays import Array, address, np
from factbase.engine.vector.native import Kernels
from factbase.value import Value

__all__ = ["BulkSymbols", "ColumnFacts", "NotIntegers", "numbered", "read_integers"]


class NotIntegers(ValueError):
    """A file holds something else than rows of integers; the message says where."""


class ColumnFacts(Mapping[Row, tuple[int, ...]]):
    """Facts that stay columns, for `Plan.facts`; what each was taken from is asked of `origin`, which none has here."""

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


class BulkSymbols(Symbols):
    """Symbols that begin with many values at once; their index is made when a value is first looked up."""

    __slots__ = ()

    def __init__(self, values: Sequence[Value]) -> None:
        super().__init__()
        self.values = list(values)

    def intern(self, value: Value) -> int:
        if not self._numbers:
            known, self.values = self.values, []
            for each in known:
                super().intern(each)
        return super().intern(value)


def read_integers(path: Path, width: int, kernels: Kernels) -> list[Array]:
    """The columns of a file. Raises NotIntegers."""
    text = np.fromfile(path, np.uint8)
    numbers = np.empty(len(text) // 2 + 1, np.int64)
    frame = np.array([address(text), len(text), address(numbers), len(numbers)], np.int64)
    count = kernels.read_integers(address(frame))
    if count < 0:
        line = 1 + int(np.count_nonzero(text[: -1 - count] == 10))
        raise NotIntegers(f"{path}:{line}: not an integer")
    if count % width:
        raise NotIntegers(f"{path}: {count:,} numbers are not rows of {width}")
    rows = numbers[:count].reshape(-1, width)
    return [rows[:, i] for i in range(width)]


def numbered(columns: Sequence[Array]) -> tuple[list[Array], Array]:
    """The columns with each value's number among the distinct values, which are given in order."""
    whole = np.concatenate(columns) if columns else np.zeros(0, np.int64)
    low, high = (int(whole.min()), int(whole.max())) if len(whole) else (0, 0)
    if high - low <= 16 * len(whole) + 1024:
        there = np.zeros(high - low + 2, np.int32)
        there[whole - low + 1] = 1
        values: Array = np.flatnonzero(there[1:]) + low
        places = np.cumsum(there, dtype=np.int32)
        return [places[column - low] for column in columns], values
    values, which = np.unique(whole, return_inverse=True)
    which = which.astype(np.int32)
    ends = np.cumsum([len(column) for column in columns])
    return np.split(which, ends[:-1]), values
