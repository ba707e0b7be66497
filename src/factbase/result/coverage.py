"""How much of the documents is cited, as plain data: each sentence with what cites it or why it is set aside; and what is left."""

from __future__ import annotations

from typing import Literal as Choice

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Place
from factbase.result.problem import Problem
from factbase.result.weighed import For

__all__ = ["Coverage", "CoveredDocument", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document. One that is set aside has a `reason`, which stands at a place; one that is open has neither."""

    line: int
    paragraph: int
    sentence: str
    state: Choice["cited", "set aside", "open"]
    cited_by: tuple[For, ...]
    reason: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A source with its sentences. `percent` of them are cited or set aside, rounded down; `wanted` is what its declaration asks."""

    source: str
    path: str
    percent: int
    wanted: int | None
    sentences: tuple[Sentence, ...]

    def count(self, state: str) -> int:
        """How many of its sentences are in a state."""
        return sum(each.state == state for each in self.sentences)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sources that have a document; `unread` are those whose document could not be read, `problems` the errors of the base."""

    documents: tuple[CoveredDocument, ...]
    percent: int
    unread: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
