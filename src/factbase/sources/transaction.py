"""Transactions: in, files that are to stand in the folder of a base; out, all of them there or none, whatever comes in between.

What is to be written stands first in a hidden folder of the base, then a journal names it: from then on it is decided. Whoever opens
the base next finishes what a journal has decided, and takes away what never came to one.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, two commands that write at once are not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["STAGE", "TRIES", "Addition", "Changed", "Seen", "Unfinished", "commit", "reading", "settle"]

STAGE = ".factbase-load"
"""The hidden folder in the folder of a base where a transaction stands until it is done."""

TRIES = 20
"""How often what is to be written is worked out again, where others wrote at the same time, before it is given up."""

_JOURNAL = "journal"
MAX_JOURNAL_BYTES = 50_000_000
_DIRECTORY = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_BY_DESCRIPTOR = os.link in os.supports_dir_fd


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


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood under some paths before a base was read from them: each file with what any change of it changes."""

    paths: tuple[Path, ...]
    files: frozenset[tuple[str, int, int, int, int]]
    ours: frozenset[str] = frozenset()  # what we have written since

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Seen:
        """What stands there now; hidden files do not count."""
        paths = tuple(paths)
        return cls(paths, frozenset(_files(paths)))

    def but_for(self, path: Path) -> Seen:
        """This, whatever stands at one path now."""
        ours = self.ours | {str(path)}
        return Seen(self.paths, frozenset(file for file in self.files if file[0] not in ours), ours)

    @property
    def stands(self) -> bool:
        """Whether nothing has changed since."""
        return self.files == {file for file in _files(self.paths) if file[0] not in self.ours}


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, int, int, int, int]]:
    stack = [str(path) for path in paths]
    while stack:
        path = stack.pop()
        try:
            about = os.stat(path)
            if stat.S_ISDIR(about.st_mode):  # its entries say what is in it
                yield path, about.st_ino, 0, 0, 0
                with os.scandir(path) as entries:
                    stack += [e.path for e in entries if not e.name.startswith(".") and not _link_to_folder(e)]
            else:
                yield path, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
        except OSError:
            yield path, 0, 0, 0, 0


def _link_to_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and entry.is_dir()


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
    held = os.open(folder, os.O_RDONLY | _DIRECTORY)
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
        if _interrupted(folder):
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
        was = None
        if addition.replaces:
            with _parent(folder, to, make=False) as (at, parent):
                held = _held(at, parent, to[-1])
            if held is not None:
                was = sha256(held).hexdigest()
                _write(stage / f"{number}.was", held, addition.path)
        _write(stage / str(number), addition.content, addition.path)
        entries.append(_Entry(to, str(number), sha256(addition.content).hexdigest(), was, addition.replaces))
    listed = [
        {"to": list(e.to), "name": e.name, "sha256": e.sha256, "was": e.was, "replaces": e.replaces} for e in entries
    ]
    _write(stage / f"{_JOURNAL}.new", json.dumps({"version": 1, "files": listed}).encode(), stage)
    _sync(stage)
    os.rename(stage / f"{_JOURNAL}.new", stage / _JOURNAL)
    _sync(stage)
    _sync(folder)
    return entries


def _write(path: Path, content: bytes, what: Path) -> None:
    """Writes a staged file to the disk. Raises OSError that names the file for which it stands."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o644), "wb") as file:
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
    with _parent(folder, entry.to, make=True) as (at, parent), _opened(folder, (STAGE,)) as (source, staged):
        name = entry.to[-1]
        held = _held(at, parent, name)
        now = sha256(held).hexdigest() if held is not None else None
        if now == entry.sha256:
            return False
        if now != entry.was:
            raise FileExistsError(errno.EEXIST, "another file stands there", str(folder.joinpath(*entry.to)))
        origin, target = _name(source, staged, entry.name), _name(at, parent, name)
        if held is not None:
            os.replace(origin, target, src_dir_fd=source, dst_dir_fd=at)
        else:
            try:
                os.link(origin, target, src_dir_fd=source, dst_dir_fd=at, follow_symlinks=False)  # replaces nothing
            except OSError as problem:
                if problem.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                    raise
                os.rename(origin, target, src_dir_fd=source, dst_dir_fd=at)  # a file system without links
        _sync_descriptor(at)
    return True


def _take_back(folder: Path, entry: _Entry) -> None:
    with _parent(folder, entry.to, make=False) as (at, parent), _opened(folder, (STAGE,)) as (source, staged):
        target = _name(at, parent, entry.to[-1])
        if entry.was is None:
            os.unlink(target, dir_fd=at)
        else:
            os.replace(_name(source, staged, f"{entry.name}.was"), target, src_dir_fd=source, dst_dir_fd=at)


def _clear(folder: Path) -> None:
    """Takes away what stood of a transaction: the journal first, so that what is left of it decides nothing."""
    with suppress(FileNotFoundError), _opened(folder, (STAGE,)) as (at, stage):
        names = sorted(os.listdir(at if at is not None else stage), key=lambda name: name != _JOURNAL)
        for name in names:
            os.unlink(_name(at, stage, name), dir_fd=at)
            if name == _JOURNAL:
                _sync_descriptor(at)
    with suppress(FileNotFoundError):
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
    try:
        with _opened(folder, (STAGE,)) as (at, stage):
            held = _held(at, stage, _JOURNAL, MAX_JOURNAL_BYTES)
            entries = tuple(map(_entry, json.loads(held)["files"])) if held is not None else ()
            for entry in entries:
                staged = _held(at, stage, entry.name)
                if staged is None:
                    with _parent(folder, entry.to, make=False) as (there, parent):
                        staged = _held(there, parent, entry.to[-1])  # it was moved there
                if staged is None or sha256(staged).hexdigest() != entry.sha256:
                    raise Unfinished(errno.EINVAL, f"`{entry.name}` is not what the journal says", str(folder / STAGE))
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unfinished(errno.EINVAL, "its journal cannot be read", str(folder / STAGE)) from None
    return entries


def _entry(read: Any) -> _Entry:
    """An entry as it was read. Raises ValueError, KeyError or TypeError where it is none that `commit` writes."""
    to = tuple(read["to"])
    good = to and all(isinstance(p, str) and p not in ("", ".", "..") and not set(p) & set("/\\\0") for p in to)
    if not good or to[0] == STAGE or not (isinstance(read["name"], str) and read["name"].isdecimal()):
        raise ValueError
    was, replaces = read["was"], read["replaces"] is True
    if was is not None and not (replaces and isinstance(was, str)):
        raise ValueError
    return _Entry(to, read["name"], str(read["sha256"]), was, replaces)


# ---- places, by descriptors where the system has them: no link is followed below the folder of the base


@contextmanager
def _opened(folder: Path, parts: Sequence[str], *, make: bool = False) -> Iterator[tuple[int | None, Path]]:
    """A folder below another, open, and its path. Raises OSError where one of the parts is a link, or is no folder."""
    path = folder.joinpath(*parts)
    if not _BY_DESCRIPTOR:
        if make:
            path.mkdir(parents=True, exist_ok=True)
        yield None, path
        return
    held = os.open(folder, os.O_RDONLY | _DIRECTORY)
    try:
        for part in parts:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=held)
            try:
                inner = os.open(part, os.O_RDONLY | _DIRECTORY | _NOFOLLOW, dir_fd=held)
            except OSError as problem:
                raise type(problem)(problem.errno, problem.strerror, str(path)) from None
            os.close(held)
            held = inner
        yield held, path
    finally:
        os.close(held)


@contextmanager
def _parent(folder: Path, to: Sequence[str], *, make: bool) -> Iterator[tuple[int | None, Path]]:
    with _opened(folder, to[:-1], make=make) as opened:
        yield opened


def _name(at: int | None, folder: Path, name: str) -> str:
    return name if at is not None else str(folder / name)


def _held(at: int | None, folder: Path, name: str, most: int | None = None) -> bytes | None:
    """The bytes of a file in a folder, None where there is none. Raises OSError for a link, and for what is no file."""
    try:
        opened = os.open(_name(at, folder, name), os.O_RDONLY | _NOFOLLOW, dir_fd=at)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise type(problem)(problem.errno, problem.strerror, str(folder / name)) from None
    with open(opened, "rb") as file:
        about = os.fstat(opened)
        if not stat.S_ISREG(about.st_mode) or (most is not None and about.st_size > most):
            raise OSError(errno.EINVAL, "is not a file that can be read", str(folder / name))
        return file.read()


def _sync(folder: Path) -> None:
    with _opened(folder, ()) as (at, _):
        _sync_descriptor(at)


def _sync_descriptor(at: int | None) -> None:
    if at is not None:
        os.fsync(at)
