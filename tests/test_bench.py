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
