"""What is stated twice: in, a program; out, a warning for each assumption, rule and row of a table that says what stands there already,
and a note for what is assumed and cited.

A fact that several quotes say is stated once with several supports; of one quote twice the checker tells (W102).
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span
from factbase.program.bulk import MANY, distinct, gathered
from factbase.program.model import Fact, Program
from factbase.program.table import FactTable
from factbase.syntax.tree import Rule
from factbase.syntax.write import write_literal

__all__ = ["doubled"]


def doubled(program: Program) -> Iterator[Diagnostic]:
    """All that is stated twice."""
    yield from _assumptions(program)
    yield from _rules(program)
    for table in program.facts.tables:
        if table.stored is None:  # else its rows are not held against one another
            yield from _rows(table)


def _assumptions(program: Program) -> Iterator[Diagnostic]:
    assumed = [fact for fact in program.facts.listed if fact.kind == "assumed"]
    if not assumed:
        return
    cited = {_claim(fact): fact for fact in reversed(program.facts.listed) if fact.kind == "cited"}
    first: dict[tuple[object, ...], Fact] = {}
    for fact in assumed:
        claim = _claim(fact)
        there = first.setdefault(claim, fact)
        if there is not fact:
            yield _twice(fact.span, str(fact.atom()), there.span, "it is assumed here already")
        elif claim in cited:
            hint = "what is cited need not be assumed: take the assumption out"
            related = [Related(cited[claim].span, "it is cited here")]
            yield diagnose("W208", fact.span, claim=fact.atom(), related=related, hint=hint)


def _claim(fact: Fact) -> tuple[object, ...]:
    return fact.relation, fact.mode, fact.values, fact.when


def _rules(program: Program) -> Iterator[Diagnostic]:
    first: dict[Rule, Rule] = {}
    for rule in program.rules:
        there = first.setdefault(rule, rule)
        if there is not rule and there.span != rule.span:
            yield _twice(rule.span, write_literal(rule.head), there.span, "the same rule stands here already")


def _rows(table: FactTable) -> Iterator[Diagnostic]:
    """One warning for all rows of a table that repeat others: the same fact with the same quotes."""
    columns = [*table.columns, *(each for each in (table.when, table.source) if each is not None), *table.quotes]
    if len(table) >= MANY and distinct([gathered(range(len(c.values)), c.codes, table.rows) for c in columns]) is None:
        return  # nearly all tables, without an object for a row
    seen: dict[tuple[int, ...], int] = {}
    again: list[tuple[int, int]] = []
    for row in table.rows:
        key = tuple(column.codes[row] for column in columns)
        there = seen.setdefault(key, row)
        if there != row:
            again.append((row, there))
    if again:
        row, there = again[0]
        detail = [f"the same in {quantity(len(again) - 1, 'more row')} of the table"] if len(again) > 1 else []
        yield diagnose(
            "W106",
            table.sheet.place(row),
            what=str(table.at(row).atom()),
            related=[Related(table.sheet.place(there), "it stands here")],
            detail=detail,
        )


def _twice(span: Span, what: str, there: Span, note: str) -> Diagnostic:
    return diagnose("W106", span, what=what, related=[Related(there, note)])
