"""The shipped base is a test: it is clean, and exactly its accepted tensions fire."""

import re
import shutil
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.explain.proof import citations
from factbase.faces.cli import main
from factbase.ground.date import parse_date
from factbase.questions.certified import certify
from factbase.questions.explanation import load_bearing
from factbase.questions.timeline import timeline
from factbase.syntax.cut import statements

FACTS = Path(__file__).parents[1] / "facts"


def test_shipped_base_is_clean() -> None:
    base = FactBase.load([FACTS])
    report = audit(base, View(parse_date("2026-11-23")), default_engine())
    assert report.clean
    notes = {found.code: found.message for found in report.diagnostics}
    # what no text prints: the name of an author, who publishes what is only retold
    assert notes.pop("S105") == "7 fields of 7 sources are declared without words"
    # rules wait for words that a later text may have, and what is asked of days after the last text is meant
    assert set(notes) == {"W202", "W204", "W206"}
    assert report.violations
    assert all(violation.allowance for violation in report.violations if violation.is_certain)
    assert report.counts.quotes["no source"] == 0


def standing(base: FactBase, goal: str, at: str) -> list[str]:
    """How the answers to a goal stand on a day."""
    return [answer.certainty.value for answer in base.ask(goal, View(parse_date(at))).answers]


@pytest.mark.parametrize("without", ["nyt_retold", "first_such_year"])
def test_without_the_year_of_the_notice_the_end_is_possible_from_the_first_day_in_november_on(without: str) -> None:
    """That text alone dates the notice to a year, by its weekday, and that assumption picks the first such one."""
    base = FactBase.load([FACTS]).without([without])
    assert standing(base, "ended(gsomia)", "2017-11-22") == []
    assert standing(base, "in_force(gsomia)", "2017-11-22") == ["certain"]
    for later in ("2017-11-23", "2021-01-01", "2040-01-01"):
        assert standing(base, "ended(gsomia)", later) == ["possible"], later
        assert standing(base, "in_force(gsomia)", later) == ["possible"], later


def test_who_does_not_assume_that_the_prediction_was_kept_leaves_the_end_open_from_its_day_on() -> None:
    base = FactBase.load([FACTS]).without(["prediction_kept"])
    assert standing(base, "ended(gsomia)", "2019-11-22") == []
    assert standing(base, "in_force(gsomia)", "2019-11-22") == ["certain"]
    for later in ("2019-11-23", "2026-11-27"):
        for goal in ("ended(gsomia)", "in_force(gsomia)", "direct_channel(japan, south_korea)"):
            assert standing(base, goal, later) == ["possible"], (goal, later)


def test_each_assumption_carries_a_conclusion() -> None:
    found = load_bearing(FactBase.load([FACTS]), View(parse_date("2019-12-01")), default_engine())
    falls = {bearing.name: set(map(str, bearing.falls)) for bearing in found if bearing.assumed is not None}
    assert "signing_day(gsomia, 2016-11-23)" in falls["term_runs_from_signing()"]
    assert "notice_day(gsomia_notice, 2019-08-22)" in falls["first_such_year()"]
    assert "term_end(gsomia, 2019-11-22)" in falls["notice_stops_renewal()"]
    assert falls["last_day_belongs_to_term()"] >= {"signing_day(gsomia, 2016-11-23)", "ended(gsomia) on 2019-11-23"}
    assert "notice_day(gsomia_notice, 2019-08-22)" in falls["one_act(gsomia_announcement, gsomia_notice)"]
    assert "ended(gsomia) on 2019-11-23" in falls["prediction_kept()"]
    assert "published(commentary, 2016-10-14/2016-12-31)" in falls["speaks_of_own_year()"]
    assert "dated(kang_kono_meeting, 2019-08-21)" in falls["chosen_when_announced()"]
    assert len(falls) == 8


def test_whether_or_not_the_prediction_was_known_the_end_has_not_come() -> None:
    """Whether the text with the prediction was known decides whether its day has a year; that of the announcement is dated by it, so that
    neither was known without the other."""
    base = FactBase.load([FACTS])
    found = base.ask("direct_channel(south_korea, japan)", View(parse_date("2019-11-21"), parse_date("2019-11-20")))
    assert [answer.certainty.value for answer in found.answers] == ["certain"]


def test_what_is_left_out_of_the_dates_of_publication_is_certified() -> None:
    """Of two dates of one text that may be one day, one holds on no reading: that day is the other's, which is told."""
    base = FactBase.load([FACTS])
    found = base.ask("published(S, D)", View(parse_date("2026-11-27"), parse_date("2019-11-20")))
    assert found.excluded
    assert certify(base, found).problems == ()  # type: ignore[union-attr]  # something was asked


@pytest.mark.parametrize(
    ("day", "certainty"), [("2016-12-31", "certain"), ("2018-06-01", "possible"), ("2026-01-01", "possible")]
)
def test_without_the_day_of_the_end_what_was_announced_may_have_come(day: str, certainty: str) -> None:
    found = (
        FactBase.load([FACTS])
        .without(["rand_article"])
        .ask("direct_channel(south_korea, japan)", View(parse_date(day)))
    )
    assert [answer.certainty.value for answer in found.answers] == [certainty]


WITHDRAWN = """A notice withdrawn

Nov. 15, 2019

South Korea withdrew its notice to end the General Security of Military Information Agreement with Japan on Nov. 15, 2019, a week before
the agreement would have run out, its foreign ministry said.
"""

WITHDRAWAL = """source ministry_report {
  file: "withdrawn.txt",
  title: "A notice withdrawn" "A notice withdrawn",
  publisher: "a report made for a test",
  published: 2019-11-15 "Nov. 15, 2019" before "South Korea withdrew",
}.
entity notice_withdrawn: event { name: "the withdrawal of the notice", alias: ["withdrew its notice"] }.
from ministry_report.
step(notice_withdrawn, withdrew_notice, gsomia, south_korea, japan) on 2019-11-15
  "South Korea withdrew its notice to end the General Security of Military Information Agreement with Japan on Nov. 15, 2019"
  waive attributed "The ministry is cited for the week, not for the withdrawal.".
"""


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    """A copy of the base into which a text on the withdrawal of the notice was loaded, by the command.

    The copy expects nothing: what the base must answer is told of its own documents, and `load` adds nothing that overturns it."""
    folder = tmp_path_factory.mktemp("withdrawn")
    base = Path(shutil.copytree(FACTS, folder / "facts", ignore=shutil.ignore_patterns("queries.fb")))
    checks = (base / "checks.fb").read_text(encoding="utf-8")
    kept = [each for each in statements(checks) if not re.match(r"(?:\s|%.*\n)*expect ", each)]
    (base / "checks.fb").write_text("".join(kept), encoding="utf-8")
    (folder / "new").mkdir()
    (folder / "new" / "withdrawn.txt").write_text(WITHDRAWN, encoding="utf-8")
    (folder / "new" / "withdrawal.fb").write_text(WITHDRAWAL, encoding="utf-8")
    assert main(["--base", str(base), "--at", "2026-11-27", "load", str(folder / "new" / "withdrawal.fb")]) == 0
    return FactBase.load([base])


@pytest.mark.parametrize("at", ["2019-11-23", "2026-11-27"])
def test_a_withdrawal_of_the_notice_changes_every_answer_that_rests_on_it_and_is_cited(
    withdrawn: FactBase, at: str
) -> None:
    for goal in ("direct_channel(south_korea, japan)", "direct_channel(japan, south_korea)", "in_force(gsomia)"):
        found = withdrawn.ask(goal, View(parse_date(at)))
        assert [answer.certainty.value for answer in found.answers] == ["certain"], goal
        assert "ministry_report" in {cited.source for cited in citations(found.answers[0].proof)}, goal
    for goal in ("ended(gsomia)", "in_force_under_notice(gsomia)"):
        found = withdrawn.ask(goal, View(parse_date(at)))
        assert (found.answers, found.every_way) == ((), True), goal
        assert any("ministry_report" in {cited.source for cited in each.citations} for each in found.against), goal


def test_before_the_withdrawal_the_notice_stands(withdrawn: FactBase) -> None:
    assert standing(withdrawn, "in_force_under_notice(gsomia)", "2019-09-01") == ["certain"]
    assert standing(withdrawn, "in_force_under_notice(gsomia)", "2019-11-14") == ["certain"]


@pytest.mark.parametrize(
    ("goal", "first", "last"),
    [
        ("direct_channel(japan, south_korea)", "2016-11-23", None),
        ("in_force(gsomia)", "2016-11-23", None),
        ("in_force_under_notice(gsomia)", "2019-08-22", "2019-11-14"),
    ],
)
def test_a_withdrawal_of_the_notice_shows_in_the_timeline(
    withdrawn: FactBase, goal: str, first: str, last: str | None
) -> None:
    (answer,) = timeline(withdrawn, goal, None, default_engine()).answers
    (interval,) = answer.intervals
    assert (str(interval.first), interval.last and str(interval.last)) == (first, last)
    assert interval.certainty.value == "certain"


def test_without_a_withdrawal_the_channel_ends_with_the_term() -> None:
    (answer,) = timeline(FactBase.load([FACTS]), "direct_channel(japan, south_korea)", None, default_engine()).answers
    assert [(str(each.first), str(each.last)) for each in answer.intervals] == [("2016-11-23", "2019-11-22")]
