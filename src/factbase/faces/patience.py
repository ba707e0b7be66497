"""How long a question may take: in, what it is asked of; out, `Spent`, raised in one that takes more time of the processor.

The engines' bounds know what is wrong with a rule and say so. This one is for what none of them knows: whatever a stranger has written, a
question ends by itself in a time that his text has a share in, unless the user gives it more.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factbase.requests.loading import size

__all__ = ["COMPILING", "Patience", "Spent", "is_bounded", "left_out", "seconds_of"]

SECONDS = 4.0  # for any question
PER_BYTE = 20.0 / 1_000_000  # seconds more, for what is in the files of its base: to read it may take half of that
ANOTHER = 0.5  # seconds for each expectation or named query, where a command asks them all
MOST = 1e8  # three years: what a timer of the system can be set to
COMPILING = 100.0  # seconds that an engine may take to be made ready
AGAIN = 0.01  # seconds after which what was lost is raised once more


class Spent(KeyboardInterrupt):
    """A question took longer than it may: it is stopped as by Ctrl-C, wherever it is."""


def seconds_of(seconds: float) -> float:
    """A number of seconds that a question may be given. Raises ValueError."""
    if not 0 < seconds <= MOST:
        raise ValueError("write a number of seconds that is more than 0")
    return seconds


def is_bounded() -> bool:
    """Whether a limit stops anything here: the system has such a clock, and what it interrupts is the main thread alone."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


class Patience:
    """`seconds` is what the user gives each question, None for what suits the size of the files at these paths; `option` is how he writes
    that."""

    def __init__(self, seconds: float | None, paths: Iterable[Path], option: str = "--seconds ") -> None:
        self.given = seconds is not None
        self._option = option
        self.seconds = SECONDS + PER_BYTE * size(paths) if seconds is None else seconds
        self._allowed = self.seconds  # to what runs now

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Raises Spent in what is done within, once it has taken too long. Where the system has no such clock, nothing does."""
        if not is_bounded():
            yield
            return
        self._allowed = self.seconds
        lost = sys.unraisablehook
        sys.unraisablehook = lambda raised: _again() if isinstance(raised.exc_value, Spent) else lost(raised)
        handler = signal.signal(signal.SIGPROF, self._stop)
        outer, every = signal.setitimer(signal.ITIMER_PROF, self.seconds)
        try:
            yield
        finally:
            left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, handler)
            sys.unraisablehook = lost
            if outer:
                signal.setitimer(signal.ITIMER_PROF, max(outer - (self._allowed - left), 0.001), every)

    def ask(self, questions: int) -> None:
        """Gives what runs now its time for so many questions of the base itself, where the user has not said what it may take."""
        if not self.given:
            self._allowed += ANOTHER * questions
            left_out(ANOTHER * questions)

    def _stop(self, number: int, frame: object) -> None:
        raise Spent(
            f"this took more than {round(self._allowed, 1):g} s of the processor's time; ask for less,"
            f" or give it more: {self._option}{10 * max(1, round(self._allowed))}"
        )


def left_out(seconds: float) -> None:
    """Leaves so much out of account: what is about to be done is done once for all questions."""
    running = hasattr(signal, "setitimer") and getattr(signal.getsignal(signal.SIGPROF), "__func__", None)
    if running is Patience._stop:  # another clock is not ours to set
        signal.setitimer(signal.ITIMER_PROF, signal.getitimer(signal.ITIMER_PROF)[0] + seconds)


def _again() -> None:
    """What is raised by chance where Python takes an object away is lost, in the middle of an import above all: it is raised once more."""
    signal.setitimer(signal.ITIMER_PROF, AGAIN)
