"""Objects of a git repository: in, the name of a revision or an object; out, its bytes, held against its name.

The git program reads them, in one process that is asked for one object after the other. The repository may be a stranger's, so that process
has nothing of the user's environment or settings, and cannot start another program: for what is missing, git would otherwise run whatever
the repository's own settings name.

Why git, and no library: whoever has a repository has git, of whatever kind the repository is (worktrees, packs, reftables, SHA-256), and
closing it takes the few lines of `_environment`. dulwich and pygit2 read no remote's settings either; but the first needs urllib3 and 10 MB
and takes 70 ms to be imported, the second brings 17 MB of machine code that reads a stranger's bytes in our own process, and both follow
alternates as git does.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from hashlib import new
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self
from weakref import finalize

from factbase.files.enclosed import LeadsOut, enclosed
from factbase.files.folder import UnreadableFile, shown

__all__ = ["MissingObject", "NoRevision", "Repository", "repository_of"]

SILENCE = 4  # seconds without a byte, after which git is taken to wait for something that never comes
CHUNK = 1 << 20
MAX_NAMES = 200  # of revisions that are listed
FREE = 100_000_000  # bytes that are read of a repository, however small they are packed
PACKED = 100  # and so many for each byte on disk: text is packed to a quarter, a bomb to a thousandth, and is there under many names
_NOWHERE = os.devnull  # no folder, so that nothing is in it
_LENGTHS = {40: "sha1", 64: "sha256"}
_SMALL = 100_000  # bytes of what git says of itself


class NoRevision(Exception):
    """There is no git, no repository, no such revision, or nothing of the base in it; the message says which."""


class MissingObject(UnreadableFile):
    """The repository does not have the object."""


class Repository:
    """The objects of one repository: `top` is the folder that it versions, `folder` its `.git`. To be closed."""

    def __init__(self, top: Path, folder: Path) -> None:
        self.top = top
        self._command = _command()
        self._environment = _environment(top, folder)
        self._process: _Process | None = None
        self._left = FREE
        self._read: set[str] = set()

    def object(self, name: str, kind: str, most: int) -> tuple[str, bytes]:
        """The name by its hash and the bytes of an object. Raises MissingObject or UnreadableFile, with what follows its name."""
        if self._process is None:
            self._process = _Process(self._command, self._environment)
            finalize(self, self._process.end)  # a base may be read again long after it was loaded
        try:
            hash_name, content, packed = self._process.ask(name, kind, most, self._left)
        except MissingObject:
            raise
        except UnreadableFile:
            self.close()  # there may be more to come of this answer, or nothing any more
            raise
        self._left += (PACKED * packed if hash_name not in self._read else 0) - len(content)
        self._read.add(hash_name)
        if _named(hash_name, kind, content) != hash_name:
            raise UnreadableFile(f" is not what its name `{hash_name}` says")
        return hash_name, content

    def names(self) -> tuple[str, ...]:
        """The names of its branches and tags, the last changed first, so many at most; none where git does not tell them in time."""
        form = ("--sort=-creatordate", f"--count={MAX_NAMES}", "--format=%(refname:lstrip=2)")
        asked = [self._command, *_SETTINGS, "for-each-ref", *form, "refs/heads", "refs/tags"]
        try:
            told = subprocess.run(
                asked, env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SILENCE, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return ()
        return tuple(told.stdout.decode("utf-8", "replace").splitlines())

    def close(self) -> None:
        """Ends the process; another question starts one again."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


class _Process:
    """`git cat-file`, to be asked for one object after the other; it is killed where it falls silent."""

    def __init__(self, command: str, environment: dict[str, str]) -> None:
        form = "%(objectname) %(objecttype) %(objectsize) %(objectsize:disk)"
        arguments, pipe = [command, *_SETTINGS, "cat-file", f"--batch={form}"], subprocess.PIPE
        try:
            self._git = subprocess.Popen(arguments, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
        except OSError as problem:
            raise NoRevision(f"git cannot be started: {shown(command)}: {problem.strerror}") from None
        self._heard = 0  # how often it said something
        self._asked = False
        self._silent = False
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def ask(self, name: str, kind: str, most: int, left: int) -> tuple[str, bytes, int]:
        """An object of at most so many bytes, of which `left` are free, with how many it takes on disk. Raises as `object`."""
        assert self._git.stdin is not None
        assert self._git.stdout is not None
        self._heard += 1
        self._asked = True
        try:
            self._git.stdin.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            self._git.stdin.flush()
            header = self._git.stdout.readline(CHUNK)
            if header.endswith(b" missing\n"):
                raise MissingObject(" is missing from the repository")
            if header.endswith(b" ambiguous\n"):
                raise UnreadableFile(" may be one of several objects")
            hash_name, _, about = header.decode("utf-8", "replace").rpartition("\n")[0].partition(" ")
            actual, *numbers = about.split(" ")
            if len(numbers) != 2 or not all(number.isdecimal() for number in numbers):
                raise UnreadableFile(self._reason())
            size, packed = map(int, numbers)
            if actual != kind:
                raise UnreadableFile(f" is a {actual}, no {kind}")
            if size > most:
                raise UnreadableFile(f" has {size:,} bytes, more than {most:,}")
            if size > left + PACKED * packed:
                raise UnreadableFile(
                    f" is not read: it takes {packed:,} bytes on disk and would be {size:,}, as others before it"
                )
            pieces = []
            ahead = size + 1  # a line feed ends it
            while ahead:
                self._heard += 1
                piece = self._git.stdout.read(min(ahead, CHUNK))
                if not piece:
                    raise UnreadableFile(self._reason())
                pieces.append(piece)
                ahead -= len(piece)
            return hash_name, b"".join(pieces)[:-1], packed
        except BrokenPipeError:
            raise UnreadableFile(self._reason()) from None
        finally:
            self._asked = False

    def end(self) -> None:
        """Ends the process; a second time does nothing."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._git.kill()  # it only reads
        self._git.communicate()

    def _reason(self) -> str:
        """Why the process is no more."""
        self._git.kill()
        assert self._git.stderr is not None
        if self._silent:
            return f" cannot be read: git said nothing for {SILENCE} seconds"
        lines = self._git.stderr.read(_SMALL).decode("utf-8", "replace").strip().splitlines() or ["it ended"]
        return f" cannot be read by git: {shown(lines[-1].removeprefix('fatal: '))}"

    def _watch(self) -> None:
        heard, silent = self._heard, 0
        while not self._ended.wait(1):
            silent = silent + 1 if self._asked and heard == self._heard else 0
            heard = self._heard
            if silent >= SILENCE:
                self._silent = True
                self._git.kill()
                return


def repository_of(path: Path) -> Repository:
    """The repository whose files a path is one of, though it need not exist any more. Raises NoRevision.

    It is the nearest folder with a `.git`: a bare repository that lies among the files is only files. git's question of who owns the
    folder is not asked, for what that guards against is closed here."""
    for folder in (real := Path(os.path.realpath(path)), *real.parents):
        own = folder / ".git"
        try:
            kind = os.stat(own).st_mode
        except (OSError, ValueError):
            continue
        if stat.S_ISDIR(kind) or stat.S_ISREG(kind):
            try:
                enclosed(own)
            except LeadsOut as problem:
                raise NoRevision(str(problem)) from None
            except (UnreadableFile, OSError) as problem:
                raise NoRevision(f"the repository cannot be read: {problem}") from None
            return Repository(folder, own)
    raise NoRevision(f"`{shown(path)}` is not in a git repository")


def _named(hash_name: str, kind: str, content: bytes) -> str | None:
    """What git names an object with such bytes; None where the given name is no hash."""
    length = _LENGTHS.get(len(hash_name))
    if length is None:
        return None
    digest = new(length, f"{kind} {len(content)}\0".encode(), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


def _command() -> str:
    """Where git is. Raises NoRevision.

    Only whole paths are looked through: a folder of programs that is relative may be the stranger's."""
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    git = shutil.which("git", path=os.pathsep.join(folders))
    if git is None or not os.path.isabs(git):
        raise NoRevision("git is not installed")
    return git


_SETTINGS = ("-c", "core.commitGraph=false", "-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit")
"""Settings that come before those of the repository. A commit graph tells parents that no hash vouches for."""


def _environment(top: Path, folder: Path) -> dict[str, str]:
    """All that git is told. Nothing of the user's: neither `GIT_…`, nor settings, nor where programs are."""
    return {
        # No other program can be started, whatever asks for one: a fetch of what is missing is one, and so is a remote's helper.
        "PATH": _NOWHERE,
        "GIT_EXEC_PATH": _NOWHERE,
        "GIT_NO_LAZY_FETCH": "1",  # git 2.45, and those that were mended after it
        "GIT_ALLOW_PROTOCOL": "none",  # stronger than `protocol.allow`, which the repository overrides for each protocol
        "GIT_TERMINAL_PROMPT": "0",
        # The repository is this one, and no search for it comes upon another.
        "GIT_DIR": os.fspath(folder),
        "GIT_WORK_TREE": os.fspath(top),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "HOME": _NOWHERE,
        "XDG_CONFIG_HOME": _NOWHERE,
        # An object is what its name says, and a commit's parents are those that it names.
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
