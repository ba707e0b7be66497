"""The base as it was committed: in, paths and a git revision; out, a FactBase of what stood there, read through git's plumbing.

Nothing is checked out and nothing in the repository is written: blobs are copied into a folder that is gone once the base is loaded.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from factbase.base import FactBase

__all__ = ["NoRevision", "Revision", "load_revision"]

_FILE_MODES = (b"100644", b"100755")  # no links: one could lead out of the base


class NoRevision(Exception):
    """There is no git, no repository, no such revision, or nothing of the base in it; the message says which."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A base as of a commit. Its places are in a folder that is gone; `shown` writes them as git does, `REV:path`."""

    base: FactBase
    commit: str
    folder: str

    def shown(self, text: str) -> str:
        """A text of this base with its places as git writes them."""
        return text.replace(f"{self.folder}/", f"{self.commit[:10]}:")


def load_revision(paths: Sequence[Path], revision: str, cache: Path | None) -> Revision:
    """The base of some paths as it was committed at a revision. Raises NoRevision."""
    top = _top(paths[0])
    found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise NoRevision(f"there is no revision `{revision}` in {top}")
    commit = found.decode().strip()
    with TemporaryDirectory(prefix="factbase-") as name:
        folder = Path(name).resolve()
        moved = [_export(top, commit, path, folder) for path in paths]
        return Revision(FactBase.load(moved, cache), commit, str(folder))


def _top(path: Path) -> Path:
    """The top of the repository that holds a path, which need not exist any more."""
    start = next(each for each in (path, *path.resolve().parents) if each.is_dir())
    found = _git(start, "rev-parse", "--show-toplevel")
    if found is None:
        raise NoRevision(f"`{path}` is not in a git repository")
    return Path(found.decode().rstrip("\n")).resolve()


def _export(top: Path, commit: str, path: Path, folder: Path) -> Path:
    """Copies what a path held at a commit below `folder`, and gives where it is."""
    whole = path.resolve()
    if not whole.is_relative_to(top):
        raise NoRevision(f"`{path}` is not in the repository {top}")
    within = whole.relative_to(top).as_posix()
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *([] if within == "." else ["--", within]))
    entries = [entry for entry in (listed or b"").split(b"\0") if entry]
    if not entries:
        raise NoRevision(f"`{path}` is not in revision {commit[:10]}")
    blobs: list[tuple[str, str]] = []
    for entry in entries:
        about, _, name = entry.partition(b"\t")
        mode, _, rest = about.partition(b" ")
        if mode in _FILE_MODES:
            blobs.append((rest.split(b" ")[1].decode(), name.decode("utf-8", "surrogateescape")))
    contents = _blobs(top, [blob for blob, _ in blobs])
    for (_, held), content in zip(blobs, contents, strict=True):
        target = folder / held
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder if within == "." else folder / within


def _blobs(top: Path, names: Sequence[str]) -> list[bytes]:
    """The contents of some blobs, by one process."""
    found = _git(top, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    if found is None:
        raise NoRevision(f"git cannot read the files of {top}")
    contents: list[bytes] = []
    at = 0
    for _ in names:
        end = found.index(b"\n", at)
        size = int(found[at:end].split(b" ")[2])
        contents.append(found[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it fails."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed") from None
    return done.stdout if done.returncode == 0 else None
