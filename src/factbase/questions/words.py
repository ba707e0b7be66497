"""Words looked for: in, a base and phrases; out, the sentences of its documents, the names and the facts in which all of them stand.

A document is read through once for each phrase; a quote is looked for only where a sentence of its source was found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import chain

from factbase.base import FactBase
from factbase.cite import Document, Offsets, fold
from factbase.cite.passage import on_one_line
from factbase.cite.phrase import Phrase, lowered
from factbase.ground.dataclass import dataclass
from factbase.ground.value import write_value
from factbase.program.model import Entity, Fact, Program
from factbase.program.table import FactTable
from factbase.resolve.grounds import Grounds
from factbase.resolve.reading import read_fact, read_value
from factbase.result.ground import Ground
from factbase.result.matches import Matches, Named, Passage, Searched
from factbase.result.problem import place, problem
from factbase.result.weighed import For
from factbase.sources.reach import beyond_quotes

__all__ = ["matches"]

_AS_WORDS = str.maketrans("()", "  ")  # of a claim, where a word with a bracket behind it is one word: `lapsed(pact)`


@dataclass(slots=True)
class _Sentence:
    """A sentence with the words that were found in it."""

    source: str
    document: Document
    span: Offsets
    marks: list[Offsets]
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
    shown_facts: list[Ground] = []
    passed_over: set[int] = set()  # tables of whose rows none need be looked at
    searched = count = 0
    shown = _BySource(sentences[:limit])
    for table in program.facts.tables:
        if not shown.may_be_cited(table) and not _may_stand(phrases, table, program):
            searched += len(table) if source is None else _cites(table, source)
            passed_over.add(table.first)
    tables = (table for table in program.facts.tables if table.first not in passed_over)
    for fact in chain(program.facts.listed, *tables):
        shown.add(fact, base)
        if source is None or any(cited.source == source for cited in fact.citations):
            searched += 1
            claim = str(fact.atom()).replace("_", " ")
            if _stand(phrases, f"{claim}\n{claim.translate(_AS_WORDS)}\n{read_fact(fact, program)}"):
                count += 1
                if count <= limit:
                    shown_facts.append(grounds.may_be(fact))
    unread = [s.name for s in program.sources.values() if s.file is not None and s.name not in base.evidence.documents]
    return Matches(
        tuple(words),
        source,
        tuple(map(_passage, sentences[:limit])),
        tuple(names[:limit]),
        tuple(shown_facts),
        max(0, len(sentences) - limit),
        max(0, len(names) - limit),
        count - len(shown_facts),
        Searched(
            len({document.path for document in documents.values()}),
            sum(1 + len(entity.aliases) for entity in entities),
            searched,
            tuple(name for name in unread if source in (None, name)),
        ),
        tuple(map(problem, beyond_quotes(base.errors))),
    )


def _sentences(source: str, document: Document, phrases: Sequence[Phrase]) -> Iterator[_Sentence]:
    """The sentences in which all phrases stand, in reading order."""
    first, *others = phrases
    marks_of: dict[Offsets, list[Offsets]] = {}
    sentence: Offsets = (0, 0)
    for span in first.spans(document):
        if not (sentence[0] <= span[0] and span[1] <= sentence[1]):
            sentence = document.sentence(*span)
        marks_of.setdefault(sentence, []).append(span)
    for phrase in others:
        there = list(phrase.spans(document)) if marks_of else []
        starts = [start for start, _ in there]
        both: dict[Offsets, list[Offsets]] = {}
        for (start, end), marks in marks_of.items():
            within = there[bisect_left(starts, start) : bisect_left(starts, end)]
            more = [span for span in within if span[1] <= end]
            if more:
                both[start, end] = marks + more
        marks_of = both
    for sentence, marks in marks_of.items():
        yield _Sentence(source, document, sentence, sorted(marks))


class _BySource:
    """The sentences that are told, by their source, to which what cites them is added."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self._sentences: dict[str, list[_Sentence]] = {}
        for each in sentences:
            self._sentences.setdefault(each.source, []).append(each)

    def may_be_cited(self, table: FactTable) -> bool:
        """Whether a row of a table may cite one of them."""
        return table.source is not None and not self._sentences.keys().isdisjoint(table.source.values)

    def add(self, fact: Fact, base: FactBase) -> None:
        """Adds a fact to the sentences of which its quotes have a part."""
        for cited in fact.citations:
            sentences = self._sentences.get(cited.source)
            if sentences is not None:
                spans = base.evidence.verdict(cited).spans
                for each in sentences:
                    if any(start < each.span[1] and each.span[0] < end for start, end in spans):
                        each.cited_by[For(str(fact.atom()), str(place(fact.span)))] = None


def _may_stand(phrases: Sequence[Phrase], table: FactTable, program: Program) -> bool:
    """Whether all words may stand in a row of a table: each in a value of some column, or in what its rows have in common.

    A value is looked at once, however many rows have it."""
    if table.stored is not None:  # nor is its file gone through twice
        return True
    letters = "".join(char if char.isalnum() else " " for phrase in phrases for char in f"{phrase.folded} ")
    wanted = set(letters.split())
    relation = program.relation(table.relation)
    common = f"{table.relation} {table.mode} {relation.template if relation is not None else ''}".replace("_", " ")
    texts = (f"{write_value(v).replace('_', ' ')} {read_value(v, program)}" for c in table.columns for v in c.values)
    dates = (f"{when.first} {when.last}" for when in (table.when.values if table.when else ()) if when is not None)
    for text in chain((common,), texts, dates):
        low = lowered(fold(text).text)
        wanted = {word for word in wanted if word not in low}
        if not wanted:
            return True
    return False


def _cites(table: FactTable, source: str) -> int:
    """How many rows of a table cite a source."""
    if table.source is None or len(table.source.values) == 1:
        return len(table) if table.source is not None and table.source.values[0] == source else 0
    return sum(table.source[row] == source for row in table.rows)


def _passage(sentence: _Sentence) -> Passage:
    """A sentence on one line, with the marks where the words are there."""
    document = sentence.document
    text, marks = on_one_line(document, sentence.span, tuple(_apart(sentence.marks)))
    return Passage(
        sentence.source,
        document.path,
        document.line(sentence.marks[0][0]),
        document.paragraph(sentence.span[0]),
        text,
        marks,
        tuple(sentence.cited_by),
        document.page(sentence.marks[0][0]),
    )


def _apart(marks: Sequence[Offsets]) -> Iterator[Offsets]:
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
