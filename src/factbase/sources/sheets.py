"""Sheets: in, the `table` statements of a base; out, the files of rows that they name, each read once, and what cannot be read.

CSV is read as RFC 4180 has it, TSV and Souffle's `.facts` as lines parted by tabs without quotes. No object is kept for a row: each column
has its distinct texts once and numbers. What is long and plain is read as columns; the rest row by row, where each mistake has its line.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO

from factbase.files.folder import MAX_TABLE_BYTES, File, Folder, Home, Stamp, UnreadableFile, decoded, shown
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span, TextFile
from factbase.program.request import SheetRequest, requests
from factbase.program.stored import StoredColumn
from factbase.program.table import Column, Sheet
from factbase.sources.arrow import MAX_COLUMNS, left_in_file, parquet_columns, plain_columns
from factbase.sources.digits import integer_columns
from factbase.sources.lines import LazyText
from factbase.sources.own import not_by_name
from factbase.syntax.tree import TableDeclaration, Tree

__all__ = ["Sheets", "read_sheets"]

LEFT = 1 << 28  # bytes of Parquet, which would take some gigabytes here
MAX_STORED_BYTES = 1 << 44
LARGE = 1_000_000  # bytes of a text, which are read row by row as soon as pyarrow is imported
VERY_LARGE = 8_000_000  # bytes, which take pyarrow about as long as a kernel takes to be loaded
MAX_TOLD = 20  # rows of one sheet that do not fit; the others are counted
BATCH = 1 << 14  # rows that are lists at one time
FEW = 1 << 13  # texts, up to which all are numbered
MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets by what asks for them, and what is wrong in each; and their files by folder, name and size."""

    sheets: Mapping[SheetRequest, Sheet]
    stamps: Mapping[SheetRequest, Stamp]
    problems: Mapping[SheetRequest, tuple[Diagnostic, ...]]
    files: tuple[tuple[Folder, str, int], ...] = ()


def read_sheets(
    trees: Sequence[Tree], homes: Mapping[str, Home], before: Sheets | None = None, cache: Path | None = None
) -> Sheets:
    """Every sheet that the tables name; those of `before` whose files are as they were are taken over.

    `cache` is a folder in which the kernel that reads integers is kept between runs."""
    sheets: dict[SheetRequest, Sheet] = {}
    stamps: dict[SheetRequest, Stamp] = {}
    problems: dict[SheetRequest, tuple[Diagnostic, ...]] = {}
    files: dict[tuple[Folder, str], int] = {}
    for statement, request in requests(trees):
        if request in problems:
            continue
        home = homes[request.path]
        try:
            name = home.named(request.file)
            not_by_name(home.folder, name)
            with home.folder.open(name, MAX_STORED_BYTES if _may_stay(statement) else MAX_TABLE_BYTES) as file:
                not_by_name(home.folder, file.name)
                stamps[request] = file.stamp
                files[home.folder, name] = file.size
                if before is not None and before.stamps.get(request) == file.stamp and request in before.sheets:
                    sheets[request], problems[request] = before.sheets[request], before.problems[request]
                    continue
                shown_name = shown(home.folder.place(name))
                stays = _may_stay(statement) and file.size >= LEFT
                stream = file.stream() if stays else None  # one of a file: what is given up closes it
                left = _left(stream, shown_name, Path(home.folder.real, name)) if stream is not None else None
                if left is None and file.size > MAX_TABLE_BYTES:
                    most = f"{MAX_TABLE_BYTES:,} bytes"
                    raise UnreadableFile(
                        f"`{shown_name}` has more than {most}, and columns of other than integers and strings"
                    )
                sheet, wrong = (left, []) if left is not None else _sheet(file, shown_name, request, cache, stream)
            sheets[request], problems[request] = sheet, tuple(wrong)
        except UnreadableFile as problem:
            problems[request] = (_unreadable(statement, str(problem)),)
        except _Senseless as problem:
            problems[request] = (diagnose("E120", problem.span, name=shown(request.file), problem=problem),)
    return Sheets(sheets, stamps, problems, tuple((*file, size) for file, size in files.items()))


class _Senseless(Exception):
    """A file that does not hold rows; the message completes `the table cannot be read: …`."""

    def __init__(self, problem: str, span: Span) -> None:
        super().__init__(problem)
        self.span = span


def _unreadable(statement: TableDeclaration, problem: str) -> Diagnostic:
    return diagnose("E120", statement.file.span, name=shown(str(statement.file.value)), problem=problem)


def _may_stay(statement: TableDeclaration) -> bool:
    """Whether the rows of a table may be left in their file: nothing is said of one but that it is so."""
    named = {setting.name for setting in statement.settings} <= {"columns"}
    return statement.assumed and statement.mode is None and named and str(statement.file.value).endswith(".parquet")


def _left(stream: BinaryIO, name: str, path: Path) -> Sheet | None:
    """The sheet of a large Parquet file, whose cells stay there; None of any other."""
    left = left_in_file(stream, path) if path.is_file() else None
    if left is None:
        return None
    names, stored = left

    def place(row: int) -> Span:
        text = ",".join(map(str, stored.row(row))).replace("\n", " ")
        return Span(TextFile(name, text, first_line=row + 1), 0, len(text))

    each = range(stored.rows)
    columns = tuple(Column(each, StoredColumn(stored, number, as_texts=True)) for number in range(len(names)))
    return Sheet(names, columns, stored.rows, place, stored=stored)


def _sheet(
    file: File, place: str, request: SheetRequest, cache: Path | None, stream: BinaryIO | None
) -> tuple[Sheet, list[Diagnostic]]:
    if request.file.lower().endswith(".parquet"):
        return _parquet(stream or file.stream(), place), []
    data = file.content()
    plain = _plain(data, place, request, cache)
    if plain is not None:
        return plain
    text = decoded(place, data)
    del data  # the text takes as much again
    return _text(text, request)


def _plain(data: bytes, place: str, request: SheetRequest, cache: Path | None) -> tuple[Sheet, list[Diagnostic]] | None:
    """The sheet of a long text that is read as columns; None where it must be read row by row."""
    if len(data) < LARGE:
        return None
    table = integer_columns(data, request.separator, cache) if len(data) >= VERY_LARGE and not request.header else None
    table = table or plain_columns(data, request.separator, header=request.header)
    if table is None:
        return None
    names, columns, rows = table
    lines, given = LazyText(place, data), names if request.header else None
    first = 1 + request.header
    return Sheet(given, columns, rows, lambda row: _line(lines, row + first)), []


def _parquet(stream: BinaryIO, name: str) -> Sheet:
    """The sheet of a Parquet file. Raises UnreadableFile."""
    stored = parquet_columns(stream, name)

    def place(row: int) -> Span:
        text = ",".join(column[row] for column in stored.columns).replace("\n", " ")
        return Span(TextFile(name, text, first_line=row + 1), 0, len(text))

    return Sheet(stored.names, stored.columns, stored.rows, place, stored.refused, stored.floats)


# ---- text


def _text(file: TextFile, request: SheetRequest) -> tuple[Sheet, list[Diagnostic]]:
    """The sheet of a text, and each row that has not as many cells as the first. Raises _Senseless."""
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
                    raise _Senseless(problem_text, _line(file, starts[at]))
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
                        span = _line(file, starts[i])
                        cell_count = quantity(len(batch[i]), "cell")
                        problems.append(diagnose("E125", span, found=cell_count, expected=width))
                    else:
                        more += 1
                batch, starts = [batch[i] for i in kept], [starts[i] for i in kept]
            for column, texts in zip(cells, zip(*batch, strict=True), strict=bool(batch)):
                column.add(texts)
            lines.extend(starts)
    except csv.Error as problem:
        raise _Senseless(f"{problem}", _line(file, max(1, reader.line_num))) from None
    if more:
        problems.append(diagnose("E129", _line(file, 1), count=f"{more:,}", are="is" if more == 1 else "are"))
    columns = tuple(column.column() for column in cells)
    return Sheet(names, columns, len(lines), lambda row: _line(file, lines[row])), problems


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


def _line(file: TextFile, number: int) -> Span:
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
