"""Sources and conflicts: in, a base; out, what is declared of sources and falls without them, and quotes that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.questions import explanation
from factbase.render.paint import Paint
from factbase.render.weighed import bearing_text, conflict_text, sources_text
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, told_as
from factbase.requests.word import Word
from factbase.result.parts import Parts

__all__ = ["Conflicting", "Conflicts", "Sources", "Weighed"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sources of a base; `bearing` is what falls without each, where that is asked."""

    base: FactBase
    bearing: tuple[explanation.Bearing, ...] | None = None


def _sources_text(of: Weighed, paint: Paint) -> Iterator[str]:
    parts = Parts(of.base.program, of.base.evidence)
    if not of.base.program.sources:
        yield "no sources"
    elif of.bearing is None:
        yield from sources_text(parts, paint)
    else:
        yield from bearing_text(of.bearing, parts, paint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Request):
    """The sources of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = told_as(_sources_text)

    load_bearing: Annotated[bool, Word("the conclusions that fall without each source")] = False

    def handle(self, on: Context) -> Outcome[Weighed]:
        """The sources, with what rests on them where that is asked."""
        base = on.base()
        if base.errors:
            return Outcome(Weighed(base), self.formats, tuple(base.errors), code=FINDINGS)
        if not self.load_bearing:
            return Outcome(Weighed(base), self.formats)
        with on.working("solving"):
            return Outcome(Weighed(base, explanation.load_bearing(base, on.view, on.engine)), self.formats)


@dataclass(frozen=True, slots=True)
class Conflicting:
    """The violated checks of a base."""

    base: FactBase
    found: tuple[explanation.Conflict, ...] = ()


def _conflicts_text(of: Conflicting, paint: Paint) -> Iterator[str]:
    parts = Parts(of.base.program, of.base.evidence)
    for conflict in of.found:
        yield conflict_text(conflict, parts, paint)
    if not of.found:
        yield "no check is violated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts(Request):
    """The quotes of each violated check side by side."""

    formats: ClassVar[Mapping[str, Format[Any]]] = told_as(_conflicts_text)

    def handle(self, on: Context) -> Outcome[Conflicting]:
        """The violated checks."""
        base = on.base()
        if base.errors:
            return Outcome(Conflicting(base), self.formats, tuple(base.errors), code=FINDINGS)
        with on.working("checking"):
            return Outcome(Conflicting(base, tuple(explanation.conflicts(base, on.view, on.engine))), self.formats)
