"""How long a question may take: in, what it is asked of; out, `Spent`, raised in one that takes more time of the processor.

The engines' bounds know what is wrong with a rule and say so. This one is for what none of them knows: whatever a stranger has written, a
question ends by itself in a time that his text has a share in, unless the user gives it more.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factbase.requests.loading import size

__all__ = ["Patience", "Spent"]

SECONDS = 4.0  # for any question
PER_BYTE = 20.0 / 1_000_000  # seconds more, for what is in the files of its base: to read it may take half of that
ANOTHER = 0.5  # seconds for each expectation or named query, where a command asks them all


class Spent(KeyboardInterrupt):
    """A question took longer than it may: it is stopped as by Ctrl-C, wherever it is."""


class Patience:
    """`seconds` is what the user gives each question, None for what suits the size of the files at these paths."""

    def __init__(self, seconds: float | None, paths: Iterable[Path]) -> None:
        self.given = seconds is not None
        self.seconds = SECONDS + PER_BYTE * size(paths) if seconds is None else seconds
        self._allowed = self.seconds  # to what runs now

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Raises Spent in what is done within, once it has taken too long. Where the system has no such clock, nothing does."""
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            yield
            return
        self._allowed = self.seconds
        handler = signal.signal(signal.SIGPROF, self._stop)
        outer, _ = signal.setitimer(signal.ITIMER_PROF, self.seconds)
        try:
            yield
        finally:
            left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, handler)
            if outer:
                signal.setitimer(signal.ITIMER_PROF, max(outer - (self._allowed - left), 0.001))

    def ask(self, questions: int) -> None:
        """Gives what runs now its time for so many questions of the base itself, where the user has not said what it may take."""
        if not self.given:
            self._allowed += ANOTHER * questions
            self.more(ANOTHER * questions)

    def more(self, seconds: float) -> None:
        """Leaves so much out of account: what is about to be done is done once for all questions."""
        if hasattr(signal, "setitimer") and (left := signal.getitimer(signal.ITIMER_PROF)[0]):
            signal.setitimer(signal.ITIMER_PROF, left + seconds)

    def _stop(self, number: int, frame: object) -> None:
        raise Spent(
            f"this took more than {round(self._allowed, 1):g} s of the processor's time; ask for less,"
            f" or give it more: --seconds {10 * max(1, round(self._allowed))}"
        )
