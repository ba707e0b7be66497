"""Text for people: in, answers, a report or diagnostics; out, what a terminal shows. Every answer comes with its citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from factbase.audit import Report
from factbase.base import Answer, Answers
from factbase.diagnostic import Diagnostic, Severity
from factbase.evidence import Evidence
from factbase.program.model import Program
from factbase.render.paint import Paint
from factbase.render.proof import failure_text, proof_lines, search_lines
from factbase.render.reading import read_goal
from factbase.span import Span
from factbase.value import write_value

__all__ = ["answer_text", "answers_text", "diagnostic_text", "diagnostics_text", "plural", "report_text"]


def answers_text(answers: Answers, program: Program, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """All answers to a goal, block by block, so that a pager can show the first before the last is drawn."""
    if answers.problems:
        yield diagnostics_text(answers.problems, paint)
    if any(d.severity is Severity.ERROR for d in answers.problems):
        return
    count = len(answers.answers)
    head = f"{answers.goal}   {answers.view}"
    if not count:
        yield f"{paint('heading', head)}\n{_nothing(answers, paint)}"
        return
    yield f"{paint('heading', head)}\n{plural(count, 'answer')}"
    for number, answer in enumerate(answers.answers, 1):
        yield answer_text(number, answer, answers, program, evidence, paint)


def answer_text(
    number: int, answer: Answer, answers: Answers, program: Program, evidence: Evidence, paint: Paint
) -> str:
    """One answer: its values, its reading, and its whole proof."""
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings)
    reading = read_goal(answers.body, dict(answer.bindings), program)
    lines = [f"{number}. {values or 'yes'}", *([f"   {paint('heading', reading)}"] if reading else [])]
    if answer.conditional:
        lines.append(f"   {paint('warning', 'conditional: it rests on a prediction')}")
    lines.extend(f"   {line}" for line in proof_lines(answer.proof, evidence, paint))
    return "\n".join(lines)


def _nothing(answers: Answers, paint: Paint) -> str:
    lines = ["no answer" if answers.verdict == "no" else "no answer: unknown, not false"]
    if answers.stopped is not None and len(answers.body) > 1:
        lines.append(f"the goal {failure_text(answers.stopped)}")
    if answers.search is not None:
        lines.extend(search_lines(answers.search, paint))
    return "\n".join(f"  {line}" if i else line for i, line in enumerate(lines))


# ---- diagnostics


def diagnostics_text(diagnostics: Iterable[Diagnostic], paint: Paint) -> str:
    return "\n".join(diagnostic_text(d, paint) for d in diagnostics)


def diagnostic_text(diagnostic: Diagnostic, paint: Paint) -> str:
    """A finding with its line and a caret, every related place, and the hint."""
    span = diagnostic.span
    place = f"{span.path}:{span.line}:{span.column}: " if span else ""
    label = paint(str(diagnostic.severity), f"{diagnostic.severity} {diagnostic.code}")
    lines = [f"{place}{label} {diagnostic.message}"]
    if span is not None:
        lines.extend(_excerpt(span, paint, str(diagnostic.severity)))
    lines.extend(f"  {detail}" for detail in diagnostic.detail)
    for related in diagnostic.related:
        lines.append(f"  {paint('place', f'{related.span.place}:')} {related.note}")
        lines.extend(_excerpt(related.span, paint, "note"))
    if diagnostic.hint:
        lines.append(f"  hint: {diagnostic.hint}")
    return "\n".join(lines)


WIDTH = 110


def _excerpt(span: Span, paint: Paint, role: str) -> Iterator[str]:
    """The line of a span with carets under it, cut to what a terminal shows."""
    text = span.file.line(span.line).replace("\t", " ")
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(text) - start))
    cut = max(0, start - WIDTH // 3) if len(text) > WIDTH else 0
    shown = ("…" if cut else "") + text[cut : cut + WIDTH] + ("…" if cut + WIDTH < len(text) else "")
    offset = start - cut + (1 if cut else 0)
    number = str(span.line)
    yield f"  {paint('place', f'{number} |')} {shown}"
    carets = "^" * min(length, WIDTH - min(WIDTH - 1, start - cut))
    yield f"  {' ' * len(number)} {paint('place', '|')} {' ' * offset}{paint(role, carets)}"


# ---- reports


def report_text(report: Report, paint: Paint) -> str:
    """Every finding, every accepted violation with its reason, and the counts."""
    lines: list[str] = []
    if report.diagnostics:
        lines.append(diagnostics_text(report.diagnostics, paint))
    for violation in report.violations:
        if violation.allowance is not None:
            place = paint("place", violation.allowance.span.place)
            lines.append(f"accepted {violation.name}: {violation.message}\n  {place}: {violation.allowance.reason}")
    lines.extend(_counts(report.counts))
    state = paint("good", "clean") if report.clean else paint("error", "not clean")
    lines.append(f"{state}, {report.view}")
    return "\n".join(lines)


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    """What was looked at, how the quotes stand, what the checks say; at last what was not checked."""

    def told(*names: str) -> str:
        return ", ".join(_counted(counts[name], name) for name in names if counts.get(name))

    yield told("sources", "facts", "assumptions", "rules") or "no facts"
    statuses = [name for name in counts if name.startswith("quotes ")]
    stand = ", ".join(f"{counts[name]} {name.removeprefix('quotes ')}" for name in statuses if counts[name])
    yield f"{_counted(counts['quotes'], 'quotes')}: {stand}" if counts["quotes"] else "no quotes"
    ran: list[str] = []
    if counts.get("checks"):
        accepted = f" ({counts['accepted violations']} accepted)" if counts["violations"] else ""
        ran.append(f"{_counted(counts['checks'], 'checks')}: {_counted(counts['violations'], 'violations')}{accepted}")
    if counts.get("expectations"):
        ran.append(f"{counts['expectations met']} of {_counted(counts['expectations'], 'expectations')} met")
    if ran:
        yield "; ".join(ran)
    unchecked = told("checks not run", "expectations not run", "quotes no source")
    if unchecked:
        yield f"not checked: {unchecked}"


def plural(count: int, name: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def _counted(count: int, name: str) -> str:
    """As `plural`, for a name such as `checks not run`."""
    first, *rest = name.split(" ")
    return " ".join([plural(count, first.removesuffix("s")), *rest])
