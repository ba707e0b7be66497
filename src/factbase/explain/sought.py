"""Searches certified: in, a plan, its model and the base; out, what is wrong in what is told of a claim that was not found.

What was looked at is counted again, and each rule is tried again: it must stop where it is said to stop, with the values that are told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from factbase.engine.base import PlanRule
from factbase.engine.plan import Planned
from factbase.engine.step import Pattern, Var
from factbase.explain.certify_extents import ExtentChecker
from factbase.explain.kernel import Indexed, KernelBinding, head_binding, satisfy, terms
from factbase.explain.proof import Failure, Search
from factbase.explain.restated import Restated, alike
from factbase.ground.date import Truth
from factbase.ground.possible import Several
from factbase.ground.value import Value, write_value
from factbase.program.fact import Atom, Fact, Predicate
from factbase.program.model import Program
from factbase.program.view import holds
from factbase.syntax.tree import Literal, Rule

__all__ = ["Sought"]

MAX_TRIED = 64  # ways to read a claim whose dates stand for unknown days


class Sought:
    """What is certified of searches in one model."""

    def __init__(
        self, planned: Planned, indexed: Indexed, program: Program, facts: Collection[Fact], restated: Restated
    ) -> None:
        self.planned = planned
        self.indexed = indexed
        self.facts = facts
        self.restated = restated
        self.extents = ExtentChecker(planned, indexed, program, facts)
        self._stated: dict[Predicate, tuple[int, tuple[str, ...]]] = {}
        self._in_view: int | None = None
        self._alike: dict[tuple[type, str], list[int]] = {}
        self._counted = 0

    def wrong(self, atom: Atom, search: Search) -> Iterator[str]:
        """What is wrong in what is told of a search for a claim."""
        if search.atom != atom or not self.counts(search):
            yield f"what was searched for {atom} is not as it is told"
        problem = self.extents.wrong(atom, search.extent)
        if problem is not None:
            yield f"{atom} {problem}"
        if not any(self._stop(atom.predicate, pattern, search.failures) for pattern in self._patterns(atom)):
            yield f"the rules for {atom} do not stop where they are said to stop"

    def stops(self, rule: PlanRule, wanted: Sequence[int | None], failure: Failure) -> bool:
        """Whether a rule stops, for what is wanted of its head, as it is told."""
        start, named = head_binding(rule, wanted), dict(failure.bindings)
        if start is None:  # the head does not fit
            return failure.literal is None and not named
        for place, literal in enumerate(self._literals(rule)):
            if literal == failure.literal:
                for binding in self._reaching(rule, place, start, named):
                    if self._names(rule, binding, named) and not any(
                        satisfy(self.indexed, rule.body[place:][:1], binding)
                    ):
                        return True
        return False

    def counts(self, search: Search) -> bool:
        """Whether a search looked at what it tells."""
        counted = search.view, search.facts, search.sources, search.sources_in_view
        return counted == (self.planned.view, *self._looked_at(search.atom.predicate), self._sources())

    def ends(self, rule: PlanRule, keys: Sequence[int | None], failure: Failure) -> bool:
        """Whether the body of an aggregate stops, under its keys, as it is told."""
        wanted = [*keys, *[None] * (len(rule.args) - len(keys))]
        return self._clause(rule) == failure.rule and self.stops(rule, wanted, failure)

    def _looked_at(self, predicate: Predicate) -> tuple[int, tuple[str, ...]]:
        """How many facts of the view state a relation, and which sources they cite."""
        if predicate not in self._stated:
            stated = self.planned.store.rows.get(predicate, {}).values()
            facts = [self.planned.store.facts[i] for indexes in stated for i in indexes]
            sources = {cited.source for fact in facts for cited in fact.citations}
            self._stated[predicate] = len(facts), tuple(sorted(sources))
        return self._stated[predicate]

    def _sources(self) -> int:
        """How many sources the facts cite that the view has, or may have."""
        if self._in_view is None:
            known = self.planned.known
            names: set[str] = set()
            for fact in self.facts:
                cited = {each.source for each in fact.citations}
                if known is not None and fact.kind == "declared" and not fact.rests_on <= known.possible:
                    continue
                if holds(fact, self.planned.view.at) is not Truth.FALSE:
                    names |= cited if known is None else cited & known.possible
            self._in_view = len(names)
        return self._in_view

    # ---- rules

    def _patterns(self, atom: Atom) -> Iterator[Pattern]:
        """The rows that a claim stands for, by the numbers of its values."""
        numbers = [[None] if wanted is None else self._numbers(wanted) for wanted in atom.values]
        return islice(product(*numbers), MAX_TRIED)

    def _numbers(self, wanted: Value) -> Sequence[int]:
        """The numbers of the values that are like one: of a partial date there is one for each unknown day."""
        values = self.indexed.symbols.values
        for number in range(self._counted, len(values)):  # functions may have made new ones
            if not isinstance(values[number], Several):
                self._alike.setdefault(_key(values[number]), []).append(number)
        self._counted = len(values)
        return self._alike.get(_key(wanted), ())

    def _stop(self, predicate: Predicate, pattern: Pattern, failures: Sequence[Failure]) -> bool:
        tried: list[tuple[PlanRule, Pattern]] = []
        for rule in self.planned.rules.each:
            if rule.origin is not None and rule.head == predicate:
                tried.append((rule, pattern))
            elif rule.origin is not None and rule.head == replace(
                predicate, on=True
            ):  # with its day, it is a claim without
                tried.append((rule, (*pattern, None)))
        return len(tried) == len(failures) and all(
            self._clause(rule) == failure.rule and self.stops(rule, wanted, failure)
            for (rule, wanted), failure in zip(tried, failures, strict=True)
        )

    def _clause(self, rule: PlanRule) -> Rule | None:
        clause = self.planned.rules.origins[rule.origin or 0].clause
        return clause if isinstance(clause, Rule) else None

    def _literals(self, rule: PlanRule) -> Iterator[Literal | None]:
        """The literal that each step serves; what guards a head is told as the head."""
        clause = self._clause(rule)
        for literal in self.planned.rules.origins[rule.origin or 0].literals:
            yield literal if literal is not None else clause.head if clause is not None else None

    def _reaching(
        self, rule: PlanRule, place: int, start: KernelBinding, named: dict[str, Value]
    ) -> Iterator[KernelBinding]:
        """The bindings under which the steps before a place hold, of those that have the values that are told."""
        before = {term.index for step in rule.body[:place] for term in terms(step) if isinstance(term, Var)}
        for name, wanted in named.items():
            numbers = self._numbers(wanted)
            index = rule.variables.index(name) if name in rule.variables else -1
            if index < 0 or not numbers or (start[index] is None and index not in before):
                return
            if len(numbers) == 1 and start[index] is None:
                start = (*start[:index], numbers[0], *start[index + 1 :])
        yield from satisfy(self.indexed, rule.body[:place], start)

    def _names(self, rule: PlanRule, binding: KernelBinding, named: dict[str, Value]) -> bool:
        has = self.restated.named(rule, binding)
        return has.keys() == named.keys() and all(alike(has[name], wanted) for name, wanted in named.items())


def _key(value: Value) -> tuple[type, str]:
    return type(value), write_value(value)
