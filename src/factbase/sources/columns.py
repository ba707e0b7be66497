"""Columns of a page: in, its text, in which those that were drawn row by row stand side by side; out, one below the other, as one reads.

Only columns of prose are taken apart: of a table, each row is read on. What is not surely columns stays as it is, and no quote runs over
the wide blanks in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

__all__ = ["in_reading_order"]

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_ROWS = 3  # of two columns side by side, at least
_WORDS = 3  # in each part of a row of prose
_PROSE = 0.7  # of the rows have so many, at least
_TURNS = 2  # letters by which a column's begin may turn aside: of the size of a font and where a line is set


def in_reading_order(text: str) -> str:
    """The text of a page with the left one of two columns above the right one, wherever they are columns of prose."""
    return "\n".join(line for run in _runs(text.split("\n")) for line in _columns(run))


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines, those together that may be rows of the same columns: from one with a wide gap to the last that begins no further right."""
    run: list[str] = []
    for line in lines:
        parted = len(_GAP.findall(line)) == 1
        if run and not parted and (not line.strip() or len(line) > _begin(run)):
            yield run
            run = []
        if run or parted:
            run.append(line)
        else:
            yield [line]
    if run:
        yield run


def _begin(rows: Sequence[str]) -> int:
    """Where the right column of some rows begins: there where it does most often."""
    return Counter(found.end() for row in rows if (found := _GAP.search(row))).most_common(1)[0][0]


def _columns(rows: list[str]) -> list[str]:
    parts = [(row[: found.start()], row[found.end() :], found.end()) for row in rows if (found := _GAP.search(row))]
    if len(parts) < _ROWS:
        return rows
    begin = _begin(rows)
    aligned = sum(abs(at - begin) <= _TURNS or (at > begin <= len(left) + _TURNS) for left, _, at in parts)
    prose = sum(min(len(left.split()), len(right.split())) >= _WORDS for left, right, _ in parts)
    if aligned < len(parts) or prose < _PROSE * len(parts):
        return rows
    left = [row[: found.start()] if (found := _GAP.search(row)) else row for row in rows]
    return [*left, *(right for _, right, _ in parts)]
