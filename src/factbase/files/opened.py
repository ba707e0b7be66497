"""Folders of a base that are written into: in, their names; out, each open, so that no link is followed, whoever puts one there.

Where a system has no descriptors of folders, paths stand for them.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from factbase.ground.dataclass import dataclass

__all__ = ["DIRECTORY", "NOFOLLOW", "Opened", "opened"]

DIRECTORY = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_LINK = "is a link, and no file is written through one"
_BY_DESCRIPTOR = os.link in os.supports_dir_fd


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder, open, and its path."""

    descriptor: int | None
    path: Path

    def name(self, name: str) -> str:
        """What a function that takes the descriptor calls a file in it."""
        return name if self.descriptor is not None else str(self.path / name)

    def held(self, name: str, most: int | None = None) -> bytes | None:
        """The bytes of a file in it, None where there is none. Raises OSError for a link, and for what is no file."""
        try:
            file = os.open(self.name(name), os.O_RDONLY | NOFOLLOW, dir_fd=self.descriptor)
        except FileNotFoundError:
            return None
        except OSError as problem:
            why = _LINK if problem.errno == errno.ELOOP else problem.strerror
            raise type(problem)(problem.errno, why, str(self.path / name)) from None
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode) or (most is not None and about.st_size > most):
            os.close(file)
            raise OSError(errno.EINVAL, "is not a file that can be read", str(self.path / name))
        with open(file, "rb") as stream:
            return stream.read()

    def sync(self) -> None:
        """Has its names on the disk when it returns."""
        if self.descriptor is not None:
            os.fsync(self.descriptor)


@contextmanager
def opened(folder: Path, parts: Sequence[str] = (), *, make: bool = False) -> Iterator[Opened]:
    """A folder, or one below it. Raises OSError where one of the parts is a link, or is no folder."""
    path = folder.joinpath(*parts)
    if not _BY_DESCRIPTOR:
        if make:
            path.mkdir(parents=True, exist_ok=True)
        yield Opened(None, path)
        return
    held = os.open(folder, os.O_RDONLY | DIRECTORY)
    try:
        for part in parts:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=held)
            try:
                inner = os.open(part, os.O_RDONLY | DIRECTORY | NOFOLLOW, dir_fd=held)
            except OSError as problem:
                raise type(problem)(problem.errno, problem.strerror, str(path)) from None
            os.close(held)
            held = inner
        yield Opened(held, path)
    finally:
        os.close(held)
