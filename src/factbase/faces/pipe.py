"""A session fed from a pipe: in, lines; out, the same answers as the REPL prints. A goal may span lines, up to its `.`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import TextIO

from factbase.faces.commands import Quit, as_command, execute
from factbase.faces.ending import ending
from factbase.faces.patience import Spent
from factbase.faces.screen import say
from factbase.faces.session import Session
from factbase.requests.request import USAGE
from factbase.requests.typed import ended

__all__ = ["complete", "entries", "run"]


def complete(text: str) -> bool:
    """Whether an entry is whole: a command, or text that has ended."""
    return as_command(text) is not None or ended(text)


def entries(stream: Iterable[str]) -> Iterator[str]:
    """The entries of a stream; what is not whole at its end is an entry too."""
    pending = ""
    for line in stream:
        pending += line
        if complete(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def run(session: Session) -> int:
    """Executes every entry of standard input; 1 if anything was refused."""
    greeting = session.greeting()
    if session.base.errors:
        print(greeting, file=sys.stderr)
    try:
        for entry in entries(_typed(sys.stdin)):
            try:
                with session.engines.patience.limit():
                    for block in execute(session, entry):
                        print(block)
            except Spent as problem:
                session.failed = True
                print(ending(problem)[0])
    except Quit:
        pass
    except _Unread as problem:
        say(f"factbase: error: standard input cannot be read: {problem}", sys.stderr)
        return USAGE
    return session.code


class _Unread(Exception):
    """Standard input gives nothing; the message says why."""


def _typed(stream: TextIO | None) -> Iterator[str]:
    """The lines of a stream, which are UTF-8 as files are, whatever the locale; a byte that is not is shown as what it is."""
    if stream is None:
        raise _Unread("it is closed")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        yield from stream
    except OSError as problem:
        raise _Unread(problem.strerror or str(problem)) from None
