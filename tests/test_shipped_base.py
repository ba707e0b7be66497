"""The shipped base is a test: it is clean, and exactly its accepted tensions fire."""

from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date
from factbase.questions.explanation import load_bearing

FACTS = Path(__file__).parents[1] / "facts"


def test_shipped_base_is_clean() -> None:
    base = FactBase.load([FACTS])
    report = audit(base, View(parse_date("2026-11-23")), default_engine())
    assert report.clean
    (note,) = report.diagnostics  # what no text prints: the name of an author, who publishes what is only retold
    assert note.message == "7 fields of 7 sources are declared without words"
    assert report.violations
    assert all(violation.allowance for violation in report.violations if violation.is_certain)
    assert report.counts.quotes["no source"] == 0


@pytest.mark.parametrize("without", ["nyt_retold", "first_such_year"])
def test_without_the_year_of_the_notice_the_end_is_possible_from_the_first_day_in_november_on(without: str) -> None:
    """That text alone dates the notice to a year, by its weekday, and that assumption picks the first such one."""
    base = FactBase.load([FACTS]).without([without])

    def standing(goal: str, at: str) -> list[str]:
        return [answer.certainty.value for answer in base.ask(goal, View(parse_date(at))).answers]

    assert standing("ended(gsomia)", "2017-11-22") == []
    assert standing("in_force(gsomia)", "2017-11-22") == ["certain"]
    for later in ("2017-11-23", "2021-01-01", "2040-01-01"):
        assert standing("ended(gsomia)", later) == ["possible"], later
        assert standing("in_force(gsomia)", later) == ["possible"], later


def test_each_assumption_carries_a_conclusion() -> None:
    found = load_bearing(FactBase.load([FACTS]), View(parse_date("2019-12-01")), default_engine())
    falls = {bearing.name: set(map(str, bearing.falls)) for bearing in found if bearing.assumed is not None}
    assert "signing_day(gsomia, 2016-11-23)" in falls["term_runs_from_signing()"]
    assert "notice_day(gsomia_notice, 2019-08-22)" in falls["first_such_year()"]
    assert "term_end(gsomia, 2019-11-22)" in falls["notice_stops_renewal()"]
    assert falls["last_day_belongs_to_term()"] >= {"signing_day(gsomia, 2016-11-23)", "ended(gsomia) on 2019-11-23"}
    assert "notice_day(gsomia_notice, 2019-08-22)" in falls["one_act(gsomia_announcement, gsomia_notice)"]
    assert len(falls) == 5


def test_who_may_know_the_prediction_or_not_knows_that_the_end_is_not_before_it() -> None:
    """Whether the text with the prediction was known decides whether its day has a year, and on each reading the end is still to come."""
    found = FactBase.load([FACTS]).ask(
        "direct_channel(south_korea, japan)", View(parse_date("2019-11-21"), parse_date("2019-11-20"))
    )
    assert [answer.certainty.value for answer in found.answers] == ["certain"]
