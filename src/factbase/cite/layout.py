"""Lines that begin something new within a paragraph: items of a list, headings, what follows a heading.

In: the lines of a paragraph. Out: which of them begin anew. A rule of thumb: a text that is merely wrapped has lines of about one length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.cite.later import later

__all__ = ["begins_anew"]

_ITEM = later(r"\s*+(?:[-*+•‣◦▪·]\s|\(?\d{1,3}[.)]\s|\([a-z]\)\s|\#{1,6}\s|\|)")
_RULE = later(r"\s*+(?:={3,}|-{3,}|\*{3,}|_{3,})\s*+\Z")
_HEADING = later(r"\s*+\#{1,6}\s")
_MARKED = later(r"""[.!?…:;,。！？、，；：][\])"'”’»」』]*+\s*+\Z""")
_CAPITAL = later(r"""\s*+[\[("'“‘«「『]*+([^\W_])""")
_SHORT = 0.6  # of the longest line of a paragraph: one that is shorter and has no mark at its end was not broken for its length


def begins_anew(lines: Sequence[str]) -> Iterator[int]:
    """The numbers, from 1, of the lines of a paragraph that are no continuation of the line before."""
    widest = max(len(line.rstrip()) for line in lines)
    for number in range(1, len(lines)):
        before, line = lines[number - 1], lines[number]
        short = len(before.rstrip()) < _SHORT * widest and not _MARKED().search(before)
        headed = _RULE().match(line) or _RULE().match(before) or _HEADING().match(before)
        if headed or _ITEM().match(line) or (short and _is_opening(line)):
            yield number


def _is_opening(line: str) -> bool:
    """Whether a line begins as a sentence may: not with a small letter."""
    capital = _CAPITAL().match(line)
    return capital is not None and not capital[1].islower()
