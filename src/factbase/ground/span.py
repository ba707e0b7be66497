"""Where something stands in a text: in, a file's text; out, spans with line and column.

Offsets count code points from 0; lines and columns count from 1. Lines end at a line feed only, as editors and `git` count them.
"""

from __future__ import annotations

from bisect import bisect_right

from factbase.ground.dataclass import dataclass

__all__ = ["Span", "TextFile"]


class TextFile:
    """A text and the path it is shown under; equal to itself only. `first_line` numbers its first line, of a part of a file."""

    __slots__ = ("_starts", "first_line", "path", "text")

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self._starts: list[int] | None = None

    def line_at(self, offset: int) -> int:
        """The line in which `offset` stands."""
        return bisect_right(self._line_starts(), offset) + self.first_line - 1

    def column_at(self, offset: int) -> int:
        """The column, from 1, of `offset` in its line."""
        return offset - self.start_of(self.line_at(offset)) + 1

    def start_of(self, number: int) -> int:
        """The offset at which a line begins."""
        return self._line_starts()[number - self.first_line]

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        starts, at = self._line_starts(), number - self.first_line
        end = starts[at + 1] - 1 if at + 1 < len(starts) else len(self.text)
        return self.text[starts[at] : end].rstrip("\r")

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
        """The path of the file."""
        return self.file.path

    @property
    def line(self) -> int:
        """The line in which it begins, from 1."""
        return self.file.line_at(self.start)

    @property
    def column(self) -> int:
        """The column of its first code point, from 1."""
        return self.file.column_at(self.start)

    @property
    def place(self) -> str:
        """`path:line`, as answers and proofs print it."""
        return f"{self.path}:{self.line}"

    @property
    def text(self) -> str:
        """The code points from `start` to `end`."""
        return self.file.text[self.start : self.end]
