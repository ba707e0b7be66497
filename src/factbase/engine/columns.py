"""Facts of tables for engines: in, tables and how their values are numbered; out, the distinct rows of a relation as columns.

Engines that work on columns take `columns` as they are; to the others it is a mapping from rows to the facts that state them, like any.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from factbase.engine.base import Row, Symbols
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import InternalError
from factbase.ground.value import Symbol
from factbase.program.fact import Fact, Predicate
from factbase.program.stored import StoredColumn, StoredFile
from factbase.program.table import AnyColumn, Facts, FactTable
from factbase.syntax.tree import When

if TYPE_CHECKING:
    from factbase.program.bulk import RowFinder

__all__ = ["ColumnFacts", "KnownFacts", "Numbering", "Numberings", "StoredPlace", "StoredRows"]


@dataclass(frozen=True, slots=True, eq=False)
class FormPart:
    """A table as rows of one form of its relation: for each column the codes of the sheet, and the number of each code's value."""

    table: FactTable
    columns: tuple[tuple[Sequence[int], Sequence[int]], ...]
    rows: Sequence[int]  # of the sheet, those that have this form

    def numbers(self, column: int) -> array[int]:
        """A column of value numbers."""
        from factbase.program.bulk import gathered  # late: most plans have no tables

        codes, numbers = self.columns[column]
        return gathered(numbers, codes, self.rows)


class Numbering:
    """The values of some tables, numbered once for every plan over them or over parts of them.

    Plans start with a copy of `symbols`, so a number means the same in all of them, whatever was asked before."""

    def __init__(self, tables: Sequence[FactTable]) -> None:
        self.tables = tables
        wanted: list[tuple[AnyColumn, Sequence[int]]] = []
        places: dict[int, list[range]] = {}  # of the columns, the days and the sources of a table
        for table in tables:
            days = [table.when.map(_day)] if table.when is not None else []
            sources = [table.source.map(Symbol)] if table.source is not None else []
            kinds: tuple[Sequence[AnyColumn], ...] = (table.columns, days, sources)
            for columns in kinds:
                start = len(wanted)
                wanted += [(column, table.rows) for column in columns]
                places.setdefault(id(table), []).append(range(start, len(wanted)))
        self.symbols, numbers = _numbered(wanted, sum(table.sheet.rows for table in tables))
        made = [(column.codes, own) for (column, _), own in zip(wanted, numbers, strict=True)]
        by_table = {key: [[made[i] for i in each] for each in kinds_of] for key, kinds_of in places.items()}
        self._columns = {key: tuple(columns) for key, (columns, _, _) in by_table.items()}
        self._days = {key: days[0] for key, (_, days, _) in by_table.items() if days}
        self._sources = {key: sources[0] for key, (_, _, sources) in by_table.items() if sources}
        self._facts: dict[tuple[int, bool, bool], ColumnFacts | None] = {}

    def facts(
        self, predicate: Predicate, tables: Sequence[FactTable], listed: Mapping[Row, tuple[int, ...]]
    ) -> Mapping[Row, tuple[int, ...]]:
        """The rows of one form of a relation, of listed facts and of tables."""
        if len(tables) == 1 and tables[0].origin is None and not listed:
            key = id(tables[0]), predicate.on, predicate.source
            if key not in self._facts:
                self._facts[key] = self._made(predicate, tables, listed)
            return self._facts[key] or listed
        return self._made(predicate, tables, listed) or listed

    def _made(
        self, predicate: Predicate, tables: Sequence[FactTable], listed: Mapping[Row, tuple[int, ...]]
    ) -> ColumnFacts | None:
        parts = [part for table in tables if (part := self._part(table, predicate)) is not None]
        width = len(tables[0].columns) + predicate.on + predicate.source
        return ColumnFacts(listed, parts, width) if parts else None

    def _part(self, table: FactTable, predicate: Predicate) -> FormPart | None:
        """The rows of a table that have a form of its relation; None where there are none."""
        key, rows = id(table.full), table.rows
        columns = list(self._columns[key])
        if predicate.on:
            if key not in self._days:
                return None
            codes, numbers = self._days[key]
            if -1 in numbers:
                rows = array("i", (row for row in rows if numbers[codes[row]] >= 0))
            columns.append((codes, numbers))
        if predicate.source:
            if key not in self._sources:
                return None
            columns.append(self._sources[key])
        return FormPart(table, tuple(columns), rows) if rows else None


def _numbered(wanted: Sequence[tuple[AnyColumn, Sequence[int]]], rows: int) -> tuple[Symbols, Sequence[array[int]]]:
    if not wanted:
        return Symbols(), ()
    from factbase.engine.numbers import number_columns  # late: most plans have no tables

    return number_columns(wanted, rows)


def _day(when: When | None) -> Date | None:
    """The day of an event."""
    return when.first if when is not None and when.kind == "on" else None


class Numberings:
    """Numberings by the tables that they are of, each made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, ...], Numbering] = {}

    def of(self, tables: Sequence[FactTable]) -> Numbering:
        """The numbering of whole tables, of which these may be parts; the same one each time."""
        full = [table.full for table in tables]
        key = tuple(map(id, full))  # of tables that the numbering keeps
        if key not in self._made:
            self._made[key] = Numbering(full)
        return self._made[key]


class ColumnFacts(Mapping[Row, tuple[int, ...]]):
    """The distinct rows of a relation: those of listed facts, then those that tables add."""

    def __init__(self, listed: Mapping[Row, tuple[int, ...]], parts: Sequence[FormPart], width: int) -> None:
        from factbase.program.bulk import distinct  # late: most plans have no tables

        self.listed = listed
        self.tables = Facts((), tuple(part.table.part(part.rows) for part in parts))
        self._parts = parts
        self._finders: dict[int, RowFinder] = {}  # of the parts, by number
        columns = [array("i", (row[i] for row in listed)) for i in range(width)]
        for part in parts:
            for i in range(width):
                own = part.numbers(i)
                columns[i] = columns[i] + own if columns[i] else own
        self._rows = len(listed) + sum(len(part.rows) for part in parts)
        self.columns: tuple[array[int], ...] = tuple(columns)
        if width == 0:
            self._rows = min(self._rows, 1)
        elif self._rows and (fewer := distinct(columns)) is not None:
            self.columns, self._rows = fewer, len(fewer[0])

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        return zip(*self.columns, strict=True) if self.columns else iter([()] * self._rows)

    def __getitem__(self, row: Row) -> tuple[int, ...]:
        """The keys of the facts that state a row."""
        stating = (fact for number in range(len(self._parts)) for fact in self._stating(number, row))
        keys = (*self.listed.get(row, ()), *stating)
        if not keys and row not in self.listed:
            raise KeyError(row)
        return keys

    def _stating(self, number: int, row: Row) -> Iterator[int]:
        """The indexes of the facts of one part that state a row."""
        from factbase.program.bulk import RowFinder  # late: most plans have no tables

        part = self._parts[number]
        places: Sequence[int] = range(len(part.rows))
        if row:
            if number not in self._finders:
                self._finders[number] = RowFinder([part.numbers(i) for i in range(len(row))])
            places = self._finders[number].find(row)
        return (part.table.first + part.rows[place] for place in places)


@dataclass(frozen=True, slots=True, eq=False)
class StoredPlace:
    """Files with the columns of them that are those of a relation, the key of the fact of their first row, and the number of the source
    that all rows cite, where the relation has a column for it."""

    file: StoredFile
    columns: tuple[StoredColumn, ...]
    first: int
    source: int | None


class StoredRows(Mapping[Row, tuple[int, ...]]):
    """The rows of a relation of which some are left in files: those of `listed` facts are here, of the others only their number.

    By which facts a row is stated, the model tells, whose engine reads the files."""

    def __init__(
        self, listed: Mapping[Row, tuple[int, ...]], tables: Sequence[FactTable], sources: Mapping[str, int] | None
    ) -> None:
        """`sources` are the numbers of sources, where the form has a column of them."""
        self.listed = listed
        self.tables = tables
        self._sources = sources

    @property
    def files(self) -> Sequence[StoredPlace]:
        """Where the rows are left."""
        found: list[StoredPlace] = []
        for table in self.tables:
            assert table.stored is not None
            columns = tuple(c.values for c in table.columns if isinstance(c.values, StoredColumn))
            source = self._sources[table.source.values[0]] if self._sources is not None and table.source else None
            found.append(StoredPlace(table.stored, columns, table.first, source))
        return found

    def __len__(self) -> int:
        return len(self.listed) + sum(map(len, self.tables))

    def __iter__(self) -> Iterator[Row]:
        raise InternalError("a stored table is not gone through")

    def __getitem__(self, row: Row) -> tuple[int, ...]:
        return self.listed[row]


class KnownFacts(Mapping[int, Fact]):
    """The facts of a plan by the keys that its rows have: listed ones, and those of tables, made when they are asked for."""

    def __init__(self, listed: Mapping[int, Fact], tables: Sequence[FactTable]) -> None:
        self._listed = listed
        self._tables = Facts((), tuple(sorted(tables, key=lambda table: table.first)))

    def __len__(self) -> int:
        return len(self._listed) + len(self._tables)

    def __iter__(self) -> Iterator[int]:
        yield from self._listed
        for table in self._tables.tables:
            yield from (table.first + row for row in table.rows)

    def __contains__(self, key: object) -> bool:
        if key in self._listed:
            return True
        return isinstance(key, int) and any(key - table.first in table for table in self._tables.tables)

    def __getitem__(self, key: int) -> Fact:
        fact = self._listed.get(key)
        if fact is None and key in self:
            fact = self._tables.by_index(key)
        if fact is None:
            raise KeyError(key)
        return fact
