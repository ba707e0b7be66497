"""A base to begin with: it passes its own check, all of it is written or none, and what runs the check elsewhere runs what there is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from importlib import util
from pathlib import Path

import pytest
import yaml
from additions import killed_at, tree
from checkout import ROOT

from factbase.base import FactBase
from factbase.faces.cli import _parser, main
from factbase.files.transaction import STAGE
from factbase.requests.starting import starter
from factbase.requests.table import Where, entries

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
COMMANDS = {entry.name for entry in entries(Where.COMMAND)}


@pytest.fixture
def begun(tmp_path: Path, factbase) -> Path:
    """A folder with a base in it that was just begun."""
    result = factbase("init", "new", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    return tmp_path / "new"


def shell(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """What a line of a shell comes to, with the `factbase` under test."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-ec", command],
        cwd=folder,
        env={**os.environ, "PATH": path, **more},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_base_that_is_begun_passes_its_own_check(begun: Path, factbase) -> None:
    for day in ((), ("--at", "2024-06-12")):
        result = factbase("check", "--strict", *day, cwd=begun)
        assert result.returncode == 0, result.stdout
        assert "\nclean, as of " in result.stdout
        assert "warning" not in result.stdout
        assert "note" not in result.stdout
    assert factbase("fmt", "--check", cwd=begun).returncode == 0
    assert factbase("lock", cwd=begun).stdout == "facts/sources.lock: 2 documents, 5 quotes, unchanged\n"


def test_it_has_one_of_each_thing_to_begin_with(begun: Path) -> None:
    program = FactBase.load([begun / "facts"]).program
    assert program.facts.cited >= 1
    assert program.rules_written >= 1
    assert program.checks
    assert program.expectations
    assert program.named_queries
    assert len(program.sources) == 2


def test_what_was_written_is_listed(tmp_path: Path, factbase) -> None:
    listed = factbase("init", "a/b", cwd=tmp_path).stdout.splitlines()
    there = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert sorted(listed[:-1]) == there
    assert listed[-1] == f"{len(there)} files written"


def test_a_folder_that_holds_other_files_keeps_them(tmp_path: Path, factbase) -> None:
    (tmp_path / "facts" / "sources").mkdir(parents=True)
    (tmp_path / "facts" / "sources" / "own.txt").write_text("Ours.\n")
    (tmp_path / "README.md").write_text("Ours.\n")
    before = tree(tmp_path)
    assert factbase("init", ".", cwd=tmp_path).returncode == 0
    assert before.items() <= tree(tmp_path).items()
    assert factbase("check", "--strict", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", [*starter(), "facts/other.fb", ".github", "facts/sources", "facts"])
def test_what_is_in_the_way_is_named_and_nothing_is_written(name: str, tmp_path: Path, factbase) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("Ours.\n")
    before = tree(tmp_path)
    result = factbase("init", tmp_path)
    assert result.returncode == 1
    assert result.stdout == f"error L101 the base already has a file `{tmp_path / name}`\nnothing is written\n"
    assert tree(tmp_path) == before


def test_a_link_is_not_followed(tmp_path: Path, factbase) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "facts").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "new" / "factbase.toml").symlink_to(tmp_path / "none")
    before = tree(tmp_path)
    result = factbase("init", "new", cwd=tmp_path)
    assert result.returncode == 1
    assert "`new/facts`" in result.stdout
    assert "`new/factbase.toml`" in result.stdout
    assert tree(tmp_path) == before


def test_no_folder_is_left_where_nothing_could_be_written(tmp_path: Path, factbase, monkeypatch) -> None:
    (tmp_path / "file").write_text("Ours.\n")
    result = factbase("init", "file/new", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "nothing is written\n")
    assert result.stderr.startswith("file: ")
    monkeypatch.setattr("os.link", _full)
    monkeypatch.setattr("os.rename", _full)
    assert factbase("init", "a/b", cwd=tmp_path).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device", "x")


def test_killed_at_any_moment_all_or_nothing_is_begun(tmp_path: Path) -> None:
    """What the next `init` finishes was decided, so that it has all; before that, nothing stands there."""
    outcomes = set()
    for number in range(0, 1000, 31):
        folder = tmp_path / f"killed{number}"
        killed = killed_at(number, lambda folder=folder: main(["init", str(folder)]))
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        outcomes.add(bool(there & starter().keys()))
        if (folder / STAGE).exists() or not there & starter().keys():
            assert main(["init", str(folder)]) == 0
        assert {name: (folder / name).read_bytes() for name in starter()} == starter()
        assert not (folder / STAGE).exists()
        if not killed:
            break
    else:
        pytest.fail("it was always killed")
    assert outcomes == {False, True}


# ---- where it is run


def hooks_of(begun: Path) -> list[dict[str, object]]:
    """The hooks that a new base has, and those of this repository."""
    (own,) = yaml.safe_load((begun / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    return [*own["hooks"], *HOOKS]


def test_each_hook_runs_a_command_that_there_is(begun: Path, factbase) -> None:
    assert [hook["id"] for hook in HOOKS] == ["factbase-check", "factbase-fmt"]
    for hook in hooks_of(begun):
        program, command, *options = str(hook["entry"]).split()
        assert program == "factbase"
        assert command in COMMANDS
        parsed = _parser().parse_args([command, *options])  # ends the test where an option is none
        assert parsed.run is not None
        files = ["facts/facts.fb"] if hook.get("pass_filenames", True) else []
        result = factbase(command, *options, *files, cwd=begun)
        assert result.returncode == 0, result.stdout + result.stderr


def test_hooks_tell_what_is_wrong(begun: Path, factbase) -> None:
    facts = begun / "facts" / "facts.fb"
    facts.write_text(
        facts.read_text().replace("10 June 2024", "11  June 2024").replace("from notice.", "from   notice.")
    )
    written = [str(hook["entry"]) for hook in hooks_of(begun)]
    codes = {entry: factbase(*entry.split()[1:], cwd=begun).returncode for entry in written}
    assert codes == {"factbase check": 1, "factbase check --strict": 1, "factbase fmt --check": 1, "factbase fmt": 0}


def workflow(begun: Path) -> dict[str, object]:
    """The workflow of a new base; YAML takes its key `on` for a truth."""
    read = yaml.safe_load((begun / ".github" / "workflows" / "factbase.yml").read_text(encoding="utf-8"))
    assert set(read) == {"name", True, "permissions", "env", "jobs"}
    return read


def test_the_workflow_runs_as_far_as_it_can_be_tried_here(begun: Path) -> None:
    """Each step that is a command is run, but for what installs: on the base as it is, and with a false quote in it."""
    steps = workflow(begun)["jobs"]["check"]["steps"]
    commands = {each["name"]: each["run"] for each in steps if "run" in each}
    assert commands.pop("Install") == 'python -m pip install "factbase @ $FACTBASE"'
    assert shell(commands["Report"], begun).returncode == 0
    (upload,) = (each for each in steps if each.get("name") == "Upload")
    report = begun / upload["with"]["sarif_file"]
    assert json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"] == []
    facts = begun / "facts" / "facts.fb"
    facts.write_text(facts.read_text().replace("10 June 2024", "11 June 2024"))
    told = {name: shell(command, begun) for name, command in commands.items()}
    assert [name for name, each in told.items() if each.returncode != 0] == ["Check"]
    assert "\n::error title=factbase E503,file=facts/facts.fb,line=8," in told["Check"].stdout
    results = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "E503" in {each["ruleId"] for each in results}


def test_a_step_after_a_failed_check_runs_and_one_after_a_failed_install_does_not(begun: Path) -> None:
    """By its condition; whether the site keeps to it cannot be tried here."""
    steps = {each.get("name", each.get("uses")): each for each in workflow(begun)["jobs"]["check"]["steps"]}
    ids = {each["id"] for each in steps.values() if "id" in each}
    for name in ("Layout", "Report", "Upload"):
        condition = steps[name]["if"]
        assert condition.startswith("always() && steps.")
        assert set(re.findall(r"steps\.(\w+)\.", condition)) <= ids
    assert list(steps)[-1] == "Upload"


@pytest.mark.skipif(util.find_spec("hatchling") is None, reason="building needs hatchling")
def test_the_wheel_begins_the_same_base(tmp_path: Path) -> None:
    """Hidden names too: from the package as it is installed, and not from a checkout."""
    build = f"{sys.executable} -m pip wheel -q --no-deps --no-build-isolation -w {tmp_path} {ROOT}"
    assert shell(build, tmp_path).returncode == 0
    (wheel,) = tmp_path.glob("*.whl")
    held = zipfile.ZipFile(wheel)
    assert "factbase/grammar/factbase.lark" in held.namelist()
    assert any(name.endswith(".data/data/share/man/man1/factbase.1") for name in held.namelist())
    held.extractall(tmp_path / "installed")
    installed = {"PYTHONPATH": str(tmp_path / "installed")}
    where = shell("python -c 'import factbase; print(factbase.__file__)'", tmp_path, **installed).stdout
    assert where.startswith(str(tmp_path / "installed"))
    result = shell("python -m factbase init new && cd new && python -m factbase check --strict", tmp_path, **installed)
    assert result.returncode == 0, result.stdout + result.stderr
    assert {name: (tmp_path / "new" / name).read_bytes() for name in starter()} == starter()
