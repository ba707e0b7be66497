"""The timeline of a goal: in, a base and a goal; out, for each answer all intervals in which it holds, with what opens and closes each.

One evaluation serves all days (`engine.course`); its cost grows with the number of dates that matter to the goal, not with the days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from factbase.base import FactBase
from factbase.engine.base import Engine, Row, TooLarge
from factbase.engine.course import Course, NoCourse, course
from factbase.engine.meter import Solved
from factbase.engine.moment import AS_OF, is_moment
from factbase.engine.plan import Planned
from factbase.engine.step import Auxiliary
from factbase.explain.complete import Completeness
from factbase.explain.finder import goal_of
from factbase.explain.proof import quoted
from factbase.explain.turn import Turn, Under, rests_on, turn
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.days import BEGIN, END, Days, either, holds_on, without
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.value import Value, sort_key, value_key
from factbase.program.model import Fact
from factbase.program.view import NOTHING, LeftOut, View
from factbase.syntax.tree import Literal
from factbase.syntax.write import write_body

if TYPE_CHECKING:  # most answers are certain on each of their days, and most questions of what is known now
    from factbase.explain.publication import Dating
    from factbase.questions.on_days import AnswerKey, OnDays
    from factbase.questions.opposed import Opposed, Opposites

__all__ = ["Held", "Interval", "Timeline", "timeline", "written_day"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included, on which an answer holds; None is no bound.

    `opens` and `closes` say with which facts it comes and goes; None where it has no bound. `under` is all that it rests on, on its
    first day, or on its last where that is its only bound; `opposed` is what is said against that on days of it."""

    first: Date | None
    last: Date | None
    certainty: Certainty
    opens: Turn | None
    closes: Turn | None
    under: Under
    opposed: tuple[Opposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """One answer with its intervals, from the earliest on, which never overlap."""

    bindings: tuple[tuple[str, Value], ...]
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All answers that a goal ever has. With an error among the problems nothing was asked."""

    goal: str
    body: tuple[Literal, ...]
    known_by: Date | None
    answers: tuple[Held, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    datings: tuple[Dating, ...] = ()  # why sources of what is cited were known
    left_out: LeftOut = NOTHING
    last_told: Date | None = None  # the last day of which a source tells
    unopposed: str = ""  # why it was not looked at what is said against the answers
    solved: Solved | None = field(default=None, compare=False, repr=False)  # what the evaluation came to


def timeline(
    base: FactBase, goal: str, known_by: Date | None, engine: Engine, clock: Callable[[], float] = lambda: 0.0
) -> Timeline:
    """The timeline of a goal, among what was known by a date. `engine` dates the sources. Raises NoCourse and TooLarge."""
    query, problems = base.query(goal, known_by)
    shown = write_body(query.body) if query is not None else goal.strip()
    if query is None or any(d.severity is Severity.ERROR for d in problems):
        return Timeline(shown, query.body if query else (), known_by, problems=problems)
    base, asked = base.for_bodies([query.body], known_by), goal_of(query.body)
    selection = base.selection(View(None, known_by))
    planned = base.plan([asked], selection, View(AS_OF, known_by))
    started = clock()
    goal_course = course(planned, clock)
    solved = Solved("course", goal_course.statistics, planned.rules.origins, clock() - started)

    def decide(low: int, high: int) -> OnDays:
        from factbase.questions.on_days import OnDays  # late, as above

        # One day more at each end, for what makes the difference there.
        return OnDays(
            base, asked, known_by, engine, *(BEGIN if low == BEGIN else low - 1, END if high == END else high + 1)
        )

    names = [variable.name for variable in asked.outputs]
    opposites, unopposed = _opposites(base, query.body, known_by, clock)
    answers = tuple(_answers(goal_course, planned, Completeness(planned, base.program), names, decide, opposites))
    facts = [fact for held in answers for fact in _shown(held)]
    cited = [cited for fact in facts for cited in fact.quotes]
    datings = base.datings(facts, {each.source for each in cited}, View(None, known_by))
    wrong = base.standing([*cited, *(each for dating in datings for each in quoted(dating.proof))])
    if wrong:
        return Timeline(shown, query.body, known_by, problems=(*problems, *wrong))
    undated = base.undated()
    problems, last_told = (*problems, *undated), None if undated else base.dated.last_told(known_by, engine)
    return Timeline(
        shown, query.body, known_by, answers, problems, datings, selection.left_out, last_told, unopposed, solved
    )


def _opposites(
    base: FactBase, body: Sequence[Literal], known_by: Date | None, clock: Callable[[], float]
) -> tuple[Opposites | None, str]:
    """What is said not to be so of what a goal needs, or why that is not known; None where nothing such is said."""
    negated = base.negated([body])
    if not negated:
        return None, ""
    from factbase.questions.opposed import Opposites  # late: few bases say what is not so

    try:
        return Opposites(base, negated, known_by, clock), ""
    except (NoCourse, TooLarge) as problem:
        return None, str(problem)


def _shown(held: Held) -> Iterator[Fact]:
    """The facts on which the intervals of an answer rest, and with which they open and close."""
    for interval in held.intervals:
        yield from interval.under.facts
        yield from interval.under.may_be
        for opposed in interval.opposed:
            yield from opposed.under.facts
        for turn_ in (interval.opens, interval.closes):
            yield from turn_.facts if turn_ is not None else ()


Decide = Callable[[int, int], "OnDays"]
"""Decides what is only possible, on the days from one to another."""


def _answers(
    course: Course,
    planned: Planned,
    completeness: Completeness,
    names: list[str],
    decide: Decide,
    opposites: Opposites | None,
) -> Iterator[Held]:
    """The answers sorted by their values; rows that are written alike are one."""
    certain, possible = planned.rules.goals[0], planned.rules.possible[0]
    plain = course.symbols.plain
    rows = course.rows.get(possible, {})
    alike: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: [sort_key(plain(n)) for n in row]):
        if any(is_moment(course.symbols.values[n]) for n in row):
            raise NoCourse("an answer that holds the as-of date itself has no timeline: write `_` for it")
        alike.setdefault(tuple([value_key(plain(n)) for n in row]), []).append(row)
    held = {
        key: (either(course.days(certain, row) for row in of), either(course.days(possible, row) for row in of))
        for key, of in alike.items()
    }
    unsure = either(without(may, sure) for sure, may in held.values())
    days = decide(unsure[0][0], unsure[-1][1]) if unsure else None
    for key, of in alike.items():
        sure, may = held[key]
        exact = days.exact(key, without(may, sure)) if days is not None else None
        certainly = sure if exact is None else either((sure, exact.certain))
        turns = _Turns(course, certain, possible, of, sure, may, certainly, key, days, completeness, opposites)
        intervals = [*turns.intervals(certainly, Certainty.CERTAIN)]
        if exact is not None:
            intervals += turns.intervals(exact.possible, Certainty.POSSIBLE)
            intervals += turns.intervals(exact.open, Certainty.OPEN)
        if intervals:
            intervals.sort(key=lambda i: BEGIN if i.first is None or i.first.earliest is None else i.first.earliest)
            yield Held(tuple(zip(names, map(plain, of[0]), strict=True)), tuple(intervals))


@dataclass(frozen=True, slots=True)
class _Turns:
    """The rows of one answer, with the days on which one of them is certain, and on which one may hold; and those on which the answer
    is certain, which may be by one row on one reading of the dates and by another on the next."""

    course: Course
    certain: Auxiliary
    possible: Auxiliary
    rows: list[Row]
    sure: Days
    may: Days
    certainly: Days
    key: AnswerKey
    days: OnDays | None
    completeness: Completeness
    opposites: Opposites | None

    def intervals(self, days: Days, certainty: Certainty) -> Iterator[Interval]:
        for low, high in days:
            opens = None if low == BEGIN else self.between(low, low - 1, certainty)
            closes = None if high == END else self.between(high, high + 1, certainty)
            under = self.under(low, high)
            opposed = self.opposites.against(under.rows, self.course, ((low, high),)) if self.opposites else ()
            yield Interval(written_day(low), written_day(high), certainty, opens, closes, under, tuple(opposed))

    def under(self, low: int, high: int) -> Under:
        """What the answer rests on within an interval; where no row is certain there, on some reading of the dates."""
        at = low if low != BEGIN else high
        goal = self.certain if holds_on(self.sure, at) else self.possible
        row = next(row for row in self.rows if holds_on(self.course.days(goal, row), at))
        return rests_on(self.course, self.completeness, goal, row, at)

    def between(self, inside: int, outside: int, certainty: Certainty) -> Turn | None:
        """What makes the difference of two days. Between a possible day and a certain one, it is what makes it certain."""
        if certainty is not Certainty.CERTAIN and holds_on(self.certainly, outside):
            inside, outside = outside, inside
        elif certainty is not Certainty.CERTAIN:
            return self.turn(self.possible, self.may, inside, outside)
        return self.turn(self.certain, self.sure, inside, outside)

    def turn(self, goal: Auxiliary, days: Days, inside: int, outside: int) -> Turn | None:
        """What makes the difference for a row; where for none, on a reading of the dates."""
        if not holds_on(days, inside) or holds_on(days, outside):
            return self.on_reading(inside, outside)
        row = next(row for row in self.rows if holds_on(self.course.days(goal, row), inside))
        return turn(self.course, goal, row, inside, outside)

    def on_reading(self, inside: int, outside: int) -> Turn | None:
        """What makes the difference on a reading of the dates; None where none is found."""
        if self.days is None:
            return None
        try:
            reading = self.days.differing(self.key, inside, outside)
        except TooLarge:
            return None
        if reading is None:
            return None
        from factbase.explain.conditions import under  # late: there is mostly no such reading

        completion, where, dated = reading
        on = self.days.course(completion)
        goal, values, chosen = on.planned.rules.goals[0], self.course.symbols.values, dict(completion.days)
        wanted = {tuple([value_key(under(values[n], chosen)) for n in row]) for row in self.rows}
        for row, held in on.rows.get(goal, {}).items():
            alike = tuple([value_key(on.symbols.values[n]) for n in row]) in wanted
            if alike and holds_on(held, inside) and not holds_on(held, outside):
                difference = turn(on, goal, row, inside, outside)
                cited = {fact.index for fact in difference.facts}
                facts = (*difference.facts, *(fact for fact in dated if fact.index not in cited))
                return replace(difference, facts=facts, where=where)
        return None


def written_day(ordinal: int) -> Date | None:
    """The day of an ordinal; None where it is no bound, or none that can be written."""
    if ordinal in (BEGIN, END):
        return None
    try:
        return day(ordinal)
    except ValueError:
        return None
