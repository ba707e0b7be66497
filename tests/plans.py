"""Rules and facts made by hand, for engines alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factbase.engine.base import PlanRule, Row, Rules, Store, Symbols
from factbase.engine.step import Auxiliary, Head, Scan, Var

__all__ = ["Given", "product"]


class Given(NamedTuple):
    """What an engine is given, in one table of symbols."""

    rules: Rules
    store: Store

    @classmethod
    def of(
        cls,
        symbols: Symbols,
        facts: Mapping[Head, Mapping[Row, tuple[int, ...]]],
        strata: Sequence[Sequence[PlanRule]],
        goals: tuple[Auxiliary, ...] = (),
    ) -> Given:
        """Rules and facts whose values are numbered in one table."""
        return cls(Rules(symbols, tuple(map(tuple, strata)), goals, goals), Store(symbols, facts))


def product(side: int) -> Given:
    """All triples of a set: one rule that makes very many rows."""
    symbols = Symbols()
    facts = {(symbols.intern(value),): () for value in range(side)}
    one, three = Auxiliary("one"), Auxiliary("three")
    x, y, z = Var(0), Var(1), Var(2)
    body = (Scan(one, (x,)), Scan(one, (y,)), Scan(one, (z,)))
    return Given.of(symbols, {one: facts}, ((PlanRule(three, (x, y, z), body, ("X", "Y", "Z"), 0),),))
