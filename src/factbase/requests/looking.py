"""What a base consists of: in, a name or a goal; out, its relations, or what a goal is compiled to. Nothing is solved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.engine.plan import Planned
from factbase.explain.finder import goal_of
from factbase.ground.dataclass import dataclass
from factbase.program.model import Relation
from factbase.render.paint import Paint, block
from factbase.render.plan import plan_text
from factbase.render.words import plural
from factbase.requests.argument import Argument, GoalArgument
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, text_only, unsound

__all__ = ["Compiled", "Plan", "RelationSummary", "Relations"]


@dataclass(frozen=True, slots=True)
class RelationSummary:
    """A relation with the number of its facts and of its rules."""

    relation: Relation
    facts: int
    rules: int


def _relations_text(of: tuple[RelationSummary, ...], paint: Paint) -> Iterator[str]:
    lines = []
    for each in of:
        parameters = ", ".join(
            f"{p.name}: {' | '.join(sorted(p.types))}" if p.types else p.name for p in each.relation.parameters
        )
        held = f"{plural(each.facts, 'fact')}, {plural(each.rules, 'rule')}"
        lines.append(f"{each.relation.name}({parameters})  {held}")
    yield block(lines) or "no relation has that in its name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations(Request):
    """The relations of a base, those of the language's own only where the base says something of them."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_relations_text)
    solves: ClassVar[bool] = False

    names: Annotated[tuple[str, ...], Argument("a part of a name", "NAME", placed=True, many="*")] = ()

    def handle(self, on: Context) -> Outcome[tuple[RelationSummary, ...]]:
        """The relations, by name."""
        program = on.base().program
        facts: Counter[str] = Counter()
        for (name, _), held in program.facts.by_relation().items():
            facts[name] += len(held)
        places = {(rule.span.path, rule.span.start): rule.head.claim.relation for rule in program.rules}
        rules = Counter(places.values())
        relations = ((name, program.relation(name)) for name in sorted({*program.relations, *facts, *rules}))
        summaries = (
            RelationSummary(relation, facts[name], rules[name])
            for name, relation in relations
            if relation is not None and (relation.span is not None or name in facts)
            if not self.names or any(part in name for part in self.names)
        )
        return Outcome(tuple(summaries), self.formats)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a goal is compiled to; None where it has errors."""

    planned: Planned | None


def _plan_text(of: Compiled, paint: Paint) -> Iterator[str]:
    if of.planned is not None:
        yield from plan_text(of.planned, paint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Request):
    """What a goal is compiled to."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_plan_text)

    goal: GoalArgument

    def handle(self, on: Context) -> Outcome[Compiled]:
        """The plan."""
        base: FactBase = on.base()
        query, problems = base.query(self.goal, on.view.known_by)
        if query is None or unsound(problems):
            return Outcome(Compiled(None), self.formats, tuple(problems), code=FINDINGS)
        base = base.for_bodies([query.body], on.view.known_by)
        planned = base.plan([goal_of(query.body)], base.selection(on.view), on.view)
        return Outcome(Compiled(planned), self.formats, tuple(problems))
