"""The view on the shipped base: both axes, what is left out, projections, and what is only possible, in text, JSON and CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factbase.base import Answers, FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.faces.cli import main
from factbase.ground.comparison import Certainty
from factbase.ground.date import parse_date
from factbase.render.paint import plain
from factbase.render.proof import proof_lines
from factbase.render.text import answers_text

FACTS = Path(__file__).parents[2] / "facts"


@pytest.fixture(scope="module")
def base() -> FactBase:
    return FactBase.load([FACTS])


def ask(base: FactBase, goal: str, at: str, known_by: str | None = None) -> Answers:
    return base.ask(goal, View(parse_date(at), parse_date(known_by) if known_by else None))


DIRECT = "direct_channel(south_korea, japan)"


@pytest.mark.parametrize(
    ("at", "known_by", "verdict"),
    [
        ("2012-07-01", None, "unknown"),
        ("2015-06-01", None, "unknown"),
        ("2016-11-24", None, "yes"),
        ("2019-08-23", None, "yes"),
        ("2019-11-21", None, "yes"),
        ("2019-11-23", None, "unknown"),
        ("2026-11-23", None, "unknown"),
        ("2012-07-01", "2012-06-30", "unknown"),
        ("2016-11-24", "2016-11-23", "possible"),  # the post was written within a week of the signing
        ("2019-08-23", "2019-08-22", "yes"),
        ("2019-11-21", "2019-11-20", "yes"),
        ("2019-11-23", "2019-11-20", "possible"),  # RAND wrote in October or in November
        ("2019-11-23", "2019-09-30", "yes"),  # before RAND wrote, nothing told of an end
    ],
)
def test_the_direct_channel_over_time(base: FactBase, at: str, known_by: str | None, verdict: str) -> None:
    answers = ask(base, DIRECT, at, known_by)
    # "no" where cited evidence blocks every rule, "unknown" where nothing was found: what `explain.verdict` makes of it
    assert answers.verdict == verdict or (answers.verdict, verdict) == ("no", "unknown")
    if verdict == "possible":
        assert [answer.certainty for answer in answers.answers] == [Certainty.POSSIBLE]


def test_a_source_without_a_date_is_never_known_by_a_date(base: FactBase) -> None:
    left = ask(base, "publisher(S, N)", "2026-01-01", "2026-01-01").left_out
    assert left.undated == ("ft", "joongang", "nyt")
    assert left.sources == ()
    assert not any(
        str(a.bindings[0][1]) in left.undated for a in ask(base, "publisher(S, N)", "2026-01-01", "2026-01-01").answers
    )


def test_what_the_view_leaves_out_is_told_in_one_line(base: FactBase) -> None:
    answers = ask(base, DIRECT, "2012-07-01", "2012-06-30")
    text = "\n".join(answers_text(answers, base.program, base.evidence, lambda role, text: text))
    (line,) = [line for line in text.splitlines() if line.startswith("left out:")]
    assert "not known by 2012-06-30" in line
    assert "nyt (without a date)" in line
    assert "rand_article" in line


def test_nothing_is_left_out_of_a_view_without_limits(base: FactBase) -> None:
    assert base.ask("ally(A, B)", View()).left_out == base.ask("ally(A, B)", View()).left_out
    text = "\n".join(answers_text(base.ask("ally(A, B)", View()), base.program, base.evidence, lambda role, text: text))
    assert "left out" not in text
    assert "projected" not in text


@pytest.mark.parametrize(
    ("at", "known_by", "told"),
    [("2019-11-21", None, None), ("2019-11-22", None, "2019-11-21"), ("2012-06-30", "2012-06-29", "2012-06-29")],
)
def test_an_as_of_date_after_every_source_of_the_view_is_a_projection(
    base: FactBase, at: str, known_by: str | None, told: str | None
) -> None:
    projected = ask(base, DIRECT, at, known_by).projected
    assert (projected.text if projected else None) == told


def test_json_says_how_certain_an_answer_is(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["ask", DIRECT, "--base", str(FACTS), "--at", "2016-11-24", "--known-by", "2016-11-23"]
    main([*arguments, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "possible"
    assert [answer["certainty"] for answer in told["answers"]] == ["possible"]
    assert told["projected"] == "2016-11-23"
    assert told["left_out"]["undated"] == ["ft", "joongang", "nyt"]
    main([*arguments, "--format", "csv"])
    assert capsys.readouterr().out.splitlines()[1].startswith('1,"possible",')


def test_the_proof_of_a_possible_answer_names_the_comparison_that_is_only_possible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["ask", DIRECT, "--base", str(FACTS), "--at", "2016-11-24", "--known-by", "2016-11-23"])
    text = capsys.readouterr().out
    assert "possible: it holds on some reading of the dates, not on all" in text
    assert "2016-XX-XX <= 2016-11-24, the as-of date, only possible" in text


def test_a_possible_violation_is_counted_and_fails_nothing() -> None:
    text = """
    assume met(a, 2016-11). assume met(a, 2016-11-23).
    check two_days(P, A, B) error "{P}: {A}, {B}" :- met(P, A), met(P, B), A < B.
    allow two_days(a, 2016-11, 2016-11-23) "it may well be".
    """
    base = FactBase.load([]).with_text("possible.fb", text, Path())
    report = audit(base, View(), default_engine())
    assert report.clean
    assert (report.counts["violations"], report.counts["possible violations"]) == (0, 2)


def test_an_expectation_of_what_is_only_possible_must_say_so() -> None:
    text = "assume met(a) on 2016-11. expect met(a) at 2016-11-15. expect possible met(a) at 2016-11-30."
    base = FactBase.load([]).with_text("possible.fb", text, Path())
    report = audit(base, View(), default_engine())
    assert [d.code for d in report.diagnostics] == ["C201", "C205"]
    assert "expect possible met(a)" in (report.diagnostics[0].hint or "")


def test_equal_partial_dates_of_two_documents_are_one_answer_with_both_citations() -> None:
    text = """
    source a { title: "A" }. source b { title: "B" }.
    met(x) on 2016-11 @ a "they met in November". met(x) on 2016-11 @ b "they met in November".
    """
    base = FactBase.load([]).with_text("two.fb", text, Path())
    lenient = FactBase(base.program, base.evidence, (), base.texts, base.trees, base.homes)  # the sources have no file
    (answer,) = lenient.ask("met(x) on D", View()).answers
    assert {c.source for leaf in [answer.proof] for fact in leaf.facts for c in fact.citations} == {"a", "b"}  # type: ignore[union-attr]  # a leaf


def test_the_proof_of_a_possible_aggregate_says_that_its_value_is_one_of_several() -> None:
    text = "assume paid(a, 3) on 2016-11. assume paid(b, 4) on 2016-10-01.\n"
    text += "total(N) :- N = sum { A : paid(_P, A) on D, D < 2016-11-15 }."
    base = FactBase.load([]).with_text("sum.fb", text, Path())
    told = ["\n".join(proof_lines(a.proof, base.evidence, plain)) for a in base.ask("total(N)", View()).answers]
    assert len(told) == 2
    assert all("the sum may have 2 values, and this is one, only possible" in proof for proof in told)
    assert all("2016-11 < 2016-11-15, only possible" in proof for proof in told)


def test_the_proof_of_a_join_on_dates_that_may_be_one_day_says_so() -> None:
    text = "assume met(a) on 2016-11. assume left(a) on 2016-11-23. same(X) :- met(X) on D, left(X) on D."
    base = FactBase.load([]).with_text("join.fb", text, Path())
    (answer,) = base.ask("same(X)", View()).answers
    assert "2016-11 and 2016-11-23 are one day, only possible" in "\n".join(
        proof_lines(answer.proof, base.evidence, plain)
    )
