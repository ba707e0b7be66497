"""The text of a stranger's page, read in a process of its own: in, its bytes; out, its text, or that it is none, or costs too much.

What a page may cost no library of pages bounds: some thousand nested elements or a page of a PDF that draws itself take hours. So the
process has so much time of the processor and so much memory, and a fault in machine code ends it and nothing else. Where a system bounds no
process, the time is the clock's.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from factbase.files.node import UnreadableFile
from factbase.ground.controls import as_line
from factbase.ground.diagnostic import InternalError
from factbase.sources.page import text_of

try:
    import resource
except ImportError:  # Windows has no such bounds
    LIMITED = False
else:
    LIMITED = True

__all__ = ["MEMORY", "confined"]

SECONDS = 4
PER_MEGABYTE = {".pdf": 8, **dict.fromkeys([".docx", ".docm", ".dotx", ".dotm"], 4)}
"""Seconds more for each megabyte: a book of four hundred pages has two, and takes ten seconds. Markup has its own bound."""
MEMORY = 1 << 30
_REFUSED = 3  # the exit code where what is printed is why there is no text
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from factbase.sources.confined import serve; serve()"


def _seconds(path: Path, length: int) -> int:
    """The seconds of the processor that a page of so many bytes may take."""
    return SECONDS + PER_MEGABYTE.get(path.suffix.lower(), 0) * length // 1_000_000


def confined(path: Path, held: bytes) -> bytes:
    """The text of a page, in UTF-8. Raises UnreadableFile."""
    seconds = _seconds(path, len(held))
    # The same modules as here, and none of the folder in which the command was given.
    command = [sys.executable, "-I", "-c", _START, json.dumps(sys.path), os.fspath(path), str(seconds), str(MEMORY)]
    try:
        done = subprocess.run(command, input=held, capture_output=True, timeout=None if LIMITED else seconds)
    except subprocess.TimeoutExpired:
        raise _too_slow(path, seconds) from None
    match done.returncode:
        case 0:
            return done.stdout
        case code if code == _REFUSED:
            raise UnreadableFile(done.stdout.decode("utf-8", "surrogateescape"))
        case code if LIMITED and code == -signal.SIGXCPU:
            raise _too_slow(path, seconds)
        case code if code < 0:
            raise UnreadableFile(
                f"`{as_line(str(path))}` cannot be read: {signal.Signals(-code).name} ended its reader"
            )
        case _:
            raise InternalError(done.stderr.decode("utf-8", "replace"))


def _too_slow(path: Path, seconds: int) -> UnreadableFile:
    why = f"takes more than {seconds} second{'s' if seconds > 1 else ''} to be read"
    return UnreadableFile(
        f"`{as_line(str(path))}` {why}: have another program write its text, and name that as the source"
    )


def serve() -> None:
    """Reads the page on the standard input, by its path, seconds and bytes of memory, and prints its text or what is wrong."""
    path, (seconds, memory) = Path(sys.argv[2]), map(int, sys.argv[3:])
    if LIMITED:
        for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
            with suppress(ValueError, OSError):  # a bound that is lower already, or that this system has not
                resource.setrlimit(
                    what, (most, most + (what == resource.RLIMIT_CPU))
                )  # past the second, no signal says why
    code = 0
    try:
        output = text_of(path, sys.stdin.buffer.read()).encode()
    except MemoryError:
        output, code = (
            f"`{as_line(str(path))}` takes more than {memory >> 20:,} MiB of memory to be read".encode(),
            _REFUSED,
        )
    except UnreadableFile as problem:
        output, code = str(problem).encode("utf-8", "surrogateescape"), _REFUSED
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()
    os._exit(code)  # a tree of a million elements is not taken down first
