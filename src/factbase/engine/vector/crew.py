"""A crew: in, tasks that do not wait for one another; out, all of them done, by this thread and others.

Kernels give up the interpreter's lock, and so does what copies arrays: such tasks run at the same time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from threading import Thread, get_ident

__all__ = ["Crew"]

GLANCE = 0.1  # seconds between two looks at the keyboard while only others work


class Stopped(Exception):
    """Another task failed, so this one need not go on."""


class Crew:
    """So many threads, the one that makes the crew among them. `pause` is called in that one only, and what it raises ends the run."""

    def __init__(self, threads: int, pause: Callable[[], None]) -> None:
        self.threads = threads
        self._pause = pause
        self._owner = get_ident()
        self._failures: list[BaseException] = []

    def pause(self) -> None:
        """What tasks call several times a second. Raises in each when one has failed."""
        if self._failures:
            raise Stopped
        if get_ident() == self._owner:
            self._pause()

    def run(self, tasks: Iterable[Callable[[], None]]) -> None:
        """Runs all tasks. What the first to fail raised is raised here, when none runs any more."""
        waiting = deque(tasks)
        failures = self._failures = []

        def work() -> None:
            while not failures:
                try:
                    task = waiting.popleft()
                except IndexError:
                    return
                try:
                    task()
                except BaseException as problem:  # of any thread: it is raised below
                    failures.append(problem)

        others = [Thread(target=work, daemon=True) for _ in range(min(self.threads, len(waiting)) - 1)]
        try:
            for thread in others:
                thread.start()
            work()
            while (at_work := [thread for thread in others if thread.is_alive()]) and not failures:
                at_work[0].join(GLANCE)
                self.pause()
        except BaseException as problem:  # an interrupt, wherever it came
            failures.append(problem)
        for thread in others:
            if thread.ident is not None:
                thread.join()
        self._failures = []
        if failures:
            raise failures[0]
