"""Quotes with what stands around them: in, a base; out, each quote that stands, in its folded paragraph, with the doubts near it.

A quote that several facts have is read once. Promised: the stretches of a context are of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from factbase.checks.surroundings import Paragraph, Surroundings, folded
from factbase.cite import Offsets, fold
from factbase.cite.doubtful import Doubt
from factbase.cite.wording import undone
from factbase.ground.dataclass import dataclass
from factbase.program.model import Cited, Source
from factbase.sources.evidence import Evidence

__all__ = ["NamedValue", "QuoteContext", "QuoteContexts", "within"]

BESIDE = 160  # characters before and after the sentences of a quote
KEPT = 10_000  # quotes with what stands around them
KEPT_TEXTS = 500  # whose paragraphs are

# One line and an empty one, and no sentence.
_HEADING = re.compile(r"\s*(?:#+\s+|TITLE:?\s+|Title:\s+)?([^\n]{3,300}[^\n.!?:;,])[ \t]*\n[ \t]*\n")

NamedValue = tuple[str, Offsets]
"""A value of a fact, as it is written, and where a text names it."""


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A quote that stands: the folded paragraph, and in it the sentences and the parts of the quote."""

    cited: Cited
    paragraph: Paragraph
    sentence: Offsets
    parts: tuple[Offsets, ...]
    _doubts: list[tuple[Doubt, ...]] = field(init=False, repr=False, compare=False, default_factory=list)

    @property
    def text(self) -> str:
        """That of the paragraph."""
        return self.paragraph.text

    @property
    def language(self) -> str:
        """That of the paragraph."""
        return self.paragraph.language

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Those that touch the sentences, looked for when they are asked for: of what a document declares of itself they are not."""
        if not self._doubts:
            self._doubts.append(self.paragraph.doubts(*self.sentence))
        return self._doubts[0]

    @property
    def near(self) -> str:
        """The sentences of the quote with what stands beside them."""
        start, end = self.sentence
        return self.text[max(0, start - BESIDE) : end + BESIDE]

    def quoted(self, named: Iterable[NamedValue]) -> list[Offsets]:
        """What is named within the quote."""
        return [span for _, span in named if any(within(span, part) for part in self.parts)]

    def denied(self, stretches: Iterable[Offsets]) -> bool:
        """Whether the sentences take back what is said on some stretches, or speak of a denial."""
        from factbase.cite.doubt import denied  # late: its expressions are many, and most findings are kept

        start, end = self.sentence
        return denied(self.text[start:end], [(a - start, b - start) for a, b in stretches], self.language)

    @property
    def undone(self) -> bool:
        """Whether the quotes speak of what had not come about."""
        return any(undone(self.text[start:end]) for start, end in self.parts)


class QuoteContexts:
    """The contexts of the quotes of a base, each read when it is asked for."""

    def __init__(self, evidence: Evidence, sources: Mapping[str, Source]) -> None:
        self.evidence = evidence
        self.sources = sources
        self.heads: dict[str, str] = {}
        self.surroundings: dict[str, Surroundings] = {}
        self.read: dict[Cited, QuoteContext | None] = {}

    def of(self, cited: Cited) -> QuoteContext | None:
        """What stands around a quote; None where the quote stands nowhere."""
        if cited not in self.read:
            if len(self.read) >= KEPT:  # each row of a table has quotes of its own, and is asked of once
                self.read.clear()
            self.read[cited] = self._context(cited)
        return self.read[cited]

    def head(self, source: str) -> str:
        """The title of a source, as it is declared and as its text begins with it."""
        if source not in self.heads:
            document = self.evidence.documents.get(source)
            begun = _HEADING.match(document.text, *document.passage) if document is not None else None
            titles = [self.sources[source].title, begun[1] if begun is not None else None]
            self.heads[source] = fold(" / ".join(filter(None, titles))).text
        return self.heads[source]

    def _context(self, cited: Cited) -> QuoteContext | None:
        place = self.evidence.verdict(cited).place
        if place is None:
            return None
        raw = self.evidence.documents[cited.source].text
        lo, hi = place.sentence
        sentence = folded(raw[lo:hi])
        if cited.source not in self.surroundings:
            if len(self.surroundings) >= KEPT_TEXTS:  # facts of a source mostly stand together
                for source in self.surroundings:
                    self.evidence.documents[source].let_go()
                self.surroundings.clear()
            self.surroundings[cited.source] = Surroundings(raw, self.sources[cited.source].language)
        paragraph = self.surroundings[cited.source].paragraph(lo, hi)
        at = paragraph.text.find(sentence)
        if at < 0:
            paragraph, at = Paragraph(sentence, paragraph.language), 0
        end = at + len(sentence)
        parts: list[Offsets] = []
        for start, stop in place.spans:
            words = folded(raw[start:stop])
            first = paragraph.text.find(words, parts[-1][1] if parts else at)
            parts.append((first, first + len(words)) if first >= 0 else (at, end))
        return QuoteContext(cited, paragraph, (at, end), tuple(parts))


def within(inner: Offsets, outer: Offsets) -> bool:
    """Whether a stretch is part of another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
