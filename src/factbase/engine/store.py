"""The facts of a view, numbered once: in, facts in both readings; out, for whatever relations rules read, a Store of their rows.

What was given out never changes, and what is given depends on the facts and the relations alone, never on what was asked before. The
facts of a base are numbered, whatever view leaves some of them out: a store of another view has the numbers as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import is_
from typing import TypeVar

from factbase.engine.base import Row, Store, Symbols
from factbase.engine.columns import ColumnFacts, KnownFacts, Numberings, StoredRows
from factbase.engine.lowered import LoweredRules
from factbase.engine.partial import Partial, partial_columns
from factbase.engine.step import Head
from factbase.engine.unsure import is_partial
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.completion import AS_OF
from factbase.program.declare import AT
from factbase.program.fact import Fact, Predicate, RelationMode
from factbase.program.table import Facts, FactTable
from factbase.program.view import Selection, View

__all__ = ["Numbered", "Stated", "Stores", "ViewFacts", "stating"]

KEPT = 4  # views, and sets of relations in each, that a session goes back and forth between

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_NO_FACTS = Facts()


class _Lately(dict[K, V]):
    """What was made lately, by what it was made of."""

    def made(self, key: K, make: Callable[[], V]) -> V:
        value = self.pop(key) if key in self else make()
        self[key] = value  # the last of all
        while len(self) > KEPT:
            del self[next(iter(self))]
        return value


@dataclass(frozen=True, slots=True)
class Stated:
    """The rows that facts give to one form of a relation, each with the keys of its facts; the facts by these keys, and the tables
    beside them."""

    rows: Mapping[Row, tuple[int, ...]]
    facts: Mapping[int, Fact]
    tables: tuple[FactTable, ...] = ()


class Numbered:
    """The values of the facts of some relations of a base, in `symbols`. Nobody may add to these: rules over them take a copy.

    `values` has by fact the numbers of its values, then of its date; `sources` those of the sources that are cited, where these count."""

    def __init__(
        self, facts: Mapping[RelationMode, Facts], needed: Sequence[tuple[RelationMode, bool]], numberings: Numberings
    ) -> None:
        self.facts = facts  # kept, so that they stay what this is known by
        self.numbering = numberings.of(
            [table for key, _ in needed for table in facts[key].tables if table.stored is None]
        )
        self.symbols: Symbols = self.numbering.symbols.copy()
        self.values: dict[RelationMode, dict[int, Row]] = {}
        self.sources: dict[str, int] = {}
        self.stated: dict[Predicate, Stated] = {}  # of relations of which a view leaves out nothing
        for key, sourced in needed:
            self._number(facts[key].listed, self.values.setdefault(key, {}), sourced=sourced)
            for table in facts[key].tables if sourced else ():
                if table.stored is not None and table.source is not None:
                    self._cite(table.source.values[0])

    def _number(self, facts: Sequence[Fact], numbers: dict[int, Row], *, sourced: bool) -> None:
        intern = self.symbols.intern
        for fact in facts:
            index, values = fact.index, fact.values
            on = _day(fact)
            all_values: tuple[Value, ...] = values if on is None else (*values, on)
            if Date in map(type, all_values):  # the partial dates of a fact are told apart from those of others
                all_values = tuple([v.stamped((index, i)) if type(v) is Date else v for i, v in enumerate(all_values)])
            numbers[index] = tuple(map(intern, all_values))
            if sourced:
                for cited in fact.citations:
                    self._cite(cited.source)

    def _cite(self, source: str) -> None:
        if source not in self.sources:
            self.sources[source] = self.symbols.intern(Symbol(source))


class ViewFacts:
    """The facts of one view in both readings, by relation; `sources` counts those that they cite."""

    def __init__(self, certain: Facts, possible: Facts, base: Mapping[RelationMode, Facts]) -> None:
        self.of = certain, possible  # kept, so that they stay what this is known by
        self.certain = _as_in(base, certain)
        self.possible = self.certain if possible is certain else _as_in(base, possible)
        self.sources = len(possible.sources)
        self._stated: _Lately[int, tuple[Numbered, dict[Predicate, Stated]]] = _Lately()
        self._partial: dict[RelationMode, Partial] = {}
        self._unknown: dict[Predicate, frozenset[int]] = {}
        self._unlike: dict[RelationMode, bool] = {}
        self._by_index: dict[RelationMode, Mapping[int, Fact]] = {}

    def store(self, numbered: Numbered, reads: Iterable[Predicate], view: View) -> Store:
        """The store of some forms of relations; that of the as-of date has the one of the view besides."""
        symbols = numbered.symbols
        rows: dict[Head, Mapping[Row, tuple[int, ...]]] = {}
        facts: dict[int, Fact] = {}
        tables: dict[int, FactTable] = {}
        for predicate in reads:
            stated = self.stated(numbered, predicate)
            for table in stated.tables:  # one of two readings is known by the larger one
                other = tables.get(table.first)
                if other is None or len(other) < len(table):
                    tables[table.first] = table
            facts.update(stated.facts)
            rows[predicate] = stated.rows
            if predicate.relation == AT and view.at is not None:
                symbols = symbols if symbols is not numbered.symbols else symbols.copy()
                rows[predicate] = {(symbols.intern(view.at.stamped(AS_OF)),): (), **stated.rows}
        known = KnownFacts(facts, tuple(tables.values())) if tables else facts
        return Store(symbols, rows, known, self.sources)

    def stated(self, numbered: Numbered, predicate: Predicate) -> Stated:
        """The rows of one form of a relation in numbers of `numbered`, in the reading of the form."""
        key = predicate.relation, predicate.mode
        possible = predicate.possible and self.certain.get(key) is not self.possible.get(key)
        form = Predicate(predicate.relation, predicate.mode, predicate.on, predicate.source, possible=possible)
        if self.certain.get(key) is self.possible.get(key) is numbered.facts.get(key):
            of = numbered.stated
        else:
            of = self._stated.made(id(numbered), lambda: (numbered, {}))[1]
        if form not in of:
            of[form] = self._made(numbered, form, self.possible if possible else self.certain)
        return of[form]

    def _made(self, numbered: Numbered, form: Predicate, reading: Mapping[RelationMode, Facts]) -> Stated:
        key = form.relation, form.mode
        of_reading = reading.get(key, _NO_FACTS)
        certain = self.by_index(key) if form.possible else None
        numbers = numbered.values.get(key, {})
        rows: dict[Row, tuple[int, ...]] = {}
        facts: dict[int, Fact] = {}
        for fact in of_reading.listed:
            row, width = numbers[fact.index], len(fact.values)
            if form.on and len(row) == width:
                continue
            if not form.on:
                row = row[:width]
            # One that has other citations in the two readings has a key in each.
            name = fact.index if certain is None or certain.get(fact.index, fact) is fact else -1 - fact.index
            facts[name] = fact
            if not form.source:
                rows[row] = (*rows[row], name) if row in rows else (name,)
                continue
            for source in dict.fromkeys(cited.source for cited in fact.citations):
                with_source = (*row, numbered.sources[source])
                rows[with_source] = (*rows.get(with_source, ()), name)
        tables = of_reading.tables
        here = [table for table in tables if table.stored is None]
        made = numbered.numbering.facts(form, here, rows) if here else rows
        left = [table for table in tables if table.stored is not None and len(table) and not form.on]
        if form.source:
            left = [table for table in left if table.source is not None]
        if left:
            made = StoredRows(made, left, numbered.sources if form.source else None)
        return Stated(made, facts, tables)

    def partial(self, relation: RelationMode) -> Partial:
        """What is partial or not given in the facts of a relation."""
        if relation not in self._partial:
            self._partial[relation] = partial_columns(self.possible.get(relation, _NO_FACTS).listed)
        return self._partial[relation]

    def unknown(self, form: Predicate) -> frozenset[int]:
        """The columns of one form of a relation in which some fact has a `?`."""
        key = form.relation, form.mode
        if not self.partial(key).unknown:
            return frozenset()
        if form not in self._unknown:
            listed = (self.possible if form.possible else self.certain).get(key, _NO_FACTS).listed
            self._unknown[form] = frozenset(
                i
                for fact in listed
                if not form.on or _day(fact) is not None
                for i, value in enumerate(fact.values)
                if isinstance(value, Unknown)
            )
        return self._unknown[form]

    def unlike(self, relation: RelationMode) -> bool:
        """Whether there are others, or other citations of them, in the possible reading."""
        if self.possible is self.certain:
            return False
        if relation not in self._unlike:
            ours, theirs = self.certain.get(relation, _NO_FACTS), self.possible.get(relation, _NO_FACTS)
            certain = self.by_index(relation)
            more = any(certain.get(fact.index) is not fact for fact in theirs.listed)
            self._unlike[relation] = more or ours.tables != theirs.tables
        return self._unlike[relation]

    def dated_partially(self, relation: RelationMode) -> bool:
        """Whether some fact holds from or to a partial date."""
        whens = (fact.when for fact in self.possible.get(relation, _NO_FACTS).listed)
        return any(when is not None and (is_partial(when.first) or is_partial(when.last)) for when in whens)

    def sourced(self, relation: RelationMode) -> bool:
        """Whether some fact rests on a source."""
        of = self.possible.get(relation, _NO_FACTS)
        return any(fact.kind != "assumed" for fact in of.listed) or any(table.source for table in of.tables)

    def by_index(self, relation: RelationMode) -> Mapping[int, Fact]:
        """The certain facts of a relation by their indexes."""
        if relation not in self._by_index:
            listed = self.certain.get(relation, _NO_FACTS).listed
            self._by_index[relation] = {fact.index: fact for fact in listed}
        return self._by_index[relation]


class Stores:
    """The stores of a base, and of what is made of it, by the facts that they are of; and which facts a view has.

    `lowered` are its rules as they were lowered, which are the same for all facts."""

    def __init__(self, numberings: Numberings | None = None, lowered: LoweredRules | None = None) -> None:
        self.lowered = lowered or LoweredRules()
        self._numberings = numberings or Numberings()
        self._views: _Lately[tuple[int, int], ViewFacts] = _Lately()
        self._bases: _Lately[int, tuple[Facts, Mapping[RelationMode, Facts]]] = _Lately()
        self._numbered: _Lately[tuple[int, tuple[tuple[RelationMode, bool], ...]], Numbered] = _Lately()
        self._selections: _Lately[Hashable, tuple[Facts, Selection]] = _Lately()

    def apart(self) -> Stores:
        """Stores of facts that are looked at once: only the numbers of tables and what was made of rules are shared."""
        return Stores(self._numberings, self.lowered)

    def of(self, certain: Facts, possible: Facts, base: Facts) -> ViewFacts:
        """The facts of a view by relation, which it takes from those of a base."""
        key = id(certain), id(possible)  # of facts that are kept with it
        return self._views.made(key, lambda: ViewFacts(certain, possible, self._by_relation(base)))

    def numbered(self, facts: Facts, predicates: Iterable[Predicate]) -> Numbered:
        """The facts of some relations of a base, numbered. The order of the relations counts for nothing."""
        of_base = self._by_relation(facts)
        sourced: dict[RelationMode, bool] = {}
        for predicate in predicates:
            key = predicate.relation, predicate.mode
            sourced[key] = sourced.get(key, False) or predicate.source
        needed = tuple((key, sourced[key]) for key in of_base if key in sourced)
        return self._numbered.made((id(of_base), needed), lambda: Numbered(of_base, needed, self._numberings))

    def _by_relation(self, facts: Facts) -> Mapping[RelationMode, Facts]:
        return self._bases.made(id(facts), lambda: (facts, facts.by_relation()))[1]

    def selection(self, facts: Facts, view: Hashable, select: Callable[[], Selection]) -> Selection:
        """What `select` makes of some facts for a view."""
        return self._selections.made((id(facts), view), lambda: (facts, select()))[1]


def stating(store: Store, form: Predicate) -> Facts:
    """The facts that state the rows of one form of a relation; with the source, each once for every source."""
    rows = store.rows.get(form, {})
    if isinstance(rows, StoredRows):
        stored, rows = tuple(rows.tables), rows.listed
        return Facts(tuple([store.facts[key] for keys in rows.values() for key in keys]), stored)
    listed, tables = (rows.listed, rows.tables.tables) if isinstance(rows, ColumnFacts) else (rows, ())
    return Facts(tuple([store.facts[key] for keys in listed.values() for key in keys]), tables)


def _day(fact: Fact) -> Date | None:
    """The day of an event."""
    when = fact.when
    return when.first if when is not None and when.kind == "on" else None


def _as_in(base: Mapping[RelationMode, Facts], facts: Facts) -> Mapping[RelationMode, Facts]:
    """Facts by relation; where they are all that a base has of one, as that base's own."""
    return {key: base[key] if key in base and _same(of, base[key]) else of for key, of in facts.by_relation().items()}


def _same(a: Facts, b: Facts) -> bool:
    return all(
        len(ours) == len(theirs) and all(map(is_, ours, theirs))
        for ours, theirs in ((a.listed, b.listed), (a.tables, b.tables))
    )
