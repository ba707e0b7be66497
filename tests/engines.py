"""The engines that every program of the tests runs on: the vector engine is among them where its packages are installed."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from factbase.engine.base import Engine
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.vector import VectorEngine, missing

__all__ = ["CACHE", "ENGINES", "KERNELS", "VECTOR", "in_parts"]


def _cache() -> Path:
    """A folder for one run of the tests: its workers (pytest-xdist) are told of it by the process that starts them, and that removes it."""
    if told := os.environ.get("FACTBASE_TEST_CACHE"):
        return Path(told)
    made = tempfile.mkdtemp(prefix="factbase-tests-")
    os.environ["FACTBASE_TEST_CACHE"] = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


CACHE = _cache()
"""What is kept for one run of the tests, by all of its workers: what one test reads or compiles, the next need not."""

KERNELS = CACHE / "kernels"

VECTOR = None if missing() else VectorEngine(KERNELS)
ENGINES: tuple[Engine, ...] = (PyDatalogEngine(), *([] if VECTOR is None else [VECTOR]))


def in_parts(monkeypatch: pytest.MonkeyPatch, many: int = 0) -> VectorEngine:
    """A vector engine that uses three threads where there are `many` rows in a round, and that parts whatever can be parted, in up
    to six parts; relations of one stratum are always derived side by side."""
    from factbase.engine.vector import driver, parts, relations, stratum

    monkeypatch.setattr(stratum, "FEW", 0)
    monkeypatch.setattr(parts, "BLOCK", 0)
    monkeypatch.setattr(relations, "FEW", 0)
    monkeypatch.setattr(driver, "MANY", many)
    monkeypatch.setattr(driver, "AT_ONCE", 5)
    return VectorEngine(KERNELS, threads=3)
