"""Rules that may go on for ever: in, Rules; out, how many rounds they may take, and what is said of those that take more.

Where no value is made in a recursion they end by themselves, for there are only so many rows. Others may count for ever, and no look
at them tells whether they will.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from factbase.engine.base import PlanRule, Rules, TooLarge
from factbase.engine.step import Auxiliary, Let, Scan, Var

__all__ = ["COUNTED", "COUNTED_IN_COLUMNS", "Endless", "Growth", "met_at"]

COUNTED = 20_000
"""The rounds of rules whose recursion makes values: a chain of so many steps is rare, and they take a few seconds."""
COUNTED_IN_COLUMNS = 1_000_000
"""The same where a round costs a ten-thousandth of a second, and its rows some bytes."""


class Endless(TooLarge):
    """A rule went on for so long that it seems to have no end, on whatever engine."""


class Growth:
    """What bounds the rounds of rules."""

    def __init__(self, rules: Rules, *, in_columns: bool = False) -> None:
        self.most = COUNTED_IN_COLUMNS if in_columns else COUNTED
        self.rule = next(
            (rule for stratum in rules.strata for rule in stratum if _makes_values(rule, {r.head for r in stratum})),
            None,
        )

    def check(self, rounds: int) -> None:
        """Raises Endless where there were too many."""
        if self.rule is None or rounds <= self.most:
            return
        made = [step.result for step in self.rule.body if isinstance(step, Let) and isinstance(step.result, Var)]
        names = [name for each in made if (name := self.rule.variables[each.index])]
        bound = f"bound it by a comparison, such as `{names[0]} < 1000`" if names else "bound it by a comparison"
        head = self.rule.head.name if isinstance(self.rule.head, Auxiliary) else self.rule.head.relation
        raise Endless(
            f"the model grew past {self.most:,} rounds: a rule of `{head}` makes a new value in each, and may never end; {bound}"
        )


@contextmanager
def met_at(rule: PlanRule) -> Iterator[None]:
    """Has a bound that is met within told with the rule that met it."""
    try:
        yield
    except TooLarge as problem:
        if type(problem) is not TooLarge:  # what tells engines what to do next
            raise
        head = rule.head
        word = head.name.split()[0] if isinstance(head, Auxiliary) else ""
        of = f"a rule of `{head.relation}`" if not isinstance(head, Auxiliary) else f"`{word}`"
        raise TooLarge(f"{problem}: {'the goal' if word == 'goal' else of} met this bound") from problem


def _makes_values(rule: PlanRule, own: set[object]) -> bool:
    """Whether a rule needs rows of its own stratum, and computes what may be in no row yet."""
    recursive = any(isinstance(step, Scan) and step.predicate in own for step in rule.body)
    return recursive and any(isinstance(step, Let) and isinstance(step.result, Var) for step in rule.body)
