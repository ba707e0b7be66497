"""Rounds: in, rules over a store and a database; out, tables of the model in it, with rank and rule of the first derivation of each row.

Semi-naive evaluation (Bancilhon, 1986) driven from outside: a round is one query for each relation, over the rows of the last round, and
its text is the same in every round. No row comes through Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlglot import exp

from factbase.engine.base import PlanRule, Rules, RuleStatistics, Statistics, Store, TooLarge
from factbase.engine.columns import ColumnFacts, StoredPlace, StoredRows
from factbase.engine.growth import Growth
from factbase.engine.relational.backend import Backend, Query, written
from factbase.engine.relational.cells import Typed, as_column, cast
from factbase.engine.relational.infer import inferred, kinds_in
from factbase.engine.relational.kind import Cell, Codec, Kind, Kinds
from factbase.engine.relational.left import read_as
from factbase.engine.relational.query import RANK, RULE, Body, Constants, table_types
from factbase.engine.step import Head, Scan
from factbase.ground.value import Symbol

__all__ = ["Run"]

_STATED = -1  # the number of no rule


class _Tables:
    """The tables of relations by number, and what their columns may hold."""

    def __init__(self, kinds: Mapping[Head, tuple[Kinds, ...]], prefix: str) -> None:
        self.all = kinds
        self._prefix = prefix
        self._numbers = {head: number for number, head in enumerate(kinds)}

    def table(self, head: Head) -> str:
        return f"{self._prefix}t{self._numbers[head]}"

    def fresh(self, head: Head, parity: int) -> str:
        """The table of the rows of a round."""
        return f"{self._prefix}d{self._numbers[head]}_{parity}"

    def kinds(self, head: Head, width: int) -> Sequence[Kinds]:
        return self.all[head]


class Run:
    """One model in the making: what is refused, it refuses when it is made; `solve` runs."""

    def __init__(
        self,
        rules: Rules,
        store: Store,
        dialect: str,
        progress: Callable[[int, int], None],
        clock: Callable[[], float],
        most_rows: int,
        prefix: str = "",
    ) -> None:
        """`prefix` begins the names of its tables, where a database has others."""
        self.rules = rules
        self.store = store
        self.dialect = dialect
        self.progress = progress
        self.clock = clock
        self.most_rows = most_rows
        self.symbols = rules.symbols.copy()
        self.codec = Codec()
        self.constants = Constants(self.symbols, self.codec)
        self.tables = _Tables(inferred(rules, store), prefix)
        self.numbered = list(rules.each)
        self.rounds = 0
        self.counts = dict.fromkeys(self.tables.all, 0)
        self.firings: dict[Head, int] = {}
        self.seconds: dict[Head, float] = {}
        self._numbers = {id(rule): number for number, rule in enumerate(self.numbered)}
        self._strata = [_Stratum(self, stratum) for stratum in rules.strata]
        self._facts = {head: self._cells(head) for head in self.tables.all}

    def solve(self, backend: Backend) -> None:
        """Makes the tables of every stratum, in order. Raises TooLarge."""
        self.growth = Growth(self.rules, in_columns=True)
        derived = {rule.head for rule in self.numbered}
        at_once = {head for stratum in self._strata if not stratum.recursive for head in stratum.heads}
        for head, kinds in self.tables.all.items():
            columns, table = self._facts.pop(head), self.tables.table(head)
            if head in at_once and not self.store.rows.get(head):
                continue  # its only round makes the table
            count = len(columns[0])
            self.counts[head] = len(self.store.rows.get(head, ()))
            files = self.files(head)
            for name, place in files:
                backend.files(name, place.file)
            if len(files) == 1 and not count and head not in derived:
                backend.view(table, self.query(self._stated(files[0], kinds)))
                continue
            backend.create(table, table_types(kinds), columns, count)
            for each in files:
                name = f"{each[0]}all"
                backend.derive(name, self.query(self._stated(each, kinds)), {})
                backend.append(name, table)
                backend.drop(name)
        for stratum in self._strata:
            stratum.solve(backend)

    def query(self, expression: exp.Expr) -> Query:
        """A query as the database reads it."""
        return written(expression, self.dialect)

    def round(self) -> None:
        """Notes that a round is over. Raises TooLarge where there were too many, or too many rows."""
        self.rounds += 1
        rows = self.size
        self.growth.check(self.rounds)
        self.progress(self.rounds, rows)
        if rows > self.most_rows:
            raise TooLarge(f"the model grew past {self.most_rows:,} rows")

    @property
    def size(self) -> int:
        """How many rows there are so far."""
        return sum(self.counts.values())

    def number(self, rule: PlanRule) -> int:
        """The number of a rule, by which its rows are marked."""
        return self._numbers[id(rule)]

    def statistics(self, backend: Backend) -> Statistics:
        """What solving came to. Of several rules of one relation, which run as one query, each has an equal part of its time."""
        heads = list(dict.fromkeys(rule.head for rule in self.numbered))
        counts = [
            exp.select(RULE, exp.Count(this=exp.Star()).as_("n")).from_(self.tables.table(head)).group_by(RULE)
            for head in heads
        ]
        made: dict[int, int] = {}
        if counts:
            counted = counts[0] if len(counts) == 1 else exp.union(*counts, distinct=False, copy=False)
            made.update((int(rule), int(count)) for rule, count in backend.rows(self.query(counted), {}))
        alike: dict[Head, int] = {}
        for rule in self.numbered:
            alike[rule.head] = alike.get(rule.head, 0) + 1
        of_rules = tuple(
            RuleStatistics(
                rule,
                self.firings.get(rule.head, 0),
                made.get(number, 0),
                self.seconds.get(rule.head, 0.0) / alike[rule.head],
            )
            for number, rule in enumerate(self.numbered)
        )
        return Statistics(self.rounds, self.size, backend.bytes(), of_rules)

    # ---- facts

    def files(self, head: Head) -> list[tuple[str, StoredPlace]]:
        """The files in which facts of a relation are left, with the table of each."""
        rows = self.store.rows.get(head)
        if not isinstance(rows, StoredRows):
            return []
        return [(f"{self.tables.table(head)}_f{i}", each) for i, each in enumerate(rows.files)]

    def cells_of(self, place: StoredPlace, kinds: Sequence[Kinds]) -> list[exp.Expr]:
        """The columns of files as those of the table of a relation."""
        cells = [Typed(read_as(column), kinds_in(column)) for column in place.columns]
        if place.source is not None:
            name = self.symbols.values[place.source]
            assert isinstance(name, Symbol)  # as the language writes one, which no query can take for more
            cells.append(Typed(exp.Literal.string(name.name), frozenset({Kind.SYMBOL})))
        return [as_column(cell, own) for cell, own in zip(cells, kinds, strict=True)]

    def _stated(self, of: tuple[str, StoredPlace], kinds: Sequence[Kinds]) -> exp.Select:
        name, place = of
        cells = self.cells_of(place, kinds) or [cast(exp.Literal.number(0), "INT")]
        none, first = (cast(exp.Literal.number(each), "INT") for each in (_STATED, 0))
        outputs = [cell.as_(f"c{i}") for i, cell in enumerate(cells)]
        return exp.select(*outputs, first.as_(RANK), none.as_(RULE)).from_(name)

    def _cells(self, head: Head) -> list[list[Cell]]:
        """The facts of a relation as the columns of its table. Raises Unsupported for a value that no cell can hold."""
        rows, kinds = self.store.rows.get(head, {}), self.tables.all[head]
        if isinstance(rows, StoredRows):
            rows = rows.listed
        numbers: Sequence[Sequence[int]]
        numbers = [()] * len(kinds)
        if isinstance(rows, ColumnFacts):
            numbers = rows.columns
        elif rows:
            numbers = list(zip(*rows, strict=True))
        columns: list[list[Cell]] = []
        for of_column, own in zip(numbers, kinds, strict=True):
            distinct = list(dict.fromkeys(of_column))
            cells = dict(zip(distinct, self.codec.cells((self.symbols.values[n] for n in distinct), own), strict=True))
            columns.append([cells[number] for number in of_column])
        count = len(rows)
        columns = columns or [[0] * count]
        return [*columns, [0] * count, [_STATED] * count]


class _Stratum:
    """The rules of one stratum as queries."""

    def __init__(self, run: Run, rules: Sequence[PlanRule]) -> None:
        self.run = run
        self.heads = list(dict.fromkeys(rule.head for rule in rules))
        self.recursive = any(
            isinstance(step, Scan) and step.predicate in self.heads for rule in rules for step in rule.body
        )
        self.first = {
            head: self._query(head, rules, None, alone=not self.recursive and not run.store.rows.get(head))
            for head in self.heads
        }
        parities = (0, 1) if self.recursive else ()
        self.later = [{head: self._query(head, rules, parity) for head in self.heads} for parity in parities]

    def _query(self, head: Head, rules: Iterable[PlanRule], parity: int | None, *, alone: bool = False) -> Query | None:
        """What derives the rows of one round; None for none. With a parity, from at least one row of the last round; `alone`, where no
        others are known."""
        run, kinds = self.run, self.run.tables.all[head]
        parts: list[exp.Select] = []
        for rule in rules:
            if rule.head != head:
                continue
            deltas: list[tuple[int, str] | None] = [None]
            if parity is not None:
                deltas = [
                    (place, run.tables.fresh(step.predicate, parity))
                    for place, step in enumerate(rule.body)
                    if isinstance(step, Scan) and step.predicate in self.heads
                ]
            for delta in deltas:
                part = Body(rule, run.tables, run.constants, delta=delta).rows(kinds, run.number(rule))
                if part is not None:
                    parts.append(part)
        if not parts:
            return None
        derived: exp.Query = parts[0]
        for part in parts[1:]:
            derived = exp.union(derived, part, distinct=False, copy=False)
        names = [f"c{i}" for i in range(max(1, len(kinds)))]
        rule_of = exp.Min(this=exp.column(RULE, "n"))
        distinct = (
            exp.select(*(exp.column(name, "n") for name in names), rule_of.as_(RULE))
            .from_(derived.subquery("n"))
            .group_by(*(exp.column(name, "n") for name in names))
        )
        known = exp.and_(*(exp.EQ(this=exp.column(n, "k"), expression=exp.column(n, "g")) for n in names))
        rank = exp.Cast(this=exp.Placeholder(this=RANK), to=exp.DataType.build("INT"))
        new = exp.select(*(exp.column(name, "g") for name in names), rank.as_(RANK), exp.column(RULE, "g"))
        new = new.from_(distinct.subquery("g"))
        if not alone:
            table = exp.alias_(exp.to_table(run.tables.table(head)), "k", table=True)
            new = new.join(table, on=known, join_type="anti")
        return run.query(new)

    def solve(self, backend: Backend) -> None:
        run, parity, rank = self.run, 0, 1
        if not self.recursive:
            self._at_once(backend)
            return
        fresh = self._round(backend, self.first, parity, rank)
        while fresh:
            rank += 1
            fresh = self._round(backend, self.later[parity], 1 - parity, rank)
            parity = 1 - parity
        for head in self.heads:
            for each in (0, 1):
                backend.drop(run.tables.fresh(head, each))

    def _at_once(self, backend: Backend) -> None:
        """Derives what needs one round only: into the tables themselves, where these have no facts."""
        run = self.run
        parameters = {**run.constants.values, RANK: 1}
        for head, query in self.first.items():
            table, started, stated = run.tables.table(head), run.clock(), bool(run.store.rows.get(head))
            if query is None:
                if not stated:
                    kinds = run.tables.all[head]
                    backend.create(table, table_types(kinds), [[]] * (max(1, len(kinds)) + 2), 0)
                continue
            made = run.tables.fresh(head, 0) if stated else table
            count = backend.derive(made, query, query.values(parameters))
            if stated:
                backend.append(made, table)
                backend.drop(made)
            run.counts[head] += count
            run.firings[head], run.seconds[head] = 1, run.clock() - started
        run.round()

    def _round(self, backend: Backend, queries: Mapping[Head, Query | None], parity: int, rank: int) -> int:
        """Derives the rows of one round into the tables of a parity, and adds them to the others; gives how many there are."""
        run = self.run
        made: dict[Head, int] = {}
        parameters = {**run.constants.values, RANK: rank}
        for head, query in queries.items():
            name, started = run.tables.fresh(head, parity), run.clock()
            if query is None:
                backend.create(
                    name, table_types(run.tables.all[head]), [[]] * (max(1, len(run.tables.all[head])) + 2), 0
                )
                continue
            made[head] = backend.derive(name, query, query.values(parameters))
            run.firings[head] = run.firings.get(head, 0) + 1
            run.seconds[head] = run.seconds.get(head, 0.0) + run.clock() - started
        for head, count in made.items():
            if count:
                backend.append(run.tables.fresh(head, parity), run.tables.table(head))
                run.counts[head] += count
        run.round()
        return sum(made.values())
