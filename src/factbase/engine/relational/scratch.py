"""A database's own folder for files: in, where; out, a folder that nobody else may read, which is gone when the database is.

A process that is killed leaves its folder. The next one that makes a folder there takes such away: those of this user and machine that no
living process holds. Who holds one is told by a lock on a file in it, which ends with its process; a number of a process would not do, for
numbers are given again, and are others' in a container.
"""

from __future__ import annotations

import os
import platform
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # no such locks: folders that are left stay
    flock = None  # type: ignore[assignment]

__all__ = ["Scratch"]

_HELD = "held"
_MOST = 1000  # bytes that are read of who holds it


class Scratch:
    """A new folder within another one, by default that of temporary files; its name begins with a prefix, by which leftovers are known."""

    def __init__(self, prefix: str, within: Path | None = None) -> None:
        within = Path(gettempdir()) if within is None else within
        _take_away(prefix, within)
        self.path = Path(mkdtemp(prefix=prefix, dir=within))
        self._lock = _hold(self.path)

    def close(self) -> None:
        """Gives the folder up with all that is in it; what cannot be removed stays."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _hold(folder: Path) -> int | None:
    """The lock on a folder, which appears there when it is held already."""
    if flock is None:
        return None
    new = folder / f"{_HELD}.new"
    lock = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(lock, platform.node().encode())
    with suppress(OSError):  # a file system without locks: this folder stays if the process is killed
        flock(lock, LOCK_EX | LOCK_NB)
        new.rename(folder / _HELD)
    return lock


def _take_away(prefix: str, within: Path) -> None:
    """Removes the folders whose processes have ended."""
    if flock is None:
        return
    with suppress(OSError), os.scandir(within) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.is_dir(follow_symlinks=False):
                with _left(Path(entry.path)) as left:
                    if left:
                        shutil.rmtree(entry.path, ignore_errors=True)


@contextmanager
def _left(folder: Path) -> Iterator[bool]:
    """Whether a folder is this user's, was made on this machine, and is held by nobody; while that is asked, it is held."""
    try:
        about = folder.lstat()
        lock = os.open(folder / _HELD, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        yield False
        return
    try:
        own = about.st_uid == os.geteuid() and os.fstat(lock).st_uid == about.st_uid
        of_here = stat.S_ISREG(os.fstat(lock).st_mode) and os.read(lock, _MOST) == platform.node().encode()
        yield own and of_here and _locks(lock)
    finally:
        os.close(lock)


def _locks(lock: int) -> bool:
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except OSError:  # somebody has it
        return False
    return True
