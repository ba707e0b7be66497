"""Named queries: in, one whose body is right, and Declared; out, what is wrong in the answers that it must have.

A row must have a value for each variable, of a type that this can have, and stand once; a verdict is for what has no values.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.span import Span
from factbase.ground.value import value_key
from factbase.program.declare import Declared
from factbase.program.model import outputs
from factbase.program.resolve import clause_of
from factbase.program.types import check_values
from factbase.syntax.tree import Constant, Query, Row

__all__ = ["check_answers"]


def check_answers(query: Query, declared: Declared) -> Iterator[Diagnostic]:
    """A diagnostic for each mistake in what a query must answer."""
    columns = [variable.name for variable in outputs(query.body)]
    first: dict[Hashable, Span] = {}
    rows: list[Sequence[Constant]] = []
    for row in query.answers:
        problem = _problem(row, columns)
        if problem is not None:
            yield diagnose("E138", row.span, name=query.name, problem=problem)
        elif row.values is not None:
            rows.append(row.values)
            key = tuple([value_key(each.value) for each in row.values])
            if key in first:
                related = [Related(first[key], "here already")]
                yield diagnose("E138", row.span, related=related, name=query.name, problem="the row stands twice")
            first.setdefault(key, row.span)
        for name in row.citing:
            if name not in declared.sources:
                yield diagnose("E102", row.span, name=name, hint=declared.near(name, declared.sources))
    if rows:
        yield from check_values(rows, columns, clause_of(query), str(query.name), declared)


def _problem(row: Row, columns: Sequence[str]) -> str | None:
    """Why a goal with these variables cannot be answered by a row; None where it can."""
    of = ", ".join(f"`{name}`" for name in columns)
    if row.values is None:
        answered = row.standing not in ("no", "unknown")
        return f"what has values, of {of}, answers with rows, or `no` or `unknown`" if columns and answered else None
    if not columns:
        return "it has no values; write `yes`, `no`, `possible` or `unknown`"
    if len(row.values) != len(columns):
        return f"a row has {len(columns)} values, of {of}, and this one {len(row.values)}"
    return None
