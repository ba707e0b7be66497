"""Traces kept between runs: in, the facts of a file and what there is to be read of a base; out, those results that were kept and of
which all that was read for them is as it was.

A result is found by all of its fact, and by digests of all that was read for it. What was altered on purpose is believed, as with trees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from factbase.ground.content import code_digest, content_digest
from factbase.ground.dataclass import dataclass
from factbase.ground.keeping import keep, kept, make_room
from factbase.program.model import Fact

__all__ = ["Digests", "KeptTraces", "Look", "ResultForm", "TraceFile", "TraceKey", "Traced"]

T = TypeVar("T")

_WRONG = (ValueError, KeyError, IndexError, TypeError, RecursionError)  # raised by what is no kept trace

Look = Callable[[str, str], object]
"""What a base has of a kind under a name. Two answers that are equal are the same to who asks."""

TraceKey = tuple[str, str]
"""A kind and a name."""

MAX_BYTES = 500_000_000  # of what is kept of one file
MAX_ENTRIES = 500  # unless one base has more files
# The rooms on which a result rests, besides what it reads.
_ROOMS = ("checks", "cite", "ground", "program", "sources", "syntax", "workspace")


@dataclass(frozen=True, slots=True)
class ResultForm(Generic[T]):
    """How a result is written as JSON, and read again for its fact.

    `written` gives None for one that cannot be, `read` raises ValueError for what is none."""

    written: Callable[[T], Any]
    read: Callable[[Any, Fact], T]


Traced = Mapping[str, tuple[T, tuple[TraceKey, ...]]]
"""By the digest of a fact, its result and what was read for it."""


class Digests:
    """Digests of what a base has of each kind under each name, made once for all files whose results rest on it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[TraceKey, tuple[object, str]] = {}

    def of(self, kind: str, name: str) -> tuple[object, str]:
        """What there is, and its digest."""
        key = kind, name
        known = self._known.get(key)
        if known is None:
            answer = self._look(kind, name)
            known = self._known[key] = answer, content_digest(answer)
        return known


class TraceFile(Generic[T]):
    """Where the results for the facts of one file are kept. `place` tells the file from all others, of one of so many `files`."""

    def __init__(self, folder: Path, place: str, files: int, form: ResultForm[T], digests: Digests) -> None:
        name = sha256(code_digest(*_ROOMS) + place.encode("utf-8", "surrogatepass")).hexdigest()
        self._folder, self._name, self._form, self._digests = folder, f"{name}.json", form, digests
        self._entries = max(MAX_ENTRIES, 2 * files)

    def read(self) -> KeptTraces[T] | None:
        """What is kept of the file; None where nothing is."""
        held = kept(self._folder, self._name, MAX_BYTES)
        if held is None:
            return None
        head, _, traces = held.partition(b"\n")
        try:
            content, asked, results = json.loads(head)
            keys = [(str(kind), str(name)) for kind, name, _ in asked]
            now = [self._digests.of(*key) for key in keys]
            stands = [digest == then for (_, digest), (_, _, then) in zip(now, asked, strict=True)]
            if not isinstance(results, list):
                return None
        except _WRONG:
            return None
        known = {key: answer for key, (answer, _), stood in zip(keys, now, stands, strict=True) if stood}
        return KeptTraces(content, keys, stands, known, results, traces, self._form)

    def write(self, content: str, facts: Sequence[str], results: Sequence[tuple[T, Sequence[TraceKey]]]) -> None:
        """Keeps the results for facts of these digests, all of which together have one too. A cache that cannot be written costs time
        only, so nothing is said."""
        numbers = {
            key: number for number, key in enumerate(dict.fromkeys(key for _, asked in results for key in asked))
        }
        written = [
            (parts, (fact, list(map(numbers.__getitem__, asked))))
            for fact, (result, asked) in zip(facts, results, strict=True)
            if (parts := self._form.written(result)) is not None
        ]
        asked = [(*key, self._digests.of(*key)[1]) for key in numbers]
        whole = content if len(written) == len(facts) else ""
        # In two lines: most runs read nothing of the second.
        lines = [whole, asked, [parts for parts, _ in written]], [trace for _, trace in written]
        text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
        with suppress(OSError, UnicodeEncodeError):
            keep(self._folder, self._name, text.encode())

    def make_room(self) -> None:
        """Drops the oldest of what is kept where that is too much: for who has written what is new."""
        with suppress(OSError):
            make_room(self._folder, ".json", self._entries)


@dataclass(frozen=True, slots=True)
class KeptTraces(Generic[T]):
    """What is kept of one file, read as far as it is asked for. `known` are the answers for it that are what they were."""

    content: str  # the digest of all facts that it has results for; "" where it lacks some
    keys: Sequence[TraceKey]
    stands: Sequence[bool]
    known: Mapping[TraceKey, object]
    results: Sequence[Any]
    traces: bytes  # JSON: for each result the digest of its fact, and the numbers of the keys that were read
    form: ResultForm[T]

    def whole(self, content: str, facts: Sequence[Fact]) -> list[T] | None:
        """The results for all facts, where these are the same ones, in their order, and nothing that was read is another thing now."""
        if content != self.content or len(self.results) != len(facts) or not all(self.stands):
            return None
        try:
            return list(map(self.form.read, self.results, facts))
        except _WRONG:
            return None

    def asked(self) -> list[tuple[TraceKey, ...]]:
        """For each result what was read for it; everything, where that cannot be read any more."""
        try:
            traces = json.loads(self.traces)
            if len(traces) == len(self.results):
                return [self._keys(numbers) for _, numbers in traces]
        except _WRONG:
            pass
        return [tuple(self.keys)] * len(self.results)

    def of(self, facts: Mapping[str, Fact]) -> Traced[T]:
        """The results for some facts, which are given by their digests, that are still true."""
        traced: dict[str, tuple[T, tuple[TraceKey, ...]]] = {}
        try:
            for written, (digest, numbers) in zip(self.results, json.loads(self.traces), strict=True):
                fact = facts.get(digest)
                if fact is not None and all(map(self.stands.__getitem__, numbers)):
                    traced[digest] = self.form.read(written, fact), self._keys(numbers)
        except _WRONG:
            return {}
        return traced

    def _keys(self, numbers: Sequence[int]) -> tuple[TraceKey, ...]:
        return tuple(map(self.keys.__getitem__, numbers))
