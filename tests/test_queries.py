"""Named queries: what each must answer is held to what it answers, and each is asked by its name, from every face."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import CHUNKS, Chunk
from engines import ENGINES

from factbase.base import FactBase, View
from factbase.checks.audit import audit
from factbase.checks.expectations import expected, held
from factbase.engine.base import Engine
from factbase.ground.date import parse_date

TEXT = """Ann was against the pact out of haste. Bob was for the pact out of need.
The pact was signed in November of 2016. The door was not open at all.
"""
OTHER = "Ann was against the pact out of haste, as she said to everybody who asked her.\n"
BASE = """
source s { file: "s.txt" }.
source o { file: "o.txt" }.
relation position(who: symbol, side: symbol, why: symbol) "{who} was {side} the pact out of {why}".
relation signed(pact: symbol).
relation open(what: symbol).
relation member(who: symbol) closed.
from s.
position(ann, against, haste) "Ann was against the pact out of haste".
position(bob, for, need) "Bob was for the pact out of need".
signed(pact) on 2016-11 "The pact was signed in November of 2016".
-open(door) "The door was not open at all".
assume member(ann) "She is the only one.".
"""
AT = View(parse_date("2020-01-01"))
HELD = [chunk for chunk in CHUNKS if chunk.path.name == "queries.fb" and not chunk.base().errors]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "base.fb").write_text(BASE, encoding="utf-8")
    (folder / "s.txt").write_text(TEXT, encoding="utf-8")
    (folder / "o.txt").write_text(OTHER, encoding="utf-8")
    return folder


def found_of(base: Path, statement: str, engine: Engine | None = None) -> list[tuple[str, str]]:
    """The codes and messages of what is wrong with a statement that is added to the base."""
    whole = FactBase.load([base]).with_text("query.fb", statement, base)
    assert not whole.errors
    return [
        (each.code, each.message) for each in audit(whole, AT, engine or ENGINES[0]).diagnostics if each.code[0] == "C"
    ]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("chunk", HELD, ids=str)
def test_the_queries_of_the_corpus_answer_what_they_must(chunk: Chunk, engine: Engine) -> None:
    base = chunk.base()
    assert held(base.program)
    assert [each.problems for each in expected(base, AT, engine) if each.problems] == []


ALL = "position(Who, Side, Why)"


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        (f"query q: {ALL} answers (ann, against, haste) citing s, (bob, for, need).", []),
        (f"query q: {ALL} answers (bob, for, need), (ann, against, haste).", []),
        (f"query q: {ALL}.", []),
        (
            f"query q: {ALL} answers (ann, against, haste).",
            [("C207", "query `q` as of 2020-01-01 answers `(bob, for, need)`, which is not expected")],
        ),
        (
            f"query q: {ALL} answers (ann, against, haste), (bob, for, need), (cid, for, need).",
            [("C206", "expected `(cid, for, need)` of query `q` as of 2020-01-01, and it does not hold")],
        ),
        (
            f"query q: {ALL} at 2021-01-01 known_by 2021-01-01 answers (ann, against, haste).",
            [
                (
                    "C206",
                    "expected `(ann, against, haste)` of query `q` as of 2021-01-01, known by 2021-01-01, and it does not hold",
                )
            ],
        ),
        (
            "query q: position(ann, S, _) answers (against) citing s, o.",
            [("C210", "expected `(against)` of query `q` as of 2020-01-01 to cite `o`, and its proof does not")],
        ),
        (
            "query q: position(ann, S, _) answers possible (against).",
            [("C208", "expected `(against)` of query `q` as of 2020-01-01 to be possible, and it is certain")],
        ),
        ("query q: signed(P) at 2016-11-15 answers possible (pact) citing s.", []),
        (
            "query q: signed(P) at 2016-11-15 answers (pact).",
            [("C208", "expected `(pact)` of query `q` as of 2016-11-15 to be certain, and it is possible")],
        ),
        (
            "query q: signed(P) at 2016-11-15 answers unknown.",
            [("C207", "query `q` as of 2016-11-15 answers `possible (pact)`, which is not expected")],
        ),
        ("query q: signed(pact) answers yes citing s.", []),
        ("query q: signed(pact) at 2016-11-15 answers possible citing s.", []),
        (
            "query q: signed(pact) at 2016-11-15 answers yes.",
            [("C209", "expected query `q` as of 2016-11-15 to answer `yes`, and it answers `possible`")],
        ),
        ("query q: open(door) answers no citing s.", []),
        (
            "query q: open(door) answers no citing o.",
            [("C210", "expected `no` of query `q` as of 2020-01-01 to cite `o`, and its proof does not")],
        ),
        (
            "query q: open(door) answers unknown.",
            [("C209", "expected query `q` as of 2020-01-01 to answer `unknown`, and it answers `no`")],
        ),
        ("query q: open(window) answers unknown.", []),
        (
            "query q: open(window) answers yes.",
            [("C209", "expected query `q` as of 2020-01-01 to answer `yes`, and it answers `unknown`")],
        ),
        ("query q: member(bob) answers no.", []),
        ("query q: open(X) answers unknown.", []),
        (
            "query q: open(X) answers (door).",
            [("C206", "expected `(door)` of query `q` as of 2020-01-01, and it does not hold")],
        ),
    ],
)
def test_what_a_query_answers_is_held_to_what_it_must(
    base: Path, statement: str, problems: list[tuple[str, str]]
) -> None:
    assert found_of(base, statement) == problems


def test_a_verdict_is_that_of_ask_in_each_view(base: Path) -> None:
    """All queries of a view are judged together; each alone is judged the same."""
    whole = FactBase.load([base])
    goals = ("open(door)", "open(window)", "signed(pact)", "member(bob)", "member(ann)", "open(door), open(window)")
    for at in ("2015-01-01", "2016-11-15", "2020-01-01"):
        view = View(parse_date(at))
        verdicts = [whole.ask(goal, view).verdict for goal in goals]
        text = "".join(
            f"query q{number}: {goal} at {at} answers {verdict}.\n"
            for number, (goal, verdict) in enumerate(zip(goals, verdicts, strict=True))
        )
        assert found_of(base, text) == []


def test_what_is_wrong_is_told_at_its_row_with_the_quotes(base: Path, factbase) -> None:
    (base / "q.fb").write_text(
        'query who "Who, and why?":\n  position(Who, _, Why)\n  answers\n    (ann, haste) citing o,\n    (bbo, need).\n',
        encoding="utf-8",
    )
    result = factbase("check", base, "--at", "2020-01-01")
    assert result.returncode == 1
    told = result.stdout
    assert f"{base}/q.fb:4:6: error C210 expected `(ann, haste)`" in told
    assert f"{base}/q.fb:5:6: error C206 expected `(bbo, need)`" in told
    assert "hint: did you mean `(bob, need)`?" in told
    (unexpected,) = [part for part in told.split(f"{base}/") if "error C207" in part]
    assert unexpected.startswith("q.fb:1:1: error C207 query `who` as of 2020-01-01 answers `(bob, need)`")
    assert "“Bob was for the pact out of need” s" in told
    assert "0 of 1 query answered as expected" in told
    found = json.loads(factbase("check", base, "--at", "2020-01-01", "--format", "json").stdout)
    assert [(each["query"], each["met"]) for each in found["queries"]] == [("who", False)]
    assert found["counts"]["met"]["queries"] == 1


def test_a_query_falls_with_the_quote_of_its_answer(base: Path, factbase) -> None:
    (base / "q.fb").write_text(
        "query who: position(Who, against, _) answers (ann).\nquery other: position(Who, for, _) answers (bob).\n",
        encoding="utf-8",
    )
    (base / "s.txt").write_text(TEXT.replace("haste", "spite"), encoding="utf-8")
    told = factbase("check", base, "--at", "2020-01-01").stdout
    assert "q.fb:1:1: error C204 expected the answers of query `who` as of 2020-01-01: it falls with" in told
    assert "1 of 2 queries answered as expected; all this without the 1 fact whose quotes do not stand" in told


def test_other_errors_leave_queries_unasked(base: Path, factbase) -> None:
    (base / "q.fb").write_text("query who: position(Who, S, _) answers (ann).\n", encoding="utf-8")
    told = factbase("check", base, "--at", "2020-01-01").stdout
    assert "q.fb:1:41: error E138 query `who` cannot answer this" in told
    (base / "q.fb").write_text("query who: signed(P) answers (pact).\np(X) :- signd(X).\n", encoding="utf-8")
    told = factbase("check", base, "--at", "2020-01-01").stdout
    assert "not checked: 1 query not asked" in told


# ---- asked by its name

SMALL = ("--base", "tests/base")


def test_a_query_is_answered_as_its_goal_is_in_its_own_view(factbase) -> None:
    asked = factbase("query", "allies", *SMALL)
    goal = factbase("ask", "allied(A, B)", *SMALL, "--at", "2003-01-01")
    assert asked.stdout == f"allies: Who is allied with whom?\n{goal.stdout}"
    assert "“Alpha and Beta signed the treaty on 12 March 2001”" in asked.stdout
    later = factbase("query", "allies", *SMALL, "--at", "2007-01-01", "--exit-status")
    assert "allied(A, B)   as of 2007-01-01" in later.stdout
    assert later.returncode == 4 or "no answer: unknown" in later.stdout


def test_several_are_asked_in_turn_and_without_a_name_all_are_listed(factbase) -> None:
    ended, allies = (factbase("query", name, *SMALL, "--full").stdout for name in ("ended", "allies"))
    assert factbase("query", "ended", "allies", *SMALL, "--full").stdout == ended + allies
    assert "  [2]–[4]\n" in factbase("query", "ended", "allies", *SMALL).stdout, "numbers go on from one to the next"
    assert factbase("query", *SMALL).stdout == (
        "allies: Who is allied with whom?\n  allied(A, B) at 2003-01-01  tests/base/queries.fb:1\n"
        "ended: Has the treaty ended?\n  ended(treaty)  tests/base/queries.fb:2\n"
    )
    both = json.loads(factbase("query", "ended", "allies", *SMALL, "--format", "json").stdout)["queries"]
    assert [(each["name"], each["result"]["verdict"], each["result"]["question"]) for each in both] == [
        ("ended", "yes", "Has the treaty ended?"),
        ("allies", "yes", "Who is allied with whom?"),
    ]
    listed = json.loads(factbase("query", *SMALL, "--format", "json").stdout)["queries"]
    assert [(each["name"], each.get("at"), "result" in each) for each in listed] == [
        ("allies", "2003-01-01", False),
        ("ended", None, False),
    ]
    rows = factbase("query", "ended", *SMALL, "--format", "csv").stdout.splitlines()
    assert rows[0].endswith('"query","question"')
    assert rows[1].endswith('"ended","Has the treaty ended?"')


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("alies",), "factbase query: there is no query `alies`; did you mean `allies`?"),
        (("allies", "nothing_like_it"), "factbase query: there is no query `nothing_like_it`"),
    ],
)
def test_a_name_that_is_none_is_a_mistake_of_use(names: tuple[str, ...], told: str, factbase) -> None:
    result = factbase("query", *names, *SMALL)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"{told}\n")


def test_the_verdict_may_be_the_exit_status(factbase, base: Path) -> None:
    def status(*names: str) -> int:
        return factbase("query", *names, "--base", base, "--at", "2020-01-01", "--exit-status").returncode

    (base / "q.fb").write_text(
        "query yes: signed(pact).\nquery no: open(door).\nquery unknown: open(window).\nquery possible: signed(pact) at 2016-11.\n",
        encoding="utf-8",
    )
    assert [status("yes"), status("no"), status("unknown")] == [0, 4, 5]
    assert status("yes", "no") == status("no", "yes") == 4
    assert factbase("query", "no", "--base", base).returncode == 0


def test_mistakes_of_the_base_are_told_and_nothing_is_asked(factbase, base: Path) -> None:
    (base / "q.fb").write_text("query q: signed(P).\nquery r: sined(P).\n", encoding="utf-8")
    for words in ((), ("q",), ("r",)):
        result = factbase("query", *words, "--base", base)
        assert result.returncode == 1
        assert "error E101 unknown relation `sined`" in result.stdout + result.stderr
        assert "“" not in result.stdout


def test_a_query_that_cannot_be_asked_hides_no_answer_to_another(factbase, base: Path) -> None:
    (base / "q.fb").write_text(
        'from o.\nsigned(other) "words that nobody wrote anywhere".\nquery lost: signed(P).\nquery fine: member(X).\n',
        encoding="utf-8",
    )
    lost, fine = (factbase("query", name, "--base", base, "--at", "2020-01-01") for name in ("lost", "fine"))
    assert (lost.returncode, lost.stdout, fine.returncode) == (1, "", 0)
    assert "E503" in lost.stderr
    both = factbase("query", "lost", "fine", "--base", base, "--at", "2020-01-01")
    assert both.returncode == 1
    assert fine.stdout in both.stdout
    assert "E503" in both.stdout
    results = json.loads(factbase("query", "lost", "fine", "--base", base, "--format", "json").stdout)["queries"]
    assert [each["result"]["verdict"] for each in results] == ["not asked", "yes"]


@pytest.mark.parametrize("certify", [(), ("--certify",)])
def test_a_saved_answer_is_certified_with_its_question(factbase, base: Path, tmp_path: Path, certify) -> None:
    query = base / "q.fb"
    query.write_text('query q "Was it signed?": signed(P) at 2020-01-01.\n', encoding="utf-8")
    result = factbase("query", "q", "--base", base, "--format", "json", *certify)
    assert result.returncode == 0
    assert ("certified: " in result.stderr) == bool(certify)
    saved = tmp_path / "saved.json"
    saved.write_text(result.stdout, encoding="utf-8")
    assert factbase("certify", saved, "--base", base).returncode == 0
    for wrong, told in (
        ('query q "Was it kept?": signed(P) at 2020-01-01.\n', ".question"),
        ("query q: open(P).\n", "is not what query"),
        ("query other: signed(P).\n", "there is no query"),
    ):
        query.write_text(wrong, encoding="utf-8")
        refused = factbase("certify", saved, "--base", base)
        assert refused.returncode == 1
        assert told in refused.stdout


def test_what_is_written_with_the_answers_of_now_is_answered_as_expected(factbase, base: Path) -> None:
    query = base / "q.fb"
    query.write_text(
        'query all "Who,\\n\\"and\\" why?": position(Who, Side, Why).\nquery day: signed(P) on D.\n'
        "query signed: signed(pact) at 2016-11-15.\nquery door: open(door).\nquery none: open(X).\n"
        "query rows: signed(P) at 2016-11-15.\nquery number: N = count { X : position(X, _, _) }, R = N / 4.\n"
        "query member: member(bob) answers yes.\n",
        encoding="utf-8",
    )
    written = factbase("query", "--expected", "--base", base, "--at", "2020-01-01")
    assert written.returncode == 0
    assert "query day: signed(P) on D at 2020-01-01\n  answers\n    (pact, 2016-11) citing s.\n" in written.stdout
    assert "query door: open(door) at 2020-01-01 answers no citing s.\n" in written.stdout
    query.write_text(written.stdout, encoding="utf-8")
    assert "8 of 8 queries answered as expected" in factbase("check", base, "--at", "2021-01-01").stdout
    assert factbase("query", "--expected", "--base", base).stdout == written.stdout  # each has its own date now


def test_what_several_queries_print_is_no_one_answer_to_certify(factbase, tmp_path: Path) -> None:
    saved = tmp_path / "all.json"
    saved.write_text(factbase("query", "allies", "ended", "--format", "json", *SMALL).stdout, encoding="utf-8")
    told = factbase("certify", saved, *SMALL)
    assert told.returncode == 1
    assert "it holds queries, not one answer; save each by itself: `query NAME --format json`" in told.stdout
    assert "missing required field" not in told.stdout


def test_what_is_written_of_strings_that_act_on_a_terminal_can_be_read_again(factbase, base: Path) -> None:
    query = base / "queries.fb"
    query.write_text('query q "\u202ewho \x1b[31m?": A = "a\x01\U000e0041b\\t", signed(P).\n', encoding="utf-8")
    written = factbase("query", "--expected", "--base", base).stdout
    query.write_text(written, encoding="utf-8")
    assert "1 of 1 query answered as expected" in factbase("check", base).stdout
    assert factbase("query", "--expected", "--base", base).stdout == written


def test_dates_that_are_given_in_a_session_go_before_those_of_a_query(factbase) -> None:
    own = factbase(*SMALL, stdin=":query allies\n").stdout
    assert "allied(A, B)   as of 2003-01-01\n2 answers" in own
    given = factbase(*SMALL, stdin=":at 2007-01-01\n:query allies\n").stdout
    assert "allied(A, B)   as of 2007-01-01\nno answer" in given
    assert "as of 2007-01-01\nno answer" in factbase(*SMALL, "--at", "2007-01-01", stdin=":query allies\n").stdout
    typed = factbase(*SMALL, stdin='query mine "Is it?": signed(P, A, B).\n:query mine\n:q\nnonsense').stdout
    assert "added to this session" in typed
    assert "mine: Is it?\nsigned(P, A, B)   as of " in typed
    assert "nonsense" not in typed


def test_a_question_is_one_line_and_acts_on_no_terminal(factbase, base: Path) -> None:
    (base / "q.fb").write_text('query q "One\\nanswer \x1b[31m?": signed(P).\n', encoding="utf-8")
    for words in (("query",), ("query", "q"), ("query", "q", "--format", "csv"), ("query", "--format", "csv")):
        told = factbase(*words, "--base", base).stdout
        assert "\x1b" not in told
        assert "\nanswer" not in told
