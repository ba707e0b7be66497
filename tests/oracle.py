"""The oracle: in, rules over a store; out, their Model, by naive evaluation (Abiteboul, Hull, Vianu 1995, ch. 12 and 15).

It shares nothing with the engines but the builtins and the aggregates: every rule of a stratum fires on all rows until none is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.engine.base import Model, PlanRule, Row, Rules, Store, Symbols, TooLarge
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground.builtin import AGGREGATES
from factbase.ground.operation import EVERY

__all__ = ["Oracle"]

Known = dict[int, int]
"""The numbers of the variables that have one, by index."""


class Oracle:
    """An engine of few words, for small models."""

    name = "oracle"
    operations = EVERY

    def __init__(self, max_rows: int = 20_000) -> None:
        self.max_rows = max_rows

    def solve(self, rules: Rules, store: Store) -> Model:
        rules = rules.over(store)
        symbols = rules.symbols.copy()
        rows: dict[Head, dict[Row, int]] = {head: dict.fromkeys(facts, 0) for head, facts in store.rows.items()}
        for stratum in rules.strata:
            rank = 1
            while True:
                fired = {(rule.head, row) for rule in stratum for row in self._fire(symbols, rows, rule)}
                new = [(head, row) for head, row in fired if row not in rows.get(head, {})]
                if not new:
                    break
                for head, row in new:
                    rows.setdefault(head, {})[row] = rank
                if sum(map(len, rows.values())) > self.max_rows:
                    raise TooLarge(f"the model grew past {self.max_rows:,} rows")
                rank += 1
        return Model.listed(symbols, rows, self.name)

    def _fire(self, symbols: Symbols, rows: dict[Head, dict[Row, int]], rule: PlanRule) -> Iterator[Row]:
        found: list[Known] = [{}]
        for step in rule.body:
            found = [after for known in found for after in self._after(symbols, rows, step, known)]
        for known in found:
            yield tuple(_number(arg, known) for arg in rule.args)

    def _after(self, symbols: Symbols, rows: dict[Head, dict[Row, int]], step: Step, known: Known) -> Iterator[Known]:
        """Every way to go on from `known` so that the step holds."""

        def values(*terms: Term) -> list:
            return [symbols.values[_number(term, known)] for term in terms]

        match step:
            case Scan():
                for row in rows.get(step.predicate, {}):
                    after = _matched(step.args, row, known)
                    if after is not None:
                        yield after
            case Negated():
                if all(_matched(step.args, row, known) is None for row in rows.get(step.predicate, {})):
                    yield known
            case Filter():
                if step.op.call(*values(*step.args)) is True:
                    yield known
            case Let():
                result = step.op.call(*values(*step.args))
                if result is not None:
                    yield from _bound(step.result, symbols.intern(result), known)
            case Between():
                low, high = values(step.low, step.high)
                if type(low) is not int or type(high) is not int:
                    return
                if not isinstance(step.item, Var) or step.item.index in known:
                    (item,) = values(step.item)
                    if type(item) is int and low <= item <= high:
                        yield known
                    return
                for value in range(low, high + 1):
                    yield {**known, step.item.index: symbols.intern(value)}
            case Group():
                keys = tuple(_number(key, known) for key in step.keys)
                members = [row[len(keys)] for row in rows.get(step.rows, {}) if row[: len(keys)] == keys]
                if step.function not in (AGGREGATES["sum"], AGGREGATES["mean"]):
                    members = sorted(set(members))
                result = step.function.call([symbols.values[number] for number in members])
                if result is not None:
                    yield from _bound(step.result, symbols.intern(result), known)


def _number(term: Term, known: Known) -> int:
    return known[term.index] if isinstance(term, Var) else term


def _bound(term: Term, number: int, known: Known) -> Iterator[Known]:
    """`known` with the term being that number, where it can be."""
    if not isinstance(term, Var):
        if term == number:
            yield known
    elif known.get(term.index, number) == number:
        yield {**known, term.index: number}


def _matched(args: tuple[Term | None, ...], row: Row, known: Known) -> Known | None:
    for term, number in zip(args, row, strict=True):
        if term is not None:
            after = next(_bound(term, number, known), None)
            if after is None:
                return None
            known = after
    return known
