"""`check --fix`: what is mechanical and certain is mended in place; all else of a file, and all that is not certain, is left."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = "Adverse events were common, but no deaths occurred; “all” 1.5 of\nthem recovered. Anna met Bob.\n"
BASE = """% what was seen
source report { file: "s.txt" }.
entity anna: person { name: "Anna" }.
entity bob: person { name: "Bob" }.
entity bobby: person { name: "Bobby" }.
relation occurred(what: string) "it is {what}".
relation met(a: person, b: person).
from report.
occurred("deaths") "but no deaths occurred."  % a comment
  waive negated "it is so".
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "s.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.fb").write_text(BASE, encoding="utf-8")
    return tmp_path


def _fixed(factbase, base: Path, more: str, *options: str) -> tuple[str, str, int]:
    """What becomes of some lines after the base, what is said of it, and the exit code."""
    (base / "a.fb").write_text(BASE + more, encoding="utf-8")
    result = factbase("check", "--base", base, "--fix", *options)
    text = (base / "a.fb").read_text(encoding="utf-8")
    whole = BASE.replace("occurred.", "occurred")
    assert text.startswith(BASE if "--diff" in options else whole), text
    return text.removeprefix(BASE if "--diff" in options else whole), result.stderr + result.stdout, result.returncode


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('met(anna, bob) "Anna met Bob" waive hedged "so".\n', 'met(anna, bob) "Anna met Bob".\n'),
        (
            'met(anna, bob) "Anna met Bob"  % a comment\n  waive hedged "so".\n',
            'met(anna, bob) "Anna met Bob"  % a comment\n  .\n',
        ),
        ('met(anna, bob) "Anna met Bob"\n  waive hedged "so".  % why\n', 'met(anna, bob) "Anna met Bob".  % why\n'),
        (
            'check odd(X) error "{X}" :- met(X, X).\n% it was so\nallow odd(anna) "known".\n?- met(X, _).\n',
            'check odd(X) error "{X}" :- met(X, X).\n% it was so\n?- met(X, _).\n',
        ),
        ("?- ocurred(X).\n", "?- occurred(X).\n"),
        ('from reprot.\noccurred("all") "them recovered".\n', 'from report.\noccurred("all") "them recovered".\n'),
        ('?- occurred("ocurred").  % ocurred\n', '?- occurred("ocurred").  % ocurred\n'),
        ("?- occurred(X), ocurred(X).  % ocurred\n", "?- occurred(X), occurred(X).  % ocurred\n"),
        ('met(anna, bobb) "Anna met Bob".\n', 'met(anna, bobb) "Anna met Bob".\n'),  # two names are near
        (
            'met(anna, bob) "Anna met Bob".\n% again\nmet(anna, bob) "Anna met Bob".  % why\n'
            '  met(anna, bob)\n    @ report "Anna met Bob".\n',
            'met(anna, bob) "Anna met Bob".\n% again\n  % why\n',
        ),
        ('met(anna, bob) "Anna met Bob". met(anna, bob) "Anna met Bob".\n', 'met(anna, bob) "Anna met Bob". \n'),
        (
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob"\n  % why it is so\n  .\n',
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob"\n  % why it is so\n  .\n',
        ),
        (
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob" "them recovered".\n',
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob" "them recovered".\n',
        ),
        (
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob" { note: "it is said twice" }.\n',
            'met(anna, bob) "Anna met Bob".\nmet(anna, bob) "Anna met Bob" { note: "it is said twice" }.\n',
        ),
        ('met(anna, bob) "Anna met Bub".\n', 'met(anna, bob) "Anna met Bub".\n'),
        ('occurred("x") "“all” 15 of".\n', 'occurred("x") "“all” 15 of".\n'),
        ("?- meet(X).\n", "?- meet(X).\n"),  # it would have one argument too few
    ],
)
def test_only_what_is_certain_is_fixed(base: Path, factbase, wrong: str, right: str) -> None:
    assert _fixed(factbase, base, wrong)[0] == right


def test_an_allowance_that_fits_nothing_on_another_day_is_left(base: Path, factbase) -> None:
    more = 'check odd(X) error "{X}" :- met(X, X).\nallow odd(anna) "known".\n'
    assert _fixed(factbase, base, more, "--at", "2020-01-01")[0] == more


def test_a_waiver_of_a_contradiction_is_left_while_there_are_errors(base: Path, factbase) -> None:
    idle = 'met(anna, bob) "Anna met Bob" waive contradicted "so".\n'
    more = f"{idle}wrong(X, Y) :- met(X, X).\n"
    assert _fixed(factbase, base, more)[0] == more
    assert _fixed(factbase, base, idle)[0] == 'met(anna, bob) "Anna met Bob".\n'


def test_how_many_are_fixed_and_left_is_said(base: Path, factbase) -> None:
    more = 'met(anna, bob) "Anna met Bob" waive hedged "so".\nmet(bob, anna) "Bob met Anna".\n'
    _, told, code = _fixed(factbase, base, more)
    assert "2 fixed, " in told
    assert code == 1
    again = factbase("check", "--base", base, "--at", "2020-01-01", "--fix")
    assert "0 fixed, " in again.stderr


def test_the_diff_is_shown_and_nothing_written(base: Path, factbase) -> None:
    text, told, code = _fixed(factbase, base, 'met(anna, bob) "Anna met Bob" waive hedged "so".\n', "--diff")
    assert text == 'met(anna, bob) "Anna met Bob" waive hedged "so".\n'
    assert '-met(anna, bob) "Anna met Bob" waive hedged "so".\n+met(anna, bob) "Anna met Bob".\n' in told
    assert told.endswith("2 can be fixed\n")
    assert code == 1


def test_only_the_files_that_are_named_are_fixed(base: Path, factbase) -> None:
    (base / "b.fb").write_text('from report.\nmet(anna, bob) "Anna met Bob" waive hedged "so".\n', encoding="utf-8")
    factbase("check", base / "b.fb", "--base", base, "--at", "2020-01-01", "--fix")
    assert "waive" not in (base / "b.fb").read_text(encoding="utf-8")
    assert (base / "a.fb").read_text(encoding="utf-8") == BASE


def test_no_revision_is_fixed(base: Path, factbase) -> None:
    result = factbase("--base", base, "--base-rev", "HEAD", "check", "--fix")
    assert result.returncode == 2


def _locked(factbase, base: Path, text: str) -> str:
    """What the lock is before a document becomes another one."""
    (base / "a.fb").write_text(BASE + 'met(anna, bob) "Anna met Bob".\n?- met(X, _).\n', encoding="utf-8")
    factbase("check", "--base", base, "--at", "2020-01-01", "--fix")
    assert factbase("lock", "--base", base).returncode == 0
    before = (base / "sources.lock").read_text(encoding="utf-8")
    (base / "s.txt").write_text(text, encoding="utf-8")
    return before


def test_quotes_that_moved_are_moved_in_the_lock(base: Path, factbase) -> None:
    before = _locked(factbase, base, f"A line above.\n\n{TEXT}")
    shown = factbase("check", "--base", base, "--at", "2020-01-01", "--diff")
    assert (base / "sources.lock").read_text(encoding="utf-8") == before
    assert "-    2: " in shown.stdout
    assert "+    4: " in shown.stdout
    assert shown.returncode == 1
    fixed = factbase("check", "--base", base, "--at", "2020-01-01", "--fix")
    assert "1 fixed, " in fixed.stderr
    assert "S102" not in fixed.stdout
    lock = (base / "sources.lock").read_text(encoding="utf-8")
    assert factbase("lock", "--base", base).stdout.startswith(f"{base}/sources.lock: 1 document, ")
    assert (base / "sources.lock").read_text(encoding="utf-8") == lock != before


@pytest.mark.parametrize("lost", ["", "\nAnna met Bob."])
def test_a_document_of_which_a_quote_is_gone_or_is_twice_stays_locked_as_it_was(
    base: Path, factbase, lost: str
) -> None:
    before = _locked(factbase, base, "A line.\n" + (TEXT + lost if lost else TEXT.replace("Anna met", "Anna saw")))
    factbase("check", "--base", base, "--at", "2020-01-01", "--fix")
    assert (base / "sources.lock").read_text(encoding="utf-8") == before


def test_a_document_that_is_known_to_be_another_one_stays_locked(base: Path, factbase) -> None:
    before = _locked(factbase, base, f"A line above.\n\n{TEXT}")
    factbase("check", "--base", base, "--at", "2020-01-01", "--fix", "--ignore", "S102")
    assert (base / "sources.lock").read_text(encoding="utf-8") == before


def test_nothing_is_written_through_a_link(base: Path, factbase) -> None:
    other = base / "other.txt"
    other.write_text(BASE + 'met(anna, bob) "Anna met Bob" waive hedged "so".\n', encoding="utf-8")
    (base / "a.fb").unlink()
    (base / "a.fb").symlink_to("other.txt")
    text = other.read_text(encoding="utf-8")
    result = factbase("check", "--base", base, "--at", "2020-01-01", "--fix")
    assert result.returncode == 1
    assert result.stderr.endswith("a.fb: is a link, and no file is written through one\n")
    assert other.read_text(encoding="utf-8") == text


def test_a_folder_where_the_lock_should_be_is_named(base: Path, factbase) -> None:
    (base / "sources.lock").mkdir()
    result = factbase("lock", "--base", base)
    assert result.returncode == 1
    assert f"{base}/sources.lock: is not a file that can be read" in result.stderr
