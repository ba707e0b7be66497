"""Facts about something: in, a base and a name; out, all facts that name an entity so called, are of a relation, or cite a source."""

from __future__ import annotations

from collections.abc import Collection

from factbase.base import FactBase
from factbase.ground.diagnostic import similar
from factbase.ground.value import Symbol
from factbase.program.model import Entity, Fact, Program
from factbase.resolve.grounds import Grounds
from factbase.result.about import About, Kind
from factbase.result.matches import Named
from factbase.result.problem import place, problem
from factbase.sources.reach import beyond_quotes

__all__ = ["Unnamed", "about"]


class Unnamed(ValueError):
    """Nothing in the base is called so; the message says what is called alike."""


def about(base: FactBase, name: str, limit: int) -> About:
    """The facts about what is called so, by relation and place, up to so many. Raises Unnamed."""
    program = base.program
    symbols, is_a = _called(name, program)
    facts = [fact for fact in program.facts if _is_about(fact, symbols, is_a)]
    facts.sort(key=lambda fact: (fact.relation, fact.span.path, fact.span.start))
    entities = [program.entities[each] for each in symbols if each in program.entities]
    entities = entities if is_a in ("entity", "both") else []
    grounds = Grounds(program, base.evidence)
    return About(
        name,
        is_a,
        tuple(Named(e.name, e.type, tuple(dict.fromkeys((e.label, *e.aliases))), place(e.span)) for e in entities),
        tuple(map(grounds.may_be, facts[:limit])),
        max(0, len(facts) - limit),
        len(program.facts),
        tuple(map(problem, beyond_quotes(base.errors))),
    )


def _called(name: str, program: Program) -> tuple[tuple[str, ...], Kind]:
    """What is called so, and which kind of thing it is: entities by their symbol or any name, a relation, a source, or a constant."""
    if name in program.entities and name in program.relations:
        return (name, f"-{name}"), "both"
    if name in program.entities:
        return (name,), "entity"
    if name in program.relations:
        return (name, f"-{name}"), "relation"  # what a source denies of it is about it too
    if name.removeprefix("-") in program.relations:
        return (name,), "relation"
    if name in program.sources:
        return (name,), "source"
    folded = _folded(name)
    entities = tuple(e.name for e in program.entities.values() if folded in map(_folded, _names(e)))
    if entities:
        return entities, "entity"
    if any(_is_about(fact, (name,), "constant") for fact in program.facts):
        return (name,), "constant"
    known = [each for e in program.entities.values() for each in _names(e)]
    hint = similar(name, [*known, *program.relations, *program.sources])
    raise Unnamed(f"nothing is called `{name}`{f'; {hint}' if hint else ''}")


def _folded(name: str) -> str:
    return name.casefold().replace("_", " ").strip()


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, entity.label, *entity.aliases)


def _is_about(fact: Fact, names: Collection[str], kind: Kind) -> bool:
    match kind:
        case "relation":
            return fact.relation in names
        case "both":
            return _is_about(fact, names, "relation") or _is_about(fact, names, "entity")
        case "source":
            return any(cited.source in names for cited in fact.citations)
        case "entity" | "constant":
            return any(isinstance(value, Symbol) and value.name in names for value in fact.values)
