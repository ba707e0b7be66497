"""Facts for engines that are measured without a base: columns of numbers as a file has them, which nothing could cite."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factbase.engine.base import Row
from factbase.engine.symbols import SharedSymbols
from factbase.program.bulk import dense

__all__ = ["BareFacts", "numbered", "read"]


class BareFacts(Mapping[Row, tuple[int, ...]]):
    """Facts that stay columns, for `Store.rows`, and were taken from nothing that could be cited."""

    def __init__(self, columns: Sequence[Any]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Row]:
        return zip(*(column.tolist() for column in self.columns), strict=True)

    def __getitem__(self, row: Row) -> tuple[int, ...]:
        found = self.columns[0] == row[0]
        for column, number in zip(self.columns, row, strict=True):
            found &= column == number
        if not found.any():
            raise KeyError(row)
        return ()


def numbered(columns: Sequence[Any]) -> tuple[list[Any], SharedSymbols]:
    """The columns with the number of each value, and the symbols that have them, as a base with such a table has."""
    numbers, values = dense(columns)
    return numbers, SharedSymbols(values if isinstance(values, range) else array("q", values.tobytes()), {}, [])


def read(path: Path, width: int, kernels: Any) -> list[Any]:
    """The columns of a file of integers, which is not copied."""
    from factbase.engine.vector.bulk import read_integers

    with path.open("rb") as file:
        size = path.stat().st_size
        text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    columns = read_integers(text, width, ord("\t"), kernels)
    assert columns is not None, f"{path} holds something else than rows of {width} integers"
    return columns
