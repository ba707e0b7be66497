"""Support: in, a derivation graph; out, for a row, what suffices for it: sets of sources, the day it could be known, how many voices.

One evaluation serves all: a semiring says what a fact is worth and how alternatives and joint premises combine (Green, Karvounarakis and
Tannen, 2007). Every ring here is absorptive, a + a b = a, so a cycle adds nothing and the least fixpoint is reached in finitely many steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from factbase.explain.graph import Graph, Instance, Node, is_assumption
from factbase.ground.dataclass import dataclass
from factbase.program.model import Program
from factbase.program.strata import components

__all__ = ["Earliest", "Label", "Semiring", "Sets", "Support", "evaluate", "independent", "support_of", "voices"]

MAX_SETS = 64  # minimal sets kept for a row
MAX_EXACT_PACKING = 12  # sets among which the most disjoint ones are found exactly

V = TypeVar("V")
T = TypeVar("T")


class Semiring(Protocol[V]):
    """What rows are worth. `plus` is any of them, `times` both together; `zero` is no way at all, `one` needs nothing."""

    zero: V
    one: V

    def plus(self, *ways: V) -> V:
        """The worth of what holds in any of several ways; `zero` where there is none."""

    def times(self, a: V, b: V) -> V:
        """The worth of what needs both of two premises."""

    def stated(self, node: Node) -> V:
        """The worth of a row by the facts that state it."""


def evaluate(instances_of: Mapping[Node, Sequence[Instance]], ring: Semiring[V]) -> dict[Node, V]:
    """The worth of every node of an explored graph: the least solution of its equations, a component at a time."""
    values: dict[Node, V] = {}
    needs = {node: [need for each in instances for need in each.needs] for node, instances in instances_of.items()}
    for component in components(needs):
        values.update(dict.fromkeys(component, ring.zero))
        changed = True
        while changed:
            changed = False
            for node in component:
                ways: list[V] = []
                for instance in instances_of.get(node, ()):
                    worth = ring.stated(node) if instance.stated else ring.one
                    for need in instance.needs:
                        worth = ring.times(worth, values[need])
                    ways.append(worth)
                total = ring.plus(*ways)
                if total != values[node]:
                    values[node] = total
                    changed = len(component) > 1 or node in needs.get(node, ())
    return values


# ---- the rings


@dataclass(frozen=True, slots=True)
class Label(Generic[T]):
    """Minimal sets, any of which suffices, the smallest first. With `cut` there may be more, and a set may not be minimal."""

    sets: tuple[frozenset[T], ...]
    cut: bool = False


class Sets(Generic[T]):
    """Minimal sets of whatever states facts: sources, quotes, or the facts themselves (the labels of de Kleer's ATMS, 1986)."""

    def __init__(self, stated: Callable[[Node], Iterable[frozenset[T]]], limit: int = MAX_SETS) -> None:
        self._stated = stated
        self._limit = limit
        self._known: dict[Node, Label[T]] = {}
        self.zero: Label[T] = Label(())
        self.one: Label[T] = Label((frozenset(),))

    def plus(self, *ways: Label[T]) -> Label[T]:
        """The minimal sets among those of all labels, at most `limit`."""
        if len(ways) == 1:
            return ways[0]
        return self._least([each for way in ways for each in way.sets], any(way.cut for way in ways))

    def times(self, a: Label[T], b: Label[T]) -> Label[T]:
        """The minimal unions of a set of one label with a set of the other, at most `limit`."""
        if a == self.one or b == self.one:
            return b if a == self.one else a
        return self._least([x | y for x in a.sets for y in b.sets], a.cut or b.cut)

    def stated(self, node: Node) -> Label[T]:
        """The minimal sets that state a row, each of which suffices."""
        if node not in self._known:
            self._known[node] = self._least(list(self._stated(node)), False)
        return self._known[node]

    def _least(self, sets: list[frozenset[T]], cut: bool) -> Label[T]:
        kept: list[frozenset[T]] = []
        single: set[T] = set()  # what suffices by itself: most sets are so small, and are not looked through one by one
        for each in sorted(dict.fromkeys(sets), key=lambda each: (len(each), sorted(map(str, each)))):
            if len(kept) >= self._limit:
                return Label(tuple(kept), True)
            if len(each) == 1 and not (kept and not kept[0]):
                single |= each
            elif not single.isdisjoint(each) or any(other <= each for other in kept if len(other) != 1):
                continue
            kept.append(each)
        return Label(tuple(kept), cut)


class Earliest:
    """The first day on which all that suffices was published: the least, over proofs, of the latest day of their sources."""

    zero = 1 << 60
    one = -(1 << 60)

    def __init__(self, graph: Graph, published: Mapping[str, int]) -> None:
        self._graph = graph
        self._published = published

    def plus(self, *ways: int) -> int:
        """The earliest day: one of the ways is enough."""
        return min(ways, default=self.zero)

    def times(self, a: int, b: int) -> int:
        """The later day: both premises are needed."""
        return max(a, b)

    def stated(self, node: Node) -> int:
        """The first day of its sources; `zero` where none has a day, `one` where it needs no source."""
        names = self._graph.alternatives(node)
        free = self.one
        return min(
            free if name is None or is_assumption(name) else self._published.get(name, self.zero) for name in names
        )


# ---- voices


def voices(program: Program, sources: Iterable[str], alike: Callable[[], Iterable[Sequence[str]]]) -> Mapping[str, str]:
    """The voice of each source, named by its first source: one with what it retells, and with what shares most of its words.

    `alike` gives the groups of the latter: only where several `sources` do not retell each other, for all documents are compared then.
    Raises TooLarge."""
    group = {name: name for name in program.sources}
    order = {name: place for place, name in enumerate(group)}

    def find(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    def join(a: str, b: str) -> None:
        first, second = sorted((find(a), find(b)), key=order.__getitem__)
        group[second] = first

    for source in program.sources.values():
        for other in source.retells:
            if other in group:
                join(source.name, other)
    if len({find(name) for name in sources if name in group}) > 1:
        for first, *others in alike():
            for other in others:
                join(first, other)
    return {name: find(name) for name in group}


def independent(label: Label[str], voice: Mapping[str, str]) -> tuple[int, bool]:
    """How many of the sets share no voice, nor an assumption, and whether that is the most there can be. An assumption is no voice."""
    quoted = (each for each in label.sets if not all(map(is_assumption, each)))
    sets = [frozenset(voice.get(name, name) for name in each) for each in quoted]
    sets = sorted(dict.fromkeys(sets), key=lambda each: (len(each), sorted(each)))
    taken: list[frozenset[str]] = []
    for each in sets:
        if not any(each & other for other in taken):
            taken.append(each)
    if len(sets) > MAX_EXACT_PACKING:
        if len(taken) == 1 and any(not a & b for a, b in combinations(sets, 2)):
            return 2, False
        return len(taken), len(taken) == 0 or (len(taken) == 1 and not label.cut)
    for size in range(len(sets), len(taken), -1):
        for some in combinations(sets, size):
            if sum(map(len, some)) == len(frozenset().union(*some)):
                return size, not label.cut
    return len(taken), not label.cut


@dataclass(frozen=True, slots=True)
class Support:
    """What suffices for an answer: minimal sets of sources and assumptions, `voices` of which share none (at least, unless `exact`).

    `since` is the day number from which it could be known; None where no set of dated sources suffices. `single` is the one
    voice on which every set rests and which suffices alone."""

    label: Label[str]
    voices: int
    exact: bool
    single: str | None
    since: int | None
    always: bool  # it needs no source at all

    @property
    def needed(self) -> frozenset[str]:
        """The sources without any of which nothing that is known suffices."""
        sets = self.label.sets
        return frozenset.intersection(*sets) if sets and not self.label.cut else frozenset()


def support_of(label: Label[str], since: int, voice: Mapping[str, str]) -> Support:
    """The support that a label and a first day amount to."""
    count, exact = independent(label, voice)
    spoken = {frozenset(voice.get(name, name) for name in each) for each in label.sets}
    least = [each for each in spoken if not any(other < each for other in spoken)]
    single = next(iter(least[0])) if len(least) == 1 and len(least[0]) == 1 and not label.cut else None
    known = None if since in (Earliest.zero, Earliest.one) else since
    return Support(label, count, exact, single if not is_assumption(single) else None, known, frozenset() in label.sets)
