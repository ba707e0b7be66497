"""Tables whose rows are left in their files: in, large files of CSV or Parquet; out, what reads a row of them, and what their columns hold.

What is left is beyond doubt: in a text one line is one row, as in `arrow`; of Parquet all columns are of types whose texts are read here as
an engine reads them. Of everything else there is None, and it is read whole. A file is gone through block by block, never kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import accumulate
from typing import Any, BinaryIO

from factbase.files.folder import File, UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.program.stored import Held, Reading, StoredPart
from factbase.sources.arrow import is_text, parsed_lines

__all__ = ["Left", "LeftFile", "Rows", "left_parquet", "left_text"]

BLOCK = 1 << 23  # bytes of a text that are looked at together
BLOCKS_KEPT = 2  # that are read: rows are asked for one after the other, or few of them
ROWS_KEPT = 10_000
LONGEST_ROW = 1 << 20  # bytes: as long as an engine takes a line to be
_GLOB = frozenset("*?[]{}")  # in the name of a file, these may stand for others
_FORMS = {  # what is surely read so, by us and by an engine
    Reading.INTEGER: "^-?[0-9]{1,18}$",
    Reading.DECIMAL: r"^-?[0-9]{1,18}(\.[0-9]{1,16})?$",
    Reading.DATE: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    Reading.SYMBOL: "^[a-z][A-Za-z0-9_]*$",
    Reading.WORDS: r"[\pL\pN\pP\pS]",
}
_OF_TYPES = {
    Held.INTEGERS: frozenset({Reading.INTEGER, Reading.DECIMAL, Reading.STRING}),
    Held.DECIMALS: frozenset({Reading.DECIMAL}),
    Held.DAYS: frozenset({Reading.DATE}),
    Held.TRUTHS: frozenset({Reading.SYMBOL}),
}
PLACES, BEFORE = 6, 22  # digits of a decimal after its point, of which none is written with an exponent, and before it


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file as it is named, where it really stands, and what opens it."""

    name: str
    path: str
    open: Callable[[], AbstractContextManager[File]]


@dataclass(frozen=True, slots=True)
class Left:
    """What files hold: the names of their columns, if they have any, the files with their rows, what is held and read, and any row."""

    names: tuple[str, ...] | None
    parts: tuple[StoredPart, ...]
    held: tuple[Held, ...]
    reads: Callable[[int, Reading], bool]
    rows: Rows


class Rows:
    """The rows of blocks: `block` reads one as a table of texts."""

    def __init__(self, counts: Sequence[int], block: Callable[[int], Any]) -> None:
        self._starts = [0, *accumulate(counts)]
        self._block = lru_cache(BLOCKS_KEPT)(block)
        self.row = lru_cache(ROWS_KEPT)(self._row)

    def _row(self, place: int) -> tuple[str, ...]:
        number = bisect_right(self._starts, place) - 1
        cells = self._block(number).slice(place - self._starts[number], 1)
        return tuple(column[0].as_py() for column in cells.columns)

    def blocks(self, column: int) -> Iterator[Sequence[str]]:
        """The texts of a column, block by block, each once in one."""
        for number in range(len(self._starts) - 1):
            yield self._block(number).column(column).unique().to_pylist()

    def find(self, column: int, text: str, number: bool) -> list[int]:
        """The rows whose cell in a column is a text, or with `number` one of that size."""
        import pyarrow
        import pyarrow.compute as compute

        kind = pyarrow.decimal128(38, 16) if number else pyarrow.string()
        try:
            wanted = pyarrow.scalar(text).cast(kind)
        except pyarrow.ArrowException:  # a number that no cell can hold
            return []
        found: list[int] = []
        for block, start in enumerate(self._starts[:-1]):
            same = compute.equal(compute.cast(self._block(block).column(column), kind), wanted)
            found += [start + place for place in compute.indices_nonzero(same).to_pylist()]
        return found


def _fitting(cells: Any, readings: frozenset[Reading]) -> frozenset[Reading]:
    """The readings that all of some texts have, of those that the ones before have."""
    import pyarrow
    import pyarrow.compute as compute

    left = set(readings)
    for reading, form in _FORMS.items():
        if reading in left and not _all(compute.match_substring_regex(cells, form)):
            left.discard(reading)
    if Reading.STRING in left and compute.any(compute.equal(cells, "?")).as_py():
        left.discard(Reading.STRING)
    if Reading.DATE in left:
        try:
            compute.cast(cells, pyarrow.date32())
        except pyarrow.ArrowException:
            left.discard(Reading.DATE)
        if compute.any(compute.starts_with(cells, "0000")).as_py():
            left.discard(Reading.DATE)
    return frozenset(left)


def _all(truths: Any) -> bool:
    import pyarrow.compute as compute

    return compute.all(truths).as_py() is not False  # None: of no rows


_EVERY = frozenset(Reading)


# ---- texts


def left_text(files: Sequence[LeftFile], separator: str, *, header: bool) -> Left | None:
    """What is left of texts whose lines are rows beyond doubt; None where that is not certain, or pyarrow not installed."""
    names: tuple[str, ...] | None = None
    counts: list[int] = []  # of blocks
    places: list[tuple[int, int, int]] = []  # of blocks: the file, and from where to where
    parts: list[StoredPart] = []
    readings: list[frozenset[Reading]] = []
    for number, file in enumerate(files):
        if _GLOB.intersection(file.path):
            return None
        rows, first, ends = 0, True, set[bool]()
        try:
            with file.open() as opened:
                for start, data in _blocks(opened.stream()):
                    if b"\n" in data:
                        ends.add(b"\r" in data)
                    read = parsed_lines(data, separator, header=header and first, first=first, few=True)
                    if read is None or len(ends) > 1 or _longest_line(data) > LONGEST_ROW:
                        return None
                    own, table = read
                    if names is None:
                        names, readings = own, [_EVERY] * table.num_columns
                    if (first and header and own != names) or table.num_columns != len(readings):
                        return None
                    readings = [_fitting(column, of) for column, of in zip(table.columns, readings, strict=True)]
                    counts.append(table.num_rows)
                    places.append((number, start, start + len(data)))
                    rows, first = rows + table.num_rows, False
        except (UnreadableFile, OSError):
            return None
        parts.append(StoredPart(file.path, rows))
    if names is None or not sum(counts):
        return None

    def block(number: int) -> Any:
        file, start, end = places[number]
        with files[file].open() as opened:
            stream = opened.stream()
            stream.seek(start)
            read = parsed_lines(
                stream.read(end - start), separator, header=header and start == 0, first=start == 0, few=True
            )
        if read is None or read[1].num_rows != counts[number]:
            raise UnreadableFile(f"`{files[file].name}` has changed while it was read")
        return read[1]

    held = (Held.TEXTS,) * len(readings)
    return Left(
        names if header else None, tuple(parts), held, lambda n, reading: reading in readings[n], Rows(counts, block)
    )


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The parts of a text, each with where it begins; all but the last end with a line."""
    start, rest = 0, b""
    while piece := stream.read(BLOCK):
        data = rest + piece
        end = data.rfind(b"\n") + 1
        if end:
            yield start, data[:end]
            start += end
        rest = data[end:]
        if len(rest) > LONGEST_ROW:
            yield start, rest  # refused, for its length
            return
    if rest:
        yield start, rest


def _longest_line(data: bytes) -> int:
    """At least how long the longest line is, if that is much."""
    if len(data) <= LONGEST_ROW:
        return 0
    at = longest = 0
    while at < len(data):  # from line end to line end, as far apart as they may be
        end = data.rfind(b"\n", at, at + LONGEST_ROW) + 1
        if not end and len(data) - at > LONGEST_ROW:
            return LONGEST_ROW + 1
        longest, at = max(longest, (end or len(data)) - at), end or len(data)
    return 0


# ---- Parquet


class _Lent:
    """A stream that whoever opened it closes, and nobody else."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self.read, self.seek, self.tell = stream.read, stream.seek, stream.tell

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing."""


def left_parquet(files: Sequence[LeftFile]) -> Left | None:
    """What is left of Parquet files with the same columns: integers of at most 64 bits, strings, days, decimals and truth values, of which
    only strings may be null; None where there are others, or pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return None
    schema: Any = None
    groups: list[tuple[int, int]] = []  # the file, and the row group in it
    counts: list[int] = []
    parts: list[StoredPart] = []
    kinds: list[Held] = []
    never_unknown: list[bool] = []  # of columns of texts, by what the file tells of them
    try:
        for number, file in enumerate(files):
            if _GLOB.intersection(file.path):
                return None
            with file.open() as opened:
                held = pyarrow.parquet.ParquetFile(_Lent(opened.stream()))
                metadata, own = held.metadata, held.schema_arrow
                if schema is None:
                    known_kinds = [_held(field.type) for field in own]
                    kinds = [kind for kind in known_kinds if kind is not None]
                    if len(kinds) < len(known_kinds):
                        return None
                    schema, never_unknown = own, [True] * len(kinds)
                if len(own.names) != metadata.num_columns or not own.equals(schema):
                    return None
                for group in range(metadata.num_row_groups):
                    about = metadata.row_group(group)
                    counts.append(about.num_rows)
                    groups.append((number, group))
                    for column, kind in enumerate(kinds):
                        told = about.column(column).statistics
                        if kind is not Held.TEXTS and (told is None or not told.has_null_count or told.null_count):
                            return None
                        known = told is not None and told.has_min_max
                        never_unknown[column] &= (
                            known and not told.min <= "?" <= told.max if kind is Held.TEXTS else True
                        )
            parts.append(StoredPart(file.path, metadata.num_rows))
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, UnreadableFile):
        return None
    if not parts or not sum(counts):
        return None

    def block(number: int, columns: Sequence[str] | None = None) -> Any:
        file, group = groups[number]
        with files[file].open() as opened:
            read = pyarrow.parquet.ParquetFile(_Lent(opened.stream())).read_row_group(group, columns=columns)
        texts = [_texts(cells) for cells in read.columns]
        return pyarrow.Table.from_arrays(texts, [str(each) for each in range(len(texts))])

    @lru_cache(None)
    def readings(column: int) -> frozenset[Reading]:
        fitting = _EVERY
        for number in range(len(groups)):
            fitting = _fitting(block(number, [schema.names[column]]).column(0), fitting)
        return fitting

    def reads(column: int, reading: Reading) -> bool:
        kind = kinds[column]
        if kind is not Held.TEXTS:
            return reading in _OF_TYPES[kind]
        return (reading is Reading.STRING and never_unknown[column]) or reading in readings(column)

    return Left(tuple(schema.names), tuple(parts), tuple(kinds), reads, Rows(counts, block))


def _held(kind: Any) -> Held | None:
    from pyarrow import types, uint64

    if is_text(kind):
        return Held.TEXTS
    if types.is_integer(kind) and kind != uint64():
        return Held.INTEGERS
    if types.is_date32(kind):
        return Held.DAYS
    if types.is_boolean(kind):
        return Held.TRUTHS
    if types.is_decimal128(kind) and 0 < kind.scale <= PLACES and kind.precision - kind.scale <= BEFORE:
        return Held.DECIMALS
    return None


def _texts(cells: Any) -> Any:
    """The cells as texts, as of a file that is read whole."""
    import pyarrow
    import pyarrow.compute as compute

    return compute.fill_null(compute.cast(cells, pyarrow.string()), "")
