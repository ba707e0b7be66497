"""Checks that a base needs not write: in, its relations, facts and rules; out, a check for each two claims that cannot hold at once.

`-p` and `p` of the same values contradict one another, and so do two values of what is exclusive. `allow` accepts one by the check's name,
which is `-p`, or the relation's own; a check of that name that the base has goes before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from factbase.ground.composed import opposite
from factbase.ground.span import Span
from factbase.program.declare import template_names
from factbase.program.model import Relation, relation_named
from factbase.syntax.tree import Call, Check, Claim, Comparison, Constant, Literal, Match, Variable

__all__ = ["contradictions"]


def contradictions(relations: Mapping[str, Relation], stated: Collection[str]) -> Iterator[Check]:
    """The checks of the relations of which the base states or derives something: those `stated`, with their signs."""
    for name in sorted(stated):
        relation = relation_named(relations, name)
        if relation is None or relation.span is None:
            continue
        if name.startswith("-") and opposite(name) in stated:
            yield _opposed(name, relation, relation.span)
        if not name.startswith("-") and relation.exclusive:
            yield _exclusive(relation, relation.span)


def _opposed(name: str, relation: Relation, span: Span) -> Check:
    """That something is so and is not so."""
    variables = _variables(relation, span, "")
    plain, negative = (Match(Claim(each, variables, span=span), span=span) for each in (opposite(name), name))
    template = f"{_claim(relation, opposite(name), variables)}, and also not"
    return Check(name, variables, "error", template, (plain, negative), made=True, span=span)


def _exclusive(relation: Relation, span: Span) -> Check:
    """That two values hold of which one excludes the other; one that is written first stands first."""
    one = _variables(relation, span, "")
    others = _variables(relation, span, "_other")
    apart = [i for i, parameter in enumerate(relation.parameters) if parameter.name in relation.exclusive]
    two = tuple(others[i] if i in apart else variable for i, variable in enumerate(one))
    body: tuple[Literal, ...] = (
        Match(Claim(relation.name, one, span=span), span=span),
        Match(Claim(relation.name, two, span=span), span=span),
        Comparison("<", _texts(one, apart, span), _texts(two, apart, span), span=span),  # each pair once
    )
    template = f"{_claim(relation, relation.name, one)}, and {_claim(relation, relation.name, two)} too"
    parameters = (*one, *(two[i] for i in apart))
    return Check(relation.name, parameters, "error", template, body, made=True, span=span)


def _texts(variables: tuple[Variable, ...], of: Sequence[int], span: Span) -> Call:
    """Some values as one text, by which any two can be told apart and put in order."""
    parts = [part for i in of for part in (Constant("\n", span=span), variables[i])]
    return Call("concat", tuple(parts), span=span)


def _variables(relation: Relation, span: Span, suffix: str) -> tuple[Variable, ...]:
    return tuple(Variable(f"{parameter.name.upper()}{suffix}", span=span) for parameter in relation.parameters)


def _claim(relation: Relation, name: str, variables: tuple[Variable, ...]) -> str:
    """What a claim says, as a template of the variables."""
    named = dict(zip((parameter.name for parameter in relation.parameters), variables, strict=True))
    template = relation.template.removeprefix("it is not so that ") if relation.template is not None else None
    if template is None or not set(template_names(template)) <= named.keys():
        return f"{name}({', '.join(f'{{{variable.name}}}' for variable in variables)})"
    for parameter, variable in named.items():
        template = template.replace(f"{{{parameter}}}", f"{{{variable.name}}}")
    return template
