"""Sheets: in, the `table` statements of a base; out, the files of rows that they name, each read once, and what cannot be read.

CSV is read as RFC 4180 has it, TSV and Souffle's `.facts` as lines parted by tabs without quotes. No object is kept for a row: each column
has its distinct texts once and numbers. What is long and plain is read as columns; the rest row by row, where each mistake has its line;
and what is very large is left where it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain
from pathlib import Path

from factbase.files.folder import MAX_TABLE_BYTES, File, Folder, Home, Stamp, UnreadableFile, decoded, shown
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span, TextFile
from factbase.program.request import SheetRequest, requests
from factbase.program.stored import StoredColumn, StoredFile
from factbase.program.table import Column, Sheet
from factbase.sources.arrow import parquet_columns, plain_columns
from factbase.sources.digits import integer_columns
from factbase.sources.left import Left, LeftFile, left_parquet, left_text
from factbase.sources.lines import LazyText
from factbase.sources.named import files_named
from factbase.sources.own import not_by_name
from factbase.sources.row_by_row import Senseless, line_of, rows_of
from factbase.syntax.tree import Constant, TableDeclaration, Tree

__all__ = ["Sheets", "read_sheets"]

LEFT = 1 << 28  # bytes, which would take some gigabytes here
MAX_STORED_BYTES = 1 << 44
LARGE = 1_000_000  # bytes of a text, which are read row by row as soon as pyarrow is imported
VERY_LARGE = 8_000_000  # bytes, which take pyarrow about as long as a kernel takes to be loaded
_MAY_STAY = frozenset(
    ("columns", "header", "separator", "source", "quote", "after", "before", "context", "kind", "supports", "note")
)

Stamps = tuple[tuple[str, Stamp], ...]
"""Files, as the text that names them could, with what was seen of them."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets by what asks for them, and what is wrong in each; and their files by folder, name and size."""

    sheets: Mapping[SheetRequest, Sheet]
    stamps: Mapping[SheetRequest, Stamps]
    problems: Mapping[SheetRequest, tuple[Diagnostic, ...]]
    files: tuple[tuple[Folder, str, int], ...] = ()

    def files_of(self, request: SheetRequest) -> tuple[str, ...]:
        """The files that a request names, as the text could name each; what it names itself where none was found."""
        return tuple(file for file, _ in self.stamps.get(request, ())) or (request.file,)


def read_sheets(
    trees: Sequence[Tree], homes: Mapping[str, Home], before: Sheets | None = None, cache: Path | None = None
) -> Sheets:
    """Every sheet that the tables name; those of `before` whose files are as they were are taken over.

    `cache` is a folder in which the kernel that reads integers is kept between runs."""
    sheets: dict[SheetRequest, Sheet] = {}
    stamps: dict[SheetRequest, Stamps] = {}
    problems: dict[SheetRequest, tuple[Diagnostic, ...]] = {}
    files: dict[tuple[Folder, str], int] = {}
    stay = [(request, _may_stay(statement)) for statement, request in requests(trees)]
    never = {request for request, may in stay if not may}  # several tables may be of one file
    for statement, request in requests(trees):
        if request in problems:
            continue
        reader = _Reader(statement, request, homes[request.path], cache, may_stay=request not in never)
        try:
            stamps[request] = reader.stamps()
            files.update(reader.sizes)
            if before is not None and before.stamps.get(request) == stamps[request] and request in before.sheets:
                known = before.sheets[request]
                if known.stored is None or request not in never:
                    sheets[request], problems[request] = known, before.problems[request]
                    continue
            sheet, wrong = reader.sheet()
            problems[request] = wrong
            if sheet is not None:
                sheets[request] = sheet
        except UnreadableFile as problem:
            problems[request] = (_unreadable(statement, str(problem)),)
    return Sheets(sheets, stamps, problems, tuple((*file, size) for file, size in files.items()))


def _unreadable(statement: TableDeclaration, problem: str) -> Diagnostic:
    return diagnose("E120", statement.file.span, name=shown(str(statement.file.value)), problem=problem)


def _may_stay(statement: TableDeclaration) -> bool:
    """Whether the rows of a table may be left in their files: nothing is said of one alone but where its words stand."""
    for setting in statement.settings:
        one_source = setting.name != "source" or (
            isinstance(setting.value, Constant) and not isinstance(setting.value.value, str)
        )
        if setting.name not in _MAY_STAY or not one_source:
            return False
    return statement.mode is None


class _Reader:
    """The files of one table on their way to a sheet."""

    def __init__(
        self, statement: TableDeclaration, request: SheetRequest, home: Home, cache: Path | None, *, may_stay: bool
    ) -> None:
        self.statement = statement
        self.request = request
        self.home = home
        self.cache = cache
        self.may_stay = may_stay
        self.names: tuple[str, ...] = ()
        self.sizes: dict[tuple[Folder, str], int] = {}
        self.real: dict[str, str] = {}  # where each really stands
        self.is_parquet = request.file.rstrip("/").lower().endswith(".parquet")

    def stamps(self) -> Stamps:
        """What is seen of each file, before any is read. Raises UnreadableFile."""
        self.names = files_named(self.home, self.request.file)
        found = []
        for name in self.names:
            with self._open(name, MAX_STORED_BYTES if self.may_stay else MAX_TABLE_BYTES) as file:
                found.append((name, file.stamp))
                self.sizes[self.home.folder, self.home.named(name)] = file.size
                self.real[name] = file.name
        return tuple(found)

    def _open(self, name: str, most: int) -> File:
        folder, named = self.home.folder, self.home.named(name)
        not_by_name(folder, named)
        file = folder.open(named, most)
        try:
            not_by_name(folder, file.name)
        except UnreadableFile:
            file.close()
            raise
        return file

    def _place(self, name: str) -> str:
        return shown(self.home.folder.place(self.home.named(name)))

    def sheet(self) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
        """The sheet of the files, its rows left there where they are very many, and what is wrong in it. Raises UnreadableFile."""
        stays = self.may_stay and sum(self.sizes.values()) >= LEFT
        left = self._left() if stays else None
        if left is None:
            return self._whole("" if not stays else "what is not as plain as what may be left in a file")
        return left, ()

    def _whole(self, why: str) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
        """The sheet with all rows in it. Raises UnreadableFile where these are too many, and there is something, `why`, that needs them."""
        if sum(self.sizes.values()) > MAX_TABLE_BYTES:
            which = f"`{self._place(self.names[0])}` has" if len(self.names) == 1 else "its files have"
            raise UnreadableFile(f"{which} more than {MAX_TABLE_BYTES:,} bytes{', and ' if why else ''}{why}")
        sheets: list[Sheet] = []
        problems: list[Diagnostic] = []
        try:
            for name in self.names:
                with self._open(name, MAX_TABLE_BYTES) as file:
                    sheet, wrong = _sheet(file, self._place(name), self.request, self.cache, parquet=self.is_parquet)
                problems += wrong
                sheets.append(sheet)
        except Senseless as problem:
            named = shown(self.request.file)
            return None, (diagnose("E120", problem.span, name=named, problem=problem),)
        return joined(sheets, self.names), tuple(problems)

    def _left(self) -> Sheet | None:
        folder, request = self.home.folder, self.request
        paths = {name: Path(folder.real, self.real[name]) for name in self.names}
        if not all(path.is_file() for path in paths.values()):  # those of a commit are in no folder
            return None
        files = [
            LeftFile(self._place(name), str(path), partial(self._open, name, MAX_STORED_BYTES))
            for name, path in paths.items()
        ]
        left = left_parquet(files) if self.is_parquet else left_text(files, request.separator, header=request.header)
        if left is None:
            return None

        @lru_cache(1)
        def whole(why: str) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
            try:
                return self._whole(why)
            except UnreadableFile as problem:
                return None, (_unreadable(self.statement, str(problem)),)

        separator = "" if self.is_parquet else request.separator
        rows = left.rows
        stored = StoredFile(
            left.parts, separator, request.header, left.held, left.reads, rows.row, rows.blocks, rows.find
        )
        return _stored_sheet(left, stored, [file.name for file in files], whole)


def _stored_sheet(
    left: Left,
    stored: StoredFile,
    names: Sequence[str],
    whole: Callable[[str], tuple[Sheet | None, tuple[Diagnostic, ...]]],
) -> Sheet:
    """The sheet of files whose rows are left in them; a row is shown by its number."""
    starts = [0, *accumulate(part.rows for part in stored.parts)]
    before = 1 + (bool(stored.separator) and stored.header)

    def place(row: int) -> Span:
        part = bisect_right(starts, row) - 1
        text = ",".join(stored.row(row)).replace("\n", " ")
        return Span(TextFile(names[part], text, first_line=row - starts[part] + before), 0, len(text))

    each = range(stored.rows)
    columns = tuple(Column(each, StoredColumn(stored, number)) for number in range(len(stored.held)))
    return Sheet(left.names, columns, stored.rows, place, stored=stored, whole=whole)


def joined(sheets: Sequence[Sheet], names: Sequence[str]) -> Sheet:
    """The sheets of several files as one, in their order. Raises UnreadableFile where they have not the same columns."""
    first = sheets[0]
    if len(sheets) == 1:
        return first
    for sheet, name in zip(sheets, names, strict=True):
        if sheet.names != first.names or len(sheet.columns) != len(first.columns):
            raise UnreadableFile(f"`{shown(name)}` has other columns than `{shown(names[0])}`")
    starts = [0, *accumulate(sheet.rows for sheet in sheets)]

    def place(row: int) -> Span:
        at = bisect_right(starts, row) - 1
        return sheets[at].place(row - starts[at])

    columns = [_one_after_the_other([sheet.columns[i] for sheet in sheets]) for i in range(len(first.columns))]
    floats = frozenset(
        column for i, column in enumerate(columns) if any(sheet.columns[i] in sheet.floats for sheet in sheets)
    )
    refused = {at: what for sheet in sheets for at, what in sheet.refused.items()}
    return Sheet(first.names, tuple(columns), starts[-1], place, refused, floats)


def _one_after_the_other(columns: Sequence[Column[str]]) -> Column[str]:
    """The cells of columns as those of one; a text stands once in each of them."""
    if all(isinstance(column.codes, range) for column in columns):
        values = tuple(chain.from_iterable(column.values for column in columns))
        return Column(range(len(values)), values)
    numbers: dict[str, int] = {}
    codes = array("i")
    for column in columns:
        own = [numbers.setdefault(text, len(numbers)) for text in column.values]
        codes.extend(own[code] for code in column.codes)
    return Column(codes, tuple(numbers))


def _sheet(
    file: File, place: str, request: SheetRequest, cache: Path | None, *, parquet: bool
) -> tuple[Sheet, list[Diagnostic]]:
    if parquet:
        return _parquet(file, place), []
    data = file.content()
    plain = _plain(data, place, request, cache)
    if plain is not None:
        return plain
    text = decoded(place, data)
    del data  # the text takes as much again
    return rows_of(text, request)


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
    return Sheet(given, columns, rows, lambda row: line_of(lines, row + first)), []


def _parquet(file: File, name: str) -> Sheet:
    """The sheet of a Parquet file. Raises UnreadableFile."""
    stored = parquet_columns(file.stream(), name)

    def place(row: int) -> Span:
        text = ",".join(column[row] for column in stored.columns).replace("\n", " ")
        return Span(TextFile(name, text, first_line=row + 1), 0, len(text))

    return Sheet(stored.names, stored.columns, stored.rows, place, stored.refused, stored.floats)
