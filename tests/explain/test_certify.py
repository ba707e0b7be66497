"""Certifying: every model of the corpus is accepted, and everything that was tampered with is rejected."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from cases import ASKED, CORPUS, Asked, Chunk
from explain.conftest import ask, base_of, shipped

from factbase.base import Answers, FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.violations import Violation
from factbase.cite import Document
from factbase.engine.base import Listed, Model
from factbase.engine.plan import Planned
from factbase.explain.certify import Certifier
from factbase.explain.kernel import checked
from factbase.ground.comparison import Certainty
from factbase.ground.date import parse_date
from factbase.program.model import Predicate
from factbase.questions.certified import certify, certify_checks
from factbase.questions.reread import ProofReader, reread
from factbase.resolve.answers import resolved
from factbase.result.written import json_text, seal


@cache
def _answered(chunk: Chunk, goal: str, view: View) -> tuple[FactBase, Answers]:
    """A chunk and what it answers, once for all that is checked here: both are frozen."""
    base = chunk.base()
    return base, base.ask(goal, view)


@pytest.mark.parametrize(("chunk", "asked"), ASKED)
def test_every_model_and_every_proof_of_the_corpus_is_certified(chunk: Chunk, asked: Asked) -> None:
    base, answers = _answered(chunk, asked.goal, asked.view)
    certificate = certify(base, answers)
    assert certificate is not None
    assert certificate.problems == ()
    refuting = sum(against.why == "it is said not to be so" for against in answers.against)
    assert certificate.proofs == len(answers.answers) + len(answers.datings) + refuting


CITED = """source s { file: "sources/one.txt" }.
from s.
-q(1) "says that alpha holds" waive 1 "a test" waive affirmed "a test".
"""
NEGATIVE = "assume -q(2). -p(X) :- -q(X). q(X) :- r(X). p(X) :- q(X). r(3) :- q(3)."


def test_what_says_that_something_is_not_so_is_certified_too() -> None:
    base = FactBase.load([]).with_text("a.fb", CITED + NEGATIVE, CORPUS / "explain")
    answers = base.ask("p(1)", View())
    assert [each.why for each in answers.against] == ["it is said not to be so"]
    certificate = certify(base, answers)
    assert certificate is not None
    assert certificate.problems == ()
    assert certificate.proofs == 1
    other = base.ask("q(1)", View()).against[0].proof  # of the premise, not of the conclusion
    doctored = replace(answers, against=(replace(answers.against[0], proof=other),))
    certificate = certify(base, doctored)
    assert certificate is not None
    assert certificate.problems
    # of a goal with variables it is told for which values, and all others stay unknown
    several = base.ask("q(X)", View())
    assert [str(each.atom) for each in several.against] == ["q(1)"]
    assert several.verdict == "unknown"
    certificate = certify(base, several)
    assert certificate is not None
    assert (certificate.problems, certificate.proofs) == ((), 1)
    assert base.ask("q(X), p(X)", View()).against == ()
    # an assumption is no evidence
    assert base.ask("p(2)", View()).against == ()


@pytest.mark.parametrize(("chunk", "asked"), ASKED)
def test_a_model_with_a_row_or_a_rank_changed_is_rejected(chunk: Chunk, asked: Asked) -> None:
    _, answers = _answered(chunk, asked.goal, asked.view)
    assert answers.solved is not None
    planned, model = answers.solved.planned, answers.solved.model
    assert _wrong(planned, model) == []
    for head, rows in list(model.rows.items())[:8]:
        for row in list(rows)[:3]:
            assert _wrong(planned, _with(model, head, {r: n for r, n in rows.items() if r != row})), (
                f"{head} without {row}"
            )
            if rows[row] == 0:
                assert _wrong(planned, _with(model, head, {**rows, row: 1})), f"{head} with {row} as derived"
            if rows[row] > 0:
                assert _wrong(planned, _with(model, head, {**rows, row: 0})), f"{head} with {row} as a fact"
        invented = tuple(model.symbols.intern(f"invented {i}") for i in range(len(next(iter(rows), ()))))
        if invented:
            assert _wrong(planned, _with(model, head, {**rows, invented: 1})), f"{head} with {invented}"


def _wrong(planned: Planned, model: Model) -> list[str]:
    return checked(planned.rules, planned.store, model)[1]


def _with(model: Model, head: object, rows: dict) -> Model:
    return replace(model, rows={**model.rows, head: Listed(rows)})


def test_a_certifier_tells_rows_of_another_form_and_goes_on_with_the_others() -> None:
    base = base_of("assume e(1).\np(X) :- e(X).")
    answers = ask(base, "p(X)")
    assert answers.solved is not None
    planned, model = answers.solved.planned, answers.solved.model
    (goal,), p = planned.rules.goals, Predicate("p")
    bad = _with(_with(model, p, {**model.of(p), (999,): 1, (0, 0): 1}), goal, {**model.of(goal), (): 1})
    certifier = Certifier(planned, bad, base.program, base.evidence)
    certifier.answer(goal, list(model.of(goal)), answers.answers[0].proof)
    assert sorted(certifier.certificate().problems) == [
        "a row of goal 0 has 0 columns, not 1",
        "a row of p has 2 columns, not 1",
        "a row of p holds 999 in column 1, which is the number of no value",
    ]


def test_rows_that_support_each_other_only_are_rejected() -> None:
    answers = ask(base_of("assume e(1).\np(X) :- q(X).\nq(X) :- p(X).\np(X) :- e(X), X > 5."), "p(X)")
    assert answers.solved is not None
    planned, model = answers.solved.planned, answers.solved.model
    one = model.symbols.intern(1)
    circle = {head: Listed({(one,): 1}) for head in (rule.head for rule in planned.rules.each)}
    problems = _wrong(planned, replace(model, rows={**model.rows, **circle}))
    assert any("not supported" in problem for problem in problems)


SHIPPED = [
    ("direct_channel(A, B)", "2019-09-01"),
    ("ended(P)", "2026-11-23"),
    ("notice_day(E, D)", "2026-11-23"),
    ("corroborated(W, N)", "2026-11-23"),
]
KINDS = """
entity kim: person { name: "Kim" }.
relation seen(what: symbol) "{what} was seen".
assume seen(a). assume seen(b). assume seen(c).
assume hidden(c).
assume next(a, b). assume next(b, c). assume next(c, a).
shown(X) :- seen(X), not hidden(X).
far(X, Y) :- next(X, Y).
far(X, Z) :- far(X, Y), next(Y, Z).
many(N) :- N = count { X : shown(X) }.
total(N) :- N = sum { L : shown(X), L = length(lower("ab")) }.
old(X) :- seen(X), 2 + 3 > 4.
"""


OF_KINDS = ("shown(X)", "far(a, X)", "many(N)", "total(N)", "old(X), shown(X)")
kinds = cache(lambda: base_of(KINDS))


@pytest.fixture(params=[*(goal for goal, _ in SHIPPED), *OF_KINDS])
def saved(request: pytest.FixtureRequest) -> tuple[FactBase, Answers]:
    """A base and what it answers; made when it is first needed, not when tests are collected."""
    goal = request.param
    base, at = (shipped(), dict(SHIPPED)[goal]) if goal in dict(SHIPPED) else (kinds(), None)
    return base, ask(base, goal, at)


def test_a_saved_proof_is_certified(saved: tuple[FactBase, Answers]) -> None:
    base, answers = saved
    result = reread(json_text(resolved(answers, base.program, base.evidence)), base, default_engine())
    assert result.problems == ()


@pytest.mark.parametrize("sealed", [False, True], ids=["as it was sealed", "sealed anew"])
def test_every_single_field_mutation_of_a_saved_proof_is_rejected(
    saved: tuple[FactBase, Answers], sealed: bool
) -> None:
    """Every field of every node, once in two documents of which one has its hash made anew, so that the hash is not what rejects it."""
    base, answers = saved
    document = json.loads(json_text(resolved(answers, base.program, base.evidence)))
    survived: list[str] = []
    reader = ProofReader(base, default_engine())
    tried = 0
    for path, mutated in _mutations(document):
        if path[0] not in ("answers", "proofs") and sealed:
            continue  # the head of a document sealed anew is another document, which may be as true
        if path == ("engine",) and sealed:
            continue
        tried += 1
        if sealed:
            mutated["id"] = seal({name: part for name, part in mutated.items() if name != "id"})
        result = reader.read(json.dumps(mutated))
        if not result.problems:
            survived.append("/".join(map(str, path)))
    assert survived == []
    assert tried > 20


def _mutations(document: dict) -> Iterator[tuple[tuple, dict]]:
    """The document with one field changed, for each of its fields, or a sample of about 80 that is spread over all of it."""
    places = list(_places(document, ()))
    step = max(1, len(places) // 80)
    for path in places[::step]:
        mutated = copy.deepcopy(document)
        where = mutated
        for key in path[:-1]:
            where = where[key]
        where[path[-1]] = _changed(where[path[-1]])
        yield path, mutated


def _places(node: object, path: tuple) -> Iterator[tuple]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in pairs:
        if isinstance(part, (dict, list)) and part:
            yield from _places(part, (*path, key))
        else:
            yield (*path, key)


def _changed(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "x"
        case None:
            return "x"
        case list():
            return ["x"]
        case _:
            return {"x": 1}


def test_the_checks_of_the_shipped_base_are_certified() -> None:
    report = audit(shipped(), View(parse_date("2026-11-23")), default_engine())
    certificate = certify_checks(shipped(), report, default_engine())
    assert certificate is not None
    assert certificate.problems == ()
    assert certificate.proofs > 10


CHECKED = """
assume p(1, 2019-02). assume p(2, 2019-03-05). assume p(3, 2019-03-01). assume p(4, 2019-03-05). assume p(4, 2019-03-06).
check early error "{X} is early" :- p(X, D), D < 2019-02-10.
check fifth(X) error "{X} is of the fifth" :- p(X, D), D >= 2019-03-05.
allow fifth(2) "it may".
check any() note "one is {X}" :- p(X, D), D > 2019-03-01.
"""


def test_a_report_tells_each_violation_of_the_model_and_no_other() -> None:
    base = base_of(CHECKED)
    report = audit(base, View(), default_engine())
    assert [(v.name, v.is_certain) for v in report.violations] == [
        ("early(1)", False),
        ("fifth(2)", True),
        ("fifth(4)", True),
        ("any()", True),
    ]
    early, two, four, some = report.violations

    def problems(*violations: Violation) -> tuple[str, ...]:
        certificate = certify_checks(base, replace(report, violations=violations), default_engine())
        assert certificate is not None
        return certificate.problems

    assert problems(some, early, two, four) == ()
    assert problems(some, four, early, two) == ()
    assert problems(some, early, two) == ("fifth(4) is violated, and the report does not tell it",)
    assert problems(some, early, two, four, replace(two, parameters=(3,))) == (
        "fifth(3) is not violated, and the report tells it",
    )
    assert problems(some, early, two, four, four) == ("a violation is told twice",)
    assert problems(some, replace(early, certainty=Certainty.CERTAIN), two, four) == (
        "early(1) is told to be as certain as it is not",
    )
    assert problems(some, two, four) == ("early(1) is violated, and the report does not tell it",)
    assert problems(some, early, two, replace(four, proof=two.proof)) == ("a proof does not prove its answer",)


def test_a_quote_that_does_not_stand_is_rejected() -> None:
    answers = ask(shipped(), "step(E, signed, P, A, B)", "2026-11-23")
    evidence = shipped().evidence
    emptied = replace(
        evidence, documents={name: Document(d.path, "Other words.") for name, d in evidence.documents.items()}
    )
    certificate = certify(replace(shipped(), evidence=emptied), answers)
    assert certificate is not None
    assert any("does not stand in" in problem for problem in certificate.problems)
