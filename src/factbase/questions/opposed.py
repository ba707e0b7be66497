"""What is said against an answer over time: in, the rows on which an interval rests; out, the days of it on which the opposite holds too.

One evaluation of the opposites serves all intervals. Only what has words contradicts, and only what is certain is contradicted, as on one
day (`explain.contradicted`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from factbase.base import FactBase
from factbase.engine.base import Row
from factbase.engine.course import Course, course
from factbase.engine.moment import AS_OF, is_moment
from factbase.engine.step import Auxiliary, Head
from factbase.explain.complete import Completeness
from factbase.explain.contradicted import is_contradicted, why
from factbase.explain.turn import Under, rests_on
from factbase.ground.composed import opposite
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.days import Days, both
from factbase.ground.value import Value, value_key
from factbase.program.model import Atom, Predicate
from factbase.program.view import View

__all__ = ["Opposed", "Opposites"]


@dataclass(frozen=True, slots=True)
class Opposed:
    """A claim whose opposite holds on the days from `first` to `last`, both included, and what that rests on, on the first."""

    claim: Atom
    why: str
    first: int
    last: int
    under: Under


class Opposites:
    """What a base says over time in the opposites of the relations that a goal needs. Raises NoCourse and TooLarge."""

    def __init__(
        self, base: FactBase, names: Collection[str], known_by: Date | None, clock: Callable[[], float]
    ) -> None:
        said, planned, self._heads = base.saying(sorted(names), View(AS_OF, known_by), View(None, known_by))
        self._course = course(planned, clock)
        self._completeness = Completeness(planned, said.program)
        self._rows: dict[str, Mapping[tuple[object, ...], Row]] = {}

    def against(self, rows: Sequence[tuple[Head, Row]], of: Course, days: Days) -> Iterator[Opposed]:
        """What is said, on some days, against claims that hold on them: rows of another course."""
        seen: set[tuple[str, tuple[Value, ...]]] = set()
        for form, row in rows:
            if not isinstance(form, Predicate) or not is_contradicted(form):
                continue
            head = self._heads.get(opposite(form.relation))
            own = row[:-1] if form.on else row
            values = tuple(map(of.symbols.plain, own))
            if head is None or (form.relation, values) in seen or any(is_moment(of.symbols.values[n]) for n in own):
                continue
            seen.add((form.relation, values))
            found = self._row(form.relation, head, values)
            if found is None:
                continue
            for first, last in both(days, self._course.days(head, found)):
                under = rests_on(self._course, self._completeness, head, found, first)
                if any(fact.citations for fact in under.facts):
                    yield Opposed(Atom(form, tuple(map(of.symbols.plain, row))), why(form), first, last, under)

    def _row(self, relation: str, head: Auxiliary, values: tuple[Value, ...]) -> Row | None:
        if relation not in self._rows:
            plain = self._course.symbols.plain
            rows = self._course.rows.get(head, {})
            self._rows[relation] = {tuple(value_key(plain(n)) for n in row): row for row in rows}
        return self._rows[relation].get(tuple(map(value_key, values)))
