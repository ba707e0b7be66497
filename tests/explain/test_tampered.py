"""Proofs that were tampered with: each thing that the certifier looks at, wrong by itself, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from explain.conftest import ask, base_of

from factbase.base import Answers, FactBase, View, default_engine
from factbase.cite import Document, Status
from factbase.engine.base import Listed
from factbase.engine.step import Negated
from factbase.explain.certify import Certificate, Certifier
from factbase.explain.certify_cases import at_hand
from factbase.explain.finder import goal_of
from factbase.explain.kernel import head_binding, satisfy
from factbase.explain.proof import Absent, Case, Cases, Derived, Extent, Given, Grouped, Joined, Leaf, Member, Proof
from factbase.explain.prove import Prover
from factbase.ground.date import parse_date
from factbase.ground.value import Symbol, parse_decimal
from factbase.program.model import Fact
from factbase.questions.certified import certify
from factbase.syntax.tree import Aggregate

DAY = "2019-03-01"


def problems(base: FactBase, answers: Answers) -> tuple[str, ...]:
    certificate = certify(base, answers)
    assert certificate is not None
    return certificate.problems


def told_as(answers: Answers, *proofs: Proof) -> Answers:
    """The answers with other proofs."""
    given = zip(answers.answers, proofs, strict=True)
    return replace(answers, answers=tuple(replace(answer, proof=proof) for answer, proof in given))


def only(answers: Answers) -> Proof:
    (answer,) = answers.answers
    return answer.proof


def leaf(proof: Proof) -> Leaf:
    assert isinstance(proof, Leaf)
    return proof


def derived(proof: Proof) -> Derived:
    assert isinstance(proof, Derived)
    return proof


class Possible:
    """The proofs of all that may answer a goal, in one model of the possible: what is told where the readings are too many to be tried."""

    def __init__(self, base: FactBase, goal: str, view: View) -> None:
        query, _ = base.query(goal)
        assert query is not None
        self.base = base
        self.planned, model = base.solve([goal_of(query.body)], view, default_engine())
        self.model = at_hand(model)
        self.goal = self.planned.rules.possible[0]
        assert self.goal.possible
        prover = Prover(self.planned, self.model, base.program)
        self.rows = list(self.model.of(self.goal))
        self.proofs = [prover.prove(self.goal, row) for row in self.rows]

    def told(self, *proofs: Proof, **changes: object) -> tuple[str, ...]:
        """The problems of other proofs of its rows; in a plan of other `changes`."""
        planned = replace(self.planned, **changes)
        certifier = Certifier(planned, self.model, self.base.program, self.base.evidence)
        for row, proof in zip(self.rows, proofs or self.proofs, strict=True):
            certifier.answer(self.goal, [row], proof)
        return certifier.certificate().problems

    def instead(self, at: int, proof: Proof) -> tuple[str, ...]:
        """The problems with another proof in the place of one."""
        return self.told(*self.proofs[:at], proof, *self.proofs[at + 1 :])


# ---- leaves

QUOTED = """
source one { file: "one.txt", published: 2019-01-01 }. source two { file: "two.txt", published: 2019-02 }.
p(a) @ one "these are the words of one" @ two "these are the words of two".
p(a) @ two "and other words of two".
p(b) @ one "these are the words of one".
assume q(a). assume q(b). assume q(a).
e(a) on 2019-02-01 @ one "these are the words of one".
e(b) on 2019-03 @ one "these are the words of one".
s(a) since 2019-02-15 until 2019-03-10 @ two "these are the words of two".
dd(a, 2019-02) @ one "these are the words of one".
dd(a, 2019-02) @ two "these are the words of two".
"""


@pytest.fixture(scope="module")
def quoted(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    folder = tmp_path_factory.mktemp("quoted")
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Now these are the words of {name}, and other words of {name}.\n")
    (folder / "b.fb").write_text(QUOTED)
    return FactBase.load([folder])


def test_a_leaf_with_all_its_facts_stands(quoted: FactBase) -> None:
    answers = ask(quoted, "p(X)", DAY)
    assert [len(leaf(answer.proof).facts) for answer in answers.answers] == [2, 1]
    assert problems(quoted, answers) == ()


def test_a_leaf_that_leaves_out_a_fact_is_told(quoted: FactBase) -> None:
    for goal, which in (("p(a)", 0), ("p(a)", 1), ("q(a)", 0), ("dd(a, X)", 0), ("dd(a, X)", 1)):
        answers = ask(quoted, goal, DAY)
        proof = leaf(only(answers))
        assert len(proof.facts) == 2
        short = told_as(answers, replace(proof, facts=(proof.facts[which],)))
        assert problems(quoted, short) == (f"{proof.atom} leaves out a fact that states it",), goal


def test_a_leaf_under_a_rule_has_the_facts_of_its_row(quoted: FactBase) -> None:
    """Two facts of one partial date are two rows, for each may have been another day: a premise is one of them, or tells both."""
    base = quoted.with_text("more.fb", "r(X) :- dd(X, _). t(X) :- p(X).", Path("."))
    answers = ask(base, "r(X)", DAY)
    proof = derived(only(answers))
    (premise,) = map(leaf, proof.premises)
    every = leaf(only(ask(base, "dd(X, Y)", DAY))).facts
    assert (len(premise.facts), len(every)) == (1, 2)
    for facts, expected in (((every[0],), ()), ((every[1],), ()), (every, ())):
        told = told_as(answers, replace(proof, premises=(replace(premise, facts=facts),)))
        assert problems(base, told) == expected
    answers = ask(base, "t(a)", DAY)
    proof = derived(only(answers))
    (premise,) = map(leaf, proof.premises)
    for fact in premise.facts:
        told = told_as(answers, replace(proof, premises=(replace(premise, facts=(fact,)),)))
        assert problems(base, told) == ("p(a) leaves out a fact that states it",)


def test_a_leaf_of_no_facts_or_of_others_or_with_one_twice_is_told(quoted: FactBase) -> None:
    answers = ask(quoted, "p(a)", DAY)
    proof = leaf(only(answers))
    one, two = proof.facts
    (other,) = leaf(only(ask(quoted, "p(b)", DAY))).facts
    for facts, expected in (
        ((), ["p(a) leaves out a fact that states it", "p(a) is not what its facts state"]),
        ((one, two, other), ["p(a) leaves out a fact that states it", "p(a) is not what its facts state"]),
        ((one, one), ["p(a) leaves out a fact that states it"] * 1 + ["p(a) has a fact twice"]),
        ((one, two, two), ["p(a) has a fact twice"]),
        ((two, one), []),
    ):
        assert problems(quoted, told_as(answers, replace(proof, facts=facts))) == tuple(expected)


@pytest.mark.parametrize(
    "change",
    [
        lambda fact: replace(fact, values=(Symbol("b"),)),
        lambda fact: replace(fact, relation="q"),
        lambda fact: replace(fact, mode="says"),
        lambda fact: replace(fact, kind="assumed"),
        lambda fact: replace(fact, index=fact.index + 1),
        lambda fact: replace(fact, index=10_000),
        lambda fact: replace(fact, citations=()),
        lambda fact: replace(fact, citations=fact.citations[:1]),
        lambda fact: replace(fact, citations=(*fact.citations, replace(fact.citations[0], quote="the words of one"))),
        lambda fact: replace(fact, citations=(replace(fact.citations[0], source="two"), *fact.citations[1:])),
    ],
)
def test_a_fact_that_is_not_as_the_base_has_it_is_told(quoted: FactBase, change: Callable[[Fact], Fact]) -> None:
    answers = ask(quoted, "p(a)", DAY)
    proof = leaf(only(answers))
    one, two = proof.facts
    told = problems(quoted, told_as(answers, replace(proof, facts=(change(one), two))))
    assert "p(a) is not what its facts state" in told


def _certifier(base: FactBase, answers: Answers, **changes: object) -> Certifier:
    """A certifier of what a plan is said to be, by whoever made it."""
    assert answers.solved is not None
    planned, model = answers.solved.planned, answers.solved.model
    rows = {head: Listed(table.at_hand()) for head, table in model.rows.items()}
    return Certifier(replace(planned, **changes), replace(model, rows=rows), base.program, base.evidence)


def _certified(certifier: Certifier, answers: Answers) -> Certificate:
    for answer, goal, rows in answers.with_rows():
        certifier.answer(goal, rows, answer.proof)
    return certifier.certificate()


@pytest.mark.parametrize(
    ("goal", "asked", "seen", "stands"),
    [
        ("e(a)", "2019-03-01", "2019-02-01", True),
        ("e(a)", "2019-03-01", "2019-01-31", False),
        ("e(a)", "2019-03-01", None, True),
        ("s(a)", "2019-03-01", "2019-02-15", True),
        ("s(a)", "2019-03-01", "2019-02-14", False),
        ("s(a)", "2019-03-01", "2019-03-10", True),
        ("s(a)", "2019-03-01", "2019-03-11", False),
        ("e(b)", "2019-04-01", "2019-03-31", True),
        ("e(b)", "2019-04-01", "2019-03-30", False),  # it may hold then, and is told as certain
    ],
)
def test_a_fact_that_does_not_hold_on_the_as_of_date_is_told(
    quoted: FactBase, goal: str, asked: str, seen: str | None, stands: bool
) -> None:
    answers = ask(quoted, goal, asked)
    view = View(parse_date(seen) if seen is not None else None)
    told = _certified(_certifier(quoted, answers, view=view), answers).problems
    facts = leaf(only(answers)).facts
    assert told == (() if stands else tuple(f"{fact.atom()} does not hold {view}" for fact in facts))


def test_a_fact_whose_source_was_not_known_is_told(quoted: FactBase) -> None:
    view = View(parse_date("2019-03-01"), parse_date("2019-03-01"))
    answers = quoted.ask("p(X)", view)
    assert answers.solved is not None
    known = answers.solved.planned.known
    assert known is not None
    assert (known.certain, known.possible) == (frozenset({"one", "two"}), frozenset({"one", "two"}))

    def told(**changes: object) -> list[str]:
        certificate = _certified(_certifier(quoted, answers, known=replace(known, **changes)), answers)
        return list(certificate.problems)

    assert told() == []
    assert told(possible=frozenset()) == []  # what is told for certain rests on what was certainly known
    assert told(certain=frozenset({"one"})) == [f"p(a) does not hold {view}"]
    assert told(certain=frozenset()) == [f"p(a) does not hold {view}", f"p(b) does not hold {view}"]
    unknown = _certified(_certifier(quoted, answers, known=None), answers)
    assert unknown.problems == (f"p(a) does not hold {view}", f"p(b) does not hold {view}")


def test_a_possible_fact_is_one_that_may_hold(quoted: FactBase) -> None:
    may = Possible(quoted, "e(b)", View(parse_date("2019-03-02")))
    assert may.told() == ()
    for seen, stands in (("2019-03-01", True), ("2019-02-28", False)):
        view = View(parse_date(seen))
        assert may.told(view=view) == (() if stands else (f"e(b) on 2019-03 does not hold {view}",))


def test_a_possible_fact_is_known_by_what_may_have_been(quoted: FactBase) -> None:
    view = View(parse_date("2019-03-01"), parse_date("2019-02-10"))  # two was published at some time in February
    may = Possible(quoted, "s(X)", view)
    known = may.planned.known
    assert known is not None
    assert may.told() == ()
    assert may.told(known=replace(known, possible=known.certain)) == (f"s(a) does not hold {view}",)


def test_a_declared_fact_is_known_when_its_source_was(quoted: FactBase) -> None:
    view = View(parse_date("2019-03-01"), parse_date("2019-03-01"))
    answers = quoted.ask("published(S, D)", view)
    known = answers.solved.planned.known if answers.solved is not None else None
    assert known is not None
    assert _certified(_certifier(quoted, answers), answers).problems == ()
    gone = replace(known, certain=frozenset({"one"}))
    told = _certified(_certifier(quoted, answers, known=gone), answers).problems
    assert told == (f"published(two, 2019-02) does not hold {view}",)


def test_a_quote_that_stands_nowhere_is_told_for_each_fact_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Now these are the words of one.\n")
    (tmp_path / "b.fb").write_text(
        'source one { file: "one.txt" }. from one.\np(a) "these are the words". p(b) "these are the words".'
    )
    base = FactBase.load([tmp_path])
    answers = ask(base, "p(X)", DAY)
    assert problems(base, answers) == ()
    certificate = certify(base, answers)
    assert certificate is not None
    assert (certificate.quotes, certificate.proofs, certificate.nodes) == (1, 2, 2)
    (tmp_path / "one.txt").write_text("Now those are the words of one.\n")
    now = replace(base, evidence=FactBase.load([tmp_path]).evidence)
    assert problems(now, answers) == ("“these are the words” does not stand in one",)
    (tmp_path / "one.txt").unlink()
    gone = replace(base, evidence=FactBase.load([tmp_path]).evidence)
    assert problems(gone, answers) == ("“these are the words” does not stand in one",)


def test_the_words_around_a_quote_say_which_of_several_it_is(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "First page of the whole thing: a book. Second page of the whole thing in print.\n"
    )
    (tmp_path / "b.fb").write_text(
        'source one { file: "one.txt" }. from one.\n'
        'p(a) "of the whole thing" after "First page". p(b) "of the whole thing" before "in print".'
    )
    base = FactBase.load([tmp_path])
    answers = ask(base, "p(X)", DAY)
    assert len(answers.answers) == 2
    assert problems(base, answers) == ()
    ambiguous = Document("one.txt", "First page of the whole thing. First page of the whole thing.")
    told = problems(replace(base, evidence=replace(base.evidence, documents={"one": ambiguous})), answers)
    assert told == ("“of the whole thing” does not stand in one",)


def _plan_with(base: FactBase, answers: Answers, proof: Leaf, changed: Fact) -> tuple[str, ...]:
    """The problems where the plan has a fact as the proof tells it, and the base has another."""
    assert answers.solved is not None
    store = answers.solved.planned.store
    certifier = _certifier(base, answers, store=replace(store, facts={**store.facts, changed.index: changed}))
    wrong = replace(proof, facts=(changed, *proof.facts[1:]))
    return _certified(certifier, told_as(answers, wrong)).problems


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda fact: fact, []),
        (lambda fact: replace(fact, values=(Symbol("b"),)), ["p(b) is not a fact of the base"]),
        (
            lambda fact: replace(fact, mode="says", values=(Symbol("b"), Symbol("a"))),
            ["says(b): p(a) is not a fact of the base"],
        ),
        (lambda fact: replace(fact, kind="assumed"), ["p(a) is not a fact of the base"]),
        (lambda fact: replace(fact, citations=fact.citations[:1]), []),  # a view may not have all
        (lambda fact: replace(fact, citations=()), ["p(a) has no quote"]),
        (
            lambda fact: replace(fact, citations=(*fact.citations, replace(fact.citations[0], quote="the words of"))),
            ["p(a) is not a fact of the base"],
        ),
    ],
)
def test_a_plan_whose_facts_are_not_those_of_the_base_is_told(
    quoted: FactBase, change: Callable[[Fact], Fact], told: list[str]
) -> None:
    answers = ask(quoted, "p(a)", DAY)
    proof = leaf(only(answers))
    assert list(_plan_with(quoted, answers, proof, change(proof.facts[0]))) == told


def test_an_assumption_needs_no_quote(quoted: FactBase) -> None:
    answers = ask(quoted, "q(a)", DAY)
    proof = leaf(only(answers))
    assert list(_plan_with(quoted, answers, proof, proof.facts[0])) == []


def test_a_fact_that_the_base_has_not_at_all_is_told(quoted: FactBase) -> None:
    answers = ask(quoted, "p(a)", DAY)
    other = _certifier(base_of("assume z(1)."), answers)
    assert _certified(other, answers).problems == ("p(a) is not a fact of the base",)


def test_a_leaf_of_what_a_rule_derives_is_told() -> None:
    base = base_of("assume p(1). assume q(2). p(X) :- q(X).")
    answers = ask(base, "p(X)", DAY)
    stated, ruled = (answer.proof for answer in answers.answers)
    wrong = Leaf(derived(ruled).atom, leaf(stated).facts)
    told = problems(base, told_as(answers, stated, wrong))
    assert told == ("p(2) leaves out a fact that states it", "p(2) is not what its facts state")


def test_a_folded_quote_stands(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Now “these are the\nwords” of one.\n")
    (tmp_path / "b.fb").write_text('source one { file: "one.txt" }. from one.\np(a) "these are the words".')
    base = FactBase.load([tmp_path])
    answers = ask(base, "p(X)", DAY)
    assert [verdict.status for verdict in base.evidence.verdicts.values()] == [Status.FOLDED]
    assert problems(base, answers) == ()


def test_a_certificate_says_what_it_counts() -> None:
    counted = Certificate(2, 3, 4, 5, 6, ())
    assert str(counted) == "certified: 2 relations with 3 rows, 4 proofs of 5 parts, 6 quotes"
    one = replace(counted, relations=1, rows=1, proofs=1, nodes=1, quotes=1)
    assert str(one) == "certified: 1 relation with 1 row, 1 proof of 1 part, 1 quote"
    assert str(replace(counted, readings=1)).endswith(", 6 quotes, 1 reading of the dates")
    assert str(replace(counted, readings=2, problems=("",))).startswith("not certified: ")
    assert str(replace(counted, readings=2)).endswith(", 6 quotes, 2 readings of the dates")


def test_proofs_and_their_parts_are_counted(rules: FactBase) -> None:
    answers = ask(rules, "r(X)", DAY)
    certifier = _certifier(rules, answers)
    for _ in range(2):  # what another one has checked is not in the count
        one = certifier.again()
        certificate = _certified(one, answers)
        assert (certificate.proofs, certificate.nodes, certificate.readings) == (2, 8, 0)


# ---- derivations

RULES = """
assume q(a). assume q(b). assume h(b). assume n(a, 3). assume n(b, 5).
assume e(a) on 2019-02-01. assume e(b) on 2019-02.
r(X) :- q(X), n(X, N), N > 2.
r(X) :- q(X), n(X, N), N > 1.
both(X, Y) :- q(X), q(Y), X != Y.
twice(X) :- q(X), q(X).
past(X) :- e(X).
late(X) :- e(X) on D, D > 2019-01-31.
soon(X) :- e(X) on D, D < 2019-02-10.
asked(X, T) :- q(X), at(T).
ends(X, D + 1) on D :- e(X) on D.
sum(X, N + 1) :- n(X, N).
in(X, M) :- n(X, N), M in 1 .. N, M > 4.
open(X) :- q(X), not h(X).
soft(X) :- q(X), not soon(X).
assume v(a, 1). assume v(b, 2). assume w(2019-03-01).
two(X) :- v(X, N), N > 3.
two(X) :- v(X, N), N > 1.
one(c) :- v(X, 1).
one(X) :- v(X, 2).
dated(X) :- q(X), at(_).
same(T) :- w(T), at(T).
"""


@pytest.fixture(scope="module")
def rules() -> FactBase:
    return base_of(RULES)


def test_what_the_rules_give_stands(rules: FactBase) -> None:
    for relation in ("r(X)", "both(X, Y)", "twice(X)", "past(X)", "late(X)", "soon(X)", "asked(X, T)", "ends(X, D)"):
        assert problems(rules, ask(rules, relation, DAY)) == (), relation
    for relation in ("two(X)", "one(X)", "dated(X)", "same(T)"):
        assert problems(rules, ask(rules, relation, DAY)) == (), relation
    for relation in ("sum(X, N)", "in(X, M)", "open(X)", "soft(X)", "ends(X, D) on E", "q(X), open(X), 1 < 2"):
        assert problems(rules, ask(rules, relation, DAY)) == (), relation


def _first(rules: FactBase, goal: str) -> tuple[Answers, Derived]:
    """The answers to a goal of one answer, and its proof."""
    answers = ask(rules, goal, DAY)
    return answers, derived(only(answers))


def _told(rules: FactBase, answers: Answers, proof: Proof) -> tuple[str, ...]:
    return problems(rules, told_as(answers, proof))


def _not_by(proof: Derived) -> str:
    return f"{proof.atom} does not follow from its premises by {proof.rule.span.place}"


def test_premises_that_are_left_out_or_more_or_in_another_order_are_told(rules: FactBase) -> None:
    answers, proof = _first(rules, "r(a)")
    one, two, three = proof.premises
    for premises in (
        (),
        (one,),
        (one, two),
        (two, three),
        (one, two, three, three),
        (two, one, three),
        (one, three, two),
    ):
        assert _told(rules, answers, replace(proof, premises=premises)) == (_not_by(proof),)
    answers, proof = _first(rules, "twice(a)")
    assert _told(rules, answers, replace(proof, premises=proof.premises[:1])) == (_not_by(proof),)


def test_a_premise_of_other_values_is_told(rules: FactBase) -> None:
    answers, proof = _first(rules, "r(a)")
    other = derived(only(ask(rules, "r(b)", DAY)))
    for at in range(3):
        premises = (*proof.premises[:at], other.premises[at], *proof.premises[at + 1 :])
        assert _told(rules, answers, replace(proof, premises=premises)) == (_not_by(proof),)
    assert _told(rules, answers, replace(proof, premises=other.premises)) == (_not_by(proof),)


def test_another_rule_than_the_one_that_was_used_is_told(rules: FactBase) -> None:
    answers, proof = _first(rules, "r(a)")
    first, second = (rule for rule in rules.program.rules if rule.head.claim.relation == "r")
    (other,) = (rule for rule in rules.program.rules if rule.head.claim.relation == "twice")
    used, unused = (first, second) if proof.rule == first else (second, first)
    for rule in (unused, other, replace(used, span=other.span), replace(unused, span=used.span)):
        wrong = replace(proof, rule=rule)
        assert _told(rules, answers, wrong) == (_not_by(wrong),)
    assert _told(rules, answers, replace(proof, rule=replace(used))) == ()


def test_a_rule_for_another_constant_proves_nothing(rules: FactBase) -> None:
    answers = ask(rules, "one(X)", DAY)
    two, three = map(derived, (answer.proof for answer in answers.answers))
    assert [str(proof.atom) for proof in (two, three)] == ["one(b)", "one(c)"]
    wrong = replace(two, rule=three.rule, premises=three.premises)
    assert problems(rules, told_as(answers, wrong, three)) == (_not_by(wrong),)


def test_a_claim_is_not_proved_by_its_absence_nor_by_any_value_nor_by_the_as_of_date(rules: FactBase) -> None:
    answers, proof = _first(rules, "same(T)")
    claim, day = proof.premises
    assert day == Given("the as-of date is 2019-03-01")
    search = ask(rules, "w(2019-03-02)", DAY).search
    assert search is not None
    atom = leaf(claim).atom
    for premises in (
        (Absent(atom, search), day),
        (replace(leaf(claim), atom=replace(atom, values=(None,))), day),
        (day, day),
        (claim, claim),
        (claim, Absent(atom, search)),
    ):
        wrong = replace(proof, premises=premises)
        assert _told(rules, answers, wrong)[0] == _not_by(wrong), premises
    sure = Cases((), (Case((), proof, 0),), True)
    assert "a proof by cases stands within another" in _told(
        rules, answers, replace(proof, premises=(claim, day, sure))
    )


def test_of_rows_that_are_written_alike_one_is_proved() -> None:
    """Two partial dates are written alike, and the rest of the body tells one of them only."""
    base = base_of("assume dd(a, 2019-02). assume dd(b, 2019-02). assume q(a). assume q(b).")
    answers = ask(base, "dd(_X, D), q(_X)", DAY)
    (answer,) = answers.answers
    assert isinstance(answer.proof, Joined)
    assert problems(base, answers) == ()


def test_a_conclusion_that_is_not_the_answer_is_told(rules: FactBase) -> None:
    answers, _ = _first(rules, "r(a)")
    other = only(ask(rules, "r(b)", DAY))
    assert _told(rules, answers, other) == ("a proof does not prove its answer",)
    assert _told(rules, answers, only(ask(rules, "twice(a)", DAY)))[0] == "a proof does not prove its answer"
    invented = replace(other, atom=replace(other.atom, values=(Symbol("c"),)))
    assert _told(rules, answers, invented) == ("a proof does not prove its answer", _not_by(invented))


def test_answers_together_are_each_proved_in_their_order(rules: FactBase) -> None:
    answers = ask(rules, "q(X), open(X), 1 < 2", DAY)
    proof = only(answers)
    assert isinstance(proof, Joined)
    one, two, three = proof.premises
    for premises in ((), (one,), (one, two), (two, one, three), (one, two, three, three), (Joined((one, two)), three)):
        assert problems(rules, told_as(answers, Joined(premises))) == ("a proof does not prove its answer",)
    assert problems(rules, told_as(answers, one)) == ("a proof does not prove its answer",)


@pytest.mark.parametrize(
    ("goal", "text", "wrong"),
    [
        (
            "r(a)",
            "3 > 2",
            [
                "3 > 1",
                "3 >= 2",
                "4 > 2",
                "3 > 2, only possible",
                "3 > 2, 1 < 2",
                "a fact",
                "",
                "3 > 2 ,",
                "3 > 2.",
                "?- 3 > 2",
                "3 > 2 % and more",
                " 3 > 2",
                "3  > 2",
            ],
        ),
        ("asked(a, T)", "the as-of date is 2019-03-01", ["the as-of date is 2019-03-02", "2019-03-01", ""]),
        ("sum(a, N)", "4 = 3 + 1", ["4 = 1 + 3", "4 = 2 + 2", "5 = 3 + 1", "4 = 3 + 1, only possible"]),
        ("in(b, M)", "5 in 1 .. 5", ["5 in 1 .. 6", "5 in 5 .. 5", "4 in 1 .. 5", "5 in 0 .. 5"]),
        ("late(a)", "2019-02-01 > 2019-01-31", ["2019-02-01 > 2019-01-31, only possible", "2019-02 > 2019-01-31"]),
        ("ends(a, X) on D", "2019-02-01 <= 2019-03-01, the as-of date", ["2019-02-01 <= 2019-03-01"]),
    ],
)
def test_other_words_than_those_of_the_instance_are_told(
    rules: FactBase, goal: str, text: str, wrong: list[str]
) -> None:
    answers, proof = _first(rules, goal)
    at = [getattr(premise, "text", None) for premise in proof.premises].index(text)

    def said(premise: Proof) -> tuple[str, ...]:
        premises = (*proof.premises[:at], premise, *proof.premises[at + 1 :])
        return _told(rules, answers, replace(proof, premises=premises))

    assert said(Given(text)) == ()
    for other in wrong:
        assert said(Given(other)) == (_not_by(proof),), other
    assert said(leaf(only(ask(rules, "q(a)", DAY))))[0] == _not_by(proof)


def test_what_is_only_possible_is_said_to_be_and_proves_nothing_for_certain(rules: FactBase) -> None:
    """`soon(b)` holds for some days of February: as a premise of what is told as certain it proves nothing."""
    base = rules.with_text("more.fb", "maybe(X) :- soon(X), q(X).", Path("."))
    may = Possible(base, "maybe(X)", View(parse_date(DAY)))
    assert may.told() == ()
    sure, unsure = map(derived, may.proofs)
    assert (sure.atom.predicate.possible, unsure.atom.predicate.possible) == (False, True)
    certain = replace(unsure, atom=replace(unsure.atom, predicate=replace(unsure.atom.predicate, possible=False)))
    assert may.instead(1, certain) == (_not_by(certain),)
    lower = replace(sure, premises=(unsure.premises[0], sure.premises[1]))
    assert may.instead(0, lower) == (_not_by(lower),)
    soon = Possible(base, "soon(X)", View(parse_date(DAY)))
    assert soon.told() == ()
    (at, proof), *_ = ((at, derived(proof)) for at, proof in enumerate(soon.proofs) if proof.atom.predicate.possible)
    claim, test = proof.premises
    assert test == Given("2019-02 < 2019-02-10, only possible")
    for text in (
        "2019-02 < 2019-02-10",
        "2019-02-01 < 2019-02-10, only possible",
        "2019-02 < 2019-02-10, on this reading",
    ):
        wrong = replace(proof, premises=(claim, Given(text)))
        assert soon.instead(at, wrong) == (_not_by(wrong),)


def test_a_claim_with_its_day_proves_the_claim_and_no_other_day(rules: FactBase) -> None:
    """What a dated head derives is told with its day wherever the claim without it is needed."""
    base = rules.with_text("more.fb", "gone(X) :- ends(X, _). left(X) :- ends(X, D) on 2019-02-01.", Path("."))
    answers, proof = _first(base, "gone(a)")
    (premise,) = map(derived, proof.premises)
    assert premise.atom.predicate.on
    assert problems(base, answers) == ()
    plain = replace(premise.atom, predicate=replace(premise.atom.predicate, on=False), values=premise.atom.values[:-1])
    wrong = replace(premise, atom=plain)
    assert _told(base, answers, replace(proof, premises=(wrong,))) == (_not_by(wrong),)
    answers, proof = _first(base, "left(a)")
    (premise,) = map(derived, proof.premises)
    assert problems(base, answers) == ()
    moved = replace(premise, atom=replace(premise.atom, values=(*premise.atom.values[:-1], parse_date("2019-02-02"))))
    assert _told(base, answers, replace(proof, premises=(moved,))) == (_not_by(proof), _not_by(moved))
    assert _told(base, answers, replace(proof, premises=(wrong,)))[0] == _not_by(proof)


def test_what_is_wrong_in_a_case_is_told_with_the_rest(quoted: FactBase) -> None:
    answers = ask(quoted, "e(b)", "2019-03-02")
    proof = only(answers)
    assert isinstance(proof, Cases)
    certificate = certify(quoted, answers)
    assert certificate is not None
    assert (certificate.problems, certificate.nodes, certificate.quotes, certificate.readings) == ((), 1, 1, 1)
    (case,) = proof.cases
    inner = leaf(case.proof)
    wrong = replace(case, proof=replace(inner, facts=(*inner.facts, *inner.facts)))
    told = problems(quoted, told_as(answers, replace(proof, cases=(wrong,))))
    assert told == (f"{inner.atom} has a fact twice",)


# ---- absences


def _absent(answers: Answers) -> tuple[Absent, Callable[[Proof], tuple[Proof, ...]]]:
    """The absence in the first proof of some answers, and the proofs with another premise in its place."""
    first, *others = (answer.proof for answer in answers.answers)
    if isinstance(first, Absent):
        return first, lambda premise: (premise, *others)
    assert isinstance(first, Derived | Joined)
    at = [isinstance(premise, Absent) for premise in first.premises].index(True)
    absent = first.premises[at]
    assert isinstance(absent, Absent)

    def instead(premise: Proof) -> tuple[Proof, ...]:
        return replace(first, premises=(*first.premises[:at], premise, *first.premises[at + 1 :])), *others

    return absent, instead


SOUGHT = """
relation full(x: symbol) "{x}" closed.
assume q(a). assume q(b). assume h(b). assume g(b). assume n(a, 3). assume n(b, 5). assume full(b). assume blank(b, ?).
assume e(b) on 2019-02. assume e(c) on 2019-02-20.
h(X) :- g(X), n(X, N), N > 6.
h(c) :- g(a).
h(X) :- g(X), X != X.
dated(X) on D :- e(X) on D.
open(X) :- q(X), not h(X).
lone(X) :- q(X), not full(X).
named(X) :- q(X), not blank(X, 1).
dull(X) :- q(X), not dated(X).
early(X) :- q(X), not e(X) on 2019-02-10.
void(X) :- q(X), not n(X, 9).
bare(X) :- q(X), not empty(X, _).
empty(X, Y) :- g(X), n(X, Y), X != b.
assume f(a, 1, 2019-02). assume f(b, 2, 2019-02-03). assume f(c, 2, 2019-02).
cold(X, N) :- n(X, N), not f(X, _, 2019-02-10).
warm(X, N) :- n(X, N), not f(X, 1, 2019-02).
none(X) :- q(X), not e(X) on 2019-02.
soon(X) :- e(X) on D, D < 2019-02-10.
slow(X) :- q(X), not soon(X).
"""


@pytest.fixture(scope="module")
def sought() -> FactBase:
    return base_of(SOUGHT)


@pytest.mark.parametrize("relation", ["open", "lone", "named", "dull", "early", "none", "slow", "void", "bare"])
def test_what_was_searched_and_not_found_stands(sought: FactBase, relation: str) -> None:
    assert problems(sought, ask(sought, f"{relation}(X)", DAY)) == ()


def test_a_search_that_is_not_as_it_is_told_is_told(sought: FactBase) -> None:
    answers = ask(sought, "open(X)", DAY)
    absent, instead = _absent(answers)
    search = absent.search
    assert (search.facts, search.sources, search.sources_in_view) == (1, (), 0)
    for change in (
        {"atom": replace(search.atom, values=(Symbol("b"),))},
        {"view": View()},
        {"view": View(parse_date(DAY), parse_date(DAY))},
        {"facts": 0},
        {"facts": 2},
        {"sources": ("one",)},
        {"sources_in_view": 1},
    ):
        wrong = replace(absent, search=replace(search, **change))
        told = problems(sought, told_as(answers, *instead(wrong)))
        assert told == (f"what was searched for {absent.atom} is not as it is told",), change
    closed = replace(absent, search=replace(search, extent=Extent(True)))
    told = problems(sought, told_as(answers, *instead(closed)))
    assert told == ("h(a) is called false, and its relation is not complete in this view",)


def test_a_search_in_cited_facts_has_their_sources(quoted: FactBase) -> None:
    base = quoted.with_text("more.fb", "assume z(c). r(X) :- z(X), not p(X).", Path("."))
    answers = ask(base, "r(X)", DAY)
    absent, instead = _absent(answers)
    assert (absent.search.facts, absent.search.sources, absent.search.sources_in_view) == (3, ("one", "two"), 2)
    assert problems(base, answers) == ()
    for sources in ((), ("one",), ("two", "one"), ("one", "two", "two"), ("one", "two", "six")):
        wrong = replace(absent, search=replace(absent.search, sources=sources))
        told = problems(base, told_as(answers, *instead(wrong)))
        assert told == ("what was searched for p(c) is not as it is told",)


@pytest.mark.parametrize(
    ("at", "known_by", "sources"),
    [
        ("2019-03-01", None, 2),
        ("2019-03-01", "2019-01-15", 1),
        ("2019-03-01", "2018-12-31", 0),
        ("2000-01-01", None, 2),
    ],
)
def test_the_sources_of_the_view_are_counted_again(
    quoted: FactBase, at: str, known_by: str | None, sources: int
) -> None:
    base = quoted.with_text("more.fb", "assume z(c). r(X) :- z(X), not e(X).", Path("."))
    answers = base.ask("r(X)", View(parse_date(at), parse_date(known_by) if known_by is not None else None))
    absent, instead = _absent(answers)
    assert absent.search.sources_in_view == sources
    assert problems(base, answers) == ()
    wrong = replace(absent, search=replace(absent.search, sources_in_view=sources + 1))
    assert problems(base, told_as(answers, *instead(wrong))) == (
        f"what was searched for {absent.atom} is not as it is told",
    )


def test_rules_that_do_not_stop_where_they_are_said_to_stop_are_told(sought: FactBase) -> None:
    answers = ask(sought, "open(X)", DAY)
    absent, instead = _absent(answers)
    one, two, three = absent.search.failures
    (unused,) = (rule for rule in sought.program.rules if rule.head.claim.relation == "open")
    assert one.literal is not None
    assert one.rule is not None
    assert (two.literal, two.bindings) == (None, ())
    a, b = Symbol("a"), Symbol("b")
    test = one.rule.body[2]
    for failures in (
        (),
        (one, two),
        (two, three),
        (one, three, two),
        (one, two, three, three),
        (replace(one, rule=unused), two, three),
        (replace(one, rule=None), two, three),
        (replace(one, literal=None), two, three),
        (replace(one, literal=test), two, three),
        (replace(one, bindings=()), two, three),
        (replace(one, bindings=(("X", b),)), two, three),
        (replace(one, bindings=(("X", a), ("N", 3))), two, three),
        (replace(one, bindings=(("Y", a),)), two, three),
        (replace(one, bindings=(("X", "a"),)), two, three),
        (replace(one, bindings=(("X", Symbol("nowhere")),)), two, three),
        (one, replace(two, literal=two.rule.body[0] if two.rule is not None else None), three),
        (one, replace(two, bindings=(("X", a),)), three),
    ):
        wrong = replace(absent, search=replace(absent.search, failures=failures))
        told = problems(sought, told_as(answers, *instead(wrong)))
        assert told == ("the rules for h(a) do not stop where they are said to stop",), [
            (f.literal, f.bindings) for f in failures
        ]


def test_where_a_goal_stops_is_looked_at(sought: FactBase) -> None:
    answers = ask(sought, "q(X), n(X, N), N > 6", DAY)
    stopped = answers.stopped
    assert stopped is not None
    assert stopped.literal == answers.body[2]
    assert problems(sought, answers) == ()
    (rule, *_) = sought.program.rules
    wrong = ("the goal does not stop where it is said to stop",)
    for change in ({"literal": answers.body[1]}, {"literal": None}, {"rule": rule}, {"bindings": ()}):
        assert problems(sought, replace(answers, stopped=replace(stopped, **change))) == wrong, change
    for names in ((("X", Symbol("a")), ("N", 4)), (("X", Symbol("a")),), (("X", Symbol("a")), ("N", 3), ("M", 3))):
        assert problems(sought, replace(answers, stopped=replace(stopped, bindings=names))) == wrong, names
    other = replace(stopped, bindings=(("X", Symbol("b")), ("N", 5)))
    assert problems(sought, replace(answers, stopped=other)) == ()  # it stops there as well


def test_what_was_searched_for_a_goal_is_looked_at(sought: FactBase) -> None:
    answers = ask(sought, "h(a)", DAY)
    assert answers.search is not None
    assert problems(sought, answers) == ()
    wrong = replace(answers, search=replace(answers.search, facts=2))
    assert problems(sought, wrong) == ("what was searched for h(a) is not as it is told",)
    stops = replace(answers, search=replace(answers.search, failures=()))
    assert problems(sought, stops) == ("the rules for h(a) do not stop where they are said to stop",)


def test_the_absence_of_what_is_there_is_told(sought: FactBase) -> None:
    answers = ask(sought, "open(X)", DAY)
    absent, instead = _absent(answers)
    there = replace(absent, atom=replace(absent.atom, values=(Symbol("b"),)))
    told = problems(sought, told_as(answers, *instead(there)))
    assert told[1] == "h(b) is in the model, and a proof says that it is not"


def test_another_absence_than_the_one_that_is_needed_is_told(sought: FactBase) -> None:
    answers = ask(sought, "open(X)", DAY)
    absent, instead = _absent(answers)
    (first,) = (answer.proof for answer in answers.answers)
    for atom in (
        replace(absent.atom, values=(Symbol("c"),)),
        replace(absent.atom, values=("a",)),
        replace(absent.atom, values=(None,)),
        replace(absent.atom, predicate=replace(absent.atom.predicate, relation="g")),
        replace(absent.atom, predicate=replace(absent.atom.predicate, mode="says")),
    ):
        told = problems(sought, told_as(answers, *instead(replace(absent, atom=atom))))
        assert told[0] == _not_by(derived(first)), atom
    leaf_instead = told_as(answers, *instead(leaf(only(ask(sought, "q(a)", DAY)))))
    assert problems(sought, leaf_instead)[0] == _not_by(derived(first))


def test_each_value_of_an_absence_is_looked_at(sought: FactBase) -> None:
    a, nine = Symbol("a"), 9
    answers = ask(sought, "void(a)", DAY)
    absent, instead = _absent(answers)
    assert absent.atom.values == (a, nine)
    proof = derived(only(answers))
    for values in (
        (a, 8),
        (Symbol("b"), nine),
        (a, None),
        (None, nine),
        (None, None),
        (a, "9"),
        (a, parse_decimal("9.0")),
    ):
        other = replace(absent.atom, values=values)
        told = problems(sought, told_as(answers, *instead(replace(absent, atom=other))))
        assert told[0] == _not_by(proof), values
    answers = ask(sought, "bare(a)", DAY)
    absent, instead = _absent(answers)
    assert absent.atom.values == (a, None)
    proof = derived(only(answers))
    for values in ((a, 1), (None, None), (Symbol("b"), None)):
        other = replace(absent.atom, values=values)
        told = problems(sought, told_as(answers, *instead(replace(absent, atom=other))))
        assert told[0] == _not_by(proof), values
    there = Leaf(absent.atom, leaf(only(ask(sought, "q(a)", DAY))).facts)
    assert problems(sought, told_as(answers, *instead(there)))[0] == _not_by(proof)
    assert problems(sought, told_as(answers, replace(proof, premises=proof.premises[:1]))) == (_not_by(proof),)


@pytest.mark.parametrize("relation", ["cold", "warm"])
def test_each_value_of_an_absence_of_a_partial_date_is_looked_at(sought: FactBase, relation: str) -> None:
    may = Possible(sought, f"{relation}(X, N)", View(parse_date(DAY)))
    assert may.told() == ()
    found = 0
    for at, proof in enumerate(map(derived, may.proofs)):
        absent = proof.premises[1]
        assert isinstance(absent, Absent)
        who, number, date = absent.atom.values
        found += absent.possible
        for values in (
            (Symbol("z"), number, date),
            (None, number, date),
            (who, 7, date),
            (who, 1 if number is None else None, date),
            (who, number, parse_date("2019-02-11")),
            (who, number, None),
        ):
            wrong = replace(
                proof, premises=(proof.premises[0], replace(absent, atom=replace(absent.atom, values=values)))
            )
            assert may.instead(at, wrong)[0] == _not_by(wrong), values
        flipped = replace(proof, premises=(proof.premises[0], replace(absent, possible=not absent.possible)))
        assert may.instead(at, flipped) == (_not_by(flipped),)
    assert found == (relation == "cold")


@pytest.mark.parametrize(
    ("relation", "unsure"), [("open", None), ("slow", [False, True]), ("early", [False, True]), ("none", [False])]
)
def test_whether_it_may_hold_all_the_same_is_looked_at(
    sought: FactBase, relation: str, unsure: list[bool] | None
) -> None:
    if unsure is None:
        answers = ask(sought, f"{relation}(X)", DAY)
        absent, instead = _absent(answers)
        told = problems(sought, told_as(answers, *instead(replace(absent, possible=True))))
        assert told == (_not_by(derived(only(answers))),)
        return
    may = Possible(sought, f"{relation}(X)", View(parse_date(DAY)))
    assert may.told() == ()
    proofs = list(map(derived, may.proofs))
    absents = [premise for proof in proofs for premise in proof.premises if isinstance(premise, Absent)]
    assert [absent.possible for absent in absents] == unsure
    for at, (proof, absent) in enumerate(zip(proofs, absents, strict=True)):
        flipped = replace(proof, premises=(proof.premises[0], replace(absent, possible=not absent.possible)))
        assert may.instead(at, flipped) == (_not_by(flipped),)


# ---- aggregates

GROUPED = """
assume q(a). assume q(b). assume n(a, 3). assume n(b, 5). assume n(c, 5). assume m(1). assume m(1.5). assume m(2).
assume d(a, 2019-02). assume d(b, 2019-02-05). assume d(c, 2019-03-05).
s(N) :- N = sum { V : n(X, V) }.
c(N) :- N = count { V : n(X, V) }.
t(X, N) :- q(X), N = count { V : n(X, V) }.
top(M) :- M = max { V : m(V) }.
p(N) :- N = count { X : d(X, D), D < 2019-02-10 }.
l(N) :- N = max { D : d(X, D), D < 2019-02-10 }.
nil(N) :- N = count { X : q(X), n(X, 9) }.
less(E, N) :- m(E), N = count { X : n(X, V), V < 5 * E }.
five(X) :- q(X), 5 = max { V : n(X, V) }.
plus(V) :- m(V), V + 1 = count { X : q(X) }.
two(X) :- q(X), 2 = count { Y : d(Y, D), D < 2019-02-10 }.
next(W, N) :- m(V), W = V + 1, N = max { D : d(X, D), D < 2019-02-10 }.
"""


@pytest.fixture(scope="module")
def grouped() -> FactBase:
    return base_of(GROUPED)


def _groups(answers: Answers) -> tuple[Grouped, Callable[[Grouped], tuple[Proof, ...]]]:
    first, *others = (derived(answer.proof) for answer in answers.answers)
    place = max(i for i, premise in enumerate(first.premises) if isinstance(premise, Grouped))
    before, group, after = first.premises[:place], first.premises[place], first.premises[place + 1 :]
    assert isinstance(group, Grouped)
    return group, lambda other: (replace(first, premises=(*before, other, *after)), *others)


@pytest.mark.parametrize(
    "goal",
    [
        *("s(N)", "c(N)", "t(X, N)", "top(M)", "p(N)", "l(N)", "nil(N)", "less(E, N)", "five(X)"),
        *("plus(V)", "two(X)", "next(W, N)"),
    ],
)
def test_an_aggregate_with_all_its_members_stands(grouped: FactBase, goal: str) -> None:
    answers = ask(grouped, goal, DAY)
    assert problems(grouped, answers) == ()


@pytest.mark.parametrize("goal", ["s(N)", "c(N)", "top(M)"])
def test_members_left_out_or_told_twice_or_changed_are_told(grouped: FactBase, goal: str) -> None:
    answers = ask(grouped, goal, DAY)
    group, instead = _groups(answers)
    (first, *_) = (derived(answer.proof) for answer in answers.answers)
    members = group.members
    assert len(members) == 3

    def wrong(*some: Member) -> tuple[str, ...]:
        return problems(grouped, told_as(answers, *instead(replace(group, members=some))))

    assert wrong(*members) == wrong(*reversed(members)) == ()
    one, two, three = members
    for some in (
        (),
        (one, two),
        (two, three),
        (one, two, two),
        (one, two, three, three),
        (one, two, Member(9, three.premises)),
        (one, two, replace(three, premises=two.premises)),
        (one, two, replace(three, premises=())),
        (one, two, replace(three, premises=(*three.premises, *three.premises))),
    ):
        assert wrong(*some)[0] == _not_by(first), some


@pytest.mark.parametrize("goal", ["s(N)", "five(X)", "less(E, N)"])
def test_what_is_no_aggregate_proves_none(grouped: FactBase, goal: str) -> None:
    answers = ask(grouped, goal, DAY)
    first, *others = (derived(answer.proof) for answer in answers.answers)
    *before, group = first.premises
    assert isinstance(group, Grouped)
    other = leaf(only(ask(grouped, "q(a)", DAY)))
    for premises in (
        (*before, Given("1 = 1")),
        (*before, other),
        tuple(before),
        (group, *before),
        (*before, group, group),
    ):
        wrong = replace(first, premises=premises)
        if premises != first.premises:
            assert problems(grouped, told_as(answers, wrong, *others))[0] == _not_by(wrong)


@pytest.mark.parametrize(
    ("goal", "values"),
    [
        ("five(X)", [6, "5", parse_decimal("5.0")]),
        ("plus(V)", [3, "2", parse_decimal("2.0")]),
        ("s(N)", [12, "13", parse_decimal("13.0"), Symbol("x")]),
        ("t(X, N)", [2, "1", parse_decimal("1.0")]),
        ("nil(N)", [1, "0", parse_decimal("0.0")]),
    ],
)
def test_another_value_of_an_aggregate_is_told(grouped: FactBase, goal: str, values: list) -> None:
    answers = ask(grouped, goal, DAY)
    group, instead = _groups(answers)
    first = derived(answers.answers[0].proof)
    for value in values:
        told = problems(grouped, told_as(answers, *instead(replace(group, value=value))))
        assert told == (_not_by(first),), value
    (other,) = (rule.body[0] for rule in grouped.program.rules if rule.head.claim.relation == "top")
    assert isinstance(other, Aggregate)
    assert problems(grouped, told_as(answers, *instead(replace(group, aggregate=other)))) == (_not_by(first),)


@pytest.mark.parametrize("goal", ["l(N)", "next(W, N)"])
def test_members_that_may_be_are_told_with_their_values(grouped: FactBase, goal: str) -> None:
    may = Possible(grouped, goal, View(parse_date(DAY)))
    assert may.told() == ()
    for at, proof in enumerate(map(derived, may.proofs)):
        (place,) = (i for i, premise in enumerate(proof.premises) if isinstance(premise, Grouped))
        group = proof.premises[place]
        assert isinstance(group, Grouped)
        one, *others = group.members
        changed = [parse_date("2019-02-06"), parse_date("2019-03-05"), "2019-02", Symbol("a")]
        wrong = [others, [*others, others[0]], *([replace(one, value=value), *others] for value in changed)]
        for members, stands in [(group.members, True), *((some, False) for some in wrong)]:
            premises = (*proof.premises[:place], replace(group, members=tuple(members)), *proof.premises[place + 1 :])
            told = may.instead(at, replace(proof, premises=premises))
            assert told == (() if stands else (_not_by(proof),)), members


def test_a_count_that_may_be_what_a_rule_asks_for_is_told_with_that_number(grouped: FactBase) -> None:
    may = Possible(grouped, "two(X)", View(parse_date(DAY)))
    assert may.told() == ()
    proof = derived(may.proofs[0])
    (place,) = (i for i, premise in enumerate(proof.premises) if isinstance(premise, Grouped))
    group = proof.premises[place]
    assert isinstance(group, Grouped)
    assert (group.value, len(group.members)) == (2, 2)
    for value in (1, 3, parse_decimal("2.0")):
        premises = (*proof.premises[:place], replace(group, value=value), *proof.premises[place + 1 :])
        assert may.instead(0, replace(proof, premises=premises)) == (_not_by(proof),), value


def test_an_absence_of_a_claim_with_fewer_values_is_no_such_absence(sought: FactBase) -> None:
    answers = ask(sought, "bare(a)", DAY)
    absent, _ = _absent(answers)
    assert isinstance(absent, Absent)
    assert answers.solved is not None
    certifier = _certifier(sought, answers)
    (rule,) = (rule for rule in certifier.planned.rules.each if str(rule.head) == "bare")
    (place,) = (i for i, step in enumerate(rule.body) if isinstance(step, Negated))
    (binding,) = satisfy(
        certifier.indexed, rule.body, head_binding(rule, [answers.solved.model.symbols.intern(Symbol("a"))]) or ()
    )
    for values, stands in ((absent.atom.values, {1}), ((Symbol("a"),), set()), ((), set())):
        premise = replace(absent, atom=replace(absent.atom, values=values))
        assert set(certifier._step(rule, place, binding, [premise], 0)) == stands


# ---- every text of a proof

TEXTS = """
assume d(a, 2019-02). assume d(b, 2019-02-05). assume d(c, 2019-03-05). assume f(a, 2019-02). assume k(2019-02-10).
assume n(a, 7). assume n(b, 4). assume s("x, only possible"). assume q(a). assume q(b).
join(X, Y) :- d(X, D), f(Y, D), X != Y.
near(X) :- d(X, D), k(D).
early(X) :- d(X, D), D < 2019-02-10.
span(X) :- d(X, D), D >= 2019-02-03, D + 3 < 2019-02-20.
part(X, M) :- d(X, D), M = day(D), M > 3, M < 7.
week(X, W) :- d(X, D), weekday(D) = W.
cnt(N) :- N = count { X : d(X, D), D < 2019-02-10 }.
other(X) :- d(X, D), D != 2019-02.
begun(X) on D :- d(X, D).
within(X) :- d(X, D), D in D .. D.
minus(X, N - 1) :- n(X, N).
times(X, N * 2) :- n(X, N).
over(X, N / 2) :- n(X, N).
rest(X, N mod 2) :- n(X, N).
name(X, concat(lower("A"), "b")) :- n(X, _).
next(X, D + 1) :- d(X, D).
said(X) :- s(X), X != "y", length(X) > 2.
neg(X, Y) :- n(X, N), Y = -N, -(N + 1) < 0.
mix(N) :- n(_, M), N = M * (M + 1) - 2.
"""
SAID = [
    "join(X, Y)",
    "near(X)",
    "early(X)",
    "span(X)",
    "part(X, M)",
    "week(X, W)",
    "cnt(N)",
    "other(X)",
    "begun(X) on D",
    "minus(X, N)",
    "times(X, N)",
    "over(X, N)",
    "rest(X, N)",
    "name(X, N)",
    "next(X, D)",
    "said(X)",
    "neg(X, Y)",
    "mix(N)",
]
VIEWS = ["2019-02-20", "2019-02"]


def _told_otherwise(proof: Proof) -> Iterator[Proof]:
    """A proof with one of its texts changed: each of them, in each of several ways."""
    match proof:
        case Given(text):
            ends = (", only possible", ", on this reading", "")
            plain = text
            for end in ends[:2]:
                plain = plain.removesuffix(end)
            yield from (Given(plain + end) for end in ends if plain + end != text)
            yield from (
                Given(each) for each in (f"{text}.", f"0{text}", text.replace("2", "3"), "1 = 1") if each != text
            )
        case Derived(premises=premises) | Joined(premises=premises):
            for at, premise in enumerate(premises):
                for other in _told_otherwise(premise):
                    yield replace(proof, premises=(*premises[:at], other, *premises[at + 1 :]))
        case Grouped(members=members):
            for number, member in enumerate(members):
                for at, premise in enumerate(member.premises):
                    for other in _told_otherwise(premise):
                        changed = replace(member, premises=(*member.premises[:at], other, *member.premises[at + 1 :]))
                        yield replace(proof, members=(*members[:number], changed, *members[number + 1 :]))
        case Cases(cases=cases):
            for at, case in enumerate(cases):
                for other in _told_otherwise(case.proof):
                    yield replace(proof, cases=(*cases[:at], replace(case, proof=other), *cases[at + 1 :]))
        case Leaf() | Absent():
            return


@pytest.fixture(scope="module")
def texts() -> FactBase:
    return base_of(TEXTS)


@pytest.mark.parametrize("at", VIEWS)
@pytest.mark.parametrize("goal", SAID)
def test_each_text_of_a_proof_is_looked_at(texts: FactBase, goal: str, at: str) -> None:
    answers = ask(texts, goal, at)
    assert problems(texts, answers) == ()
    proofs = [answer.proof for answer in answers.answers]
    for number, proof in list(enumerate(proofs))[:3]:
        for other in islice(_told_otherwise(proof), 40):
            assert problems(texts, told_as(answers, *proofs[:number], other, *proofs[number + 1 :])), other


@pytest.mark.parametrize("at", VIEWS)
@pytest.mark.parametrize("goal", SAID)
def test_each_text_of_a_proof_of_what_may_be_is_looked_at(texts: FactBase, goal: str, at: str) -> None:
    query, _ = texts.query(goal)
    assert query is not None
    planned, _ = texts.solve([goal_of(query.body)], View(parse_date(at)), default_engine())
    if not planned.rules.possible[0].possible:
        return
    may = Possible(texts, goal, View(parse_date(at)))
    assert may.told() == ()
    for number, proof in list(enumerate(may.proofs))[:4]:
        for other in islice(_told_otherwise(proof), 40):
            assert may.instead(number, other), other
