"""Keys at a page of an answer: in, what is pressed at a terminal; out, each key at once, or the text that was typed in its place.

Promised: nothing that is typed is lost: what no key of the page takes is given back, or is left to who reads next.
"""

from __future__ import annotations

import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager

try:
    import termios
    import tty
except ImportError:  # Windows has none
    termios = None  # type: ignore[assignment]

__all__ = ["Keys"]

ON, ALL, NO_MORE = "", "a", "q"
_KEYS = {"\r": ON, "\n": ON, " ": ON, "a": ALL, "A": ALL, "q": NO_MORE, "Q": NO_MORE, "\x04": NO_MORE}
_AT_ONCE = 4096  # bytes that a paste may bring in one read


class Keys:
    """The keys of the pages of one answer. `ahead` is what was typed after the last of them, as far as it was read."""

    def __init__(self) -> None:
        self.ahead = ""

    def after(self, prompt: str) -> str | None:
        """What is pressed after a prompt: `q`, `a`, or nothing to go on; else a text that is to be gone on with. None where keys cannot be
        read one by one. Raises KeyboardInterrupt."""
        if termios is None or not sys.stdin.isatty():
            return None
        shown = ""
        try:
            with _one_by_one(sys.stdin.fileno()) as descriptor:
                # Only now: a key that is pressed before would wait for the end of its line.
                print(prompt, end="", flush=True)
                shown = typed = self._key(descriptor)
        finally:
            print(shown if shown in (ALL, NO_MORE) else "")
        return typed

    def _key(self, descriptor: int) -> str:
        while True:
            typed, self.ahead = self.ahead or _typed(descriptor), ""
            if typed.startswith("\x1b"):  # an arrow or the like, which is no key of a page
                continue
            key, rest = _KEYS.get(typed[:1]), typed[1:]
            if key is None or (rest[:1].isprintable() and rest[:1] and key != ON):  # a word that begins like a key
                if (typed.strip() and typed.strip().isprintable()) or "\n" in typed:
                    return typed.rstrip("\r\n")
                continue
            self.ahead = rest
            return key


def _typed(descriptor: int) -> str:
    """What was typed up to now, at least a whole character; Ctrl-D where the terminal has gone."""
    decoder = getincrementaldecoder("utf-8")("replace")
    text = ""
    while not text or select.select([descriptor], [], [], 0)[0]:
        new = os.read(descriptor, _AT_ONCE)
        if not new:
            return text or "\x04"
        text += decoder.decode(new)
    return text


@contextmanager
def _one_by_one(descriptor: int) -> Iterator[int]:
    """Keys are given as they are pressed, and not shown; Ctrl-C interrupts as ever."""
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSANOW)
    try:
        yield descriptor
    finally:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)
