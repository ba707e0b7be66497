"""A person at a terminal: in, keys; out, what `factbase` shows at a pseudo-terminal of its own until a text comes, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checkout import ROOT

__all__ = ["CTRL_C", "CTRL_D", "ENTER", "PROMPT", "TAB", "UP", "Start", "Terminal", "terminals"]

_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78cDEHM])")
PROMPT = "\n>"
CTRL_C, CTRL_D, ENTER, TAB, UP = "\x03", "\x04", "\r", "\t", "\x1b[A"


class Terminal:
    """`factbase` at a terminal of its own; `wait` gives what was shown until a text came."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        rows: int = 40,
        columns: int = 120,
        env: dict[str, str] | None = None,
        answers: bool = False,  # where the cursor is, which is asked before anything is drawn at the bottom
    ) -> None:
        self.answers = answers
        environment = {
            **os.environ,
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "" if answers else "1",
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            **(env or {}),
        }
        environment = {
            name: value
            for name, value in environment.items()
            if name not in {"LINES", "COLUMNS", "NO_COLOR"} - {*(env or {})}
        }
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-m", "factbase", *arguments], environment)
        self.resize(rows, columns)
        self.raw = b""
        self.told = 0
        self.status: int | None = None

    @property
    def shown(self) -> str:
        return _ESCAPE.sub("", self.raw.decode("utf-8", "replace")).replace("\r", "")

    def send(self, *keys: str) -> None:
        for key in keys:
            os.write(self.file, key.encode())

    def resize(self, rows: int, columns: int) -> None:
        """Makes the terminal another size, which its process is told by the system."""
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, text: str, seconds: float = 20) -> str:
        """Reads until a text is shown after what was waited for before."""
        until = time.monotonic() + seconds
        while text not in self.shown[self.told :]:
            left = until - time.monotonic()
            assert left > 0, f"{text!r} did not come:\n{self.shown[self.told :]}"
            self._read(left)
        new = self.shown[self.told :]
        end = new.index(text) + len(text)
        self.told += end
        return new[:end]

    def end(self, seconds: float = 20) -> int:
        """The exit code, once the process has ended by itself."""
        until = time.monotonic() + seconds
        while self.status is None:
            assert time.monotonic() < until, self.shown[-2000:]
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        assert "Traceback" not in self.shown, self.shown
        return self.status

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.file)

    def _read(self, seconds: float) -> None:
        if select.select([self.file], [], [], seconds)[0]:
            try:
                new = os.read(self.file, 65536)
                self.raw += new
                if self.answers and b"\x1b[6n" in new:
                    os.write(self.file, b"\x1b[1;1R")
            except OSError:  # the other end is closed
                time.sleep(0.01)


Start = Callable[..., Terminal]


@contextmanager
def terminals(home: Path) -> Iterator[Start]:
    """What starts a session at a terminal, and waits for its prompt; state and configuration are in `home`."""
    started: list[Terminal] = []

    def start(*arguments: str, until: str = "`:help` for help", **options: object) -> Terminal:
        chosen = arguments or ("--base", "tests/base", "--at", "2003-01-01")
        opened = Terminal(*chosen, home=home, **options)  # type: ignore[arg-type]
        started.append(opened)
        opened.wait(until)
        opened.wait(PROMPT)
        return opened

    try:
        yield start
    finally:
        for opened in started:
            opened.close()
