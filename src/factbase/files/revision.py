"""A base as it was committed: in, paths and a git revision; out, folders of it whose files are read from git, and nothing written.

A stranger's commit may name anything: what could stand on no disk is refused with its place before any of it is looked at, and what is
too much is too. Links are followed as on disk, within the base only. Places are written as git writes them, `REV:path`.
"""

from __future__ import annotations

import os.path
import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from factbase.files.disk import as_name
from factbase.files.folder import (
    MAX_BYTES,
    Directory,
    File,
    Folder,
    Link,
    MissingFile,
    UnreadableFile,
    below,
    shown,
)
from factbase.files.git import MissingObject, NoRevision, Repository, repository_of
from factbase.files.node import BytesFile
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile

__all__ = ["Revision"]

MAX_TREE = 20_000_000  # bytes of one folder: some half a million names
MAX_ENTRIES = 200_000  # names in all folders that are looked into
MAX_NAME = 255  # bytes: no system has longer names
MAX_LINK = 4_096
_FOLDER, _LINK, _FILES = b"40000", b"120000", (b"100644", b"100755", b"100664")

TreeEntry = tuple[bytes, str]
"""What a name in a folder is: its mode, and the object."""


class Revision:
    """Where bases are, in a commit. To be closed; nothing of it is read afterwards but by starting git again."""

    def __init__(self, paths: Sequence[Path], revision: str) -> None:
        """The revision of a name in the repository that holds some paths. Raises NoRevision."""
        self._repository = repository_of(paths[0])
        try:
            self.commit, self._root = self._commit_of(revision)
        except BaseException:
            self.close()
            raise

    def _commit_of(self, revision: str) -> tuple[str, TreeFolder]:
        none = f"there is no revision `{shown(revision)}` in {shown(self._repository.top)}"
        if "\n" in revision or "\0" in revision:
            raise NoRevision(none)
        try:
            commit, content = self._repository.object(f"{revision}^{{commit}}", "commit", MAX_TREE)
        except MissingObject:
            raise NoRevision(none) from None
        except UnreadableFile as problem:
            raise NoRevision(f"revision `{shown(revision)}`{problem}") from None
        tree = content.partition(b"\n")[0].removeprefix(b"tree ").decode("ascii", "replace")
        if len(tree) != len(commit) or not set(tree) <= set("0123456789abcdef"):  # git would take it for a question
            raise NoRevision(f"revision {commit[:10]} names no folder")
        return commit, TreeFolder(Trees(self._repository, commit[:10], tree), "", tree)

    def folder(self, path: Path) -> Folder | None:
        """The folder that a path named in it, None where it named a file. Raises NoRevision where it named nothing."""
        try:
            return self._root.within(self._name(path))
        except MissingFile:
            raise NoRevision(f"`{shown(path)}` is not in revision {self.commit[:10]}") from None
        except UnreadableFile as problem:
            raise NoRevision(str(problem)) from None

    def text(self, path: Path) -> TextFile:
        """The text of a file that the user names. Raises UnreadableFile and NoRevision."""
        return self._root.text(self._name(path))

    def _name(self, path: Path) -> str:
        top = self._repository.top
        place, bound = (as_name(Path(os.path.realpath(each)).as_posix()) for each in (path, top))
        name = below(place, bound)
        if name is None:
            raise NoRevision(f"`{shown(path)}` is not in the repository {shown(top)}")
        return name

    def close(self) -> None:
        """Ends the use of the repository; a git that runs for it is stopped."""
        self._repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class Trees:
    """The folders of a commit by their objects, each read once; `commit` as it is shown, `top` the object of the topmost folder."""

    def __init__(self, repository: Repository, commit: str, top: str) -> None:
        self.repository = repository
        self.commit = commit
        self.top = top
        self._read: dict[str, Mapping[str, TreeEntry]] = {}
        self._count = 0

    def entries(self, tree: str, place: str) -> Mapping[str, TreeEntry]:
        """The names in a folder that is shown as `place`. Raises UnreadableFile, with what follows that in a message, and NoRevision."""
        entries = self._read.get(tree)
        if entries is None:
            _, content = self.repository.object(tree, "tree", MAX_TREE)
            entries = self._read[tree] = _entries(content, len(tree) // 2, place)
        return entries

    def listed(self, tree: str, place: str) -> Mapping[str, TreeEntry]:
        """The same, where all of them are looked at: a folder may be in many others, and these in as many again."""
        entries = self.entries(tree, place)
        self._count += len(entries)
        if self._count > MAX_ENTRIES:
            raise NoRevision(f"revision {self.commit} has more than {MAX_ENTRIES:,} files and folders")
        return entries


@dataclass(frozen=True, slots=True)
class TreeFolder(Folder):
    """A folder of a commit: its name there, and its object."""

    trees: Trees
    name: str
    tree: str

    @property
    def path(self) -> Path:
        return Path(self.place(""))

    @property
    def real(self) -> str:
        return f"/{self.name}"

    def place(self, name: str) -> str:
        return f"{self.trees.commit}:{posixpath.join(self.name, name).rstrip('/')}"

    def above(self) -> TreeFolder | None:
        """The folder around it in the commit."""
        return TreeFolder(self.trees, "", self.trees.top).within(posixpath.dirname(self.name)) if self.name else None

    def within(self, name: str) -> TreeFolder | None:
        """The folder of a name in it, None where that is a file's. Raises MissingFile and UnreadableFile."""
        opened = self._walk(name, MAX_BYTES)
        if isinstance(opened, File):
            return None
        assert isinstance(opened.directory, _Tree)
        return TreeFolder(self.trees, posixpath.join(self.name, opened.name), opened.directory.tree)

    def _top(self) -> Directory:
        return _Tree(self.trees, self.tree, self.place(""))

    def _absolute(self, target: str) -> str:
        return ""  # where the files of a commit stand on a disk is not known


class _Tree(Directory):
    __slots__ = ("_place", "_trees", "tree")

    def __init__(self, trees: Trees, tree: str, place: str) -> None:
        self._trees = trees
        self._place = place
        self.tree = tree

    def child(self, name: str, most: int) -> Directory | File | Link:
        entry = self._trees.entries(self.tree, self._place).get(name)
        if entry is None:
            raise MissingFile
        mode, held = entry
        if mode == _FOLDER:
            return _Tree(self._trees, held, posixpath.join(self._place, name))
        if mode == _LINK:
            return Link(self._blob(held, MAX_LINK).decode("utf-8", "surrogateescape"))
        if mode not in _FILES:
            raise UnreadableFile(" is no file")
        return BytesFile(self._blob(held, most))

    def names(self) -> Sequence[tuple[str, bool]]:
        return [(name, mode == _FOLDER) for name, (mode, _) in self._trees.listed(self.tree, self._place).items()]

    def _blob(self, held: str, most: int) -> bytes:
        return self._trees.repository.object(held, "blob", most)[1]

    def close(self) -> None:
        pass  # git stays open for the next one


def _entries(content: bytes, width: int, place: str) -> Mapping[str, TreeEntry]:
    """What the bytes of a folder's object name; an object's name takes `width` of them. Raises NoRevision."""
    entries: dict[str, TreeEntry] = {}
    at = 0
    while at < len(content):
        end = content.find(b"\0", at)
        mode, space, raw = content[at:end].partition(b" ")
        at = end + 1 + width
        if end < 0 or not space or at > len(content):
            raise NoRevision(f"`{shown(place)}` is no folder of git that can be read")
        name = raw.decode("utf-8", "surrogateescape")
        wrong = _wrong(name, raw) or ("is there twice" if name in entries else None)
        if wrong:
            raise NoRevision(f"`{shown(place)}` holds `{shown(_cut(name))}`, which {wrong}")
        entries[name] = (mode.lstrip(b"0"), content[end + 1 : at].hex())
    return entries


def _wrong(name: str, raw: bytes) -> str | None:
    """Why no file can have a name that a folder of a commit says it has."""
    if name in ("", ".", "..") or "/" in name:
        return "is no name of a file and would lead elsewhere"
    if name.casefold() == ".git":
        return "is git's own"
    if len(raw) > MAX_NAME:
        return f"is longer than {MAX_NAME} bytes"
    return None


def _cut(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
