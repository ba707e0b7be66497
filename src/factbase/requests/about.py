"""Facts: in, a name; out, all facts about what is called so, with their quotes, whatever the dates of the view. Nothing is solved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.questions.about import Unnamed, about
from factbase.render.about import about_text
from factbase.requests.argument import Argument, positive
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, as_json
from factbase.result.about import About
from factbase.sources.reach import beyond_quotes

__all__ = ["LIMIT", "Facts"]

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Request):
    """The facts about something."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(about_text, warns=True, refuses=True),
        "json": as_json(),
    }
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    name: Annotated[
        tuple[str, ...],
        Argument(
            "an entity by any of its names, a relation, or a source; `about` may stand before it",
            "NAME",
            placed=True,
            many="+",
            offers="name",
        ),
    ]
    limit: Annotated[int, Argument(f"at most so many; default: {LIMIT}", "N", read=positive)] = LIMIT

    def handle(self, on: Context) -> Outcome[About]:
        """The facts. Raises Refused where nothing is called so."""
        base = on.base()
        words = self.name[1:] if self.name[0] == "about" and len(self.name) > 1 else self.name
        try:
            with on.working("searching"):
                found = about(base, " ".join(words).strip(), self.limit)
        except Unnamed as problem:
            raise Refused(str(problem), USAGE) from None
        hidden = beyond_quotes(base.errors)
        return Outcome(found, self.formats, hidden, code=FINDINGS if hidden else DONE)
