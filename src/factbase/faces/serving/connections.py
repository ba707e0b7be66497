"""What one server takes of its readers: in, their connections; out, no more of them than the system has room for, and none that only waits.

The web server has no such bounds: it would hold each connection on which half a question stands, until no file can be opened any more.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["AT_A_TIME", "MOST", "Bounded"]

PATIENCE = 20.0  # seconds for a question to come whole


def _most() -> int:
    """How many connections there may be at once: a browser has six, and one for each page that is seen."""
    if sys.platform == "win32":
        return 400  # so many can be waited for
    import resource  # late: no such thing on Windows

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1_000 if soft == resource.RLIM_INFINITY else min(1_000, soft // 2)


MOST = _most()
"""Connections at once: half of the files that a process may open, at most."""

AT_A_TIME = max(1, MOST // 10)
"""Connections that are taken in before any of them is looked at; the system keeps others waiting."""


class Bounded(H11Protocol):
    """A connection that is closed where there are too many, or where a question does not come whole in time."""

    _waiting: asyncio.TimerHandle | None = None
    _is_refused = False

    def connection_made(self, transport: Any) -> None:
        """Takes a connection, or closes it."""
        if len(self.connections) >= MOST:
            self._is_refused = True
            transport.abort()
            return
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets a connection go."""
        self._wait_no_more()
        if not self._is_refused:
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what comes over a connection: a question, or a part of one."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait_no_more()  # it is whole, and is answered
        elif self._waiting is None:
            self._wait()

    def _wait(self) -> None:
        self._waiting = asyncio.get_running_loop().call_later(PATIENCE, self._give_up)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()
