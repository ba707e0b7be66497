"""What commands have in common: in, an option's declaration or the parsed arguments; out, parsers, and what the options say.

Options are declared when a command is asked for: only one of them all is in a process, and what shows help is rarely needed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TextIO

from factbase.base import FactBase
from factbase.engine.base import Engine
from factbase.faces.engines import Engines, engine_option
from factbase.faces.patience import Patience
from factbase.faces.screen import mark_of, say
from factbase.ground.controls import as_line
from factbase.ground.date import Date, parse_date
from factbase.ground.keeping import distrusted
from factbase.program.view import View
from factbase.render.paint import Paint, ansi, plain

__all__ = [
    "BUG",
    "DONE",
    "FINDINGS",
    "INTERRUPTED",
    "LEFT",
    "UNWRITABLE",
    "USAGE",
    "Declare",
    "Parser",
    "cache_of",
    "engine_of",
    "engines_of",
    "goal_option",
    "no_revision",
    "paint_for",
    "paths_of",
    "patience_of",
    "solving_options",
    "tell_settled",
    "today",
    "view_of",
    "view_options",
]

DONE, FINDINGS, USAGE = 0, 1, 2
"""The exit codes of all commands."""
BUG, UNWRITABLE, INTERRUPTED, LEFT = 70, 74, 130, 141
"""Those of commands that were ended: as `sysexits.h` numbers them, and as a shell does a signal, of which a reader who leaves is one."""

MOST_SECONDS = 1e8  # three years: what a timer of the system can be set to

Declare = Callable[[argparse.ArgumentParser], None]
"""Adds the options of a command to its parser."""

# argparse makes a formatter for each option that is declared; without a width it would measure the terminal with what takes long to import.
_UNSEEN = partial(argparse.HelpFormatter, width=80)


class Parser(argparse.ArgumentParser):
    """A parser that declares its options when it first reads arguments."""

    def __init__(self, *, declare: Declare = lambda parser: None, **settings: Any) -> None:
        super().__init__(formatter_class=_UNSEEN, **settings)
        self.color = False  # newer ones would colour help by escapes of their own
        self._declare = declare

    def error(self, message: str) -> NoReturn:
        super().error(as_line(message))  # it names what was typed

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        declare, self._declare = self._declare, lambda parser: None
        declare(self)
        return super().parse_known_args(args, namespace)

    def format_usage(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_usage()

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()


def solving_options(parser: argparse.ArgumentParser) -> None:
    """The options of the commands that solve."""
    view_options(parser)
    engine_option(parser)


def view_options(parser: argparse.ArgumentParser) -> None:
    """The options that name a base and a view of it."""
    keep = argparse.SUPPRESS  # an option before the command is kept where it is not given again after it
    base = "a file or folder; repeatable; default: facts"
    parser.add_argument("--base", metavar="PATH", action="append", type=Path, default=keep, help=base)
    parser.add_argument("--at", metavar="DATE", type=_date, default=keep, help="as of this date; default: today")
    rev = "the base as it was committed at this git revision; to ask, not to change"
    parser.add_argument("--base-rev", metavar="REV", default=keep, help=rev)
    known = "only sources published by this date"
    parser.add_argument("--known-by", metavar="DATE", type=_date, default=keep, help=known)
    seconds = "of the processor's time for a question; default: 4, and 20 for each megabyte of the base"
    parser.add_argument("--seconds", metavar="N", type=_seconds, default=keep, help=seconds)


def goal_option(parser: argparse.ArgumentParser) -> None:
    """The goal of the commands that are asked one."""
    parser.add_argument("goal", metavar="GOAL", type=_typed, help="one or more literals, separated by commas")


def _typed(text: str) -> str:
    """A text of the command line, which is UTF-8 as files are, whatever the locale."""
    return os.fsencode(text).decode("utf-8", "surrogateescape")


def _date(text: str) -> Date:
    try:
        return today() if text == "today" else parse_date(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= MOST_SECONDS:
        raise argparse.ArgumentTypeError("write a number of seconds that is more than 0")
    return seconds


def today() -> Date:
    """The as-of date of a command that is given none."""
    return parse_date(date.today().isoformat())


def view_of(options: argparse.Namespace) -> View:
    """The view that the options name."""
    return View(options.at or today(), options.known_by)


def paths_of(options: argparse.Namespace) -> list[Path]:
    """The base as named. Without a name it is `facts`; where there is none, that is a mistake in the command."""
    no_revision(options)
    if not options.base and not Path("facts").exists():
        say("factbase: error: there is no folder `facts` here; name the base with --base PATH", sys.stderr)
        raise SystemExit(USAGE)
    return options.base or [Path("facts")]


def no_revision(options: argparse.Namespace) -> None:
    """Stops a command that takes the files as they are where a revision of them is named."""
    if options.base_rev is not None:
        print(
            "factbase: error: --base-rev is for commands that only ask; this one takes the files as they are",
            file=sys.stderr,
        )
        raise SystemExit(USAGE)


def cache_of(options: argparse.Namespace) -> Path | None:
    """Where parsed files are kept between runs, None for nowhere; that a folder is not used is said once a command."""
    if "cache" not in options:
        options.cache, doubt = _cache_folder()
        if doubt is not None:
            say(f"factbase: nothing is kept between runs: {doubt}", sys.stderr)
    cache: Path | None = options.cache
    return cache


def _cache_folder() -> tuple[Path | None, str | None]:
    """The folder that the environment names, or why it is not used.

    It must be an absolute path, for what is kept there is believed, and compiled kernels are run: a folder beside a stranger's base is
    none of the user's."""
    named = os.environ.get("FACTBASE_CACHE")
    if named == "":
        return None, None
    if named is not None:
        folder = Path(named)
        if not folder.is_absolute():
            return None, f"FACTBASE_CACHE is `{folder}`, which is no absolute path"
    else:
        home = os.environ.get("XDG_CACHE_HOME", "")
        try:  # a relative one is to be ignored: XDG Base Directory Specification, 0.8
            folder = (Path(home) if os.path.isabs(home) else Path.home() / ".cache") / "factbase" / "trees"
        except RuntimeError:
            return None, "this user has no home folder"
    doubt = distrusted(folder)
    return (folder, None) if doubt is None else (None, f"`{folder}`: {doubt}")


def engine_of(options: argparse.Namespace) -> Engine:
    """The engine that the options name, the same for the whole command. Its kernels are kept beside the parsed files."""
    return engines_of(options).engine


def engines_of(options: argparse.Namespace) -> Engines:
    """The engine with what it took, made when it is first asked for."""
    if "engines" not in options:
        options.engines = Engines(options.engine, cache_of(options), patience_of(options))
    engines: Engines = options.engines
    return engines


def patience_of(options: argparse.Namespace) -> Patience:
    """How long each question of the command may take."""
    if "patience" not in options:
        asked = options.paths if "paths" in options else ()
        options.patience = Patience(options.seconds, [*(options.base or [Path("facts")]), *asked])
    patience: Patience = options.patience
    return patience


def paint_for(stream: TextIO | None = None) -> Paint:
    """Colours for a terminal, none for anything else; of standard output where no stream is given."""
    stream = stream or sys.stdout
    mark = mark_of(stream)
    return ansi(mark) if mark and stream.isatty() and "NO_COLOR" not in os.environ else plain


def tell_settled(base: FactBase) -> bool:
    """Says on standard error what an interrupted command was writing and is finished now, and whether there was such a thing."""
    settled = [each for each in base.diagnostics if each.code == "L106"]
    for each in settled:
        say(each.message, sys.stderr)
    return bool(settled)
