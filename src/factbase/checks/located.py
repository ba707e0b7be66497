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
from factbase.program.model import Cited, Fact
from factbase.result.problem import Note, note

__all__ = ["Located"]

_OF_CLAIMS = frozenset({"S108", "S109"})
"""The findings on a claim, which name the facts that it rests on."""


class Located:
    """Finds what findings are about: the fact or the quote at their place, or the facts that violate a check."""

    def __init__(self, base: FactBase, violations: Sequence[Violation]) -> None:
        self._base = base
        self._cited: dict[str, dict[int, Sequence[Cited]]] = {}  # by where they begin, in each file that was asked of
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
            cited = tuple(chain.from_iterable(self._at(each.span) for each in finding.related))
        else:
            cited = self._at(span) or (self._of_row(span) if span.path not in trees else ())
        return tuple(self._places(dict.fromkeys(cited)))

    def _at(self, span: Span) -> Sequence[Cited]:
        """The quotes of the listed fact that begins at a place, or the quote of one that does."""
        known = self._cited.get(span.path)
        if known is None:
            known = self._cited[span.path] = {}
            for fact in self._facts.get(span.path, ()):
                if fact.span.path == span.path:
                    known[fact.span.start] = fact.quotes
                own = (each for each in fact.quotes if each.span is not None and each.span.path == span.path)
                known.update((each.span.start, (each,)) for each in own if each.span is not None)
        return known.get(span.start, ())

    @cached_property
    def _facts(self) -> Mapping[str, Sequence[Fact]]:
        """The listed facts that have quotes, by the files in which they or their quotes are written: most files have no finding."""
        found: dict[str, list[Fact]] = {}
        for fact in self._base.program.facts.listed:
            file, quotes = fact.span.file, fact.quotes
            if quotes:
                found.setdefault(file.path, []).append(fact)
            for each in quotes:
                if each.span is not None and each.span.file is not file:
                    found.setdefault(each.span.path, []).append(fact)
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
