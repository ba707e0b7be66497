"""Questions resolved: in, explanations, what hinders an answer, a timeline, a difference or conflicts; out, each as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factbase.explain.graph import ASSUMED
from factbase.ground.date import Date, day
from factbase.ground.value import json_value, write_value
from factbase.resolve.answers import dating, result_of
from factbase.resolve.grounds import failure, viewed
from factbase.resolve.proofs import Footing, Nodes
from factbase.resolve.reading import read_goal
from factbase.resolve.remarks import left_out_text
from factbase.result.difference import NOT_COMPARED, Answered, Apart, Broken, Changed, Compared, Difference
from factbase.result.ground import Ground
from factbase.result.problem import place, problem
from factbase.result.proof import Rule
from factbase.result.result import Blocked, Explanation, Hidden, Missing, Near, Repair, Result, Support
from factbase.result.timeline import Held, Interval, Timeline, Turn
from factbase.result.weighed import Bearing, Conflict, Conflicts, Fallen, For, Source, Sources, Weighed
from factbase.syntax.write import write_body, write_rule

if TYPE_CHECKING:  # what is told of one question must not wait for the code of the others
    from factbase.answer import Answers
    from factbase.base import FactBase
    from factbase.explain.proof import Proof
    from factbase.explain.repair import Repair as Change
    from factbase.explain.support import Support as Supported
    from factbase.explain.turn import Turn as Turned
    from factbase.explain.why_not import Blocked as Stopped
    from factbase.explain.why_not import Missing as Lacking
    from factbase.program.model import Cited, Fact
    from factbase.questions.difference import Answered as Differing
    from factbase.questions.difference import Apart as Parted
    from factbase.questions.difference import Difference as Differences
    from factbase.questions.explanation import Bearing as Borne
    from factbase.questions.explanation import Conflict as Conflicting
    from factbase.questions.explanation import Explained
    from factbase.questions.timeline import Interval as Stretch
    from factbase.questions.timeline import Timeline as Course
    from factbase.syntax.tree import Rule as Written

__all__ = ["conflicts_of", "difference_of", "explained_of", "hindered_of", "sources_of", "timeline_of"]


# ---- why, and why not


def explained_of(answers: Answers, found: Sequence[Explained], base: FactBase) -> Result:
    """The answers to a goal with their proofs and what supports them."""
    nodes = Nodes(base.program, base.evidence)
    result = result_of(answers, nodes)
    told = tuple(
        Explanation(
            tuple(map(nodes.add, one.proofs.proofs)),
            one.proofs.cut,
            one.proofs.least_height,
            one.proofs.fewest_sources,
            _support(one.support),
        )
        for one in found
    )
    return replace(result, explanations=told)


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


def hindered_of(answers: Answers, blocked: Stopped | None, repairs: Sequence[Change], base: FactBase) -> Result:
    """Why a goal has no answer; where it has, that."""
    nodes = Nodes(base.program, base.evidence)
    result = result_of(answers, nodes)
    told = tuple(Repair(tuple(map(str, each.add)), _facts(each.remove, nodes)) for each in repairs)
    return replace(result, blocked=_blocked(blocked, nodes) if blocked is not None else None, repairs=told)


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


def _facts(facts: Iterable[Fact], nodes: Nodes) -> tuple[Ground, ...]:
    return tuple(map(nodes.grounds.fact, facts))


# ---- timelines


def timeline_of(found: Course, base: FactBase, drawn: str | None = None) -> Timeline:
    """A timeline; `drawn` is the file in which it is."""
    nodes = Nodes(base.program, base.evidence)
    left_out = left_out_text(found.left_out, found.known_by)
    return Timeline(
        goal=found.goal,
        known_by=found.known_by.text if found.known_by is not None else None,
        answers=tuple(
            Held(
                {name: json_value(value) for name, value in held.bindings},
                write_body(found.body, dict(held.bindings)),
                read_goal(found.body, dict(held.bindings), nodes.program),
                tuple(_interval(each, found.told, nodes) for each in held.intervals),
            )
            for held in found.answers
        ),
        datings=tuple(dating(each, nodes) for each in found.datings),
        last_told=found.told.text if found.told is not None else None,
        left_out=found.left_out,
        remarks=(left_out,) if left_out is not None else (),
        problems=tuple(map(problem, found.problems)),
        proofs=nodes.found,
        drawn=drawn,
    )


def _interval(interval: Stretch, told: Date | None, nodes: Nodes) -> Interval:
    last, under = interval.last, interval.under
    return Interval(
        interval.first.text if interval.first is not None else None,
        last.text if last is not None else None,
        interval.certainty.value,
        told is not None and told.latest is not None and (last is None or (last.earliest or 0) > told.latest),
        _turn(interval.opens, nodes),
        _turn(interval.closes, nodes),
        _facts(under.facts, nodes),
        under.absent,
        _facts(under.may_be, nodes),
        Footing(bool(under.facts), bool(under.absent)).remark,
    )


def _turn(turn: Turned | None, nodes: Nodes) -> Turn | None:
    if turn is None:
        return None
    return Turn(tuple(map(str, turn.claims)), turn.where or None, _facts(turn.facts, nodes))


# ---- differences


def difference_of(found: Differences, before: FactBase, after: FactBase) -> Difference:
    """What differs between two states."""
    states = Nodes(before.program, before.evidence), Nodes(after.program, after.evidence)
    changed = tuple(
        Changed(
            each.question,
            viewed(each.view),
            each.problem,
            tuple(_differing(answer, states) for answer in each.answers),
        )
        for each in found.changed
    )
    return Difference(
        changed=changed,
        gone=_apart(found.gone, states[0]),
        new=_apart(found.new, states[1]),
        compared=Compared(found.expectations, found.queries),
        not_compared=NOT_COMPARED,
        broken=tuple(Broken(name, problem(each)) for name, each in found.broken),
    )


def _differing(answer: Differing, states: tuple[Nodes, Nodes]) -> Answered:
    own, other = (states[1], states[0]) if answer.gained else states
    apart = _apart(answer.apart, own)
    return Answered(
        bindings={name: json_value(value) for name, value in answer.bindings},
        values=", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings),
        gained=answer.gained,
        before=answer.before,
        after=answer.after,
        grounds=own.under(answer.proof),
        facts=apart.facts,
        rules=apart.rules,
        against=_facts(answer.against, other),
    )


def _apart(apart: Parted, nodes: Nodes) -> Apart:
    return Apart(_facts(apart.facts, nodes), tuple(map(_rule, apart.rules)))


def _rule(rule: Written) -> Rule:
    return Rule(write_rule(rule), rule.span.path, rule.span.line, rule.span.column)


# ---- sources and conflicts


def sources_of(base: FactBase, bearings: Sequence[Borne] | None) -> Sources:
    """The sources of a base with what is declared of them, and what falls without each, where that is asked."""
    nodes = Nodes(base.program, base.evidence)
    declared: dict[str, list[Ground]] = {}
    if bearings is None:
        for fact in base.program.facts.listed:  # tables declare nothing
            if fact.of_source is not None:
                declared.setdefault(fact.of_source, []).append(nodes.grounds.fact(fact))
    found = []
    for source in base.program.sources.values():
        document = base.evidence.documents.get(source.name)
        file = document.path if document is not None else source.file
        found.append(Source(source.name, file, place(source.span), tuple(declared.get(source.name, ()))))
    told = None
    if bearings is not None:
        told = tuple(
            Bearing(
                each.source,
                each.facts,
                tuple(Fallen(str(a), a in each.alone, nodes.under(each.proofs[a])) for a in each.falls),
                each.cut,
            )
            for each in bearings
        )
    return Sources(tuple(found), told)


def conflicts_of(base: FactBase, found: Iterable[Conflicting]) -> Conflicts:
    """The violated checks of a base."""
    nodes = Nodes(base.program, base.evidence)
    return Conflicts(tuple(_conflict(each, nodes) for each in found))


def _conflict(conflict: Conflicting, nodes: Nodes) -> Conflict:
    violation = conflict.violation
    allowance = violation.allowance
    grounds = nodes.under(violation.proof)

    def weighed(quotes: Iterable[Cited]) -> tuple[Weighed, ...]:
        told = []
        for cited in sorted(quotes, key=lambda c: (c.source, c.span.path, c.span.start)):
            citation = nodes.grounds.citation(cited)
            claims = (For(g.told, g.place) for g in grounds if citation in g.citations)
            told.append(Weighed(citation, tuple(claims)))
        return tuple(told)

    return Conflict(
        name=violation.name,
        message=violation.message,
        certainty=violation.certainty.value,
        accepted=allowance.reason if allowance is not None else None,
        accepted_at=place(allowance.span) if allowance is not None else None,
        readings=tuple(line for ground in grounds for line in ground.where or ()),
        quotes=tuple(weighed(quotes) for quotes in conflict.quotes if quotes),
        is_cut=conflict.cut,
        bare=tuple(g for g in grounds if g.kind != "reading" and not g.citations),
        missing=any(g.kind == "absent" for g in grounds),
        nogoods=tuple(
            tuple("what has no quote" if name == ASSUMED else name for name in each)
            for each in sorted(sorted(each) for each in conflict.nogoods)
        ),
    )
