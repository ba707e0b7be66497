"""Program to Plan: in, rules and facts of a view; out, only what the goal needs, lowered, with constants numbered and rules in strata.

Lowering takes functions out of arguments, gives each aggregate a relation for its rows, guards unknown values, and selects derived
events by the as-of date. What each planned rule came from is kept beside the plan, so that no engine sees a place in a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factbase.engine.base import (
    Absent,
    Auxiliary,
    Between,
    Group,
    Head,
    Let,
    Plan,
    PlanRule,
    Row,
    Scan,
    Step,
    Symbols,
    Term,
    Test,
    Var,
)
from factbase.program.declare import AT
from factbase.program.model import Fact, Predicate, variables
from factbase.program.safety import grounded, group_keys, open_variables, order, wildcards
from factbase.program.strata import components, predicate_of
from factbase.program.view import View
from factbase.syntax.tree import (
    Aggregate,
    Anonymous,
    Call,
    Check,
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
from factbase.value import Symbol, Unknown, Value

__all__ = ["Goal", "Origin", "Planned", "make_plan"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A body asked for, and the variables whose values are wanted: a query, or a check with its parameters."""

    outputs: tuple[Variable, ...]
    body: tuple[Literal, ...]
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a planned rule was lowered from: a rule, a goal, or an aggregate's body within one of these.

    `literals` gives, step by step, the literal of the source that the step serves (None for a guard of the plan's own)."""

    clause: Rule | Goal
    aggregate: Aggregate | None
    literals: tuple[Literal | None, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what its rules came from (`PlanRule.origin` indexes it) and its facts by index (`Plan.facts` names them)."""

    plan: Plan
    origins: tuple[Origin, ...]
    facts: Mapping[int, Fact]
    goals: tuple[Auxiliary, ...]
    view: View
    sources: int  # how many are cited in the view, by facts that the goals need or not


def make_plan(facts: Sequence[Fact], rules: Sequence[Rule], goals: Sequence[Goal], view: View) -> Planned:
    """The plan of everything that the goals need; `goals` are answered in relations of the same order."""
    return _Planner(facts, rules, view).plan(goals)


def _columns(fact: Fact, predicate: Predicate) -> Iterable[tuple[Value, ...]]:
    """The rows that a fact gives to one form of its relation."""
    on: tuple[Value, ...] = ()
    if predicate.on:
        if fact.when is None or fact.when.kind != "on" or fact.when.first is None:
            return ()
        on = (fact.when.first,)
    if not predicate.source:
        return [(*fact.values, *on)]
    sources = dict.fromkeys(c.source for c in fact.citations)
    return [(*fact.values, *on, Symbol(name)) for name in sources]


class _Planner:
    def __init__(self, facts: Sequence[Fact], rules: Sequence[Rule], view: View) -> None:
        self.view = view
        self.symbols = Symbols()
        self.sources = len({cited.source for fact in facts for cited in fact.citations})
        self.by_relation: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in facts:
            self.by_relation.setdefault((fact.relation, fact.mode), []).append(fact)
        self.rules_of: dict[Predicate, list[Rule]] = {}
        for rule in rules:
            self.rules_of.setdefault(predicate_of(rule.head), []).append(rule)
        self.rows: dict[Head, dict[Row, tuple[int, ...]]] = {}
        self.known: dict[int, Fact] = {}
        self.unknowns: dict[Predicate, frozenset[int]] = {}  # columns in which some fact holds `?`
        self.planned: list[PlanRule] = []
        self.origins: list[Origin] = []
        self.wanted: list[Predicate] = []
        self.seen: set[Predicate] = set()
        self.groups = 0

    def plan(self, goals: Sequence[Goal]) -> Planned:
        heads: list[Auxiliary] = []
        for number, goal in enumerate(goals):
            head = Auxiliary(f"goal {number}")
            heads.append(head)
            _Lowering(self, goal, goal.outputs, goal.body).finish(head)
        while self.wanted:
            predicate = self.wanted.pop()
            if predicate.source:
                continue  # `@` reads facts only
            for rule in self.rules_of.get(predicate, ()):
                lowering = _Lowering(self, rule, _head_parts(rule), rule.body)
                if predicate.on and predicate.mode is None and self.view.at is not None:
                    lowering.not_after(self.view.at)
                lowering.finish(predicate)
            dated = Predicate(predicate.relation, predicate.mode, on=True)
            if not predicate.on and dated in self.rules_of:
                self.want(dated)
                width = len(self.rules_of[dated][0].head.claim.args) + (predicate.mode is not None) + 1
                columns = tuple(Var(i) for i in range(width))
                scan = Scan(dated, columns)
                self.planned.append(PlanRule(predicate, columns[:-1], (scan,), ("",) * width, None))
        plan = Plan(self.symbols, self.rows, _strata(self.planned), heads[0] if heads else None)
        return Planned(plan, tuple(self.origins), self.known, tuple(heads), self.view, self.sources)

    def want(self, predicate: Predicate) -> None:
        """Brings in the facts of a predicate, and its rules when their turn comes."""
        if predicate in self.seen:
            return
        self.seen.add(predicate)
        self.wanted.append(predicate)
        rows: dict[Row, tuple[int, ...]] = {}
        unknown: set[int] = set()
        if predicate.relation == AT and self.view.at is not None:
            rows[(self.symbols.intern(self.view.at),)] = ()
        for fact in self.by_relation.get((predicate.relation, predicate.mode), ()):
            for values in _columns(fact, predicate):
                unknown.update(i for i, value in enumerate(values) if isinstance(value, Unknown))
                row = tuple(map(self.symbols.intern, values))
                rows[row] = (*rows.get(row, ()), fact.index)
                self.known[fact.index] = fact
        self.rows[predicate] = rows
        self.unknowns[predicate] = frozenset(unknown)


def _head_parts(rule: Rule) -> tuple[Expression, ...]:
    claim = rule.head.claim
    parts = (claim.who, *claim.args, rule.head.on)
    return tuple(part for part in parts if part is not None)


class _Lowering:
    """One clause on its way to a planned rule: its steps so far, and its variables by name."""

    def __init__(
        self,
        planner: _Planner,
        clause: Rule | Goal,
        outputs: Sequence[Expression],
        body: Sequence[Literal],
        aggregate: Aggregate | None = None,
        given: tuple[Auxiliary, Sequence[str]] | None = None,
    ) -> None:
        self.planner = planner
        self.clause = clause
        self.aggregate = aggregate
        self.given = given  # rows that bind variables before the body does
        self.outputs = outputs
        self.body = body
        self.index: dict[str, Term] = {}
        self.variable_names: list[str] = []
        self.steps: list[Step] = []
        self.literals: list[Literal | None] = []
        self.free = wildcards(outputs, body)
        # `?` matches a variable that is used nowhere else. The answer to a goal may show it; a head may not hand it on.
        shown = clause.body if isinstance(clause, Goal) else (*_head_parts(clause), *clause.body)
        self.uses = Counter(variable.name for part in shown for variable in variables(part))
        if given is not None:
            rows, names = given
            self.step(Scan(rows, tuple(map(self.variable, names))), None)
        ordered, rest = order(body, outputs, given[1] if given else ())
        assert not rest, "the checker lets no unsafe clause through"
        self.ordered = ordered
        for literal in ordered:
            self.literal(literal)

    def finish(self, head: Head) -> None:
        args = tuple(self.term(part, None) for part in self.outputs)
        self.planner.planned.append(
            PlanRule(head, args, tuple(self.steps), tuple(self.variable_names), len(self.planner.origins))
        )
        self.planner.origins.append(Origin(self.clause, self.aggregate, tuple(self.literals)))

    def not_after(self, at: Value) -> None:
        """A derived event is in the view from its day on, as a fact is; what somebody claims is not selected by its date."""
        day = self.term(self.outputs[-1], None)
        self.step(Test("<=", (day, self.planner.symbols.intern(at))), None)

    def step(self, step: Step, literal: Literal | None) -> None:
        self.steps.append(step)
        self.literals.append(literal)

    def variable(self, name: str) -> Term:
        if name not in self.index:
            self.index[name] = Var(len(self.variable_names))
            self.variable_names.append(name)
        return self.index[name]

    def fresh(self) -> Var:
        self.variable_names.append("")
        return Var(len(self.variable_names) - 1)

    def term(self, expression: Expression, literal: Literal | None) -> Term:
        """The term for an expression; what a function computes gets a step and a variable of its own."""
        match expression:
            case Constant():
                return self.planner.symbols.intern(expression.value)
            case Variable():
                return self.variable(expression.name)
            case Call():
                args = tuple(self.term(arg, literal) for arg in expression.args)
                result = self.fresh()
                self.step(Let(expression.function, args, result), literal)
                return result
            case Anonymous():
                return self.fresh()

    def columns(self, match: Match) -> tuple[Term | None, ...]:
        claim = match.claim
        parts = [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]
        return tuple(
            None
            if isinstance(part, Anonymous) or (isinstance(part, Variable) and part.name in self.free)
            else self.term(part, match)
            for part in parts
        )

    def literal(self, literal: Literal) -> None:
        match literal:
            case Match():
                predicate = predicate_of(literal)
                self.planner.want(predicate)
                columns = self.columns(literal)
                self.step(Scan(predicate, columns), literal)
                for i in sorted(self.planner.unknowns[predicate]):
                    column = columns[i]
                    if isinstance(column, Var) and self.uses[self.variable_names[column.index]] > 1:
                        self.step(Test("known", (column,)), None)
            case Negation():
                predicate = predicate_of(literal.match)
                self.planner.want(predicate)
                self.step(Absent(predicate, self.columns(literal.match)), literal)
            case Comparison(op="="):
                self.equation(literal)
            case Comparison():
                left, right = self.term(literal.left, literal), self.term(literal.right, literal)
                self.step(Test(literal.op, (left, right)), literal)
            case Membership():
                low, high = self.term(literal.low, literal), self.term(literal.high, literal)
                self.step(Between(self.term(literal.item, literal), low, high), literal)
            case Aggregate():
                self.group(literal)

    def equation(self, literal: Comparison) -> None:
        """An equation with a variable that is new gives that variable its value; any other is a test."""
        sides = (literal.left, literal.right)
        for target, other in (sides, sides[::-1]):
            if isinstance(target, Variable) and target.name not in self.index:
                if isinstance(other, Call):
                    args = tuple(self.term(arg, literal) for arg in other.args)
                    self.step(Let(other.function, args, self.variable(target.name)), literal)
                else:
                    self.index[target.name] = self.term(other, literal)  # another name for the same term
                return
        left, right = self.term(literal.left, literal), self.term(literal.right, literal)
        self.step(Test("=", (left, right)), literal)

    def group(self, literal: Aggregate) -> None:
        others = [other for other in self.body if other is not literal]
        keys = group_keys(literal, [*self.outputs, *others])
        number = self.planner.groups
        self.planner.groups += 1
        rows, clause = Auxiliary(f"{literal.function} {number}"), self.clause
        free = wildcards([literal.term], literal.body)
        witness = dict.fromkeys(v.name for v in open_variables([literal.term, *literal.body]) if v.name not in free)
        named = [_variable(name, literal) for name in keys]
        outputs = [*named, literal.term, *(_variable(name, literal) for name in witness if name not in keys)]
        given = None
        if not grounded(literal.body, outputs):
            # The body alone does not bind every key (`count { D : r(D), D < E }`): what binds them outside comes along.
            given = Auxiliary(f"keys {number}"), keys
            before = self.ordered[: self.ordered.index(literal)]
            _Lowering(self.planner, clause, named, before, literal, self.given).finish(given[0])
        _Lowering(self.planner, clause, outputs, literal.body, literal, given).finish(rows)
        key_terms = tuple(self.variable(name) for name in keys)
        self.step(Group(literal.function, rows, key_terms, self.term(literal.result, literal)), literal)


def _variable(name: str, near: Literal) -> Variable:
    return Variable(name, span=near.span)


def _strata(rules: Sequence[PlanRule]) -> tuple[tuple[PlanRule, ...], ...]:
    """The rules by components of what they derive, in an order in which each needs earlier ones only."""
    by_head: dict[Head, list[PlanRule]] = {}
    for rule in rules:
        by_head.setdefault(rule.head, []).append(rule)
    graph: dict[Head, list[Head]] = {
        head: [needed for rule in of_head for step in rule.body if (needed := _reads(step)) in by_head]
        for head, of_head in by_head.items()
    }
    return tuple(tuple(rule for head in component for rule in by_head[head]) for component in components(graph))


def _reads(step: Step) -> Head | None:
    match step:
        case Scan() | Absent():
            return step.predicate
        case Group():
            return step.rows
        case _:
            return None
