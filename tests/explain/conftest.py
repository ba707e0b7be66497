"""Bases of the explanation tests: small texts, and the shipped base."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from factbase.base import Answers, FactBase, View
from factbase.ground.date import parse_date

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))  # the corpus and its oracle


def base_of(text: str) -> FactBase:
    base = FactBase.load([]).with_text("case.fb", text, TESTS)
    assert not base.errors, base.errors
    return base


@cache
def shipped() -> FactBase:
    return FactBase.load([TESTS.parent / "facts"])


def ask(base: FactBase, goal: str, at: str | None = None) -> Answers:
    answers = base.ask(goal, View(parse_date(at) if at else None))
    assert answers.solved is not None, answers.problems
    return answers
