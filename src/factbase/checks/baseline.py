"""A baseline: in, the findings that a base is known to have, as a file; out, the report without them, and what of them is gone.

It has a line for each error and warning: its fingerprint, by which it is known, then its code, path and message for who reads it. Notes
fail nothing and are in none, and neither is what keeps checks from being run. Promised: equal findings give the same bytes, and a finding
that is not in it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from factbase.base import FactBase
from factbase.checks.audit import Report
from factbase.checks.choosing import chosen
from factbase.checks.fingerprints import fingerprints
from factbase.checks.known import brought, known_as
from factbase.checks.standing import LOST
from factbase.ground.choosing import Choice
from factbase.ground.controls import as_line
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES, Diagnostic, Severity, diagnose
from factbase.ground.span import Span, TextFile
from factbase.program.cascades import apart, counted

__all__ = ["Baseline", "NotABaseline", "baseline_text", "read_baseline", "since", "without_known"]

_HEADER = "factbase baseline 1"
_ABOUT = "% Written by `factbase check --write-baseline`: what is known and not told again, each by its fingerprint."
_LINE = re.compile(r"([0-9a-f]{16})\t([A-Z]\d{3})\t([^\t]*)\t(.*)")
MAX_LISTED = 20  # findings that are gone


class NotABaseline(ValueError):
    """A text that is no baseline; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The lines of a baseline by their fingerprints: the code of each, and where it stands."""

    lines: Mapping[str, tuple[str, Span]]


def read_baseline(file: TextFile) -> Baseline:
    """What a file has. Raises NotABaseline."""
    lines: dict[str, tuple[str, Span]] = {}
    at = 0
    for number, line in enumerate(file.text.split("\n"), 1):
        found = _LINE.fullmatch(line.rstrip("\r"))
        if found is not None:
            lines[found[1]] = found[2], Span(file, at, at + len(line))
        elif number == 1 and line.rstrip("\r") != _HEADER:
            raise NotABaseline(f"{file.path} is no baseline: its first line is not `{_HEADER}`")
        elif number > 1 and line.strip() and not line.startswith("%"):
            raise NotABaseline(f"{file.path}:{number} is no line of a baseline")  # such as a mark of a merge
        at += len(line) + 1
    return Baseline(lines)


def baseline_text(base: FactBase, report: Report) -> str:
    """The baseline of all that a report tells: sorted by path, so that those of two branches merge."""
    leads = [folder.place("_")[:-1] for folder in base.evidence.settings]
    lines = []
    stops = _stopping(base)
    for name, each in _named(base, report):
        if each.severity is not Severity.NOTE and each.code not in stops:
            path = each.span.path if each.span is not None else ""
            path = next((path[len(lead) :] for lead in leads if lead and path.startswith(lead)), path)
            shown = as_line(path).replace("\t", " "), each.code, as_line(each.message).replace("\t", " "), name
            lines.append(shown)
    told = [f"{name}\t{code}\t{path}\t{message}" for path, code, message, name in sorted(lines)]
    return "".join(f"{line}\n" for line in (_HEADER, _ABOUT, *told))


def without_known(base: FactBase, report: Report, baseline: Baseline, choice: Choice) -> Report:
    """The report without what the baseline has, which is counted. Where the base was read as a whole, one finding more tells what of the
    baseline is gone."""
    told: list[Diagnostic] = []
    known: list[Diagnostic] = []
    found: set[str] = set()
    stops = _stopping(base)
    for name, each in _named(base, report):
        found.add(name)
        (known if name in baseline.lines and each.code not in stops else told).append(each)
    gone = [
        line
        for name, line in baseline.lines.items()
        if name not in found and _looked_for(line[0], base, report, choice)
    ]
    told = [*counted(told), *chosen(base, _gone(gone), choice).findings]
    return _of(report, told, known, "in the baseline")


def since(base: FactBase, report: Report, before: FactBase, then: Report, revision: str) -> Report:
    """The report without what the base at a revision had as well, which is counted."""
    told, known = brought(_named(before, then, once=True), _named(base, report, once=True))
    return _of(report, told, known, f"known at {revision}")


def _of(report: Report, told: Sequence[Diagnostic], known: Sequence[Diagnostic], by: str) -> Report:
    found = tuple(sorted(told, key=lambda each: each.sort_key))
    return replace(report, diagnostics=found, known=(*report.known, known_as(by, known)))


def _named(base: FactBase, report: Report, *, once: bool = False) -> Iterator[tuple[str, Diagnostic]]:
    """Each finding by itself with its fingerprint; with `once`, what lists all of its kind is known by that."""
    findings = list(apart(report.diagnostics))
    for each, name in zip(findings, fingerprints(base, findings, report.violations), strict=True):
        yield each.code if once and each.entries else name, each


def _stopping(base: FactBase) -> frozenset[str]:
    """The codes of the errors for which no check is run: they stand in no baseline, or a build would pass that checks nothing."""
    return frozenset(error.code for error in base.errors if error.code not in LOST)


def _looked_for(code: str, base: FactBase, report: Report, choice: Choice) -> bool:
    """Whether findings of a code would have been found and told: else that one is not there says nothing."""
    if _stopping(base):
        return False
    if code in CODES and not chosen(base, [Diagnostic(code, CODES[code].severity, "", None)], choice).findings:
        return False
    if code.startswith("C"):
        return report.counts.ran is not None and report.counts.met is not None
    return True


def _gone(gone: Sequence[tuple[str, Span]]) -> Iterator[Diagnostic]:
    if not gone:
        return
    one = len(gone) == 1
    lines = sorted((span.start, span) for _, span in gone)
    detail = [span.text.partition("\t")[2].replace("\t", " ") for _, span in lines[:MAX_LISTED]]
    detail += [f"and {len(gone) - MAX_LISTED} more"] if len(gone) > MAX_LISTED else []
    hint = "`factbase check --write-baseline` writes it anew, without them"
    what = "1 finding that is" if one else f"{len(gone)} findings that are"
    yield diagnose("B101", lines[0][1], what=what, detail=detail, hint=hint)
