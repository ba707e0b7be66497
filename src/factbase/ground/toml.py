"""TOML with its places: in, the text of a file; out, what it says, and for each key and value the span in which that is written.

The standard library reads it, and refuses what is wrong; this finds where in the text each part of what was read stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from factbase.ground.dataclass import dataclass
from factbase.ground.span import Span, TextFile

__all__ = ["NotToml", "Toml", "TomlPath", "read_toml"]

TomlPath = tuple[str | int, ...]
"""The keys, and numbers in lists, that lead to a value."""


class NotToml(Exception):
    """A text that is no TOML: the message says why, `span` where."""

    def __init__(self, why: str, span: Span) -> None:
        super().__init__(why)
        self.span = span


@dataclass(frozen=True, slots=True)
class Toml:
    """What a file says, and where: `keys` and `values` by the path to them."""

    file: TextFile
    table: Mapping[str, Any]
    keys: Mapping[TomlPath, Span]
    values: Mapping[TomlPath, Span]

    def at(self, path: TomlPath) -> Span:
        """Where a value is written; of a table that is written in many places, where it is named."""
        return self.values.get(path) or self.keys.get(path) or Span(self.file, 0, 0)

    def key(self, path: TomlPath) -> Span:
        """Where the key of a value is written."""
        return self.keys.get(path) or self.at(path)


_TOKEN = re.compile(
    r'(?P<blank>[ \t\r]+|#[^\n]*)|(?P<text>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<mark>[\[\]{}=,.\n])|(?P<bare>[^\s\[\]{}=,.#\"']+)",
    re.DOTALL,
)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(file: TextFile) -> Toml:
    """A text of TOML. Raises NotToml."""
    import tomllib  # late: few bases have settings

    try:
        table = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as problem:
        said = str(problem)
        found = _PLACE.search(said)
        at = len(file.text)
        if found is not None and found[1] is not None:
            at = file.start_of(int(found[1])) + int(found[2]) - 1
        reason = said[: found.start()] if found is not None else said
        raise NotToml(reason[:1].lower() + reason[1:], Span(file, at, min(at + 1, len(file.text)))) from None
    except RecursionError:
        raise NotToml("it is nested too deeply", Span(file, 0, 0)) from None
    finder = _Finder(file)
    finder.document()
    return Toml(file, table, finder.keys, finder.values)


class _Finder:
    """Goes through a text that is TOML, token by token."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.keys: dict[TomlPath, Span] = {}
        self.values: dict[TomlPath, Span] = {}
        self._tokens = [match for match in _TOKEN.finditer(file.text) if match.lastgroup != "blank"]
        self._next = 0
        self._counts: dict[TomlPath, int] = {}  # of the tables in a list of them

    def _sees(self, mark: str) -> bool:
        return self._next < len(self._tokens) and self._tokens[self._next].group() == mark

    def _take(self) -> re.Match[str]:
        self._next += 1
        return self._tokens[self._next - 1]

    def document(self) -> None:
        """The whole of it."""
        within: TomlPath = ()
        while self._next < len(self._tokens):
            if self._sees("\n"):
                self._take()
            elif self._sees("["):
                self._take()
                several = self._sees("[")
                if several:
                    self._take()
                within = self._key(())
                if several:
                    number = self._counts[within] = self._counts.get(within, -1) + 1
                    within = (*within, number)
                    name = self._tokens[self._next - 1]
                    self.keys[within] = Span(self.file, name.start(), name.end())
                while self._sees("]"):
                    self._take()
            else:
                self._pair(within)

    def _key(self, within: TomlPath) -> TomlPath:
        """The path that a key names, whose parts stand with points between them."""
        path = within
        while True:
            token = self._take()
            name = token.group()
            if token.lastgroup == "text":
                name = _unquoted(name)
            path = (*path, self._counts[path], name) if path in self._counts else (*path, name)
            self.keys.setdefault(path, Span(self.file, token.start(), token.end()))
            if not self._sees("."):
                return path
            self._take()

    def _pair(self, within: TomlPath) -> None:
        path = self._key(within)
        self._take()  # the equals sign
        self._value(path)

    def _value(self, path: TomlPath) -> None:
        start = self._tokens[self._next].start()
        if self._sees("["):
            self._take()
            number = 0
            while not self._sees("]"):
                if self._sees("\n") or self._sees(","):
                    self._take()
                else:
                    self._value((*path, number))
                    number += 1
            end = self._take().end()
        elif self._sees("{"):
            self._take()
            while not self._sees("}"):
                if self._sees("\n") or self._sees(","):
                    self._take()
                else:
                    self._pair(path)
            end = self._take().end()
        else:
            end = self._take().end()
            while self._next < len(self._tokens) and not any(
                map(self._sees, "\n,]}")
            ):  # a date and its time, a decimal
                end = self._take().end()
        self.values[path] = Span(self.file, start, end)


def _unquoted(key: str) -> str:
    import tomllib

    (name,) = tomllib.loads(f"{key} = 0")
    return name
