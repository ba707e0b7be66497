"""Engines and proofs against independent judges, on programs that hypothesis makes up.

Three judges share nothing with what they judge: the oracle computes models from plans; `World` reads the rules as trees and
says which instances hold in a model, so that a model can be seen to be closed under its rules; and `judge` follows a proof.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from decimal import Decimal
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

from factbase.base import Answer, FactBase, View
from factbase.engine.base import Engine, Model, PlanRule, TooLarge
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.engine.step import Group
from factbase.explain.proof import Absent, Derived, Given, Grouped, Joined, Leaf, Proof
from factbase.explain.prove import Prover
from factbase.ground.builtin import AGGREGATES, BUILTINS
from factbase.ground.comparison import Certainty
from factbase.ground.value import Value, canonical_decimal, value_key, write_value
from factbase.program.model import Atom, Fact, Predicate, variables
from factbase.program.plain import plain_bodies
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Comparison,
    Constant,
    Expression,
    Literal,
    Match,
    Membership,
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
        for known in world.instances(rule.body, {}, _head_parts(rule.head)):
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


# ---- a judge of models: trees and tagged values, nothing planned

Tagged = tuple[str, Value]
Env = dict[str, Tagged]


def tagged(value: Value) -> Tagged:
    """A value that is equal to another exactly when the language holds the two for one."""
    return type(value).__name__, value


def predicate(match: Match) -> Predicate:
    return Predicate(match.claim.relation, match.claim.mode, match.on is not None, match.source is not None)


def parts_of(match: Match) -> list[Expression]:
    claim = match.claim
    return [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]


_head_parts = parts_of


def outer(part: Expression | Literal) -> set[str]:
    """The names that stand in a part outside braces."""
    return {v.name for v in variables(part.result if isinstance(part, Aggregate) else part)}


NUMBERS = [tagged(n) for n in range(-200, 201)] + [tagged(canonical_decimal(Decimal(n) / 2)) for n in range(-200, 201)]
"""What is tried for a variable: every number that the programs may come to."""


class World:
    """What holds: the rows of a model as tagged values, by form of relation."""

    def __init__(self, model: Model, facts: Sequence[Fact], view: View) -> None:
        self.view = view
        self.facts = {id(fact): fact for fact in facts}
        self.rows = {
            head: {tuple(tagged(model.symbols.plain(n)) for n in row) for row in rows}
            for head, rows in model.rows.items()
            if isinstance(head, Predicate)
        }

    def value(self, part: Expression, known: Env) -> Tagged | None:
        match part:
            case Constant():
                return tagged(part.value)
            case Variable():
                return known[part.name]
            case Call():
                args = [self.value(arg, known) for arg in part.args]
                if None in args:
                    return None
                result = BUILTINS[part.function].call(*(arg[1] for arg in args if arg))
                return None if result is None else tagged(result)
            case _:
                raise AssertionError(part)

    def head_row(self, head: Match, known: Env) -> tuple[Tagged, ...] | None:
        row = tuple(self.value(part, known) for part in parts_of(head))
        if None in row:
            return None
        if head.on is not None and self.view.at is not None:
            day = row[-1][1]  # type: ignore[index]
            if BUILTINS["<="].call(day, self.view.at) is not True:
                return None
        return row  # type: ignore[return-value]

    def instances(self, body: Sequence[Literal], known: Env, outputs: Sequence[Expression]) -> Iterator[Env]:
        """Every binding of the body's variables under which it holds; `outputs` are the expressions around it."""
        if not body:
            yield known
            return
        for i, literal in enumerate(body):
            if self.ready(literal, known, [*body[:i], *body[i + 1 :]], outputs):
                rest = [*body[:i], *body[i + 1 :]]
                # What has been bound still stands around what is left.
                around = [*outputs, *parts(literal)]
                for found in self.after(literal, known, rest, outputs):
                    yield from self.instances(rest, found, around)
                return
        for i, literal in enumerate(body):
            found = [*self.guessed(literal, known)] if isinstance(literal, Comparison) and literal.op == "=" else None
            if found is not None:
                rest = [*body[:i], *body[i + 1 :]]
                for each in found:
                    yield from self.instances(rest, each, [*outputs, *parts(literal)])
                return
        raise AssertionError(f"nothing is ready in {body} with {sorted(known)}")

    def guessed(self, equation: Comparison, known: Env) -> list[Env] | None:
        """The bindings of the one variable that a function of it has not yet, by trying numbers; None where it is another equation."""
        for side, other in ((equation.left, equation.right), (equation.right, equation.left)):
            unknown = {v.name for v in variables(side)} - known.keys()
            if len(unknown) == 1 and all(v.name in known for v in variables(other)):
                (name,) = unknown
                wanted = self.value(other, known)
                tried = ({**known, name: number} for number in NUMBERS)
                return [each for each in tried if wanted is not None and self.value(side, each) == wanted]
        return None

    def ready(self, literal: Literal, known: Env, rest: Sequence[Literal], outputs: Sequence[Expression]) -> bool:
        def bound(*expressions: Expression) -> bool:
            return all(v.name in known for e in expressions for v in variables(e))

        match literal:
            case Match():
                return all(bound(part) for part in parts_of(literal) if isinstance(part, Call))
            case Negation():
                return bound(*parts_of(literal.match))
            case Comparison(op="="):
                sides = (literal.left, literal.right)
                return any(bound(b) and (isinstance(a, Variable) or bound(a)) for a, b in (sides, sides[::-1]))
            case Comparison():
                return bound(literal.left, literal.right)
            case Membership():
                return bound(literal.low, literal.high)
            case Among():
                return bound(literal.item) or not literal.negated
            case Aggregate():
                return self.keys(literal, rest, outputs) <= known.keys()

    def keys(self, literal: Aggregate, rest: Sequence[Literal], outputs: Sequence[Expression]) -> set[str]:
        around = {name for part in (*rest, *outputs, literal.result) for name in outer(part)}
        return {v.name for part in (literal.term, *literal.body) for v in variables(part)} & around

    def after(
        self, literal: Literal, known: Env, rest: Sequence[Literal], outputs: Sequence[Expression]
    ) -> Iterator[Env]:
        match literal:
            case Match():
                yield from self.matching(literal, known)
            case Negation():
                if not any(True for _ in self.matching(literal.match, known)):
                    yield known
            case Comparison(op="="):
                for a, b in ((literal.left, literal.right), (literal.right, literal.left)):
                    if isinstance(a, Variable) and a.name not in known:
                        value = self.value(b, known)
                        if value is not None:
                            yield {**known, a.name: value}
                        return
                left, right = self.value(literal.left, known), self.value(literal.right, known)
                if left and right and BUILTINS["="].call(left[1], right[1]) is True:
                    yield known
            case Comparison():
                left, right = self.value(literal.left, known), self.value(literal.right, known)
                if left and right and BUILTINS[literal.op].call(left[1], right[1]) is True:
                    yield known
            case Membership():
                low, high = self.value(literal.low, known), self.value(literal.high, known)
                if low and high and low[0] == high[0] == "int":
                    for number in range(low[1], high[1] + 1):  # type: ignore[arg-type, operator]
                        yield from self.unified(literal.item, tagged(number), known)
            case Among():
                if literal.negated:
                    value = self.value(literal.item, known)
                    if value and value not in [tagged(each.value) for each in literal.values]:
                        yield known
                    return
                for each in literal.values:
                    yield from self.unified(literal.item, tagged(each.value), known)
            case Aggregate():
                keys = self.keys(literal, rest, outputs)
                value = AGGREGATES[literal.function].call(self.members(literal, {k: known[k] for k in keys}))
                if value is not None:
                    yield from self.unified(literal.result, tagged(value), known)

    def members(self, literal: Aggregate, keys: Env) -> list[Value]:
        """What is aggregated: for `sum` one value a binding of the names, else each value once."""
        names = {name for part in (literal.term, *literal.body) for name in outer(part)}
        found: dict[object, Value] = {}
        fixed = [v for v in variables(literal) if v.name in keys]
        (body,) = plain_bodies(literal.body, keys)
        for known in self.instances(body, keys, [literal.term, *fixed]):
            value = self.value(literal.term, known)
            if value is not None:
                binding = tuple(sorted((name, known[name][0], repr(known[name][1])) for name in names))
                found[binding if literal.function in ("sum", "mean") else value] = value[1]
        return list(found.values())

    def matching(self, match: Match, known: Env) -> Iterator[Env]:
        for row in self.rows.get(predicate(match), ()):
            after: Env | None = known
            for part, value in zip(parts_of(match), row, strict=True):
                after = None if after is None else next(self.unified(part, value, after), None)
            if after is not None:
                yield after

    def unified(self, part: Expression, value: Tagged, known: Env) -> Iterator[Env]:
        if isinstance(part, Anonymous):
            yield known
        elif isinstance(part, Variable) and part.name not in known:
            yield {**known, part.name: value}
        elif self.value(part, known) == value:
            yield known


def parts(literal: Literal) -> list[Expression]:
    match literal:
        case Match():
            return parts_of(literal)
        case Negation():
            return parts_of(literal.match)
        case Comparison():
            return [literal.left, literal.right]
        case Membership():
            return [literal.item, literal.low, literal.high]
        case Among():
            return [literal.item]
        case Aggregate():
            return [literal.result]


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
