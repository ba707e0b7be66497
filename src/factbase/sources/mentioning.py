"""Mentions: in, phrases and the documents of a base; out, which sources have them, as facts of `mentions`.

Each fact cites the first sentence in which the words stand, as a quote that stands there, and says in how many more places they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from factbase.cite import Document, Offsets, Status, verify
from factbase.cite.phrase import Phrase
from factbase.ground.value import Symbol
from factbase.program.declare import MENTIONS
from factbase.program.model import Cited, Fact, Program

__all__ = ["MAX_SHOWN", "mentioning"]

MAX_SHOWN = 400  # characters of a sentence that are cited: enough to see what is said
_CONTEXTS = (200, 1900)  # characters before a quote by which one place is told from others


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


def _cited(document: Document, place: Offsets, phrase: Phrase) -> tuple[str, str | None] | None:
    """A quote with the words in it that stands at a place, and what stands before it where that is needed; None where none does.

    That is so of a text too short to be quoted."""
    text, (lo, hi) = document.text, document.passage
    first, last = document.sentence(*place)
    sentence = _cut(text, place, max(first, lo), min(last, hi))
    for start, end in (sentence, *([(lo, hi)] if hi - lo <= MAX_SHOWN else [])):
        quote = " ".join(text[start:end].split())
        contexts = (" ".join(text[max(lo, start - length) : start].split()) for length in _CONTEXTS)
        for after in (None, *filter(None, contexts)):
            verdict = verify(document, quote, after=after)
            if verdict.status in (Status.FOUND, Status.FOLDED) and phrase.within(quote):
                return quote, after
    return None


def _cut(text: str, place: Offsets, first: int, last: int) -> Offsets:
    """A sentence, or of a long one what is around a place, from one blank to another."""
    if last - first <= MAX_SHOWN:
        return first, last
    start, end = max(first, place[0] - MAX_SHOWN // 2), min(last, place[1] + MAX_SHOWN // 2)
    if start > first:
        start = text.find(" ", start, place[0]) + 1 or place[0]
    if end < last:
        end = max(text.rfind(" ", place[1], end), place[1])
    return start, end
