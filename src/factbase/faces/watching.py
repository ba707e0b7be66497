"""Watching a base: in, a check that is made again whenever a file changes; out, its report, then what is new or gone since, until Ctrl-C.

What was read stays in memory, and what did not change is not made again. Whatever files hold in the meantime ends nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from factbase.base import FactBase
from factbase.faces.arguments import Mistyped
from factbase.faces.ending import ending
from factbase.faces.options import context_of, engines_of, fitting, paint_for
from factbase.faces.patience import Spent, left_out
from factbase.faces.progress import Working
from factbase.faces.screen import Unwritable, say
from factbase.faces.session import Session
from factbase.render.text import changed_text
from factbase.render.watched import found_by_now, watched_text
from factbase.render.wrapped import wrapped
from factbase.requests.answers import Ask
from factbase.requests.fixing import Check
from factbase.requests.loading import settled
from factbase.requests.request import USAGE, Outcome, Refused, Request
from factbase.result.problem import Problem
from factbase.result.report import Report
from factbase.result.result import Result

__all__ = ["watch", "watch_goal"]

TICK = 200
"""Milliseconds after which it is looked whether a folder that is watched is still the same one."""

FORMATS = ("text", "concise")


def watch(request: Request, options: argparse.Namespace) -> int:
    """Prints the report, and with each change of a file what is new or gone since. It ends by an interrupt only. Raises Refused."""
    assert isinstance(request, Check)  # nothing else is watched
    if options.format not in FORMATS:
        raise Refused(f"--watch tells what is new or gone, which has the formats {' and '.join(FORMATS)}", USAGE)
    if options.output is not None:
        raise Refused("--watch goes on, and takes no --output", USAGE)
    bases: dict[Sequence[Path], FactBase] = {}
    known: Sequence[Problem] | None = None
    on = context_of(options, request)
    # Where other paths are looked at, no base need be there.
    paths = (*request.paths, *(each for each in on.paths if not request.paths or each.exists()))
    for _ in _moments({os.path.abspath(path if path.is_dir() else path.parent) for path in paths}):
        try:
            outcome = _asked(request, options, bases)
        except Unwritable:
            raise
        except (Exception, Spent) as problem:  # the next change finds what was known before this one
            if known is None:
                raise
            say(ending(problem)[0], sys.stderr)
            continue
        report: Report = outcome.result
        concise = options.format == "concise"
        if known is None:
            known = report.diagnostics
            _print(outcome.blocks(options.format, paint_for()))
            continue
        found = found_by_now(known, report)
        _print(watched_text(known, found, report, paint_for(), concise=concise, quiet=request.quiet))
        known = found
    raise AssertionError("moments never end")


def watch_goal(session: Session, goal: str) -> Iterator[str]:
    """The answers to a goal, then what of them is otherwise after each change of the base's files, until an interrupt. Raises Refused, and
    Mistyped.

    The session goes on with the base that it has: `:reload` reads the files."""
    if not goal.strip():
        raise Mistyped("which goal? `:watch direct_channel(A, B)`")
    if not sys.stdin.isatty():
        raise Mistyped("`:watch` goes on until Ctrl-C, and needs a terminal")
    known: Result | None = None
    paint, base = fitting(session.paint), session.base
    for _ in _moments({os.path.abspath(path if path.is_dir() else path.parent) for path in session.paths}):
        left_out(session.engines.patience.seconds)
        base = session.reread() if known is not None else base
        outcome = session.asked_of(base, Ask(goal=goal))
        if outcome.refused:
            yield from outcome.beside("text", paint)
            if known is None:
                return
            continue
        if known is None:
            yield from outcome.blocks("text", paint)
            yield "watching the files; Ctrl-C ends it"
        else:
            changes = list(changed_text(known, outcome.result, paint))
            yield from (wrapped(each, paint) for each in changes)
            if not changes:
                yield "the files changed; the answers are the same, and stand on the same"
        known = outcome.result
        sys.stdout.flush()


def _print(blocks: Iterable[str]) -> None:
    for each in blocks:
        print(each)
    sys.stdout.flush()  # whoever reads this is waiting


def _asked(request: Check, options: argparse.Namespace, bases: dict[Sequence[Path], FactBase]) -> Outcome[Report]:
    """The report on the files as they are now, on this very day; `bases` has what was read before."""
    on, engines = context_of(options, request), engines_of(options)
    engines.forget()

    def loaded(paths: Sequence[Path]) -> FactBase:
        if paths not in bases:
            bases[paths] = on.load(paths)
            return bases[paths]
        with Working("loading"):
            bases[paths] = bases[paths].reread(paths or on.paths)
        for line in settled(bases[paths]):
            say(line, sys.stderr)
        return bases[paths]

    with on.limit():
        return request.handle(replace(on, load=loaded))


def _moments(folders: Iterable[str]) -> Iterator[None]:
    """A moment for each time that files changed, the first one at once: nothing that changes from then on is missed.

    A folder that is taken away may come again, as one of another branch does: it is another one, and watched anew."""
    while True:
        there = _there(folders)
        is_begun = False
        for changed in _changes(there):
            if changed or not is_begun:
                is_begun = True
                yield
            # A new folder may have the number of the one before it; then only that one's own change tells.
            if not changed.isdisjoint(there) or _there(folders) != there:
                break


def _there(folders: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """The folders that are there, each with what tells it from another one in its place."""
    found = {}
    for folder in folders:
        try:
            status = os.stat(folder)
        except OSError:
            continue
        found[folder] = (status.st_dev, status.st_ino)
    return found


def _changes(folders: Iterable[str]) -> Iterator[frozenset[str]]:
    """The paths that have changed since the last tick, none of those after the first one left out. Ends where a folder is gone before it is
    watched. Raises Refused."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        raise Refused("--watch needs the extra `watch`, which has watchfiles", USAGE) from None
    if not folders:
        while True:
            yield frozenset()
            time.sleep(TICK / 1000)
    try:
        for changed in changes(*folders, rust_timeout=TICK, yield_on_timeout=True):
            yield frozenset(path for _, path in changed)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise Refused(f"the files cannot be watched: {problem}") from None
