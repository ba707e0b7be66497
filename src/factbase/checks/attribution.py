"""Plain facts on somebody's words: in, a base; out, a warning for each plain fact that has no other quote than a claim has.

What somebody predicts or urges is not so; a fact that is not attributed must stand on other words. The check goes by places: the quotes
of the fact all stand where quotes of a `predicts` or `urges` claim stand, its first one among them (the others give its context), or
within those of any claim of the same relation (`ended(P)` in the words of `says(W): ended(P)`). It cannot see an opinion that
nobody has attributed: for hedged and attributed words
there is the check of claim and quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from factbase.base import FactBase
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.model import Cited, Fact

__all__ = ["on_claims"]

Place = tuple[str, int, int]
"""A source's file, and where a quote begins and ends in it."""


def on_claims(base: FactBase) -> Iterator[Diagnostic]:
    """W501 for each plain fact whose quotes are those of a prediction, of a demand, or of a claim of the same relation."""
    claims: dict[str, list[tuple[Fact, tuple[Place, ...]]]] = {}
    facts = base.program.facts
    attributed = chain(facts.listed, *(table for table in facts.tables if table.mode is not None))
    for fact in attributed:
        places = _places(base, fact) if fact.mode is not None else None
        if places is not None:
            for source in dict.fromkeys(place[0] for place in places):
                claims.setdefault(source, []).append((fact, places))
    if not claims:
        return
    for fact in facts:
        places = _places(base, fact) if fact.mode is None and fact.kind == "cited" else None
        if places is None:
            continue
        rivals = claims.get(places[0][0], ())
        shared = [claim for claim, of_claim in rivals if _on(fact, frozenset(places), claim, of_claim)]
        if shared:
            related = [Related(claim.span, str(claim.atom())) for claim in shared]
            hint = "quote other words, or say whose claim it is"
            yield diagnose("W501", fact.span, related=related, hint=hint, fact=fact.atom(), claim=shared[0].atom())


def _on(fact: Fact, places: frozenset[Place], claim: Fact, of_claim: tuple[Place, ...]) -> bool:
    """Whether a fact has no other words than a claim, and those in which it is made."""
    if claim.relation == fact.relation:
        return all(any(_within(place, other) for other in of_claim) for place in places)
    return claim.mode in ("predicts", "urges") and of_claim[0] in places and places <= set(of_claim)


def _within(place: Place, other: Place) -> bool:
    return place[0] == other[0] and other[1] <= place[1] and place[2] <= other[2]


def _places(base: FactBase, fact: Fact) -> tuple[Place, ...] | None:
    """Where the quotes of a fact stand; None where one of them stands nowhere, or there is none."""
    found = [_place(base, cited) for cited in fact.citations]
    return tuple(place for place in found if place is not None) if found and None not in found else None


def _place(base: FactBase, cited: Cited) -> Place | None:
    """Where a quote stands; the passages of one file share its places."""
    verdict, document = base.evidence.verdict(cited), base.evidence.documents.get(cited.source)
    if verdict.place is None or document is None:
        return None
    return document.path, *verdict.place.span
