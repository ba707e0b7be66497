"""Bodies: in, a rule and the tables of a model; out, a run that writes what the rule derives into the table of its head.

A body is a chain of stages. The join kernel runs as many steps in one frame as it can; where Python must do a step, the bindings so
far pass through a buffer, and the next frame takes them up. Only the last frame writes rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.base import PlanRule
from factbase.engine.step import Between, Filter, Group, Let, Negated, Scan, Step, Var, variables
from factbase.engine.vector import layout as at
from factbase.engine.vector.frame import Frame, Registers
from factbase.engine.vector.index import Semijoin
from factbase.engine.vector.joins import in_kernel, order
from factbase.engine.vector.steps import Batch, between, group, let, test
from factbase.engine.vector.store import ColumnTable
from factbase.engine.vector.world import World

__all__ = ["Body"]

PATIENCE = 40_000_000  # steps of a join between two looks at the keyboard: a fraction of a second
BUFFER = 1 << 16  # bindings


class Body:
    """A rule ready to fire: from all rows, or with `delta` from the last round's rows at that step of its body."""

    def __init__(self, world: World, rule: PlanRule, delta: int | None) -> None:
        self.world = world
        self.rule = rule
        self.delta = delta
        self.never = False  # whether it can derive nothing, whatever the round
        self.head = world.table(rule.head, len(rule.args))
        self.rule_number = _number(self.head, rule)
        self.steps = order(rule, delta, self._estimate)
        groups = [step for step in rule.body if isinstance(step, Group) and step.rows not in world.own]
        defaults = [world.aggregate(step)[1] for step in groups]
        self.registers = Registers(rule, [number for number in defaults if number is not None])
        self.stages: list[Frame | Step] = []
        self.feeds: list[tuple[ColumnTable, list[int]] | None] = []
        self.buffers: list[tuple[ColumnTable, list[int]] | None] = []
        if self._reads_nothing():
            self.never = True
        else:
            self._make_stages()

    @property
    def waits(self) -> bool:
        """Whether there is nothing new to fire on."""
        if self.never:
            return True
        if self.delta is None:
            return False
        step = self.rule.body[self.delta]
        return isinstance(step, Scan) and not self.world.table(step.predicate, len(step.args)).fresh

    @property
    def in_kernel(self) -> bool:
        """Whether kernels do all of it."""
        return all(isinstance(stage, Frame) for stage in self.stages)

    @property
    def fresh(self) -> int:
        """How many rows it goes through first."""
        if self.delta is None:
            return self.size
        step = self.rule.body[self.delta]
        assert isinstance(step, Scan)
        return self.world.table(step.predicate, len(step.args)).fresh

    @property
    def size(self) -> int:
        """How many rows the relation has that it begins with."""
        step = self.rule.body[self.steps[0]] if self.steps else None
        return self.world.table(step.predicate, len(step.args)).rows if isinstance(step, Scan) else 0

    def bound_after(self, column: int) -> int:
        """After how many steps a column of the head is bound."""
        arg, bound = self.rule.args[column], frozenset[int]()
        for count, number in enumerate(self.steps):
            if not isinstance(arg, Var) or arg.index in bound:
                return count
            bound |= self.rule.body[number].binds
        return len(self.steps)

    def fire(self) -> None:
        """Writes what the rule derives into the table of its head. Raises TooLarge, and Blunt."""
        before = self.head.rows
        self._run(0, Batch(1))
        self.head.derived(before, self.rule_number)

    def _reads_nothing(self) -> bool:
        """Whether a complete relation that it must find rows in has none: then no stage of it will ever run."""
        return any(
            isinstance(step, Scan)
            and step.predicate not in self.world.own
            and not self.world.table(step.predicate, len(step.args)).rows
            for step in self.rule.body
        )

    # ---- making stages

    def _estimate(self, number: int, bound: frozenset[int]) -> float:
        step = self.rule.body[number]
        assert isinstance(step, Scan)
        return self.world.size(step.predicate, len(step.args), bound)

    def _make_stages(self) -> None:
        bound: frozenset[int] = frozenset()
        steps = list(self.steps)
        feed: list[int] | None = None if steps and isinstance(self.rule.body[steps[0]], Scan) else []
        while True:
            here: list[int] = []
            while steps and self._in_kernel(self.rule.body[steps[0]]):
                here.append(steps.pop(0))
            if here or not steps:
                bound = self._make_frame(here, feed, bound, steps)
                feed = self.buffers[-1][1] if self.buffers[-1] else None
            if not steps:
                return
            step = self.rule.body[steps.pop(0)]
            self.stages.append(step)
            self.feeds.append(None)
            self.buffers.append(None)
            bound |= step.binds
            feed = self._live(bound, steps, self._passed(steps))

    def _in_kernel(self, step: Step) -> bool:
        own = isinstance(step, Group) and step.rows in self.world.own  # its rows are not complete
        return not own and in_kernel(step, self.world.sharp)

    def _passed(self, steps: Sequence[int]) -> list[int]:
        """The registers of the kept rows of the scans that are done."""
        return [register for i, register in self.registers.rows.items() if i not in steps]

    def _live(self, bound: frozenset[int], steps: Sequence[int], rows: Sequence[int]) -> list[int]:
        """The registers that what comes later reads."""
        later = variables(self.rule.args).union(*(self.rule.body[i].reads | self.rule.body[i].binds for i in steps))
        return [*sorted(bound & later), *rows]

    def _make_frame(
        self, here: Sequence[int], feed: list[int] | None, bound: frozenset[int], later: Sequence[int]
    ) -> frozenset[int]:
        """The frame of some steps: from a feed of bindings or from a relation, into the head's table or a buffer."""
        frame = Frame(self.registers, self.world.pool(self.rule.head), len(self.stages))
        parted = self.world.part is None
        memory, kernels = self.world.memory, self.world.kernels
        table = None
        if feed is not None:
            table = ColumnTable(memory, kernels, len(feed))
            frame.feed(table, feed)
        for number in here:
            self._add(frame, number, bound, first=feed is None and number == here[0])
            bound |= self.rule.body[number].binds
            parted = parted or self._part(frame, bound)
        if not here and not parted:
            self._part(frame, bound)
        buffer = None
        if later:
            out = self._live(bound, later, self._passed(later))
            buffer = ColumnTable(memory, kernels, len(out), room=BUFFER), out
            frame.output(*buffer)
        else:
            head = [self.registers.of(arg) for arg in self.rule.args]
            parents = list(self.registers.rows.values())
            frame.emit(self.head, head, parents)
        frame.finish()
        self.stages.append(frame)
        self.feeds.append(None if table is None or feed is None else (table, feed))
        self.buffers.append(buffer)
        return bound

    def _part(self, frame: Frame, bound: frozenset[int]) -> bool:
        """Leaves what another part derives to it, once its value is bound."""
        part = self.world.part
        assert part is not None
        arg = self.rule.args[part.column]
        if isinstance(arg, Var) and arg.index not in bound:
            return False
        frame.part(self.registers.of(arg), part.shift, part.number, part.of)
        return True

    def _add(self, frame: Frame, number: int, bound: frozenset[int], first: bool) -> None:
        step = self.rule.body[number]
        match step:
            case Scan():
                self._scan(frame, step, number, bound, first)
            case Negated():
                self._absent(frame, step)
            case Group():
                table, default = self.world.aggregate(step)
                if step.keys:
                    index = self.world.index(table, tuple(range(len(step.keys))), (), numbered=True)
                    frame.value(index, step, default, step.binds <= bound)
                else:
                    frame.scan(table, (step.result,), at.ALL, None)
            case Filter():
                frame.test(step, self.world.values.block)
            case Let() | Between():
                raise AssertionError("Python does these")

    def _scan(self, frame: Frame, step: Scan, number: int, bound: frozenset[int], first: bool) -> None:
        table = self.world.table(step.predicate, len(step.args))
        own = step.predicate in self.world.own
        upto = at.ALL
        if own and self.delta is not None and number >= self.delta:
            upto = at.DELTA if number == self.delta else at.OLD
        key = tuple(
            i for i, arg in enumerate(step.args) if arg is not None and (not isinstance(arg, Var) or arg.index in bound)
        )
        if len(key) == len(step.args) and not own:
            self.world.know(table)
            frame.lookup(table, step.args, True)
        elif first or not key:
            frame.scan(table, step.args, upto, self.registers.rows.get(number))
        else:
            read = tuple(i for i, arg in enumerate(step.args) if arg is not None and i not in key)
            index = (
                self.world.chained(table, key, self._wanted(step, number, bound))
                if own
                else self.world.index(table, key, read, numbered=number in self.registers.rows)
            )
            frame.probe(index, step.args, upto, self.registers.rows.get(number))

    def _wanted(self, step: Scan, number: int, bound: frozenset[int]) -> Semijoin | None:
        """A column that a complete relation later in the body is joined with and few values pass: column, table, its column.

        A growing relation is then indexed by the rows that can come through: a semi-join (Bernstein and Chiu 1981) done once a row,
        not once a binding."""
        few, best = self.world.symbols.count // 4, None
        for other in self.steps[self.steps.index(number) + 1 :]:
            later = self.rule.body[other]
            if not isinstance(later, Scan) or later.predicate in self.world.own:
                continue
            table = self.world.table(later.predicate, len(later.args))
            for theirs, arg in enumerate(later.args):
                if isinstance(arg, Var) and arg.index not in bound and arg in step.args:
                    distinct = table.distinct(theirs)
                    if distinct < few:
                        few, best = distinct, (step.args.index(arg), table, theirs)
        return best

    def _absent(self, frame: Frame, step: Negated) -> None:
        table = self.world.table(step.predicate, len(step.args))
        key = tuple(i for i, arg in enumerate(step.args) if arg is not None)
        if not table.rows:
            return
        if len(key) == len(step.args):
            self.world.know(table)
            frame.lookup(table, step.args, False)
        elif key:
            frame.absent(self.world.index(table, key, (), numbered=False), step)
        else:
            self.never = True

    # ---- running

    def _run(self, number: int, batch: Batch) -> None:
        stage = self.stages[number]
        match stage:
            case Frame():
                self._run_frame(number, stage, batch)
            case Filter():
                self._go_on(number, test(stage, batch, self.world))
            case Let():
                self._go_on(number, let(stage, batch, self.world))
            case Between():
                self._go_on(number, between(stage, batch, self.world))
            case Group():
                self._go_on(number, group(stage, batch, self.world))
            case Scan() | Negated():
                raise AssertionError("a kernel does these")

    def _go_on(self, number: int, batch: Batch) -> None:
        if batch.count:
            self._run(number + 1, batch)

    def _run_frame(self, number: int, frame: Frame, batch: Batch) -> None:
        feed, buffer = self.feeds[number], self.buffers[number]
        if feed is not None:
            feed[0].lend([batch.columns[register] for register in feed[1]], batch.count)
        if frame.compares:
            self.world.update_values(ordered=frame.orders)
        frame.rewind()
        if buffer is None:
            self.head.fit(self.world.symbols.count)
        while True:
            frame.block.budget = PATIENCE
            status = self.world.kernels.run(frame.block.address)
            if status == at.PAUSED:
                self.world.pause()
                continue
            if buffer is not None:
                self._pass_on(number, *buffer)
            elif status == at.NEEDS_ROWS:
                self.head.grow_more()
                self.world.pause()
            elif status == at.NEEDS_SET:
                self.head.known.grow(self.head, self.world.symbols.count)
            if status == at.DONE:
                return

    def _pass_on(self, number: int, table: ColumnTable, registers: Sequence[int]) -> None:
        count = table.rows
        if count:
            columns = {register: table.columns[i][:count] for i, register in enumerate(registers)}
            table.block.rows = 0
            self._run(number + 1, Batch(count, columns))


def _number(table: ColumnTable, rule: PlanRule) -> int:
    """The rule's number among those of its head."""
    for number, known in enumerate(table.rules):
        if known is rule:
            return number
    table.rules.append(rule)
    return len(table.rules) - 1
