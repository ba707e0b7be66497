"""Rules as they were lowered for plans before: in, a rule and what a plan knows of what it reads; out, its planned rules, lowered once.

How a rule is lowered depends on itself, on the form that is wanted of it, and on its adornment: which columns of the relations that it
reads may hold a partial date or a `?`. Two plans of one base mostly know the same of these, whatever their views and goals are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from factbase.engine.base import PlanRule, Symbols
from factbase.engine.clause import Planning
from factbase.engine.goal import Goal, Origin
from factbase.engine.lower import Lowering
from factbase.engine.partial import Schema, Uncertainty
from factbase.engine.step import Auxiliary
from factbase.ground.dataclass import dataclass
from factbase.ground.value import Value
from factbase.program.completion import Completion
from factbase.program.model import Predicate, expressions, matches
from factbase.program.strata import predicate_of
from factbase.syntax.tree import Literal, Match, Rule

__all__ = ["LoweredRules"]

MOST = 20_000
"""How many lowerings are kept; a base of more begins anew."""

_Adornment = tuple[object, ...]
_Key = tuple[int, Predicate, _Adornment]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a rule was lowered to, in numbers of `values`, and what was asked for it of the plan."""

    rule: Rule  # kept, so that it stays what this is known by
    planned: Sequence[tuple[PlanRule, Origin | None]]
    values: Sequence[Value]
    wanted: Sequence[tuple[Predicate, bool, bool]]


class LoweredRules:
    """The rules of a base as plans have lowered them."""

    def __init__(self) -> None:
        self._kept: dict[_Key, _Kept] = {}
        self._reads: dict[int, tuple[Rule, tuple[tuple[Predicate, Match], ...], tuple[Predicate, ...]]] = {}

    def lower(self, rule: Rule, head: Predicate, planning: Planning, schema: Schema) -> None:
        """Adds to a plan what a rule derives of one form of its relation, as `Lowering` does."""
        key = id(rule), head, self._adornment(rule, planning.doubt, schema)
        kept = self._kept.get(key)
        if kept is not None:
            for wanted in kept.wanted:
                planning.want(*wanted)
            _add(planning, kept.planned, kept.values)
            return
        made = _Recorded(planning)
        Lowering(made, rule, expressions(rule.head), rule.body, head.possible, head.any_value).finish(head)
        _add(planning, made.planned, made.symbols.values)
        if made.alone:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = _Kept(rule, made.planned, made.symbols.values, made.wanted)

    def _adornment(self, rule: Rule, doubt: Uncertainty | None, schema: Schema) -> _Adornment:
        """What a plan knows of the relations that a rule reads."""
        if id(rule) not in self._reads:
            each = {predicate_of(match): match for match in matches(rule.body)}
            forms = {form: None for plain in each for form in (plain, replace(plain, possible=True), plain.widest)}
            self._reads[id(rule)] = rule, tuple(each.items()), tuple(forms)
        _, reads, stated = self._reads[id(rule)]
        known: list[object] = [schema.unknown(form) for form in stated]
        if doubt is not None:
            unnamed = doubt.unnamed
            for predicate, match in reads:
                known += (doubt.of(match), predicate in doubt.touched)
                if unnamed is not None:
                    known += (unnamed.of(match), predicate in unnamed.open)
        return doubt is None, doubt is None or doubt.unnamed is None, *known


@dataclass(slots=True)
class _Recorded:
    """A plan in the making, as one rule of it sees it: what it asks for is passed on and noted, what it adds is noted only.

    `alone` tells whether all of it depends on the rule and its adornment: not so where rows of its own are numbered through the plan, or
    days are chosen for it."""

    _of: Planning
    symbols: Symbols = field(default_factory=Symbols)
    planned: list[tuple[PlanRule, Origin | None]] = field(default_factory=list)
    wanted: list[tuple[Predicate, bool, bool]] = field(default_factory=list)
    alone: bool = True

    @property
    def doubt(self) -> Uncertainty | None:
        return self._of.doubt

    @property
    def completion(self) -> Completion:
        self.alone = False
        return self._of.completion

    @property
    def groups(self) -> int:
        return self._of.groups

    @groups.setter
    def groups(self, number: int) -> None:
        self.alone = False
        self._of.groups = number

    @property
    def gathered(self) -> dict[tuple[object, ...], Auxiliary]:
        self.alone = False
        return self._of.gathered

    def want(self, predicate: Predicate, possible: bool, any_value: bool) -> Predicate:
        self.wanted.append((predicate, possible, any_value))
        return self._of.want(predicate, possible, any_value)

    def unknown(self, predicate: Predicate) -> frozenset[int]:
        return self._of.unknown(predicate)

    def add(self, rule: PlanRule, origin: Origin | None) -> None:
        self.planned.append((rule, origin))

    def number(self) -> int:
        return len(self.planned)

    def turns_back(self, clause: Rule | Goal, body: Sequence[Literal]) -> bool:
        self.alone = False
        return self._of.turns_back(clause, body)


def _add(planning: Planning, planned: Sequence[tuple[PlanRule, Origin | None]], values: Sequence[Value]) -> None:
    numbers, first = list(map(planning.symbols.intern, values)), planning.number()
    for rule, origin in planned:
        numbered = rule.renumbered(numbers) if numbers else rule
        at = None if rule.origin is None else first + rule.origin
        planning.add(PlanRule(numbered.head, numbered.args, numbered.body, numbered.variables, at), origin)
