"""The base as it was committed: in, paths and a git revision; out, a FactBase of what stood there.

Nothing is checked out, and nothing is written anywhere. Places are those of git, `REV:path`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factbase.base import FactBase
from factbase.files.git import NoRevision
from factbase.files.revision import Revision

__all__ = ["NoRevision", "load_revision"]


def load_revision(paths: Sequence[Path], revision: str, cache: Path | None) -> FactBase:
    """The base of some paths as it was committed at a revision. Raises NoRevision."""
    with Revision(paths, revision) as files:
        return FactBase.load(paths, cache, files)
