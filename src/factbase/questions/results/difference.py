"""A difference as plain data: in, what differs between two states of a base; out, each answer with what it rests on in its own state."""

from __future__ import annotations

from factbase.base import FactBase
from factbase.ground.value import json_value, write_value
from factbase.questions.difference import Answered as Differing
from factbase.questions.difference import Apart as Parted
from factbase.questions.difference import Difference as Differences
from factbase.resolve.grounds import viewed
from factbase.resolve.proofs import Nodes
from factbase.result.difference import NOT_COMPARED, Answered, Apart, Broken, Changed, Compared, Difference
from factbase.result.problem import problem
from factbase.result.proof import Rule
from factbase.syntax.tree import Rule as Written
from factbase.syntax.write import write_rule

__all__ = ["difference_of"]


def difference_of(differences: Differences, before: FactBase, after: FactBase) -> Difference:
    """What differs between two states."""
    states = Nodes(before.program, before.evidence), Nodes(after.program, after.evidence)
    changed = tuple(
        Changed(
            each.question,
            viewed(each.view),
            each.problem,
            tuple(_differing(answer, states) for answer in each.answers),
        )
        for each in differences.changed
    )
    return Difference(
        changed=changed,
        gone=_apart(differences.gone, states[0]),
        new=_apart(differences.new, states[1]),
        compared=Compared(differences.expectations, differences.queries),
        not_compared=NOT_COMPARED,
        broken=tuple(Broken(name, problem(each)) for name, each in differences.broken),
    )


def _differing(answer: Differing, states: tuple[Nodes, Nodes]) -> Answered:
    own, other = (states[1], states[0]) if answer.gained else states
    apart = _apart(answer.apart, own)
    return Answered(
        bindings={name: json_value(value) for name, value in answer.bindings},
        values=", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings),
        gained=answer.gained,
        before=answer.before,
        after=answer.after,
        grounds=own.under(answer.proof),
        facts=apart.facts,
        rules=apart.rules,
        against=tuple(map(other.grounds.fact, answer.against)),
    )


def _apart(apart: Parted, nodes: Nodes) -> Apart:
    return Apart(tuple(map(nodes.grounds.fact, apart.facts)), tuple(map(_rule, apart.rules)))


def _rule(rule: Written) -> Rule:
    return Rule(write_rule(rule), rule.span.path, rule.span.line, rule.span.column)
