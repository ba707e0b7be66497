"""What changes over time: in, a goal or two states of a base; out, all intervals in which answers hold, or what is answered otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import fspath
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.engine.course import NoCourse
from factbase.ground.dataclass import dataclass
from factbase.questions.difference import difference
from factbase.questions.timeline import timeline
from factbase.questions.told import difference_of, timeline_of
from factbase.render.difference import difference_text
from factbase.render.paint import block
from factbase.render.picture import FORMATS, NotDrawn, draw
from factbase.render.timeline import timeline_text
from factbase.requests.loading import load
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Refused, Request, as_json, unsound
from factbase.requests.word import Goal, Word
from factbase.result.difference import Difference
from factbase.result.timeline import Timeline as Held

__all__ = ["Diff", "Timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Request):
    """All intervals in which each answer to a goal holds."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(timeline_text, warns=True, refuses=True),
        "json": as_json(),
    }
    stats: ClassVar[bool] = True

    goal: Goal
    picture: Annotated[
        Path | None,
        Word("draw it too, into a .png or .svg file; needs the extra `plot`", "FILE", read=Path, offers="file"),
    ] = None

    def handle(self, on: Context) -> Outcome[Held]:
        """The timeline, drawn where that is asked. Raises Refused where a goal has none, or what it is to be drawn in is no picture."""
        if self.picture is not None and self.picture.suffix not in FORMATS:
            raise Refused(f"a picture is one of {', '.join(FORMATS)}, not `{self.picture.suffix or self.picture.name}`")
        base = on.base()
        try:
            with on.working("solving"):
                found = timeline(base, self.goal, on.view.known_by, on.engine, on.engine.clock)
        except NoCourse as problem:
            raise Refused(str(problem)) from None
        if found.solved is not None:
            on.engine.solved.append(found.solved)
        problems, held = tuple(found.problems), timeline_of(found, base)
        if unsound(problems):
            return Outcome(held, self.formats, problems, code=FINDINGS)
        if self.picture is not None:
            try:
                draw(held, self.picture)
            except (NotDrawn, OSError) as problem:
                return Outcome(held, self.formats, problems, (block([str(problem)]),), FINDINGS)
            held = replace(held, drawn=fspath(self.picture))
        return Outcome(held, self.formats, problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff(Request):
    """What is answered otherwise in another state of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {"text": Format(difference_text), "json": as_json()}
    compares: ClassVar[bool] = True

    rev: Annotated[str, Word("a git revision, such as HEAD~1", "REV", placed=True, names=True)]
    other: Annotated[str | None, Word("default: what is asked now", "REV", placed=True, many="?", names=True)] = None

    def handle(self, on: Context) -> Outcome[Difference]:
        """The difference between a revision and another one, or the base as it is. Raises Refused for what is no revision."""
        with on.working("loading"):
            before = load(on.paths, self.rev, on.cache)
            other = load(on.paths, self.other, on.cache) if self.other is not None else None
        after = other if other is not None else on.base()
        on.questions(sum(len(base.program.expectations) + len(base.program.queries) for base in (before, after)))
        with on.working("comparing"):
            found = difference(before, after, on.view, on.engine)
        return Outcome(difference_of(found, before, after), self.formats, code=FINDINGS if found.any else DONE)
