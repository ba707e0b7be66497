"""A passage opened: in, a base, a source and a line; out, the lines around it, with what facts quote there marked.

Only the quotes of that source are looked at; nothing is solved.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from factbase.base import FactBase
from factbase.cite import Document, Offsets
from factbase.program.model import Fact
from factbase.result.opened import Line, Opened
from factbase.result.problem import place, problem
from factbase.result.weighed import For
from factbase.sources.reach import beyond_quotes

__all__ = ["NoLine", "opened"]


class NoLine(ValueError):
    """There is no such line to be shown; the message says why."""


def opened(base: FactBase, source: str, line: int, around: int, quote: str | None) -> Opened:
    """The passage, with so many lines around. What is marked is a quote of the source, or all that touch the line. Raises NoLine, and
    UnknownSource."""
    base.without((source,))  # which says so where there is none
    document = base.evidence.documents.get(source)
    if document is None:
        raise NoLine(f"the document of `{source}` could not be read, or it has none")
    count = document.line_count
    if not 1 <= line <= count:
        raise NoLine(f"{document.path} has {count} line{'' if count == 1 else 's'}, and none is {line}")
    spans: dict[Offsets, None] = {}
    cited_by: dict[For, None] = {}
    first, last = document.stretch(line, line)
    for fact in _citing(base, source):
        for cited in fact.quotes:
            if cited.source == source and quote in (None, cited.quote):
                there = base.evidence.verdict(cited).spans
                if quote is not None or any(start < last and first < end for start, end in there):
                    spans |= dict.fromkeys(there)
                    cited_by[For(str(fact.atom()), str(place(fact.span)))] = None
    numbers = range(max(1, line - around), min(count, line + around) + 1)
    lines = tuple(_line(document, number, list(spans)) for number in numbers)
    problems = tuple(map(problem, beyond_quotes(base.errors)))
    return Opened(source, document.path, line, count, lines, tuple(cited_by), problems, document.page(first))


def _citing(base: FactBase, source: str) -> Iterator[Fact]:
    """The facts that may cite a source."""
    facts = base.program.facts
    tables = (t for t in facts.tables if t.source is not None and source in t.source.values)
    return chain(facts.listed, *tables)


def _line(document: Document, number: int, spans: list[Offsets]) -> Line:
    start, end = document.stretch(number, number)
    raw = document.text[start:end]
    text = raw.rstrip("\r\n")
    within = sorted(
        (max(a, start) - start, min(b, start + len(text)) - start) for a, b in spans if a < end and start < b
    )
    marks: list[tuple[int, int]] = []
    for a, b in within:
        if marks and a <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(b, marks[-1][1]))
        elif a < b:
            marks.append((a, b))
    return Line(number, text, tuple(marks))
