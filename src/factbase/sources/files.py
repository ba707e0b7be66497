"""Files in and out: in, paths; out, texts with what could not be read, and atomic additions to a base.

A base is a folder of `.fb` files, or single files; nothing outside the folder of the file that names a source is ever read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile

__all__ = ["MAX_BYTES", "Addition", "Unreadable", "add", "content", "find", "inside", "read", "replace"]

MAX_BYTES = 50_000_000


class Unreadable(Exception):
    """A file that is not there, or is not a text in UTF-8; the message completes `the file cannot be read: …`."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A file to be added to a base: where to, and its bytes."""

    path: Path
    content: bytes


def find(paths: Iterable[Path]) -> tuple[list[tuple[Path, Path]], list[Diagnostic]]:
    """Every `.fb` file of the paths with the folder that bounds it, each once, in order; a path that is not there is told."""
    found: dict[Path, Path] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*.fb") if p.is_file() and not _hidden(p.relative_to(path)))
            if not files:
                problems.append(diagnose("E005", None, problem=f"`{path}` holds no .fb file"))
            for file in files:
                found.setdefault(file, path)
        elif path.exists():
            found.setdefault(path, path.parent)
        else:
            problems.append(diagnose("E005", None, problem=f"`{path}` does not exist"))
    return list(found.items()), problems


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def content(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises Unreadable with what is wrong with it."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device would never end
            raise Unreadable(f"`{path}` is {'a folder' if stat.S_ISDIR(found.st_mode) else 'no file'}")
        if found.st_size > most:
            raise Unreadable(f"`{path}` has {found.st_size:,} bytes, more than {most:,}")
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"`{path}` does not exist") from None
    except OSError as problem:
        raise Unreadable(f"`{path}`: {problem.strerror or problem}") from None


def read(path: Path, most: int = MAX_BYTES) -> TextFile:
    """The text of a file. Raises Unreadable with what is wrong with it."""
    held = content(path, most)
    if b"\x00" in held:
        raise Unreadable(f"`{path}` is not a text: it holds a zero byte")
    try:
        return TextFile(str(path), held.decode("utf-8"))
    except UnicodeDecodeError as problem:
        line = held.count(b"\n", 0, problem.start) + 1
        raise Unreadable(f"`{path}` is not UTF-8: byte {held[problem.start]:#04x} in line {line}") from None


def inside(folder: Path, base: Path, name: str) -> Path:
    """The path of `name` relative to `folder`. Raises Unreadable where that leads out of `base`, by links too."""
    if not name or os.path.isabs(name) or "\x00" in name or "\\" in name:
        raise Unreadable(f"`{name}` is not a path relative to the file that names it")
    target = folder / name
    if not target.resolve().is_relative_to(base.resolve()):
        raise Unreadable(f"`{name}` leads out of the folder of the base")
    return target


def add(additions: Sequence[Addition]) -> None:
    """Adds new files, all or none: each is written beside its place first and then put there under its name.

    Raises OSError after taking back what was put there; FileExistsError where another file stands in the place.
    """
    staged: list[tuple[str, Path]] = []
    placed: list[Path] = []
    folders: list[Path] = []
    try:
        for addition in additions:
            missing = [folder for folder in addition.path.parents if not folder.exists()]
            for folder in reversed(missing):
                folder.mkdir()
                folders.append(folder)
            handle, name = _staged(addition.path.parent)
            staged.append((name, addition.path))
            with os.fdopen(handle, "wb") as file:
                file.write(addition.content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
        for name, path in staged:
            os.link(name, path)  # unlike a rename, this never replaces a file
            placed.append(path)
    except BaseException:  # an interrupt as well: all or none
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        for name, _ in staged:
            Path(name).unlink(missing_ok=True)
        if len(placed) < len(additions):
            for folder in reversed(folders):
                folder.rmdir()


def replace(path: Path, text: str) -> None:
    """Writes a file whole, in the place of the one that stands there: a reader sees the old text or the new one. Raises OSError."""
    handle, name = _staged(path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _staged(folder: Path) -> tuple[int, str]:
    """A new hidden file in a folder, open and by its name."""
    import tempfile  # late: a base that is only asked is not written

    return tempfile.mkstemp(dir=folder, prefix=".", suffix=".new")
