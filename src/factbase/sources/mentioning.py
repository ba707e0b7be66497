"""Mentions: in, phrases and the documents of a base; out, which sources have them, as facts of `mentions`.

Each fact cites the first sentence in which the words stand, as a quote that stands there, and says in how many more places they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from factbase.cite import Document, Span, Status, verify
from factbase.cite.phrase import Phrase
from factbase.ground.value import Symbol
from factbase.program.declare import MENTIONS
from factbase.program.model import Cited, Fact, Program

__all__ = ["MAX_SHOWN", "mentioning"]

MAX_SHOWN = 400  # characters of a sentence that are cited: enough to see what is said
_CONTEXT = 200  # characters before a quote by which one place is told from others


def mentioning(
    phrases: Iterable[str], program: Program, documents: Mapping[str, Document], index: Iterator[int]
) -> Iterator[Fact]:
    """`mentions(S, W)` for every source that has the words W; what has no document mentions nothing."""
    for words in phrases:
        phrase = Phrase(words)
        for name, document in documents.items():
            places = list(phrase.spans(document))
            if places:
                span = program.sources[name].span
                cited = _cited(document, places[0], phrase)
                quotes = (Cited(name, cited[0], cited[1], None, span=span),) if cited is not None else ()
                row = (Symbol(name), words)
                yield Fact(next(index), MENTIONS, None, row, None, quotes, "declared", span=span, more=len(places) - 1)


def _cited(document: Document, place: Span, phrase: Phrase) -> tuple[str, str | None] | None:
    """A quote with the words in it that stands at a place, and what stands before it where that is needed; None where none does.

    That is so of a text too short to be quoted."""
    text, (lo, hi) = document.text, document.passage
    first, last = document.sentence(*place)
    first, last = max(first, lo), min(last, hi)
    if last - first > MAX_SHOWN:
        first, last = _cut(text, max(first, place[0] - MAX_SHOWN // 2), place[0], min(last, place[1] + MAX_SHOWN // 2))
    for start, end in ((first, last), (lo if hi - lo <= MAX_SHOWN else first, hi if hi - lo <= MAX_SHOWN else last)):
        quote = " ".join(text[start:end].split())
        before = " ".join(text[max(lo, start - _CONTEXT) : start].split())
        for after in (None, before):
            verdict = verify(document, quote, after=after) if after != "" else None
            if verdict is not None and verdict.status in (Status.FOUND, Status.FOLDED) and phrase.within(quote):
                return quote, after
    return None


def _cut(text: str, start: int, at: int, end: int) -> Span:
    """A stretch around a place that begins and ends with whole words."""
    begins = text.find(" ", start, at) + 1 or start
    return begins, max(text.rfind(" ", at, end), at)
