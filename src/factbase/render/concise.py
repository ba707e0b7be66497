"""Findings, one a line: in, the report on a base; out, `path:line:column: CODE severity message`, then how the base stands.

A finding without a place has none before its code. Whatever stands in a message, each line is one finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.paint import Paint, block
from factbase.render.report import closing_lines
from factbase.result.problem import Problem
from factbase.result.report import Report

__all__ = ["concise_text", "finding_line", "findings_text"]

_VIOLATED = "C1"
"""How the codes of violated checks begin: what they conclude is never told without what it rests on."""


def concise_text(report: Report, paint: Paint) -> Iterator[str]:
    """The findings, and the lines that close a report."""
    yield block([*(finding_line(each, paint) for each in report.diagnostics), *closing_lines(report, paint)])


def findings_text(report: Report, paint: Paint) -> Iterator[str]:
    """The findings alone; nothing where there are none."""
    if report.diagnostics:
        yield block(finding_line(each, paint) for each in report.diagnostics)


def finding_line(problem: Problem, paint: Paint) -> str:
    """A finding as one line."""
    place = f"{problem.place}:{problem.place.column}: " if problem.place is not None else ""
    said = problem.told if problem.code.startswith(_VIOLATED) else (problem.message,)
    return f"{place}{problem.code} {paint(problem.severity, problem.severity)} {'; '.join(map(str.strip, said))}"
