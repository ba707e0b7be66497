"""The doubts of long sentences: what a clause says first holds to its end, and what is not read closely is not taken for plain."""

from __future__ import annotations

from factbase.cite.doubt import MOST_REPORTS, Doubtful, doubts

PLAIN = "Ost signed the pact."


def test_a_negation_holds_to_the_end_of_its_clause_however_far() -> None:
    text = "not " + "so very " * 1_000 + PLAIN
    assert [(doubt.word, doubt.scope) for doubt in doubts(text)] == [("not", (0, len(text)))]


def test_twenty_kilobytes_of_not_are_negations_of_what_follows() -> None:
    text = "not " * 5_000 + PLAIN
    found = list(doubts(text))
    assert {doubt.kind for doubt in found} == {Doubtful.NEGATED}
    assert {doubt.scope[1] for doubt in found} == {len(text)}


def test_what_follows_more_reports_than_are_read_counts_as_reported() -> None:
    text = "; ".join(["Nord said"] * (MOST_REPORTS + 1)) + f" and {PLAIN}"
    last = max(doubts(text), key=lambda doubt: doubt.span)
    assert last.kind is Doubtful.ATTRIBUTED
    assert text[slice(*last.scope)] == f" and {PLAIN}"
