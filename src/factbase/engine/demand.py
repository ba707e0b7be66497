"""The part of a model that goals need: in, Rules and a Store; out, a model of that part, with the rows and ranks of the whole one.

What is there holds and is explained as in the whole model, answers and absences. What no goal asks for may be missing.
"""

from __future__ import annotations

from factbase.engine.base import Engine, Model, Rules, Store, TooLarge
from factbase.engine.step import Head, Scan

__all__ = ["for_goals"]

FEW = 1_000  # facts: a closure of them has a million rows at most, and the whole of that serves every question


def for_goals(rules: Rules, store: Store, engine: Engine) -> Model | None:
    """The model of what the goals of rules need, or None where the whole one is no dearer.

    It pays where a goal binds columns of a recursive relation, which may be much larger than the facts it is made of. Any other relation
    costs about as much as its facts, and they are read in any case. At worst everything can be reached from what is bound: then it
    costs about three times the whole model, for the calls, their answers and the model itself. So what is too large in this form is
    still tried as a whole."""
    if store.size <= FEW:
        return None
    from factbase.engine.magic import magic_sets  # late: most bases are small

    rewritten = magic_sets(rules, store)
    if not _recursive(rules) & rewritten.called:
        return None
    try:
        model = engine.solve(rewritten.rules, rewritten.store)
        if any(model.of(goal) for goal in (*rules.goals, *rules.possible)):
            return model
        # How far a goal without answers got is told in the order of its literals, so what is passed on must follow this order.
        rewritten = magic_sets(rules, store, reorder=False)
        return engine.solve(rewritten.rules, rewritten.store)
    except TooLarge:
        return None


def _recursive(rules: Rules) -> frozenset[Head]:
    """The recursive relations: those of a stratum in which some rule reads a relation of that stratum."""
    recursive: set[Head] = set()
    for stratum in rules.strata:
        own = {rule.head for rule in stratum}
        if any(isinstance(step, Scan) and step.predicate in own for rule in stratum for step in rule.body):
            recursive |= own
    return frozenset(recursive)
