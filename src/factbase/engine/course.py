"""The course of rules over time: in, what was planned with the as-of date left open; out, for every row all days on which it holds.

One evaluation serves all as-of dates, and it is exact: a fact brings the days on which it holds, a comparison with the as-of date the days
on which it is so, a join meets them, a negation takes them away, an aggregate is taken between any two days on which a member comes or
goes. So no day is tried, and no date need be guessed: a derived one plays its part when it is derived. (Annotated evaluation, as in
Green, Karvounarakis and Tannen, "Provenance semirings", PODS 2007, with sets of days.) Each row keeps how each day was first derived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from factbase.engine.base import PlanRule, Row, Statistics, TooLarge, Unsupported
from factbase.engine.meter import Fired, statistics_of
from factbase.engine.moment import flat, is_moment, when
from factbase.engine.plan import Planned
from factbase.engine.step import Between, Binding, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.days import BEGIN, END, EVER, NEVER, Days, both, edges, either, holds_on, without
from factbase.ground.operation import ANY_OF_BOTH, DAY_OF_BOTH, MAY_BE_ANY, MINUS, PLUS
from factbase.ground.possible import Several
from factbase.program.declare import AT
from factbase.program.model import Fact

__all__ = ["Course", "DatedDerivation", "DaysOf", "NoCourse", "course"]

MAX_ROWS = 500_000  # ranges of days, over all rows


class NoCourse(Unsupported):
    """Some rule computes with the as-of date what is not told by comparing it; the message says what."""


@dataclass(frozen=True, slots=True)
class DatedDerivation:
    """How a row came to hold on some days: a rule with its binding and the rows at its scans, or without a rule the facts."""

    rule: PlanRule | None
    binding: tuple[int | None, ...]
    facts: tuple[int, ...]
    days: Days
    number: int  # in the order of derivation


DaysOf = Callable[[Head, Row, Fact], Days]
"""The days on which a fact states a row of a relation."""

_NO_INDEXES: dict[tuple[int, ...], dict[Row, list[Row]]] = {}

DatedBinding = tuple[Binding, Days]


class Course:
    """The rows of every relation with their days: as-of dates, or others by which facts come and go.

    `sources` gives, in the order of derivation, how each row came by its days."""

    def __init__(self, planned: Planned, span: DaysOf, clock: Callable[[], float]) -> None:
        self.planned = planned
        self.clock = clock
        self._span = span
        self.rounds = 0
        self._fired = {id(rule): Fired(rule) for rule in planned.rules.each}
        self.symbols = planned.rules.symbols.copy()
        self.rows: dict[Head, dict[Row, Days]] = {}
        self.sources: dict[tuple[Head, Row], list[DatedDerivation]] = {}
        self._indexes: dict[Head, dict[tuple[int, ...], dict[Row, list[Row]]]] = {}
        moments = {number for number, value in enumerate(self.symbols.values) if is_moment(value)}
        self._open = bool(moments)  # else the as-of date is nowhere
        self._moments: set[Head] = set()  # relations with the as-of date in some row
        self._count = 0
        named = _constants(planned.rules.each, moments)
        for head, rows in planned.store.rows.items():
            some = named.get(head)  # a row that no literal can match is not taken in
            for row, keys in rows.items():
                if some is not None and not any(row[column] in numbers for column, numbers in some):
                    continue
                days = either(span(head, row, planned.store.facts[key]) for key in keys) if keys else EVER
                self._add(head, row, days, DatedDerivation(None, (), keys, days, self._count))
        for stratum in planned.rules.strata:
            self._stratum(stratum)

    def days(self, head: Head, row: Row) -> Days:
        """The days on which a row holds; none where it never does."""
        return self.rows.get(head, {}).get(row, NEVER)

    def facts(self, head: Head, row: Row, source: DatedDerivation, day: int) -> Iterator[Fact]:
        """The facts that state a row on a day, by a derivation; none of what a rule concludes."""
        for key in source.facts:
            fact = self.planned.store.facts[key]
            if holds_on(self._span(head, row, fact), day):
                yield fact

    @property
    def statistics(self) -> Statistics:
        """What the evaluation came to; a row counts once for each range of days."""
        return statistics_of(self.rounds, self._count, self._fired.values())

    # ---- strata

    def _stratum(self, rules: Sequence[PlanRule]) -> None:
        own = {rule.head for rule in rules}
        delta: dict[Head, dict[Row, Days]] = {head: dict(self.rows.get(head, {})) for head in own}
        for head in own:
            self.rows.setdefault(head, {})
        new: dict[Head, dict[Row, Days]] = {head: {} for head in own}
        for rule in rules:
            if not any(isinstance(step, Scan) and step.predicate in own for step in rule.body):
                self._fire(rule, -1, {}, new)
        while True:
            for rule in rules:
                for at, step in enumerate(rule.body):
                    if isinstance(step, Scan) and step.predicate in own and delta[step.predicate]:
                        self._fire(rule, at, delta[step.predicate], new)
            self.rounds += 1
            if not any(new.values()):
                return
            delta, new = new, {head: {} for head in own}

    def _fire(self, rule: PlanRule, at: int, delta: dict[Row, Days], new: dict[Head, dict[Row, Days]]) -> None:
        fired, before, started = self._fired[id(rule)], self._count, self.clock()
        for binding, days in list(self.solutions(rule.body, [None] * len(rule.variables), EVER, at, delta)):
            row = tuple(self._number(arg, binding) for arg in rule.args)
            fresh = without(days, self.days(rule.head, row))
            if fresh:
                self._add(rule.head, row, fresh, DatedDerivation(rule, tuple(binding), (), fresh, self._count))
                known = new[rule.head].get(row, NEVER)
                new[rule.head][row] = either((known, fresh))
        fired.again(self._count - before, self.clock() - started)

    def _add(self, head: Head, row: Row, days: Days, source: DatedDerivation) -> None:
        rows = self.rows.setdefault(head, {})
        known = rows.get(row)
        if known is None:
            for columns, index in self._indexes.get(head, _NO_INDEXES).items():
                index.setdefault(tuple([row[i] for i in columns]), []).append(row)
            if self._open and any(is_moment(self.symbols.values[number]) for number in row):
                self._moments.add(head)
        rows[row] = days if known is None else either((known, days))
        self.sources.setdefault((head, row), []).append(source)
        self._count += 1
        if self._count > MAX_ROWS:
            raise TooLarge(f"the timeline grew past {MAX_ROWS:,} rows and ranges of days")

    # ---- bodies

    def solutions(
        self, body: Sequence[Step], binding: Binding, days: Days, at: int = -1, delta: dict[Row, Days] | None = None
    ) -> Iterator[DatedBinding]:
        """Every binding under which each step holds, with the days; at the step `at`, by rows of `delta` only."""
        stack: list[Iterator[DatedBinding]] = [iter([(binding, days)])]
        while stack:
            state = next(stack[-1], None)
            if state is None:
                stack.pop()
            elif len(stack) > len(body):
                yield state
            else:
                place = len(stack) - 1
                stack.append(self.step(body[place], *state, delta if place == at else None))

    def step(
        self, step: Step, binding: Binding, days: Days, delta: dict[Row, Days] | None = None
    ) -> Iterator[DatedBinding]:
        """The bindings under which one step holds, each with the days; a scan reads `delta` only, where that is given."""
        match step:
            case Scan():
                for _, held, extended in self.matching(step.predicate, step.args, binding, delta):
                    left = both(days, held)
                    if left:
                        yield extended, left
            case Negated():
                gone = either(held for _, held, _ in self.matching(step.predicate, step.args, binding))
                left = without(days, gone)
                if left:
                    yield binding, left
            case Filter():
                left = both(days, when(step.op, [self.value(arg, binding) for arg in step.args]))
                if left:
                    yield binding, left
            case Let():
                yield from self._let(step, binding, days)
            case Between():
                yield from self._between(step, binding, days)
            case Group():
                yield from self._group(step, binding, days)

    def matching(
        self, head: Head, args: Sequence[Term | None], binding: Binding, delta: dict[Row, Days] | None = None
    ) -> Iterator[tuple[Row, Days, Binding]]:
        """The rows that fit, with the days on which they hold and fit, and the binding with them."""
        rows = self.rows.get(head, {}) if delta is None else delta
        wanted = [None if arg is None else _bound(arg, binding) for arg in args]
        columns = tuple(i for i, number in enumerate(wanted) if number is not None)
        loose = self._open and (
            head in self._moments or any(is_moment(self.symbols.values[n]) for n in wanted if n is not None)
        )
        chosen: Sequence[Row]
        if loose or delta is not None or not columns:
            chosen = list(rows)
        else:
            chosen = list(self._index(head, columns).get(tuple([n for n in wanted if n is not None]), ()))
        for row in chosen:
            days, extended = rows[row], binding
            for arg, number in zip(args, row, strict=True):
                if arg is None:
                    continue
                known = _bound(arg, extended)
                if known is None:
                    assert isinstance(arg, Var)
                    extended = [*extended]
                    extended[arg.index] = number
                elif known != number:
                    days = both(days, self._same(known, number))
                    if not days:
                        break
            if days:
                yield row, days, extended

    def _same(self, a: int, b: int) -> Days:
        """The days on which two different values are one: the as-of date and a day."""
        x, y = self.symbols.values[a], self.symbols.values[b]
        if is_moment(y):
            x, y = y, x
        if not is_moment(x) or is_moment(y) or type(y) is not Date or not y.sharp:
            return NEVER
        assert type(x) is Date
        assert x.origin is not None
        assert y.earliest is not None
        return ((y.earliest - x.origin[1],) * 2,)

    def _index(self, head: Head, columns: tuple[int, ...]) -> dict[Row, list[Row]]:
        of_head = self._indexes.setdefault(head, {})
        index = of_head.get(columns)
        if index is None:
            index = of_head[columns] = {}
            for row in self.rows.get(head, {}):
                index.setdefault(tuple([row[i] for i in columns]), []).append(row)
        return index

    # ---- the as-of date in tests and functions

    def _let(self, step: Let, binding: Binding, days: Days) -> Iterator[DatedBinding]:
        values = [self.value(arg, binding) for arg in step.args]
        moments = [value for value in values if is_moment(value)] if self._open else []
        if len(moments) == len(values) == 2 and step.op is MINUS:
            a, b = (value.origin[1] for value in moments if type(value) is Date and value.origin is not None)
            result: object = a - b
        elif moments and step.op in (DAY_OF_BOTH, ANY_OF_BOTH):
            days, result = both(days, when(MAY_BE_ANY, values)), moments[0]
        elif moments and not (step.op in (PLUS, MINUS) and is_moment(values[0]) and type(values[1]) is int):
            raise NoCourse(f"`{step.op}` of the as-of date has no timeline: compare the as-of date with a date instead")
        elif self._open and any(
            is_moment(part) for value in values if isinstance(value, Several) for part in flat(value)
        ):
            raise NoCourse("an aggregate over the as-of date has no timeline")
        else:
            result = step.op.call(*values)
        if result is None or not days:
            return
        number = self.symbols.intern(result)  # type: ignore[arg-type]  # a constant of the language
        yield from self._bind(step.result, number, binding, days)

    def _bind(self, term: Term, number: int, binding: Binding, days: Days) -> Iterator[DatedBinding]:
        known = _bound(term, binding)
        if known is None:
            assert isinstance(term, Var)
            extended = [*binding]
            extended[term.index] = number
            yield extended, days
        else:
            left = days if known == number else both(days, self._same(known, number))
            if left:
                yield binding, left

    def _between(self, step: Between, binding: Binding, days: Days) -> Iterator[DatedBinding]:
        low, high = self.value(step.low, binding), self.value(step.high, binding)
        if type(low) is int and type(high) is int:
            for value in range(low, high + 1):
                yield from self._bind(step.item, self.symbols.intern(value), binding, days)

    def _group(self, step: Group, binding: Binding, days: Days) -> Iterator[DatedBinding]:
        """The aggregate on each stretch of days on which its members are the same."""
        width = len(next(iter(self.rows.get(step.rows, {})), ()))
        args = (*step.keys, *[None] * (width - len(step.keys)))
        members = [(row, held) for row, held, _ in self.matching(step.rows, args, binding)] if width else []
        if step.rows in self._moments:
            raise NoCourse("an aggregate over the as-of date has no timeline")
        changes: dict[int, list[int]] = {}  # the members that come or go on a day
        for i, (_, held) in enumerate(members):
            for low, high in held:
                changes.setdefault(low, []).append(i)
                changes.setdefault(high + 1, []).append(i)
        active: set[int] = set()
        cuts = edges([days, *(held for _, held in members)])
        for start, after in pairwise(cuts):
            active.symmetric_difference_update(changes.get(start, ()))
            left = both(days, ((start, after - 1),))
            if not left:
                continue
            numbers = step.function.counted([members[i][0][len(step.keys)] for i in sorted(active)])
            value = step.function.call([self.symbols.values[number] for number in numbers])
            if value is not None:
                yield from self._bind(step.result, self.symbols.intern(value), binding, left)

    # ---- values

    def value(self, term: Term, binding: Binding) -> object:
        """The value of a constant or of a variable that is bound."""
        return self.symbols.values[self._number(term, binding)]

    def _number(self, term: Term, binding: Binding) -> int:
        number = _bound(term, binding)
        assert number is not None, "a rule binds what it needs"
        return number


def course(planned: Planned, clock: Callable[[], float] = lambda: 0.0) -> Course:
    """The course of what was planned as of `AS_OF`. Raises NoCourse and TooLarge."""
    return Course(planned, _span, clock)


def _span(head: Head, row: Row, fact: Fact) -> Days:
    """The days on which a fact holds, certainly or possibly; what somebody claims is not selected by its date."""
    possible, when = head.possible, fact.when
    if when is None or fact.mode is not None or fact.relation == AT:
        return EVER
    first, last = when.first, None if when.kind == "on" else when.last
    low = BEGIN if first is None else (first.earliest if possible else first.latest)
    high = END if last is None else (last.latest if possible else last.earliest)
    if not possible and ((first is not None and low is None) or (last is not None and high is None)):
        return NEVER
    low, high = BEGIN if low is None else low, END if high is None else high
    return ((low, high),) if low <= high else NEVER


def _constants(rules: Iterable[PlanRule], moments: set[int]) -> dict[Head, list[tuple[int, set[int]]]]:
    """The relations that are only ever read by a constant: for each reading a column, and what may stand there."""
    named: dict[Head, list[tuple[int, set[int]]]] = {}
    whole: set[Head] = set()
    for step in (step for rule in rules for step in rule.body):
        match step:
            case Scan() | Negated():
                head, args = step.predicate, step.args
            case Group():
                head, args = step.rows, step.keys
            case Filter() | Let() | Between():
                continue
        constants = ((at, arg) for at, arg in enumerate(args) if isinstance(arg, int) and arg not in moments)
        column, number = next(constants, (-1, -1))
        if column < 0:
            whole.add(head)
        else:
            named.setdefault(head, []).append((column, moments | {number}))
    return {head: some for head, some in named.items() if head not in whole}


def _bound(term: Term, binding: Binding) -> int | None:
    return binding[term.index] if isinstance(term, Var) else term
