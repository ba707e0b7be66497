"""Magic sets: in, Rules and a Store; out, others that have the same answers to the goals, and of all else only what leads there.

What a goal binds is passed on from literal to literal: for each relation and each adornment with which it is called, a relation of the
calls (its magic predicate) and one of the answers to them (Beeri and Ramakrishnan, "On the power of magic", 1991).
Relations that are negated or aggregated, and all that these need, are made whole, so what is stratified stays stratified.

With a row that answers a call, everything that may derive it answers calls too. So the rules as they were, kept to such rows, give each of
them the rank and the ways of derivation that it has in the whole model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factbase.engine.base import PlanRule, Row, Rules, Store
from factbase.engine.step import (
    Auxiliary,
    Between,
    Filter,
    Group,
    Head,
    Let,
    Negated,
    Scan,
    Step,
    Term,
    Var,
    bound_columns,
    variables,
)
from factbase.engine.strata import in_strata
from factbase.ground.dataclass import dataclass
from factbase.program.model import Predicate

__all__ = ["Rewritten", "magic_sets"]

Adornment = tuple[int, ...]
"""The columns of a relation that are bound where it is called."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What has the answers to the goals; `called` are the relations of which only the answers to calls are made."""

    rules: Rules
    store: Store
    called: frozenset[Head]


def magic_sets(rules: Rules, store: Store, *, reorder: bool = True) -> Rewritten:
    """The rules of what the goals need, with the calls and their answers as relations of their own.

    With `reorder`, the literals of a body are taken in an order that binds much; else as they stand, so that the model has
    whatever a reader of the bodies, from left to right, comes by."""
    rules = rules.over(store)
    unadorned: set[Head] = set()
    while True:
        rewriting = _Rewriting(rules, store, unadorned, reorder)
        made, stated = rewriting.rewrite()
        heads = frozenset(call.head for call in rewriting.called)
        if not heads & rewriting.unadorned:
            return Rewritten(replace(rules, strata=in_strata(made)), replace(store, rows=stated), heads)
        unadorned = rewriting.unadorned  # what is called in one place and needed whole in another is not worth calls


@dataclass(frozen=True, slots=True)
class _Adorned:
    """A relation with the adornment of some calls."""

    head: Head
    adornment: Adornment

    @property
    def answers(self) -> Auxiliary:
        return Auxiliary(f"answers of {self}")

    @property
    def magic(self) -> Auxiliary:
        """The magic predicate."""
        return Auxiliary(f"calls of {self}")

    @property
    def facts(self) -> Auxiliary:
        return Auxiliary(f"facts of {_name(self.head)}")

    def __str__(self) -> str:
        return f"{_name(self.head)} bound {' '.join(map(str, self.adornment))}"


class _Rewriting:
    def __init__(self, given: Rules, store: Store, unadorned: set[Head], reorder: bool) -> None:
        self.given = given
        self.store = store
        self.reorder = reorder
        self.rules: dict[Head, list[PlanRule]] = {}
        for rule in given.each:
            self.rules.setdefault(rule.head, []).append(rule)
        self.made: list[PlanRule] = []
        self.waiting: list[_Adorned] = []
        self.called: dict[_Adorned, None] = {}
        self.unadorned = set(unadorned)

    def rewrite(self) -> tuple[list[PlanRule], Mapping[Head, Mapping[Row, tuple[int, ...]]]]:
        """The rules, and the rows of facts that they read."""
        goals = dict.fromkeys((*self.given.goals, *self.given.possible))
        for goal in goals:
            for rule in self.rules.get(goal, ()):
                self._rule(rule, None)
        while self.waiting:
            call = self.waiting.pop()
            for rule in self.rules[call.head]:
                self._rule(rule, call)
            self._facts(call)
            self._certain(call)
        kept = [rule for goal in goals for rule in self.rules.get(goal, ())]
        kept += [rule for rule in self.given.each if rule.head in self.unadorned]
        rules = [*dict.fromkeys(self.made), *self._restricted(), *kept]
        read = {head for rule in rules for step in rule.body if (head := step.relation) is not None}
        read |= {rule.head for rule in rules}
        stated = {head: rows for head, rows in self.store.rows.items() if head in read}
        stated |= {call.facts: self.store.rows[call.head] for call in self.called if call.facts in read}
        return rules, stated

    # ---- calls and their answers

    def _rule(self, rule: PlanRule, call: _Adorned | None) -> None:
        """One rule as it answers one call; of a goal, only the calls that it makes."""
        body: list[Step] = []
        bound: set[int] = set()
        if call is not None:
            given = tuple(rule.args[i] for i in call.adornment)
            body.append(Scan(call.magic, given))
            bound |= variables(given)
        for step in _sideways(rule.body, bound) if self.reorder else rule.body:
            match step:
                case Scan():
                    body.append(self._scan(step, body, bound, rule))
                    bound |= step.binds
                case Negated() | Group():
                    self._need(step.relation)
                    body.append(step)
                case Let() | Between() | Filter():
                    body.append(step)
        if call is not None:
            self.made.append(replace(rule, head=call.answers, body=tuple(body)))

    def _scan(self, step: Scan, before: Sequence[Step], bound: set[int], rule: PlanRule) -> Scan:
        """The scan as it reads the answers to a call, which is made from what stands before it.

        What functions compute is not passed on: calls of values that no fact holds might have no end."""
        if step.predicate not in self.rules or step.predicate in self.unadorned:
            return step
        columns = bound_columns(step.args, bound)
        if not columns:
            self._need(step.predicate)
            return step
        call = _Adorned(step.predicate, columns)
        given = tuple(_term(step.args[i]) for i in columns)
        if tuple(before) != (Scan(call.magic, given),):  # a call that is its own reason
            self.made.append(PlanRule(call.magic, given, tuple(before), rule.variables, rule.origin))
        self._take(call)
        return Scan(call.answers, step.args)

    def _take(self, call: _Adorned) -> None:
        if call not in self.called:
            self.called[call] = None
            self.waiting.append(call)

    def _facts(self, call: _Adorned) -> None:
        """What facts answer a call, as a rule. It reads facts only: with what is derived too, answers and the rules as they were would
        wait for one another, and rows come in later rounds than they do."""
        if self.store.rows.get(call.head):
            columns = self._columns(call.head)
            body = (Scan(call.magic, tuple(columns[i] for i in call.adornment)), Scan(call.facts, columns))
            self.made.append(_bridge(call.answers, columns, body))

    def _certain(self, call: _Adorned) -> None:
        """Calls what is certain with whatever is possible: what is certain is proved as such."""
        sure = call.head.surely
        if sure == call.head or sure not in self.rules or sure in self.unadorned:
            return
        certain = _Adorned(sure, call.adornment)
        given = tuple(Var(i) for i in range(len(call.adornment)))
        self.made.append(_bridge(certain.magic, given, (Scan(call.magic, given),)))
        self._take(certain)

    def _need(self, head: Head | None) -> None:
        """Takes a relation in as it is, with all that it needs, and what it possibly has: an absence tells of it."""
        stack = [head]
        while stack:
            needed = stack.pop()
            if needed is not None and needed not in self.unadorned and needed in self.rules:
                self.unadorned.add(needed)
                stack.extend(step.relation for rule in self.rules[needed] for step in rule.body)
                if isinstance(needed, Predicate):
                    stack += [replace(needed, possible=True, any_value=False), needed.widest]

    # ---- the rules as they were, for rows that answer calls

    def _restricted(self) -> list[PlanRule]:
        made: list[PlanRule] = []
        by_head: dict[Head, list[_Adorned]] = {}
        for call in self.called:
            by_head.setdefault(call.head, []).append(call)
        for head, calls in by_head.items():
            answers = calls[0].answers
            if len(calls) > 1:
                answers = Auxiliary(f"answers of {_name(head)}")
                columns = self._columns(head)
                made += [_bridge(answers, columns, (Scan(call.answers, columns),)) for call in calls]
            for rule in self.rules[head]:
                made.append(replace(rule, body=(Scan(answers, rule.args), *rule.body)))
        return made

    def _columns(self, head: Head) -> tuple[Var, ...]:
        return tuple(Var(i) for i in range(len(self.rules[head][0].args)))


def _bridge(head: Auxiliary, args: tuple[Var, ...], body: tuple[Step, ...]) -> PlanRule:
    width = 1 + max((i for step in body for i in step.binds), default=-1)
    return PlanRule(head, args, body, ("",) * width, None)


def _sideways(body: Sequence[Step], given: set[int]) -> list[Step]:
    """The steps in an order that passes on what is bound: the scan with most bound columns first, all else as soon as it can be."""
    left, placed, bound = list(body), [], set(given)
    while left:
        ready = [step for step in left if step.reads <= bound]
        at_once = [step for step in ready if not isinstance(step, (Scan, Between))]
        step = (
            at_once[0]
            if at_once
            else max(ready, key=lambda step: isinstance(step, Scan) and len(bound_columns(step.args, bound)))
        )
        left.remove(step)
        placed.append(step)
        bound |= step.binds
    return placed


def _term(term: Term | None) -> Term:
    assert term is not None
    return term


def _name(head: Head) -> str:
    return f"{'possible ' if head.possible else ''}{head.name if isinstance(head, Auxiliary) else head}"
