"""Some files of a base: what is told of them is what is in them or rests on them, found by dependence; all else is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import Result

AT = ("--at", "2004-06-01")
FILES = {
    "one.fb": """source s { file: "s.txt" }.
entity b: x { name: "Beta" }. entity g: x { name: "Gamma" }. entity z: x { name: "Zeta" }.
relation r(a: x). relation n(a: x, many: int). relation left(a: x). relation d(a: x).
d(X) :- r(X), not left(X).
check two error "{X} has {N} and {M}" :- n(X, N), n(X, M), N < M.
query stay: d(X) answers (b), (z).
expect not d(g).
""",
    "old.fb": 'from s.\nn(b, 3) "Beta came with 3 men".\nr(z) "Beta came later than all".\nr(b) "Beta came later than all".\n',
    "two.fb": 'from s.\nn(b, 4) "Beta came with 4 men".\n',
    "s.txt": "Beta came later than all. Beta came with 3 men. Beta came with 4 men. Gamma stayed there. Beta left then.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def check(factbase, folder: Path, *words: str) -> Result:
    return factbase("check", *words, *AT, cwd=folder)


def codes(result: Result) -> list[str]:
    words = [line.split(" ") for line in result.stdout.splitlines() if not line.startswith(" ")]
    return [each[2] for each in words if len(each) > 2 and each[1] in ("error", "warning", "note")]


def test_a_file_is_checked_within_its_base(factbase, folder):
    result = check(factbase, folder, "two.fb", "--base", ".")
    assert (result.returncode, codes(result)) == (1, ["C101"]), result.stdout
    assert "of other files: F101 1" in result.stdout


def test_what_another_file_has_wrong_is_counted_and_fails_nothing(factbase, folder):
    (folder / "two.fb").write_text(
        'from s.\nr(g) "Gamma stayed there" waive words "so".\nleft(g) "Beta left then" waive g "he is".\n'
    )
    result = check(factbase, folder, "two.fb", "--base", ".", "--strict")
    assert codes(result) == ["F105"], result.stdout  # its own needless waiver
    (folder / "two.fb").write_text('from s.\nr(g) "Gamma stayed there".\nleft(g) "Beta left then" waive g "he is".\n')
    result = check(factbase, folder, "two.fb", "--base", ".", "--strict")
    assert (result.returncode, codes(result)) == (0, []), result.stdout
    assert "clean apart from 1 of other files, as of 2004-06-01" in result.stdout


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("two.fb", 'from s.\nr(g) "Gamma stayed there".\n', ["C207", "C202"]),  # what holds rests on its fact
        ("two.fb", 'from s.\nleft(b) "Beta left then".\n', ["C206"]),  # what falls is barred by its fact
        ("two.fb", "assume r(nobody) waive.\n", ["E001"]),
        ("two.fb", "d(X) :- n(X, _), r(X), not left(X).\nassume r(g). assume n(g, 1).\n", ["C207", "C202"]),
    ],
)
def test_what_it_causes_elsewhere_is_told(factbase, folder, name, text, told):
    (folder / name).write_text(text)
    assert codes(check(factbase, folder, name, "--base", ".")) == told


def test_what_speaks_of_a_name_that_it_declares_is_told(factbase, folder):
    assert "F101" in codes(check(factbase, folder, "one.fb", "--base", "."))


def test_a_document_is_one_of_the_files(factbase, folder):
    (folder / "s.txt").write_text(FILES["s.txt"].replace("later than all", "sooner than all"))
    result = check(factbase, folder, "s.txt", "--base", ".")
    assert codes(result) == ["E503", "E503", "C101", "C204"], result.stdout
    (folder / "t.txt").write_text("x")
    result = check(factbase, folder, "t.txt", "--base", ".")
    assert (result.returncode, result.stdout) == (2, "")
    assert "`t.txt` is no file of the base, and no document or table of it" in result.stderr


def test_a_table_is_one_of_the_files(factbase, folder):
    (folder / "two.fb").write_text('from s. table n from "n.csv" { quote: q }.\n')
    (folder / "n.csv").write_text("a,many,q\nb,4,Beta came with 5 men\n")
    assert "E503" in codes(check(factbase, folder, "n.csv", "--base", "."))
    assert "E503" in codes(check(factbase, folder, "two.fb", "--base", "."))
    assert "E503" not in codes(check(factbase, folder, "old.fb", "--base", "."))


def test_a_file_outside_is_looked_at_as_if_it_stood_in_the_base(factbase, folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "new.fb"
    other.write_text('r(b) @s "Beta came never".\n')
    assert codes(check(factbase, folder, str(other), "--base", ".")) == ["E503"]


def test_without_a_base_named_a_file_of_the_default_one_is_within_it(factbase, folder):
    (folder / "factbase.toml").write_text('base = ["."]\n')
    assert codes(check(factbase, folder, "two.fb")) == ["C101"]
    assert len(codes(check(factbase, folder, "."))) > 1
    (folder / "factbase.toml").unlink()
    assert "E102" in codes(check(factbase, folder, "two.fb"))  # by itself


def test_programs_are_told_how_many_are_left_out(factbase, folder):
    result = check(factbase, folder, "two.fb", "--base", ".", "--format", "json")
    assert '"by": "of other files"' in result.stdout


def test_a_claim_of_too_few_sources_is_of_the_files_of_its_facts_rules_and_relation(folder: Path, factbase) -> None:
    (folder / "wanting.fb").write_text("relation e(a: x) sources: 2.\n")
    (folder / "rule.fb").write_text("e(X) :- r(X).\n?- e(X).\n")
    told = {
        name: codes(check(factbase, folder, name, "--base", ".")).count("S108")
        for name in ("wanting.fb", "rule.fb", "old.fb", "two.fb")
    }
    assert told == {"wanting.fb": 2, "rule.fb": 2, "old.fb": 2, "two.fb": 0}


def test_what_a_query_lacks_or_has_too_much_is_of_the_file_that_brings_it(folder: Path, factbase) -> None:
    (folder / "asks.fb").write_text("query few: n(X, N) answers (b, 4), (b, 5).\nquery none: r(b) answers no.\n")
    told = [each for each in codes(check(factbase, folder, "old.fb", "--base", ".")) if each.startswith("C2")]
    assert sorted(told) == ["C206", "C207", "C209"]
    assert "C207" not in codes(check(factbase, folder, "two.fb", "--base", "."))
