"""Pictures of timelines: in, the timeline of a goal; out, a PNG or SVG file, a bar for each answer. The only file that knows matplotlib.

Under the bars stand numbered notes, to which each bar refers: all that opens, closes and carries it, each with its place and its words.
An SVG file tells the same to who hears it: each bar by a title with the numbers of its notes, and all notes by its description.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

from factbase.ground.controls import as_line
from factbase.render.paint import block
from factbase.render.timeline import axis, ordinal
from factbase.result.ground import Ground
from factbase.result.result import known
from factbase.result.timeline import Held, Interval, Timeline

__all__ = ["FORMATS", "NotDrawn", "draw", "notes"]

FORMATS = (".png", ".svg")
WIDTH = 150  # characters of a line of the notes
MAX_LINES = 2_500  # a picture has at most 65,535 pixels a side
LINE = 0.145  # inches of it
_LOOK = {
    "certain": ("#1f5f8b", None),
    "possible": ("#a9c9de", "////"),
    "not excluded": ("#e3e9ee", "...."),
}
_BAR = "bar-{}"
"""The name of the group of a bar in an SVG file."""
_EPOCH = 719163  # the ordinal of 1970-01-01, from which matplotlib counts days


class NotDrawn(Exception):
    """There is no picture; the message says why. Where the plotting library is not installed, it gives the command that installs it."""


def notes(timeline: Timeline) -> list[str]:
    """The lines under the bars: each interval with the numbers of what it rests on, then that under its number."""
    numbers: dict[str, int] = {}
    lines: list[str] = []
    for held, bars in _bars(timeline, numbers):
        lines.append(f"{held.claim}{f': {held.reading}' if held.reading else ''}")
        lines += (f"  {line}" for bar in bars for line in bar)
    lines += (f"[{number}] {text}" for text, number in numbers.items())
    return [*lines, *known(timeline.datings, timeline.view, timeline.proofs), *timeline.remarks]


def _bars(timeline: Timeline, numbers: dict[str, int]) -> Iterator[tuple[Held, list[list[str]]]]:
    """Each answer with the lines of each of its intervals, in which what it rests on has a number."""
    for held in timeline.answers:
        yield held, [_interval_lines(interval, timeline, numbers) for interval in held.intervals]


def _interval_lines(interval: Interval, timeline: Timeline, numbers: dict[str, int]) -> list[str]:
    def marks(texts: list[str]) -> str:
        return "".join(f"[{numbers.setdefault(text, len(numbers) + 1)}]" for text in texts)

    under = [*map(_cited, interval.rests_on), *interval.absent]
    under += (f"it may be {_cited(fact)}" for fact in interval.may_be)
    lines = [f"{', '.join((interval.span, *interval.remarks))} {marks(under)}".rstrip()]
    for word, turn in (("opens", interval.opens), ("closes", interval.closes)):
        if turn is not None:
            where = f", where {' and '.join(turn.where)}" if turn.where else ""
            lines.append(f"{word} with {', '.join(turn.claims)}{where} {marks([*map(_cited, turn.facts)])}")
    for opposed in interval.contradicted:
        said = "; ".join((f"against {opposed.claim}", *opposed.remarks))
        lines.append(f"{said} {marks([*map(_cited, opposed.facts)])}")
    projected = timeline.projected(interval)
    return [*lines, *([projected] if projected else [])]


def _cited(fact: Ground) -> str:
    return "; ".join((fact.statement, *fact.lines))


def draw(timeline: Timeline, path: Path) -> None:
    """Writes the picture; the same timeline gives the same bytes. Raises NotDrawn and OSError."""
    try:
        import matplotlib
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch
    except ImportError as problem:
        raise NotDrawn("pictures need matplotlib: pip install 'factbase[plot]'") from problem
    first, last = axis(timeline.answers)
    count = len(timeline.answers)
    noted = [line for note in notes(timeline) for line in wrap(note, WIDTH, subsequent_indent="      ") or [""]]
    if len(noted) > MAX_LINES:
        raise NotDrawn(f"no picture holds {len(noted):,} lines of citations: ask for fewer answers")
    text = block(map(as_line, noted))
    above, below = 1.6 + 0.5 * max(count, 1), LINE * (len(noted) + 2)
    # What a stranger wrote is no formula, whatever dollar signs are in it, and no program of TeX, whatever the user's own settings say.
    # A picture of letters, not of their outlines, can be searched for what it cites.
    settings: Any = {"text.parse_math": False, "text.usetex": False, "svg.fonttype": "none"}
    with matplotlib.rc_context({"svg.hashsalt": "factbase", "font.family": "DejaVu Sans", **settings}):
        page = Figure(figsize=(10, above + below), layout="constrained")
        figure, foot = page.subfigures(2, 1, height_ratios=[above, below])  # type: ignore[misc]  # typed as one or an array
        axes = figure.subplots()
        number = itertools.count()
        for row, held in enumerate(timeline.answers):
            for interval in held.intervals:
                low, high = ordinal(interval.first, first), ordinal(interval.last, last)
                colour, hatch = _LOOK[interval.certainty]
                width = high - low + 1
                (bar,) = axes.barh(
                    row, width, left=low - _EPOCH, height=0.6, color=colour, hatch=hatch, edgecolor="white"
                )
                bar.set_gid(_BAR.format(next(number)))
        axes.set_yticks(range(count), [as_line(held.claim) for held in timeline.answers])
        axes.set_ylim(max(count, 1) - 0.5, -0.5)
        axes.set_xlim(first - _EPOCH, last + 1 - _EPOCH)
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # matplotlib types a part of itself
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
        axes.grid(axis="x", color="#dddddd")
        axes.set_axisbelow(True)
        by = f", known by {timeline.known_by}" if timeline.known_by else ""
        axes.set_title(as_line(f"{timeline.goal}{by}"), fontsize=10)
        marks = [
            Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=certainty)
            for certainty, (colour, hatch) in _LOOK.items()
        ]
        figure.legend(handles=marks, loc="outside lower right", ncols=3, frameon=False, fontsize=8)
        foot.text(0.01, 1, text, va="top", ha="left", fontsize=7, linespacing=1.3)
        if path.suffix == ".svg":
            drawn = io.StringIO()
            page.savefig(drawn, format="svg", metadata={"Date": None, "Title": as_line(timeline.goal)})
            path.write_text(_titled(drawn.getvalue(), timeline, text), encoding="utf-8", newline="\n")
        else:
            page.savefig(path, dpi=150, metadata={"Software": None, "Description": text})


def _titled(svg: str, timeline: Timeline, text: str) -> str:
    """A drawing with a description after its title, and a title for each bar, which browsers show over it too."""
    svg = svg.replace("</title>", f"</title><desc>{escape(text)}</desc>", 1)
    number = itertools.count()
    for held, bars in _bars(timeline, {}):
        for lines in bars:
            group = f'<g id="{_BAR.format(next(number))}">'
            told = block(map(as_line, (held.reading or held.claim, *lines)))
            svg = svg.replace(group, f"{group}<title>{escape(told)}</title>", 1)
    return svg
