"""What a finding on a fact may rest on: in, a base; out, a gate through which a check of one fact reads all that it needs of it.

What is read is remembered by the gate, so that the finding is kept for as long as all of it is as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from factbase.base import FactBase
from factbase.checks.quoted import QuoteContext, QuoteContexts
from factbase.cite import Document, QuoteVerdict
from factbase.cite.boilerplate import Boilerplate, repeated_in_each, repeated_lines
from factbase.cite.named import name_spans
from factbase.cite.shortened import short_forms
from factbase.ground.date import Date
from factbase.program.model import Cited, Entity, Reference, Relation
from factbase.sources.of_all import found_in_all
from factbase.sources.references import References, ReferenceUse, met
from factbase.workspace.trace import Reading

__all__ = ["DateRanges", "Gate", "Premises", "day"]

DateRanges = Sequence[tuple[date, date]]
"""The first and the last day that each of some dates may be."""


class Premises:
    """All of a base on which a finding may rest, by kind and name."""

    def __init__(self, base: FactBase, published: Mapping[str, Sequence[Date]]) -> None:
        self.evidence = base.evidence
        documents = base.evidence.documents
        self.boilerplate = Boilerplate(())  # each document is asked by itself which of its lines are repeated
        self._repeated = _repeated(base.cache, documents)
        self.contexts = QuoteContexts(base.evidence, base.program.sources)
        self.references = References(base.program, base.evidence)
        self._program = base.program
        self._published = published
        self._voices = self._called()

    def look(self, kind: str, name: str) -> object:
        """What the base has of a kind under a name. Raises KeyError for a kind that there is not."""
        match kind:
            case "head" | "source" if name not in self._program.sources:
                return None  # it was there when a finding was kept
            case "source":
                return (
                    _days(self._published.get(name, ())),
                    self.references.of(name),
                    self._program.sources[name].language,
                    self.evidence.verdicts.basis(name),
                )
            case "head":
                return self.contexts.head(name)
            case "entity":
                return self._program.entities.get(name)
            case "relation":
                return self._program.relation(name)
            case "repeats":
                return self._repeated.get(name, ())
            case "voices":
                return self._voices.get(name)
            case _:
                raise KeyError(kind)

    def _called(self) -> dict[str, tuple[str, ...]]:
        """What each source, and each that it retells, calls its author, its publisher and itself."""
        called: dict[str, list[str]] = {}
        for fact in self._program.facts.listed:  # tables declare nothing
            if fact.kind == "declared" and fact.relation in ("author", "publisher", "title"):
                called.setdefault(str(fact.values[0]), []).append(str(fact.values[1]))
        return {
            name: tuple(words for own in (name, *source.retells) for words in called.get(own, ()))
            for name, source in self._program.sources.items()
        }


class Gate:
    """What there is to be read of the premises; nothing else of a base is shown to a check of one fact."""

    def __init__(self, premises: Premises, reading: Reading) -> None:
        self._premises = premises
        self._reading = reading

    def verdict(self, cited: Cited) -> QuoteVerdict:
        """The verdict on a quote, which the quote and its source decide."""
        self._reading.of("source", cited.source)
        return self._premises.evidence.verdict(cited)

    def context(self, cited: Cited) -> QuoteContext | None:
        """What stands around a quote, which is of its document; None where the quote stands nowhere."""
        self._reading.of("source", cited.source)
        return self._premises.contexts.of(cited)

    def head(self, source: str) -> str:
        """What says of whom a source is: its title, and how its text begins."""
        return cast(str, self._reading.of("head", source))

    def short_forms(self, context: QuoteContext, names: Sequence[str]) -> list[str]:
        """The short forms that the document of a quote introduces for something, by its names."""
        self._reading.of("source", context.cited.source)
        text = self._premises.evidence.documents[context.cited.source].folded().text
        return short_forms(text, lambda part: name_spans(names, part, context.language))

    def met(self, cited: Cited) -> tuple[ReferenceUse, ...]:
        """What words in the sentences around a quote refer to, by the references of its source."""
        _, references = self._source(cited.source)
        place = self.verdict(cited).place if references else None
        return met(references, place.document, place.sentence) if place is not None else ()

    def days(self, source: str) -> DateRanges:
        """When a source was published."""
        days, _ = self._source(source)
        return days

    def relation(self, name: str) -> Relation:
        """The relation of a fact."""
        return cast(Relation, self._reading.of("relation", name))

    def names(self, symbol: str) -> tuple[str, ...]:
        """How an entity is called; none of what is no entity."""
        entity = cast("Entity | None", self._reading.of("entity", symbol))
        return (entity.label, *entity.aliases) if entity is not None else ()

    def voices(self, source: str) -> tuple[str, ...] | None:
        """How a source calls its author, its publisher and itself; None of what is no source."""
        return cast("tuple[str, ...] | None", self._reading.of("voices", source))

    def boilerplate(self, cited: Cited) -> str | None:
        """Why what a quote stands in is boilerplate; None where it is text."""
        place = self.verdict(cited).place
        if place is None:
            return None
        document = self._premises.evidence.documents[cited.source]
        return self._premises.boilerplate.why(document, place.span, partial(self._repeats, cited.source))

    def _source(self, name: str) -> tuple[DateRanges, tuple[Reference, ...]]:
        """When a source was published, and its references: one answer for all of a source, most of which each of its facts needs."""
        known = cast(
            "tuple[DateRanges, tuple[Reference, ...], object, object] | None", self._reading.of("source", name)
        )
        return known[:2] if known is not None else ((), ())

    def _repeats(self, source: str, line: str) -> bool:
        """Whether other documents have a line of a source: one answer for all lines of it, few of which any of them has."""
        return line in cast(tuple[str, ...], self._reading.of("repeats", source))


def _repeated(folder: Path | None, documents: Mapping[str, Document]) -> Mapping[str, tuple[str, ...]]:
    """Which lines of each document others have too, by the names of those that have some."""

    def found() -> list[str]:
        repeated = repeated_lines(documents.values())
        return [f"{name}\n{line}" for name, line in repeated_in_each(documents, repeated)] if repeated else []

    of: dict[str, list[str]] = {}
    for each in found_in_all(folder, "repeated", documents, (), found):
        name, _, line = each.partition("\n")
        of.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in of.items()}


def _days(dates: Sequence[Date]) -> DateRanges:
    ends = [(day(d.earliest), day(d.latest)) for d in dates]
    return [(first, last) for first, last in ends if first is not None and last is not None]


def day(ordinal: int | None) -> date | None:
    """The day of an ordinal; None where there is none, or the calendar ends before it."""
    return date.fromordinal(ordinal) if ordinal is not None and 1 <= ordinal <= date.max.toordinal() else None
