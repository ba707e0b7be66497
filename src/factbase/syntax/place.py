"""Where a place of a statement is: in, a text and two offsets; out, the brackets that are open there, and what stands in them."""

from __future__ import annotations

import re
from typing import Literal

from factbase.ground.dataclass import dataclass

__all__ = ["Opened", "before_group", "opened", "place_of"]

_MARKS = re.compile(r'"(?:[^"\\\n]|\\.)*"|%[^\n]*|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<body>:-|\?-)')
_LONGEST = 60  # characters of a word and the blanks behind it
_KINDS: dict[str, Literal["braces", "list"]] = {"{": "braces", "[": "list"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A bracket that is open: what stands in it, and its offset."""

    kind: Literal["arguments", "braces", "list", "group"]
    at: int


def opened(text: str, start: int, at: int) -> list[Opened]:
    """The brackets of a statement, which begins at `start`, that are open at a place: the innermost last."""
    return _read(text, start, at)[0]


def place_of(text: str, start: int, at: int) -> str:
    """Where a place of a statement is: in the `arguments` of a name, in `braces`, a `list` or a `group`, in its `body` or its `head`."""
    stack, part = _read(text, start, at)
    return stack[-1].kind if stack else part


def before_group(text: str, start: int, at: int) -> str:
    """The word before the innermost bracket that is open at a place; "" where there is none."""
    stack = opened(text, start, at)
    end = stack[-1].at if stack else start
    word = re.compile(r"([^\W\d]\w*)\s*\Z").search(text, max(start, end - _LONGEST), end)
    return word[1] if word is not None else ""


def _read(text: str, start: int, at: int) -> tuple[list[Opened], str]:
    stack: list[Opened] = []
    part = "head"
    for mark in _MARKS.finditer(text, start, at):
        if mark["open"]:
            named = mark["open"] == "(" and (
                text[max(mark.start() - 1, start)].isalnum() or text[mark.start() - 1] == "_"
            )
            stack.append(Opened(_KINDS.get(mark["open"], "arguments" if named else "group"), mark.start()))
        elif mark["close"] and stack:
            stack.pop()
        elif mark["body"]:
            part = "body"
    return stack, part
