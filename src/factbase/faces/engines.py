"""The engine of a command or a session: in, a name; out, an engine that tells how far it is, and what each solve came to."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from factbase.engine.choose import ENGINES, Setting, engine_named
from factbase.engine.meter import Meter, Solved
from factbase.faces.patience import Patience
from factbase.faces.progress import Tally
from factbase.faces.screen import erased, say

__all__ = ["Engines", "engine_option", "stats_option"]


COMPILING = 100.0  # seconds that an engine may take to be made ready
MOST_THREADS = 8  # each goes through all that a rule begins with, so many would wait for memory


class Engines:
    """The engine in use, a `Meter` around one of `ENGINES`. Raises NotInstalled, and then keeps the one it has.

    `cache` is the folder in whose `kernels` compiled kernels are kept; None for nowhere."""

    def __init__(self, name: str, cache: Path | None, patience: Patience) -> None:
        self.tally = Tally()
        self.patience = patience
        self.setting = Setting(
            cache / "kernels" if cache is not None else None,
            self.tally.tell,
            self._notice,
            time.perf_counter,
            min(MOST_THREADS, _processors()),
        )
        self.engine = self._made(name)

    def use(self, name: str) -> None:
        self.engine = self._made(name)

    def taken(self) -> Sequence[Solved]:
        """What was solved since this was last asked."""
        solved, self.engine.solved = self.engine.solved, []
        return solved

    def _made(self, name: str) -> Meter:
        return Meter(engine_named(name, self.setting), self.setting.clock)

    def _notice(self, text: str) -> None:
        """A line of its own, also where the line of `Working` stands. What an engine tells of, it does once."""
        self.patience.more(COMPILING)
        say(f"{erased(sys.stderr)}factbase: {text}", sys.stderr)


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine_option(parser: argparse.ArgumentParser) -> None:
    """The option of all commands that solve; given before the command, it is kept where it is not given again."""
    text = "what solves; default: auto, by the work that it is"
    parser.add_argument("--engine", choices=ENGINES, default=argparse.SUPPRESS, help=text)


def stats_option(parser: argparse.ArgumentParser) -> None:
    """The option of the commands that answer."""
    text = "say on standard error which engine solved, in how many rounds and rows, and what each rule took"
    parser.add_argument("--stats", action="store_true", help=text)
