"""How well the fit of claim and quote is told on pairs of sentence and claim: never worse than it was measured to be."""

from __future__ import annotations

from pairs import KINDS, every


def test_there_are_pairs_of_each_kind_and_half_of_them_are_true() -> None:
    pairs = [pair for language in every() for pair in language.pairs]
    assert len(pairs) >= 600
    assert 0.4 < sum(not pair.told for pair in pairs) / len(pairs) < 0.6
    assert {kind for pair in pairs for wanted in pair.told for kind in wanted} == set(KINDS)
