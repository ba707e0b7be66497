"""Requests as words: in, those of a command line or of a line in a session; out, the request that they make, or what is wrong with them.

Parsers, their help and their messages are made from the fields of requests: a request is declared once, and for every face.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn

from factbase.ground.controls import as_line
from factbase.render.paint import block
from factbase.requests.argument import RequestField, given
from factbase.requests.request import SHORT, Request
from factbase.requests.table import Entry

__all__ = ["Declare", "LineParser", "Mistyped", "Parser", "declare", "from_line", "from_system", "given_by", "read_as"]

Declare = Callable[[argparse.ArgumentParser], None]
"""Adds the options of a command to its parser."""

# argparse makes a formatter for each option that is declared; without a width it would measure the terminal with what takes long to import.
_UNSEEN = partial(argparse.HelpFormatter, width=80)
_WORD = re.compile(r'(?:"(?:[^"\\]|\\.)*"?|[^\s"])+')
_OPTION = re.compile(r"--[a-z]")
_NEGATIVE = re.compile(
    r"-[a-z]\w*\s*\(|-[a-z]\w+\Z"
)  # a claim that something is not so, or its relation, and no option


class Parser(argparse.ArgumentParser):
    """A parser that declares its options when it first reads arguments."""

    def __init__(self, *, declare: Declare = lambda parser: None, **settings: Any) -> None:
        super().__init__(formatter_class=_UNSEEN, **settings)
        self.color = False  # newer ones would colour help by escapes of their own
        self._declare = declare

    def error(self, message: str) -> NoReturn:
        """Ends with status 2, after the usage and the message as one line."""
        super().error(as_line(message))  # it names what was typed

    def declare_all(self) -> None:
        """Declares its options, where that is not done yet."""
        declare, self._declare = self._declare, lambda parser: None
        declare(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The values of what was given, and the words that are left."""
        self.declare_all()
        words = sys.argv[1:] if args is None else args
        return super().parse_known_args(
            [f" {word}" if _NEGATIVE.match(word) else word for word in words], namespace
        )  # with a blank before it argparse takes it for no option

    def format_usage(self) -> str:
        """The usage, as wide as the terminal."""
        self.formatter_class = argparse.HelpFormatter
        return super().format_usage()

    def format_help(self) -> str:
        """The whole help, as wide as the terminal."""
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()


def declare(request: type[Request], parser: argparse.ArgumentParser, text: Callable[[str], str] = str) -> None:
    """Declares the fields of a request: those with a place, its formats, then its options. `text` reads what is in the language."""
    fields = given(request)
    for each in fields:
        if each.argument.placed:
            _declare(each, parser, text)
    if len(request.formats) > 1:
        forms = tuple(request.formats)
        parser.add_argument("--format", choices=forms, type=_format, default="text", help="default: text")
    else:
        parser.set_defaults(format="text")
    for each in fields:
        if not each.argument.placed:
            _declare(each, parser, text)


def _format(name: str) -> str:
    """The name of a format, which may be given in short."""
    return SHORT.get(name, name)


def _declare(field: RequestField, parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    argument = field.argument
    named = [field.name] if argument.placed else [field.option]
    if not argument.metavar:
        parser.add_argument(*named, action="store_true", help=argument.help)
        return
    settings: dict[str, Any] = {
        "metavar": argument.metavar,
        "type": _reading(field, text),
        "help": argument.help or None,
    }
    if argument.placed:
        settings |= {"nargs": argument.many} if argument.many else {}
    elif field.several:
        settings |= {"action": "append"}
    if not argument.placed or argument.many in ("?", "*"):
        settings |= {"default": list(field.default) if isinstance(field.default, tuple) else field.default}
    parser.add_argument(*named, **settings)


def _reading(field: RequestField, text: Callable[[str], str]) -> Callable[[str], object]:
    return read_as(field.argument.read if field.argument.names or field.argument.read is not str else text)


def read_as(read: Callable[[str], object]) -> Callable[[str], object]:
    """What reads a word for argparse, which tells what is wrong with one in its own way."""

    def reading(text: str) -> object:
        try:
            return read(text)
        except ValueError as problem:
            raise argparse.ArgumentTypeError(str(problem)) from None

    return reading


def from_system(text: str) -> str:
    """A text of the command line, which is UTF-8 as files are, whatever the locale."""
    return os.fsencode(text).decode("utf-8", "surrogateescape")


def given_by(options: argparse.Namespace, request: type[Request]) -> Request:
    """The request that parsed arguments make."""
    values = {each.name: getattr(options, each.name) for each in given(request)}
    return request(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


# ---- a line of a session


class Mistyped(Exception):
    """A line that makes no request; the message says why."""


class LineParser(Parser):
    """A parser of a line that ends no process: what is wrong raises Mistyped."""

    def error(self, message: str) -> NoReturn:
        """Raises Mistyped."""
        raise Mistyped(f"{as_line(message)}; `{self.prog} --help` says what it takes")


def from_line(entry: Entry, text: str) -> tuple[Request, str] | str:
    """The request that the rest of a line makes, with the format that it asks for; or its help. Raises Mistyped."""
    request = entry.request()
    parser = LineParser(prog=f":{entry.name}", add_help=False)
    declare(request, parser)
    words = list(_parts(request, text))
    if "--help" in words:
        return block(entry.described(":"))
    options = parser.parse_args(words)
    if request.formats[options.format].data is not None:
        raise Mistyped(f"`{options.format}` is no text: `:export answers.{options.format}` writes it into a file")
    return given_by(options, request), options.format


def _parts(request: type[Request], text: str) -> Iterator[str]:
    """The words of a line. A goal is one of them, wherever options stand: its quotation marks are its own."""
    fields = {each.option: each for each in given(request) if not each.argument.placed}
    if not any(each.argument.offers == "goal" for each in given(request)):
        try:
            yield from shlex.split(text)
        except ValueError as problem:  # a quotation mark without its fellow
            raise Mistyped(str(problem).lower()) from None
        return
    valued = {name for name, each in fields.items() if each.argument.metavar} | {"--format"}
    goal, cut, value_next = "", 0, False
    for match in _WORD.finditer(text):
        word = match.group()
        if _OPTION.match(word) or value_next:
            goal += text[cut : match.start()]
            cut = match.end()
            yield word
            value_next = not value_next and any(name.startswith(word) for name in valued)
    goal = f"{goal}{text[cut:]}".strip()
    if goal:
        yield from ("--", goal)
