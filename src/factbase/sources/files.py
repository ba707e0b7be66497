"""Files as they are read: in, paths; out, texts, with what could not be read.

A base is a folder of `.fb` files, or single files; nothing outside the folder of the file that names a source is ever read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile

__all__ = [
    "MAX_BYTES",
    "Unreadable",
    "content",
    "find",
    "inside",
    "read",
    "shown",
    "within",
]

MAX_BYTES = 50_000_000


class Unreadable(Exception):
    """A file that is not there, or is not a text in UTF-8; the message completes `the file cannot be read: …`."""


def find(paths: Iterable[Path]) -> tuple[list[tuple[Path, Path]], list[Diagnostic]]:
    """Every `.fb` file of the paths with the folder that bounds it, each once, in order; what is not there or leads out is told.

    The innermost of the named folders that hold a file bounds it, however they are ordered: who names a folder within another means it
    as a base of its own, with a lock of its own. A file that is named itself, and is in none of them, is bounded by the folder it is in."""
    found: dict[Path, tuple[Path, Path]] = {}  # by where a file really stands
    bounds: dict[Path, Path] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        if path.is_dir():
            bounds.setdefault(path.resolve(), path)
            files = sorted(p for p in path.rglob("*.fb") if not p.is_dir() and not _hidden(p.relative_to(path)))
            if not files:
                problems.append(diagnose("E005", None, problem=f"`{shown(path)}` holds no .fb file"))
        elif path.exists():
            files = [path]
        else:
            files = []
            broken = "is a link that leads nowhere" if path.is_symlink() else "does not exist"
            problems.append(diagnose("E005", None, problem=f"`{shown(path)}` {broken}"))
        for file in files:
            try:
                if not file.exists():  # which follows links
                    raise Unreadable(f"`{shown(file)}` is a link that leads nowhere")
                if file != path and not within(file, path):
                    raise Unreadable(f"`{shown(file)}` leads out of the folder of the base")
            except Unreadable as problem:
                problems.append(diagnose("E005", None, problem=problem))
            else:
                found.setdefault(file.parent.resolve() / file.name, (file, path if file != path else path.parent))
    return [(file, _bound(place, bounds) or folder) for place, (file, folder) in found.items()], problems


def _bound(place: Path, bounds: Mapping[Path, Path]) -> Path | None:
    """The innermost of the folders that holds a file, as it was named."""
    return next((bounds[folder] for folder in place.parents if folder in bounds), None)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def content(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises Unreadable with what is wrong with it."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device would never end
            raise Unreadable(f"`{shown(path)}` is {'a folder' if stat.S_ISDIR(found.st_mode) else 'no file'}")
        if found.st_size > most:
            raise Unreadable(f"`{shown(path)}` has {found.st_size:,} bytes, more than {most:,}")
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"`{shown(path)}` does not exist") from None
    except OSError as problem:
        raise Unreadable(f"`{shown(path)}`: {problem.strerror or problem}") from None


def read(path: Path, most: int = MAX_BYTES) -> TextFile:
    """The text of a file. Raises Unreadable with what is wrong with it."""
    held = content(path, most)
    if b"\x00" in held:
        raise Unreadable(f"`{shown(path)}` is not a text: it holds a zero byte")
    try:
        return TextFile(str(path), held.decode("utf-8"))
    except UnicodeDecodeError as problem:
        line = held.count(b"\n", 0, problem.start) + 1
        raise Unreadable(f"`{shown(path)}` is not UTF-8: byte {held[problem.start]:#04x} in line {line}") from None


def inside(folder: Path, base: Path, name: str) -> Path:
    """The path of `name` relative to `folder`. Raises Unreadable where that leads out of `base`, by links too."""
    if not name or os.path.isabs(name) or "\x00" in name or "\\" in name:
        raise Unreadable(f"`{shown(name)}` is not a path relative to the file that names it")
    target = folder / name
    if not within(target, base):
        raise Unreadable(f"`{shown(name)}` leads out of the folder of the base")
    return target


def within(path: Path, folder: Path) -> bool:
    """Whether a path is one of a folder's, by what its links lead to. Raises Unreadable where they lead back to themselves."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # one or the other, by the version of Python
        raise Unreadable(f"`{shown(path)}` is a link that leads back to itself") from None


def shown(path: Path | str) -> str:
    """The path of a file as it is shown, on one line: a control character in a name is written as an escape."""
    return "".join(repr(c)[1:-1] if c < " " or "\x7f" <= c < "\xa0" else c for c in str(path))
