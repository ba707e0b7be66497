"""Why an answer holds, and why none does: in, proofs with their supports, or what hinders an answer; out, a result with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factbase.ground.date import day
from factbase.program.plain import plain_bodies
from factbase.resolve.answers import against_of, result_of
from factbase.resolve.grounds import failure
from factbase.resolve.proofs import Nodes
from factbase.result.result import Blocked, Explanation, Hidden, Missing, Near, Repair, Result, Support
from factbase.syntax.write import write_body

if TYPE_CHECKING:  # who tells why waits for no code of why not, and the other way round
    from factbase.answer import Answers
    from factbase.base import FactBase
    from factbase.explain.proof import Proof
    from factbase.explain.repair import Repair as Change
    from factbase.explain.support import Support as Supported
    from factbase.explain.verdict import Against as Blocking
    from factbase.explain.why_not import Blocked as Stopped
    from factbase.explain.why_not import Missing as Lacking
    from factbase.questions.explanation import Explained

__all__ = ["explained_of", "hindered_of"]


def explained_of(answers: Answers, explanations: Sequence[Explained], base: FactBase) -> Result:
    """The answers to a goal with their proofs and what supports them."""
    nodes = Nodes(base.program, base.evidence)
    result = result_of(answers, nodes)
    results = tuple(
        Explanation(
            tuple(map(nodes.add, one.proofs.proofs)),
            one.proofs.cut,
            one.proofs.least_height,
            one.proofs.fewest_sources,
            _support(one.support),
        )
        for one in explanations
    )
    return replace(result, explanations=results)


def _support(support: Supported) -> Support:
    return Support(
        support.always,
        tuple(tuple(sorted(each)) for each in support.label.sets),
        support.label.cut,
        support.voices,
        support.exact,
        support.single,
        tuple(sorted(support.needed)),
        str(day(support.since)) if support.since is not None else None,
    )


def hindered_of(answers: Answers, blocked: Sequence[Stopped], repairs: Sequence[Change], base: FactBase) -> Result:
    """Why a goal has no answer; where it has, that."""
    nodes = Nodes(base.program, base.evidence)
    result = result_of(answers, nodes)
    results = tuple(
        Repair(
            tuple(map(str, each.add)),
            tuple(map(nodes.grounds.fact, each.remove)),
            tuple(against_of(one, nodes) for one in against),
        )
        for each, against in _with_what_is_against(repairs, answers)
    )
    bodies = plain_bodies(answers.body) if blocked else ()
    told = (
        replace(_blocked(each, nodes), alternative=write_body(body) if len(bodies) > 1 else None)
        for each, body in zip(blocked, bodies, strict=True)
    )
    return replace(result, blocked=tuple(told), repairs=results)


def _with_what_is_against(repairs: Sequence[Change], answers: Answers) -> Sequence[tuple[Change, tuple[Blocking, ...]]]:
    """Each change with what the base says against the claims that it adds; those of which it says nothing such first."""
    if answers.refutation is None:
        return [(each, ()) for each in repairs]
    from factbase.explain.contradicted import contradictions  # late: few bases say what is not so

    changes = [(each, contradictions(each.add, answers.refutation)) for each in repairs]
    return sorted(changes, key=lambda change: bool(change[1]))


def _blocked(blocked: Stopped, nodes: Nodes) -> Blocked:
    return Blocked(
        failure(blocked.failure),
        _add(blocked.held, nodes),
        _missing(blocked.missing, nodes) if blocked.missing is not None else None,
        _add(blocked.present, nodes),
    )


def _missing(missing: Lacking, nodes: Nodes) -> Missing:
    return Missing(
        str(missing.atom),
        nodes.grounds.search(missing.search),
        tuple(Hidden(nodes.grounds.fact(each.fact), each.why) for each in missing.hidden),
        tuple(Near(str(each.atom), each.why, nodes.add(each.proof)) for each in missing.near),
        tuple(_blocked(rule, nodes) for rule in missing.rules),
        missing.again,
        missing.deeper,
    )


def _add(proofs: Iterable[Proof], nodes: Nodes) -> tuple[str, ...]:
    return tuple(map(nodes.add, proofs))
