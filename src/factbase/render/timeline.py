"""Timelines: in, the timeline of a goal; out, bars on one axis with what opens and closes each interval, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from factbase.explain.turn import Turn
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, day
from factbase.ground.diagnostic import Severity
from factbase.ground.value import json_value
from factbase.program.model import Program
from factbase.questions.timeline import Held, Interval, Timeline
from factbase.render.json import citation_object, diagnostic_object, ground_object
from factbase.render.paint import Paint, block
from factbase.render.proof import citation_lines
from factbase.render.reading import read_goal
from factbase.render.text import diagnostics_text, plural
from factbase.render.view import grounds_text
from factbase.sources.evidence import Evidence
from factbase.syntax.write import write_body

__all__ = ["axis", "label", "timeline_json", "timeline_text"]

WIDTH = 72  # of a bar


def timeline_text(timeline: Timeline, program: Program, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """All answers with their bars, block by block."""
    if timeline.problems:
        yield diagnostics_text(timeline.problems, paint)
    if any(d.severity is Severity.ERROR for d in timeline.problems):
        return
    known = f", known by {timeline.known_by.text}" if timeline.known_by else ""
    count = len(timeline.answers)
    head = f"{timeline.goal}   over time{known}"
    yield block([paint("heading", head), plural(count, "answer") if count else "it holds at no time"])
    first, last = axis(timeline.answers)
    if count:
        left, right = str(day(first)), str(day(last))
        yield f"   {paint('place', left + ' ' * (WIDTH - len(left) - len(right)) + right)}"
    for number, held in enumerate(timeline.answers, 1):
        lines = [f"{number}. {label(timeline, held)}"]
        reading = read_goal(timeline.body, dict(held.bindings), program)
        lines += [f"   {paint('heading', reading)}"] if reading else []
        lines.append(f"   {_bar(held, first, last)}")
        told: list[Turn] = []
        for interval in held.intervals:
            lines.extend(f"   {line}" for line in _interval(interval, evidence, paint, told))
        yield block(lines)
    grounds = grounds_text(timeline.grounds, timeline.known_by, evidence, paint)
    if grounds is not None:
        yield grounds
    if count:
        open_ = any(each.certainty is Certainty.OPEN for held in timeline.answers for each in held.intervals)
        yield paint("place", f"█ certain  ▒ possible  {'░ not excluded  ' if open_ else ''}· not")


def label(timeline: Timeline, held: Held) -> str:
    """The goal with the values of an answer."""
    return write_body(timeline.body, dict(held.bindings))


def axis(answers: Sequence[Held]) -> tuple[int, int]:
    """The first and the last day to draw: a little more than what the intervals need."""
    ends = [
        end.earliest
        for held in answers
        for interval in held.intervals
        for end in (interval.first, interval.last)
        if end is not None and end.earliest is not None
    ]
    low, high = (min(ends), max(ends)) if ends else (1, 1)
    room = max(30, (high - low) // 12)
    return max(low - room, 1), high + room


def _bar(held: Held, first: int, last: int) -> str:
    """A cell for each stretch of days: certain where the answer is so on some day of it, else possible, else neither."""
    cells = ["·"] * WIDTH
    for certainty, mark in ((Certainty.OPEN, "░"), (Certainty.POSSIBLE, "▒"), (Certainty.CERTAIN, "█")):
        for interval in held.intervals:
            if interval.certainty is certainty:
                low, high = _cell(interval.first, first, last, 0), _cell(interval.last, first, last, WIDTH - 1)
                cells[low : high + 1] = [mark] * (high - low + 1)
    return "".join(cells)


def _cell(end: Date | None, first: int, last: int, unbounded: int) -> int:
    if end is None or end.earliest is None:
        return unbounded
    return max(0, min(WIDTH - 1, (end.earliest - first) * WIDTH // (last - first + 1)))


def _interval(interval: Interval, evidence: Evidence, paint: Paint, shown: list[Turn]) -> Iterator[str]:
    """The lines of an interval; a turn that stands in `shown` is not shown again."""
    if interval.first is None and interval.last is None:
        yield f"at any time, {interval.certainty.value}"
    elif interval.first is None:
        yield f"until {interval.last}, {interval.certainty.value}"
    elif interval.last is None:
        yield f"from {interval.first} on, {interval.certainty.value}"
    else:
        yield f"{interval.first} to {interval.last}, {interval.certainty.value}"
    for word, turn in (("opens", interval.opens), ("closes", interval.closes)):
        if turn is not None:
            claims = paint("claim", ", ".join(map(str, turn.claims)))
            where = f", where {' and '.join(turn.where)}" if turn.where else ""
            yield f"  {word} with {claims}{where}{', as above' if turn in shown else ''}"
            if turn in shown:
                continue
            shown.append(turn)
            told: dict[tuple[str, ...], None] = {}  # words that several facts quote are shown once
            for fact in turn.facts:
                for cited in fact.citations:
                    told[tuple(citation_lines(cited, evidence, paint))] = None
                if fact.kind != "cited":
                    told[(f"{fact.kind} at {paint('place', fact.span.place)}",)] = None
            yield from (f"    {line}" for lines in told for line in lines)


# ---- JSON


def timeline_json(timeline: Timeline, program: Program, evidence: Evidence) -> str:
    """The timeline as one JSON object; a bound is a date, or null where there is none."""
    document = {
        "goal": timeline.goal,
        "known_by": timeline.known_by.text if timeline.known_by else None,
        "answers": [
            {
                "bindings": {name: json_value(value) for name, value in held.bindings},
                "reading": read_goal(timeline.body, dict(held.bindings), program),
                "intervals": [_interval_object(interval, evidence) for interval in held.intervals],
            }
            for held in timeline.answers
        ],
        "grounds": [ground_object(ground, evidence, program) for ground in timeline.grounds],
        "problems": [diagnostic_object(d) for d in timeline.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _interval_object(interval: Interval, evidence: Evidence) -> dict[str, Any]:
    return {
        "first": interval.first.text if interval.first else None,
        "last": interval.last.text if interval.last else None,
        "certainty": interval.certainty.value,
        "opens": _turn_object(interval.opens, evidence),
        "closes": _turn_object(interval.closes, evidence),
    }


def _turn_object(turn: Turn | None, evidence: Evidence) -> dict[str, Any] | None:
    if turn is None:
        return None
    return {
        "claims": [str(claim) for claim in turn.claims],
        **({"where": list(turn.where)} if turn.where else {}),
        "facts": [
            {
                "kind": fact.kind,
                "claim": str(fact.atom()),
                "path": fact.span.path,
                "line": fact.span.line,
                "citations": [citation_object(cited, evidence) for cited in fact.citations],
            }
            for fact in turn.facts
        ],
    }
