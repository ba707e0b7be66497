"""The engines that every program of the tests runs on: the vector engine is among them where its packages are installed."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

import pytest

from factbase.engine.base import Engine
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.vector import VectorEngine, missing

__all__ = ["ENGINES", "KERNELS", "VECTOR", "in_parts"]

KERNELS = Path(tempfile.mkdtemp(prefix="factbase-kernels-"))
"""Where the kernels are kept for one run of the tests, so that they are compiled once."""
atexit.register(shutil.rmtree, KERNELS, ignore_errors=True)

VECTOR = None if missing() else VectorEngine(KERNELS)
ENGINES: tuple[Engine, ...] = (PyDatalogEngine(), *([] if VECTOR is None else [VECTOR]))


def in_parts(monkeypatch: pytest.MonkeyPatch, many: int = 0) -> VectorEngine:
    """A vector engine that uses three threads where there are `many` rows in a round, and that parts whatever can be parted."""
    from factbase.engine.vector import driver, parts, relations

    monkeypatch.setattr(parts, "BLOCK", 0)
    monkeypatch.setattr(relations, "FEW", 0)
    monkeypatch.setattr(driver, "MANY", many)
    return VectorEngine(KERNELS, threads=3)
