"""Tables: in, the `table` statements of a base and the sheets they name; out, their facts as columns, and what is wrong in them.

What a setting says is read once a column, what a cell says once for each distinct text. A row with a partial date or a `?` is listed as
a fact of its own: each of its unknowns is another one, so there is nothing to share.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import TypeVar

from factbase.ground.date import Date, Truth
from factbase.ground.date import before as precedes
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.bulk import blank
from factbase.program.cells import BadCell, cell_reader, counts, date_cell, source_cell
from factbase.program.columns import Columns
from factbase.program.declare import Declared
from factbase.program.fact import Fact
from factbase.program.model import QUOTE_ATTRIBUTES, Relation
from factbase.program.request import SheetRequest, request_of
from factbase.program.settings import DATES, Settings
from factbase.program.stored import Reading, Repeated, StoredColumn
from factbase.program.table import DAY, Column, FactTable, Sheet, same
from factbase.program.texts import Numerals, Texts, holds
from factbase.syntax.packed import others
from factbase.syntax.tree import Constant, From, Setting, TableDeclaration, Tree, Waiver, When

__all__ = ["resolve_tables"]

_INTEGERS, _STRINGS = frozenset({"int"}), frozenset({"string"})

T = TypeVar("T")


def resolve_tables(
    trees: Sequence[Tree], declared: Declared, sheets: Mapping[SheetRequest, Sheet], facts: Sequence[Fact]
) -> tuple[list[Fact], tuple[FactTable, ...], list[Diagnostic]]:
    """The facts with those that tables add to the listed ones, the tables, and what is wrong."""
    listed, tables, problems = list(facts), list[FactTable](), list[Diagnostic]()
    numbers = count(-(1 << 50))  # of unknowns: below those that are written as a `?`, which begin at 0
    for tree in trees:
        default: str | None = None
        for statement in others(tree):
            if isinstance(statement, From):
                default = statement.source
            elif isinstance(statement, TableDeclaration):
                reader = _TableReader(statement, declared, default, sheets)
                table = reader.table()
                problems.extend(reader.diagnostics())
                if table is not None:
                    tables.append(_with_own(table, listed, numbers))
    first = len(listed)
    for i, table in enumerate(tables):
        tables[i] = replace(table, first=first)
        first = tables[i].end
    return listed, tuple(tables), problems


def _with_own(table: FactTable, listed: list[Fact], numbers: Iterator[int]) -> FactTable:
    """The table without the rows that hold something unknown, which are listed instead."""
    columns: list[Column[Value] | Column[When | None]] = list(table.columns)
    columns += [table.when] if table.when is not None else []
    unsure = [
        set[int]()
        if isinstance(column.values, array | Texts | Numerals | StoredColumn)
        or _SURE.issuperset(map(type, column.values))
        else {code for code, value in enumerate(column.values) if _unsure(value)}
        for column in columns
    ]
    if not any(unsure):
        return table
    own = [
        r for r in table.rows if any(column.codes[r] in codes for column, codes in zip(columns, unsure, strict=True))
    ]
    for row in own:
        fact = table.at(row)
        values = tuple(Unknown(next(numbers)) if isinstance(value, Unknown) else value for value in fact.values)
        listed.append(replace(fact, index=len(listed), values=values))
    apart = frozenset(own)
    listed_own = range(len(listed) - len(own), len(listed))
    return replace(table.chosen(lambda row: row not in apart), origin=None, own=listed_own)


_SURE = frozenset({int, str, Symbol, Decimal})


def _unsure(value: Value | When | None) -> bool:
    if isinstance(value, When):
        return _unsure(value.first) or _unsure(value.last)
    return isinstance(value, Unknown) or (isinstance(value, Date) and not value.sharp)


class _NeedsAll(Exception):
    """A table needs all of its rows; the message says for what."""


_READINGS = {
    _INTEGERS: Reading.INTEGER,
    frozenset({"decimal"}): Reading.DECIMAL,
    frozenset({"int", "decimal"}): Reading.DECIMAL,
    frozenset({"date"}): Reading.DATE,
    frozenset({"symbol"}): Reading.SYMBOL,
    _STRINGS: Reading.STRING,
}
"""As what the cells of a column that is left in its file are read, by what its argument takes."""


def _at_once(texts: Sequence[str], types: frozenset[str] | None) -> Sequence[Value] | None:
    """What the texts of a column mean, where nobody need look at each by itself; else None."""
    if types == _INTEGERS:
        return counts(texts)
    return texts if types == _STRINGS and isinstance(texts, Texts | Numerals) and not holds(texts, "?") else None


def _all_rows(name: str, sheet: Sheet) -> Column[str]:
    """A source that all rows of a sheet cite."""
    return same(name, sheet.rows) if sheet.stored is None else Column(Repeated(sheet.rows), (name,))


class _TableReader:
    """One table on its way from a sheet to facts."""

    def __init__(
        self, statement: TableDeclaration, declared: Declared, default: str | None, sheets: Mapping[SheetRequest, Sheet]
    ) -> None:
        self.statement = statement
        self.declared = declared
        self.default = default
        self.sheets = sheets
        self.of = Settings(statement, declared)
        self.settings = self.of.given
        self.problems = self.of.problems
        self.more = 0

    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong, the first mistakes one by one."""
        if self.more:
            self.problems.append(
                diagnose("E129", self.statement.span, count=f"{self.more:,}", are="is" if self.more == 1 else "are")
            )
        return self.problems

    def table(self) -> FactTable | None:
        """The facts of the rows that are right; None where the statement itself is wrong."""
        relation, request = self.of.relation(), request_of(self.statement)
        if request is None and not self.problems:
            hint = "name it .csv, .tsv, .facts or .parquet, or give its `separator`"
            file = self.statement.file.value
            self.of.problem("E120", None, hint, name=file, problem="how its cells are parted is not known")
        sheet = self.sheets.get(request) if request is not None else None
        if sheet is None or relation is None or self.of.senseless:
            return None
        before = len(self.problems)
        try:
            return self.read(sheet, relation)
        except _NeedsAll as why:
            assert sheet.whole is not None
            whole, wrong = sheet.whole(str(why))
            self.problems[before:] = wrong
            return self.read(whole, relation) if whole is not None else None

    def read(self, sheet: Sheet, relation: Relation) -> FactTable | None:
        """The facts of a sheet. Raises _NeedsAll where its rows are left in a file, and are needed here."""
        columns = Columns(sheet, self.of, self.declared)
        if sheet.stored is not None and not self.statement.assumed and relation.kind in ("event", "state"):
            raise _NeedsAll("its rows have the time at which they are told")
        arguments = self.arguments(columns, relation)
        who = self.who(columns)
        when = self.when(columns)
        source = None if self.statement.assumed else self.source(columns)
        quotes = self.quotes(columns)
        after, before = (self.text(columns, name) for name in ("after", "before"))
        context = self.texts(columns, "context")
        said = ((name, self.text(columns, name)) for name in QUOTE_ATTRIBUTES)
        attributes = tuple((name, column) for name, column in said if column is not None)
        self.more = columns.more
        if self.of.senseless or (source is None and not self.statement.assumed):
            return None
        self.told_unread(columns)
        rows = columns.rows()
        mode, name = self.statement.mode, self.statement.relation
        waivers = tuple((self.waived(waiver, relation, len(who)), waiver) for waiver in self.statement.waivers)
        texts = (source, quotes, after, before)
        return FactTable(
            name,
            mode,
            sheet,
            0,
            rows,
            (*who, *arguments),
            when,
            *texts,
            waivers,
            context=context,
            attributes=attributes,
        )

    def told_unread(self, columns: Columns) -> None:
        """W112 for the columns of a file without names which nothing reads: the table has no word for them, as names would be."""
        if columns.sheet.names is not None or "columns" in self.settings:
            return
        unread = [at + 1 for at in range(len(columns.sheet.columns)) if at not in columns.used]
        if unread:
            shown = ", ".join(map(str, unread[:12])) + (", …" if len(unread) > 12 else "")
            listed = ", ".join(str(at + 1) for at in sorted(columns.used))
            self.problems.append(
                diagnose(
                    "W112",
                    self.statement.span,
                    file=self.statement.file.value,
                    found=quantity(len(columns.sheet.columns), "column"),
                    unread=f"{shown} {'is' if len(unread) == 1 else 'are'}",
                    hint=f"if that is meant, write `columns: [{listed}]`",
                )
            )

    def waived(self, waiver: Waiver, relation: Relation, before: int) -> int | None:
        """The column of the argument, or the date, that a waiver names; None where it names something else, such as a doubt."""
        name, names = str(waiver.value), [parameter.name for parameter in relation.parameters]
        if name in DATES:
            return DAY
        if name == "who" and before and name not in names:
            return 0
        return before + names.index(name) if name in names else None

    # ---- what each setting says of the rows

    def arguments(self, columns: Columns, relation: Relation) -> tuple[Column[Value], ...]:
        setting = self.settings.get("columns")
        parts: Sequence[Constant]
        if setting is not None:
            parts = setting.value if isinstance(setting.value, tuple) else (setting.value,)
            if len(parts) != len(relation.parameters):
                expected = quantity(len(relation.parameters), "argument")
                self.of.problem("E104", setting, name=relation.name, expected=expected, found=len(parts))
                return ()
        else:
            span = self.statement.span
            names = [parameter.name for parameter in relation.parameters]
            parts = [
                Constant(Symbol(name) if columns.sheet.names is not None else number, span=span)
                for number, name in enumerate(names, 1)
            ]
        arguments: list[Column[Value]] = []
        for parameter, part in zip(relation.parameters, parts, strict=True):
            column = columns.column(part, setting, "columns")
            if column is not None:
                place = f"argument `{parameter.name}` of `{relation.name}`"
                takes = "any" if parameter.types is None else " | ".join(sorted(parameter.types))
                if isinstance(column.values, StoredColumn):
                    arguments.append(Column(column.codes, self.stored(column.values, parameter.types, place, takes)))
                    continue
                values = None if column in columns.sheet.floats else _at_once(column.values, parameter.types)
                arguments.append(
                    columns.typed(column, cell_reader(parameter.types, self.declared), place, takes)
                    if values is None
                    else Column(column.codes, values)
                )
        return tuple(arguments)

    def stored(self, column: StoredColumn, types: frozenset[str] | None, place: str, takes: str) -> Sequence[Value]:
        """A column that is left in its file as what its cells mean. Raises _NeedsAll where an engine could not read all of them so."""
        reading = _READINGS.get(types) if types is not None else None
        if reading is None or not column.file.reads(column.number, reading):
            raise _NeedsAll(f"{place} takes {takes}, which {column.held.value} of it are not, or not plainly")
        return column.meant(reading, cell_reader(types, self.declared))

    def who(self, columns: Columns) -> tuple[Column[Value], ...]:
        setting = self.settings.get("who")
        if setting is None or not isinstance(setting.value, Constant):
            return ()
        entities = frozenset(entity.type for entity in self.declared.entities.values())
        read = cell_reader(entities, self.declared)

        def claimant(text: str) -> Value:
            if text == "?":  # nobody: whose words they are is what makes them a claim
                raise BadCell("")
            return read(text)

        return columns.either(setting, setting.value, self.declared.entities, "an entity", claimant, "E116")

    def source(self, columns: Columns) -> Column[str] | None:
        setting = self.settings.get("source")
        if setting is None:
            if self.default is None:
                hint = "write `from SOURCE.` above it, or `source: …` in it"
                self.of.problem("E502", None, hint)
                return None
            if self.default not in self.declared.sources:
                return None  # a mistake of the `from`
            return _all_rows(self.default, columns.sheet)
        assert isinstance(setting.value, Constant)
        name = str(setting.value.value)
        if columns.sheet.stored is not None:
            if name not in self.declared.sources or columns.find(setting.value):
                raise _NeedsAll("`source` is a column")
            return _all_rows(name, columns.sheet)
        given = columns.either(
            setting, setting.value, self.declared.sources, "a source", source_cell(self.declared), "E102"
        )
        return given[0].map(str) if given else None

    def when(self, columns: Columns) -> Column[When | None] | None:
        dates = {name: self.dates(columns, self.settings[name]) for name in DATES if name in self.settings}
        if not dates or None in dates.values():  # a column that is not there is a mistake where it is looked for
            return None
        on, since, until = (dates.get(name) for name in DATES)
        if on is not None:
            span = self.settings["on"].span
            return on.map(lambda day: When("on", day, day, span=span) if day is not None else None)
        first, last = since or same(None, columns.sheet.rows), until or same(None, columns.sheet.rows)
        span = (self.settings.get("since") or self.settings["until"]).span
        known: dict[tuple[int, int], int] = {}
        codes = array("i", (known.setdefault(pair, len(known)) for pair in zip(first.codes, last.codes, strict=True)))
        ends = [(first.values[a], last.values[b]) for a, b in known]
        whens = [When("span", a, b, span=span) if a is not None or b is not None else None for a, b in ends]
        self.backwards(columns, codes, ends)
        return Column(codes, whens)

    def backwards(
        self, columns: Columns, codes: Sequence[int], ends: Sequence[tuple[Date | None, Date | None]]
    ) -> None:
        """Tells of the rows that end before they begin, and leaves them out."""
        wrong = {
            code: (first.text, last.text)
            for code, (first, last) in enumerate(ends)
            if isinstance(first, Date) and isinstance(last, Date) and precedes(last, first) is Truth.CERTAIN
        }

        def problem(row: int) -> Diagnostic:
            start, end = wrong[codes[row]]
            return diagnose("E131", columns.sheet.place(row), first=start, last=end)

        columns.leave_out(codes, wrong, problem)

    def dates(self, columns: Columns, setting: Setting) -> Column[Date | None] | None:
        part = setting.value
        assert isinstance(part, Constant)
        if isinstance(part.value, Date):
            return same(part.value, columns.sheet.rows)
        column = columns.column(part, setting, setting.name)
        return None if column is None else columns.typed(column, date_cell, f"`{setting.name}`", "date")

    def text(self, columns: Columns, name: str) -> Column[str] | None:
        setting = self.settings.get(name)
        if setting is None or not isinstance(setting.value, Constant):
            return None
        return columns.column(setting.value, setting, name)

    def quotes(self, columns: Columns) -> tuple[Column[str], ...]:
        quotes = self.texts(columns, "quote")
        left = [column.values for column in quotes if isinstance(column.values, StoredColumn)]
        if left:
            if not any(column.file.reads(column.number, Reading.WORDS) for column in left):
                raise _NeedsAll("not every row of it surely has words that it quotes")
            return quotes
        empty = [blank(c.values) for c in quotes]
        if quotes and all(empty):
            rows = range(columns.sheet.rows)
            without = [r for r in rows if all(c.codes[r] in none for c, none in zip(quotes, empty, strict=True))]
            columns.leave_out(rows, without, lambda row: diagnose("E501", columns.sheet.place(row)))
        return quotes

    def texts(self, columns: Columns, name: str) -> tuple[Column[str], ...]:
        """The columns that a setting names, one or several."""
        setting = self.settings.get(name)
        if setting is None or self.statement.assumed:
            return ()
        parts = setting.value if isinstance(setting.value, tuple) else (setting.value,)
        return tuple(column for part in parts if (column := columns.column(part, setting, name)) is not None)
