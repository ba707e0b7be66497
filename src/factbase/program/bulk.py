"""Whole columns at once: in, columns of numbers and of texts; out, what else would be found row by row, and just the same.

Numpy does it where it is installed and the columns are long; it is imported late, so that small bases do not wait for it. This module
and the engine room know it, and no other: columns come and go as arrays of the standard library.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, count
from typing import Any

from factbase.program.stored import Repeated
from factbase.program.texts import Texts

__all__ = [
    "MANY",
    "RowFinder",
    "blank",
    "dense",
    "distinct",
    "distinct_numbers",
    "gathered",
    "integers",
    "line_starts",
    "longest",
    "numbered",
    "numpy_for",
    "ordered",
    "places",
    "quotes_pair",
    "rows_with",
    "used",
]

MANY = 20_000  # rows; numpy takes as long to be imported as Python takes for some more than these
MOST_DIGITS = 18  # that surely fit into 64 bits
FEW_LOOKS = 64  # through all rows, which take as long as to put a million of them in order
AT_ONCE = 1 << 22  # bytes, or rows, that are looked at together


def numpy_for(rows: int) -> Any:
    """Numpy, for so many rows; None where it is not worth its import, or not installed."""
    if rows < MANY:
        return None
    try:
        import numpy
    except ImportError:
        return None
    return numpy


def integers(texts: Texts) -> array[int] | None:
    """The numbers of texts that are digits without a sign, few enough of them; else None."""
    np, rows = numpy_for(len(texts)), len(texts)
    if np is None or not texts.data[texts.bounds[0] : texts.bounds[-1]].isdigit():
        return None
    data, bounds = np.frombuffer(texts.data, np.uint8), np.frombuffer(texts.bounds, np.int32)
    lengths = np.diff(bounds)
    if int(lengths.min()) < 1 or int(lengths.max()) > MOST_DIGITS:
        return None
    numbers = np.zeros(rows, np.int64)
    for start in range(0, rows, 1 << 16):  # as much as stays in the processor's cache
        part, length = numbers[start : start + (1 << 16)], lengths[start : start + (1 << 16)]
        at, longest = bounds[start : start + len(part)], int(length.max())
        for digit in range(longest):
            if digit < int(length.min()):
                part *= 10
                part += data[at + digit] - 48
            else:
                more = np.flatnonzero(length > digit)
                part[more] = 10 * part[more] + (data[at[more] + digit] - 48)
    return _array(numbers, "q")


def blank(texts: Sequence[str]) -> frozenset[int]:
    """The places of texts that are nothing but white space."""
    places: Iterable[int] = range(len(texts))
    np = numpy_for(len(texts)) if isinstance(texts, Texts) and texts.data else None
    if np is not None and isinstance(texts, Texts):
        bounds, letters = np.frombuffer(texts.bounds, np.int32), np.frombuffer(texts.data, np.uint8)
        first = letters[np.minimum(bounds[:-1], len(letters) - 1)]
        # Most begin with a letter of ASCII, and need not be looked at.
        places = np.flatnonzero((first <= 32) | (first >= 127) | (bounds[1:] == bounds[:-1])).tolist()
    return frozenset(place for place in places if not texts[place].strip())


def longest(texts: Texts) -> int:
    """How many bytes the longest of some texts has. Numpy must be there."""
    import numpy as np

    return int(np.diff(np.frombuffer(texts.bounds, np.int32)).max(initial=0))


def ordered(codes: Sequence[int], values: int) -> tuple[array[int], array[int]]:
    """The rows in the order of their codes, and where those of each code begin; one place more, for the end."""
    np = numpy_for(len(codes))
    if np is not None:
        given = _view(np, codes)
        starts = np.zeros(values + 1, np.int32)
        np.cumsum(np.bincount(given, minlength=values), out=starts[1:])
        return _array(starts, "i"), _array(np.argsort(given, kind="stable").astype(np.int32), "i")
    counts = [0] * (values + 1)
    for code in codes:
        counts[code + 1] += 1
    return array("i", accumulate(counts)), array("i", sorted(range(len(codes)), key=codes.__getitem__))


def rows_with(codes: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The rows that have one of some codes, in order."""
    if isinstance(codes, range):  # each row has a code of its own, which is its number
        return sorted(wanted)
    return sorted(row for code in wanted for row in places(codes, code))


def places(items: Sequence[Any], item: object) -> Iterable[int]:
    """Where an item stands in a sequence, in order."""
    np = numpy_for(len(items)) if isinstance(items, array) and type(item) is int and abs(item) < 1 << 62 else None
    if np is None:
        return _places(items, item)
    indexes: list[int] = np.flatnonzero(_view(np, items) == item).tolist()
    return indexes


def _places(items: Sequence[Any], item: object) -> Iterator[int]:
    at = -1
    with suppress(ValueError):
        while True:
            at = items.index(item, at + 1)
            yield at


class RowFinder:
    """Finds rows by the numbers of all their columns: looks through all of them, and puts them in order once it is asked often."""

    def __init__(self, columns: Sequence[array[int]]) -> None:
        self._np = numpy_for(len(columns[0]))
        self._columns = columns if self._np is None else [_view(self._np, column) for column in columns]
        self._looks = 0
        self._rows: dict[tuple[int, ...], list[int]] = {}
        self._ordered: tuple[Any, Any, Sequence[Any]] | None = (
            None  # hashes of rows in order, the rows, and the columns
        )

    def find(self, numbers: Sequence[int]) -> list[int]:
        """The rows that have these numbers, in order."""
        self._looks += 1
        if self._np is None:
            return self._found(tuple(numbers))
        if self._looks <= FEW_LOOKS:
            same = self._columns[0] == numbers[0]
            for column, number in zip(self._columns[1:], numbers[1:], strict=True):
                same &= column == number
            rows: list[int] = self._np.flatnonzero(same).tolist()
            return rows
        return self._hashed(numbers)

    def _found(self, numbers: tuple[int, ...]) -> list[int]:
        if not self._rows:
            for row, own in enumerate(zip(*self._columns, strict=True)):
                self._rows.setdefault(own, []).append(row)
        return self._rows.get(numbers, [])

    def _hashed(self, numbers: Sequence[int]) -> list[int]:
        if self._ordered is None:
            hashes = self._hashes(self._columns)
            order = self._np.argsort(hashes, kind="stable").astype(self._np.int32)
            # One number is read from a view of memory in a quarter of the time that numpy takes.
            views = [memoryview(self._np.ascontiguousarray(each)) for each in (hashes[order], order, *self._columns)]
            self._ordered = views[0], views[1], views[2:]
        ordered, rows, columns = self._ordered
        wanted = 0
        for number in numbers:
            wanted = (wanted * _ODD + number) & _WORD
        place, found = bisect_left(ordered, wanted), []
        while place < len(ordered) and ordered[place] == wanted:
            row = rows[place]
            if all(column[row] == number for column, number in zip(columns, numbers, strict=True)):
                found.append(row)
            place += 1
        return found

    def _hashes(self, columns: Sequence[Any]) -> Any:
        hashes = columns[0].astype(self._np.uint64)
        for column in columns[1:]:
            hashes *= self._np.uint64(_ODD)
            hashes += column.astype(self._np.uint64)
        return hashes


_ODD, _WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1


def used(codes: Sequence[int], rows: Sequence[int]) -> Iterable[int]:
    """The codes that some rows have, each once."""
    if isinstance(codes, Repeated):
        return (0,) if len(rows) else ()
    all_rows = len(rows) == len(codes)
    np = numpy_for(len(rows))
    if np is None:
        return set(codes) if all_rows else {codes[row] for row in rows}
    given = _view(np, codes) if all_rows else _view(np, codes)[_view(np, rows)]
    distinct: list[int] = np.flatnonzero(np.bincount(given)).tolist()
    return distinct


def gathered(numbers: Sequence[int], codes: Sequence[int], rows: Sequence[int]) -> array[int]:
    """For each row the number of its code; `numbers` are by code, `codes` by row. Where every row has its own, `numbers` itself."""
    all_rows = len(rows) == len(codes)
    if all_rows and isinstance(codes, range) and isinstance(numbers, array) and numbers.typecode == "i":
        return numbers
    np = numpy_for(len(rows))
    if np is not None:
        if not all_rows:
            return _array(_view(np, numbers)[_view(np, codes)[_view(np, rows)]], "i")
        return _array(_view(np, numbers) if isinstance(codes, range) else _view(np, numbers)[_view(np, codes)], "i")
    if all_rows:
        return array("i", map(numbers.__getitem__, codes))
    return array("i", [numbers[codes[row]] for row in rows])


def distinct(columns: Sequence[array[int]]) -> tuple[array[int], ...] | None:
    """The columns of the distinct rows, in the order in which each came first; None where all rows differ. No number is negative."""
    rows = len(columns[0])
    np = numpy_for(rows)
    if np is None:
        if len(set(zip(*columns, strict=True))) == rows:
            return None
        kept = dict.fromkeys(zip(*columns, strict=True))
        return tuple(array("i", (row[i] for row in kept)) for i in range(len(columns)))
    views = [_view(np, column) for column in columns]
    keys, bits = np.zeros(rows, np.int64), 0
    for column in views:
        more = int(column.max()).bit_length()
        if bits + more > 62:  # rows so far become their numbers, which are as few as the rows
            _, keys = np.unique(keys, return_inverse=True)
            bits = rows.bit_length()
        keys, bits = (keys << more) | column, bits + more
    if not (np.diff(np.sort(keys)) == 0).any():
        return None
    order = np.argsort(keys, kind="stable")
    first = np.sort(np.concatenate([order[:1], order[1:][np.diff(keys[order]) != 0]]))
    return tuple(_array(column[first], "i") for column in views)


def distinct_numbers(numbers: array[int]) -> int:
    """How many different ones there are."""
    np = numpy_for(len(numbers))
    return len(set(numbers)) if np is None else len(np.unique(_view(np, numbers)))


def numbered(columns: Sequence[Sequence[int]]) -> tuple[list[array[int]], array[int] | range]:
    """The columns with each value's number, and the values in order: the place of each is its number."""
    if numpy_for(sum(map(len, columns))) is not None:
        coded, values = dense(columns, only=True)
        return [_array(column, "i") for column in coded], values if isinstance(values, range) else _array(values, "q")
    known = array("q", sorted(set().union(*columns)))
    numbers = dict(zip(known, count(), strict=False))
    return [array("i", map(numbers.__getitem__, column)) for column in columns], known


def dense(columns: Sequence[Any], *, only: bool = False) -> tuple[list[Any], Any]:
    """As `numbered`, in arrays of numpy, which must be there.

    Where the values are of a range that is shorter than the columns, all of the range are numbered, unless `only` what is there may be."""
    import numpy as np

    columns = [_view(np, column) for column in columns]
    filled = [column for column in columns if len(column)]
    total = sum(map(len, filled))
    low = min((int(column.min()) for column in filled), default=0)
    high = max((int(column.max()) for column in filled), default=-1)
    if high - low >= 16 * total + 1024:
        values, which = np.unique(np.concatenate(columns), return_inverse=True)
        ends = np.cumsum([len(column) for column in columns])
        return np.split(which.astype(np.int32), ends[:-1]), values.astype(np.int64, copy=False)
    if high - low < total and not only:
        coded = [(column - low if low else column).astype(np.int32, copy=False) for column in columns]
        return coded, range(low, high + 1)
    there = np.zeros(high - low + 1, np.bool_)
    for column in filled:
        there[column - low] = True
    if there.all():
        return [(column - low).astype(np.int32, copy=False) for column in columns], range(low, high + 1)
    places = np.cumsum(there, dtype=np.int32) - np.int32(1)
    return [places[column - low] for column in columns], np.flatnonzero(there) + low


def line_starts(data: bytes) -> tuple[array[int], array[int]]:
    """Where the lines of a text in UTF-8 begin: in bytes, and in code points. Numpy must be there."""
    import numpy as np

    letters, before = np.frombuffer(data, np.uint8), 0
    begins, offsets = array("i", [0]), array("i", [0])
    plain = data.isascii()
    for at in range(0, len(letters), AT_ONCE):
        part = letters[at : at + AT_ONCE]
        starts = np.flatnonzero(part == 10) + 1
        begins.extend(_array(starts + at, "i"))
        if not plain:  # a byte that goes on with a letter is none
            more = np.flatnonzero((part & 0xC0) == 0x80)
            offsets.extend(_array(starts + (at - before) - np.searchsorted(more, starts), "i"))
            before += len(more)
    return begins, begins if plain else offsets


def quotes_pair(data: bytes, separator: int) -> bool:
    """Whether each quotation mark begins a cell, ends one, or is one of two that stand for one within a cell: no cell is half quoted.

    Numpy must be there."""
    import numpy as np

    letters = np.frombuffer(data, np.uint8)
    parts = [
        np.flatnonzero(letters[at : at + AT_ONCE] == 34) + at for at in range(0, len(letters), AT_ONCE)
    ]  # in parts, which take less memory
    marks = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    if len(marks) % 2:
        return False
    # Those at even places begin a cell or go on after a double one; what goes on after it was ended by the one before.
    opening, closing = marks[::2], marks[1::2]
    doubled = opening[1:] == closing[:-1] + 1
    before = letters[np.maximum(opening - 1, 0)]
    begins = (before == separator) | (before == 10) | (opening == 0)
    begins[1:] |= doubled
    after = letters[np.minimum(closing + 1, len(letters) - 1)]
    ends = (after == separator) | (after == 10) | (after == 13) | (closing == len(letters) - 1)
    ends[:-1] |= doubled
    return bool(begins.all() and ends.all())


def _view(np: Any, numbers: Any) -> Any:
    """Numbers as numpy sees them, where they stand."""
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop, dtype=np.int32)
    return np.array(numbers, np.int64) if isinstance(numbers, list) else np.asarray(numbers)


def _array(numbers: Any, kind: str) -> array[int]:
    made = array(kind)
    made.frombytes(memoryview(numbers.astype({"i": "int32", "q": "int64"}[kind], copy=False)).cast("B"))
    return made
