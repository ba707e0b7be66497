"""What each column may hold: in, rules and the rows of facts; out, for every relation the kinds of values in each of its columns.

The least that is closed under the rules, found as their model would be, with kinds for values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from factbase.engine.base import PlanRule, Row, Rules, Store, Symbols
from factbase.engine.columns import ColumnFacts, StoredRows
from factbase.engine.relational.calls import call
from factbase.engine.relational.cells import NULL, Typed
from factbase.engine.relational.kind import Kind, Kinds, kind_of
from factbase.engine.relational.query import given_by
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Term, Var
from factbase.ground.operation import Operation
from factbase.program.stored import Held, Reading, StoredColumn

__all__ = ["inferred", "kinds_in"]

_NONE: Kinds = frozenset()
_SYMBOL: Kinds = frozenset({Kind.SYMBOL})


def inferred(rules: Rules, store: Store) -> dict[Head, tuple[Kinds, ...]]:
    """The kinds of every column. Raises Unsupported where a function cannot be computed of what it may be given."""
    return _Inference(rules.symbols).run(rules, store)


def kinds_in(column: StoredColumn) -> Kinds:
    """The kinds of a column of a file."""
    match column.reading:
        case Reading.INTEGER:
            return frozenset({Kind.INT})
        case Reading.DECIMAL:
            of_held = {Held.INTEGERS: frozenset({Kind.INT}), Held.DECIMALS: frozenset({Kind.DECIMAL})}
            return of_held.get(column.held, frozenset({Kind.INT, Kind.DECIMAL}))
        case Reading.DATE:
            return frozenset({Kind.DATE})
        case Reading.SYMBOL:
            return _SYMBOL
        case Reading.STRING | Reading.WORDS | None:
            return frozenset({Kind.STRING})
        case _:
            assert_never(column.reading)


class _Inference:
    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.columns: dict[Head, list[Kinds]] = {}
        self.called: dict[tuple[Operation, tuple[Kinds, ...]], Kinds] = {}

    def run(self, rules: Rules, store: Store) -> dict[Head, tuple[Kinds, ...]]:
        for head, rows in store.rows.items():
            if rows:
                self.columns[head] = self._of_rows(rows)
        for rule in rules.each:
            self._table(rule.head, len(rule.args))
        for stratum in rules.strata:
            changed = True
            while changed:
                changed = False
                for rule in stratum:
                    own, before = self.columns[rule.head], tuple(self.columns[rule.head])
                    for i, kinds in enumerate(self._rule(rule)):
                        own[i] |= kinds
                    changed |= tuple(own) != before
        return {head: tuple(kinds) for head, kinds in self.columns.items()}

    def _table(self, head: Head, width: int) -> list[Kinds]:
        return self.columns.setdefault(head, [_NONE] * width)

    def _of_rows(self, rows: Mapping[Row, tuple[int, ...]]) -> list[Kinds]:
        if isinstance(rows, StoredRows):
            kinds = self._of_rows(rows.listed) if rows.listed else []
            for place in rows.files:
                of_place = [*map(kinds_in, place.columns), *([_SYMBOL] if place.source is not None else [])]
                kinds = [own | held for own, held in zip(kinds or [_NONE] * len(of_place), of_place, strict=True)]
            return kinds
        columns: Iterable[Iterable[int]] = rows.columns if isinstance(rows, ColumnFacts) else zip(*rows, strict=True)
        values = self.symbols.values
        return [frozenset(kind_of(values[number]) for number in set(numbers)) for numbers in columns]

    def _rule(self, rule: PlanRule) -> Sequence[Kinds]:
        known: dict[int, Kinds] = {}

        def of(term: Term) -> Kinds:
            return known[term.index] if isinstance(term, Var) else frozenset({kind_of(self.symbols.values[term])})

        def bind(term: Term | None, kinds: Kinds) -> None:
            if isinstance(term, Var):
                known[term.index] = known[term.index] & kinds if term.index in known else kinds

        for step in rule.body:
            match step:
                case Scan():
                    for arg, kinds in zip(step.args, self._table(step.predicate, len(step.args)), strict=True):
                        bind(arg, kinds)
                case Let():
                    bind(step.result, self._call(step.op, [of(arg) for arg in step.args]))
                case Filter():
                    self._call(step.op, [of(arg) for arg in step.args])
                case Between():
                    bind(step.item, frozenset({Kind.INT}))
                case Group():
                    width = len(step.keys) + 1
                    bind(step.result, given_by(step.function, self._table(step.rows, width)[len(step.keys)]))
                case Negated():
                    self._table(step.predicate, len(step.args))
        return [of(arg) for arg in rule.args]

    def _call(self, operation: Operation, args: Sequence[Kinds]) -> Kinds:
        key = operation, tuple(args)
        if key not in self.called:
            self.called[key] = call(operation, [Typed(NULL, kinds) for kinds in args]).kinds
        return self.called[key]
