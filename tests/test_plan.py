"""Plans as text: the strata and the steps of a goal, written by hand, on the base of the faces' tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from checkout import Result

ALLIED = """facts
  signed(pact: agreement, a: country, b: country)  1 row
stratum 1, in rounds until nothing is new
  allied(A, B)  rule tests/base/base.fb:26
    each signed(+P, +A, +B)
    not any ended(P)
  allied(B, A)  rule tests/base/base.fb:27
    each allied(+A, +B)
stratum 2
  goal 0(B)  the goal
    each allied(alpha, +B)
"""
EARLY = """facts
  inaugurated on(what: bridge, on: date)  2 rows
stratum 1
  early(X)  rule tests/walk/walk.fb:53
    each inaugurated on(+X, +D)
    where D < 2016-07-01
stratum 2
  goal 0(X)  the goal
    each early(+X)
stratum 3
  possibly early(X)  rule tests/walk/walk.fb:53
    each inaugurated on(+X, +D)
    where possibly D < 2016-07-01
stratum 4
  possibly goal 0(X)  the goal
    each possibly early(+X)
"""


@pytest.mark.parametrize(
    ("goal", "base", "text"), [("allied(alpha, B)", "tests/base", ALLIED), ("early(X)", "tests/walk", EARLY)]
)
def test_a_plan_is_told_step_by_step(goal: str, base: str, text: str, factbase: Callable[..., Result]) -> None:
    result = factbase("plan", goal, "--base", base, "--at", "2003-01-01" if base == "tests/base" else "2020-01-01")
    assert result.stdout == text
    assert result.returncode == 0


def test_a_goal_with_a_mistake_has_no_plan(factbase: Callable[..., Result]) -> None:
    result = factbase("plan", "alied(alpha, B)", "--base", "tests/base")
    assert result.returncode == 1
    assert result.stdout == ""
    assert "did you mean `allied`?" in result.stderr


@pytest.mark.parametrize(
    "goal", ["dear(N)", "settled(X)", "dry(X)", "N in 1 .. 3, M = N * 2, M > 2", "published(S, D)"]
)
def test_every_kind_of_step_is_told(goal: str, factbase: Callable[..., Result]) -> None:
    result = factbase("plan", goal, "--base", "tests/walk", "--at", "2020-01-01", "--known-by", "2019-01-01")
    assert result.returncode == 0
    assert "the goal" in result.stdout
