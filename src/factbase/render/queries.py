"""Named queries as text or rows: in, those of a base; out, a list of them, or their statements to be pasted into a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from factbase.render.paint import Paint, block
from factbase.render.sheet import SheetWriter
from factbase.result.queries import Queries

__all__ = ["queries_csv", "queries_text", "statements_text"]


def queries_text(of: Queries, paint: Paint) -> Iterator[str]:
    """Each with its question, its goal with its own dates, and its place."""
    for each in of.queries:
        question = f": {' '.join(each.question.split())}" if each.question else ""
        yield block([paint("heading", f"{each.name}{question}"), f"  {each.dated}  {paint('place', str(each.place))}"])
    if not of.queries:
        yield 'there is no named query: `query NAME "words": goal.` is one'


def statements_text(of: Queries, paint: Paint) -> Iterator[str]:
    """Each as a statement of the language."""
    yield from (each.statement for each in of.queries)


def queries_csv(of: Queries, paint: Paint) -> Iterator[str]:
    """A row for each."""
    out = io.StringIO()
    sheet = SheetWriter(out)
    sheet.writerow(("query", "question", "goal", "at", "known_by", "statement", "path", "line"))
    for each in of.queries:
        at = (each.at, each.known_by, each.statement, each.place.path, each.place.line)
        sheet.writerow((each.name, each.question, each.goal, *at))
    yield out.getvalue().removesuffix("\n")
