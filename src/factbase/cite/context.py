"""The words directly before and after a quote, by which one place is told from others.

In: a document and such words. Out: whether a place has them around it. Promised: the folds are those of quotes.
"""

from __future__ import annotations

from dataclasses import dataclass

from factbase.cite.document import Document
from factbase.cite.match import Occurrence, trim
from factbase.cite.normalise import fold

__all__ = ["MAX_CONTEXT", "Context"]

MAX_CONTEXT = 2_000  # characters of `after` and of `before`


@dataclass(frozen=True, slots=True)
class Context:
    """The words that must stand directly around a place, folded; empty ones are met everywhere."""

    document: Document
    prefix: str
    suffix: str

    @classmethod
    def of(cls, document: Document, after: str | None, before: str | None) -> Context | None:
        """The context that is asked for, in its folded form; None where none is."""
        if not after and not before:
            return None
        return cls(document, *(fold(trim(words or "")).text for words in (after, before)))

    def fits(self, place: Occurrence) -> bool:
        """Whether a place has the words around it."""
        start, end = place.span
        lo, hi = self.document.passage
        reach = 4  # raw text can be this many times as long as its folded form before a context is held to be far away
        if self.prefix:
            raw = self.document.text[max(lo, start - reach * len(self.prefix) - 80) : start]
            if not fold(raw).text.rstrip().endswith(self.prefix):
                return False
        if self.suffix:
            raw = self.document.text[end : min(hi, end + reach * len(self.suffix) + 80)]
            if not fold(raw).text.lstrip().startswith(self.suffix):
                return False
        return True

    def too_long(self) -> bool:
        """Whether they are more than is looked for."""
        return max(len(self.prefix), len(self.suffix)) > MAX_CONTEXT

    def complaint(self) -> str:
        """What is said where no place fits."""
        asked = [f"{side} `{words}`" for side, words in (("after", self.prefix), ("before", self.suffix)) if words]
        return f"the words stand there, but not {' and '.join(asked)}"
