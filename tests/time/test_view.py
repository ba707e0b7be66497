"""The view on the shipped base: both axes, what is left out, projections, and what is only possible, in text, JSON and CSV."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factbase.base import Answers, FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.faces.cli import main
from factbase.ground.comparison import Certainty
from factbase.ground.date import parse_date
from factbase.questions.certified import certify
from factbase.render.paint import plain
from factbase.render.proof import proof_lines
from factbase.render.text import result_text
from factbase.resolve.answers import resolved
from factbase.resolve.grounds import Grounds

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
        ("2019-11-21", "2019-11-20", "yes"),  # whether or not RAND was known, which no text tells
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
    text = "\n".join(result_text(resolved(answers, base.program, base.evidence), plain))
    (line,) = [line for line in text.splitlines() if line.startswith("left out:")]
    assert "not known by 2012-06-30" in line
    assert "nyt (without a date)" in line
    assert "rand_article" in line


def test_nothing_is_left_out_of_a_view_without_limits(base: FactBase) -> None:
    assert base.ask("ally(A, B)", View()).left_out == base.ask("ally(A, B)", View()).left_out
    text = "\n".join(result_text(resolved(base.ask("ally(A, B)", View()), base.program, base.evidence), plain))
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


def test_the_proof_of_a_possible_answer_is_that_of_a_reading_which_it_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["ask", DIRECT, "--base", str(FACTS), "--at", "2016-11-24", "--known-by", "2016-11-23", "--full"])
    text = capsys.readouterr().out
    assert "possible: it holds on some reading of the dates, not on all" in text
    assert "where 2016-XX-XX of the rule at " in text
    assert "2016-01-01 is taken for 2016-XX-XX, on this reading" in text
    assert "2016-01-01 <= 2016-11-24, the as-of date\n" in text


def test_a_possible_violation_is_counted_and_fails_nothing() -> None:
    text = """
    assume met(a, 2016-11). assume met(a, 2016-11-23).
    check two_days(P, A, B) error "{P}: {A}, {B}" :- met(P, A), met(P, B), A < B.
    allow two_days(a, 2016-11, 2016-11-23) "it may well be".
    """
    base = FactBase.load([]).with_text("possible.fb", text, Path())
    report = audit(base, View(), default_engine())
    assert report.clean
    assert report.counts.ran is not None
    assert (report.counts.ran.violations, report.counts.ran.possible) == (0, 2)


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
    lenient = replace(base, diagnostics=())  # the sources have no file
    (answer,) = lenient.ask("met(x) on D", View()).answers
    assert {c.source for leaf in [answer.proof] for fact in leaf.facts for c in fact.citations} == {"a", "b"}  # type: ignore[union-attr]  # a leaf


def told(text: str, goal: str) -> list[tuple[str, str]]:
    """How certain each answer is, and its proof."""
    base = FactBase.load([]).with_text("told.fb", text, Path())
    found = base.ask(goal, View())
    certificate = certify(base, found)
    assert certificate is not None
    assert certificate.problems == ()
    result = resolved(found, base.program, base.evidence)
    return [(answer.certainty, "\n".join(proof_lines(answer.proof, result.proofs, plain))) for answer in result.answers]


def test_a_possible_sum_is_proved_with_the_members_that_it_has_on_a_reading() -> None:
    text = "assume paid(a, 3) on 2016-11. assume paid(b, 4) on 2016-10-01.\n"
    text += "total(N) :- N = sum { A : paid(_P, A) on D, D < 2016-11-15 }."
    (four, four_proof), (seven, seven_proof) = told(text, "total(N)")
    assert four == seven == "possible"
    assert "where 2016-11 of paid(a, 3) on 2016-11 is 2016-11-15" in four_proof
    assert "4 = sum of 1 contributor" in four_proof
    assert "where 2016-11 of paid(a, 3) on 2016-11 is 2016-11-01" in seven_proof
    assert "7 = sum of 2 contributors" in seven_proof


def test_a_join_on_dates_that_may_be_one_day_is_proved_on_that_day() -> None:
    text = "assume met(a) on 2016-11. assume left(a) on 2016-11-23. same(X) :- met(X) on D, left(X) on D."
    ((certainty, proof),) = told(text, "same(X)")
    assert certainty == "possible"
    assert proof.startswith("where 2016-11 of met(a) on 2016-11 is 2016-11-23\nsame(a)  rule told.fb:1\n")


def test_what_holds_on_no_reading_is_no_answer() -> None:
    text = """
    assume e(a) on 2016-11-02/2016-11-04. assume e(b) on 2016-11-02. assume e(c) on 2016-11-03.
    mn(X) :- e(X) on A, A = min { B : e(_Y) on B }.
    """
    found = FactBase.load([]).with_text("mn.fb", text, Path()).ask("mn(X)", View()).answers
    assert [(str(dict(a.bindings)["X"]), a.certainty.value) for a in found] == [("a", "possible"), ("b", "certain")]


def test_what_holds_on_every_reading_is_certain_by_cases() -> None:
    text = """
    assume met(a) on 2016-11. assume left(a) on 2016-11.
    in_order(X) :- met(X) on D, left(X) on E, D < E.
    in_order(X) :- met(X) on D, left(X) on E, D >= E.
    """
    ((certainty, proof),) = told(text, "in_order(X)")
    assert certainty == "certain"
    assert "on each of 4 readings of the dates; days that nothing tells apart count once" in proof
    assert proof.count("in_order(a)  rule") == 2


def test_a_row_of_two_dates_in_one_month_is_told_by_which_day_comes_first() -> None:
    text = """
    assume launched(a) on 2016-11. assume launched(b) on 2016-11. assume launched(c) on 2016-XX-XX.
    after_both(X) :- launched(X) on D, not earlier(X). earlier(X) :- launched(X) on D, launched(_) on E, D < E.
    row(X, Y, Z) :- launched(X) on D, launched(Y) on E, launched(Z) on F, D < E, E < F, F < D.
    """
    assert [certainty for certainty, _ in told(text, "after_both(X)")] == ["possible"] * 3
    assert told(text, "row(X, Y, Z)") == []


def test_too_many_readings_are_said_and_nothing_is_claimed() -> None:
    days = " ".join(f"assume met(m{n}) on 2016-XX-XX." for n in range(9))
    text = f"{days} weekdays(N) :- N = count {{ W : met(_X) on D, W = weekday(D) }}."
    base = FactBase.load([]).with_text("many.fb", text, Path())
    found = base.ask("weekdays(N)", View())
    assert found.verdict == "not excluded"
    assert {a.certainty.value for a in found.answers} == {"not excluded"}
    assert all("readings of the dates" in a.open for a in found.answers)


@pytest.mark.parametrize("form", ["text", "json", "dot", "mermaid", "prose"])
def test_every_form_of_an_explanation_names_the_reading(
    form: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "b.fb"
    path.write_text(
        "assume e(a) on 2016-11-02/2016-11-04. assume e(b) on 2016-11-02.\n"
        "mn(X) :- e(X) on A, A = min { B : e(_Y) on B }.\n"
    )
    assert main(["why", "mn(a)", "--base", str(path), "--all", "--format", form]) == 0
    told = capsys.readouterr().out
    assert "2016-11-02/2016-11-04" in told
    assert "possibly" not in told
    assert "2016-11-02" in told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2019-01-01", "2019-03-01", "during 2019-01-01..2019-03-01"),
        ("2019-01", "2019-03-01/2019-04-01", "during 2019-01..2019-03-01/2019-04-01"),
        ("../..", "../..", "at some time"),
        ("../2019-01", "../..", "since 2019-01-31 or before until some time"),
        ("../..", "2019-03-01/..", "since some time until 2019-03-01 or later"),
        ("../2019-01-05", "2019-01-05/..", "since 2019-01-05 or before until 2019-01-05 or later"),
        ("../2019-01-05", "2019-03-01", "since 2019-01-05 or before until 2019-03-01"),
        ("2019-01", "2019-03-01/..", "since 2019-01 until 2019-03-01 or later"),
        (None, "../..", "until some time"),
        ("../2019", None, "since 2019-12-31 or before"),
        ("2019-05", None, "since 2019-05"),
    ],
)
def test_a_time_whose_bounds_are_open_is_told_in_words(first: str | None, last: str | None, told: str) -> None:
    base = FactBase.load([]).with_text("b.fb", "assume a(1) since 2019-01-01.", Path())
    (fact,) = base.program.facts.listed
    assert fact.when is not None
    dates = [parse_date(each) if each is not None else None for each in (first, last)]
    dated = replace(fact, when=replace(fact.when, kind="span", first=dates[0], last=dates[1]))
    assert Grounds(base.program, base.evidence).fact(dated).dates == told
