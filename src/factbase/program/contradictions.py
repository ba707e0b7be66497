"""Checks that a base needs not write: in, its relations, facts and rules; out, a check for each two claims that cannot hold at once.

`-p` and `p` of the same values contradict one another, and so do two values of what is exclusive. `allow` accepts one by the check's name,
which is `-p`, or the relation's own; a check of that name that the base has goes before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from factbase.ground.composed import opposite, written
from factbase.ground.span import Span
from factbase.program.declare import filled, template_names
from factbase.program.model import Relation, relation_named
from factbase.syntax.tree import Call, Check, Claim, Comparison, Constant, Literal, Match, Variable

__all__ = ["contradictions"]


def contradictions(relations: Mapping[str, Relation], stated: Collection[str]) -> Iterator[Check]:
    """The checks of the relations of which the base states or derives something: those `stated`, with their signs."""
    for name in sorted(stated):
        relation = relation_named(relations, name)
        if relation is None or relation.span is None:
            continue
        plain = relation_named(relations, opposite(name)) if name.startswith("-") and opposite(name) in stated else None
        if plain is not None:
            yield _opposed(name, plain, relation.span)
        if not name.startswith("-") and relation.exclusive:
            yield _exclusive(relation, relation.span)


def _opposed(name: str, relation: Relation, span: Span) -> Check:
    """That something is so, as a relation says, and is not so."""
    variables = _variables(relation, span)
    plain, negative = (Match(Claim(each, variables, span=span), span=span) for each in (relation.name, name))
    template = f"{_claim(relation, variables)}, and also not"
    return Check(name, variables, "error", template, (plain, negative), made=True, span=span)


def _exclusive(relation: Relation, span: Span) -> Check:
    """That two values hold of which one excludes the other; one that is written first stands first."""
    one = _variables(relation, span)
    others = tuple(Variable(f"_{parameter.name}", span=span) for parameter in relation.parameters)
    apart = [i for i, parameter in enumerate(relation.parameters) if parameter.name in relation.exclusive]
    two = tuple(others[i] if i in apart else variable for i, variable in enumerate(one))
    body: tuple[Literal, ...] = (
        Match(Claim(relation.name, one, span=span), span=span),
        Match(Claim(relation.name, two, span=span), span=span),
        Comparison("<", _texts(one, apart, span), _texts(two, apart, span), span=span),  # each pair once
    )
    template = f"{_claim(relation, one)}, and {_claim(relation, two)} too"
    parameters = (*one, *(two[i] for i in apart))
    return Check(relation.name, parameters, "error", template, body, made=True, span=span)


def _texts(variables: tuple[Variable, ...], of: Sequence[int], span: Span) -> Call:
    """Some values as one text, by which any two can be told apart and put in order."""
    parts = [part for i in of for part in (Constant("\n", span=span), variables[i])]
    return Call("concat", tuple(parts), span=span)


def _variables(relation: Relation, span: Span) -> tuple[Variable, ...]:
    """A variable for each argument: its name begins with a capital, so that no two are one."""
    return tuple(Variable(f"{p.name[0].upper()}{p.name[1:]}", span=span) for p in relation.parameters)


def _claim(relation: Relation, variables: Sequence[Variable]) -> str:
    """What a claim says, as a template of the variables."""
    named = {p.name: f"{{{v.name}}}" for p, v in zip(relation.parameters, variables, strict=True)}
    if relation.template is None or not set(template_names(relation.template)) <= named.keys():
        return written(relation.name, [*named.values()])
    return filled(relation.template, named)
