"""Which findings count: what is selected, ignored and weighed, what is counted of it, and how a command ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factbase.ground.choosing import Choice, choose
from factbase.ground.diagnostic import CODES, Severity, diagnose

BASE = """source s { file: "s.txt" }.
from s.
p(one) "two three four".
p(two) "two three fourr".
q(X) :- p(X), p(Y).
"""
"""With F101 and W101, warnings, and E503, an error."""


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """The folder of a base with three findings."""
    (tmp_path / "a.fb").write_text(BASE, encoding="utf-8")
    (tmp_path / "s.txt").write_text("Here are two three four.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "code", "told", "last"),
    [
        ([], 1, "E503 F101 W101", "not clean"),
        (["--strict"], 1, "E503 F101 W101", "not clean"),
        (["--ignore", "E503"], 0, "F101 W101", "2 warnings, no errors, apart from 1 ignored"),
        (["--no-strict"], 1, "E503 F101 W101", "not clean"),
        (["--ignore", "E503", "--strict"], 1, "F101 W101", "not clean"),
        (["--ignore", "E,F,W", "--strict"], 0, "", "clean apart from 3 ignored"),
        (["--ignore", "E", "--ignore", "F", "--ignore", "W"], 0, "", "clean apart from 3 ignored"),
        (["--ignore", "ALL"], 0, "", "clean apart from 3 ignored"),
        (["--select", "F1"], 0, "F101", "1 warning, no errors, apart from 2 ignored"),
        (["--select", "E,F", "--ignore", "E5"], 0, "F101", "1 warning, no errors, apart from 2 ignored"),
        (["--select", "E503", "--ignore", "E5"], 1, "E503", "not clean"),
        (["--ignore", "E503,W", "--severity", "F101=error"], 1, "F101", "not clean"),
        (["--severity", "E503=warning"], 0, "E503 F101 W101", "3 warnings, no errors"),
        (
            ["--severity", "ALL=note"],
            0,
            "E503 F101 W101",
            "clean apart from 3 lowered to notes",
        ),
        (
            ["--severity", "ALL=note,F=error", "--severity", "F1=warning"],
            0,
            "E503 F101 W101",
            "1 warning, no errors, apart from 2 lowered to notes",
        ),
    ],
)
def test_what_is_chosen_decides_how_a_check_ends(found: Path, factbase, options, code, told, last) -> None:
    at = ("--base", found, "--at", "2020-01-01")
    result = factbase("check", *at, *options)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (code, f"{last}, as of 2020-01-01")
    said = json.loads(factbase("check", *at, *options, "--format", "json").stdout)
    assert sorted(each["code"] for each in said["diagnostics"]) == told.split()
    assert sum(said["codes"].values()) + sum(said["ignored"].values()) == 3  # nothing is dropped
    assert (said["passes"], said["clean"]) == (code == 0, False)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--select", "X9"], "argument --select: there is no code `X9`"),
        (["--ignore", "f101"], "argument --ignore: there is no code `f101`; did you mean `F101`?"),
        (["--ignore", "F101,,"], "argument --ignore: there is no code ``"),
        (["--ignore", "E005"], "argument --ignore: `E005` is always told"),
        (["--severity", "F101"], "argument --severity: write CODE=error|warning|note, not `F101`"),
        (["--severity", "F101=fatal"], "argument --severity: write CODE=error|warning|note, not `F101=fatal`"),
    ],
)
def test_a_choice_that_is_none_is_a_mistake_of_use(found: Path, factbase, options, message) -> None:
    result = factbase("check", "--base", found, *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_base_is_certified_only_where_nothing_is_ignored(tmp_path: Path, factbase) -> None:
    (tmp_path / "a.fb").write_text("assume p(1).\nq(X) :- p(X), p(Y).\n", encoding="utf-8")
    certified = factbase("check", "--base", tmp_path, "--certify")
    assert (certified.returncode, certified.stderr.startswith("certified")) == (0, True)
    result = factbase("check", "--base", tmp_path, "--certify", "--ignore", "W101")
    assert (result.returncode, result.stderr) == (1, "not certified: 1 finding set aside by settings\n")


def test_what_is_not_checked_is_not_told_as_clean(found: Path, factbase) -> None:
    (found / "b.fb").write_text('check c(X) error "{X}" :- q(X).\nr(X, Y) :- p(X).\n', encoding="utf-8")
    result = factbase("check", "--base", found, "--ignore", "ALL", "--at", "2020-01-01")
    assert "not checked: 1 check not run\n" in result.stdout
    assert result.stdout.endswith("clean apart from 4 ignored and what is not checked, as of 2020-01-01\n")


def test_a_check_that_runs_without_what_is_lost_is_not_told_as_clean(found: Path, factbase) -> None:
    (found / "b.fb").write_text('check c(X) error "{X}" :- q(X).\n', encoding="utf-8")
    result = factbase("check", "--base", found, "--ignore", "E503,C", "--at", "2020-01-01")
    assert "1 check: 1 violation (0 accepted); all this without the 1 fact whose quotes do not stand\n" in result.stdout
    assert result.stdout.endswith("2 warnings, no errors, apart from 2 ignored, as of 2020-01-01\n")


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1), (["--severity", "W=error"], 1)])
def test_a_file_is_loaded_where_its_base_passes(tmp_path: Path, factbase, options, code) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "a.fb").write_text("assume p(1).\n", encoding="utf-8")
    (tmp_path / "b.fb").write_text("q(X) :- p(X), p(Y).\n", encoding="utf-8")
    result = factbase("load", tmp_path / "b.fb", "--base", tmp_path / "base", *options)
    assert (result.returncode, (tmp_path / "base" / "b.fb").exists()) == (code, code == 0)


def test_the_longest_name_decides_and_ignoring_of_two_alike() -> None:
    def counted(*choices: Choice) -> str:
        chosen = choose([diagnose("F101", None, name="x", but="")], lambda finding: choices)
        return "".join(each.severity[0] for each in chosen.findings) or f"{chosen.ignored}"

    assert counted() == "w"
    assert counted(Choice(select=("F101",), ignore=("F",))) == "w"
    assert counted(Choice(select=("F",), ignore=("F101",))) == "{'F101': 1}"
    assert counted(Choice(select=("F",), ignore=("F",))) == "{'F101': 1}"
    assert counted(Choice(select=("E",))) == "{'F101': 1}"
    assert counted(Choice(select=())) == "{'F101': 1}"
    assert counted(Choice(), Choice(ignore=("ALL",))) == "{'F101': 1}"
    assert counted(Choice(select=("F1",)), Choice(ignore=("F101",))) == "w"  # what is asked first decides
    weighed = Choice(severity=(("F1", Severity.NOTE), ("F", Severity.ERROR)))
    assert counted(weighed) == "n"
    assert counted(Choice(severity=(("F1", Severity.ERROR),)), weighed) == "e"


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_can_be_chosen_but_what_hinders_reading_and_writing(code: str) -> None:
    declared = CODES[code]
    finding = diagnose("E007", None)
    object.__setattr__(finding, "code", code)  # whatever its message takes
    chosen = choose([finding], lambda each: [Choice(ignore=("ALL",))])
    assert bool(chosen.findings) == code.startswith(("E0", "L"))
    assert bool(chosen.set_aside) == (not chosen.findings and declared.severity is not Severity.NOTE)
