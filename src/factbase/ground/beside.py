"""Work done side by side by several processes: in, pieces of it that do not wait for one another; out, what each comes to, in their order.

Nothing that comes out tells how many there were, or which did a piece: one that another process did not bring, whatever ended that, is done
here, and what is wrong with it is raised here. None outlives this one by more than a piece, nor takes more of the processor's time than it.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from typing import IO, Any, Generic, TypeVar

from factbase.ground.dataclass import dataclass

__all__ = ["Sending", "side_by_side"]

T = TypeVar("T")

_BYTES = 4  # of the number of a piece, or of several in a row
_NUMBERS = 4_000  # that wait at most: a pipe holds as many whatever the system


@dataclass(frozen=True, slots=True)
class Sending(Generic[T]):
    """How what a piece comes to is sent: as plain data (tuples, lists and dicts of numbers, texts and None), and read for its number.

    `read` gives None for what it takes to do the piece again."""

    plain: Callable[[T], Any]
    read: Callable[[int, Any], T | None]


def side_by_side(work: Callable[[int], T], pieces: int, processes: int, sending: Sending[T]) -> list[T]:
    """What `work` gives for the numbers of so many pieces. The processes have all that this one has, and change nothing of it.

    With one process, or where the system makes none that is safe to make, all is done here. More than one are for who has no other thread
    that is in the middle of something: what such a one holds, the new processes would wait for."""
    if processes < 2 or pieces < 2 or not _may_fork():
        return [work(piece) for piece in range(pieces)]
    from tempfile import TemporaryFile  # late: most bases are small, and it imports much

    size = -(-pieces // _NUMBERS)  # pieces in a row that are taken at once
    found: dict[int, T] = {}
    with ExitStack() as files:
        queue = files.enter_context(_queue(range(0, pieces, size)))

        def done() -> Iterator[tuple[int, T]]:
            """The pieces that this process takes, each with what it comes to."""
            while number := queue.read(_BYTES):
                first = int.from_bytes(number)
                for piece in range(first, min(first + size, pieces)):
                    yield piece, work(piece)

        others: dict[int, IO[bytes]] = {}
        try:
            for _ in range(min(processes, pieces) - 1):
                with suppress(OSError):  # no more processes, or no room for what they find
                    brought: IO[bytes] = files.enter_context(TemporaryFile())
                    others[_forked(done, sending.plain, brought)] = brought
            found.update(done())
            while others:
                process = next(iter(others))
                os.waitpid(process, 0)
                found.update(_read(others.pop(process), sending.read))
        finally:
            for process in others:
                with suppress(ProcessLookupError, ChildProcessError):  # where an interrupt came as it had ended
                    os.kill(process, signal.SIGKILL)
                    os.waitpid(process, 0)
    return [found[piece] if piece in found else work(piece) for piece in range(pieces)]


def _queue(numbers: Iterable[int]) -> IO[bytes]:
    """A pipe with some numbers, each of which one process reads."""
    queue, end = os.pipe()
    with open(end, "wb", buffering=0) as put:
        put.write(b"".join(number.to_bytes(_BYTES) for number in numbers))
    return open(queue, "rb", buffering=0)


def _may_fork() -> bool:
    """Whether another process can be made of this one. Elsewhere than on Linux, what a system's libraries hold may not bear it."""
    return sys.platform == "linux" and threading.current_thread() is threading.main_thread()


def _forked(done: Callable[[], Iterable[tuple[int, T]]], plain: Callable[[T], Any], brought: IO[bytes]) -> int:
    """The number of a new process, which does what it takes and writes what that comes to."""
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    here = os.getpid()
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # this one is ended by the other, to which that is told as well
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, left)
        gc.freeze()  # what was there is the other's: to look through it would only copy it
        for piece, result in done():
            if os.getppid() != here:
                break
            marshal.dump((piece, plain(result)), brought)
        brought.flush()
        code = 0
    finally:
        os._exit(code)


def _read(brought: IO[bytes], read: Callable[[int, Any], T | None]) -> dict[int, T]:
    """What a process has found, as far as it came."""
    found: dict[int, T] = {}
    brought.seek(0)
    while True:
        try:
            piece, sent = marshal.load(brought)
        except (EOFError, ValueError, TypeError):
            return found
        result = read(piece, sent)
        if result is not None:
            found[piece] = result
