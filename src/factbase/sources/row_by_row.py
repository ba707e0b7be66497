"""Rows of a text one by one: in, a text and how its cells are parted; out, its sheet, and each mistake in it at its line.

No object is kept for a row: each column has its distinct texts once and numbers."""

from __future__ import annotations

import csv
import io
from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import count, islice

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span, TextFile
from factbase.program.request import SheetRequest
from factbase.program.table import Column, Sheet
from factbase.sources.arrow import MAX_COLUMNS

__all__ = ["Senseless", "line_of", "rows_of"]

MAX_TOLD = 20  # rows of one sheet that do not fit; the others are counted
BATCH = 1 << 14  # rows that are lists at one time
FEW = 1 << 13  # texts, up to which all are numbered
MOSTLY = 0.9


class Senseless(Exception):
    """A file that does not hold rows; the message completes `the table cannot be read: …`."""

    def __init__(self, problem: str, span: Span) -> None:
        super().__init__(problem)
        self.span = span


def rows_of(file: TextFile, request: SheetRequest) -> tuple[Sheet, list[Diagnostic]]:
    """The sheet of a text, and each row that has not as many cells as the first. Raises Senseless."""
    problems: list[Diagnostic] = []
    lines = array("i")
    cells: list[_Cells] = []
    names: tuple[str, ...] | None = () if request.header else None
    width, more = 0, 0
    text = io.StringIO(file.text.removeprefix("\ufeff"), newline="\n")  # only a line feed ends a line, as everywhere
    if request.separator == "\t":
        reader = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(text, delimiter=request.separator, strict=True)
    line = 0  # the lines that are read
    try:
        while batch := list(islice(reader, BATCH)):
            starts, line = _starts(batch, line, reader.line_num), reader.line_num
            if not width:
                at = next((i for i, row in enumerate(batch) if row), None)
                if at is None:
                    continue  # empty lines, and no others yet
                width = len(batch[at])
                if width > MAX_COLUMNS:
                    problem_text = f"it has {width:,} columns, more than {MAX_COLUMNS:,}"
                    raise Senseless(problem_text, line_of(file, starts[at]))
                cells = [_Cells() for _ in range(width)]
                if request.header:
                    names = tuple(batch[at])
                    batch, starts = batch[at + 1 :], starts[at + 1 :]
            if set(map(len, batch)) != {width}:
                kept = [i for i, row in enumerate(batch) if len(row) == width]
                for i in sorted({*range(len(batch))}.difference(kept)):
                    if not batch[i]:
                        continue  # an empty line
                    if len(problems) < MAX_TOLD:
                        span = line_of(file, starts[i])
                        cell_count = quantity(len(batch[i]), "cell")
                        problems.append(diagnose("E125", span, found=cell_count, expected=width))
                    else:
                        more += 1
                batch, starts = [batch[i] for i in kept], [starts[i] for i in kept]
            for column, texts in zip(cells, zip(*batch, strict=True), strict=bool(batch)):
                column.add(texts)
            lines.extend(starts)
    except csv.Error as problem:
        raise Senseless(f"{problem}", line_of(file, max(1, reader.line_num))) from None
    if more:
        problems.append(diagnose("E129", line_of(file, 1), count=f"{more:,}", are="is" if more == 1 else "are"))
    columns = tuple(column.column() for column in cells)
    return Sheet(names, columns, len(lines), lambda row: line_of(file, lines[row])), problems


def _starts(batch: Sequence[Sequence[str]], before: int, now: int) -> Sequence[int]:
    """The line in which each row begins, after so many lines."""
    if now - before == len(batch):
        return range(before + 1, now + 1)
    starts: list[int] = []
    line = before + 1
    for row in batch:
        starts.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return starts


def line_of(file: TextFile, number: int) -> Span:
    """The whole of a line."""
    start = file.start_of(number)
    return Span(file, start, start + len(file.line(number)))


class _Cells:
    """The cells of one column so far: numbered by their texts, or just listed where most differ, as quotes do."""

    __slots__ = ("codes", "listed", "numbers")

    def __init__(self) -> None:
        self.codes = array("i")
        self.numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.listed: list[str] = []

    def add(self, texts: Sequence[str]) -> None:
        if self.listed:
            self.listed.extend(texts)
            return
        self.codes.extend(map(self.numbers.__getitem__, texts))
        if len(self.numbers) > FEW and len(self.numbers) > MOSTLY * len(self.codes):
            distinct = list(self.numbers)
            self.listed = [distinct[code] for code in self.codes]
            self.numbers.clear()

    def column(self) -> Column[str]:
        return Column(range(len(self.listed)), self.listed) if self.listed else Column(self.codes, tuple(self.numbers))
