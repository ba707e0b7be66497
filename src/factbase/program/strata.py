"""Strata: in, who depends on whom; out, the components, each a stratum, in the order in which they can be computed.

Tarjan's strongly connected components (1972), without recursion, so that long chains of rules do not exhaust the stack.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.span import Span
from factbase.program.model import Predicate
from factbase.program.plain import relation_asked
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Comparison,
    Either,
    Literal,
    Match,
    Membership,
    Negation,
    Rule,
)

__all__ = ["Dependency", "check_strata", "components", "dependencies", "predicate_of"]

Vertex = TypeVar("Vertex", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Dependency:
    """`head` needs `body`; `kind` is None for a positive literal, else "negation" or the aggregate's name."""

    head: Predicate
    body: Predicate
    kind: str | None
    span: Span


def predicate_of(match: Match) -> Predicate:
    """The form of the relation that a match reads or a head derives."""
    if match.asked:
        return Predicate(relation_asked(match), match.claim.mode, match.on is not None)
    return Predicate(match.claim.relation, match.claim.mode, match.on is not None, match.source is not None)


def components(graph: Mapping[Vertex, Iterable[Vertex]]) -> list[tuple[Vertex, ...]]:
    """The strongly connected components of `graph`, each after all that it leads to."""
    index: dict[Vertex, int] = {}
    low: dict[Vertex, int] = {}
    stack: list[Vertex] = []
    on_stack: set[Vertex] = set()
    ordered: list[tuple[Vertex, ...]] = []
    for root in graph:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, rest = work[-1]
            for after in rest:
                if after not in index:
                    index[after] = low[after] = len(index)
                    stack.append(after)
                    on_stack.add(after)
                    work.append((after, iter(graph.get(after, ()))))
                    break
                if after in on_stack:
                    low[node] = min(low[node], index[after])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    component: list[Vertex] = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    ordered.append(tuple(reversed(component)))
    return ordered


def dependencies(rules: Sequence[Rule]) -> list[Dependency]:
    """What each rule's head needs, literal by literal; a relation needs its own dated form."""
    edges: list[Dependency] = []
    for rule in rules:
        head = predicate_of(rule.head)
        if head.on:
            edges.append(Dependency(Predicate(head.relation, head.mode), head, None, rule.head.span))
        for literal in rule.body:
            edges.extend(_needs(head, literal, None))
    return edges


def _needs(head: Predicate, literal: Literal, kind: str | None) -> Iterable[Dependency]:
    match literal:
        case Match():
            yield Dependency(head, predicate_of(literal), kind, literal.span)
        case Negation():
            yield Dependency(head, predicate_of(literal.match), kind or "negation", literal.span)
        case Aggregate():
            for inner in literal.body:
                yield from _needs(head, inner, kind or f"`{literal.function}`")
        case Either():
            for branch in literal.branches:
                for inner in branch:
                    yield from _needs(head, inner, kind)
        case Comparison() | Membership() | Among():
            return


def check_strata(rules: Sequence[Rule]) -> list[Diagnostic]:
    """One diagnostic for each component that goes through a negation or an aggregate, with the whole cycle."""
    needs: dict[Predicate, list[Dependency]] = {}
    dependent = dependencies(rules)
    for edge in dependent:
        needs.setdefault(edge.head, []).append(edge)
        needs.setdefault(edge.body, [])
    problems: list[Diagnostic] = []
    groups = components({head: [edge.body for edge in edges] for head, edges in needs.items()})
    number = {member: at for at, component in enumerate(groups) for member in component}
    first: dict[int, Dependency] = {}
    for edge in dependent:
        if edge.kind and number[edge.head] == number[edge.body]:
            first.setdefault(number[edge.head], edge)
    for at, bad in sorted(first.items(), key=lambda item: item[0]):
        cycle = [bad, *_path(needs, bad.body, bad.head, set(groups[at]))]
        problems.append(
            diagnose(
                "E401",
                bad.span,
                name=bad.head,
                kind=bad.kind,
                cycle=" -> ".join(str(e.head) for e in [*cycle, bad]),
                related=[
                    Related(e.span, f"`{e.head}` needs {'not ' if e.kind == 'negation' else ''}`{e.body}`")
                    for e in cycle
                ],
            )
        )
    return problems


def _path(
    needs: Mapping[Predicate, list[Dependency]], start: Predicate, goal: Predicate, within: set[Predicate]
) -> list[Dependency]:
    """The shortest way of dependencies from `start` to `goal`, empty where they are the same."""
    came: dict[Predicate, Dependency | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        node = queue.popleft()
        for edge in needs[node]:
            if edge.body in within and edge.body not in came:
                came[edge.body] = edge
                queue.append(edge.body)
    path: list[Dependency] = []
    step = came[goal]
    while step is not None:
        path.append(step)
        step = came[step.head]
    return path[::-1]
