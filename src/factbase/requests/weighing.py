"""Sources and conflicts: in, a base; out, what is declared of sources and falls without them, and quotes that cannot all be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.ground.dataclass import dataclass
from factbase.questions.explanation import conflicts, load_bearing
from factbase.questions.results.weighed import conflicts_of, sources_of
from factbase.render.weighed import conflicts_text, sources_text
from factbase.requests.argument import Argument
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, as_json
from factbase.result import weighed
from factbase.result.problem import Problem, problem
from factbase.sources.reach import beyond_quotes

__all__ = ["Conflicts", "Sources"]


def errors_of(base: FactBase) -> tuple[Problem, ...]:
    """The errors of a base."""
    return tuple(map(problem, base.errors))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Request):
    """The sources of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {"text": Format(sources_text), "json": as_json()}

    load_bearing: Annotated[
        bool, Argument("the conclusions that fall without each source and each named assumption")
    ] = False

    def handle(self, on: Context) -> Outcome[weighed.Sources]:
        """The sources, with what rests on them where that is asked."""
        base = on.base()
        if base.errors if self.load_bearing else beyond_quotes(base.errors):
            return Outcome(
                weighed.Sources((), problems=errors_of(base)), self.formats, tuple(base.errors), code=FINDINGS
            )
        if not self.load_bearing:
            return Outcome(sources_of(base, None), self.formats)
        with on.working("solving"):
            return Outcome(sources_of(base, load_bearing(base, on.view, on.engine)), self.formats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts(Request):
    """The quotes of each violated check side by side."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {"text": Format(conflicts_text), "json": as_json()}

    def handle(self, on: Context) -> Outcome[weighed.Conflicts]:
        """The violated checks."""
        base = on.base()
        if base.errors:
            return Outcome(weighed.Conflicts((), errors_of(base)), self.formats, tuple(base.errors), code=FINDINGS)
        with on.working("checking"):
            return Outcome(conflicts_of(base, conflicts(base, on.view, on.engine)), self.formats)
