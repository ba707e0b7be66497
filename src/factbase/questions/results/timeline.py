"""A timeline as plain data: in, the intervals that were found for a goal; out, each with what opens, closes and carries it."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.base import FactBase
from factbase.explain.proof import PREDICTION
from factbase.explain.turn import Turn as Turned
from factbase.ground.date import Date
from factbase.ground.value import json_value
from factbase.questions.opposed import Opposed as Said
from factbase.questions.timeline import Interval as Stretch
from factbase.questions.timeline import Timeline as Course
from factbase.questions.timeline import written_day
from factbase.resolve.answers import accepted, dating
from factbase.resolve.proofs import Footing, Nodes, assumptions
from factbase.resolve.reading import read_goal
from factbase.resolve.remarks import left_out_text, remarks
from factbase.result.problem import problem
from factbase.result.timeline import Held, Interval, Opposed, Timeline, Turn
from factbase.syntax.write import write_body

__all__ = ["timeline_of"]


def timeline_of(timeline: Course, base: FactBase, drawn: str | None = None) -> Timeline:
    """A timeline; `drawn` is the file in which it is."""
    nodes = Nodes(base.program, base.evidence)
    left_out = left_out_text(timeline.left_out, timeline.known_by)
    return Timeline(
        goal=timeline.goal,
        known_by=timeline.known_by.text if timeline.known_by is not None else None,
        answers=tuple(
            Held(
                {name: json_value(value) for name, value in held.bindings},
                write_body(timeline.body, dict(held.bindings)),
                read_goal(timeline.body, dict(held.bindings), nodes.program),
                tuple(_interval(each, timeline.last_told, nodes) for each in held.intervals),
            )
            for held in timeline.answers
        ),
        datings=tuple(dating(each, nodes) for each in timeline.datings),
        last_told=timeline.last_told.text if timeline.last_told is not None else None,
        left_out=timeline.left_out,
        remarks=(*([left_out] if left_out is not None else ()), *_unopposed(timeline.unopposed)),
        problems=tuple(map(problem, timeline.problems)),
        proofs=nodes.proofs,
        drawn=drawn,
    )


def _unopposed(why: str) -> Iterator[str]:
    if why:
        yield f"what is said against these was not looked at: {why}"


def _opposed(opposed: Said, nodes: Nodes) -> Opposed:
    """What is said against a claim, with the reason for which that is accepted."""
    first, last = written_day(opposed.first), written_day(opposed.last)
    return Opposed(
        str(opposed.claim),
        opposed.why,
        first.text if first is not None else None,
        last.text if last is not None else None,
        tuple(map(nodes.grounds.fact, opposed.under.facts)),
        tuple(accepted(opposed.claim, nodes.program)),
    )


def _interval(interval: Stretch, last_told: Date | None, nodes: Nodes) -> Interval:
    last, under = interval.last, interval.under
    predicted = tuple(fact for fact in under.facts if fact.mode == PREDICTION)
    rests_on = nodes.evidence.rests_on({cited: None for fact in under.facts for cited in fact.citations})
    against = tuple(_opposed(each, nodes) for each in interval.opposed)
    no_fact = Footing(bool(under.facts), bool(under.absent)).remark
    return Interval(
        interval.first.text if interval.first is not None else None,
        last.text if last is not None else None,
        interval.certainty.value,
        last_told is not None
        and last_told.latest is not None
        and (last is None or (last.earliest or 0) > last_told.latest),
        bool(predicted),
        _turn(interval.opens, nodes),
        _turn(interval.closes, nodes),
        tuple(map(nodes.grounds.fact, under.facts)),
        under.absent,
        tuple(map(nodes.grounds.fact, under.may_be)),
        against,
        no_fact,
        (*map(str, against), *remarks(predicted, rests_on, assumptions(under.facts), no_fact)),
    )


def _turn(turn: Turned | None, nodes: Nodes) -> Turn | None:
    if turn is None:
        return None
    return Turn(tuple(map(str, turn.claims)), turn.where or None, tuple(map(nodes.grounds.fact, turn.facts)))
