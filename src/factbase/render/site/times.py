"""A timeline as what is drawn of it: in, its intervals; out, bars in hundredths of the axis, and at each edge the number of its note.

Nothing is scaled with the page but the bars: letters stay as large as any on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from factbase.ground.civil import civil, ordinal_of
from factbase.ground.dataclass import dataclass
from factbase.ground.date import day
from factbase.render.timeline import axis, ordinal
from factbase.result.timeline import Held, Interval, Timeline, Turn

__all__ = ["Bar", "Drawn", "Edge", "Tick", "drawn"]

LEAST = 0.6  # hundredths of a bar that would be too short to be seen
_STEPS = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)))  # months
MAX_TICKS = 6
LAST = ordinal_of(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What opens or closes a bar: its number, where it is, and the turn."""

    number: int
    at: str
    word: str
    day: str
    turn: Turn
    again: bool = False  # what closes the bar before it


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval: where it begins and how long it is, whether it goes on before and after the axis, and the edges."""

    interval: Interval
    at: str
    width: str
    opens: Edge | None
    closes: Edge | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bars of each answer, on one axis."""

    ticks: tuple[Tick, ...]
    first: str
    last: str
    rows: tuple[tuple[Held, tuple[Bar, ...]], ...]

    @property
    def edges(self) -> Iterator[Edge]:
        """All edges, in the order of their numbers."""
        for _, bars in self.rows:
            for bar in bars:
                yield from (each for each in (bar.opens, bar.closes) if each is not None)


def drawn(timeline: Timeline) -> Drawn:
    """What is drawn of a timeline."""
    first, last = axis(timeline.answers)
    last = min(last, LAST)
    span = last - first + 1
    number = 0

    def place(at: int) -> float:
        return max(0.0, min(100.0, 100 * (at - first) / span))

    def edge(turn: Turn | None, at: str | None, word: str, where: float) -> Edge | None:
        nonlocal number
        if turn is None or at is None:
            return None
        number += 1
        return Edge(number, _hundredths(where), word, at, turn)

    rows = []
    for held in timeline.answers:
        bars: list[Bar] = []
        for each in held.intervals:
            low, high = place(ordinal(each.first, first)), place(ordinal(each.last, last) + 1)
            before = bars[-1].closes if bars else None
            opens: Edge | None = None
            if before is not None and before.at == _hundredths(low) and before.turn == each.opens:
                opens = replace(before, again=True)  # one certainty goes over into another
            else:
                opens = edge(each.opens, each.first, "begins", low)
            closes = edge(each.closes, each.last, "ends", high)
            bars.append(Bar(each, _hundredths(low), _hundredths(max(high - low, LEAST)), opens, closes))
        rows.append((held, tuple(bars)))
    return Drawn(tuple(_ticks(first, last, place)), str(day(first)), str(day(last)), tuple(rows))


def _ticks(first: int, last: int, place: Callable[[int], float]) -> Iterator[Tick]:
    """Years on the axis, or months where it is short: a few of them, at even steps."""
    year, month, _ = civil(first)
    until = civil(last)
    months = (until[0] - year) * 12 + until[1] - month
    step = next((each for each in _STEPS if months <= each * MAX_TICKS), _STEPS[-1])
    at = (year * 12 + month - 1) // step * step + step
    while at <= until[0] * 12 + until[1] - 1:
        label = str(at // 12) if step % 12 == 0 else f"{at // 12}-{at % 12 + 1:02}"
        yield Tick(_hundredths(place(ordinal_of(at // 12, at % 12 + 1, 1))), label)
        at += step


def _hundredths(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
