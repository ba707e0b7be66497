"""What a base consists of: in, names or a goal; out, its relations, its rules, or what a goal is compiled to. Nothing is solved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase, View
from factbase.engine.plan import Planned
from factbase.explain.finder import goal_of
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import similar
from factbase.program.model import Fact, Relation
from factbase.render.matches import fact_block
from factbase.render.paint import Paint, block
from factbase.render.plan import plan_text
from factbase.render.words import plural
from factbase.requests.argument import Argument, GoalArgument
from factbase.requests.request import FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, text_only, unsound
from factbase.resolve.grounds import Grounds
from factbase.result.ground import Ground, Place
from factbase.result.problem import place

__all__ = ["Compiled", "Plan", "RelationSummary", "Relations", "Rules"]


@dataclass(frozen=True, slots=True)
class RelationSummary:
    """A relation with the number of its facts and of its rules; with one of its facts, and the places of its rules, where it is named."""

    relation: Relation
    facts: int
    rules: int
    example: Ground | None = None
    at: tuple[Place, ...] = ()


def _relations_text(of: tuple[RelationSummary, ...], paint: Paint) -> Iterator[str]:
    for each in of:
        parameters = ", ".join(
            f"{p.name}: {' | '.join(sorted(p.types))}" if p.types else p.name for p in each.relation.parameters
        )
        held = f"{plural(each.facts, 'fact')}, {plural(each.rules, 'rule')}"
        yield block([f"{each.relation.name}({parameters})  {held}", *_said_of(each, paint)])
    if not of:
        yield "no relation has that in its name"


def _said_of(each: RelationSummary, paint: Paint) -> Iterator[str]:
    """What is told of a relation that is named: how it reads, what it is in time, where it is declared and derived, and a fact of it."""
    if each.example is None and not each.at:
        return
    relation = each.relation
    if relation.template is not None:
        yield f"  reads: {paint('heading', relation.template)}"
    exclusive = f", one {', '.join(relation.exclusive)} at a time" if relation.exclusive else ""
    kinds = [f"{relation.kind}{exclusive}"] if relation.kind is not None else []
    kinds += ["declared complete: what it lacks is false"] if relation.closed else []
    yield from (f"  is: {kind}" for kind in kinds)
    if relation.span is not None:
        yield f"  {'declared' if relation.declared else 'first used'} at {paint('place', str(place(relation.span)))}"
    if each.at:
        yield f"  derived by {', '.join(paint('place', str(at)) for at in each.at)}: `rules {relation.name}` shows them"
    if each.example is not None:
        yield "  such as"
        yield from (f"    {line}" for line in fact_block(each.example, paint).split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations(Request):
    """The relations of a base, those of the language's own only where the base says something of them."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_relations_text)
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    names: Annotated[
        tuple[str, ...], Argument("a part of a name", "NAME", placed=True, many="*", offers="relation")
    ] = ()

    def handle(self, on: Context) -> Outcome[tuple[RelationSummary, ...]]:
        """The relations, by name."""
        base = on.base()
        program, grounds = base.program, Grounds(base.program, base.evidence)
        first: dict[str, Fact] = {}
        facts: Counter[str] = Counter()
        for (name, _), held in program.facts.by_relation().items():
            facts[name] += len(held)
            first.setdefault(name, held[0])
        rules: dict[str, dict[Place, None]] = {}
        for rule in program.rules:
            rules.setdefault(rule.head.claim.relation, {})[place(rule.span)] = None
        relations = ((name, program.relation(name)) for name in sorted({*program.relations, *facts, *rules}))
        summaries = (
            RelationSummary(
                relation,
                facts[name],
                len(rules.get(name, ())),
                grounds.may_be(first[name]) if self.names and name in first else None,
                tuple(rules.get(name, ())) if self.names else (),
            )
            for name, relation in relations
            if relation is not None and (relation.span is not None or name in facts)
            if not self.names or any(part.strip() in name for part in self.names)
        )
        return Outcome(tuple(summaries), self.formats)


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as it is written, and where."""

    text: str
    place: Place


def _rules_text(of: tuple[RuleText, ...], paint: Paint) -> Iterator[str]:
    for each in of:
        yield block([paint("place", str(each.place)), *(f"  {line}" for line in each.text.split("\n"))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Request):
    """The rules that derive a relation."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_rules_text, as_written=True)
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    name: Annotated[str, Argument("a relation", "NAME", placed=True, offers="derived")]

    def handle(self, on: Context) -> Outcome[tuple[RuleText, ...]]:
        """The rules as they are written, in reading order. Raises Refused where there is none."""
        program, wanted = on.base().program, self.name.strip()  # a blank before a `-` shows that it is no option
        found = {place(r.span): r.span.text for r in program.rules if r.head.claim.relation == wanted}
        if not found:
            known = {rule.head.claim.relation for rule in program.rules}
            if wanted in program.relations:
                raise Refused(
                    f"no rule derives `{wanted}`: what holds of it is stated, which `facts {wanted}` shows", USAGE
                )
            hint = similar(wanted, sorted(known))
            raise Refused(f"there is no relation `{wanted}`{f'; {hint}' if hint else ''}", USAGE)
        return Outcome(tuple(RuleText(text, at) for at, text in found.items()), self.formats)


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
        view = View(query.at or on.view.at, query.known_by or on.view.known_by)
        base = base.for_bodies([query.body], view.known_by)
        planned = base.plan([goal_of(query.body)], base.selection(view), view)
        return Outcome(Compiled(planned), self.formats, tuple(problems))
