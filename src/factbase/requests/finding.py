"""Find and coverage: in, words or a source; out, the sentences in which they stand, or what cites each; whatever the dates of the view.

Nothing is solved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.checks.covering import coverage_of
from factbase.cite.phrase import NoWords
from factbase.ground.dataclass import dataclass
from factbase.questions.words import matches
from factbase.render.matches import coverage_text, matches_text
from factbase.requests.argument import Argument, positive
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, as_json
from factbase.result import coverage
from factbase.result.matches import Matches
from factbase.sources.reach import beyond_quotes

__all__ = ["LIMIT", "Coverage", "Find"]

LIMIT = 20  # of sentences, of names and of facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Find(Request):
    """Where words stand."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(matches_text, warns=True, refuses=True),
        "json": as_json(),
    }
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    words: Annotated[
        tuple[str, ...],
        Argument(
            "words in this order; of several, each in the same sentence", "WORDS", placed=True, many="+", offers="words"
        ),
    ]
    source: Annotated[str | None, Argument("in this source and what cites it", "SOURCE", offers="source")] = None
    limit: Annotated[int, Argument(f"at most so many of each kind; default: {LIMIT}", "N", read=positive)] = LIMIT

    def handle(self, on: Context) -> Outcome[Matches]:
        """The sentences, names and facts."""
        base = on.base()
        try:
            with on.working("searching"):
                result = matches(base, self.words, self.source, self.limit)
        except NoWords as problem:
            raise Refused(str(problem), USAGE) from None
        hidden = beyond_quotes(base.errors)
        return Outcome(result, self.formats, hidden, code=FINDINGS if hidden else DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Request):
    """How far the documents are cited."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(coverage_text, warns=True, refuses=True),
        "json": as_json(),
    }
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    source: Annotated[str | None, Argument("that of one source", "SOURCE", placed=True, many="?", offers="source")] = (
        None
    )

    def handle(self, on: Context) -> Outcome[coverage.Coverage]:
        """The sentences of each document."""
        base = on.base()
        with on.working("reading"):
            result = coverage_of(base, self.source)
        return Outcome(result, self.formats, base.errors, code=FINDINGS if base.errors else DONE)
