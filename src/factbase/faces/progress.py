"""A line on a terminal while something takes long: in, what is being done and how far it is; out, nothing once it is done."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

from factbase.faces.screen import erased

__all__ = ["Tally", "Working"]

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
            far = f"{time.monotonic() - started:.0f} s{self.tally}"
            sys.stderr.write(f"{erased(sys.stderr)}{self.what} … {far}, Ctrl-C stops it")
            sys.stderr.flush()
        if is_shown:
            sys.stderr.write(erased(sys.stderr))
            sys.stderr.flush()
