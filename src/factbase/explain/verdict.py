"""The verdict on a ground goal that has no proof: in, its model; out, `no` with the cited evidence against every way to it, or `unknown`.

A way is blocked by evidence where a rule stops at a negated literal that is proved from quotes, at a test of values that quotes give, or
at a claim that is itself blocked; a claim without rules is blocked by a fact dated after the view, by a `denies` claim, or by the base
declaring its relation complete. That nothing was found blocks nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import Absent, Auxiliary, Group, PlanRule, Scan, Step
from factbase.explain.hidden import fits, hidden
from factbase.explain.proof import Proof, citations
from factbase.explain.prove import Prover
from factbase.explain.solutions import Binding, bind, step_solutions, value_of
from factbase.ground.value import Value
from factbase.program.model import Atom, Fact, Predicate

__all__ = ["Against", "judge"]

MAX_BRANCHES = 2_000  # of all bodies together

Claim = tuple[Predicate, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True)
class Against:
    """Why one way to a claim is blocked: what blocks it, in words, and the proof or the fact that says so."""

    atom: Atom
    why: str
    proof: Proof | None = None
    fact: Fact | None = None


class _Open(Exception):
    """Some way is not blocked by evidence."""


def judge(prover: Prover, goal: Auxiliary) -> tuple[Against, ...] | None:
    """The evidence against every way to a goal without answers; None where some way is merely not found."""
    judging = _Judging(prover)
    try:
        for rule in prover.planned.plan.rules:
            if rule.head == goal:
                _run(judging.body(rule, [None] * len(rule.variables)))
    except _Open:
        return None
    return tuple(dict.fromkeys(judging.found)) or None


Way = Generator["Way", None, None]
"""A judgement that yields those that it rests on, each to be made before it goes on."""


def _run(way: Way) -> None:
    """Makes a judgement. A stack of our own: claims may rest on one another to any depth."""
    stack = [way]
    while stack:
        below = next(stack[-1], None)
        if below is None:
            stack.pop()
        else:
            stack.append(below)


class _Judging:
    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.planned = prover.planned
        self.rows = prover.rows
        self.found: list[Against] = []
        self.seen: set[Claim] = set()
        self.branches = 0
        self.circular = False  # whether the last way led back to a claim that is judged already: it adds none

    def claim(self, predicate: Predicate, pattern: tuple[int | None, ...]) -> Way:
        """Finds the evidence against a claim. Raises _Open where there is none; a claim that rests on itself has no way of its own."""
        if (predicate, pattern) in self.seen:
            self.circular = True
            return
        self.seen.add((predicate, pattern))
        values = self.decoded(pattern)
        atom = Atom(predicate, values)
        before, self.circular = len(self.found), False
        relation = self.prover.program.relations.get(predicate.relation)
        if relation is not None and relation.closed:
            self.found.append(Against(atom, "the relation is declared complete"))
        for each in hidden(predicate, values, self.planned, self.prover.program):
            if each.fact.citations and each.why == "dated":
                self.found.append(Against(atom, "a fact has it at another time", fact=each.fact))
        if predicate.mode is None:
            denied = replace(predicate, mode="denies")
            for fact in self.prover.program.facts.matching(predicate.relation, "denies", (None, *values)):
                if fact.citations and fits(fact, denied, (None, *values)):
                    self.found.append(Against(atom, "it is denied", fact=fact))
        dated = replace(predicate, on=True)
        rules = [r for r in self.planned.plan.rules if r.origin is not None and r.head in (predicate, dated)]
        if predicate.source:
            rules = []
        for rule in rules:
            wanted = pattern if rule.head == predicate else (*pattern, None)
            binding = bind(rule.args, wanted, len(rule.variables))
            if binding is not None:
                yield self.body(rule, binding)
        if len(self.found) == before and not self.circular:
            raise _Open

    def body(self, rule: PlanRule, binding: Binding) -> Way:
        """Finds the evidence at which each branch of a body stops. Raises _Open at a branch without."""
        stack: list[tuple[int, Binding]] = [(0, binding)]
        while stack:
            at, known = stack.pop()
            self.branches += 1
            if at == len(rule.body) or self.branches > MAX_BRANCHES:
                raise _Open
            step = rule.body[at]
            after = list(step_solutions(self.rows, step, known))
            if after:
                stack.extend((at + 1, each) for each in reversed(after))
            else:
                yield from self.stopped(rule, at, step, known)

    def stopped(self, rule: PlanRule, at: int, step: Step, known: Binding) -> Way:
        match step:
            case Scan(predicate=Predicate() as predicate):
                yield self.claim(predicate, tuple(value_of(arg, known) for arg in step.args))
            case Absent(predicate=Predicate() as predicate):
                pattern = tuple(value_of(arg, known) for arg in step.args)
                proofs = [self.proof(predicate, row) for row in self.rows.find(predicate, pattern)]
                cited = next((proof for proof in proofs if any(citations(proof))), None)
                if cited is None:
                    raise _Open
                self.found.append(
                    Against(
                        Atom(predicate, self.decoded(pattern)), "it holds, and a rule needs that it does not", cited
                    )
                )
            case Group() | Scan() | Absent():
                raise _Open
            case _:
                self.tested(rule, at, known)

    def tested(self, rule: PlanRule, at: int, known: Binding) -> None:
        """A test that fails is evidence where quotes give what it tests."""
        for step in rule.body[:at]:
            if isinstance(step, Scan) and isinstance(step.predicate, Predicate):
                rows = self.rows.find(step.predicate, [value_of(arg, known) for arg in step.args])
                proof = self.proof(step.predicate, rows[0]) if rows else None
                if proof is not None and any(citations(proof)):
                    atom = Atom(step.predicate, self.decoded(rows[0]))
                    self.found.append(Against(atom, "with it a test of the rule fails", proof))
                    return
        raise _Open

    def proof(self, predicate: Predicate, row: tuple[int, ...]) -> Proof:
        return self.prover.prove(predicate, row)

    def decoded(self, pattern: Sequence[int | None]) -> tuple[Value | None, ...]:
        return tuple(None if n is None else self.rows.symbols.plain(n) for n in pattern)
