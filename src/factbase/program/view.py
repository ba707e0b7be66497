"""The view: which facts hold on the as-of date, and which sources were known by the other date.

In, the facts and a View; out, the facts in force, each with the citations that are known. Both limits hold only when certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.date import Date
from factbase.program.model import Fact

__all__ = ["View", "holds", "known_sources", "select"]


@dataclass(frozen=True, slots=True)
class View:
    """`at`: the as-of date, None for no limit. `known_by`: only sources published by then, None for all."""

    at: Date | None = None
    known_by: Date | None = None

    def __str__(self) -> str:
        at = f"as of {self.at.text}" if self.at else "at any time"
        return at + (f", known by {self.known_by.text}" if self.known_by else "")


def known_sources(published: Mapping[str, Iterable[Date]], by: Date) -> frozenset[str]:
    """The sources that were certainly published by a date; one without a date is never among them."""
    limit = by.earliest
    return frozenset(
        name
        for name, dates in published.items()
        if any(limit is not None and d.latest is not None and d.latest <= limit for d in dates)
    )


def holds(fact: Fact, at: Date | None) -> bool:
    """Whether a fact certainly holds on the as-of date; what a claim of somebody's is dated is part of the claim."""
    if at is None or fact.when is None or fact.mode is not None:
        return True
    first, last = fact.when.first, fact.when.last
    if fact.when.kind == "on":
        last = None
    if first is not None and (first.latest is None or at.earliest is None or first.latest > at.earliest):
        return False
    return not (last is not None and (last.earliest is None or at.latest is None or at.latest > last.earliest))


def select(facts: Sequence[Fact], view: View, known: frozenset[str] | None) -> tuple[Fact, ...]:
    """The facts of the view; `known` names the known sources, None where all are."""
    chosen: list[Fact] = []
    for fact in facts:
        if not holds(fact, view.at):
            continue
        if known is None or fact.kind == "assumed":
            chosen.append(fact)
        elif fact.kind == "declared":
            if str(fact.values[0]) in known:
                chosen.append(fact)
        else:
            citations = tuple(c for c in fact.citations if c.source in known)
            if citations:
                chosen.append(fact if len(citations) == len(fact.citations) else replace(fact, citations=citations))
    return tuple(chosen)
