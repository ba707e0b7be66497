"""Answers resolved: in, the answers to a goal; out, the result that every face and every format shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factbase.answer import Answer as Given
from factbase.answer import Answers
from factbase.explain.proof import Leaf, Proof, citations, parts
from factbase.ground.comparison import Certainty
from factbase.ground.composed import opposite
from factbase.ground.value import json_value, write_value
from factbase.program.model import Atom, Fact, Program
from factbase.program.plain import plain_bodies
from factbase.resolve.grounds import failure, viewed
from factbase.resolve.proofs import Nodes
from factbase.resolve.reading import read_goal
from factbase.resolve.remarks import certainty_text, remarks, view_remarks
from factbase.result.problem import place, problem
from factbase.result.result import Against, Alternative, Answer, Dating, Result
from factbase.sources.evidence import Evidence
from factbase.syntax.tree import Constant
from factbase.syntax.write import write_body

if TYPE_CHECKING:  # read only where a view is of what was known, or where a goal has no answer
    from factbase.explain.publication import Dating as Dated
    from factbase.explain.verdict import Against as Blocking

__all__ = ["accepted", "against_of", "dating", "resolved", "result_of"]


def resolved(answers: Answers, program: Program, evidence: Evidence) -> Result:
    """What a goal comes to."""
    return result_of(answers, Nodes(program, evidence))


def result_of(answers: Answers, nodes: Nodes) -> Result:
    """What a goal comes to; `nodes` gathers the nodes of its proofs."""
    grounds = nodes.grounds
    # Where a goal is one claim, what was searched for it says already where the goal stops.
    several = len(answers.body) > 1 or answers.search is None
    return Result(
        goal=answers.goal,
        view=viewed(answers.view),
        engine=answers.engine,
        verdict=answers.verdict,
        answers=tuple(_answer(each, answers, nodes) for each in answers.answers),
        stopped=failure(answers.stopped) if answers.stopped is not None and several else None,
        searched=grounds.search(answers.search) if answers.search is not None else None,
        alternatives=tuple(
            Alternative(write_body(body), failure(stopped), grounds.search(search) if search is not None else None)
            for body, (stopped, search) in zip(plain_bodies(answers.body), answers.alternatives, strict=True)
        )
        if answers.alternatives
        else None,
        against=tuple(against_of(each, nodes) for each in answers.against),
        datings=tuple(dating(each, nodes) for each in answers.datings),
        projected=answers.projected.text if answers.projected is not None else None,
        left_out=answers.left_out,
        remarks=view_remarks(answers),
        problems=tuple(map(problem, answers.problems)),
        proofs=nodes.proofs,
    )


def _answer(answer: Given, answers: Answers, nodes: Nodes) -> Answer:
    values = dict(answer.bindings)
    name = nodes.add(answer.proof)
    cited, predicted = list(citations(answer.proof)), answer.predictions
    rests_on = nodes.evidence.rests_on(cited)
    footing = nodes.footing(name)
    contradicted = tuple(_contradicting(each, nodes) for each in answer.contradicted)
    against = tuple(each.contradicting for each in contradicted)
    unsure = () if answer.certainty is Certainty.CERTAIN else (certainty_text(answer),)
    return Answer(
        bindings={name: json_value(value) for name, value in values.items()},
        written={name: write_value(value) for name, value in values.items()},
        claim=write_body(answers.body, values),
        reading=read_goal(answers.body, values, nodes.program, _stated(answer.proof)),
        certainty=answer.certainty.value,
        open=answer.open,
        contradicted=contradicted,
        conditional=bool(predicted),
        projected=answers.projected is not None,
        no_fact=footing.remark,
        rests_on={status.name: count for status, count in rests_on.items()},
        remarks=(
            *unsure,
            *against,
            *remarks(predicted, rests_on, footing.assumptions, footing.remark, footing.unproved),
        ),
        citations=tuple(map(nodes.grounds.citation, cited)),
        proof=name,
    )


def _stated(proof: Proof) -> dict[Atom, tuple[Fact, ...]]:
    """The facts of the claims of an answer that facts state."""
    return {part.atom: part.facts for part in (proof, *parts(proof)) if isinstance(part, Leaf)}


def against_of(against: Blocking, nodes: Nodes) -> Against:
    """What is against a claim, with what is said of it."""
    bare = against.proof is None and against.fact is None
    relation = nodes.program.relation(against.atom.predicate.relation) if bare else None
    name = nodes.add(against.proof) if against.proof is not None else None
    footing = nodes.footing(name) if name is not None else None
    rests_on = nodes.evidence.rests_on(against.evidence)
    return Against(
        str(against.atom),
        against.why,
        bool(against.predictions),
        tuple(remarks(against.predictions, rests_on, footing.assumptions if footing is not None else (), None)),
        name,
        nodes.grounds.fact(against.fact) if against.fact is not None else None,
        place(relation.span) if relation is not None and relation.span is not None else None,
    )


def _contradicting(against: Blocking, nodes: Nodes) -> Against:
    """What contradicts an answer, with the reason for which that is accepted."""
    result = against_of(against, nodes)
    return replace(result, remarks=(*result.remarks, *accepted(against.atom, nodes.program)))


def accepted(contradicted: Atom, program: Program) -> Iterator[str]:
    """The reasons for which it is accepted that a claim is contradicted, each with where it is given."""
    relation = contradicted.predicate.relation
    negative = relation if relation.startswith("-") else opposite(relation)
    for each in program.allowances:
        told = zip(each.args, contradicted.args, strict=False)
        if each.check == negative and all(not isinstance(a, Constant) or a.value == b for a, b in told):
            yield f"accepted at {place(each.span)}: {each.reason}"


def dating(dated: Dated, nodes: Nodes) -> Dating:
    """Why a source was known."""
    return Dating(
        dated.source,
        dated.date.text,
        dated.certainty.value,
        tuple(map(nodes.grounds.citation, citations(dated.proof))),
        nodes.add(dated.proof),
    )
