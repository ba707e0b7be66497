"""Files on disk: in, paths as a user names them; out, folders of bases, and files that the user names himself.

Everything is opened relative to the descriptor of the folder it stands in, without following links and without waiting, and looked at by
its own descriptor. Where a system cannot open so, each part of a name is looked at before, which is no guard against who changes it then.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from factbase.files.folder import MAX_BYTES, Directory, File, Folder, Link, MissingFile, UnreadableFile, decoded, shown
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile

__all__ = ["DiskFolder", "as_name", "open_named", "text_named"]

CHUNK = 1 << 16

_QUIET = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _QUIET | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes into would wait for ever
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_RELATIVE = (
    bool(_FOLDER and _NOFOLLOW)
    and {os.open, os.stat, os.readlink} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
)
"""Whether this system opens a name relative to an open folder."""


@dataclass(frozen=True, slots=True)
class DiskFolder(Folder):
    """A folder on disk, as it is when something in it is opened."""

    path: Path

    @property
    def real(self) -> str:
        """Its absolute path on disk as it is now, with every link followed."""
        return as_name(Path(os.path.realpath(self.path)).as_posix())

    def place(self, name: str) -> str:
        """The path as the user named the folder, then the name."""
        return str(self.path / _native(name))

    def target(self, name: str) -> Path:
        """Where a file of a name would stand, whose folders need not exist yet. Raises UnreadableFile where that is outside."""
        parts = name.split("/")[:-1]
        for count in range(len(parts), 0, -1):
            try:
                self.names("/".join(parts[:count]))
            except MissingFile:
                continue
            break
        return self.path / _native(name)

    def above(self) -> DiskFolder | None:
        """The folder around it, named as this one is."""
        if os.path.lexists(self.path / ".git"):
            return None
        parent = self.path.parent if self.path.name not in ("", "..") else self.path / ".."
        return DiskFolder(parent) if os.path.realpath(parent) != os.path.realpath(self.path) else None

    def _top(self) -> Directory:
        try:
            if not _RELATIVE:
                if not self.path.is_dir():
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
                return _DiskDirectory(None, os.fspath(self.path))
            return _DiskDirectory(os.open(self.path, os.O_RDONLY | _QUIET | _FOLDER), os.fspath(self.path))
        except OSError as problem:
            raise UnreadableFile(f"`{shown(self.path)}`: {problem.strerror}") from None

    def _absolute(self, target: str) -> str:
        """The folder's own path, as it is named or as it is, begins what lies in it."""
        return Path(target).as_posix()


def as_name(path: str) -> str:
    """A path of this system as a base has it: names there are UTF-8, whatever the locale holds for the encoding of names."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def _native(name: str) -> str:
    """A name of a base as this system has it; one that no file can have, of halves of characters, as it is."""
    try:
        return os.fsdecode(name.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return name


class _DiskDirectory(Directory):
    __slots__ = ("descriptor", "path")

    def __init__(self, descriptor: int | None, path: str) -> None:
        self.descriptor = descriptor
        self.path = path

    def child(self, name: str, most: int) -> Directory | File | Link:
        relative = self.descriptor is not None
        try:
            name = _native(name)
            where = name if relative else os.path.join(self.path, name)
            if os.path.splitdrive(name)[0]:
                raise FileNotFoundError
            about = os.stat(where, dir_fd=self.descriptor, follow_symlinks=False)
            if stat.S_ISLNK(about.st_mode):
                return Link(as_name(os.readlink(where, dir_fd=self.descriptor)))
            if stat.S_ISDIR(about.st_mode):
                below = os.path.join(self.path, name)
                if not relative:
                    return _DiskDirectory(None, below)
                return _DiskDirectory(
                    os.open(where, os.O_RDONLY | _QUIET | _FOLDER | _NOFOLLOW, dir_fd=self.descriptor), below
                )
            if not stat.S_ISREG(about.st_mode):
                raise UnreadableFile(" is no file")
            return _opened(where, self.descriptor, about, most, _NOFOLLOW)
        except (FileNotFoundError, NotADirectoryError, ValueError):  # a zero byte is in no name
            raise MissingFile from None
        except OSError as problem:
            raise UnreadableFile(f": {problem.strerror or problem}") from None

    def names(self) -> Sequence[tuple[str, bool]]:
        try:
            with os.scandir(self.path if self.descriptor is None else self.descriptor) as entries:
                return [(as_name(entry.name), entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as problem:
            raise UnreadableFile(f": {problem.strerror or problem}") from None

    def close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)


class _DiskFile(File):
    __slots__ = ("_file", "_most")

    def __init__(self, descriptor: int, about: os.stat_result, most: int) -> None:
        super().__init__((about.st_mtime_ns, about.st_size))
        self._file = io.FileIO(descriptor)
        self._most = most

    def content(self) -> bytes:
        pieces: list[bytes] = []
        ahead, left = self.size, self._most + 1  # it may grow while it is read
        try:
            while left and (piece := self._file.read(min(left, ahead or CHUNK))):
                pieces.append(piece)
                ahead, left = max(0, ahead - len(piece)), left - len(piece)
        except OSError as problem:
            raise UnreadableFile(f"`{shown(self.name)}`: {problem.strerror or problem}") from None
        if not left:
            raise UnreadableFile(f"`{shown(self.name)}` has more than {self._most:,} bytes")
        return b"".join(pieces)

    def stream(self) -> BinaryIO:
        return io.BufferedReader(self._file)

    def close(self) -> None:
        self._file.close()


def open_named(path: Path, most: int = MAX_BYTES) -> File:
    """A file that the user names himself, open: where its links lead, he has said. Raises MissingFile and UnreadableFile."""
    try:
        about = os.stat(path)
        file = _opened(path, None, about, most) if stat.S_ISREG(about.st_mode) else None
    except FileNotFoundError:
        broken = "is a link that leads nowhere" if path.is_symlink() else "does not exist"
        raise MissingFile(f"`{shown(path)}` {broken}") from None
    except OSError as problem:
        reason = "is a link that leads back to itself" if problem.errno == errno.ELOOP else None
        raise UnreadableFile(
            f"`{shown(path)}`{f' {reason}' if reason else f': {problem.strerror or problem}'}"
        ) from None
    except (UnreadableFile, ValueError) as problem:  # of the names that no file has
        raise UnreadableFile(
            f"`{shown(path)}`{f': {problem}' if isinstance(problem, ValueError) else problem}"
        ) from None
    if file is None:
        raise UnreadableFile(f"`{shown(path)}` is {'a folder' if stat.S_ISDIR(about.st_mode) else 'no file'}")
    file.name = str(path)
    return file


def text_named(path: Path) -> TextFile:
    """The text of a file that the user names himself. Raises MissingFile and UnreadableFile."""
    with open_named(path) as file:
        return decoded(str(path), file.content())


def _opened(where: str | Path, folder: int | None, before: os.stat_result, most: int, flags: int = 0) -> _DiskFile:
    """A regular file, open. Raises OSError, and UnreadableFile with what follows its name."""
    descriptor = os.open(where, _READ | flags, dir_fd=folder)
    about = os.fstat(descriptor)
    problem = None
    if not stat.S_ISREG(about.st_mode) or not os.path.samestat(before, about):
        problem = " was changed while it was opened"
    elif about.st_size > most:
        problem = f" has {about.st_size:,} bytes, more than {most:,}"
    if problem is not None:
        os.close(descriptor)
        raise UnreadableFile(problem)
    return _DiskFile(descriptor, about, most)
