"""Findings as plain data: in, a diagnostic; out, its words, its place, and the line of the file that it is about."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import Span
from factbase.result.ground import Place

__all__ = ["Excerpt", "Note", "Point", "Problem", "note", "place", "problem"]

WIDTH = 110  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a line: the text, what stands before what is meant in it, and that. A text that is cut has `…` where it is."""

    text: str
    before: str
    meant: str


@dataclass(frozen=True, slots=True)
class Point:
    """A line and a column of a file, each counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Note:
    """Another place that a finding is about, and why; `end` is the first character that is not meant."""

    place: Place
    note: str
    excerpt: Excerpt
    end: Point | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: its code and severity, its words, its place, None where there is none, and further lines.

    `end` is the first character that is not meant any more. In a report, a `fingerprint` knows it again when lines have moved, and
    `evidence` are the places in documents that it is about, where `related` has none."""

    code: str
    severity: str
    message: str
    place: Place | None
    related: tuple[Note, ...]
    detail: tuple[str, ...]
    hint: str | None
    excerpt: Excerpt | None
    end: Point | None = None
    fingerprint: str = ""
    evidence: tuple[Note, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What a finding says wherever it is told in few words: its message, with all on which a violated check rests."""
        return (self.message, *self.detail)

    @property
    def is_error(self) -> bool:
        """Whether it leaves something unasked."""
        return self.severity == Severity.ERROR


def problem(diagnostic: Diagnostic) -> Problem:
    """A finding as plain data."""
    span = diagnostic.span
    return Problem(
        diagnostic.code,
        str(diagnostic.severity),
        diagnostic.message,
        place(span) if span is not None else None,
        tuple(note(each.span, each.note) for each in diagnostic.related),
        diagnostic.detail,
        diagnostic.hint,
        _excerpt(span) if span is not None else None,
        _end(span) if span is not None else None,
    )


def note(span: Span, text: str) -> Note:
    """A place and why it is told."""
    return Note(place(span), text, _excerpt(span), _end(span))


def _end(span: Span) -> Point | None:
    """Where a stretch of a file ends; None where nothing is in it."""
    return Point(span.file.line_at(span.end), span.file.column_at(span.end)) if span.end > span.start else None


def place(span: Span) -> Place:
    """Where a stretch of a file begins."""
    return Place(span.path, span.line, span.column)


def _excerpt(span: Span) -> Excerpt:
    """The line of a span, cut to what a terminal shows."""
    text = span.file.line(span.line).replace("\t", " ")
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(text) - start))
    cut = max(0, start - WIDTH // 3) if len(text) > WIDTH else 0
    lead = "…" if cut else ""
    shown = lead + text[cut : cut + WIDTH] + ("…" if cut + WIDTH < len(text) else "")
    meant = text[start : start + min(length, WIDTH - min(WIDTH - 1, start - cut))]
    return Excerpt(shown, lead + text[cut:start], meant)
