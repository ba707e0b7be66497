"""Names in goals that are likely to be slips: in, a query and the facts of a base; out, what is said of a constant that no fact has there,
and of a variable that is called as an entity is. Neither is a mistake in itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from factbase.ground.diagnostic import Diagnostic, diagnose, similar
from factbase.ground.value import Symbol, Value, write_value
from factbase.program.declare import Declared
from factbase.program.model import matches, variables
from factbase.program.table import Facts
from factbase.syntax.tree import Constant, Literal, Match, Rule, Variable

__all__ = ["likely_slips"]

SHORT = 3  # letters: `A` and `P2` are variables and nothing else


def likely_slips(
    body: Sequence[Literal], declared: Declared, facts: Facts, rules: Iterable[Rule]
) -> Iterator[Diagnostic]:
    """A warning for each name in the body of a goal that is right, and likely to be another one."""
    yield from _called_as(body, declared)
    yield from _unstated(body, declared, facts, {rule.head.claim.relation for rule in rules})


def _called_as(body: Sequence[Literal], declared: Declared) -> Iterator[Diagnostic]:
    """W110 for each variable that is called as an entity is: what begins with a capital is a variable, and `Seoul` stands for anything."""
    first: dict[str, Variable] = {}
    for part in body:
        for variable in variables(part):
            if len(variable.name) > SHORT:
                first.setdefault(variable.name, variable)
    for name, variable in first.items():
        entities = [each.name for each in declared.called(name)]
        if entities:
            hint = f"did you mean {' or '.join(f'`{each}`' for each in entities[:2])}?"
            yield diagnose("W110", variable.span, name=name, hint=hint)


def _unstated(body: Sequence[Literal], declared: Declared, facts: Facts, derived: Set[str]) -> Iterator[Diagnostic]:
    """W111 for each constant in a relation that no rule derives, where no fact has it there and one is alike.

    An entity that is declared may well be what no fact tells of: of it nothing is said."""
    for match in matches(body):
        relation = declared.relation(match.claim.relation)
        if relation is None or relation.name in derived or len(relation.parameters) != len(match.claim.args):
            continue
        for place, (parameter, part) in enumerate(zip(relation.parameters, match.claim.args, strict=True)):
            if isinstance(part, Constant) and _may_be_a_slip(part.value, declared):
                known = _values(match, place, facts)
                if known is not None and part.value not in known:
                    hint = similar(_text(part.value), (_text(each) for each in known if type(each) is type(part.value)))
                    if hint is not None:
                        name = write_value(part.value)
                        yield diagnose(
                            "W111", part.span, relation=relation.name, name=name, argument=parameter.name, hint=hint
                        )


def _may_be_a_slip(value: Value, declared: Declared) -> bool:
    if isinstance(value, Symbol):
        return value.name not in declared.entities and value.name not in declared.sources
    return isinstance(value, str) and not any(map(str.isdigit, value))  # numbers and dates are alike and not slips


def _values(match: Match, place: int, facts: Facts) -> dict[Value, None] | None:
    """What facts have in a place of a relation, whoever claims it; None where rows of it are left in their files."""
    mode = match.claim.mode
    at = place + (mode is not None)
    listed = (fact.values[at] for fact in facts.listed if (fact.relation, fact.mode) == (match.claim.relation, mode))
    tables = [t for t in facts.tables if (t.relation, t.mode) == (match.claim.relation, mode)]
    if any(table.stored is not None for table in tables):
        return None
    return dict.fromkeys(chain(listed, *(table.columns[at].values for table in tables)))


def _text(value: Value) -> str:
    return str(value)
