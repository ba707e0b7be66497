"""The manual page of the command: in, the table of requests and the options of the command line; out, `docs/factbase.1` as roff."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

from console import ROOT

from factbase.faces.cli import SERVE, SERVES, _parser
from factbase.requests.argument import given
from factbase.requests.table import Entry, Where, entries

__all__ = ["FILE", "text", "written"]

FILE = ROOT / "docs" / "factbase.1"

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

CODES = (
    ("0", "done; of check and load: no finding that counts is an error, nor, with --strict, a warning"),
    ("1", "findings, or mistakes in the files or the goal"),
    ("2", "the command is written wrong"),
    ("3, 4, 5", "of ask and query with --exit-status: possible, no, unknown"),
    ("70", "a bug of factbase, told in one line to report"),
    ("74", "an output that cannot be written"),
    ("130, 141", "an interrupt; a reader of the output who left"),
)
ENVIRONMENT = (
    ("FACTBASE_CACHE", "the folder in which parsed files are kept between runs; empty for none"),
    ("XDG_CACHE_HOME", "where that folder is, factbase/trees in it; default: ~/.cache"),
    ("XDG_STATE_HOME", "where the history of sessions is, factbase/history in it; default: ~/.local/state"),
    ("FACTBASE_SPILL", "where duckdb and spark write, where there is no --spill"),
    ("FACTBASE_CLUSTER", "where spark runs, where there is no --cluster"),
    ("NO_COLOR", "nothing is coloured where it is set"),
)
FILES = (
    ("facts/", "the base that is asked where none is named"),
    ("factbase.toml", "settings: of this folder, or the nearest around it"),
    ("sources.lock", "what documents and quotes are pinned to, beside them"),
)


def written() -> str:
    """The page as it is now."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield '.\\" Written by tests/bless.py from the table of requests.'
    yield f'.TH FACTBASE 1 "" "factbase {_PROJECT["version"]}" "User Commands"'
    yield ".SH NAME"
    yield text(f"factbase - {_PROJECT['description'].rstrip('.')}")
    yield ".SH SYNOPSIS"
    yield ".B factbase"
    yield text("[OPTION…] [COMMAND [ARGUMENT…]]")
    yield ".SH DESCRIPTION"
    yield text("A base is a folder of facts, each with the words of a document that say it, and of rules over them.")
    yield text("Answers are printed with their whole proof: each fact with its quote, at file and line.")
    yield text("Without a command it is a session, which :help explains.")
    yield ".SH COMMANDS"
    for entry in entries(Where.COMMAND):
        yield from _command(entry)
    yield from _item(f"{SERVE} [--port N]", SERVES)
    yield from _item("help [COMMAND]", "what a command takes; without one, which there are")
    yield ".SH OPTIONS"
    yield text("Before the command or after it; the first two, and those of engines, where they are of use.")
    yield from _items(_options())
    yield ".SH EXIT STATUS"
    yield from _items(CODES)
    yield ".SH ENVIRONMENT"
    yield from _items(ENVIRONMENT)
    yield ".SH FILES"
    yield from _items(FILES)
    yield ".SH EXAMPLES"
    for example in (
        "factbase init ferry",
        "factbase ask 'running(F, A, B)' --at 2024-01-01",
        "factbase check --strict",
    ):
        yield from (".EX", text(example), ".EE")


def _command(entry: Entry) -> Iterator[str]:
    yield from _item(entry.usage, entry.help)
    placed = [(each.argument.metavar, each.argument.help) for each in given(entry.request()) if each.argument.placed]
    own = [each for each in (*placed, *entry.options) if each[1]]
    if own:
        yield ".RS"
        yield from _items(own)
        yield ".RE"


def _options() -> Iterator[tuple[str, str]]:
    """The options that stand before a command."""
    for action in _parser()._actions:
        if action.option_strings and action.help:
            value = action.metavar or "|".join(map(str, action.choices or ()))
            yield f"{', '.join(action.option_strings)} {value}".rstrip(), action.help


def _items(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, what in rows:
        yield from _item(name, what)


def _item(name: str, what: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{text(name)}\\fR"
    yield text(what)


def text(plain: str) -> str:
    """A line as roff prints it: nothing in it is a request, an escape, or a hyphen that is no minus. What is long breaks after a `|`."""
    shown = (
        plain.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq").replace("…", "...")
    )
    shown = re.sub(
        r"\S*\|\S*", lambda word: "\\%" + word[0].replace("|", "|\\:"), shown
    )  # never within a word, where it would be hyphenated
    return f"\\&{shown}" if shown.startswith(".") else shown
