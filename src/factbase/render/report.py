"""Reports as text: in, the report on a base, or what new files came to; out, every finding, what it rests on, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_lines
from factbase.render.words import counted, plural
from factbase.result.report import Intake, Report, Standing

__all__ = ["intake_text", "report_text"]


def report_text(report: Report, paint: Paint) -> str:
    """A report as one block."""
    return block(_lines(report, paint))


def _lines(report: Report, paint: Paint) -> Iterator[str]:
    """Every finding, every accepted or possible violation with what it rests on, what is waived, and the counts, line by line."""
    yield from diagnostics_lines(report.diagnostics, paint)
    for violation in report.violations:
        if violation.accepted is not None:
            yield f"accepted {violation.name}: {violation.message}"
            yield f"  {paint('place', str(violation.accepted_at))}: {violation.accepted}"
        elif violation.certainty != "certain":
            yield f"{violation.certainty} {violation.name}: {violation.message}"
        else:
            continue  # told as a finding
        yield from (f"  {line}" for ground in violation.grounds for line in ground.weighed)
    for waived in report.waived:
        yield f"waived {waived.what}: {waived.fact.told}"
        yield f"  {paint('place', waived.place)}: {waived.reason}"
        yield from (f"  {cited}" for cited in waived.fact.citations)
    yield from _counts(report.counts)
    yield f"{paint('good', 'clean') if report.clean else paint('error', 'not clean')}, {report.view}"


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    """What was looked at, how the quotes stand, what the checks say; at last what was not checked."""

    def told(*names: str) -> str:
        return ", ".join(counted(counts[name], name) for name in names if counts.get(name))

    yield told("sources", "facts", "assumptions", "rules") or "no facts"
    statuses = [name for name in counts if name.startswith("quotes ")]
    stand = ", ".join(f"{counts[name]} {name.removeprefix('quotes ')}" for name in statuses if counts[name])
    waived = f"; {counted(counts['waivers'], 'waivers')}" if counts.get("waivers") else ""
    yield f"{counted(counts['quotes'], 'quotes')}: {stand}{waived}" if counts["quotes"] else "no quotes"
    yield from _documents(counts)
    ran: list[str] = []
    if counts.get("checks"):
        accepted = f" ({counts['accepted violations']} accepted)" if counts["violations"] else ""
        accepted += f", {counts['possible violations']} only possible" if counts.get("possible violations") else ""
        ran.append(f"{counted(counts['checks'], 'checks')}: {counted(counts['violations'], 'violations')}{accepted}")
    if counts.get("expectations"):
        lost = counts.get("facts without a quote that stands", 0)
        without = f" without the {counted(lost, 'facts')} whose quotes are gone" if lost else ""
        ran.append(f"{counts['expectations met']} of {counted(counts['expectations'], 'expectations')} met{without}")
    if ran:
        yield "; ".join(ran)
    unchecked = told("checks not run", "expectations not run", "quotes no source")
    if unchecked:
        yield f"not checked: {unchecked}"


def _documents(counts: Mapping[str, int]) -> Iterator[str]:
    """How the documents stand to the lock."""
    states = [name for name in counts if name.startswith("documents ")]
    total = sum(counts[name] for name in states)
    if total and counts["documents not pinned"] == total:
        yield f"{counted(total, 'documents')}, not pinned: `factbase lock` pins them"
    elif total:
        told = ", ".join(f"{counts[name]} {name.removeprefix('documents ')}" for name in states if counts[name])
        yield f"{counted(total, 'documents')}: {told}"


def intake_text(intake: Intake, paint: Paint) -> str:
    """What new files hold, what is wrong, and what they change."""
    return block([*_lines(intake.report, paint), plural(intake.facts, "new fact"), *_changes(intake)])


def _changes(intake: Intake) -> Iterator[str]:
    if intake.changes is None:
        if not intake.errors:
            yield "the base had errors without the new files, so what they change is not known"
        return
    for change in intake.changes:
        yield f"changed: {change.goal}"
        for word, standing in (("before", change.before), ("now", change.after)):
            yield from (f"  {line}" for line in _standing(word, standing))
    if not intake.changes:
        yield "no expectation holds otherwise than before"


def _standing(word: str, standing: Standing) -> Iterator[str]:
    citing = f", citing {', '.join(standing.sources)}" if standing.sources else ""
    yield f"{word}: holds{citing}" if standing.holds else f"{word}: does not hold"
    yield from (f"  {line}" for line in standing.lines)
