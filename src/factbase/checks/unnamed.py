"""Entities that no source names: in, a base; out, a note on those of whose names none stands in any of its documents.

An entity that only curated arguments (`label`) have needs no name in a text, and one of a base without documents has none to be in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from factbase.base import FactBase
from factbase.checks.idle import listed
from factbase.cite import Document, fold
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.quantity import quantity
from factbase.ground.value import Symbol
from factbase.program.model import Program
from factbase.sources.of_all import found_in_all

__all__ = ["unnamed"]

MAX_TOGETHER = 1_000_000  # characters of passages that are looked at together
PART = 4  # letters of the parts by which a name is known not to stand in a text


def unnamed(base: FactBase) -> Iterator[Diagnostic]:
    """One note that lists them, none where each has a name in some document."""
    documents = base.evidence.documents
    if not any(document.passage[0] < document.passage[1] for document in documents.values()):
        return
    said = _named_by_facts(base.program)
    referred = {reference.symbol for reference in base.program.references}
    names = {
        entity.name: (entity.label, *entity.aliases)
        for entity in base.program.entities.values()
        if entity.name in said and entity.name not in referred
    }
    beside = [f"{name} {called}" for name, called in names.items()]
    nowhere = set(found_in_all(base.cache, "unnamed", documents, beside, lambda: _nowhere(names, documents.values())))
    if not nowhere:
        return
    entities = (each for each in base.program.entities.values() if each.name in nowhere)
    places = [(f"`{each.name}`, “{each.label}”", each.span) for each in entities]
    what = f"entity {places[0][0]}, is" if len(places) == 1 else f"{quantity(len(places), 'name')} of entities are"
    hint = "give it an alias that its documents use, or say by `label` that the argument holds a curated name"
    yield listed("W204", places, what=what, hint=hint)


def _nowhere(called: Mapping[str, Sequence[str]], documents: Iterable[Document]) -> Collection[str]:
    """The symbols of whose names none stands in a document."""
    nowhere = {symbol: [fold(name).text.casefold() for name in names] for symbol, names in called.items()}
    passages = [document.text[slice(*document.passage)] for document in documents]
    # Nearly all stand there as they are, most as a word: of the others each is looked for in all of the text. No document is folded for
    # these, and few are held at a time.
    names = {name for own in nowhere.values() for name in own}
    words: set[str] = set()
    for passage in passages:
        words.update(names.intersection(passage.casefold().split()))
    nowhere = {symbol: own for symbol, own in nowhere.items() if words.isdisjoint(own)}
    for text in chain(_together(passages), _together(fold(passage).text for passage in passages)):
        if not nowhere:
            break
        parts = set(_parts(text.split()))  # a text is looked through only for a name all of whose parts it has
        nowhere = {
            symbol: own
            for symbol, own in nowhere.items()
            if not any(parts.issuperset(_parts(name.split())) and name in text for name in own)
        }
    return nowhere.keys()


def _parts(words: Iterable[str]) -> Iterator[str]:
    """All stretches of a few letters in some words."""
    return (word[at : at + PART] for word in dict.fromkeys(words) for at in range(len(word) - PART + 1))


def _together(passages: Iterable[str]) -> Iterator[str]:
    """Passages without difference of case, some at a time: none of the names that are looked for goes over a line."""
    some: list[str] = []
    size = 0
    for passage in passages:
        some.append(passage)
        size += len(passage)
        if size > MAX_TOGETHER:
            yield "\n".join(some).casefold()
            some, size = [], 0
    yield "\n".join(some).casefold()


def _named_by_facts(program: Program) -> set[str]:
    """The symbols that cited facts have in arguments of which a text must have the name."""
    said: set[str] = set()
    for fact in program.facts.listed:
        relation = program.relation(fact.relation) if fact.kind == "cited" else None
        if relation is not None:
            lead = 1 if fact.mode is not None else 0
            said.update(v.name for v in fact.values[:lead] if isinstance(v, Symbol))
            said.update(
                value.name
                for parameter, value in zip(relation.parameters, fact.values[lead:], strict=False)
                if isinstance(value, Symbol) and not parameter.label
            )
    for table in program.facts.tables:
        relation = program.relation(table.relation) if table.source is not None else None
        if relation is not None:
            labels = [False] * (table.mode is not None) + [each.label for each in relation.parameters]
            for label, column in zip(labels, table.columns, strict=False):
                said.update(v.name for v in column.once() if isinstance(v, Symbol) and not label)
    return said
