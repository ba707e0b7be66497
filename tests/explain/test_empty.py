"""Aggregates of nothing that were tampered with: what is told of why they have no member is certified as all else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from explain.conftest import ask, base_of

from factbase.base import Answers, FactBase
from factbase.explain.proof import Derived, Empty, Grouped, Proof
from factbase.ground.span import Span, TextFile
from factbase.questions.certified import certify
from factbase.syntax.tree import Rule

BASE = """
relation seen(what: symbol, size: int).
assume seen(a, 1). assume seen(b, 2). assume kept(z). assume kind(a). assume kind(b).
none(N) :- N = count { X : kept(X), seen(X, _) }.
large(N) :- N = count { X : seen(X, S), S > 5 }.
many(N) :- N = count { X : seen(X, _) }.
each(K, N) :- kind(K), N = count { S : seen(K, S), S > 1 }.
"""


@pytest.fixture(scope="module")
def base() -> FactBase:
    return base_of(BASE)


def grouped(answers: Answers) -> Grouped:
    proof = answers.answers[0].proof
    assert isinstance(proof, Derived)
    last = proof.premises[-1]
    assert isinstance(last, Grouped)
    return last


def told(base: FactBase, answers: Answers, other: Proof) -> tuple[str, ...]:
    """The problems where the aggregate of the first proof is another."""
    first, *others = answers.answers
    assert isinstance(first.proof, Derived)
    proof = replace(first.proof, premises=(*first.proof.premises[:-1], other))
    certificate = certify(base, replace(answers, answers=(replace(first, proof=proof), *others)))
    assert certificate is not None
    return certificate.problems


def empty_of(answers: Answers) -> Empty:
    empty = grouped(answers).empty
    assert empty is not None
    return empty


def test_an_aggregate_of_nothing_says_why(base: FactBase) -> None:
    for goal in ("none(N)", "large(N)"):
        answers = ask(base, goal)
        assert told(base, answers, grouped(answers)) == ()
        assert told(base, answers, replace(grouped(answers), empty=None)), goal


def test_one_that_has_members_says_of_nothing_why(base: FactBase) -> None:
    many, none = ask(base, "many(N)"), ask(base, "none(N)")
    assert told(base, many, grouped(many)) == ()
    assert told(base, many, replace(grouped(many), empty=empty_of(none)))
    assert told(base, many, replace(grouped(many), members=()))
    assert told(base, none, replace(grouped(none), members=grouped(many).members))


def test_where_its_body_stops_is_tried(base: FactBase) -> None:
    for goal, other in (("none(N)", "large(N)"), ("large(N)", "none(N)")):
        answers = ask(base, goal)
        own, foreign = empty_of(answers), empty_of(ask(base, other)).stopped
        for stopped in (foreign, replace(own.stopped, literal=foreign.literal), replace(own.stopped, literal=None)):
            assert told(base, answers, replace(grouped(answers), empty=replace(own, stopped=stopped))), stopped
    by_key = ask(base, "each(a, N)")
    own = empty_of(by_key)
    assert told(base, by_key, grouped(by_key)) == ()
    found = {name: value for name, value in own.stopped.bindings if name != "K"}
    assert found
    for name in found:
        bindings = tuple((each, 7 if each == name else value) for each, value in own.stopped.bindings)
        stopped = replace(own.stopped, bindings=bindings)
        assert told(base, by_key, replace(grouped(by_key), empty=replace(own, stopped=stopped))), name


def test_what_was_searched_for_its_members_is_counted_again(base: FactBase) -> None:
    none, large = ask(base, "none(N)"), ask(base, "large(N)")
    search, looked = empty_of(none).search, empty_of(large).looked
    assert search is not None
    assert looked is not None
    for wrong in (replace(search, facts=search.facts + 1), replace(search, sources=("nobody",))):
        assert told(base, none, replace(grouped(none), empty=replace(empty_of(none), search=wrong)))
    for wrong in (replace(looked, facts=looked.facts + 1), replace(looked, sources=("nobody",))):
        assert told(base, large, replace(grouped(large), empty=replace(empty_of(large), looked=wrong)))


def test_a_rule_is_that_of_its_file(base: FactBase) -> None:
    answers = ask(base, "many(N)")
    proof = answers.answers[0].proof
    assert isinstance(proof, Derived)
    span = proof.rule.span
    for other in (
        Span(TextFile("other.fb", span.file.text), span.start, span.end),
        Span(span.file, span.start + 1, span.end),
    ):
        moved = replace(proof.rule, span=other)
        assert isinstance(moved, Rule)
        first = replace(answers.answers[0], proof=replace(proof, rule=moved))
        certificate = certify(base, replace(answers, answers=(first,)))
        assert certificate is not None
        assert certificate.problems
