"""A workspace: in, the paths of a base, and texts that are set in place of its files; out, after each change, the snapshot of all.

A text that is set counts until it is dropped, whatever its file holds, be it of statements, of a document or of rows; no file is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factbase.files.find import DISK, Files
from factbase.files.unsaved import Unsaved, place_of
from factbase.workspace.kept import Kept
from factbase.workspace.snapshot import Snapshot, nothing

__all__ = ["Workspace"]


class Workspace:
    """The files of a base, of the disk or of a revision, with the texts that an editor has not saved; `snapshot` is how they are now.

    `cache` is a folder in which what takes long is kept between runs."""

    def __init__(self, paths: Sequence[Path], files: Files = DISK, cache: Path | None = None) -> None:
        self.paths = tuple(paths)
        self._files = files
        self._kept = Kept(cache)
        self._unsaved: dict[str, bytes | None] = {}  # by where each really stands; None for what is gone
        self.snapshot = self.read()

    def read(self) -> Snapshot:
        """The snapshot of the files as they are now, with the texts that were set."""
        files = Unsaved(self._files, dict(self._unsaved)) if self._unsaved else self._files
        self.snapshot = nothing(self._kept, files).with_files(self.paths)
        self._kept.only(self.snapshot.texts, self.snapshot.evidence.documents.values())
        return self.snapshot

    def set(self, path: Path, text: str | None) -> Snapshot:
        """The snapshot in which the file at a path holds a text; None is no file there.

        Raises NoRevision where the files are a revision's, and it has no such folder."""
        self._unsaved[place_of(self._files, path)] = None if text is None else text.encode("utf-8", "surrogatepass")
        return self.read()

    def drop(self, path: Path) -> Snapshot:
        """The snapshot in which a file is again as it is without what was set."""
        self._unsaved.pop(place_of(self._files, path), None)
        return self.read()
