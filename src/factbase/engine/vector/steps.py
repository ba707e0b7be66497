"""The steps that Python does: in, a batch of bindings in columns; out, the bindings under which the step holds.

Each combination of arguments that occurs is computed once a batch, by the builtins of the language; sums of small integers are
computed in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from factbase.engine.base import Symbols, TooLarge
from factbase.engine.step import MOST_IN_RANGE, Between, Filter, Group, Let, Term, Var
from factbase.engine.vector.arrays import Array, np
from factbase.engine.vector.groups import interned_integers
from factbase.engine.vector.index import groups_by
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.texts import outcomes
from factbase.engine.vector.values import ValueOrder
from factbase.engine.vector.world import World
from factbase.ground.dataclass import dataclass
from factbase.ground.operation import MINUS, PLUS, Operation, operation
from factbase.ground.value import Value

__all__ = ["Batch", "between", "group", "let", "test", "unique_rows"]

_SMALL = 2**31  # of what is multiplied in columns; a product then fits
_ARITHMETIC: dict[Operation, Callable[[Array, Array], Array]] = {
    PLUS: lambda a, b: a + b,
    MINUS: lambda a, b: a - b,
    operation("*"): lambda a, b: a * b,
}


_CONCAT, _LENGTH, _CONTAINS = operation("concat"), operation("length"), operation("contains")
_SEARCHES = (_CONTAINS, operation("!contains"))


@dataclass(slots=True)
class Batch:
    """Bindings of one rule: how many, and the columns of the registers that are bound."""

    count: int
    columns: dict[int, Array] = field(default_factory=dict)

    def of(self, term: Term) -> Array:
        """The numbers of a term, one for each binding."""
        if isinstance(term, Var):
            return self.columns[term.index]
        return np.full(self.count, term, np.int32)

    def where(self, rows: Array) -> Batch:
        """The bindings at some places, or where a mask says."""
        columns = {register: column[rows] for register, column in self.columns.items()}
        count = int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows)
        return Batch(count, columns)

    def binding(self, term: Term, numbers: Array) -> Batch:
        """The bindings with a term set to the numbers; where it is bound already, those that agree."""
        if isinstance(term, Var) and term.index not in self.columns:
            return Batch(self.count, {**self.columns, term.index: numbers})
        return self.where(self.of(term) == numbers)


def test(step: Filter, batch: Batch, world: World) -> Batch:
    """The bindings of a batch for which a test holds."""
    columns = [batch.of(arg) for arg in step.args]
    if step.op in _SEARCHES and (held := world.writer.holding(*columns)) is not None:
        return batch.where(held == (step.op is _CONTAINS))
    rows, which = distinct(columns, batch.count, world)
    found = outcomes(step.op, _values(step.args, rows, world)) if step.args else [step.op.call()] * batch.count
    holds = np.fromiter((outcome is True for outcome in found), np.bool_, len(found))
    return batch.where(holds[which])


def let(step: Let, batch: Batch, world: World) -> Batch:
    """The bindings of a batch with the value of a function, those aside for which it has none, or another than is bound."""
    columns = [batch.of(arg) for arg in step.args]
    if step.op is _CONCAT and (joined := world.writer.joined(columns)) is not None:
        return batch.binding(step.result, joined)
    if step.op is _LENGTH and (lengths := world.writer.lengths(*columns)) is not None:
        return batch.binding(step.result, interned_integers(lengths, world.symbols))
    rows, which = distinct(columns, batch.count, world)
    results = _computed(step.op, rows, world.values)
    if results is not None:
        numbers = interned_integers(results, world.symbols)
    else:
        found = outcomes(step.op, _values(step.args, rows, world)) if step.args else [step.op.call()] * batch.count
        numbers = _interned(found, world.symbols)
    results_of = numbers[which]
    fine = results_of >= 0
    if not fine.all():
        batch, results_of = batch.where(fine), results_of[fine]
    return batch.binding(step.result, results_of)


def _values(args: Sequence[Term], rows: Sequence[Array], world: World) -> list[list[Value]]:
    """The values of the arguments, row by row, of columns of numbers."""
    return [
        world.values.at(column) if isinstance(arg, Var) else [world.symbols.values[arg]] * len(column)
        for arg, column in zip(args, rows, strict=True)
    ]


def _interned(found: Sequence[Value | bool | None], symbols: Symbols) -> Array:
    """The numbers of values, -1 of none."""
    results = [value for value in found if value is not None]
    numbers = np.array(symbols.intern_all(results), np.int32)
    if len(results) == len(found):
        return numbers
    all_numbers: Array = np.full(len(found), -1, np.int32)
    all_numbers[np.fromiter((value is not None for value in found), np.bool_, len(found))] = numbers
    return all_numbers


def _computed(op: Operation, rows: Sequence[Array], values: ValueOrder) -> Array | None:
    """The results over small integers, None where they are not that simple."""
    if op not in _ARITHMETIC or len(rows[0]) < 16:
        return None
    values.update()
    a, b = (values.integers(column) for column in rows)
    if a is None or b is None or max(np.abs(a).max(), np.abs(b).max()) >= _SMALL:
        return None
    return _ARITHMETIC[op](a, b)


def between(step: Between, batch: Batch, world: World) -> Batch:
    """Each integer of the ranges; with an item that is bound, the bindings in which it lies in its range."""
    if isinstance(step.item, Var) and step.item.index not in batch.columns:
        return _ranges(step, batch, world)
    rows, which = unique_rows([batch.of(term) for term in (step.item, step.low, step.high)], batch.count, world)
    holds = []
    for row in rows:
        item, low, high = (world.symbols.values[number] for number in row)
        integers = type(item) is int and type(low) is int and type(high) is int
        holds.append(integers and low <= item <= high)  # type: ignore[operator]  # they are integers
    return batch.where(np.array(holds, np.bool_)[which])


def _ranges(step: Between, batch: Batch, world: World) -> Batch:
    symbols, most = world.symbols, min(world.memory.max_rows, MOST_IN_RANGE)
    rows, which = unique_rows([batch.of(step.low), batch.of(step.high)], batch.count, world)
    members: list[Array] = []
    together = 0
    for row in rows:
        low, high = (symbols.values[number] for number in row)
        if not (type(low) is int and type(high) is int) or low > high:
            members.append(np.zeros(0, np.int32))
            continue
        if high - low >= most:
            raise TooLarge(f"the range {low} .. {high} holds more than {most:,} numbers")
        together += high - low + 1
        if together > most:
            raise TooLarge(f"ranges hold more than {most:,} numbers")
        members.append(np.fromiter(map(symbols.intern, range(low, high + 1)), np.int32, high - low + 1))
    sizes = np.array([len(each) for each in members], np.int64)[which]
    if int(sizes.sum()) > most:
        raise TooLarge(f"ranges hold more than {most:,} numbers")
    items = np.concatenate([members[i] for i in which]) if len(which) else np.zeros(0, np.int32)
    return batch.where(np.repeat(np.arange(batch.count), sizes)).binding(step.item, items)


def group(step: Group, batch: Batch, world: World) -> Batch:
    """The bindings of a batch with the value of an aggregate over the members of their keys, those without one aside."""
    members, symbols = world.members(step), world.symbols
    rows, which = unique_rows([batch.of(key) for key in step.keys], batch.count, world)
    results: list[int] = []
    for row in rows:
        counted = step.function.counted(sorted(members.get(row, ())))
        value = step.function.call([symbols.values[number] for number in counted])
        results.append(-1 if value is None else symbols.intern(value))
    numbers = np.array(results, np.int32)[which]
    fine = numbers >= 0
    return batch.where(fine).binding(step.result, numbers[fine])


def unique_rows(columns: Sequence[Array], count: int, world: World) -> tuple[list[tuple[int, ...]], Array]:
    """The distinct rows of some columns, and for each row which of them it is."""
    if not columns:
        return [()] if count else [], np.zeros(count, np.int64)
    rows, which = distinct(columns, count, world)
    return list(zip(*(column.tolist() for column in rows), strict=True)), which


def distinct(columns: Sequence[Array], count: int, world: World) -> tuple[list[Array], Array]:
    """The columns of the distinct rows of some columns, and for each row which of them it is."""
    differing = [column for column in columns if count and not (column == column[0]).all()]
    if not differing:
        return [column[:1] for column in columns], np.zeros(count, np.int64)
    table = ColumnTable(world.memory, world.kernels, len(differing))
    table.lend(differing, count)
    which, first = groups_by(table, range(len(differing)))
    return [column[first] for column in columns], which
