"""Sources and conflicts: in, a base; out, what is declared of sources and falls without them, and quotes that cannot all be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, ClassVar, TypeVar

from factbase.base import FactBase
from factbase.checks.standing import lost_facts, standing
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.questions.explanation import conflicts, load_bearing
from factbase.questions.results.weighed import conflicts_of, sources_of
from factbase.render.weighed import conflicts_text, sources_text
from factbase.requests.argument import Argument
from factbase.requests.formats import READ
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, as_json
from factbase.result import weighed
from factbase.result.problem import problem
from factbase.sources.reach import beyond_quotes

__all__ = ["Conflicts", "Sources"]

W = TypeVar("W", weighed.Sources, weighed.Conflicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Request):
    """The sources of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(sources_text, warns=True, refuses=True),
        "json": as_json(),
        **READ,
    }

    load_bearing: Annotated[
        bool, Argument("the conclusions that fall without each source and each named assumption")
    ] = False

    def handle(self, on: Context) -> Outcome[weighed.Sources]:
        """The sources; or what rests on them, of all that stands."""
        base = on.base()
        if not self.load_bearing:
            found = weighed.Sources(()) if (hidden := beyond_quotes(base.errors)) else sources_of(base, None)
            return _told(found, base.errors if hidden else (), self.formats)
        stands = standing(base)
        if stands is None:
            return _told(weighed.Sources(()), base.errors, self.formats)
        with on.working("solving"):
            found = sources_of(stands, load_bearing(stands, on.view, on.engine))
        return _told(replace(found, lost=_lost(base)), base.errors, self.formats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts(Request):
    """The quotes of each violated check side by side."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(conflicts_text, warns=True, refuses=True),
        "json": as_json(),
        **READ,
    }

    def handle(self, on: Context) -> Outcome[weighed.Conflicts]:
        """The violated checks, of all that stands."""
        with on.working("checking"):
            base = on.base().verified()
            stands = standing(base)
            if stands is None:
                return _told(weighed.Conflicts(None), base.errors, self.formats)
            found = conflicts_of(stands, conflicts(base, on.view, on.engine))
        return _told(replace(found, lost=_lost(base)), base.errors, self.formats)


def _lost(base: FactBase) -> int:
    return len(lost_facts(base)) if base.errors else 0


def _told(found: W, errors: Sequence[Diagnostic], formats: Mapping[str, Format[Any]]) -> Outcome[W]:
    """What was found, with the errors that kept something from being found."""
    found = replace(found, problems=tuple(map(problem, errors)))
    return Outcome(found, formats, tuple(errors), code=FINDINGS if errors else DONE)
