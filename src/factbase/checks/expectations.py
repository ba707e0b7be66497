"""Expectations: in, a base and a view; out, each, and each query that must have answers, with its proofs, and problems unless it is met.

They are answered view by view, one plan for each. Where quotes are lost, they are answered without the facts that rested on these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from factbase.base import FactBase, judged
from factbase.checks.answering import Answering, Unanswered
from factbase.checks.standing import kept, lost_facts
from factbase.engine.base import Engine
from factbase.engine.goal import Goal
from factbase.explain.finder import Finder, GoalRow, goal_of
from factbase.explain.proof import Proof, citations, leaves
from factbase.explain.prove import Prover
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.model import Program, outputs
from factbase.program.view import View
from factbase.resolve.grounds import failure
from factbase.resolve.proofs import Nodes
from factbase.result.proof import weighed
from factbase.result.result import Verdict
from factbase.syntax.tree import Expectation, Literal, Query
from factbase.syntax.write import write_body, write_literal

if TYPE_CHECKING:  # needed where a query has no answer
    from factbase.explain.refutation import Refutation
    from factbase.explain.verdict import Against

__all__ = ["Expected", "expected", "fallen", "held"]

MAX_NAMED = 4  # facts in the sentence of a finding; its details have all


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation or a query with what came of it: the proofs of what holds of it, and problems unless it is as it must be."""

    statement: Expectation | Query
    view: View
    proofs: tuple[Proof, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def asked(self) -> str:
        """What is expected, or expected not to be, or asked."""
        return write_body(_body(self.statement))

    @property
    def goal(self) -> str:
        """As above, with the view."""
        return f"{self.asked} {self.view}"


def expected(base: FactBase, view: View, engine: Engine) -> tuple[Expected, ...]:
    """Every expectation of the base with what came of it, then every query that must have some answers, in the order of the files.

    The dates of each go before the view's."""
    statements: list[Expectation | Query] = [*base.program.expectations, *held(base.program)]
    by_view: dict[View, list[Expectation | Query]] = {}
    for statement in statements:
        own = view.own(statement.at, statement.known_by)
        by_view.setdefault(own, []).append(statement)
    if len({own.known_by for own in by_view} - {None}) > 1:
        base.dated.publications()  # of all days at once
    outcomes: dict[int, Expected] = {}
    for own, asked in by_view.items():
        asking = _Asking(base, own, engine, asked)
        for number, statement in enumerate(asked):
            if isinstance(statement, Query):
                outcomes[id(statement)] = asking.query(number, statement)
            else:
                outcomes[id(statement)] = asking.expectation(number, statement)
    return tuple(outcomes[id(statement)] for statement in statements)


def held(program: Program) -> tuple[Query, ...]:
    """The named queries that must have some answers."""
    return tuple(query for query in program.queries if query.answers)


def _body(statement: Expectation | Query) -> tuple[Literal, ...]:
    return statement.body if isinstance(statement, Query) else (statement.match,)


class _Asking:
    """The answers to some statements in one view: one plan, and one model."""

    def __init__(self, base: FactBase, view: View, engine: Engine, asked: Sequence[Expectation | Query]) -> None:
        self.view = view
        goals = [
            goal_of(statement.body) if isinstance(statement, Query) else Goal((), _body(statement))
            for statement in asked
        ]
        self.bodies = [goal.body for goal in goals]
        self.base = base.for_bodies(self.bodies, view.known_by)
        self.engine = engine
        planned, model = self.base.solve(goals, view, engine)
        self.finder = Finder(Prover(planned, model, self.base.program), self.base.readings(view, engine))
        self.goals = planned.rules.goals
        self.nodes = Nodes(base.program, base.evidence)
        self._refutation: list[Refutation | None] = []  # none, or one

    def expectation(self, number: int, statement: Expectation) -> Expected:
        answer = next(self.finder.answers(number), None)
        proof = answer.proof if answer is not None and (answer.is_certain or statement.possible) else None
        problems = tuple(
            replace(problem, detail=tuple(self.weighed(number, answer.proof if answer is not None else None)))
            for problem in islice(_unmet(statement, self.view, proof, answer), 1)
        )
        return Expected(statement, self.view, (proof,) if proof is not None else (), problems)

    def query(self, number: int, statement: Query) -> Expected:
        answers = tuple(self.finder.answers(number))
        answering = Answering(
            statement, self.view, answers, partial(self.unanswered, number), partial(self.weighed, number)
        )
        return Expected(statement, self.view, tuple(each.proof for each in answers), tuple(answering.problems()))

    def unanswered(self, number: int) -> Unanswered:
        """What is said of a goal without an answer; what refutes any goal is found for all at once."""
        if not self._refutation:
            self._refutation.append(self.base.refutation(self.bodies, self.view, self.engine))
        ground = not outputs(self.bodies[number])
        against, false = judged(self.finder.prover, self.goals[number], self._refutation[0], ground=ground)
        verdict = Verdict.NO if false or (against and ground) else Verdict.UNKNOWN
        lines = [line for each in against for line in self._against(each)] or self.weighed(number, None)
        return Unanswered(verdict, against, lines)

    def _against(self, against: Against) -> Iterator[str]:
        yield f"against it: {against.atom}: {against.why}"
        lines: Iterable[str] = self.weighed(0, against.proof) if against.proof is not None else ()
        lines = self.nodes.grounds.fact(against.fact).weighed if against.fact is not None else lines
        yield from (f"  {line}" for line in lines)

    def weighed(self, number: int, proof: Proof | None) -> list[str]:
        """What an answer rests on; without one, what was searched for it."""
        if proof is not None:
            return list(weighed(self.nodes.proofs, self.nodes.add(proof)))
        stopped, search = self.finder.prover.searcher.goal(self.goals[number])
        return list(self.nodes.grounds.search(search).lines) if search is not None else [f"it {failure(stopped)}"]


def _unmet(expectation: Expectation, view: View, proof: Proof | None, answer: GoalRow | None) -> Iterator[Diagnostic]:
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


# ---- expectations where quotes are lost


def fallen(base: FactBase, rest: FactBase, view: View, engine: Engine) -> tuple[Expected, ...]:
    """The expectations and queries of a base of which only quotes are wrong, answered on the rest, which still has quotes.

    The problem of one that would be as it must be if every quote stood names the facts with which it falls."""
    lost = {fact.index for fact in lost_facts(base)}
    asked = replace(base.program, expectations=rest.program.expectations, queries=rest.program.queries)
    whole = replace(base, program=asked)
    pairs = zip(expected(whole, view, engine), expected(rest, view, engine), strict=True)
    return tuple(_fallen(before, now, base, lost) for before, now in pairs)


def _fallen(before: Expected, now: Expected, base: FactBase, lost: set[int]) -> Expected:
    if before.problems or not now.problems:
        return now
    under = [fact for proof in before.proofs for leaf in leaves(proof) for fact in leaf.facts]
    shaken = [fact for fact in under if fact.index in lost or kept(base, fact) is not fact]
    named = list(dict.fromkeys(shaken)) or [fact for fact in base.program.facts if fact.index in lost]
    statement = now.statement
    if isinstance(statement, Query):
        goal = f"the answers of query `{statement.name}`"
    else:
        goal = f"{'not ' if statement.negated else ''}`{write_literal(statement.match)}`"
    problem = diagnose(
        "C204",
        statement.span,
        goal=goal,
        view=f" {now.view}",
        facts=", ".join(f"`{fact.atom()}`" for fact in named[:MAX_NAMED]) + (", …" if len(named) > MAX_NAMED else ""),
        detail=[f"{fact.span.place}: its quotes are gone: {fact.atom()}" for fact in named],
    )
    return replace(now, problems=(problem,))
