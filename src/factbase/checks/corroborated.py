"""Relations that want several sources: in, what of a base is asked, and the relations; out, a finding for each claim that rests on fewer.

Sources are independent where none retells another and no two are one voice. A claim rests on as many as there are ways to it that have no
voice in common: what two sources say only together rests on one. What is assumed is said by none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.base import FactBase
from factbase.engine.base import Engine, Row
from factbase.engine.goal import Goal
from factbase.engine.step import Auxiliary
from factbase.explain.finder import Finder, GoalRow, goal_of_all
from factbase.explain.proof import Cases, Derived, leaves
from factbase.explain.proof import nodes as walked
from factbase.explain.prove import Prover
from factbase.explain.support import Support
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.possible import TooLarge
from factbase.ground.quantity import quantity
from factbase.ground.value import value_key
from factbase.program.model import Atom, Predicate, Relation, Wanted
from factbase.program.view import View
from factbase.resolve.proofs import Nodes
from factbase.resolve.supports import by_cases, supports
from factbase.result.proof import weighed

__all__ = ["uncorroborated"]

AT_A_TIME = 500  # claims whose derivations are explored together


def uncorroborated(base: FactBase, view: View, engine: Engine) -> Iterator[Diagnostic]:
    """A warning for each certain claim of these relations that rests on fewer sources than are wanted, or on how many is not known."""
    wanted = [(each, each.sources) for each in base.program.relations.values() if each.sources is not None]
    goals = [goal_of_all(Predicate(relation.name), base.program) for relation, _ in wanted]
    grown = base.for_bodies([goal.body for goal in goals], view.known_by)
    planned, model = grown.solve(goals, view, engine)
    prover = Prover(planned, model, grown.program)
    finder = Finder(prover, grown.readings(view, engine))
    nodes = Nodes(base.program, base.evidence)
    for number, (relation, least) in enumerate(wanted):
        claims = [each for each in finder.answers(number) if each.is_certain]
        try:
            for claim, support in _supported(grown, finder, number, goals[number], claims):
                if support.voices < least.count:
                    yield _finding(relation, least, claim, support, nodes)
        except TooLarge as problem:
            yield diagnose("S109", least.span, claim=relation.name, wanted=least.count, why=problem)


def _supported(
    base: FactBase, finder: Finder, number: int, goal: Goal, claims: Sequence[GoalRow]
) -> Iterator[tuple[GoalRow, Support]]:
    """Each claim of a goal with what suffices for it. Raises TooLarge."""
    prover, rules = finder.prover, finder.prover.planned.rules
    certain, possible = rules.goals[number], rules.possible[number]
    plain = prover.model.symbols.plain

    def rows_of(head: Auxiliary, among: Sequence[GoalRow]) -> dict[tuple[object, ...], list[Row]]:
        alike: dict[tuple[object, ...], list[Row]] = {_key(each): [] for each in among}
        for row in prover.model.of(head) if alike else ():
            key = tuple([value_key(plain(n)) for n in row])
            if key in alike:
                alike[key].append(row)
        return alike

    plainly = [each for each in claims if not isinstance(each.proof, Cases)]
    alike = rows_of(certain, plainly)
    for first in range(0, len(plainly), AT_A_TIME):
        some = plainly[first : first + AT_A_TIME]
        at = [[prover.graph.node(certain, row) for row in alike[_key(each)]] for each in some]
        yield from zip(some, supports(base, prover, at), strict=True)
    in_cases = [each for each in claims if isinstance(each.proof, Cases)]
    alike = rows_of(possible, in_cases)
    for each in in_cases:
        assert isinstance(each.proof, Cases)
        yield each, by_cases(base, prover, finder.readings, goal.body, alike[_key(each)], each.proof)


def _key(claim: GoalRow) -> tuple[object, ...]:
    return tuple(map(value_key, claim.values))


def _finding(relation: Relation, wanted: Wanted, claim: GoalRow, support: Support, nodes: Nodes) -> Diagnostic:
    """That a claim rests on fewer sources than are wanted, with all that its proof rests on."""
    facts = dict.fromkeys(fact for leaf in leaves(claim.proof) for fact in leaf.facts)
    told = Atom(Predicate(relation.name), claim.values)
    rules = dict.fromkeys(each.rule.span for each in walked(claim.proof) if isinstance(each, Derived))
    related = [Related(fact.span, str(fact.atom())) for fact in facts]
    related += [Related(span, "by this rule") for span in rules]
    rest = list(weighed(nodes.proofs, nodes.add(claim.proof)))
    if not support.exact:
        why = f"at least {quantity(support.voices, 'source')}, and there are too many ways to it to be counted"
        return diagnose("S109", wanted.span, claim=told, wanted=wanted.count, why=why, related=related, detail=rest)
    named = sorted({name for each in support.label.sets for name in each if "(" not in name})
    if support.voices == 0:
        on = "no source"
    elif len(named) == 1:
        on = f"`{named[0]}` alone"
    else:
        on = f"{quantity(support.voices, 'independent source')}"
        rest.append(
            f"{'one voice' if support.single else 'what suffices for it has voices in common'}: {', '.join(named)}"
        )
    return diagnose(
        "S108",
        wanted.span,
        claim=told,
        on=on,
        wanted=f"{quantity(wanted.count, 'independent source')} {'is' if wanted.count == 1 else 'are'}",
        related=related,
        detail=rest,
        hint="cite another source, one that does not repeat these",
    )
