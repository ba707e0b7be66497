"""The commands that write: in, their options; out, what they added, locked or extracted, and an exit code.

They are declared here and imported when one of them is asked for.
"""

from __future__ import annotations

import argparse
import sys
from os.path import isdir
from pathlib import Path

from factbase.base import FactBase
from factbase.faces.options import (
    DONE,
    FINDINGS,
    USAGE,
    cache_of,
    engine_of,
    no_revision,
    paint_for,
    paths_of,
    solving_options,
    tell_settled,
    view_of,
    view_options,
)
from factbase.faces.progress import Working
from factbase.faces.screen import say
from factbase.files.disk import open_named
from factbase.files.folder import Unreadable
from factbase.files.seen import Seen
from factbase.files.transaction import TRIES, Changed
from factbase.ground.diagnostic import diagnose
from factbase.render.text import counted, diagnostics_text

__all__ = ["extract_options", "load_options", "lock_options"]


def load_options(load: argparse.ArgumentParser) -> None:
    """Declares `factbase load`."""
    load.add_argument("files", metavar="FILE", nargs="+", type=Path)
    solving_options(load)
    load.set_defaults(run=_load)


def _load(options: argparse.Namespace) -> int:
    from factbase.checks.intake import place, take_in
    from factbase.render.intake import intake_text

    folder = next((path for path in paths_of(options) if isdir(path)), None)
    if folder is None:
        print(
            "factbase load: error: there is no folder to add files to; name the base with --base FOLDER",
            file=sys.stderr,
        )
        return USAGE
    named = paths_of(options)
    engine = engine_of(options)
    for _ in range(TRIES):
        seen = Seen.of(named)
        with Working("loading"):
            base = FactBase.load(named, cache_of(options))
        if tell_settled(base):
            if all(_same(file, folder / file.name) for file in options.files):
                return DONE  # it was this very command that was interrupted
            continue  # the base is not what it was seen to be
        with Working("checking", options.engines.tally), options.engines.patience.limit():
            intake = take_in(base, options.files, view_of(options), engine, folder)
        try:
            problems = place(intake, folder, seen) if intake.report.clean else ()
        except Changed:
            continue
        break
    else:
        problems = (diagnose("L108", None, hint="try it again"),)
    print(intake_text(intake, paint_for()))
    if problems:
        print(diagnostics_text(problems, paint_for()))
    if problems or not intake.report.clean:
        print("nothing is written")
        return FINDINGS
    for addition in intake.additions:
        if not addition.replaces:
            say(f"added {addition.path}")
    return DONE


def _same(file: Path, other: Path) -> bool:
    """Whether two files have the same bytes."""
    try:
        with open_named(file) as new, open_named(other) as old:
            return new.content() == old.content()
    except Unreadable:
        return False


def lock_options(lock: argparse.ArgumentParser) -> None:
    """Declares `factbase lock`."""
    view_options(lock)
    lock.set_defaults(run=_lock)


def _lock(options: argparse.Namespace) -> int:
    for _ in range(TRIES):
        try:
            return _locked(options)
        except Changed:
            continue
    print(diagnostics_text([diagnose("L108", None, hint="try it again")], paint_for()))
    print("nothing is locked")
    return FINDINGS


def _locked(options: argparse.Namespace) -> int:
    from factbase.checks.pinning import write_locks

    named = paths_of(options)
    seen = Seen.of(named)
    with Working("loading"):
        base = FactBase.load(named, cache_of(options)).verified()
    if tell_settled(base):
        raise Changed
    wrong = [d for d in base.errors if d.code != "S101"]  # a lock that cannot be read is written anew
    if wrong:
        print(diagnostics_text(wrong, paint_for()))
        print("nothing is locked: mend the errors first")
        return FINDINGS
    try:
        for path, lock, changed in write_locks(base, seen):
            quotes = sum(len(each) for locked in lock.documents.values() for each in locked.quotes.values())
            held = f"{counted(len(lock.documents), 'documents')}, {counted(quotes, 'quotes')}"
            say(f"{path}: {held}, {'written' if changed else 'unchanged'}")
    except OSError as problem:
        say(f"{problem.filename}: {problem.strerror}", sys.stderr)
        return FINDINGS
    return DONE


def extract_options(extract: argparse.ArgumentParser) -> None:
    """Declares `factbase extract`."""
    extract.add_argument("files", metavar="FILE", nargs="+", type=Path)
    view_options(extract)
    extract.set_defaults(run=_extract)


def _extract(options: argparse.Namespace) -> int:
    from factbase.sources.extract import extract, folder_of

    no_revision(options)
    failed = False
    for path in options.files:
        try:
            say(f"{extract(path, folder_of(path, options.base or [Path('facts')]))} written")
        except Unreadable as problem:
            failed = True
            say(f"factbase extract: {problem}", sys.stderr)
        except OSError as problem:
            failed = True
            say(f"factbase extract: {problem.filename}: {problem.strerror}", sys.stderr)
    return FINDINGS if failed else DONE
