"""Where what a command comes to goes: in, an outcome and a format; out, standard output, or a file that is there whole or as it was.

What is no text is no sight for a terminal: it goes to a file that is named, or down a pipe.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from factbase.faces.anew import write_anew
from factbase.faces.options import paint_for
from factbase.faces.paging import paged
from factbase.faces.screen import Screen
from factbase.render.paint import joined, plain
from factbase.requests.request import USAGE, Outcome, Refused, Request

__all__ = ["fits", "output_option", "put"]


def output_option(parser: argparse.ArgumentParser) -> None:
    """The option of all commands that have several formats."""
    text = "write it into this file, whole or not at all, and not to standard output"
    parser.add_argument("--output", metavar="FILE", type=Path, help=text)


def fits(options: argparse.Namespace, request: Request) -> None:
    """Raises Refused where what will come of a request cannot go where it is to go, before it is worked out."""
    if options.output is None and request.formats[options.format].data is not None and sys.stdout.isatty():
        raise Refused(f"`{options.format}` is no text: name a file with --output FILE, or send it down a pipe", USAGE)


def put(outcome: Outcome[Any], options: argparse.Namespace) -> None:
    """Sends what a request came to, where there is anything to be shown. Raises Refused where it cannot be written."""
    form, into = options.format, options.output
    if into is None:
        _print(outcome, form, is_paged=options.paged)
    elif outcome.shows(form):
        data = outcome.data(form)
        text = joined([*outcome.blocks(form, plain), ""]) if data is None else data
        write_anew(into, text, replaces=True, how="")


def _print(outcome: Outcome[Any], form: str, *, is_paged: bool) -> None:
    if outcome.formats[form].data is not None:
        data = outcome.data(form) if outcome.shows(form) else None
        if data is not None:
            assert isinstance(sys.stdout, Screen)  # every command runs behind one
            sys.stdout.send(data)
        return
    with paged(is_paged):
        for block in outcome.blocks(form, paint_for()):
            print(block)
