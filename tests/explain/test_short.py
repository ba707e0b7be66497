"""Proofs in short: of an aggregate of very many contributors, text proves the first and counts the others; all other formats prove all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from explain.conftest import ask, base_of
from explain.test_empty import grouped, told

from factbase.explain.graph import MANY

VERY_MANY = 100_000
MORE = MANY + 1
BASE = """
relation part(of: symbol, size: int).
{facts}
n(X) :- X in 1..{many}.
all(T) :- T = sum {{ X : n(X) }}.
few(T) :- T = sum {{ X : n(X), X <= 10 }}.
each(K, N) :- part(K, _), N = count {{ X : part(K, X) }}.
"""


def written(folder: Path, many: int, facts: str = "assume part(a, 1).") -> Path:
    (folder / "base.fb").write_text(BASE.format(many=many, facts=facts), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path, MORE)


def test_an_aggregate_of_very_many_is_told_in_the_time_of_any_question(factbase, tmp_path: Path) -> None:
    result = factbase("ask", "all(T)", "--base", written(tmp_path, VERY_MANY), "--seconds", 4)
    assert result.returncode == 0
    assert f"T = {VERY_MANY * (VERY_MANY + 1) // 2}" in result.stdout
    assert f"{VERY_MANY - 3:,} are counted and not proved here" in result.stdout


def test_what_is_not_proved_is_not_told_as_proved(factbase, folder: Path) -> None:
    text = factbase("ask", "all(T)", "--base", folder).stdout
    told = re.findall(r"^ +(\w+\(\d+\)) rests on no fact", text, re.MULTILINE)
    assert len(told) == 3  # of the sum that is not known: it may have a fact that is not shown
    assert all(each.startswith("n(") for each in told)
    assert f"{MORE - 3:,} are counted and not proved here" in text
    whole = factbase("ask", "all(T)", "--base", folder, "--full").stdout
    assert "all(" in whole
    assert "not proved here" not in whole
    assert whole.count("shown above") + len(re.findall(r"─ n\(\d+\)  rule", whole)) == MORE


def test_up_to_so_many_all_are_proved(factbase, tmp_path: Path) -> None:
    text = factbase("ask", "all(T)", "--base", written(tmp_path, MANY)).stdout
    assert "rests on no fact" in text
    assert "not proved" not in text


def test_each_group_counts_for_itself(factbase, tmp_path: Path) -> None:
    facts = "".join(f"assume part(a, {i}).\n" for i in range(MORE)) + "assume part(b, 1).\n"
    text = factbase("ask", "each(K, N)", "--base", written(tmp_path, 1, facts)).stdout
    table, a, b = re.split(r"^[12]\. each", text, flags=re.MULTILINE)
    assert "[1]–[3] and more\n" in table
    assert "[4]\n" in table
    assert f"{MORE - 3:,} are counted and not proved here" in a
    assert "not proved" not in b
    assert "part(b, 1)" in b


@pytest.mark.parametrize("form", ["json", "csv"])
def test_other_formats_prove_all(factbase, folder: Path, form: str) -> None:
    text = factbase("ask", "all(T)", "--base", folder, "--format", form).stdout
    assert "unproved" not in text
    assert "not proved" not in text
    if form == "json":
        (node,) = (node for node in json.loads(text)["proofs"].values() if node["kind"] == "grouped")
        assert len(node["members"]) == MORE


def test_what_a_session_exports_is_whole(factbase, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    session = factbase("--base", folder, stdin=f"all(T).\nassume n(0).\n:export {file}\n").stdout
    assert "not proved here" in session
    assert file.read_text(encoding="utf-8") == factbase("ask", "all(T)", "--base", folder, "--format", "json").stdout


def test_a_named_query_is_told_in_short_too(factbase, folder: Path) -> None:
    (folder / "more.fb").write_text('query sum "What is the sum?": all(T).\n', encoding="utf-8")
    assert "not proved here" in factbase("query", "sum", "--base", folder).stdout
    assert "not proved here" not in factbase("query", "sum", "--base", folder, "--format", "json").stdout


def test_a_proof_in_short_is_no_whole_one() -> None:
    base = base_of(BASE.format(many=4, facts="assume part(a, 1)."))
    answers = ask(base, "all(T)")
    whole = grouped(answers)
    assert told(base, answers, whole) == ()
    assert told(base, answers, replace(whole, unproved=1))
    assert told(base, answers, replace(whole, members=whole.members[:3], unproved=1))
