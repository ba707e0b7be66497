"""Planned rules to strata: in, rules in any order; out, the same by components of what they derive, each after all that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.base import PlanRule
from factbase.engine.step import Head
from factbase.program.strata import components

__all__ = ["in_strata"]


def in_strata(rules: Sequence[PlanRule]) -> tuple[tuple[PlanRule, ...], ...]:
    """The strata of rules that negate and aggregate nothing on a circle."""
    by_head: dict[Head, list[PlanRule]] = {}
    for rule in rules:
        by_head.setdefault(rule.head, []).append(rule)
    graph: dict[Head, list[Head]] = {
        head: [needed for rule in of_head for step in rule.body if (needed := step.relation) in by_head]
        for head, of_head in by_head.items()
    }
    return tuple(tuple(rule for head in component for rule in by_head[head]) for component in components(graph))
