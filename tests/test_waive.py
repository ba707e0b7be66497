"""Waiving by settings: a finding that an entry fits is counted with its reason, no other is, and an entry that fits none is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

AT = ("--at", "2026-11-01")
BASE = """source s { file: "s.txt" }.
entity alpha: x { name: "Alpha" }. entity beta: x { name: "Beta", alias: ["Beth"] }.
relation signed(who: x, many: int). relation left(who: x).
relation met(one: x, other: x).
from s.
signed(alpha, 14) "Alpha signed all of them".
signed(beta, 3) "Alpha signed all of them".
-signed(alpha, 4) "Alpha never signed any of these".
left(beta) "Alpha signed all of them".
met(beta, beta) "Alpha signed all of them".
"""
TEXT = "Alpha signed all of them in May. Then nothing more was heard for a long while.\n\nAlpha never signed any of these.\n"
ROWS = 'who,many,quote\nalpha,7,"Alpha signed all of them"\n'
TABLE = 'table signed from "rows.csv" { source: s, quote: quote }.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "b.fb").write_text(BASE)
    (tmp_path / "facts" / "s.txt").write_text(TEXT)
    return tmp_path


def waive(folder: Path, *entries: str) -> None:
    (folder / "factbase.toml").write_text("".join(f"[[waive]]\n{each}\n\n" for each in entries))


def found(factbase, folder: Path, *words: str) -> tuple[list[str], list[str], str]:
    """The findings that are told of facts and settings, those that settings waive, and the last line."""
    result = factbase("check", "facts", "--select", "F,B,E", "--format", "json", *AT, *words, cwd=folder)
    report = json.loads(result.stdout)
    last = factbase("check", "facts", "--select", "F,B,E", *AT, *words, cwd=folder).stdout.splitlines()[-1]

    def shown(problem) -> str:
        name = problem["message"].split("`")[1] if "`" in problem["message"] else ""
        return f"{problem['place']['line']} {problem['code']} {name}".strip()

    waived = [shown(each["finding"]) for each in report["suppressed"] if each["settings"]]
    return [shown(each) for each in report["diagnostics"]], waived, last


ALL = ["6 F101 14", "7 F101 3", "7 F101 beta", "8 F101 4", "9 F101 beta", "10 F101 beta", "10 F101 beta"]


@pytest.mark.parametrize(
    ("entry", "waived"),
    [
        ('code = "F101"', ALL),
        ('code = "ALL"', ["2 W204 beta", *ALL]),
        ('code = ["W5", "F1"]\nrelation = "signed"', ALL[:4]),
        ('code = "F"\nrelation = "signed"\nargument = "many"', [ALL[0], ALL[1], ALL[3]]),
        ('code = "F"\nrelation = "left"\nargument = "who"', [ALL[4]]),
        ('code = "F"\nrelation = "met"', ALL[5:]),
        ('code = "F"\nrelation = "signed"\npath = "facts"', ALL[:4]),
        ('code = "F"\nrelation = "signed"\npath = ["old.fb", "**/b.*"]', ALL[:4]),
    ],
)
def test_what_fits_an_entry_is_waived_and_nothing_else(factbase, folder, entry, waived):
    waive(folder, f'{entry}\nreason = "the head says it"')
    told, excused, last = found(factbase, folder)
    assert excused == waived
    assert told == [each for each in ALL if each not in waived]
    assert f", {len(waived)} waived by settings" in last
    assert (not told) == last.startswith("clean, ")


@pytest.mark.parametrize(
    "entry",
    [
        'code = "F102"',
        'code = "F101"\npath = "other"',
        'code = "F"\nrelation = "met"\nargument = "one"',  # the value stands in the other one too
    ],
)
def test_an_entry_that_fits_nothing_is_told(factbase, folder, entry):
    waive(folder, f'{entry}\nreason = "the head says it"')
    told, excused, last = found(factbase, folder)
    assert (sorted(told), excused) == (sorted([*ALL, "1 B102"]), [])
    assert last == "8 warnings, no errors, as of 2026-11-01"


def test_no_entry_is_called_idle_while_the_base_has_errors(factbase, folder):
    waive(folder, 'code = "F102"\nreason = "old"')
    (folder / "facts" / "b.fb").write_text(BASE + 'left(alpha) "Alpha was never here".\n')
    told, _, _ = found(factbase, folder)
    assert told == [*ALL, "11 E503 s"]


def test_of_other_files_than_the_base_of_its_settings_an_entry_need_not_fit_any(factbase, folder):
    entry = '[[waive]]\ncode = "F"\nrelation = "sold"\nreason = "old"\n'
    (folder / "factbase.toml").write_text(f'base = ["base"]\n{entry}')
    assert found(factbase, folder)[0] == ALL
    (folder / "factbase.toml").write_text(f'base = ["facts/b.fb"]\n{entry}')
    assert sorted(found(factbase, folder)[0]) == sorted([*ALL, "4 E139 sold"])


def test_an_error_of_a_quote_is_told_whatever_is_waived(factbase, folder):
    waive(folder, 'code = "ALL"\nreason = "old"')
    (folder / "facts" / "b.fb").write_text(BASE + 'left(alpha) "Alpha was never here".\n')
    told, excused, last = found(factbase, folder)
    assert (told, excused) == (["11 E503 s"], ["2 W204 beta", *ALL])
    assert last == "not clean, 8 waived by settings, as of 2026-11-01"


def test_the_reason_is_told_with_the_counts_and_in_every_record(factbase, folder):
    waive(folder, 'code = "F101"\nrelation = "signed"\nreason = "the head says it"')
    text = factbase("check", "facts", *AT, cwd=folder).stdout
    assert "4 findings waived by settings: F101 4 (“the head says it”, factbase.toml:1)\n" in text
    run = json.loads(factbase("check", "facts", "--format", "sarif", *AT, cwd=folder).stdout)["runs"][0]
    waived = [each["suppressions"][0] for each in run["results"] if each.get("suppressions")]
    assert {(each["kind"], each["justification"]) for each in waived} == {("external", "the head says it")}
    assert len(waived) == 4


def test_rows_of_a_table_are_waived_by_its_file(factbase, folder):
    (folder / "facts" / "rows.csv").write_text(ROWS)
    (folder / "facts" / "t.fb").write_text(TABLE)
    waive(folder, 'code = "F101"\npath = "facts/rows.csv"\nargument = "many"\nrelation = "signed"\nreason = "the head"')
    told, excused, _ = found(factbase, folder)
    assert (told, excused) == (ALL, ["2 F101 7"])


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('code = "F101"', "1:3: error E140 the settings of the base cannot be read: an entry of `waive` says no `reason`"),
        ('reason = "old"', "1:3: error E140 the settings of the base cannot be read: an entry of `waive` says no `code`"),
        ('code = "F101"\nreason = " "', "3:10: error E108 field `reason` takes words"),
        ('code = "F101"\nreson = "old"', "3:1: error E107 unknown field `reson` of `waive`; did you mean `reason`?"),
        ('code = "F191"\nreason = "old"', "2:8: error E139 unknown code `F191`"),
        ('code = "E503"\nreason = "old"', "2:8: error E140 the settings of the base cannot be read: `E503` is not waived"),
        ('code = "C1"\nreason = "old"', "2:8: error E140 the settings of the base cannot be read: `C1` is not waived"),
        ('code = "L"\nreason = "old"', "2:8: error E140 the settings of the base cannot be read: `L` is always told"),
        ('code = "F"\nargument = "many"\nreason = "old"', "3:12: error E140 the settings of the base cannot be read"),
        ('code = "F"\nrelation = "singed"\nreason = "old"', "3:12: error E139 unknown relation `singed`; did you mean `signed`?"),
        (
            'code = "F"\nrelation = "signed"\nargument = "mnay"\nreason = "old"',
            "4:12: error E139 unknown argument `mnay`; did you mean `many`?",
        ),
        ('code = "F"\npath = 3\nreason = "old"', "3:8: error E108 field `path` takes a name, or a list of them"),
    ],
)  # fmt: skip
def test_a_mistake_of_an_entry_has_its_place(factbase, folder, entry, told):
    waive(folder, entry)
    result = factbase("check", "facts", *AT, cwd=folder)
    first, _, hint = told.partition("; ")
    assert result.returncode == 1
    assert f"factbase.toml:{first}" in result.stdout
    assert f"  hint: {hint}" in result.stdout


# ---- the command that writes entries


def written(factbase, folder: Path, *words: str, reason: str = "old"):
    return factbase("--base", "facts", "waive", *words, "--reason", reason, *AT, cwd=folder)


def test_what_is_written_waives_just_what_it_says(factbase, folder):
    (folder / "factbase.toml").write_text('strict = true\n[per-path]\n"x.fb" = { ignore = ["W"] }  # kept')
    argued = ("F101", "facts/*.fb", "--relation", "signed", "--argument", "many")
    shown = written(factbase, folder, *argued, "--diff", reason='the "head"\\')
    assert shown.stdout.splitlines()[-1] == "factbase.toml: 3 findings would be waived: F101 3"
    assert '+reason = "the \\"head\\"\\\\"' in shown.stdout
    assert "[[waive]]" not in (folder / "factbase.toml").read_text()
    result = written(factbase, folder, *argued, reason='the "head"\\')
    assert (result.returncode, result.stdout) == (0, "factbase.toml: 3 findings waived: F101 3\n")
    assert (folder / "factbase.toml").read_text() == (
        'strict = true\n[per-path]\n"x.fb" = { ignore = ["W"] }  # kept\n\n[[waive]]\ncode = "F101"\nrelation = "signed"\n'
        'argument = "many"\npath = "facts/*.fb"\nreason = "the \\"head\\"\\\\"\n'
    )
    assert written(factbase, folder, "F", "facts").stdout == "factbase.toml: 4 findings waived: F101 4\n"
    told, excused, last = found(factbase, folder)
    assert (told, excused, last) == ([], ALL, "clean, 7 waived by settings, as of 2026-11-01")


def test_without_settings_they_are_begun_in_the_folder_of_the_base(factbase, folder):
    result = written(factbase, folder, "F101", "facts/b.fb")
    assert result.stdout == "facts/factbase.toml: 7 findings waived: F101 7\n"
    assert 'path = "b.fb"' in (folder / "facts" / "factbase.toml").read_text()


def test_the_table_of_a_project_has_its_own_name(factbase, folder):
    (folder / "pyproject.toml").write_bytes(b"[tool.factbase]\r\nstrict = true\r\n[tool.other]\r\n")
    assert written(factbase, folder, "F101").returncode == 0
    assert (folder / "pyproject.toml").read_bytes() == (
        b"[tool.factbase]\r\nstrict = true\r\n[tool.other]\r\n\r\n"
        b'[[tool.factbase.waive]]\r\ncode = "F101"\r\nreason = "old"\r\n'
    )
    assert found(factbase, folder)[1] == ALL


@pytest.mark.parametrize(
    ("words", "reason", "code", "told"),
    [
        (("F102",), "old", 1, "no finding of F102 fits, and nothing is written"),
        (("F101", "--relation", "singed"), "old", 1, "unknown relation `singed`; did you mean `signed`?"),
        (("F101", "--relation", "left", "--argument", "hwo"), "old", 1, "unknown argument `hwo`; one of who"),
        (("F101", "--argument", "who"), "old", 2, "an argument is one of a relation"),
        (("E503",), "old", 2, "`E503` is not waived"),
        (("F191",), "old", 2, "there is no code `F191`"),
        (("F101",), " ", 2, "say why"),
        (("F101",), "two\nlines", 2, "is one line of text"),
        (("F101", "facts/gone.fb"), "old", 2, "there is no file or folder `facts/gone.fb`"),
        (("F101", "fcts/*.fb"), "old", 1, "no finding of F101 fits"),
        (("F101", "/"), "old", 2, "`/` is not in the folder of the settings"),
    ],
)
def test_what_cannot_be_waived_is_refused_and_nothing_is_written(factbase, folder, words, reason, code, told):
    (folder / "factbase.toml").write_text("strict = true\n")
    result = written(factbase, folder, *words, reason=reason)
    assert result.returncode == code
    assert told in result.stderr + result.stdout
    assert (folder / "factbase.toml").read_text() == "strict = true\n"


@pytest.mark.parametrize("settings", ["waive = []\n", "strct = true\n", "strict = [\n"])
def test_settings_that_an_entry_would_spoil_or_that_are_wrong_are_left_alone(factbase, folder, settings):
    (folder / "factbase.toml").write_text(settings)
    assert written(factbase, folder, "F101").returncode == 1
    assert (folder / "factbase.toml").read_text() == settings


def test_a_row_of_a_table_is_of_its_relation_whatever_is_found_on_it(factbase, folder):
    (folder / "facts" / "rows.csv").write_text(ROWS + ROWS.splitlines()[1] + "\n")
    (folder / "facts" / "b.fb").write_text(BASE + TABLE)
    waive(folder, 'code = "W106"\nrelation = "signed"\nreason = "the paper says it twice"')
    result = factbase("check", "facts", "--select", "W1,B,E", *AT, cwd=folder)
    assert "1 finding waived by settings: W106 1" in result.stdout
    assert "B102" not in result.stdout
    waive(folder, 'code = "W106"\nrelation = "left"\nreason = "of another relation"')
    result = factbase("check", "facts", "--select", "W1,B,E", "--format", "concise", *AT, cwd=folder)
    assert [line.split(" ")[1] for line in result.stdout.splitlines()[:2]] == ["B102", "W106"]


def test_what_a_relation_wants_is_waived_by_its_name(factbase, folder):
    (folder / "facts" / "b.fb").write_text(BASE.replace("left(who: x)", "left(who: x) sources: 2"))
    waive(folder, 'code = "S108"\nrelation = "left"\nreason = "there is one list only"')
    result = factbase("check", "facts", "--select", "S,B,E", *AT, cwd=folder)
    assert "1 finding waived by settings: S108 1" in result.stdout
    assert "B102" not in result.stdout
    waive(folder, 'code = "S108"\nrelation = "met"\nreason = "of another relation"')
    result = factbase("check", "facts", "--select", "S108,B,E", "--format", "concise", *AT, cwd=folder)
    assert [line.split(" ")[1] for line in result.stdout.splitlines()[:2]] == ["B102", "S108"]
