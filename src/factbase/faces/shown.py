"""What a session has shown: in, its last answers and the number of one, or of a quote; out, its proof, its passage, or a file of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.base import View
from factbase.faces.anew import write_anew
from factbase.faces.arguments import Mistyped
from factbase.faces.options import fitting
from factbase.faces.session import Session
from factbase.faces.typed import file_named
from factbase.ground.date import parse_date
from factbase.render.noted import told_in
from factbase.render.paint import block, joined, plain
from factbase.requests.opening import AROUND, Open
from factbase.requests.proofs import Why
from factbase.requests.request import Request
from factbase.result.queries import Queries
from factbase.result.result import Answer, Result

__all__ = ["export", "numbered"]

NARROW, AROUND_NARROW = (
    60,
    2,
)  # columns below which so many lines stand around a quote, so that a screen has room for it

ENDINGS = {
    ".md": "markdown",
    ".html": "html",
    ".json": "json",
    ".csv": "csv",
    ".arrow": "arrow",
    ".parquet": "parquet",
    ".txt": "text",
}
"""The formats of a file by how its name ends."""


def numbered(session: Session, request: Request) -> tuple[Request, View | None]:
    """A request that names an answer or a quote by its number as one that names it, with the view in which that was answered. Raises
    Mistyped where there is none."""
    match request:
        case Why() if request.goal.strip(" .").isdigit():
            result, answer = _answer(session, int(request.goal.strip(" .")))
            dates = (parse_date(each) if each is not None else None for each in (result.view.at, result.view.known_by))
            return replace(request, goal=answer.claim), View(*dates)
        case Open() if request.place.isdigit():
            columns = fitting(session.paint).columns
            is_narrow = columns is not None and columns < NARROW and request.around == AROUND
            place, quote = _passage(session, int(request.place))
            around = AROUND_NARROW if is_narrow else request.around
            return replace(request, place=place, quote=request.quote or quote, around=around), None
        case _:
            return request, None


def _results(session: Session) -> Sequence[Result]:
    """The answers that were shown last. Raises Mistyped where none were."""
    match session.answered.result if session.answered is not None else None:
        case Result() as result:
            return [result]
        case Queries() as queries:
            results = [each.result for each in queries.queries if each.result is not None]
        case _:
            results = []
    if not results:
        raise Mistyped("nothing was asked yet: type a goal first, such as `direct_channel(A, B).`")
    return results


def _answer(session: Session, number: int) -> tuple[Result, Answer]:
    (result, *others) = _results(session)
    if others:
        raise Mistyped("several queries were asked: ask one, then `:why N`")
    if not 1 <= number <= len(result.answers):
        count = len(result.answers)
        raise Mistyped(
            f"the last goal has {count or 'no'} answer{'' if count == 1 else 's'}, so none is number {number}"
        )
    return result, result.answers[number - 1]


def _passage(session: Session, number: int) -> tuple[str, str]:
    """The place of a quote by its number, and the words. Raises Mistyped."""
    notes = told_in(_results(session))
    if not 1 <= number < notes.next:
        last = f"the last is [{notes.next - 1}]" if notes.next > 1 else "the last answers have no quote"
        raise Mistyped(f"[{number}] is no quote of the last answers; {last}")
    cited = notes.cited(number)
    if cited is None or cited.line is None:
        raise Mistyped(f"[{number}] stands in no document: it is what was searched, declared or assumed")
    return f"{cited.source}:{cited.line}", cited.quote


def export(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The last answers, written into a file in the format that its name ends with."""
    path, replaces = file_named(arguments, "export", "answers.md")
    _results(session)
    assert session.answered is not None
    form = ENDINGS.get(path.suffix.lower())
    if form is None or form not in session.answered.formats:
        raise Mistyped(f"a file ends with {', '.join(ENDINGS)}, not `{path.suffix or path.name}`")
    whole = session.answered if session.answered.whole is None else session.answered.whole()
    data = whole.data(form)
    text = joined([*whole.blocks(form, plain), ""])
    write_anew(path, text if data is None else data, replaces=replaces, how=f"`:export! {path}`")
    yield block([f"the last answers written to {path}"])
