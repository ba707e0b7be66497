"""What rests on what: in, what queries, relations and expectations come to; out, the conclusions that rest on a quote or name an entity.

What was not worked out is not among them: that is told with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Citation
from factbase.result.report import Report
from factbase.result.result import Result
from factbase.result.site import Address, Conclusion, anchor
from factbase.result.timeline import Timeline

__all__ = ["Resting", "Worked"]

_FEW = 40  # conclusions that a quote or an entity lists; the others are counted


@dataclass(frozen=True, slots=True)
class Worked:
    """What a goal comes to in the view of a page, with its timeline; `lacks` says why either is not there."""

    result: Result | None
    timeline: Timeline | None
    lacks: tuple[str, ...] = ()


@dataclass(slots=True)
class _First:
    """The first conclusions that rest on something, and how many more there are."""

    first: dict[Conclusion, None]
    more: int = 0

    def add(self, conclusion: Conclusion) -> None:
        if conclusion not in self.first:
            if len(self.first) < _FEW:
                self.first[conclusion] = None
            else:
                self.more += 1


class Resting:
    """The conclusions that rest on each quote of each source, and those that name each entity; `lacks` says which are not among them."""

    def __init__(self, entities: Collection[str], lacks: dict[str, None] | None = None) -> None:
        self._entities = entities
        self._quotes: dict[tuple[str, str], _First] = {}
        self._named: dict[str, _First] = {}
        self.lacks: dict[str, None] = lacks if lacks is not None else {}

    def of_query(self, name: str, worked: Worked, on_part: int) -> None:
        """Adds the answers to a query, of which so many stand on each part of its page."""
        if worked.result is None:
            self.lacks[f"answers to `{name}` are not told"] = None
            return
        for number, answer in enumerate(worked.result.answers):
            at = Address("query", name, number // on_part + 1)
            said = Conclusion(at, anchor("a", answer.claim), name, answer.reading or answer.claim, answer.certainty)
            self._add(said, answer.citations, answer.written.values())

    def of_relation(self, name: str, forms: Iterable[Worked]) -> None:
        """Adds what follows of a relation."""
        for worked in forms:
            if worked.result is None:
                self.lacks[f"what follows of `{name}` is not told"] = None
                continue
            for answer in worked.result.answers:
                text = answer.reading or answer.claim
                said = Conclusion(Address("relation", name), anchor("a", answer.claim), name, text, answer.certainty)
                self._add(said, answer.citations, answer.written.values())

    def of_expectations(self, report: Report) -> None:
        """Adds what the base expects."""
        for expectation in report.expectations:
            text = f"{'not ' if expectation.negated else ''}{expectation.goal} {expectation.view}"
            said = Conclusion(Address("expectations"), anchor("e", text), "expectation", text, "certain")
            self._add(said, (cited for ground in expectation.grounds for cited in ground.citations), ())

    def _add(self, conclusion: Conclusion, citations: Iterable[Citation], names: Iterable[object]) -> None:
        for cited in citations:
            self._quotes.setdefault((cited.source, cited.quote), _First({})).add(conclusion)
        for name in names:
            if isinstance(name, str) and name in self._entities:
                self._named.setdefault(name, _First({})).add(conclusion)

    def on(self, citation: Citation) -> tuple[tuple[Conclusion, ...], int]:
        """The first conclusions that rest on a quote, and how many more do."""
        return _told(self._quotes.get((citation.source, citation.quote)))

    def naming(self, entity: str) -> tuple[tuple[Conclusion, ...], int]:
        """The first conclusions that name an entity, and how many more do."""
        return _told(self._named.get(entity))


def _told(held: _First | None) -> tuple[tuple[Conclusion, ...], int]:
    return (tuple(held.first), held.more) if held is not None else ((), 0)
