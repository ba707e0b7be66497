"""Fixing: in, a base and what is found in it; out, the edits that mend what is mechanical and certain.

Those are quotes that differ in their spelling only, a name nobody knows that is near to exactly one, a waiver that is not needed, an
allowance that fits nothing and a fact that stands twice. Promised: no edit of a name that brings a new error, and no comment lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from factbase.base import FactBase
from factbase.checks.fitting import CONTRADICTED
from factbase.checks.mending import Edit, Mending, edited, quotes_mended
from factbase.ground.diagnostic import Diagnostic, alike
from factbase.ground.span import TextFile
from factbase.program.cascades import apart
from factbase.program.model import Program

__all__ = ["fixes"]

MAX_NAMES = 20
"""Names that are tried, each in a base of its own."""

_KNOWN: Mapping[str, Callable[[Program], Iterable[str]]] = {
    "E101": lambda program: program.relations,
    "E102": lambda program: program.sources,
    "E110": lambda program: program.checks,
    "E116": lambda program: program.entities,
    "E136": lambda program: program.entities,
    "E203": lambda program: program.entities,
}
_WAIVE = re.compile(r"[ \t\r\n]*\bwaive\s+$")
_REST = re.compile(r"[ \t]*\r?\n")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|%[^\n]*')


def fixes(base: FactBase, found: Iterable[Diagnostic], *, elsewhen: bool = False) -> tuple[Edit, ...]:
    """The edits that mend what is found in a base; `elsewhen` says that it was found in another view than the base's own.

    What fits nothing in another view may fit in its own, and while there are errors, nobody knows what else is contradicted."""
    own = [each for each in apart(found) if each.span is not None and each.span.path in base.snapshot.trees]
    idle = [
        each for each in own if not (elsewhen and each.code == "C301") and not (base.errors and _contradicted(each))
    ]
    edits = [*quotes_mended(base), *(edit for each in idle for edit in _taken_out(each)), *_stated_again(base, own)]
    names: dict[str, list[Edit]] = {}
    for each in own:
        for edit in _renamed(base.program, each):
            names.setdefault(f"{edit.code} {each.cause}", []).append(edit)
    for alone in list(names.values())[:MAX_NAMES]:
        if _better(base, alone):
            edits += alone
    return tuple(edits)


def _with_edits(base: FactBase, made: Iterable[Mending]) -> FactBase:
    """The base as it is with some files edited."""
    return FactBase.of(base.snapshot.with_texts({each.file.path: each.text for each in made}))


def _better(base: FactBase, edits: list[Edit]) -> bool:
    """Whether the base has fewer errors with some edits, and of no code more."""
    before, after = (Counter(each.code for each in apart(of.errors)) for of in (base, _with_edits(base, edited(edits))))
    return after < before


def _renamed(program: Program, found: Diagnostic) -> Iterator[Edit]:
    """The unknown name of a finding, as the only one that is near to it."""
    if found.code not in _KNOWN or found.span is None or not found.cause:
        return
    name = found.cause[0]
    near = alike(name, _KNOWN[found.code](program))
    blank = _STRING.sub(lambda literal: " " * len(literal[0]), found.span.text)
    places = [each.start() for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", blank)]
    if len(near) == 1 and len(places) == 1 and near[0].isidentifier():
        start = found.span.start + places[0]
        yield Edit(found.span.file, start, start + len(name), near[0], found.code)


def _contradicted(found: Diagnostic) -> bool:
    return found.code == "F105" and f"`{CONTRADICTED}`" in found.message


def _taken_out(found: Diagnostic) -> Iterator[Edit]:
    """What a finding says to be of no use, taken out."""
    if found.span is None or found.code not in ("F105", "C301"):
        return
    file, text = found.span.file, found.span.file.text
    start, end = found.span.start, found.span.end
    if found.code == "F105":
        waive = _WAIVE.search(text, 0, start)
        if waive is None:
            return
        start = waive.start()
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if "\n" in waive[0] and "%" in line:  # what follows would be a part of the comment
            start = waive.end() - len(waive[0].lstrip())
    else:
        start, end = _lines(file, start, end)
    yield Edit(file, start, end, "", found.code)


def _lines(file: TextFile, start: int, end: int) -> tuple[int, int]:
    """A stretch of a file with its line ends where nothing else is on its lines."""
    line_start = file.text.rfind("\n", 0, start) + 1
    rest = _REST.match(file.text, end)
    return (line_start, rest.end()) if not file.text[line_start:start].strip() and rest is not None else (start, end)


def _stated_again(base: FactBase, found: Iterable[Diagnostic]) -> Iterator[Edit]:
    """Each fact that says nothing but what another one says with the same quote, taken out."""
    again = {each.span for each in found if each.code == "W102"}
    for fact in base.program.facts.listed if again else ():
        if len(fact.citations) != 1 or fact.citations[0].span not in again or fact.waivers or fact.context:
            continue
        quote, text = fact.citations[0], fact.span.file.text[fact.span.start : fact.span.end]
        if quote.attributes or quote.after or quote.before or _comments(text):
            continue  # what is said of the quote, or beside the fact, is said nowhere else
        yield Edit(fact.span.file, *_lines(fact.span.file, fact.span.start, fact.span.end), "", "W102")


def _comments(text: str) -> bool:
    """Whether a comment stands in a text."""
    return any(each[0].startswith("%") for each in _STRING.finditer(text))
