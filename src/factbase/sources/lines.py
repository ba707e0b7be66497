"""A long text as its bytes: in, the bytes of a file in UTF-8; out, a TextFile like any other, whose lines are made when they are shown."""

from __future__ import annotations

from array import array

from factbase.ground.span import TextFile
from factbase.program.bulk import line_starts

__all__ = ["LazyText"]


class LazyText(TextFile):
    """A text that is decoded as a whole only where somebody asks for it as a whole."""

    __slots__ = ("_begins", "_data", "_offsets")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.first_line = 1
        self._starts = None
        self._data = data
        self._begins: array[int] | None = None  # of the lines, in bytes
        self._offsets: array[int] | None = None  # and in code points

    def __getattr__(self, name: str) -> str:
        # Called for what is not there, as the text is until it is asked for.
        if name != "text":
            raise AttributeError(name)
        self.text = self._data.decode()
        return self.text

    def start_of(self, number: int) -> int:
        """The offset at which a line begins."""
        return self._lines()[1][number - 1]

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        begins, _ = self._lines()
        end = begins[number] - 1 if number < len(begins) else len(self._data)
        return self._data[begins[number - 1] : end].decode().rstrip("\r")

    def _line_starts(self) -> array[int]:  # type: ignore[override]  # it is looked into, and no more
        return self._lines()[1]

    def _lines(self) -> tuple[array[int], array[int]]:
        if self._begins is None or self._offsets is None:
            self._begins, self._offsets = line_starts(self._data)
        return self._begins, self._offsets
