"""Claims that cannot hold at once are found by themselves: in, small bases; out, the violations that nobody wrote a check for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import Report, audit
from factbase.ground.date import parse_date
from factbase.questions.certified import certify_checks

DECLARED = """
relation shares(ab: int, aB: int) "{ab} has {aB}".
relation owns(who: symbol, who_other: symbol, what: symbol) "{who} owns {what} of {who_other}" state exclusive(who).
relation president(who: symbol, of: symbol) "{who} is president of {of}" state exclusive(who).
relation left(who: symbol) "{who} has left" event.
relation pair(a: int, b: int, c: int) "{a} and {b} of {c}" state exclusive(a, b).
"""


def base_of(text: str) -> FactBase:
    base = FactBase.load([])
    for number, part in enumerate((DECLARED, text)):
        base = base.with_text(f"{number}.fb", part, Path(__file__).parent)
    assert not base.errors, base.errors
    return base


def report(text: str, at: str | None = "2018-01-01") -> Report:
    return audit(base_of(text), View(parse_date(at) if at is not None else None), default_engine())


def told(text: str, at: str | None = "2018-01-01") -> list[str]:
    return [f"{violation.name}: {violation.message}" for violation in report(text, at).violations]


def test_a_claim_and_its_opposite_contradict_while_both_hold() -> None:
    text = "assume left(park) on 2015-01-01. assume -left(park) until 2020-01-01."
    assert told(text) == ["-left(park): park has left, and also not"]


def test_they_do_not_where_one_ends_before_the_other_begins() -> None:
    assert told("assume left(park) on 2015-01-01. assume -left(park) until 2014-12-31.") == []


def test_what_contradicted_on_another_day_is_told_with_the_first_such_day() -> None:
    text = "assume left(park) on 2015-01-01. assume -left(park) until 2016-01-01."
    assert told(text) == ["-left(park): park has left, and also not (as of 2015-01-01)"]
    assert told(text, "2015-06-01") == ["-left(park): park has left, and also not"]


def test_what_rules_conclude_contradicts_too() -> None:
    text = "assume went(park) on 2015-01-01. left(X) on D :- went(X) on D. assume seen(park). -left(X) :- seen(X)."
    assert told(text) == ["-left(park): park has left, and also not"]


def test_two_values_of_what_is_exclusive_are_told_once() -> None:
    text = "assume president(moon, korea). assume president(park, korea). assume president(abe, japan)."
    assert told(text) == [
        "president(moon, korea, park): moon is president of korea, and park is president of korea too"
    ]


def test_several_exclusive_arguments_are_one_value() -> None:
    text = "assume pair(1, 2, 9). assume pair(1, 3, 9). assume pair(1, 2, 8)."
    assert told(text) == ["pair(1, 2, 9, 1, 3): 1 and 2 of 9, and 1 and 3 of 9 too"]


def test_one_is_accepted_by_name() -> None:
    text = "assume left(park). assume -left(park). assume president(moon, korea). assume president(park, korea)."
    allowed = text + ' allow -left(park) "r". allow president(moon, korea, park) "r".'
    assert [violation.allowance is not None for violation in report(allowed).violations] == [True, True]
    assert [violation.allowance is not None for violation in report(text).violations] == [False, False]


def test_a_check_of_the_base_goes_before() -> None:
    text = 'assume president(moon, korea). assume president(park, korea). check president(X) note "{X}" :- president(X, _), X = moon.'
    assert told(text) == ["president(moon): moon"]


@pytest.mark.parametrize("at", ["2018-01-01", "2015-06-01"])
def test_a_report_of_several_days_is_certified_and_none_can_be_made_up(at: str) -> None:
    text = (
        "assume left(park) on 2015-01-01. assume -left(park) until 2016-01-01. assume left(moon). assume -left(moon)."
    )
    base, view = base_of(text), View(parse_date(at))
    found = audit(base, view, default_engine())
    assert len(found.violations) == 2
    certificate = certify_checks(base, found, default_engine())
    assert certificate is not None
    assert certificate.problems == ()
    other = [
        replace(each, view=View(parse_date("2017-01-01")))
        for each in found.violations
        if each.parameters[0] == found.violations[1].parameters[0]
    ]
    certificate = certify_checks(base, replace(found, violations=(found.violations[0], *other)), default_engine())
    assert certificate is not None
    assert certificate.problems != ()


def test_arguments_with_like_names_are_told_apart() -> None:
    assert told("assume shares(1, 2). assume -shares(1, 2). assume -shares(2, 2).") == [
        "-shares(1, 2): 1 has 2, and also not"
    ]
    text = "assume owns(a, b, boat). assume owns(c, b, boat). assume owns(a, d, boat)."
    assert told(text) == ["owns(a, b, boat, c): a owns boat of b, and c owns boat of b too"]


def test_what_contradicts_on_one_day_is_asked_of_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    solve = FactBase.solve
    monkeypatch.setattr(
        FactBase, "solve", lambda base, goals, *rest: (asked.append(len(goals)), solve(base, goals, *rest))[1]
    )
    text = " ".join(f"assume left(x{i}) on 2015-01-01. assume -left(x{i}) until 2016-01-01." for i in range(30))
    assert len(told(text)) == 30
    assert max(asked) == 1  # the one check that the base makes
