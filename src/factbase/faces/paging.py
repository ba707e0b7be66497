"""A pager: in, what is printed while it lasts; out, the same in `$PAGER`, or `less`, where standard output is a terminal, else as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import TextIOWrapper

from factbase.faces.screen import Screen, Unwritable, mark_of

__all__ = ["paged"]

LESS = "FRX"  # as git has it: ends where all fits on a screen, shows colours, and leaves what it showed
NO_PAGER = ("", "cat")


@contextmanager
def paged(wanted: bool) -> Iterator[None]:
    """While it lasts, what is printed goes to the pager, where one is wanted and there is a terminal; at its end the user is done reading.

    That he leaves before he has seen all is no failure."""
    command = os.environ.get("PAGER", "less")
    if not wanted or command in NO_PAGER or not sys.stdout.isatty():
        yield
        return
    import subprocess  # late: most output is no pager's
    from shutil import which

    if "PAGER" not in os.environ and not which("less"):
        yield
        return
    sys.stdout.flush()
    environment = {"LESS": LESS, **os.environ}
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    assert process.stdin is not None
    try:
        stream = _ToPager(TextIOWrapper(process.stdin, encoding="utf-8"), mark_of(sys.stdout), must=True)
        with suppress(Unwritable), redirect_stdout(stream):
            yield
            stream.flush()
    finally:
        with suppress(OSError, ValueError):
            process.stdin.close()
        while True:
            try:
                process.wait()
                break
            except KeyboardInterrupt:  # the pager has it too, and goes on
                continue


class _ToPager(Screen):
    """A pager's input, which ends on a terminal."""

    def isatty(self) -> bool:
        """Always: what the pager gets, it shows there."""
        return True
