"""Sources and quotes: in, a program and its files; out, the text of each source and the verdict on each citation.

A source is read once, however many passages and quotes it has. Verdicts are kept by citation; one that is missing was never checked,
and nothing downstream may take it for fine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factbase.cite import Document, Status, Verdict, verify
from factbase.diagnostic import Diagnostic, Related, diagnose
from factbase.files import Unreadable, inside, read
from factbase.program.model import Cited, Program
from factbase.span import Span, TextFile

__all__ = ["Evidence", "gather"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents by source name, and the verdict on every citation of the base."""

    documents: Mapping[str, Document]
    verdicts: Mapping[Cited, Verdict]

    def verdict(self, cited: Cited) -> Verdict:
        return self.verdicts[cited]

    def sentence(self, cited: Cited) -> str:
        """The sentence of the source in which a quote stands; the quote itself where that is not known."""
        verdict, document = self.verdicts[cited], self.documents.get(cited.source)
        if document is None or verdict.place is None:
            return cited.quote
        start, end = document.sentence(*verdict.place.span)
        return " ".join(document.text[start:end].split())


def gather(program: Program, folders: Mapping[str, Path]) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """Reads every source and checks every quote. `folders` gives the bounding folder of each `.fb` file, by its path."""
    texts: dict[Path, TextFile | Unreadable] = {}
    documents: dict[str, Document] = {}
    broken: set[str] = set()
    problems: list[Diagnostic] = []
    for source in program.sources.values():
        if source.file is None:
            continue
        try:
            path = inside(Path(source.span.path).parent, folders[source.span.path], source.file)
            if path not in texts:
                texts[path] = _read(path)
            text = texts[path]
            if isinstance(text, Unreadable):
                raise text
            lines = (source.lines.first, source.lines.last) if source.lines else None
            documents[source.name] = Document(str(path), text.text, lines)
        except (Unreadable, ValueError) as problem:
            broken.add(source.name)
            said = f"cannot be read: {problem}" if isinstance(problem, Unreadable) else f"is shorter: {problem}"
            problems.append(diagnose("E115", source.span, name=source.name, problem=said))
    verdicts: dict[Cited, Verdict] = {}
    for cited in _citations(program):
        if cited not in verdicts:
            verdicts[cited] = verify(documents.get(cited.source), cited.quote, after=cited.after, before=cited.before)
            if cited.source not in broken:
                problems.extend(_judge(cited, verdicts[cited], documents.get(cited.source)))
    return Evidence(documents, verdicts), tuple(problems)


def _read(path: Path) -> TextFile | Unreadable:
    try:
        return read(path)
    except Unreadable as problem:
        return problem


def _citations(program: Program) -> Iterator[Cited]:
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
