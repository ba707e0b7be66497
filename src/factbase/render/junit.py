"""Findings as tests: in, the report on a base; out, JUnit's XML, in which each file is a suite and each finding a case of it.

What fails the base is a failure; any other finding is told beside a case that passes. The last case is the base as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.ground.controls import as_escape, as_text
from factbase.render.paint import Paint, block, plain
from factbase.render.problems import problem_lines
from factbase.render.report import closing_lines
from factbase.result.problem import Problem
from factbase.result.report import Report

if TYPE_CHECKING:  # late where it is used: only this format needs it
    from xml.etree.ElementTree import Element

__all__ = ["junit_xml"]

_FORBIDDEN = re.compile(
    "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, 2.2; and a return, which readers change


def junit_xml(report: Report, paint: Paint) -> Iterator[str]:
    """One document."""
    from xml.etree.ElementTree import Element, indent, tostring

    suites = Element("testsuites", name="factbase")
    by_file: dict[str, list[Problem]] = {}
    for problem in report.diagnostics:
        by_file.setdefault(problem.place.path if problem.place is not None else "", []).append(problem)
    for path, problems in by_file.items():
        _suite(suites, path or "factbase", problems, report)
    suite = _element(suites, "testsuite", name="factbase check", tests="1", failures="0", errors="0")
    case = _element(suite, "testcase", classname="factbase", name="check")
    _element(case, "system-out").text = _text(block(closing_lines(report, plain)))
    failures = sum(int(each.get("failures", "0")) for each in suites)
    suites.set("tests", str(len(report.diagnostics) + 1))
    suites.set("failures", str(failures))
    suites.set("errors", "0")
    indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tostring(suites, encoding="unicode")


def _suite(suites: Element, path: str, problems: Sequence[Problem], report: Report) -> None:
    failing = [each for each in problems if report.fails(each)]
    counts = {"tests": str(len(problems)), "failures": str(len(failing)), "errors": "0"}
    suite = _element(suites, "testsuite", name=path, **counts)
    for each in problems:
        at = {"file": path, "line": str(each.place.line)} if each.place is not None else {}
        where = f" {each.place.line}:{each.place.column}" if each.place is not None else ""
        case = _element(suite, "testcase", classname=path, name=f"{each.code}{where}", **at)
        told = _text(block(problem_lines(each, plain)))
        if report.fails(each):
            _element(case, "failure", type=f"{each.severity} {each.code}", message=each.message).text = told
        else:
            _element(case, "system-out").text = told


def _element(within: Element, tag: str, **attributes: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(within, tag, {name: _text(value) for name, value in attributes.items()})


def _text(text: str) -> str:
    """A text that XML can hold: what acts, and what no document may have, is its escape."""
    return _FORBIDDEN.sub(lambda found: as_escape(found.group()), as_text(text))
