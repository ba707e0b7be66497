"""Absence: in, a claim that the model lacks; out, what was searched for it and how far each rule got.

Nothing is concluded beyond the base: a search names the facts, the sources and the view it looked at, so a reader can judge it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factbase.engine.base import PlanRule
from factbase.engine.plan import Planned
from factbase.engine.step import Auxiliary, Binding, Head, Scan, Var
from factbase.engine.store import stating
from factbase.explain.complete import Completeness
from factbase.explain.proof import Empty, Extent, Failure, Search
from factbase.explain.solutions import Rows, furthest, furthest_of, value_of
from factbase.ground.date import Date
from factbase.ground.possible import may_be_any
from factbase.program.model import Atom, Predicate, Program
from factbase.syntax.tree import Literal, Negation, Rule

__all__ = ["Searcher"]


class Searcher:
    """Searches in one model; equal searches are one object."""

    def __init__(self, planned: Planned, rows: Rows, program: Program) -> None:
        self.planned = planned
        self.rows = rows
        self.program = program
        self.sources_in_view = planned.store.sources
        self.completeness = Completeness(planned, program)
        self._searches: dict[tuple[Head, tuple[int | None, ...]], Search] = {}

    def search(self, predicate: Predicate, pattern: Sequence[int | None]) -> Search:
        """What was searched for the rows of `predicate` that fit the pattern (None fits any value)."""
        key = (predicate, tuple(pattern))
        if key not in self._searches:
            self._searches[key] = self._search(predicate, tuple(pattern))
        return self._searches[key]

    def goal(self, goal: Auxiliary) -> tuple[Failure, Search | None]:
        """How far the body of a goal without answers got, and the search for the literal at which it stopped."""
        return self._stopped(*furthest_of(self.planned.rules.each, goal, self.rows))

    def alternatives(self, goal: Auxiliary) -> tuple[tuple[Failure, Search | None], ...]:
        """As `goal`, for each of the alternatives for which a goal stands, in their order."""
        rules = (rule for rule in self.planned.rules.each if rule.head == goal)
        return tuple(
            self._stopped(rule, *furthest(self.rows, rule.body, [None] * len(rule.variables))) for rule in rules
        )

    def _stopped(self, rule: PlanRule, reached: int, binding: Binding) -> tuple[Failure, Search | None]:
        """How far a body got, and the search for the literal at which it stopped."""
        failure = self.failure(rule, reached, binding)
        if reached == len(rule.body):
            return failure, None
        step = rule.body[reached]
        predicate = getattr(step, "predicate", None)
        if not isinstance(predicate, Predicate) or isinstance(failure.literal, Negation):
            return failure, None  # a negation stops at what is there
        pattern = [None if arg is None else binding[arg.index] if isinstance(arg, Var) else arg for arg in step.args]  # type: ignore[union-attr]
        if self.rows.find(predicate, pattern):
            return failure, None  # `path(X, X)` stops at rows of `path(_, _)`, which are no evidence of nothing
        return failure, self.search(predicate, pattern)

    def group(self, rows: Auxiliary, keys: Sequence[int | None]) -> Empty:
        """Why an aggregate has no contributor under its keys."""
        rule, reached, binding = furthest_of(self.planned.rules.each, rows, self.rows, keys)
        if reached < 0:
            return Empty(self.failure(rule, reached, binding))
        failure = self.failure(rule, reached, binding)
        claims = [
            (step.predicate, [value_of(arg, binding) for arg in step.args])
            for step in rule.body[: reached + 1]
            if isinstance(step, Scan) and isinstance(step.predicate, Predicate)
        ]
        if not claims:
            return Empty(failure)
        predicate, pattern = claims[-1]
        if not self.rows.find(predicate, pattern):
            return Empty(failure, search=self.search(predicate, pattern))
        looked = replace(self._search(predicate, (None,) * len(pattern)), extent=Extent(False), failures=())
        return Empty(failure, looked=looked)

    def extent(self, predicate: Predicate, pattern: Sequence[int | None]) -> Extent:
        """How far what is known of a claim is all that there is to it."""
        plain = tuple(None if n is None else self.rows.symbols.plain(n) for n in pattern)
        extent = self.completeness.of(predicate, plain)
        if extent.closed and self.possibly(predicate, pattern):
            return Extent(
                False,
                ("declared complete, and it holds on some reading of the dates or for some value that is not given",),
            )
        return extent

    def possibly(self, predicate: Predicate, pattern: Sequence[int | None]) -> bool:
        """Whether a claim that the model lacks may hold on some reading of the dates, or for some value that is not given."""
        values, unnamed = self.rows.symbols.values, self.planned.rules.unnamed
        form = self.widest(predicate)
        dates = {i for i, n in enumerate(pattern) if n is not None and isinstance(values[n], Date)}
        if unnamed is not None:
            dates |= {i for i in unnamed.of_form(predicate) if pattern[i] is not None}
        if form == predicate and not dates:
            return False
        others = [None if i in dates else n for i, n in enumerate(pattern)]
        fitting = (row for row in self.rows.find(form, others))
        return any(all(may_be_any(values[row[i]], values[pattern[i] or 0]) for i in dates) for row in fitting)

    def widest(self, predicate: Predicate) -> Predicate:
        """The form of a relation in the model that has all that may hold."""
        have, stated = self.rows.model.rows, self.planned.store.rows
        forms = (predicate.widest, replace(predicate, possible=True))
        return next((form for form in forms if form in have or form in stated), predicate)

    def _search(self, predicate: Predicate, pattern: tuple[int | None, ...]) -> Search:
        atom = Atom(predicate, tuple(None if n is None else self.rows.symbols.values[n] for n in pattern))
        facts = stating(self.planned.store, predicate)
        return Search(
            atom,
            self.planned.view,
            len(facts),
            tuple(sorted(facts.sources)),
            self.sources_in_view,
            self.extent(predicate, pattern),
            tuple(self._failures(predicate, pattern)),
        )

    def _failures(self, predicate: Predicate, pattern: tuple[int | None, ...]) -> Iterable[Failure]:
        dated = replace(predicate, on=True)
        for rule in self.planned.rules.each:
            if rule.origin is None:
                continue
            if rule.head == predicate:
                wanted = pattern
            elif rule.head == dated and not predicate.on:  # a dated head derives the plain form as well
                wanted = (*pattern, None)
            else:
                continue
            binding: Binding | None = [None] * len(rule.variables)
            for term, number in zip(rule.args, wanted, strict=True):
                if binding is None or number is None:
                    continue
                if not isinstance(term, Var):
                    binding = binding if term == number else None
                elif binding[term.index] not in (None, number):
                    binding = None
                else:
                    binding[term.index] = number
            if binding is None:
                yield Failure(self._rule(rule), None, ())
            else:
                yield self.failure(rule, *furthest(self.rows, rule.body, binding))

    def failure(self, rule: PlanRule, reached: int, binding: Binding) -> Failure:
        """How far a rule got: so many steps, with that binding; -1 where its head does not fit."""
        if reached < 0:
            return Failure(self._rule(rule), None, ())
        origin = self.planned.rules.origins[rule.origin or 0]
        literal: Literal | None = None
        if reached < len(rule.body):
            # A guard of the plan's own (the as-of date of a derived event) is told at the head it guards.
            literal = origin.literals[reached] or (origin.clause.head if isinstance(origin.clause, Rule) else None)
        # Where a `?` may be any value, a name has several variables of the plan: the last one has what the others are held against.
        bindings = {
            name: self.rows.symbols.plain(number)
            for name, number in zip(rule.variables, binding, strict=True)
            if name and number is not None
        }
        return Failure(self._rule(rule), literal, tuple(bindings.items()))

    def _rule(self, rule: PlanRule) -> Rule | None:
        clause = self.planned.rules.origins[rule.origin or 0].clause
        return clause if isinstance(clause, Rule) else None
