"""What is typed but not whole: in, the text before the cursor; out, where in a statement that is, and what is missing to its end.

It reads tokens, and no grammar: this is asked at every key.
"""

from __future__ import annotations

import re
from typing import Literal

from factbase.ground.dataclass import dataclass
from factbase.ground.name import CONTINUES

__all__ = ["MAX_READ", "NO_END", "Unfinished", "missing", "unfinished"]

MAX_READ = 10_000  # characters before the cursor
NO_END = "`.` ends a statement"
"""What is missing where all else is there."""

_TOKEN = re.compile(
    rf'(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<open>"(?:[^"\\\n]|\\.)*\Z)|(?P<broken>"[^\n]*)|(?P<comment>%[^\n]*)'
    rf"|(?P<date>[0-9][0-9X]*-[0-9X\-]*)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[^\W\d]{CONTINUES}*)"
    r"|(?P<end>\.(?=\s|%|\Z))|(?P<mark>:-|\?-|\.\.|<=|>=|!=|[^\s\w])"
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_AWAITING = {
    ",": "a goal after `,`",
    "not": "a goal after `not`",
    ":-": "a goal after `:-`",
    "?-": "a goal after `?-`",
    ":": "a claim after `:`",
    "@": "a source after `@`",
    "from": "a source after `from`",
    "on": "a date after `on`",
    "at": "a date after `at`",
    "known_by": "a date after `known_by`",
    **{each: f"a value after `{each}`" for each in ("=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "mod", "in")},
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Where the cursor is. `word` is what is begun there, of a string with its quotation mark; `last` is the token before it, `first` that
    with which the statement begins. `call` is the name before the innermost bracket and the number of the argument, from 0. `opened` are
    the open brackets, the outermost first."""

    word: str
    within: Literal["", "string", "comment"]
    first: str | None
    last: str | None
    call: tuple[str, int] | None
    opened: tuple[str, ...]
    variables: tuple[str, ...]


def unfinished(before: str) -> Unfinished:
    """Where the end of a text is in its last statement."""
    before = before[-MAX_READ:]
    tokens = [(match.lastgroup or "", match.group(), match.end()) for match in _TOKEN.finditer(before)]
    word = ""
    within: Literal["", "string", "comment"] = ""
    if tokens and tokens[-1][2] == len(before):
        kind, text, _ = tokens[-1]
        if kind in ("word", "date", "number", "open"):
            word, within = text, "string" if kind == "open" else ""
            tokens.pop()
        elif kind == "comment":
            within = "comment"
    said: list[str] = []  # of the last statement
    kinds: list[str] = []
    for kind, text, _ in tokens:
        if kind == "end":
            said, kinds = [], []
        elif kind != "comment":
            said.append(text)
            kinds.append(kind)
    opened: list[tuple[str, str | None, int]] = []
    for index, text in enumerate(said):
        if kinds[index] == "mark":
            if text in _CLOSING:
                named = said[index - 1] if index and kinds[index - 1] == "word" else None
                opened.append((text, named if text == "(" else None, 0))
            elif text in _CLOSING.values():
                if opened:
                    opened.pop()
            elif text == "," and opened:
                bracket, named, count = opened[-1]
                opened[-1] = bracket, named, count + 1
    called = [(named, count) for _, named, count in opened if named is not None]
    innermost = called[-1] if called and opened[-1][1] is not None else None
    variables = dict.fromkeys(
        text
        for index, text in enumerate(said)
        if kinds[index] == "word" and text != "_" and (text[0].isupper() or text[0] == "_")
    )
    return Unfinished(
        word,
        within,
        said[0] if said else None,
        said[-1] if said else None,
        innermost,
        tuple(bracket for bracket, _, _ in opened),
        tuple(variables),
    )


def missing(text: str) -> str | None:
    """What must still come to end the last statement of a text, in a few words; None where it has come to its `.`, or not begun."""
    place = unfinished(text)
    if place.within == "string":
        return '`"` to close'
    if place.last is None and not place.word:
        return None
    last = place.last if not place.word else place.word
    if last is not None and last in _AWAITING and not (place.opened and last in (",", ":")):
        return _AWAITING[last]
    if place.opened:
        return f"`{_CLOSING[place.opened[-1]]}` to close"
    return NO_END
