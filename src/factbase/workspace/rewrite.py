"""Rewriting: in, a snapshot and other texts for some of its files; out, the files so written, of each folder all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from factbase.files.disk import DiskFolder
from factbase.files.seen import Seen
from factbase.files.transaction import Addition, commit
from factbase.workspace.snapshot import Snapshot

__all__ = ["rewrite"]


def rewrite(
    snapshot: Snapshot,
    texts: Mapping[str, str],
    seen: Seen,
    beside: Mapping[Path, Sequence[Addition]] = MappingProxyType({}),
) -> None:
    """Writes the texts to the files of these paths, with what else is written `beside` them in a folder. Raises Changed where what was
    `seen` is another now, and OSError."""
    by_folder: dict[Path, list[Addition]] = {folder: list(additions) for folder, additions in beside.items()}
    for path, text in texts.items():
        folder = snapshot.homes[path].folder
        if isinstance(folder, DiskFolder):
            by_folder.setdefault(folder.path, []).append(Addition(Path(path), text.encode(), replaces=True))
    for place, additions in by_folder.items():
        commit(place, additions, seen)
        for addition in additions:
            seen = seen.but_for(addition.path)
