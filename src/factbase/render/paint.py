"""Paint: in, a role and a text; out, the text as a terminal shows it. Plain where the output is not a terminal.

And lines: in, those of a block; out, the block, in which each is still one line, whatever names, paths and quotes stand in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["Paint", "ansi", "block", "joined", "plain"]

Paint = Callable[[str, str], str]

_CODES = {
    "claim": "1",
    "quote": "36",
    "place": "2",
    "good": "32",
    "warning": "33",
    "error": "31",
    "note": "34",
    "heading": "1",
}


def plain(role: str, text: str) -> str:
    """The text as it is."""
    return text


def ansi(mark: str) -> Paint:
    """Paint for a stream that sends as a control only what its mark leads, so that no quote can put on a colour."""

    def paint(role: str, text: str) -> str:
        return f"{mark}{_CODES[role]}m{text}{mark}0m"

    return paint


def block(lines: Iterable[str]) -> str:
    """Some lines as one text. A line feed in one of them is a stranger's: it is shown, for a line of its own could say anything."""
    return "\n".join([line.replace("\n", "\\n") for line in lines])


def joined(blocks: Iterable[str]) -> str:
    """Some blocks as one text, one below the other."""
    return "\n".join(blocks)
