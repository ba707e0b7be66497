"""The REPL on a terminal: in, what is typed; out, the blocks of a session, a screen at a time. Only exit keys and `:quit` end it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from factbase.faces.commands import Quit, execute, form_of, is_endless
from factbase.faces.ending import ending
from factbase.faces.keys import Keys
from factbase.faces.options import BUG, fitting
from factbase.faces.paging import paged
from factbase.faces.pipe import entries
from factbase.faces.plain import Plain, is_dumb
from factbase.faces.preferences import changed, configuration, first_lines, read_preferences
from factbase.faces.screen import Screen, Unwritable, say
from factbase.faces.session import Session
from factbase.render.wrapped import columns, wrapped
from factbase.requests.request import DONE

if TYPE_CHECKING:
    from factbase.requests.form import Form

__all__ = ["converse", "run"]

MAX_FAILURES = 3  # of the prompt, one after the other, with nothing typed between them

_MORE = "-- more: Enter, a (all), q (no more) -- "
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(session: Session, *, paged: bool = False) -> int:
    """Reads and answers until the user leaves; 0, since what failed was told, where that was no bug of ours. What is `paged` is shown in a
    pager of the system's, whatever the user prefers else."""
    try:
        first = _preferred(session)
        if paged:
            session.prefer(changed(session.preferences, "pager", "less"))
        print(wrapped(session.greeting(), fitting(session.paint)))
        _answer(session, first)
        converse(session, _prompt(session))
    except (EOFError, Quit):
        pass
    return BUG if session.broken else DONE


def _prompt(session: Session) -> Prompting:
    """The prompt that the terminal can have."""
    if is_dumb():
        return Plain(session)
    from factbase.faces.prompt import Prompt  # late: it takes as long to import as all else
    from factbase.faces.remembered import history

    stream = sys.stdout
    terminal = stream.stream if isinstance(stream, Screen) else stream  # what draws by itself sends controls of its own
    return Prompt(session, history(), terminal)


def _preferred(session: Session) -> str:
    """The lines that the user's own configuration has a session begin with. Its settings are in force, its mistakes told."""
    folder, doubt = configuration()
    if folder is None:
        if doubt is not None:
            say(doubt)
        return ""
    preferences, problems = read_preferences(folder)
    session.prefer(preferences)
    first, more = first_lines(folder)
    for problem in (*problems, *more):
        say(problem)
    return first


class Prompting(Protocol):
    """What reads entries, and, where it `draws`, makes facts of passages. `typed` is what stands in the one that is typed."""

    draws: bool

    @property
    def typed(self) -> str: ...

    def read(self, begun: str = "") -> str:
        """What is typed, after what is begun already. Raises EOFError where the user leaves, KeyboardInterrupt where it is dropped."""

    def remember(self, entry: str) -> None:
        """Takes an entry that was written elsewhere."""

    def make(self, form: Form) -> str | None:
        """The statement that a person makes of a form; None where it is left."""


def converse(session: Session, prompt: Prompting) -> None:
    """Reads and answers. Raises EOFError or Quit where the user leaves."""
    failures = 0  # in a row: a prompt that fails each time would do so for ever
    begun = ""
    while failures < MAX_FAILURES:
        try:
            typed = prompt.read(begun)
            failures, begun = 0, ""
        except KeyboardInterrupt:
            begun = ""
            continue
        except (EOFError, Unwritable):
            raise
        except Exception as problem:  # what was typed before is in the session, and that goes on
            failures += 1
            begun = prompt.typed if failures == 1 else ""  # it may be what the prompt cannot draw
            session.broken = True
            say(ending(problem)[0])
            continue
        known = len(session.entries)
        begun = _answer(session, typed, prompt)
        for entry in session.entries[known:]:
            if entry not in typed:  # it was written in an editor
                prompt.remember(entry)


def _answer(session: Session, typed: str, prompt: Prompting | None = None) -> str:
    """Answers each entry of what is typed, one after the other; an interrupt leaves the rest. What was typed while an answer was shown, and
    is no word of that, or the statement that was made of a passage on a terminal. Raises Quit."""
    try:
        for entry in entries(StringIO(typed)):
            with session.engines.patience.limit():
                form = form_of(session, entry) if prompt is not None and prompt.draws else None
                begun = ""
                if is_endless(entry):
                    for block in execute(session, entry):
                        print(wrapped(block, fitting(session.paint)))
                elif form is None or prompt is None:
                    begun = _page(session, execute(session, entry))
            if form is not None and prompt is not None:  # a person may take any time
                return prompt.make(form) or ""
            if begun:
                return begun
    except KeyboardInterrupt as problem:
        print(ending(problem)[0])
    return ""


def _page(session: Session, blocks: Iterable[str]) -> str:
    """Prints blocks and stops at each full screen: Enter or Space goes on, `a` prints all the rest, `q` leaves the rest.

    Anything else that is typed there leaves the rest too, and is given back: it is what the user wants next."""
    if session.preferences.pager == "less":
        return _in_pager(session, blocks)
    keys = Keys()
    room = shutil.get_terminal_size().lines - 2
    left: float = room if session.preferences.pager == "screen" else float("inf")
    for line in chain.from_iterable(block.split("\n") for block in blocks):
        at, rows = 0, _rows(line, session)
        while at < len(rows):
            if left <= 0:
                match typed := _key(keys):
                    case "q" | "Q":
                        return keys.ahead.strip()
                    case "a" | "A":
                        left = float("inf")
                    case "":
                        left = room = shutil.get_terminal_size().lines - 2
                    case _:
                        return typed
                rows = rows if at else _rows(line, session)  # the terminal may have another size by now
            print(rows[at])
            left -= max(1, -(-_width(rows[at]) // max(1, shutil.get_terminal_size().columns)))
            at += 1
    return keys.ahead.strip()


def _rows(line: str, session: Session) -> Sequence[str]:
    """A line of a block in rows as wide as the terminal is."""
    return wrapped(line, fitting(session.paint)).split("\n")


def _in_pager(session: Session, blocks: Iterable[str]) -> str:
    """Prints blocks in a pager. It begins with the first of them: what has the terminal before that, as an editor does, is done by then."""
    left = iter(blocks)
    for first in left:
        with paged(wanted=True):
            for each in chain([first], left):
                print(wrapped(each, fitting(session.paint)))
    return ""


def _width(line: str) -> int:
    """The columns that a line takes."""
    drawn = sys.stdout.drawn(line) if isinstance(sys.stdout, Screen) else line
    return columns(_COLOUR.sub("", drawn).expandtabs())


def _key(keys: Keys) -> str:
    """What is typed at a page: a key of it at once, on a terminal that gives keys; else a line."""
    typed = None if is_dumb() else keys.after(_MORE)
    if typed is not None:
        return typed
    try:
        return input(_MORE).strip()
    except EOFError:  # Ctrl-D
        print()
        return "q"
    except UnicodeDecodeError:  # no word of ours
        return ""
