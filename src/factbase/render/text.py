"""Text for people: in, answers, a report or diagnostics; out, what a terminal shows. Every answer comes with its citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from factbase.base import Answer, Answers
from factbase.cite import Status
from factbase.explain.proof import citations, supported
from factbase.ground.comparison import Certainty
from factbase.ground.controls import as_line
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import Span
from factbase.ground.value import write_value
from factbase.program.model import Program
from factbase.render.paint import Paint, block
from factbase.render.proof import against_lines, failure_text, proof_lines, search_lines
from factbase.render.reading import read_goal
from factbase.render.view import grounds_text, left_out_text, projected_text
from factbase.sources.evidence import Evidence

if TYPE_CHECKING:  # an answer is printed without the code of audits
    from factbase.checks.audit import Report

__all__ = [
    "answer_text",
    "answers_text",
    "certainty_text",
    "counted",
    "diagnostics_lines",
    "diagnostics_text",
    "plural",
    "report_lines",
    "report_text",
]


def answers_text(answers: Answers, program: Program, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """All answers to a goal, block by block, so that a pager can show the first before the last is drawn."""
    if answers.problems:
        yield diagnostics_text(answers.problems, paint)
    if any(d.severity is Severity.ERROR for d in answers.problems):
        return
    count = len(answers.answers)
    head = f"{answers.goal}   {answers.view}"
    if not count:
        yield block([paint("heading", head), *_nothing(answers, evidence, paint)])
    else:
        yield block([paint("heading", head), f"{plural(count, 'answer')}{_unsure(answers)}"])
    for number, answer in enumerate(answers.answers, 1):
        yield answer_text(number, answer, answers, program, evidence, paint)
    grounds = grounds_text(answers.grounds, answers.view.known_by, evidence, paint)
    if grounds is not None:
        yield grounds
    under = [line for line in (projected_text(answers), left_out_text(answers)) if line is not None]
    if under:
        yield paint("place", block(under))


def answer_text(
    number: int, answer: Answer, answers: Answers, program: Program, evidence: Evidence, paint: Paint
) -> str:
    """One answer: its values, its reading, and its whole proof."""
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings)
    reading = read_goal(answers.body, dict(answer.bindings), program)
    lines = [f"{number}. {values or 'yes'}", *([f"   {paint('heading', reading)}"] if reading else [])]
    if answer.certainty is not Certainty.CERTAIN:
        lines.append(f"   {paint('warning', certainty_text(answer))}")
    if answer.conditional:
        lines.append(f"   {paint('warning', 'conditional: it rests on a prediction')}")
    rests_on = evidence.rests_on(citations(answer.proof))
    if rests_on.keys() - {Status.FOUND}:
        told = ", ".join(f"{count} {status}" for status, count in rests_on.items())
        said = f"rests on {plural(sum(rests_on.values()), 'quote')}: {told}"
        lines.append(f"   {paint('warning', said)}")
    if not supported(answer.proof):
        lines.append(f"   {paint('warning', 'rests on no fact')}")
    lines.extend(f"   {line}" for line in proof_lines(answer.proof, evidence, paint))
    return block(lines)


def _unsure(answers: Answers) -> str:
    """How many answers are not certain."""
    count = Counter(answer.certainty for answer in answers.answers)
    words = {Certainty.POSSIBLE: "only possible", Certainty.OPEN: "not excluded"}
    return "".join(f", {count[certainty]} {told}" for certainty, told in words.items() if count[certainty])


def certainty_text(answer: Answer) -> str:
    """What is said of an answer that is not certain."""
    match answer.certainty:
        case Certainty.OPEN:
            return f"not excluded: whether it holds on any reading of the dates is not known, for {answer.open}"
        case _:
            all_ = f"; whether on all is not known, for {answer.open}" if answer.open else ", not on all"
            return f"possible: it holds on some reading of the dates{all_}"


def _nothing(answers: Answers, evidence: Evidence, paint: Paint) -> list[str]:
    lines = ["no answer" if answers.verdict == "no" else "no answer: unknown, not false"]
    if answers.against:
        cited = any(each.proof is not None or each.fact is not None for each in answers.against)
        blocked = "every way to it is blocked by cited evidence" if cited else "it lacks what is declared complete"
        lines = [f"no answer: no, {blocked}"]
        lines.extend(against_lines(answers.against, evidence, paint))
    if answers.stopped is not None and (len(answers.body) > 1 or answers.search is None):
        lines.append(f"the goal {failure_text(answers.stopped)}")
    if answers.search is not None:
        lines.extend(search_lines(answers.search, evidence, paint))
    return [f"  {line}" if i else line for i, line in enumerate(lines)]


# ---- diagnostics


def diagnostics_text(diagnostics: Iterable[Diagnostic], paint: Paint) -> str:
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


def report_text(report: Report, paint: Paint) -> str:
    return block(report_lines(report, paint))


def report_lines(report: Report, paint: Paint) -> list[str]:
    """Every finding, every accepted violation with its reason, and the counts, line by line."""
    lines: list[str] = []
    if report.diagnostics:
        lines.extend(diagnostics_lines(report.diagnostics, paint))
    for violation in report.violations:
        if violation.allowance is not None:
            place = paint("place", violation.allowance.span.place)
            lines.append(f"accepted {violation.name}: {violation.message}")
            lines.append(f"  {place}: {violation.allowance.reason}")
        elif not violation.is_certain:
            lines.append(f"possible {violation.name}: {violation.message}")
    for waived in report.waived:
        place = paint("place", waived.waiver.span.place)
        lines.append(f"waived {write_value(waived.waiver.value)}: {waived.fact.atom()}")
        lines.append(f"  {place}: {waived.waiver.reason}")
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
