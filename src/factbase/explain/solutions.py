"""Rule instances: in, a model and the steps of a body; out, the bindings under which the body holds.

The engines compute models, this reads them: it is how a proof finds the premises that a row was derived from, whatever engine made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.builtin import AGGREGATES, BUILTINS
from factbase.engine.base import Absent, Between, Group, Head, Let, Model, Row, Scan, Step, Term, Test, Var

__all__ = ["Binding", "Rows", "bind", "furthest", "solutions"]

Binding = list[int | None]
"""The number of each variable's value, None where it is not bound yet."""


class Rows:
    """A model's rows, with an index for each set of columns that is asked for."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.symbols = model.symbols
        self._indexes: dict[tuple[Head, tuple[int, ...]], dict[Row, list[Row]]] = {}

    def find(self, head: Head, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows of a relation that agree with the pattern where it is not None, in the model's order."""
        columns = tuple(i for i, number in enumerate(pattern) if number is not None)
        index = self._indexes.get((head, columns))
        if index is None:
            index = self._indexes[(head, columns)] = {}
            for row in self.model.of(head):
                index.setdefault(tuple(row[i] for i in columns), []).append(row)
        return index.get(tuple(number for number in pattern if number is not None), ())

    def members(self, group: Group, binding: Binding) -> Sequence[Row]:
        """The rows that a group aggregates: keys, the aggregated value, the rest of what was bound."""
        width = len(next(iter(self.model.of(group.rows)), ()))
        keys = [_value(key, binding) for key in group.keys]
        return self.find(group.rows, [*keys, *[None] * (width - len(keys))]) if width else ()


def solutions(rows: Rows, body: Sequence[Step], binding: Binding) -> Iterator[Binding]:
    """Every binding of the body's variables, beyond those bound already, under which each step holds."""
    stack: list[Iterator[Binding]] = [iter([binding])]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif len(stack) > len(body):
            yield found
        else:
            stack.append(_step(rows, body[len(stack) - 1], found))


def furthest(rows: Rows, body: Sequence[Step], binding: Binding) -> tuple[int, Binding]:
    """How many steps of the body hold together at best, and the first binding under which they do."""
    best: tuple[int, Binding] = (0, binding)
    stack: list[Iterator[Binding]] = [iter([binding])]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        depth = len(stack) - 1
        if depth > best[0]:
            best = (depth, found)
        if depth < len(body):
            stack.append(_step(rows, body[depth], found))
    return best


def bind(args: Sequence[Term], row: Row, width: int) -> Binding | None:
    """The binding of a head's variables to a row, None where the row does not fit the head."""
    binding: Binding = [None] * width
    for term, number in zip(args, row, strict=True):
        if not isinstance(term, Var):
            if term != number:
                return None
        elif binding[term.index] is None:
            binding[term.index] = number
        elif binding[term.index] != number:
            return None
    return binding


def _value(term: Term | None, binding: Binding) -> int | None:
    return binding[term.index] if isinstance(term, Var) else term


def _with(binding: Binding, term: Term, number: int) -> Binding | None:
    """The binding with a term set to a number; None where it has another already."""
    have = _value(term, binding)
    if have is not None:
        return binding if have == number else None
    assert isinstance(term, Var)
    extended = list(binding)
    extended[term.index] = number
    return extended


def _step(rows: Rows, step: Step, binding: Binding) -> Iterator[Binding]:
    symbols = rows.symbols
    match step:
        case Scan():
            for row in rows.find(step.predicate, [_value(arg, binding) for arg in step.args]):
                extended: Binding | None = binding
                for term, number in zip(step.args, row, strict=True):
                    if term is not None and extended is not None:
                        extended = _with(extended, term, number)
                if extended is not None:
                    yield extended
        case Absent():
            if not rows.find(step.predicate, [_value(arg, binding) for arg in step.args]):
                yield binding
        case Test():
            if BUILTINS[step.op].call(*_values(rows, step.args, binding)) is True:
                yield binding
        case Let():
            value = BUILTINS[step.op].call(*_values(rows, step.args, binding))
            result = None if value is None else _with(binding, step.result, symbols.intern(value))
            if result is not None:
                yield result
        case Between():
            low, high = _values(rows, (step.low, step.high), binding)
            item = _value(step.item, binding)
            if not isinstance(low, int) or not isinstance(high, int):
                return
            if item is not None:
                inside = symbols.values[item]
                if isinstance(inside, int) and low <= inside <= high:
                    yield binding
                return
            for number in range(low, high + 1):
                member = _with(binding, step.item, symbols.intern(number))
                if member is not None:
                    yield member
        case Group():
            numbers = [row[len(step.keys)] for row in rows.members(step, binding)]
            if step.function != "sum":
                numbers = list(dict.fromkeys(numbers))
            value = AGGREGATES[step.function].call([symbols.values[number] for number in numbers])
            result = None if value is None else _with(binding, step.result, symbols.intern(value))
            if result is not None:
                yield result


def _values(rows: Rows, terms: Sequence[Term], binding: Binding) -> list:  # type: ignore[type-arg]  # any constants
    numbers = [_value(term, binding) for term in terms]
    return [rows.symbols.values[number] for number in numbers if number is not None]
