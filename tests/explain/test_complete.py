"""Completeness: what a relation that is declared complete lacks is false only of all that the base states, and the certifier sees to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from explain.conftest import base_of

from factbase.base import Answers, FactBase, View
from factbase.explain.proof import Absent, Extent, Proof, Search
from factbase.ground.date import parse_date
from factbase.questions.certified import certify
from factbase.render.paint import plain
from factbase.render.text import result_text
from factbase.resolve.answers import resolved

CORPUS = Path(__file__).parents[1] / "corpus" / "explain"
CLUB = """
source one { file: "sources/one.txt", published: 2018-05-01 }.
source two { file: "sources/two.txt", published: 2020-05-01 }.
relation joined(who: symbol) closed.
assume asked(west).
joined(north) @ one "says that alpha holds in the north".
joined(south) @ two "The ferry stopped on 2020-03-01 for good".
out(X) :- asked(X), not joined(X).
"""
NOW, THEN = View(), View(None, parse_date("2019-01-01"))


def club(more: str = "") -> FactBase:
    base = FactBase.load([]).with_text(str(CORPUS / "club.fb"), CLUB + more, CORPUS)
    assert not base.errors, base.errors
    return base


def text(base: FactBase, answers: Answers) -> str:
    return "\n".join(result_text(resolved(answers, base.program, base.evidence), plain))


def test_a_base_without_a_source_is_complete_of_nothing_that_it_told() -> None:
    base = club()
    assert base.ask("joined(west)", NOW).verdict == "no"
    less = base.without(["two"])
    answers = less.ask("joined(west)", NOW)
    assert answers.verdict == "unknown"
    assert "declared complete, of all that is known now: not without two" in text(less, answers)
    twice = club('joined(south) @ one "also says that beta holds in the south".').without(["two"])
    assert twice.ask("joined(west)", NOW).verdict == "no"  # the other source says it too


def test_what_limits_a_declaration_is_told_with_its_words() -> None:
    base = club('joined(?) @ one "also says that beta holds in the south".')
    answers = base.ask("out(X)", THEN)
    shown = text(base, answers)
    assert "false" not in shown.replace("unknown, not false", "")
    assert "declared complete, of all that is known now: not of what was known by 2019-01-01" in shown
    assert "it may be joined(?), whose value is not given" in shown
    assert "“also says that beta holds in the south”" in shown


def _absent(answers: Answers) -> Absent:
    stack: list[Proof] = [answers.answers[0].proof]
    while stack:
        node = stack.pop()
        if isinstance(node, Absent):
            return node
        stack.extend(getattr(node, "premises", ()))
    raise AssertionError("nothing is absent")


def _told_as(answers: Answers, search: Search) -> Answers:
    """The answers with another search in their proof."""
    answer = answers.answers[0]
    absent = _absent(answers)
    premises = tuple(replace(p, search=search) if p is absent else p for p in answer.proof.premises)  # type: ignore[union-attr]  # a derived claim
    return replace(answers, answers=(replace(answer, proof=replace(answer.proof, premises=premises)),))  # type: ignore[call-arg]  # as above


@pytest.mark.parametrize(
    ("more", "view"),
    [
        ("", THEN),
        ('joined(?) @ one "also says that beta holds in the south".', NOW),
        ("joined(X) :- knows(X, _). assume knows(?, 1).", NOW),
    ],
    ids=["known-by", "unnamed", "unnamed beneath"],
)
def test_a_claim_that_is_called_false_against_the_declaration_is_rejected(more: str, view: View) -> None:
    base = club(more)
    answers = base.ask("out(X)", view)
    search = _absent(answers).search
    assert not search.extent.closed
    assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # something was asked
    for extent in (replace(search.extent, closed=True), Extent(True)):
        certificate = certify(base, _told_as(answers, replace(search, extent=extent)))
        assert certificate is not None
        assert certificate.problems


def test_a_relation_that_is_not_declared_complete_is_not_called_false() -> None:
    base = base_of("assume p(1). assume asked(2). out(X) :- asked(X), not p(X).")
    answers = base.ask("out(X)", NOW)
    search = _absent(answers).search
    certificate = certify(base, _told_as(answers, replace(search, extent=Extent(True))))
    assert certificate is not None
    assert certificate.problems


def test_what_is_said_where_there_is_no_answer_is_certified_too() -> None:
    base = club()
    answers = base.ask("joined(west)", THEN)
    assert answers.search is not None
    assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # something was asked
    wrong = replace(answers, search=replace(answers.search, extent=Extent(True)))
    assert certify(base, wrong).problems  # type: ignore[union-attr]  # as above
