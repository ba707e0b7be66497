"""The pyDatalog engine: a stratum at a time, each rule fired as a pyDatalog clause over the rows so far.

pyDatalog 0.22 answers a nonlinear recursion in time that grows beyond use (a closure of 5,050 rows took it 49 s) and collapses 1, True
and 1.0. Here it sees numbers only, and no recursion: rounds are driven from outside, semi-naively, so each row also gets its rank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyDatalog import Logic, pyEngine

from factbase.engine.base import (
    Absent,
    Between,
    Group,
    Head,
    Let,
    Model,
    Plan,
    PlanRule,
    Row,
    Scan,
    Spent,
    Step,
    Term,
    Test,
    TooLarge,
    Var,
)
from factbase.engine.meter import Fired, statistics_of
from factbase.ground.builtin import AGGREGATES, BUILTINS
from factbase.ground.value import sort_key

__all__ = ["PyDatalogEngine"]

MAX_ROWS = 200_000
MAX_RANGE = 100_000

Clause, Const, Literal = pyEngine.Clause, pyEngine.Const, pyEngine.Literal
_assert = pyEngine.assert_
Primitive = Callable[[Any, Any], None]


class PyDatalogEngine:
    """Solves a plan through pyDatalog; every call has a `Logic` of its own, and leaves the caller's as it was.

    `max_work` bounds the steps that pyDatalog takes. `progress` is called with rounds and rows after each round."""

    name = "pydatalog"

    def __init__(
        self,
        max_rows: int = MAX_ROWS,
        *,
        max_work: int | None = None,
        progress: Callable[[int, int], None] = lambda rounds, rows: None,
        clock: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.max_rows = max_rows
        self.max_work = max_work
        self.progress = progress
        self.clock = clock

    def solve(self, plan: Plan) -> Model:
        before = getattr(Logic.tl, "logic", None)
        Logic()
        try:
            return _Run(plan, self).solve()
        finally:
            Logic.tl.logic = before


@dataclass
class _Work:
    """The steps that pyDatalog may still take; None for any number."""

    left: int | None


class _Run:
    def __init__(self, plan: Plan, engine: PyDatalogEngine) -> None:
        self.plan = plan
        self.max_rows = engine.max_rows
        self.work = _Work(engine.max_work)
        self.progress = engine.progress
        self.clock = engine.clock
        self.rounds = 0
        self.fired: dict[int, Fired] = {id(rule): Fired(rule) for rule in plan.rules}
        self.rows: dict[Head, dict[Row, int]] = {head: dict.fromkeys(rows, 0) for head, rows in plan.facts.items()}
        self.count = sum(map(len, self.rows.values()))
        self.numbers: dict[Head, int] = {}
        self.loaded: set[Head] = set()
        self.builtins: set[str] = set()
        self.queries = 0
        self.places: dict[int, tuple[Any, ...]] = {}

    def solve(self) -> Model:
        for stratum in self.plan.strata:
            self.stratum(stratum)
        statistics = statistics_of(self.rounds, self.count, self.fired.values())
        return Model(self.plan.symbols, self.rows, PyDatalogEngine.name, statistics)

    def stratum(self, rules: Sequence[PlanRule]) -> None:
        own = {rule.head for rule in rules}
        for rule in rules:
            self.rows.setdefault(rule.head, {})
            for step in rule.body:
                self.prepare(step)
        delta: dict[Head, list[Row]] = {head: list(self.rows[head]) for head in own}
        new: dict[Head, list[Row]] = {head: [] for head in own}
        rank = 1
        for rule in rules:
            if not any(_scans(step, own) for step in rule.body):
                self.fire(rule, None, rank, new)
        while True:
            for rule in rules:
                for at, step in enumerate(rule.body):
                    if _scans(step, own) and delta[step.predicate]:  # type: ignore[union-attr]  # a Scan, says _scans
                        self.fire(rule, at, rank, new, delta)
            self.rounds += 1
            self.progress(self.rounds, self.count)
            if not any(new.values()):
                return
            for head, rows in new.items():
                if head in self.loaded:
                    self.assert_rows(self.name(head), rows)
            delta, new, rank = new, {head: [] for head in own}, rank + 1

    def fire(
        self,
        rule: PlanRule,
        at: int | None,
        rank: int,
        new: dict[Head, list[Row]],
        delta: dict[Head, list[Row]] | None = None,
    ) -> None:
        """Adds to `new` what the rule derives; with `at`, from the rows of the last round at that step."""
        fired, before, started = self.fired[id(rule)], self.count, self.clock()
        body = [self.literal(step) for step in rule.body]
        if at is not None and delta is not None:
            scan = rule.body[at]
            assert isinstance(scan, Scan)
            name = f"delta{self.queries}"
            self.assert_rows(name, delta[scan.predicate])
            body = [Literal(name, _terms(scan.args)), *body[:at], *body[at + 1 :]]
        query = _predicate(f"_pyD_query{self.queries}", len(rule.args))
        self.queries += 1
        clause = _assert(Clause(Literal(query, _terms(rule.args)), body))
        found = _ask(Literal(query, [pyEngine.Var(f"A{i}") for i in range(len(rule.args))]), self.work)
        pyEngine.retract(clause)
        have = self.rows[rule.head]
        # pyDatalog's order differs from run to run, and with it the numbers of computed values; that of the values does not.
        for row in sorted(found, key=lambda row: [self.place(number) for number in row]):
            if row not in have:
                have[row] = rank
                new[rule.head].append(row)
                self.count += 1
        fired.again(self.count - before, self.clock() - started)
        if self.count > self.max_rows:
            raise TooLarge(f"the model grew past {self.max_rows:,} rows")

    def place(self, number: int) -> tuple[Any, ...]:
        """Where a value stands in the order of all values."""
        if number not in self.places:
            value = self.plan.symbols.values[number]
            try:
                self.places[number] = sort_key(value)
            except TypeError:  # a value of the plan's own, not a constant of the language
                self.places[number] = (9, repr(value))
        return self.places[number]

    # ---- what a step needs in pyDatalog

    def prepare(self, step: Step) -> None:
        match step:
            case Scan():
                self.load(step.predicate, len(step.args))
            case Absent():
                self.load_projection(step)
            case Test():
                self.builtin(f"test {step.op}", len(step.args), self.test(step.op))
            case Let():
                self.builtin(f"let {step.op}", len(step.args) + 1, self.let(step.op))
            case Between():
                self.builtin("between", 3, self.between)
            case Group():
                self.builtin(f"group {step.rows.name}", len(step.keys) + 1, self.group(step))

    def literal(self, step: Step) -> Any:
        match step:
            case Scan():
                return Literal(self.name(step.predicate), _terms(step.args))
            case Absent():
                name, kept = self.projection(step)
                return Literal(f"~{name}", _terms([arg for arg in step.args if arg is not None] if kept else []))
            case Test():
                return Literal(f"test {step.op}", _terms(step.args))
            case Let():
                return Literal(f"let {step.op}", _terms((*step.args, step.result)))
            case Between():
                return Literal("between", _terms((step.item, step.low, step.high)))
            case Group():
                return Literal(f"group {step.rows.name}", _terms((*step.keys, step.result)))

    def name(self, head: Head) -> str:
        return f"rows{self.numbers.setdefault(head, len(self.numbers))}"

    def load(self, head: Head, width: int) -> None:
        if head not in self.loaded:
            self.loaded.add(head)
            self.assert_rows(self.name(head), self.rows.setdefault(head, {}), width)

    def projection(self, step: Absent) -> tuple[str, tuple[int, ...]]:
        kept = tuple(i for i, arg in enumerate(step.args) if arg is not None)
        return f"{self.name(step.predicate)}on{'x'.join(map(str, kept))}", kept

    def load_projection(self, step: Absent) -> None:
        name, kept = self.projection(step)
        if name not in self.builtins:
            self.builtins.add(name)
            rows = self.rows.setdefault(step.predicate, {})
            self.assert_rows(name, {tuple(row[i] for i in kept) for row in rows}, len(kept))

    def assert_rows(self, name: str, rows: Iterable[Row], width: int = -1) -> None:
        if width >= 0:
            pyEngine.insert(_predicate(name, width))  # an empty relation must be known, or asking it fails
        for row in rows:
            _assert(Clause(Literal(name, [Const(number) for number in row]), []))

    # ---- builtins: pyDatalog sees numbers, so every test and function is ours

    def builtin(self, name: str, width: int, primitive: Primitive) -> None:
        if name not in self.builtins:
            self.builtins.add(name)
        pyEngine.insert(_predicate(name, width)).prim = primitive

    def values(self, numbers: Sequence[int]) -> list[Any]:
        return [self.plan.symbols.values[number] for number in numbers]

    def test(self, op: str) -> Primitive:
        call = BUILTINS[op].call

        def primitive(literal: Any, subgoal: Any) -> None:
            if call(*self.values([term.id for term in literal.terms])) is True:
                subgoal.fact(True)

        return primitive

    def let(self, op: str) -> Primitive:
        call = BUILTINS[op].call

        def primitive(literal: Any, subgoal: Any) -> None:
            value = call(*self.values([term.id for term in literal.terms[:-1]]))
            if value is not None:
                _answer(literal, subgoal, [self.plan.symbols.intern(value)])

        return primitive

    def between(self, literal: Any, subgoal: Any) -> None:
        low, high = self.values([term.id for term in literal.terms[1:]])
        if not isinstance(low, int) or not isinstance(high, int):
            return
        item, ends = literal.terms[0], literal.terms[1:]
        if item.is_const():
            value = self.plan.symbols.values[item.id]
            if isinstance(value, int) and low <= value <= high:
                subgoal.fact(True)
            return
        if high - low > MAX_RANGE:
            raise TooLarge(f"the range {low} .. {high} holds more than {MAX_RANGE:,} numbers")
        for value in range(low, high + 1):
            subgoal.fact(Literal(literal.pred, [Const(self.plan.symbols.intern(value)), *ends]))

    def group(self, step: Group) -> Primitive:
        grouped: dict[Row, dict[Row, None]] | None = None
        width = len(step.keys)
        aggregate = AGGREGATES[step.function].call

        def primitive(literal: Any, subgoal: Any) -> None:
            nonlocal grouped
            if grouped is None:  # the rows are complete: they belong to an earlier stratum
                grouped = {}
                for row in self.rows.get(step.rows, {}):
                    grouped.setdefault(row[:width], {})[row[width:]] = None
            members = grouped.get(tuple(term.id for term in literal.terms[:-1]), {})
            numbers = [member[0] for member in members]
            if step.function != "sum":
                numbers = list(dict.fromkeys(numbers))
            value = aggregate(self.values(numbers))
            if value is not None:
                _answer(literal, subgoal, [self.plan.symbols.intern(value)])

        return primitive


def _scans(step: Step, heads: set[Head]) -> bool:
    return isinstance(step, Scan) and step.predicate in heads


def _predicate(name: str, width: int) -> Any:
    predicate = pyEngine.Pred(name, width)
    predicate.prearity = width  # all columns are keys: no function of pyDatalog's
    return predicate


def _terms(terms: Iterable[Term | None]) -> list[Any]:
    out: list[Any] = []
    for i, term in enumerate(terms):
        if term is None:
            out.append(pyEngine.Var(f"W{i}.{id(terms)}"))
        elif isinstance(term, Var):
            out.append(pyEngine.Var(f"V{term.index}"))
        else:
            out.append(Const(term))
    return out


def _answer(literal: Any, subgoal: Any, result: list[int]) -> None:
    """Gives a primitive its result, or compares it where it is bound."""
    last = literal.terms[-1]
    if not last.is_const():
        subgoal.fact(Literal(literal.pred, [*literal.terms[:-1], Const(result[0])]))
    elif last.id == result[0]:
        subgoal.fact(True)


def _ask(literal: Any, work: _Work) -> list[Row]:
    """The rows of a query. pyDatalog's own loop is compiled and would not notice Ctrl-C; this one is its Python twin."""
    logic = Logic.tl.logic
    logic.Tasks, logic.Recursive_Tasks, logic.Subgoals = pyEngine.TaskList(), pyEngine.TaskDeque(), {}
    logic.Recursive, logic.gc_uncollected = False, False
    logic.Goal = goal = pyEngine.Subgoal(literal)
    step: Any = (pyEngine.SEARCH, (goal,))
    while step is not None and step[0] is not None:
        step = step[0](*step[1])
        if work.left is not None:
            work.left -= 1
            if work.left < 0:
                raise Spent("the model takes more work than it may")
    if goal.facts is True:
        return [()]
    return [tuple(term.id for term in fact.terms) for fact in goal.facts.values()]
