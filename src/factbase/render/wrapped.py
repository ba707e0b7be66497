"""Lines wrapped by words: in, a block and how many columns there are; out, the same words, what goes on hanging under where it began.

What is drawn to be looked at in columns is left as it is: a line of a file with the carets under it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from factbase.ground.controls import as_text
from factbase.render.paint import Paint, joined

__all__ = ["columns", "wrapped"]

LEAST = 8  # columns that what goes on has, however deep it hangs

_LEAD = re.compile(
    r"(?P<tree>[ │├└─]*)(?P<head>(?:» *)?\d+  |(?P<row>(?::|--)[a-z](?:[^ ]| (?! ))*  +)|(?:\[?\d+[\].] )?“?)"
)
_EXCERPT = re.compile(r" *\d* \|(?: |$)")
_WORD = re.compile(r" *[^ ]+")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes, without colours in it."""
    text = as_text(text)
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, paint: Paint) -> str:
    """A block of which no line is wider than there are columns, where its words allow that; a colour goes on in the next line."""
    if paint.columns is None:
        return text
    return joined(part for line in text.split("\n") for part in _lines(line, paint.columns, paint.mark or ""))


def _lines(line: str, room: int, mark: str) -> Iterator[str]:
    parts = re.split(rf"({re.escape(mark)}[0-9;]*m)", line) if mark else [line]
    bare = "".join(parts[::2])
    if columns(bare) <= room or _EXCERPT.match(bare):
        yield line
        return
    hang, ends = _hang(bare, room), f"{mark}0m"
    written, used, colour = "", 0, ""
    for i, part in enumerate(parts):
        if i % 2:
            colour = part if part != ends else ""
            written += part
            continue
        for word in _pieces(part, room - columns(hang)):
            width = columns(word)
            if used + width > room and used > columns(hang):
                yield f"{written.rstrip(' ')}{ends if colour else ''}"  # so that a pager shows each line by itself
                word = word.lstrip(" ")
                written, used, width = f"{hang}{colour}", columns(hang), columns(word)
            written += word
            used += width
    yield written


def _hang(bare: str, room: int) -> str:
    """What leads each line that goes on: the branches of a tree that go on too, and blanks under what leads a quote, an answer or a row
    of help."""
    lead = _LEAD.match(bare)
    assert lead is not None, "an empty lead is one"
    tree = lead["tree"].replace("├", "│").replace("└", " ").replace("─", " ")
    is_narrow = (
        lead["row"] is not None and 2 * lead.end() > room
    )  # a row of help has its second column below the first then
    hang = f"{tree}{' ' * (2 if is_narrow else len(lead['head']) or 2)}"
    return hang if len(hang) <= room - LEAST else hang[: max(0, room - LEAST)]


def _pieces(text: str, room: int) -> Iterator[str]:
    """Words with the blanks before them; one that is wider than all the room there is, in parts."""
    for match in _WORD.finditer(text):
        word = match.group()
        while columns(word.lstrip(" ")) > room:
            cut = next(i for i in range(1, len(word) + 1) if columns(word[:i].lstrip(" ")) > room) - 1
            yield word[: max(1, cut)]
            word = word[max(1, cut) :]
        yield word
    yield text[len(text.rstrip(" ")) :] if text.strip(" ") else text
