"""A line on a terminal while something takes long: in, what is being done; out, nothing once it is done."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

__all__ = ["Working"]

PATIENCE = 1.0  # seconds before anything is said


class Working:
    """Says on standard error what is going on, and for how long, from the second second; only on a terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> None:
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
        told = False
        while not self._done.wait(PATIENCE if not told else 0.5):
            told = True
            sys.stderr.write(f"\r\x1b[2K{self.what} … {time.monotonic() - started:.0f} s, Ctrl-C stops it")
            sys.stderr.flush()
        if told:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
