"""Completion: in, what stands before the cursor, and the words of a base; out, what could stand there, of the language and of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import get_args

from factbase.ground.builtin import AGGREGATES, FUNCTIONS
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES, Severity
from factbase.requests.argument import RequestField, given
from factbase.requests.matching import rank
from factbase.requests.request import Request
from factbase.requests.unfinished import Unfinished, unfinished
from factbase.requests.vocabulary import Vocabulary, Word
from factbase.syntax.tree import Mode

__all__ = ["MAX_OFFERS", "Offer", "files_wanted", "of_goal", "of_request", "of_words"]

MAX_OFFERS = 200  # in one list

_STARTS = ("allow", "aside", "assume", "check", "entity", "expect", "from", "query", "relation", "source", "table")
"""The words with which a statement begins; the others stand inside of one."""
_DATED = frozenset({"on", "at", "known_by", "since", "until", "during", "<", ">", "<=", ">=", "=", "!="})
"""What a date may follow."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that may take the place of the last so many characters, and what it is.

    `more` says that this is none: it tells how many others there are, and changes nothing."""

    text: str
    replaces: int
    note: str = ""
    more: bool = False


def of_goal(before: str, words: Vocabulary) -> Iterator[Offer]:
    """What a goal or a statement may go on with: what its place takes, variables of it, and words of the language."""
    place = unfinished(before)
    if place.within == "comment" or (place.within == "string" and place.call is None):
        return iter(())
    return of_words(place.word, _candidates(place, words), is_cut=words.is_cut)


def of_words(begun: str, words: Iterable[Word], *, is_cut: bool = False) -> Iterator[Offer]:
    """The words that what is begun may stand for, the nearest first. Where there are too many, the last offer tells of the others."""
    found: dict[str, tuple[int, int, Word]] = {}
    for number, word in enumerate(words):
        near = rank(begun, word.text, word.also)
        if near is not None and word.text != begun and word.text not in found:
            nearness, name = near
            told = f"{word.note} (“{name}”)" if name and name not in word.note else word.note
            found[word.text] = (nearness, number, Word(word.text, told))
    ranked = sorted(found.values()) if len(found) <= MAX_OFFERS else nsmallest(MAX_OFFERS, found.values())
    for _, _, word in ranked:
        yield Offer(word.text, len(begun), word.note)
    if len(found) > len(ranked):
        others = f"{len(found) - len(ranked):,}{' and more' if is_cut else ''}"
        yield Offer(begun, len(begun), f"… {others} others; type more of the word", more=True)


def of_request(request: type[Request], before: str, words: Vocabulary) -> Iterator[Offer]:
    """What goes on with the words of a request: its options, their values, and what stands in its places; files aside."""
    said = before.split(" ")
    last, option = said[-1], said[-2] if len(said) > 1 else ""
    fields = {each.option: each for each in given(request) if not each.argument.placed}
    if last.startswith("--"):
        forms = [Word("--format", "|".join(request.formats))] if len(request.formats) > 1 else []
        return of_words(last, [*forms, *(Word(name, each.argument.help) for name, each in fields.items())])
    if option == "--format" and len(request.formats) > 1:
        return of_words(last, (Word(form, "format") for form in request.formats))
    if option in fields and fields[option].argument.metavar:
        return _named(last, [fields[option]], words)
    placed = [each for each in given(request) if each.argument.placed]
    if any(each.argument.offers == "goal" for each in placed):
        return of_goal(before, words)
    return _named(last, placed, words)


def _named(last: str, fields: Sequence[RequestField], words: Vocabulary) -> Iterator[Offer]:
    """What may stand for a word in the place of some fields; of several with commas between them, for the last one."""
    offers = sorted({each.argument.offers for each in fields} & _NAMED.keys())
    if any(each.argument.metavar.endswith(",…") for each in fields):
        last = last.rpartition(",")[2]
    return of_words(last, (word for each in offers for word in _NAMED[each](words)), is_cut=words.is_cut)


def _codes(words: Vocabulary) -> Iterator[Word]:
    from factbase.ground.pages import headline  # late: one is read for each family of codes

    return (Word(code, f"{known.severity} · {headline(code)}") for code, known in CODES.items())


_NAMED: dict[str, Callable[[Vocabulary], Iterable[Word]]] = {
    "query": lambda words: words.queries,
    "source": lambda words: (*words.sources, *words.assumptions),
    "relation": lambda words: words.relations,
    "derived": lambda words: words.derived,
    "name": lambda words: (*words.entities, *words.relations, *words.sources),
    "words": lambda words: words.names,
    "line": lambda words: (Word(f"{each.text}:", each.note, each.also) for each in words.sources),
    "revision": lambda words: words.revisions,
    "weight": lambda words: (Word(f"{code.text}={weight}", code.note) for code in _codes(words) for weight in Severity),
    "code": _codes,
}
"""What a place of a request takes, by what it says that it offers."""


def files_wanted(request: type[Request], before: str) -> bool:
    """Whether the last of these words is the name of a file."""
    said = before.split(" ")
    for each in given(request):
        if not each.argument.placed and said[-2:-1] == [each.option] and each.argument.metavar:
            return each.argument.offers == "file"
    return not said[-1].startswith("--") and any(
        each.argument.placed and each.argument.offers == "file" for each in given(request)
    )


def _candidates(place: Unfinished, words: Vocabulary) -> Iterator[Word]:
    """What may stand in a place, what is likeliest first."""
    if place.within == "string":
        if place.call is not None:
            yield from (word for word in words.at(*place.call) if word.text.startswith('"'))
        return
    if place.last in ("@", "from", "citing", "aside"):
        yield from words.sources
        return
    if place.last == "query" and place.first == "query":
        yield from words.queries
        return
    variables = [Word(name, "variable of this clause") for name in place.variables]
    if place.call is not None and place.call[0] in get_args(Mode):
        yield from variables
        yield from words.people
    elif place.call is not None and place.call[0] in words.program.relations:
        yield from variables
        yield from words.at(*place.call)
        if place.word:
            yield from _functions()
    elif place.call is not None and place.call[0] in FUNCTIONS:
        yield from variables
        yield from words.dates
        yield from _functions()
    else:
        if place.last in _DATED:
            yield from variables
            yield from words.dates
            yield from words.entities
        if place.last == "=":
            yield from (Word(name, "aggregate") for name in AGGREGATES)
        yield from words.relations
        yield from (Word(f"{mode}(", "mode · what somebody is quoted with") for mode in get_args(Mode))
        if place.last not in _DATED:
            yield from variables
        if place.word:
            yield from _functions()
            yield from _keywords(words, at_start=place.first is None)


def _functions() -> Iterator[Word]:
    return (Word(f"{name}(", f"function {FUNCTIONS[name].form.removeprefix(name)}") for name in sorted(FUNCTIONS))


def _keywords(words: Vocabulary, *, at_start: bool) -> Iterator[Word]:
    if at_start:
        yield from (Word(name, "keyword · begins a statement") for name in _STARTS)
    yield from (Word(name, "keyword") for name in words.keywords if name not in _STARTS)
