"""Where something stands in a text: in, a file's text; out, spans with line and column.

Offsets count code points from 0; lines and columns count from 1. Lines end at a line feed only, as editors and `git` count them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Span", "TextFile"]


class TextFile:
    """A text and the path it is shown under; equal to itself only."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    def line_at(self, offset: int) -> int:
        """The line, from 1, in which `offset` stands."""
        return bisect_right(self._line_starts(), offset)

    def column_at(self, offset: int) -> int:
        """The column, from 1, of `offset` in its line."""
        return offset - self._line_starts()[self.line_at(offset) - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its end."""
        starts = self._line_starts()
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts = starts
        return self._starts


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file: offsets `start` (inclusive) to `end` (exclusive)."""

    file: TextFile
    start: int
    end: int

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def line(self) -> int:
        return self.file.line_at(self.start)

    @property
    def column(self) -> int:
        return self.file.column_at(self.start)

    @property
    def place(self) -> str:
        """`path:line`, as answers and proofs print it."""
        return f"{self.path}:{self.line}"

    @property
    def text(self) -> str:
        return self.file.text[self.start : self.end]
