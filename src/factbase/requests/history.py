"""What changes over time: in, a goal or two states of a base; out, all intervals in which answers hold, or what is answered otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.engine.course import NoCourse
from factbase.questions.difference import Difference, difference
from factbase.questions.timeline import Timeline as Found
from factbase.questions.timeline import timeline
from factbase.render.difference import difference_json, difference_text
from factbase.render.paint import Paint, block
from factbase.render.picture import FORMATS, NotDrawn, draw
from factbase.render.timeline import timeline_json, timeline_text
from factbase.requests.loading import load
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Refused, Request, unsound
from factbase.requests.word import Goal, Word
from factbase.result.parts import Parts

__all__ = ["Diff", "Held", "States", "Timeline"]


@dataclass(frozen=True, slots=True)
class Held:
    """The timeline of a goal, and where it was drawn."""

    timeline: Found
    base: FactBase
    drawn: Path | None = None

    @property
    def parts(self) -> Parts:
        """What is told of it."""
        return Parts(self.base.program, self.base.evidence)


def _timeline_text(of: Held, paint: Paint) -> Iterator[str]:
    yield from timeline_text(of.timeline, of.parts, paint)
    if of.drawn is not None:
        yield block([f"drawn in {of.drawn}"])


def _timeline_json(of: Held, paint: Paint) -> Iterator[str]:
    yield timeline_json(of.timeline, of.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Request):
    """All intervals in which each answer to a goal holds."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_timeline_text, warns=True, refuses=True),
        "json": Format(_timeline_json, warns=True, refuses=True),
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
        problems = tuple(found.problems)
        if unsound(problems):
            return Outcome(Held(found, base), self.formats, problems, code=FINDINGS)
        held = Held(found, base, self.picture)
        if self.picture is not None:
            try:
                draw(found, held.parts, self.picture)
            except (NotDrawn, OSError) as problem:
                return Outcome(Held(found, base), self.formats, problems, (block([str(problem)]),), FINDINGS)
        return Outcome(held, self.formats, problems)


@dataclass(frozen=True, slots=True)
class States:
    """What differs between two states of a base."""

    difference: Difference
    before: FactBase
    after: FactBase

    @property
    def parts(self) -> tuple[Parts, Parts]:
        """What is told of each."""
        before, after = self.before, self.after
        return Parts(before.program, before.evidence), Parts(after.program, after.evidence)


def _diff_text(of: States, paint: Paint) -> Iterator[str]:
    return difference_text(of.difference, of.parts, paint)


def _diff_json(of: States, paint: Paint) -> Iterator[str]:
    yield difference_json(of.difference, of.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff(Request):
    """What is answered otherwise in another state of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {"text": Format(_diff_text), "json": Format(_diff_json)}
    compares: ClassVar[bool] = True

    rev: Annotated[str, Word("a git revision, such as HEAD~1", "REV", placed=True, names=True)]
    other: Annotated[str | None, Word("default: what is asked now", "REV", placed=True, many="?", names=True)] = None

    def handle(self, on: Context) -> Outcome[States]:
        """The difference between a revision and another one, or the base as it is. Raises Refused for what is no revision."""
        with on.working("loading"):
            before = load(on.paths, self.rev, on.cache)
            other = load(on.paths, self.other, on.cache) if self.other is not None else None
        after = other if other is not None else on.base()
        on.questions(sum(len(base.program.expectations) + len(base.program.queries) for base in (before, after)))
        with on.working("comparing"):
            found = difference(before, after, on.view, on.engine)
        return Outcome(States(found, before, after), self.formats, code=FINDINGS if found.any else DONE)
