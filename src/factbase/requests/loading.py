"""Loading: in, paths, and a revision where one is meant; out, the base as it is or as it was committed, and what that had to finish."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from factbase.base import FactBase
from factbase.files.folder import MAX_DEPTH
from factbase.requests.request import Refused

__all__ = ["load", "settled", "size"]


def load(paths: Sequence[Path], revision: str | None, cache: Path | None) -> FactBase:
    """The base of some paths: as its files are, or as they were committed. Raises Refused for what is no revision."""
    if revision is None:
        return FactBase.load(paths, cache)
    from factbase.questions.history import NoRevision, load_revision

    try:
        return load_revision(paths, revision, cache)
    except NoRevision as problem:
        raise Refused(str(problem)) from None


def settled(base: FactBase) -> tuple[str, ...]:
    """What an interrupted command was writing, and loading the base has finished."""
    return tuple(each.message for each in base.diagnostics if each.code == "L106")


def size(paths: Iterable[Path]) -> int:
    """The bytes in the files at and below these paths, as far as they can be seen."""
    size = 0
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
        ahead = [(os.fspath(path), 0)]
        while ahead:
            folder, depth = ahead.pop()
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        size += entry.stat(follow_symlinks=False).st_size
                    elif depth < MAX_DEPTH:  # what is deeper is no part of a base
                        ahead.append((entry.path, depth + 1))
    return size
