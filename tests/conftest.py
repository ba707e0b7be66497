"""What every test gets: caches and history of its own, never the user's, and the command run as a user runs it."""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import chromium, heard  # noqa: F401 (fixtures, of all browser tests)
from chance import examples
from checkout import ROOT, Result
from engines import CACHE
from hypothesis import settings
from jsonschema import Draft202012Validator
from schema import KINDS, schema

from factbase.faces.cli import main
from factbase.faces.options import BUG

settings.register_profile("chance", examples())
settings.load_profile("chance")

# Modules stay compiled beside their sources, as Python keeps them unless it is told not to: hundreds of processes would compile them anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """The thousands of tests stay to the end: to look through them at each full collection is time for nothing."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what tests counted (`record_property`), of all processes together."""
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports(""):
        if report.when == "teardown":
            counts.update(dict(report.user_properties))
    if counts:
        terminalreporter.section("tried")
        for name, count in counts.items():
            terminalreporter.line(f"{count:12,} {name}")


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("FACTBASE_CACHE", str(CACHE))
    patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("configuration")))
    yield
    patch.undo()


@pytest.fixture
def process() -> Callable[..., Result]:
    """Runs `factbase` in a process of its own and gives what came of it; no run may end in a traceback, or in the outermost guard."""

    def run(
        *arguments: object, stdin: str = "", cwd: Path = ROOT, env: dict[str, str] | None = None, **options: object
    ) -> Result:
        result = subprocess.run(
            [sys.executable, "-m", "factbase", *map(str, arguments)],
            input=stdin,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            **options,
        )
        return sound(result)

    return run


@pytest.fixture
def factbase(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """As `process`, in this one: the same command in a tenth of the time. An exception is a failed test."""

    def run(*arguments: object, stdin: str = "", cwd: Path = ROOT, env: dict[str, str] | None = None) -> Result:
        words = list(map(str, arguments))
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "argv", ["factbase", *words])
            code = main(words)
        shown = []
        for stream in (out, err):
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            shown.append(stream.buffer.getvalue().decode())
        return sound(Result(["factbase", *words], code, *shown))

    return run


def sound(result: Result) -> Result:
    """A result that is none of a bug: the guard that tells of one in a line is never needed."""
    told = result.stdout + result.stderr
    assert "Traceback" not in told, told
    assert result.returncode != BUG, told
    words = list(map(str, result.args))
    if "json" in words and words[words.index("json") - 1] == "--format" and result.stdout.startswith("{"):
        command = next(each for each in words[1:] if each in KINDS)
        VALIDATORS[command].validate(json.loads(result.stdout))
    return result


VALIDATORS = {name: Draft202012Validator({**schema(), "anyOf": [{"$ref": f"#/$defs/{name}"}]}) for name in KINDS}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the small base, to be changed at will."""
    return Path(shutil.copytree(ROOT / "tests" / "base", tmp_path / "base"))
