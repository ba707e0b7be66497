"""What a repository's own files lead to: in, its `.git`; out, nothing, or the reason why it is not read.

A stranger's `.git` may name another folder of the user's, whole or in part: as the repository, as its objects, as settings. git follows
all of that. Here a repository is what lies in its own folder, and a worktree's or a submodule's where both name each other.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from factbase.files.disk import open_named
from factbase.files.folder import MissingFile, UnreadableFile, shown

__all__ = ["LeadsOut", "enclosed"]

_SMALL = 1_000_000  # bytes of what names a repository's folders, or of its settings
_INCLUDE = re.compile(r"\[\s*include(?:if)?[\s\]\".]", re.IGNORECASE)
_WORKTREE = re.compile(r"^\s*worktree\s*=\s*\"?(.*?)\"?\s*$", re.IGNORECASE | re.MULTILINE)


class LeadsOut(Exception):
    """A repository is not all in its own folder; the message says where it leads out, and what can be done."""


def enclosed(own: Path) -> None:
    """Raises LeadsOut where a `.git` leads out of the repository, and UnreadableFile where that cannot be seen."""
    if os.path.islink(own):
        raise LeadsOut(f"`{shown(own)}` is a link: name the base in the folder to which it leads")
    folder = own if os.path.isdir(own) else _named_by(own)
    common = _common(folder, linked=folder != own)
    for each in dict.fromkeys((folder, common)):
        _no_links(each, common)
        for name in ("config", "config.worktree"):
            if _INCLUDE.search(_text(each / name)):
                raise LeadsOut(f"`{shown(each / name)}` includes settings from elsewhere")
    if _text(common / "objects" / "info" / "alternates").strip():
        hint = "`git repack -a -d` makes it whole, and that file superfluous"
        place = shown(common / "objects" / "info" / "alternates")
        raise LeadsOut(f"the repository takes objects from other folders, by `{place}`; {hint}")


def _named_by(own: Path) -> Path:
    """The folder that a file `.git` names, which names it in turn: that of a linked worktree, or of a submodule."""
    said = _text(own).strip()
    if not said.startswith("gitdir: "):
        raise UnreadableFile(f"`{shown(own)}` names no folder")
    folder = own.parent / said.removeprefix("gitdir: ")
    back = _text(folder / "gitdir").strip()  # of a worktree
    if back and os.path.realpath(folder / back) == os.path.realpath(own):
        return folder
    for named in _WORKTREE.findall(_text(folder / "config")):  # of a submodule
        if os.path.realpath(folder / named) == os.path.realpath(own.parent):
            return folder
    raise LeadsOut(f"`{shown(own)}` names a repository that does not name it: `{shown(folder)}`")


def _common(folder: Path, *, linked: bool) -> Path:
    """The folder of the objects: a worktree's is that of the repository among whose worktrees it stands."""
    said = _text(folder / "commondir").strip()
    if not said:
        return folder
    common = folder / said
    if not linked or os.path.realpath(folder.parent) != os.path.join(os.path.realpath(common), "worktrees"):
        raise LeadsOut(f"`{shown(folder / 'commondir')}` names the objects of another repository")
    return common


def _no_links(folder: Path, common: Path) -> None:
    """Raises LeadsOut for a link below a folder that leads out of the repository's."""
    inside = os.path.realpath(common)
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    target = os.path.realpath(entry.path)
                    if os.path.commonpath((inside, target)) != inside:
                        raise LeadsOut(f"`{shown(Path(entry.path))}` is a link that leads out of the repository")
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _text(path: Path) -> str:
    """A file of the repository; nothing where there is none."""
    try:
        with open_named(path, _SMALL) as file:
            return file.content().decode("utf-8", "surrogateescape")
    except MissingFile:
        return ""
