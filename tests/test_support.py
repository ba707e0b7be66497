"""What suffices for a row: the least sets, whatever the number of ways, and nothing lost where the search is cut short."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.explain.support import Label, Sets
from factbase.faces.cli import main
from factbase.resolve import supports

WAYS = st.lists(st.lists(st.frozensets(st.integers(0, 6), max_size=4), max_size=6), min_size=2, max_size=6)


@given(WAYS)
def test_of_many_ways_the_least_sets_suffice(ways: list[list[frozenset[int]]]) -> None:
    sets = Sets[int](lambda node: ())
    found = sets.plus(*(Label(tuple(way)) for way in ways))
    given = {each for way in ways for each in way}
    assert set(found.sets) == {each for each in given if not any(other < each for other in given)}
    assert len(found.sets) == len(set(found.sets))
    assert not found.cut


@given(WAYS)
def test_what_needs_nothing_changes_no_set(ways: list[list[frozenset[int]]]) -> None:
    sets = Sets[int](lambda node: ())
    label = sets.plus(*(Label(tuple(way)) for way in ways))
    assert sets.times(label, sets.one) == label == sets.times(sets.one, label)


@given(WAYS, st.integers(1, 5))
def test_sets_past_the_limit_are_told_to_be_missing(ways: list[list[frozenset[int]]], limit: int) -> None:
    every = Sets[int](lambda node: ()).plus(*(Label(tuple(way)) for way in ways))
    found = Sets[int](lambda node: (), limit).plus(*(Label(tuple(way)) for way in ways))
    assert found.sets == every.sets[:limit]
    assert found.cut or found.sets == every.sets


def test_an_answer_that_the_search_does_not_reach_has_no_set_and_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.txt").write_text("Ann left the town. Bob left the town. Cid left the town.\n", encoding="utf-8")
    (tmp_path / "base.fb").write_text(
        'source note { file: "note.txt" }.\n'
        "entity ann: person.\nentity bob: person.\nentity cid: person.\n"
        "relation left(who: person).\nrelation away(who: person).\nfrom note.\n"
        'left(ann) "Ann left the town".\nleft(bob) "Bob left the town".\nleft(cid) "Cid left the town".\n'
        "away(X) :- left(X).\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(supports, "MAX_GRAPH", 1)
    assert main(["why", "away(X)", "--base", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "away(cid)" in told
    assert "independent voices: at least 0" in told
