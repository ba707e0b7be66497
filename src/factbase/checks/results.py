"""Reports resolved: in, the report on a base, or what new files came to; out, that as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.answer import Answer, Answers
from factbase.base import FactBase
from factbase.checks.audit import Report as Audited
from factbase.checks.expectations import Expected
from factbase.checks.fingerprints import fingerprints
from factbase.checks.fitting import Waived as Waiving
from factbase.checks.intake import ChangedQuery
from factbase.checks.intake import Intake as TakenIn
from factbase.checks.located import Located
from factbase.checks.pinning import Pinned
from factbase.checks.violations import Violation as Violated
from factbase.checks.violations import as_diagnostic
from factbase.cite import Pin as Pinning
from factbase.explain.proof import citations
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.ground.value import json_value, write_value
from factbase.resolve.grounds import viewed
from factbase.resolve.proofs import Nodes
from factbase.result.ground import Ground
from factbase.result.problem import place, problem
from factbase.result.report import (
    Answered,
    Change,
    Document,
    Expectation,
    Intake,
    Pin,
    QueryAnswer,
    QueryChange,
    Quote,
    Report,
    Standing,
    Suppressed,
    Violation,
    Waived,
)
from factbase.syntax.tree import Expectation as Stated
from factbase.syntax.tree import Query
from factbase.syntax.write import write_body, write_literal

__all__ = ["intake_of", "report_of"]


def report_of(report: Audited, base: FactBase) -> Report:
    """A report on a base as plain data."""
    nodes, located = Nodes(base.program, base.evidence), Located(base, report.violations)
    accepted = list(_suppressed(report, nodes))
    findings = [*report.diagnostics, *(finding for finding, *_ in accepted)]
    problems = [
        replace(problem(each), fingerprint=name, evidence=located.of(each))
        for each, name in zip(findings, fingerprints(base, findings, report.violations), strict=True)
    ]
    told = len(report.diagnostics)
    return Report(
        clean=report.clean,
        passes=report.passes,
        strict=report.strict,
        view=viewed(report.view),
        counts=report.counts,
        diagnostics=tuple(problems[:told]),
        codes=dict(sorted(Counter(each.code for each in report.diagnostics).items())),
        ignored=report.chosen.ignored,
        lowered=report.chosen.lowered,
        set_aside=report.chosen.set_aside,
        known=tuple(each for each in report.known if each.count),
        documents=tuple(map(_document, report.pinned)),
        waived=tuple(_waived(each, nodes) for each in report.waived),
        violations=tuple(_violation(each, nodes) for each in report.violations),
        suppressed=tuple(
            Suppressed(each, reason, place(span), settings)
            for each, (_, reason, span, settings) in zip(problems[told:], accepted, strict=True)
        ),
        expectations=tuple(
            _expectation(each, each.statement, nodes) for each in report.expected if isinstance(each.statement, Stated)
        ),
        queries=tuple(
            _query(each, each.statement, nodes) for each in report.expected if isinstance(each.statement, Query)
        ),
    )


def _suppressed(report: Audited, nodes: Nodes) -> Iterator[tuple[Diagnostic, str, Span, bool]]:
    """What would be told if nothing accepted it, with the reason and the place of what does, and whether settings do."""
    for each in report.violations:
        if each.allowance is not None:
            yield as_diagnostic(each, nodes), each.allowance.reason, each.allowance.span, False
    for waived in report.waived:
        yield from ((finding, waived.waiver.reason, waived.waiver.span, False) for finding in waived.findings)
    yield from ((each.finding, each.entry.reason, each.entry.span, True) for each in report.excused)


def _violation(violation: Violated, nodes: Nodes) -> Violation:
    allowance = violation.allowance
    return Violation(
        violation.check.name,
        violation.name,
        tuple(map(json_value, violation.parameters)),
        violation.message,
        violation.check.severity,
        violation.certainty.value,
        allowance.reason if allowance is not None else None,
        place(allowance.span) if allowance is not None else None,
        nodes.under(violation.proof),
        tuple(dict.fromkeys(map(nodes.evidence.sentence, citations(violation.proof)))),
    )


def _waived(waived: Waiving, nodes: Nodes) -> Waived:
    waiver, fact = waived.waiver, waived.fact
    span = waiver.span
    return Waived(
        write_value(waiver.value),
        str(fact.atom()),
        span.path,
        span.line,
        span.column,
        waiver.reason,
        nodes.grounds.fact(fact),
    )


def _expectation(expected: Expected, statement: Stated, nodes: Nodes) -> Expectation:
    goal, view = write_literal(statement.match), viewed(expected.view)
    return Expectation(goal, statement.negated, view, not expected.problems, nodes.under(*expected.proofs))


def _query(expected: Expected, query: Query, nodes: Nodes) -> Answered:
    goal, view = write_body(query.body), viewed(expected.view)
    return Answered(str(query.name), goal, view, not expected.problems, nodes.under(*expected.proofs))


def _document(pinned: Pinned) -> Document:
    held = pinned.held
    quotes = []
    for each in pinned.quotes:
        span = each.cited.span
        at = place(span) if span is not None else None
        path, line, column = (at.path, at.line, at.column) if at is not None else (None, None, None)
        quotes.append(Quote(each.cited.quote, path, line, column, str(each.fate), each.was, each.line))
    locked = _pin(held.locked.pin) if held.locked is not None else None
    return Document(pinned.source, held.name, str(pinned.state), _pin(held.now), locked, tuple(quotes))


def _pin(pin: Pinning) -> Pin:
    return Pin(pin.size, pin.sha256)


# ---- taking in new files


def intake_of(intake: TakenIn) -> Intake:
    """What new files came to, as plain data."""
    nodes = Nodes(intake.base.program, intake.base.evidence)
    then = Nodes(intake.before.program, intake.before.evidence)
    report = report_of(intake.report, intake.base)
    findings = _Findings(intake.report, report)
    changes: tuple[Change, ...] | None = None
    if intake.changes is not None:
        changes = tuple(
            Change(
                each.goal,
                _standing(each.before, each.lacking, then),
                _standing(each.after, each.lacking, nodes),
                findings.of(each.after),
            )
            for each in intake.changes
        )
    queries: tuple[QueryChange, ...] | None = None
    if intake.queries is not None:
        queries = tuple(_changed(each, then, nodes, findings.of_query(each.name)) for each in intake.queries)
    errors, before = bool(intake.base.errors), bool(intake.before.errors)
    return Intake(report, intake.was, intake.paths, intake.facts, errors, before, changes, queries)


class _Findings:
    """Under which fingerprints the findings on expectations and queries are told."""

    def __init__(self, audited: Audited, report: Report) -> None:
        pairs = zip(audited.diagnostics, report.diagnostics, strict=True)
        self._told = {(each.code, each.span, each.message): told.fingerprint for each, told in pairs}
        self._queries = {each.statement.name: each for each in audited.expected if isinstance(each.statement, Query)}

    def of(self, expected: Expected) -> tuple[str, ...]:
        names = ((each.code, each.span, each.message) for each in expected.problems)
        return tuple(self._told[name] for name in names if name in self._told)

    def of_query(self, name: str) -> tuple[str, ...]:
        return self.of(self._queries[name]) if name in self._queries else ()


def _changed(changed: ChangedQuery, before: Nodes, now: Nodes, findings: tuple[str, ...]) -> QueryChange:
    return QueryChange(
        changed.name,
        viewed(changed.view),
        tuple(_answer(each, before) for each in changed.gone),
        tuple(_answer(each, now) for each in changed.new),
        findings,
    )


def _answer(answer: Answer, nodes: Nodes) -> QueryAnswer:
    written = {name: write_value(value) for name, value in answer.bindings}
    values = ", ".join(f"{name} = {value}" for name, value in written.items()) or "yes"
    grounds = nodes.under(answer.proof)
    return QueryAnswer(values, answer.certainty.value, _lines(grounds), written, grounds)


def _lines(grounds: Sequence[Ground]) -> tuple[str, ...]:
    return tuple(line for each in grounds for line in each.weighed)


def _standing(expected: Expected, lacking: Answers | None, nodes: Nodes) -> Standing:
    """Whether the claim of an expectation holds, and on what that rests; where it does not, what was searched."""
    if not expected.proofs:
        searched = lacking.search if lacking is not None else None
        lines = tuple(nodes.grounds.search(searched).lines) if searched is not None else ()
        return Standing(False, (), lines, (Ground(kind="absent", searched=lines),) if lines else ())
    sources = tuple(dict.fromkeys(cited.source for cited in citations(expected.proofs[0])))
    grounds = nodes.under(expected.proofs[0])
    return Standing(True, sources, _lines(grounds), grounds)
