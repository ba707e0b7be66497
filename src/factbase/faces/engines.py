"""The engine of a command or a session: in, a name; out, an engine that tells how far it is, on a terminal and in its own time."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from factbase.faces.caching import KERNELS
from factbase.faces.patience import COMPILING, Patience, left_out
from factbase.faces.progress import Tally
from factbase.faces.screen import erased, say
from factbase.requests.engines import EngineChoice, EngineSetting, Resources

__all__ = ["Engines", "processors"]

MOST_THREADS = 8  # each goes through all that a rule begins with, so many would wait for memory


class Engines(EngineChoice):
    """The engine in use, with how far it is, and how long a question may take.

    `cache` is the folder in whose `kernels` compiled kernels are kept; None for nowhere."""

    def __init__(self, name: str, cache: Path | None, patience: Patience, resources: Resources | None = None) -> None:
        self.tally = Tally()
        self.patience = patience
        kernels = cache / KERNELS if cache is not None else None
        threads = min(MOST_THREADS, processors())
        setting = EngineSetting(
            kernels, self.tally.tell, self._notice, time.perf_counter, threads, resources or Resources()
        )
        super().__init__(name, setting)

    def _notice(self, text: str) -> None:
        """A line of its own, also where the line of `Working` stands. What an engine tells of, it does once."""
        left_out(COMPILING)
        say(f"{erased(sys.stderr)}factbase: {text}", sys.stderr)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
