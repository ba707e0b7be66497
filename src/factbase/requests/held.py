"""What changes over time: in, a goal; out, all intervals in which its answers hold, drawn where that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import fspath
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.engine.course import NoCourse
from factbase.ground.dataclass import dataclass
from factbase.questions.results.timeline import timeline_of
from factbase.questions.timeline import timeline
from factbase.render.paint import block
from factbase.render.timeline import timeline_text
from factbase.requests.argument import Argument, GoalArgument
from factbase.requests.formats import READ
from factbase.requests.request import FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, as_json, unsound
from factbase.result.timeline import Timeline as Held

__all__ = ["Timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Request):
    """All intervals in which each answer to a goal holds."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(timeline_text, warns=True, refuses=True),
        "json": as_json(),
        **READ,
    }
    stats: ClassVar[bool] = True

    goal: GoalArgument
    picture: Annotated[
        Path | None,
        Argument("draw it too, into a .png or .svg file; needs the extra `plot`", "FILE", read=Path, offers="file"),
    ] = None

    def handle(self, on: Context) -> Outcome[Held]:
        """The timeline, drawn where that is asked. Raises Refused where a goal has none, or what it is to be drawn in is no picture."""
        if self.picture is not None and self.picture.suffix not in (formats := _formats()):
            raise Refused(f"a picture is one of {', '.join(formats)}, not `{self.picture.suffix or self.picture.name}`")
        base = on.base()
        query, _ = base.query(self.goal)
        if query is not None and query.at is not None:
            raise Refused("a timeline is of all days: leave `at` out of the goal", USAGE)
        known_by = query.known_by if query is not None and query.known_by is not None else on.view.known_by
        try:
            with on.working("solving"):
                answers = timeline(base, self.goal, known_by, on.engine, on.engine.clock)
        except NoCourse as problem:
            raise Refused(str(problem)) from None
        if answers.solved is not None:
            on.engine.solved.append(answers.solved)
        problems, held = tuple(answers.problems), timeline_of(answers, base)
        if unsound(problems):
            return Outcome(held, self.formats, problems, code=FINDINGS)
        if self.picture is not None:
            from factbase.render.picture import NotDrawn, draw  # late, as above

            try:
                draw(held, self.picture)
            except (NotDrawn, OSError) as problem:
                return Outcome(held, self.formats, problems, (block([str(problem)]),), FINDINGS)
            held = replace(held, drawn=fspath(self.picture))
        return Outcome(held, self.formats, problems)


def _formats() -> tuple[str, ...]:
    """The endings of files that can be drawn."""
    from factbase.render.picture import FORMATS  # late: few timelines are drawn

    return FORMATS
