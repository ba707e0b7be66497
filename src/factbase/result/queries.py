"""Named queries as plain data: what each asks, in words and as a goal, where it stands, and what it comes to where it was asked."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Place
from factbase.result.result import Result

__all__ = ["Queries", "Query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A named query, with the dates of its own view; `statement` is all of it as the language writes it."""

    name: str
    question: str | None = None
    goal: str
    at: str | None = None
    known_by: str | None = None
    statement: str
    place: Place
    result: Result | None = None

    @property
    def dated(self) -> str:
        """Its goal with its own dates, as the statement has them."""
        at = f" at {self.at}" if self.at is not None else ""
        return f"{self.goal}{at}{f' known_by {self.known_by}' if self.known_by is not None else ''}"


@dataclass(frozen=True, slots=True)
class Queries:
    """Some queries, or all, in the order of the files."""

    queries: tuple[Query, ...]
