"""Readings: in, a claim and the base's templates; out, the sentence that a reader would say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.declare import BASE_TYPES, filled
from factbase.program.model import Atom, Fact, Parameter, Predicate, Program, atom_of
from factbase.program.table import Facts
from factbase.resolve.bounds import bounded
from factbase.syntax.tree import Aggregate, Among, Comparison, Either, Literal, Match, Membership, Negation

__all__ = ["read_atom", "read_fact", "read_goal", "read_stated", "read_value"]

_OF_SEVERAL = {"says": "say", "predicts": "predict", "denies": "deny", "urges": "urge"}


def read_value(value: Value | None, program: Program) -> str:
    """A value as a reader calls it: an entity by its name, anything else as it is written."""
    match value:
        case None:
            return "something"
        case Unknown():
            return "something not named"
        case Symbol():
            return program.label(value.name)
        case _:
            return str(value)


def read_atom(atom: Atom, program: Program) -> str:
    """The sentence of a claim: its relation's template filled in, or the claim as it is written."""
    relation = program.relation(atom.predicate.relation)
    if relation is None or relation.template is None:
        text = str(Atom(Predicate(atom.predicate.relation), atom.args))
    else:
        values = {
            parameter.name: _unnamed(parameter) if isinstance(value, Unknown) else read_value(value, program)
            for parameter, value in zip(relation.parameters, atom.args, strict=True)
        }
        text = filled(relation.template, values)
    if atom.on is not None:
        text += f" ({read_value(atom.on, program)})"
    if atom.predicate.mode:
        text = f"{read_value(atom.who, program)} {_verb(atom.predicate.mode, atom.who, program)}: {text}"
    if atom.source is not None:
        text += f", says {read_value(atom.source, program)}"
    return text


def _verb(mode: str, who: Value | None, program: Program) -> str:
    """What somebody does who makes a claim: of several, `experts predict`."""
    entity = program.entities.get(who.name) if isinstance(who, Symbol) else None
    return _OF_SEVERAL[mode] if entity is not None and entity.plural else mode


def read_fact(fact: Fact, program: Program) -> str:
    """The sentence of a fact, with the bounds within which it is so."""
    return read_stated(fact.atom(), (fact,), program)


def read_stated(atom: Atom, facts: Iterable[Fact], program: Program) -> str:
    """The sentence of a claim that facts state, with the bounds that are written: no day of a text, and none that is tried."""
    return bounded(read_atom(atom, program), (_written(fact, program.facts).when for fact in facts))


def _written(fact: Fact, facts: Facts) -> Fact:
    """A fact as it is written, of which a proof may have one with days of its own."""
    at = bisect_left(facts.listed, fact.index, key=lambda each: each.index)
    if at < len(facts.listed) and facts.listed[at].index == fact.index:
        return facts.listed[at]
    return facts.by_index(fact.index) or fact


def read_goal(
    body: Sequence[Literal],
    bindings: Mapping[str, Value],
    program: Program,
    stated: Mapping[Atom, Sequence[Fact]] | None = None,
) -> str:
    """What an answer says, literal by literal; comparisons go without saying. Empty where no relation has a template.

    `stated` has the facts of those claims that facts state, whose bounds are told with them."""
    if not any(_has_template(literal, program) for literal in body):
        return ""
    parts: list[str] = []
    for literal in body:
        match literal:
            case Match():
                atom = atom_of(literal, bindings)
                facts = stated.get(atom, ()) if stated is not None else ()
                parts.append(read_stated(atom, facts, program))
            case Negation():
                parts.append(f"there is no evidence that {read_atom(atom_of(literal.match, bindings), program)}")
            case Comparison() | Aggregate() | Membership() | Among() | Either():
                continue
    return ", and ".join(parts)


def _unnamed(parameter: Parameter) -> str:
    """What a text does not name, called by what it may be."""
    kinds = sorted((parameter.types or frozenset()) - BASE_TYPES)
    if not kinds:
        return "something not named"
    return f"{'an' if kinds[0][0] in 'aeiou' else 'a'} {' or '.join(kinds)} not named"


def _has_template(literal: Literal, program: Program) -> bool:
    if isinstance(literal, Negation):
        literal = literal.match
    if not isinstance(literal, Match):
        return False
    relation = program.relation(literal.claim.relation)
    return relation is not None and relation.template is not None
