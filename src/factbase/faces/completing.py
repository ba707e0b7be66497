"""Completion on a command line: in, the parser, and what a shell says of the line; out, for the shell, what may stand at the cursor.

The shell runs the command to ask. What a place takes is told by the table of requests, as in a session; names come from the base.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import Any

import argcomplete
from argcomplete.completers import FilesCompleter

from factbase.base import FactBase
from factbase.faces.options import cache_of, paths_of, with_settings
from factbase.requests.argument import given
from factbase.requests.completion import of_request
from factbase.requests.table import Where, entries
from factbase.requests.vocabulary import Vocabulary

__all__ = ["complete"]


def complete(parser: argparse.ArgumentParser) -> None:
    """Answers the shell, and ends the process. It looks for options in parsers, so those of commands in the line are declared first."""
    line = os.environ.get("COMP_LINE", "")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name in {*line.split()} & action.choices.keys():
                action.choices[name].declare_all()
    completer: Any = _offered  # any function will do, though a class of theirs is declared
    argcomplete.autocomplete(parser, always_complete_options=False, default_completer=completer)


def _offered(
    *, prefix: str, action: argparse.Action, parser: argparse.ArgumentParser, parsed_args: argparse.Namespace
) -> Iterable[str]:
    """What may stand in the place of a value that has begun."""
    named = {entry.name: entry for entry in entries(Where.COMMAND)}.get(parser.prog.rpartition(" ")[2])
    request = named.request() if named else None
    field = next((each for each in given(request) if each.name == action.dest), None) if request else None
    if action.dest == "base" or (field is not None and field.argument.offers == "file"):
        files: Iterable[str] = FilesCompleter()(prefix)
        return files
    if request is None or field is None or field.argument.offers in ("", "file"):
        return ()
    with_settings(parsed_args)
    base = FactBase.load(paths_of(parsed_args), cache_of(parsed_args))
    before = prefix if field.argument.placed else f"{field.option} {prefix}"
    offers = of_request(request, before, Vocabulary(base))
    return [prefix[: len(prefix) - each.replaces] + each.text for each in offers if not each.more]
