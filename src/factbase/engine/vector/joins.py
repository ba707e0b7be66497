"""Join orders: in, a rule and how large its relations are; out, its steps in the order in which they are run.

The rows of the last round come first, then always the relation with the fewest rows for each binding so far; tests, absences and
functions stand as soon as what they need is bound. Greedy, as in Selinger's tradition without the search: bodies are short.
"""

from __future__ import annotations

from collections.abc import Callable

from factbase.engine.base import PlanRule
from factbase.engine.step import Between, Filter, Group, Let, Negated, Scan, Step, bound_columns
from factbase.ground.operation import COMPARISONS, KNOWN

__all__ = ["Estimate", "in_kernel", "order"]

STARTS = 1_000  # steps at most with which a body is begun, times how many it has: all of them in one of 31

Estimate = Callable[[int, frozenset[int]], float]
"""How many rows step number i of the body has for one binding of the given columns."""


def in_kernel(step: Step, sharp: bool) -> bool:
    """Whether the kernels do it; the rest is done by Python, once for each combination of arguments that occurs.

    `sharp` says that all values can be compared by a place of their own."""
    match step:
        case Scan() | Negated() | Group():
            return True
        case Filter():
            return sharp and (step.op in COMPARISONS or step.op is KNOWN)
        case Let() | Between():
            return False


def order(rule: PlanRule, delta: int | None, estimate: Estimate) -> tuple[int, ...]:
    """The numbers of the body's steps in the order of the cheapest start; with `delta`, that step is the start."""
    if delta is not None:
        return _from(rule, delta, estimate)[1]
    scans = [i for i, step in enumerate(rule.body) if isinstance(step, Scan)]
    if not scans:
        return _from(rule, None, estimate)[1]
    most = max(1, STARTS // len(rule.body))
    if len(scans) > most:  # those that begin with least: each start costs the square of the body
        scans = sorted(scans, key=lambda i: (_growth(rule.body[i], i, frozenset(), estimate), i))[:most]
    return min(_from(rule, start, estimate) for start in scans)[1]


def _from(rule: PlanRule, start: int | None, estimate: Estimate) -> tuple[float, tuple[int, ...]]:
    bound: frozenset[int] = frozenset()
    placed: list[int] = []
    rows, cost = 1.0, 0.0
    left = list(range(len(rule.body)))
    if start is not None:
        rows *= estimate(start, frozenset(bound_columns(rule.body[start].given, bound)))
        cost += rows
        bound |= rule.body[start].binds
        placed.append(start)
        left.remove(start)
    while left:
        ready = [i for i in left if rule.body[i].reads <= bound]
        cheap = [i for i in ready if _filters(rule.body[i], bound)]
        if cheap:
            chosen = min(cheap, key=lambda i: (not in_kernel(rule.body[i], True), i))
        else:
            growth = {i: _growth(rule.body[i], i, bound, estimate) for i in ready}
            chosen = min(ready, key=lambda i: (growth[i], i))
            rows *= growth[chosen]
        cost += rows
        placed.append(chosen)
        left.remove(chosen)
        bound |= rule.body[chosen].binds
    return cost, tuple(placed)


def _filters(step: Step, bound: frozenset[int]) -> bool:
    """Whether it makes no more rows than it is given."""
    match step:
        case Scan() | Between():
            return step.binds <= bound  # of a scan, one row is enough
        case Negated() | Filter() | Let() | Group():
            return True


def _growth(step: Step, number: int, bound: frozenset[int], estimate: Estimate) -> float:
    if isinstance(step, Between):
        return 1e6  # nothing is known of its ends: it comes when nothing else can
    return estimate(number, frozenset(bound_columns(step.given, bound)))
