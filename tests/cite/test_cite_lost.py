"""The checks of a base of which some quotes do not stand: they are run, and rest on nothing that is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "A was a spy. B met A in Rome. C met A in Bonn. D was a spy and met C.\n"
BASE = """source r { file: "report.txt" }.
relation spy(who: string).
relation met(a: string, b: string).
from r.
spy("A") "A was a spy".
met("B", "A") "B met A in Rome".
met("C", "A") "C met A in Paris".
spy("D") "D was a spy".
met("D", "C") "D was a spy and met B".
check contact(X) warning "{X} met a spy" :- met(X, Y), spy(Y).
check alone(X) error "{X} is a spy that met nobody" :- spy(X), not met(X, _).
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "base.fb").write_text(BASE, encoding="utf-8")
    return tmp_path


def _told(factbase, base: Path, *options: str):
    result = json.loads(factbase("check", base, "--format", "json", "--at", "2020-01-01", *options).stdout)
    return result, {each["message"]: each for each in result["diagnostics"] if each["code"].startswith("C")}


def test_checks_run_without_the_facts_whose_quotes_are_gone(base: Path, factbase) -> None:
    found, told = _told(factbase, base)
    assert set(told) == {"B met a spy", "A is a spy that met nobody", "D is a spy that met nobody"}
    assert found["counts"]["ran"] == {"checks": 2, "violations": 3, "accepted": 0, "possible": 0, "lost": 2}
    assert found["counts"]["not_run"] == 0
    text = factbase("check", base, "--at", "2020-01-01").stdout
    assert "2 checks: 3 violations (0 accepted); all this without the 2 facts whose quotes do not stand" in text
    assert "not checked" not in text


def test_a_violation_for_what_is_lost_says_so(base: Path, factbase) -> None:
    _, told = _told(factbase, base)
    only = "it is so only without the facts whose quotes do not stand"
    assert only in told["D is a spy that met nobody"]["detail"]
    assert only not in told["A is a spy that met nobody"]["detail"] + told["B met a spy"]["detail"]


def test_an_allowance_of_what_is_lost_is_not_stale(base: Path, factbase) -> None:
    (base / "allow.fb").write_text('allow contact("C") "known". allow contact("E") "nobody".\n', encoding="utf-8")
    found, _ = _told(factbase, base)
    stale = [each["place"] for each in found["diagnostics"] if each["code"] == "C301"]
    assert [(each["line"], each["column"]) for each in stale] == [(1, 29)]


@pytest.mark.parametrize("choice", [("--ignore", "E503"), ("--severity", "E503=note")])
def test_an_error_that_is_set_aside_leaves_its_fact_lost(base: Path, factbase, choice: tuple[str, str]) -> None:
    found, told = _told(factbase, base, *choice)
    assert found["counts"]["ran"]["lost"] == 2
    assert "C met a spy" not in told
    assert not found["clean"]


def test_a_fact_with_another_quote_that_stands_is_not_lost(base: Path, factbase) -> None:
    two = '"C met A in Paris" "C met A in Bonn"'
    (base / "base.fb").write_text(BASE.replace('"C met A in Paris"', two), encoding="utf-8")
    found, told = _told(factbase, base)
    assert found["counts"]["ran"]["lost"] == 1
    assert "C met a spy" in told


def test_a_check_of_the_words_of_all_documents_is_not_run_while_one_is_missing(base: Path, factbase) -> None:
    with (base / "base.fb").open("a", encoding="utf-8") as file:
        file.write(
            'source gone { file: "gone.txt" }.\n'
            'check unsaid(X) error "no document says {X}" :- spy(X), not mentions(_, "A spy was D").\n'
            'allow unsaid("A") "it may be said in what is missing".\n'
        )
    found, told = _told(factbase, base)
    assert "no document says A" not in told
    assert (found["counts"]["ran"]["checks"], found["counts"]["not_run"]) == (2, 1)
    assert "C301" not in found["codes"]


def test_other_errors_leave_checks_unrun(base: Path, factbase) -> None:
    with (base / "base.fb").open("a", encoding="utf-8") as file:
        file.write("bad(X) :- worse(Y).\n")
    found, told = _told(factbase, base)
    assert (told, found["counts"]["ran"], found["counts"]["not_run"]) == ({}, None, 2)
