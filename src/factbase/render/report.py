"""Reports as text: in, the report on a base, or what new files came to; out, every finding, what it rests on, and what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from factbase.cite import Status
from factbase.ground.controls import as_line
from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_lines
from factbase.render.words import counted, held, plural, without
from factbase.result.ground import Place
from factbase.result.report import Counts, Intake, Met, Ran, Report, Standing

__all__ = [
    "asked_lines",
    "brought_lines",
    "closing_lines",
    "counted_lines",
    "intake_lines",
    "report_lines",
    "report_text",
    "standing_lines",
    "statistics_text",
]


def report_text(report: Report, paint: Paint) -> str:
    """A report as one block."""
    return block(report_lines(report, paint))


def statistics_text(report: Report, paint: Paint) -> str:
    """How many findings there are of each code, and what it is; the most frequent first."""
    from factbase.ground.pages import headline  # late: one is read for each family of codes

    counts = sorted(report.codes.items(), key=lambda each: (-each[1], each[0]))
    weights = {each.code: each.severity for each in report.diagnostics}
    wide = max((len(str(count)) for _, count in counts), default=0)
    rows = (
        f"{count:>{wide}}  {code}  {paint(weights[code], f'{weights[code]:<7}')}  {headline(code)}"
        for code, count in counts
    )
    return block([*rows, *closing_lines(report, paint)])


def report_lines(report: Report, paint: Paint) -> Iterator[str]:
    """Every finding, every accepted or possible violation with what it rests on, what is waived, and the counts, line by line."""
    yield from _told(report, paint)
    yield from counted_lines(report, paint)


def counted_lines(report: Report, paint: Paint) -> Iterator[str]:
    """What was looked at, what was found of it, and how the base stands, line by line."""
    yield from _counts(report.counts)
    yield from _chosen(report)
    yield _closing(report, paint)


def brought_lines(report: Report, paint: Paint) -> Iterator[str]:
    """The same of what new files bring: without how much the base holds, and how all its quotes and documents stand."""
    yield from _told(report, paint)
    yield from asked_lines(report.counts)
    yield from closing_lines(report, paint)


def _told(report: Report, paint: Paint) -> Iterator[str]:
    """Every finding, every violation that is none, and what is waived, with what they rest on."""
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
        yield f"waived {waived.what}: {waived.fact.statement}"
        yield f"  {paint('place', waived.place)}: {waived.reason}"
        yield from (f"  {line}" for line in (*map(str, waived.fact.citations), *waived.fact.meant))


def closing_lines(report: Report, paint: Paint) -> list[str]:
    """What ends a report in any format for people: what was not checked, how many findings there are, and how the base stands."""
    return [*_unchecked(report.counts), *_chosen(report), _closing(report, paint)]


def standing_lines(report: Report, paint: Paint) -> list[str]:
    """How the base stands, after what was not checked."""
    return [*_unchecked(report.counts), _closing(report, paint)]


def _chosen(report: Report) -> Iterator[str]:
    """The findings by code, and those that are left out."""
    if report.codes:
        yield f"{plural(sum(report.codes.values()), 'finding')}: {_by_code(report.codes)}"
    for known in report.known:
        yield f"{plural(known.count, 'finding')} {known.by}: {_by_code(known.codes)}"
    yield from _waived(report)
    if report.ignored:
        yield f"{plural(sum(report.ignored.values()), 'finding')} ignored by settings: {_by_code(report.ignored)}"
    if report.lowered:
        yield f"{plural(sum(report.lowered.values()), 'finding')} lowered to notes by settings: {_by_code(report.lowered)}"


def _waived(report: Report) -> Iterator[str]:
    """What settings waive, a line for each of their entries, with its reason."""
    entries: dict[tuple[Place, str], Counter[str]] = {}
    for each in report.suppressed:
        if each.settings:
            entries.setdefault((each.place, each.reason), Counter())[each.finding.code] += 1
    for (place, reason), codes in sorted(entries.items(), key=lambda each: (each[0][0].path, each[0][0].line)):
        found = plural(codes.total(), "finding")
        yield as_line(f"{found} waived by settings: {_by_code(dict(sorted(codes.items())))} (“{reason}”, {place})")


def _by_code(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {count}" for code, count in counts.items())


def _closing(report: Report, paint: Paint) -> str:
    """How a base stands, in one line: that it is clean is never said where anything was found, or was set aside by choice."""
    warnings = sum(each.severity == "warning" for each in report.diagnostics)
    if not report.passes:
        stands = paint("error", "not clean")
    elif warnings:
        stands = paint("warning", f"{plural(warnings, 'warning')}, no errors")
    else:
        stands = paint("good", "clean")
    waived = sum(each.settings for each in report.suppressed)
    stands += f", {waived} waived by settings" if waived else ""
    known = [each for each in report.known if each.above_notes]
    if report.passes and (report.set_aside or known):
        lowered, counts = sum(report.lowered.values()), report.counts
        aside = {"ignored": report.set_aside - lowered, "lowered to notes": lowered}
        apart = [f"{count} {word}" for word, count in aside.items() if count]
        apart += [f"{each.above_notes} {each.by}" for each in known]
        apart += ["what is not checked"] if counts.not_run or counts.not_asked or counts.not_answered else []
        stands += f"{',' if warnings or waived else ''} apart from {' and '.join(apart)}"
    return f"{stands}, {report.view}"


def _counts(counts: Counts) -> Iterator[str]:
    """What was looked at, how the quotes stand, what the checks say; at last what was not checked."""
    yield held(counts.sources, counts.facts, counts.assumptions, counts.rules)
    quotes = sum(counts.quotes.values())
    waived = f"; {plural(counts.waivers, 'waiver')}" if counts.waivers else ""
    yield f"{plural(quotes, 'quote')}: {_by_state(counts.quotes)}{waived}" if quotes else "no quotes"
    yield from _documents(counts.documents)
    yield from asked_lines(counts)
    yield from _unchecked(counts)


def asked_lines(counts: Counts) -> Iterator[str]:
    """What the checks, the expectations and the queries say."""
    ran = [*_ran(counts.ran), *_met(counts.met)]
    lost = counts.ran.lost if counts.ran is not None else 0
    if ran:
        yield "; ".join([*ran, *without(lost)])


def _unchecked(counts: Counts) -> Iterator[str]:
    unchecked = {"checks not run": counts.not_run, "expectations not run": counts.not_asked}
    unchecked["quotes no source"] = counts.quotes[Status.NO_SOURCE]
    texts = [counted(count, name) for name, count in unchecked.items() if count]
    texts += [f"{plural(counts.not_answered, 'query', 'queries')} not asked"] if counts.not_answered else []
    if texts:
        yield f"not checked: {', '.join(texts)}"


def _by_state(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count)


def _ran(ran: Ran | None) -> Iterator[str]:
    if ran is not None and ran.checks:
        accepted = f" ({ran.accepted} accepted)" if ran.violations else ""
        accepted += f", {ran.possible} only possible" if ran.possible else ""
        yield f"{plural(ran.checks, 'check')}: {plural(ran.violations, 'violation')}{accepted}"


def _met(met: Met | None) -> Iterator[str]:
    if met is None:
        return
    if met.expectations:
        yield f"{met.met} of {plural(met.expectations, 'expectation')} met"
    if met.queries:
        yield f"{met.answered} of {plural(met.queries, 'query', 'queries')} answered as expected"


def _documents(states: Mapping[str, int]) -> Iterator[str]:
    """How the documents stand to the lock."""
    total = sum(states.values())
    if total and states["not pinned"] == total:
        yield f"{plural(total, 'document')}, not pinned: `factbase lock` pins them"
    elif total:
        yield f"{plural(total, 'document')}: {_by_state(states)}"


def intake_lines(intake: Intake) -> Iterator[str]:
    """What new files hold and what they change, line by line; what the base has wrong without them is counted."""
    for each in intake.report.known:
        yield f"`factbase check` tells the {plural(each.count, 'finding')} {each.by}"
    yield plural(intake.facts, "new fact")
    yield from _changes(intake)


def _changes(intake: Intake) -> Iterator[str]:
    if intake.changes is None or intake.queries is None:
        if intake.before:
            yield "the base had errors without the new files, so what they change is not known"
        return
    for change in intake.changes:
        yield f"changed: {change.goal}"
        for word, standing in (("before", change.before), ("now", change.after)):
            yield from (f"  {line}" for line in _standing(word, standing))
    for query in intake.queries:
        yield f"changed: query `{query.query}` {query.view}"
        for word, answers in (("before", query.gone), ("now", query.new)):
            for answer in answers:
                sure = "" if answer.certainty == "certain" else f" ({answer.certainty})"
                yield f"  {word}: {answer.values}{sure}"
                yield from (f"    {line}" for line in answer.lines)
    if not (intake.changes or intake.queries):
        yield "no expectation and no named query is answered otherwise than before"


def _standing(word: str, standing: Standing) -> Iterator[str]:
    citing = f", citing {', '.join(standing.sources)}" if standing.sources else ""
    yield f"{word}: holds{citing}" if standing.holds else f"{word}: does not hold"
    yield from (f"  {line}" for line in standing.lines)
