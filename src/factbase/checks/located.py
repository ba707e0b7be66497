"""Where documents say it: in, a base and a finding in it; out, the places of the quotes that the finding is about, where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from factbase.base import FactBase
from factbase.checks.violations import Violation
from factbase.explain.proof import citations
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.program.model import Cited
from factbase.result.problem import Note, note

__all__ = ["Located"]

_Start = tuple[str, int]
_OF_CLAIMS = frozenset({"S108", "S109"})
"""The findings on a claim, which name the facts that it rests on."""


class Located:
    """Finds what findings are about: the fact or the quote at their place, or the facts that violate a check."""

    def __init__(self, base: FactBase, violations: Sequence[Violation]) -> None:
        self._base = base
        self._violated = {(each.message, each.check.span): each for each in violations}

    def of(self, finding: Diagnostic) -> tuple[Note, ...]:
        """The places in documents; none where the finding names some itself, or where none is known."""
        trees, span = self._base.snapshot.trees, finding.span
        if span is None or any(each.span.path not in trees for each in finding.related):
            return ()
        violated = self._violated.get((finding.message, span))
        if violated is not None:
            cited: Sequence[Cited] = tuple(citations(violated.proof))
        elif finding.code in _OF_CLAIMS:
            facts = (self._cited.get((each.span.path, each.span.start), ()) for each in finding.related)
            cited = tuple(chain.from_iterable(facts))
        else:
            cited = self._cited.get((span.path, span.start)) or (self._of_row(span) if span.path not in trees else ())
        return tuple(self._places(dict.fromkeys(cited)))

    @cached_property
    def _cited(self) -> Mapping[_Start, Sequence[Cited]]:
        """By where they begin: each listed fact with its quotes, and each quote of one."""
        found: dict[_Start, Sequence[Cited]] = {}
        for fact in self._base.program.facts.listed:
            quotes = fact.quotes
            if quotes:
                found[fact.span.path, fact.span.start] = quotes
                found.update(((each.span.path, each.span.start), (each,)) for each in quotes if each.span is not None)
        return found

    def _of_row(self, span: Span) -> Sequence[Cited]:
        """The quotes of the row of a table at a place."""
        for table in self._base.program.facts.tables:
            place = table.sheet.place
            if len(table) and place(table.rows[0]).path == span.path:
                at = bisect_right(table.rows, span.start, key=lambda row: place(row).start) - 1
                if at >= 0 and place(row := table.rows[at]).end >= span.end:
                    return (*table.cited(row), *table.beside(row))
        return ()

    def _places(self, cited: Iterable[Cited]) -> Iterator[Note]:
        evidence = self._base.evidence
        for each in cited:
            verdict, file = evidence.verdict(each), evidence.verdicts.file(each.source)
            if file is not None:
                for place in (verdict.place,) if verdict.place is not None else verdict.places:
                    yield note(Span(file, *place.span), f"a quote of it stands here, in `{each.source}`")
