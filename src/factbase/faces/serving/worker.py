"""The other end of the process that answers: in, questions of many readers; out, their replies, one after another.

A process that ends by itself, or does not stop when it is told to, is begun anew.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from factbase.faces.serving.desk import HURRY, Question, Reply, Reread, Served, work

__all__ = ["Worker"]

GRACE = 5.0  # seconds in which a question that is stopped must end
TURN = 0.2
WAITING = 20  # questions in line; one more is sent away


class Worker:
    """A process that answers for a base."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._line = asyncio.Lock()
        self._waiting = 0
        self._asking = False
        self._begin()

    def _begin(self) -> Reply:
        """A process that has read the base; what that came to."""
        context = get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=work, args=(self._served, other), daemon=True)
        self._process.start()
        other.close()
        self.begun = self._received(self._connection)
        return self.begun

    async def ask(self, question: Question) -> Reply:
        """The reply to a question, once those before it are answered."""
        if self._waiting >= WAITING:
            return Reply("Too many questions are waiting.", "text/plain", 503)
        self._waiting += 1
        try:
            async with self._line:
                self._asking = True
                return await asyncio.to_thread(self._asked, question)
        finally:
            self._asking = False
            self._waiting -= 1

    async def stop(self) -> None:
        """Stops what is being answered. What does not stop is ended, and begun anew with the next question."""
        if not self._asking:
            return
        process = self._process
        if process.pid is not None and sys.platform != "win32":
            for _ in range(int(GRACE / TURN)):
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGINT)  # again: it may have been about to begin
                await asyncio.sleep(TURN)
                if not self._asking:
                    return
        process.kill()

    def end(self) -> None:
        """Ends the process."""
        self._connection.close()
        self._process.join(0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _asked(self, question: Question) -> Reply:
        if not self._process.is_alive():
            self._begin()
            if isinstance(question, Reread):
                return self.begun
        try:
            self._connection.send(question)
        except OSError:
            return _ended()
        if HURRY is not None and self._process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, HURRY)  # now that the question is there, nothing else is begun before it
        return self._received(self._connection)

    @staticmethod
    def _received(connection: Connection) -> Reply:
        try:
            reply = connection.recv()
        except (EOFError, OSError):
            return _ended()
        assert isinstance(reply, Reply)
        return reply


def _ended() -> Reply:
    return Reply(
        "What answers was ended: the question was stopped, or took more memory than there is.", "text/plain", 503
    )
