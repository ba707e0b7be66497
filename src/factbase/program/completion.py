"""One reading of a base: in, a day for each of some unknown days, a value for each of some `?`; out, facts and views with these in place.

An unknown day is known by its root: the fact and the column in which it stands, the as-of date, the place of a literal in a rule, or the
place of a call of `interval` with what it was called for. What has no day chosen stays as it is.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Mapping
from dataclasses import replace

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.value import Value
from factbase.program.declare import AT
from factbase.program.fact import Fact
from factbase.program.table import Facts
from factbase.program.view import View

__all__ = ["AS_OF", "AS_STATED", "KNOWN_BY", "LAST", "Completion", "FactColumn", "Root"]

Root = Hashable

FactColumn = tuple[int, int]
"""A fact, by its index, and a column of it."""

AS_OF: Root = (AT,)
"""The root of a partial as-of date."""

KNOWN_BY: Root = ("known by",)
"""The root of a partial date by which sources are known."""

LAST = "last"
"""Stands for the column of the date until which a fact holds; that of its first date comes after those of its arguments."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The days that are chosen, as ordinals, by the roots of the unknown days for which they stand; and the values for some `?`, each by
    its fact and column."""

    days: tuple[tuple[Root, int], ...]
    values: tuple[tuple[FactColumn, Value], ...] = ()

    @classmethod
    def of(cls, days: Mapping[Root, int]) -> Completion:
        """The completion of some days, which is the same in whatever order they were found."""
        return cls(tuple(sorted(days.items(), key=repr)))

    def within(self, roots: Container[Root]) -> Completion:
        """This completion, of some unknown days only."""
        return replace(self, days=tuple((root, chosen) for root, chosen in self.days if root in roots))

    def date(self, root: Root, date: Date) -> Date:
        """The day that is chosen for a date, or the date."""
        chosen = dict(self.days).get(root)
        return date if chosen is None else day(chosen)

    def facts(self, facts: Facts) -> Facts:
        """Facts with the days that are chosen; those of tables have no partial dates."""
        touched = {root[0] for root, _ in self.days if isinstance(root, tuple) and type(root[0]) is int}
        touched |= {index for (index, _), _ in self.values}
        if not touched:
            return facts
        days: dict[Root, Value] = {root: day(chosen) for root, chosen in self.days}
        chosen = days | dict(self.values)
        return facts.map(lambda fact: _completed(fact, chosen) if fact.index in touched else fact, lambda table: table)

    def view(self, view: View) -> View:
        """A view with those of its dates that are chosen."""
        at, by = view.at, view.known_by
        return View(at and self.date(AS_OF, at), by and self.date(KNOWN_BY, by))

    def made(self, place: str) -> Iterator[Date]:
        """The days that are chosen for what `interval` makes at a place, each with the origin of the date for which it stands."""
        for root, chosen in self.days:
            if isinstance(root, tuple) and root[0] == place:
                yield replace(day(chosen), origin=(root, 0))


AS_STATED = Completion(())
"""The completion that chooses nothing."""


def _completed(fact: Fact, chosen: Mapping[Root, Value]) -> Fact:
    values = tuple(chosen.get((fact.index, i), value) for i, value in enumerate(fact.values))
    when = fact.when
    if when is not None:
        first, last = chosen.get((fact.index, len(fact.values))), chosen.get((fact.index, LAST))
        begins = first if isinstance(first, Date) else when.first
        ends = begins if when.kind == "on" else last if isinstance(last, Date) else when.last
        when = replace(when, first=begins, last=ends)
    return replace(fact, values=values, when=when)
