"""A session goes on from what it has shown: numbers of answers and quotes, files of what was asked and typed, and what is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SMALL = ("--base", "tests/base", "--at", "2003-01-01")


def test_what_was_typed_is_saved_whole_and_over_no_file_unasked(factbase, tmp_path: Path) -> None:
    file = tmp_path / "more.fb"
    typed = "assume hears(alpha, beta).\nhears(X, Y) :-\n  hears(Y, X).\n"
    first = factbase(*SMALL, stdin=f"{typed}:save {file}\n")
    assert f"2 statements written to {file}" in first.stdout
    assert file.read_text() == typed
    again = factbase(*SMALL, stdin=f"assume hears(beta, alpha).\n:save {file}\n")
    assert "is there already, and nothing is written: `:save!" in again.stdout
    assert again.returncode == 1
    assert file.read_text() == typed
    over = factbase(*SMALL, stdin=f"assume hears(beta, alpha).\n:save! {file}\n")
    assert over.returncode == 0
    assert file.read_text() == "assume hears(beta, alpha).\n"
    assert [each.name for each in tmp_path.iterdir()] == ["more.fb"], "nothing is left beside it"


def test_what_was_saved_is_asked_as_it_was_typed(factbase, tmp_path: Path) -> None:
    file = tmp_path / "more.fb"
    typed = 'from report.\narticles(treaty, 15) "The treaty has 14 articles" waive 15 "A test.".\n'
    factbase(*SMALL, stdin=f"{typed}:save {file}\n")
    assert factbase(*SMALL, stdin=f":load {file}\narticles(P, 15).\n").stdout.count("P = treaty") == 1


@pytest.mark.parametrize("where", ["nowhere/more.fb", "more.fb/more.fb", "."])
def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(factbase, tmp_path: Path, where: str) -> None:
    (tmp_path / "more.fb").write_text("% ours\n")
    result = factbase(*SMALL, stdin=f"assume q(1).\n:save! {tmp_path / where}\nq(X).\n")
    assert "cannot be written" in result.stdout
    assert "X = 1" in result.stdout
    assert (tmp_path / "more.fb").read_text() == "% ours\n"


def test_answers_are_exported_in_the_format_of_the_name(factbase, tmp_path: Path) -> None:
    names = ["a.json", "a.csv", "a.md", "a.txt"]
    lines = "".join(f":export {tmp_path / name}\n" for name in names)
    result = factbase(*SMALL, stdin=f"allied(A, beta).\n{lines}")
    assert result.returncode == 0
    for name, form in zip(names, ("json", "csv", "md", "text"), strict=True):
        told = factbase("ask", *SMALL, "allied(A, beta)", "--format", form).stdout
        assert (tmp_path / name).read_text(encoding="utf-8") == told
    assert json.loads((tmp_path / "a.json").read_text())["verdict"] == "yes"


def test_nothing_that_a_stranger_wrote_is_markup_in_an_export(factbase, tmp_path: Path) -> None:
    (tmp_path / "b.fb").write_text('assume says("[x](http://y) <b>|`a`* \\u001b[1m").\n', encoding="utf-8")
    told = factbase("ask", "says(X)", "--base", tmp_path, "--format", "md").stdout
    assert "<b>" not in told.replace("\\<b\\>", "")
    assert "[x]" not in told.replace("\\[x\\]", "")
    assert "\x1b" not in told


def test_the_proof_of_a_number_is_asked_in_the_view_of_its_answer(factbase) -> None:
    typed = "ended(T).\n:at 2001-01-01\n:why 1\nended(T).\n"
    told = factbase("--base", "tests/base", "--at", "2010-01-01", stdin=typed).stdout
    assert "ended(treaty)   as of 2010-01-01" in told
    assert "ended(T)   as of 2001-01-01" in told


def test_the_quote_of_a_number_is_marked_in_its_document(factbase) -> None:
    told = factbase(*SMALL, stdin="allied(A, beta).\n:open 2\n").stdout
    assert "» 1  The treaty of Alpha and Beta, **signed on 13 March 2001**" in told
    assert factbase("open", *SMALL[:2], "tests/base/column.txt:1", "--quote", "signed on 13 March 2001").stdout in told


def test_a_fact_on_which_another_statement_rests_can_be_taken_back(factbase) -> None:
    typed = "assume q(1).\nr(X) :- q(X).\n:undo\nr(X).\nq(X).\n:undo\nq(X).\n"
    told = factbase(*SMALL, stdin=typed).stdout
    assert "E101 unknown relation `r`" in told
    assert told.count("1. X = 1") == 1
    assert "E101 unknown relation `q`" in told


def test_what_is_loaded_stays_where_a_statement_is_taken_back(factbase, tmp_path: Path) -> None:
    (tmp_path / "more.fb").write_text("assume loaded(1).\n")
    typed = f"assume q(1).\n:load {tmp_path / 'more.fb'}\n:undo\nloaded(X).\nq(X).\n"
    told = factbase(*SMALL, stdin=typed).stdout
    assert told.count("1. X = 1") == 1
    assert "E101 unknown relation `q`" in told
