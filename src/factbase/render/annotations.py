"""Findings as annotations: in, the report on a base; out, workflow commands of GitHub, which shows each at its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.paint import Paint, block, plain
from factbase.render.report import closing_lines
from factbase.result.problem import Problem
from factbase.result.report import Report

__all__ = ["annotation", "annotations_text", "inert"]

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def annotations_text(report: Report, paint: Paint) -> Iterator[str]:
    """A command for each finding, then the lines that close a report, which act on nothing."""
    yield block([*map(annotation, report.diagnostics), *map(inert, closing_lines(report, plain))])


def annotation(problem: Problem) -> str:
    """`::error file=…,line=…::message`: a stranger's line feed, colon or comma is data, and ends no part of it."""
    said = {"title": f"factbase {problem.code}"}
    if problem.place is not None:
        place, end = problem.place, problem.end
        said |= {"file": place.path, "line": str(place.line), "col": str(place.column)}
        if end is not None:
            said["endLine"] = str(end.line)
            if end.line == place.line:  # of several lines the whole are marked
                said["endColumn"] = str(max(place.column, end.column - 1))  # the last one that is marked
    message = (*problem.told, *([f"hint: {problem.hint}"] if problem.hint else []))
    properties = ",".join(f"{name}={_property(value)}" for name, value in said.items())
    return f"::{_COMMANDS[problem.severity]} {properties}::{'%0A'.join(map(_data, message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def inert(line: str) -> str:
    """A line that is no command, whatever it begins with."""
    return line.replace("::", ":\\u003a")
