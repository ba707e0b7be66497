"""What stands between a quote and its source is told with every answer that rests on it, by every face."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

BASE = """\
source post { file: "post.txt" }.
entity acme: company { name: "Acme" }.
from post.
mill(acme, 1990) "Acme opened a mill in 1990".
sold(acme, 2001) "Acme's owners sold […] the mill in 2001".
gone(X) :- mill(X, _), sold(X, _).
"""
TEXT = "Acme opened a mill in 1990.\nAcme’s owners sold their shares and the mill in 2001.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.fb").write_text(BASE, encoding="utf-8")
    (tmp_path / "post.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_an_answer_on_a_folded_quote_says_so_in_one_line(folder: Path, factbase) -> None:
    lines = factbase("ask", "gone(X)", "--base", folder).stdout.splitlines()
    assert lines[2:4] == ["1. X = acme", "   rests on 2 quotes: 1 found, 1 folded"]
    assert "leaves out: their shares and" in "\n".join(lines)


def test_an_answer_on_found_quotes_alone_says_nothing(folder: Path, factbase) -> None:
    assert "rests on" not in factbase("ask", "mill(X, _)", "--base", folder).stdout


def test_an_answer_on_a_moved_quote_says_so(folder: Path, factbase) -> None:
    assert factbase("lock", "--base", folder).returncode == 0
    (folder / "post.txt").write_text(f"One line more.\n{TEXT}", encoding="utf-8")
    assert "rests on 2 quotes: 2 moved" in factbase("ask", "gone(X)", "--base", folder).stdout


def test_json_counts_verdicts_and_shows_what_is_left_out(folder: Path, factbase) -> None:
    (answer,) = json.loads(factbase("ask", "gone(X)", "--base", folder, "--format", "json").stdout)["answers"]
    assert answer["rests_on"] == {"FOUND": 1, "FOLDED": 1}
    assert [c["leaves_out"] for c in answer["citations"]] == [[], [" their shares and "]]
    assert [c["folds"] for c in answer["citations"]] == [[], ["quotes"]]


def test_csv_shows_what_is_left_out(folder: Path, factbase) -> None:
    rows = list(csv.DictReader(io.StringIO(factbase("ask", "gone(X)", "--base", folder, "--format", "csv").stdout)))
    assert [(row["verdict"], row["leaves_out"]) for row in rows] == [("FOUND", ""), ("FOLDED", "their shares and")]
