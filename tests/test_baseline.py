"""An old base made green: what is known is in a baseline, or was there at a revision; what is new is told on its line alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from checkout import Result

AT = ("--at", "2004-06-01")
BASE = """source s { file: "s.txt" }.
entity a: x { name: "Alpha" }. entity b: x { name: "Beta" }.
relation r(a: x) words: ["came"]. relation n(x: x, many: int).
from s.
r(a) "Alpha came never".
r(b) "Beta came sooner than all".
r(a) "Beta came later than all".
check few error "{X} has {N}" :- n(X, N), r(X).
"""
TEXT = "Alpha came early. Beta came later than all. Gamma had 3 of them.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.fb").write_text(BASE)
    (tmp_path / "s.txt").write_text(TEXT)
    return tmp_path


def check(factbase, folder: Path, *words: str) -> Result:
    return factbase("check", ".", *words, *AT, cwd=folder)


def told(result: Result) -> list[str]:
    """The places and codes of the errors and warnings that are told."""
    words = [line.split(" ") for line in result.stdout.splitlines() if not line.startswith(" ")]
    return [f"{each[0]} {each[2]}" for each in words if len(each) > 2 and each[1] in ("error", "warning")]


def test_a_baseline_is_written_sorted_and_small(factbase, folder):
    assert check(factbase, folder).returncode == 1
    result = check(factbase, folder, "--write-baseline")
    assert (result.returncode, told(result)) == (0, []), result.stdout
    assert result.stderr == "factbase.baseline: 3 findings, written\n"
    assert "3 findings in the baseline: E503 2, F101 1" in result.stdout
    assert "clean apart from 3 in the baseline, as of" in result.stdout
    lines = (folder / "factbase.baseline").read_text().splitlines()
    assert lines[0] == "factbase baseline 1"
    assert [line.split("\t")[1:] for line in lines[2:]] == [
        ["E503", "b.fb", "the quote does not stand in `s`"],
        ["E503", "b.fb", "the quote does not stand in `s`"],
        ["F101", "b.fb", "`a` is nowhere in the quotes of the fact or the sentences around them"],
    ]
    before = (folder / "factbase.baseline").read_bytes()
    check(factbase, folder, "--write-baseline")
    assert (folder / "factbase.baseline").read_bytes() == before


def test_one_false_quote_more_is_told_on_its_line_alone(factbase, folder):
    check(factbase, folder, "--write-baseline", "--baseline", "known.txt")
    (folder / "0.fb").write_text('% first\nr(b) @ s "Beta came not at all".\n')  # all that is known moves
    (folder / "b.fb").write_text("% lines\n% more\n" + BASE)
    result = check(factbase, folder, "--baseline", "known.txt", "--strict")
    assert (result.returncode, told(result)) == (1, ["0.fb:2:10: E503"]), result.stdout
    assert "3 findings in the baseline" in result.stdout


def test_of_many_places_of_one_known_mistake_a_new_one_is_told(factbase, folder):
    with (folder / "b.fb").open("a") as file:
        file.write("".join(f'r(b) "Beta was there {n} times".\n' for n in range(7)))
    check(factbase, folder, "--write-baseline")
    assert len((folder / "factbase.baseline").read_text().splitlines()) == 2 + 7 + 3
    with (folder / "b.fb").open("a") as file:
        file.write('r(b) "Beta was there 7 times".\n')
    assert told(check(factbase, folder, "--baseline", "factbase.baseline")) == ["b.fb:16:6: E503"]


def test_what_keeps_checks_from_being_run_is_in_no_baseline(factbase, folder):
    """Or a build would pass that checks nothing."""
    with (folder / "b.fb").open("a") as file:
        file.write("r(X) :- gone(X).\n")
    result = check(factbase, folder, "--write-baseline")
    assert (result.returncode, told(result)) == (1, ["b.fb:9:9: E101"])
    assert "E101" not in (folder / "factbase.baseline").read_text()
    result = check(factbase, folder, "--baseline", "factbase.baseline")
    assert (result.returncode, told(result)) == (1, ["b.fb:9:9: E101"])
    assert "1 check not run" in result.stdout


def test_what_is_gone_is_a_finding_and_what_was_not_looked_for_is_not_gone(factbase, folder):
    check(factbase, folder, "--write-baseline")
    (folder / "b.fb").write_text(BASE.replace("Alpha came never", "Alpha came early").replace("sooner", "later"))
    result = check(factbase, folder, "--baseline", "factbase.baseline", "--strict")
    assert (result.returncode, told(result)) == (1, ["factbase.baseline:3:1: B101"])
    assert "the baseline has 2 findings that are gone" in result.stdout
    assert "  E503 b.fb the quote does not stand in `s`\n" in result.stdout
    result = check(factbase, folder, "--baseline", "factbase.baseline", "--strict", "--ignore", "E503")
    assert told(result) == []
    (folder / "b.fb").write_text(BASE.replace("from s.", "from s"))
    assert not [each for each in told(check(factbase, folder, "--baseline", "factbase.baseline")) if "B101" in each]


def test_what_is_known_is_not_certified(factbase, folder):
    check(factbase, folder, "--write-baseline")
    result = check(factbase, folder, "--baseline", "factbase.baseline", "--certify")
    assert (result.returncode, "not certified: 3 findings known and not told" in result.stderr) == (1, True)


def test_settings_name_the_baseline(factbase, folder):
    (folder / "factbase.toml").write_text('baseline = "known.txt"\n')
    result = check(factbase, folder)
    assert (result.returncode, "known.txt` does not exist" in result.stderr) == (2, True)
    assert check(factbase, folder, "--write-baseline").returncode == 0
    assert told(check(factbase, folder)) == []
    (folder / "factbase.toml").write_text('baseline = "../known.txt"\n')
    assert "E108" in check(factbase, folder).stdout


@pytest.mark.parametrize("text", ["", "factbase lock 1\n", "factbase baseline 1\n<<<<<<< HEAD\n", "\xff"])
def test_what_is_no_baseline_is_refused(factbase, folder, text):
    (folder / "known.txt").write_bytes(text.encode("latin-1"))
    result = check(factbase, folder, "--baseline", "known.txt")
    assert (result.returncode, result.stdout) == (2, ""), result.stderr


# ---- since a revision


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_only_what_a_change_brings_is_told(factbase, folder):
    (folder / "b.fb").write_text(BASE.replace("came never", "came early").replace("sooner", "later"))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x")
    assert told(check(factbase, folder, "--since", "HEAD")) == []
    (folder / "0.fb").write_text('n(b, 3) @s "Gamma had 3 of them" waive b "so".\n')
    (folder / "b.fb").write_text("\n\n" + (folder / "b.fb").read_text())
    result = check(factbase, folder, "--since", "HEAD")
    assert (result.returncode, told(result)) == (1, ["b.fb:10:1: C101"]), result.stdout  # by dependence, not by line
    assert "1 finding known at HEAD: F101 1" in result.stdout
    result = check(factbase, folder, "--since", "nowhere")
    assert (result.returncode, "there is no revision `nowhere`" in result.stderr) == (1, True)


def test_a_baseline_that_is_no_text_is_named(factbase, folder: Path) -> None:
    (folder / "x.baseline").write_bytes(b"\xf7\x00")
    result = check(factbase, folder, "--baseline", "x.baseline")
    assert result.returncode == 2
    assert result.stderr.startswith("factbase check: x.baseline is no baseline: ")
