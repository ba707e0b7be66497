"""Transactions: in, files that are to stand in the folder of a base; out, all of them there or none, whatever comes in between.

What is to be written stands first in a hidden folder of the base, then a journal names it: from then on it is decided. Whoever opens
the base next finishes what a journal has decided, and takes away what never came to one.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from factbase.files.opened import DIRECTORY, NOFOLLOW, opened
from factbase.files.seen import Seen
from factbase.ground.controls import as_line
from factbase.ground.dataclass import dataclass

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, two commands that write at once are not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["HIDDEN", "STAGE", "TRIES", "Addition", "Changed", "Unfinished", "commit", "reading", "settle"]

STAGE = ".factbase-load"
"""The hidden folder in the folder of a base where a transaction stands until it is done."""

HIDDEN = frozenset({".github/workflows/factbase.yml", ".pre-commit-config.yaml", "facts/.gitattributes"})
"""The hidden files that a new base has. None of them runs by being there, and whoever hands on a folder can put them in it himself."""

TRIES = 20
"""How often what is to be written is worked out again, where others wrote at the same time, before it is given up."""

_JOURNAL = "journal"
MAX_JOURNAL_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Addition:
    """A file to be written into a base: where to, and its bytes. Only one that `replaces` may take the place of another."""

    path: Path
    content: bytes
    replaces: bool = False


class Changed(Exception):
    """The base is no longer what it was when it was read: what was found out about it may not hold any more."""


class Unfinished(OSError):
    """A transaction that was interrupted, and can be neither finished nor taken back; `strerror` says why."""


# ---- one at a time


@contextmanager
def reading(folders: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """While it lasts, nothing is written into the folders; gives the files of interrupted transactions that it finished first.

    Raises Unfinished."""
    wanted = tuple(dict.fromkeys(folder.resolve() for folder in folders if os.path.isdir(folder)))
    finished: list[Path] = []
    while True:
        for folder in wanted:
            if _interrupted(folder):
                finished += settle(folder)
        with ExitStack() as stack:
            for folder in wanted:
                with suppress(OSError):  # where nothing can be locked, nothing can be written by us either
                    stack.enter_context(_locked(folder, exclusive=False))
            if not any(map(_interrupted, wanted)):  # nobody was killed in between
                yield tuple(finished)
                return


@contextmanager
def _locked(folder: Path, *, exclusive: bool) -> Iterator[None]:
    """The lock of a folder, for which others wait. It ends with the process, however that ends."""
    if fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY | DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
    finally:
        os.close(held)


def _interrupted(folder: Path) -> bool:
    return os.path.lexists(folder / STAGE)


# ---- writing


def commit(folder: Path, additions: Sequence[Addition], seen: Seen | None = None) -> None:
    """Writes files into a folder, all or none; they are on the disk when it returns.

    `seen` is what stood there before the base was read: raises Changed where it is another now. Raises OSError having written
    nothing; FileExistsError where another file stands in the place of one that does not replace it."""
    folder = folder.resolve()
    with _locked(folder, exclusive=True):
        _settled(folder)
        if seen is not None and not seen.stands:
            raise Changed
        if not additions:
            return
        try:
            _put_all(folder, _stage(folder, additions))
        finally:
            _clear(folder)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a transaction: where to in the folder, the name of its staged bytes and their hash, and of those it replaces."""

    to: tuple[str, ...]
    name: str
    sha256: str
    was: str | None  # None where nothing may stand there
    replaces: bool


def _stage(folder: Path, additions: Sequence[Addition]) -> list[_Entry]:
    """Writes the bytes and then the journal of a transaction."""
    stage = folder / STAGE
    stage.mkdir(mode=0o755)
    entries: list[_Entry] = []
    for number, addition in enumerate(additions):
        # What links lead to is settled here, once; below no link is followed any more.
        place = addition.path.parent.resolve() / addition.path.name
        to = place.relative_to(folder).parts
        if not _may_stand(to):
            raise OSError(errno.EINVAL, "its name is hidden, or acts on what shows it", str(addition.path))
        was = None
        if addition.replaces:
            with opened(folder, to[:-1]) as parent:
                held = parent.held(to[-1])
            if held is not None:
                was = sha256(held).hexdigest()
                _write(stage / f"{number}.was", held, addition.path)
        _write(stage / str(number), addition.content, addition.path)
        entries.append(_Entry(to, str(number), sha256(addition.content).hexdigest(), was, addition.replaces))
    listed = [
        {"to": list(e.to), "name": e.name, "sha256": e.sha256, "was": e.was, "replaces": e.replaces} for e in entries
    ]
    _write(stage / f"{_JOURNAL}.new", json.dumps({"version": 1, "files": listed}).encode(), stage)
    with opened(folder) as top, opened(folder, (STAGE,)) as staged:
        staged.sync()
        os.rename(stage / f"{_JOURNAL}.new", stage / _JOURNAL)
        staged.sync()
        top.sync()
    return entries


def _may_stand(to: Sequence[str]) -> bool:
    """Whether a file may be written there. Hidden names are others' own: git's, where a stranger's journal could put a program; and
    other programs show names as they are."""
    return bool(to) and all(
        part
        and (not part.startswith(".") or "/".join(to) in HIDDEN)
        and not set(part) & set("/\\\0")
        and as_line(part) == part
        for part in to
    )


def _write(path: Path, content: bytes, what: Path) -> None:
    """Writes a staged file to the disk. Raises OSError that names the file for which it stands."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW, 0o644), "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
    except OSError as problem:
        raise type(problem)(problem.errno, problem.strerror, str(what)) from None


def _put_all(folder: Path, entries: Sequence[_Entry]) -> None:
    """Puts all staged files in their places, or takes back those that it put there."""
    parents = {folder.joinpath(*entry.to[:n]) for entry in entries for n in range(1, len(entry.to))}
    missing = sorted((parent for parent in parents if not parent.exists()), reverse=True)
    done: list[_Entry] = []
    try:
        for entry in entries:
            if _put(folder, entry):
                done.append(entry)
    except BaseException:  # an interrupt as well
        for entry in reversed(done):
            _take_back(folder, entry)
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


def _put(folder: Path, entry: _Entry) -> bool:
    """Puts a staged file in its place, and says whether it did: not where it stands there already. Raises OSError."""
    with opened(folder, entry.to[:-1], make=True) as parent, opened(folder, (STAGE,)) as stage:
        held = parent.held(entry.to[-1])
        now = sha256(held).hexdigest() if held is not None else None
        if now == entry.sha256:
            return False
        if now != entry.was:
            raise FileExistsError(errno.EEXIST, "another file stands there", str(folder.joinpath(*entry.to)))
        origin, target = stage.name(entry.name), parent.name(entry.to[-1])
        at = {"src_dir_fd": stage.descriptor, "dst_dir_fd": parent.descriptor}
        if held is not None:
            os.replace(origin, target, **at)
        else:
            try:
                os.link(origin, target, follow_symlinks=False, **at)  # replaces nothing
            except OSError as problem:
                if problem.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                    raise
                os.rename(origin, target, **at)  # a file system without links
        parent.sync()
    return True


def _take_back(folder: Path, entry: _Entry) -> None:
    with opened(folder, entry.to[:-1]) as parent, opened(folder, (STAGE,)) as stage:
        target = parent.name(entry.to[-1])
        if entry.was is None:
            os.unlink(target, dir_fd=parent.descriptor)
        else:
            origin = stage.name(f"{entry.name}.was")
            os.replace(origin, target, src_dir_fd=stage.descriptor, dst_dir_fd=parent.descriptor)


def _clear(folder: Path) -> None:
    """Takes away what stood of a transaction: the journal first, so that what is left of it decides nothing."""
    with suppress(FileNotFoundError):
        with opened(folder, (STAGE,)) as stage:
            there = os.listdir(stage.path if stage.descriptor is None else stage.descriptor)
            for name in sorted(there, key=lambda name: name != _JOURNAL):
                os.unlink(stage.name(name), dir_fd=stage.descriptor)
                if name == _JOURNAL:
                    stage.sync()
        os.rmdir(folder / STAGE)


# ---- what somebody left who was killed


def settle(folder: Path) -> tuple[Path, ...]:
    """Finishes an interrupted transaction of a folder, or takes away one that was not decided: the files that it has put in place.

    A journal may be a stranger's: it puts files of its own folder where none stand, within the folder of the base, and no more than
    that. Raises Unfinished."""
    try:
        with _locked(folder.resolve(), exclusive=True):
            return _settled(folder.resolve())
    except Unfinished:
        raise
    except OSError as problem:
        raise _unfinished(folder, problem) from None


def _settled(folder: Path) -> tuple[Path, ...]:
    if not _interrupted(folder):  # somebody else has settled it
        return ()
    try:
        entries = _journal(folder)
        put = tuple(folder.joinpath(*entry.to) for entry in entries if _put(folder, entry))
        _clear(folder)
    except OSError as problem:
        raise _unfinished(folder, problem) from None
    return put


def _unfinished(folder: Path, problem: OSError) -> Unfinished:
    if isinstance(problem, Unfinished):
        return problem
    said = f"{problem.filename}: {problem.strerror}" if problem.filename else f"{problem.strerror or problem}"
    return Unfinished(problem.errno, said, str(folder / STAGE))


def _journal(folder: Path) -> tuple[_Entry, ...]:
    """What a journal decides; nothing where there is none."""
    with opened(folder, (STAGE,)) as stage:
        held = stage.held(_JOURNAL, MAX_JOURNAL_BYTES)
        try:
            entries = tuple(map(_entry, json.loads(held)["files"])) if held is not None else ()
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Unfinished(errno.EINVAL, "its journal cannot be read", str(folder / STAGE)) from None
        for entry in entries:
            staged = stage.held(entry.name)
            if staged is None:
                with suppress(FileNotFoundError), opened(folder, entry.to[:-1]) as parent:
                    staged = parent.held(entry.to[-1])  # it was moved there
            if staged is None or sha256(staged).hexdigest() != entry.sha256:
                raise Unfinished(errno.EINVAL, f"`{entry.name}` is not what the journal says", str(folder / STAGE))
    return entries


def _entry(read: Any) -> _Entry:
    """An entry as it was read. Raises ValueError, KeyError or TypeError where it is none that `commit` writes."""
    to = tuple(read["to"])
    if not all(isinstance(part, str) for part in to) or not _may_stand(to):
        raise ValueError
    if not isinstance(read["name"], str) or not read["name"].isdecimal():
        raise ValueError
    was, replaces = read["was"], read["replaces"] is True
    if was is not None and not (replaces and isinstance(was, str)):
        raise ValueError
    return _Entry(to, read["name"], str(read["sha256"]), was, replaces)
