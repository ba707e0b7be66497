"""Results with what they rest on: in, facts of a file and what there is to be read of a base; out, a result for each, made again only
where something that was read for it is another thing now.

What is read is read through one gate that remembers it, so that nothing is left out of what is compared (the verifying traces of Mokhov,
Mitchell and Peyton Jones 2018). A fact that stands elsewhere in its file, or has another number, is the same fact.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Generic, TypeVar

from factbase.ground.content import content_digest
from factbase.ground.dataclass import dataclass
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.model import Fact
from factbase.syntax.tree import When
from factbase.workspace.trace_file import Look, TraceFile, TraceKey

__all__ = ["Look", "Reading", "Traces"]

T = TypeVar("T")


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
class _Made(Generic[T]):
    result: T
    asked: tuple[TraceKey, ...]  # on the answers to which it rests


@dataclass(frozen=True, slots=True)
class _Trace(Generic[T]):
    facts: Sequence[Fact]
    made: Sequence[_Made[T]]
    known: Mapping[TraceKey, object]


class Traces(Generic[T]):
    """The results of each file as they were made last."""

    def __init__(self) -> None:
        self._of: dict[str, _Trace[T]] = {}  # by path

    def results(
        self,
        path: str,
        facts: Sequence[Fact],
        look: Look,
        make: Callable[[Fact, Reading], T],
        file: TraceFile[T] | None = None,
    ) -> Iterator[T]:
        """For each fact of a file what `make` gives for it. What it reads of the base, it must read through the gate that it is given,
        and of the fact neither its number nor which `?` it holds; a place in the result is to be one that is counted from the fact.

        `file` is where results are kept between runs: it is read, and written, when the facts of a path are asked of first."""
        last, first = self._of.get(path), False
        if last is None:
            last, first = _begun(facts, file), True
        changed = set() if first else {key for key, answer in last.known.items() if look(*key) != answer}
        if changed or len(facts) != len(last.facts) or not all(map(_same, facts, last.facts)):
            before = dict(zip(map(_content, last.facts), last.made, strict=True))
            reading = Reading(look, {key: answer for key, answer in last.known.items() if key not in changed})
            made: list[_Made[T]] = []
            for fact in facts:
                known = before.get(_content(fact)) if before else None
                if known is None or not changed.isdisjoint(known.asked):
                    reading.asked = {}
                    result = make(fact, reading)
                    known = _Made(result, tuple(reading.asked))
                made.append(known)
            asked = {key: reading.known[key] for each in made for key in each.asked}
            last = _Trace(facts, made, asked)
            if first and file is not None:
                file.write(list(_digests(facts)), [(each.result, each.asked) for each in made])
        else:
            last = _Trace(facts, last.made, last.known)  # the facts before these are not needed any more
        self._of[path] = last
        return (each.result for each in last.made)

    def only(self, paths: Container[str]) -> None:
        """Drops the results of other files."""
        self._of = {path: trace for path, trace in self._of.items() if path in paths}


def _begun(facts: Sequence[Fact], file: TraceFile[T] | None) -> _Trace[T]:
    """What of the results for some facts is kept, and still true."""
    if file is None:
        return _Trace((), (), {})
    digests = list(_digests(facts))
    traced, known = file.read(dict(zip(digests, facts, strict=True)))
    found = [(fact, traced[digest]) for fact, digest in zip(facts, digests, strict=True) if digest in traced]
    return _Trace([fact for fact, _ in found], [_Made(*made) for _, made in found], known)


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


def _digests(facts: Iterable[Fact]) -> Iterator[str]:
    """A digest of the same for each fact, for what is kept between runs. What many facts have in common is written once for all."""
    known: dict[tuple[type, object], str] = {}

    def written(part: Value | When | None) -> str:
        key = part.__class__, part
        text = known.get(key)
        if text is None:
            text = known[key] = content_digest(part)
        return text

    for fact in facts:
        parts = [fact.span.text, fact.relation, fact.mode, fact.kind, written(fact.when)]
        for value in fact.values:
            kind = value.__class__
            if kind is Symbol or kind is int:  # most are
                parts.append(f"{kind.__name__}:{value}")
            else:
                parts.append(written(None if kind is Unknown else value))
        for cited in fact.quotes:
            attributes = content_digest(cited.attributes) if cited.attributes else None
            parts += (cited.source, cited.quote, cited.after, cited.before, attributes)
        shape = f"{len(fact.values)} {len(fact.citations)} {len(fact.context)}:"  # which tells what each part is
        text = shape + "".join([f"{len(part)}'{part}" if part is not None else "-" for part in parts])
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _values(fact: Fact) -> tuple[Value | None, ...]:
    return tuple(None if isinstance(value, Unknown) else value for value in fact.values)
