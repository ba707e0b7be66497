"""A quote in the words that stand there, where it differs from them in nothing that has a meaning.

In: a document and a quote. Out: the words of the document, or None. Promised: what is given stands there once, and has the letters,
digits and signs of the quote, whatever their case; a quote that is right as its source has it read in markup or marks is left as it is.
"""

from __future__ import annotations

from dataclasses import replace

from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.loosen import IGNORED, LOOSE
from factbase.cite.normalise import CURRENCY, Fold, fold
from factbase.cite.verdict import QuoteVerdict, Reason, Status
from factbase.cite.verify import verify

__all__ = ["mended"]

_LEFT = frozenset({Fold.MARKUP, Fold.INSERTION, *IGNORED})  # whose words are those of the text as it is to be read
_SIGNS = "?!¿¡%‰°+<>=≤≥≠±×÷/^~≈#&@§\\-" + CURRENCY
# What has no meaning: not a mark between two digits, nor one that asks.
_IDLE = later(rf"(?<!\d)[^\w{_SIGNS}]+|[^\w{_SIGNS}]+(?!\d)")


def mended(document: Document, quote: str, after: str | None = None, before: str | None = None) -> str | None:
    """The words that stand where a quote was meant to stand; None where it stands as it is, or differs in more than its spelling."""
    verdict = verify(document, quote, after=after, before=before)
    if verdict.status is Status.FOLDED and len(verdict.spans) == 1:
        if not _LEFT.isdisjoint(verdict.folds) or set(LOOSE).isdisjoint(verdict.folds):
            return None
        strictly = replace(document, folds=frozenset())
        if verify(strictly, quote, after=after, before=before).place is not None:
            return None
        return _standing(strictly, document.text[slice(*verdict.spans[0])], after, before)
    if verdict.status is Status.ABSENT and verdict.reason is Reason.NOT_THERE and verdict.nearest is not None:
        words = document.text[slice(*verdict.nearest.span)]
        if _essence(words) == _essence(quote):
            return _standing(replace(document, folds=frozenset()), words, after, before)
    return None


def _standing(document: Document, words: str, after: str | None, before: str | None) -> str | None:
    plain = " ".join(words.split())
    verdict: QuoteVerdict = verify(document, plain, after=after, before=before)
    return plain if verdict.place is not None else None


def _essence(text: str) -> str:
    """What of a text has a meaning: its letters, digits and signs."""
    return _IDLE().sub("", fold(text).text.casefold())
