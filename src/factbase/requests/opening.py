"""Open: in, a place in a document; out, the passage there, with what facts quote of it marked; whatever the dates of the view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.questions.opened import NoLine, opened
from factbase.render.opened import opened_text
from factbase.requests.argument import Argument, positive
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, as_json
from factbase.result.opened import Opened
from factbase.sources.reach import beyond_quotes

__all__ = ["AROUND", "Open"]

AROUND = 4  # lines before and after
EVERY_LINE = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Request):
    """A passage of a document."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(opened_text, warns=True, refuses=True),
        "json": as_json(),
    }
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    place: Annotated[
        str,
        Argument(
            "a source and a line of its document, or its path and a line; in a session also the number of a quote",
            "SOURCE:LINE",
            placed=True,
            offers="line",
        ),
    ]
    quote: Annotated[str | None, Argument("mark these words only, as they are quoted", "WORDS")] = None
    around: Annotated[int, Argument(f"so many lines before and after; default: {AROUND}", "N", read=positive)] = AROUND
    all: Annotated[bool, Argument("the whole document")] = False

    def handle(self, on: Context) -> Outcome[Opened]:
        """The passage. Raises Refused where there is no such place."""
        base = on.base()
        name, _, number = self.place.strip().rpartition(":")
        if not name and not number.isdigit():  # a document from its beginning
            name, number = number, "1"
        if not name or not number.isdigit():
            raise Refused(
                f"`{self.place}` is no place: write SOURCE:LINE, such as {_example(base.evidence.documents)}", USAGE
            )
        if name not in base.program.sources:
            at = (each for each, document in base.evidence.documents.items() if document.path == name)
            name = next(at, name)
        try:
            with on.working("reading"):
                around = self.around if not self.all else EVERY_LINE
                result = opened(base, name, int(number), around, self.quote)
        except NoLine as problem:
            raise Refused(str(problem), USAGE) from None
        hidden = beyond_quotes(base.errors)
        return Outcome(result, self.formats, hidden, code=FINDINGS if hidden else DONE)


def _example(documents: Mapping[str, object]) -> str:
    return f"{next(iter(documents), 'report')}:3"
