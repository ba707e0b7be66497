"""A relation that wants several sources: which of its claims are found to rest on fewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factbase.base import FactBase, View
from factbase.checks.audit import Report, audit
from factbase.engine.choose import engine_named
from factbase.ground.date import parse_date

SOURCES = {
    "a.txt": "Alpha met Beta in the harbour on Monday, as the harbour master told us when we asked him about it.",
    "b.txt": "The diary of the mayor says that Alpha met Beta near the old mill, and that they had lunch together.",
    "copy.txt": "Alpha met Beta in the harbour on Monday, as the harbour master told us when we asked him about it again.",
}
HEAD = """
source a { file: "a.txt" }. source b { file: "b.txt" }. source copy { file: "copy.txt" }. source hearsay { quotes: a }.
entity alpha: person { name: "Alpha" }. entity beta: person { name: "Beta" }.
relation met(who: person, whom: person).
relation knows(who: person, whom: person) "{who} knows {whom}" sources: 2.
knows(X, Y) :- met(X, Y).
"""
A, B, COPY = (f'met(alpha, beta) @ {name} "Alpha met Beta".\n' for name in ("a", "b", "copy"))
VIEW = View(parse_date("2026-11-23"))


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Report]:
    def made(text: str, engine: str = "auto") -> Report:
        for name, words in SOURCES.items():
            (tmp_path / name).write_text(words, encoding="utf-8")
        (tmp_path / "base.fb").write_text(text, encoding="utf-8")
        return audit(FactBase.load([tmp_path]), VIEW, engine_named(engine))

    return made


def _told(report: Report) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in report.diagnostics if each.code in ("S108", "S109")]


@pytest.mark.parametrize("engine", ["pydatalog", "vector"])
def test_a_conclusion_of_one_source_is_told_with_what_it_rests_on(report: Callable[..., Report], engine: str) -> None:
    found = report(HEAD + A, engine)
    assert _told(found) == [("S108", "`knows(alpha, beta)` rests on `a` alone, and 2 independent sources are wanted")]
    (one,) = (each for each in found.diagnostics if each.code == "S108")
    assert one.span is not None
    assert one.span.text == "2"
    assert [each.span.line for each in one.related] == [7, 6]
    assert any("Alpha met Beta" in line and "a.txt" in line for line in one.detail)


@pytest.mark.parametrize("engine", ["pydatalog", "vector"])
def test_two_sources_are_enough(report: Callable[..., Report], engine: str) -> None:
    assert _told(report(HEAD + A + B, engine)) == []


def test_a_copy_is_no_second_source(report: Callable[..., Report]) -> None:
    found = report(HEAD + A + COPY)
    assert [code for code, _ in _told(found)] == ["S108"]
    (one,) = (each for each in found.diagnostics if each.code == "S108")
    assert one.message == "`knows(alpha, beta)` rests on 1 independent source, and 2 independent sources are wanted"
    assert one.detail[-1] == "one voice: a, copy"
    assert [code for code, _ in _told(report(HEAD + A + COPY + B))] == []


def test_what_two_say_only_together_rests_on_one(report: Callable[..., Report]) -> None:
    both = HEAD.replace(
        "knows(X, Y) :- met(X, Y).", "relation lunched(who: person). knows(X, Y) :- met(X, Y), lunched(X)."
    )
    found = report(both + A + 'lunched(alpha) @ b "they had lunch together".')
    assert _told(found) == [
        ("S108", "`knows(alpha, beta)` rests on 1 independent source, and 2 independent sources are wanted")
    ]
    assert any("what suffices for it has voices in common: a, b" in each.detail for each in found.diagnostics)


def test_what_is_assumed_is_said_by_no_source(report: Callable[..., Report]) -> None:
    found = report(HEAD + "assume met(alpha, beta).")
    assert _told(found) == [("S108", "`knows(alpha, beta)` rests on no source, and 2 independent sources are wanted")]
    assert [code for code, _ in _told(report(HEAD + A + "assume met(alpha, beta)."))] == ["S108"]


def test_stated_facts_are_claims_too(report: Callable[..., Report]) -> None:
    stated = HEAD.replace("met(who: person, whom: person)", "met(who: person, whom: person) sources: 2")
    messages = [message for _, message in _told(report(stated + A))]
    assert [message.split("`")[1] for message in messages] == ["met(alpha, beta)", "knows(alpha, beta)"]


def test_partial_dates_that_are_written_alike_are_one_claim(report: Callable[..., Report]) -> None:
    born = "relation born(who: person, when: date) sources: 2.\n"
    one, two = (
        f'born(alpha, 1950-XX-XX) @ {name} "Alpha met Beta" waive 1950-XX-XX "as told" waive alpha "x".\n'
        for name in "ab"
    )
    assert [code for code, _ in _told(report(HEAD + born + one))] == ["S108"]
    assert _told(report(HEAD + born + one + two)) == []


def test_what_holds_in_each_case_counts_its_cases(report: Callable[..., Report]) -> None:
    cases = (
        HEAD
        + """
relation on_day(d: date).
relation early() sources: 2.
early() :- on_day(D), D <= 2016-11-15.
early() :- on_day(D), D > 2016-11-15.
"""
    )
    day = 'on_day(2016-11) @ {} "Alpha met Beta" waive 2016-11 "as told".\n'
    assert [code for code, _ in _told(report(cases + day.format("a")))] == ["S108"]


def test_lost_quotes_count_for_nothing(report: Callable[..., Report]) -> None:
    found = report(HEAD + A + 'met(alpha, beta) @ b "Alpha never met Beta".\n')
    assert "E503" in {each.code for each in found.diagnostics}
    assert [code for code, _ in _told(found)] == ["S108"]


def test_with_other_errors_it_is_not_asked_and_that_is_counted(report: Callable[..., Report]) -> None:
    found = report(HEAD + A + "p(X) :- q(X).\n")
    assert _told(found) == []
    assert found.counts.not_run == 1


@pytest.mark.parametrize("count", ["0", "13", "2.5"])
def test_a_count_that_nobody_can_want_is_told_at_its_place(report: Callable[..., Report], count: str) -> None:
    found = report(HEAD.replace("sources: 2", f"sources: {count}"))
    (wrong,) = (each for each in found.diagnostics if each.code == "E108")
    assert wrong.message == "field `sources` takes a whole number from 1 to 12"
    assert wrong.span is not None
    assert wrong.span.text == count


def test_one_source_is_what_an_assumption_lacks(report: Callable[..., Report]) -> None:
    one = HEAD.replace("sources: 2", "sources: 1")
    assert _told(report(one + A)) == []
    assert _told(report(one + "assume met(alpha, beta).")) == [
        ("S108", "`knows(alpha, beta)` rests on no source, and 1 independent source is wanted")
    ]


def _crowd(tmp_path: Path, wanted: int, first: int, second: int) -> Report:
    """A claim that needs one of some sources, and one of some others."""
    lines = [f"relation knows(who: any) sources: {wanted}. knows(X) :- here(X), there(X)."]
    for relation, count in (("here", first), ("there", second)):
        for n in range(count):
            (tmp_path / f"{relation}{n}.txt").write_text(
                f"Alpha was {relation} {' '.join(chr(97 + n) * k for k in range(1, 9))}"
            )
            lines.append(f'source {relation}{n} {{ file: "{relation}{n}.txt" }}.')
            lines.append(f'{relation}(alpha) @ {relation}{n} "Alpha was {relation}".')
    (tmp_path / "base.fb").write_text("\n".join(lines), encoding="utf-8")
    return audit(FactBase.load([tmp_path]), VIEW, engine_named("auto"))


def test_what_cannot_be_counted_is_told_as_unknown(tmp_path: Path) -> None:
    ((code, message),) = _told(_crowd(tmp_path, 10, 9, 9))
    assert code == "S109"
    assert "`knows(alpha)` rests on the independent sources that are wanted, 10, is not known: at least " in message


def test_what_all_of_many_ways_need_is_one_source(tmp_path: Path) -> None:
    ((code, message),) = _told(_crowd(tmp_path, 2, 1, 20))
    assert (code, message.split(", and")[0]) == ("S108", "`knows(alpha)` rests on 1 independent source")


def test_enough_of_very_many_ways_is_enough(tmp_path: Path) -> None:
    assert _told(_crowd(tmp_path, 5, 9, 9)) == []
