"""The view: which facts hold on the as-of date, and which sources were known by the other date.

In, the facts and a View; out, the facts in force with the citations that are known, in both readings: those that are certainly so,
and those that are possibly so, for partial dates. What is left out is counted.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import compress, repeat
from typing import TypeVar

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, not_after
from factbase.ground.value import value_key
from factbase.program.fact import Fact, RelationMode
from factbase.program.table import Column, Facts, FactTable
from factbase.syntax.tree import When

__all__ = [
    "NOTHING",
    "Known",
    "LeftOut",
    "Selection",
    "View",
    "holds",
    "known_facts",
    "lacking",
    "select",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """`at`: the as-of date, None for no limit. `known_by`: only sources published by then, None for all."""

    at: Date | None = None
    known_by: Date | None = None

    def own(self, at: Date | None, known_by: Date | None) -> View:
        """This view with the dates of a statement of its own, where it has any."""
        return View(at or self.at, known_by or self.known_by)

    def __str__(self) -> str:
        at = f"as of {self.at.text}" if self.at else "at any time"
        return at + (f", known by {self.known_by.text}" if self.known_by else "")


@dataclass(frozen=True, slots=True)
class Known:
    """The sources that were certainly, and those that were possibly, published by a date.

    `undated` has those that nothing dates, `later` those that only what was not known by then dates."""

    certain: frozenset[str]
    possible: frozenset[str]
    undated: frozenset[str]
    later: frozenset[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a view does not take for certain: facts by why, and the sources that were not known by then, or at no date at all."""

    not_yet: int = 0
    no_longer: int = 0
    unsure: int = 0  # whether they hold, or were known, depends on a partial date
    unknown: int = 0
    sources: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    later: tuple[str, ...] = ()  # dated by what was not known by then
    without: tuple[str, ...] = ()  # the sources without which the base is asked


NOTHING = LeftOut()


@dataclass(frozen=True, slots=True)
class Selection:
    """The facts of a view in both readings: one object where they are the same. The possible reading has every certain fact."""

    certain: Facts
    possible: Facts
    left_out: LeftOut
    known: Known | None = None  # the sources of the view; None where all are


def holds(fact: Fact, at: Date | None) -> Truth:
    """Whether a fact holds on the as-of date; what a claim of somebody's is dated is part of the claim."""
    return Truth.CERTAIN if fact.mode is not None else _standing(fact.when, at)[0]


def _standing(when: When | None, at: Date | None) -> tuple[Truth, str]:
    """Whether what is dated so holds on a date, and why not."""
    if at is None or when is None:
        return Truth.CERTAIN, ""
    begun, ended = _bounds(when, at)
    if begun is Truth.FALSE or ended is Truth.FALSE:
        return Truth.FALSE, "not_yet" if begun is Truth.FALSE else "no_longer"
    return Truth.CERTAIN if begun is ended is Truth.CERTAIN else Truth.POSSIBLE, ""


def _bounds(when: When, at: Date) -> tuple[Truth, Truth]:
    """Whether what is dated so has begun, and whether it has not ended."""
    begun = Truth.CERTAIN if when.first is None else not_after(when.first, at)
    open_end = when.kind == "on" or when.last is None
    return begun, Truth.CERTAIN if open_end or when.last is None else not_after(at, when.last)


def select(facts: Facts, view: View, known: Known | None) -> Selection:
    """The facts of the view; `known` names the known sources, None where all are."""
    if view.at is None and known is None:
        return Selection(facts, facts, LeftOut())
    certain: list[Fact] = []
    possible: list[Fact] = []
    counts = {"not_yet": 0, "no_longer": 0, "unsure": 0, "unknown": 0}
    hidden: set[str] = set()
    alike = True
    for fact in facts.listed:
        held, why = (Truth.CERTAIN, "") if fact.mode is not None else _standing(fact.when, view.at)
        if held is Truth.FALSE:
            counts[why] += not fact.of_quotes  # it stands beside the one that has the quotes
            continue
        sure = as_known(fact, known.certain) if known else fact
        maybe = as_known(fact, known.possible) if known else fact
        if known is not None:
            hidden.update(name for name in _sources(fact) if name not in known.certain)
        if maybe is None:
            counts["unknown"] += not fact.of_quotes
            continue
        if sure is None or held is not Truth.CERTAIN:
            counts["unsure"] += not fact.of_quotes
            alike = False
            possible.append(maybe)
            continue
        same = len(sure.citations) == len(maybe.citations)
        alike &= same
        certain.append(sure)
        possible.append(sure if same else maybe)  # one object where it is one fact: the plan looks for the others
    tables = [_of_table(table, view, known, counts, hidden) for table in facts.tables]
    alike &= all(sure is maybe for sure, maybe in tables)
    undated = tuple(sorted(hidden & known.undated)) if known is not None else ()
    later = tuple(sorted(hidden & known.later)) if known is not None else ()
    not_yet, no_longer, unsure, unknown = counts.values()
    sources = tuple(sorted(hidden.difference(undated, later)))
    left_out = LeftOut(not_yet, no_longer, unsure, unknown, sources, undated, later)
    chosen = Facts(tuple(certain), tuple(sure for sure, _ in tables))
    larger = chosen if alike else Facts(tuple(possible), tuple(maybe for _, maybe in tables))
    return Selection(chosen, larger, left_out, known)


def _reading(source: str, known: Known | None) -> Truth:
    if known is None or not source or source in known.certain:
        return Truth.CERTAIN
    return Truth.POSSIBLE if source in known.possible else Truth.FALSE


def _of_table(
    table: FactTable, view: View, known: Known | None, counts: dict[str, int], hidden: set[str]
) -> tuple[FactTable, FactTable]:
    """The rows of a table in both readings; what holds is asked once a date, and what is known once a source."""
    timed = table.when if view.at is not None and table.mode is None else None
    sourced = table.source if known is not None else None
    held = [_standing(when, view.at) for when in timed.values] if timed else [(Truth.CERTAIN, "")]
    heard = [_reading(name, known) for name in sourced.values] if sourced else [Truth.CERTAIN]
    if all(truth is Truth.CERTAIN for truth, _ in held) and all(truth is Truth.CERTAIN for truth in heard):
        return table, table
    if table.stored is not None and sourced is not None:
        return _of_stored(table, sourced.values[0], heard[0], counts, hidden)
    # Rows are chosen by the pair of their codes, of which there are few, so that no row is looked at by itself.
    pairs = list(zip(_codes(timed, table), _codes(sourced, table), strict=True))
    of_pair: dict[tuple[int, int], Truth] = {}
    for (when, source), rows in Counter(pairs).items():
        truth, why = held[when]
        if truth is Truth.FALSE:
            counts[why] += rows
        elif heard[source] is Truth.FALSE:
            counts["unknown"] += rows
            truth = Truth.FALSE
        elif truth is not Truth.CERTAIN or heard[source] is not Truth.CERTAIN:
            counts["unsure"] += rows
            truth = Truth.POSSIBLE
        of_pair[(when, source)] = truth
        if sourced is not None and heard[source] is not Truth.CERTAIN and held[when][0] is not Truth.FALSE:
            hidden.add(sourced.values[source])
    truths = list(map(of_pair.__getitem__, pairs))
    certain = table.part(array("i", compress(table.rows, (truth is Truth.CERTAIN for truth in truths))))
    if Truth.POSSIBLE not in of_pair.values():
        return certain, certain
    return certain, table.part(array("i", compress(table.rows, (truth is not Truth.FALSE for truth in truths))))


def _of_stored(
    table: FactTable, source: str, heard: Truth, counts: dict[str, int], hidden: set[str]
) -> tuple[FactTable, FactTable]:
    """A table whose rows, all of one source that was not certainly known, are left in their file."""
    hidden.add(source)
    counts["unknown" if heard is Truth.FALSE else "unsure"] += len(table)
    none = table.part(())
    return none, table if heard is Truth.POSSIBLE else none


def _codes(column: Column[T] | None, table: FactTable) -> Iterable[int]:
    """The codes of a table's rows in a column; without one, of nothing."""
    if column is None:
        return repeat(0, len(table))
    return column.codes if len(table) == len(column.codes) else [column.codes[row] for row in table.rows]


def _sources(fact: Fact) -> tuple[str, ...]:
    match fact.kind:
        case "assumed":
            return ()
        case "declared":
            return (fact.of_source,) if fact.of_source is not None else ()
        case "cited":
            return tuple(cited.source for cited in fact.citations)


def known_facts(facts: Facts, sources: frozenset[str]) -> Facts:
    """The facts that stand on some of these sources or on none, with the citations of these."""

    def of_table(table: FactTable) -> FactTable:
        return table.of_sources(lambda source: source in sources)

    return facts.map(lambda fact: as_known(fact, sources), of_table)


def lacking(entire: Facts, part: Facts) -> frozenset[RelationMode]:
    """The relations, with their modes, of which some facts state what a part of them does not."""
    kept = {_stated(fact) for fact in part.listed}
    rows = {table.first: len(table) for table in part.tables}
    listed = {(fact.relation, fact.mode) for fact in entire.listed if _stated(fact) not in kept}
    return frozenset(listed.union((t.relation, t.mode) for t in entire.tables if rows.get(t.first, 0) < len(t)))


def _stated(fact: Fact) -> tuple[object, ...]:
    """What a fact states, whatever it stands on."""
    return fact.relation, fact.mode, tuple(map(value_key, fact.values)), fact.when


def as_known(fact: Fact, sources: frozenset[str]) -> Fact | None:
    """The fact with the citations that are known; None where nothing that it stands on is."""
    match fact.kind:
        case "assumed":
            return fact
        case "declared":
            return fact if fact.rests_on <= sources else None  # two, where two are one voice
        case "cited":
            known = fact.told_by(sources.__contains__)
            return known if known.citations else None
