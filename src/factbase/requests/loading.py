"""Loading: in, paths, and a revision where one is meant; out, the base as it is or as it was committed, and what that had to finish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factbase.base import FactBase
from factbase.requests.request import Refused

__all__ = ["load", "settled"]


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
