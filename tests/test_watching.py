"""`check --watch` in a process of its own: files change under it, and it tells what is new or gone until it is interrupted."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from additions import AT
from checkout import ROOT

pytest.importorskip("watchfiles")

WAIT = 20.0  # seconds for a report; it takes a fraction of one
Report = Callable[[], list[str]]


@pytest.fixture
def watched(base: Path) -> Iterator[tuple[subprocess.Popen[str], Report]]:
    """The command that watches a base, and what gives the lines of its next report."""
    words = [sys.executable, "-m", "factbase", "--base", str(base), "check", "--watch", "--format", "concise", *AT]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        words,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whatever runs the tests in the background
    )
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    reader = Thread(target=lambda: [lines.put(line.rstrip("\n")) for line in process.stdout or ()], daemon=True)
    reader.start()

    def report() -> list[str]:
        found = [lines.get(timeout=WAIT)]
        while not found[-1].endswith(f"as of {AT[1]}"):
            found.append(lines.get(timeout=WAIT))
        return found

    yield process, report
    process.kill()
    process.communicate()


def put(path: Path, text: str) -> None:
    """Writes a file as an editor does, which is whole at each moment."""
    draft = path.parents[1] / "draft"
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def findings(lines: list[str]) -> list[str]:
    """What is new or gone of errors, without where files are."""
    return [f"{line.split()[0]} {line.split('/')[-1]}" for line in lines if " error " in line]


def test_what_is_new_or_gone_is_told_until_an_interrupt(base: Path, watched) -> None:
    process, report = watched
    assert report()[-1] == f"clean, as of {AT[1]}"

    held = (base / "base.fb").read_text(encoding="utf-8")
    put(base / "base.fb", held.replace("has 14 articles", "has 15 articles"))
    found = report()
    assert findings(found) == ["new base.fb:19:22: E503 error the quote does not stand in `report`"]
    assert found[-1] == f"not clean, as of {AT[1]}"
    assert "W203" not in " ".join(found), "another text of the first fact that it lists makes it no other finding"

    put(
        base / "base.fb",
        held.replace("has 14 articles", "has 15 articles").replace("articles(treaty, 14)", "\n\narticles(treaty, 14)"),
    )
    assert findings(report()) == []  # it has only moved
    put(base / "base.fb", held)
    assert findings(report()) == ["gone base.fb:21:22: E503 error the quote does not stand in `report`"]

    put(base / "broken.fb", "assume p(1")
    found = report()
    assert findings(found) == ["new broken.fb:1:10: E002 error the statement does not end with `.`"]
    assert any(line.startswith("not checked: ") for line in found)
    assert "W203" not in " ".join(found)  # which is not looked for, and not gone
    (base / "broken.fb").rename(base / "other.fb")
    assert findings(report()) == []
    (base / "other.fb").unlink()
    assert findings(report()) == ["gone other.fb:1:10: E002 error the statement does not end with `.`"]

    process.send_signal(signal.SIGINT)
    assert process.wait(WAIT) == 130
    assert process.stderr.read() == "stopped\n"


def test_a_folder_that_comes_again_is_watched_again(base: Path, watched) -> None:
    process, report = watched
    assert report()[-1] == f"clean, as of {AT[1]}"
    away = base.with_name("away")
    base.rename(away)
    while "E005" not in (found := " ".join(report())):
        pass
    assert "not clean" in found
    away.rename(base)
    while report()[-1] != f"clean, as of {AT[1]}":
        pass
    shutil.copytree(base, away)
    shutil.rmtree(base)
    shutil.copytree(away, base)
    put(base / "broken.fb", "assume p(1")
    while not any(each.startswith("new broken.fb") for each in findings(report())):
        pass
    (base / "broken.fb").unlink()
    while report()[-1] != f"clean, as of {AT[1]}":
        pass
    assert process.poll() is None


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--format", "json"], "--watch tells what is new or gone, which has the formats text and concise"),
        *(
            ([f"--{each}"], f"--watch tells what is new or gone, and takes no --{each}")
            for each in ("fix", "diff", "write-baseline", "statistics", "certify")
        ),
    ],
)
def test_what_cannot_be_watched_is_refused(options: list[str], why: str, base: Path, factbase) -> None:
    result = factbase("--base", base, "check", "--watch", *options, *AT)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"factbase: error: {why}\n")


def test_a_revision_does_not_change(base: Path, factbase) -> None:
    result = factbase("--base", base, "check", "--watch", "--base-rev", "HEAD", *AT)
    assert result.returncode == 2
    assert "--base-rev is for commands that only ask" in result.stderr


def test_without_the_extra_it_is_told_what_to_install(base: Path, factbase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = factbase("--base", base, "check", "--watch", *AT)
    assert result.returncode == 2
    assert result.stderr == "factbase: error: --watch needs the extra `watch`, which has watchfiles\n"
