"""Rows for a spreadsheet: in, cells that strangers wrote; out, CSV (RFC 4180) of which no cell is run, and a row is a line.

A spreadsheet runs a cell that begins with certain signs, quoted or not. Such a cell gets an apostrophe before it, which shows it as text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TextIO

from factbase.ground.controls import as_line

__all__ = ["Cell", "SheetWriter", "harmless"]

Cell = str | int | None

# OWASP's list, and its signs of full width, which some keyboards and spreadsheets hold for the same. A lone apostrophe at the start would
# be read as ours, and is doubled.
_RUN = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


class SheetWriter:
    """Writes rows to a stream. Texts are quoted, so that a reader who takes another sign to part cells parts none of them."""

    def __init__(self, out: TextIO) -> None:
        self._writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)

    def writerow(self, cells: Iterable[Cell]) -> None:
        """Writes one line, each text in it harmless to a spreadsheet."""
        self._writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])

    def writerows(self, rows: Iterable[Iterable[Cell]]) -> None:
        """Writes a line for each of some rows."""
        for row in rows:
            self.writerow(row)


@lru_cache(maxsize=10_000)  # places and what is said of an answer stand in many rows
def harmless(text: str) -> str:
    """A cell as it may stand in a sheet; a plain number stays one. What acts on a terminal is an escape, a line feed too."""
    return as_line(text if not _RUN.match(text) or _NUMBER.fullmatch(text) else f"'{text}")
