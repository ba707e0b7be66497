"""Names of files that are no UTF-8 or hold controls, and locales without all characters: the same answers, and JSON of the same text.

Locales and names that are no UTF-8 are tried in processes; the plain run beside them is a call of `main` in this one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

FORMS = ("text", "json", "csv")
ODD = (b"caf\xe9", "caf\u00e9".encode(), b"a\nb", b"\x1b]52;c;aGk=\x07", "\x9b31m\u202e".encode())
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(params=ODD, ids=repr)
def odd(request, base: Path) -> Path:
    """The small base, in a folder of an odd name."""
    return base.rename(base.parent / os.fsdecode(request.param))


def test_json_in_a_folder_of_any_name_holds_the_name(odd: Path, factbase) -> None:
    for command in ("ask", "why"):
        result = factbase(command, "articles(P, N)", "--base", odd.name, "--format", "json", cwd=odd.parent)
        (proof,) = json.loads(result.stdout)["proofs"].values()
        assert os.fsencode(proof["facts"][0]["path"]) == os.fsencode(odd.name) + b"/base.fb"
        (odd / "saved.json").write_text(result.stdout)
        told = factbase("certify", odd / "saved.json", "--base", odd.name, cwd=odd.parent)
        assert (told.returncode, told.stdout[:10]) == (0, "certified:")
    found = json.loads(factbase("timeline", "articles(P, N)", "--base", odd, "--format", "json").stdout)
    assert found["answers"]
    assert json.loads(factbase("check", "--base", odd, "--format", "json").stdout)["clean"] is True


def test_a_lock_holds_a_name_that_is_no_utf8(factbase, base: Path) -> None:
    folder = base / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    for name in ("base.fb", "report.txt", "column.txt"):
        (base / name).rename(folder / name)
    assert factbase("lock", "--base", base).stdout.endswith("2 documents, 6 quotes, written\n")
    assert factbase("lock", "--base", base).stdout.endswith("2 documents, 6 quotes, unchanged\n")
    assert "2 documents: 2 pinned" in factbase("check", "--base", base).stdout


def test_a_goal_that_is_no_utf8_is_asked_as_it_is(factbase) -> None:
    result = factbase(
        "ask", os.fsdecode(b'articles(P, N), publisher(P, "\xff")'), "--base", "tests/base", "--format", "json"
    )
    assert json.loads(result.stdout)["goal"] == 'articles(P, N), publisher(P, "\udcff")'


def test_a_session_is_read_as_utf8_and_says_what_is_none(process) -> None:
    typed = os.fsdecode('assume p("é").\np("é").\n'.encode() + b'p("\xff").\n')
    for env in ({}, ASCII, {"PYTHONIOENCODING": "ascii"}):
        result = process("--base", "tests/base", stdin=typed, env=env, errors="surrogateescape")
        assert "1. yes" in result.stdout
        assert 'p("\\udcff")   as of' in result.stdout


@pytest.fixture
def accented(tmp_path: Path) -> Path:
    """A base whose files have names that ASCII has not."""
    folder = tmp_path / "Österreich"
    (folder / "söurces").mkdir(parents=True)
    (folder / "söurces" / "bericht-ü.txt").write_text("The treaty has 14 articles, it says.\n")
    (folder / "tä.csv").write_text("a,b,q\nThé 14,14,The treaty has 14 articles\n", encoding="utf-8")
    (folder / "b.fb").write_text(
        'source r { file: "söurces/bericht-ü.txt", title: "Bericht über Öst", published: 2001 }.\n'
        'entity treaty: thing { name: "Tréaty" }.\nrelation articles(p: thing, n: int) "{p} hät {n}".\nfrom r.\n'
        'articles(treaty, 14) "The treaty has 14 articles".\nrelation tab(a: string, b: int).\n'
        'table tab from "tä.csv" { quote: q, columns: [a, b] }.\n',
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_an_ascii_locale_gives_the_same_answers(accented: Path, factbase, process, form: str) -> None:
    """Its names of files too: what a base calls a file is UTF-8, whatever the locale holds."""
    arguments = ("ask", "articles(P, N), tab(T, N)", "--base", "Österreich", "--at", "2003-01-01", "--format", form)
    plain = factbase(*arguments, cwd=accented.parent)
    assert plain.returncode == 0
    for env in ({"PYTHONIOENCODING": "ascii"}, ASCII, {**ASCII, "PYTHONIOENCODING": "ascii"}):
        result = process(*arguments, cwd=accented.parent, env=env)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.isascii()
        if form == "json":
            found, expected = json.loads(result.stdout), json.loads(plain.stdout)
            assert found["answers"][0]["reading"] == expected["answers"][0]["reading"]
            leaves = [next(n for n in told["proofs"].values() if n["kind"] == "leaf") for told in (found, expected)]
            paths = [leaf["facts"][0]["path"] for leaf in leaves]
            assert paths[1] == "Österreich/b.fb"
            assert os.fsencode(paths[0]) == paths[1].encode()
        else:
            assert result.stdout.count("\n") == plain.stdout.count("\n")


def test_a_lock_is_the_same_in_every_locale(accented: Path, process) -> None:
    process("lock", "--base", accented, env=ASCII)
    assert process("lock", "--base", accented).stdout.endswith("1 document, 1 quote, unchanged\n")
    assert process("lock", "--base", accented, env=ASCII).stdout.endswith("1 document, 1 quote, unchanged\n")


def test_a_goal_of_the_command_line_is_utf8_in_every_locale(accented: Path, process) -> None:
    result = process("ask", 'tab("Thé 14", N)', "--base", accented, env=ASCII)
    assert "1. N = 14" in result.stdout
