"""Files with texts that are not saved: in, where bases are, and texts by place; out, the same files with these in their stead.

A text may stand where there is no file, and no folder either: so a whole base may be in memory. What is inside a base is decided as for
any other, part by part of a name.
"""

from __future__ import annotations

import os.path
import posixpath
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from factbase.files.disk import as_name
from factbase.files.find import Files
from factbase.files.folder import Folder, decoded, shown
from factbase.files.node import BytesFile, Directory, File, Link, MissingFile, UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile

__all__ = ["Unsaved", "place_of"]

UnsavedTexts = Mapping[str, bytes | None]
"""By where each really stands; None where nothing stands."""


def place_of(files: Files, path: Path) -> str:
    """Where a file of a path really stands, or would: in its folder, so that a text stands in for a link and not for what it names."""
    around = files.folder(path.parent)
    return posixpath.join(around.real if around is not None else _real(path.parent), as_name(path.name))


def _real(path: Path) -> str:
    return as_name(Path(os.path.realpath(path)).as_posix())


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Where bases are: some files, and texts in place of them or beside them."""

    beneath: Files
    texts: UnsavedTexts = field(repr=False)

    def folder(self, path: Path) -> Folder | None:
        """The folder of a path: one beneath, or one that only texts which are not saved make; None where there is neither."""
        under = self.beneath.folder(path)
        real = under.real if under is not None else _real(path)
        return _Folder(under, self.texts, path, real) if under is not None or _holds(self.texts, real) else None

    def text(self, path: Path) -> TextFile:
        """The text that is not saved, else that of the file beneath. Raises UnreadableFile, and MissingFile for one that is taken away."""
        place = place_of(self.beneath, path)
        if place not in self.texts:
            return self.beneath.text(path)
        held = self.texts[place]
        if held is None:
            raise MissingFile(f"`{shown(path)}` does not exist")
        return decoded(str(path), held)


def _holds(texts: UnsavedTexts, folder: str) -> bool:
    """Whether a text stands somewhere in a folder."""
    start = folder.rstrip("/") + "/"
    return any(held is not None and place.startswith(start) for place, held in texts.items())


@dataclass(frozen=True, slots=True)
class _Folder(Folder):
    under: Folder | None  # None where there is no such folder beneath
    unsaved: UnsavedTexts = field(repr=False, compare=False)
    path: Path
    real: str

    def place(self, name: str) -> str:
        return self.under.place(name) if self.under is not None else str(self.path / name)

    def above(self) -> Folder | None:
        around = self.under.above() if self.under is not None else None
        return _Folder(around, self.unsaved, around.path, around.real) if around is not None else None

    def _top(self) -> Directory:
        return _UnsavedDirectory(self.under._top() if self.under is not None else None, self.real, self.unsaved)

    def _absolute(self, target: str) -> str:
        return self.under._absolute(target) if self.under is not None else ""


class _UnsavedDirectory(Directory):
    __slots__ = ("_place", "_texts", "_under")

    def __init__(self, under: Directory | None, place: str, texts: UnsavedTexts) -> None:
        self._under = under
        self._place = place
        self._texts = texts

    def child(self, name: str, most: int) -> Directory | File | Link:
        place = posixpath.join(self._place, name)
        if place in self._texts:
            held = self._texts[place]
            if held is None:
                raise MissingFile
            if len(held) > most:
                raise UnreadableFile(f" has {len(held):,} bytes, more than {most:,}")
            return BytesFile(held)
        child: Directory | File | Link | None = None
        with suppress(MissingFile):
            child = self._under.child(name, most) if self._under is not None else None
        if isinstance(child, Directory) or (child is None and _holds(self._texts, place)):
            return _UnsavedDirectory(child, place, self._texts)
        if child is None:
            raise MissingFile
        return child

    def names(self) -> Sequence[tuple[str, bool]]:
        names = dict(self._under.names()) if self._under is not None else {}
        start = self._place.rstrip("/") + "/"
        for place, held in self._texts.items():
            name, _, within = place.removeprefix(start).partition("/")
            if not place.startswith(start):
                continue
            if held is not None:
                names.setdefault(name, bool(within))
            elif not within:
                names.pop(name, None)
        return list(names.items())

    def close(self) -> None:
        if self._under is not None:
            self._under.close()
