"""Columns that stay in their file: in, the file of a table with very many rows; out, columns that read a row where it is asked for.

An engine that reads such a file by itself solves over it; no other does, and nothing goes through all of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import InternalError

__all__ = ["StoredColumn", "StoredFile"]


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """A Parquet file of integers and strings without nulls: its path with every link followed, its columns, and how a row of it is read.

    `integers` tells of each column whether it holds integers; else it holds strings, none of which is `?`."""

    path: str
    rows: int
    integers: tuple[bool, ...]
    row: Callable[[int], tuple[int | str, ...]]


class StoredColumn(Sequence[Any]):
    """The values of a column, of which each row has its own; as texts, or as what they are."""

    __slots__ = ("as_texts", "file", "number")

    def __init__(self, file: StoredFile, number: int, *, as_texts: bool) -> None:
        self.file = file
        self.number = number
        self.as_texts = as_texts

    @property
    def integers(self) -> bool:
        """Whether it holds integers."""
        return self.file.integers[self.number]

    def meant(self) -> StoredColumn:
        """The column as the values that it holds."""
        return StoredColumn(self.file, self.number, as_texts=False)

    def __len__(self) -> int:
        return self.file.rows

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            raise InternalError("rows of a stored table are read one at a time")
        value = self.file.row(place)[self.number]
        return str(value) if self.as_texts else value

    def __iter__(self) -> Iterator[Any]:
        raise InternalError("a stored table is not gone through")
