"""The doubts of long sentences: what a clause says first holds to its end, and what is not read closely is not taken for plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.cite.denial import Denial, clause, denials, denies_somewhere, doubled, may_deny, traces_in, within
from factbase.cite.doubt import Doubtful, denied, doubts
from factbase.cite.wording import speaks_of

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
    text = "; ".join(["Nord said"] * 21) + f" and {PLAIN}"
    last = max(doubts(text), key=lambda doubt: doubt.span)
    assert last.kind is Doubtful.ATTRIBUTED
    assert text[slice(*last.scope)] == f" and {PLAIN}"


def test_a_speech_full_of_reports_counts_as_reported() -> None:
    text = '"' + "they said so " * 21 + '"'
    assert (Doubtful.ATTRIBUTED, (0, len(text))) in [(doubt.kind, doubt.scope) for doubt in doubts(text)]
    assert list(doubts('"' + "they said so " * 20 + '"')) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He did not meet Mr. Abe in Ost.", [("not", "He did not meet Mr. Abe in Ost.")]),
        ("He did not go. Nord went.", [("not", "He did not go.")]),
        ("Ost, which had not signed the pact, sold the mill.", [("not", " had not signed the pact")]),
        ("Ost signed without a word.", []),
        ("Nord said on Monday that Ost signed.", [("said", " Ost signed.")]),
        ("Ost signed the pact, said Nord.", [("said", "Ost signed the pact,")]),
        ("Nord, an analyst, told us of it.", [("told", " us of it.")]),
        ("Ost signed the pact, Nord said.", [("said", "Ost signed the pact")]),
        ("Ost signed the pact, Nord said!", [("said", "Ost signed the pact")]),
        ("Ost signed, Nord said, and sold it.", [("said", "Ost signed")]),
        ("Ost signed a pact with the King of the West in the harbour, Nord said.", None),
        ("Nord said.", []),
        ("Nord said, and Ost sold it.", [("said", ", and Ost sold it.")]),
        ("Nord said Ost signed, which was good.", [("said", " Ost signed")]),
        ("Nord said Ost signed after it had burnt, in Ost.", [("said", " Ost signed "), ("said", " in Ost.")]),
        ("Nord said - by chance - Ost signed.", [("said", "Ost signed.")]),
        ("Nord said (in Ost) it signed.", [("said", " "), ("said", " it signed.")]),
        ('"Nord said that we have signed the pact" stood there.', []),
        (
            '"Nord said that we have signed" and Ost claimed that it is sold.',
            [("claimed", '"Nord said that we have signed"')],
        ),
        (
            '"We have signed the pact of Ost", according to Nord.',
            [
                ("according to", '"We have signed the pact of Ost", according to Nord.'),
                ("according to", '"We have signed the pact of Ost"'),
            ],
        ),
    ],
)
def test_a_doubt_touches_its_clause_and_no_other(text: str, found: list[tuple[str, str]] | None) -> None:
    expected = [("said", text.rpartition(",")[0])] if found is None else found
    assert [(doubt.word, text[slice(*doubt.scope)]) for doubt in doubts(text)] == expected


@pytest.mark.parametrize(("letters", "scopes"), [(77, ["Ost signed"]), (78, [])])
def test_who_said_it_is_named_near_the_end(letters: int, scopes: list[str]) -> None:
    text = f"Ost signed, {'x' * letters} said."
    assert [text[slice(*doubt.scope)] for doubt in doubts(text)] == scopes


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("It is not signed; the mill is sold.", "It is", True),
        ("It is not signed; the mill is sold.", "signed", True),
        ("It is not signed; the mill is sold.", "; the mill", False),
        ("The mill is sold; it is not signed.", "The mill is sold;", False),
        ("The mill is sold; it is not signed.", " it", True),
        ("It may be sold.", "sold", False),
        ("Ost came without signing the pact.", "Ost", True),  # who does so is told outside the statement
        ("They contest it. The mill is sold.", "mill", True),
    ],
)
def test_what_a_sentence_takes_back_is_denied(text: str, part: str, expected: bool) -> None:
    at = text.index(part)
    assert denied(text, [(at, at + len(part))]) is expected


def test_a_relation_may_speak_of_the_doubt_itself() -> None:
    for kind, words in (
        (Doubtful.NEGATED, "not neglected refuses withdrawn"),
        (Doubtful.HEDGED, "may planned"),
        (Doubtful.ATTRIBUTED, "said words"),
        (Doubtful.CONDITIONAL, "if unless conditional depends"),
    ):
        for word in words.split():
            assert [each for each in Doubtful if speaks_of(each, word)] == [kind], word
    assert speaks_of(Doubtful.HEDGED, "the next step of")
    assert not any(speaks_of(each, "signed") for each in Doubtful)


def taken_back(text: str) -> list[tuple[str, str, str]]:
    def of(denial: Denial) -> tuple[str, str, str]:
        return denial.word, text[slice(*denial.statement)], text[slice(*denial.extent)]

    return [of(denial) for denial in denials(text, 0, len(text), doubled(text, 0, len(text))[0])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It is not true that Ost signed but Nord did.",
            [("not true that", " Ost signed ", "It is not true that Ost signed ")],
        ),
        (
            "He did not deny that Ost signed, and denied that Nord sold it.",
            [("denied that", " Nord sold it.", " denied that Nord sold it.")],
        ),
        (
            "The claim that Ost signed was false.",
            [("was false", "Ost signed", "claim that Ost signed was false")],
        ),
        ("The claim that Ost signed was hardly false.", []),
        ("Nobody disputed that Ost signed.", []),
        (
            "That Ost signed was reportedly denied.",
            [
                ("was reportedly denied", statement, "That Ost signed was reportedly denied")
                for statement in ("That Ost signed ", "Ost signed")
            ],
        ),
    ],
)
def test_a_denial_takes_back_its_statement(text: str, found: list[tuple[str, str, str]]) -> None:
    assert taken_back(text) == found


def test_a_sentence_without_a_trace_of_denial_is_not_read_for_one() -> None:
    assert may_deny("They deterred Ost from signing", traces_in("They deterred Ost from signing"))
    assert may_deny("No one came", traces_in("No one came"))
    assert not may_deny("Ost signed the pact", traces_in("Ost signed the pact"))
    assert denies_somewhere("Ost denied it")
    assert not denies_somewhere("Nobody denied it")


def test_a_clause_stands_between_the_borders_around_a_word() -> None:
    cases = [
        ((10, 13), [(1, 2), (3, 5), (20, 21), (25, 26)], (5, 20)),
        ((5, 8), [(3, 5), (8, 9)], (5, 8)),
        ((5, 9), [(6, 7)], (0, 30)),
        ((5, 9), [(8, 12)], (0, 30)),
        ((5, 9), [], (0, 30)),
    ]
    assert [clause(at, borders, 0, 30) for at, borders, _ in cases] == [found for *_, found in cases]
    assert [within(at, [(2, 5), (7, 8)]) for at in range(1, 9)] == [False, True, True, True, False, False, True, False]


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("Ost did not sign the pact", "say that it is not so (`-p(…)`), quote plainer words"),
        ("Ost may sign the pact", "say that it may be so (`may p(…)`), state it as a claim (`says(who):`), quote"),
        ("Ost would sign the pact if asked", "say on what condition (`p(…) if q(…)`), quote plainer words"),
        ("According to Ida Holm, Ost signed the pact", "state it as a claim (`says(who):`), quote plainer words"),
    ],
)
def test_the_hint_says_how_a_fact_says_what_its_words_say(sentence: str, hint: str, tmp_path: Path, factbase) -> None:
    (tmp_path / "s.txt").write_text(f"{sentence}.\n")
    (tmp_path / "a.fb").write_text(f'source s {{ file: "s.txt" }}. signed(pact) @ s "{sentence}".\n')
    told = factbase("check", "--base", ".", "--select", "F102", cwd=tmp_path).stdout
    assert f"hint: {hint}" in told
