"""A timeline as Markdown: in, the timeline of a goal; out, each answer with its intervals, and footnotes to what opens and carries each."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.result import dating_item
from factbase.render.markdown.words import items, problem_items, words
from factbase.render.paint import block
from factbase.render.words import plural
from factbase.result.ground import Ground
from factbase.result.timeline import Interval, Timeline

__all__ = ["timeline_blocks"]


def timeline_blocks(timeline: Timeline, foot: Footnotes) -> Iterator[str]:
    """All answers with their intervals, the footnotes aside."""
    if timeline.problems:
        yield problem_items(timeline.problems)
    if timeline.is_refused:
        return
    yield f"## {words(timeline.goal)} over time"
    known = f", known by {timeline.known_by}" if timeline.known_by else ""
    count = len(timeline.answers)
    yield words(f"{plural(count, 'answer') if count else 'it holds at no time'}{known}")
    for number, held in enumerate(timeline.answers, 1):
        lead = " " * len(f"{number}. ")
        lines = [f"{number}. {words(held.reading or held.claim)}"]
        for interval in held.intervals:
            lines += (f"{lead}{line}" for line in _interval(interval, timeline, foot))
        yield block(lines)
    yield from (dating_item(timeline, each, foot) for each in timeline.datings)
    if timeline.remarks:
        yield items(timeline.remarks)
    if timeline.drawn is not None:
        yield words(f"drawn in {timeline.drawn}")


def _interval(interval: Interval, timeline: Timeline, foot: Footnotes) -> Iterator[str]:
    projected = timeline.projected(interval)
    yield f"- {words('; '.join((interval.span, *interval.remarks, *([projected] if projected else []))))}"
    for word, turn in (("opens", interval.opens), ("closes", interval.closes)):
        if turn is not None:
            where = f", where {' and '.join(turn.where)}" if turn.where else ""
            said = f"{word} with {', '.join(turn.claims)}{where}"
            yield f"  - {foot.marked(said, turn.facts)}"
    absent = [Ground(kind="absent", searched=(text,)) for text in interval.absent]
    if interval.rests_on or absent:
        yield f"  - {foot.marked('rests on', (*interval.rests_on, *absent))}"
    for opposed in interval.contradicted:
        said = "; ".join((str(opposed), *opposed.remarks))
        yield f"  - {foot.marked(said, opposed.facts)}"
    for fact in interval.may_be:
        said = f"it may be {fact.statement}, whose value is not given"
        yield f"  - {foot.marked(said, [fact])}"
