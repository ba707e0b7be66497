"""Findings as text: in, diagnostics, or the problems of a result; out, each with its line and a caret, related places and the hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.ground.controls import as_line
from factbase.ground.diagnostic import Diagnostic
from factbase.render.paint import Paint, block
from factbase.result.ground import Place
from factbase.result.problem import Excerpt, Problem, problem

__all__ = ["diagnostics_lines", "diagnostics_text", "problem_lines"]

LEAST = 16  # columns of a line that are shown, however narrow the terminal is


def diagnostics_text(diagnostics: Iterable[Diagnostic | Problem], paint: Paint) -> str:
    """Findings as one block."""
    return block(diagnostics_lines(diagnostics, paint))


def diagnostics_lines(diagnostics: Iterable[Diagnostic | Problem], paint: Paint) -> Iterator[str]:
    """Findings, line by line."""
    for each in diagnostics:
        yield from problem_lines(problem(each) if isinstance(each, Diagnostic) else each, paint)


def problem_lines(problem: Problem, paint: Paint) -> Iterator[str]:
    """A finding with its line and a caret, every related place, and the hint."""
    place = f"{problem.place}:{problem.place.column}: " if problem.place is not None else ""
    label = paint(problem.severity, f"{problem.severity} {problem.code}")
    yield f"{place}{label} {problem.message}"
    if problem.place is not None and problem.excerpt is not None:
        yield from _excerpt(problem.place, problem.excerpt, paint, problem.severity)
    yield from (f"  {detail}" for detail in problem.detail)
    for related in problem.related:
        yield f"  {paint('place', f'{related.place}:')} {related.note}"
        yield from _excerpt(related.place, related.excerpt, paint, "note")
    if problem.hint:
        yield f"  hint: {problem.hint}"


def _excerpt(place: Place, excerpt: Excerpt, paint: Paint, role: str) -> Iterator[str]:
    """The line with carets under what is meant; what is shown as an escape is wider.

    Of a line that is wider than there are columns it is the part around the carets, so that these stay under what they mean."""
    number, text = str(place.line), excerpt.text
    before, carets = len(as_line(excerpt.before)), max(1, len(as_line(excerpt.meant)))
    room = max(LEAST, paint.columns - len(number) - 5) if paint.columns is not None else None
    if room is not None and len(as_line(text)) > room:
        text = as_line(text)
        start = max(0, min(before - room // 3, len(text) - room))
        lead, tail = "…" if start else "", "…" if start + room < len(text) else ""
        text = f"{lead}{text[start + len(lead) : start + room - len(tail)]}{tail}"
        before -= start
        carets = max(1, min(carets, room - before - len(tail)))
    yield f"  {paint('place', f'{number} |')} {text}"
    yield f"  {' ' * len(number)} {paint('place', '|')} {' ' * before}{paint(role, '^' * carets)}"
