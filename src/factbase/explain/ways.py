"""All ways to prove a row: in, a derivation graph and a row; out, its distinct proofs, the lowest first, up to a limit that is told.

A proof takes one instance for each row that it needs and never rests on itself; two proofs differ when some row has another instance.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.explain.graph import Graph, Instance, Node
from factbase.explain.least import ChosenInstances, height_of, restricted, sources_of
from factbase.ground.dataclass import dataclass

__all__ = ["Ways", "ways"]

MAX_WORK = 200_000  # instances tried for one row

OpenNodes = tuple[tuple[Node, int], "OpenNodes | None"]
"""The nodes that still need an instance, each with its depth: a list that branches share."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Distinct proofs by height, then by number of sources. `cut` says that there are or may be more."""

    choices: tuple[ChosenInstances, ...]
    cut: bool


def ways(graph: Graph, root: Node, least: ChosenInstances, limit: int) -> Ways:
    """The proofs of a node, beginning with `least`, which must be one of the lowest."""
    search = _WaySearch(graph, root)
    least = restricted(least, root)
    choices: list[ChosenInstances] = [least]
    height = height_of(least, root)
    while True:
        search.higher = False
        here: list[ChosenInstances] = []
        for choice in search.at(height):
            if choice == least:
                continue
            here.append(choice)
            if len(choices) + len(here) > limit:
                break
        here.sort(key=lambda choice: len(sources_of(graph, choice)))
        choices.extend(here)
        if len(choices) > limit or search.spent:
            return Ways(tuple(choices[:limit]), True)
        if not search.higher:
            return Ways(tuple(choices), False)
        height += 1


class _WaySearch:
    def __init__(self, graph: Graph, root: Node) -> None:
        self.graph = graph
        self.root = root
        self.work = MAX_WORK
        self.higher = False  # whether a proof was left out for its height alone
        self.spent = False

    def at(self, height: int) -> Iterator[ChosenInstances]:
        """The proofs of exactly that height."""
        stack: list[tuple[OpenNodes | None, ChosenInstances]] = [(((self.root, 0), None), {})]
        while stack:
            open_nodes, choice = stack.pop()
            while open_nodes is not None and open_nodes[0][0] in choice:
                open_nodes = open_nodes[1]
            if open_nodes is None:
                reached = height_of(choice, self.root)
                self.higher |= reached > height
                if reached == height:
                    yield choice
                continue
            (node, depth), rest = open_nodes
            branches: list[tuple[OpenNodes | None, ChosenInstances]] = []
            for instance in self.graph.instances(node):
                self.work -= 1
                if self.work < 0:
                    self.spent = True
                    return
                below = depth + instance.step
                if any(below + self.graph.bound(need) > height for need in instance.needs):
                    self.higher = True
                elif not _rests_on(instance, node, choice):
                    after = rest
                    for need in reversed(instance.needs):
                        after = ((need, below), after)
                    branches.append((after, {**choice, node: instance}))
            stack.extend(reversed(branches))


def _rests_on(instance: Instance, node: Node, choice: ChosenInstances) -> bool:
    """Whether an instance needs the node itself, by way of what is chosen so far."""
    stack = list(instance.needs)
    seen: set[Node] = set()
    while stack:
        need = stack.pop()
        if need == node:
            return True
        if need not in seen:
            seen.add(need)
            if need in choice:
                stack.extend(choice[need].needs)
    return False
