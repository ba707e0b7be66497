"""Cite: in, words of a document; out, where they stand, and the statement of a fact that quotes them, as far as it can be proposed.

Nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import similar
from factbase.questions.passage import NoWords, Wanted, found
from factbase.questions.results.citing import citing_of
from factbase.render.citing import citing_text
from factbase.requests.argument import Argument, positive
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, as_json
from factbase.result.citing import Citing

__all__ = ["LIMIT", "Cite"]

LIMIT = 3


def _lines(text: str) -> tuple[int, int]:
    """Lines of a file: `9`, or `9..12`. Raises ValueError."""
    first, _, last = text.partition("..")
    return positive(first), positive(last or first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite(Request):
    """The statement of a fact, from the words that say it."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(citing_text, warns=True, refuses=True),
        "json": as_json(),
    }
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    words: Annotated[
        tuple[str, ...],
        Argument("words of a document; the first of several may be its source", "WORDS", placed=True, many="+"),
    ]
    relation: Annotated[
        str | None, Argument("what is stated; without it, what seems to be told", "NAME", offers="relation")
    ] = None
    begin: Annotated[str | None, Argument("let the quote begin with these words before them", "WORDS")] = None
    end: Annotated[str | None, Argument("let the quote end with these words after them", "WORDS")] = None
    sentence: Annotated[bool, Argument("quote the whole sentence; without it, the shortest quote that stands")] = False
    lines: Annotated[
        tuple[int, int] | None, Argument("only on these lines of the file, such as 9..12", "LINES", read=_lines)
    ] = None
    limit: Annotated[int, Argument(f"at most so many places; default: {LIMIT}", "N", read=positive)] = LIMIT

    def handle(self, on: Context) -> Outcome[Citing]:
        """The places with what is proposed. Raises Refused."""
        base = on.base()
        named = len(self.words) > 1 and self.words[0] in base.program.sources
        source, words = (self.words[0], self.words[1:]) if named else (None, self.words)
        if self.relation is not None and self.relation not in base.program.relations:
            hint = similar(self.relation, base.program.relations)
            raise Refused(f"unknown relation `{self.relation}`{f'; {hint}' if hint else ''}", USAGE)
        wanted = Wanted(" ".join(words), source, self.lines, self.begin, self.end, self.sentence)
        try:
            with on.working("searching"):
                there = found(base, wanted, self.limit, on.engine)
                result = citing_of(base, there, wanted, self.relation)
        except NoWords as problem:
            raise Refused(str(problem), USAGE) from None
        fine = there.passages and not base.errors
        fine = fine and all(each.chosen.stands and not each.lacking for each in there.passages)
        first = next(iter(result.proposals), None)
        drafted = first is not None and bool(first.statement)
        proposed = "\n".join((*first.declares, first.statement)) if first is not None and drafted else None
        code = DONE if fine else FINDINGS
        return Outcome(result, self.formats, base.errors, code=code, live=there.passages, proposed=proposed)
