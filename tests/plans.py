"""Plans made by hand, for engines alone."""

from __future__ import annotations

from factbase.engine.base import Plan, PlanRule, Symbols
from factbase.engine.step import Auxiliary, Scan, Var

__all__ = ["product"]


def product(side: int) -> Plan:
    """All triples of a set: one rule that makes very many rows."""
    symbols = Symbols()
    facts = {(symbols.intern(value),): () for value in range(side)}
    one, three = Auxiliary("one"), Auxiliary("three")
    x, y, z = Var(0), Var(1), Var(2)
    body = (Scan(one, (x,)), Scan(one, (y,)), Scan(one, (z,)))
    return Plan(symbols, {one: facts}, ((PlanRule(three, (x, y, z), body, ("X", "Y", "Z"), 0),),), None)
