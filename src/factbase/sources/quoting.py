"""What rules ask of quotes: in, relations of quotes, the program and its evidence; out, their facts.

A fact of `signed @ line section` is one of `signed` with one of its quotes alone, the source of that, and what was asked of it. A quote of
which something asked for is not known, such as the page in a text without pages, gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from factbase.cite.sections import Sections
from factbase.ground.composed import claimed, composed
from factbase.ground.value import Symbol, Value
from factbase.program.model import Cited, Fact, Program
from factbase.sources.evidence import Evidence

__all__ = ["quoting"]


def quoting(names: Iterable[str], program: Program, evidence: Evidence) -> tuple[Fact, ...]:
    """The facts of some relations of quotes; their indexes go on from the program's."""
    wanted: dict[str, list[str]] = {}
    for name in sorted(names):
        wanted.setdefault(claimed(name), []).append(name)
    index, sections = count(program.facts.next_index), Sections()
    facts: list[Fact] = []
    for fact in program.facts:
        for name in wanted.get(fact.relation, ()):
            for cited in fact.citations if fact.kind == "cited" else ():
                known = list(_known(composed(name).asked, cited, evidence, sections))
                if None not in known:
                    values = (*fact.values, Symbol(cited.source), *(each for each in known if each is not None))
                    facts.append(
                        replace(fact, index=next(index), relation=name, values=values, citations=(cited,), waivers=())
                    )
    return tuple(facts)


def _known(asked: Iterable[str], cited: Cited, evidence: Evidence, sections: Sections) -> Iterator[Value | None]:
    """The values of what is asked of a quote, None for one that is not known."""
    verdict = evidence.verdict(cited)
    document = evidence.documents.get(cited.source)
    for name in asked:
        match name:
            case "length":
                yield len(cited.quote)
            case "quote":
                yield cited.quote
            case "verdict":
                yield Symbol(verdict.status.value.replace(" ", "_"))
            case "line":
                yield verdict.line
            case "section" if document is not None and verdict.spans:
                yield sections.above(document, verdict.spans[0][0])
            case "page" if document is not None and verdict.spans:
                yield document.page(verdict.spans[0][0])
            case _:
                yield dict(cited.attributes).get(name)
