"""CSV for spreadsheets: in, a result; out, its rows, of which no cell is run, and none can be read as one that lacks its quote."""

from __future__ import annotations

import io
from collections.abc import Mapping

from factbase.render.rows import Cell, columns, rows
from factbase.render.sheet import SheetWriter
from factbase.result.result import Result

__all__ = ["result_csv"]

_BETWEEN: Mapping[str, str] = {"folds": ", ", "leaves_out": " […] "}
"""What stands between several texts in one cell, where that is no `; `."""


def result_csv(result: Result) -> str:
    """A line with the names of the columns, then one for each row; nothing of a goal that was not asked."""
    if result.is_refused:
        return ""
    out = io.StringIO()
    writer, names = SheetWriter(out), columns(result)
    writer.writerow(names)
    writer.writerows([_cell(name, row.get(name)) for name in names] for row in rows(result))
    return out.getvalue()


def _cell(name: str, cell: Cell) -> str | int | None:
    return (_BETWEEN.get(name, "; ").join(cell) or None) if isinstance(cell, tuple) else cell
