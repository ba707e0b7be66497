"""The files that a table names: in, a file, a folder, or a name with `*`, as a text has it; out, the names of files, in order.

Folders are looked into as everything is: from the base's own folder down, hidden names and folders that are links left out; a link to a
file is followed where it is opened, to a place inside only.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from factbase.files.folder import Folder, Home, UnreadableFile, shown

__all__ = ["MAX_FILES", "files_named"]

MAX_FILES = 10_000  # of one table
MAX_LOOKED = 100_000  # names, of which these are some


def files_named(home: Home, file: str) -> tuple[str, ...]:
    """The files that a text at a place names, each as the text could name it: the one of that name; else those in the folder of that name
    that end as it does; else those that fit, where `*` stands for any part of a name. They are ordered by their names.

    Raises UnreadableFile where there are none, or too many."""
    folder, name = home.folder, home.named(file)
    kind = folder.kind(name)
    if "*" in file and kind is None:
        found = sorted(_fitting(folder, name))
        if not found:
            raise UnreadableFile(f"`{shown(folder.place(name))}` fits no file")
    elif kind == "folder":
        suffix = posixpath.splitext(name)[1].lower()
        if not suffix:
            raise UnreadableFile(
                f"`{shown(folder.place(name))}` is a folder: name its files, as in `{shown(name)}/*.csv`"
            )
        found = sorted(f"{name}/{each}" for each in _in(folder, name, folders=False) if each.lower().endswith(suffix))
        if not found:
            raise UnreadableFile(
                f"`{shown(folder.place(name))}` is a folder without a file that ends in `{shown(suffix)}`"
            )
    else:
        return (file,)
    if len(found) > MAX_FILES:
        raise UnreadableFile(f"`{shown(folder.place(name))}` stands for more than {MAX_FILES:,} files")
    within = posixpath.dirname(home.name)
    return tuple(posixpath.relpath(each, within or ".") for each in found)


def _fitting(folder: Folder, pattern: str) -> Iterator[str]:
    """The files whose names fit a pattern, part by part."""
    looked = 0
    starts = [""]
    *parts, last = pattern.split("/")
    for part in parts:
        if "*" not in part:
            starts = [f"{start}{part}/" for start in starts]
            continue
        form, further = part.split("*"), list[str]()
        for start in starts:
            names = _in(folder, start, folders=True)
            looked += len(names)
            further += [f"{start}{each}/" for each in names if _fits(form, each)]
            _bounded(looked, pattern)
        starts = further
    form = last.split("*")
    for start in starts:
        names = _in(folder, start, folders=False)
        looked += len(names)
        _bounded(looked, pattern)
        yield from (f"{start}{each}" for each in names if _fits(form, each))


def _bounded(looked: int, pattern: str) -> None:
    if looked > MAX_LOOKED:
        raise UnreadableFile(f"`{shown(pattern)}` would look through more than {MAX_LOOKED:,} names")


def _fits(pieces: Sequence[str], name: str) -> bool:
    """Whether a name has some pieces one after the other: the first at its begin, the last at its end."""
    first, *others = pieces
    if not others:
        return name == first
    *between, last = others
    at, end = len(first), len(name) - len(last)
    if not name.startswith(first) or not name.endswith(last) or at > end:
        return False
    for piece in between:
        at = name.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _in(folder: Folder, name: str, *, folders: bool) -> list[str]:
    """What a folder has that is not hidden: its folders, or all else."""
    place = name.rstrip("/") or "."
    return [each for each, is_folder in folder.names(place) if is_folder is folders and not each.startswith(".")]
