"""Attribution: no plain fact may rest on the words of a prediction; predictions and what the shipped base makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.attribution import on_claims
from factbase.checks.audit import audit
from factbase.ground.date import parse_date

FACTS = Path(__file__).parents[2] / "facts"
TEXT = "The pact was signed in 2016. It will come to an end in November. Seoul says that the pact has ended.\n"
HEAD = 'entity rand: organisation. entity seoul: government. source s { file: "s.txt" }. from s.\n'


def problems(tmp_path: Path, statements: str) -> list[str]:
    (tmp_path / "s.txt").write_text(TEXT, encoding="utf-8")
    base = FactBase.load([]).with_text(str(tmp_path / "base.fb"), HEAD + statements, tmp_path)
    assert not base.errors
    return [d.message for d in on_claims(base)]


PREDICTED = (
    'predicts(rand): comes_to_an_end(gsomia) "It will come to an end in November" "The pact was signed in 2016".\n'
)


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (PREDICTED + 'ended(gsomia) "It will come to an end in November".', True),
        (PREDICTED + 'ended(gsomia) "The pact was signed in 2016".', False),  # only its context
        (PREDICTED + 'ended(gsomia) "It will come to an end in November" "says that the pact has ended".', False),
        (PREDICTED + 'signed(gsomia) "The pact was signed in 2016".', False),
        ('says(seoul): ended(gsomia) "Seoul says that the pact has ended". ended(gsomia) "the pact has ended".', True),
        (
            'says(seoul): ended(gsomia) "Seoul says that the pact has ended". spoke(seoul) "Seoul says that the pact".',
            False,
        ),
    ],
)
def test_a_plain_fact_with_the_words_of_a_claim_is_found(tmp_path: Path, statements: str, found: bool) -> None:
    assert bool(problems(tmp_path, statements)) is found


def test_the_finding_is_a_warning_of_the_audit_and_names_the_claim(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(TEXT, encoding="utf-8")
    text = HEAD + PREDICTED + 'ended(gsomia) "It will come to an end in November".'
    base = FactBase.load([]).with_text(str(tmp_path / "base.fb"), text, tmp_path)
    report = audit(base, View(), default_engine())
    (found,) = [d for d in report.diagnostics if d.code == "W501"]
    assert "predicts(rand): comes_to_an_end(gsomia)" in found.message
    assert found.related[0].span.line == 2


@pytest.fixture(scope="module")
def shipped() -> FactBase:
    return FactBase.load([FACTS])


def test_no_plain_fact_of_the_shipped_base_rests_on_a_prediction(shipped: FactBase) -> None:
    assert list(on_claims(shipped)) == []


@pytest.mark.parametrize(
    ("goal", "at", "holds"),
    [
        ("predicts(W): ended(P) on D", "2019-09-01", False),
        ("predicts(W): ended(P) on D if -reconsidered(P, C)", "2019-09-01", True),
        ("borne_out(patrick_cronin, gsomia)", "2016-11-24", True),
        ("borne_out(patrick_cronin, gsomia)", "2016-11-22", False),
        ("not_kept(south_korea, gsomia)", "2012-07-01", True),
        ("contradicted(new_york_times, tensions, rand)", "2019-12-01", True),
        ("open_prediction(rand, gsomia)", "2026-01-01", True),
        ("denies(W): conforms_with_interest(maintaining_gsomia, south_korea)", "2026-01-01", True),
    ],
)
def test_predictions_and_what_later_texts_report(shipped: FactBase, goal: str, at: str, holds: bool) -> None:
    assert (shipped.ask(goal, View(parse_date(at))).verdict == "yes") is holds


def test_an_answer_that_rests_on_a_prediction_is_conditional(shipped: FactBase) -> None:
    (answer,) = shipped.ask("ended(gsomia)", View(parse_date("2019-11-23"))).answers
    assert {fact.mode for fact in answer.predictions} == {"predicts"}
