"""Certain answers beside a `?`, certified: in, rows that are certain and what solves a reading; out, which of them some value refutes.

On a reading every `?` is a value that a fact states, so that nothing here rests on how a plan takes heed of what is not given. A few
choices of values are tried of all that there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from factbase.engine.goal import Goal
from factbase.explain.choices import choices_of_values
from factbase.explain.prove import Readings
from factbase.ground.value import Unknown, Value, value_key
from factbase.program.fact import RelationMode
from factbase.program.model import Fact, Program, matches
from factbase.program.plain import plain_literals
from factbase.syntax.tree import Aggregate, Literal, Negation

__all__ = ["refuted"]

MAX_TRIED = 16


def refuted(program: Program, goal: Goal, rows: Collection[tuple[Value, ...]], readings: Readings) -> Iterator[str]:
    """What is wrong with rows of a goal that are told as certain: that they do not hold for some choice of values."""
    named = {tuple(map(value_key, row)): row for row in rows if not any(type(value) is Unknown for value in row)}
    facts = list(_not_given(program, goal.body)) if named else []
    if not any(type(value) is Unknown for fact in facts for value in fact.values):
        return
    others = {value for row in named.values() for value in row}
    for completion in islice(choices_of_values(facts, others), MAX_TRIED):
        prover = readings.solve(completion, goal)
        plain = prover.model.symbols.plain
        held = {tuple(value_key(plain(n)) for n in row) for row in prover.model.of(prover.planned.rules.goals[0])}
        lost = named.keys() - held
        if lost:
            values = ", ".join(str(value) for _, value in completion.values)
            yield f"where what is not given is {values}: {len(lost)} of the certain answers do not hold"


def _not_given(program: Program, body: Sequence[Literal]) -> Iterator[Fact]:
    """The facts that a body and the rules under it need; none where these neither deny nor aggregate anything."""
    rules: dict[RelationMode, list[Sequence[Literal]]] = {}
    for rule in program.rules:
        rules.setdefault((rule.head.claim.relation, rule.head.claim.mode), []).append(rule.body)
    bodies, needed = [body], set[RelationMode]()
    decides = False
    while bodies:
        of = bodies.pop()
        decides |= any(isinstance(literal, (Negation, Aggregate)) for literal in plain_literals(of))
        for match in matches(of):
            key = match.claim.relation, match.claim.mode
            if key not in needed:
                needed.add(key)
                bodies.extend(rules.get(key, ()))
    if decides:
        yield from (fact for fact in program.facts.listed if (fact.relation, fact.mode) in needed)
