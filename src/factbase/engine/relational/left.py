"""Columns of files as cells: in, a column that is left in its file, and as what it is read; out, the expression of its cell.

Of all cells it is known that they are read so, as the language has it, before a query is made.
"""

from __future__ import annotations

from typing import assert_never

from sqlglot import exp

from factbase.engine.relational.cells import as_decimal, called, cast, literal, when, with_letter
from factbase.engine.relational.kind import Kind
from factbase.program.stored import Held, Reading, StoredColumn

__all__ = ["read_as"]


def read_as(column: StoredColumn) -> exp.Expr:
    """The cell of a column `a` and its number."""
    own = exp.column(f"a{column.number}")
    match column.reading:
        case Reading.INTEGER:
            return cast(own, "BIGINT")
        case Reading.DECIMAL:
            return _number(own, column.held)
        case Reading.DATE:
            return exp.Anonymous(this="days_to", expressions=[cast(own, "DATE")])
        case Reading.SYMBOL if column.held is Held.TRUTHS:
            return when((own, literal("true")), default=literal("false"))
        case Reading.SYMBOL:
            return own
        case Reading.STRING | Reading.WORDS | None:
            return called("COALESCE", cast(own, "VARCHAR"), literal(""))  # what is null is empty, as everywhere
        case _:
            assert_never(column.reading)


def _number(own: exp.Expr, held: Held) -> exp.Expr:
    if held is Held.INTEGERS:
        return cast(own, "BIGINT")
    decimal = with_letter(Kind.DECIMAL, as_decimal(own))
    if held is Held.DECIMALS:
        return decimal
    integer = with_letter(Kind.INT, cast(own, "BIGINT"))
    point = exp.GT(this=exp.StrPosition(this=own.copy(), substr=literal(".")), expression=literal(0))
    return when((point, decimal), default=integer)
