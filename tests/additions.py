"""Files that could be added to the small base, what shows that nothing else was changed, and what kills a command while it writes."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from checkout import ROOT

__all__ = ["AT", "MORE", "WRITES", "killed_at", "tree"]

AT = ("--at", "2004-06-01")
MORE = ROOT / "tests" / "more"
WRITES = ("open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir")


def tree(folder: Path) -> dict[str, str]:
    """Every path under a folder, with the hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


def killed_at(number: int, write: Callable[[], None]) -> bool:
    """Runs something in a process that is killed at its n-th touch of the file system; whether it was."""
    child = os.fork()
    if child == 0:
        left = number

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in WRITES:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            write()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
