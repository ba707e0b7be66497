"""Timelines: the intervals, what opens and closes them, the bar, JSON, pictures, and what has no timeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.engine.course import NoCourse
from factbase.faces.cli import main
from factbase.ground.date import Date, day, parse_date
from factbase.questions.results.timeline import timeline_of
from factbase.questions.timeline import Timeline, timeline
from factbase.render.paint import plain
from factbase.render.timeline import timeline_text

FACTS = Path(__file__).parents[2] / "facts"


def over_time(text: str, goal: str) -> Timeline:
    base = FactBase.load([]).with_text("time.fb", text, Path())
    assert not base.errors
    return timeline(base, goal, None, default_engine())


def intervals(found: Timeline) -> list[tuple[str, str, str]]:
    return [
        (str(i.first or ".."), str(i.last or ".."), i.certainty.value) for held in found.answers for i in held.intervals
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("assume p() on 2016-11-23.", [("2016-11-23", "..", "certain")]),
        ("assume p() since 2016-11-23 until 2019-11-22.", [("2016-11-23", "2019-11-22", "certain")]),
        ("assume p() until 2019-11-22.", [("..", "2019-11-22", "certain")]),
        ("assume p().", [("..", "..", "certain")]),
        ("assume p() on 2016-11.", [("2016-11-01", "2016-11-29", "possible"), ("2016-11-30", "..", "certain")]),
        (
            "assume p() until 2016-11.",
            [("..", "2016-11-01", "certain"), ("2016-11-02", "2016-11-30", "possible")],
        ),
        (
            "assume p() since 2001-01-01 until 2001-12-31. assume p() since 2003-01-01 until 2003-12-31.",
            [("2001-01-01", "2001-12-31", "certain"), ("2003-01-01", "2003-12-31", "certain")],
        ),
        (
            "assume p() since 2001-01-01 until 2001-12-31. assume p() since 2002-01-01 until 2003-12-31.",
            [("2001-01-01", "2003-12-31", "certain")],
        ),
        ("assume q() on 2016-11-23. p() :- q(), at(T), T > 2016-12-01.", [("2016-12-02", "..", "certain")]),
        ("assume q() on 2016-11-23. p() :- not q().", [("..", "2016-11-22", "certain")]),
        ("assume q(2016-11-23). p() on D + 2 :- q(D).", [("2016-11-25", "..", "certain")]),
        ("assume q(2016-11-23). p() :- q(D), at(T), T > D + 365.", [("2017-11-24", "..", "certain")]),
        ("assume q(2016-11-23). p() :- q(D), at(D).", [("2016-11-23", "2016-11-23", "certain")]),
        ("assume q(2016-11-23). p() :- q(D), at(T), T + 1 = D.", [("2016-11-22", "2016-11-22", "certain")]),
        (
            "assume q(a) on 2001-01-01. assume q(b) on 2002-01-01. p() :- 1 = count { X : q(X) }.",
            [("2001-01-01", "2001-12-31", "certain")],
        ),
    ],
)
def test_intervals(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert intervals(over_time(text, "p()")) == expected


def test_a_derived_date_that_holds_for_a_while_plays_its_part_only_then() -> None:
    text = """
    assume plan(a) since 2001-01-01 until 2001-12-31. assume plan(b) since 2002-01-01.
    assume due(a, 2001-06-01). assume due(b, 2002-06-01).
    late() :- plan(P), due(P, D), at(T), T > D.
    """
    assert intervals(over_time(text, "late()")) == [
        ("2001-06-02", "2001-12-31", "certain"),
        ("2002-06-02", "..", "certain"),
    ]


@pytest.fixture(scope="module")
def shipped() -> FactBase:
    return FactBase.load([FACTS])


def test_the_direct_channel_opens_with_the_signing_and_closes_with_the_end(shipped: FactBase) -> None:
    found = timeline(shipped, "direct_channel(south_korea, japan)", None, default_engine())
    assert intervals(found) == [("2016-11-23", "2019-11-22", "certain")]
    (interval,) = found.answers[0].intervals
    assert interval.opens is not None
    assert interval.closes is not None
    assert [str(claim) for claim in interval.opens.claims] == ["signed(gsomia, south_korea, japan) on 2016-11-23"]
    assert [str(claim) for claim in interval.closes.claims] == ["ended(gsomia)"]
    sources = [{c.source for fact in t.facts for c in fact.citations} for t in (interval.opens, interval.closes)]
    assert sources[0] == {"post_signing", "nyt_retold", "rand_article"}
    assert {"rand_article", "nyt_retold"} <= sources[1]


def test_the_channel_through_washington_opens_in_december_2014(shipped: FactBase) -> None:
    found = timeline(shipped, "channel_through(south_korea, japan, V)", None, default_engine())
    assert intervals(found)[-1] == ("2014-12-31", "..", "certain")
    assert [i[2] for i in intervals(found)] == ["possible", "certain"]


def test_every_turn_of_the_shipped_base_cites_a_document(shipped: FactBase) -> None:
    for goal in ("in_force(P)", "milestone(P, W) on D", "launched(C, W)", "signed(P, A, B)"):
        for held in timeline(shipped, goal, None, default_engine()).answers:
            for interval in held.intervals:
                for turn in (interval.opens, interval.closes):
                    assert turn is None or (turn.claims and any(fact.citations for fact in turn.facts))


def test_known_by_limits_a_timeline(shipped: FactBase) -> None:
    goal = "direct_channel(south_korea, japan)"
    assert intervals(timeline(shipped, goal, parse_date("2019-09-30"), default_engine())) == [
        ("2016-01-01", "2016-12-30", "possible"),  # that it was late in 2016 was known only in 2019
        ("2016-12-31", "..", "certain"),
    ]


def test_a_timeline_is_drawn_as_a_bar(shipped: FactBase) -> None:
    found = timeline(shipped, "direct_channel(A, B)", None, default_engine())
    text = "\n".join(timeline_text(timeline_of(found, shipped), plain))
    bars = [
        line.strip()
        for line in text.splitlines()
        if set(line.strip()) <= set("█▒·") and "█" in line and "certain" not in line
    ]
    assert len(bars) == 2
    assert len({len(bar) for bar in bars}) == 1
    assert bars[0].startswith("·")
    assert bars[0].endswith("·")


def test_json_and_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = ["timeline", "direct_channel(south_korea, japan)", "--base", str(FACTS), "--format", "json"]
    assert main(goal) == 0
    told = json.loads(capsys.readouterr().out)
    (interval,) = told["answers"][0]["intervals"]
    assert (interval["first"], interval["last"], interval["certainty"]) == ("2016-11-23", "2019-11-22", "certain")
    assert interval["opens"]["facts"][0]["citations"][0]["verdict"] == "FOUND"
    assert main([*goal, "--picture", str(tmp_path / "x.gif")]) == 1
    assert "one of .png, .svg" in capsys.readouterr().err


def test_a_picture_is_the_same_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        assert main(["timeline", "in_force(P)", "--base", str(FACTS), "--picture", str(tmp_path / name)]) == 0
    assert "drawn in" in capsys.readouterr().out
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("rule", ["p(Y) :- at(T), Y = year(T).", "p(T) :- at(T).", "p(N) :- N = count { T : at(T) }."])
def test_what_computes_with_the_as_of_date_is_refused(rule: str) -> None:
    with pytest.raises(NoCourse):
        over_time(rule, "p(X)")


def test_a_goal_that_holds_at_no_time_says_so(shipped: FactBase, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "direct_channel(japan, japan)", "--base", str(FACTS)]) == 0
    assert "it holds at no time" in capsys.readouterr().out
    assert main(["timeline", "direct_chanel(A, B)", "--base", str(FACTS)]) == 1
    assert "did you mean `direct_channel`?" in capsys.readouterr().out


def test_a_member_that_is_certain_on_its_day_is_not_told_as_possible() -> None:
    text = "assume e(a) since 2010-01-01. assume e(b) since 2012-01/2012-03. assume e(d) since 2012-01-01."
    (held,) = over_time(f"{text} n(N) :- N = count {{ X : e(X) }}.", "n(3)").answers
    opens = held.intervals[0].opens
    assert opens is not None
    assert list(map(str, opens.claims)) == ["e(d)", "possibly e(b)"]


@pytest.mark.parametrize(("possible", "certain"), [(1, 6), (2, 1), (3, 2), (4, 3), (5, 4), (30, 1), (400, 900)])
def test_the_bar_leaves_nothing_between_intervals_that_touch(possible: int, certain: int) -> None:
    """A possible interval of so many days, and a certain one from the next day on."""
    begin = parse_date("2016-11-01").earliest or 0
    first, last, end = (day(begin + days) for days in (0, possible, possible + certain))
    base = FactBase.load([]).with_text("time.fb", f"assume p() since {first}/{last} until {end}.", Path())
    found = timeline(base, "p()", None, default_engine())
    assert [(i.first, i.certainty.value) for i in found.answers[0].intervals] == [
        (first, "possible"),
        (last, "certain"),
    ]
    text = "\n".join(timeline_text(timeline_of(found, base), plain))
    bar = next(line.strip() for line in text.splitlines() if "▒" in line)
    assert bar.strip("·").strip("▒").strip("█") == ""
    assert len(bar) == 72


SHIPPED = ("direct_channel(A, B)", "in_force(gsomia)", "ended(P)", "signed(P, A, B)", "notice_given(P, C)")
MADE_UP = """
assume e(a) since 2012-01/2012-03 until 2014. assume e(b) since 2012-02-01 until 2013-06-30. assume e(c) on 2013-05/2013-07.
-e(b) :- shut(D), at(T), T > D. assume shut(2013-01-15). f(X) :- e(X), not shut_by(X). shut_by(b) :- shut(D), at(T), T >= D + 30.
n(N) :- N = count { X : e(X) }. g(X) :- e(X) on D, at(T), T > D + 10. first(X) :- e(X) on D, D = min { E : e(_X) on E }.
"""


@pytest.mark.parametrize(
    ("goals", "known_by"),
    [
        (SHIPPED, None),
        (SHIPPED, "2016-12-31"),
        (("direct_channel(south_korea, japan)", "ended(P)"), "2019-11-20"),
        (("e(X)", "f(X)", "n(N)", "g(X)"), None),
    ],
)
def test_a_timeline_says_of_each_day_about_its_turns_what_is_answered_on_it(
    goals: tuple[str, ...], known_by: str | None
) -> None:
    base = (
        FactBase.load([]).with_text("time.fb", MADE_UP, Path()) if goals[0].startswith("e(") else FactBase.load([FACTS])
    )
    by = parse_date(known_by) if known_by is not None else None
    for goal in goals:
        held = [
            (list(each.bindings), i)
            for each in timeline(base, goal, by, default_engine()).answers
            for i in each.intervals
        ]
        ends = {end.earliest or 0 for _, i in held for end in (i.first, i.last) if end is not None}
        for at in sorted({end + step for end in ends for step in (-1, 0, 1)}):
            on_it = {str(b): i.certainty.value for b, i in held if _begun(i.first, at) and not _over(i.last, at)}
            answers = {
                str(list(each.bindings)): each.certainty.value for each in base.ask(goal, View(day(at), by)).answers
            }
            for values in answers.keys() | on_it.keys():
                assert on_it.get(values) == answers.get(values), (goal, day(at), values)


def _begun(first: Date | None, at: int) -> bool:
    return first is None or (first.earliest or 0) <= at


def _over(last: Date | None, at: int) -> bool:
    return last is not None and (last.earliest or 0) < at


SAID_BOTH = """
source s { file: "s.txt" }. source t { file: "t.txt" }.
entity mill: works { name: "mill" }.
relation open(what: symbol) "{what} is open". relation busy(what: symbol). relation old(what: symbol).
busy(X) :- open(X).
-busy(X) :- old(X).
from s.
open(mill) since 2001-01-01 until 2005-12-31 "The mill was open from 1 January 2001 to 31 December 2005".
from t.
-open(mill) since 2003-01-01 until 2003-12-31 "The mill was not open from 1 January 2003 to 31 December 2003".
-open(mill) since 2005-06-01 "From 1 June 2005 the mill was not open".
"""


def _of_texts(folder: Path, text: str) -> FactBase:
    (folder / "s.txt").write_text("The mill was open from 1 January 2001 to 31 December 2005.\n", encoding="utf-8")
    (folder / "t.txt").write_text(
        "The mill was not open from 1 January 2003 to 31 December 2003. From 1 June 2005 the mill was not open.\n",
        encoding="utf-8",
    )
    (folder / "base.fb").write_text(text, encoding="utf-8")
    base = FactBase.load([folder])
    assert not base.errors, base.errors
    return base


def test_an_interval_that_rests_on_what_another_denies_says_on_which_days(tmp_path: Path) -> None:
    base = _of_texts(tmp_path, SAID_BOTH)
    result = timeline_of(timeline(base, "busy(X)", None, default_engine()), base)
    (interval,) = result.answers[0].intervals
    assert interval.remarks == (
        "contradicted: open(mill): it is said not to be so, 2003-01-01 to 2003-12-31",
        "contradicted: open(mill): it is said not to be so, 2005-06-01 to 2005-12-31",
    )
    assert [fact.place.rsplit(":")[-1] for each in interval.contradicted for fact in each.facts] == ["10", "11"]
    text = "\n".join(timeline_text(result, plain))
    assert text.count("against open(mill)\n") == 2
    for at, said in (("2002-01-01", False), ("2003-01-01", True), ("2004-01-01", False), ("2005-06-01", True)):
        (answer,) = base.ask("busy(X)", View(parse_date(at))).answers
        assert bool(answer.contradicted) is said, at


def test_what_is_not_so_is_contradicted_by_what_is_and_an_acceptance_is_told(tmp_path: Path) -> None:
    base = _of_texts(tmp_path, SAID_BOTH + 'allow -open(mill) "Two mills are meant.".')
    result = timeline_of(timeline(base, "-open(X)", None, default_engine()), base)
    first, second = result.answers[0].intervals
    assert first.remarks == ("contradicted: -open(mill): it is said to be so, 2003-01-01 to 2003-12-31",)
    assert [
        each.remarks[0].endswith(": Two mills are meant.") for each in (*first.contradicted, *second.contradicted)
    ] == [
        True,
        True,
    ]


def test_an_assumption_contradicts_no_interval_nor_what_holds_on_other_days(tmp_path: Path) -> None:
    base = _of_texts(tmp_path, SAID_BOTH.split("from t.")[0] + "assume -open(mill) since 2003-01-01.")
    assert [i.opposed for i in timeline(base, "open(X)", None, default_engine()).answers[0].intervals] == [()]
    later = SAID_BOTH.replace("since 2005-06-01", "since 2006-06-01").replace(
        "since 2003-01-01 until 2003-12-31", "until 2000-12-31"
    )
    base = _of_texts(tmp_path, later)
    assert [i.opposed for i in timeline(base, "open(X)", None, default_engine()).answers[0].intervals] == [()]


def test_what_has_no_course_leaves_said_that_nothing_against_was_looked_at(tmp_path: Path) -> None:
    text = SAID_BOTH + "assume old(mill). -open(X) :- old(X), at(T), Y = year(T), Y > 2004."
    base = _of_texts(tmp_path, text)
    result = timeline_of(timeline(base, "open(X)", None, default_engine()), base)
    assert result.answers[0].intervals[0].remarks == ()
    assert result.remarks == (
        "what is said against these was not looked at: "
        "`year` of the as-of date has no timeline: compare the as-of date with a date instead",
    )
