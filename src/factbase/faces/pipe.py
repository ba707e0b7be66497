"""A session fed from a pipe: in, lines; out, the same answers as the REPL prints. A goal may span lines, up to its `.`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from factbase.faces.session import Quit, Session

__all__ = ["complete", "entries", "run"]


def complete(text: str) -> bool:
    """Whether an entry is whole: a command, or text whose last line, without its comment, ends with `.`."""
    stripped = text.strip()
    if not stripped or stripped.startswith(":"):
        return True
    last = stripped.splitlines()[-1]
    return last.split("%")[0].rstrip().endswith(".") or last.rstrip().endswith(".")


def entries(stream: TextIO) -> Iterator[str]:
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
    session.greeting()
    if session.base.errors:
        print(session.greeting(), file=sys.stderr)
    try:
        for entry in entries(sys.stdin):
            for block in session.execute(entry):
                print(block)
    except Quit:
        pass
    return 1 if session.failed else 0
