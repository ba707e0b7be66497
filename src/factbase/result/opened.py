"""A passage of a document as plain data: some of its lines, with what is quoted there, and the facts that quote it."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.result.problem import Problem
from factbase.result.weighed import For

__all__ = ["Line", "Opened"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document; `marks` are what is quoted in `text`: the first character of each, and the one after its last."""

    number: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The lines around one of a source's document, which has `count`; `cited_by` are the facts whose quotes are marked."""

    source: str
    path: str
    line: int
    count: int
    lines: tuple[Line, ...]
    cited_by: tuple[For, ...]
    problems: tuple[Problem, ...] = ()
    page: int | None = None
