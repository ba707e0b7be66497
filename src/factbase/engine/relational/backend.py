"""What runs the queries: the protocol between the rounds of a model and a database, and how a query is written for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sqlglot import exp

from factbase.engine.relational.kind import Cell
from factbase.program.stored import StoredFile

__all__ = ["Backend", "Query", "written"]

Types = Sequence[tuple[str, str]]
"""The columns of a table by name, with their types."""


class Query:
    """A query as a database reads it, with the names of its parameters."""

    __slots__ = ("parameters", "text")

    def __init__(self, text: str, parameters: frozenset[str]) -> None:
        self.text = text
        self.parameters = parameters

    def values(self, known: Mapping[str, Cell]) -> dict[str, Cell]:
        """The values of its parameters, and no others."""
        return {name: known[name] for name in sorted(self.parameters)}


def written(query: exp.Expr, dialect: str) -> Query:
    """The text of a query in a dialect."""
    own = {"duckdb": _duckdb, "spark": _spark}[dialect]
    text = query.transform(lambda node: own(node) if isinstance(node, exp.Anonymous) else node, copy=True)
    names = frozenset(node.name for node in text.find_all(exp.Placeholder))
    return Query(text.sql(dialect=dialect), names)


def _duckdb(node: exp.Anonymous) -> exp.Expr:
    match node.name:
        case "stop":
            return exp.Anonymous(this="error", expressions=node.expressions)
        case "day_after":
            first = exp.Cast(this=exp.Literal.string("0001-01-01"), to=exp.DataType.build("DATE"))
            return exp.Paren(this=exp.Add(this=first, expression=node.expressions[0]))
        case "days_to":
            first = exp.Cast(this=exp.Literal.string("0001-01-01"), to=exp.DataType.build("DATE"))
            days = exp.Paren(this=exp.Sub(this=node.expressions[0], expression=first))
            return exp.Paren(this=exp.Add(this=days, expression=exp.Literal.number(1)))
        case _:
            return node


def _spark(node: exp.Anonymous) -> exp.Expr:
    match node.name:
        case "stop":
            return exp.Anonymous(this="raise_error", expressions=node.expressions)
        case "day_after":
            first = exp.Cast(this=exp.Literal.string("0001-01-01"), to=exp.DataType.build("DATE"))
            return exp.Anonymous(this="date_add", expressions=[first, node.expressions[0]])
        case "days_to":
            first = exp.Cast(this=exp.Literal.string("0001-01-01"), to=exp.DataType.build("DATE"))
            days = exp.Anonymous(this="date_diff", expressions=[node.expressions[0], first])
            days = exp.Cast(this=days, to=exp.DataType.build("BIGINT"))
            return exp.Paren(this=exp.Add(this=days, expression=exp.Literal.number(1)))
        case _:
            return node


class Backend(Protocol):
    """A database with tables of rows. Each of its methods raises TooLarge where memory, disk or a number is too small."""

    dialect: str

    def create(self, name: str, types: Types, columns: Sequence[Sequence[Cell]], rows: int) -> None:
        """Makes a table of so many rows, column by column."""

    def files(self, name: str, file: StoredFile) -> None:
        """Makes a table of files that stay where they are: its columns are `a0`, `a1` …. Raises Unsupported."""

    def numbered(self, name: str, file: StoredFile, part: int) -> str:
        """The name of the table of one of the files of a table, which has the `place` of each row in it besides."""

    def view(self, name: str, query: Query) -> None:
        """Makes a table that is a query, run whenever it is read."""

    def derive(self, name: str, query: Query, parameters: Mapping[str, Cell]) -> int:
        """Makes a table of the rows of a query, in place of the one that has the name; gives how many rows it has."""

    def append(self, name: str, to: str) -> None:
        """Adds the rows of one table to another, which has the same columns."""

    def drop(self, name: str) -> None:
        """Gives a table up."""

    def rows(self, query: Query, parameters: Mapping[str, Cell]) -> list[tuple[Cell, ...]]:
        """All rows of a query."""

    def each(self, query: Query, parameters: Mapping[str, Cell]) -> Iterator[tuple[Cell, ...]]:
        """The rows of a query, some at a time."""

    def bytes(self) -> int | None:
        """The memory that it takes now; None where that is not known."""

    def close(self) -> None:
        """Gives everything up, what lies on a disk too."""
