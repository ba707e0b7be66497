"""What stands beside the evidence of a fact: its context, and what its words refer to, tell whom it means; nothing rests on either."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import factbase as fb
from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.explain.proof import leaves
from factbase.questions.certified import certify

BASE = """\
source notes { file: "notes.txt", published: 2019-01-01 }.
source letter { file: "letter.txt", published: 2020-01-01 }.
entity pact: agreement { name: "Pact of Ost" }.
relation kept(what: agreement).
"""
KEPT = 'kept(pact) @ notes "Alpha kept the agreement" context @ letter "the Pact of Ost is meant".\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.txt").write_text("The Pact of Ost was signed.\n\nAlpha kept the agreement. Beta left it.\n")
    (tmp_path / "letter.txt").write_text("By this the Pact of Ost is meant.\n")
    (tmp_path / "a.fb").write_text(BASE)
    return tmp_path


def test_a_fact_stands_without_the_source_of_its_context_and_not_without_that_of_its_evidence(folder: Path) -> None:
    (folder / "b.fb").write_text(KEPT)
    base = fb.open(folder)
    assert "context “the Pact of Ost is meant” letter, " in "\n".join(base.ask("kept(X)")[0].grounds)
    for goal in (base.ask("kept(X)", without=["letter"]), base.ask("kept(X)", known_by="2019-06-01")):
        (answer,) = goal
        assert "Alpha kept the agreement" in "\n".join(answer.grounds)
        assert "context" not in "\n".join(answer.grounds)
    assert not list(base.ask("kept(X)", without=["notes"]))


def test_a_context_is_no_voice_of_the_fact(folder: Path) -> None:
    (folder / "b.fb").write_text(f"{KEPT}told(N) :- N = count {{ S : kept(pact) @ S }}.\n")
    base = fb.open(folder)
    assert [answer["N"] for answer in base.ask("told(N)")] == [1]
    (why,) = base.ask("kept(X)").why()
    assert why.explanation.support.suffices == (("notes",),)


def test_why_the_source_of_a_context_was_known_is_told(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(
        KEPT + "relation written(what: source, on: date).\npublished(S, D) :- written(S, D).\n"
        'source dated { file: "dated.txt" }.\nwritten(dated, 2018-03) @ dated "It was written in March 2018".\n'
        'kept(pact) @ notes "Beta left it" context @ dated "It was written in March".\n'
    )
    (folder / "dated.txt").write_text("It was written in March 2018.\n")
    told = factbase("ask", "kept(pact)", "--known-by", "2019-06-01", "--base", ".", cwd=folder)
    assert "known by 2019-06-01, for this follows from what was known:\n  published(dated, 2018-03)" in told.stdout


def test_json_has_the_context_in_a_field_of_its_own(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(KEPT)
    found = json.loads(factbase("ask", "kept(X)", "--base", ".", "--format", "json", cwd=folder).stdout)
    (node,) = found["proofs"].values()
    (fact,) = node["facts"]
    assert [each["quote"] for each in fact["citations"]] == ["Alpha kept the agreement"]
    assert [each["quote"] for each in fact["context"]] == ["the Pact of Ost is meant"]
    assert [each["quote"] for each in found["answers"][0]["citations"]] == ["Alpha kept the agreement"]


def test_a_context_is_certified(folder: Path) -> None:
    (folder / "b.fb").write_text(KEPT)
    base = FactBase.load([folder])
    answers = base.ask("kept(X)", View(), default_engine())
    certificate = certify(base, answers)
    assert certificate is not None
    assert (certificate.problems, certificate.quotes) == ((), 2)
    (fact,) = next(leaves(answers.answers[0].proof)).facts
    (told,) = fact.context
    forged = replace(fact, context=(replace(told, quote="the Pact of Ost is not meant"),))
    proof = replace(answers.answers[0].proof, facts=(forged,))
    (again,) = (replace(answers, answers=(replace(answers.answers[0], proof=proof),)),)
    refused = certify(base, again)
    assert refused is not None
    assert any("is not a fact of the base" in problem for problem in refused.problems)


def test_a_table_has_columns_of_context(folder: Path, factbase) -> None:
    (folder / "t.csv").write_text(
        "what,words,who,more\npact,Alpha kept the agreement,The Pact of Ost was,\n"
        "pact,Beta left it,words that nobody wrote,The Pact of Ost was signed\n"
    )
    (folder / "b.fb").write_text(
        'table kept from "t.csv" { source: notes, quote: words, columns: [what], context: [who, more] }.\n'
    )
    told = factbase("check", ".", cwd=folder)
    assert "t.csv:3:1: error E503 the quote does not stand in `notes`" in told.stdout
    assert "\n5 quotes: 4 found, 1 absent\n" in told.stdout
    (folder / "t.csv").write_text("what,words,who\npact,Alpha kept the agreement,The Pact of Ost was\n")
    (folder / "b.fb").write_text(
        'table kept from "t.csv" { source: notes, quote: words, context: who, columns: [what] }.\n'
    )
    assert "\n2 quotes: 2 found\n" in factbase("check", ".", cwd=folder).stdout
    told = factbase("ask", "kept(X)", "--base", ".", "--full", "--certify", cwd=folder)
    assert "context “The Pact of Ost was”\n" in told.stdout
    assert "2 quotes" in told.stderr
    (folder / "b.fb").write_text('assume table kept from "t.csv" { context: who, columns: [what] }.\n')
    assert "E122 setting `context` takes rows that are not assumed" in factbase("check", ".", cwd=folder).stdout


def test_a_conflict_shows_whom_its_quotes_mean(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(f'{KEPT}check none() error "kept" :- kept(_).\n')
    told = factbase("conflicts", "--base", ".", cwd=folder).stdout
    assert (
        "  for kept(pact), fact b.fb:1\n      context “the Pact of Ost is meant”\n        letter, letter.txt:1" in told
    )


def test_a_lock_pins_a_context(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(KEPT)
    assert factbase("lock", "--base", ".", cwd=folder).returncode == 0
    assert "the Pact of Ost is meant" in (folder / "sources.lock").read_text()


# ---- what words refer to

REFERS = '"the agreement" is pact @ notes "The Pact of Ost was signed".\n'
LEFT = 'kept(pact) @ notes "Alpha kept the agreement".\n'


def test_a_leaf_tells_what_words_refer_to_and_where_that_is_said(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(REFERS + LEFT)
    told = factbase("ask", "kept(X)", "--base", ".", "--full", "--certify", cwd=folder)
    assert told.stdout.splitlines()[3:10] == [
        "   kept(pact)",
        "     fact b.fb:2",
        "       “Alpha kept the agreement”",
        "         notes, notes.txt:3 ¶2, found",
        "       “the agreement” (line 3) is Pact of Ost, b.fb:1",
        "         “The Pact of Ost was signed”",
        "           notes, notes.txt:1 ¶1, found",
    ]
    assert "1 proof of 1 part, 2 quotes" in told.stderr
    assert "2 quotes: 2 found" in factbase("check", ".", cwd=folder).stdout


def test_json_has_what_words_refer_to_in_a_field_of_its_own_and_it_is_certified(folder: Path, factbase) -> None:
    (folder / "b.fb").write_text(REFERS + LEFT)
    saved = factbase("ask", "kept(X)", "--base", ".", "--format", "json", cwd=folder).stdout
    (node,) = json.loads(saved)["proofs"].values()
    (refers,) = node["facts"][0]["references"]
    assert (refers["words"], refers["line"], refers["symbol"], refers["at"]["line"]) == ("the agreement", 3, "pact", 1)
    assert [each["quote"] for each in refers["citations"]] == ["The Pact of Ost was signed"]
    assert [each["quote"] for each in node["facts"][0]["citations"]] == ["Alpha kept the agreement"]
    (folder / "saved.json").write_text(saved)
    assert factbase("certify", "saved.json", "--base", ".", cwd=folder).returncode == 0
    (folder / "b.fb").write_text(REFERS.replace("The Pact of Ost was", "Pact of Ost was") + LEFT)
    assert factbase("certify", "saved.json", "--base", ".", cwd=folder).returncode == 1


def test_a_quote_that_introduces_words_and_is_gone_stops_the_answers_that_cite_its_source_and_no_others(
    folder: Path, factbase
) -> None:
    (folder / "b.fb").write_text(
        REFERS.replace("was signed", "was burnt") + LEFT + 'meant(pact) @ letter "the Pact of Ost is meant".\n'
    )
    assert factbase("ask", "kept(X)", "--base", ".", cwd=folder).returncode == 1
    told = factbase("ask", "meant(X)", "--base", ".", cwd=folder)
    assert "1. X = pact" in told.stdout
    checked = factbase("check", ".", cwd=folder).stdout
    assert "E503" in checked
    assert "F10" not in checked


def test_a_reference_that_a_row_of_a_table_needs_is_needed(folder: Path, factbase) -> None:
    (folder / "t.csv").write_text("what,words\npact,Alpha kept the agreement\n")
    (folder / "b.fb").write_text(
        f'{REFERS}table kept from "t.csv" {{ source: notes, quote: words, columns: [what] }}.\n'
    )
    assert "F1" not in factbase("check", ".", cwd=folder).stdout
    (folder / "t.csv").write_text("what,words\npact,The Pact of Ost was signed\n")
    assert "F108 no fact needs the reference of “the agreement” to `pact`" in factbase("check", ".", cwd=folder).stdout


def test_what_words_refer_to_is_judged_again_when_that_changes(tmp_path: Path, folder: Path) -> None:
    base = FactBase.load([folder]).with_text("b.fb", REFERS + LEFT, folder)
    view, engine = View(), default_engine()
    assert not [each for each in audit(base, view, engine).diagnostics if each.code.startswith("F")]
    for refers, codes in (
        (REFERS.replace("@ notes", "lines 1..2 @ notes"), ["F101", "F107"]),
        (REFERS.replace("is pact", "is other"), ["F101", "F108", "F109"]),
        (REFERS, []),
    ):
        base = base.with_text("b.fb", f'{refers}{LEFT}entity other: agreement {{ name: "Other Pact" }}.\n', folder)
        found = sorted(each.code for each in audit(base, view, engine).diagnostics if each.code.startswith("F"))
        assert found == codes
