"""Certified answers: in, a base and answers, or its checks; out, a certificate of their model, of their proofs and of their quotes."""

from __future__ import annotations

from dataclasses import replace

from factbase.base import Answers, FactBase
from factbase.engine.base import Engine, Model
from factbase.engine.plan import Goal
from factbase.explain.certify import Certificate, Certifier
from factbase.explain.prove import Prover
from factbase.program.view import View

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


def certify_checks(base: FactBase, view: View, engine: Engine) -> Certificate | None:
    """What certifying the checks of a base came to: their model, and a proof of every violation; None for a base with errors."""
    if base.errors:
        return None
    checks = list(base.program.checks.values())
    goals = [Goal(check.parameters or (), check.body, check) for check in checks]
    planned, model = base.solve(goals, view, engine)
    prover = Prover(planned, model, base.program)
    certifier = Certifier(planned, _read(model), base.program, base.evidence)
    for goal in planned.possible:
        for row in model.of(goal):
            certifier.answer(goal, [row], prover.prove(goal, row))
    return certifier.certificate()


def _read(model: Model) -> Model:
    """The model with all its rows at hand: each is looked at several times."""
    return replace(model, rows={head: dict(rows.items()) for head, rows in model.rows.items()})
