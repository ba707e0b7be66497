"""Coverage: in, a base; out, each sentence of its documents with what cites it or why it is set aside, and what is wrong with that.

A sentence is cited where a quote that stands has a part of it, whichever source of the same file the quote names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from factbase.base import FactBase
from factbase.cite import Document, Offsets
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.model import SetAside
from factbase.result.coverage import Coverage, CoveredDocument, Sentence
from factbase.result.problem import place, problem
from factbase.result.weighed import For

__all__ = ["State", "coverage_of", "percent_of", "sentence_states", "uncovered"]

MAX_LISTED = 50  # open sentences that one finding lists


State = Literal["cited", "set aside", "open"]
"""How a sentence stands."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """The sentences of a document, and for each, by its number, what cites it and what sets it aside."""

    document: Document
    spans: tuple[Offsets, ...]
    cited: Mapping[int, Mapping[For, None]]
    aside: Mapping[int, SetAside]
    needless: tuple[Diagnostic, ...]  # what is set aside and need not be

    def percent(self) -> int:
        return percent_of(len(self.cited.keys() | self.aside.keys()), len(self.spans))

    def state(self, number: int) -> State:
        return "cited" if number in self.cited else "set aside" if number in self.aside else "open"


def coverage_of(base: FactBase, source: str | None) -> Coverage:
    """How far the documents are covered, or that of one source. Raises UnknownSource."""
    if source is not None:
        base.without((source,))  # which says so
    sources = [s for s in base.program.sources.values() if s.file is not None and source in (None, s.name)]
    counted = _count(base.verified(), [s.name for s in sources if s.name in base.evidence.documents])
    documents = []
    for each in sources:
        if each.name in counted:
            wanted = each.coverage.percent if each.coverage is not None else None
            count = counted[each.name]
            documents.append(
                CoveredDocument(each.name, count.document.path, count.percent(), wanted, tuple(_sentences(count)))
            )
    covered = sum(len(count.cited.keys() | count.aside.keys()) for count in counted.values())
    return Coverage(
        tuple(documents),
        percent_of(covered, sum(len(count.spans) for count in counted.values())),
        tuple(each.name for each in sources if each.name not in counted),
        tuple(map(problem, base.errors)),
    )


def sentence_states(base: FactBase, source: str, quoted: Iterable[Offsets]) -> Iterator[tuple[Offsets, State]]:
    """The sentences of the document of a source, in order, each with how it stands; `quoted` is all that is quoted of its file."""
    counted = _counted(base, source, base.evidence.documents[source], {span: {} for span in quoted})
    return ((span, counted.state(number)) for number, span in enumerate(counted.spans))


def uncovered(base: FactBase) -> Iterator[Diagnostic]:
    """A finding for each source that is covered less than it wants, and for each statement that sets aside what it need not."""
    program = base.program
    wanted = {source.name: source.coverage for source in program.sources.values() if source.coverage is not None}
    names = dict.fromkeys((*wanted, *(aside.source for aside in program.asides)))
    counted = _count(base, [name for name in names if name in base.evidence.documents])
    for name, count in counted.items():
        demanded = wanted.get(name)
        if demanded is not None and count.percent() < demanded.percent:
            left = [_open(count, i) for i in range(len(count.spans)) if i not in count.cited and i not in count.aside]
            more = [f"and {len(left) - MAX_LISTED} more"] if len(left) > MAX_LISTED else []
            yield diagnose(
                "V101",
                demanded.span,
                name=name,
                percent=count.percent(),
                wanted=demanded.percent,
                detail=[*left[:MAX_LISTED], *more],
                hint='cite them, or say why not: aside SOURCE "words" "reason".',
            )
        yield from count.needless


def percent_of(covered: int, of: int) -> int:
    """How many of a hundred are covered, rounded down; all of nothing."""
    return 100 * covered // of if of else 100


def _open(count: _Counted, number: int) -> str:
    start, end = count.spans[number]
    text = " ".join(count.document.text[start:end].split())
    return f"{count.document.path}:{count.document.line(start)}: “{text}”"


def _sentences(count: _Counted) -> Iterator[Sentence]:
    document = count.document
    for number, (start, end) in enumerate(count.spans):
        cited, aside = count.cited.get(number), count.aside.get(number)
        yield Sentence(
            document.line(start),
            document.paragraph(start),
            " ".join(document.text[start:end].split()),
            count.state(number),
            tuple(cited or ()),
            aside.reason if aside is not None else None,
            place(aside.span) if aside is not None else None,
        )


def _count(base: FactBase, names: Sequence[str]) -> dict[str, _Counted]:
    """The sentences of some sources."""
    documents = base.evidence.documents
    paths = {documents[name].path for name in names}
    spans: dict[str, dict[Offsets, dict[For, None]]] = {path: {} for path in paths}
    for fact in base.program.facts if names else ():
        for cited in fact.citations:
            document = documents.get(cited.source)
            if document is not None and document.path in paths:
                claim = For(str(fact.atom()), str(place(fact.span)))
                for span in base.evidence.verdict(cited).spans:
                    spans[document.path].setdefault(span, {})[claim] = None
    return {name: _counted(base, name, documents[name], spans[documents[name].path]) for name in names}


def _counted(base: FactBase, name: str, document: Document, quoted: Mapping[Offsets, Mapping[For, None]]) -> _Counted:
    sentences = document.sentences()
    starts = [start for start, _ in sentences]

    def touched(span: Offsets) -> Iterator[int]:
        first = max(0, bisect_right(starts, span[0]) - 1)
        for number in range(first, len(sentences)):
            if starts[number] >= span[1]:
                break
            if sentences[number][1] > span[0]:
                yield number

    cited: dict[int, dict[For, None]] = {}
    for span, claims in sorted(quoted.items()):
        for number in touched(span):
            cited.setdefault(number, {}).update(claims)
    aside: dict[int, SetAside] = {}
    needless: list[Diagnostic] = []
    for each in base.program.asides:
        spans = _spans(base, each, document) if each.source == name else ()
        numbers = [number for span in spans for number in touched(span)]
        twice = next((number for number in numbers if number in cited or number in aside), None)
        if twice is not None:
            by = [claim.claim for claim in cited.get(twice, {})][:1]
            first = [] if by else [Related(aside[twice].span, "there")]
            why = f"line {document.line(starts[twice])} is {f'cited by {by[0]}' if by else 'set aside already'}"
            needless.append(diagnose("V102", each.span, why=why, related=first))
        elif spans and not numbers:
            needless.append(diagnose("V102", each.span, why="there is no sentence"))
        aside.update((number, each) for number in numbers if number not in cited and number not in aside)
    return _Counted(document, sentences, cited, aside, tuple(needless))


def _spans(base: FactBase, aside: SetAside, document: Document) -> Sequence[Offsets]:
    """What is set aside of a document; nothing where the words are not there, which is told."""
    if aside.cited is not None:
        return base.evidence.verdict(aside.cited).spans
    assert aside.lines is not None
    return (document.stretch(aside.lines.first, aside.lines.last),)
