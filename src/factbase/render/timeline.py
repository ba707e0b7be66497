"""Timelines: in, the timeline of a goal; out, bars on one axis with what opens and closes each interval, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from factbase.explain.turn import Turn
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, day
from factbase.ground.diagnostic import Severity
from factbase.ground.value import json_value
from factbase.program.model import Fact
from factbase.questions.timeline import Held, Interval, Timeline
from factbase.render.objects import Object, dating_object, diagnostic_object, fact_object, left_out_object
from factbase.render.paint import Paint, block
from factbase.render.proof import ground_lines, stated_lines
from factbase.render.text import datings_text, diagnostics_text, plural
from factbase.result.citation import stated
from factbase.result.parts import Footing, Ground, Parts, maybe_text
from factbase.result.reading import read_goal
from factbase.result.remarks import left_out_text
from factbase.syntax.write import write_body

__all__ = ["axis", "footing", "label", "projected_text", "span_text", "timeline_json", "timeline_text"]

WIDTH = 72  # of a bar


def timeline_text(timeline: Timeline, parts: Parts, paint: Paint) -> Iterator[str]:
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
        reading = read_goal(timeline.body, dict(held.bindings), parts.program)
        lines += [f"   {paint('heading', reading)}"] if reading else []
        lines.append(f"   {_bar(held, first, last)}")
        text = _IntervalText(timeline, parts, paint)
        for interval in held.intervals:
            lines.extend(f"   {line}" for line in text.lines(interval))
        yield block(lines)
    yield from datings_text(timeline.datings, timeline.known_by, parts, paint)
    if count:
        open_ = any(each.certainty is Certainty.OPEN for held in timeline.answers for each in held.intervals)
        yield paint("place", f"█ certain  ▒ possible  {'░ not excluded  ' if open_ else ''}· not")
    left_out = left_out_text(timeline.left_out, timeline.known_by)
    if left_out is not None:
        yield paint("place", block([left_out]))


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


def span_text(interval: Interval) -> str:
    """From when to when, and how surely."""
    certainty = interval.certainty.value
    if interval.first is None and interval.last is None:
        return f"at any time, {certainty}"
    if interval.first is None:
        return f"until {interval.last}, {certainty}"
    if interval.last is None:
        return f"from {interval.first} on, {certainty}"
    return f"{interval.first} to {interval.last}, {certainty}"


def projected_text(interval: Interval, told: Date | None) -> str | None:
    """That an interval goes on after the last day of which a source tells."""
    if told is None or told.latest is None or (interval.last is not None and _day(interval.last) <= told.latest):
        return None
    return f"projected after {told.text}: no source is later"


def footing(interval: Interval) -> Footing:
    """Whether facts are under an answer within an interval."""
    return Footing(bool(interval.under.facts), bool(interval.under.absent))


def _day(end: Date) -> int:
    return end.earliest if end.earliest is not None else 0


class _IntervalText:
    """Writes the intervals of one answer; what one of them shows is not shown again by the next."""

    def __init__(self, timeline: Timeline, parts: Parts, paint: Paint) -> None:
        self.timeline = timeline
        self.parts = parts
        self.paint = paint
        self.turns: list[Turn] = []
        self.shown: set[Ground | str] = set()

    def lines(self, interval: Interval) -> Iterator[str]:
        yield span_text(interval)
        projected = projected_text(interval, self.timeline.told)
        if projected is not None:
            yield f"  {projected}"
        for word, turn in (("opens", interval.opens), ("closes", interval.closes)):
            if turn is not None:
                claims = self.paint("claim", ", ".join(map(str, turn.claims)))
                where = f", where {' and '.join(turn.where)}" if turn.where else ""
                yield f"  {word} with {claims}{where}{', as above' if turn in self.turns else ''}"
                if turn not in self.turns:
                    self.turns.append(turn)
                    yield from self.facts(turn.facts)
        rest = [fact for fact in interval.under.facts if stated(fact, self.parts.evidence) not in self.shown]
        absent = [text for text in interval.under.absent if text not in self.shown]
        if rest or absent:
            yield "  rests on"
            yield from self.facts(rest)
        yield from (f"    {text}" for text in absent)
        self.shown.update(absent)
        for each in interval.under.may_be:
            fact = stated(each, self.parts.evidence)
            if fact not in self.shown:
                self.shown.add(fact)
                yield f"    {maybe_text(fact)}"
                yield from (f"      {line}" for line in stated_lines(fact, self.paint))
        remark = footing(interval).remark
        if remark is not None:
            yield f"  {remark}"

    def facts(self, facts: Iterable[Fact]) -> Iterator[str]:
        for each in facts:
            fact = stated(each, self.parts.evidence)
            self.shown.add(fact)
            yield from (f"    {line}" for line in ground_lines(fact, self.paint))


# ---- JSON


def timeline_json(timeline: Timeline, parts: Parts) -> str:
    """The timeline as one JSON object; a bound is a date, or null where there is none."""
    document = {
        "goal": timeline.goal,
        "known_by": timeline.known_by.text if timeline.known_by else None,
        "answers": [
            {
                "bindings": {name: json_value(value) for name, value in held.bindings},
                "reading": read_goal(timeline.body, dict(held.bindings), parts.program),
                "intervals": [_interval_object(interval, timeline, parts) for interval in held.intervals],
            }
            for held in timeline.answers
        ],
        "datings": [dating_object(dating, parts) for dating in timeline.datings],
        "last_told": timeline.told.text if timeline.told is not None else None,
        "left_out": left_out_object(timeline.left_out),
        "problems": [diagnostic_object(d) for d in timeline.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _interval_object(interval: Interval, timeline: Timeline, parts: Parts) -> Object:
    return {
        "first": interval.first.text if interval.first else None,
        "last": interval.last.text if interval.last else None,
        "certainty": interval.certainty.value,
        "projected": projected_text(interval, timeline.told) is not None,
        "opens": _turn_object(interval.opens, parts),
        "closes": _turn_object(interval.closes, parts),
        "rests_on": [fact_object(stated(fact, parts.evidence)) for fact in interval.under.facts],
        "absent": list(interval.under.absent),
        "may_be": [fact_object(stated(fact, parts.evidence)) for fact in interval.under.may_be],
        "no_fact": footing(interval).remark,
    }


def _turn_object(turn: Turn | None, parts: Parts) -> Object | None:
    if turn is None:
        return None
    return {
        "claims": [str(claim) for claim in turn.claims],
        **({"where": list(turn.where)} if turn.where else {}),
        "facts": [fact_object(stated(fact, parts.evidence)) for fact in turn.facts],
    }
