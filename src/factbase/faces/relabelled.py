"""A stream whose places are written otherwise: in, what is printed; out, the same on another stream, each text changed by a function."""

from __future__ import annotations

from collections.abc import Callable
from io import TextIOBase
from typing import TextIO

from factbase.faces.screen import mark_of

__all__ = ["Relabelled"]


class Relabelled(TextIOBase):
    """Writes to a stream what a function makes of each text."""

    def __init__(self, stream: TextIO, change: Callable[[str], str]) -> None:
        self.stream = stream
        self.change = change
        self.mark = mark_of(stream)

    def write(self, text: str) -> int:
        self.stream.write(self.change(text))
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()
