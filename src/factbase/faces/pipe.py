"""A session fed from a pipe: in, lines; out, the same answers as the REPL prints. A goal may span lines, up to its `.`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

from factbase.faces.commands import Quit, execute
from factbase.faces.session import Session
from factbase.syntax.parse import whole

__all__ = ["complete", "entries", "run"]


def complete(text: str) -> bool:
    """Whether an entry is whole: a command, or text whose last statement has come to its `.`.

    So is a goal with a question mark at its end, as other languages have it: it is refused, where more lines would not mend it."""
    return text.lstrip().startswith(":") or whole(text) or re.search(r"\)\s*\?\s*\Z", text) is not None


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
    greeting = session.greeting()
    if session.base.errors:
        print(greeting, file=sys.stderr)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    try:
        for entry in entries(sys.stdin):
            for block in execute(session, entry):
                print(block)
    except Quit:
        pass
    return 1 if session.failed else 0
