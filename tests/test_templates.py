"""Templates: a value takes the place of its name, and what the value itself has in braces is no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date
from factbase.program.declare import filled
from factbase.render.prose import result_prose
from factbase.resolve.answers import resolved
from factbase.resolve.reading import read_atom

TEXT = """relation beside(a: string, b: string) "{a}, then {b}".
assume beside("{b}", "{a}").
check odd note "{A} beside {B}" :- beside(A, B).
"""


def test_names_are_filled_in_at_once_and_unknown_ones_left() -> None:
    assert filled("{a}{b}{c}", {"a": "{b}", "b": "{a}"}) == "{b}{a}{c}"


def test_a_reading_and_a_message_fill_no_name_of_a_value(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text(TEXT, encoding="utf-8")
    base = FactBase.load([tmp_path])
    assert not base.errors
    (fact,) = (fact for fact in base.program.facts.listed if fact.relation == "beside")
    assert read_atom(fact.atom(), base.program) == "{b}, then {a}"
    (violation,) = audit(base, View(), default_engine()).violations
    assert violation.message == "{b} beside {a}"


BOUNDED = """relation ally(a: string, b: string) "{a} is an ally of {b}".
relation friend(a: string) "{a} is a friend".
assume -ally("A", "B") until 2012-06 "Why.".
assume ally("A", "C") since 2001-02 until 2003-04 "Why.".
assume ally("A", "D") during 2012-06..2012-06 "Why.".
assume ally("A", "E") since 2002-01 "Why.".
assume ally("A", "E") "Why.".
assume ally("A", "F") on 2002-03 "Why.".
assume friend("B") until 2012-05 "Why.".
relation well(a: string) "{a} is well" state.
source paper { file: "t.txt", published: 2012-01-01 }.
well("G") @ paper "G is well".
"""

READINGS = {  # what is so between two days only is not told without them
    "-ally(A, B)": "it is not so that A is an ally of B (until 2012-06)",
    '-ally(A, B), friend("B")': "it is not so that A is an ally of B (until 2012-06), and B is a friend (until 2012-05)",
    'ally("A", "C")': "A is an ally of C (during 2001-02..2003-04)",
    'ally("A", "D")': "A is an ally of D (during 2012-06)",
    'ally("A", "E")': "A is an ally of E",  # one of its facts has no bounds
    'well("G")': "G is well",  # when its text was written is no bound of its own
    'ally("A", "F") on 2002-03': "A is an ally of F (2002-03)",
}


@pytest.mark.parametrize("goal", READINGS)
def test_a_reading_has_the_bounds_of_what_it_tells(goal: str, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("G is well.", encoding="utf-8")
    (tmp_path / "a.fb").write_text(BOUNDED, encoding="utf-8")
    day = {"C": "2002-01-01", "D": "2012-06-15"}.get(goal[11:12], "2012-01-01")
    base = FactBase.load([tmp_path])
    found = base.ask(goal, View(parse_date(day)))
    assert [answer.reading for answer in resolved(found, base.program, base.evidence).answers] == [READINGS[goal]]


def test_a_proof_tells_a_fact_with_its_bounds(tmp_path: Path) -> None:
    rule = "foe(A, B) :- -ally(A, B).\n"
    (tmp_path / "t.txt").write_text("G is well.", encoding="utf-8")
    (tmp_path / "a.fb").write_text(BOUNDED + rule, encoding="utf-8")
    base = FactBase.load([tmp_path])
    found = resolved(base.ask("foe(A, B)", View(parse_date("2012-01-01"))), base.program, base.evidence)
    leaf = next(node for node in found.proofs.values() if node.kind == "leaf")
    assert leaf.reading == "it is not so that A is an ally of B (until 2012-06)"
    assert leaf.reading in result_prose(found)


UNNAMED = """relation office(who: person, of: country | organisation) "{who} is minister of {of}".
relation seen(by: any, how: string) "in the eyes of {by}: {how}".
entity lim: person { name: "Lim" }.
entity east: country { name: "East" }.
entity bank: organisation { name: "Bank" }.
source paper { publisher: "The Paper" }.
source text { quotes: paper }.
assume office(lim, ?) "Why.".
assume seen(?, "well") "Why.".
"""


def test_what_a_text_does_not_name_is_called_by_what_it_may_be_and_an_untitled_source_by_its_publisher(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.fb").write_text(UNNAMED, encoding="utf-8")
    base = FactBase.load([tmp_path])
    assert {read_atom(fact.atom(), base.program) for fact in base.program.facts.listed} >= {
        "Lim is minister of a country or organisation not named",
        "in the eyes of something not named: well",
        "text retells The Paper",
    }


SEVERAL = """entity experts: group { name: "experts", plural: yes }.
entity rand: group { plural: no }. entity moon: person.
relation p(who: any) "{who} is it".
assume says(experts): p(1). assume predicts(experts): p(2). assume denies(experts): p(3). assume urges(experts): p(4).
assume says(rand): p(5). assume denies(moon): p(6).
"""


def test_several_say_what_one_says() -> None:
    base = FactBase.load([]).with_text("a.fb", SEVERAL, Path())
    assert not base.errors, base.errors
    assert [read_atom(fact.atom(), base.program) for fact in base.program.facts.listed if fact.mode] == [
        "experts say: 1 is it",
        "experts predict: 2 is it",
        "experts deny: 3 is it",
        "experts urge: 4 is it",
        "rand says: 5 is it",
        "moon denies: 6 is it",
    ]
