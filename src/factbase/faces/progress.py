"""A line on a terminal while something takes long: in, what is being done and how far it is; out, nothing once it is done."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import TracebackType

from factbase.faces.screen import erased

__all__ = ["Tally", "Working", "told"]

PATIENCE = 1.0  # seconds before anything is said


class Tally:
    """How far an engine is: the rounds and the rows that it told of last."""

    def __init__(self) -> None:
        self.rounds = 0
        self.rows = 0

    def tell(self, rounds: int, rows: int) -> None:
        """Takes the rounds and rows so far in the place of those that were told before."""
        self.rounds, self.rows = rounds, rows

    def __str__(self) -> str:
        return f", {self.rounds:,} rounds, {self.rows:,} rows" if self.rounds else ""


def told(what: str, seconds: float, tally: Tally, columns: int) -> str:
    """What is going on, on one line of a terminal: of two, only the last could be taken away again."""
    since = f"{what} … {seconds:.0f} s"
    ways = (f"{since}{tally}, Ctrl-C stops it", f"{since}, Ctrl-C stops it", since)
    return next((each for each in ways if len(each) < columns), since[: max(0, columns - 1)])


def _columns() -> int:
    """Those of the terminal that standard error is."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


class Working:
    """Says on standard error what is going on, for how long, and how far it is, from the second second; only on a terminal."""

    def __init__(self, what: str, tally: Tally | None = None) -> None:
        self.what = what
        self.tally = tally or Tally()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> None:
        self.tally.tell(0, 0)
        if sys.stderr.isatty():
            self._thread = threading.Thread(target=self._tell, daemon=True)
            self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _tell(self) -> None:
        started = time.monotonic()
        is_shown = False
        while not self._done.wait(PATIENCE if not is_shown else 0.5):
            is_shown = True
            said = told(self.what, time.monotonic() - started, self.tally, _columns())
            sys.stderr.write(f"{erased(sys.stderr)}{said}")
            sys.stderr.flush()
        if is_shown:
            sys.stderr.write(erased(sys.stderr))
            sys.stderr.flush()
