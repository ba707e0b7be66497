"""What stands around quotes: in, the text of a source and sentences in it; out, the folded paragraphs, and the doubts near a sentence.

A paragraph is folded once, and its doubts are found once where many quotes stand in it; a sentence is shown only those near it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from factbase.cite import Offsets, fold
from factbase.cite.doubtful import Doubt
from factbase.cite.language import language_of

__all__ = ["Paragraph", "Surroundings", "folded"]

PAGE = 1 << 10  # characters of a paragraph, of which a sentence is in a few
MAX_SINGLE = 3  # sentences of a paragraph that are read alone, before all of it is


_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_]{1,200})(?<=\S)\1(?![\w*_])")


def folded(text: str) -> str:
    """A raw text as it is read here: folded, and without the marks of emphasis around words (`_not_`, `*allegedly*`)."""
    text = fold(text).text
    return _EMPHASIS.sub(r"\2", text) if "_" in text or "*" in text else text


class Paragraph:
    """A folded paragraph with its doubts: for each page of it, once several were asked for, the places of those that touch it."""

    def __init__(self, text: str, language: str | None = None) -> None:
        """The paragraph of a text that is folded already; the language is read off where it is not given."""
        self.text = text
        self._language = language or None
        self._asked = 0
        self._doubts: Sequence[Doubt] = ()
        self._pages: list[list[int]] | None = None
        self._by_sentence: bool | None = None

    @property
    def language(self) -> str:
        """Its language."""
        if self._language is None:
            self._language = language_of(self.text)
        return self._language

    def doubts(self, start: int, end: int) -> tuple[Doubt, ...]:
        """The doubts whose scope touches a stretch, in the order of the text."""
        self._asked += 1
        near: Iterable[Doubt]
        if self._pages is None and (self._asked <= MAX_SINGLE or self._is_by_sentence()):
            near = self._found((start, end))
        else:
            pages = self._all()[start // PAGE : end // PAGE + 1]
            near = (self._doubts[place] for place in sorted({place for page in pages for place in page}))
        return tuple(doubt for doubt in near if doubt.scope[0] <= end and start <= doubt.scope[1])

    def _is_by_sentence(self) -> bool:
        if self._by_sentence is None:
            from factbase.cite.doubt import by_sentence  # late, as below

            self._by_sentence = by_sentence(self.text, self.language)
        return self._by_sentence

    def _found(self, near: Offsets | None) -> Iterator[Doubt]:
        from factbase.cite.doubt import doubts  # late: its expressions are many, and most findings are kept

        return doubts(self.text, self.language, near)

    def _all(self) -> list[list[int]]:
        if self._pages is None:
            self._doubts = tuple(self._found(None))
            self._pages = [[] for _ in range(len(self.text) // PAGE + 1)]
            for place, doubt in enumerate(self._doubts):
                start, end = doubt.scope
                for page in self._pages[start // PAGE : end // PAGE + 1]:
                    page.append(place)
        return self._pages


class Surroundings:
    """The paragraphs of one text, each made when a quote in it is asked for."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self._text = text
        self._language = language or None
        self._breaks: list[int] | None = None  # where a blank line parts paragraphs
        self._paragraphs: dict[tuple[int, int], Paragraph] = {}

    def paragraph(self, start: int, end: int) -> Paragraph:
        """The paragraph, or paragraphs, that hold a raw span."""
        breaks = self._parted()
        before, after = bisect_right(breaks, start - 2), bisect_left(breaks, end)
        span = breaks[before - 1] + 1 if before else 0, breaks[after] if after < len(breaks) else len(self._text)
        if span not in self._paragraphs:
            self._paragraphs[span] = Paragraph(folded(self._text[slice(*span)]), self._language)
        return self._paragraphs[span]

    def _parted(self) -> list[int]:
        if self._breaks is None:
            self._breaks = []
            at = self._text.find("\n\n")
            while at >= 0:
                self._breaks.append(at)
                at = self._text.find("\n\n", at + 1)
        return self._breaks
