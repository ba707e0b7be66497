"""Parts of a stratum: in, rules that hand a column on from row to row; out, the same rows, derived in parts by several threads.

Where every rule of a recursive relation takes at most one row of it, and its head has that row's value in one column, rows with different
values there never meet: each part of the values is a fixpoint of its own (Wolfson and Silberschatz 1988, decomposable programs; Ganguly,
Silberschatz and Tsur 1990). A relation that does not recurse may be parted by any column. The first part goes on in the table itself, the
others in tables of their own, whose new rows are put behind it in the end. Each row has the derivation and the rank that it would have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from factbase.engine.base import PlanRule, TooLarge
from factbase.engine.step import Head, Scan, Var
from factbase.engine.vector.arrays import Array, given_back, np
from factbase.engine.vector.joins import in_kernel
from factbase.engine.vector.parents import kept_scans
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.stratum import Stratum, own_scans
from factbase.engine.vector.world import Partition

__all__ = ["Parts", "pivots"]

BLOCK = 6  # bits of values that stay together: they are near one another in bitmaps, so that parts share few pages of memory
CHUNK = 1 << 16  # rows that are moved at a time: few enough for the nearest caches
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # of `slot`


def pivots(rules: Sequence[PlanRule], tables: Mapping[Head, ColumnTable], sharp: bool) -> Sequence[int]:
    """The columns by which what the rules derive can be parted: none where they derive several relations, or Python does a step."""
    if len(tables) != 1 or not all(in_kernel(step, sharp) for rule in rules for step in rule.body):
        return ()
    columns: Sequence[int] = range(len(rules[0].args))
    for rule in rules:
        own = own_scans(rule, tables)
        if len(own) > 1:
            return ()
        for step in (rule.body[i] for i in own):
            assert isinstance(step, Scan)
            columns = [c for c in columns if isinstance(rule.args[c], Var) and step.args[c] == rule.args[c]]
    return columns


class Parts:
    """A stratum, from where it is, in so many parts, by the one of some columns that is bound first; each part may well get as many
    rows as are `expected` of it."""

    def __init__(self, stratum: Stratum, columns: Sequence[int], of: int, expected: int) -> None:
        relations = stratum.relations
        self.crew, self.symbols = relations.crew, relations.symbols
        (head, self.joined), *_ = stratum.own.items()
        self.own = {number: _parent(rule, stratum.own) for number, rule in enumerate(self.joined.rules)}
        column = min(columns, key=stratum.bound_after)
        numbers = _numbers(self.joined.column(column), of)
        tables = [relations.like(head, self.joined.width) for _ in range(1, of)]
        self.shares = [
            _Share(self.joined, table, np.flatnonzero(numbers == i).astype(np.int32))
            for i, table in enumerate(tables, 1)
        ]
        for table in tables:
            relations.know(table, max(expected, 2 * self.joined.fresh))
        self.strata = [
            stratum.in_part({head: table}, Partition(column, i, of, BLOCK))
            for i, table in enumerate([self.joined, *tables])
        ]
        relations.build()
        stratum.look_at_values()  # before several threads would, who make no values

    def run(self) -> None:
        """Brings all parts to their end, and what they found into the one table."""
        self.crew.run(partial(_run, stratum) for stratum in self.strata)
        self.joined.fit(self.symbols.count)
        for share in self.shares:
            self.crew.run(share.moves({number: place for number, place in self.own.items() if place is not None}))
            share.end()


def _run(stratum: Stratum) -> None:
    """Brings a part to its end, and gives up what only it needed."""
    stratum.run()
    stratum.release()
    for table in stratum.own.values():
        table.forget()


def _parent(rule: PlanRule, own: Mapping[Head, ColumnTable]) -> int | None:
    """Which of the parents that are kept of a row that the rule derives is of its own relation."""
    kept = kept_scans(rule)
    return next((kept.index(place) for place in own_scans(rule, own) if place in kept), None)


def _numbers(values: Array, of: int) -> Array:
    """To which part each value falls, as the kernel has it."""
    hashes = ((values.astype(np.uint64) >> np.uint64(BLOCK)) * _GOLDEN) >> np.uint64(32)
    of_rows: Array = (hashes * np.uint64(of)) >> np.uint64(32)
    return of_rows


class _Share:
    """The table of one part: the rows of the whole that fall to it (`kept` are their numbers there), then those that it derives."""

    def __init__(self, joined: ColumnTable, table: ColumnTable, kept: Array) -> None:
        self.joined, self.table, self.kept = joined, table, kept
        table.load([joined.column(i)[kept] for i in range(joined.width)], len(kept))
        table.rules = joined.rules
        table.block.old = int(np.searchsorted(kept, joined.block.old))

    def moves(self, own: Mapping[int, int]) -> list[Callable[[], None]]:
        """Tasks that move the new rows behind those of the whole, column by column. `own` says for rules which parent is a row of the
        relation itself."""
        joined = self.joined
        rows = joined.rows + self.table.rows - len(self.kept)
        if rows > joined.memory.max_rows:
            raise TooLarge(f"a relation grew past {joined.memory.max_rows:,} rows")
        joined.grow(max(rows, joined.block.room))
        theirs = [
            [rule for rule, place in own.items() if joined.width + place == i] for i in range(len(joined.columns))
        ]
        return [partial(self._move, i, rules) for i, rules in sorted(enumerate(theirs), key=lambda each: not each[1])]

    def _move(self, i: int, rules: Sequence[int]) -> None:
        """Moves a column, which of some rules holds parents in the relation itself."""
        joined, table, first = self.joined, self.table, len(self.kept)
        shift = joined.rows - first
        # The parents of the first round are among the kept rows, those of later rounds behind them.
        second = [*table.starts[2:3], table.rows][0]
        for begin, end, early in ((first, second, True), (second, table.rows, False)):
            for start in range(begin, end, CHUNK):
                stop = min(start + CHUNK, end)
                source, target = table.columns[i][start:stop], joined.columns[i][start + shift : stop + shift]
                np.copyto(target, source, casting="unsafe")  # numbers fit, whatever they have room for
                mine = np.isin(table.rules_of(start, stop), rules) if rules else np.zeros(0, np.bool_)
                if early and mine.any():
                    target[mine] = self.kept[source[mine]]
                elif mine.any():
                    np.add(source, shift, out=target, where=mine)
                given_back(table.columns[i], start, stop)
        table.columns[i] = np.empty(0, np.int32)  # so that few rows stand twice at any time

    def end(self) -> None:
        """Counts the rows that were moved, and gives the table up."""
        joined, table, first = self.joined, self.table, len(self.kept)
        rows = joined.rows + table.rows - first
        joined.firings += [max(start - first, 0) + joined.rows for start in table.firings]
        joined.fired += table.fired
        joined.starts += [start - first + joined.rows for start in table.starts[1:]]
        joined.ranks += table.ranks[1:]
        joined.settle(rows)
        table.release()
