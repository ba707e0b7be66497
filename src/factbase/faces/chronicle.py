"""The commands over time: in, a loaded base and options; out, timelines and differences, printed, and an exit code for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from factbase.base import FactBase
from factbase.engine.course import NoCourse
from factbase.engine.meter import Meter
from factbase.faces.engines import Engines
from factbase.ground.date import Date
from factbase.ground.diagnostic import Severity
from factbase.program.view import View
from factbase.questions.difference import difference
from factbase.questions.history import load_revision
from factbase.questions.timeline import Timeline, timeline
from factbase.render.difference import difference_json, difference_text
from factbase.render.paint import Paint, block
from factbase.render.picture import FORMATS, NotDrawn, draw
from factbase.render.timeline import timeline_json, timeline_text
from factbase.result.parts import Parts

__all__ = ["Refused", "diff_blocks", "timeline_blocks"]


class Refused(Exception):
    """What was asked for cannot be given; the message says why."""


def timeline_blocks(
    base: FactBase, goal: str, known_by: Date | None, engine: Meter, paint: Paint, form: str, picture: Path | None
) -> Iterator[str]:
    """The timeline of a goal as text or JSON, and as a picture where one is asked for. Raises Refused."""
    if picture is not None and picture.suffix not in FORMATS:
        raise Refused(f"a picture is one of {', '.join(FORMATS)}, not `{picture.suffix or picture.name}`")
    try:
        found: Timeline = timeline(base, goal, known_by, engine, engine.clock)
    except NoCourse as problem:
        raise Refused(str(problem)) from None
    if found.solved is not None:
        engine.solved.append(found.solved)
    parts = Parts(base.program, base.evidence)
    if form == "json":
        yield timeline_json(found, parts)
    else:
        yield from timeline_text(found, parts, paint)
    if any(d.severity is Severity.ERROR for d in found.problems):
        raise Refused("")
    if picture is not None:
        try:
            draw(found, parts, picture)
        except (NotDrawn, OSError) as problem:
            raise Refused(str(problem)) from None
        if form != "json":
            yield block([f"drawn in {picture}"])


def diff_blocks(
    paths: Sequence[Path],
    between: tuple[str, str | None],
    view: View,
    engines: Engines,
    paint: Paint,
    form: str,
    cache: Path | None,
) -> tuple[bool, Iterator[str]]:
    """Whether answers, facts or rules differ between two revisions (None: the files as they are), and how, in blocks.

    Raises NoRevision."""
    before = load_revision(paths, between[0], cache)
    after = load_revision(paths, between[1], cache) if between[1] is not None else FactBase.load(paths, cache)
    engines.patience.ask(sum(len(base.program.expectations) + len(base.program.queries) for base in (before, after)))
    found = difference(before, after, view, engines.engine)
    states = Parts(before.program, before.evidence), Parts(after.program, after.evidence)
    if form == "json":
        return found.any, iter([difference_json(found, states)])
    return found.any, difference_text(found, states, paint)
