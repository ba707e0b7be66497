"""The verdict on a goal that has no proof: in, its model; out, `no` with the cited evidence against every way to it, or `unknown`.

A claim is blocked where it is said, or follows, that it is not so. Else each way to it must be: by a negated literal that is proved from
quotes, by a test of values that quotes give, or by a claim that is itself blocked; a claim without rules by a fact dated after the view,
by a `denies` claim where nobody says the same, or by the base declaring its relation complete. That nothing was found blocks nothing, nor
what may hold: on some reading of a date, or of a `?`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from factbase.engine.base import PlanRule
from factbase.engine.step import Auxiliary, Between, Binding, Filter, Group, Let, Negated, Scan, Step
from factbase.explain.hidden import fits, hidden
from factbase.explain.proof import PREDICTION, Proof, citations, predictions, quoted
from factbase.explain.prove import Prover
from factbase.explain.refutation import Refutation
from factbase.explain.solutions import bind, step_solutions, value_of
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.operation import COMPARISONS, LISTED, OperationForm, form_of
from factbase.ground.value import Unknown, Value
from factbase.program.model import Atom, Cited, Fact, Predicate
from factbase.program.view import as_known
from factbase.syntax.tree import Mode

__all__ = ["SAID", "Against", "declared_false", "judge", "told_otherwise"]

MAX_TOLD = 10  # claims that are said not to be so, of a goal with variables
SAID = "it is said not to be so"
MAX_BRANCHES = 2_000  # of all bodies together

ClaimPattern = tuple[Predicate, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True)
class Against:
    """Why one way to a claim is blocked: what blocks it, in words, and the proof or the fact that says so."""

    atom: Atom
    why: str
    proof: Proof | None = None
    fact: Fact | None = None

    @property
    def citations(self) -> tuple[Cited, ...]:
        """The quotes of it."""
        proved = tuple(quoted(self.proof)) if self.proof is not None else ()
        return (*proved, *(self.fact.quotes if self.fact is not None else ()))

    @property
    def evidence(self) -> tuple[Cited, ...]:
        """The quotes on which it rests."""
        if self.proof is not None:
            return tuple(citations(self.proof))
        return self.fact.citations if self.fact is not None else ()

    @property
    def predictions(self) -> tuple[Fact, ...]:
        """Somebody's predictions on which it rests."""
        if self.proof is not None:
            return tuple(predictions(self.proof))
        return (self.fact,) if self.fact is not None and self.fact.mode == PREDICTION else ()


class _NotExcluded(Exception):
    """Some way is not blocked by evidence."""


def judge(prover: Prover, goal: Auxiliary, refutation: Refutation | None) -> tuple[Against, ...] | None:
    """The evidence against every way to a goal without answers; None where some way is merely not found.

    `refutation` has what the base says not to be so, None where it says nothing of what the goal may need."""
    judging = _Judging(prover, refutation)
    return tuple(dict.fromkeys(judging.against)) or None if judging.goal(goal) else None


def told_otherwise(prover: Prover, goal: Auxiliary, refutation: Refutation | None) -> tuple[Against, ...]:
    """For which values of a goal of one claim it is said that it is not so: a few of them, none where it is of several claims."""
    rule, *others = (rule for rule in prover.planned.rules.each if rule.head == goal)
    if refutation is None or others or len(rule.body) != 1:
        return ()
    step = rule.body[0]
    if not isinstance(step, Scan) or not isinstance(step.predicate, Predicate):
        return ()
    binding: Binding = [None] * len(rule.variables)
    pattern = (value_of(arg, binding) if arg is not None else None for arg in step.args)
    values = [None if n is None else prover.rows.symbols.plain(n) for n in pattern]
    against = (Against(atom, SAID, proof) for atom, proof in refutation.like(step.predicate, values))
    return tuple(islice((each for each in against if each.citations), MAX_TOLD))


def declared_false(prover: Prover, goal: Auxiliary) -> bool:
    """Whether every way to a goal without answers stops at a relation that is declared complete."""
    if not any(relation.closed for relation in prover.program.relations.values()):
        return False
    return _Judging(prover, None, declared_only=True).goal(goal)


Judgement = Generator["Judgement", None, None]
"""A judgement that yields those that it rests on, each to be made before it goes on."""


def _run(way: Judgement) -> None:
    """Makes a judgement. A stack of our own: claims may rest on one another to any depth."""
    stack = [way]
    while stack:
        below = next(stack[-1], None)
        if below is None:
            stack.pop()
        else:
            stack.append(below)


class _Judging:
    def __init__(self, prover: Prover, refutation: Refutation | None, *, declared_only: bool = False) -> None:
        self.prover = prover
        self.refutation = refutation
        self.declared_only = declared_only
        self.planned = prover.planned
        self.rows = prover.rows
        self.against: list[Against] = []
        self.seen: set[ClaimPattern] = set()
        self.branches = 0
        self.circular = False  # whether the last way led back to a claim that is judged already: it adds none

    def goal(self, goal: Auxiliary) -> bool:
        """Whether every way to a goal is blocked."""
        try:
            for rule in self.planned.rules.each:
                if rule.head == goal:
                    _run(self.body(rule, [None] * len(rule.variables), exhaustive=True))
        except _NotExcluded:
            return False
        return True

    def claim(self, predicate: Predicate, pattern: tuple[int | None, ...], exhaustive: bool) -> Judgement:
        """Finds the evidence against a claim. Raises _NotExcluded where there is none; a claim that rests on itself has no way of its own.

        Unless the claims are `exhaustive`, there may be others of other values, and that this one is not among all says nothing of them."""
        if (predicate, pattern) in self.seen:
            self.circular = True
            return
        self.seen.add((predicate, pattern))
        values = self.decoded(pattern)
        atom = Atom(predicate, values)
        before, self.circular = len(self.against), False
        extent = self.prover.searcher.extent(predicate, pattern)
        if extent.unnamed or self.prover.searcher.possibly(predicate, pattern):
            raise _NotExcluded
        refuted = self.refutation.of(predicate, values) if self.refutation is not None else None
        if refuted is not None and any(citations(refuted)):
            self.against.append(Against(atom, SAID, refuted))
            return
        complete = extent.closed and exhaustive
        if complete:
            self.against.append(Against(atom, "the relation is declared complete"))
        elif self.declared_only:
            raise _NotExcluded
        for each in hidden(predicate, values, self.planned, self.prover.program):
            if each.fact.citations and each.why == "dated":
                self.against.append(Against(atom, "a fact has it at another time", fact=each.fact))
        if predicate.mode is None and next(self.attributed("says", predicate, values), None) is None:
            denials = self.attributed("denies", predicate, values)
            self.against += (Against(atom, "it is denied", fact=fact) for fact in denials)
        dated = replace(predicate, on=True)
        rules = [r for r in self.planned.rules.each if r.origin is not None and r.head in (predicate, dated)]
        if predicate.source or complete:
            rules = []
        for rule in rules:
            wanted = pattern if rule.head == predicate else (*pattern, None)
            binding = bind(rule.args, wanted, len(rule.variables))
            if binding is not None:
                yield self.body(rule, binding, exhaustive)
        if len(self.against) == before and not self.circular:
            raise _NotExcluded

    def attributed(self, mode: Mode, predicate: Predicate, values: Sequence[Value | None]) -> Iterator[Fact]:
        """The cited claims of somebody that a plain claim holds, or that it does not."""
        claimed = replace(predicate, mode=mode)
        for fact in self.prover.program.facts.matching(predicate.relation, mode, (None, *values)):
            visible = fact if self.planned.known is None else as_known(fact, self.planned.known.certain)
            if visible is not None and visible.citations and fits(visible, claimed, (None, *values)):
                yield visible

    def body(self, rule: PlanRule, binding: Binding, exhaustive: bool) -> Judgement:
        """Finds the evidence at which each branch of a body stops. Raises _NotExcluded at a branch without."""
        stack: list[tuple[int, Binding, bool]] = [(0, binding, exhaustive)]
        while stack:
            at, known, all_of_them = stack.pop()
            self.branches += 1
            if at == len(rule.body) or self.branches > MAX_BRANCHES:
                raise _NotExcluded
            step = rule.body[at]
            after = list(step_solutions(self.rows, step, known))
            if after:
                all_of_them &= self.all_values(step, known)
                stack.extend((at + 1, each, all_of_them) for each in reversed(after))
            else:
                yield from self.stopped(rule, at, step, known, all_of_them)

    def all_values(self, step: Step, known: Binding) -> bool:
        """Whether what a scan gives its variables are all the values that they can have."""
        if not isinstance(step, Scan) or all(value_of(arg, known) is not None for arg in step.args if arg is not None):
            return True
        pattern = tuple(value_of(arg, known) for arg in step.args)
        return isinstance(step.predicate, Predicate) and self.prover.searcher.extent(step.predicate, pattern).closed

    def stopped(self, rule: PlanRule, at: int, step: Step, known: Binding, exhaustive: bool) -> Judgement:
        match step:
            case Scan(predicate=Predicate() as predicate):
                yield self.claim(predicate, tuple(value_of(arg, known) for arg in step.args), exhaustive)
            case Negated(predicate=Predicate() as predicate):
                self.holds(predicate.surely, [value_of(arg, known) for arg in step.args])
            case Group() | Scan() | Negated():
                raise _NotExcluded
            case Filter() | Let() | Between():
                negated = self.prover.negated(rule, at, known)
                if negated is None:
                    self.tested(rule, at, known)
                else:
                    self.holds(*negated)

    def holds(self, predicate: Predicate, pattern: Sequence[int | None]) -> None:
        """Finds the evidence that a claim holds which a rule needs not to hold. Raises _NotExcluded where it may hold only."""
        proofs = (self.proof(predicate, row) for row in self.rows.find(predicate, pattern))
        cited = None if self.declared_only else next((proof for proof in proofs if any(citations(proof))), None)
        if cited is None:
            raise _NotExcluded
        atom = Atom(predicate, self.decoded(pattern))
        self.against.append(Against(atom, "it holds, and a rule needs that it does not", cited))

    def tested(self, rule: PlanRule, at: int, known: Binding) -> None:
        """A test that fails, whatever days and values are not given, is evidence where quotes give what it tests."""
        if self.declared_only or self.undecided(rule.body[at], known):
            raise _NotExcluded
        for step in rule.body[:at]:
            if isinstance(step, Scan) and isinstance(step.predicate, Predicate):
                rows = self.rows.find(step.predicate, [value_of(arg, known) for arg in step.args])
                proof = self.proof(step.predicate, rows[0]) if rows else None
                if proof is not None and any(citations(proof)):
                    atom = Atom(step.predicate, self.decoded(rows[0]))
                    self.against.append(Against(atom, "with it a test of the rule fails", proof))
                    return
        raise _NotExcluded

    def undecided(self, step: Step, known: Binding) -> bool:
        """Whether a test may hold, or a function have another value, for a date or a `?` that it is of."""
        if not isinstance(step, (Filter, Let)):
            return False
        values = [self.rows.symbols.values[n] for term in step.args if (n := value_of(term, known)) is not None]
        if any(isinstance(value, Unknown) for value in values):
            return True
        if not any(type(value) is Date and not value.sharp for value in values):
            return False
        if step.op.form is not OperationForm.PLAIN or step.op not in (*COMPARISONS, *LISTED):
            return True
        return form_of(step.op.name, OperationForm.POSSIBLY).call(*values) is True

    def proof(self, predicate: Predicate, row: tuple[int, ...]) -> Proof:
        return self.prover.prove(predicate, row)

    def decoded(self, pattern: Sequence[int | None]) -> tuple[Value | None, ...]:
        return tuple(None if n is None else self.rows.symbols.plain(n) for n in pattern)
