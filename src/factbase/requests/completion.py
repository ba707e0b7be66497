"""Completion: in, what stands before the cursor, and a base; out, what could stand there, of the language and of requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from factbase.base import FactBase
from factbase.ground.builtin import FUNCTIONS
from factbase.ground.dataclass import dataclass
from factbase.ground.name import CONTINUES
from factbase.program.model import Program
from factbase.requests.argument import given
from factbase.requests.request import Request

__all__ = ["Offer", "files_wanted", "of_goal", "of_request"]

MAX_FROM_TABLE = 10_000  # values of a table's column that are offered

_WORD = re.compile(rf"[^\W\d_A-Z]{CONTINUES}*\Z")
_OPEN_CALL = re.compile(rf"([^\W\d_A-Z]{CONTINUES}*)\(((?:[^()\"]|\"(?:[^\"\\]|\\.)*\")*)\Z")

_IN_A_TERM = re.compile(
    r"(?:[=<>+*/]|\b(?:div|mod|contains|matches)|[a-z]\w*\((?:[^()]*,)?)\s*\Z"
)  # no relation stands there


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that may take the place of the last so many characters, and what it is."""

    text: str
    replaces: int
    note: str = ""


def of_goal(before: str, base: FactBase) -> Iterator[Offer]:
    """Relations and functions with the names of their arguments, the constants that an argument takes, and sources after `@`."""
    match = _WORD.search(before)
    word = match.group() if match else ""
    for name, note in _candidates(before[: len(before) - len(word)], base.program):
        if name != word:
            yield from _begun(word, [(name, note)])


def of_request(request: type[Request], before: str, base: FactBase) -> Iterator[Offer]:
    """What goes on with the words of a request: its options, their values, and what stands in its places; files aside."""
    said = before.split(" ")
    last, option = said[-1], said[-2] if len(said) > 1 else ""
    fields = {each.option: each for each in given(request) if not each.argument.placed}
    if last.startswith("--"):
        forms = [("--format", "|".join(request.formats))] if len(request.formats) > 1 else []
        yield from _begun(last, [*forms, *((name, each.argument.help) for name, each in fields.items())])
    elif option == "--format" and len(request.formats) > 1:
        yield from _begun(last, ((form, "") for form in request.formats))
    elif option in fields and fields[option].argument.metavar:
        if fields[option].argument.offers == "source":
            yield from _begun(last, chain(_sources(base.program), _assumptions(base.program)))
    elif any(each.argument.offers == "goal" for each in given(request)):
        yield from of_goal(before, base)
    elif any(each.argument.offers == "query" for each in given(request)):
        yield from _begun(last, ((name, of.question or "") for name, of in base.program.named_queries.items()))


def files_wanted(request: type[Request], before: str) -> bool:
    """Whether the last of these words is the name of a file."""
    said = before.split(" ")
    for each in given(request):
        if not each.argument.placed and said[-2:-1] == [each.option] and each.argument.metavar:
            return each.argument.offers == "file"
    return not said[-1].startswith("--") and any(
        each.argument.placed and each.argument.offers == "file" for each in given(request)
    )


def _begun(word: str, names: Iterable[tuple[str, str]]) -> Iterator[Offer]:
    return (Offer(name, len(word), note) for name, note in names if name.startswith(word))


def _sources(program: Program) -> Iterator[tuple[str, str]]:
    return ((name, source.title or "") for name, source in program.sources.items())


def _assumptions(program: Program) -> Iterator[tuple[str, str]]:
    """Those that one word names: their claim has no arguments."""
    return ((fact.relation, fact.words) for fact in program.facts.listed if fact.words is not None and not fact.values)


def _candidates(before: str, program: Program) -> Iterator[tuple[str, str]]:
    """What may follow, with what it is."""
    if before.rstrip().endswith("@"):
        yield from _sources(program)
        return
    call = _OPEN_CALL.search(before)
    relation = program.relations.get(call.group(1)) if call else None
    if call is None or relation is None:
        if not _IN_A_TERM.search(before):
            for name in sorted(program.relations):
                parameters = ", ".join(p.name for p in program.relations[name].parameters)
                yield name, f"({parameters})"
        for name in sorted(FUNCTIONS):
            yield name, FUNCTIONS[name].form.removeprefix(name)
        return
    place = call.group(2).count(",")
    if place >= len(relation.parameters):
        return
    types = relation.parameters[place].types
    used: dict[str, str] = {}
    for entity in program.entities.values():
        if types is None or entity.type in types:
            used[entity.name] = entity.label
    if types is None or "source" in types:
        used.update(_sources(program))
    if types is None or "symbol" in types:
        for fact in program.facts.listed:
            column = place + (fact.mode is not None)
            if fact.relation == relation.name and str(fact.values[column]).isidentifier():
                used.setdefault(str(fact.values[column]), "")
        for table in program.facts.tables:
            if table.relation == relation.name:
                values = islice(table.columns[place + (table.mode is not None)].values, MAX_FROM_TABLE)
                used.update((str(value), "") for value in values if str(value).isidentifier())
    yield from sorted(used.items())
