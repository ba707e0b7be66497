"""Possible answers, decided on each day: in, a goal and the days on which an answer may hold; out, those on which it does so, and how.

A stretch of days is one unknown as-of date. On all readings of it and of the dates, single days are looked at: all where they are few,
else those near the days with which dates are compared. In between nothing tells a day from the next, so that one speaks for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.base import FactBase
from factbase.engine.base import Engine, Row, TooLarge
from factbase.engine.course import Course, course
from factbase.engine.goal import Goal
from factbase.engine.moment import AS_OF as ANY_DAY
from factbase.explain.cases import Candidate, Decider
from factbase.explain.classes import stretches
from factbase.explain.prove import Prover
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.days import BEGIN, END, Days, either
from factbase.ground.value import value_key
from factbase.program.completion import AS_OF, Completion
from factbase.program.fact import Fact
from factbase.program.view import View

__all__ = ["AnswerKey", "Exact", "OnDays"]

FEW = 6  # days in a row that are all asked
MAX_ASKED = 1_000  # days, of all answers together

SOME_DAY = 730_000  # where all days are alike

AnswerKey = tuple[object, ...]
"""The values of an answer, as they are written."""


@dataclass(frozen=True, slots=True)
class Exact:
    """The days on which an answer is certain, on which it is possible only, and on which neither is known."""

    certain: Days
    possible: Days
    open: Days


class OnDays:
    """Decides the answers to one goal on the days from `low` to `high`; BEGIN and END are no bound."""

    def __init__(self, base: FactBase, goal: Goal, known_by: Date | None, engine: Engine, low: int, high: int) -> None:
        self.base = base
        self.goal = goal
        self.known_by = known_by
        self.engine = engine
        first, last = None if low == BEGIN else low, None if high == END else high
        at = Date(f"{_written(first)}/{_written(last)}", first, last)
        planned, model = base.solve([goal], View(at, known_by), engine)
        self.decider = Decider(Prover(planned, model, base.program), base.readings(View(at, known_by), engine))
        plain = model.symbols.plain
        self.sure = {_key([plain(n) for n in row]) for row in model.of(planned.rules.goals[0])}
        self.rows: dict[AnswerKey, list[Row]] = {}
        for row in model.of(planned.rules.possible[0]):
            self.rows.setdefault(_key([plain(n) for n in row]), []).append(row)
        self._candidates: dict[tuple[AnswerKey, int], Candidate | None] = {}

    def exact(self, key: AnswerKey, maybe: Days) -> Exact:
        """What an answer is on the days on which it may hold."""
        by_certainty: dict[Certainty | None, list[Days]] = {certainty: [] for certainty in (*Certainty, None)}
        for low, high in maybe:
            try:
                stretches = [(first, last, self.certainty(key, at)) for first, last, at in self._days(key, low, high)]
            except TooLarge:
                stretches = [(low, high, Certainty.OPEN)]
            for first, last, certainty in stretches:
                by_certainty[certainty].append(((first, last),))
        certain, possible = either(by_certainty[Certainty.CERTAIN]), either(by_certainty[Certainty.POSSIBLE])
        return Exact(certain, possible, either(by_certainty[Certainty.OPEN]))

    def differing(
        self, key: AnswerKey, inside: int, outside: int
    ) -> tuple[Completion, tuple[str, ...], tuple[Fact, ...]] | None:
        """A reading on which an answer should hold on one day and not on another, the days that it takes, and the facts whose dates
        these are. Raises TooLarge."""
        here, there = self.candidate(key, inside), self.candidate(key, outside)
        if there is not None and self.certainty(key, inside) is Certainty.CERTAIN:
            candidate, readings = (
                there,
                there.worlds.all & ~there.maybe,
            )  # inside it holds on each, and outside not on each
        elif here is not None:
            candidate, readings = here, here.sure  # inside it holds on some, and outside on none
        else:
            return None
        if not readings:
            return None
        chosen = {root: at for root, at in candidate.worlds.reading(_lowest(readings)).items() if root != AS_OF}
        return Completion.of(chosen), *self.decider.days_taken(candidate, chosen)

    def course(self, completion: Completion) -> Course:
        """The course of the goal on a reading of the dates."""
        base = self.base.completed(completion)
        selection = base.selection(View(None, self.known_by))
        return course(base.plan([self.goal], selection, View(ANY_DAY, self.known_by)))

    def candidate(self, key: AnswerKey, at: int) -> Candidate | None:
        """On which readings an answer holds on a day; None for no answer. Raises TooLarge."""
        if (key, at) not in self._candidates:
            if len(self._candidates) >= MAX_ASKED:
                raise TooLarge("there are too many days to ask")
            rows = self.rows.get(key)
            self._candidates[key, at] = self.decider.candidate(0, rows, {AS_OF: day(at)}) if rows is not None else None
        return self._candidates[key, at]

    def certainty(self, key: AnswerKey, at: int) -> Certainty | None:
        """How certain an answer is on a day, None where it is none."""
        if key in self.sure:
            return Certainty.CERTAIN
        candidate = self.candidate(key, at)
        if candidate is None or not candidate.maybe:
            return None
        if candidate.on_all:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if candidate.sure else Certainty.OPEN

    def _days(self, key: AnswerKey, low: int, high: int) -> Iterator[tuple[int, int, int]]:
        """The days in parts, the first and the last of each, with the day that speaks for it. Raises TooLarge."""
        if low != BEGIN and high != END and high - low < FEW:
            yield from ((at, at, at) for at in range(low, high + 1))
            return
        cells = [
            (max(start, low), min(after - 1, high), many)
            for start, after, many in stretches(self.decider.ways(0, self.rows.get(key, ())), AS_OF)
            if start <= high and after > low
        ]
        for i, (start, last, many) in enumerate(cells or [(low, high, 1)]):
            yield from _parts(low if i == 0 else start, high if i + 1 >= len(cells) else last, many)


def _parts(start: int, last: int, many: int) -> Iterator[tuple[int, int, int]]:
    """A stretch in parts: some days at each end by themselves, for which so many others need not find room, and all between."""
    head, tail = start + many, last - many
    if head >= tail - 1:
        yield from ((at, at, at) for at in range(start, last + 1))
        return
    if start != BEGIN:
        yield from ((at, at, at) for at in range(start, head + 1))
    if last != END:
        yield from ((at, at, at) for at in range(tail, last + 1))
    first = BEGIN if start == BEGIN else head + 1
    end = END if last == END else tail - 1
    yield first, end, first if first != BEGIN else end if end != END else SOME_DAY


def _key(values: Sequence[object]) -> AnswerKey:
    return tuple([value_key(value) for value in values])  # type: ignore[arg-type]  # constants


def _written(at: int | None) -> str:
    return ".." if at is None else str(day(at))


def _lowest(readings: int) -> int:
    return (readings & -readings).bit_length() - 1
