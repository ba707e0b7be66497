"""Entities that no source names: in, a base; out, a note on those of whose names none stands in any of its documents.

An entity that only curated arguments (`label`) have needs no name in a text, and one of a base without documents has none to be in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from factbase.base import FactBase
from factbase.checks.idle import listed
from factbase.cite.normalise import fold
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.quantity import quantity
from factbase.ground.value import Symbol
from factbase.program.model import Program

__all__ = ["unnamed"]


def unnamed(base: FactBase) -> Iterator[Diagnostic]:
    """One note that lists them, none where each has a name in some document."""
    passages = [document.text[slice(*document.passage)] for document in base.evidence.documents.values()]
    if not any(passages):
        return
    said = _named_by_facts(base.program)
    referred = {reference.symbol for reference in base.program.references}
    nowhere = {
        entity: [fold(name).text.casefold() for name in (entity.label, *entity.aliases)]
        for entity in base.program.entities.values()
        if entity.name in said and entity.name not in referred
    }
    # Nearly all stand there as they are, most as a word: of the others each is looked for in all of the text. No document is folded for
    # these, and none kept folded for those that are left.
    words: set[str] = set()
    for passage in passages:
        words.update(passage.casefold().split())
    nowhere = {entity: names for entity, names in nowhere.items() if words.isdisjoint(names)}
    if not nowhere:
        return
    for text in chain(["\n".join(passages)], (fold(passage).text for passage in passages)):
        text = text.casefold()
        nowhere = {entity: names for entity, names in nowhere.items() if not any(name in text for name in names)}
        if not nowhere:
            return
    places = [(f"`{each.name}`, “{each.label}”", each.span) for each in nowhere]
    what = f"entity {places[0][0]}, is" if len(nowhere) == 1 else f"{quantity(len(nowhere), 'name')} of entities are"
    hint = "give it an alias that its documents use, or say by `label` that the argument holds a curated name"
    yield listed("W204", places, what=what, hint=hint)


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
                said.update(v.name for v in column.values if isinstance(v, Symbol) and not label)
    return said
