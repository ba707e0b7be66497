"""Grounds resolved: in, facts, searches and failures; out, what is told of each, with every place, verdict and waiver as plain data."""

from __future__ import annotations

from dataclasses import replace

from factbase.explain.proof import Empty as Emptied
from factbase.explain.proof import Failure as Failed
from factbase.explain.proof import Search as Sought
from factbase.explain.proof import Tried as TriedDate
from factbase.ground.value import json_value, write_value
from factbase.program.model import Cited, Fact, Program
from factbase.program.view import View
from factbase.resolve.bounds import written_dates
from factbase.resolve.reading import read_fact
from factbase.result.ground import Attribute, Citation, Ground, Reference, Viewed, Waiver
from factbase.result.problem import place
from factbase.result.proof import Empty, Failure, Search, Tried
from factbase.sources.evidence import Evidence
from factbase.sources.references import References, ReferenceUse
from factbase.syntax.write import write_literal

__all__ = ["Grounds", "failure", "viewed"]

_LACKS = {"cited": "no quote", "assumed": "no source", "declared": "without words"}


class Grounds:
    """Tells the facts of one base, each resolved once."""

    def __init__(self, program: Program, evidence: Evidence) -> None:
        self.program = program
        self.evidence = evidence
        self._citations: dict[Cited, Citation] = {}
        self._facts: dict[Fact, Ground] = {}
        self._references = References(program, evidence)

    def citation(self, cited: Cited) -> Citation:
        """A quote with its place and its verdict."""
        citation = self._citations.get(cited)
        if citation is None:
            verdict, document = self.evidence.verdict(cited), self.evidence.documents.get(cited.source)
            sentence = self.evidence.sentence(cited)
            citation = self._citations[cited] = Citation(
                cited.source,
                document.path if document is not None else None,
                verdict.line,
                verdict.paragraph,
                cited.quote,
                verdict.status.name,
                tuple(map(str, verdict.folds)),
                verdict.gaps,
                sentence if sentence != cited.quote else "",
                tuple(Attribute(name, str(value)) for name, value in cited.attributes),
                document.page(verdict.spans[0][0]) if document is not None and verdict.spans else None,
            )
        return citation

    def fact(self, fact: Fact) -> Ground:
        """A fact with all that is told of it."""
        ground = self._facts.get(fact)
        if ground is None:
            ground = self._facts[fact] = Ground(
                kind=fact.kind,
                claim=str(fact.atom()),
                dates=written_dates(fact.when),
                path=fact.span.path,
                line=fact.span.line,
                column=fact.span.column,
                lacks=None if fact.citations else _LACKS[fact.kind],
                more=fact.more or None,
                words=fact.words,
                citations=tuple(map(self.citation, fact.citations)),
                context=tuple(map(self.citation, fact.context)),
                references=tuple(map(self._reference, self._references.resting(fact))),
                waived=tuple(
                    Waiver(write_value(w.value), w.span.path, w.span.line, w.span.column, w.reason)
                    for w in fact.waivers
                ),
            )
        return ground

    def _reference(self, met: ReferenceUse) -> Reference:
        of = met.reference
        name, at = self.program.label(of.symbol), place(of.span)
        return Reference(met.words, met.path, met.line, of.symbol, name, at, tuple(map(self.citation, of.citations)))

    def search(self, search: Sought) -> Search:
        """What was searched for a claim."""
        extent, relation = search.extent, self.program.relation(search.atom.predicate.relation)
        declared = relation.span if extent.closed and relation is not None else None
        return Search(
            str(search.atom),
            str(search.atom.predicate),
            extent.closed,
            place(declared) if declared is not None else None,
            extent.limits,
            tuple(map(self.may_be, extent.unnamed)),
            search.facts,
            search.sources,
            search.sources_in_view,
            viewed(search.view),
            tuple(map(failure, search.failures)),
        )

    def may_be(self, fact: Fact) -> Ground:
        """A fact that may state what was not found, with its sentence."""
        return replace(self.fact(fact), reading=read_fact(fact, self.program))

    def empty(self, empty: Emptied) -> Empty:
        """Why an aggregate has no contributor."""
        searched, looked = (self.search(s) if s is not None else None for s in (empty.search, empty.looked))
        return Empty(failure(empty.stopped), searched, looked)

    def tried(self, tried: TriedDate) -> Tried:
        """A partial date with the days that are tried for it."""
        fact = self.fact(tried.fact) if tried.fact is not None else None
        return Tried(tried.of, tried.date.text, tuple(each.text for each in tried.days), fact)


def failure(failed: Failed) -> Failure:
    """How far a rule got."""
    return Failure(
        place(failed.rule.span) if failed.rule is not None else None,
        write_literal(failed.literal, dict(failed.bindings)) if failed.literal is not None else None,
        {name: json_value(value) for name, value in failed.bindings},
    )


def viewed(view: View) -> Viewed:
    """The dates of a view."""
    return Viewed(view.at.text if view.at else None, view.known_by.text if view.known_by else None)
