"""What is known already: in, the findings of one state of a base and those of another; out, those that the other one brings.

A finding that tells of many places is brought where it has more of them, and then names those alone that are new.
Promised: what is not told is counted, by code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace

from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.program.cascades import apart, counted
from factbase.result.report import Known

__all__ = ["brought", "brought_here", "known_as"]


def known_as(by: str, findings: Iterable[Diagnostic]) -> Known:
    """The counts of some findings that are known; `by` says where from."""
    codes = Counter[str]()
    weights = Counter[Severity]()
    for each in findings:
        codes[each.code] += 1
        weights[each.severity] += 1
    errors = weights[Severity.ERROR]
    return Known(by, dict(sorted(codes.items())), errors, errors + weights[Severity.WARNING])


def brought(
    before: Iterable[tuple[Hashable, Diagnostic]], now: Iterable[tuple[Hashable, Diagnostic]]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings of now that were not there before, and those that were. Each is one by itself, with what makes it the same."""
    held: dict[Hashable, list[Diagnostic]] = {}
    for key, each in before:
        held.setdefault(key, []).append(each)
    told: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for key, each in now:
        alike = held.get(key)
        more = _more(alike.pop(0), each) if alike else each
        if more is None:
            known.append(each)
        else:
            told.append(more)
    return counted(told), known


def brought_here(before: Iterable[Diagnostic], now: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The same of two states that share their files: there, what stands elsewhere is another finding."""
    return brought(((_place(each), each) for each in apart(before)), ((_place(each), each) for each in apart(now)))


def _place(finding: Diagnostic) -> Hashable:
    """What makes two findings the same where no line has moved; what lists all of a kind is one."""
    return (finding.code,) if finding.entries else (finding.code, finding.span, finding.message)


def _more(was: Diagnostic, now: Diagnostic) -> Diagnostic | None:
    """What a finding lists that it did not list before; None where that is nothing."""
    new = [each for each in now.entries if each not in was.entries]
    return replace(now, detail=tuple(line for line in now.detail if line.endswith(tuple(new)))) if new else None
