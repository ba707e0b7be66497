"""Certified answers: in, a base and answers, or its checks; out, a certificate of their model, of their proofs and of their quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from factbase.base import Answers, FactBase, default_engine
from factbase.checks.audit import Report
from factbase.checks.violations import Violation
from factbase.engine.base import Engine, Model, Row
from factbase.engine.goal import Goal
from factbase.engine.step import Auxiliary
from factbase.explain.certify import Certificate, Certifier
from factbase.explain.certify_cases import CaseCertifier, at_hand
from factbase.explain.certify_extents import undated
from factbase.explain.certify_values import refuted
from factbase.explain.finder import goal_of
from factbase.explain.proof import Cases
from factbase.explain.publication import Dating
from factbase.ground.comparison import Certainty
from factbase.ground.value import Value, write_value
from factbase.program.view import View

__all__ = ["certifier_of", "certify", "certify_checks"]


def certifier_of(base: FactBase, answers: Answers) -> Certifier | None:
    """What certifies proofs over the whole model of some answers; None where nothing was asked, for the goal or the base has errors."""
    if answers.solved is None:
        return None
    base = base.for_bodies([answers.body], answers.view.known_by)
    model = answers.solved.model if answers.complete_model is None else answers.complete_model()
    certifier = Certifier(answers.solved.planned, at_hand(model), base.program, base.evidence)
    if answers.readings is not None:
        plain, rows = certifier.model.symbols.plain, certifier.model.of(certifier.planned.rules.goals[0])
        certain = [tuple(map(plain, row)) for row in rows]
        certifier.wrong(refuted(certifier.program, goal_of(answers.body), certain, answers.readings))
    return certifier


def certify(base: FactBase, answers: Answers, certifier: Certifier | None = None) -> Certificate | None:
    """What certifying some answers came to; None as above."""
    certifier = certifier or certifier_of(base, answers)
    if certifier is None or answers.solved is None:
        return None
    goal, possible = certifier.planned.rules.goals[0], certifier.planned.rules.possible[0]
    sure, left = _rows(certifier.model, goal), _rows(certifier.model, possible)
    by_cases = (
        CaseCertifier(certifier, answers.readings, goal_of(answers.body)) if answers.readings is not None else None
    )
    told: list[Row] = []
    own, whole = answers.solved.model.symbols, certifier.model.symbols
    for answer, goal, numbered in answers.with_rows():
        # What a rule computes has a number of its own in each model.
        rows = [tuple([whole.intern(own.values[number]) for number in row]) for row in numbered]
        told.extend(rows)
        left.pop(tuple(write_value(value) for _, value in answer.bindings), None)
        if isinstance(answer.proof, Cases) and by_cases is not None:
            if answer.proof.every is not (answer.certainty is Certainty.CERTAIN):
                certifier.problems.append("an answer is told to be as certain as it is not")
            by_cases.answer(rows, answer.proof)
        else:
            certifier.answer(goal, rows, answer.proof)
    for values, rows in left.items():
        dates = answers.excluded.get(values)
        if by_cases is None or dates is None or values in sure:
            certifier.problems.append(f"the answer {', '.join(values)} is left out")
        else:
            by_cases.excluded(rows, dates, told)
    if answers.search is not None:
        certifier.searched(answers.search)
    if answers.stopped is not None:
        certifier.stopped(answers.solved.planned.rules.goals[0], answers.stopped)
    for stopped, search in answers.alternatives:
        certifier.stopped(answers.solved.planned.rules.goals[0], stopped)
        if search is not None:
            certifier.searched(search)
    others = (*_of_refutations(base, answers), *_of_publications(base, answers))
    return reduce(Certificate.and_other, others, certifier.certificate())


def _of_refutations(base: FactBase, answers: Answers) -> Iterator[Certificate]:
    """A certificate of what is said not to be so, where that is evidence against a goal, or contradicts what an answer rests on."""
    refutation = answers.refutation
    if refutation is None:
        return
    prover = refutation.prover
    certifier = Certifier(prover.planned, at_hand(prover.model), prover.program, base.evidence)
    for each in (*answers.against, *(each for answer in answers.answers for each in answer.contradicted)):
        goal_and_row = refutation.row(each.atom.predicate, each.atom.values)
        if goal_and_row is not None and each.proof is not None:
            goal, row = goal_and_row
            certifier.answer(goal, [row], each.proof)
    yield certifier.certificate()


def _of_publications(base: FactBase, answers: Answers) -> Iterator[Certificate]:
    """Certificates of which sources were known, and of why: of the model of each day by which that was looked for."""
    by = answers.view.known_by
    if by is None and not answers.datings:
        return
    left: dict[tuple[str, Value], Dating] = {(dating.source, dating.date): dating for dating in answers.datings}
    for prover in base.dated.publications(by).provers(by) if by is not None else [base.dated.prover(default_engine())]:
        planned, model = prover.planned, prover.model
        certifier = Certifier(planned, model, prover.program, base.evidence)
        certifier.problems += undated(planned, certifier.indexed)
        for goal in (planned.rules.goals[0], planned.rules.possible[0]):
            rows: dict[tuple[str, Value], list[Row]] = {}
            for row in model.of(goal):
                source, date = map(model.symbols.plain, row)
                rows.setdefault((str(source), date), []).append(row)
            for key in rows.keys() & left.keys():
                certifier.answer(goal, rows[key], left.pop(key).proof)
        yield certifier.certificate()
    yield Certificate(0, 0, 0, 0, 0, tuple(f"nothing dates {name}" for name, _ in left))


def certify_checks(base: FactBase, report: Report, engine: Engine) -> Certificate | None:
    """What certifying a report came to: the model of the base's checks, that it has the violations that are told, and their proofs.

    None for a base with errors. Nothing that was kept between runs is believed: the base is made again of its files."""
    if base.errors:
        return None
    base = base.anew()
    others = {each.view: None for each in report.violations if each.view is not None}
    certificates = [_of_view(base, report, view, engine) for view in (None, *others)]
    return reduce(Certificate.and_other, certificates)


def _of_view(base: FactBase, report: Report, other: View | None, engine: Engine) -> Certificate:
    """The certificate of the violations of a report's own view; of another view, of those that are told of it."""
    view = other or report.view
    violations = [violation for violation in report.violations if violation.view == other]
    of = {violation.check.name for violation in violations}
    checks = [check for check in base.program.checks.values() if other is None or check.name in of]
    base = base.for_bodies([check.body for check in checks], view.known_by)
    goals = [Goal(check.parameters or (), check.body) for check in checks]
    planned, model = base.solve(goals, view, engine)
    certifier = Certifier(planned, at_hand(model), base.program, base.evidence)
    readings = base.readings(view, engine)
    reported = {_violated(each): each for each in violations}
    if len(reported) != len(violations):
        certifier.problems.append("a violation is told twice")
    for check, goal, certain, possible in zip(checks, goals, planned.rules.goals, planned.rules.possible, strict=True):
        by_cases = CaseCertifier(certifier, readings, goal)
        sure = _rows(model, certain)
        rows = {**_rows(model, possible), **sure}
        told = [row for parameters, alike in rows.items() if (check.name, parameters) in reported for row in alike]
        for parameters, alike in rows.items():
            violation = reported.pop((check.name, parameters), None)
            known = parameters in sure
            if violation is None and other is not None:
                continue  # told of another day
            if violation is None:
                dates = report.excluded.get((check.name, parameters))
                if known or dates is None:
                    certifier.problems.append(
                        f"{_named(check.name, parameters)} is violated, and the report does not tell it"
                    )
                else:
                    by_cases.excluded(alike, dates, told)
            elif isinstance(violation.proof, Cases):
                if violation.is_certain is not violation.proof.every:
                    certifier.problems.append(f"{_named(check.name, parameters)} is told to be as certain as it is not")
                by_cases.answer(alike, violation.proof)
            elif violation.is_certain is not known:
                certifier.problems.append(f"{_named(check.name, parameters)} is told to be as certain as it is not")
            else:
                certifier.answer(certain if known else possible, alike, violation.proof)
    certifier.problems += [f"{_named(*each)} is not violated, and the report tells it" for each in reported]
    return certifier.certificate()


Violated = tuple[str, tuple[str, ...]]


def _violated(violation: Violation) -> Violated:
    return violation.check.name, tuple(map(write_value, violation.parameters))


def _named(name: str, parameters: Sequence[str]) -> str:
    return f"{name}({', '.join(parameters)})"


def _rows(model: Model, goal: Auxiliary) -> dict[tuple[str, ...], list[Row]]:
    """The rows of a goal by how they are written."""
    rows: dict[tuple[str, ...], list[Row]] = {}
    for row in model.of(goal):
        rows.setdefault(tuple(write_value(model.symbols.plain(number)) for number in row), []).append(row)
    return rows
