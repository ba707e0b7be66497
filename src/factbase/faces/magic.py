"""The cell magic of notebooks: in, a cell of goals, statements and commands; out, each result shown as a notebook shows it.

    %load_ext factbase

    %%factbase --base facts --at 2019-09-01
    direct_channel(A, B)

A cell goes on with the session of the cells before it, and reads its base again where a file has changed. What is wrong is told in the
words of the command line, without a traceback.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from IPython.display import display

from factbase.base import View
from factbase.faces.arguments import LineParser, Mistyped
from factbase.faces.commands import Quit, as_command, execute
from factbase.faces.displayed import MOST, Displayed
from factbase.faces.ending import ending
from factbase.faces.options import (
    NO_OPTIONS,
    base_options,
    cache_of,
    engine_options,
    engines_of,
    given_in,
    no_revision,
    paths_of,
    today,
    view_of,
    with_settings,
)
from factbase.faces.patience import Spent
from factbase.faces.screen import say
from factbase.faces.session import Session
from factbase.ground.controls import as_text
from factbase.ground.dataclass import dataclass
from factbase.render.paint import joined, plain
from factbase.render.problems import diagnostics_text
from factbase.requests.loading import watched
from factbase.requests.request import Outcome
from factbase.requests.typed import is_enough
from factbase.result.result import Result
from factbase.result.told import Told

__all__ = ["CellMagic", "register"]

_GOES_ON = frozenset('",.@;')
"""What no goal, no statement and no command begins with."""


@dataclass(frozen=True, repr=False, eq=False)
class _Shown(Displayed):
    """What a goal or a command of a cell comes to, with its text."""

    told: Told
    text: str

    @property
    def _told(self) -> Told:
        return self.told

    def __str__(self) -> str:
        return self.text


class _CellSession(Session):
    """A session whose results are shown by the notebook; what is no result is text, as in any session."""

    def told(self, outcome: Outcome[Any], form: str) -> Iterator[str]:
        if form != "text" or outcome.refused or not isinstance(outcome.result, Told):
            yield from super().told(outcome, form)
            return
        if isinstance(outcome.result, Result):
            outcome = replace(outcome, result=outcome.result.first(MOST))
        yield from outcome.beside("html", plain)
        shown = _Shown(outcome.result, as_text(joined(outcome.blocks("text", plain))))
        display(shown)  # type: ignore[no-untyped-call]  # IPython types a part of itself


class CellMagic:
    """`%%factbase`: the first cell opens a session, later ones go on with it; one that names another base or engine opens another."""

    def __init__(self) -> None:
        self._session: Session | None = None
        self._named: object = None
        self._stands: Callable[[], bool] = lambda: False

    def __call__(self, line: str, cell: str) -> None:
        """Asks all that stands in a cell, in the view that the options after `%%factbase` give to this cell."""
        try:
            options = _options(line)
            session = self._opened(options)
        except Mistyped as problem:
            say(str(problem), sys.stderr)
        except SystemExit:
            return  # what stops a command has been said
        except Exception as problem:
            say(ending(problem)[0], sys.stderr)
        else:
            if session is None:
                return
            view, given = session.view, session.given
            if given_in(options) & {"at", "known_by"}:
                session.view, session.given = view_of(options), given_in(options)
            asked = session.view
            _ask(session, cell)
            if session.view == asked:  # else a command of the cell set another, which stays
                session.view, session.given = view, given

    def _opened(self, options: Any) -> Session | None:
        """The session of the cells before, or another where another base is named; None where that has errors, which are told."""
        named = (tuple(options.base or ()), *(getattr(options, name) for name in _OF_ENGINES))
        given = given_in(options) | options.written
        if self._session is None or (given & {"base", *_OF_ENGINES} and named != self._named):
            engines, stands = engines_of(options), watched(paths_of(options))
            with engines.patience.limit():
                session = _CellSession(
                    paths_of(options), View(today()), today(), engines, plain, cache_of(options), frozenset()
                )
            if options.at is not None and "at" not in given:  # that of the settings
                session.view = View(options.at)
            if _is_broken(session):
                return None
            self._session, self._named, self._stands = session, named, stands
        elif not self._stands():
            stands = watched(self._session.paths)
            with self._session.engines.patience.limit():
                told = list(self._session.reload())
            print("the files have changed, and were read again")
            for each in told:
                print(as_text(each))
            if _is_broken(self._session):
                return None
            self._stands = stands
        return self._session


def _is_broken(session: Session) -> bool:
    """Whether a base has errors, which are told."""
    if not session.base.errors:
        return False
    print(as_text(diagnostics_text(session.base.errors, plain)))
    print("nothing is asked: mend this, and run the cell again")
    return True


_OF_ENGINES = ("engine", "seconds", "memory", "disk", "spill", "cluster")


def _options(line: str) -> Any:
    """The options of a cell, those of the command line. Raises Mistyped."""
    parser = LineParser(prog="%%factbase", add_help=False)
    parser.set_defaults(**NO_OPTIONS)
    base_options(parser)
    engine_options(parser)
    try:
        words = shlex.split(line)
    except ValueError as problem:
        raise Mistyped(f"%%factbase: {str(problem).lower()}") from None
    if "--help" in words:
        print(as_text(parser.format_help().rstrip()))
        raise SystemExit
    options = parser.parse_args(words)
    options.written = frozenset(name for name in _OF_ENGINES if getattr(options, name) is not None)
    no_revision(options)
    with_settings(options)
    return options


def _entries(cell: str, session: Session) -> Iterator[str]:
    """The goals, statements and commands of a cell: each begins a line; what is indented, or begins as none of them, goes on with the last.

    So a goal needs no `.`, and a quote may stand in the line under its fact."""
    entry = ""
    for line in cell.splitlines(keepends=True):
        begins = entry.strip() and not line[:1].isspace() and line[0] not in _GOES_ON
        if begins and (as_command(entry) is not None or is_enough(entry, session.base.cache)):
            yield entry
            entry = ""
        entry += line
    yield from [entry] if entry.strip() else []


def _ask(session: Session, cell: str) -> None:
    """Asks each entry of a cell in turn."""
    for entry in _entries(cell, session):
        try:
            with session.engines.patience.limit():
                for block in execute(session, entry):
                    print(as_text(block))
        except Quit:
            return
        except (Spent, KeyboardInterrupt) as problem:
            print(as_text(ending(problem)[0]))
            return


def register(shell: Any) -> None:
    """Gives a notebook's shell the magic."""
    shell.register_magic_function(CellMagic().__call__, "cell", "factbase")
