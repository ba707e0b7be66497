"""Passages to be cited: in, a base and words; out, the places where they stand, each a quote that can be widened and narrowed, with
drafts of facts on it.

Nothing is written. A passage is frozen: one that is moved is another one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from factbase.base import FactBase
from factbase.checks.misfits import bearing
from factbase.checks.quoted import within
from factbase.cite import Document, Offsets
from factbase.cite.doubtful import Doubtful
from factbase.cite.normalise import fold
from factbase.cite.passage import Borders, Selected, likeness, places, selected, shortest
from factbase.cite.phrase import NoWords, Phrase, lowered
from factbase.engine.base import Engine
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span, TextFile
from factbase.program.model import Cited
from factbase.questions.draft import Draft
from factbase.questions.drafting import Drafting
from factbase.questions.naming import QuoteRead
from factbase.sources.evidence import wrong_with

__all__ = ["Found", "Near", "NoWords", "Passage", "Step", "Wanted", "found"]

Step = Literal["word", "clause", "sentence"]
"""By what a quote is widened and narrowed."""

AROUND = 1  # sentences before and after that of the quote
_REACHED = frozenset({Doubtful.NEGATED, Doubtful.HEDGED, Doubtful.CONDITIONAL})  # of a speaker, a claim has the name
_BEGUN = 4  # letters of the last word that is looked for, by which it may be known
_LIKE_ENOUGH = 0.3  # of the words, that the nearest passage must have


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, in a source where one is named, on lines of it where these are given; and how far the quote shall reach:
    from the nearest of some words before it, to the nearest of some after it, or over its whole sentence."""

    words: str
    source: str | None = None
    lines: tuple[int, int] | None = None
    begin: str | None = None
    end: str | None = None
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A place that is only like some words: how they differ, and which of those that bear meaning do not stand there."""

    differs: str
    lacking: tuple[str, ...]


class Passage:
    """A place in a document of a base, as a quote."""

    def __init__(
        self, drafting: Drafting, source: str, chosen: Selected, asked: Offsets, near: Near | None = None
    ) -> None:
        self.drafting = drafting
        self.source = source
        self.chosen = chosen
        self.asked = asked  # where the words stand that were looked for
        self.near = near

    @property
    def lacking(self) -> tuple[str, ...]:
        """The words that were looked for and do not stand in what is nearest to them: then nothing is proposed."""
        return self.near.lacking if self.near is not None else ()

    @property
    def document(self) -> Document:
        """The document that is quoted."""
        return self.chosen.document

    @cached_property
    def stretch(self) -> Offsets:
        """The sentences around the quote, with those beside them, within the paragraph."""
        first, last = self.document.sentence(*self.chosen.span)
        (lo, hi), document = self.document.passage, self.document
        for _ in range(AROUND):
            before, behind = first, last
            while before > lo and document.text[before - 1].isspace():
                before -= 1
            while behind < hi and document.text[behind].isspace():
                behind += 1
            if before > lo and document.paragraph(before - 1) == document.paragraph(first):
                first = document.sentence(before - 1)[0]
            if behind < hi and document.paragraph(behind) == document.paragraph(last - 1):
                last = document.sentence(behind)[1]
        return max(lo, first), min(hi, last)

    # ---- the quote

    def moved(self, *, first: int = 0, last: int = 0, by: Step = "word") -> Passage:
        """The passage whose quote begins and ends so many words, clauses or sentences later."""
        if by == "word":
            borders = Borders.of(self.document, self.document.passage if self._small else self.stretch)
        else:
            borders = Borders.of(self.document, self.stretch)
            clauses = by == "clause"
            borders = borders.of_clauses(self.document.text) if clauses else borders.of_sentences(self.document)
        return self._as(selected(self.document, borders.moved(self.chosen.span, first=first, last=last)))

    @property
    def _small(self) -> bool:
        """Whether all words of the document may be looked at for one key."""
        lo, hi = self.document.passage
        return hi - lo < 20_000

    def to_sentence(self) -> Passage:
        """The passage with its whole sentence as the quote."""
        return self._as(selected(self.document, self.document.sentence(*self.chosen.span)))

    def shortest(self) -> Passage:
        """The passage with the shortest quote of the words that were looked for."""
        return self._as(_shortest(self.document, self.asked))

    def with_doubt(self) -> Passage:
        """The passage whose quote reaches to the nearest word outside it that bears on it; the same where there is none."""
        start, end = self.chosen.span
        near: list[tuple[int, Offsets]] = []
        for word in self.outside:
            spans = (span for span in Phrase(word).spans(self.document) if _overlap(span, self.stretch))
            wider = [(min(start, first), max(end, last)) for first, last in spans]
            near += [(last - first, (first, last)) for first, last in wider if (first, last) != (start, end)]
        return self._as(selected(self.document, min(near)[1])) if near else self

    def _as(self, chosen: Selected) -> Passage:
        return Passage(self.drafting, self.source, chosen, self.asked, self.near)

    def reaching(self, wanted: Wanted) -> Passage:
        """The passage whose quote reaches as far as is wanted. Raises NoWords where it cannot."""
        start, end = self.document.sentence(*self.chosen.span) if wanted.sentence else self.chosen.span
        if wanted.begin is not None:
            spans = [span for span in Phrase(wanted.begin).spans(self.document) if span[0] <= self.asked[0]]
            start = spans[-1][0] if spans else _nowhere(wanted.begin, "before")
        if wanted.end is not None:
            spans = [span for span in Phrase(wanted.end).spans(self.document) if span[1] >= self.asked[1]]
            end = spans[0][1] if spans else _nowhere(wanted.end, "after")
        return self if (start, end) == self.chosen.span else self._as(selected(self.document, (start, end)))

    # ---- what is said of it

    @cached_property
    def wrong(self) -> tuple[Diagnostic, ...]:
        """Why the quote cannot be taken as it is; nothing where it stands."""
        chosen = self.chosen
        file = TextFile("<cite>", chosen.quote)
        cited = Cited(self.source, chosen.quote, chosen.after, chosen.before, span=Span(file, 0, len(chosen.quote)))
        return tuple(wrong_with(cited, self.drafting.base.evidence.verdicts))

    @cached_property
    def read(self) -> QuoteRead | None:
        """The quote as the checker reads it; None where it does not stand."""
        return self.drafting.read(self.source, self.chosen) if self.chosen.stands else None

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The words of its sentence that deny, hedge or condition what the quote says, and that it does not have."""
        if self.read is None:
            return ()
        context = self.read.context
        bearing_on = (
            doubt
            for doubt in context.doubts
            if doubt.kind in _REACHED
            and _overlap(doubt.span, context.sentence)
            and any(_overlap(doubt.scope, part) for part in context.parts)
            and not any(within(doubt.span, part) for part in context.parts)
        )
        return tuple(dict.fromkeys(context.text[slice(*doubt.span)] for doubt in bearing_on))

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The relations that may be told there, the best first."""
        return self.drafting.ranking.best(self.read) if self.read is not None else ()

    def draft(self, relation: str | None = None) -> Draft | None:
        """The fact proposed, of a relation or of the best one; None where the quote does not stand, or does not say it, or where words are
        lacking that were looked for."""
        if self.read is None or self.lacking:
            return None
        relation = relation or self.drafting.ranking.proposed(self.read, self.relations)
        if relation is None:
            return None
        return self.drafting.draft(self.read, self.chosen, relation)


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _nowhere(words: str, side: str) -> int:
    raise NoWords(f"`{words}` does not stand {side} the words that are looked for")


@dataclass(frozen=True, slots=True)
class Found:
    """The passages, in the order of the sources and of their text, how many more there are, and the sources that could not be searched."""

    passages: tuple[Passage, ...]
    more: int
    unread: tuple[str, ...]


def found(base: FactBase, wanted: Wanted, limit: int, engine: Engine) -> Found:
    """Where words stand; where they stand nowhere, the one passage that is nearest to them. Raises NoWords, and UnknownSource."""
    Phrase(wanted.words)  # which says whether there are any
    if wanted.source is not None:
        base.without((wanted.source,))  # which says so
    names = (wanted.source,) if wanted.source is not None else tuple(base.program.sources)
    drafting = Drafting(base, engine)
    there: list[tuple[str, Document, Offsets]] = []
    nearest: list[tuple[tuple[bool, float], str, Document, Offsets, Near]] = []
    for name in names:
        document = _within(base.evidence.documents.get(name), wanted.lines)
        if document is None:
            continue
        spans, near = places(document, wanted.words)
        there += ((name, document, span) for span in spans)
        if near is not None and likeness(near) >= _LIKE_ENOUGH:
            lacking = _lacking(wanted.words, document.text[slice(*near.span)])
            nearest.append(((not lacking, likeness(near)), name, document, near.span, Near(str(near), lacking)))
    passages = [_passage(drafting, name, document, span, None) for name, document, span in there[:limit]]
    if not there and nearest:
        best = max(nearest, key=lambda each: each[0])
        passages = [_passage(drafting, *best[1:])]
    unread = tuple(name for name in names if name not in base.evidence.documents and base.program.sources[name].file)
    return Found(tuple(each.reaching(wanted) for each in passages), max(0, len(there) - limit), unread)


def _within(document: Document | None, lines: tuple[int, int] | None) -> Document | None:
    """The document, or what of it stands on some lines."""
    if document is None or lines is None:
        return document
    first, last = document.lines or (1, document.line_count)
    first, last = max(first, lines[0]), min(last, lines[1])
    return Document(document.path, document.text, (first, last), document.folds) if first <= last else None


def _lacking(wanted: str, text: str) -> tuple[str, ...]:
    """The words that bear meaning, and the numbers, which a text does not have; the last may be begun only."""
    there = set(re.findall(r"\w+", lowered(fold(text).text)))
    said = lowered(fold(wanted).text)
    words = (*bearing(fold(wanted).text), *re.findall(r"\w*\d\w*", said))
    last = said.split()[-1]
    begun = len(last) >= _BEGUN and last.isalpha() and any(each.startswith(last) for each in there)
    return tuple(each for each in words if each not in there and not (begun and each == last))


def _passage(drafting: Drafting, source: str, document: Document, span: Offsets, near: Near | None) -> Passage:
    whole = drafting.base.evidence.documents[source]  # in which the quote must stand, whatever the lines
    return Passage(drafting, source, _shortest(whole, span), span, near)


def _shortest(document: Document, span: Offsets) -> Selected:
    """The shortest quote with a stretch: of its sentence, else of its paragraph."""
    chosen = shortest(document, span, document.sentence(*span))
    if chosen.stands:
        return chosen
    first, last = document.sentence(*span)
    lo, hi = document.passage
    return shortest(document, span, (max(lo, first - 300), min(hi, last + 300)))
