"""Pictures of timelines: in, the timeline of a goal; out, a PNG or SVG file, a bar for each answer. The only file that knows matplotlib."""

from __future__ import annotations

from pathlib import Path

from factbase.ground.comparison import Certainty
from factbase.ground.controls import as_line
from factbase.ground.date import Date
from factbase.questions.timeline import Timeline
from factbase.render.timeline import axis, label

__all__ = ["FORMATS", "NoLibrary", "draw"]

FORMATS = (".png", ".svg")
_LOOK = {
    Certainty.CERTAIN: ("#1f5f8b", None),
    Certainty.POSSIBLE: ("#a9c9de", "////"),
    Certainty.OPEN: ("#e3e9ee", "...."),
}
_EPOCH = 719163  # the ordinal of 1970-01-01, from which matplotlib counts days


class NoLibrary(Exception):
    """The plotting library is not installed; the message gives the command that installs it."""


def draw(timeline: Timeline, path: Path) -> None:
    """Writes the picture; the same timeline gives the same bytes. Raises NoLibrary and OSError."""
    try:
        import matplotlib
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch
    except ImportError as problem:
        raise NoLibrary("pictures need matplotlib: pip install 'factbase[plot]'") from problem
    first, last = axis(timeline.answers)
    count = len(timeline.answers)
    # What a stranger wrote is no formula, whatever dollar signs are in it, and no program of TeX, whatever the user's own settings say.
    with matplotlib.rc_context(
        {"svg.hashsalt": "factbase", "font.family": "DejaVu Sans", "text.parse_math": False, "text.usetex": False}
    ):
        figure = Figure(figsize=(10, 1.6 + 0.5 * max(count, 1)), layout="constrained")
        axes = figure.subplots()
        for row, held in enumerate(timeline.answers):
            for interval in held.intervals:
                low, high = _ordinal(interval.first, first), _ordinal(interval.last, last)
                colour, hatch = _LOOK[interval.certainty]
                width = high - low + 1
                axes.barh(row, width, left=low - _EPOCH, height=0.6, color=colour, hatch=hatch, edgecolor="white")
        axes.set_yticks(range(count), [as_line(label(timeline, held)) for held in timeline.answers])
        axes.set_ylim(max(count, 1) - 0.5, -0.5)
        axes.set_xlim(first - _EPOCH, last + 1 - _EPOCH)
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # matplotlib types a part of itself
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
        axes.grid(axis="x", color="#dddddd")
        axes.set_axisbelow(True)
        known = f", known by {timeline.known_by.text}" if timeline.known_by else ""
        axes.set_title(as_line(f"{timeline.goal}{known}"), fontsize=10)
        marks = [
            Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=r.value)
            for r, (colour, hatch) in _LOOK.items()
        ]
        figure.legend(handles=marks, loc="outside lower right", ncols=3, frameon=False, fontsize=8)
        metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
        figure.savefig(path, dpi=150, metadata=metadata)


def _ordinal(end: Date | None, unbounded: int) -> int:
    return unbounded if end is None or end.earliest is None else end.earliest
