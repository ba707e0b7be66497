"""What words of documents refer to: in, a base's references and its documents; out, those that a sentence has, and those a fact rests on.

The words count where they stand: in the sentence, on lines of the reference. Of words within longer ones that refer too, the longer count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbase.cite import Document, Offsets, fold
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.value import Symbol
from factbase.program.model import Cited, Fact, Program, Reference
from factbase.sources.evidence import Evidence

__all__ = ["ReferenceUse", "References", "met", "unmet"]


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A reference whose words stand in a sentence: the words as they do, on which line of the file, and where in the folded sentence."""

    reference: Reference
    words: str
    path: str
    line: int
    span: Offsets


def met(references: Sequence[Reference], document: Document, sentence: Offsets) -> tuple[ReferenceUse, ...]:
    """Those of some references that a sentence of their document has, in the order in which their words stand there."""
    if not references:
        return ()
    from factbase.cite.verbatim import string_spans  # late, here and below: few documents have references

    first, last = sentence
    folded = fold(document.text[first:last])
    uses: list[ReferenceUse] = []
    for reference in references:
        for words in reference.words:
            for span in string_spans(str(words.value), folded.text):
                raw = folded.raw_span(*span) or (0, last - first)
                line = document.line(first + raw[0])
                if reference.has(line):
                    written = " ".join(document.text[first + raw[0] : first + raw[1]].split())
                    uses.append(ReferenceUse(reference, written, document.path, line, span))
    uses.sort(key=lambda each: each.span)
    return tuple(each for each in uses if not any(_longer(other.span, each.span) for other in uses))


def _longer(span: Offsets, other: Offsets) -> bool:
    return span != other and span[0] <= other[0] and other[1] <= span[1]


class References:
    """The references of a program, and what of them its facts rest on."""

    def __init__(self, program: Program, evidence: Evidence) -> None:
        self._program = program
        self._evidence = evidence
        self._of: dict[str, tuple[Reference, ...]] = {}
        for each in program.references:
            self._of[each.source] = (*self._of.get(each.source, ()), each)
        self._symbols = frozenset(each.symbol for each in program.references)

    def of(self, source: str) -> tuple[Reference, ...]:
        """The references of a source."""
        return self._of.get(source, ())

    def resting(self, fact: Fact) -> tuple[ReferenceUse, ...]:
        """Those on which the fit of a fact rests, each once: what it says of a symbol that its own quotes name by none of its names."""
        if not self._of:
            return ()
        wanted = [str(value) for value in fact.values if isinstance(value, Symbol) and value.name in self._symbols]
        if not wanted:
            return ()
        places = [(cited, place) for cited in fact.quotes if (place := self._evidence.verdict(cited).place)]
        uses = [each for cited, place in places for each in met(self.of(cited.source), place.document, place.sentence)]
        needed: list[ReferenceUse] = []
        for symbol in dict.fromkeys(wanted):
            first = next((each for each in uses if each.reference.symbol == symbol), None)
            if first is not None and not self.named(symbol, fact.quotes):
                needed.append(first)
        return tuple(needed)

    def named(self, symbol: str, quotes: Iterable[Cited]) -> bool:
        """Whether the sentences around some quotes have a name of an entity."""
        from factbase.cite.named import name_spans

        entity = self._program.entities[symbol]
        names = entity.label, *entity.aliases
        places = (place for cited in quotes if (place := self._evidence.verdict(cited).place) is not None)
        texts = (fold(place.document.text[slice(*place.sentence)]).text for place in places)
        return any(name_spans(names, text) for text in texts)

    def shown(self, fact: Fact) -> tuple[Cited, ...]:
        """All quotes that a fact is shown with: its own, and those that introduce what its words refer to."""
        return (*fact.quotes, *(cited for each in self.resting(fact) for cited in each.reference.citations))


def unmet(reference: Reference, document: Document) -> Iterator[Diagnostic]:
    """A finding for each of the words of a reference that stand nowhere in its lines."""
    from factbase.cite.verbatim import string_spans

    lines = document.lines or (1, document.line_count)
    first, last = (reference.lines.first, reference.lines.last) if reference.lines is not None else lines
    start, end = Document(document.path, document.text, (first, last)).passage
    text = fold(document.text[start:end]).text
    for words in reference.words:
        if not string_spans(str(words.value), text):
            source = reference.source
            yield diagnose("F107", words.span, words=words.value, first=first, last=last, name=source)
