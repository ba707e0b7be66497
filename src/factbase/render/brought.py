"""What new files bring, in short: in, what they came to; out, counts, findings, conflicts and changed answers, each quote told once.

A quote has a number, the same wherever it is stood on, and so has a search. Of many, the first ten are told and the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factbase.render.noted import Notes, numbers
from factbase.render.paint import Paint
from factbase.render.problems import problem_lines
from factbase.render.report import asked_lines, closing_lines
from factbase.render.words import plural, without
from factbase.result.ground import Ground
from factbase.result.problem import Problem
from factbase.result.report import Intake, QueryAnswer, QueryChange, Standing, Violation

__all__ = ["brought_text"]

MOST = 10
"""Conflicts, other findings and answers that are told, of each."""
LISTED = 3
"""Entries that are told of a finding that lists some."""
_VIOLATED = "C1"
_EXPECTED = ("C2", "C3")
"""How the codes begin of what the base expects, and of what it accepts."""


def brought_text(intake: Intake, paint: Paint) -> Iterator[str]:
    """All of it, line by line."""
    return _Brought(intake, paint).lines()


class _Brought:
    def __init__(self, intake: Intake, paint: Paint) -> None:
        self.intake = intake
        self.paint = paint
        self.notes = Notes()
        told = {name for change in intake.changes or () for name in change.findings}
        told |= {name for query in intake.queries or () for name in query.findings}
        found = [each for each in intake.report.diagnostics if each.fingerprint not in told]
        self.conflicts = [each for each in found if each.code.startswith(_VIOLATED)]
        rest = [each for each in found if not each.code.startswith(_VIOLATED)]
        self.own = [each for each in rest if self._is_own(each)]
        self.others = [each for each in rest if not self._is_own(each)]
        self.changes = list(self._changes())

    def _is_own(self, problem: Problem) -> bool:
        """Whether a finding is one of the new files, or tells why they cannot be taken."""
        if problem.place is None or problem.place.path in self.intake.paths:
            return True
        return problem.is_error and not problem.code.startswith(_EXPECTED)

    def lines(self) -> Iterator[str]:
        """The counts first."""
        report = self.intake.report
        counts = [plural(self.intake.facts, "new fact")]
        counts += [plural(len(self.conflicts), "conflict")] if self.conflicts else []
        others = len(self.own) + len(self.others)
        counts += [plural(others, "other finding" if self.conflicts else "finding")] if others else []
        counts += [f"{plural(len(self.changes), 'answer')} otherwise than before"] if self.changes else []
        yield self.paint("heading", ", ".join(counts))
        for each in self.own:
            yield from problem_lines(each, self.paint)
        for each in self.conflicts[:MOST]:
            yield from self._conflict(each)
        yield from _more(self.conflicts, "conflict")
        if self.conflicts:
            yield "mend the facts, or accept a conflict by its name: --full tells the statement"
        for violation in report.violations:
            yield from self._excused(violation)
        for waived in report.waived:
            head = f"waived {waived.what} at {self.paint('place', waived.place)}: {waived.reason}"
            yield from self._stated(head, [waived.fact])
        for each in self.others[:MOST]:
            yield self._short(each)
        yield from _more(self.others, "finding")
        yield from self._answers()
        yield from self._asked()
        yield from closing_lines(report, self.paint)

    def _asked(self) -> Iterator[str]:
        """What checks, expectations and queries come to, where that is not what it was."""
        was, now = self.intake.was, self.intake.report.counts
        same = all(
            a is not None and b is not None and replace(a, lost=0) == replace(b, lost=0)
            for a, b in ((was.ran, now.ran), (was.met, now.met))
        )
        yield from without(now.ran.lost) if same and now.ran is not None else asked_lines(now)

    # ---- conflicts

    def _conflict(self, problem: Problem) -> Iterator[str]:
        """A violated check with the quotes on which it rests, those of the new files first."""
        violation = next((each for each in self.intake.report.violations if self._is_of(each, problem)), None)
        if violation is None:
            yield from problem_lines(problem, self.paint)
            return
        yield from self._stated(self._short(problem), violation.grounds)

    def _is_of(self, violation: Violation, problem: Problem) -> bool:
        told = violation.accepted is None and violation.certainty == "certain"
        return told and violation.message == problem.message and f" allow {violation.name} " in (problem.hint or "")

    def _excused(self, violation: Violation) -> Iterator[str]:
        """A violation that is no finding: it is accepted, or only possible."""
        if violation.accepted is not None:
            place = self.paint("place", str(violation.accepted_at))
            head = f"accepted {violation.name}: {violation.message}; {place}: {violation.accepted}"
        elif violation.certainty != "certain":
            head = f"{violation.certainty} {violation.name}: {violation.message}"
        else:
            return
        yield from self._stated(head, violation.grounds)

    def _short(self, problem: Problem) -> str:
        """A finding in one line, without its excerpt; of what it lists, the first."""
        violated = problem.code.startswith(_VIOLATED)  # what that rests on is told under it
        listed = [] if violated else [each.strip() for each in problem.detail[:LISTED]]
        listed += ["…"] if not violated and len(problem.detail) > LISTED else []
        return "; ".join((f"{self._head([problem])} {problem.message}", *listed))

    def _head(self, problems: Sequence[Problem]) -> str:
        """The place of the first of some findings, and the codes of all."""
        first = problems[0]
        place = f"{self.paint('place', str(first.place))}: " if first.place is not None else ""
        codes = " ".join(dict.fromkeys(each.code for each in problems))
        return f"{place}{self.paint(first.severity, f'{first.severity} {codes}')}"

    # ---- answers

    def _changes(self) -> Iterator[tuple[str, Sequence[Ground], str, Sequence[Ground]]]:
        """What is answered otherwise: before, on what that stood, now, and on what that stands."""
        for change in self.intake.changes or ():
            before, after = _held(change.before), _held(change.after)
            head = f"{self._change(change.findings)} {change.goal}: {before}"
            yield head, change.before.grounds, after, change.after.grounds
        for query in self.intake.queries or ():
            for was, now in _paired(query):
                before = _written(was, None) if was is not None else "no such answer"
                after = _written(now, was) if now is not None else "gone"
                head = f"{self._change(query.findings)} query `{query.query}` {query.view}: {before}"
                yield head, was.grounds if was else (), after, now.grounds if now else ()

    def _change(self, names: Sequence[str]) -> str:
        """That an answer changed, or which findings say that it must not."""
        told = [each for each in self.intake.report.diagnostics if each.fingerprint in names]
        return self._head(told) if told else "changed:"

    def _answers(self) -> Iterator[str]:
        if self.intake.changes is None or self.intake.queries is None:
            if self.intake.before:
                yield "the base had errors without the new files, so what they change is not known"
            return
        if not self.changes:
            yield "no expectation and no named query is answered otherwise than before"
        told = self.changes[:MOST]
        for before, stood, after, stands in told:
            yield f"{before}{self._on(stood)} → {after}{self._on(stands)}"
        yield from _more(self.changes, "answer")
        yield from self._quotes(ground for _, stood, _, stands in told for ground in (*stood, *stands))

    # ---- what it rests on

    def _on(self, grounds: Iterable[Ground]) -> str:
        """The numbers of some grounds, behind a blank."""
        on = numbers(number for each in grounds for number in self.notes.own(each))
        return f" {on}" if on else ""

    def _stated(self, head: str, grounds: Iterable[Ground]) -> Iterator[str]:
        """Something with the numbers of what it rests on, that of the new files first, and then the quotes."""
        grounds = sorted(grounds, key=lambda each: each.path not in self.intake.paths)
        yield f"{head}{self._on(grounds)}"
        yield from self._quotes(grounds)

    def _quotes(self, grounds: Iterable[Ground]) -> Iterator[str]:
        """Some grounds, each quote and each search on a line under its number; those only that are not told yet."""
        for ground in grounds:
            own = self.notes.own(ground)
            if not own:
                yield from (f"  {line}" for line in ground.lines)
                continue
            if own in self.notes.told:
                continue
            self.notes.told.add(own)
            if not ground.is_fact:
                first, *rest = ground.sought
                yield f"  [{own[0]}] {first}"
                yield from (f"    {line}" for line in rest)
                continue
            lead, place, after = ground.standing(dated=False)
            stated = f"{self.paint('claim', ground.statement)}, {lead} {self.paint('place', place)}{after}"
            stated = "; ".join((stated, *ground.beside))
            if not ground.citations:
                yield f"  [{own[0]}] {stated}"
            for i, (number, cited) in enumerate(zip(own, ground.citations, strict=False)):
                yield f"  [{number}] {cited}{f'; {stated}' if i == 0 else ''}"


def _more(some: Sequence[object], name: str) -> Iterator[str]:
    if len(some) > MOST:
        yield f"and {plural(len(some) - MOST, f'more {name}')}: --full tells all, with whole proofs"


def _held(standing: Standing) -> str:
    return "holds" if standing.holds else "does not hold"


def _written(answer: QueryAnswer, beside: QueryAnswer | None) -> str:
    """The values of an answer, beside another one only those that differ; and how sure it is."""
    kept = beside.written if beside is not None else {}
    differing = {name: value for name, value in answer.written.items() if kept.get(name) != value}
    values = ", ".join(f"{name} = {value}" for name, value in differing.items()) or answer.values
    return values if answer.certainty == "certain" else f"{values} ({answer.certainty})"


def _paired(change: QueryChange) -> Iterator[tuple[QueryAnswer | None, QueryAnswer | None]]:
    """The answers that are gone, each with the new one that has most values of it in common; then the others that are new."""
    left = list(change.new)
    alone = len(change.gone) == len(change.new) == 1
    for was in change.gone:
        likest = max(left, key=lambda each: _alike(was, each), default=None)
        if likest is not None and (alone or _alike(was, likest)):
            left.remove(likest)
            yield was, likest
        else:
            yield was, None
    yield from ((None, now) for now in left)


def _alike(one: QueryAnswer, other: QueryAnswer) -> int:
    """How many values two answers have in common."""
    return sum(other.written.get(name) == value for name, value in one.written.items())
