"""Files kept between runs: in, a folder and a name; out, the bytes that this user kept there under that name, and no others.

What is opened is judged, not its name: only a regular file of the user's own, that nobody else can write, in a folder of which the same is
true. A pipe, a device, a link or what is too long is as if it were not there. A digest over name and content tells a file that was cut
short, or that stands under another name; it is no seal, for who can write as the user can write that too.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

__all__ = ["distrusted", "keep", "keeps", "kept", "make_room"]

# Not waiting for who writes to a pipe, and not by a link; both are zero where a system has no such thing.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def kept(folder: Path, name: str, most: int) -> bytes | None:
    """What was kept under a name, at most so many bytes; None where nothing is that can be trusted."""
    try:
        if not _own(os.stat(folder)):
            return None
        with open(os.open(folder / name, _READ), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or not _own(about) or about.st_size > most + _HEAD:
                return None
            digest, _, content = file.read(about.st_size).partition(b"\n")
    except (OSError, ValueError):  # the latter for a folder whose name no system has
        return None
    return content if digest == _digest(name, content) else None


def keep(folder: Path, name: str, content: bytes, entries: int | None = None) -> None:
    """Keeps something whole, readable by the user only; of not many more than `entries` files of a kind in the folder, the oldest go.

    Raises OSError where it cannot be kept, and where others could write to the folder."""
    _make(folder)
    if not _own(os.stat(folder)):
        raise PermissionError(errno.EPERM, "others can write to it")
    staged = folder / f".{name}.{os.getpid()}"
    with suppress(FileNotFoundError):
        staged.unlink()  # of a process of that number which was killed
    try:
        with open(os.open(staged, _NEW, 0o600), "wb") as file:
            file.write(_digest(name, content) + b"\n" + content)
        os.replace(staged, folder / name)
    except BaseException:
        with suppress(OSError):
            staged.unlink()
        raise
    if entries is not None:
        make_room(folder, os.path.splitext(name)[1], entries)


def make_room(folder: Path, suffix: str, entries: int) -> None:
    """Of not many more than `entries` files of a kind in a folder, the oldest go: once for all that a run keeps there, as it takes as long
    as to keep one. Raises OSError where they cannot be removed."""
    # What is there is only counted until it is too much.
    alike = [each for each in os.listdir(folder) if each.endswith(suffix) or each.startswith(".")]
    if len(alike) > entries + entries // 8:
        for old in sorted((folder / each for each in alike), key=lambda path: path.lstat().st_mtime)[:-entries]:
            old.unlink(missing_ok=True)


def keeps(folder: Path) -> bool:
    """Whether something can be kept in a folder, which is made where it is missing."""
    try:
        _make(folder)
    except (OSError, ValueError):
        return False
    return distrusted(folder) is None and os.access(folder, os.W_OK)


def distrusted(folder: Path) -> str | None:
    """Why nothing is kept in a folder, nor read from it; None where nothing speaks against it."""
    try:
        about = os.stat(folder)
    except (OSError, ValueError):
        return None
    if not stat.S_ISDIR(about.st_mode):
        return "it is no folder"
    return None if _own(about) else "it belongs to somebody else, or others can write to it"


def _own(about: os.stat_result) -> bool:
    """Whether this user alone can have written something, as far as its owner and mode tell."""
    if not hasattr(os, "geteuid"):
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _make(folder: Path) -> None:
    """Makes a folder and those above it that are missing, each the user's alone whatever new files are by default."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def _digest(name: str, content: bytes) -> bytes:
    digest = sha256(name.encode())
    digest.update(b"\n")
    digest.update(content)
    return digest.hexdigest().encode()


_HEAD = 2 * sha256().digest_size + 1  # bytes before the content
