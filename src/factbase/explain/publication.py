"""When sources were known: in, a base's rules and facts; out, for each source the days by which it was, surely and possibly.

A source is known by a day where a date of its publication that is no later follows from the words of sources known by that day: the
largest set of which that is so, for who has the documents has their words. So its own words may date a source, and two may date each
other; what dates neither is a source that was not there yet. Where rules negate, a date follows for sure if nothing that may be known
bars it, and may follow if nothing bars it that surely is (the alternating fixpoint of Van Gelder, 1993, for every day at once).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from factbase.engine.base import Row, TooLarge
from factbase.engine.course import Course
from factbase.engine.instant import instant
from factbase.engine.moment import ANY_KNOWN_BY
from factbase.engine.plan import Planned, make_plan
from factbase.engine.step import Auxiliary, Group, Head, Negated
from factbase.engine.store import Stores
from factbase.explain.finder import PUBLISHED, published_goal
from factbase.explain.proof import Derived, Proof, citations
from factbase.explain.prove import Prover
from factbase.ground.comparison import Reading
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, not_after
from factbase.ground.date import day as date_of
from factbase.ground.days import END, EVER, NEVER, Days, both, either, holds_on, spanning
from factbase.program.completion import AS_STATED, Completion
from factbase.program.fact import Fact, Predicate
from factbase.program.model import Program
from factbase.program.view import Known, View, as_known, select

__all__ = ["Dating", "Publications", "days_of", "publications_of"]

MAX_COURSES = 200  # in the search for the sources that date one another

Of = Mapping[str, Days]
"""The days by which each source was known."""


@dataclass(frozen=True, slots=True)
class Dating:
    """Why a source was known by a day: a date of its publication that is no later, as it follows from what was known."""

    source: str
    date: Date
    certainty: Reading
    proof: Proof


@dataclass(frozen=True, slots=True)
class Publications:
    """By source, the days by which it was surely known and those by which it may have been.

    `dates` are those that may follow, with the days by which they may. `ever` has those that may follow from all there is, whenever
    that was known; `course` is that of all dates in the end."""

    certain: Of
    possible: Of
    dates: Mapping[str, Sequence[tuple[Date, Days]]]
    ever: Mapping[str, Sequence[Date]]
    course: Course
    program: Program
    assuming: Callable[[], Course]  # the course where all was surely known that may have been
    among: Callable[[Iterable[str]], Publications]  # those of a base that has only these sources

    def known(self, by: Date) -> Known:
        """What was known by a date; by a partial one surely if on each of its days, and possibly if on some."""
        on = days_of(by)
        return Known(
            frozenset(name for name, days in self.certain.items() if both(days, on) == on),
            frozenset(name for name, days in self.possible.items() if both(days, on)),
            frozenset(name for name in self.certain if name not in self.ever),
            frozenset(
                name
                for name, dates in self.ever.items()
                if not both(self.possible[name], on) and any(not_after(date, by) is not Truth.FALSE for date in dates)
            ),
        )

    def dated(self, source: str, by: Days) -> Sequence[Date]:
        """The dates of a source that may follow from what was known by some of these days."""
        return [date for date, days in self.dates.get(source, ()) if both(days, by)]

    def surely_dated(self, course: Course) -> Iterator[tuple[str, Date, Head, Row, Days]]:
        """The dates that surely follow in a course, with the rows that say so."""
        goal = self.course.planned.rules.goals[0]
        return ((source, date, goal, row, days) for source, date, row, days in _dates(course, goal))

    def since(self, source: str) -> int | None:
        """The first day by which a source was surely known."""
        days = self.certain[source]
        return days[0][0] if days else None

    def provers(self, by: Date) -> Sequence[Prover]:
        """What proves the dates of publication from what was known by the first day that a date may be, and by the last."""
        ends = days_of(by)
        return [self._prover(day, by) for day in dict.fromkeys((ends[0][0], ends[-1][1]))]

    def _prover(self, day: int, by: Date) -> Prover:
        planned, model = self.course.planned, instant(self.course, day)
        known = replace(
            self.known(by),
            certain=frozenset(name for name, days in self.certain.items() if holds_on(days, day)),
            possible=frozenset(name for name, days in self.possible.items() if holds_on(days, day)),
        )
        surely = {key: as_known(fact, known.certain) for key, fact in planned.store.facts.items()}
        as_seen = {key: surely[key] or as_known(fact, known.possible) for key, fact in planned.store.facts.items()}
        facts = {
            head: {
                row: tuple(key for key in stated[row] if (as_seen if head.possible else surely)[key] is not None)
                for row, rank in rows.items()
                if not rank
            }
            for head, rows in model.rows.items()
            for stated in (planned.store.rows.get(head, {}),)
        }
        left = {key: fact for key, fact in as_seen.items() if fact is not None}
        # By a date that is not one day, each of its ends is a view of its own: what was known by its last day was not by its first.
        view = View(None, by if by.sharp else date_of(day))
        sources = len(select(self.program.facts, view, known).possible.sources)
        store = replace(planned.store, rows=facts, facts=left, sources=sources)
        return Prover(replace(planned, store=store, view=view, known=known), model, self.program)

    def datings(self, by: Date, sources: Iterable[str]) -> tuple[Dating, ...]:
        """Why some sources were known by a date, and why those that they cite in turn, where it is rules that date them."""
        provers = self.provers(by)
        ways = [_dated_by(prover, by) for prover in provers]
        datings: dict[str, Dating] = {}
        waiting = sorted(set(sources), reverse=True)
        while waiting:
            name = waiting.pop()
            at = next((i for i, of in enumerate(ways) if name in of), None)
            if name in datings or at is None:
                continue
            goal, row, date, certainty = ways[at][name]
            datings[name] = Dating(name, date, certainty, provers[at].prove(goal, row))
            waiting.extend(sorted({cited.source for cited in citations(datings[name].proof)}, reverse=True))
        return tuple(ground for ground in datings.values() if isinstance(ground.proof, Derived))


def _dated_by(prover: Prover, by: Date) -> Mapping[str, tuple[Auxiliary, Row, Date, Reading]]:
    """For each source that was known by a date, one date that makes it so: a sure one before others, a stated one before derived ones."""
    planned, model = prover.planned, prover.model
    best: dict[str, tuple[tuple[bool, bool, int], tuple[Auxiliary, Row, Date, Reading]]] = {}
    for goal, form, certainty in (
        (planned.rules.goals[0], Predicate(PUBLISHED), Reading.CERTAIN),
        (planned.rules.possible[0], Predicate(PUBLISHED, possible=True), Reading.POSSIBLE),
    ):
        stated = planned.store.rows.get(form, {})
        for row in prover.rows.all(goal):
            source, date = map(model.symbols.plain, row)
            if isinstance(date, Date) and certainty.holds(not_after(date, by)):
                last = END if date.latest is None else date.latest
                rank = certainty is Reading.POSSIBLE, row not in stated, last
                if str(source) not in best or rank < best[str(source)][0]:
                    best[str(source)] = rank, (goal, row, date, certainty)
    return {name: way for name, (_, way) in best.items()}


def publications_of(
    program: Program, within: Days = EVER, completion: Completion = AS_STATED, stores: Stores | None = None
) -> Publications:
    """The publications of a base; `within` are the known-by dates that matter, `stores` those of the base. Raises TooLarge."""

    planned = make_plan(
        program.facts, program.rules, [published_goal()], View(None, ANY_KNOWN_BY), None, stores, completion
    )
    found: dict[frozenset[str], Publications] = {}

    def among(sources: Iterable[str]) -> Publications:
        of = frozenset(sources)
        if of not in found:
            found[of] = _PublicationSearch(program, planned, of, within, among).publications()
        return found[of]

    return among(program.sources)


class _PublicationSearch:
    def __init__(
        self,
        program: Program,
        planned: Planned,
        sources: Collection[str],
        within: Days,
        among: Callable[[Iterable[str]], Publications],
    ) -> None:
        self.program = program
        self.among = among
        self.planned = planned
        self.every: Of = {name: within if name in sources else NEVER for name in program.sources}
        self.counted = _sources(self.planned.store.facts.values())
        self.courses = 0
        self.ever: dict[str, list[Date]] = {}

    def publications(self) -> Publications:
        steps = (step for rule in self.planned.rules.each for step in rule.body)
        if any(isinstance(step, (Negated, Group)) for step in steps):
            return self.by_turns(dict.fromkeys(self.every, NEVER), self.every)
        return self.at_once(self.every, self.every)

    def at_once(self, certain: Of, possible: Of) -> Publications:
        """Where nothing bars a date, both readings are found together."""
        while True:
            course = self.course(certain, possible)
            sure, maybe = self.surely(course, certain), self.possibly(course, possible)
            if self.alike(sure, certain) and self.alike(maybe, possible):
                return self.as_publications(course, sure, maybe)
            certain, possible = sure, maybe

    def by_turns(self, certain: Of, possible: Of) -> Publications:
        """What may be known, barred by what surely is, and what surely is, barred by what may be, until neither changes."""
        settled: Of | None = None
        while True:
            while True:
                course, before = self.course(certain, possible), possible
                possible = self.possibly(course, possible)
                if self.alike(possible, before):
                    break
            if settled is not None and self.alike(possible, settled):
                return self.as_publications(course, certain, possible)
            settled = certain = possible
            while True:
                before = certain
                certain = self.surely(self.course(certain, possible), certain)
                if self.alike(certain, before):
                    break

    def alike(self, a: Of, b: Of) -> bool:
        """Whether the same follows from two: they agree in the sources of which any date rests on a fact."""
        return all(a[name] == b[name] for name in self.counted)

    def course(self, certain: Of, possible: Of) -> Course:
        """What follows by each day: for sure from what surely was known, unless what may have been bars it; possibly the other way."""
        self.courses += 1
        if self.courses > MAX_COURSES:
            raise TooLarge(f"the dates of publication rest on one another in more than {MAX_COURSES} steps")
        values = self.planned.rules.symbols.values

        def days(head: Head, row: Row, fact: Fact) -> Days:
            of = possible if head.possible else certain
            named = str(values[row[-1]]) if isinstance(head, Predicate) and head.source else None
            return _known_days(fact, named, of)

        course = Course(self.planned, days, lambda: 0.0)
        if self.courses == 1:  # from all that there is
            for name, date, _, _ in _dates(course, self.planned.rules.possible[0]):
                self.ever.setdefault(name, []).append(date)
        return course

    def surely(self, course: Course, before: Of) -> Of:
        """Of the days by which sources were known, those on which a date of theirs follows for sure and is surely no later."""
        on_days = {name: list[Days]() for name in before}
        for source, date, _, days in _dates(course, self.planned.rules.goals[0]):
            if date.latest is not None:
                on_days[source].append(both(days, spanning(date.latest, None)))
        return {name: both(before[name], either(parts)) for name, parts in on_days.items()}

    def possibly(self, course: Course, before: Of) -> Of:
        """Of the days by which sources may have been known, those on which a date of theirs may follow and be no later."""
        on_days = {name: list[Days]() for name in before}
        for source, date, _, days in _dates(course, self.planned.rules.possible[0]):
            on_days[source].append(both(days, spanning(date.earliest, None)))
        return {name: both(before[name], either(parts)) for name, parts in on_days.items()}

    def as_publications(self, course: Course, certain: Of, possible: Of) -> Publications:
        dates: dict[str, list[tuple[Date, Days]]] = {}
        for source, date, _, days in _dates(course, self.planned.rules.possible[0]):
            dates.setdefault(source, []).append((date, days))
        return Publications(
            certain,
            possible,
            dates,
            self.ever,
            course,
            self.program,
            lambda: self.course(possible, possible),
            self.among,
        )


def _dates(course: Course, goal: Auxiliary) -> Iterator[tuple[str, Date, Row, Days]]:
    """The dates of publication that follow, with their rows, and the days by which they do."""
    for row, days in course.rows.get(goal, {}).items():
        date = course.symbols.values[row[1]]
        if type(date) is Date:
            yield str(course.symbols.plain(row[0])), date, row, days


def _sources(facts: Iterable[Fact]) -> Sequence[str]:
    """The sources on which some facts rest."""
    names = {cited.source for fact in facts for cited in fact.citations}
    names.update(fact.of_source for fact in facts if fact.of_source is not None)
    return sorted(names)


def _known_days(fact: Fact, named: str | None, of: Of) -> Days:
    """The days by which a fact was known, and by which it was of one source."""
    cited = [of.get(cited.source, NEVER) for cited in fact.citations]
    match fact.kind:
        case "assumed":
            return EVER
        case "declared":
            return reduce(both, (of.get(name, NEVER) for name in sorted(fact.rests_on)), EVER)
        case "cited":
            return either(cited) if named is None else of.get(named, NEVER)


def days_of(by: Date) -> Days:
    """The days that a known-by date may be."""
    return spanning(by.earliest, by.latest)
