"""When sources were known: against the definition, set by set; and what is said of it, in text, in JSON, over time, and certified."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase, View, default_engine
from factbase.explain.proof import citations
from factbase.ground.date import parse_date
from factbase.program.table import Facts
from factbase.program.view import Known, known_facts
from factbase.questions.certified import certify
from factbase.questions.explanation import explained
from factbase.questions.results.timeline import timeline_of
from factbase.questions.timeline import timeline
from factbase.render.paint import plain
from factbase.render.text import result_text
from factbase.render.timeline import timeline_text
from factbase.resolve.answers import resolved
from factbase.result.written import json_text

CORPUS = Path(__file__).parents[1] / "corpus" / "time"
SOURCES = ("a", "b", "c")
DAYS = tuple(f"201{n}-01-01" for n in range(4))
MONOTONE = "published(S, D) :- told(S, D). published(S, D + 400) :- after(S, T), published(T, D)."
BARRED = """
published(S, D) :- told(S, D), not denied(S, _).
published(S, D + 400) :- after(S, T), published(T, D), not denied(T, S).
"""


def base_of(text: str) -> FactBase:
    base = FactBase.load([]).with_text(str(CORPUS / "made_up.fb"), text, CORPUS)
    assert not base.errors, base.errors
    return base


@st.composite
def bases(draw: st.DrawFn, rules: str) -> str:
    lines = [f'source {name} {{ file: "sources/old.txt" }}.' for name in SOURCES]
    lines += ["relation told(s: source, d: date).", "relation after(s: source, t: source).", rules]
    if "denied" in rules:
        lines.append("relation denied(s: source, t: source).")
    for _ in range(draw(st.integers(2, 7))):
        name, by = draw(st.sampled_from(SOURCES)), draw(st.sampled_from(SOURCES))
        other = draw(st.sampled_from(SOURCES))
        kind = draw(st.sampled_from(("told", "told", "after", "denied") if "denied" in rules else ("told", "after")))
        if kind == "after" and other >= name:
            continue  # one after another, without end
        claim = f"told({name}, {draw(st.sampled_from(DAYS))})" if kind == "told" else f"{kind}({name}, {other})"
        lines.append(f'{claim} @ {by} "the old text says one".')
    return "\n".join(dict.fromkeys(lines))


def subsets(names: frozenset[str]) -> list[frozenset[str]]:
    sizes = range(len(names) + 1)
    return [frozenset(each) for each in chain.from_iterable(combinations(sorted(names), size) for size in sizes)]


def dated(base: FactBase, known: frozenset[str], by: str, against: frozenset[str] | None = None) -> frozenset[str]:
    """The sources of which what some sources say gives a date that is no later; what is denied, others may say."""
    said, denied = (known_facts(base.program.facts, of) for of in (known, known if against is None else against))
    facts = [fact for fact in said if fact.relation != "denied"] + [
        fact for fact in denied if fact.relation == "denied"
    ]
    certain, _ = base.of_facts(Facts(tuple(facts)), "").dated.published(default_engine())
    return frozenset(name for name, dates in certain.items() if any(date.text <= by for date in dates))


def largest(base: FactBase, by: str, against: frozenset[str]) -> frozenset[str]:
    """The largest set of sources that dates itself, where some others deny."""
    found = frozenset(SOURCES)
    while (fewer := found & dated(base, found, by, against)) != found:
        found = fewer
    return found


@examples(25)
@given(bases(MONOTONE), st.sampled_from(DAYS))
def test_the_known_sources_are_the_largest_set_that_dates_itself(text: str, by: str) -> None:
    base = base_of(text)
    dating = [each for each in subsets(frozenset(SOURCES)) if each <= dated(base, each, by)]
    known = base.dated.publications(parse_date(by)).known(parse_date(by))
    assert known.certain == known.possible == frozenset[str]().union(*dating)


@examples(25)
@given(bases(BARRED), st.sampled_from(DAYS))
def test_what_is_sure_is_dated_whatever_else_was_known_and_what_is_possible_leaves_out_no_way(
    text: str, by: str
) -> None:
    base = base_of(text)
    known = base.dated.publications(parse_date(by)).known(parse_date(by))
    assert known.certain <= known.possible
    for more in subsets(known.possible - known.certain):
        assert known.certain <= dated(base, known.certain | more, by)
    for each in subsets(frozenset(SOURCES)):
        if each == largest(base, by, each):  # a way that it may have been
            assert known.certain <= each <= known.possible


@examples(25)
@given(bases(MONOTONE), st.sampled_from(DAYS))
def test_all_days_at_once_say_what_each_says_alone(text: str, by: str) -> None:
    base = base_of(text)
    date = parse_date(by)
    alone = base.dated.publications(date).known(date)
    assert base.of_facts(base.program.facts, "").dated.publications().known(date) == alone


# ---- what is said of it

TWO = """
source s { file: "sources/old.txt" }.
source x { file: "sources/new.txt", published: 2019-06-01 }.
told(s, 2015-01-01) @ x "the new text says two".
published(S, D) :- told(S, D).
p(1) on 2014-01-01 @ s "the old text says one".
q(1) @ x "it repeats that one".
"""
THEN = View(None, parse_date("2019-07-01"))


def shown(base: FactBase, goal: str, view: View) -> str:
    answers = base.ask(goal, view)
    return "\n".join(result_text(resolved(answers, base.program, base.evidence), plain))


def test_an_answer_cites_why_its_sources_were_known() -> None:
    base = base_of(TWO)
    text = shown(base, "p(X)", THEN)
    _, _, note = text.partition("known by 2019-07-01, for this follows from what was known:\n")
    assert note.splitlines()[:5] == [
        f"  published(s, 2015-01-01)  rule {CORPUS / 'made_up.fb'}:5",
        "    told(s, 2015-01-01)",
        f"      fact {CORPUS / 'made_up.fb'}:4",
        "        “the new text says two”",
        f"          x, {CORPUS / 'sources' / 'new.txt'}:1 ¶1, found",
    ]
    assert "for this follows" not in shown(base, "q(X)", THEN)  # its source is dated where it is declared
    assert "for this follows" not in shown(base, "p(X)", View())  # nothing hangs on the date


def test_the_datings_are_whole_proofs_in_json_and_certified() -> None:
    base = base_of(TWO)
    answers = base.ask("p(X)", THEN)
    told = json.loads(json_text(resolved(answers, base.program, base.evidence)))
    (dating,), proofs = told["datings"], told["proofs"]
    assert (dating["source"], dating["published"], dating["certainty"]) == ("s", "2015-01-01", "certain")
    assert [cited["source"] for cited in dating["citations"]] == ["x"]
    assert proofs[proofs[dating["proof"]]["premises"][0]]["kind"] == "leaf"
    certificate = certify(base, answers)
    assert certificate is not None
    assert certificate.problems == ()
    swapped = replace(answers, datings=tuple(replace(g, source="x") for g in answers.datings))
    assert certify(base, swapped).problems  # type: ignore[union-attr]  # something was asked


def test_a_source_that_counts_as_known_without_a_date_is_refused() -> None:
    base = base_of(TWO)
    by = parse_date("2018-01-01")
    answers = base.ask("p(X)", View(None, by))
    assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # something was asked
    kept = base.dated.publications(by)
    wrong = replace(kept, certain={**kept.certain, "s": ((by.earliest, by.earliest),)})  # type: ignore[dict-item]  # it is a day
    base.dated._known[by] = wrong
    assert wrong.known(by) == Known(frozenset({"s"}), frozenset(), frozenset(), frozenset({"s"}))
    assert any("s counts as surely known" in p for p in certify(base, answers).problems)  # type: ignore[union-attr]  # as above


def test_a_source_is_told_that_only_what_came_later_dates() -> None:
    text = shown(base_of(TWO), "p(X)", View(None, parse_date("2018-01-01")))
    assert "published were x, s (dated by what was not known then)" in text


def test_a_timeline_and_an_explanation_follow() -> None:
    base = base_of(TWO)
    assert not timeline(base, "p(X)", parse_date("2018-01-01"), default_engine()).answers
    found = timeline(base, "p(X)", THEN.known_by, default_engine())
    assert [dating.source for dating in found.datings] == ["s"]
    text = "\n".join(timeline_text(timeline_of(found, base), plain))
    assert "published(s, 2015-01-01)  rule" in text
    assert json.loads(json_text(timeline_of(found, base)))["datings"][0]["source"] == "s"
    (one,) = explained(base, base.ask("p(X)", View()), 1)
    assert str(one.since) == "2019-06-01"  # not 2015-01-01: who could have told that it was?


@pytest.mark.parametrize("day", ["2014-12-31", "2016-06-01", "2019-06-01"])
def test_since_is_the_first_day_by_which_it_is_known(day: str) -> None:
    base = base_of(TWO.replace('@ x "the new text says two"', '@ s "the old text says one"'))
    (one,) = explained(base, base.ask("p(X)", View()), 1)
    assert one.since is not None
    assert bool(base.ask("p(X)", View(None, parse_date(day))).answers) == (one.since.text <= day)


@pytest.mark.parametrize(
    "told",
    [
        'told(c, 2010-02-01) @ a "the old text says one" @ b "the old text says one".',
        'told(c, 2010-02-01) @ a "the old text says one". told(c, 2010-02-01) @ b "the old text says one".',
    ],
)
def test_a_date_that_surely_follows_cites_no_source_that_was_only_possibly_known(told: str) -> None:
    base = base_of(
        'source a { file: "sources/old.txt", published: 2010-01-01 }.\n'
        'source b { file: "sources/old.txt", published: 2010-01/2012-12 }.\nsource c { file: "sources/old.txt" }.\n'
        "relation told(s: source, d: date).\npublished(S, D) :- told(S, D).\n"
        f'{told}\nsaid(one) @ c "the old text says one".\n'
    )
    answers = base.ask("said(X)", View(parse_date("2011-01-01"), parse_date("2011-01-01")))
    (dating,) = answers.datings
    assert [cited.source for cited in citations(dating.proof)] == ["a"]
    assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # something was asked


TOGETHER = """
source a { file: "sources/old.txt" }.
source b { file: "sources/old.txt"%s }.
one() @ a "the old text says one". two() @ b "the old text says one".
published(a, interval(2010-10-01, 2010-11-30)) :- one() @ a, two() @ b.
%s
neither_or_both() :- not one(), not two(). neither_or_both() :- one(), two().
one_by_itself() :- one(), not two(). two_by_itself() :- two(), not one().
"""


@pytest.mark.parametrize(
    ("published", "rule", "both", "second"),
    [
        ("", "published(b, interval(2010-08-01, 2010-11-30)) :- two() @ b, one() @ a.", "certain", None),
        (", published: 2010-11", "", "possible", "possible"),
    ],
)
def test_what_rests_on_sources_that_may_have_been_known_is_decided_by_which_may_have_been_together(
    published: str, rule: str, both: str, second: str | None
) -> None:
    """Two that date each other are known both or neither; one with a date of its own is known without the other that it dates."""
    base, view = base_of(TOGETHER % (published, rule)), View(parse_date("2011-01-01"), parse_date("2010-11-15"))
    wanted = {"neither_or_both()": both, "one_by_itself()": None, "two_by_itself()": second, "one()": "possible"}
    for goal, certainty in wanted.items():
        answers = base.ask(goal, view)
        assert [each.certainty.value for each in answers.answers] == [c for c in [certainty] if c is not None], goal
        assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # something was asked
