"""What is kept of a derivation: in, a rule; out, the scans whose rows must be kept, for with the head they tell those of all others."""

from __future__ import annotations

from factbase.engine.base import PlanRule
from factbase.engine.step import Scan, variables

__all__ = ["kept_scans"]


def kept_scans(rule: PlanRule) -> tuple[int, ...]:
    """The numbers of some steps of the body, few: the row of any other scan has all of its columns from the head or from theirs.

    A scan that leaves a column open may have had any row of several, so its own is kept. A choice is greedy, and takes rows of the
    rule's own relation first: whoever goes down a proof is then led from row to row."""
    scans = [(i, step) for i, step in enumerate(rule.body) if isinstance(step, Scan)]
    kept = [i for i, step in scans if None in step.args]
    bound = variables(rule.args).union(*(step.binds for i, step in scans if i in kept))
    while any(not step.binds <= bound for _, step in scans):
        best = max(scans, key=lambda each: (len(each[1].binds - bound), each[1].predicate == rule.head, -each[0]))
        kept.append(best[0])
        bound |= best[1].binds
    return tuple(sorted(kept))
