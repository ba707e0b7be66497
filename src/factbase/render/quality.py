"""Findings as a Code Quality report of GitLab: in, the report on a base; out, a list in JSON, compared by fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from factbase.render.paint import Paint
from factbase.result.problem import Problem
from factbase.result.report import Report

__all__ = ["quality_json"]

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def quality_json(report: Report, paint: Paint) -> Iterator[str]:
    """One list of all findings."""
    yield json.dumps(list(map(_finding, report.diagnostics)), ensure_ascii=False, indent=2)


def _finding(problem: Problem) -> dict[str, Any]:
    """A finding; one without a place is of the folder, for GitLab wants a place."""
    place, end = problem.place, problem.end
    lines = {"begin": place.line if place is not None else 1}
    if end is not None:
        lines["end"] = end.line
    return {
        "description": "; ".join(map(str.strip, problem.told)),
        "check_name": problem.code,
        "fingerprint": problem.fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": place.path if place is not None else ".", "lines": lines},
    }
