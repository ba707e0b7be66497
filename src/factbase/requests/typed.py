"""What is typed into a session: in, text; out, the goals and statements in it, each as a request, and whether more is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.render.paint import Paint
from factbase.requests.answers import Ask
from factbase.requests.request import FINDINGS, Context, Format, Outcome, Request, text_only, unsound
from factbase.requests.unfinished import NO_END, missing
from factbase.syntax.cut import is_complete, statements

__all__ = ["Add", "ended", "is_enough", "pieces", "request_of"]

_WORD = re.compile(r"\w+")


def ended(text: str) -> bool:
    """Whether text is whole: its last statement has come to its `.`.

    So is a goal with a question mark at its end, as other languages have it: it is refused, where more lines would not mend it."""
    return is_complete(text) or re.search(r"\)\s*\?\s*\Z", text) is not None


def is_enough(text: str, cache: Path | None) -> bool:
    """Whether text need not go on: it is whole; or its last piece is a goal, which needs no `.`, or has a mistake that no line mends."""
    if ended(text) or _WORD.fullmatch(
        text.strip()
    ):  # a word alone is nothing, and few would go on with its bracket below
        return True
    if missing(text) != NO_END:
        return False
    from factbase.syntax.parse import parse, parse_goal  # late: a session begins without a parser

    piece = statements(text)[-1]
    query, mistakes = parse_goal(TextFile("<goal>", piece), cache)
    if query is not None:
        return True
    _, problems = parse(TextFile("<statement>", f"{piece.rstrip()} ."), cache)
    return bool(problems) and max(_reached(problems), _reached(mistakes)) < len(piece.rstrip())


def pieces(text: str) -> Iterator[str]:
    """The goals and statements of a text, one by one."""
    return (piece.strip() for piece in statements(text))


def request_of(piece: str, before: str, folder: Path, cache: Path | None) -> Ask | Add:
    """What a piece asks for: what is both a goal and a statement, such as `p(1).`, is a goal; what is neither, what it is nearer to.

    `before` are the statements that were added so far, `folder` is where all of them count as written."""
    from factbase.syntax.parse import parse, parse_goal

    query, mistakes = parse_goal(TextFile("<goal>", piece), cache)
    if query is None:
        whole = piece if ended(piece) else f"{piece} ."  # else the `.` that it lacks would be farther than any mistake
        _, problems = parse(TextFile("<statement>", whole), cache)
        if not problems or min(_reached(problems), len(piece.rstrip())) > _reached(mistakes):
            return Add(text=f"{before}{piece}\n", folder=folder)
    return Ask(goal=piece)


def _reached(problems: Sequence[Diagnostic]) -> int:
    """How far a text could be read."""
    return min(problem.span.start if problem.span else 0 for problem in problems)


def _added(text: str, paint: Paint) -> Iterator[str]:
    yield "added to this session; no file is changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Request):
    """Takes all statements typed so far as one text, for a `from` holds for what is typed after it."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_added)

    text: str
    folder: Path

    def handle(self, on: Context) -> Outcome[str]:
        """The base with the text, where that brings no new error."""
        base = on.base()
        grown = base.with_text(str(self.folder / "<typed>"), self.text, self.folder)
        known = {each.sort_key for each in base.diagnostics}
        new = tuple(each for each in grown.diagnostics if each.sort_key not in known)
        if unsound(new):
            return Outcome(self.text, self.formats, new, code=FINDINGS)
        return Outcome(self.text, self.formats, new, base=grown)
