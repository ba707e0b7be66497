"""The driver: in, a plan; out, the tables of its model, stratum by stratum, each in rounds until none finds a new row.

Semi-naive (Bancilhon 1986): a rule of a recursive stratum fires once for each scan of its own stratum, from the rows of the last
round at that scan. Rounds see what rounds before them found, and nothing of their own, so the round of a row is its rank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factbase.engine.base import Group, Head, Plan, PlanRule, Scan, Test
from factbase.engine.vector.arrays import Memory, np
from factbase.engine.vector.batch import Pool
from factbase.engine.vector.body import Body
from factbase.engine.vector.groups import grouped
from factbase.engine.vector.index import Index
from factbase.engine.vector.native import Kernels
from factbase.engine.vector.store import Table, columns_of
from factbase.engine.vector.values import Values
from factbase.ground.builtin import AGGREGATES

__all__ = ["Blunt", "Run"]

MAX_EXPECTED = 1 << 22  # rows of joins that a set is made for before they are there
GUESS = 1 << 20  # rows of a relation that is being made, to compare join orders by
GUESSED_VALUES = 1 << 14  # distinct values in its columns


class Blunt(Exception):
    """A partial date came up in a run that compares values by their places: another run must not."""


@dataclass
class Fired:
    """What firing one rule came to."""

    rule: PlanRule
    rounds: int = 0
    rows: int = 0
    seconds: float = 0.0


class Run:
    """One model in the making; a `World` for the bodies of its rules."""

    def __init__(
        self,
        plan: Plan,
        kernels: Kernels,
        memory: Memory,
        progress: Callable[[int, int], None],
        clock: Callable[[], float],
        *,
        sharp: bool,
    ) -> None:
        self.plan = plan
        self.symbols = plan.symbols
        self.kernels = kernels
        self.memory = memory
        self.progress = progress
        self.clock = clock
        self.values = Values(plan.symbols, ordered=_orders(plan))
        self.compares = any(isinstance(step, Test) for rule in plan.rules for step in rule.body)
        self.own: frozenset[Head] = frozenset()
        self.sharp = sharp
        self.tables: dict[Head, Table] = {}
        self.parents = _parents(plan)
        self.indexes: dict[tuple[int, tuple[int, ...], bool, tuple[int, ...]], Index] = {}
        self.aggregates: dict[tuple[Head, str, int], tuple[Table, int | None]] = {}
        self.fired: dict[int, Fired] = {id(rule): Fired(rule) for rule in plan.rules}
        self.pool = Pool()
        self.rounds = 0

    def solve(self) -> None:
        for head, rows in self.plan.facts.items():
            if rows:
                columns = columns_of(rows)
                self.table(head, len(columns)).load(columns, len(rows))
        for stratum in self.plan.strata:
            self._stratum(stratum)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    # ---- rounds

    def _stratum(self, rules: Sequence[PlanRule]) -> None:
        self.own = frozenset(rule.head for rule in rules)
        own = [self.table(rule.head, len(rule.args)) for rule in rules]
        for table in dict.fromkeys(own):
            table.know(
                len(self.symbols.values), self._expected([r for r, t in zip(rules, own, strict=True) if t is table])
            )
        bodies: list[Body] = []
        for rule in rules:
            recursive = [i for i, step in enumerate(rule.body) if isinstance(step, Scan) and step.predicate in self.own]
            if recursive:
                bodies += [Body(self, rule, i) for i in recursive]
            else:
                self._fire(Body(self, rule, None))
        rank = 1
        while True:
            for body in bodies:
                if not body.waits:
                    self._fire(body)
            self.rounds += 1
            # A list, not a generator: every table must end its round.
            grown = [table.end_round(rank) for table in dict.fromkeys(own)]
            if not any(grown):
                break
            if not bodies:
                break
            rank += 1
            for index in self.indexes.values():
                if index.chained:
                    index.extend(len(self.symbols.values))
            self.progress(self.rounds, self.rows)
        # What was chained for the rounds is not read any more.
        for key in [key for key, index in self.indexes.items() if index.chained]:
            self.indexes.pop(key).release()

    def _expected(self, rules: Sequence[PlanRule]) -> int:
        """How many rows some rules of a relation may well give at once: all of what they copy, and some of what they join."""
        copied, joined = 0, 0
        for rule in rules:
            sizes = [self.table(step.predicate, len(step.args)).rows for step in rule.body if isinstance(step, Scan)]
            if len(sizes) == len(rule.body) == 1:
                copied += sizes[0]
            else:
                joined = max([joined, *sizes])
        return copied + min(joined, MAX_EXPECTED)

    def _fire(self, body: Body) -> None:
        fired = self.fired[id(body.rule)]
        before, started = body.head.rows, self.clock()
        if not body.never:
            body.fire()
        fired.rounds += 1
        fired.rows += body.head.rows - before
        fired.seconds += self.clock() - started

    # ---- what bodies ask for

    def table(self, head: Head, width: int) -> Table:
        if head not in self.tables:
            self.tables[head] = Table(self.memory, self.kernels, width, self.parents.get(head, 0))
        return self.tables[head]

    def index(
        self,
        table: Table,
        key: tuple[int, ...],
        chained: bool,
        only: tuple[int, Table, int] | None = None,
        read: tuple[int, ...] = (),
    ) -> Index:
        """The index of a table for reading some columns; `only` leaves out rows whose value in a column is not in another table's."""
        name = id(table), key, chained, (only[0], id(only[1]), only[2]) if only is not None else read
        if name not in self.indexes:
            wanted = None
            if only is not None:
                column, other, theirs = only
                wanted = column, np.zeros(len(self.symbols.values), np.int8)
                wanted[1][other.column(theirs)] = 1
            self.indexes[name] = Index(table, key, len(self.symbols.values), chained=chained, only=wanted, read=read)
        return self.indexes[name]

    def aggregate(self, step: Group) -> tuple[Table, int | None]:
        """The values of an aggregate by key, and its value for a key without rows."""
        key = step.rows, step.function, len(step.keys)
        if key not in self.aggregates:
            rows = self.table(step.rows, len(step.keys) + 1)
            table = grouped(step.function, rows, len(step.keys), self.symbols, self.values)
            nothing = AGGREGATES[step.function].call([])
            self.aggregates[key] = table, None if nothing is None else self.symbols.intern(nothing)
        return self.aggregates[key]

    def size(self, head: Head, width: int, bound: frozenset[int]) -> float:
        """How many rows one binding of some columns has, about."""
        table = self.table(head, width)
        if head in self.own:
            rows, distinct = float(GUESS), float(GUESSED_VALUES) ** len(bound)
        else:
            rows = float(table.rows)
            distinct = 1.0
            for column in bound:
                distinct *= table.distinct(column)
        return rows / max(1.0, min(rows, distinct))

    def update_values(self) -> None:
        """Brings what kernels know of values up to date, where some kernel compares."""
        if not self.compares:
            return
        self.values.update()
        if self.sharp and not self.values.sharp:
            raise Blunt

    def pause(self) -> None:
        self.progress(self.rounds, self.rows)


def _parents(plan: Plan) -> dict[Head, int]:
    """How many parents a row of each relation has at most."""
    found: dict[Head, int] = {}
    for rule in plan.rules:
        scans = sum(isinstance(step, Scan) for step in rule.body)
        found[rule.head] = max(found.get(rule.head, 0), scans)
    return found


def _orders(plan: Plan) -> bool:
    """Whether some rule compares by order."""
    return any(
        isinstance(step, Test) and step.op in ("<", "<=", ">", ">=") for rule in plan.rules for step in rule.body
    )
