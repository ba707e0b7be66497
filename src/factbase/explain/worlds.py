"""The readings of some unknown days, all at once: in, the conditions of rows; out, for each row the readings on which it holds.

A reading chooses a day for each unknown day; days that no condition tells apart count once. A set of readings is an integer, a bit for
each: so all readings are evaluated together, and a row is decided however many there are, up to a bound. Where the days do not tell
which sources were known, a reading has a bit for each set of them that may have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeVar

from factbase.engine.base import TooLarge
from factbase.explain.conditions import (
    ChosenDays,
    Condition,
    GroupMember,
    Known,
    Need,
    Tested,
    Total,
    Undecided,
    Unless,
    Way,
    needs_of,
    root_of,
    tried,
    under,
)
from factbase.explain.graph import Node
from factbase.ground.builtin import AggregateFunction
from factbase.ground.value import value_key
from factbase.program.completion import Root
from factbase.program.strata import components

__all__ = ["MAX_READINGS", "HeldReadings", "Worlds"]

MAX_READINGS = 20_000
MAX_PARTS = 5_000  # kinds of readings that one aggregate is taken of

HeldReadings = tuple[int, int]
"""The readings on which something holds for certain, and those on which it may hold: one set where nothing is left open."""

T = TypeVar("T")


class Worlds:
    """The readings of some unknown days, each with the days that are to be tried for it, and with the sources that may have been `known`
    together, of which the days do not tell. `count` is the readings of the days; `all` may be narrowed to those that can be."""

    def __init__(self, days: Mapping[Root, Sequence[int]], known: Sequence[frozenset[str]] = (frozenset(),)) -> None:
        self.days = days
        self.known = known
        self.count = prod(map(len, days.values()))
        if self.count * len(known) > MAX_READINGS:
            raise TooLarge(f"there are {self.count:,} readings of the dates to try")
        self.all = (1 << self.count * len(known)) - 1
        self._sets: dict[Root, list[int]] = {}
        step = 1
        for root, of in days.items():
            period = step * len(of)
            once = (1 << step) - 1
            repeated = self.all // ((1 << period) - 1)
            self._sets[root] = [(once << (step * i)) * repeated for i in range(len(of))]
            step = period
        self._checked: dict[tuple[object, ...], HeldReadings] = {}

    def reading(self, number: int) -> dict[Root, int]:
        """The days that a reading chooses."""
        reading: dict[Root, int] = {}
        for root, of in self.days.items():
            number, at = divmod(number, len(of))
            reading[root] = of[at]
        return reading

    def was_known(self, source: str) -> int:
        """The readings on which a source was known, of which the days do not tell."""
        of_days = (1 << self.count) - 1
        return sum(of_days << (self.count * i) for i, sources in enumerate(self.known) if source in sources) & self.all

    def narrow(self, source: str, if_known: Iterable[Way], known_if: Iterable[Way]) -> None:
        """Leaves out what cannot be: a source is known only if one of some ways may hold, and must be if one of others does."""
        possibly = self._either(self._way(way, {}) for way in if_known)[1]
        surely = self._either(self._way(way, {}) for way in known_if)[0]
        known = self.was_known(source)
        self.all &= (known & possibly) | (~known & ~surely)

    def agreeing(self, days: Mapping[Root, int]) -> int:
        """The readings that choose none but these days, where they choose for the same dates."""
        agreeing = self.all
        for root, chosen in days.items():
            if root in self.days:
                of = self.days[root]
                agreeing &= self._sets[root][of.index(chosen)] if chosen in of else 0
        return agreeing

    # ---- rows

    def held(self, ways: Mapping[Node, Sequence[Way]]) -> dict[Node, HeldReadings]:
        """The readings on which each row holds; those of one circle are found together, from none up."""
        graph = {node: [need for way in of for need in needs_of(way)] for node, of in ways.items()}
        held: dict[Node, HeldReadings] = dict.fromkeys(ways, (0, 0))
        for component in components(graph):
            changed = True
            while changed:
                changed = False
                for node in component:
                    readings = self._either(self._way(way, held) for way in ways[node])
                    if readings != held[node]:
                        held[node], changed = readings, True
                if len(component) == 1 and component[0] not in graph[component[0]]:
                    break
        return held

    def _either(self, held: Iterable[HeldReadings]) -> HeldReadings:
        sure = maybe = 0
        for a, b in held:
            sure, maybe = sure | a, maybe | b
            if sure == self.all:
                break
        return sure, maybe

    def _way(self, way: Way, held: Mapping[Node, HeldReadings]) -> HeldReadings:
        sure = maybe = self.all
        for part in way:
            a, b = self._part(part, held)
            sure, maybe = sure & a, maybe & b
            if not maybe:
                break
        return sure, maybe

    def _part(self, part: Condition, held: Mapping[Node, HeldReadings]) -> HeldReadings:
        match part:
            case Need():
                return held[part.node]
            case Tested():
                return self.check(part)
            case Unless():
                sure, maybe = self._either(self._fits(node, checks, held) for node, checks in part.rows)
                return self.all & ~maybe, self.all & ~sure
            case Total():
                return self._total(part, held)
            case Undecided():
                return 0, self.all
            case Known():
                return (self.was_known(part.source),) * 2

    def _fits(
        self, node: Node, checks: Sequence[Tested | Undecided], held: Mapping[Node, HeldReadings]
    ) -> HeldReadings:
        return self._way((Need(node), *checks), held)

    # ---- tests

    def check(self, check: Tested) -> HeldReadings:
        """The readings on which a test holds."""
        key = (check.op, tuple(map(value_key, check.values)), None if check.result is None else value_key(check.result))
        readings = self._checked.get(key)
        if readings is None:
            readings = self._checked[key] = self._tried(check)
        return readings

    def _tried(self, check: Tested) -> HeldReadings:
        values = check.values if check.result is None else (*check.values, check.result)
        roots = [root for root in dict.fromkeys(map(root_of, values)) if root in self._sets]
        sure = maybe = 0
        for chosen in product(*(range(len(self.days[root])) for root in roots)):
            on = self.all
            for root, at in zip(roots, chosen, strict=True):
                on &= self._sets[root][at]
            choice = {root: self.days[root][at] for root, at in zip(roots, chosen, strict=True)}
            a, b = tried(check, choice)
            sure, maybe = sure | (on if a else 0), maybe | (on if b else 0)
        return sure, maybe

    # ---- aggregates

    def _total(self, total: Total, held: Mapping[Node, HeldReadings]) -> HeldReadings:
        """The readings are parted by which members there are, and by the days in them; then each part has one value."""
        parts: list[tuple[int, list[GroupMember]]] = [(self.all, [])]
        open_ = 0
        for member in total.members:
            sure, maybe = self._fits(member.node, member.checks, held)
            open_ |= maybe & ~sure
            split: list[tuple[int, list[GroupMember]]] = []
            for on, members in parts:
                if on & sure:
                    split.append((on & sure, [*members, member]))
                if on & ~sure:
                    split.append((on & ~sure, members))
            parts = self._few(split)
        sure = 0
        for on, members in parts:
            values = [value for member in members for value in member.values]
            roots = [r for r in dict.fromkeys(map(root_of, (*values, total.result))) if r is not None]
            if any(root not in self._sets for root in roots):
                open_ |= on
                continue
            for chosen in self._few(product(*(range(len(self.days[root])) for root in roots))):
                here = on
                for root, at in zip(roots, chosen, strict=True):
                    here &= self._sets[root][at]
                if here:
                    choice = {root: self.days[root][at] for root, at in zip(roots, chosen, strict=True)}
                    if _value(total.function, members, choice) == value_key(under(total.result, choice)):
                        sure |= here
        return sure & ~open_, sure | open_

    @staticmethod
    def _few(parts: Iterable[T]) -> list[T]:
        few = []
        for part in parts:
            few.append(part)
            if len(few) > MAX_PARTS:
                raise TooLarge("an aggregate has too many values on the readings of its dates")
        return few


def _value(function: AggregateFunction, members: Sequence[GroupMember], choice: ChosenDays) -> object:
    rows = {tuple(value_key(v) for v in row): row for row in ([under(v, choice) for v in m.values] for m in members)}
    terms = [row[0] for row in rows.values()]
    if not function.of_each:
        terms = list({value_key(term): term for term in terms}.values())
    value = function.call(terms)
    return None if value is None else value_key(value)
