"""Strata: in, rules that need one another, and relations that are complete; out, the rows that they derive, in rounds.

Semi-naive (Bancilhon 1986): a rule of a recursive stratum fires once for each scan of its own stratum, from the rows of the last
round at that scan. Rounds see what rounds before them found, and nothing of their own, so the round of a row is its rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from factbase.engine.base import PlanRule
from factbase.engine.growth import met_at
from factbase.engine.step import Group, Head, Scan
from factbase.engine.vector.batch import Pool
from factbase.engine.vector.body import Body
from factbase.engine.vector.frame import Frame
from factbase.engine.vector.index import Index, Semijoin
from factbase.engine.vector.relations import Relations
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.world import Partition
from factbase.ground.dataclass import dataclass

__all__ = ["FiredInStratum", "Stratum", "own_scans", "takes_own"]

GUESS = 1 << 20  # rows of a relation that is being made, to compare join orders by
GUESSED_VALUES = 1 << 14  # distinct values in its columns
FEW = 1 << 10  # rows of a round, below which a thread costs more than it brings


@dataclass
class FiredInStratum:
    """What firing one rule came to."""

    rule: PlanRule
    rounds: int = 0
    rows: int = 0
    seconds: float = 0.0


class Stratum:
    """The rules of a stratum with the tables of what they derive, or of a part of that; a `World` for their bodies."""

    def __init__(
        self,
        relations: Relations,
        rules: Sequence[PlanRule],
        tables: Mapping[Head, ColumnTable],
        clock: Callable[[], float],
        part: Partition | None = None,
        rank: int = 1,
    ) -> None:
        self.relations = relations
        self.rules = rules
        self.own = tables
        self.part = part
        self.rank = rank
        self.rounds = 0
        self._pools: dict[Head, Pool] = {}
        self.fired = {id(rule): FiredInStratum(rule) for rule in rules}
        self.memory, self.kernels, self.symbols = relations.memory, relations.kernels, relations.symbols
        self.values, self.writer, self.sharp = relations.values, relations.writer, relations.sharp
        self._clock = clock
        self._members: dict[tuple[Head, int], tuple[int, dict[tuple[int, ...], list[int]]]] = {}
        self._chained: dict[tuple[int, tuple[int, ...], tuple[int, int, int] | None], Index] = {}
        self._bodies: list[Body] = []
        starts: list[Body] = []
        for rule in rules:
            own = own_scans(rule, tables)
            self._bodies += [Body(self, rule, i) for i in own]
            if not own and rank == 1:
                starts.append(Body(self, rule, None))
        self._starts = starts

    def run(self, until: int | None = None) -> bool:
        """Goes on until nothing is new; False where a round found `until` rows, so that it can be gone on with otherwise."""
        while True:
            self._fire_all([body for body in (*self._starts, *self._bodies) if not body.waits])
            self._starts = []
            self.rounds += 1
            # A list, not a generator: every table must end its round.
            grown = [table.end_round(self.rank) for table in self.own.values()]
            if not any(grown) or not self._bodies:
                return True
            self.rank += 1
            for index in self._chained.values():
                index.extend(self.symbols.count)
            self.pause()
            if until is not None and sum(table.fresh for table in self.own.values()) >= until:
                return False

    def in_part(self, tables: Mapping[Head, ColumnTable], part: Partition) -> Stratum:
        """What is left to do, for the rows of one part."""
        return Stratum(self.relations, self.rules, tables, self._clock, part, self.rank)

    def look_at_values(self) -> None:
        """Brings up to date what the rules compare. Raises Blunt."""
        stages = [stage for body in (*self._starts, *self._bodies) for stage in body.stages]
        frames = [stage for stage in stages if isinstance(stage, Frame)]
        if any(frame.compares for frame in frames):
            self.update_values(ordered=any(frame.orders for frame in frames))

    @property
    def starting(self) -> int:
        """How many rows the largest relation has that a rule reads before the first round."""
        return max((body.size for body in self._starts), default=0)

    def bound_after(self, column: int) -> int:
        """After how many steps, in all, the rules have a column of what they derive."""
        return sum(body.bound_after(column) for body in [*self._starts, *self._bodies])

    def release(self) -> None:
        """Gives up what was made for the rounds."""
        for index in self._chained.values():
            index.release()

    def _fire_all(self, bodies: Sequence[Body]) -> None:
        """Fires what a round has to, the bodies of each relation in their order, and relations side by side where that pays.

        All of them read what earlier rounds saw, and each writes to the table of its head only."""
        lanes: dict[Head, list[Body]] = {}
        for body in bodies:
            lanes.setdefault(body.rule.head, []).append(body)
        crew = self.relations.crew
        if (
            crew.threads == 1
            or self.part is not None
            or sum(sum(body.fresh for body in lane) >= FEW for lane in lanes.values()) < 2
            or not all(body.in_kernel for body in bodies)
        ):
            for body in bodies:
                self._fire(body)
            return
        self.look_at_values()
        for table in self.own.values():
            table.left = []
        crew.run(partial(self._fire_lane, lane) for lane in lanes.values())
        for table in self.own.values():
            table.left = None

    def _fire_lane(self, bodies: Sequence[Body]) -> None:
        for body in bodies:
            self._fire(body)

    def _fire(self, body: Body) -> None:
        fired = self.fired[id(body.rule)]
        before, started = body.head.rows, self._clock()
        if not body.never:
            with met_at(body.rule):
                body.fire()
        fired.rounds += 1
        fired.rows += body.head.rows - before
        fired.seconds += self._clock() - started

    # ---- what bodies ask for

    def pool(self, head: Head) -> Pool:
        """The columns that bodies of a head share, which run one after the other."""
        return self._pools.setdefault(head, Pool())

    def table(self, head: Head, width: int) -> ColumnTable:
        """The table of a relation: its own, or that of a complete one."""
        return self.own[head] if head in self.own else self.relations.table(head, width)

    def index(self, table: ColumnTable, key: tuple[int, ...], read: tuple[int, ...], *, numbered: bool) -> Index:
        """The index of a complete table by a key."""
        return self.relations.index(table, key, read, numbered=numbered)

    def chained(self, table: ColumnTable, key: tuple[int, ...], only: Semijoin | None) -> Index:
        """The index of a table of its own that is extended after every round."""
        name = id(table), key, None if only is None else (only[0], id(only[1]), only[2])
        if name not in self._chained:
            self._chained[name] = self.relations.chained(table, key, only)
        return self._chained[name]

    def know(self, table: ColumnTable) -> None:
        """Gives a table the set of its rows, unless it has one."""
        self.relations.know(table)

    def aggregate(self, step: Group) -> tuple[ColumnTable, int | None]:
        """The values of an aggregate by key, and its value for a key without rows."""
        return self.relations.aggregate(step)

    def members(self, step: Group) -> Mapping[tuple[int, ...], Sequence[int]]:
        """The members of an aggregate by key, so far as earlier rounds found them, where its rows are of the stratum itself."""
        table, width = self.own[step.rows], len(step.keys)
        seen, members = self._members.get((step.rows, width), (0, {}))
        if seen < table.seen:
            columns = [table.column(column)[seen : table.seen].tolist() for column in range(width + 1)]
            for *key, member in zip(*columns, strict=True):
                members.setdefault(tuple(key), []).append(member)
            self._members[(step.rows, width)] = table.seen, members
        return members

    def size(self, head: Head, width: int, bound: frozenset[int]) -> float:
        """How many rows one binding of some columns has, about; of a relation that grows, a guess."""
        if head in self.own:
            return GUESS / min(GUESS, float(GUESSED_VALUES) ** len(bound))
        return self.relations.size(head, width, bound)

    def update_values(self, *, ordered: bool) -> None:
        """Brings what kernels know of values up to date, and where they are `ordered`, of their order. Raises Blunt."""
        self.relations.update_values(ordered=ordered)

    def pause(self) -> None:
        """To be called several times a second in long steps. Raises where the run is to end."""
        self.relations.crew.pause()


def takes_own(rule: PlanRule, own: Mapping[Head, ColumnTable]) -> bool:
    """Whether a rule aggregates what its stratum derives, under keys of which the rows come together."""
    return any(isinstance(step, Group) and step.rows in own for step in rule.body)


def own_scans(rule: PlanRule, own: Mapping[Head, ColumnTable]) -> list[int]:
    """The numbers of the body's steps that scan what the stratum derives."""
    return [i for i, step in enumerate(rule.body) if isinstance(step, Scan) and step.predicate in own]
