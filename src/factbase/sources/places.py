"""Where quotes stood when they were last checked: in, documents and quotes; out, where each stands still, and verdicts on the rest.

What is kept is a place for each quote, by the content of its document, of all its quotes and of the code that checks them. A place is never
taken on trust: the words are compared with the text again, so an altered cache can hide that they stand elsewhere too, or what is left
out between the parts of a quote, and no more.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from factbase.cite import Document, Offsets, QuoteVerdict, Status, accepted, stand, stands_in_parts
from factbase.ground.beside import Sending, side_by_side
from factbase.ground.content import code_digest
from factbase.ground.dataclass import dataclass
from factbase.ground.keeping import keep, kept, make_room

__all__ = ["KeptPlaces", "Looking", "LooseSpan", "Parts", "Place"]

MIN_QUOTES = 30  # of one document, whose places are in a file of their own; those of all documents of fewer are in one
MAX_ENTRIES = 2_000  # unless one base has more documents
MAX_DIGITS = 21  # of a number, with what stands beside it
MAX_BYTES = 200_000_000  # of the file of those that have few quotes
MUCH = 10_000  # quotes for which it pays to make processes
MORE = 10_000  # documents of few quotes that are kept besides those of this run

Verify = Callable[[Document, str], QuoteVerdict]


class LooseSpan(NamedTuple):
    """Where a quote stands, in one piece, by folds of its source: FOLDED, and no more is known of its verdict."""

    start: int
    end: int


class Parts(NamedTuple):
    """Where the parts of a quote that leaves words out stand."""

    spans: tuple[Offsets, ...]


Place = Offsets | LooseSpan | Parts


@dataclass(frozen=True, slots=True)
class Looking:
    """Quotes that are looked for in a document. `content` are the digests that tell its text from any other."""

    document: Document
    content: Sequence[str]
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Checked:
    asked: Looking
    judged: list[QuoteVerdict | Place]
    held: Any  # what is kept of it with that of other documents; None where there are many quotes


class KeptPlaces:
    """The places of the quotes of a base, of so many `documents`. `folder` keeps them between runs, None keeps nothing; `homes` are the
    folders of the base, which tell it from others."""

    def __init__(self, folder: Path | None, homes: Iterable[str], documents: int) -> None:
        self._folder = folder
        self._documents = documents
        self._few: dict[str, Any] | None = None  # by the key of a document
        self._used: dict[str, Any] = {}
        self._name = f"few-{_digest(sorted(set(homes)))}.json" if folder is not None else ""

    def check(self, asked: Sequence[Looking], verify: Verify, processes: int = 1) -> list[list[QuoteVerdict | Place]]:
        """For each quote of each document where it stands, once as it did before, else its verdict. What is much is looked for by so many
        processes."""
        if sum(len(each.quotes) for each in asked) < MUCH:
            processes = 1

        def read(number: int, sent: Any) -> _Checked:
            held, places = sent
            document = asked[number].document
            known = (
                place if place is not None else verify(document, quote)
                for quote, place in zip(asked[number].quotes, map(_received, places), strict=True)
            )
            return _Checked(asked[number], list(known), held)

        if self._folder is not None and any(len(each.quotes) < MIN_QUOTES for each in asked):
            self._of_few(self._folder, "")  # which is read here, to be written here
        sending = Sending(_sent, read)
        checked = side_by_side(lambda number: self._check(asked[number], verify), len(asked), processes, sending)
        if self._folder is not None:
            if any(len(each.quotes) >= MIN_QUOTES for each in asked):
                with suppress(OSError):  # nothing may be kept there
                    make_room(self._folder, ".json", max(MAX_ENTRIES, 2 * self._documents))
            for each, found in zip(asked, checked, strict=True):
                if found.held is not None:
                    self._used[_key(each)] = found.held
        return [found.judged for found in checked]

    def _check(self, asked: Looking, verify: Verify) -> _Checked:
        document, quotes, folder = asked.document, asked.quotes, self._folder
        try:
            if folder is None:
                return _Checked(asked, [verify(document, quote) for quote in quotes], None)
            key = _key(asked)
            many, places = len(quotes) >= MIN_QUOTES, None
            held = self._read(folder, f"{key}.json", _most(quotes)) if many else self._of_few(folder, key)
            if isinstance(held, list):
                with suppress(TypeError, OverflowError):
                    places = array("q", held)
            if places is None or len(places) < 2 * len(quotes):
                verdicts = [verify(document, quote) for quote in quotes]
                held = _places(document, quotes, verdicts)
                if many:
                    _write(folder, f"{key}.json", held)
                return _Checked(asked, list(verdicts), None if many else held)
            at, beyond = places[: 2 * len(quotes)], places[2 * len(quotes) :]
            spans = list(zip(at[::2], at[1::2], strict=True))
            standing = stand(document, quotes, spans)
            judged = [
                span if stands else _otherwise(document, quote, span, beyond) or verify(document, quote)
                for quote, span, stands in zip(quotes, spans, standing, strict=True)
            ]
            return _Checked(asked, judged, None if many else held)
        finally:
            if quotes:
                document.let_go()  # a base may have more documents than can be held twice

    def write(self) -> None:
        """Keeps the places in documents of few quotes, where there are new ones, with some that were kept before."""
        if self._folder is not None and self._few is not None and not self._used.keys() <= self._few.keys():
            others = ((key, held) for key, held in self._few.items() if key not in self._used)
            _write(self._folder, self._name, {**self._used, **dict(islice(others, MORE))}, MAX_ENTRIES)

    def _of_few(self, folder: Path, key: str) -> Any:
        if self._few is None:
            held = self._read(folder, self._name, MAX_BYTES)
            self._few = held if isinstance(held, dict) else {}
        return self._few.get(key)

    @staticmethod
    def _read(folder: Path, name: str, most: int) -> Any:
        """What is kept under a name; None where nothing is that can be read."""
        held = kept(folder, name, most)
        try:
            return json.loads(held) if held is not None else None
        except (ValueError, RecursionError):
            return None


def _key(asked: Looking) -> str:
    document = asked.document
    return _digest([asked.content, document.passage, sorted(document.folds), asked.quotes])


def _sent(checked: _Checked) -> Any:
    """What was found as plain data: of a quote that stands somewhere once, all numbers of its place, else None."""
    places: list[Any] = []
    for quote, each in zip(checked.asked.quotes, checked.judged, strict=True):
        place = _place(checked.asked.document, quote, each) if isinstance(each, QuoteVerdict) else each
        match place:
            case LooseSpan():
                places.append((*place, 0))
            case Parts():
                places.append([tuple(span) for span in place.spans])
            case _:
                places.append(place)
    return checked.held, places


def _received(sent: Any) -> Place | None:
    if isinstance(sent, list):
        return Parts(tuple(sent))
    return LooseSpan(*sent[:2]) if sent is not None and len(sent) == 3 else sent


def _digest(parts: Any) -> str:
    return sha256(code_digest("cite") + json.dumps(parts).encode()).hexdigest()


def _most(quotes: Iterable[str]) -> int:
    """Bytes of the places of some quotes, at most: two numbers for each, and two for each part of one that leaves words out."""
    return 2 + 2 * MAX_DIGITS * sum(1 + (quote.count("[") + 1 if "[" in quote else 0) for quote in quotes)


def _places(document: Document, quotes: Sequence[str], verdicts: Iterable[QuoteVerdict]) -> list[int]:
    """Where each quote begins and ends, one after the other: of those that stand, in one piece each. Of one that stands loosely there is
    the complement of where it begins. Of one in parts there is which of the spans that follow is its first, and their number below 0."""
    places: list[int] = []
    beyond: list[int] = []
    for quote, verdict in zip(quotes, verdicts, strict=True):
        match _place(document, quote, verdict):
            case None:
                places += (0, 0)
            case LooseSpan(start, end):
                places += (~start, end)
            case Parts(spans):
                places += (len(beyond) // 2, -len(spans))
                beyond += [offset for span in spans for offset in span]
            case start, end:
                places += (start, end)
    return places + beyond


def _place(document: Document, quote: str, verdict: QuoteVerdict) -> Place | None:
    """Where a quote stands, by which its verdict can be made again; None where it does not stand once."""
    if verdict.status not in (Status.FOUND, Status.FOLDED):
        return None
    if len(verdict.spans) == 1:
        start, end = verdict.spans[0]
        loosely = verdict.status is Status.FOLDED and not all(stand(document, [quote], [(start, end)]))
        return LooseSpan(start, end) if loosely else (start, end)
    again = stands_in_parts(document, quote, verdict.spans) and accepted(document, quote, *verdict.spans) == verdict
    return Parts(verdict.spans) if again else None


def _otherwise(document: Document, quote: str, span: Offsets, beyond: Sequence[int]) -> Place | None:
    """Where a quote stands loosely or in parts, if it was kept that it does, and it does."""
    start, end = span
    if start < 0:
        from factbase.cite.loosely import stands_loosely  # late: most quotes are there

        place = LooseSpan(~start, end)
        return place if stands_loosely(document, quote, place) else None
    if end < 0:
        offsets = beyond[2 * start : 2 * (start - end)]
        spans = tuple(zip(offsets[::2], offsets[1::2], strict=False))
        return Parts(spans) if stands_in_parts(document, quote, spans) else None
    return None


def _write(folder: Path, name: str, held: Any, entries: int | None = None) -> None:
    """Keeps something. A cache that cannot be written costs time only, so nothing is said."""
    with suppress(OSError):
        keep(folder, name, json.dumps(held, separators=(",", ":")).encode(), entries)
