"""`factbase.toml` and `pyproject.toml`: what they say of a base and of the findings in it, and what is wrong in them, at its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.ground.span import TextFile
from factbase.ground.toml import TomlPath, read_toml

BASE = """source plain { file: "s.txt" }.
source own { file: "s.txt", folds: [initial], ignore: [] }.
p(1) @ plain "the pact ended in May [1]".
p(2) @ plain "The pact ended in May.".
p(3) @ own "the pact ended in May".
p(4) @ plain "The pact ended in May, and the war".
"""
MARKS = "if these are marks and no words of it, let `plain` say so: ignore: [citation_markers]"
NOT_PASSED_OVER = [f"E503 4 {MARKS}", f"E503 6 {MARKS}"]


def told(folder: Path, settings: str | None) -> list[str]:
    """The codes with their places and hints, of a base with these settings."""
    (folder / "a.fb").write_text(BASE, encoding="utf-8")
    (folder / "s.txt").write_text("The pact ended in May [1], and the war in June.\n", encoding="utf-8")
    if settings is not None:
        (folder / "factbase.toml").write_text(settings, encoding="utf-8")
    base = FactBase.load([folder])
    return [f"{d.code} {d.span.line if d.span else 0} {d.hint or ''}".strip() for d in base.errors]


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        (None, NOT_PASSED_OVER),
        ('ignore = ["citation_markers"]', []),
        ('folds = ["closing"]\nignore = ["citation_markers"]', ["E503 3"]),
        ("folds = []", ["E503 3", "E503 4", NOT_PASSED_OVER[1]]),
        ('folds = ["initail"]', ["E139 1 did you mean `initial`?", "E503 3", "E503 4", NOT_PASSED_OVER[1]]),
        ('ignored = ["citation_markers"]', ["E107 1 did you mean `ignore`?", *NOT_PASSED_OVER]),
        ("folds = 3", ["E108 1", *NOT_PASSED_OVER]),
        ("folds = [", ["E140 1", *NOT_PASSED_OVER]),
    ],
)
def test_settings_hold_where_a_source_does_not_say(tmp_path: Path, settings: str | None, problems: list[str]) -> None:
    assert sorted(told(tmp_path, settings)) == sorted(problems)


# ---- every mistake has its place


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("selct = []", "1:1: error E107 unknown field `selct` of the settings; did you mean `select`?"),
        ("per_path = {}", "1:1: error E107 unknown field `per_path` of the settings; did you mean `per-path`?"),
        ('ignore = ["F101", "F1O1"]', "1:19: error E139 unknown code `F1O1`; did you mean `F101`?"),
        ('select = ["f101"]', "1:11: error E139 unknown code `f101`; did you mean `F101`?"),
        ('ignore = ["E005"]', "1:11: error E140 the settings of the base cannot be read: `E005` is always told"),
        ('ignore = "F101"', "1:10: error E108 field `ignore` takes a list of names"),
        ('severity = { F101 = "eror" }', "1:21: error E108 field `F101` takes one of error, warning, note"),
        ('severity = { X1 = "error" }', "1:14: error E139 unknown code `X1`"),
        ("strict = 1", "1:10: error E108 field `strict` takes `true` or `false`"),
        ('at = "2019-13-01"', "1:6: error E108 field `at` takes a date: "),
        ('engine = "fast"', "1:10: error E139 unknown engine `fast`; one of auto, pydatalog, vector, duckdb, spark"),
        ('memory = "much"', '1:10: error E108 field `memory` takes a size such as "512MiB" or "8GB"'),
        ("disk = 5", '1:8: error E108 field `disk` takes a size such as "512MiB" or "8GB"'),
        ('cluster = "sc://elsewhere:1"', "1:1: error E107 unknown field `cluster` of the settings"),
        ('spill = "/elsewhere"', "1:1: error E107 unknown field `spill` of the settings"),
        ('language = "xx"', "1:12: error E139 unknown language `xx`; one of "),
        ("base = [1]", "1:8: error E108 field `base` takes a path, or a list of them"),
        (
            '# ignored\n\n"ignored" = []',
            "3:1: error E107 unknown field `ignored` of the settings; did you mean `ignore`?",
        ),
        ('[per-path."a.fb"]\nignore = ["F99"]', "2:11: error E139 unknown code `F99`"),
        ('[per-path]\n"a.fb" = { strict = true }', "2:12: error E107 unknown field `strict` of `per-path`"),
        ("strict = true\nstrict = true", "2:14: error E140 the settings of the base cannot be read: it is no TOML: "),
        ("strict = ", "1:10: error E140 the settings of the base cannot be read: it is no TOML: invalid value"),
    ],
)
def test_a_mistake_in_settings_is_told_at_its_place(tmp_path: Path, factbase, line: str, told: str) -> None:
    (tmp_path / "a.fb").write_text("assume p(1).\n", encoding="utf-8")
    (tmp_path / "factbase.toml").write_text(line, encoding="utf-8")
    result = factbase("check", "--base", ".", cwd=tmp_path)
    assert result.returncode == 1
    first, hint = result.stdout.splitlines()[0], [row for row in result.stdout.splitlines() if "  hint: " in row]
    said = "; ".join([first, *(row.strip().removeprefix("hint: ") for row in hint[:1])])
    assert said.startswith(f"factbase.toml:{told}"), said


@pytest.mark.parametrize(
    "text",
    [
        "a = 1",
        'a.b = [1, "x", { c = 2.5, d = [ 3 ] }] # { }',
        "[t.'u v']\nw = 2019-01-02 03:04:05\n[[s]]\nx = 1\n[[s]]\nx = 2\n[s.y]\nz = 3",
        'm = """a\n"] = 3\n"""\nn = \'\'\'x\'\'\'\n',
        "l = [ # one\n  1,\n  2,\n]\nafter = true",
    ],
)
def test_each_value_of_toml_is_found_where_it_is_written(text: str) -> None:
    """Read alone, what is at the place of a value is that value."""

    def leaves(value: object, path: TomlPath) -> Iterator[tuple[TomlPath, object]]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
        if inner is None:
            yield path, value
        else:
            for key, part in inner:
                yield from leaves(part, (*path, key))

    toml = read_toml(TextFile("t.toml", text))
    found = dict(leaves(toml.table, ()))
    assert found
    for path, value in found.items():
        assert tomllib.loads(f"v = {toml.values[path].text}")["v"] == value
        if isinstance(path[-1], str):
            assert toml.keys[path].text.strip("'\"") == path[-1]


# ---- which file counts, and for what

FINDING = 'source s { file: "s.txt" }.\nfrom s.\np(one) "two three four".\n'


def project(folder: Path, settings: str, name: str = "factbase.toml") -> Path:
    """A base in `facts`, whose only fact has a warning, and settings beside it."""
    facts = folder / "facts"
    facts.mkdir()
    (facts / "a.fb").write_text(FINDING, encoding="utf-8")
    (facts / "s.txt").write_text("Here are two three four.\n", encoding="utf-8")
    (folder / name).write_text(settings, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "settings", "code", "last"),
    [
        ("factbase.toml", "", 0, "1 warning, no errors"),
        ("factbase.toml", "strict = true", 1, "not clean"),
        ("factbase.toml", 'severity = { F = "error" }', 1, "not clean"),
        ("factbase.toml", 'ignore = ["F1"]', 0, "clean apart from 1 ignored"),
        (
            "factbase.toml",
            'strict = true\n[per-path]\n"facts/*.fb" = { ignore = ["F"] }',
            0,
            "clean apart from 1 ignored",
        ),
        ("factbase.toml", 'strict = true\n[per-path]\n"facts/b*.fb" = { ignore = ["F"] }', 1, "not clean"),
        ("factbase.toml", 'strict = true\n[per-path]\n"facts" = { ignore = ["F"] }', 0, "clean apart from 1 ignored"),
        ("factbase.toml", 'strict = true\n[per-path]\n"a.fb" = { ignore = ["F"] }', 0, "clean apart from 1 ignored"),
        ("factbase.toml", 'strict = true\n[per-path]\n"**/a.fb" = { ignore = ["F"] }', 0, "clean apart from 1 ignored"),
        ("factbase.toml", 'ignore = ["ALL"]\n[per-path]\n"facts/**" = { select = ["F"] }', 0, "1 warning, no errors"),
        ("pyproject.toml", "[tool.factbase]\nstrict = true", 1, "not clean"),
        ("pyproject.toml", "[tool]\nfactbase = { strict = true }", 1, "not clean"),
        ("pyproject.toml", "[tool.other]\nstrict = true", 0, "1 warning, no errors"),
    ],
)
def test_settings_choose_from_wherever_the_base_is_asked(
    tmp_path: Path, factbase, name: str, settings: str, code: int, last: str
) -> None:
    project(tmp_path, settings, name)
    for words, cwd in (
        (["check"], tmp_path),
        (["check", "--base", "."], tmp_path / "facts"),
        (["check", tmp_path / "facts"], ROOT),
    ):
        result = factbase(*words, "--at", "2020-01-01", cwd=cwd)
        assert (result.returncode, result.stdout.splitlines()[-1]) == (code, f"{last}, as of 2020-01-01")


def test_the_command_line_goes_before_settings(tmp_path: Path, factbase) -> None:
    project(tmp_path, 'at = "2001-02-03"\nstrict = true\nignore = ["F"]\n[per-path]\n"a.fb" = { ignore = ["F101"] }')
    for options, last in (
        ([], "clean apart from 1 ignored, as of 2001-02-03"),
        (["--select", "F101"], "not clean, as of 2001-02-03"),
        (["--select", "ALL", "--severity", "F=note"], "clean apart from 1 lowered to notes, as of 2001-02-03"),
        (["--at", "2002-02-02"], "clean apart from 1 ignored, as of 2002-02-02"),
    ):
        assert factbase("check", *options, cwd=tmp_path).stdout.splitlines()[-1] == last


def test_settings_name_the_base_its_date_and_its_engine(tmp_path: Path, factbase) -> None:
    (tmp_path / "inner").mkdir()
    project(tmp_path / "inner", 'at = "2001-02-03"\nengine = "pydatalog"')
    (tmp_path / "pyproject.toml").write_text('[tool.factbase]\nbase = "inner/facts"', encoding="utf-8")
    result = factbase("ask", "p(X)", "--stats", cwd=tmp_path)
    assert "p(X)   as of 2001-02-03\n" in result.stdout
    assert "engine pydatalog" in result.stderr
    below = tmp_path / "inner" / "elsewhere"
    below.mkdir()
    assert "holds no" not in factbase("check", "--base", "../facts", cwd=below).stdout


@pytest.mark.parametrize("named", ["../other", "../../other", "link", "/"])
def test_settings_name_no_base_outside_their_folder(tmp_path: Path, factbase, named: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.fb").write_text("assume p(1).", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "factbase.toml").write_text(f'base = ["facts", "{named}"]', encoding="utf-8")
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    for command in (["check"], ["fmt"], ["ask", "p(X)"]):
        result = factbase(*command, cwd=tmp_path / "mine")
        assert (result.returncode, result.stdout) == (2, "")
        assert f"factbase.toml names `{named}`, which leads out of its folder" in result.stderr


def test_what_a_repository_is_in_says_nothing_of_it(tmp_path: Path, factbase) -> None:
    (tmp_path / "factbase.toml").write_text("strict = true", encoding="utf-8")
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    project(tmp_path / "inner", "", "other.toml")
    assert factbase("check", cwd=tmp_path / "inner").returncode == 0
    (tmp_path / "inner" / ".git").rmdir()
    assert factbase("check", cwd=tmp_path / "inner").returncode == 1


def test_sources_are_in_the_language_of_the_settings_where_they_do_not_say(tmp_path: Path) -> None:
    project(tmp_path, 'language = "de"')
    assert FactBase.load([tmp_path / "facts"]).program.sources["s"].language == "de"


def test_settings_name_no_baseline_whose_real_place_is_outside_their_folder(tmp_path: Path, factbase) -> None:
    (tmp_path / "other").mkdir()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.fb").write_text("assume p(1).", encoding="utf-8")
    (mine / "link").symlink_to(tmp_path / "other")
    (mine / "factbase.toml").write_text('base = "."\nbaseline = "link/known"', encoding="utf-8")
    for command in (["check", "--write-baseline"], ["check"]):
        result = factbase(*command, cwd=mine)
        assert (result.returncode, result.stdout) == (2, "")
        assert "factbase.toml names `known`, which leads out of its folder; name it with --baseline" in result.stderr
    assert not list((tmp_path / "other").iterdir())


@pytest.mark.parametrize(
    ("options", "code"), [((), 1), (("--no-strict",), 0), (("--strict",), 1), (("--strict", "--no-strict"), 2)]
)
def test_a_command_may_be_milder_than_its_settings(tmp_path: Path, factbase, options, code) -> None:
    (tmp_path / "factbase.toml").write_text("strict = true", encoding="utf-8")
    (tmp_path / "a.fb").write_text("assume p(1).\nq(X) :- p(X), p(Y).\n?- q(X).\n", encoding="utf-8")
    result = factbase("check", "--base", tmp_path, "--at", "2026-01-01", *options)
    assert result.returncode == code
    if not options:
        assert "W101" in result.stdout


def test_settings_that_a_link_leads_to_and_are_not_there_are_told(tmp_path: Path, factbase) -> None:
    (tmp_path / "factbase.toml").symlink_to("gone.toml")
    (tmp_path / "a.fb").write_text("assume p(1).\n?- p(1).\n", encoding="utf-8")
    result = factbase("check", "--base", tmp_path, "--at", "2026-01-01", "--format", "concise")
    assert result.returncode == 1
    assert "E140 error the settings of the base cannot be read: " in result.stdout
    assert "factbase.toml` is a link that leads nowhere" in result.stdout
