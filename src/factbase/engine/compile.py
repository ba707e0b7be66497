"""Program to Rules: in, rules, goals and what is known of the facts beforehand; out, only what the goals need, lowered and in strata.

No fact is read. What partial dates touch is planned in two forms, the certain and the possible one; all else in one. Derived events
are selected by the as-of date. What each planned rule came from is kept beside it, so that no engine sees a place in a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factbase.engine.base import PlanRule, Rules, Symbols
from factbase.engine.goal import Goal, Origin
from factbase.engine.lower import Lowering
from factbase.engine.lowered import LoweredRules
from factbase.engine.partial import Schema, Uncertainty, analyse, reachable
from factbase.engine.step import Auxiliary, Scan, Var
from factbase.engine.strata import in_strata
from factbase.ground.date import Date
from factbase.program.completion import AS_OF, AS_STATED, Completion
from factbase.program.model import Predicate, Relation, columns_of, expressions, matches
from factbase.program.plain import plain_bodies
from factbase.program.strata import components, dependencies, predicate_of
from factbase.program.view import View
from factbase.syntax.tree import Literal, Rule

__all__ = ["compiled"]


def compiled(
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    schema: Schema,
    view: View,
    completion: Completion = AS_STATED,
    *,
    relations: Mapping[str, Relation] | None = None,
    certainly: bool = False,
    lowered: LoweredRules | None = None,
) -> Rules:
    """The rules that the goals need; `goals` are answered in relations of the same order.

    `completion` has the days that are chosen for the partial dates of rules; those of the view stand in it. `relations` are those that
    are declared: they give what is read its columns. With `certainly`, only the certain answers are planned for.
    `lowered` has rules as they were lowered for other goals, and is added to."""
    return _Compiler(rules, schema, view, completion, lowered or LoweredRules()).compiled(
        goals, relations or {}, certainly=certainly
    )


class _Compiler:
    def __init__(
        self, rules: Sequence[Rule], schema: Schema, view: View, completion: Completion, lowered: LoweredRules
    ) -> None:
        self.lowered = lowered
        self.schema = schema
        self.view = view
        self.completion = completion
        self.symbols = Symbols()
        self.rules_of: dict[Predicate, list[Rule]] = {}
        for rule in rules:
            self.rules_of.setdefault(predicate_of(rule.head), []).append(rule)
        self.doubt: Uncertainty | None = None
        self.at: Date | None = view.at.stamped(AS_OF) if view.at is not None else None
        self.reads: dict[Predicate, frozenset[int]] = {}  # with the columns in which some fact holds `?`
        self.planned: list[PlanRule] = []
        self.origins: list[Origin] = []
        self.wanted: list[Predicate] = []
        self.groups = 0
        self.circles: dict[Predicate, int] = {}  # by relation, which of those it is of that need one another
        self.gathered: dict[tuple[object, ...], Auxiliary] = {}

    def compiled(self, goals: Sequence[Goal], relations: Mapping[str, Relation], *, certainly: bool) -> Rules:
        bodies_of = [plain_bodies(goal.body) for goal in goals]
        bodies = [body for of_goal in bodies_of for body in of_goal]
        reach = reachable(self.rules_of, bodies)
        self.doubt = analyse(self.schema, reach, bodies, self.view)
        heads: list[Auxiliary] = []
        possible: list[Auxiliary] = []
        for number, (goal, of_goal) in enumerate(zip(goals, bodies_of, strict=True)):
            heads.append(Auxiliary(f"goal {number}"))
            for body in of_goal:
                Lowering(self, goal, goal.outputs, body).finish(heads[-1])
            doubt = self.doubt if not certainly else None
            if doubt is not None and any(doubt.unsure(body, goal.outputs) for body in of_goal):
                possible.append(Auxiliary(f"goal {number}", possible=True))
                for body in of_goal:
                    Lowering(self, goal, goal.outputs, body, possible=True).finish(possible[-1])
            else:
                possible.append(heads[-1])
        while self.wanted:
            predicate = self.wanted.pop()
            if not predicate.source:  # `@` reads facts only
                self.derive(predicate)
        return Rules(
            self.symbols,
            in_strata(self.planned),
            tuple(heads),
            tuple(possible),
            tuple(self.origins),
            {form: columns_of(relations, form) for form in self.reads},
            tuple(reach.predicates),
            self.doubt.unnamed if self.doubt is not None else None,
        )

    def derive(self, predicate: Predicate) -> None:
        """Plans the rules of one form of a relation; a dated form bridges to the plain one."""
        for rule in self.rules_of.get(predicate.surely, ()):
            if self.at is None or not predicate.on or predicate.mode is not None:
                self.lowered.lower(rule, predicate, self, self.schema)
                continue
            form = predicate.possible, predicate.any_value
            Lowering(self, rule, expressions(rule.head), rule.body, *form).finish(predicate, self.at)
        dated = Predicate(predicate.relation, predicate.mode, on=True)
        if not predicate.on and dated in self.rules_of:
            dated = self.want(dated, predicate.possible, predicate.any_value)
            width = len(self.rules_of[dated.surely][0].head.claim.args) + (predicate.mode is not None) + 1
            columns = tuple(Var(i) for i in range(width))
            self.add(PlanRule(predicate, columns[:-1], (Scan(dated, columns),), ("",) * width, None), None)

    def add(self, rule: PlanRule, origin: Origin | None) -> None:
        self.planned.append(rule)
        if origin is not None:
            self.origins.append(origin)

    def number(self) -> int:
        return len(self.origins)

    def turns_back(self, clause: Rule | Goal, body: Sequence[Literal]) -> bool:
        """Whether some literals of a clause need what it derives."""
        if not isinstance(clause, Rule):
            return False
        if not self.circles:
            needs: dict[Predicate, list[Predicate]] = {}
            for edge in dependencies([rule for of in self.rules_of.values() for rule in of]):
                needs.setdefault(edge.head, []).append(edge.body)
                needs.setdefault(edge.body, [])
            self.circles |= {one: number for number, circle in enumerate(components(needs)) for one in circle}
        own = self.circles.get(predicate_of(clause.head))  # None: no rule of it needs anything, and none needs it
        return own is not None and any(self.circles[predicate_of(match)] == own for match in matches(body))

    def unknown(self, predicate: Predicate) -> frozenset[int]:
        return self.reads[predicate]

    def want(self, predicate: Predicate, possible: bool, any_value: bool) -> Predicate:
        """Brings in one form of a relation: its facts, and its rules when their turn comes."""
        if possible and self.doubt is not None:
            unnamed = self.doubt.unnamed
            if any_value and unnamed is not None and predicate in unnamed.open:
                predicate = predicate.widest
            elif predicate in self.doubt.touched:
                predicate = replace(predicate, possible=True)
        if predicate not in self.reads:
            self.wanted.append(predicate)
            self.reads[predicate] = self.schema.unknown(predicate)
        return predicate
