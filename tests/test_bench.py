"""The engine benchmark is a program like any other: every peer that is there tells the same rows, and what is not there gets a program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from engines import KERNELS, VECTOR

BENCH = ROOT / "tests" / "bench"


def test_every_engine_of_the_smallest_workload_tells_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")  # the facts are written by it
    engines = ["pydatalog", "clingo", *(["vector"] if VECTOR else [])]
    (tmp_path / f"factbase-bench-kernels-{os.getuid()}").symlink_to(KERNELS)
    command = [sys.executable, BENCH / "bench_engine.py", "--only", "tiny", "--runs", "1", "--engines", *engines]
    told = subprocess.run(
        command, env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=True
    ).stdout
    rows = [line.split() for line in told.splitlines()[1:]]
    assert [row[:2] for row in rows] == [["tiny", engine] for engine in engines]
    assert {tuple(row[6:]) for row in rows} == {("66",)}, told


def test_a_name_that_nobody_has_is_an_error_that_tells_the_names() -> None:
    for option, wrong, known in (("--engines", "vectr", "vector"), ("--only", "tc", "tc_dense")):
        told = subprocess.run(
            [sys.executable, BENCH / "bench_engine.py", option, wrong], capture_output=True, text=True, timeout=60
        )
        assert told.returncode == 2
        assert wrong in told.stderr
        assert known in told.stderr


def test_relations_that_need_one_another_are_one_stratum_and_negated_ones_come_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    from datalog import parsed, strata_of

    rules = parsed("s(X) :- a(X), not t(X).\np(X) :- q(X).\nq(X) :- p(X), e(X, Y), not r(Y).\nr(X) :- e(X, _).\n")
    strata = [[rule.head[0] for rule in stratum] for stratum in strata_of(rules)]
    assert strata == [["s"], ["r"], ["p", "q"]]
    (first,), (second,) = (rule.selects({"p", "q"}, first=False) for rule in rules[1:3])
    assert first == "SELECT t0.c0 AS c0 FROM q_delta t0"
    assert second == (
        "SELECT t0.c0 AS c0 FROM p_delta t0, e t1 WHERE t1.c0 = t0.c0 AND NOT EXISTS (FROM r n WHERE n.c0 = t1.c1)"
    )
    assert [rule.selects({"r"}, first=True) for rule in rules[3:]] == [["SELECT t0.c0 AS c0 FROM e t0"]]


def test_every_workload_has_a_base_without_findings_that_has_its_results(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.syspath_prepend(BENCH)
    from bench_engine import loaded, write_facts
    from workloads import WORKLOADS

    for workload in WORKLOADS:
        facts = {"edge": [[1], [2]]}
        if workload.types is not None:
            heads = {line.split("(")[0] for line in workload.rules.splitlines()}
            facts = {
                name: [["a"] if kind == "string" else [1] for kind in kinds.split()]
                for name, kinds in workload.types.items()
                if name not in heads
            }
        elif workload.name in ("same_generation", "points_to", "joins"):
            continue  # whose facts are made by numpy only
        write_facts(workload, facts, tmp_path)
        base = loaded(workload, tmp_path)
        assert {rule.head.claim.relation for rule in base.program.rules} >= set(workload.results)


def test_souffle_gets_every_relation_with_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)
    from bench_engine import souffle
    from workloads import WORKLOADS

    joins = next(workload for workload in WORKLOADS if workload.name == "joins")
    assert souffle(joins, ["a", "b", "c", "d"], ".printsize").splitlines() == [
        *(f".decl {name}(c0: number, c1: number)" for name in "ab"),
        ".decl blocked(c0: number)",
        *(f".decl {name}(c0: number, c1: number)" for name in "cdrs"),
        *(f".input {name}" for name in "abcd"),
        ".printsize r",
        ".printsize s",
        "r(X, W) :- a(X, Y), b(Y, Z), c(Z, W), !d(X, W), !blocked(X).",
        "s(X, W) :- d(X, Y), c(Y, Z), b(Z, W), !a(X, W), !blocked(W).",
        "blocked(X) :- d(X, X).",
    ]
