"""A folder of files that are made, put in place whole: in, its files one by one; out, the folder with all of them, or as it was before.

What is written stands in a hidden folder beside it until the last file is there. Only a folder that was made so, and that nobody has put
anything into since, is ever replaced: it has a list of its files. Who reads it meanwhile finds the old one or the new one. They need not be
on the disk when it returns: the power may take away a new folder, which can be made again.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factbase.files.opened import DIRECTORY, NOFOLLOW

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, two commands that write at once are not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["Made", "NotReplaced", "replaced"]

_HEAD = "the files that factbase has made here; a folder with any other is not replaced\n"
_IN_THE_WAY = "is in the way, and is not of factbase"
_MOST = 500_000_000  # bytes of a list


class NotReplaced(OSError):
    """A folder is not replaced, for it is not one that was made so; `strerror` says why."""


class Made:
    """The files of a folder while it is made."""

    def __init__(self, folder: Path, mark: str) -> None:
        self._folder = folder
        self._mark = mark
        self._names: list[str] = []
        self._folders: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Writes a file, whose path has `/` between its parts. Raises OSError, FileExistsError for one that is there already."""
        parts = path.split("/")
        assert all(part and part not in (".", "..") and not set(part) & set("\\\0\n") for part in parts), path
        folder = "/".join(parts[:-1])
        if folder not in self._folders:
            self._folder.joinpath(*parts[:-1]).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        with open(self._folder.joinpath(*parts), "xb") as file:
            file.write(content)
        self._names.append(path)

    def finish(self) -> None:
        """Writes the list of the files."""
        text = _HEAD + "".join(f"{name}\n" for name in sorted(self._names))
        (self._folder / self._mark).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replaced(folder: Path, mark: str) -> Iterator[Made]:
    """What takes the files of a folder, which stands when the block ends well. `mark` is the name of the list of its files.

    Raises NotReplaced and OSError, and leaves what stood there."""
    folder = Path(os.path.abspath(folder))
    new, old = folder.parent / f".{folder.name}.new", folder.parent / f".{folder.name}.old"
    if not folder.name:
        raise NotReplaced(errno.EINVAL, "is no folder that can be made", str(folder))
    with _alone(new, mark):
        try:
            if os.path.lexists(old) and not os.path.lexists(folder):
                _ours(old, mark)
                os.rename(old, folder)  # a run was killed between the two
            _ours(folder, mark)
            made = Made(new, mark)
            yield made
            made.finish()
            _ours(folder, mark)  # it took a while
            _put(new, old, folder, mark)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(new: Path, mark: str) -> Iterator[None]:
    """While it lasts, nobody else makes the folder: the new one is empty, and locked."""
    if not new.parent.is_dir():
        raise NotReplaced(errno.ENOENT, "is no folder: make it first", str(new.parent))
    with suppress(FileExistsError):
        new.mkdir()
    if new.is_symlink() or not new.is_dir():
        raise NotReplaced(errno.EEXIST, _IN_THE_WAY, str(new))
    held = os.open(new, os.O_RDONLY | DIRECTORY | NOFOLLOW) if fcntl is not None else None
    try:
        if fcntl is not None and held is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise NotReplaced(errno.EBUSY, "is being written by another command", str(new)) from None
        with os.scandir(new) as there:
            names = {each.name for each in there}
        if mark in names and f"{mark}.new" not in names:
            _ours(new, mark)  # it was whole when its run was killed
        elif names and f"{mark}.new" not in names:
            raise NotReplaced(errno.EEXIST, _IN_THE_WAY, str(new))
        for name in names - {f"{mark}.new"}:  # of a run that was killed
            each = new / name
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        (new / f"{mark}.new").write_bytes(b"")
        yield
    finally:
        if held is not None:
            os.close(held)


def _put(new: Path, old: Path, folder: Path, mark: str) -> None:
    """Puts the new folder in the place of the old one."""
    (new / f"{mark}.new").unlink()
    if not os.path.lexists(folder):
        os.rename(new, folder)
        return
    if os.path.lexists(old):
        _ours(old, mark)
        shutil.rmtree(old)
    os.rename(folder, old)
    try:
        os.rename(new, folder)
    except BaseException:
        os.rename(old, folder)
        raise


def _ours(folder: Path, mark: str) -> None:
    """Raises NotReplaced where something stands at a path that is not a folder made so, or has more in it than was made."""
    if not os.path.lexists(folder):
        return
    if folder.is_symlink():
        raise NotReplaced(errno.EEXIST, "is a link, and no folder is put in the place of one", str(folder))
    if not folder.is_dir():
        raise NotReplaced(errno.EEXIST, "is a file, and no folder is put in its place", str(folder))
    names = _listed(folder / mark)
    for path, folders, files in os.walk(folder):
        for name in (*files, *(each for each in folders if os.path.islink(os.path.join(path, each)))):
            file = Path(path, name)
            within = file.relative_to(folder).as_posix()
            if names is None:
                raise NotReplaced(errno.EEXIST, f"is not a folder that factbase made: it has `{within}`", str(folder))
            if within not in names and within != mark:
                raise NotReplaced(errno.EEXIST, f"has `{within}`, which factbase did not make: move it", str(folder))


def _listed(mark: Path) -> frozenset[str] | None:
    """The files that a list names; None where there is no list."""
    try:
        held = os.open(mark, os.O_RDONLY | NOFOLLOW)
    except OSError:
        return None
    with open(held, "rb") as file:
        text = file.read(_MOST).decode("utf-8", "replace")
    return frozenset(text.removeprefix(_HEAD).split("\n")) if text.startswith(_HEAD) else None
