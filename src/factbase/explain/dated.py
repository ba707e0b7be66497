"""When the sources of a base were published and known: in, its facts and rules; out, the days, each worked out once.

A base has one of these, which no other base is given: another fact or rule may date a source otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from factbase.engine.base import Engine, Model
from factbase.engine.plan import Planned, make_plan
from factbase.engine.step import Auxiliary
from factbase.engine.store import Stores
from factbase.explain.finder import PUBLISHED, published_goal
from factbase.ground.date import Date, Truth, before
from factbase.ground.days import EVER, spanning
from factbase.ground.value import sort_key
from factbase.program.completion import Completion
from factbase.program.model import Program
from factbase.program.view import View

if TYPE_CHECKING:  # most questions are of what is known now
    from factbase.explain.prove import Prover
    from factbase.explain.publication import Dating, Publications

__all__ = ["Dated"]

Dates = Mapping[str, Sequence[Date]]
"""The days on which each source may have been published."""


class Dated:
    """The sources of a base in time. `program` gives its program, with the facts of those computed that may date a source."""

    __slots__ = ("_completion", "_known", "_program", "_published", "_solved", "_stores")

    def __init__(self, program: Callable[[], Program], completion: Completion, stores: Stores) -> None:
        self._program = program
        self._completion = completion
        self._stores = stores
        self._published: dict[str, tuple[Dates, Dates]] = {}
        self._solved: dict[str, tuple[Planned, Model]] = {}
        self._known: dict[Date | None, Publications] = {}

    def publications(self, by: Date | None = None) -> Publications:
        """When each source was known, as far as its publication was dated by what was known then. Raises TooLarge.

        With a date, of this date at least: what is found for all days serves each."""
        from factbase.explain.publication import publications_of  # late: most questions are of what is known now

        if None not in self._known and by not in self._known:
            within = EVER if by is None else spanning(by.earliest, by.latest)
            self._known[by] = publications_of(self._program(), within, self._completion, self._stores)
        return self._known.get(None) or self._known[by]

    def published(self, engine: Engine) -> tuple[Dates, Dates]:
        """The days on which sources were published, certainly and possibly; derived ones from all that is known now."""
        if engine.name not in self._published:
            program, goals = self._program(), [published_goal()]
            planned = make_plan(
                program.facts, program.rules, goals, View(), stores=self._stores, completion=self._completion
            )
            model = engine.solve(planned.rules, planned.store)
            self._solved[engine.name] = planned, model
            self._published[engine.name] = (
                _dates(model, planned.rules.goals[0]),
                _dates(model, planned.rules.possible[0]),
            )
        return self._published[engine.name]

    def written(self, known_by: Date | None, engine: Engine) -> Dates:
        """The days on which each source was written, by what was known by a date."""
        if known_by is None:
            return self.published(engine)[0]
        then, on = self.publications(known_by), spanning(known_by.earliest, known_by.latest)
        return {name: tuple(then.dated(name, on)) for name in then.known(known_by).possible}

    def reasons(self, sources: Iterable[str], engine: Engine) -> tuple[Dating, ...]:
        """Why some sources were written when they were, by all that is known now, where rules date them."""
        from factbase.explain.proof import Derived  # late, all: most answers need no such reason
        from factbase.explain.publication import Dating
        from factbase.ground.comparison import Reading

        prover = self.prover(engine)
        goal, plain = prover.planned.rules.goals[0], prover.model.symbols.plain
        wanted, datings = set(sources), list[Dating]()
        for row in prover.model.of(goal):
            source, date = map(plain, row)
            proof = prover.prove(goal, row) if str(source) in wanted and isinstance(date, Date) else None
            if isinstance(date, Date) and isinstance(proof, Derived):
                datings.append(Dating(str(source), date, Reading.CERTAIN, proof))
        return tuple(sorted(datings, key=lambda dating: (dating.source, sort_key(dating.date))))

    def prover(self, engine: Engine) -> Prover:
        """What proves when sources were published, by all that is known now."""
        from factbase.explain.prove import Prover  # late: most questions want no proof of it

        self.published(engine)
        return Prover(*self._solved[engine.name], self._program())

    def datings(self, sources: Iterable[str], view: View) -> tuple[Dating, ...]:
        """Why some sources are in a view that is limited to what was known by a day, where rules date them."""
        if view.known_by is None or not any(r.head.claim.relation == PUBLISHED for r in self._program().rules):
            return ()
        return self.publications(view.known_by).datings(view.known_by, sources)

    def projected(self, at: Date, known_by: Date | None, engine: Engine) -> Date | None:
        """The last day of which a source that may have been known tells, where the as-of date is certainly later."""
        dates = self._publication_days(known_by, engine)
        return _last_day(dates) if all(before(date, at) is Truth.CERTAIN for date in dates) else None

    def last_told(self, known_by: Date | None, engine: Engine) -> Date | None:
        """The last day on which a source that may have been known by a date may have been published; None where that is open."""
        dates = self._publication_days(known_by, engine)
        return _last_day(dates) if all(date.last_day is not None for date in dates) else None

    def _publication_days(self, known_by: Date | None, engine: Engine) -> list[Date]:
        """The days on which the sources that may have been known by a date may have been published, none of them after it."""
        if known_by is None:
            return [date for dates in self.published(engine)[1].values() for date in dates]
        then, on = self.publications(known_by), spanning(known_by.earliest, known_by.latest)
        days = (date for name in then.known(known_by).possible for date in then.dated(name, on))
        return [known_by if before(known_by, date) is not Truth.FALSE else date for date in days]


def _last_day(dates: Iterable[Date]) -> Date | None:
    return max((date.last_day for date in dates if date.last_day is not None), key=sort_key, default=None)


def _dates(model: Model, goal: Auxiliary) -> Dates:
    """The rows of `published(S, D)`."""
    dates: dict[str, list[Date]] = {}
    for source, date in model.of(goal):
        value = model.symbols.values[date]
        if isinstance(value, Date):
            dates.setdefault(str(model.symbols.values[source]), []).append(value)
    return dates
