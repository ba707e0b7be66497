"""What does nothing in a base, stands there twice, or says nothing of its day: each is told once, and what is right is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

import factbase as fb
from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.idle import idle
from factbase.ground.diagnostic import Diagnostic
from factbase.program.cascades import MANY

TEXT = "Alpha signed the pact in May. Beta paid for all of it. Gamma stayed away.\n"
HEAD = """\
source report { file: "report.txt", published: 2020-06-01 "Alpha signed the pact in May" }.
entity alpha: party { name: "Alpha" }.
relation signed(who: party).
from report.
signed(alpha) "Alpha signed the pact in May".
?- signed(X).
"""
BETA = 'entity beta: party { name: "Beta" }. relation paid(who: party).\n'
PAID = BETA + 'paid(beta) "Beta paid for all of it".\n?- paid(X).\n'


def told(folder: Path, text: str) -> list[tuple[str, int, str]]:
    """What is told of a base: the code, the line after the head, the message; of its own family only."""
    (folder / "report.txt").write_text(TEXT)
    (folder / "a.fb").write_text(HEAD + text)
    lines = HEAD.count("\n")
    return [
        (each.code, each.span.line - lines if each.span else 0, each.message)
        for each in fb.open(folder).check().findings
        if each.code in ("W104", "W105", "W106") or each.code.startswith(("W2", "E"))
    ]


def test_a_base_in_which_all_is_used_has_no_finding(tmp_path: Path) -> None:
    assert told(tmp_path, PAID) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        # declared nowhere, though others are
        ("assume pact(alpha). ?- pact(X).", "W105", 1, "relation `pact` is declared nowhere, though others are"),
        (
            "party_to(X) :- signed(X). ?- party_to(X).",
            "W105",
            1,
            "relation `party_to` is declared nowhere, though others are",
        ),
        ("assume singed(alpha).", "W104", 1, "relation `singed` is declared nowhere"),
        # declared, and never used
        ("relation left(who: party).", "W201", 1, "relation `left` is declared, and nothing uses it"),
        ('entity gamma: party { name: "Gamma" }.', "W201", 1, "entity `gamma` is declared, and nothing uses it"),
        (
            'source other { file: "report.txt", title: "T" "Gamma stayed away" }.',
            "W201",
            1,
            "source `other` is declared, and nothing uses it",
        ),
        (
            'relation left(who: party). relation went(who: party).\nentity gamma: party { name: "Gamma" }.',
            "W201",
            1,
            "2 relations, 1 entity are declared, and nothing uses them",
        ),
        # a rule that can never fire, and a check that can never be violated
        (
            "relation left(who: party). relation gone(who: party).\ngone(X) :- left(X). ?- gone(X).",
            "W202",
            2,
            "the rule can never fire: nothing states or derives `left`",
        ),
        (
            "relation gone(who: party).\ngone(X) :- says(X): signed(X). ?- gone(X).",
            "W202",
            2,
            "the rule can never fire: nothing states or derives `says(_): signed`",
        ),
        (
            "relation gone(who: party). relation step(who: party, what: symbol).\ngone(X) :- X = alpha, step(X, lfet).\n"
            "?- gone(X).\nassume step(alpha, left).",
            "W202",
            2,
            "the rule can never fire: no fact of `step` has `lfet` there",
        ),
        (
            "relation gone(who: party).\ngone(X) :- (signed(X); says(X): signed(X)). ?- gone(X).",
            "W202",
            2,
            "the rule, with this alternative, can never fire: nothing states or derives `says(_): signed`",
        ),
        (
            'check never error "{X}" :- signed(X), -signed(X).',
            "W202",
            1,
            "check `never` can never be violated: nothing states or derives `-signed`",
        ),
        (
            'relation pays(who: party).\npays(X) :- signed(X).\ncheck two error "{X}" :- pays(X), N = count { S : pays(X) @ S }, N < 2.',
            "W202",
            3,
            "check `two` can never be violated: `pays` is only derived, and only a fact has a source",
        ),
        # facts that nothing reads
        (
            BETA + 'paid(beta) "Beta paid for all of it".',
            "W203",
            2,
            "1 fact of `paid`: no rule, check, query or expectation asks for it",
        ),
        # entities that no source names
        (
            'entity delta: party { name: "Delta" }. relation paid(who: party).\npaid(delta) "Beta paid for all of it". ?- paid(X).',
            "W204",
            1,
            "entity `delta`, “Delta”, is named in no document",
        ),
        # stated twice
        (BETA + "assume paid(beta). assume paid(beta). ?- paid(X).", "W106", 2, "`paid(beta)` is stated already"),
        ("assume signed(alpha).", "W208", 1, "`signed(alpha)` is assumed, and cited as well"),
        (PAID + "signed(X) :- paid(X).\nsigned(X) :- paid(X).", "W106", 5, "`signed(X)` is stated already"),
        # states without a time
        (
            "relation ruled(who: party) state.\nassume ruled(alpha). ?- ruled(X).",
            "W205",
            2,
            "`ruled(alpha)` is a state, and when it holds is not known: it is assumed of all days",
        ),
        (
            'source undated { file: "report.txt" }. relation ruled(who: party) state.\n'
            'ruled(alpha) @ undated "Alpha signed the pact". ?- ruled(X).',
            "W205",
            2,
            "`ruled(alpha)` is a state, and when it holds is not known: its words give no days, and `undated` has no date",
        ),
        # what is expected of days of which no source tells
        (
            "expect signed(alpha) at 2020-06-02.",
            "W206",
            1,
            "1 statement is of days of which no source tells: the last one is of 2020-06-01",
        ),
        (
            "expect not signed(alpha) known_by 2020-05-31.",
            "W207",
            1,
            "what is expected is of what was known by 2020-05-31, and no source was known then",
        ),
    ],
)
def test_what_is_wrong_is_told_once_at_its_place(tmp_path: Path, text: str, code: str, line: int, message: str) -> None:
    assert told(tmp_path, text) == [(code, line, message)]


def test_a_base_that_declares_or_asks_nothing_is_told_of_neither(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("assume signed(alpha).\nassume paid(beta).\nlate(X) :- signed(X).\n")
    assert [each.code for each in fb.open(tmp_path).check().findings] == ["W203"]
    (tmp_path / "a.fb").write_text("assume signed(alpha).\nassume paid(beta).\n")
    assert fb.open(tmp_path).check().findings == ()


def test_what_rests_on_a_rule_that_never_fires_is_not_told_beside_it(tmp_path: Path) -> None:
    text = "relation gone(a: any). relation far(a: any). relation left(a: any).\ngone(X) :- left(X).\nfar(X) :- gone(X).\n?- far(X).\n"
    assert [(code, line) for code, line, _ in told(tmp_path, text)] == [("W202", 2)]


def test_what_may_be_there_makes_no_rule_idle(tmp_path: Path) -> None:
    """A value that is not given, one of a table, a day, what the language has, what a rule derives, and what is not so."""
    (tmp_path / "t.csv").write_text("who\nalpha\n")
    text = """\
relation step(who: party, what: symbol). relation held(who: party). relation gone(who: party). relation told(d: date).
assume step(alpha, ?). assume told(2020-XX-XX). assume table held from "t.csv".
gone(X) :- step(X, left). gone(X) :- held(X), held(alpha). gone(X) :- signed(X), told(2020-05). gone(X) :- gone(X), at(_).
gone(X) :- signed(X), name(X, "Al"), mentions(S, "pact"), published(S, _). gone(X) :- signed(X), not says(_): held(X).
?- gone(X).
"""
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("name", "stands"),
    [("Alpha", True), ("ALPHA", True), ("the pact", True), ("Alph", True), ("pact Alpha", False), ("協定", False)],
)
def test_an_entity_is_named_where_a_document_has_its_name(tmp_path: Path, name: str, stands: bool) -> None:
    text = (
        f'entity delta: party {{ name: "{name}" }}. relation paid(who: party).\n'
        'paid(delta) "Beta paid for all of it".\n?- paid(X).\n'
    )
    assert [code for code, _, _ in told(tmp_path, text)] == ([] if stands else ["W204"])


def test_a_curated_name_need_stand_nowhere(tmp_path: Path) -> None:
    text = 'entity delta: party { name: "Delta" }. relation paid(who: party label).\n'
    assert told(tmp_path, text + 'paid(delta) "Beta paid for all of it".\n?- paid(X).\n') == []


def test_what_a_session_tries_out_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT)
    (tmp_path / "a.fb").write_text(HEAD)
    typed = "friend(X) :- signed(X).\nrelation left(who: party).\nassume paid(alpha).\n"
    base = FactBase.load([tmp_path]).with_text(str(tmp_path / "<typed>"), typed, tmp_path)
    assert list(idle(base.program, base.diagnostics)) == []


def test_rows_that_say_the_same_are_told_once_for_a_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("who,words\nalpha,one\nalpha,two\n" + "alpha,one\n" * 3)
    text = 'relation held(who: party, words: string).\nassume table held from "t.csv".\n?- held(X, _).\n'
    (found,) = told(tmp_path, text)
    assert found == ("W106", 4 - HEAD.count("\n"), '`held(alpha, "one")` is stated already')
    (finding,) = (each for each in fb.open(tmp_path).check().findings if each.code == "W106")
    assert finding.detail == ("the same in 2 more rows of the table",)
    assert [each.span.line for each in finding.related] == [2]


# ---- one mistake, told once


@pytest.mark.parametrize("count", [MANY, MANY + 1])
def test_one_mistake_in_many_places_is_told_once_with_their_number(tmp_path: Path, count: int) -> None:
    facts = "".join(f'signed(alpha) @ reprot "Alpha signed the pact, {n}".\n' for n in range(count))
    found = [each for each in _errors(tmp_path, facts) if each.code == "E102"]
    if count == MANY:
        assert [(each.related, each.detail) for each in found] == [((), ())] * MANY
    else:
        (one,) = found
        assert [each.note for each in one.related] == ["here too"] * 3
        assert one.detail == (f"the same in {MANY} more places, of which 3 are shown",)


def test_each_mistake_of_its_own_is_told_by_itself(tmp_path: Path) -> None:
    facts = "".join(f"signed(party_{n}).\n" for n in range(2 * MANY))
    codes = [each.code for each in _errors(tmp_path, facts)]
    assert codes == ["E501"] * 2 * MANY


def test_names_are_not_unknown_where_their_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "b.fb").write_bytes(b"entity beta: party.\xff")
    (only,) = _errors(
        tmp_path,
        'assume signed(beta). assume signed(gamma). late(X) :- paid(X). signed(alpha) @ news "Gamma stayed away".\n',
    )
    assert only.code == "E005"
    assert only.detail == (
        "4 names that only what cannot be read may declare are not told: `beta`, `gamma`, `news`, `paid`",
    )


def test_names_are_not_unknown_where_their_declaration_cannot_be_read(tmp_path: Path) -> None:
    found = _errors(tmp_path, "relation paid(who party).\nlate(X) :- paid(X), gone(X).\nassume signed(beta).\n")
    assert [(each.code, each.message.partition(";")[0]) for each in found] == [
        (
            "E009",
            "`party` cannot stand here: an argument is named in lower case, and its type follows: `relation edge(x: int, y: int).`",
        ),
        ("E101", "unknown relation `gone`"),
        ("E203", "`beta` is not declared as an entity"),
    ]
    assert found[0].detail == ("1 name that only what cannot be read may declare is not told: `paid`",)


def test_names_are_not_unknown_where_what_states_them_cannot_be_read(tmp_path: Path) -> None:
    found = _errors(tmp_path, "assume paid(alpha)\nlate(X) :- paid(X).\nlate(X) :- gone(X).\n")
    assert [(each.code, each.span.line - HEAD.count("\n")) for each in found if each.span] == [("E002", 1), ("E101", 3)]


def test_a_name_that_nobody_declares_is_not_missed_in_the_quotes_too(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT)
    (tmp_path / "a.fb").write_text(HEAD + 'signed(alhpa) "Alpha signed the pact".\n')
    found = audit(FactBase.load([tmp_path]), View(), default_engine()).diagnostics
    assert [each.code for each in found if "`alhpa`" in each.message] == ["E203"]


def test_quotes_of_a_source_that_is_declared_twice_are_not_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Beta paid for all of it.\n")
    (tmp_path / "b.fb").write_text(
        'source report { file: "other.txt" }.\npaid(beta) @ report "Beta paid for all of it.".\n'
    )
    (found,) = _errors(tmp_path, "", text="Alpha signed the pact in May.\n")
    assert (found.code, found.span.line if found.span else 0) == ("E103", 1)
    assert found.detail == ("1 quote of it in this file is not judged: which document is meant is not known",)
    (tmp_path / "c.fb").write_text(
        'gone(beta) @ report "Beta paid for all of it".\n'
    )  # of the first one, as far as anybody knows
    assert [each.code for each in _errors(tmp_path, "", text="Alpha signed the pact in May.\n")] == ["E103", "E503"]


def _errors(folder: Path, more: str, *, text: str = TEXT) -> list[Diagnostic]:
    (folder / "report.txt").write_text(text)
    (folder / "a.fb").write_text(HEAD + more)
    return list(FactBase.load([folder]).errors)
