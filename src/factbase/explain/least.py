"""The least proof: in, a derivation graph and a row; out, one instance for each row of a proof of least height, then of fewest sources.

"Has a proof no higher than h" needs its premises no higher than h - 1, so the search ends on any cycle and no proof rests on itself.
It deepens from the bound that the ranks give: on most rows the first try succeeds, and the rest of the graph is never made.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import count, islice
from typing import TypeVar

from factbase.explain.graph import NEVER, Graph, Instance, Node
from factbase.explain.kept import Kept
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import InternalError

__all__ = ["Chosen", "ChosenInstances", "Least", "height_of", "restricted", "sources_of"]

ChosenInstances = dict[Node, Instance]
"""A proof: the root and all that it needs, each with one instance, and no node among what it rests on itself."""

MAX_SEARCHED = 200_000  # derived rows of a model in which heights are searched: what pyDatalog makes at most
MAX_HEIGHT_WORK = 200_000  # instances looked at for one row before it is proved along the ranks instead
MAX_SOURCE_WORK = 2_000  # merges of labels for one row
MAX_SOURCE_TOTAL = 40_000  # for all rows of one model
MAX_SOURCE_HEIGHT = 60
MAX_WAYS = 64  # instances of a row in a large model that are looked at, to tell whether its proof is of least height
MAX_LABELS = 24  # sets of sources kept for a row at a height
WIDE = 1_000  # rows that an instance needs, from which on they are counted first
_MANY = "(several)"

T = TypeVar("T")
SourceLabel = frozenset[str]
Labels = dict[SourceLabel, tuple[Instance, tuple[SourceLabel, ...]]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proof, and what is known of it: whether no proof is lower, and whether none that low rests on fewer sources."""

    choice: ChosenInstances  # it may hold more than the proof needs
    least_height: bool
    fewest_sources: bool


class _Spent(Exception):
    """A search took more work than it may."""


class Least:
    """Least proofs of one graph. Heights once found are kept; a search that took too long falls back, and says so."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.height: dict[Node, int] = {}
        self.first: ChosenInstances = {}  # for each row that was settled, the first instance that gives the height
        self._few: dict[Node, str | None] = {}  # the one source of the first proof; `_MANY` for several, None for none
        self._low: dict[Node, int] = {}  # no proof is lower than this
        self._labels: dict[tuple[Node, int], Labels] = {}
        self._work = 0
        self._total = 0
        self.kept = Kept(graph)
        heads = {rule.head for rule in graph.planned.rules.each}
        self.searches = sum(len(graph.model.of(head)) for head in heads) <= MAX_SEARCHED

    def choose(self, root: Node) -> Chosen:
        """The least proof of a node of the model; of a large one, the proof that its engine kept."""
        if not self.searches:
            return self._kept(root)
        self._work = MAX_HEIGHT_WORK
        try:
            height = self._settle(root)
        except _Spent:
            return Chosen(self._by_rank(root, {}), False, False)
        if self._few[root] != _MANY:
            return Chosen(self.first, True, True)
        if height > MAX_SOURCE_HEIGHT or self._total >= MAX_SOURCE_TOTAL:
            return Chosen(self.first, True, False)
        self._work = MAX_SOURCE_WORK
        try:
            labels = self._label(root, height)
        except _Spent:
            return Chosen(self.first, True, False)
        finally:
            self._total += MAX_SOURCE_WORK - self._work
        best = min(labels, key=lambda label: (len(label), sorted(label)))
        return Chosen(self._uniform(root, height, best), True, True)

    # ---- heights

    def _settle(self, root: Node) -> int:
        if root in self.height:
            return self.height[root]
        for limit in count(self._lowest(root)):
            if self._within(root, limit):
                return self.height[root]
        raise AssertionError("count does not end")

    def _lowest(self, node: Node) -> int:
        low = self._low.get(node)
        if low is None:
            low = self._low[node] = self.graph.bound(node)
            if low >= NEVER:
                raise InternalError(f"{self.graph.key(node)[0]} has a row that nothing derives")
        return low

    def _within(self, root: Node, limit: int) -> bool:
        """Whether a node has a proof no higher than the limit. A stack of our own: a chain of rules may be long."""
        known = self._known(root, limit)
        if known is not None:
            return known
        stack = [self._search(root, limit)]
        answer: bool | None = None
        while stack:
            try:
                node, below = stack[-1].send(answer)
            except StopIteration as done:
                stack.pop()
                answer = done.value
                continue
            answer = self._known(node, below)
            if answer is None:
                stack.append(self._search(node, below))
        assert answer is not None
        return answer

    def _known(self, node: Node, limit: int) -> bool | None:
        height = self.height.get(node)
        if height is not None:
            return height <= limit
        return False if self._lowest(node) > limit else None

    def _search(self, node: Node, limit: int) -> Generator[tuple[Node, int], bool | None, bool]:
        while self._low[node] <= limit:
            at = self._low[node]
            self._work -= 1  # so that a row that nothing derives is told of in the end
            if self._work < 0:
                raise _Spent
            for instance in self.graph.instances(node):
                self._work -= 1
                if self._work < 0:
                    raise _Spent
                if (
                    len(instance.needs) > WIDE
                    and 2 * sum(need not in self.height for need in instance.needs) > self._work
                ):
                    raise _Spent  # each would take one step and one instance at least
                below = at - instance.step
                if below < 0 or any(self._known(need, below) is False for need in instance.needs):
                    continue
                for need in instance.needs:
                    if not (yield need, below):
                        break
                else:
                    self.height[node] = at
                    self.first[node] = instance
                    self._few[node] = self._source(node, instance)
                    return True
            self._low[node] = at + 1
        return False

    def _source(self, node: Node, instance: Instance) -> str | None:
        names = {self._few[need] for need in instance.needs}
        if instance.stated:
            names.add(self.graph.alternatives(node)[0])
        names.discard(None)
        return (names.pop() if names else None) if len(names) < 2 else _MANY

    def _by_rank(self, root: Node, choice: ChosenInstances) -> ChosenInstances:
        """Some proof: each row as the engine came by it, or by an instance of rows that were derived before it, in its own stratum
        or an earlier one. Rows that `choice` has are not looked at again."""
        strata: dict[object, int] = {}
        for number, stratum in enumerate(self.graph.planned.rules.strata, 1):
            strata.update((rule.head, number) for rule in stratum)

        def when(node: Node) -> tuple[int, int, bool]:
            head, row = self.graph.key(node)
            return strata.get(head, 0), self.graph.rank(node), None in row

        stack = [root]
        while stack:
            node = stack.pop()
            if node in choice:
                continue
            kept = self.kept.instance(node)
            if kept is None:
                mine = when(node)
                for kept in self.graph.instances(node):
                    if all(when(need) < mine for need in kept.needs):
                        break
                else:
                    raise InternalError(f"{self.graph.key(node)[0]} has a row that no earlier rows derive")
            choice[node] = kept
            stack.extend(reversed(kept.needs))
        return choice

    def _kept(self, root: Node) -> Chosen:
        """The proof that the engine kept; it is of least height where no instance of the root can have a lower one."""
        choice = restricted(self._by_rank(root, self.first), root)
        height = height_of(choice, root)
        least = height == self.graph.bound(root) or height == self._lowest_way(root)
        return Chosen(self.first, least, len(sources_of(self.graph, choice)) < 2)

    def _lowest_way(self, root: Node) -> int:
        """A height below which the node has no proof, from the bounds of what it needs; 0 where it has too many instances."""
        ways = list(islice(self.graph.instances(root), MAX_WAYS + 1))
        if len(ways) > MAX_WAYS:
            return 0
        return min(way.step + max(map(self.graph.bound, way.needs), default=0) for way in ways)

    # ---- fewest sources among the proofs no higher than a limit (labels as in de Kleer's ATMS, 1986)

    def _label(self, node: Node, limit: int) -> Labels:
        key = (node, limit)
        if key in self._labels:
            return self._labels[key]
        labels: Labels = {}
        for instance in self.graph.instances(node):
            self._work -= 1
            if self._work < 0:
                raise _Spent
            below = limit - instance.step
            if below < 0 or any(self._known(need, below) is False for need in instance.needs):
                continue
            if instance.stated:
                for name in self.graph.alternatives(node):
                    labels.setdefault(frozenset() if name is None else frozenset([name]), (instance, ()))
                continue
            joined: dict[SourceLabel, tuple[SourceLabel, ...]] = {frozenset(): ()}
            for need in instance.needs:
                parts = self._label(need, below)
                self._work -= len(joined) * len(parts)
                merged: dict[SourceLabel, tuple[SourceLabel, ...]] = {}
                for label, chosen in joined.items():
                    for part in parts:
                        merged.setdefault(label | part, (*chosen, part))
                joined = _smallest(merged)
            for label, chosen in joined.items():
                labels.setdefault(label, (instance, chosen))
        self._labels[key] = kept = _smallest(labels)
        return kept

    def _uniform(self, root: Node, height: int, label: SourceLabel) -> ChosenInstances:
        """One instance for each node, that of its lowest use: lower uses need no more sources, and so no cycle arises."""
        lowest: dict[Node, tuple[int, Instance]] = {}
        stack = [(root, height, label)]
        seen = set(stack)
        while stack:
            node, limit, wanted = stack.pop()
            instance, parts = self._labels[(node, limit)][wanted]
            if node not in lowest or limit < lowest[node][0]:
                lowest[node] = (limit, instance)
            for need, part in zip(instance.needs, parts, strict=False):
                use = (need, limit - instance.step, part)
                if use not in seen:
                    seen.add(use)
                    stack.append(use)
        return restricted({node: instance for node, (_, instance) in lowest.items()}, root)


def restricted(choice: ChosenInstances, root: Node) -> ChosenInstances:
    """What a proof of the root takes of a choice."""
    kept: ChosenInstances = {}
    stack = [root]
    while stack:
        node = stack.pop()
        if node not in kept:
            kept[node] = choice[node]
            stack.extend(reversed(choice[node].needs))
    return kept


def _smallest(labels: dict[SourceLabel, T]) -> dict[SourceLabel, T]:
    """Without the supersets, the smallest first, and no more than are kept."""
    kept: dict[SourceLabel, T] = {}
    for label in sorted(labels, key=lambda each: (len(each), sorted(each))):
        if len(kept) >= MAX_LABELS:
            break
        if not any(other <= label for other in kept):
            kept[label] = labels[label]
    return kept


def height_of(choice: ChosenInstances, root: Node) -> int:
    """The height of a proof: the most rules on any way from the root to a leaf."""
    heights: dict[Node, int] = {}
    stack = [root]
    while stack:
        node = stack[-1]
        instance = choice[node]
        waiting = [need for need in instance.needs if need not in heights]
        if waiting:
            stack.extend(waiting)
        else:
            stack.pop()
            heights[node] = instance.step + max((heights[need] for need in instance.needs), default=0)
    return heights[root]


def sources_of(graph: Graph, choice: ChosenInstances) -> frozenset[str]:
    """A set of sources on which a proof rests; of a claim that several sources state, one that serves elsewhere, else the first."""
    sources: set[str] = set()
    several: list[tuple[str | None, ...]] = []
    for node, instance in choice.items():
        if instance.stated:
            names = graph.alternatives(node)
            if len(names) == 1:
                sources.update(name for name in names if name is not None)
            else:
                several.append(names)
    for names in several:
        if None not in names and not sources.intersection(n for n in names if n is not None):
            sources.add(str(names[0]))
    return frozenset(sources)
