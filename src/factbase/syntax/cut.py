"""Where statements begin and end: in, a text; out, the text cut into them, without a parser.

What is told of one cannot hide the next: a string that is not closed ends with its line, or where another statement begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["STRINGS", "Ends", "blank_end", "is_complete", "pieces", "remainders", "statements"]

# Compiled where they are used: a goal has no need of them.
# What matters for cutting: strings (closed or not), dates with a `%`, comments, ranges, and the `.` that ends a statement.
_CUT = (
    r'(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<open>"[^\n]*)'
    r"|(?P<date>[0-9]{4}(?:-[0-9X]{2}){1,2}%|[0-9]{2,3}X{1,2}(?:-XX){0,2}%)|(?P<comment>%[^\n]*)"
    r"|(?P<range>\.\.)|(?P<end>\.(?=\s|%|\Z))"
)
_BLANK = re.compile(r"(?:\s+|%[^\n]*)*")
STRINGS = r'"(?:[^"\\\n]|\\.)*"(?:\s*,\s*"(?:[^"\\\n]|\\.)*")*'
_REMAINDER = (
    r"(?P<word>\b(?:[A-Z_]\w*|[0-9]+(?:\.[0-9]+)?|div|mod)|[-+*/=<>)])[ \t]*"
    r"(?P<sign>%)[ \t]*(?:[0-9]+|[A-Z_]\w*)[ \t]*(?:(?P<on>[=<>!,.;)])|$|\n)"
)
# The first words of a statement, where a line begins.
_START = (
    r"^(?P<start>[ \t]*)(?=-?[^\W\d_A-Z][^\s(\x22]*[ \t]*\(|\?-|(?:may|would|likely)[ \t]+-?[^\W\d_A-Z]"
    r"|(?:source|entity|relation|from|assume|table|check|expect|allow|query)[ \t]+[^\W\d_A-Z]"
    rf"|{STRINGS}[ \t]+is[ \t]+[^\W\d_A-Z])"
)


def statements(text: str) -> list[str]:
    """The text cut where its statements end, each piece with the blanks and comments before it."""
    ends = [end for _, end in pieces(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def is_complete(text: str) -> bool:
    """Whether every statement of a text has come to its end."""
    return all(ended for _, _, ended in _pieces(text))


def pieces(text: str) -> list[tuple[int, int]]:
    """Where each statement of a text begins and ends."""
    return [(start, end) for start, end, _ in _pieces(text)]


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    position, ends = 1 if text.startswith("\ufeff") else 0, Ends(text)
    while (start := blank_end(text, position)) < len(text):
        end, ended = ends.after(start)
        yield start, end, ended
        position = end


def blank_end(text: str, position: int) -> int:
    """Where the blanks and comments end that begin at a place."""
    blank = _BLANK.match(text, position)
    assert blank is not None
    return blank.end()


def remainders(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Where a comment in a statement begins like the rest of a calculation: behind a number, a variable, `)` or an operator, with an
    operand first (`Y % 2 = 0`). Each with what it stands behind."""
    if text.find("%", start, end) < 0:
        return []
    found = [
        match for match in re.compile(_REMAINDER).finditer(text, start, end) if match["word"] != ")" or match["on"]
    ]
    comments = (
        {cut.start() for cut in re.compile(_CUT).finditer(text, start, end) if cut.lastgroup == "comment"}
        if found
        else ()
    )
    return [(match["word"], match.start("sign")) for match in found if match.start("sign") in comments]


class Ends:
    """Where the statements of a text end. What was found is kept: after a forgotten `.` another statement asks for the same end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cut = re.compile(_CUT)
        self._looked: tuple[int, int, re.Match[str] | None] = (
            0,
            -1,
            None,
        )  # from where up to where there is no other cut
        self._broken: dict[tuple[int, int], tuple[int, bool]] = {}

    def after(self, start: int) -> tuple[int, bool]:
        """The end of the statement that begins at `start`, and whether that is more than the end of the text."""
        cut = self._next(start)
        if cut is None:
            return len(self._text), False
        # A `.` that an open string swallowed: the statement still ends with the line.
        if cut.lastgroup == "end" or cut.group().rstrip().endswith("."):
            return cut.end(), True
        key = cut.end(), start - self._text.rfind("\n", 0, start) - 1
        if key not in self._broken:
            self._broken[key] = self._broken_end(*key)
        return self._broken[key]

    def _next(self, start: int) -> re.Match[str] | None:
        """The first `.` or open string from `start` on."""
        begin, end, cut = self._looked
        if not begin <= start <= end:
            matches = self._cut.finditer(self._text, start)
            cut = next((each for each in matches if each.lastgroup in ("end", "open")), None)
            self._looked = start, len(self._text) if cut is None else cut.start(), cut
        return cut

    def _broken_end(self, position: int, depth: int) -> tuple[int, bool]:
        """The end of a statement whose string is open up to `position`: it goes on to its `.`, or to where another one begins.

        That is a line which stands no further in than the statement does, `depth`: what goes on with it is written further in."""
        for cut in re.compile(f"(?m:{_START})|{_CUT}").finditer(self._text, position):
            match cut.lastgroup:
                case "start" if len(cut.group()) <= depth:
                    return cut.start(), True
                case "end":
                    return cut.end(), True
                case "open" if cut.group().rstrip().endswith("."):
                    return cut.end(), True
        return len(self._text), False
