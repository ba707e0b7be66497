"""The engines that every program of the tests runs on: the vector engine is among them where its packages are installed."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from factbase.engine.base import Engine
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.vector import VectorEngine, missing

__all__ = ["ENGINES", "KERNELS", "VECTOR"]

KERNELS = Path(tempfile.mkdtemp(prefix="factbase-kernels-"))
"""Where the kernels are kept for one run of the tests, so that they are compiled once."""
atexit.register(shutil.rmtree, KERNELS, ignore_errors=True)

VECTOR = None if missing() else VectorEngine(KERNELS)
ENGINES: tuple[Engine, ...] = (PyDatalogEngine(), *([] if VECTOR is None else [VECTOR]))
