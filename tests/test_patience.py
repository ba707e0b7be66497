"""A question takes no more time of the processor than it may: it is stopped with what to do, and a session goes on.

What stops, and how a process ends then, is seen in processes; what is wrong with `--seconds`, by calls of `main` in this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factbase.faces.cli import main
from factbase.faces.patience import SECONDS, Patience, Spent, left_out

ENDLESS = "relation q(x: int, y: int).\nassume q(1, 1).\nq(Y, Z) :- q(X, Y), Z = X + Y, Z != 0.\nrelation r(x: int).\nassume r(1).\n"


def factbase(folder: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "a.fb").write_text(ENDLESS)
    command = [sys.executable, "-m", "factbase", "--base", str(folder), "--engine", "pydatalog", *arguments]
    environment = {**os.environ, "FACTBASE_CACHE": ""}
    return subprocess.run(command, input=said, capture_output=True, text=True, env=environment, timeout=60)


@pytest.mark.parametrize(
    "command", [["ask", "q(X, Y)"], ["why", "q(X, Y)"], ["why-not", "q(0, 0)"], ["timeline", "q(X, Y)"]]
)
def test_a_question_without_an_end_is_stopped_with_what_to_do(tmp_path: Path, command: list[str]) -> None:
    done = factbase(tmp_path, *command, "--seconds", "0.3")
    assert done.returncode == 1
    assert done.stderr == (
        "stopped: this took more than 0.3 s of the processor's time; ask for less, or give it more: --seconds 10\n"
    )


def test_a_session_goes_on_after_a_question_that_was_stopped(tmp_path: Path) -> None:
    done = factbase(tmp_path, "--seconds", "1", said="q(X, Y).\nr(X).\n")
    assert done.stdout.splitlines()[0].startswith("stopped: this took more than 1 s")
    assert "1. X = 1" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "soon"])
def test_no_other_number_of_seconds_is_taken(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "r(X)", f"--seconds={seconds}"]) == 2
    assert "write a number of seconds that is more than 0" in capsys.readouterr().err


def test_the_time_grows_with_the_files_of_the_base(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "document.txt").write_bytes(b"x" * 3_000_000)
    assert Patience(None, [tmp_path]).seconds == pytest.approx(SECONDS + 60, rel=0.01)
    assert Patience(None, [tmp_path / "nowhere"]).seconds == SECONDS
    assert Patience(7, [tmp_path]).seconds == 7


def test_a_limit_within_another_leaves_that_one_its_rest() -> None:
    def run() -> None:
        with Patience(0.3, []).limit():
            with Patience(60, []).limit():
                assert signal.getitimer(signal.ITIMER_PROF)[0] > 50
            assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < 1
            started = time.process_time()
            while time.process_time() < started + 5:
                pass

    with pytest.raises(Spent):
        run()
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_each_question_that_a_command_asks_has_its_time_unless_the_user_says_how_much() -> None:
    for seconds, least, most in ((None, 20, 40), (5, 4, 6)):
        patience = Patience(seconds, [])
        with patience.limit():
            patience.ask(50)
            assert least < signal.getitimer(signal.ITIMER_PROF)[0] < most
        with patience.limit():
            assert signal.getitimer(signal.ITIMER_PROF)[0] < 6


def test_what_an_engine_does_once_is_left_out_of_account() -> None:
    with Patience(5, []).limit():
        left_out(100)
        assert 100 < signal.getitimer(signal.ITIMER_PROF)[0] < 106
    left_out(100)
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
