"""Plain facts on somebody's words: in, a base; out, a warning for each plain fact that has no other quote than a claim has.

What somebody predicts or urges is not so; a fact that is not attributed must stand on other words. The check goes by places: the quotes
of the fact all stand where quotes of a `predicts` or `urges` claim stand, its first one among them (the others give its context), or
within those of any claim of the same relation (`ended(P)` in the words of `says(W): ended(P)`). It cannot see an opinion that
nobody has attributed: for hedged and attributed words
there is the check of claim and quote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain

from factbase.base import FactBase
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.model import Cited, Fact

__all__ = ["on_claims"]

MAX_LISTED = 8  # claims named in one warning; the others are counted

QuotedSpan = tuple[str, int, int]
"""A source's file, and where a quote begins and ends in it."""


@dataclass(slots=True)
class _Alike:
    """The claims of one relation and mode on the same words: the first of them, and how many there are."""

    relation: str
    foretold: bool  # predicted, or urged
    places: tuple[QuotedSpan, ...]
    claims: list[Fact] = field(default_factory=list)
    count: int = 0

    def carries(self, fact: Fact, places: frozenset[QuotedSpan]) -> bool:
        """Whether a fact has no other words than these claims, and those in which they are made."""
        if self.relation == fact.relation:
            return all(any(_within(place, other) for other in self.places) for place in places)
        return self.foretold and self.places[0] in places and places <= set(self.places)


def on_claims(base: FactBase) -> Iterator[Diagnostic]:
    """W501 for each plain fact whose quotes are those of a prediction, of a demand, or of a claim of the same relation."""
    facts = base.program.facts
    claims = _Claims()
    for fact in chain(facts.listed, *(table for table in facts.tables if table.mode is not None)):
        places = _places(base, fact) if fact.mode is not None else None
        if places is not None:
            claims.add(fact, places)
    if not claims.alike:
        return
    claims.put_in_order()
    for fact in facts:
        places = _places(base, fact) if fact.mode is None and fact.kind == "cited" else None
        if places is None:
            continue
        once = frozenset(places)
        near = [alike for alike in claims.near(fact, once) if alike.carries(fact, once)]
        if near:
            first = sorted(chain.from_iterable(alike.claims for alike in near), key=lambda claim: claim.index)
            more = sum(alike.count for alike in near) - len(first[:MAX_LISTED])
            yield diagnose(
                "W501",
                fact.span,
                related=[Related(claim.span, str(claim.atom())) for claim in first[:MAX_LISTED]],
                hint="quote other words, or say whose claim it is",
                detail=[f"and {more:,} more claims with these words"] if more else [],
                fact=fact.atom(),
                claim=first[0].atom(),
            )


class _Claims:
    """Claims, to be found by the words on which they rest; those that are alike are found together, however many there are."""

    def __init__(self) -> None:
        self.alike: dict[tuple[str, bool, tuple[QuotedSpan, ...]], _Alike] = {}
        self.with_place: dict[QuotedSpan, list[_Alike]] = {}
        self.around: dict[tuple[str, str], _Stretches] = {}  # by relation and file

    def add(self, fact: Fact, places: tuple[QuotedSpan, ...]) -> None:
        """Adds a claim, which comes after those that are there."""
        key = fact.relation, fact.mode in ("predicts", "urges"), places
        alike = self.alike.get(key)
        if alike is None:
            alike = self.alike[key] = _Alike(*key)
            for place in dict.fromkeys(places):
                self.with_place.setdefault(place, []).append(alike)
        alike.count += 1
        if len(alike.claims) < MAX_LISTED:
            alike.claims.append(fact)

    def put_in_order(self) -> None:
        """Makes what has been added ready to be found by the stretches of text around a quote."""
        stretches: dict[tuple[str, str], list[tuple[int, int, _Alike]]] = {}
        for alike in self.alike.values():
            for path, start, end in dict.fromkeys(alike.places):
                stretches.setdefault((alike.relation, path), []).append((start, end, alike))
        self.around = {key: _Stretches(spans) for key, spans in stretches.items()}

    def near(self, fact: Fact, places: frozenset[QuotedSpan]) -> Iterable[_Alike]:
        """The claims that may have the words of a fact: those of its relation around one of its quotes, others on that quote."""
        # The quote that fewest claims have: what is quoted beside each row for its context would lead to all of them.
        path, start, end = rarest = min(places, key=lambda place: (len(self.with_place.get(place, ())), place))
        claims = {id(alike): alike for alike in self.with_place.get(rarest, ()) if alike.relation != fact.relation}
        around = self.around.get((fact.relation, path))
        claims |= {id(alike): alike for alike in around.holding(start, end)} if around is not None else {}
        return claims.values()


class _Stretches:
    """Stretches of one text in the order of their starts, with the last end of each half of them, of each quarter, and so on."""

    def __init__(self, spans: Sequence[tuple[int, int, _Alike]]) -> None:
        self.spans = sorted(spans, key=lambda each: each[0])
        self.starts = [start for start, _, _ in self.spans]
        self.size = 1 << max(0, len(self.spans) - 1).bit_length()
        ends = [end for _, end, _ in self.spans]
        self.last = [-1] * self.size + ends + [-1] * (self.size - len(ends))
        for at in range(self.size - 1, 0, -1):
            self.last[at] = max(self.last[2 * at], self.last[2 * at + 1])

    def holding(self, start: int, end: int) -> Iterator[_Alike]:
        """What stands on a stretch that holds the one given; it costs what is found, and the logarithm of all."""
        before = bisect_right(self.starts, start)
        open_ = [1]
        while open_:
            at = open_.pop()
            depth = self.size.bit_length() - at.bit_length()
            if self.last[at] < end or (at << depth) - self.size >= before:
                continue
            if depth:
                open_ += (2 * at, 2 * at + 1)
            else:
                yield self.spans[at - self.size][2]


def _within(place: QuotedSpan, other: QuotedSpan) -> bool:
    return place[0] == other[0] and other[1] <= place[1] and place[2] <= other[2]


def _places(base: FactBase, fact: Fact) -> tuple[QuotedSpan, ...] | None:
    """Where the quotes of a fact stand; None where one of them stands nowhere, or there is none."""
    places = [_place(base, cited) for cited in fact.citations]
    return tuple(place for place in places if place is not None) if places and None not in places else None


def _place(base: FactBase, cited: Cited) -> QuotedSpan | None:
    """Where a quote stands; the passages of one file share its places."""
    verdict, document = base.evidence.verdict(cited), base.evidence.documents.get(cited.source)
    if verdict.place is None or document is None:
        return None
    return document.path, *verdict.place.span
