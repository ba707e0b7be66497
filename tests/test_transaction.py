"""Writing into a base is all or nothing: killed at any moment, raced by others, on a full disk, after a stranger's journal."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from additions import AT, MORE, killed_at, tree
from checkout import ROOT

from factbase.base import FactBase
from factbase.files.seen import Seen
from factbase.files.transaction import STAGE, Addition, Changed, Unfinished, commit, settle

WRITES = ("open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir")
FOLDER = """
assume known(a).
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "base"
    made.mkdir()
    (made / "a.fb").write_text(FOLDER)
    (made / "sources.lock").write_text("old\n")
    return made


def additions(folder: Path) -> list[Addition]:
    """Two new files, one in a folder of its own, and one in the place of another."""
    return [
        Addition(folder / "texts" / "b.txt", b"words"),
        Addition(folder / "b.fb", b"assume known(b).\n"),
        Addition(folder / "sources.lock", b"new\n", replaces=True),
    ]


def test_killed_at_any_moment_all_or_nothing_is_written(folder, tmp_path):
    before = tree(folder)
    whole = Path(shutil.copytree(folder, tmp_path / "whole"))
    commit(whole, additions(whole))
    after = tree(whole)
    assert after != before
    outcomes = []
    for number in range(1000):
        place = Path(shutil.copytree(folder, tmp_path / f"killed{number}"))
        if not killed_at(number, lambda place=place: commit(place, additions(place))):
            assert tree(place) == after
            break
        FactBase.load([place])
        assert tree(place) in (before, after), number
        outcomes.append(tree(place) == after)
    assert outcomes == sorted(outcomes), "once it is decided, it stays so"
    assert {True, False} <= set(outcomes)


def test_killed_while_it_is_finished_it_is_finished_by_the_next(folder, tmp_path):
    commit(Path(shutil.copytree(folder, tmp_path / "whole")), additions(tmp_path / "whole"))
    decided = next(
        place
        for number in range(1000)
        if killed_at(number, lambda place=(tmp_path / f"at{number}"): commit(_copied(folder, place), additions(place)))
        and (place := tmp_path / f"at{number}")
        and (place / STAGE / "journal").exists()
    )
    for number in range(1000):
        place = Path(shutil.copytree(decided, tmp_path / f"again{number}"))
        if not killed_at(number, lambda place=place: settle(place)):
            break
        settle(place)
        assert tree(place) == tree(tmp_path / "whole")
    assert number > 5


def _copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


def test_what_fails_half_way_is_taken_back(folder):
    before = tree(folder)
    (folder / "c.fb").write_text("assume known(c).\n")
    with pytest.raises(FileExistsError):
        commit(folder, [*additions(folder), Addition(folder / "c.fb", b"other")])
    assert (folder / "c.fb").read_text() == "assume known(c).\n"
    (folder / "c.fb").unlink()
    assert tree(folder) == before


def test_what_was_changed_since_it_was_read_is_not_written_over(folder):
    seen = Seen.of([folder])
    assert seen.stands
    (folder / "c.fb").write_text("assume known(c).\n")
    before = tree(folder)
    with pytest.raises(Changed):
        commit(folder, additions(folder), seen)
    assert tree(folder) == before
    commit(folder, additions(folder), seen.but_for(folder / "c.fb"))


@pytest.mark.parametrize(
    "files",
    [
        [{"to": ["..", "out.txt"], "name": "0", "sha256": "{}", "was": None, "replaces": False}],
        [{"to": ["/etc/out.txt"], "name": "0", "sha256": "{}", "was": None, "replaces": False}],
        [{"to": ["link", "out.txt"], "name": "0", "sha256": "{}", "was": None, "replaces": False}],
        [{"to": ["out.txt"], "name": "../../secret", "sha256": "{}", "was": None, "replaces": False}],
        [{"to": ["out.txt"], "name": "0", "sha256": "0", "was": None, "replaces": False}],
        [{"to": [".git", "hooks", "post-commit"], "name": "0", "sha256": "{}", "was": None, "replaces": False}],
        [{"to": ["a.fb"], "name": "0", "sha256": "{}", "was": None, "replaces": False}],
        "x",
        [[]],
    ],
    ids=["up", "absolute", "by a link", "of another folder", "of other bytes", "git", "over a file", "text", "list"],
)
def test_a_strangers_journal_writes_nothing_out_of_the_base_and_over_nothing(folder, tmp_path, files):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "outside").mkdir()
    (folder / "link").symlink_to(tmp_path / "outside")
    stage = folder / STAGE
    stage.mkdir()
    (stage / "0").write_bytes(b"words")
    hashed = sha256(b"words").hexdigest()
    (stage / "journal").write_text(json.dumps({"version": 1, "files": files}).replace('"{}"', f'"{hashed}"'))
    before = tree(tmp_path)
    with pytest.raises(Unfinished):
        settle(folder)
    told = [d for d in FactBase.load([folder]).errors if d.code == "L107"]
    assert len(told) == 1
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", ["link", "file", "pipe"])
def test_a_stage_that_is_no_folder_is_told(folder, tmp_path, kind, factbase):
    stage = folder / STAGE
    match kind:
        case "link":
            (tmp_path / "outside").mkdir()
            (tmp_path / "outside" / "journal").write_text("{}")
            stage.symlink_to(tmp_path / "outside")
        case "file":
            stage.write_text("")
        case "pipe":
            stage.mkdir()
            os.mkfifo(stage / "journal")
    result = factbase("--base", folder, "ask", "known(X)")
    assert result.returncode == 1
    assert "error L107 an interrupted command left" in result.stderr


def test_what_is_left_of_a_load_that_was_killed_is_finished_or_gone_and_it_may_be_tried_again(base, tmp_path, factbase):
    """The whole command, killed at its writes."""
    new = Path(shutil.copytree(MORE, tmp_path / "new"))
    (new / "more.fb").write_text("assume articles(treaty, 2).\n")
    seen = set()
    for wait in range(0, 60, 4):
        place = Path(shutil.copytree(base, tmp_path / f"base{wait}"))
        command = ["load", new / "joined.fb", new / "more.fb", *AT]

        def kill(wait: int = wait, place: Path = place, command: list[object] = command) -> None:
            sys.addaudithook(_killing(str(place / STAGE), wait))
            factbase("--base", place, *command)

        child = os.fork()
        if child == 0:
            try:
                kill()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        again = factbase("--base", place, *command)
        names = {path.name for path in place.iterdir()}
        assert {"joined.fb", "joined.txt", "more.fb"} <= names
        assert STAGE not in names
        interrupted = "what an interrupted command was writing is finished" in again.stderr
        seen.add((again.returncode, interrupted))
        assert factbase("check", place, *AT).returncode == 0
    assert {(0, False), (0, True)} <= seen


def _killing(stage: str, number: int) -> Callable[[str, tuple[object, ...]], None]:
    left = number

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in WRITES and os.path.lexists(stage):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return watch


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "factbase", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_two_loads_at_once_both_stand_or_one_is_refused(base, tmp_path, factbase):
    for n in range(3):
        place = Path(shutil.copytree(base, tmp_path / f"base{n}"))
        assert factbase("--base", place, "lock").returncode == 0
        files = []
        for name in ("one", "two"):
            folder = tmp_path / f"{name}{n}"
            folder.mkdir()
            (folder / f"{name}.txt").write_text("Gamma joined the treaty on 1 May 2004.\n")
            (folder / f"{name}.fb").write_text(
                f'source {name} {{ file: "{name}.txt" }}.\nfrom {name}.\n'
                "assume joined(gamma, treaty).\n"
                f'says({name}): joined(gamma, treaty) on 2004-05-01 "Gamma joined the treaty on 1 May 2004".\n'
                if n == 1
                else f'source {name} {{ file: "{name}.txt" }}.\nfrom {name}.\n'
                'joined(gamma, treaty) on 2004-05-01 "Gamma joined the treaty on 1 May 2004".\n'
            )
            files.append(folder / f"{name}.fb")
        both = [started("--base", place, "load", file, *AT) for file in files]
        for each in both:
            each.wait(timeout=60)
        added = [name for name in ("one", "two") if (place / f"{name}.fb").exists()]
        assert [each.returncode for each in both].count(0) == len(added), [e.stdout.read() for e in both]
        report = json.loads(factbase("check", place, *AT, "--format", "json").stdout)
        assert not [d for d in report["diagnostics"] if d["severity"] == "error"]
        pinned = {d["source"] for d in report["documents"] if d["state"] == "pinned"}
        assert set(added) <= pinned, "no pin is lost"


def test_two_extracts_at_once_lose_no_origin(base, tmp_path, factbase):
    for name in "abcd":
        (base / f"{name}.html").write_text(f"<p>Words of {name}</p>")
    running = [started("--base", base, "extract", base / f"{name}.html") for name in "abcd"]
    assert [each.wait(timeout=60) for each in running] == [0] * 4
    lock = (base / "sources.lock").read_text()
    assert all(f"{name}.html" in lock for name in "abcd")


def test_a_full_disk_is_told_with_the_file_by_lock(process, base):
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # noqa: E731  # no file may hold a byte
    before = tree(base)
    result = process("--base", base, "lock", preexec_fn=limit, env={"FACTBASE_CACHE": "/dev/null/none"})
    assert (result.returncode, result.stderr) == (1, f"{base}/sources.lock: File too large\n")
    assert tree(base) == before
