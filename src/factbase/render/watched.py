"""A base that is watched: in, what was found before a change and the report after it; out, what is new or gone, and how the base stands.

A finding whose lines have moved is the same one, and one that errors keep from being looked for is not gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from factbase.render.concise import finding_line
from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.report import standing_lines
from factbase.result.problem import Problem
from factbase.result.report import Report

__all__ = ["found_by_now", "watched_text"]


_ALWAYS = ("E", "L")
"""How the codes begin that are looked for whatever else is wrong: of statements, quotes and files."""
_OF_ALL = frozenset({"W201", "W203", "W204", "W206"})
"""The codes of which there is one finding on all that it is true of: another text of the first of these makes no other one."""


def found_by_now(before: Sequence[Problem], now: Report) -> tuple[Problem, ...]:
    """The findings of a report, and, where it leaves something unchecked, those from before that only a whole check finds."""
    counts = now.counts
    if not (counts.not_run or counts.not_asked or counts.not_answered):
        return now.diagnostics
    hidden = (each for each in _lacking(before, now.diagnostics) if not each.code.startswith(_ALWAYS))
    return (*now.diagnostics, *hidden)


def watched_text(
    before: Sequence[Problem], found: Sequence[Problem], now: Report, paint: Paint, *, concise: bool, quiet: bool
) -> Iterator[str]:
    """What is gone, one a line; what is new, as a report tells it; then, unless `quiet`, what is not checked and how the base stands."""
    lines = [f"gone {finding_line(each, paint)}" for each in _lacking(before, found)]
    new = _lacking(found, before)
    if concise:
        lines += [f"new {finding_line(each, paint)}" for each in new]
    else:
        lines += chain.from_iterable(problem_lines(each, paint) for each in new)
    if not quiet:
        lines += standing_lines(now, paint)
    if lines:
        yield block(lines)


def _lacking(findings: Sequence[Problem], others: Sequence[Problem]) -> list[Problem]:
    """The findings that are not among others; one that is there twice is the same one twice only."""
    left = Counter(map(_known_by, others))
    result = []
    for each in findings:
        if left[_known_by(each)]:
            left[_known_by(each)] -= 1
        else:
            result.append(each)
    return result


def _known_by(problem: Problem) -> tuple[str, str, str, str]:
    """What stays the same of a finding when lines move."""
    path = problem.place.path if problem.place is not None else ""
    if problem.code in _OF_ALL:
        return "", problem.code, problem.severity, problem.message
    return (problem.fingerprint or path, problem.code, problem.severity, problem.message)
