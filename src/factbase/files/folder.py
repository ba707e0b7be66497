"""A folder of a base: in, the name of a file in it; out, the file, open, or why there is none.

The one place that decides what is inside. A name is gone through part by part from the folder itself, and a link is followed by hand, to a
place inside only. What was opened is what is looked at and read, so nothing can be put in its place in between.
"""

from __future__ import annotations

import os.path
import posixpath
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, assert_never

from factbase.files.node import Directory, File, Link, MissingFile, Stamp, UnreadableFile
from factbase.ground.controls import as_line
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile

__all__ = [
    "MAX_BYTES",
    "MAX_TABLE_BYTES",
    "Directory",
    "File",
    "Folder",
    "Home",
    "Link",
    "MissingFile",
    "Stamp",
    "UnreadableFile",
    "below",
    "decoded",
    "shown",
]

MAX_BYTES = 50_000_000
MAX_TABLE_BYTES = 2_000_000_000
MAX_LINKS = 40
_ANY = 1 << 62  # bytes
MAX_DEPTH = 100  # folders within one another that are looked through


class Folder(ABC):
    """A folder that bounds a base: no file outside of it is opened through it, by whatever name or link."""

    __slots__ = ()

    @property
    @abstractmethod
    def path(self) -> Path:
        """As it was named."""

    @property
    @abstractmethod
    def real(self) -> str:
        """Where it really stands, parted by `/`: two folders are within one another as these are."""

    @abstractmethod
    def place(self, name: str) -> str:
        """How a file of it is shown."""

    @abstractmethod
    def above(self) -> Folder | None:
        """The folder around it, for settings only: None for the topmost, and for one that holds a repository."""

    @abstractmethod
    def _top(self) -> Directory:
        """The folder itself, open. Raises UnreadableFile."""

    @abstractmethod
    def _absolute(self, target: str) -> str:
        """A link's target that is no relative one, as a place like `real`; "" where that is not known."""

    def open(self, name: str, most: int = MAX_BYTES) -> File:
        """The file of a name, of at most so many bytes. Raises MissingFile and UnreadableFile."""
        opened = self._walk(name, most)
        if isinstance(opened, _Opened):
            opened.directory.close()
            raise UnreadableFile(f"`{shown(self.place(name))}` is a folder")
        return opened

    def holds(self, name: str) -> bool:
        """Whether a file of a name can be opened."""
        try:
            self.open(name).close()
        except UnreadableFile:
            return False
        return True

    def text(self, name: str, most: int = MAX_BYTES) -> TextFile:
        """The text of a file. Raises MissingFile and UnreadableFile."""
        with self.open(name, most) as file:
            return decoded(self.place(name), file.content())

    def texts(self, suffix: str = ".fb") -> tuple[list[str], list[UnreadableFile]]:
        """The names that end so, in order, and what could not be looked through. Hidden ones and folders that are links are left out."""
        result: list[str] = []
        problems: list[UnreadableFile] = []
        # Each within the one before, with the names of its folders that are still to be looked through.
        open_ones: list[tuple[str, Directory, list[str]]] = []

        def wrong(name: str, problem: UnreadableFile) -> None:
            problems.append(UnreadableFile(f"`{shown(self.place(name.rstrip('/')))}`{problem}"))

        def enter(name: str, directory: Directory) -> None:
            inner: list[str] = []
            open_ones.append((name, directory, inner))
            try:
                names = directory.names()
            except UnreadableFile as problem:
                wrong(name, problem)
                return
            for each, is_folder in names:
                if not each.startswith("."):
                    if is_folder:
                        inner.append(each)
                    elif each.endswith(suffix):
                        result.append(f"{name}{each}")

        try:
            enter("", self._top())
            while open_ones:
                name, directory, inner = open_ones[-1]
                if not inner:
                    open_ones.pop()[1].close()
                    continue
                within = f"{name}{inner.pop()}/"
                try:
                    if len(open_ones) > MAX_DEPTH:
                        raise UnreadableFile(f" is more than {MAX_DEPTH} folders deep")
                    child = directory.child(within[len(name) : -1], 0)
                    if isinstance(child, Directory):  # and no link that was put there in between
                        enter(within, child)
                except UnreadableFile as problem:
                    wrong(within, problem)
        except UnreadableFile as problem:
            problems.append(problem)
        finally:
            for _, directory, _ in open_ones:
                directory.close()
        return sorted(result), problems

    def kind(self, name: str) -> Literal["file", "folder"] | None:
        """What has a name in it; None for nothing, and for what leads out of it."""
        try:
            opened = self._walk(name, _ANY)
        except UnreadableFile:
            return None
        (opened if isinstance(opened, File) else opened.directory).close()
        return "file" if isinstance(opened, File) else "folder"

    def names(self, folder: str) -> Sequence[tuple[str, bool]]:
        """All names in a folder of it, and which are folders; none of a file. Raises MissingFile and UnreadableFile."""
        opened = self._walk(folder, 0)
        if isinstance(opened, File):
            opened.close()
            return ()
        try:
            return opened.directory.names()
        except UnreadableFile as problem:
            raise UnreadableFile(f"`{shown(self.place(folder))}`{problem}") from None
        finally:
            opened.directory.close()

    def _walk(self, name: str, most: int) -> _Opened | File:
        """What has a name: a file, open, or a folder with the name by which it really stands. Raises MissingFile and UnreadableFile."""
        stack, real = [self._top()], list[str]()
        ahead = _parts(name)
        links = 0
        try:
            while ahead:
                part = ahead.pop()
                if part == "..":
                    if real:
                        stack.pop().close()
                        real.pop()
                    else:  # above the folder, from where only the folder's own name leads back
                        ahead = _parts(self._inside(posixpath.join(self.real, "..", *reversed(ahead)), name))
                    continue
                if _of_git(part):
                    raise UnreadableFile(f"`{shown(self.place(name))}` is git's own and no part of a base")
                try:
                    child = stack[-1].child(part, most)
                except MissingFile:
                    raise self._missing(name, links) from None
                except UnreadableFile as problem:
                    raise UnreadableFile(f"`{shown(self.place(name))}`{problem}") from None
                match child:
                    case Link(target):
                        links += 1
                        if links > MAX_LINKS:
                            raise UnreadableFile(f"`{shown(self.place(name))}` is a link that leads back to itself")
                        if target.startswith("/") or os.path.isabs(target):
                            while real:
                                stack.pop().close()
                                real.pop()
                            target = self._inside(self._absolute(target), name)
                        ahead += _parts(target)
                    case Directory():
                        stack.append(child)
                        real.append(part)
                    case File():
                        if ahead:
                            child.close()
                            raise self._missing(name, links)
                        child.name = "/".join((*real, part))
                        return child
                    case _:
                        assert_never(child)
            return _Opened(stack.pop(), "/".join(real))
        finally:
            for each in stack:
                each.close()

    def _missing(self, name: str, links: int) -> MissingFile:
        """That there is nothing of a name, to which so many links led."""
        why = "is a link that leads nowhere" if links else "does not exist"
        return MissingFile(f"`{shown(self.place(name))}` {why}", link=links > 0)

    def _inside(self, place: str, name: str) -> str:
        """The name within this folder of a place like `real`. Raises UnreadableFile where it is outside; `name` is what led there."""
        inside = below(posixpath.normpath(place), self.real)
        if inside is None:
            raise UnreadableFile(f"`{shown(self.place(name))}` leads out of the folder of the base")
        return inside


@dataclass(frozen=True, slots=True)
class _Opened:
    directory: Directory
    name: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a text of a base stands: its folder, and its name in that."""

    folder: Folder
    name: str

    def named(self, file: str) -> str:
        """The name in the folder of what the text names. Raises UnreadableFile where it leads out or is no name of a file."""
        if not file or file.startswith("/") or os.path.isabs(file) or "\x00" in file or "\\" in file:
            raise UnreadableFile(f"`{shown(file)}` is not a path relative to the file that names it")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), file))
        inside: str | None = place
        if place == ".." or place.startswith("../"):  # from above the folder, only its own name leads back
            inside = below(posixpath.normpath(posixpath.join(self.folder.real, place)), self.folder.real)
        if inside is None:
            raise UnreadableFile(f"`{shown(file)}` leads out of the folder of the base")
        if any(map(_of_git, inside.split("/"))):
            raise UnreadableFile(f"`{shown(file)}` is git's own and no part of a base")
        return inside or "."


def below(place: str, folder: str) -> str | None:
    """The name of a place within a folder, "" for the folder itself; None where it is outside."""
    if place == folder:
        return ""
    start = folder.rstrip("/") + "/"
    return place[len(start) :] if place.startswith(start) else None


def decoded(path: str, held: bytes) -> TextFile:
    """The text that some bytes are, of a file at a path. Raises UnreadableFile."""
    if b"\x00" in held:
        raise UnreadableFile(f"`{shown(path)}` is not a text: it holds a zero byte")
    try:
        return TextFile(path, held.decode("utf-8"))
    except UnicodeDecodeError as problem:
        line = held.count(b"\n", 0, problem.start) + 1
        raise UnreadableFile(f"`{shown(path)}` is not UTF-8: byte {held[problem.start]:#04x} in line {line}") from None


def shown(path: Path | str) -> str:
    """The path of a file as it is shown, on one line: what a terminal obeys is written as an escape."""
    return as_line(str(path))


def _parts(name: str) -> list[str]:
    """The parts of a name, the last first."""
    return [part for part in reversed(name.split("/")) if part not in ("", ".")]


def _of_git(part: str) -> bool:
    """Whether a part of a name is git's own: a repository's settings may hold what opens others."""
    return part.casefold() == ".git"
