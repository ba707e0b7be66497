"""Columns by pyarrow: in, the bytes of a file of rows; out, its cells as columns, without an object for a cell.

With `left` the one module that knows pyarrow, which is imported only for a Parquet file or a long text. Of a text it reads what is plain
beyond doubt, one row a line; for anything else it gives None, and the text is read row by row, which tells what is wrong at its line.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from factbase.files.folder import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.program.bulk import MANY, longest, numpy_for, quotes_pair
from factbase.program.table import Column
from factbase.program.texts import Texts

__all__ = ["MAX_COLUMNS", "Stored", "is_text", "parquet_columns", "parsed_lines", "plain_columns"]

FEW = 1 << 13  # rows that are looked at to tell if most texts of a column differ
MOSTLY = 0.9
BLOCK = 1 << 22  # bytes that are parsed together
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAX_COLUMNS = 10_000
ROWS, ROWS_PER_BYTE = 20_000, 2  # that a Parquet file may hold: so many, and so many for each byte of its own
FREE, PACKED = 50_000_000, 100  # and likewise the bytes of its texts, once they are unpacked
LONGEST = 100_000  # bytes of a cell: less than what the reader of rows refuses
Cells = tuple[tuple[str, ...], tuple[Column[str], ...], int]
"""The first line of a file, its columns, which may begin below that, and how many rows these have."""


def plain_columns(data: bytes, separator: str, *, header: bool) -> Cells | None:
    """The columns of a text whose lines are rows of equal width; None where that is not certain, or pyarrow not installed.

    With a `header` the columns begin below the first line. A tab parts cells without quotes, anything else as RFC 4180 has it."""
    read = parsed_lines(data, separator, header=header, first=True)
    if read is None:
        return None
    names, table = read
    rows = table.num_rows
    if not rows or max(map(len, names)) > LONGEST:
        return None
    columns: list[Column[str]] = []
    for _ in range(table.num_columns):  # one at a time, each given up by pyarrow as it is made ours
        column = table.column(0)
        table = table.remove_column(0)
        columns.append(_column(column))
    if any(longest(column.values) > LONGEST for column in columns if isinstance(column.values, Texts)):
        return None
    return names, tuple(columns), rows


def parsed_lines(
    data: bytes, separator: str, *, header: bool, first: bool, few: bool = False
) -> tuple[tuple[str, ...], Any] | None:
    """The cells of the first line, and those of all lines below the `header` as a table of texts; None where it is not certain that one
    line is one row, or pyarrow is not installed. `first` tells whether a text begins here, and `few` lines are parsed too."""
    quoted = separator != "\t"
    if first:
        data = data.removeprefix(BYTE_ORDER_MARK)
    returns = data.count(b"\r")
    if (
        numpy_for(MANY if few else len(data)) is None
        or not separator.isascii()
        or separator in ' "\r\n\x00'
        or b"\x00" in data
        or data.startswith(BYTE_ORDER_MARK)  # a second one is text, which pyarrow would take away
        or returns != (data.count(b"\r\n") if returns else 0)
        or data.startswith((b"\n", b"\r\n"))
        or b"\n\n" in data
        or (returns and b"\n\r\n" in data)
    ):
        return None
    try:
        import pyarrow
        import pyarrow.csv
    except ImportError:
        return None
    try:
        end = data.find(b"\n")
        names = _cells(data[: end if end >= 0 else len(data)].decode().removesuffix("\r"), separator)
        if not 0 < len(names) <= MAX_COLUMNS or (quoted and b'"' in data and not quotes_pair(data, ord(separator))):
            return None
        numbers = [str(number) for number in range(len(names))]
        types = dict.fromkeys(numbers, pyarrow.string())
        rows = data.count(b"\n") + (not data.endswith(b"\n")) - header
        if not rows:
            return tuple(names), pyarrow.table({number: pyarrow.array([], pyarrow.string()) for number in numbers})
        table = pyarrow.csv.read_csv(
            pyarrow.py_buffer(data),
            pyarrow.csv.ReadOptions(column_names=numbers, skip_rows=int(header), block_size=BLOCK),
            pyarrow.csv.ParseOptions(
                delimiter=separator,
                quote_char='"' if quoted else False,
                escape_char=False,
                newlines_in_values=quoted,  # then there are fewer rows than lines
                ignore_empty_lines=False,
            ),
            pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except (UnicodeDecodeError, csv.Error, pyarrow.ArrowException):
        return None
    return (tuple(names), table) if table.num_rows == rows else None


def _cells(line: str, separator: str) -> list[str]:
    if separator == "\t":
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator, strict=True), [])


def _column(chunks: Any) -> Column[str]:
    """A column of ours: its texts once, or one after the other where most differ, as quotes do."""
    if _differ(chunks.slice(0, 2 * FEW).combine_chunks().dictionary_encode()):
        return Column(range(len(chunks)), _texts(chunks.combine_chunks()))
    chunk = chunks.combine_chunks()
    once = chunk.dictionary_encode()
    if _differ(once):
        return Column(range(len(chunk)), _texts(chunk))
    return Column(_numbers(once.indices, 1, len(once)), _texts(once.dictionary))


def _differ(once: Any) -> bool:
    return len(once.dictionary) > max(FEW, MOSTLY * len(once))


def _texts(cells: Any) -> Texts:
    held = cells.buffers()[2]
    return Texts(held.to_pybytes() if held is not None else b"", _numbers(cells, 1, len(cells) + 1))


def _numbers(of: Any, buffer: int, count: int) -> array[int]:
    """Numbers of 32 bits that pyarrow keeps: the places of texts, or what numbers them."""
    made = array("i")
    if count > 1 or of.buffers()[buffer] is not None:
        made.frombytes(memoryview(of.buffers()[buffer])[4 * of.offset : 4 * (of.offset + count)])
    return made or array("i", [0])


# ---- Parquet


@dataclass(frozen=True, slots=True)
class Stored:
    """What a Parquet file holds: `refused` are the columns, counted from 0, whose cells have no text, and what they hold."""

    names: tuple[str, ...]
    columns: tuple[Column[str], ...]
    rows: int
    refused: Mapping[int, str]
    floats: frozenset[Column[str]]


def parquet_columns(stream: BinaryIO, place: str) -> Stored:
    """The columns of a Parquet file, shown as `place`, by their names, each cell as a text. Raises UnreadableFile."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError:
        raise UnreadableFile("Parquet needs pyarrow; install it with: pip install 'factbase[fast]'") from None
    try:
        schema = pyarrow.parquet.read_schema(stream)
        size = stream.seek(0, 2)
        # A text that stands in many rows is there once, and is kept so until it is known how many there are.
        texts = [field.name for field in schema if is_text(field.type)]
        with pyarrow.parquet.ParquetFile(stream, read_dictionary=texts) as file:
            _bounded(file.metadata, size, place)
            table = file.read()
            names = tuple(table.column_names)
    except (pyarrow.ArrowException, OSError) as problem:
        raise UnreadableFile(f"`{place}` is not Parquet: {str(problem).splitlines()[0]}") from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"`{place}` has a column whose name is not UTF-8") from None
    columns: list[Column[str]] = []
    refused: dict[int, str] = {}
    floats: list[Column[str]] = []
    left = FREE + PACKED * size
    for number, (field, cells) in enumerate(zip(schema, table.columns, strict=True)):
        left -= _length(cells)
        if left < 0:
            raise _too_much(place, f"texts of more than {FREE + PACKED * size:,} bytes", size)
        floating = pyarrow.types.is_floating(cells.type)
        try:
            cells.validate(full=True)  # what a file claims of its cells, their bytes included
            texts = _floats(cells) if floating else pyarrow.compute.cast(cells, pyarrow.string())
            texts.validate(full=True)
        except pyarrow.ArrowException:
            refused[number] = "text that is not UTF-8" if is_text(field.type) else f"{field.type}, which has no text"
            texts = pyarrow.chunked_array([pyarrow.nulls(len(cells), pyarrow.string())])
        columns.append(_column(pyarrow.compute.fill_null(texts, "")))
        floats += columns[-1:] if floating else []
    return Stored(names, tuple(columns), table.num_rows, refused, frozenset(floats))


def is_text(kind: Any) -> bool:
    """Whether a type of pyarrow is that of texts."""
    import pyarrow

    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind))


def _bounded(metadata: Any, size: int, place: str) -> None:
    """Raises UnreadableFile where a file says that it holds too much for so many bytes: some thousand may say a thousand million rows."""
    if metadata.num_columns > MAX_COLUMNS:
        raise UnreadableFile(f"`{place}` has {metadata.num_columns:,} columns, more than {MAX_COLUMNS:,}")
    if metadata.num_rows > ROWS + ROWS_PER_BYTE * size:
        raise _too_much(place, f"{metadata.num_rows:,} rows", size)
    groups = (metadata.row_group(i) for i in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > FREE + PACKED * size:
        raise _too_much(place, f"{unpacked:,} bytes", size)


def _too_much(place: str, what: str, size: int) -> UnreadableFile:
    return UnreadableFile(f"`{place}` unpacks to {what}, from {size:,}: write it as CSV")


def _length(cells: Any) -> int:
    """The bytes of the texts of some cells, as often as they stand there; 0 where they are none."""
    import pyarrow
    import pyarrow.compute as compute

    if not (pyarrow.types.is_dictionary(cells.type) and is_text(cells.type.value_type)):
        return 0
    lengths = (compute.binary_length(chunk.dictionary).take(chunk.indices) for chunk in cells.chunks)
    return sum(compute.sum(compute.cast(each, pyarrow.int64())).as_py() or 0 for each in lengths)


def _floats(cells: Any) -> Any:
    """Floating numbers as they are written shortest without an exponent: what is read back from one is the same number.

    So 2.0 is `2.0`, for it is no integer; `nan` and `inf` are left as they are."""
    import pyarrow
    import pyarrow.compute as compute

    once = cells.combine_chunks().dictionary_encode()
    texts = compute.cast(once.dictionary, pyarrow.string())  # the fewest digits for numbers of so many bits
    short = compute.match_substring_regex(texts, "^-?[0-9]+$")
    texts = compute.if_else(short, compute.binary_join_element_wise(texts, "0", "."), texts)
    powers = compute.match_substring_regex(texts, "[0-9]e")
    plain = [_without_exponent(text) for text in texts.filter(powers).to_pylist()]
    texts = compute.replace_with_mask(texts, powers, pyarrow.array(plain, pyarrow.string()))
    return pyarrow.chunked_array([texts.take(once.indices)])


def _without_exponent(text: str) -> str:
    plain = format(Decimal(text), "f")
    return plain if "." in plain else f"{plain}.0"
