"""Proofs on readings, certified: in, a proof by cases and what solves a reading; out, every problem, each model checked by the kernel.

That a reading was solved as it is told is checked here: that each date may be the day that is taken for it, and that nothing else was
changed. A claim of all readings is tried on every choice of days, also on those that a proof takes for alike, unless these are too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, product

from factbase.engine.base import Listed, Model, Row
from factbase.engine.goal import Goal
from factbase.explain.certify import Certifier
from factbase.explain.proof import Case, Cases, Tried
from factbase.explain.prove import Prover, Readings
from factbase.ground.date import Date, day
from factbase.ground.value import Value, value_key
from factbase.program.completion import AS_OF, KNOWN_BY, LAST, Completion, Root
from factbase.program.model import Fact

__all__ = ["CaseCertifier", "at_hand"]

MAX_EACH = 400  # choices of days that are all tried


class CaseCertifier:
    """Certifies proofs by cases of the answers of one model, into the certificate of that."""

    def __init__(self, certifier: Certifier, readings: Readings, goal: Goal) -> None:
        self.certifier = certifier
        self.readings = readings
        self.goal = goal
        self._solved: dict[tuple[Completion, bool], Certifier] = {}

    def answer(self, rows: Sequence[Row], proof: Cases) -> None:
        """Checks that a proof by cases proves one of these rows of the goal's possible answers."""
        self.certifier.proofs += 1
        self.certifier.problems.extend(self._problems(rows, proof))

    def excluded(self, rows: Sequence[Row], dates: Sequence[Tried], told: Sequence[Row]) -> None:
        """Checks that an answer which is left out holds on no reading, not even possibly: on none has it values that no answer that is
        `told` has there, for two dates may be one day on a reading."""
        for tried in dates:
            self.certifier.problems.extend(self._date(tried))
        for chosen in product(*self._days(dates)):
            problems = self._on_reading(dates, chosen, rows, None, told)
            self.certifier.problems.extend(f"where {', '.join(map(str, chosen))}: {problem}" for problem in problems)

    def _problems(self, rows: Sequence[Row], proof: Cases) -> Iterator[str]:
        for tried in proof.dates:
            yield from self._date(tried)
        case_of = {case.days: case for case in proof.cases}
        if len(case_of) < len(proof.cases) or any(len(days) != len(proof.dates) for days in case_of):
            yield "a proof by cases has a case twice, or one that does not say which day each date is"
            return
        if not proof.every:
            if len(case_of) != 1 or proof.cases[0].alike:
                yield "a possible answer is proved on another number of readings than one"
            choices = list(case_of)
            for tried, chosen in zip(proof.dates, zip(*case_of, strict=True), strict=False):
                yield from _outside(tried, chosen)
        else:
            if proof.readings != sum(1 + case.alike for case in proof.cases):
                yield "a proof by cases does not count the readings"
            choices = list(product(*self._days(proof.dates)))
            if not set(case_of) <= set(choices):
                yield "a proof by cases has a case that is none of its readings"
        for chosen in choices:
            problems = self._on_reading(proof.dates, chosen, rows, case_of.get(chosen))
            yield from (f"where {', '.join(map(str, chosen))}: {problem}" for problem in problems)

    def _days(self, dates: Sequence[Tried]) -> Sequence[Sequence[Date]]:
        """All days of each date; where these are too many choices, those that the proof tries."""
        every: list[list[Date]] = []
        count = 1
        for tried in dates:
            first, last = tried.date.earliest, tried.date.latest
            written = tried.date.first_day is not None and tried.date.last_day is not None
            count *= last - first + 1 if written and first is not None and last is not None else MAX_EACH + 1
            if first is None or last is None or count > MAX_EACH:
                return [tried.days for tried in dates]
            every.append([day(at) for at in range(first, last + 1)])
        return every

    def _date(self, tried: Tried) -> Iterator[str]:
        """Whether the base has a partial date, and whether it may be the days that are tried for it."""
        if tried.date.text not in {date.text for date in self._dates(tried.root)}:
            yield f"{tried.date} of {tried.of} is no partial date of the base"
        yield from _outside(tried, tried.days)

    def _dates(self, root: Root) -> Iterator[Date]:
        """The dates with that root: of a fact, of the view, or among the values that rules make."""
        planned = self.certifier.planned
        if root in (AS_OF, KNOWN_BY):
            of_view = planned.view.at if root == AS_OF else planned.view.known_by
            yield from (date for date in [of_view] if date is not None)
        elif isinstance(root, tuple) and type(root[0]) is int:
            for fact in self.certifier.program.facts.listed:
                if fact.index == root[0]:
                    yield from (value for column, value in _dated(fact) if column == root[1])
        else:
            sources, knowing = self.certifier.program.sources, self.readings.knowing()
            ways = (way for source in sources for way in knowing.ways(source)) if knowing is not None else ()
            published = (date for dates, _ in ways for date in dates)
            for value in chain(self.certifier.model.symbols.values, published):
                if type(value) is Date and value.origin is not None and value.origin[0] == root:
                    made = value.plus_days(-value.origin[1])
                    yield from (date.plain for date in [made] if date is not None)

    # ---- one reading

    def _on_reading(
        self,
        dates: Sequence[Tried],
        days: Sequence[Date],
        rows: Sequence[Row],
        case: Case | None,
        told: Sequence[Row] | None = None,
    ) -> Iterator[str]:
        """What is wrong on one reading; where others are `told` instead, with leaving the answer out."""
        left_out = told is not None
        chosen: dict[Root, int] = {}
        for tried, each in zip(dates, days, strict=True):
            chosen[tried.root] = each.earliest or 0
        completion = Completion.of(chosen)
        key = completion, left_out
        if key not in self._solved:
            prover = self.readings.solve(completion, self.goal, certainly=not left_out)
            yield from self._stated(prover, chosen)
            planned, program = prover.planned, prover.program
            self._solved[key] = Certifier(planned, at_hand(prover.model), program, self.certifier.evidence)
            self.certifier.readings += 1
            yield from self._solved[key].problems
        certifier = self._solved[key].again()
        goals = certifier.planned.rules.possible if left_out else certifier.planned.rules.goals
        goal, values = goals[0], certifier.model.symbols.values
        wanted = self._values(rows, chosen) - self._values(told or (), chosen)
        matches = [row for row in certifier.model.of(goal) if tuple(value_key(values[n]) for n in row) in wanted]
        if left_out:
            yield from ["an answer may hold that is left out"] if matches else []
        elif not matches:
            yield "the answer does not hold"
        elif case is not None:
            certifier.answer(goal, matches, case.proof)
            self.certifier.take(certifier)

    def _values(self, rows: Sequence[Row], chosen: Mapping[Root, int]) -> set[tuple[object, ...]]:
        """What some rows hold on a reading."""
        own = self.certifier.model.symbols.values
        return {tuple(value_key(_on(own[n], chosen)) for n in row) for row in rows}

    def _stated(self, prover: Prover, chosen: Mapping[Root, int]) -> Iterator[str]:
        """Whether the facts and the view of a reading are those of the base, but for the days that it chooses."""
        view, base = prover.planned.view, self.certifier
        at = day(chosen[AS_OF]) if AS_OF in chosen else base.planned.view.at
        by = day(chosen[KNOWN_BY]) if KNOWN_BY in chosen else base.planned.view.known_by
        if (view.at, view.known_by) != (at, by):
            yield "the reading is of another view"
        if dict(prover.planned.completion.days) != dict(chosen):
            yield "the reading chooses other days"
        facts, others = base.program.facts, prover.program.facts
        if tuple(filter(len, facts.tables)) != tuple(filter(len, others.tables)) or len(facts.listed) != len(
            others.listed
        ):
            yield "the reading has other facts"
        touched = {root[0] for root in chosen if isinstance(root, tuple)}
        for fact, other in zip(facts.listed, others.listed, strict=False):
            if fact is other and fact.index not in touched:
                continue
            if replace(other, values=fact.values, when=fact.when) != fact:
                yield f"the reading has another fact for {fact.atom()}"
            for (column, a), (_, b) in zip(_columns(fact), _columns(other), strict=True):
                root = (fact.index, column)
                if b != (day(chosen[root]) if root in chosen else a):
                    yield f"the reading has another value for {fact.atom()}"


def _outside(tried: Tried, days: Sequence[Date]) -> Iterator[str]:
    """Which of some days a partial date cannot be."""
    first, last = tried.date.earliest, tried.date.latest
    for each in days:
        at = each.earliest
        if not each.sharp or at is None or (first is not None and at < first) or (last is not None and at > last):
            yield f"{each} is no day of {tried.date}"


def _dated(fact: Fact) -> Iterator[tuple[object, Date]]:
    """The dates of a fact by their columns."""
    return ((column, value) for column, value in _columns(fact) if isinstance(value, Date))


def _columns(fact: Fact) -> Iterator[tuple[object, Value | None]]:
    yield from enumerate(fact.values)
    when = fact.when
    if when is not None:
        yield len(fact.values), when.first
        if when.kind == "span":
            yield LAST, when.last


def _on(value: Value, chosen: Mapping[Root, int]) -> Value:
    """A value on a reading."""
    if isinstance(value, Date) and value.origin is not None and value.origin[0] in chosen:
        return day(chosen[value.origin[0]] + value.origin[1])
    return value


def at_hand(model: Model) -> Model:
    """The model with all its rows at hand: each is looked at several times."""
    return replace(model, rows={head: Listed(table.at_hand()) for head, table in model.rows.items()})
