"""Results with what they rest on: in, facts of a file and what there is to be read of a base; out, a result for each, made again only
where something that was read for it is another thing now.

What is read is read through one gate that remembers it, so that nothing is left out of what is compared (the verifying traces of Mokhov,
Mitchell and Peyton Jones 2018). A fact that stands elsewhere in its file, or has another number, is the same fact.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import repeat
from typing import Any, Generic, TypeVar

from factbase.ground.beside import Sending, side_by_side
from factbase.ground.content import content_digest
from factbase.ground.dataclass import dataclass
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.model import Fact
from factbase.syntax.tree import When
from factbase.workspace.trace_file import Look, ResultForm, TraceFile, TraceKey

__all__ = ["Asked", "Look", "Reading", "Traces"]

T = TypeVar("T")

MUCH = 1_000  # results that are to be made, for which it pays to make processes
STRETCH = 500  # of which one makes at once: those of a file have much in common, and one file may have most of a base


class Reading:
    """The gate to a base: what it has is asked for by kind and name. Every answer is in `known`, and what was asked last in `asked`."""

    __slots__ = ("_look", "asked", "known")

    def __init__(self, look: Look, known: Mapping[TraceKey, object] | None = None) -> None:
        self._look = look
        self.known: dict[TraceKey, object] = dict(known or {})
        self.asked: dict[TraceKey, None] = {}

    def of(self, kind: str, name: str) -> object:
        """What the base has of a kind under a name."""
        key = kind, name
        self.asked[key] = None
        if key not in self.known:
            self.known[key] = self._look(kind, name)
        return self.known[key]


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """The facts of a file of which results are asked. `file` is where these are kept between runs, None for nowhere."""

    path: str
    facts: Sequence[Fact]
    file: TraceFile[T] | None = None


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    result: T
    asked: tuple[TraceKey, ...]  # on the answers to which it rests


@dataclass(frozen=True, slots=True)
class _Trace(Generic[T]):
    """All results for the facts of a file; on the answers to which each rests is read once somebody wants to know."""

    facts: Sequence[Fact]
    results: Sequence[T]
    asked: Callable[[], Sequence[tuple[TraceKey, ...]]]
    known: Mapping[TraceKey, object]


@dataclass(frozen=True, slots=True)
class _Begun(Generic[T]):
    """What of the results for the facts of a file is still true, and the answers on which that rests."""

    of: Asked[T]
    made: list[_Made[T] | None]
    known: Mapping[TraceKey, object]
    content: str = ""  # the digest of all of the facts, and
    digests: Sequence[str] = ()  # that of each, where they are to be kept


class Traces(Generic[T]):
    """The results of each file as they were made last."""

    def __init__(self) -> None:
        self._of: dict[str, _Trace[T]] = {}  # by path

    def results(
        self,
        files: Sequence[Asked[T]],
        look: Look,
        make: Callable[[Fact, Reading], T],
        form: ResultForm[T],
        processes: int = 1,
    ) -> Iterator[Iterator[T]]:
        """For each fact of each file what `make` gives for it. What it reads of the base, it must read through the gate that it is given,
        and of the fact neither its number nor which `?` it holds; a place in the result is to be one that is counted from the fact.

        Where results are kept between runs is read, and written, when the facts of a path are asked of first. What is much is made by so
        many processes; `form` is how a result comes from one to another."""
        answers: dict[TraceKey, object] = {}

        def once(kind: str, name: str) -> object:
            key = kind, name
            if key not in answers:
                answers[key] = look(kind, name)
            return answers[key]

        found = [self._begun(each, once) for each in files]
        begun = [each for each in found if isinstance(each, _Begun)]
        lacking = [[at for at, made in enumerate(each.made) if made is None] for each in begun]
        if sum(map(len, lacking)) < MUCH:
            processes = 1
        self._make(begun, lacking, once, make, form, processes)
        kept_anew = [each for each in begun if each.digests]

        def write(number: int) -> bool:
            each = kept_anew[number]
            assert each.of.file is not None, "else it has no digests"
            made = ((one.result, one.asked) for one in each.made if one is not None)
            each.of.file.write(each.content, each.digests, list(made))
            return True

        side_by_side(write, len(kept_anew), processes, Sending(bool, lambda number, sent: True))
        if kept_anew and (file := kept_anew[-1].of.file) is not None:
            file.make_room()
        traced = map(_traced, begun, lacking, repeat(once))
        traces = [next(traced) if isinstance(each, _Begun) else each for each in found]
        self._of.update((asked.path, trace) for asked, trace in zip(files, traces, strict=True))
        return (iter(trace.results) for trace in traces)

    def _begun(self, asked: Asked[T], look: Look) -> _Begun[T] | _Trace[T]:
        last, facts = self._of.get(asked.path), asked.facts
        if last is None:
            return _kept(asked)
        changed = {key for key, answer in last.known.items() if look(*key) != answer}
        if not changed and len(facts) == len(last.facts) and all(map(_same, facts, last.facts)):
            return _Trace(facts, last.results, last.asked, last.known)
        before = {
            _content(fact): _Made(result, keys)
            for fact, result, keys in zip(last.facts, last.results, last.asked(), strict=True)
            if changed.isdisjoint(keys)
        }
        known = {key: answer for key, answer in last.known.items() if key not in changed}
        return _Begun(asked, [before.get(_content(fact)) for fact in facts], known)

    def _make(
        self,
        begun: Sequence[_Begun[T]],
        lacking: Sequence[Sequence[int]],
        look: Look,
        make: Callable[[Fact, Reading], T],
        form: ResultForm[T],
        processes: int,
    ) -> None:
        """Makes the results that are lacking, a stretch of the facts of a file at a time."""
        stretches = [
            (of, places[at : at + STRETCH])
            for of, places in enumerate(lacking)
            for at in range(0, len(places), STRETCH)
        ]

        def made(number: int) -> list[_Made[T]]:
            of, places = stretches[number]
            reading, results = Reading(look, begun[of].known), []
            for at in places:
                reading.asked = {}
                result = make(begun[of].of.facts[at], reading)
                results.append(_Made(result, tuple(reading.asked)))
            return results

        def read(number: int, sent: Any) -> list[_Made[T]] | None:
            if sent is None:
                return None
            of, places = stretches[number]
            keys, parts = sent
            return [
                _Made(form.read(written, begun[of].of.facts[at]), tuple(map(keys.__getitem__, asked)))
                for at, (written, asked) in zip(places, parts, strict=True)
            ]

        all_made = side_by_side(made, len(stretches), processes, Sending(lambda results: _sent(results, form), read))
        for (of, places), results in zip(stretches, all_made, strict=True):
            for at, result in zip(places, results, strict=True):
                begun[of].made[at] = result

    def only(self, paths: Container[str]) -> None:
        """Drops the results of other files."""
        self._of = {path: trace for path, trace in self._of.items() if path in paths}


def _kept(asked: Asked[T]) -> _Begun[T] | _Trace[T]:
    """What of the results for the facts of a file is kept between runs, and still true."""
    if asked.file is None:
        return _Begun(asked, [None] * len(asked.facts), {})
    texts = list(_texts(asked.facts))
    content = _digest("".join([f"{len(text)}'{text}" for text in texts]))
    held = asked.file.read()
    if held is not None and (results := held.whole(content, asked.facts)) is not None:
        return _Trace(asked.facts, results, held.asked, held.known)
    digests = list(map(_digest, texts))
    traced = held.of(dict(zip(digests, asked.facts, strict=True))) if held is not None else {}
    made = [_Made(*traced[digest]) if digest in traced else None for digest in digests]
    return _Begun(asked, made, held.known if held is not None else {}, content, digests)


def _traced(begun: _Begun[T], lacked: Sequence[int], look: Look) -> _Trace[T]:
    """The results for the facts of a file, now that those are made that it lacked, with the answers on which they rest."""
    made = [each for each in begun.made if each is not None]
    known = begun.known
    if lacked:
        keys = dict.fromkeys(key for each in made for key in each.asked)
        known = {key: known[key] if key in known else look(*key) for key in keys}
    asked = [each.asked for each in made]
    return _Trace(begun.of.facts, [each.result for each in made], lambda: asked, known)


def _sent(results: Sequence[_Made[T]], form: ResultForm[T]) -> Any:
    """Results as plain data; None where one cannot be written."""
    numbers: dict[TraceKey, int] = {}
    parts = []
    for each in results:
        written = form.written(each.result)
        if written is None:
            return None
        parts.append((written, [numbers.setdefault(key, len(numbers)) for key in each.asked]))
    return list(numbers), parts


def _same(a: Fact, b: Fact) -> bool:
    """Whether two facts are the same statement of the same text, and are read alike: how one is read depends on what is declared."""
    return a is b or (
        a.span == b.span
        and (a.values == b.values or _values(a) == _values(b))
        and (a.citations, a.context) == (b.citations, b.context)
        and (a.relation, a.mode, a.when, a.kind) == (b.relation, b.mode, b.when, b.kind)
    )


def _content(fact: Fact) -> Hashable:
    """All of a fact but where it stands: as it is written, for `5` and `5.0` are equal, and as it is read."""
    return fact.span.text, fact.relation, fact.mode, _values(fact), fact.when, fact.citations, fact.context, fact.kind


def _texts(facts: Iterable[Fact]) -> Iterator[str]:
    """The same for each fact as a text, for what is kept between runs. What many facts have in common is written once for all."""
    known: dict[tuple[type, object], str] = {}

    def written(part: Value | When | None) -> str:
        key = part.__class__, part
        text = known.get(key)
        if text is None:
            text = known[key] = content_digest(part)
        return text

    for fact in facts:
        values: list[object] = []
        for value in fact.values:
            kind = value.__class__
            if kind is int:
                values.append(value)
            elif kind is Symbol:
                values.append((value.name,))  # type: ignore[union-attr]
            else:
                values.append(written(None if kind is Unknown else value))
        quotes = [
            (each.source, each.quote, each.after, each.before, each.attributes and content_digest(each.attributes))
            for each in fact.quotes
        ]
        when = fact.when and written(fact.when)
        yield repr((fact.span.text, fact.relation, fact.mode, fact.kind, when, values, quotes, len(fact.citations)))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _values(fact: Fact) -> tuple[Value | None, ...]:
    return tuple(None if isinstance(value, Unknown) else value for value in fact.values)
