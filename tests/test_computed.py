"""Facts that are computed when they are asked for: they are certified, kept once, and follow the view and what is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import factbase as fb
from factbase.base import FactBase, View, default_engine
from factbase.cite import Status
from factbase.ground.date import parse_date
from factbase.questions.certified import certify
from factbase.questions.difference import difference
from factbase.questions.explanation import explained, load_bearing
from factbase.questions.timeline import timeline

NAMES = """\
source bare { title: "No file" }.
source one { file: "one.txt", published: 2001-05 }.
source two { file: "two.txt", published: 2009-05 }.
entity pact: agreement { name: "the Pact", alias: ["GSOMIA"] }.
relation kept(p: agreement).
from one.
kept(pact) "The Pact of the moon was kept by them".
called(N) :- kept(P), alias(P, N).
named(N) :- name(_, N).
"""


@pytest.fixture
def base(tmp_path: Path) -> FactBase:
    (tmp_path / "one.txt").write_text("The Pact of the moon was kept by them.\n")
    (tmp_path / "two.txt").write_text("Another day.\nNo pact of any moon. A moon-\nlanding was all. The moon set.\n")
    (tmp_path / "a.fb").write_text(NAMES)
    loaded = FactBase.load([tmp_path])
    assert not loaded.errors
    return loaded


def asked(base: FactBase, goal: str, **view: str) -> list[str]:
    """The values of the answers, each of which is certified."""
    answers = base.ask(goal, View(**{name: parse_date(day) for name, day in view.items()}))
    assert not answers.problems, answers.problems
    certificate = certify(base, answers)
    assert certificate is not None
    assert not certificate.problems
    return [" ".join(str(value) for _, value in answer.bindings) for answer in answers.answers]


def test_a_name_stands_on_no_source(base: FactBase) -> None:
    assert asked(base, "named(N)", known_by="1990-01-01") == ["the Pact"]
    assert asked(base.without(["one"]), "named(N)") == ["the Pact"]
    assert asked(base, "called(N)", known_by="1990-01-01") == []
    assert asked(base, "called(N)", known_by="2003-01-01") == ["GSOMIA"]
    answers = base.ask("called(N)", View())
    (why,) = explained(base, answers, 5)
    assert list(why.support.label.sets) == [frozenset({"one"})]


def test_what_is_computed_is_there_once(base: FactBase) -> None:
    names = base.ask("name(X, N)", View())
    assert len(names.answers) == 1
    both = base.for_bodies([names.body]).for_bodies([base.ask("alias(X, N)", View()).body])
    assert [fact.relation for fact in both.program.facts].count("name") == 1
    assert asked(both.without(["two"]), "called(N)") == ["GSOMIA"]
    assert len(both.without(["two"]).ask("name(X, N)", View()).answers[0].proof.facts) == 1
    assert load_bearing(both, View(), default_engine())


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ('mentions(S, "moon")', ["one", "two"]),
        ('mentions(S, "MOON-landing")', ["two"]),
        ('mentions(S, "moo")', []),
        ('mentions(S, "landing")', []),
        ('mentions(one, "the moon"), mentions(S, "pact of")', ["one", "two"]),
    ],
)
def test_what_a_document_mentions_is_folded_as_quotes_are_in_whole_words(
    goal: str, expected: list[str], base: FactBase
) -> None:
    assert asked(base, goal) == expected


def test_what_it_does_not_mention_is_an_absence(base: FactBase) -> None:
    assert asked(base, 'published(S, D), not mentions(S, "A moon-landing was all")') == ["one 2001-05"]
    assert asked(base, 'N = count { S : mentions(S, "moon") }') == ["2"]
    assert asked(base, 'title(S, _), not mentions(S, "moon")') == ["bare"]


def test_what_is_mentioned_is_known_and_left_out_with_its_source(base: FactBase) -> None:
    assert asked(base, 'mentions(S, "moon")', known_by="2003-01-01") == ["one"]
    assert asked(base.without(["one"]), 'mentions(S, "moon")') == ["two"]
    assert asked(base.without(["one", "two"]), 'mentions(S, "moon")') == []


def test_its_leaf_is_the_first_place_and_says_how_many_more(base: FactBase, tmp_path: Path) -> None:
    (answer,) = base.ask('mentions(two, "moon")', View()).answers
    (fact,) = answer.proof.facts
    (cited,) = fact.citations
    assert (cited.quote, base.evidence.verdict(cited).line, fact.more) == ("No pact of any moon.", 2, 1)
    found = fb.open(tmp_path).ask('mentions(two, "moon")')
    assert "a.fb:3, and in 1 more place\n" in str(found)
    assert any("and in 1 more place" in line for line in found[0].grounds)


def test_it_follows_the_document(base: FactBase, tmp_path: Path) -> None:
    assert asked(base, 'mentions(S, "landing was all")') == []
    (tmp_path / "two.txt").write_text("Another day. The landing was all, twice: the landing was all.\n")
    again = base.reread([tmp_path])
    assert asked(again, 'mentions(S, "landing was all")') == ["two"]
    assert asked(base, 'mentions(S, "landing was all")') == []


def test_a_tampered_leaf_is_not_certified(base: FactBase) -> None:
    answers = base.ask('mentions(two, "moon")', View())
    (answer,) = answers.answers
    (fact,) = answer.proof.facts
    for other in (replace(fact, more=0), replace(fact, values=(fact.values[0], "any moon"))):
        proof = replace(answer.proof, facts=(other,))
        certificate = certify(base, replace(answers, answers=(replace(answer, proof=proof),)))
        assert certificate is not None
        assert certificate.problems


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("GSOMIA.\n\nGSOMIA.\n\nThe GSOMIA is a pact.\n", "gsomia", 1),
        ("A pact. A pact. A pact.\n", "pact", 1),
        ("x " * 3000 + "the pact stands here " + "y " * 3000, "pact", 1),
        ("Some say [...] that the pact [sic] stood.\n", "pact", 1),
        ("It was said “the pact” and\n\nno more than that.\n", "the pact", 1),
    ],
)
def test_the_place_is_quoted_wherever_it_is(text: str, words: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(text)
    (tmp_path / "a.fb").write_text('source one { file: "one.txt" }.\n')
    base = FactBase.load([tmp_path])
    (answer,) = base.ask(f'mentions(one, "{words}")', View()).answers
    (cited,) = answer.proof.facts[0].citations
    verdict = base.evidence.verdict(cited)
    assert verdict.status in (Status.FOUND, Status.FOLDED)
    assert verdict.line == line
    assert len(cited.quote) <= 700


def test_a_text_too_short_for_a_quote_is_told_without_words(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A pact.\n")
    (tmp_path / "a.fb").write_text('source one { file: "one.txt" }.\n')
    base = FactBase.load([tmp_path])
    assert asked(base, 'mentions(S, "pact")') == ["one"]
    (answer,) = base.ask('mentions(S, "pact")', View()).answers
    assert answer.proof.facts[0].citations == ()


def test_what_is_computed_has_a_timeline_and_a_difference(base: FactBase, tmp_path: Path) -> None:
    assert not timeline(base, 'mentions(S, "landing")', None, default_engine()).answers
    assert len(timeline(base, 'mentions(S, "moon")', None, default_engine()).answers) == 2
    before = base.with_text("q.fb", 'query moon: mentions(S, "moon").\n', tmp_path)
    (tmp_path / "two.txt").write_text("Another day without any of that.\n")
    after = before.reread([tmp_path]).with_text("q.fb", 'query moon: mentions(S, "moon").\n', tmp_path)
    found = difference(before, after, View(), default_engine())
    assert [(fact.relation, str(fact.values[0])) for fact in found.gone.facts] == [("mentions", "two")]
    assert not found.new.facts
