"""Requests: one table, from which the command line, the session, help and completion are made, so all of them say the same."""

from __future__ import annotations

import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.faces.arguments import Mistyped, from_line
from factbase.ground.builtin import FUNCTIONS
from factbase.requests.argument import given
from factbase.requests.completion import files_wanted, of_goal, of_request
from factbase.requests.request import Request
from factbase.requests.table import TABLE, Where, entries
from factbase.requests.tokens import Tokens
from factbase.requests.vocabulary import Vocabulary

SMALL = ("--base", "tests/base", "--at", "2003-01-01")
IN_SESSION = {entry.name: entry for entry in entries(Where.SESSION)}


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: f"{entry.name} {entry.where.name}")
def test_a_request_is_declared_whole(entry) -> None:
    request = entry.request()
    assert issubclass(request, Request)
    assert request.__dataclass_params__.frozen
    assert not hasattr(request, "__dict__") or "__slots__" in vars(request)
    assert next(iter(request.formats)) == "text"
    assert {each.name for each in given(request)} == {each.name for each in fields(request)}
    for each in given(request):
        assert each.argument.help or each.argument.placed, f"{entry.name} {each.name} has no help"
        assert each.argument.metavar or each.default is False, f"{each.name} is neither a flag nor has a value"
        assert each.argument.metavar or not each.argument.placed


def test_a_name_means_one_thing_in_each_place() -> None:
    for where in Where:
        names = [entry.name for entry in entries(where)]
        assert len(set(names)) == len(names)


SAID = [
    ("ask", "allied(alpha, B)", "--format", "json"),
    ("ask", "articles(P, N)", "--format", "csv"),
    ("ask", "allied(alpha, B)", "--without", "column"),
    ("why", "allied(alpha, B)"),
    ("why", "allied(alpha, B)", "--all", "--format", "json"),
    ("why", "allied(alpha, beta)", "--format", "prose", "--limit", "2"),
    ("why", "allied(alpha, beta)", "--format", "mermaid"),
    ("why", "allied(alpha, alpha)"),
    ("why-not", "allied(alpha, alpha)", "--depth", "1"),
    ("why-not", "allied(alpha, beta)", "--format", "json"),
    ("timeline", "allied(alpha, beta)", "--format", "json"),
    ("plan", "allied(alpha, B)"),
    ("find", "treaty", "--limit", "1"),
    ("find", "treaty", "march", "--source", "column", "--format", "json"),
    ("cite", "treaty", "on", "12"),
    ("cite", "column", "expired", "--sentence", "--format", "json"),
    ("coverage", "column"),
    ("coverage", "--format", "json"),
    ("query",),
    ("query", "allies"),
    ("query", "allies", "ended", "--format", "csv"),
    ("query", "ended", "--expected"),
    ("query", "ended", "--format", "json", "--without", "column"),
    ("sources",),
    ("sources", "--load-bearing"),
    ("conflicts",),
    ("check", "--format", "json"),
    ("check", "tests/base/base.fb"),
    ("relations", "join"),
]


@pytest.mark.parametrize("words", SAID, ids=" ".join)
def test_a_session_says_what_the_command_says(words: tuple[str, ...], factbase) -> None:
    session = factbase(*SMALL, stdin=f":{' '.join(words)}\n")
    if words[0] == "relations":  # a session's alone
        assert session.stdout.startswith("joined(")
        return
    viewed = IN_SESSION[words[0]].request().viewed
    command = factbase(words[0], *(SMALL if viewed else SMALL[:2]), *words[1:])
    named = command.stdout.replace("`why-not`", "`:why-not`").replace(
        "`timeline`", "`:timeline`"
    )  # what is typed there
    assert (named, command.stderr) == (session.stdout, "")
    assert session.returncode == command.returncode


def test_what_is_typed_is_text_whatever_the_locale(process) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    session = process(*SMALL, stdin='assume q("é→").\n:ask q("é→") --without column --format json\n', env=env)
    assert '"verdict": "yes"' in session.stdout
    command = process(*SMALL, "ask", 'title(S, "é→")', "--format", "json", env=env)
    assert '"verdict": "unknown"' in command.stdout


def test_a_certificate_is_told_in_a_session_too(factbase) -> None:
    command = factbase("why", *SMALL, "allied(alpha, B)", "--certify")
    session = factbase(*SMALL, stdin=":why allied(alpha, B) --certify\n")
    assert command.stderr.startswith("certified: ")
    assert session.stdout == command.stdout + command.stderr


@pytest.mark.parametrize(
    ("line", "goal", "form", "limit"),
    [
        ('p(X, "a  b") --format json', 'p(X, "a  b")', "json", None),
        ('--limit 3 p("--all"), q(X).', 'p("--all"), q(X).', "text", 3),
        ("p(X), --limit=2 X > -1", "p(X),  X > -1", "text", 2),
        ('p("é"), q("→") --form json', 'p("é"), q("→")', "json", None),
        ("-1 = X - -2 --format dot", "-1 = X - -2", "dot", None),
        ('p("\\" --format json', 'p("\\" --format json', "text", None),
    ],
)
def test_a_goal_is_taken_as_it_is_wherever_options_stand(line: str, goal: str, form: str, limit: int | None) -> None:
    request, asked = from_line(IN_SESSION["why"], line)
    assert (request.goal, asked, request.limit) == (goal, form, limit)
    assert not request.all


def test_the_names_of_files_may_be_quoted() -> None:
    request, _ = from_line(IN_SESSION["load"], "'a b.fb' c.fb")
    assert request.files == (Path("a b.fb"), Path("c.fb"))


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("why", "p(X) --limit", "expected one argument"),
        ("why", "p(X) --limit 0", "write a whole number, at least 1"),
        ("why", "p(X) --format yaml", "invalid choice"),
        ("why", "p(X) --deep", "unrecognized arguments: --deep"),
        ("why", "", "required: GOAL"),
        ("query", "allies --expectd", "unrecognized arguments: --expectd"),
        ("sources", "all", "unrecognized arguments: all"),
        ("load", "'a.fb", "no closing quotation"),
    ],
)
def test_words_that_make_no_request_are_told(name: str, line: str, told: str) -> None:
    with pytest.raises(Mistyped, match=told):
        from_line(IN_SESSION[name], line)


def test_help_of_a_request_is_that_of_its_fields() -> None:
    shown = from_line(IN_SESSION["why"], "--help")
    assert isinstance(shown, str)
    for _, text in IN_SESSION["why"].options:
        assert text in shown
    assert shown.startswith(":why GOAL  the proofs of each answer")


# ---- completion and colours


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    return Vocabulary(FactBase.load([ROOT / "tests" / "base"]))


@pytest.mark.parametrize(
    ("name", "before", "offered"),
    [
        ("why", "--f", {"--format"}),
        ("why", "allied(A, B) --", {"--format", "--all", "--limit", "--compact", "--certify", "--without"}),
        (
            "why",
            "allied(A, B) --format ",
            {"text", "json", "markdown", "html", "csv", "arrow", "parquet", "dot", "mermaid", "prose"},
        ),
        ("why", "allied(A, B) --without col", {"column"}),
        ("why", "alli", {"allied"}),
        ("why", "allied(alp", {"alpha"}),
        ("why", "allied(A, B) --limit ", set()),
        ("sources", "--l", {"--load-bearing"}),
        ("sources", "alli", set()),
        ("open", "col", {"column:"}),
        ("facts", "allie", {"allied"}),
        ("facts", "about Alp", {"alpha"}),
        ("relations", "allie", {"allied"}),
        ("rules", "allie", {"allied"}),
        ("rules", "sign", set()),
        ("diff", "H", {"HEAD", "HEAD~1", "HEAD~2"}),
        ("find", "Alp", {"Alpha"}),
        ("find", "--source col", {"column"}),
        ("cite", "--relation allie", {"allied"}),
        ("explain", "E50", {f"E50{n}" for n in range(1, 8)}),
        ("query", "", {"allies", "ended"}),
        ("query", "allies e", {"ended"}),
        ("query", "--e", {"--expected", "--exit-status"}),
        ("query", "allies --without col", {"column"}),
    ],
)
def test_completion_comes_from_the_table(name: str, before: str, offered: set[str], small: Vocabulary) -> None:
    assert {each.text for each in of_request(IN_SESSION[name].request(), before, small)} == offered
    assert not files_wanted(IN_SESSION[name].request(), before)


def test_branches_and_tags_are_offered_as_revisions(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("assume q(1).\n")
    diff = IN_SESSION["diff"].request()
    offered = {each.text for each in of_request(diff, "si", Vocabulary(FactBase.load([tmp_path])))}
    assert offered == set(), "it lies in no repository"
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "x"), ("branch", "side/topic"), ("tag", "since")):
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)
    words = Vocabulary(FactBase.load([tmp_path]))
    assert {each.text for each in of_request(diff, "si", words)} == {"side/topic", "since"}
    assert {each.text for each in of_request(diff, "HEAD~1 top", words)} == {"side/topic"}


def test_a_file_is_completed_where_one_stands() -> None:
    timeline, load = (IN_SESSION[name].request() for name in ("timeline", "load"))
    assert files_wanted(load, "a.fb b")
    assert files_wanted(timeline, "p(X) --picture a")
    assert not files_wanted(timeline, "p(X)")


def test_functions_are_offered_with_the_names_of_their_arguments(small: Vocabulary) -> None:
    assert ("split(", "function (text, separator, place)") in [
        (each.text, each.note) for each in of_goal("X = sp", small)
    ]
    assert "trim(" in [each.text for each in of_goal("X = length(tri", small)]


def test_what_is_there_already_is_not_offered(small: Vocabulary) -> None:
    assert [each.text for each in of_goal("allied", small)] == []


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(None)


def test_no_function_is_painted_as_what_is_not_there(tokens: Tokens) -> None:
    assert {"concat", "weekday", "interval", "to_number"} <= FUNCTIONS.keys()
    for name in FUNCTIONS:
        assert "unknown" not in [kind for kind, _ in tokens.of(f"X = {name}(Y)", ())], name
    assert ("unknown", "frobnicate") in list(tokens.of("frobnicate(Y)", {"p"}))
    assert ("relation", "p") in list(tokens.of("not p(Y)", {"p"}))


@pytest.mark.parametrize(
    "date",
    "2016-11-23 2016-11 2016-XX-XX 201X -0044-03-15 Y17000 Y-17000 2016-11? 2016-11~ 2016%"
    " 2016-01-01/2016-12 2016-01/.. ../2016-01 /2016-01 ../..".replace(" 2016%", " 2016-XX%").split(),
)
def test_every_form_of_a_date_is_painted_whole(tokens: Tokens, date: str) -> None:
    assert ("date", date) in list(tokens.of(f"p(X) on {date}", {"p"}))


def test_a_line_is_painted_by_the_grammar(tokens: Tokens) -> None:
    found = [
        each
        for each in tokens.of('possible p(_, Xy) @ s since 2016-01, says(Z): q("a\\"b" % c', {"p", "q"})
        if each[1] != " "
    ]
    assert found == [
        *(("keyword", "possible"), ("relation", "p"), ("other", "("), ("variable", "_"), ("other", ",")),
        *(("variable", "Xy"), ("other", ")"), ("other", "@"), ("other", "s"), ("keyword", "since")),
        *(("date", "2016-01"), ("other", ","), ("keyword", "says"), ("other", "("), ("variable", "Z")),
        *(("other", ")"), ("other", ":"), ("relation", "q"), ("other", "("), ("string", '"a\\"b"'), ("comment", "% c")),
    ]  # fmt: skip
