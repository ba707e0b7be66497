"""Columns that stay in their files: in, the files of a table with very many rows; out, columns that read a row where it is asked for.

An engine that reads such files by itself solves over them; no other does, and nothing goes through all of their rows but a check of their
quotes, which reads them block by block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import InternalError
from factbase.ground.value import Symbol, Value, value_key

__all__ = ["Held", "Reading", "Repeated", "StoredColumn", "StoredFile", "StoredPart"]


class Held(Enum):
    """What a file holds in a column; the cells of a text file are texts."""

    TEXTS = "strings"
    INTEGERS = "integers"
    DECIMALS = "decimals"
    DAYS = "days"
    TRUTHS = "truth values"


class Reading(Enum):
    """What all cells of a column can be read as."""

    INTEGER = "int"
    DECIMAL = "decimal"  # or an integer, as everywhere
    DATE = "date"  # each a single day
    SYMBOL = "symbol"
    STRING = "string"  # none of which is `?`
    WORDS = "words"  # none of which is blank


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A file of rows: its path with every link followed, and how many rows it has."""

    path: str
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """Files of rows with the same columns, in their order, as one: `separator` parts their cells, "" where they are Parquet.

    `reads` tells whether all cells of a column can be read so; `row` gives the texts of a row, `blocks` those of a column, each once in
    some thousand rows; `find` the rows whose cell in a column is a text, or such a number."""

    parts: tuple[StoredPart, ...]
    separator: str
    header: bool
    held: tuple[Held, ...]
    reads: Callable[[int, Reading], bool]
    row: Callable[[int], tuple[str, ...]]
    blocks: Callable[[int], Iterator[Sequence[str]]]
    find: Callable[[int, str, bool], Sequence[int]]

    @property
    def rows(self) -> int:
        """How many rows they have together."""
        return sum(part.rows for part in self.parts)


class StoredColumn(Sequence[Any]):
    """A column, of which each row has a cell of its own: as its text, or as what a reading makes of that."""

    __slots__ = ("file", "number", "read", "reading")

    def __init__(
        self, file: StoredFile, number: int, reading: Reading | None = None, read: Callable[[str], Any] = str
    ) -> None:
        self.file = file
        self.number = number
        self.reading = reading
        self.read = read

    @property
    def held(self) -> Held:
        """What the file holds in it."""
        return self.file.held[self.number]

    def meant(self, reading: Reading, read: Callable[[str], Any]) -> StoredColumn:
        """The column as what its cells mean."""
        return StoredColumn(self.file, self.number, reading, read)

    def find(self, value: Value) -> Sequence[int]:
        """The rows that hold a value, in order."""
        match value:
            case int() | Decimal() if self.reading in (Reading.INTEGER, Reading.DECIMAL):
                places = self.file.find(self.number, format(value, "f"), True)
            case Symbol() if self.reading is Reading.SYMBOL:
                places = self.file.find(self.number, value.name, False)
            case Date() if self.reading is Reading.DATE:
                places = self.file.find(self.number, value.text, False)
            case str() if self.reading is Reading.STRING:
                places = self.file.find(self.number, value, False)
            case _:
                return ()
        return [place for place in places if value_key(self[place]) == value_key(value)]

    @property
    def symbols(self) -> Iterator[Symbol]:
        """The symbols that it holds, some of them more than once; none where it holds others."""
        for texts in self.file.blocks(self.number) if self.reading is Reading.SYMBOL else ():
            yield from map(Symbol, texts)

    def __len__(self) -> int:
        return self.file.rows

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            raise InternalError("rows of a stored table are read one at a time")
        return self.read(self.file.row(place)[self.number])

    def __iter__(self) -> Iterator[Any]:
        raise InternalError("a stored table is not gone through")


class Repeated(Sequence[int]):
    """The number 0 for each of so many rows."""

    __slots__ = ("rows",)

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return self.rows

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Repeated(len(range(*place.indices(self.rows))))
        if not -self.rows <= place < self.rows:
            raise IndexError(place)
        return 0
