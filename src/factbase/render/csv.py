"""CSV for spreadsheets: in, a result; out, its rows, of which no cell is run, and none can be read as one that lacks its quote."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from factbase.render.rows import columns, rows
from factbase.render.sheet import SheetWriter
from factbase.result.result import Result

__all__ = ["csv_blocks"]

BLOCK = 1_000_000
"""The letters of a block of lines, or a few more."""

_BETWEEN: Mapping[str, str] = {"folds": ", ", "leaves_out": " […] "}
"""What stands between several texts in one cell, where that is no `; `."""


def csv_blocks(result: Result) -> Iterator[str]:
    """A line with the names of the columns, then one for each row, in blocks: a long table is never whole in memory. Nothing of a goal that
    was not asked."""
    if result.is_refused:
        return
    out = io.StringIO()
    writer, names = SheetWriter(out), columns(result)
    writer.writerow(names)
    for row in rows(result):
        cells = [row.get(name) for name in names]
        writer.writerow(
            [_cell(n, each) if isinstance(each, tuple) else each for n, each in zip(names, cells, strict=True)]
        )
        if out.tell() > BLOCK:
            yield out.getvalue().removesuffix("\n")
            out.seek(0)
            out.truncate()
    if out.tell():
        yield out.getvalue().removesuffix("\n")


def _cell(name: str, texts: tuple[str, ...]) -> str | None:
    return _BETWEEN.get(name, "; ").join(texts) or None
