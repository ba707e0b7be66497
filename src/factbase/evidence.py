"""Sources and quotes: in, a program and its files; out, the text of each source and the verdict on each citation.

A source is read once, however many passages and quotes it has. Verdicts are kept by citation; one that is missing was never checked,
and nothing downstream may take it for fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factbase.cite import Document, Lock, Status, Verdict, verify
from factbase.diagnostic import Diagnostic, Related, diagnose
from factbase.documents import Held, read_documents
from factbase.program.model import Cited, Program
from factbase.span import Span, TextFile

__all__ = ["Evidence", "citations_of", "gather"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents by source name, the verdict on every citation of the base, and the file of each source with its lock."""

    documents: Mapping[str, Document]
    verdicts: Mapping[Cited, Verdict]
    files: Mapping[str, Held] = field(default_factory=dict)
    locks: Mapping[Path, Lock] = field(default_factory=dict)

    def verdict(self, cited: Cited) -> Verdict:
        """The verdict on a citation; one that the base does not have, such as a passage that two sources share, is checked now."""
        found = self.verdicts.get(cited)
        if found is None:
            document = self.documents.get(cited.source)
            found = verify(document, cited.quote, after=cited.after, before=cited.before)
        return found

    def rests_on(self, citations: Iterable[Cited]) -> dict[Status, int]:
        """How many of some citations have which verdict, the best first."""
        found = [self.verdict(cited).status for cited in citations]
        return {status: found.count(status) for status in Status if status in found}

    def sentence(self, cited: Cited) -> str:
        """The sentence of the source in which a quote stands; the quote itself where that is not known."""
        verdict, document = self.verdict(cited), self.documents.get(cited.source)
        if document is None or verdict.place is None:
            return cited.quote
        start, end = document.sentence(*verdict.place.span)
        return " ".join(document.text[start:end].split())


def gather(program: Program, folders: Mapping[str, Path]) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """Reads every source and checks every quote. `folders` gives the bounding folder of each `.fb` file, by its path."""
    found = read_documents(program.sources.values(), folders)
    # Where a quote stood before matters only in a document that is another one now: there it may have moved.
    stood = {
        name: held.locked.standing(name)
        for name, held in found.files.items()
        if held.drifted and held.locked is not None
    }
    problems = list(found.problems)
    verdicts: dict[Cited, Verdict] = {}
    for cited in citations_of(program):
        if cited not in verdicts:
            document = found.documents.get(cited.source)
            was = stood.get(cited.source, {}).get((cited.quote, cited.after, cited.before))
            verdicts[cited] = verify(
                document, cited.quote, after=cited.after, before=cited.before, was=was.span if was else None
            )
            if cited.source not in found.broken:
                problems.extend(_judge(cited, verdicts[cited], document))
    return Evidence(found.documents, verdicts, found.files, found.locks), tuple(problems)


def citations_of(program: Program) -> Iterator[Cited]:
    """Every citation of a program: those of the sources' fields, then those of the facts."""
    for source in program.sources.values():
        yield from source.citations
    for fact in program.facts:
        yield from fact.citations


def _judge(cited: Cited, verdict: Verdict, document: Document | None) -> Iterator[Diagnostic]:
    """The diagnostic of a verdict that a base cannot stand on."""
    match verdict.status:
        case Status.FOUND | Status.FOLDED | Status.MOVED:
            return
        case Status.AMBIGUOUS:
            lines = ", ".join(str(place.line) for place in verdict.places)
            hint = 'say which: "…" after "the words before it", or before "the words after it"'
            yield diagnose("E504", cited.span, source=cited.source, lines=lines, hint=hint)
        case Status.NO_SOURCE:
            hint = "give the source a `file`, or cite the text that retells it"
            yield diagnose("E505", cited.span, source=cited.source, hint=hint)
        case Status.ABSENT:
            detail, related = [verdict.detail] if verdict.detail else [], []
            if verdict.nearest is not None and document is not None:
                near = verdict.nearest
                place = Span(TextFile(document.path, document.text), *near.span)
                detail.append(f"differs: {near}")
                related.append(Related(place, "the nearest passage"))
            yield diagnose("E503", cited.span, source=cited.source, detail=detail, related=related)
