"""Where words stand, as plain data: sentences of sources with what cites them, names of entities, facts, and how much was searched."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Ground, Place
from factbase.result.problem import Problem
from factbase.result.weighed import For

__all__ = ["Matches", "Named", "Passage", "Searched"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source in which the words stand, and the facts whose quotes have a part of it.

    `marks` are where the words stand in `sentence`: the first character of each, and the one after its last."""

    source: str
    path: str
    line: int
    paragraph: int
    sentence: str
    marks: tuple[tuple[int, int], ...]
    cited_by: tuple[For, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with those of its names in which the words stand."""

    entity: str
    type: str
    names: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched; `unread` are the sources whose document could not be."""

    documents: int
    names: int
    facts: int
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """Where some words stand, each of them within one sentence, name or fact with all others; `more` of each kind are not told.

    `source` is the only one that was searched, None where all were; `problems` are the errors for which something may be missing."""

    words: tuple[str, ...]
    source: str | None
    passages: tuple[Passage, ...]
    names: tuple[Named, ...]
    facts: tuple[Ground, ...]
    more_passages: int
    more_names: int
    more_facts: int
    searched: Searched
    problems: tuple[Problem, ...] = ()
