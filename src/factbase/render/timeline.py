"""Timelines as text: in, the timeline of a goal; out, bars on one axis with what opens, closes and carries each interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbase.ground.date import day, parse_date
from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_text
from factbase.render.proof import ground_lines, stated_lines
from factbase.render.text import Datings
from factbase.render.words import plural
from factbase.result.ground import Ground
from factbase.result.timeline import Held, Interval, Timeline, Turn

__all__ = ["axis", "ordinal", "timeline_text"]

WIDTH = 72  # of a bar, where there is room
LEAST = 24


def timeline_text(timeline: Timeline, paint: Paint) -> Iterator[str]:
    """All answers with their bars, block by block."""
    if timeline.problems:
        yield diagnostics_text(timeline.problems, paint)
    if timeline.is_refused:
        return
    known = f", known by {timeline.known_by}" if timeline.known_by else ""
    count = len(timeline.answers)
    head = f"{timeline.goal}   over time{known}"
    yield block([paint("heading", head), plural(count, "answer") if count else "it holds at no time"])
    first, last = axis(timeline.answers)
    width = WIDTH if paint.columns is None else max(LEAST, min(WIDTH, paint.columns - 3))
    if count:
        left, right = str(day(first)), str(day(last))
        yield f"   {paint('place', left + ' ' * (width - len(left) - len(right)) + right)}"
    for number, held in enumerate(timeline.answers, 1):
        lines = [f"{number}. {held.claim}"]
        lines += [f"   {paint('heading', held.reading)}"] if held.reading else []
        lines.append(f"   {_bar(held, first, last, width)}")
        text = _IntervalText(timeline, paint)
        for interval in held.intervals:
            lines.extend(f"   {line}" for line in text.lines(interval))
        yield block(lines)
    datings = Datings(timeline, paint)
    yield from map(datings.text, timeline.datings)
    if count:
        open_ = any(each.certainty == "not excluded" for held in timeline.answers for each in held.intervals)
        yield paint("place", f"█ certain  ▒ possible  {'░ not excluded  ' if open_ else ''}· not")
    if timeline.remarks:
        yield paint("place", block(timeline.remarks))
    if timeline.drawn is not None:
        yield block([f"drawn in {timeline.drawn}"])


def axis(answers: Sequence[Held]) -> tuple[int, int]:
    """The first and the last day to draw: a little more than what the intervals need."""
    bounds = (end for held in answers for each in held.intervals for end in (each.first, each.last))
    ends = [at for end in bounds if end is not None and (at := parse_date(end).earliest) is not None]
    low, high = (min(ends), max(ends)) if ends else (1, 1)
    room = max(30, (high - low) // 12)
    return max(low - room, 1), high + room


def ordinal(end: str | None, unbounded: int) -> int:
    """The day of a bound, as a number; where there is none, that of the edge."""
    at = parse_date(end).earliest if end is not None else None
    return unbounded if at is None else at


def _bar(held: Held, first: int, last: int, width: int) -> str:
    """A cell for each stretch of days: certain where the answer is so on some day of it, else possible, else neither."""
    cells = ["·"] * width
    for certainty, mark in (("not excluded", "░"), ("possible", "▒"), ("certain", "█")):
        for interval in held.intervals:
            if interval.certainty == certainty:
                low, high = _cells(interval, first, last, width)
                cells[low : high + 1] = [mark] * (high - low + 1)
    return "".join(cells)


def _cells(interval: Interval, first: int, last: int, width: int) -> tuple[int, int]:
    """The first and the last cell of which an interval has a part: those of intervals that touch leave no cell between them."""
    days = last - first + 1
    begin, end = ordinal(interval.first, first), ordinal(interval.last, last)
    low, high = (begin - first) * width // days, -(-(end + 1 - first) * width // days) - 1
    return max(0, min(width - 1, low)), max(0, min(width - 1, high))


class _IntervalText:
    """Writes the intervals of one answer; what one of them shows is not shown again by the next."""

    def __init__(self, timeline: Timeline, paint: Paint) -> None:
        self.timeline = timeline
        self.paint = paint
        self.turns: list[Turn] = []
        self.shown: set[Ground | str] = set()

    def lines(self, interval: Interval) -> Iterator[str]:
        yield interval.span
        yield from (f"  {self.paint('warning', remark)}" for remark in interval.remarks)
        projected = self.timeline.projected(interval)
        if projected is not None:
            yield f"  {projected}"
        for word, turn in (("opens", interval.opens), ("closes", interval.closes)):
            if turn is not None:
                claims = self.paint("claim", ", ".join(turn.claims))
                where = f", where {' and '.join(turn.where)}" if turn.where else ""
                yield f"  {word} with {claims}{where}{', as above' if turn in self.turns else ''}"
                if turn not in self.turns:
                    self.turns.append(turn)
                    yield from self.facts(turn.facts)
        rest = [fact for fact in interval.rests_on if fact not in self.shown]
        absent = [text for text in interval.absent if text not in self.shown]
        if rest or absent:
            yield "  rests on"
            yield from self.facts(rest)
        yield from (f"    {text}" for text in absent)
        self.shown.update(absent)
        for opposed in interval.contradicted:
            yield f"  against {self.paint('claim', opposed.claim)}"
            yield from (f"    {self.paint('warning', remark)}" for remark in opposed.remarks)
            yield from self.facts(opposed.facts)
        for fact in interval.may_be:
            if fact not in self.shown:
                self.shown.add(fact)
                yield f"    it may be {fact.statement}, whose value is not given"
                yield from (f"      {line}" for line in stated_lines(fact, self.paint))

    def facts(self, facts: Iterable[Ground]) -> Iterator[str]:
        for fact in facts:
            self.shown.add(fact)
            yield from (f"    {line}" for line in ground_lines(fact, self.paint))
