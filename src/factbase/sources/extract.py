"""Text out of HTML, PDF and Word: in, a file; out, its text beside it and, in the lock of its base, the bytes that it is of.

What text a page holds, `page` says, in a process of its own. What was locked of it before stays locked, and both files are written as one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factbase.cite import Locked, LockFile, pin, write_lock
from factbase.files.disk import DiskFolder, as_name
from factbase.files.folder import UnreadableFile, below, shown
from factbase.files.seen import Seen
from factbase.files.transaction import TRIES, Addition, Changed, commit
from factbase.sources.confined import confined
from factbase.sources.documents import MAX_TEXT, read_lock_of
from factbase.sources.own import LOCK, text_beside

__all__ = ["extract", "folder_of"]

NEAR = 4  # folders above a document in which its base is looked for


def folder_of(path: Path, bases: Sequence[Path]) -> Path:
    """The folder of the base to which a document belongs: a named one that holds it, else the nearest that holds `.fb` files."""
    for base in bases:
        if os.path.isdir(base) and _name_in(base, path) is not None:
            return base
    near = (folder for folder in path.parents[:NEAR] if os.path.lexists(folder / LOCK) or any(folder.glob("*.fb")))
    return next(near, path.parent)


def _name_in(folder: Path, path: Path) -> str | None:
    """The name of a file in a folder, by its path as it is written, or by where the folder that it is in really stands."""
    return below(_posix(os.path.abspath(path)), _posix(os.path.abspath(folder))) or below(
        _posix(os.path.join(os.path.realpath(path.parent), path.name)), _posix(os.path.realpath(folder))
    )


def _posix(path: str) -> str:
    return as_name(Path(path).as_posix())


def extract(path: Path, folder: Path) -> Path:
    """Writes the text of a file beside it, and its bytes into the lock of `folder`. Raises UnreadableFile and OSError."""
    for _ in range(TRIES):
        try:
            return _extracted(path, DiskFolder(folder))
        except Changed:  # somebody else has written the lock since it was read
            continue
    raise UnreadableFile(f"`{folder / LOCK}` was changed by others, again and again")


def _extracted(path: Path, folder: DiskFolder) -> Path:
    name = _name_in(folder.path, path)
    if name is None:
        raise UnreadableFile(f"`{shown(path)}` is not in the folder `{shown(folder.path)}`")
    with folder.open(name) as file:
        held = file.content()
    text = confined(path, held)
    if len(text) > MAX_TEXT:
        raise UnreadableFile(f"`{shown(path)}` holds a text of {len(text):,} bytes, more than {MAX_TEXT:,}")
    seen = Seen.of([folder.path / LOCK])
    lock = read_lock_of(folder) or LockFile()
    before = lock.documents.get(name)
    origin, beside = pin(held), folder.target(text_beside(name))
    # What was locked stays locked, so that `check` can still tell which quotes the new text has moved or lost.
    locked = replace(before, origin=origin) if before is not None else Locked(origin, pin(text), origin)
    now, at = write_lock(LockFile({**lock.documents, name: locked})), folder.path / LOCK
    commit(folder.path, [Addition(beside, text, replaces=True), Addition(at, now.encode(), replaces=True)], seen)
    return path.with_name(beside.name)
