"""Findings on facts kept between runs: in, what is wrong with a fact; out, the same as JSON, and read again.

A finding has its place in its fact, so no place is kept of it. What has places besides is not kept, and found again each time.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from factbase.base import FactBase
from factbase.checks.misfits import Misfit
from factbase.ground.diagnostic import CODES, Diagnostic
from factbase.program.model import Fact
from factbase.workspace.trace_file import Digests, ResultForm, TraceFile

__all__ = ["FORM", "kept_findings"]


def kept_findings(base: FactBase, path: str, digests: Digests) -> TraceFile[Sequence[Misfit]] | None:
    """Where the findings on the facts of a file are kept; None for nowhere."""
    if base.cache is None or path not in base.snapshot.homes:
        return None
    home = base.snapshot.homes[path]
    place = posixpath.join(home.folder.real, home.name)
    return TraceFile(base.cache / "findings", place, len(base.snapshot.homes), FORM, digests)


def _written(findings: Sequence[Misfit]) -> Any:
    if any(each.diagnostic.related for each in findings):
        return None
    return [
        (
            each.subject,
            each.quote,
            each.diagnostic.code,
            each.diagnostic.message,
            each.diagnostic.hint,
            each.diagnostic.detail,
        )
        for each in findings
    ]


def _read(written: Any, fact: Fact) -> Sequence[Misfit]:
    if written == []:
        return ()  # of nearly all
    found = tuple(_finding(*each) for each in written)
    if any(each.quote is not None and not 0 <= each.quote < len(fact.citations) for each in found):
        raise ValueError("the fact has no such quote")
    return found


def _finding(
    subject: str, quote: int | None, code: str, message: str, hint: str | None, detail: Sequence[str]
) -> Misfit:
    texts = (subject, code, message, hint or "", *detail)
    if not all(isinstance(text, str) for text in texts) or not isinstance(quote, int | None):
        raise ValueError("it is no finding")
    return Misfit(subject, Diagnostic(code, CODES[code].severity, message, None, (), hint, tuple(detail)), quote)


FORM = ResultForm(_written, _read)
"""How what is wrong with a fact is kept, and comes from one process to another."""
