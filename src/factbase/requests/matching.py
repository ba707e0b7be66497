"""Which words what is begun may stand for: in, some letters and a word with its other names; out, how near they are, without case."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["rank"]

FEWEST = 3  # letters that may stand anywhere in a word; fewer fit nearly all of them
_PART = re.compile(r"[\s_\-.,“”\"'()]+")


def rank(begun: str, text: str, also: Sequence[str] = ()) -> tuple[int, str] | None:
    """How near a word is, 0 for the nearest, and the other name by which it is found, if any. None where it is another word.

    It begins so; without case; a part of it does; another name does; it has the letters together; it has them in this order."""
    if text.startswith(begun):
        return 0, ""
    if begun.startswith("-"):  # options are few, and written as they are
        return None
    letters, whole = begun.casefold(), text.casefold()
    if whole.startswith(letters):
        return 1, ""
    if f"_{letters}" in whole:
        return 2, ""
    for name in also if len(letters) > 1 else ():  # one is a variable more often
        folded = name.casefold()
        if folded.startswith(letters) or any(part.startswith(letters) for part in _PART.split(folded)):
            return 3, name
    if len(letters) < FEWEST:
        return None
    if letters in whole:
        return 4, ""
    return (5, "") if _in_order(letters, whole) else None


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in a text in this order, the first one where a part of the text begins."""
    starts = [0, *(match.end() for match in _PART.finditer(text))]
    return any(text.startswith(letters[0], start) and _follow(letters, text, start) for start in starts)


def _follow(letters: str, text: str, position: int) -> bool:
    for letter in letters:
        position = text.find(letter, position) + 1
        if not position:
            return False
    return True
