"""Rules as pyDatalog's clauses: in, a rule and the rows so far; out, the rows that it derives from them in one step.

pyDatalog sees numbers only, so every test, function and aggregate is a primitive of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from pyDatalog import Logic, pyEngine

from factbase.engine.base import PlanRule, Row, Symbols, TooLarge
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground.operation import Operation

__all__ = ["Clauses"]

MAX_RANGE = 100_000

Clause, Const, Literal = pyEngine.Clause, pyEngine.Const, pyEngine.Literal
_assert = pyEngine.assert_
Primitive = Callable[[Any, Any], None]


class Clauses:
    """What pyDatalog's present `Logic` knows of rules and rows. `work` is how many steps it may still take, None for any number."""

    def __init__(self, symbols: Symbols, rows: Mapping[Head, Mapping[Row, int]], work: int | None) -> None:
        self.symbols = symbols
        self.rows = rows
        self.work = work
        self.numbers: dict[Head, int] = {}
        self.loaded: set[Head] = set()
        self.builtins: set[str] = set()
        self.queries = 0

    def fire(self, rule: PlanRule, last: tuple[int, Iterable[Row]] | None) -> list[Row]:
        """What the rule derives, in any order; with `last`, from these rows at that step of its body. Raises TooLarge."""
        body = [self.literal(step) for step in rule.body]
        if last is not None:
            at, rows = last
            scan = rule.body[at]
            assert isinstance(scan, Scan)
            name = f"delta{self.queries}"
            self.assert_rows(name, rows)
            body = [Literal(name, _terms(scan.args)), *body[:at], *body[at + 1 :]]
        query = _predicate(f"_pyD_query{self.queries}", len(rule.args))
        self.queries += 1
        clause = _assert(Clause(Literal(query, _terms(rule.args)), body))
        derived = self.ask(Literal(query, [pyEngine.Var(f"A{i}") for i in range(len(rule.args))]))
        pyEngine.retract(clause)
        return derived

    def extend(self, head: Head, rows: Iterable[Row]) -> None:
        """Takes in new rows of a relation, if any step reads it."""
        if head in self.loaded:
            self.assert_rows(self.name(head), rows)

    def ask(self, literal: Any) -> list[Row]:
        """The rows of a query. pyDatalog's own loop is compiled and would not notice Ctrl-C; this one is its Python twin."""
        logic = Logic.tl.logic
        logic.Tasks, logic.Recursive_Tasks, logic.Subgoals = pyEngine.TaskList(), pyEngine.TaskDeque(), {}
        logic.Recursive, logic.gc_uncollected = False, False
        logic.Goal = goal = pyEngine.Subgoal(literal)
        step: Any = (pyEngine.SEARCH, (goal,))
        while step is not None and step[0] is not None:
            step = step[0](*step[1])
            if self.work is not None:
                self.work -= 1
                if self.work < 0:
                    raise TooLarge("the model takes more work than it may")
        if goal.facts is True:
            return [()]
        return [tuple(term.id for term in fact.terms) for fact in goal.facts.values()]

    # ---- what a step needs in pyDatalog

    def prepare(self, step: Step) -> None:
        """Gives pyDatalog what a step needs: the rows of a relation, or a primitive."""
        match step:
            case Scan():
                self.load(step.predicate, len(step.args))
            case Negated():
                self.load_projection(step)
            case Filter():
                self.builtin(f"test {step.op}", len(step.args), self.test(step.op))
            case Let():
                self.builtin(f"let {step.op}", len(step.args) + 1, self.let(step.op))
            case Between():
                self.builtin("between", 3, self.between)
            case Group():
                self.builtin(f"group {step.rows.name}", len(step.keys) + 1, self.group(step))

    def literal(self, step: Step) -> Any:
        """A step as a literal of pyDatalog's."""
        match step:
            case Scan():
                return Literal(self.name(step.predicate), _terms(step.args))
            case Negated():
                name, kept = self.projection(step)
                return Literal(f"~{name}", _terms([arg for arg in step.args if arg is not None] if kept else []))
            case Filter():
                return Literal(f"test {step.op}", _terms(step.args))
            case Let():
                return Literal(f"let {step.op}", _terms((*step.args, step.result)))
            case Between():
                return Literal("between", _terms((step.item, step.low, step.high)))
            case Group():
                return Literal(f"group {step.rows.name}", _terms((*step.keys, step.result)))

    def name(self, head: Head) -> str:
        """The name by which pyDatalog knows the rows of a relation."""
        return f"rows{self.numbers.setdefault(head, len(self.numbers))}"

    def load(self, head: Head, width: int) -> None:
        """Asserts all rows of a relation, once."""
        if head not in self.loaded:
            self.loaded.add(head)
            self.assert_rows(self.name(head), self.rows.get(head, {}), width)

    def projection(self, step: Negated) -> tuple[str, tuple[int, ...]]:
        """The name of a relation without the columns that may hold anything, and the columns that are kept."""
        kept = tuple(i for i, arg in enumerate(step.args) if arg is not None)
        return f"{self.name(step.predicate)}on{'x'.join(map(str, kept))}", kept

    def load_projection(self, step: Negated) -> None:
        """Asserts the rows of a relation that is negated, without the columns that may hold anything; once."""
        name, kept = self.projection(step)
        if name not in self.builtins:
            self.builtins.add(name)
            rows = self.rows.get(step.predicate, {})
            self.assert_rows(name, {tuple(row[i] for i in kept) for row in rows}, len(kept))

    def assert_rows(self, name: str, rows: Iterable[Row], width: int = -1) -> None:
        """Asserts rows of numbers; with `width`, the relation is known even where it has none."""
        if width >= 0:
            pyEngine.insert(_predicate(name, width))  # an empty relation must be known, or asking it fails
        for row in rows:
            _assert(Clause(Literal(name, [Const(number) for number in row]), []))

    # ---- builtins: pyDatalog sees numbers, so every test and function is ours

    def builtin(self, name: str, width: int, primitive: Primitive) -> None:
        """Gives pyDatalog a primitive of so many columns, which asks Python."""
        if name not in self.builtins:
            self.builtins.add(name)
        pyEngine.insert(_predicate(name, width)).prim = primitive

    def values(self, numbers: Sequence[int]) -> list[Any]:
        """The values of some numbers."""
        return [self.symbols.values[number] for number in numbers]

    def test(self, op: Operation) -> Primitive:
        """A primitive that holds where the test of its columns is true."""
        call = op.call

        def primitive(literal: Any, subgoal: Any) -> None:
            if call(*self.values([term.id for term in literal.terms])) is True:
                subgoal.fact(True)

        return primitive

    def let(self, op: Operation) -> Primitive:
        """A primitive whose last column is what a function gives for the others; it fails where that is no value."""
        call = op.call

        def primitive(literal: Any, subgoal: Any) -> None:
            value = call(*self.values([term.id for term in literal.terms[:-1]]))
            if value is not None:
                _answer(literal, subgoal, [self.symbols.intern(value)])

        return primitive

    def between(self, literal: Any, subgoal: Any) -> None:
        """A primitive: an integer within two others, tested or gone through. Raises TooLarge past `MAX_RANGE`."""
        low, high = self.values([term.id for term in literal.terms[1:]])
        if not isinstance(low, int) or not isinstance(high, int):
            return
        item, ends = literal.terms[0], literal.terms[1:]
        if item.is_const():
            value = self.symbols.values[item.id]
            if isinstance(value, int) and low <= value <= high:
                subgoal.fact(True)
            return
        if high - low > MAX_RANGE:
            raise TooLarge(f"the range {low} .. {high} holds more than {MAX_RANGE:,} numbers")
        for value in range(low, high + 1):
            subgoal.fact(Literal(literal.pred, [Const(self.symbols.intern(value)), *ends]))

    def group(self, step: Group) -> Primitive:
        """A primitive whose last column is an aggregate of the rows that begin with the others."""
        grouped: dict[Row, dict[Row, None]] = {}
        seen, width = 0, len(step.keys)

        def primitive(literal: Any, subgoal: Any) -> None:
            nonlocal seen
            rows = self.rows.get(step.rows, {})
            if seen < len(
                rows
            ):  # once where they are complete; where the rule itself gives the keys, those of a key come together
                for row in islice(rows, seen, None):
                    grouped.setdefault(row[:width], {})[row[width:]] = None
                seen = len(rows)
            members = grouped.get(tuple(term.id for term in literal.terms[:-1]), {})
            value = step.function.call(self.values(step.function.counted([member[0] for member in members])))
            if value is not None:
                _answer(literal, subgoal, [self.symbols.intern(value)])

        return primitive


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
