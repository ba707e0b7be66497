"""The texts of a base: in, paths as a user names them; out, each `.fb` file with its folder, and what cannot be read.

A base is a folder of `.fb` files, or single files: one that is named itself, and is in no folder that is named, is bounded by the folder
it is in.
"""

from __future__ import annotations

import os.path
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from factbase.files.disk import DiskFolder, as_name, text_named
from factbase.files.folder import Folder, Home, MissingFile, UnreadableFile, below, shown
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile

__all__ = ["DISK", "Files", "find"]


class Files(Protocol):
    """Where bases are: the disk, or a revision of git."""

    def folder(self, path: Path) -> Folder | None:
        """The folder that a path names, None where it names a file or nothing."""
        ...

    def text(self, path: Path) -> TextFile:
        """The text of a file that the user names himself. Raises UnreadableFile."""
        ...


class _Disk:
    def folder(self, path: Path) -> Folder | None:
        return DiskFolder(path) if os.path.isdir(path) else None

    def text(self, path: Path) -> TextFile:
        return text_named(path)


DISK: Files = _Disk()


def find(files: Files, paths: Iterable[Path]) -> tuple[list[tuple[Home, TextFile]], list[Diagnostic]]:
    """Every `.fb` file of the paths with its home, each once, in order; what is not there or leads out is told.

    The innermost of the named folders that hold a file bounds it, however they are ordered: who names a folder within another means it
    as a base of its own, with a lock of its own."""
    homes: dict[
        str, tuple[Home, Path | None]
    ] = {}  # by where it really stands; with the path of one that is named itself
    bounds: dict[str, Folder] = {}
    problems: list[UnreadableFile] = []
    for path in paths:
        folder = files.folder(path)
        if folder is not None:
            bounds.setdefault(folder.real, folder)
            names, wrong = folder.texts()
            problems += wrong
            if not names and not wrong:
                problems.append(UnreadableFile(f"`{shown(path)}` holds no .fb file"))
            for name in names:
                homes.setdefault(posixpath.join(folder.real, name), (Home(folder, name), None))
        elif (around := files.folder(path.parent)) is not None:
            name = as_name(path.name)
            homes.setdefault(posixpath.join(around.real, name), (Home(around, name), path))
        else:
            problems.append(MissingFile(f"`{shown(path)}` does not exist"))
    texts: list[tuple[Home, TextFile]] = []
    for place, (home, named) in homes.items():
        try:
            text = files.text(named) if named is not None else home.folder.text(home.name)
            texts.append((_bound(place, bounds) or home, text))
        except UnreadableFile as problem:
            problems.append(problem)
    return texts, [diagnose("E005", None, problem=problem) for problem in problems]


def _bound(place: str, bounds: Mapping[str, Folder]) -> Home | None:
    """A file in the innermost of the folders that hold it."""
    for folder in PurePosixPath(place).parents:
        if str(folder) in bounds:
            return Home(bounds[str(folder)], below(place, str(folder)) or ".")
    return None
