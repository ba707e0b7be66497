"""Loading: in, paths, and a revision where one is meant; out, the base as it is or as it was committed, and what that had to finish."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from factbase.base import FactBase
from factbase.files.disk import DiskFolder
from factbase.files.folder import MAX_DEPTH, below
from factbase.files.transaction import TRIES, Changed
from factbase.ground.diagnostic import diagnose
from factbase.render.paint import block
from factbase.requests.request import FINDINGS, USAGE, Context, Format, Outcome, Refused
from factbase.sources.settings import Settings
from factbase.sources.settings_file import settings_of

__all__ = ["load", "named_bases", "project", "rewriting", "settled", "size", "watched", "within"]


def load(paths: Sequence[Path], revision: str | None, cache: Path | None, processes: int = 1) -> FactBase:
    """The base of some paths: as its files are, or as they were committed. Raises Refused for what is no revision."""
    if revision is None:
        return FactBase.load(paths, cache, processes=processes)
    from factbase.questions.history import NoRevision, load_revision

    try:
        return load_revision(paths, revision, cache)
    except NoRevision as problem:
        raise Refused(str(problem)) from None


def watched(paths: Iterable[Path]) -> Callable[[], bool]:
    """Whether all still stands under some paths as it does now, asked whenever one wants to know."""
    from factbase.files.seen import Seen  # late: a command reads its files once

    seen = Seen.of(paths)
    return lambda: seen.stands


def project(path: Path) -> Settings:
    """What settings say of a base at a path, or of one that is asked for there; what is wrong in them, loading the base tells."""
    return settings_of(DiskFolder(path if os.path.isdir(path) else path.parent))[0]


def named_bases(settings: Settings) -> list[Path]:
    """The base that settings name. Raises Refused where that lies out of their folder: who wrote them is not who asks."""
    folder = Path(settings.path or "").parent
    return [within(settings, folder / each, each, "--base") for each in settings.bases]


def within(settings: Settings, path: Path, named: str, option: str) -> Path:
    """A path that settings name. Raises Refused where its real place, links followed, is out of their folder."""
    if below(os.path.realpath(path), os.path.realpath(Path(settings.path or "").parent)) is None:
        raise Refused(f"{settings.path} names `{named}`, which leads out of its folder; name it with {option}", USAGE)
    return path


def settled(base: FactBase) -> tuple[str, ...]:
    """What an interrupted command was writing, and loading the base has finished."""
    return tuple(each.message for each in base.diagnostics if each.code == "L106")


R = TypeVar("R")


def rewriting(
    rewritten: Callable[[Context], Outcome[R]], on: Context, nothing: R, formats: Mapping[str, Format[R]]
) -> Outcome[R]:
    """What a request that writes files of the base comes to: worked out again where others wrote, and `nothing` where it cannot be."""
    for _ in range(TRIES):
        try:
            return rewritten(on)
        except Changed:
            continue
        except OSError as problem:
            remark = block([f"{problem.filename}: {problem.strerror}"])
            return Outcome(nothing, formats, remarks=(remark,), code=FINDINGS)
    return Outcome(nothing, formats, problems=(diagnose("L108", None, hint="try it again"),), code=FINDINGS)


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
