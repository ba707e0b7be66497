"""Engines and proofs against independent judges, on programs that hypothesis makes up.

Three judges share nothing with what they judge: the oracle computes models from plans; `World` reads the rules as trees and
says which instances hold in a model, so that a model can be seen to be closed under its rules; and `judge` follows a proof.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from asp import clingo_rows, encoded_rows
from cases import rows_of
from chance import examples
from engines import ENGINES
from hypothesis import given, reject
from oracle import Oracle
from programs import AT, HERE, base_of, everything, programs
from pyDatalog import Logic, pyDatalog
from world import Env, Tagged, World, parts_of, predicate, tagged

from factbase.base import Answer, FactBase, View
from factbase.engine.base import Engine, PlanRule, TooLarge
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.step import Group
from factbase.explain.proof import Absent, Derived, Given, Grouped, Joined, Leaf, Proof
from factbase.explain.prove import Prover
from factbase.ground.comparison import Certainty
from factbase.ground.value import Value, value_key, write_value
from factbase.program.model import Atom, variables
from factbase.syntax.tree import (
    Aggregate,
    Anonymous,
    Expression,
    Literal,
    Match,
    Negation,
    Rule,
    Variable,
)

each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)


@examples(80)
@given(programs())
def test_every_engine_gives_the_rows_and_ranks_of_the_oracle(text: str) -> None:
    base = base_of(text)
    for engine in ENGINES:
        planned, model = base.solve(everything(base), View(AT), engine)
        assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


@examples(80)
@given(programs(numbers=True))
def test_every_engine_gives_the_rows_of_clingo(text: str) -> None:
    base = base_of(text)
    for engine in ENGINES:
        planned, model = base.solve(everything(base), View(AT), engine)
        if any(_gives_its_own_keys(stratum) for stratum in planned.rules.strata):
            reject()  # clingo takes the keys and what is aggregated under them to need one another
        assert encoded_rows(model) == clingo_rows(planned.rules, planned.store)


def _gives_its_own_keys(stratum: Sequence[PlanRule]) -> bool:
    own = {rule.head for rule in stratum}
    return any(isinstance(step, Group) and step.rows in own for rule in stratum for step in rule.body)


@examples(80)
@given(programs())
def test_a_derived_row_has_an_instance_of_lower_ranks(text: str) -> None:
    base = base_of(text)
    for engine in ENGINES:
        planned, model = base.solve(everything(base), View(AT), engine)
        for stratum in planned.rules.strata:
            own = {rule.head for rule in stratum}
            ranks = sorted({rank for head in own for rank in model.of(head).values()} - {0})
            assert ranks == list(range(1, len(ranks) + 1)), "a round derives something"
            for rank in ranks:
                lower = {
                    head: {row: r for row, r in rows.items() if head not in own or r < rank}
                    for head, rows in model.rows.items()
                }
                fired = {(rule.head, row) for rule in stratum for row in Oracle()._fire(model.symbols, lower, rule)}
                assert {(head, row) for head in own for row, r in model.of(head).items() if r == rank} <= fired


@examples(80)
@given(programs())
def test_a_model_is_closed_under_the_rules_and_every_row_has_a_valid_proof(text: str) -> None:
    base = base_of(text)
    for engine in ENGINES:
        judge_all(base, View(AT), engine)


MOST_ROWS = 300  # of a model that the judges look at: they are slow


def judge_all(base: FactBase, view: View, engine: Engine) -> None:
    goals = everything(base)
    planned, model = base.solve(goals, view, engine)
    if sum(map(len, model.rows.values())) > MOST_ROWS:
        return
    world = World(model, base.selection(view).certain, view)
    for rule in base.program.rules:
        for known in world.instances(rule.body, {}, parts_of(rule.head)):
            row = world.head_row(rule.head, known)
            assert row is None or row in world.rows[predicate(rule.head)], f"{row} is missing"
    prover = Prover(planned, model, base.program)
    judge = Judge(world, base)
    for goal, head in zip(goals, planned.rules.goals, strict=True):
        for row in model.of(head):
            known = {v.name: tagged(model.symbols.plain(n)) for v, n in zip(goal.outputs, row, strict=True)}
            proof = prover.prove(head, row)
            premises = proof.premises if isinstance(proof, Joined) else (proof,)
            assert judge.explained(goal.body, known, premises, goal.outputs), proof
            judge.judge(proof)


# ---- a judge of proofs


class Judge:
    """Follows proofs step by step; raises AssertionError at one that is not valid."""

    def __init__(self, world: World, base: FactBase) -> None:
        self.world = world
        self.rules = {id(rule) for rule in base.program.rules}
        self.judged: dict[int, Proof] = {}

    def judge(self, proof: Proof) -> None:
        stack: list[Proof] = [proof]
        while stack:
            node = stack.pop()
            if id(node) in self.judged:
                continue
            self.judged[id(node)] = node
            match node:
                case Leaf():
                    self.leaf(node)
                case Derived():
                    assert id(node.rule) in self.rules
                    assert node.atom.predicate == predicate(node.rule.head)
                    row = tuple(tagged(value) for value in node.atom.values if value is not None)
                    assert row in self.world.rows[node.atom.predicate]
                    assert self.derived(node.rule, row, node.premises), f"{node.atom} does not follow"
                    stack.extend(node.premises)
                case Grouped():
                    for member in node.members:
                        stack.extend(member.premises)
                case Absent():
                    self.absent(node.atom)
                case Joined():
                    stack.extend(node.premises)
                case Given():
                    assert node.text

    def leaf(self, leaf: Leaf) -> None:
        assert leaf.facts
        for fact in leaf.facts:
            assert id(fact) in self.world.facts, "the fact is not in the view"
            on = (fact.when.first,) if leaf.atom.predicate.on and fact.when else ()
            assert (fact.relation, fact.mode) == (leaf.atom.predicate.relation, leaf.atom.predicate.mode)
            assert [value_key(v) for v in (*fact.values, *on)] == [value_key(v) for v in leaf.atom.values]  # type: ignore[arg-type]

    def absent(self, atom: Atom) -> None:
        for row in self.world.rows.get(atom.predicate, ()):
            assert not all(v is None or tagged(v) == have for v, have in zip(atom.values, row, strict=True))

    def derived(self, rule: Rule, row: tuple[Tagged, ...], premises: Sequence[Proof]) -> bool:
        """Whether some instance of the rule has this head and these premises."""
        known: Env | None = {}
        for part, value in zip(parts_of(rule.head), row, strict=True):
            if isinstance(part, Variable):
                known = None if known is None else next(self.world.unified(part, value, known), None)
        assert known is not None, "the head does not fit"
        return any(
            self.world.head_row(rule.head, found) == row
            for found in self.explained(rule.body, known, premises, parts_of(rule.head))
        )

    def explained(
        self, body: Sequence[Literal], known: Env, premises: Sequence[Proof], outputs: Sequence[Expression]
    ) -> list[Env]:
        """The instances of a body whose literals and premises answer one another."""
        told = [premise for premise in premises if not isinstance(premise, Given)]
        claims = [literal for literal in body if isinstance(literal, (Match, Negation, Aggregate))]
        assert len(told) == len([c for c in claims if not _is_at(c)])
        return [
            found
            for found in self.world.instances(body, known, outputs)
            if all(any(self.answers(literal, p, found) for p in told) for literal in claims if not _is_at(literal))
            and all(any(self.answers(literal, p, found) for literal in claims) for p in told)
        ]

    def answers(self, literal: Literal, premise: Proof, known: Env) -> bool:
        match literal, premise:
            case Match(), Leaf(atom=atom) | Derived(atom=atom):
                want, have = predicate(literal), atom.predicate
                values = atom.values[:-1] if have.on and not want.on else atom.values
                same = (want.relation, want.mode) == (have.relation, have.mode) and want.on <= have.on
                return same and self.fits(literal, values, known)
            case Negation(), Absent(atom=atom):
                return predicate(literal.match) == atom.predicate and self.fits(literal.match, atom.values, known)
            case Aggregate(), Grouped():
                if premise.aggregate != literal:
                    return False
                if self.world.value(literal.result, known) != tagged(premise.value):
                    return False
                keys = {v.name for part in (literal.term, *literal.body) for v in variables(part)} & known.keys()
                wanted = self.world.members(literal, {key: known[key] for key in keys})
                shown = [member.value for member in premise.members]
                if literal.function != "sum":
                    shown = list({value_key(value): value for value in shown}.values())
                return sorted(map(repr, shown)) == sorted(map(repr, wanted))
            case _:
                return False

    def fits(self, match: Match, values: Sequence[Value | None], known: Env) -> bool:
        return all(
            isinstance(part, Anonymous)
            or (value is None and isinstance(part, Variable) and part.name not in known)
            or (value is not None and self.world.value(part, known) == tagged(value))
            for part, value in zip(parts_of(match), values, strict=True)
        )


def _is_at(literal: Literal) -> bool:
    return isinstance(literal, Match) and literal.claim.relation == "at"


@pytest.mark.parametrize(
    "path", sorted((HERE / "corpus").glob("[ar]*/*.fb")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
@each_engine
def test_the_corpus_stands_before_the_judges(path: Path, engine: Engine) -> None:
    for chunk in path.read_text(encoding="utf-8").split("\n---\n"):
        base = FactBase.load([]).with_text(str(path), chunk, path.parent)
        if not base.errors and base.program.facts and "says(" not in chunk and "?)" not in chunk:
            judge_all(base, View(AT), engine)


# ---- an engine among others: threads, the caller's own pyDatalog, interruptions, bounds

CLOSURE = """
edge(X, X + 1) :- X in 1 .. {n}.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), path(Y, Z).
"""


def closure(n: int) -> FactBase:
    return base_of(CLOSURE.format(n=n))


def pairs(base: FactBase, engine: Engine) -> int:
    return len(base.ask("path(X, Y)", View(AT), engine).answers)


def certain(base: FactBase, goal: str, engine: Engine) -> list[Answer]:
    """The answers that do not rest on a reading of a partial date."""
    return [a for a in base.ask(goal, View(AT), engine).answers if a.certainty is Certainty.CERTAIN]


@each_engine
def test_values_that_are_spelled_alike_stay_apart(engine: Engine) -> None:
    spelled = [
        "1",
        '"1"',
        "1.0",
        "true",
        '"true"',
        "2016-11",
        '"2016-11"',
        "2017-11-23",
        '"2017-11-23"',
        "a",
        '"a"',
        '"A"',
        "0",
        '""',
    ]
    text = "\n".join(f"assume v({value}, {i})." for i, value in enumerate(spelled))
    base = base_of(f"{text}\nsame(X, N, M) :- v(X, N), v(X, M).")
    assert not certain(base, "same(X, N, M), N != M", engine)
    for i, value in enumerate(spelled):
        assert [answer.bindings for answer in certain(base, f"v({value}, N)", engine)] == [(("N", i),)]


@each_engine
def test_two_threads_may_solve_at_once(engine: Engine) -> None:
    bases = [closure(n) for n in (6, 9, 6, 9)]
    found: list[tuple[int, int]] = []
    failed: list[BaseException] = []

    def work(base: FactBase, n: int) -> None:
        try:
            for _ in range(5):
                found.append((n, pairs(base, engine)))
        except BaseException as problem:
            failed.append(problem)

    threads = [threading.Thread(target=work, args=(base, n)) for base, n in zip(bases, (6, 9, 6, 9), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed
    assert sorted(found) == [(6, 21)] * 10 + [(9, 45)] * 10


def test_the_callers_own_pydatalog_is_untouched() -> None:
    before = getattr(Logic.tl, "logic", None)
    try:
        mine = Logic()
        pyDatalog.assert_fact("rows0", 1, 2)
        pyDatalog.load("reach(X, Y) <= rows0(X, Y)")
        assert Logic.tl.logic is mine
        assert pairs(closure(3), PyDatalogEngine()) == 6
        assert Logic.tl.logic is mine
        assert pyDatalog.ask("reach(1, X)").answers == [(2,)]
        pyDatalog.assert_fact("rows0", 1, 3)
        assert sorted(pyDatalog.ask("reach(1, X)").answers) == [(2,), (3,)]
    finally:
        Logic.tl.logic = before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what a destructor swallows comes again
@each_engine
def test_an_interrupted_solve_leaves_the_next_one_right(engine: Engine) -> None:
    base, small = closure(400), closure(5)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for after in (0.05, 0.2, 0.4):
            signal.setitimer(signal.ITIMER_REAL, after, 5)  # again: a destructor may swallow it
            with pytest.raises(KeyboardInterrupt):
                pairs(base, engine)
            signal.setitimer(signal.ITIMER_REAL, 0)
            assert pairs(small, engine) == 15
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "rule",
    [
        "n(X + 1) :- n(X).",
        "n(concat(X, 1)) :- n(X).",
        "n(X) :- X in 0 .. 100000000000.",
    ],
)
def test_a_rule_that_counts_for_ever_is_stopped(rule: str) -> None:
    with pytest.raises(TooLarge):
        base_of(f"assume n(0).\n{rule}").ask("n(X)", View(AT), PyDatalogEngine(max_rows=2000))


@each_engine
def test_answers_come_in_the_order_of_their_values(engine: Engine) -> None:
    values = ["a", '"b"', "3", "2.5", "2016-11", "b", "-1", '"a"', "2015-XX-XX"]
    text = "\n".join(f"assume v({value})." for value in values)
    answers = base_of(text).ask("v(X)", View(AT), engine).answers
    shown = [write_value(value) for answer in answers for _, value in answer.bindings]
    assert shown == ["-1", "2.5", "3", "2015-XX-XX", "2016-11", '"a"', '"b"', "a", "b"]


@each_engine
def test_two_solves_of_one_base_give_the_same_rows_in_the_same_order(engine: Engine) -> None:
    text = "edge(X, X * 2) :- X in 1 .. 7.\nword(X, Y, concat(X, Y)) :- path(X, Y)."
    base = closure(7).with_text("more.fb", f"assume edge(0, 1).\n{text}", HERE)
    orders = []
    for _ in range(2):
        _, model = base.solve(everything(base), View(AT), engine)
        values = model.symbols.values
        orders.append([(str(h), [[values[n] for n in row] for row in rows]) for h, rows in model.rows.items()])
    assert orders[0] == orders[1]
