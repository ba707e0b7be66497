"""Why not: in, a goal without answers and its model; out, for every rule how far it got and what stopped it, as deep as is asked.

At a claim that is missing stand the facts that only the view hides, the facts that nearly say it, and the rules that could derive it; at
a negated literal, what holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from factbase.engine.base import PlanRule, Row
from factbase.engine.step import Auxiliary, Between, Binding, Filter, Group, Head, Let, Negated, Pattern, Scan, Step
from factbase.explain.hidden import Hidden, hidden
from factbase.explain.proof import Failure, Proof, Search
from factbase.explain.prove import Prover
from factbase.explain.solutions import bind, furthest, value_of
from factbase.ground.composed import opposite
from factbase.ground.dataclass import dataclass
from factbase.ground.value import Symbol, Value, write_value
from factbase.program.model import Atom, Predicate

__all__ = ["Blocked", "Missing", "Near", "why_not"]

DEPTH = 4
MAX_NEAR = 3
SIMILAR = 0.75


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that holds and differs in one constant that is spelled alike, or has the same constants in other places."""

    atom: Atom
    why: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Missing:
    """A claim that nothing states or derives, with what was searched for it.

    `again` says that it is explained above, `deeper` that the depth was reached."""

    atom: Atom
    hidden: tuple[Hidden, ...]
    near: tuple[Near, ...]
    rules: tuple[Blocked, ...]
    search: Search
    again: bool = False
    deeper: bool = False


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule (None: the goal) that does not derive the claim: where it stops, and what is missing there, or stands in its way.

    `held` is what of its body holds before, from which the values come with which it stops."""

    failure: Failure
    missing: Missing | None
    present: tuple[Proof, ...]
    held: tuple[Proof, ...] = ()


def why_not(prover: Prover, goal: Auxiliary, depth: int = DEPTH) -> tuple[Blocked, ...]:
    """Why a goal has no answer: for each of its alternatives, in their order; what one of them tells is not told again."""
    search = _WhyNotSearch(prover)
    rules = (rule for rule in prover.planned.rules.each if rule.head == goal)
    return tuple(search.rule(rule, [None] * len(rule.variables), depth) for rule in rules)


class _WhyNotSearch:
    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.planned = prover.planned
        self.rows = prover.rows
        self.seen: set[tuple[Head, Pattern]] = set()

    def rule(self, rule: PlanRule, binding: Binding, depth: int) -> Blocked:
        reached, known = furthest(self.rows, rule.body, binding)
        failure = self.prover.searcher.failure(rule, reached, known)
        step = rule.body[reached] if reached < len(rule.body) else None
        missing: Missing | None = None
        present: tuple[Proof, ...] = ()
        match step:
            case Scan(predicate=Predicate() as predicate):
                missing = self.claim(predicate, self.pattern(step, known), depth)
            case Negated(predicate=Predicate() as predicate):
                rows = self.rows.find(predicate, self.pattern(step, known))
                present = tuple(self.prover.prove(predicate, row) for row in rows[:MAX_NEAR])
            case None | Scan() | Negated() | Filter() | Let() | Between() | Group():  # of no claim
                pass
        return Blocked(failure, missing, present, self.prover.holding(rule, reached, known))

    def claim(self, predicate: Predicate, pattern: Pattern, depth: int) -> Missing:
        values = tuple(None if n is None else self.rows.symbols.plain(n) for n in pattern)
        atom = Atom(predicate, values)
        search = self.prover.searcher.search(predicate, pattern)
        if (predicate, pattern) in self.seen:
            return Missing(atom, (), (), (), search, again=True)
        outside = tuple(self.hidden(predicate, values))
        near = tuple(self.near(predicate, values))
        if depth <= 0:
            deeper = any(True for _ in self.rules_of(predicate, pattern))
            return Missing(atom, outside, near, (), search, deeper=deeper)
        self.seen.add((predicate, pattern))
        blocked: list[Blocked] = []
        for rule, wanted in self.rules_of(predicate, pattern):
            binding = bind(rule.args, wanted, len(rule.variables))
            if binding is None:
                blocked.append(Blocked(self.prover.searcher.failure(rule, -1, [None] * len(rule.variables)), None, ()))
            else:
                blocked.append(self.rule(rule, binding, depth - 1))
        return Missing(atom, outside, near, tuple(blocked), search)

    def hidden(self, predicate: Predicate, values: Sequence[Value | None]) -> Iterator[Hidden]:
        """The facts outside the view that state a claim, and those that say it is not so and lack a date."""
        program = self.prover.program
        yield from hidden(predicate, values, self.planned, program)
        if predicate.mode is None:
            against = replace(predicate, relation=opposite(predicate.relation))
            yield from (each for each in hidden(against, values, self.planned, program) if each.why == "undated")

    def rules_of(self, predicate: Predicate, pattern: Pattern) -> Iterator[tuple[PlanRule, Pattern]]:
        """The rules that could derive a claim; a dated head derives the plain form as well."""
        dated = replace(predicate, on=True)
        for rule in self.planned.rules.each:
            if rule.origin is not None and rule.head == predicate:
                yield rule, pattern
            elif rule.origin is not None and rule.head == dated and not predicate.on:
                yield rule, (*pattern, None)

    def pattern(self, step: Step, binding: Binding) -> Pattern:
        assert isinstance(step, (Scan, Negated))
        return tuple(value_of(arg, binding) for arg in step.args)

    def near(self, predicate: Predicate, values: Sequence[Value | None]) -> Iterator[Near]:
        """The nearest claims of the model, by what was asked for in them."""
        bound = [i for i, value in enumerate(values) if value is not None]
        candidates: list[tuple[float, str, Row, str]] = []
        for row in self.rows.all(predicate):
            have = [self.rows.symbols.plain(number) for number in row]
            apart = [i for i in bound if have[i] != values[i]]
            if not apart:
                continue
            text = str(Atom(predicate, tuple(have)))
            if len(apart) == 1:
                a, b = values[apart[0]], have[apart[0]]
                alike = self.alike(a, b)
                if alike >= SIMILAR:
                    candidates.append((-alike, text, row, f"{_written(b)} for {_written(a)}"))
            elif len(bound) > 1 and sorted(map(_written, (have[i] for i in bound))) == sorted(
                _written(values[i]) for i in bound
            ):
                candidates.append((-1, text, row, "the same in another order"))
        for _, _, row, why in sorted(candidates, key=lambda each: each[:2])[:MAX_NEAR]:
            atom = Atom(predicate, tuple(map(self.rows.symbols.plain, row)))
            yield Near(atom, why, self.prover.prove(predicate, row))

    def alike(self, a: Value | None, b: Value) -> float:
        """How alike two constants are as a reader writes them: 1 where they name one entity."""
        names, others = self.names(a), self.names(b)
        if names & others:
            return 1.0
        return max((SequenceMatcher(None, x, y).ratio() for x in sorted(names) for y in sorted(others)), default=0.0)

    def names(self, value: Value | None) -> set[str]:
        if isinstance(value, str):
            return {value.casefold()}
        if not isinstance(value, Symbol):
            return set()
        entity = self.prover.program.entities.get(value.name)
        names = {value.name.replace("_", " ")}
        return {name.casefold() for name in names | ({entity.label, *entity.aliases} if entity else set())}


def _written(value: Value | None) -> str:
    return "_" if value is None else write_value(value)
