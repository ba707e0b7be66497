"""What one bad document stops: the goals that may be answered from it, and no other; what is left out is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BASE = """source a { file: "a.txt" }.
source b { file: "b.txt", published: 2001 "Nord left the pact" }.
relation signed(who: symbol).
relation left(who: symbol).
relation rows(n: int).
from a.
signed(ost) "Ost signed the pact".
from b.
left(nord) "Nord left the pact".
in_it(X) :- signed(X).
stays(X) :- signed(X), not left(X).
lost(N) :- N = count { X : left(X) }.
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "a.fb").write_text(BASE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Ost signed the pact.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nord left the pact.\n", encoding="utf-8")
    return tmp_path


def missing(base: Path) -> None:
    (base / "b.txt").unlink()


def another(base: Path) -> None:
    (base / "b.txt").write_text("Sued left the pact.\n", encoding="utf-8")


def not_utf8(base: Path) -> None:
    (base / "b.txt").write_bytes(b"Nord \xff left the pact.\n")


def no_text(base: Path) -> None:
    (base / "b.txt").write_text("", encoding="utf-8")


def no_passage(base: Path) -> None:
    text = BASE.replace('"b.txt"', '"b.txt", lines: 7..9')
    (base / "a.fb").write_text(text, encoding="utf-8")


def no_extract(base: Path) -> None:
    (base / "b.html").write_text("<p>Nord left the pact.</p>", encoding="utf-8")
    (base / "a.fb").write_text(BASE.replace("b.txt", "b.html"), encoding="utf-8")


def no_table(base: Path) -> None:
    text = BASE.replace("from a.\n", 'assume table rows from "rows.csv".\nfrom a.\n').replace(
        "left(nord)", "signed(ost)"
    )
    text = text.replace('signed(ost) "Nord left', 'left(nord) "Nord left').replace(
        "count { X : left(X) }", "count { X : rows(X) }"
    )
    (base / "a.fb").write_text(text.replace("not left(X)", "not rows(1)"), encoding="utf-8")


SPOILED = (missing, another, not_utf8, no_text, no_passage, no_extract, no_table)


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_one_bad_document_stops_the_goals_that_may_need_it_and_no_other(factbase, base, spoil):
    spoil(base)
    told = factbase("--base", base, "ask", "in_it(X)")
    assert (told.returncode, told.stderr) == (0, "")
    assert "warning S106 " in told.stdout
    assert "X = ost" in told.stdout
    for goal in ("stays(X)", "lost(N)"):
        stopped = factbase("--base", base, "ask", goal)
        assert stopped.returncode == 1, goal
        assert "error E" in stopped.stderr, goal
        assert "= " not in stopped.stdout, goal
    assert factbase("check", base).returncode == 1


def test_what_is_left_out_is_said_in_every_format(factbase, base):
    missing(base)
    for command in ("ask", "why"):
        found = json.loads(factbase("--base", base, command, "in_it(X)", "--format", "json").stdout)
        problem, undated = found["problems"]
        assert (problem["code"], undated["code"]) == ("S106", "S107")  # the date of `b` is among what is lost
        assert any("b.txt` does not exist" in line for line in problem["detail"])
    for command, form in (("ask", "csv"), ("why", "text"), ("why", "dot"), ("why", "mermaid"), ("why", "prose")):
        told = factbase("--base", base, command, "in_it(X)", "--format", form)
        assert told.returncode == 0
        assert "b.txt` does not exist" in told.stdout + told.stderr, (command, form)


def test_what_was_known_by_a_date_needs_the_dates_of_all_sources(factbase, base):
    missing(base)
    stopped = factbase("--base", base, "ask", "in_it(X)", "--known-by", "2005")
    assert stopped.returncode == 1
    assert "error E115 the file of source `b`" in stopped.stderr


def test_who_repeats_whom_needs_every_document(factbase, base):
    missing(base)
    assert factbase("--base", base, "ask", "same_voice(a, X)").returncode == 1


def test_an_unknown_source_is_told_beside_a_missing_one(factbase, base):
    missing(base)
    told = factbase("--base", base, "ask", "in_it(X)", "--without", "nosuch")
    assert told.returncode == 2
    assert "unknown source `nosuch`" in told.stderr


def test_no_projection_rests_on_a_date_whose_words_are_lost(base: Path, factbase) -> None:
    command = ["in_it(X)", "--base", base, "--at", "2005-01-01"]
    (base / "a.fb").write_text(BASE.replace("published: 2001 ", "published: 2001-XX-XX "), encoding="utf-8")
    assert "projected: no source in the view is later than 2001-12-31" in factbase("ask", *command).stdout
    missing(base)
    for name in ("ask", "timeline"):
        shown = factbase(name, *command).stdout
        assert "projected" not in shown
        assert "S107 whether this is a projection is not known" in shown
    assert json.loads(factbase("ask", *command, "--format", "json").stdout)["projected"] is None
    undated = BASE.replace(', published: 2001 "Nord left the pact"', "")
    (base / "a.fb").write_text(undated, encoding="utf-8")
    assert "S107" not in factbase("ask", *command).stdout
