"""Templates: a value takes the place of its name, and what the value itself has in braces is no name."""

from __future__ import annotations

from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.program.declare import filled
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
