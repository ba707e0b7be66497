"""What commands have in common: in, the options of the command line; out, what requests are asked of, and how a face waits for them.

Options are declared when a command is asked for: only one of them all is in a process, and what shows help is rarely needed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from factbase.base import FactBase, View
from factbase.faces.arguments import read_as
from factbase.faces.caching import cache_folder
from factbase.faces.engines import Engines, processors
from factbase.faces.patience import Patience, seconds_of
from factbase.faces.progress import Working
from factbase.faces.screen import mark_of, say
from factbase.ground.controls import as_line
from factbase.ground.date import Date, parse_date
from factbase.ground.size import parse_size
from factbase.render.paint import Paint, ansi, plain
from factbase.requests.engines import ENGINES, Resources
from factbase.requests.loading import load, named_bases, project, settled
from factbase.requests.request import USAGE, Context, Refused, Request

__all__ = [
    "BUG",
    "INTERRUPTED",
    "LEFT",
    "NO_OPTIONS",
    "UNWRITABLE",
    "base_options",
    "cache_of",
    "context_of",
    "engine_options",
    "engines_of",
    "fitting",
    "given_in",
    "no_base",
    "no_revision",
    "no_view",
    "paint_for",
    "paths_of",
    "resources_of",
    "stats_option",
    "today",
    "view_of",
    "with_settings",
]

BUG, UNWRITABLE, INTERRUPTED, LEFT = 70, 74, 130, 141
"""The exit codes of commands that were ended: as `sysexits.h` numbers them, and as a shell does a signal (a reader who leaves is one)."""

MOST_MEMORY, MOST_DISK = 0.8, 0.9  # of what there is, and of what is free: as DuckDB takes by itself
NO_OPTIONS: Mapping[str, None] = dict.fromkeys(
    ("base", "at", "known_by", "base_rev", "seconds", "engine", "memory", "disk", "spill", "cluster")
)
"""The options that commands have in common, none of which is given."""

T = TypeVar("T")

MOST_PROCESSES = 8  # each has all that this one has, and copies what it touches


def base_options(parser: argparse.ArgumentParser, *, based: bool = True, viewed: bool = True) -> None:
    """The options that name a base and a view of it, which help does not show where there is none: `no_base` and `no_view` refuse them."""
    keep = argparse.SUPPRESS  # an option before the command is kept where it is not given again after it
    base = "a file or folder; repeatable; default: facts" if based else keep
    parser.add_argument("--base", metavar="PATH", action="append", type=Path, default=keep, help=base)
    at = "as of this date; default: today" if viewed else keep
    parser.add_argument("--at", metavar="DATE", type=read_as(_date), default=keep, help=at)
    rev = "the base as it was committed at this git revision; to ask, not to change" if based else keep
    parser.add_argument("--base-rev", metavar="REV", default=keep, help=rev)
    known = "only sources published by this date" if viewed else keep
    parser.add_argument("--known-by", metavar="DATE", type=read_as(_date), default=keep, help=known)
    seconds = (
        "of the processor's time for a question; default: 4, and 20 for each megabyte of the base" if based else keep
    )
    parser.add_argument("--seconds", metavar="N", type=read_as(_seconds), default=keep, help=seconds)
    shown = "show what is printed in $PAGER, or less, where that is a terminal"
    parser.add_argument("--paged", action="store_true", default=keep, help=shown)


def engine_options(parser: argparse.ArgumentParser) -> None:
    """The options of all commands that solve."""
    keep = argparse.SUPPRESS  # one before the command is kept where it is not given again after it
    text = "what solves; default: auto, by the work that it is"
    parser.add_argument("--engine", choices=ENGINES, default=keep, help=text)
    memory = "of the engine duckdb; past it, it goes on in files; default: most of the machine's"
    parser.add_argument("--memory", metavar="SIZE", type=read_as(parse_size), default=keep, help=memory)
    disk = "that these files may take; default: most of what is free"
    parser.add_argument("--disk", metavar="SIZE", type=read_as(parse_size), default=keep, help=disk)
    spill = "where duckdb and spark write them; of a cluster, a folder that all its machines see"
    parser.add_argument("--spill", metavar="FOLDER", type=read_as(_folder), default=keep, help=spill)
    cluster = "where the engine spark runs: local[N], spark://HOST:PORT, or sc://HOST:PORT; default: here"
    parser.add_argument("--cluster", metavar="ADDRESS", type=read_as(_cluster), default=keep, help=cluster)


def stats_option(parser: argparse.ArgumentParser) -> None:
    """The option of the commands that answer."""
    text = "say on standard error which engine solved, in how many rounds and rows, and what each rule took"
    parser.add_argument("--stats", action="store_true", help=text)


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise ValueError(f"there is no folder `{as_line(text)}`")
    return folder.absolute()


def _cluster(text: str) -> str:
    if not _CLUSTER.fullmatch(text):
        raise ValueError("write local[2], spark://host:7077, or sc://host:15002 for Spark Connect")
    return text


_CLUSTER = re.compile(r"local(\[([0-9]{1,4}|\*)\])?|(spark|sc|k8s)://[\x21-\x7e]+|yarn")


def _date(text: str) -> Date:
    return today() if text == "today" else parse_date(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    return seconds_of(seconds)


def today() -> Date:
    """The as-of date of a command that is given none."""
    return parse_date(date.today().isoformat())


def with_settings(options: argparse.Namespace) -> None:
    """Gives a command the base, the date and the engine that settings name, where its options do not. Options go before."""
    named = ("at", "known_by", "base", "base_rev")
    options.given = frozenset(name for name in named if getattr(options, name) is not None)
    if not options.base:
        try:
            options.base = named_bases(project(Path()))
        except Refused as problem:
            say(f"factbase: error: {problem}", sys.stderr)
            raise SystemExit(problem.code) from None
    asked = getattr(options, "paths", None) or options.base or [Path("facts")]
    settings = project(asked[0])
    if options.at is None and settings.at is not None:
        options.at = _date(settings.at)
    options.engine = options.engine or settings.engine or "auto"
    # Whoever hands one a base may make it take less, never more; where it is solved, and where that is written, the user alone says.
    options.spill = options.spill or _named_in("FACTBASE_SPILL", _folder)
    options.memory = options.memory or _lower(settings.memory, MOST_MEMORY, _memory)
    options.disk = options.disk or _lower(settings.disk, MOST_DISK, lambda: _free(options.spill))
    options.cluster = options.cluster or _named_in("FACTBASE_CLUSTER", _cluster) or ""


def _lower(named: int | None, part: float, there: Callable[[], int]) -> int | None:
    """What a base names, where that is less than an engine takes by itself: so much of what is there."""
    return None if named is None or named > part * there() else named


def _free(folder: Path | None) -> int:
    """The bytes that are free where an engine writes."""
    from shutil import disk_usage  # late: few settings name a size
    from tempfile import gettempdir

    return disk_usage(folder or gettempdir()).free


def _memory() -> int:
    """The bytes of memory of this machine; 0 where that is not known."""
    known = hasattr(os, "sysconf") and {"SC_PAGE_SIZE", "SC_PHYS_PAGES"} <= os.sysconf_names.keys()
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if known else 0


def _named_in(variable: str, read: Callable[[str], T]) -> T | None:
    """What a variable of the environment names; a mistake in it is one of the command."""
    named = os.environ.get(variable)
    try:
        return read(named) if named else None
    except ValueError as problem:
        say(f"factbase: error: {variable}: {problem}", sys.stderr)
        raise SystemExit(USAGE) from None


def view_of(options: argparse.Namespace) -> View:
    """The view of a command."""
    return View(options.at or today(), options.known_by)


def given_in(options: argparse.Namespace) -> frozenset[str]:
    """What of the view and of the base the user has named with this very command."""
    given: frozenset[str] = options.given
    return given


def paths_of(options: argparse.Namespace) -> list[Path]:
    """The base as named. Without a name it is `facts`; where there is none, that is a mistake in the command."""
    if not options.base and not Path("facts").exists():
        say("factbase: error: there is no folder `facts` here; name the base with --base PATH", sys.stderr)
        raise SystemExit(USAGE)
    return options.base or [Path("facts")]


def no_revision(options: argparse.Namespace) -> None:
    """Stops a command that takes the files as they are where a revision of them is named."""
    if options.base_rev is not None:
        say(
            "factbase: error: --base-rev is for commands that only ask; this one takes the files as they are",
            sys.stderr,
        )
        raise SystemExit(USAGE)


def no_base(options: argparse.Namespace, command: str) -> None:
    """Stops a command that asks no base where it is given one."""
    for name, option in (("base", "--base"), ("base_rev", "--base-rev")):
        if name in options.given:
            say(f"factbase {command}: error: takes no {option}: it asks no base", sys.stderr)
            raise SystemExit(USAGE)


def no_view(options: argparse.Namespace, command: str) -> None:
    """Stops a command that is asked of all days, whatever was known by then, where it is given a date."""
    for name, option in (("at", "--at"), ("known_by", "--known-by")):
        if name in options.given:
            why = "it does the same whatever the day, and whatever was known by it"
            say(f"factbase {command}: error: takes no {option}: {why}", sys.stderr)
            raise SystemExit(USAGE)


def context_of(options: argparse.Namespace, request: Request) -> Context:
    """What a request of the command line is asked of. Stops where its base is not there."""
    is_put_beside = request.viewed and not request.based  # what it writes is no part of the base, but tells of it
    if (request.writing and not is_put_beside) or request.compares or request.watching:
        no_revision(options)
    if request.writing and request.based:
        paths_of(options)
    named = tuple(options.base or [Path("facts")])
    cache, revision = cache_of(options), options.base_rev

    def loaded(paths: Sequence[Path]) -> FactBase:
        asked = tuple(paths) or (named if revision is not None else tuple(paths_of(options)))
        with Working("loading"):
            base = load(asked, revision, cache, min(MOST_PROCESSES, processors()))
        for line in settled(base):
            say(line, sys.stderr)
        return base

    engines = engines_of(options)
    return Context(
        loaded,
        view_of(options),
        engines.engine,
        named,
        cache,
        lambda what: Working(what, engines.tally),
        engines.patience.limit,
        engines.patience.ask,
        given_in(options),
        in_short=getattr(options, "format", None) == "text",
    )


def cache_of(options: argparse.Namespace) -> Path | None:
    """Where parsed files are kept between runs, None for nowhere; that a folder is not used is said once a command."""
    if "cache" not in options:
        options.cache, doubt = cache_folder()
        if doubt is not None:
            say(f"factbase: nothing is kept between runs: {doubt}", sys.stderr)
    cache: Path | None = options.cache
    return cache


def engines_of(options: argparse.Namespace) -> Engines:
    """The engine of a command, made when it is first asked for. Its kernels are kept beside the parsed files."""
    if "engines" not in options:
        asked = options.paths if "paths" in options else ()
        patience = Patience(options.seconds, [*(options.base or [Path("facts")]), *asked])
        options.engines = Engines(options.engine, cache_of(options), patience, resources_of(options))
    engines: Engines = options.engines
    return engines


def resources_of(options: argparse.Namespace) -> Resources:
    """What the engines of a command may take."""
    return Resources(options.memory, options.disk, options.spill, options.cluster)


def paint_for(stream: TextIO | None = None) -> Paint:
    """Colours and columns of a terminal, none for anything else; of standard output where no stream is given."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return plain
    mark = mark_of(stream)
    coloured = mark and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return fitting(ansi(mark) if coloured else plain)


def fitting(paint: Paint) -> Paint:
    """Paint for as many columns as the terminal has by now; for what is no terminal, as it is."""
    if not sys.stdout.isatty():
        return paint
    from shutil import get_terminal_size  # late: nobody asks for the columns of a pipe

    return replace(paint, columns=get_terminal_size().columns)
