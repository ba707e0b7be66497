"""Certified answers: in, a base and answers, or its checks; out, a certificate of their model, of their proofs and of their quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factbase.base import Answers, FactBase
from factbase.checks.audit import Report
from factbase.engine.base import Auxiliary, Engine, Model, Row
from factbase.engine.plan import Goal
from factbase.explain.certify import Certificate, Certifier
from factbase.ground.value import Value, write_value

__all__ = ["certifier_of", "certify", "certify_checks"]


def certifier_of(base: FactBase, answers: Answers) -> Certifier | None:
    """What certifies proofs over the whole model of some answers; None where nothing was asked, for the goal or the base has errors."""
    if answers.solved is None:
        return None
    base = base.for_bodies([answers.body])
    model = answers.solved.model if answers.whole is None else answers.whole()
    return Certifier(answers.solved.planned, _read(model), base.program, base.evidence)


def certify(base: FactBase, answers: Answers, certifier: Certifier | None = None) -> Certificate | None:
    """What certifying some answers came to; None as above."""
    certifier = certifier or certifier_of(base, answers)
    if certifier is None or answers.solved is None:
        return None
    for answer, goal, rows in answers.with_rows():
        certifier.answer(goal, rows, answer.proof)
    if answers.search is not None:
        certifier.searched(answers.search)
    return certifier.certificate()


def certify_checks(base: FactBase, report: Report, engine: Engine) -> Certificate | None:
    """What certifying a report came to: the model of the base's checks, that it has the violations that are told, and their proofs.

    None for a base with errors. Nothing that was kept between runs is believed: the base is made again of its files."""
    if base.errors:
        return None
    base = base.anew()
    checks = list(base.program.checks.values())
    base = base.for_bodies([check.body for check in checks])
    goals = [Goal(check.parameters or (), check.body, check) for check in checks]
    planned, model = base.solve(goals, report.view, engine)
    certifier = Certifier(planned, _read(model), base.program, base.evidence)
    told = {_told(each.check.name, each.parameters, each.is_certain): each.proof for each in report.violations}
    if len(told) != len(report.violations):
        certifier.problems.append("a violation is told twice")
    for check, certain, possible in zip(checks, planned.goals, planned.possible, strict=True):
        sure = _rows(model, certain)
        for goal in dict.fromkeys((certain, possible)):
            for parameters, alike in _rows(model, goal).items():
                if goal != certain and parameters in sure:
                    continue
                violation = check.name, parameters, goal == certain
                proof = told.pop(violation, None)
                if proof is None:
                    certifier.problems.append(f"{_named(violation)} is violated, and the report does not tell it")
                else:
                    certifier.answer(goal, alike, proof)
    certifier.problems += [f"{_named(each)} is not violated, and the report tells it" for each in told]
    return certifier.certificate()


Violated = tuple[str, tuple[str, ...], bool]


def _told(name: str, parameters: Sequence[Value], certain: bool) -> Violated:
    return name, tuple(map(write_value, parameters)), certain


def _named(violation: Violated) -> str:
    name, parameters, certain = violation
    return f"{name}({', '.join(parameters)}){'' if certain else ', only possibly,'}"


def _rows(model: Model, goal: Auxiliary) -> dict[tuple[str, ...], list[Row]]:
    """The rows of a goal by how they are written."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in model.of(goal):
        found.setdefault(tuple(write_value(model.symbols.plain(number)) for number in row), []).append(row)
    return found


def _read(model: Model) -> Model:
    """The model with all its rows at hand: each is looked at several times."""
    return replace(model, rows={head: dict(rows.items()) for head, rows in model.rows.items()})
