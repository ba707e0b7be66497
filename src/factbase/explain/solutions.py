"""Rule instances: in, a model and the steps of a body; out, the bindings under which the body holds.

The engines compute models, this reads them: it is how a proof finds the premises that a row was derived from, whatever engine made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from factbase.engine.base import Model, PlanRule, Row
from factbase.engine.step import Auxiliary, Between, Binding, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.explain.relation import Order, OrderedRelation

__all__ = ["Rows", "bind", "furthest", "furthest_of", "solutions", "step_solutions", "value_of"]

MAX_FURTHEST = 500_000  # bindings, in a search for how far a body gets
MAX_SCANNED = 1_000_000  # rows that one scan looks at in it


StepRun = Callable[[Binding], Iterable[Binding]]
"""Gives every binding beyond the given one under which a step holds."""


class Rows:
    """A model's rows in one order whatever engine made them."""

    def __init__(self, model: Model, constants: int | None = None) -> None:
        """`constants` is how many values the plan has that are not computed, None for all."""
        self.model = model
        self.symbols = model.symbols
        self.order = Order(model.symbols, len(model.symbols.values) if constants is None else constants)
        self._relations: dict[Head, OrderedRelation] = {}
        # by the identity of the body, which is kept, so that it stays its own
        self._orders: dict[tuple[int, tuple[bool, ...]], tuple[Sequence[Step], list[StepRun]]] = {}

    def of(self, head: Head) -> OrderedRelation:
        """A relation of the model; an empty one, where it has none of that name."""
        relation = self._relations.get(head)
        if relation is None:
            relation = self._relations[head] = OrderedRelation(self.model.of(head), self.order)
        return relation

    def all(self, head: Head) -> list[Row]:
        """Every row of a relation, in order."""
        return self.of(head).all()

    def find(self, head: Head, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows of a relation that agree with the pattern where it is not None, in order."""
        if None not in pattern:
            row: Row = tuple(pattern)  # type: ignore[arg-type]  # no None in it
            return (row,) if row in self.of(head) else ()
        columns = tuple(i for i, number in enumerate(pattern) if number is not None)
        if not columns:
            return self.all(head)
        return self.of(head).by(columns)(tuple(number for number in pattern if number is not None))

    def members(self, group: Group, binding: Binding) -> Sequence[Row]:
        """The rows that a group aggregates: keys, the aggregated value, the rest of what was bound."""
        width = self.of(group.rows).width
        keys = [value_of(key, binding) for key in group.keys]
        return self.find(group.rows, [*keys, *[None] * (width - len(keys))]) if width else ()

    def runs(self, body: Sequence[Step], binding: Binding) -> list[StepRun]:
        """What runs each step, in an order that suits what is bound: a test as soon as it can, else the scan with fewest rows."""
        key = (id(body), tuple([number is not None for number in binding]))
        arranged = self._orders.get(key)
        if arranged is None:
            arranged = self._orders[key] = (body, self._arrange(body, {i for i, bound in enumerate(key[1]) if bound}))
        return arranged[1]

    def _arrange(self, body: Sequence[Step], bound: set[int]) -> list[StepRun]:
        rest, done = list(body), []
        while rest:
            ready = [step for step in rest if step.reads <= bound]
            best = min(ready, key=lambda step: self._expected(step, bound))
            rest.remove(best)
            done.append(self.scan(best, bound) if isinstance(best, Scan) else partial(step_solutions, self, best))
            bound = bound | best.reads | best.binds
        return done

    def scan(self, step: Scan, bound: set[int], most: int | None = None) -> StepRun:
        """What runs a scan where so many variables are bound; with `most`, over that many rows at most.

        Most of the time of an explanation is spent here."""
        terms = [(term.index, None) if isinstance(term, Var) else (-1, term) for term in step.args]
        known = [i for i, (at, number) in enumerate(terms) if at in bound or number is not None]
        free = [(i, at) for i, (at, number) in enumerate(terms) if at >= 0 and at not in bound]
        keys = [terms[i] for i in known]
        have = self.of(step.predicate)
        if len(known) == len(terms):
            return lambda binding: [binding] if _key(keys, binding) in have else []
        rows: Callable[[Binding], Iterable[Row]]
        if known:
            find = have.by(tuple(known))
            rows = lambda binding: find(_key(keys, binding))  # noqa: E731  # chosen once, called often
        else:
            rows = lambda binding: have.each()  # noqa: E731
        if not free:
            return lambda binding: [binding] if any(True for _ in rows(binding)) else []
        if len(free) == 1 and len(known) + 1 == len(terms):
            ((column, at),) = free

            def one(binding: Binding) -> Iterator[Binding]:
                for row in rows(binding):
                    extended = binding.copy()
                    extended[at] = row[column]
                    yield extended

            return one
        unread = len(known) + len(free) < len(terms)
        return lambda binding: _extensions(islice(rows(binding), most), free, binding, unread=unread)

    def _expected(self, step: Step, bound: set[int]) -> float:
        """How many rows a scan gives on average, by the columns that are bound; a test is cheaper than any."""
        if not isinstance(step, Scan):
            return 0
        terms = enumerate(step.args)
        columns = tuple(
            i for i, term in terms if isinstance(term, int) or (isinstance(term, Var) and term.index in bound)
        )
        relation = self.of(step.predicate)
        if not columns:
            return 1 + len(relation)
        return 0.5 if len(columns) == len(step.args) else relation.spread(columns)


def solutions(rows: Rows, body: Sequence[Step], binding: Binding) -> Iterator[Binding]:
    """Every binding of the body's variables, beyond those bound already, under which each step holds; each once."""
    runs = rows.runs(body, binding)
    if not runs:
        yield binding
        return
    last = len(runs)
    stack: list[Iterator[Binding]] = [iter(runs[0](binding))]
    while stack:
        if len(stack) == last:
            yield from stack.pop()
            continue
        solution = next(stack[-1], None)
        if solution is None:
            stack.pop()
        else:
            stack.append(iter(runs[len(stack)](solution)))


def furthest_of(
    rules: Iterable[PlanRule], head: Auxiliary, rows: Rows, keys: Sequence[int | None] = ()
) -> tuple[PlanRule, int, Binding]:
    """Of the bodies of a goal, or of the rows of an aggregate under its keys, the first of those that get furthest, and how far.

    That is -1 where the keys fit no head."""
    best: tuple[PlanRule, int, Binding] | None = None
    for rule in rules:
        if rule.head == head:
            start = bind(rule.args, [*keys, *[None] * (len(rule.args) - len(keys))], len(rule.variables))
            nothing: Binding = [None] * len(rule.variables)
            reached, binding = (-1, nothing) if start is None else furthest(rows, rule.body, start)
            if best is None or reached > best[1]:
                best = rule, reached, binding
    assert best is not None, "every goal has a body"
    return best


def furthest(rows: Rows, body: Sequence[Step], binding: Binding) -> tuple[int, Binding]:
    """How many steps of the body hold together at best, and the first binding under which they do.

    It is what was found among so many bindings as are looked at."""
    best: tuple[int, Binding] = (0, binding)
    stack: list[Iterator[Binding]] = [iter([binding])]
    left = MAX_FURTHEST
    while stack and left:
        left -= 1
        reached = next(stack[-1], None)
        if reached is None:
            stack.pop()
            continue
        depth = len(stack) - 1
        if depth > best[0]:
            best = (depth, reached)
        if depth < len(body):
            step = body[depth]
            if isinstance(step, Scan):
                bound = {i for i, number in enumerate(reached) if number is not None}
                stack.append(iter(rows.scan(step, bound, MAX_SCANNED)(reached)))
            else:
                stack.append(step_solutions(rows, step, reached))
    return best


def bind(args: Sequence[Term], row: Sequence[int | None], width: int) -> Binding | None:
    """The binding of a head's variables to a row (None fits anything), None where the row does not fit the head."""
    binding: Binding = [None] * width
    for term, number in zip(args, row, strict=True):
        if number is None:
            continue
        if not isinstance(term, Var):
            if term != number:
                return None
        elif binding[term.index] is None:
            binding[term.index] = number
        elif binding[term.index] != number:
            return None
    return binding


def value_of(term: Term | None, binding: Sequence[int | None]) -> int | None:
    """The number that a term has under a binding; None for `_` and for what is not bound."""
    return binding[term.index] if isinstance(term, Var) else term


def _with(binding: Binding, term: Term, number: int) -> Binding | None:
    """The binding with a term set to a number; None where it has another already."""
    have = value_of(term, binding)
    if have is not None:
        return binding if have == number else None
    assert isinstance(term, Var)
    extended = list(binding)
    extended[term.index] = number
    return extended


def _key(keys: Sequence[tuple[int, int | None]], binding: Binding) -> Row:
    return tuple([binding[at] if at >= 0 else number for at, number in keys])  # type: ignore[misc]  # all are bound


def _extensions(
    rows: Iterable[Row], free: Sequence[tuple[int, int]], binding: Binding, *, unread: bool
) -> Iterator[Binding]:
    seen: set[tuple[int, ...]] = set()
    for row in rows:
        values = tuple([row[column] for column, _ in free])
        if unread:  # where `_` fits several rows, one binding comes once
            if values in seen:
                continue
            seen.add(values)
        extended = binding.copy()
        for (_, at), number in zip(free, values, strict=True):
            if extended[at] not in (None, number):
                break  # one variable twice, and two values for it
            extended[at] = number
        else:
            yield extended


def step_solutions(rows: Rows, step: Step, binding: Binding) -> Iterator[Binding]:
    """Every binding beyond the given one under which one step holds."""
    symbols = rows.symbols
    match step:
        case Scan():
            bound = {i for i, number in enumerate(binding) if number is not None}
            yield from rows.scan(step, bound)(binding)
        case Negated():
            if not rows.find(step.predicate, [value_of(arg, binding) for arg in step.args]):
                yield binding
        case Filter():
            if step.op.call(*_values(rows, step.args, binding)) is True:
                yield binding
        case Let():
            value = step.op.call(*_values(rows, step.args, binding))
            result = None if value is None else _with(binding, step.result, symbols.intern(value))
            if result is not None:
                yield result
        case Between():
            low, high = _values(rows, (step.low, step.high), binding)
            item = value_of(step.item, binding)
            if type(low) is not int or type(high) is not int:
                return
            if item is not None:
                inside = symbols.values[item]
                if type(inside) is int and low <= inside <= high:
                    yield binding
                return
            for number in range(low, high + 1):
                member = _with(binding, step.item, symbols.intern(number))
                if member is not None:
                    yield member
        case Group():
            numbers = step.function.counted([row[len(step.keys)] for row in rows.members(step, binding)])
            value = step.function.call([symbols.values[number] for number in numbers])
            result = None if value is None else _with(binding, step.result, symbols.intern(value))
            if result is not None:
                yield result


def _values(rows: Rows, terms: Sequence[Term], binding: Binding) -> list:  # type: ignore[type-arg]  # any constants
    numbers = [value_of(term, binding) for term in terms]
    return [rows.symbols.values[number] for number in numbers if number is not None]
