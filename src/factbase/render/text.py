"""Text for people: in, answers, a report or diagnostics; out, what a terminal shows. Every answer comes with its citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from factbase.base import Answer, Answers
from factbase.ground.comparison import Certainty
from factbase.ground.controls import as_line
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import Span
from factbase.ground.value import write_value
from factbase.program.model import Program
from factbase.render.paint import Paint, block
from factbase.render.proof import against_lines, dating_lines, proof_lines, searched_lines
from factbase.result.citation import stated
from factbase.result.parts import Parts, failure_text
from factbase.result.reading import read_goal
from factbase.result.remarks import remarks, view_remarks
from factbase.sources.evidence import Evidence

if TYPE_CHECKING:  # an answer is printed without the code of audits, or of dates of publication
    from factbase.checks.audit import Report
    from factbase.explain.publication import Dating

__all__ = [
    "answer_lines",
    "answers_text",
    "counted",
    "datings_text",
    "diagnostics_lines",
    "diagnostics_text",
    "nothing_lines",
    "plural",
    "report_lines",
    "report_text",
    "under_text",
]


def answers_text(answers: Answers, program: Program, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """All answers to a goal, block by block, so that a pager can show the first before the last is drawn."""
    if answers.problems:
        yield diagnostics_text(answers.problems, paint)
    if any(d.severity is Severity.ERROR for d in answers.problems):
        return
    parts = Parts(program, evidence)
    count = len(answers.answers)
    head = f"{answers.goal}   {answers.view}"
    if not count:
        yield block([paint("heading", head), *nothing_lines(answers, parts, paint)])
    else:
        yield block([paint("heading", head), f"{plural(count, 'answer')}{_unsure(answers)}"])
    for number, answer in enumerate(answers.answers, 1):
        lines = [*answer_lines(number, answer, answers, parts, paint)]
        lines.extend(f"   {line}" for line in proof_lines(answer.proof, parts, paint))
        yield block(lines)
    yield from under_text(answers, parts, paint)


def answer_lines(number: int, answer: Answer, answers: Answers, parts: Parts, paint: Paint) -> Iterator[str]:
    """What stands above the proof of an answer: its values, its reading, and what is said of it."""
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings)
    reading = read_goal(answers.body, dict(answer.bindings), parts.program)
    yield f"{number}. {values or 'yes'}"
    if reading:
        yield f"   {paint('heading', reading)}"
    yield from (f"   {paint('warning', remark)}" for remark in remarks(answer, parts))


def _unsure(answers: Answers) -> str:
    """How many answers are not certain."""
    count = Counter(answer.certainty for answer in answers.answers)
    words = {Certainty.POSSIBLE: "only possible", Certainty.OPEN: "not excluded"}
    return "".join(f", {count[certainty]} {told}" for certainty, told in words.items() if count[certainty])


def under_text(answers: Answers, parts: Parts, paint: Paint) -> Iterator[str]:
    """What stands under all answers: why sources were known, that it is a projection, and what the view leaves out."""
    yield from datings_text(answers.datings, answers.view.known_by, parts, paint)
    under = view_remarks(answers)
    if under:
        yield paint("place", block(under))


def datings_text(datings: Sequence[Dating], by: Date | None, parts: Parts, paint: Paint) -> Iterator[str]:
    """Why sources that are cited were known by a date, where rules date them."""
    if datings and by is not None:
        head = f"known by {by.text}, for this follows from what was known:"
        yield block([head, *(f"  {line}" for line in dating_lines(datings, parts, paint))])


def nothing_lines(answers: Answers, parts: Parts, paint: Paint) -> list[str]:
    """Why a goal has no answer: the evidence against it, or what was searched."""
    lines = ["no answer" if answers.verdict == "no" else "no answer: unknown, not false"]
    if answers.against:
        cited = any(each.proof is not None or each.fact is not None for each in answers.against)
        blocked = "every way to it is blocked by cited evidence" if cited else "it lacks what is declared complete"
        lines = [f"no answer: no, {blocked}"]
        lines.extend(against_lines(answers.against, parts, paint))
    if answers.stopped is not None and (len(answers.body) > 1 or answers.search is None):
        lines.append(f"the goal {failure_text(answers.stopped)}")
    if answers.search is not None:
        lines.extend(searched_lines(parts.searched(answers.search), paint))
    return [f"  {line}" if i else line for i, line in enumerate(lines)]


# ---- diagnostics


def diagnostics_text(diagnostics: Iterable[Diagnostic], paint: Paint) -> str:
    """Findings as one block."""
    return block(diagnostics_lines(diagnostics, paint))


def diagnostics_lines(diagnostics: Iterable[Diagnostic], paint: Paint) -> Iterator[str]:
    """Findings, line by line."""
    for each in diagnostics:
        yield from _finding(each, paint)


def _finding(diagnostic: Diagnostic, paint: Paint) -> Iterator[str]:
    """A finding with its line and a caret, every related place, and the hint."""
    span = diagnostic.span
    place = f"{span.path}:{span.line}:{span.column}: " if span else ""
    label = paint(str(diagnostic.severity), f"{diagnostic.severity} {diagnostic.code}")
    yield f"{place}{label} {diagnostic.message}"
    if span is not None:
        yield from _excerpt(span, paint, str(diagnostic.severity))
    yield from (f"  {detail}" for detail in diagnostic.detail)
    for related in diagnostic.related:
        yield f"  {paint('place', f'{related.span.place}:')} {related.note}"
        yield from _excerpt(related.span, paint, "note")
    if diagnostic.hint:
        yield f"  hint: {diagnostic.hint}"


WIDTH = 110


def _excerpt(span: Span, paint: Paint, role: str) -> Iterator[str]:
    """The line of a span with carets under it, cut to what a terminal shows."""
    text = span.file.line(span.line).replace("\t", " ")
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(text) - start))
    cut = max(0, start - WIDTH // 3) if len(text) > WIDTH else 0
    shown = ("…" if cut else "") + text[cut : cut + WIDTH] + ("…" if cut + WIDTH < len(text) else "")
    offset = len(as_line(text[cut:start])) + (1 if cut else 0)  # what is shown as an escape is wider
    marked = text[start : start + min(length, WIDTH - min(WIDTH - 1, start - cut))]
    number = str(span.line)
    yield f"  {paint('place', f'{number} |')} {shown}"
    carets = "^" * max(1, len(as_line(marked)))
    yield f"  {' ' * len(number)} {paint('place', '|')} {' ' * offset}{paint(role, carets)}"


# ---- reports


def report_text(report: Report, parts: Parts, paint: Paint) -> str:
    """A report as one block."""
    return block(report_lines(report, parts, paint))


def report_lines(report: Report, parts: Parts, paint: Paint) -> list[str]:
    """Every finding, every accepted or possible violation with what it rests on, what is waived, and the counts, line by line."""
    lines: list[str] = []
    if report.diagnostics:
        lines.extend(diagnostics_lines(report.diagnostics, paint))
    for violation in report.violations:
        allowance = violation.allowance
        if allowance is not None:
            lines.append(f"accepted {violation.name}: {violation.message}")
            lines.append(f"  {paint('place', allowance.span.place)}: {allowance.reason}")
        elif not violation.is_certain:
            lines.append(f"{violation.certainty.value} {violation.name}: {violation.message}")
        if allowance is not None or not violation.is_certain:
            lines.extend(f"  {line}" for line in parts.weighed(violation.proof))
    for waived in report.waived:
        fact, waiver = stated(waived.fact, parts.evidence), waived.waiver
        lines.append(f"waived {write_value(waiver.value)}: {fact.claim}")
        lines.append(f"  {paint('place', waiver.span.place)}: {waiver.reason}")
        lines.extend(f"  {cited}" for cited in fact.citations)
    lines.extend(_counts(report.counts))
    state = paint("good", "clean") if report.clean else paint("error", "not clean")
    lines.append(f"{state}, {report.view}")
    return lines


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


def plural(count: int, name: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def _documents(counts: Mapping[str, int]) -> Iterator[str]:
    """How the documents stand to the lock."""
    states = [name for name in counts if name.startswith("documents ")]
    total = sum(counts[name] for name in states)
    if total and counts["documents not pinned"] == total:
        yield f"{counted(total, 'documents')}, not pinned: `factbase lock` pins them"
    elif total:
        told = ", ".join(f"{counts[name]} {name.removeprefix('documents ')}" for name in states if counts[name])
        yield f"{counted(total, 'documents')}: {told}"


def counted(count: int, name: str) -> str:
    """As `plural`, for a name such as `checks not run`."""
    first, *rest = name.split(" ")
    return " ".join([plural(count, first.removesuffix("s")), *rest])
