"""Facts that are computed when they are asked for: they are certified, kept once, and follow the view and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.ground.date import parse_date
from factbase.questions.certified import certify
from factbase.questions.explanation import explained, load_bearing

NAMES = """\
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
    (tmp_path / "two.txt").write_text("Another day.\nNo pact of any moon. A moon-\nlanding was all.\n")
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
