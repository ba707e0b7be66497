"""The command line: in, arguments; out, text or JSON on standard output and an exit code.

0: done. 1: findings, or mistakes in the user's files or goal. 2: usage. `ask --exit-status`: 0 yes, 3 possible, 4 no, 5 unknown.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import NoReturn, TextIO

from factbase.faces.arguments import Parser, declare, from_system, given_by, read_as
from factbase.faces.ending import ending
from factbase.faces.options import (
    BUG,
    NO_OPTIONS,
    base_options,
    cache_of,
    context_of,
    engine_options,
    engines_of,
    given_in,
    no_base,
    no_revision,
    no_view,
    paint_for,
    paths_of,
    stats_option,
    today,
    view_of,
    with_settings,
)
from factbase.faces.output import fits, output_option, put
from factbase.faces.screen import Unwritable, say, screens
from factbase.requests.engines import EngineChoice
from factbase.requests.request import DONE, FINDINGS, USAGE, Refused
from factbase.requests.table import Entry, Where, entries

__all__ = ["HELP", "SERVE", "SERVES", "main"]

HELP = "help"
"""A command that is no request: it is answered by the parser."""

SERVE, SERVES = "serve", "show the base in a browser on this machine: its pages, and the answers to any goal"
"""One that is none either: a face of its own, as the session is."""

PORT = 8372


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Lets through what is a bug of ours."""
    with screens():
        try:
            code = _run(argv)
            sys.stdout.flush()  # here, so that what cannot be written is noticed here
        except (Exception, KeyboardInterrupt) as problem:
            line, code = ending(problem)
            if code == BUG:
                raise
            with suppress(Unwritable):
                sys.stdout.flush()  # what was printed before stands above
            if line:
                say(line, sys.stderr)
        return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        parser = _parser()
        if "_ARGCOMPLETE" in os.environ:  # a shell asks what may follow on its command line
            _complete(parser)
        options = parser.parse_args(argv)
        with_settings(options)
        code = int(options.run(options))
        if options.stats:
            _print_stats(options.engines)
    except SystemExit as stop:  # of argparse, and of what stops a command in the middle
        return stop.code if isinstance(stop.code, int) else DONE
    return code


def _complete(parser: argparse.ArgumentParser) -> NoReturn:
    with suppress(ImportError):  # the script of a shell may outlive what it calls
        from factbase.faces.completing import complete

        complete(parser)
    raise SystemExit(USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="factbase", description="Facts with checked citations, rules over them, and answers that end in quotes."
    )
    parser.set_defaults(
        run=_repl,
        **NO_OPTIONS,
        stats=False,
        paged=False,
        output=None,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show which version this is, and exit")
    base_options(parser)
    engine_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for entry in entries(Where.COMMAND):
        commands.add_parser(entry.name, help=entry.help, declare=partial(_command, entry))
    commands.add_parser(SERVE, help=SERVES, declare=_serve)
    commands.add_parser(HELP, help="what a command takes, as its --help; without one, which there are", declare=_help)
    return parser


def _serve(parser: argparse.ArgumentParser) -> None:
    port = f"where it listens, on this machine alone; 0 for any that is free; default: {PORT}"
    parser.add_argument("--port", metavar="N", type=read_as(_port), default=PORT, help=port)
    base_options(parser)
    engine_options(parser)
    parser.set_defaults(run=_served)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65_535:
        raise ValueError("write a number from 0 to 65535")
    return int(text)


def _served(options: argparse.Namespace) -> int:
    try:
        from factbase.faces.serving.serve import serve  # late: nothing else listens

        return serve(options)
    except Refused as problem:
        say(f"factbase {SERVE}: {problem}", sys.stderr)
        return problem.code


def _help(parser: argparse.ArgumentParser) -> None:
    names = [*(entry.name for entry in entries(Where.COMMAND)), SERVE]
    parser.add_argument("command", metavar="COMMAND", nargs="?", choices=names)
    parser.set_defaults(run=lambda options: _parser().parse_args([*filter(None, [options.command]), "--help"]))


class _Version(argparse.Action):
    """Prints the version that is installed, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version  # late: it takes as long to import as a tenth of a command

        say(f"factbase {version('factbase')}")
        raise SystemExit(DONE)


def _command(entry: Entry, parser: argparse.ArgumentParser) -> None:
    """Declares a command: what its request takes, then what all of them do."""
    request = entry.request()
    declare(request, parser, from_system)
    if len(request.formats) > 1:
        output_option(parser)
    if request.stats:
        stats_option(parser)
    base_options(parser, based=request.asks, viewed=request.viewed)
    if request.solves:
        engine_options(parser)
    parser.set_defaults(run=partial(_request, entry))


def _request(entry: Entry, options: argparse.Namespace) -> int:
    """Makes a request, and prints what it comes to."""
    request = given_by(options, entry.request())
    if not request.asks:
        no_base(options, entry.name)
    if not request.viewed:
        no_view(options, entry.name)
    if request.watching:
        from factbase.faces.watching import watch  # late: few checks are made more than once

        return watch(request, options)
    on = context_of(options, request)
    with nullcontext() if request.writing else on.limit():  # what only asks may take so long, and no longer
        try:
            fits(options, request)
            outcome = request.handle(on)
            put(outcome, options)
        except Refused as problem:
            say(f"{'stopped' if problem.code == FINDINGS else f'factbase {entry.name}'}: {problem}", sys.stderr)
            return problem.code
        _print(outcome.beside(options.format, paint_for(sys.stderr)), sys.stderr)
        lines, code = outcome.closing()
    for line in lines:
        say(line, sys.stderr)
    return code


def _print(blocks: Iterable[str], stream: TextIO | None = None) -> None:
    for block in blocks:
        print(block, file=stream)


def _print_stats(engines: EngineChoice) -> None:
    sys.stdout.flush()  # the answers stand above
    _print(engines.statistics(), sys.stderr)


def _repl(options: argparse.Namespace) -> int:
    from factbase.faces.session import Session

    no_revision(options)
    engines = engines_of(options)
    with engines.patience.limit():
        session = Session(
            paths_of(options), view_of(options), today(), engines, paint_for(), cache_of(options), given_in(options)
        )
    run: Callable[[Session], int]
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        from factbase.faces.repl import run as converse

        run = partial(converse, paged=options.paged)
    else:
        from factbase.faces.pipe import run
    return run(session)


if __name__ == "__main__":
    sys.exit(main())
