"""Expectations: in, a base and a view; out, each expectation with its proof, and a problem unless it is met.

They are answered view by view, one plan for each. Where quotes are lost, they are answered without the facts that rested on these alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factbase.base import FactBase
from factbase.engine.base import Engine
from factbase.engine.plan import Goal
from factbase.engine.step import Auxiliary
from factbase.explain.found import Finder, Found
from factbase.explain.proof import Proof, citations, leaves
from factbase.explain.prove import Prover
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.model import Fact
from factbase.program.view import View
from factbase.resolve.grounds import failure
from factbase.resolve.proofs import Nodes
from factbase.result.proof import weighed
from factbase.syntax.tree import Expectation
from factbase.syntax.write import write_literal

__all__ = ["Expected", "expected", "fallen", "lost_facts"]

MAX_NAMED = 4  # facts in the sentence of a finding; its details have all


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation with what came of it: the proof of its claim if that holds, and a problem unless it is met."""

    expectation: Expectation
    view: View
    proof: Proof | None
    problem: Diagnostic | None

    @property
    def goal(self) -> str:
        """What is expected, or expected not to be, with the view."""
        return f"{write_literal(self.expectation.match)} {self.view}"


def expected(base: FactBase, view: View, engine: Engine) -> tuple[Expected, ...]:
    """Every expectation of the base with what came of it, in the order of the files; its own dates go before the view's."""
    by_view: dict[View, list[Expectation]] = {}
    for expectation in base.program.expectations:
        own = View(expectation.at or view.at, expectation.known_by or view.known_by)
        by_view.setdefault(own, []).append(expectation)
    if len({own.known_by for own in by_view} - {None}) > 1:
        base.dated.publications()  # of all days at once
    problems: dict[int, Expected] = {}
    nodes = Nodes(base.program, base.evidence)
    for own, expectations in by_view.items():
        goals = [Goal((), (expectation.match,)) for expectation in expectations]
        grown = base.for_bodies([goal.body for goal in goals], own.known_by)
        planned, model = grown.solve(goals, own, engine)
        finder = Finder(Prover(planned, model, grown.program), grown.readings(own, engine))
        for number, expectation in enumerate(expectations):
            answer = next(finder.found(number), None)
            proof = answer.proof if answer is not None and (answer.is_certain or expectation.possible) else None
            problem = next(_unmet(expectation, own, proof, answer), None)
            if problem is not None:
                problem = replace(
                    problem, detail=tuple(_weighed(answer, planned.rules.goals[number], finder.prover, nodes))
                )
            problems[id(expectation)] = Expected(expectation, own, proof, problem)
    return tuple(problems[id(expectation)] for expectation in base.program.expectations)


def _unmet(expectation: Expectation, view: View, proof: Proof | None, answer: Found | None) -> Iterator[Diagnostic]:
    """What is wrong with what came of an expectation."""
    goal, at = f"`{write_literal(expectation.match)}`", f" {view}"
    if expectation.possible:
        goal = f"possible {goal}"
        if answer is not None and answer.is_certain and not expectation.negated:
            yield diagnose("C205", expectation.span, goal=goal, view=at)
            return
    if expectation.negated:
        if proof is not None:
            related = [Related(f.span, str(f.atom())) for leaf in leaves(proof) for f in leaf.facts]
            yield diagnose("C202", expectation.span, related=related, goal=goal, view=at)
    elif proof is None:
        hint = f"it is possible: `expect possible {write_literal(expectation.match)} …`" if answer is not None else None
        yield diagnose("C201", expectation.span, hint=hint, goal=goal, view=at)
    else:
        cited = {c.source for c in citations(proof)}
        for source in expectation.citing:
            if source not in cited:
                yield diagnose("C203", expectation.span, source=source, goal=goal, view=at)


def _weighed(answer: Found | None, goal: Auxiliary, prover: Prover, nodes: Nodes) -> list[str]:
    """What an answer rests on; without one, what was searched for it."""
    if answer is not None:
        return list(weighed(nodes.found, nodes.add(answer.proof)))
    stopped, search = prover.searcher.goal(goal)
    return list(nodes.grounds.search(search).lines) if search is not None else [f"it {failure(stopped)}"]


# ---- expectations where quotes are lost


def lost_facts(base: FactBase) -> tuple[Fact, ...]:
    """The facts none of whose quotes stands."""
    return tuple(fact for fact in base.program.facts if fact.citations and not _kept(base, fact).citations)


def _kept(base: FactBase, fact: Fact) -> Fact:
    """The fact with those of its citations that stand."""
    standing = tuple(c for c in fact.citations if base.evidence.verdict(c).place is not None)
    return fact if len(standing) == len(fact.citations) else replace(fact, citations=standing)


def fallen(base: FactBase, view: View, engine: Engine) -> tuple[Expected, ...]:
    """The expectations of a base of which only quotes are wrong, answered on what still has a quote.

    The problem of one that would be met if every quote stood names the facts with which it falls."""
    lost = {fact.index for fact in lost_facts(base)}
    facts = base.program.facts.map(
        lambda fact: None if fact.index in lost else _kept(base, fact),
        lambda table: table.chosen(lambda row: table.first + row not in lost),
    )
    rest = base.of_facts(facts, "without the facts whose quotes are gone")
    pairs = zip(expected(base, view, engine), expected(rest, view, engine), strict=True)
    return tuple(_fallen(before, now, base, lost) for before, now in pairs)


def _fallen(before: Expected, now: Expected, base: FactBase, lost: set[int]) -> Expected:
    if before.problem is not None or now.problem is None:
        return now
    under = [fact for leaf in leaves(before.proof) for fact in leaf.facts] if before.proof is not None else []
    shaken = [fact for fact in under if fact.index in lost or _kept(base, fact) is not fact]
    named = list(dict.fromkeys(shaken)) or [fact for fact in base.program.facts if fact.index in lost]
    problem = diagnose(
        "C204",
        now.expectation.span,
        goal=f"{'not ' if now.expectation.negated else ''}`{write_literal(now.expectation.match)}`",
        view=f" {now.view}",
        facts=", ".join(f"`{fact.atom()}`" for fact in named[:MAX_NAMED]) + (", …" if len(named) > MAX_NAMED else ""),
        detail=[f"{fact.span.place}: its quotes are gone: {fact.atom()}" for fact in named],
    )
    return replace(now, problem=problem)
