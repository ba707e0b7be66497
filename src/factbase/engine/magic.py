"""Magic sets: in, a plan with a goal; out, a plan that has the same answers to it and derives little else.

What the goal binds is passed on from left to right: for each relation and each set of its columns that are bound when it is called,
a relation of the calls (the magic set) and one of the answers to them (Beeri and Ramakrishnan, "On the power of magic", 1991).
Relations that are negated or aggregated, and all that these need, are made whole, so a stratified plan stays stratified.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import (
    Absent,
    Auxiliary,
    Between,
    Group,
    Head,
    Let,
    Plan,
    PlanRule,
    Row,
    Scan,
    Step,
    Term,
    Test,
    Var,
)
from factbase.program.strata import components

__all__ = ["magic_sets"]

Bound = tuple[int, ...]
"""The columns of a call that are bound."""


def magic_sets(plan: Plan) -> Plan:
    """The plan for its goal alone, with the calls that lead to answers as relations; the plan itself where nothing is bound.

    A rewritten rule has the origin of its own, and its head stands for the same relation: `Auxiliary("path bound 0")`."""
    if plan.goal is None:
        return plan
    return _Rewriting(plan).rewrite(plan.goal)


@dataclass(frozen=True, slots=True)
class _Call:
    head: Head
    bound: Bound

    @property
    def answers(self) -> Auxiliary:
        return Auxiliary(f"{_name(self.head)} bound {' '.join(map(str, self.bound))}")

    @property
    def calls(self) -> Auxiliary:
        return Auxiliary(f"calls of {_name(self.head)} bound {' '.join(map(str, self.bound))}")


class _Rewriting:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rules: dict[Head, list[PlanRule]] = {}
        for rule in plan.rules:
            self.rules.setdefault(rule.head, []).append(rule)
        self.made: list[PlanRule] = []
        self.waiting: list[_Call] = []
        self.called: set[_Call] = set()
        self.whole: set[Head] = set()

    def rewrite(self, goal: Auxiliary) -> Plan:
        for rule in self.rules.get(goal, ()):
            self._rule(rule, None)
        while self.waiting:
            call = self.waiting.pop()
            for rule in self.rules[call.head]:
                self._rule(rule, call)
            self._facts(call)
        whole = [rule for rule in self.plan.rules if rule.head in self.whole]
        return _plan_of(self.plan, [*dict.fromkeys(self.made), *whole])

    def _rule(self, rule: PlanRule, call: _Call | None) -> None:
        """One rule as it answers one call, or the goal itself."""
        body: list[Step] = []
        bound: set[int] = set()
        head = rule.head
        if call is not None:
            head = call.answers
            given = tuple(rule.args[i] for i in call.bound)
            body.append(Scan(call.calls, given))
            bound |= _variables(given)
        for step in _sideways(rule.body, bound):
            match step:
                case Scan():
                    body.append(self._scan(step, body, bound, rule))
                    bound |= _variables(step.args)
                case Absent() | Group():
                    self._need(_reads(step))
                    body.append(step)
                case Let() | Between() | Test():
                    body.append(step)
        self.made.append(replace(rule, head=head, body=tuple(body)))

    def _scan(self, step: Scan, before: Sequence[Step], bound: set[int], rule: PlanRule) -> Scan:
        """The scan as it reads the answers to a call, which is made from what stands before it.

        What functions compute is not passed on: calls of values that no fact holds might have no end."""
        if step.predicate not in self.rules or step.predicate in self.whole:
            return step
        columns = tuple(
            i for i, arg in enumerate(step.args) if arg is not None and (not isinstance(arg, Var) or arg.index in bound)
        )
        if not columns:
            self._need(step.predicate)
            return step
        call = _Call(step.predicate, columns)
        given = tuple(_term(step.args[i]) for i in columns)
        if tuple(before) != (Scan(call.calls, given),):  # a call that is its own reason
            self.made.append(PlanRule(call.calls, given, tuple(before), rule.variables, rule.origin))
        if call not in self.called:
            self.called.add(call)
            self.waiting.append(call)
        return Scan(call.answers, step.args)

    def _facts(self, call: _Call) -> None:
        """What facts answer a call, as a rule."""
        rows = self.plan.facts.get(call.head)
        if rows:
            width = len(next(iter(rows)))
            columns = tuple(Var(i) for i in range(width))
            body = (Scan(call.calls, tuple(columns[i] for i in call.bound)), Scan(call.head, columns))
            self.made.append(PlanRule(call.answers, columns, body, ("",) * width, None))

    def _need(self, head: Head | None) -> None:
        """Takes a relation in as it is, with all that it needs."""
        stack = [head]
        while stack:
            needed = stack.pop()
            if needed is not None and needed not in self.whole and needed in self.rules:
                self.whole.add(needed)
                stack.extend(_reads(step) for rule in self.rules[needed] for step in rule.body)


def _sideways(body: Sequence[Step], given: set[int]) -> list[Step]:
    """The steps in an order that passes on what is bound: the scan with most bound columns first, all else as soon as it can be."""
    left, placed, bound = list(body), [], set(given)
    while left:
        ready = [step for step in left if _variables(_needs(step)) <= bound]
        at_once = [step for step in ready if not isinstance(step, (Scan, Between))]
        step = at_once[0] if at_once else max(ready, key=lambda s: _bound_columns(s, bound))
        left.remove(step)
        placed.append(step)
        bound |= _variables(_gives(step))
    return placed


def _bound_columns(step: Step, bound: set[int]) -> int:
    terms = step.args if isinstance(step, Scan) else ()
    return sum(arg is not None and (not isinstance(arg, Var) or arg.index in bound) for arg in terms)


def _needs(step: Step) -> Sequence[Term | None]:
    match step:
        case Scan():
            return ()
        case Absent() | Test() | Let():
            return step.args
        case Between():
            return (step.low, step.high)
        case Group():
            return step.keys


def _gives(step: Step) -> Sequence[Term | None]:
    match step:
        case Scan():
            return step.args
        case Absent() | Test():
            return ()
        case Let() | Group():
            return (step.result,)
        case Between():
            return (step.item,)


def _reads(step: Step) -> Head | None:
    match step:
        case Scan() | Absent():
            return step.predicate
        case Group():
            return step.rows
        case _:
            return None


def _variables(terms: Sequence[Term | None]) -> set[int]:
    return {term.index for term in terms if isinstance(term, Var)}


def _term(term: Term | None) -> Term:
    assert term is not None
    return term


def _name(head: Head) -> str:
    return head.name if isinstance(head, Auxiliary) else str(head)


def _plan_of(plan: Plan, rules: Sequence[PlanRule]) -> Plan:
    """The plan of other rules over the same facts, those that are read."""
    by_head: dict[Head, list[PlanRule]] = {}
    for rule in rules:
        by_head.setdefault(rule.head, []).append(rule)
    read = {head for rule in rules for step in rule.body if (head := _reads(step)) is not None}
    graph = {
        head: [needed for rule in of_head for step in rule.body if (needed := _reads(step)) in by_head]
        for head, of_head in by_head.items()
    }
    strata = tuple(tuple(rule for head in component for rule in by_head[head]) for component in components(graph))
    facts: Mapping[Head, Mapping[Row, tuple[int, ...]]] = {
        head: rows for head, rows in plan.facts.items() if head in read or head in by_head
    }
    return Plan(plan.symbols, facts, strata, plan.goal)
