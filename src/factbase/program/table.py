"""Facts in bulk: the rows of a file as columns, and the facts of a base, listed ones and those of tables, as one sequence.

No object is made for a row: a column has its distinct values once, and for each row the number of its value. A row becomes a Fact when
somebody asks for it: to print it, to check its quote, to prove what rests on it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Generic, TypeVar, overload

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Value, is_symbol_name, value_key
from factbase.program.fact import Cited, Fact, RelationMode
from factbase.program.stored import StoredColumn, StoredFile
from factbase.syntax.tree import Mode, Waiver, When

__all__ = ["DAY", "AnyColumn", "Column", "FactTable", "Facts", "Sheet", "same"]

DAY = -1
"""Stands for the date of a row where columns are named."""

FEW_LOOKS = (
    16  # into a column, each goes along its rows; one who looks more often is served better by putting them in order
)

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, eq=False)
class Column(Generic[T]):
    """A column: its values, most of them once, and for each row the number of its value."""

    codes: Sequence[int]  # an array, or a range where each row has a value of its own
    values: Sequence[T]

    def __getitem__(self, row: int) -> T:
        return self.values[self.codes[row]]

    def once(self) -> Iterable[T]:
        """Its values, most of them once; of one that is left in its file, the symbols."""
        return self.values.symbols if isinstance(self.values, StoredColumn) else self.values  # type: ignore[return-value]

    def map(self, change: Callable[[T], U]) -> Column[U]:
        """The column of what each value becomes; `change` is called once a value."""
        return Column(self.codes, [change(value) for value in self.values])


AnyColumn = Column[Value] | Column[Symbol] | Column[Date | None]


def same(value: T, rows: int) -> Column[T]:
    """A column that holds one value."""
    return Column(array("i", bytes(4 * rows)), (value,))


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A file of rows as it was read: the names of its columns, if it has any, and its cells as texts."""

    names: tuple[str, ...] | None
    columns: tuple[Column[str], ...]
    rows: int
    place: Callable[[int], Span]  # where a row stands
    refused: Mapping[int, str] = field(default_factory=dict)  # what a column holds, counted from 0, that has no text
    floats: frozenset[Column[str]] = frozenset()  # columns of floating numbers, in which NaN and infinity may stand
    stored: StoredFile | None = None  # the files in which its cells are left, where they are very many
    # Of these: the sheet with all rows in it, for a reason that is told where they are too many, and what is wrong with them.
    whole: Callable[[str], tuple[Sheet | None, tuple[Diagnostic, ...]]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FactTable:
    """The facts of some rows of a sheet: one fact a row, its index the row's number after `first`.

    All dates in it are single days, and no value is a `?`: a row with another one is listed as a fact of its own."""

    relation: str
    mode: Mode | None
    sheet: Sheet
    first: int
    rows: Sequence[int]  # of the sheet, in order
    columns: tuple[Column[Value], ...]  # who first where there is a mode
    when: Column[When | None] | None
    source: Column[str] | None  # None for assumptions
    quotes: tuple[Column[str], ...]
    after: Column[str] | None
    before: Column[str] | None
    waivers: tuple[
        tuple[int | None, Waiver], ...
    ] = ()  # of a column's value, of its date (DAY), or of what the waiver names
    origin: FactTable | None = None  # the full table, of which this is a part
    own: range = range(0)  # the indexes of its rows that are listed
    context: tuple[Column[str], ...] = ()  # quotes that name who or when is meant
    attributes: tuple[tuple[str, Column[str]], ...] = ()  # what is said of the quotes of a row
    _groups: dict[int, tuple[dict[Hashable, list[int]], array[int], array[int]]] = field(default_factory=dict)
    _looks: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Fact]:
        return map(self.at, self.rows)

    def __contains__(self, row: object) -> bool:
        """Whether a row of the sheet is one of the table's."""
        if not isinstance(row, int) or not 0 <= row < self.sheet.rows:
            return False
        at = bisect_left(self.rows, row)
        return at < len(self.rows) and self.rows[at] == row

    @property
    def stored(self) -> StoredFile | None:
        """The file in which its rows are left; None where they are here."""
        return self.sheet.stored

    @property
    def end(self) -> int:
        """The first index after those of the sheet's rows."""
        return self.first + self.sheet.rows

    def fact(self, index: int) -> Fact:
        """The fact of an index."""
        return self.at(index - self.first)

    def at(self, row: int) -> Fact:
        """The fact of a row of the sheet."""
        span = self.sheet.place(row)
        return Fact(
            self.first + row,
            self.relation,
            self.mode,
            tuple(column[row] for column in self.columns),
            self.when[row] if self.when is not None else None,
            self.cited(row, span),
            "assumed" if self.source is None else "cited",
            span=span,
            waivers=tuple(self._waived(row, column, waiver) for column, waiver in self.waivers),
            context=self.beside(row, span) if self.context else (),
        )

    def cited(self, row: int, span: Span | None = None) -> tuple[Cited, ...]:
        """The quotes of a row of the sheet, which stands at `span`."""
        if self.source is None:
            return ()
        span = span or self.sheet.place(row)
        after, before = (_words(each[row]) if each else None for each in (self.after, self.before))
        quotes = [quote for column in self.quotes if (quote := _words(column[row]))]
        said = tuple(
            (name, _symbol_or_text(text)) for name, each in self.attributes if (text := _words(each[row])) is not None
        )
        return tuple(Cited(self.source[row], quote, after, before, span=span, attributes=said) for quote in quotes)

    def beside(self, row: int, span: Span | None = None) -> tuple[Cited, ...]:
        """The context of a row of the sheet, which stands at `span`."""
        if self.source is None or not self.context:
            return ()
        span = span or self.sheet.place(row)
        quotes = [quote for column in self.context if (quote := _words(column[row]))]
        return tuple(Cited(self.source[row], quote, None, None, span=span) for quote in quotes)

    def _waived(self, row: int, column: int | None, waiver: Waiver) -> Waiver:
        if column is None:
            return waiver
        if column != DAY:
            return replace(waiver, value=self.columns[column][row])
        when = self.when[row] if self.when is not None else None
        if when is None:
            return waiver
        dates = {"on": when.first} if when.kind == "on" else {"since": when.first, "until": when.last}
        return replace(waiver, value=dates.get(str(waiver.value)) or waiver.value)

    def part(self, rows: Sequence[int]) -> FactTable:
        """The table of some of the rows."""
        return self if len(rows) == len(self.rows) else replace(self, rows=rows, origin=self.full)

    @property
    def full(self) -> FactTable:
        """The table that this is, or is a part of."""
        return self.origin or self

    def of_sources(self, wanted: Callable[[str], bool]) -> FactTable:
        """The table of the rows whose source is wanted; of one that cites none, all."""
        source = self.source
        if source is None:
            return self
        known = [wanted(name) for name in source.values]
        if all(known):
            return self
        return self.chosen(lambda row: known[source.codes[row]]) if any(known) else self.part(())

    def chosen(self, wanted: Callable[[int], bool]) -> FactTable:
        """The table of the rows that are wanted."""
        return self.part(array("i", filter(wanted, self.rows)))

    def with_value(self, column: int, value: Value) -> Sequence[int]:
        """The rows of the sheet that hold a value in a column, in order."""
        values = self.columns[column].values
        if isinstance(values, StoredColumn):
            return values.find(value)
        if column not in self._groups and self._looks.get(column, 0) < FEW_LOOKS:
            self._looks[column] = self._looks.get(column, 0) + 1
            return self._looked_for(self.columns[column], value)
        if column not in self._groups:
            self._groups[column] = self._in_order(self.columns[column])
        known, starts, order = self._groups[column]
        codes = known.get(value_key(value), ())
        return sorted(row for code in codes for row in order[starts[code] : starts[code + 1]])

    def _looked_for(self, column: Column[Value], value: Value) -> Sequence[int]:
        from factbase.program.bulk import places, rows_with  # late: most bases have no tables

        key = value_key(value)
        codes = [code for code in places(column.values, value) if value_key(column.values[code]) == key]
        return rows_with(column.codes, codes)

    def _in_order(self, column: Column[Value]) -> tuple[dict[Hashable, list[int]], array[int], array[int]]:
        """The codes of each value, and the rows of each code: those from `starts[code]` to the next one in the order."""
        from factbase.program.bulk import ordered  # late: most bases have no tables

        starts, order = ordered(column.codes, len(column.values))
        known: dict[Hashable, list[int]] = {}  # several texts may be one value: 1.5 and 1.50
        for code, each in enumerate(column.values):
            known.setdefault(value_key(each), []).append(code)
        return known, starts, order


def _symbol_or_text(cell: str) -> Symbol | str:
    """What a cell says of a quote: a symbol where it is written as one."""
    name = cell.strip()
    return Symbol(name) if is_symbol_name(name) else cell


def _words(cell: str) -> str | None:
    """What a cell quotes; None of a blank one."""
    return cell if cell and not cell.isspace() else None


@dataclass(frozen=True, slots=True, eq=False)
class Facts(Sequence[Fact]):
    """The facts of a base in the order of their indexes: the listed ones, then those of tables, made as they are read."""

    listed: tuple[Fact, ...] = ()
    tables: tuple[FactTable, ...] = ()

    def __len__(self) -> int:
        return len(self.listed) + sum(map(len, self.tables))

    def __iter__(self) -> Iterator[Fact]:
        return chain(self.listed, *self.tables)

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Fact]: ...
    def __getitem__(self, index: int | slice) -> Fact | Sequence[Fact]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = index if index >= 0 else len(self) + index
        if 0 <= at < len(self.listed):
            return self.listed[at]
        at -= len(self.listed)
        for table in self.tables:
            if 0 <= at < len(table):
                return table.at(table.rows[at])
            at -= len(table)
        raise IndexError(index)

    @property
    def next_index(self) -> int:
        """An index that no fact has."""
        ends = [table.end for table in self.tables]
        return max([*ends, *(fact.index + 1 for fact in self.listed[-1:])], default=0)

    @property
    def rows_listed(self) -> frozenset[int]:
        """The indexes of those listed ones that are rows of tables, which are checked like rows."""
        return frozenset(index for table in self.tables for index in table.own)

    @property
    def stated(self) -> int:
        """How many there are beside those that the sources declare."""
        return self.cited + self.assumed

    @property
    def cited(self) -> int:
        """How many are stated with words."""
        of_tables = sum(len(table) for table in self.tables if table.source is not None)
        return sum(fact.kind == "cited" for fact in self.listed) + of_tables

    @property
    def assumed(self) -> int:
        """How many are assumed."""
        return sum(fact.kind == "assumed" for fact in self.listed) + sum(
            len(table) for table in self.tables if table.source is None
        )

    @property
    def sources(self) -> frozenset[str]:
        """The sources that they cite."""
        names = {cited.source for fact in self.listed for cited in fact.citations}
        for table in self.tables:
            if table.source is not None:
                from factbase.program.bulk import used  # late: most bases have no tables

                names.update(table.source.values[code] for code in used(table.source.codes, table.rows))
        return frozenset(names)

    def by_index(self, index: int) -> Fact | None:
        """The fact of a table that has an index."""
        at = bisect_right(self.tables, index, key=lambda table: table.first) - 1
        return self.tables[at].fact(index) if at >= 0 and index < self.tables[at].end else None

    def matching(self, relation: str, mode: str | None, values: Sequence[Value | None]) -> Iterator[Fact]:
        """The facts of a relation that begin with some values; None is any value."""
        for fact in self.listed:
            if fact.relation == relation and fact.mode == mode and _agree(fact, values):
                yield fact
        for table in self.tables:
            if table.relation == relation and table.mode == mode:
                bound = [(i, v) for i, v in enumerate(values[: len(table.columns)]) if v is not None]
                # The fewest rows, not the most texts: a column of integers may list a number for every row.
                rows = min((table.with_value(i, value) for i, value in bound), key=len, default=table.rows)
                yield from (fact for row in rows if row in table and _agree(fact := table.at(row), values))

    def map(self, listed: Callable[[Fact], Fact | None], table: Callable[[FactTable], FactTable]) -> Facts:
        """The facts that are left of the listed ones, and of each table."""
        kept = tuple(left for fact in self.listed if (left := listed(fact)) is not None)
        return Facts(kept, tuple(each for given in self.tables if len(each := table(given))))

    def and_more(self, facts: Iterable[Fact]) -> Facts:
        """These and more, which are listed."""
        return Facts((*self.listed, *facts), self.tables)

    def by_relation(self) -> Mapping[RelationMode, Facts]:
        """The facts of each relation and mode."""
        listed: dict[RelationMode, list[Fact]] = {}
        for fact in self.listed:
            listed.setdefault((fact.relation, fact.mode), []).append(fact)
        tables: dict[RelationMode, list[FactTable]] = {}
        for table in self.tables:
            tables.setdefault((table.relation, table.mode), []).append(table)
        keys = dict.fromkeys((*listed, *tables))
        return {key: Facts(tuple(listed.get(key, ())), tuple(tables.get(key, ()))) for key in keys}


def _agree(fact: Fact, values: Sequence[Value | None]) -> bool:
    return all(v is None or value_key(v) == value_key(own) for v, own in zip(values, fact.values, strict=False))
