"""Programs of other Datalog systems, on every engine: the rows are those of the package datalog-conformance, not of this one.

In a hunt (FACTBASE_HUNT) the two large programs too. `python tests/conformance.py` tries all, and prints the counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chance import HUNT
from engines import ENGINES

from factbase.base import FactBase, View

pytest.importorskip("datalog_conformance")

from conformance import amiss, refusal, suites, translated

TOLD = {
    "crepe_invalid_arity": "E104",
    "crepe_recursive_negation": "E401",
    "crepe_underscore_in_goal": "E304",
    "unsafe_negation_variable_only_in_negative_literal": "E302",
    "unbound_variable": "E301",
}
"""What is told, first, of each case that wants an error."""
SOLVED = "crepe_unbound_variable"
"""It wants an error for `fib(N - 1, X)` with nothing else that binds N; here that is solved for N."""


@pytest.mark.parametrize("kind", ["basic", "negation", "recursion"])
def test_every_case_has_its_rows_on_every_engine(kind: str, record_property: Callable[[str, int], None]) -> None:
    tried = [suite for suite in suites(large=bool(HUNT)) if suite.file.startswith(kind)]
    assert all(suite.engines for suite in tried), "a large program is for the vector engine"
    assert [told for suite in tried for told in amiss(suite)] == []
    record_property("cases of other systems on every engine", sum(len(suite.rows) for suite in tried))


def test_what_must_be_refused_is_refused_with_its_code() -> None:
    told = {case: refusal(suite) for suite in suites(large=False) for case in suite.errors}
    assert told.pop(SOLVED) == ()
    assert {case: problems[0].code for case, problems in told.items()} == TOLD


def test_the_function_for_which_a_case_wants_an_error_is_solved() -> None:
    (suite,) = [suite for suite in suites(large=False) if SOLVED in suite.errors]
    base = FactBase.load([]).with_text(suite.file, translated(suite), Path())
    fibonacci = [(0, 0), (1, 1)]
    while len(fibonacci) <= 25:
        fibonacci.append((len(fibonacci), fibonacci[-2][1] + fibonacci[-1][1]))
    for engine in ENGINES:
        rows = [
            tuple(value for _, value in answer.bindings) for answer in base.ask("r_Fib(N, X)", View(), engine).answers
        ]
        assert sorted(rows) == fibonacci, engine.name


def test_the_package_has_the_cases_that_were_counted() -> None:
    each = [case for suite in suites(large=bool(HUNT)) for case in (*suite.rows, *suite.errors)]
    assert len(each) == len(set(each)) == (114 if HUNT else 92)
