"""Paint: in, a role and a text; out, the text as a terminal shows it. Plain where the output is not a terminal."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Paint", "ansi", "plain"]

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


def ansi(role: str, text: str) -> str:
    """The text in the colour of its role."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"
