"""What became of new files: in, that; out, what is wrong with them, what they hold and change, and at last what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.render.annotations import annotation, inert
from factbase.render.brought import brought_text
from factbase.render.concise import finding_line
from factbase.render.paint import Paint, block, plain
from factbase.render.problems import diagnostics_lines
from factbase.render.report import brought_lines, closing_lines, intake_lines
from factbase.result.problem import Problem
from factbase.result.report import Added

__all__ = ["added_annotations", "added_concise", "added_text", "added_whole", "taken_text", "taken_whole"]


def added_text(of: Added, paint: Paint) -> Iterator[str]:
    """What the new files bring and change, in short, and which were added."""
    yield from _blocks(_told(of, paint), _written(of))


def added_whole(of: Added, paint: Paint) -> Iterator[str]:
    """The same, with all findings and answers and their whole proofs."""
    yield from _blocks(_told(of, paint, full=True), _written(of))


def taken_text(of: Added, paint: Paint) -> Iterator[str]:
    """What new files bring to a session, which writes nothing, in short."""
    yield from _blocks(_told(of, paint), [_taken(of)])


def taken_whole(of: Added, paint: Paint) -> Iterator[str]:
    """The same, with whole proofs."""
    yield from _blocks(_told(of, paint, full=True), [_taken(of)])


def _taken(of: Added) -> str:
    return "loaded into this session; no file is changed" if of.added else "not loaded"


def added_concise(of: Added, paint: Paint) -> Iterator[str]:
    """The findings, one a line, then what the new files change, and which were added."""
    closing = [] if of.intake is None else [*closing_lines(of.intake.report, paint), *intake_lines(of.intake)]
    yield from _blocks([*(finding_line(each, paint) for each in _findings(of)), *closing], _written(of))


def added_annotations(of: Added, paint: Paint) -> Iterator[str]:
    """The findings as annotations, then the same lines, which act on nothing."""
    closing = [] if of.intake is None else [*closing_lines(of.intake.report, plain), *intake_lines(of.intake)]
    yield from _blocks([*map(annotation, _findings(of)), *map(inert, closing)], map(inert, _written(of)))


def _told(of: Added, paint: Paint, *, full: bool = False) -> Iterator[str]:
    if of.intake is not None and not full:
        yield from brought_text(of.intake, paint)
    elif of.intake is not None:
        yield from brought_lines(of.intake.report, paint)
        yield from intake_lines(of.intake)
    yield from diagnostics_lines(of.problems, paint)


def _findings(of: Added) -> Iterator[Problem]:
    yield from of.intake.report.diagnostics if of.intake is not None else ()
    yield from of.problems


def _written(of: Added) -> Iterator[str]:
    yield from (f"added {path}" for path in of.files) if of.added else ("nothing is written",)
    if of.into is not None:
        yield f"added to {of.into}"


def _blocks(*parts: Iterable[str]) -> Iterator[str]:
    lines = [line for part in parts for line in part]
    if lines:
        yield block(lines)
