"""Columns of a sheet by name: in, what a `table` statement calls them and how their cells are read; out, columns of values, and what is
wrong with their texts. A text is read once, however many rows have it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.value import Symbol, Unknown, write_value
from factbase.program.cells import BadCell
from factbase.program.declare import Declared
from factbase.program.settings import Settings
from factbase.program.table import Column, Sheet, same
from factbase.syntax.tree import Constant, Setting

__all__ = ["Columns"]

MAX_TOLD = 20  # mistakes of one table; the rest are counted
_NO_NUMBERS = frozenset({"nan", "-nan", "inf", "-inf"})  # as pyarrow writes them

T = TypeVar("T")


class Columns:
    """The columns of one table's sheet. `more` counts the mistakes that are not listed one by one."""

    def __init__(self, sheet: Sheet, settings: Settings, declared: Declared) -> None:
        self.sheet = sheet
        self.of = settings
        self.declared = declared
        self.file = settings.statement.file.value
        self.problems = settings.problems
        self.more = 0
        self.used: set[int] = set()
        self.bad: list[tuple[Sequence[int], frozenset[int]]] = []  # codes of a column, and those of them that are wrong

    def rows(self) -> Sequence[int]:
        """The rows in which nothing is wrong."""
        if not self.bad:
            return range(self.sheet.rows)
        return array(
            "i", (r for r in range(self.sheet.rows) if not any(codes[r] in wrong for codes, wrong in self.bad))
        )

    def leave_out(self, codes: Sequence[int], wrong: Iterable[int], problem: Callable[[int], Diagnostic]) -> None:
        """Leaves out the rows that have some codes; the first of them are listed as mistakes one by one."""
        left = frozenset(wrong)
        rows = [row for row, code in enumerate(codes) if code in left] if left else []
        if rows:
            self.bad.append((codes, left))
        room = max(0, MAX_TOLD - len(self.problems))
        self.more += max(0, len(rows) - room)
        self.problems += map(problem, rows[:room])

    def column(self, part: Constant, setting: Setting | None, name: str) -> Column[str] | None:
        """The column that a constant names; None where there is none, which is a mistake of the user."""
        indexes = self.find(part)
        if not indexes:
            file, written = self.file, write_value(part.value).strip('"')
            names = self.sheet.names or ()
            hint = _parted(names, written) or self.declared.near(written, names)
            if hint is None:
                listed = (
                    f"its columns are {', '.join(self.sheet.names[:12])}"
                    if self.sheet.names
                    else "its columns have numbers"
                )
                hint = listed if setting is not None else f"{listed}; say which to take: `{name}: […]`"
            self.of.problem("E123", setting, hint, file=file, name=written)
            return None
        file = self.file
        if len(indexes) > 1:
            numbers = " or ".join(str(at + 1) for at in indexes)
            hint = f"say which by its number: {numbers}"
            self.of.problem("E130", setting, hint, file=file, name=write_value(part.value).strip('"'))
            return None
        at = indexes[0]
        self.used.add(at)
        if at in self.sheet.refused:
            column = self.sheet.names[at] if self.sheet.names else at + 1
            problem = f"column `{column}` holds {self.sheet.refused[at]}"
            self.of.problem("E120", setting, name=file, problem=problem)
            return None
        return self.sheet.columns[at] if self.sheet.columns else Column(range(0), ())

    def find(self, part: Constant) -> Sequence[int]:
        """The columns that a constant names, counted from 0: one, where all is well. A file without a byte has every column."""
        match part.value:
            case int() as number:
                there = 1 <= number <= len(self.sheet.columns) or (
                    number >= 1 and self.sheet.names is None and not self.sheet.columns
                )
                return [number - 1] if there else []
            case Symbol() | str() as name:
                return [at for at, each in enumerate(self.sheet.names or ()) if each == str(name)]
            case Decimal() | Date() | Unknown():
                return []

    def typed(
        self, column: Column[str], read: Callable[[str], T], place: str, expected: str, code: str = "E127"
    ) -> Column[T]:
        """The column of what its texts mean; those that mean nothing are mistakes, and their rows are left out."""
        values: list[T] = []
        wrong: dict[int, str] = {}
        nothing = _NO_NUMBERS if column in self.sheet.floats else frozenset()
        for number, text in enumerate(column.values):
            try:
                if text in nothing:
                    raise BadCell("no number")
                values.append(read(text))
            except BadCell as bad:
                wrong[number] = str(bad)
                values.append(text)  # type: ignore[arg-type]  # in a row that is left out
        if wrong:
            self.bad.append((column.codes, frozenset(wrong)))
        unread: dict[str, list[int]] = {}  # by text: the first row that has it, and how many have
        for row, number in enumerate(column.codes if wrong else ()):
            if number in wrong:
                unread.setdefault(column.values[number], [row, 0, number])[1] += 1
        for text, (row, rows, number) in unread.items():
            if len(self.problems) >= MAX_TOLD:
                self.more += rows
            else:
                problem = wrong[number]
                detail = [*([problem] if problem else []), *([f"{rows:,} rows have it"] if rows > 1 else [])]
                span = self.sheet.place(row)
                names: dict[str, Iterable[str]] = {"E102": self.declared.sources, "E116": self.declared.entities}
                known = names.get(code)
                self.problems.append(
                    diagnose(code, span, detail=detail, cell=text, place=place, expected=expected)
                    if known is None
                    else diagnose(code, span, detail=detail, hint=self.declared.near(text, known), name=text)
                )
        return Column(column.codes, values)

    def either(
        self,
        setting: Setting,
        part: Constant,
        known: Mapping[str, object],
        other: str,
        read: Callable[[str], T],
        code: str = "E127",
    ) -> tuple[Column[T], ...]:
        """A column, or one name that serves for all rows; a string always names a column."""
        name = part.value
        if isinstance(name, Symbol) and str(name) in known:
            if self.find(part):
                hint = f'write "{name}" for the column'
                self.of.problem("E124", setting, hint, name=name, file=self.file, other=other)
                return ()
            return (same(read(str(name)), self.sheet.rows),)
        column = self.column(part, setting, setting.name)
        if column is None:
            return ()
        return (self.typed(column, read, f"`{setting.name}`", other, code),)


def _parted(names: Sequence[str], wanted: str) -> str | None:
    """A hint where the only column of a file is its whole first line, which another separator parts."""
    for separator in (";", "\t", "|", ","):
        if len(names) == 1 and wanted in map(str.strip, names[0].split(separator)):
            return f"its first line is one column: say `separator: {json.dumps(separator)}`"
    return None
