"""A saved proof, read again: what `ask` wrote is certified whatever its values, and whatever else a file holds is refused in one line."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from explain.conftest import ask, base_of

from factbase.base import FactBase, View, default_engine
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.faces.cli import main
from factbase.questions.explanation import explained
from factbase.questions.reread import ProofReader, reread
from factbase.questions.results.explained import explained_of
from factbase.resolve.answers import resolved
from factbase.result.written import json_text, seal

DAY = "2019-03-01"
PARTIAL = """
assume dd(a, 2019-02). assume dd(b, 2019-02-01). assume st(b). assume st(c).
r(X) :- dd(X, D), D < 2019-02-10.
p(X) :- dd(X, D), not dd(_, 2019-03).
t(N) :- N = count { X : dd(X, D), D < 2019-02-10 }.
m(N) :- N = max { E : dd(X, D), D < 2019-02-10, E = D + 1 }.
"""
TYPES = """
assume u(a). assume u("a"). assume u(1.5). assume u("1.5"). assume u(1). assume u(1.0). assume u(2019-02-01).
assume u("2019-02-01"). assume own("a", a). assume own(a, "a").
p(N) :- N = count { X : u(X) }.
o(X, N) :- u(X), N = count { Y : own(X, Y) }.
least(N) :- N = min { X : u(X) }.
"""
SEVERAL = """
assume n(1). assume n(4). assume n(9). assume hidden(4).
above(N) :- M = min { X : n(X) }, N = count { X : n(X), X > M }.
shown(X) :- n(X), not hidden(X).
shown(X) :- n(X), X < 3.
many(N) :- N = count { X : shown(X) }.
"""
BRANCHES = """
assume a(1). assume a(2). assume a(3). assume b(2). assume c(3).
q(X, N) :- a(X), N = count { Y : ( b(Y), Y = X ; c(Y) ) }, ( b(X), N > 1 ; c(X), not b(X), N = count { Y : b(Y) } ).
"""
HONEST = [
    (BRANCHES, "q(X, N)"),
    (BRANCHES, "a(X), ( X < 2 ; N = count { Y : ( b(Y) ; c(Y) ) }, N > X )"),
    (BRANCHES, "a(X), ( X > 9 ; b(X), c(X) )"),
    (PARTIAL, "st(X), not r(X)"),
    (PARTIAL, "p(X)"),
    (PARTIAL, "t(N)"),
    (PARTIAL, "m(N)"),
    (TYPES, "u(X)"),
    (TYPES, "p(N)"),
    (TYPES, "o(X, N)"),
    (TYPES, "least(N)"),
    (SEVERAL, "above(N)"),
    (SEVERAL, "many(N), shown(X)"),
]
each_honest = pytest.mark.parametrize(("text", "goal"), HONEST, ids=[goal for _, goal in HONEST])


def _saved(base: FactBase, goal: str, proofs: int | None = None) -> str:
    """What is written of the answers to a goal; with their explanations, of so many proofs, where that is given."""
    answers = ask(base, goal, DAY)
    if proofs is None:
        return json_text(resolved(answers, base.program, base.evidence))
    found = list(explained(base, answers, proofs))
    return json_text(explained_of(answers, found, base))


def _sealed(document: dict) -> str:
    return json.dumps(document | {"id": seal({name: part for name, part in document.items() if name != "id"})})


@each_honest
@pytest.mark.parametrize("proofs", [None, 1, 20])
def test_what_was_written_is_certified(text: str, goal: str, proofs: int | None) -> None:
    base = base_of(text)
    assert reread(_saved(base, goal, proofs), base, default_engine()).problems == ()


@pytest.mark.parametrize("chosen", [(0, 0), (1, 0), (1, 1), (0,), (0, 1, 1)])
def test_answers_told_twice_or_left_out_or_in_another_order_are_refused(chosen: tuple[int, ...]) -> None:
    base = base_of("assume n(1). assume n(2).")
    document = json.loads(_saved(base, "n(X)"))
    document["answers"] = [document["answers"][i] for i in chosen]
    result = reread(_sealed(document), base, default_engine())
    assert len(result.problems) == 1
    assert "answer" in result.problems[0]


def test_a_key_that_stands_twice_is_refused_though_the_last_fits() -> None:
    base = base_of("assume n(1).")
    text = _saved(base, "n(X)")
    twice = text.replace('"verdict":', '"verdict": "no", "verdict":')
    assert json.loads(twice) == json.loads(text)
    assert reread(twice, base, default_engine()).problems == ('the key "verdict" stands twice in one object',)


@pytest.mark.parametrize("engine", ["souffle", "auto", ""])
def test_an_engine_that_does_not_exist_is_refused(engine: object) -> None:
    base = base_of("assume n(1).")
    document = json.loads(_saved(base, "n(X)")) | {"engine": engine}
    (problem,) = reread(_sealed(document), base, default_engine()).problems
    assert problem.startswith(".engine: there is no engine ")


def test_an_engine_of_the_other_name_is_of_no_account() -> None:
    base = base_of("assume n(1).")
    for engine in ("pydatalog", "vector"):
        document = json.loads(_saved(base, "n(X)")) | {"engine": engine}
        assert reread(_sealed(document), base, default_engine()).problems == ()


def test_a_claim_with_too_many_values_is_refused() -> None:
    base = base_of("assume n(1). assume m(2). r(X) :- m(X).")
    text = _saved(base, "n(X), not r(X)")
    assert reread(text, base, default_engine()).problems == ()
    for claim in ("r(1, 1)", "r()", "x(1)", "says(n): r(1)", "possibly r(1)"):
        document = json.loads(text)
        (absent,) = (node for node in document["proofs"].values() if node["kind"] == "absent")
        absent["claim"] = claim
        assert reread(_sealed(document), base, default_engine()).problems, claim


HEAD = (
    '{"goal": %s, "engine": "vector", "verdict": "yes", "answers": [], "stopped": null, "searched": null, "against": [],'
    ' "datings": [], "projected": null, "left_out": {}, "remarks": [], "problems": [], "proofs": {}}'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 200_000, "nested too deep"),
        ('{"a": ' + "[" * 700 + "]" * 700 + "}", "nested more than 100 deep"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"\\udc00": 1}', "half of a character"),
        ('{"a": ' + "9" * 5000 + "}", "too many digits"),
        ('{"a": NaN}', "not JSON: NaN"),
        ("", "not JSON"),
        ("null", "no object"),
        ("{}", "missing required field `goal`"),
        (HEAD % '"n(X)", "view": {"at": "2019-13", "known_by": null}', "no month 13"),
        (HEAD % '"n(", "view": {"at": null, "known_by": null}', "cannot be asked"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_document_is_refused_in_one_line(text: str, told: str) -> None:
    base = base_of("assume n(1).")
    (problem,) = reread(text, base, default_engine()).problems
    assert told in problem
    assert "\n" not in problem
    assert len(problem) < 300


def test_parts_that_rest_on_themselves_or_are_not_there_are_refused() -> None:
    base = base_of("assume n(1). p(X) :- n(X). p(X) :- p(X), n(X).")
    text = _saved(base, "p(X)")
    top = json.loads(text)["answers"][0]["proof"]
    for premises, told in (
        ([top], f'part "{top}" rests on itself'),
        (["nowhere"], 'there is no part "nowhere"'),
        ([], "does not follow from its premises"),
    ):
        document = json.loads(text)
        document["proofs"][top]["premises"] = premises
        (problem, *_) = reread(json.dumps(document), base, default_engine()).problems
        assert told in problem
    document = json.loads(text)
    document["answers"][0]["proof"] = "nowhere"
    assert reread(json.dumps(document), base, default_engine()).problems == ('there is no part "nowhere"',)


@pytest.mark.parametrize("kind", ["joined", "cases"])
def test_a_kind_of_proof_that_stands_only_at_the_top_is_refused_below(kind: str) -> None:
    base = base_of("assume n(1). p(X) :- n(X).")
    document = json.loads(_saved(base, "p(X)"))
    top = document["answers"][0]["proof"]
    (leaf,) = document["proofs"][top]["premises"]
    document["proofs"]["x"] = {"kind": kind, "claim": "", "reading": "", "premises": [leaf]}
    document["proofs"][top]["premises"] = ["x"]
    assert reread(json.dumps(document), base, default_engine()).problems == (
        f'there is no kind of proof "{kind}" here',
    )


def test_a_proof_by_cases_in_itself_is_refused() -> None:
    base = base_of("assume d(a, 2019-02). p(X) :- d(X, D), D < 2019-02-10. p(X) :- d(X, D), D > 2019-02-05.")
    document = json.loads(_saved(base, "p(X)"))
    top = document["answers"][0]["proof"]
    assert document["proofs"][top]["kind"] == "cases"
    assert reread(json.dumps(document), base, default_engine()).problems == ()
    document["proofs"][top]["cases"][0]["proof"] = top
    assert reread(json.dumps(document), base, default_engine()).problems == (
        f'part "{top}" is a proof by cases in another',
    )


def test_aggregates_in_one_another_without_end_are_refused_soon() -> None:
    base = base_of(SEVERAL)
    document = json.loads(_saved(base, "many(N)"))
    (name,) = (name for name, node in document["proofs"].items() if node["kind"] == "grouped")
    node = document["proofs"][name]
    for number in range(500):
        inner = copy.deepcopy(node)
        for member in inner["members"]:
            member["premises"] = [f"x{number + 1}"]
        document["proofs"][f"x{number}"] = inner
    document["proofs"]["x500"] = node
    (top,) = (each for each in document["proofs"].values() if name in each.get("premises", ()))
    top["premises"] = ["x0"]
    assert reread(json.dumps(document), base, default_engine()).problems == ("aggregates are nested too deep in it",)


def test_a_chain_of_thousands_is_certified() -> None:
    rules = "".join(f"p{i}(X) :- p{i - 1}(X).\n" for i in range(1, 2000))
    base, engine = base_of(f"assume p0(a).\n{rules}"), PyDatalogEngine()
    answers = base.ask("p1999(X)", View(), engine)
    result = reread(json_text(resolved(answers, base.program, base.evidence)), base, engine)
    assert result.problems == ()
    assert result.certificate is not None
    assert result.certificate.nodes == 2000


@pytest.mark.parametrize("proofs", [1, 2, 20])
def test_an_explanation_of_which_one_answer_has_more_proofs_than_another_is_certified(proofs: int) -> None:
    base = base_of("assume a(1). assume a(2). assume b(1). p(X) :- a(X). p(X) :- b(X).")
    assert reread(_saved(base, "p(X)", proofs), base, default_engine()).problems == ()


def test_an_answer_without_an_explanation_is_refused() -> None:
    base = base_of("assume n(1). assume n(2).")
    document = json.loads(_saved(base, "n(X)", 1))
    document["explanations"] = document["explanations"][:1]
    (problem,) = reread(_sealed(document), base, default_engine()).problems
    assert problem == "there are 2 answers, and explanations of 1"


def test_the_other_proofs_of_an_explanation_are_certified_too() -> None:
    base = base_of(SEVERAL)
    counts = []
    for proofs in (None, 20):
        certificate = reread(_saved(base, "shown(1)", proofs), base, default_engine()).certificate
        assert certificate is not None
        counts.append(certificate.proofs)
    assert counts == [1, 2]


# ---- whatever stands in a field

LEFT_OUT = object()
DEEP, HALF = "a very deep list", "half of a character"
WRITTEN = {DEEP: "[" * 20_000 + "]" * 20_000, HALF: '"\\ud800"'}
IN_PLACE = [None, 7, True, "x", [], ["x"], [{}], {"x": 1}, DEEP, HALF, LEFT_OUT]
AS_TRUE = [(("explanations",), LEFT_OUT), (("view", "at"), None)]
"""Changes that make another document of a document, which is as true once it is sealed."""

DOCUMENTS = [
    (PARTIAL, "st(X), not r(X)", None),
    (PARTIAL, "t(N)", None),
    (TYPES, "least(N)", None),
    (SEVERAL, "many(N)", None),
    (SEVERAL, "shown(1)", 5),
    (SEVERAL, "shown(4)", None),
]


def _places(node: object, path: tuple = ()) -> Iterator[tuple]:
    """Every field and every element, those that hold others too."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in pairs:
        yield (*path, key)
        yield from _places(part, (*path, key))


def _mutated(document: dict, path: tuple, value: object, sealed: bool) -> str | None:
    """The document with another value in one place, None where that is no change; sealed anew where it can be."""
    document = copy.deepcopy(document)
    where = document
    for key in path[:-1]:
        where = where[key]
    if value is LEFT_OUT:
        del where[path[-1]]
    elif where[path[-1]] == value and type(where[path[-1]]) is type(value):
        return None
    else:
        where[path[-1]] = value
    if sealed and path != ("id",):
        return _sealed(document)
    text = json.dumps(document)
    for name, written in WRITTEN.items():
        text = text.replace(f'"{name}"', written)
    return text


@pytest.mark.parametrize(("text", "goal", "proofs"), DOCUMENTS, ids=[goal for _, goal, _ in DOCUMENTS])
@pytest.mark.parametrize("sealed", [False, True], ids=["as it was sealed", "sealed anew"])
def test_whatever_stands_in_a_field_it_is_refused_in_one_line(
    text: str, goal: str, proofs: int | None, sealed: bool
) -> None:
    base = base_of(text)
    document = json.loads(_saved(base, goal, proofs))
    reader = ProofReader(base, default_engine())
    assert reader.read(json.dumps(document)).problems == ()
    tried = 0
    for path in _places(document):
        for value in IN_PLACE:
            if sealed and (value in (DEEP, HALF) or (path, value) in AS_TRUE):
                continue  # of the first two no hash is made
            mutated = _mutated(document, path, value, sealed)
            if mutated is not None:
                tried += 1
                problems = reader.read(mutated).problems
                assert problems, (path, value)
                assert all("\n" not in problem and len(problem) < 400 for problem in problems), problems
    assert tried > 300


@pytest.mark.parametrize(
    "text", [b"[" * 200_000, b'{"explanations": 5}', b'{"goal": "\\ud800"}', b'{"\\ud800": 1}', b"\x00", b"5", b"\xff"]
)
def test_a_malformed_file_ends_in_one_line_and_exit_code_one(
    text: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "base.fb").write_text("assume n(1).", encoding="utf-8")
    file = tmp_path / "saved.json"
    file.write_bytes(text)
    assert main(["certify", str(file), "--base", str(tmp_path / "base.fb")]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.out.splitlines()[1] == f"not certified: {file}"
    assert said.err == ""
