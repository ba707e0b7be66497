"""On which readings of the dates sources were known: in, their publications and a date; out, for each the dates that must be no later.

A source is possibly known where its dates leave that open. On a reading it is known if one of its dates is no later than the one given, and
if that date follows from its own words and from sources that are known on this reading. Where the dates alone do not tell, for one follows
only if something else was known or was not, it is told which sources may have been known together: all that may be is among these sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from factbase.engine.base import Row
from factbase.engine.course import Course
from factbase.engine.step import Head
from factbase.explain.publication import Publications, days_of
from factbase.explain.turn import Reasons
from factbase.ground.date import Date
from factbase.ground.days import both
from factbase.ground.value import sort_key
from factbase.program.fact import Predicate

__all__ = ["Knowing", "KnownWay"]

MAX_TOGETHER = 4  # sources of which dates do not tell whether they were known: each set of them is looked at

KnownWay = tuple[tuple[Date, ...], bool]
"""Dates that must be no later than the one by which a source is to be known, and whether that is enough."""


class Knowing:
    """What is to be asked of the dates of sources by one date."""

    def __init__(self, publications: Publications, by: Date) -> None:
        self.publications = publications
        self.on = days_of(by)
        self.known = publications.known(by)
        # What follows for sure, were everything known that may have been: what bars it was not known in any case.
        self.course: Course = publications.assuming()
        self.reasons = Reasons(self.course)
        self.rows: dict[str, list[tuple[Date, Head, Row]]] = {}
        for source, date, goal, row, days in publications.surely_dated(self.course):
            if both(days, self.on) == self.on:
                self.rows.setdefault(source, []).append((date, goal, row))
        for dated in self.rows.values():
            dated.sort(key=lambda each: sort_key(each[0]))
        self._ways: dict[str, Sequence[KnownWay]] = {}
        self._together_known: Sequence[frozenset[str]] | None = None

    def ways(self, source: str) -> Sequence[KnownWay]:
        """The ways in which a source may have been known; none if it was not."""
        if source not in self._ways:
            self._ways[source] = tuple(dict.fromkeys(self._ways_of(source)))
        return self._ways[source]

    @property
    def together(self) -> Sequence[frozenset[str]]:
        """Of the sources that are not surely known, the sets that may have been; where they are too many, of those of which dates alone do
        not tell it, and none where these are. A set may have been known only where a date of each in it may follow from its own words."""
        if self._together_known is None:
            unsure = sorted(self.known.possible - self.known.certain)
            if len(unsure) > MAX_TOGETHER:
                unsure = [name for name in unsure if not all(enough for _, enough in self.ways(name))]
            self._together_known = tuple(self._sets(unsure)) if len(unsure) <= MAX_TOGETHER else ()
        return self._together_known

    def _sets(self, unsure: Sequence[str]) -> Iterator[frozenset[str]]:
        others = set(self.publications.program.sources).difference(unsure)
        for size in range(len(unsure) + 1):
            for names in combinations(unsure, size):
                possible = self.publications.among([*others, *names]).possible if 0 < size < len(unsure) else None
                if possible is None or all(both(possible[name], self.on) for name in names):
                    yield frozenset(names)

    def _ways_of(self, source: str) -> Iterator[KnownWay]:
        decided = set[Date]()
        for date, goal, row in self.rows.get(source, ()):
            dates = self._together(source, date, goal, row)
            if dates is not None:
                yield dates, True
                if len(dates) == 1:
                    decided.add(date)
        for date in self.publications.dated(source, self.on):
            if date not in decided:  # it may follow otherwise
                yield (date,), False

    def _together(self, source: str, date: Date, goal: Head, row: Row) -> tuple[Date, ...] | None:
        """A date with those of all other sources on which it rests, and so on; None where one of these has none that is sure."""
        dates, waiting = {source: date}, [(source, goal, row)]
        while waiting:
            name, head, of = waiting.pop()
            for needed in self._needed(name, head, of):
                if needed not in dates:
                    if needed not in self.rows:
                        return None
                    dates[needed], other, its = self.rows[needed][0]
                    waiting.append((needed, other, its))
        return tuple(dates.values())

    def _needed(self, source: str, head: Head, row: Row) -> Iterator[str]:
        """The sources, not surely known, on whose words a date rests besides its source's own."""
        for stated, of, facts in self.reasons.stated(head, row, self.on[0][0]):
            if isinstance(stated, Predicate) and stated.source:
                yield from self._missing([{str(self.course.symbols.values[of[-1]])}], source)
                continue
            ways = [{c.source for c in fact.citations} for fact in facts if fact.kind == "cited"]
            ways = [{name} for names in ways for name in sorted(names)]
            ways += [set(fact.rests_on) for fact in facts if fact.kind == "declared"]
            if not any(fact.kind == "assumed" for fact in facts):
                yield from self._missing(ways, source)

    def _missing(self, ways: Sequence[set[str]], source: str) -> Sequence[str]:
        """What is missing of the way that misses least."""
        missing = (sorted(way - self.known.certain - {source}) for way in ways)
        return min(missing, key=len, default=())
