"""How commands end that cannot go on: outputs that take nothing, interrupts from the first moment, bounds, bugs: one line, one code."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.engine.base import Engine, Model, Rules, Store, Unsupported
from factbase.faces.commands import execute
from factbase.faces.ending import ending, guarded
from factbase.faces.engines import Engines
from factbase.faces.patience import Patience
from factbase.faces.session import Session
from factbase.ground.date import parse_date
from factbase.program.view import View
from factbase.render.paint import plain

ASK = ("ask", "articles(P, N)", "--base", "tests/base", "--at", "2003-01-01")


def shell(arguments: Sequence[str], redirected: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """What came of a command whose streams a shell closes or leads elsewhere."""
    return subprocess.run(
        ["bash", "-c", f'"$@" {redirected}', "bash", sys.executable, "-m", "factbase", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "redirected", "code", "told"),
    [
        (ASK, "<&-", 0, ""),
        (ASK, ">&-", 74, "factbase: error: the output cannot be written: it is closed\n"),
        (ASK, ">/dev/full", 74, "factbase: error: the output cannot be written: No space left on device\n"),
        ((*ASK, "--format", "json"), ">/dev/full", 74, "factbase: error: the output cannot be written: No space left on device\n"),
        (("--help",), ">/dev/full", 74, "factbase: error: the output cannot be written: No space left on device\n"),
        (("--base", "tests/base"), ">/dev/full", 74, "factbase: error: the output cannot be written: No space left on device\n"),
        (("check", "nowhere"), ">&- 2>&-", 74, ""),
        (ASK, ">/dev/full 2>/dev/full", 74, ""),
        (ASK, "2>&-", 0, ""),
        (("ask", "articles("), "2>/dev/full", 1, ""),
        (("frobnicate",), "2>&-", 2, ""),
        (("--base", "tests/base"), "<&-", 2, "factbase: error: standard input cannot be read: it is closed\n"),
        (ASK, "| true; exit ${PIPESTATUS[0]}", 141, ""),
    ],
)  # fmt: skip
def test_streams_that_take_or_give_nothing(arguments, redirected, code, told) -> None:
    result = shell(arguments, redirected, typed="articles(P, N).\n" if "<&-" not in redirected else "")
    assert (result.returncode, result.stderr) == (code, told)


def test_what_is_printed_stands_in_no_file_that_takes_the_place_of_a_closed_stream(base: Path) -> None:
    """A file that is opened next would have the number of the closed one."""
    before = {path: path.read_bytes() for path in base.iterdir()}
    result = shell(["lock", "--base", str(base)], ">&- 2>&- <&-")
    assert result.returncode == 74
    assert {path: path.read_bytes() for path in before} == before
    assert shell(["lock", "--base", str(base)], "").stdout.endswith(", unchanged\n")


# ---- interrupts


@pytest.mark.parametrize(
    "module", ["signal", "factbase.faces.cli", "factbase.ground.date", "pyDatalog", "factbase.engine.plan"]
)
def test_an_interrupt_while_modules_are_read(module: str) -> None:
    program = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.modules.pop('signal', None)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from factbase.__main__ import main\n"
        "sys.exit(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *ASK], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "stopped\n")


def test_an_interrupt_that_nobody_can_be_given_comes_again() -> None:
    """In a callback of an import, say: Python shows it as ignored, and it would be lost."""
    program = (
        "import os, signal, sys, time, weakref\n"
        "from factbase.faces.ending import guarded\n"
        "class Thing: pass\n"
        "def run():\n"
        "    thing = Thing()\n"
        "    watched = weakref.ref(thing, lambda gone: os.kill(os.getpid(), signal.SIGINT))\n"
        "    del thing\n"
        "    time.sleep(30)\n"
        "sys.exit(guarded(run))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=20)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "stopped\n")


def test_an_interrupt_that_is_ignored_from_outside_stays_ignored() -> None:
    """So a shell without jobs starts what runs behind."""
    program = "import os, signal, sys; from factbase.__main__ import main; os.kill(os.getpid(), signal.SIGINT); sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", program, *ASK],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert (result.returncode, result.stderr) == (0, "")


# ---- bounds and bugs


def raising(problem: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise problem

    return run


def test_a_bug_is_told_in_a_line_with_its_place_and_nothing_that_was_read(capsys) -> None:
    handler = signal.getsignal(signal.SIGINT)
    try:
        assert guarded(lambda: int(parse_date(["a secret"]).text)) == 70  # type: ignore[arg-type]
    finally:
        signal.signal(signal.SIGINT, handler)
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(
        r"factbase: this is a bug of factbase, not a mistake of yours: TypeError from factbase/ground/date.py:[0-9]+"
        r"; please report this line\n",
        err,
    )


@pytest.mark.parametrize(
    ("problem", "told", "code"),
    [
        (MemoryError(), "stopped: there is not enough memory for this", 1),
        (RecursionError("maximum recursion depth exceeded"), "stopped: this is nested too deeply", 1),
        (KeyboardInterrupt(), "stopped", 130),
        (Unsupported("the engine small has no `sum`"), "stopped: the engine small has no `sum`", 1),
        (KeyError("a secret"), "factbase: this is a bug of factbase, not a mistake of yours: KeyError; please report this line", 70),
    ],
)  # fmt: skip
def test_what_ends_a_command(problem, told, code) -> None:
    assert ending(problem) == (told, code)


class Failing:
    """An engine that breaks its promise once, and then keeps it."""

    def __init__(self, inner: Engine, problem: Exception) -> None:
        self.inner = inner
        self.name = inner.name
        self.problem: Exception | None = problem

    def solve(self, rules: Rules, store: Store) -> Model:
        problem, self.problem = self.problem, None
        if problem is not None:
            raise problem
        return self.inner.solve(rules, store)


@pytest.mark.parametrize(
    ("problem", "told", "code"),
    [(KeyError("a secret"), "this is a bug of factbase", 70), (MemoryError(), "not enough memory", 1)],
)
def test_a_session_survives_a_bug_and_keeps_what_was_typed(base: Path, problem, told, code) -> None:
    engines = Engines("pydatalog", None, Patience(None, []))
    engines.engine.engine = Failing(engines.engine.engine, problem)
    session = Session([base], View(parse_date("2003-01-01")), parse_date("2003-01-01"), engines, plain)
    assert list(execute(session, "assume articles(treaty, 15).")) == ["added to this session; no file is changed"]
    (line,) = execute(session, "articles(P, N).")
    assert told in line
    assert "secret" not in line
    assert any("15 articles" in block for block in execute(session, "articles(P, N)."))
    assert session.code == code
