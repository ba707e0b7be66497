"""The text of a source as pages: in, a survey and a source; out, the parts of its document, each with every quoted passage marked.

A part ends where a line does, but in a line that is too long for one: no page grows with the longest document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import islice, pairwise

from factbase.checks.covering import State
from factbase.cite import Document, Offsets
from factbase.ground.dataclass import dataclass
from factbase.program.model import Cited
from factbase.questions.site.survey import Survey
from factbase.result.ground import Citation
from factbase.result.problem import place
from factbase.result.site import Document as Shown
from factbase.result.site import Introduced, Line, Note, Paragraph, Piece, SourceLine, quote_anchor

__all__ = ["document_page", "first_lines", "parts_of"]

PART = 100_000
"""Characters of a document on one page, at most, but for the rest of a line."""

MAX_LINES = 40  # of a paragraph, which are shown beside their notes
MAX_FACTS = 40  # that a note tells whole
MAX_OVER = 12  # quotes that a stretch of text is marked for; its notes are all there


def parts_of(document: Document) -> tuple[Offsets, ...]:
    """The stretches of a document that are shown on a page each."""
    first, last = document.passage
    cuts = [first]
    while last - cuts[-1] > PART:
        at = cuts[-1]
        end = document.text.rfind("\n", at, at + PART) + 1
        if end <= at:  # one line is longer than a part
            end = max(document.text.rfind(" ", at + PART // 2, at + PART) + 1, at + PART // 2)
        cuts.append(end)
    return tuple(pairwise([*cuts, last])) or ((first, last),)


def first_lines(document: Document) -> tuple[int, ...]:
    """The line at which each part begins."""
    return tuple(document.line(start) for start, _ in parts_of(document))


@dataclass(slots=True)
class _Quoted:
    """A passage that is quoted: how it is cited, where it stands, and for what. The facts are named by their positions."""

    citation: Citation
    spans: dict[Offsets, None] = field(default_factory=dict)
    facts: dict[int, None] = field(default_factory=dict)
    context_of: dict[int, None] = field(default_factory=dict)
    introduces: list[Introduced] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where it begins."""
        return min(self.spans)[0]


def document_page(survey: Survey, source: SourceLine, part: int) -> Shown | None:
    """A part of the document of a source; None where it has no such part."""
    document = survey.base.evidence.documents[source.name]
    parts = parts_of(document)
    if not 1 <= part <= len(parts):
        return None
    states = tuple(survey.states(source.name))
    quoted = _quoted(survey, source.name)
    ends = [end for _, end in parts]
    of = [min(bisect_right(ends, each.first), len(parts) - 1) + 1 for each in quoted]
    start, end = parts[part - 1]
    notes = [
        (each.first, _note(survey, number, each, document))
        for number, each in enumerate(quoted, 1)
        if of[number - 1] == part
    ]
    marking = _Marking(document, (start, end), quoted, states)
    page = Shown(
        source,
        survey.program.sources[source.name].url,
        tuple(_paragraphs(document, (start, end), marking, notes)),
        tuple((quote_anchor(each.citation), its) for each, its in zip(quoted, of, strict=True) if its > part),
        survey.coverage[source.name],
        tuple(survey.resting.lacks) if notes else (),
    )
    document.let_go()
    return page


def _quoted(survey: Survey, source: str) -> list[_Quoted]:
    """The passages that are quoted of a source, in the order of the text: as evidence of facts, as their context, or to
    introduce what words refer to. Whatever a page cites is marked in its document."""
    held: dict[str, _Quoted] = {}
    grounds = survey.grounds

    def quoted(citations: Iterable[Cited]) -> Iterator[_Quoted]:
        for cited in citations:
            there = survey.base.evidence.verdict(cited).spans if cited.source == source else ()
            if there:
                citation = grounds.citation(cited)
                one = held.setdefault(quote_anchor(citation), _Quoted(citation))
                one.spans.update(dict.fromkeys(there))
                yield one

    positions = survey.citing(source)
    for position, fact in zip(positions, survey.facts(positions), strict=True):
        for one in quoted(fact.citations):
            one.facts[position] = None
    positions = survey.with_context_of(source)
    for position, fact in zip(positions, survey.facts(positions), strict=True):
        for one in quoted(fact.context):
            one.context_of[position] = None
    for reference in survey.program.references:
        words = tuple(str(each.value) for each in reference.words)
        name, at = survey.program.label(reference.symbol), place(reference.span)
        for one in quoted(reference.citations):
            one.introduces.append(Introduced(words, reference.symbol, name, at))
    return sorted(held.values(), key=lambda each: (each.first, quote_anchor(each.citation)))


def _note(survey: Survey, number: int, quoted: _Quoted, document: Document) -> Note:
    conclusions, more = survey.resting.on(quoted.citation)
    return Note(
        number,
        quoted.citation,
        tuple(" ".join(document.text[start:end].split()) for start, end in sorted(quoted.spans)),
        survey.told(islice(quoted.facts, MAX_FACTS)),
        max(0, len(quoted.facts) - MAX_FACTS),
        survey.told(islice(quoted.context_of, MAX_FACTS)),
        max(0, len(quoted.context_of) - MAX_FACTS),
        tuple(quoted.introduces),
        conclusions,
        more,
    )


class _Marking:
    """Cuts the lines of a part where a quote or a sentence begins or ends."""

    def __init__(
        self,
        document: Document,
        part: Offsets,
        quoted: Sequence[_Quoted],
        states: Sequence[tuple[Offsets, State]],
    ) -> None:
        self.text = document.text
        low, high = part
        self.quotes = sorted(
            (span, number)
            for number, each in enumerate(quoted, 1)
            for span in each.spans
            if span[0] < high and low < span[1]
        )
        self.states = [(span, state) for span, state in states if span[0] < high and low < span[1]]
        of_states = (end for span, _ in self.states for end in span)
        self.cuts = sorted({*of_states, *(end for span, _ in self.quotes for end in span)})
        self.next = 0
        self.open: list[tuple[int, int]] = []  # the quotes that reach so far: where each ends, and its number
        self.sentences = [span[0] for span, _ in self.states]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a line; lines are asked for in order."""
        inner = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
        for low, high in pairwise([start, *inner, end]):
            while self.next < len(self.quotes) and self.quotes[self.next][0][0] <= low:
                span, number = self.quotes[self.next]
                self.open.append((span[1], number))
                self.next += 1
            self.open = [each for each in self.open if each[0] > low]
            numbers = tuple(dict.fromkeys(number for _, number in self.open))
            yield Piece(self.text[low:high], numbers[:MAX_OVER], self.state(low))

    def state(self, at: int) -> State | None:
        """How the sentence stands in which something is; None where it is in none, as a rule of dashes."""
        number = bisect_right(self.sentences, at) - 1
        return self.states[number][1] if number >= 0 and at < self.states[number][0][1] else None


def _paragraphs(
    document: Document, part: Offsets, marking: _Marking, notes: Sequence[tuple[int, Note]]
) -> Iterator[Paragraph]:
    lines: list[Line] = []
    first, told = part[0], 0

    def paragraph(end: int) -> Paragraph:
        nonlocal told, first
        begin = told
        while told < len(notes) and notes[told][0] < end:
            told += 1
        first = end
        return Paragraph(tuple(lines), tuple(note for _, note in notes[begin:told]))

    for number, start, end in _lines(document, part):
        text = document.text[start:end].rstrip("\r\n")
        if not text.strip():
            if lines:
                yield paragraph(start)
                lines = []
            continue
        pieces = tuple(marking.pieces(start, start + len(text)))
        lines.append(Line(number, pieces, continued=start > 0 and document.text[start - 1] not in "\r\n"))
        if len(lines) >= MAX_LINES:
            yield paragraph(end)
            lines = []
    if lines or told < len(notes):
        yield paragraph(part[1] + 1)


def _lines(document: Document, part: Offsets) -> Iterator[tuple[int, int, int]]:
    """The number, the start and the end of each line of a part."""
    number, (at, end) = document.line(part[0]), part
    while at < end:
        _, stop = document.stretch(number, number)
        yield number, at, min(stop, end)
        at, number = stop, number + 1
