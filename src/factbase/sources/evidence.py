"""Sources and quotes: in, a program and its files; out, the text of each source and the verdict on each citation.

A source is read once, however many passages and quotes it has, and folded while these are judged. Verdicts are kept by citation; one that
is missing was never checked, and nothing downstream may take it for fine.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain, repeat
from pathlib import Path

from factbase.cite import Document, LockFile, QuoteVerdict, Reason, Standing, Status, accepted, verify
from factbase.cite.verdict import on_lines
from factbase.files.folder import Folder, Home
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.span import Span, TextFile
from factbase.program.bulk import distinct_numbers
from factbase.program.model import Cited, Program
from factbase.sources.documents import SourceFile, read_documents
from factbase.sources.looked import Looked
from factbase.sources.own import Own
from factbase.sources.places import KeptPlaces, Looking, LooseSpan, Parts, Place
from factbase.sources.settings import Settings

__all__ = ["Evidence", "Verdicts", "citations_of", "gather", "verified", "verified_rows", "wrong_with"]

_STANDS = frozenset({Status.FOUND, Status.FOLDED, Status.MOVED})

KEPT = 10_000  # verdicts on rows that are too many for all to be kept
KEPT_TEXTS = (
    64  # documents that stay folded while such rows are looked for in them: each takes some times what it holds
)
MAX_LINES = 8  # places of an ambiguous quote that are named


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents by source name, the verdict on every citation of the base, and the file of each source with its lock.

    `settings` are those of each folder of the base."""

    documents: Mapping[str, Document]
    verdicts: Verdicts
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    locks: Mapping[Folder, LockFile] = field(default_factory=dict)
    settings: Mapping[Folder, Settings] = field(default_factory=dict)

    def verdict(self, cited: Cited) -> QuoteVerdict:
        """The verdict on a citation; one that the base does not have, such as a passage that two sources share, is checked now."""
        return self.verdicts.of(cited)

    def rests_on(self, citations: Iterable[Cited]) -> dict[Status, int]:
        """How many of some citations have which verdict, the best first."""
        statuses = [self.verdict(cited).status for cited in citations]
        return {status: statuses.count(status) for status in Status if status in statuses}

    def sentence(self, cited: Cited) -> str:
        """The sentence of the source in which a quote stands; the quote itself where that is not known."""
        verdict, document = self.verdict(cited), self.documents.get(cited.source)
        if document is None or verdict.place is None:
            return cited.quote
        start, end = document.sentence(*verdict.place.span)
        return " ".join(document.text[start:end].split())


def gather(
    program: Program,
    homes: Mapping[str, Home],
    own: Own,
    looked: Looked,
    cache: Path | None = None,
    processes: int = 1,
) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """Reads every source and checks every quote. `homes` gives where each `.fb` file stands, by its path, `own` what is no document.

    `looked` has what was found before, and is added to; `cache` is a folder in which the places of quotes are kept between runs. What is
    much is looked for by so many processes."""
    read = read_documents(program.sources.values(), homes, own, looked)
    # Where a quote stood before matters only in a document that is another one now: there it may have moved.
    stood = {
        name: held.locked.standing(name)
        for name, held in read.files.items()
        if held.drifted and held.locked is not None
    }
    verdicts = Verdicts(lambda: citations_of(program), read.documents, stood)
    folder = cache / "quotes" if cache is not None else None
    of_base = [home.real for home in dict.fromkeys(home.folder for home in homes.values())]
    places = KeptPlaces(folder, of_base if folder is not None else (), len(read.documents))
    problems = [*read.problems, *_beyond(program, read.documents)]
    wrong: list[tuple[Cited, Diagnostic]] = []
    plain: dict[str, dict[str, Cited]] = {}
    for cited in citations_of(program):
        if cited.after is None and cited.before is None and cited.source not in stood:
            quotes = plain.get(cited.source)
            if quotes is None:
                quotes = plain[cited.source] = {}
            quotes.setdefault(cited.quote, cited)
        elif cited not in verdicts.known and cited.source not in read.broken:
            wrong.extend((cited, each) for each in wrong_with(cited, verdicts))
    asked: dict[str, Looking] = {}
    for source, quotes in plain.items():
        document = read.documents.get(source)
        if document is not None and not looked.quotes(document):
            held = read.files[source]
            asked[source] = Looking(
                document, [pin.sha256 for pin in (held.now, held.text) if pin is not None], [*quotes]
            )
    found = places.check(list(asked.values()), verify, processes)
    for each, new in zip(asked.values(), found, strict=True):
        looked.quotes(each.document).update(zip(each.quotes, new, strict=True))
    for source, quotes in plain.items():
        document = read.documents.get(source)
        if document is None:
            judged: Sequence[QuoteVerdict | Place] = [verify(None, quote) for quote in quotes]
        else:
            known = looked.quotes(document)
            lacking = [quote for quote in quotes if quote not in known]
            if lacking:
                known.update((quote, verify(document, quote)) for quote in lacking)
                document.let_go()  # a base may have more documents than can be held twice
            judged = [known[quote] for quote in quotes]
        for cited, verdict in zip(quotes.values(), judged, strict=True):
            if not isinstance(verdict, QuoteVerdict):
                verdicts.standing[cited] = verdict
                continue
            verdicts.known[cited] = verdict
            if source not in read.broken:
                wrong.extend((cited, each) for each in wrong_with(cited, verdicts))
    places.write()
    problems.extend(_in_each_place(wrong, citations_of(program)) if wrong else ())
    return Evidence(read.documents, verdicts, read.files, read.locks, read.settings), tuple(problems)


def _in_each_place(wrong: Sequence[tuple[Cited, Diagnostic]], citations: Iterable[Cited]) -> Iterator[Diagnostic]:
    """What is wrong with quotes, each of which was judged once, wherever one is written."""
    judged: dict[tuple[str, str, str | None, str | None], list[Diagnostic]] = {}
    for cited, each in wrong:
        judged.setdefault(_quote(cited), []).append(replace(each, cause=(cited.source, cited.quote)))
    told: set[tuple[str, Span]] = set()
    for cited in citations:
        for each in judged.get(_quote(cited), ()):
            if (each.code, cited.span) not in told:  # several facts may be stated at once
                told.add((each.code, cited.span))
                yield replace(each, span=cited.span)


def _quote(cited: Cited) -> tuple[str, str, str | None, str | None]:
    return cited.source, cited.quote, cited.after, cited.before


def _beyond(program: Program, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """What is wrong with lines that are set aside, or in which words refer to something."""
    lines = [("E132", aside.source, aside.lines, "its lines") for aside in program.asides]
    lines += [("E134", each.source, each.lines, f"the lines of `{each.source}`") for each in program.references]
    for code, source, given, which in lines:
        document = documents.get(source)
        if document is not None and given is not None:
            first, last = document.lines or (1, document.line_count)
            if not first <= given.first <= given.last <= last:
                yield diagnose(code, given.span, name=source, problem=f"{which} are {first} to {last}")


class Verdicts(Mapping[Cited, QuoteVerdict]):
    """The verdict on every citation of a program. One that stands as it did has its verdict made when somebody asks for it."""

    __slots__ = (
        "_cited",
        "_documents",
        "_files",
        "_folded",
        "_keys",
        "_lately",
        "_rows",
        "_stood",
        "known",
        "standing",
    )

    def __init__(
        self,
        cited: Callable[[], Iterable[Cited]],
        documents: Mapping[str, Document],
        stood: Mapping[str, Mapping[tuple[str, str | None, str | None], Standing]],
    ) -> None:
        self.known: dict[Cited, QuoteVerdict] = {}
        self.standing: dict[Cited, Place] = {}  # where those stand, once, that nobody has looked at
        self._cited = cited
        self._documents = documents
        self._stood = stood
        self._keys: dict[Cited, None] | None = None
        self._files: dict[str, TextFile] = {}
        self._rows: _Rows | None = None
        self._lately: dict[Cited, QuoteVerdict] = {}
        self._folded: dict[str, None] = {}

    def file(self, source: str) -> TextFile | None:
        """The text of a source, for places in it: one for all of them, as each finds the lines of its own."""
        document = self._documents.get(source)
        if document is not None and document.path not in self._files:
            self._files[document.path] = TextFile(document.path, document.text)
        return self._files[document.path] if document is not None else None

    def of(self, cited: Cited) -> QuoteVerdict:
        """The verdict on a citation, of the program or not: a passage that two sources share is in no file."""
        verdict = self.known.get(cited)
        if verdict is None and self._rows is not None:
            verdict = self._lately.get(cited)
        if verdict is None and (span := self.standing.get(cited)) is not None:
            document = self._documents[cited.source]
            if isinstance(span, LooseSpan):
                verdict = self.known[cited] = verify(document, cited.quote)
                document.let_go()
            else:
                spans = span.spans if isinstance(span, Parts) else (span,)
                verdict = self.known[cited] = accepted(document, cited.quote, *spans)
        if verdict is None:
            was = self._stood.get(cited.source, {}).get((cited.quote, cited.after, cited.before))
            verdict = verify(
                self._documents.get(cited.source),
                cited.quote,
                after=cited.after,
                before=cited.before,
                was=was.span if was else None,
            )
            if self._rows is None:
                self.known[cited] = verdict
            else:
                self._keep(cited, verdict)
        return verdict

    def _keep(self, cited: Cited, verdict: QuoteVerdict) -> None:
        """Keeps a verdict for a while, and likewise the document in which it was looked for."""
        if len(self._lately) >= KEPT:
            self._lately.clear()
        self._lately[cited] = verdict
        if cited.source in self._documents and cited.source not in self._folded:
            while len(self._folded) >= KEPT_TEXTS:  # the first one
                source = next(iter(self._folded))
                del self._folded[source]
                self._documents[source].let_go()
            self._folded[cited.source] = None

    def statuses(self) -> Iterator[Status]:
        """The status of each; of most that nobody has looked at it is told without a verdict."""
        if self._rows is not None:
            yield from self._rows.statuses()
        for cited in self._all():
            span = self.standing.get(cited) if cited not in self.known else None
            if isinstance(span, LooseSpan):
                yield Status.FOLDED
            elif (
                span is not None
                and not isinstance(span, Parts)
                and self._documents[cited.source].text[slice(*span)] == cited.quote
            ):
                yield Status.FOUND
            else:
                yield self.of(cited).status

    def basis(self, source: str) -> tuple[object, ...]:
        """All that a verdict on a quote of a source rests on, besides the quote: its document, and where quotes of it stood."""
        document = self._documents.get(source)
        if document is None:
            return (None,)
        return document.path, document.lines, document.folds, document.digest, self._stood.get(source, {})

    def __getitem__(self, cited: Cited) -> QuoteVerdict:
        if cited not in self._all() and (self._rows is None or cited not in self._rows):
            raise KeyError(cited)
        return self.of(cited)

    def __iter__(self) -> Iterator[Cited]:
        yield from self._all()
        if self._rows is not None:
            yield from self._rows.each()

    def __len__(self) -> int:
        return len(self._all()) + (len(self._rows) if self._rows is not None else 0)

    def with_more(self, citations: Sequence[Cited]) -> Verdicts:
        """These verdicts and those on more citations."""
        more = Verdicts(lambda: chain(self, citations), self._documents, self._stood)
        more.known, more.standing = dict(self.known), self.standing
        return more

    def with_rows(self, rows: Callable[[], Iterable[Cited]]) -> tuple[Verdicts, list[Cited]]:
        """These verdicts and those on very many citations, and those of these, each once, that a base cannot stand on.

        What is kept of each is eight bytes; a verdict that is asked for is made again."""
        more = Verdicts(self._cited, self._documents, self._stood)
        more.known, more.standing, more._keys = dict(self.known), self.standing, self._keys
        more._rows = counted = _Rows(rows)
        wrong: dict[Cited, None] = {}
        known = self._all()
        for cited in rows():
            if cited in known or cited in wrong:
                continue
            verdict = more.of(cited)
            counted.add(cited, verdict.status)
            if verdict.status not in _STANDS:
                wrong[cited] = None
                more.known[cited] = verdict
        more._lately.clear()
        for source in more._folded:
            self._documents[source].let_go()
        more._folded.clear()
        return more, list(wrong)

    def _all(self) -> dict[Cited, None]:
        if self._keys is None:
            self._keys = dict.fromkeys(self._cited())
        return self._keys


class _Rows:
    """The citations of rows that are too many to be kept: the hash of each by its status, so that each counts once."""

    def __init__(self, rows: Callable[[], Iterable[Cited]]) -> None:
        self._rows = rows
        self._hashes: dict[Status, array[int]] = {}

    def add(self, cited: Cited, status: Status) -> None:
        self._hashes.setdefault(status, array("q")).append(hash(cited))

    def statuses(self) -> Iterator[Status]:
        for status, hashes in self._hashes.items():
            yield from repeat(status, distinct_numbers(hashes))

    def each(self) -> Iterator[Cited]:
        """The citations again; one that several rows have, several times."""
        yield from self._rows()

    def __contains__(self, cited: object) -> bool:
        return any(hash(cited) in hashes for hashes in self._hashes.values())

    def __len__(self) -> int:
        return sum(map(distinct_numbers, self._hashes.values()))


def citations_of(program: Program) -> Iterator[Cited]:
    """Every citation that is checked when a base is loaded: those of the sources' fields, what is set aside, those of the listed facts.

    A row of a table that is listed, for it holds something unknown, is checked like any other row."""
    for source in program.sources.values():
        yield from source.citations
    yield from (aside.cited for aside in program.asides if aside.cited is not None)
    for reference in program.references:
        yield from reference.citations
    rows = program.facts.rows_listed
    for fact in program.facts.listed:
        if fact.index not in rows:
            yield from fact.quotes


def verified(evidence: Evidence, citations: Iterable[Cited]) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """The evidence with the verdicts on more citations, and what is wrong in those.

    The rows of tables are not checked when a base is loaded: they are when they are shown, and all of them by a check of the base."""
    more = [cited for cited in dict.fromkeys(citations) if cited not in evidence.verdicts]
    verdicts, problems = evidence.verdicts.with_more(more), list[Diagnostic]()
    for cited in more:
        problems.extend(wrong_with(cited, verdicts))
    return replace(evidence, verdicts=verdicts), tuple(problems)


def verified_rows(evidence: Evidence, rows: Callable[[], Iterable[Cited]]) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """As `verified`, of citations that are gone through one after the other, and again where one is asked for, and are never kept."""
    verdicts, wrong = evidence.verdicts.with_rows(rows)
    problems = [each for cited in wrong for each in wrong_with(cited, verdicts)]
    return replace(evidence, verdicts=verdicts), tuple(problems)


WHICH = 'say which: "…" after "the words before it", or before "the words after it"'


def _which(cited: Cited, verdict: QuoteVerdict) -> str:
    """How it is said which of the first two places of a quote is meant, by words beside it."""
    from factbase.cite.passage import apart  # late: most quotes stand once

    told = []
    for place in verdict.places[:2] if cited.after is cited.before is None else ():
        found = apart(place.document, cited.quote, place.span)
        if found is not None:
            side, words = ("after", found.after) if found.after is not None else ("before", found.before)
            told.append(f'{side} "{words}" for {on_lines([place])}')
    return f"say which: {', '.join(told)}" if told else WHICH


def wrong_with(cited: Cited, verdicts: Verdicts) -> Iterator[Diagnostic]:
    """The diagnostic of a verdict that a base cannot stand on."""
    verdict = verdicts.of(cited)
    match verdict.status:
        case Status.FOUND | Status.FOLDED | Status.MOVED:
            return
        case Status.AMBIGUOUS:
            places = on_lines(verdict.places[:MAX_LINES]) + (", …" if len(verdict.places) > MAX_LINES else "")
            hint = _which(cited, verdict)
            if not verdict.places:
                places, hint = verdict.detail, "quote more of the words around it"
            yield diagnose("E504", cited.span, source=cited.source, places=places, hint=hint)
        case Status.NO_SOURCE:
            hint = "give the source a `file`, or cite the text that retells it"
            yield diagnose("E505", cited.span, source=cited.source, hint=hint)
        case Status.ABSENT if verdict.reason is Reason.TOO_SHORT:
            yield diagnose("E506", cited.span, problem=verdict.detail)
        case Status.ABSENT:
            detail, related = [verdict.detail] if verdict.detail else [], []
            near, file = verdict.nearest, verdicts.file(cited.source)
            if near is not None and file is not None:
                place = Span(file, *near.span)
                detail.append(f"differs: {near}")
                related.append(Related(place, "the nearest passage"))
            marks = ", ".join(verdict.undeclared)
            if_marks = f"if these are marks and no words of it, let `{cited.source}` say so: ignore: [{marks}]"
            advice = if_marks if marks else None
            yield diagnose("E503", cited.span, source=cited.source, detail=detail, related=related, hint=advice)
