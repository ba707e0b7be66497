"""Words looked for: in, a base and phrases; out, the sentences of its documents, the names and the facts in which all of them stand.

A document is read through once for each phrase; a quote is looked for only where a sentence of its source was found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field

from factbase.base import FactBase
from factbase.cite import Document, Span
from factbase.cite.phrase import Phrase
from factbase.ground.dataclass import dataclass
from factbase.program.model import Entity, Fact
from factbase.resolve.grounds import Grounds
from factbase.resolve.reading import read_atom
from factbase.result.ground import Ground
from factbase.result.matches import Matches, Named, Passage, Searched
from factbase.result.problem import place, problem
from factbase.result.weighed import For

__all__ = ["matches"]


@dataclass(slots=True)
class _Sentence:
    """A sentence with the words that were found in it."""

    source: str
    document: Document
    span: Span
    marks: list[Span]
    cited_by: dict[For, None] = field(default_factory=dict)


def matches(base: FactBase, words: Sequence[str], source: str | None, limit: int) -> Matches:
    """Where all of some phrases stand, up to so many of each kind. Raises NoWords; UnknownSource for one that the base does not have."""
    if source is not None:
        base.without((source,))  # which says so
    phrases = [Phrase(each) for each in words]
    program = base.program
    documents = {name: each for name, each in base.evidence.documents.items() if source in (None, name)}
    sentences = [each for name, document in documents.items() for each in _sentences(name, document, phrases)]
    entities = program.entities.values() if source is None else ()
    names = [each for entity in entities if (each := _named(entity, phrases)) is not None]
    grounds = Grounds(program, base.evidence)
    told: list[Ground] = []
    searched = found = 0
    shown = _BySource(sentences[:limit])
    for fact in program.facts:
        shown.add(fact, base)
        if source is None or any(cited.source == source for cited in fact.citations):
            searched += 1
            if _stand(phrases, f"{str(fact.atom()).replace('_', ' ')}\n{read_atom(fact.atom(), program)}"):
                found += 1
                if found <= limit:
                    told.append(grounds.may_be(fact))
    unread = [s.name for s in program.sources.values() if s.file is not None and s.name not in base.evidence.documents]
    return Matches(
        tuple(words),
        source,
        tuple(map(_passage, sentences[:limit])),
        tuple(names[:limit]),
        tuple(told),
        max(0, len(sentences) - limit),
        max(0, len(names) - limit),
        found - len(told),
        Searched(
            len({document.path for document in documents.values()}),
            sum(1 + len(entity.aliases) for entity in entities),
            searched,
            tuple(name for name in unread if source in (None, name)),
        ),
        tuple(map(problem, base.errors)),
    )


def _sentences(source: str, document: Document, phrases: Sequence[Phrase]) -> Iterator[_Sentence]:
    """The sentences in which all phrases stand, in reading order."""
    first, *others = phrases
    found: dict[Span, list[Span]] = {}
    sentence: Span = (0, 0)
    for span in first.spans(document):
        if not (sentence[0] <= span[0] and span[1] <= sentence[1]):
            sentence = document.sentence(*span)
        found.setdefault(sentence, []).append(span)
    for phrase in others:
        there = list(phrase.spans(document)) if found else []
        starts = [start for start, _ in there]
        both: dict[Span, list[Span]] = {}
        for (start, end), marks in found.items():
            within = there[bisect_left(starts, start) : bisect_left(starts, end)]
            more = [span for span in within if span[1] <= end]
            if more:
                both[start, end] = marks + more
        found = both
    for sentence, marks in found.items():
        yield _Sentence(source, document, sentence, sorted(marks))


class _BySource:
    """The sentences that are told, by their source, to which what cites them is added."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self._sentences: dict[str, list[_Sentence]] = {}
        for each in sentences:
            self._sentences.setdefault(each.source, []).append(each)

    def add(self, fact: Fact, base: FactBase) -> None:
        """Adds a fact to the sentences of which its quotes have a part."""
        for cited in fact.citations:
            told = self._sentences.get(cited.source)
            if told is not None:
                spans = base.evidence.verdict(cited).spans
                for each in told:
                    if any(start < each.span[1] and each.span[0] < end for start, end in spans):
                        each.cited_by[For(str(fact.atom()), str(place(fact.span)))] = None


def _passage(found: _Sentence) -> Passage:
    """A sentence on one line, with the marks where the words are there."""
    document, (start, end) = found.document, found.span
    raw = document.text[start:end]

    def moved(at: int) -> int:
        return len(" ".join(f"{raw[: at - start]}.".split())) - 1

    return Passage(
        found.source,
        document.path,
        document.line(found.marks[0][0]),
        document.paragraph(start),
        " ".join(raw.split()),
        tuple((moved(first), len(" ".join(raw[: last - start].split()))) for first, last in _apart(found.marks)),
        tuple(found.cited_by),
    )


def _apart(marks: Sequence[Span]) -> Iterator[Span]:
    """The marks, those that overlap as one."""
    at, last = marks[0]
    for start, end in marks[1:]:
        if start >= last:
            yield at, last
            at, last = start, end
        last = max(last, end)
    yield at, last


def _named(entity: Entity, phrases: Sequence[Phrase]) -> Named | None:
    """An entity with the names in which all phrases stand, or the one that the language calls it."""
    names = [name for name in dict.fromkeys((entity.label, *entity.aliases)) if _stand(phrases, name)]
    if not names and _stand(phrases, entity.name.replace("_", " ")):
        names = [entity.name]
    return Named(entity.name, entity.type, tuple(names), place(entity.span)) if names else None


def _stand(phrases: Sequence[Phrase], text: str) -> bool:
    return all(phrase.within(text) for phrase in phrases)
