"""What is printed: in, texts that strangers had a hand in; out, the same on standard output and standard error, where nothing in them acts.

Every print passes here: of commands, of a session, of the progress line, of argparse. What a stranger wrote cannot move the cursor, colour
a verdict, or hide and turn words; a control character is shown as its JSON escape, on a terminal and in a file alike.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import TextIOBase, TextIOWrapper
from typing import TextIO

from factbase.ground.controls import as_escape, as_text
from factbase.render.paint import block

__all__ = ["Screen", "Unwritable", "erased", "mark_of", "say", "screens"]

_LACKING = "factbase.lacking"  # the error handler of an encoding that lacks a character


class Unwritable(Exception):
    """Standard output takes nothing any more; the message says why. `left` says that its reader has gone, which is no failure of ours."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(problem.strerror or str(problem))
        self.left = isinstance(problem, BrokenPipeError)


class Screen(TextIOBase):
    """A stream that shows control characters and sends none but ours.

    Ours begin with `mark`, which nobody knows who wrote a file before this process began; they are sent to a terminal, and left out of all
    else. `stream` is None where the descriptor was closed. What cannot be written raises Unwritable where it `must` be, and is dropped
    elsewhere: for what stands on standard error there is no other place.
    """

    def __init__(self, stream: TextIO | None, mark: str, *, must: bool) -> None:
        self.stream = stream
        self.mark = mark
        self.must = must
        self._own = re.compile(rf"{re.escape(mark)}([0-9;]*[A-Za-z])")
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_LACKING)

    def drawn(self, text: str) -> str:
        """What is sent for a text."""
        if self.mark not in text:
            return as_text(text)
        parts, lead = self._own.split(text), "\x1b[" if self.isatty() else None
        return "".join(as_text(part) if i % 2 == 0 else f"{lead}{part}" if lead else "" for i, part in enumerate(parts))

    def write(self, text: str) -> int:
        """The length of the text as it was given, sent as `drawn` or dropped. Raises Unwritable where it must be written."""
        try:
            self._open().write(self.drawn(text))
        except OSError as problem:
            self._refused(problem)
        return len(text)

    def send(self, data: bytes) -> None:
        """Sends bytes as they are, which are no text. Raises Unwritable where they must be written."""
        try:
            stream = self._open()
            stream.flush()
            stream.buffer.write(data)
        except OSError as problem:
            self._refused(problem)

    def flush(self) -> None:
        """Sends what the stream beneath still holds. Raises Unwritable where it must be written."""
        try:
            if self.stream is not None:
                self.stream.flush()
        except OSError as problem:
            self._refused(problem)

    def close(self) -> None:
        """The stream is not ours to close."""

    def isatty(self) -> bool:
        """Whether the stream beneath is a terminal; a closed one is none."""
        return self.stream is not None and self.stream.isatty()

    def writable(self) -> bool:
        """Always true: a stream that takes nothing shows in `write`."""
        return True

    def fileno(self) -> int:
        """The descriptor of the stream beneath. Raises OSError where that was closed."""
        return self._open().fileno()

    def _open(self) -> TextIO:
        if self.stream is None:
            raise OSError(errno.EBADF, "it is closed")
        return self.stream

    def _refused(self, problem: OSError) -> None:
        with suppress(OSError):  # what is still kept for it must not complain when the process ends
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
        if self.must:
            raise Unwritable(problem) from None


@contextmanager
def screens() -> Iterator[None]:
    """Puts a screen in the place of standard output, and of standard error."""
    # A closed one would be the number of the next file that is opened, a base's or a cache's, which would get what is printed.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_LACKING, _escapes)
    mark = f"\x1b{os.urandom(16).hex()}:"
    with redirect_stdout(Screen(sys.stdout, mark, must=True)), redirect_stderr(Screen(sys.stderr, mark, must=False)):
        yield


def _escapes(problem: UnicodeError) -> tuple[str, int]:
    """What is written for characters that an encoding lacks: in JSON still the same text, unlike Python's `\\xe9`."""
    assert isinstance(problem, UnicodeEncodeError)
    return "".join(map(as_escape, problem.object[problem.start : problem.end])), problem.end


def say(line: str, stream: TextIO | None = None) -> None:
    """Prints a line, on standard output where no stream is given. It stays one, whatever names stand in it."""
    print(block([line]), file=stream, flush=stream is sys.stderr)


def mark_of(stream: TextIO) -> str:
    """What leads the controls that are ours on a stream; empty where it takes none."""
    mark: str = getattr(stream, "mark", "")
    return mark


def erased(stream: TextIO) -> str:
    """What takes away the line of a terminal that the cursor stands in."""
    mark = mark_of(stream)
    return f"{mark}G{mark}2K" if mark else ""
