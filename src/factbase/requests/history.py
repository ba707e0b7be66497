"""What was changed: in, one state of a base and another; out, what is answered otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.questions.difference import difference
from factbase.questions.results.difference import difference_of
from factbase.render.difference import difference_text
from factbase.requests.argument import Argument
from factbase.requests.loading import load
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, as_json
from factbase.result.difference import Difference

__all__ = ["Diff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff(Request):
    """What is answered otherwise in another state of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {"text": Format(difference_text), "json": as_json()}
    compares: ClassVar[bool] = True

    rev: Annotated[str, Argument("a git revision, such as HEAD~1", "REV", placed=True, names=True, offers="revision")]
    other: Annotated[
        str | None, Argument("default: what is asked now", "REV", placed=True, many="?", names=True, offers="revision")
    ] = None

    def handle(self, on: Context) -> Outcome[Difference]:
        """The difference between a revision and another one, or the base as it is. Raises Refused for what is no revision."""
        with on.working("loading"):
            before = load(on.paths, self.rev, on.cache)
            other = load(on.paths, self.other, on.cache) if self.other is not None else None
        after = other if other is not None else on.base()
        on.questions(sum(len(base.program.expectations) + len(base.program.queries) for base in (before, after)))
        with on.working("comparing"):
            differences = difference(before, after, on.view, on.engine)
        return Outcome(
            difference_of(differences, before, after), self.formats, code=FINDINGS if differences.any else DONE
        )
