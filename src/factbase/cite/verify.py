"""The verdict on a quote.

In: a document (or none) and a quote. Out: a verdict with its places, folds, gaps, and the reason of a refusal.
Promised: FOUND and FOLDED are given only for words that stand in the document, once, whole, with nothing hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from factbase.cite.boundary import cut_at_end, cut_at_start, hidden
from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.match import (
    MAX_GAP,
    MAX_PLACES,
    Occurrence,
    TextSearch,
    TooOften,
    chains,
    folds_used,
    parts_of,
    trim,
)
from factbase.cite.normalise import Fold, Offsets, fold

if TYPE_CHECKING:
    from factbase.cite.nearest import Nearest

__all__ = ["QuoteVerdict", "Reason", "Status", "stand", "verify"]

MIN_WORDS = 3
MIN_CHARACTERS = 12  # letters and digits
# Each part of an elided quote: without a floor of its own, single short words could be picked from a whole page.
MIN_PART_WORDS = 2
MIN_PART_CHARACTERS = 6
_LONG_ENOUGH = later(r"[^\W_][^\s\[]* [^\W_][^\s\[]* [^\W_][^\[]*\Z")  # most quotes: three plain words, no bracket
MAX_PARTS = 50  # of a quote, between its elisions
MAX_CONTEXT = 2_000  # characters of `after` and of `before`
MAX_SHOWN = 200  # characters of a part in the words of a verdict
MAX_LISTED = 8  # places named in the words of a verdict; all of them are in its `places`


class Status(StrEnum):
    """The ladder of verdicts, best first."""

    FOUND = "found"
    FOLDED = "folded"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    NO_SOURCE = "no source"


class Reason(StrEnum):
    """Why a quote is ABSENT."""

    NOT_THERE = "not there"
    TOO_SHORT = "too short"
    CUT = "cut"
    OUT_OF_ORDER = "out of order"
    GAP_TOO_LONG = "gap too long"
    GAP_HIDES = "gap hides"
    BARE_ELLIPSIS = "bare ellipsis"
    CONTEXT = "context"
    TOO_MANY_PARTS = "too many parts"


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """What became of a quote.

    `place` is where it stands: set for FOUND, FOLDED and MOVED, and for nothing else. `places` are all the places of an
    AMBIGUOUS quote, and none where they are too many; for an ABSENT one, those refused because of a gap or of the context.
    `detail` says why in words.
    """

    status: Status
    place: Occurrence | None = None
    folds: tuple[Fold, ...] = ()
    places: tuple[Occurrence, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    nearest: Nearest | None = None

    @property
    def spans(self) -> tuple[Offsets, ...]:
        """The raw spans of the quote's parts; empty unless it stands."""
        return self.place.spans if self.place is not None else ()

    @property
    def line(self) -> int | None:
        """The line on which the quote starts, 1-based."""
        return self.place.line if self.place is not None else None

    @property
    def paragraph(self) -> int | None:
        """The paragraph in which the quote starts, 1-based."""
        return self.place.paragraph if self.place is not None else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The raw text that each elision leaves out."""
        return self.place.gaps if self.place is not None else ()


_LEVELS = (TextSearch.exact, TextSearch.folded)  # exact first: a FOUND needs no fold


def verify(
    document: Document | None,
    quote: str,
    *,
    after: str | None = None,
    before: str | None = None,
    was: Offsets | None = None,
) -> QuoteVerdict:
    """The verdict on the quote in the document; NO_SOURCE when there is no document.

    `after` is the text directly before the quote and `before` the text directly after it: the prefix and the suffix of
    a W3C TextQuoteSelector. `was` is the raw span at which a lock has the quote; elsewhere it is MOVED.
    """
    if document is None:
        return QuoteVerdict(Status.NO_SOURCE, detail="there is no text to look in")
    quote = trim(quote)
    parts = parts_of(quote)
    if not _LONG_ENOUGH().match(quote) and (short := _too_short(parts)) is not None:
        return QuoteVerdict(Status.ABSENT, reason=Reason.TOO_SHORT, detail=short)
    if len(parts) > MAX_PARTS:
        return QuoteVerdict(
            Status.ABSENT, reason=Reason.TOO_MANY_PARTS, detail=f"a quote has at most {MAX_PARTS} parts"
        )
    context = None
    if after or before:
        context = _Context(document, *(fold(trim(words or "")).text for words in (after, before)))
        if context.too_long():
            detail = f"the words after or before which a quote stands are at most {MAX_CONTEXT:,} characters"
            return QuoteVerdict(Status.ABSENT, reason=Reason.CONTEXT, detail=detail)
    try:
        return _judge(document, quote, parts, context, was)
    except TooOften as too_often:
        what = "" if too_often.words == quote else f"`{_begin(too_often.words)}` stands in "
        return QuoteVerdict(Status.AMBIGUOUS, detail=f"{what}more than {MAX_PLACES:,} places")


def _judge(
    document: Document, quote: str, parts: list[str], context: _Context | None, was: Offsets | None
) -> QuoteVerdict:
    elided = parts[0] is not quote
    refused: dict[tuple[Offsets, ...], Occurrence] = {}
    cuts: list[str] = []
    # The whole quote first: an elision mark may itself stand in the source.
    for pieces in ([quote], parts) if elided else ([quote],):
        searches = [TextSearch(document, piece) for piece in pieces]
        for level in _LEVELS:
            places = [Occurrence(document, spans) for spans in chains([level(each) for each in searches])]
            kept = [place for place in places if context.fits(place)] if context is not None else places
            if len(kept) == 1:
                return _accept(kept[0], pieces, was)
            if kept:
                return QuoteVerdict(Status.AMBIGUOUS, places=tuple(kept), detail=_listed(kept))
            refused.update((place.spans, place) for place in places)
        cuts += [cut for each in searches for cut in each.cuts()]
    if refused and context is not None:
        return QuoteVerdict(
            Status.ABSENT, places=tuple(refused.values()), reason=Reason.CONTEXT, detail=context.complaint()
        )
    if cuts and len(parts) == 1:
        return QuoteVerdict(Status.ABSENT, reason=Reason.CUT, detail=cuts[0])
    return _absent(document, quote, parts, cuts)


def stand(document: Document, quotes: Iterable[str], spans: Iterable[Offsets]) -> Iterator[bool]:
    """Whether each quote stands in one piece at a raw span, whole and long enough; that it stands nowhere else is not said."""
    text, (lo, hi), long_enough = document.text, document.passage, _LONG_ENOUGH().match
    for quote, (start, end) in zip(quotes, spans, strict=True):
        raw = text[start:end]
        yield (
            lo <= start < end <= hi
            # Most are the same letters, or differ in white space alone.
            and (raw == quote or " ".join(raw.split()) == quote or fold(raw).text == fold(quote).text)
            and (long_enough(quote) is not None or _too_short([quote]) is None)
            and cut_at_start(text, start) is None
            and cut_at_end(text, end) is None
        )


def _too_short(parts: list[str]) -> str | None:
    sizes = [_size(part) for part in parts]
    if sum(words for words, _ in sizes) < MIN_WORDS and sum(characters for _, characters in sizes) < MIN_CHARACTERS:
        return f"a quote holds at least {MIN_WORDS} words or {MIN_CHARACTERS} letters and digits"
    for part, (words, characters) in zip(parts, sizes, strict=True):
        if words < MIN_PART_WORDS and characters < MIN_PART_CHARACTERS:
            return f"`{_begin(part)}` is too short to stand between elisions"
    return None


def _size(part: str) -> tuple[int, int]:
    # Words that hold a letter or a digit; letters and digits.
    return sum(any(map(str.isalnum, word)) for word in part.split()), sum(map(str.isalnum, part))


def _accept(place: Occurrence, pieces: list[str], was: Offsets | None) -> QuoteVerdict:
    text = place.document.text
    folds: tuple[Fold, ...] = ()
    for (start, end), piece in zip(place.spans, pieces, strict=True):
        folds += folds_used(text[start:end], piece)
    if len(pieces) > 1:
        for gap in place.gaps:
            if (word := hidden(gap)) is not None:
                detail = f"the elision hides `{word}`"
                return QuoteVerdict(Status.ABSENT, places=(place,), reason=Reason.GAP_HIDES, detail=detail)
        folds = tuple(which for which in Fold if which in folds)
    status = Status.FOLDED if folds else Status.FOUND
    if was is not None and was != place.span:
        status = Status.MOVED
    return QuoteVerdict(status, place, folds, (place,))


def _begin(words: str) -> str:
    return words if len(words) <= MAX_SHOWN else f"{words[:MAX_SHOWN]}…"


def _listed(places: list[Occurrence]) -> str:
    lines = ", ".join(str(place.line) for place in places[:MAX_LISTED])
    return f"{len(places)} places: lines {lines}" + (", …" if len(places) > MAX_LISTED else "")


def _absent(document: Document, quote: str, parts: list[str], cuts: list[str]) -> QuoteVerdict:
    from factbase.cite.nearest import nearest  # late: most quotes are there

    if len(parts) > 1:
        spans_of_parts = [TextSearch(document, part).folded() for part in parts]
        missing = [part for part, spans in zip(parts, spans_of_parts, strict=True) if not spans]
        if not missing:
            loose = chains(spans_of_parts, None)
            if not loose:
                return QuoteVerdict(
                    Status.ABSENT, reason=Reason.OUT_OF_ORDER, detail="the parts stand in another order"
                )
            gap = min(max(b[0] - a[1] for a, b in pairwise(c)) for c in loose)
            detail = f"an elision leaves out {gap} characters, of at most {MAX_GAP}"
            return QuoteVerdict(Status.ABSENT, reason=Reason.GAP_TOO_LONG, detail=detail)
        if cuts:
            return QuoteVerdict(Status.ABSENT, reason=Reason.CUT, detail=cuts[0])
        detail = f"`{_begin(missing[0])}` is not there"
        return QuoteVerdict(
            Status.ABSENT, reason=Reason.NOT_THERE, detail=detail, nearest=nearest(document, missing[0])
        )
    reason, detail = Reason.NOT_THERE, "the words are not there"
    bare = [part for piece in quote.replace("…", "...").split("...") if (part := trim(piece))]
    if 1 < len(bare) <= MAX_PARTS and chains([TextSearch(document, part).folded() for part in bare]):
        reason, detail = Reason.BARE_ELLIPSIS, "a bare `...` is literal; write `[...]` to leave words out"
    return QuoteVerdict(Status.ABSENT, reason=reason, detail=detail, nearest=nearest(document, parts[0]))


@dataclass(frozen=True, slots=True)
class _Context:
    """The words that must stand directly around a place, folded; empty ones are met everywhere."""

    document: Document
    prefix: str
    suffix: str

    def fits(self, place: Occurrence) -> bool:
        start, end = place.span
        lo, hi = self.document.passage
        reach = 4  # raw text can be this many times as long as its folded form before a context is held to be far away
        if self.prefix:
            raw = self.document.text[max(lo, start - reach * len(self.prefix) - 80) : start]
            if not fold(raw).text.rstrip().endswith(self.prefix):
                return False
        if self.suffix:
            raw = self.document.text[end : min(hi, end + reach * len(self.suffix) + 80)]
            if not fold(raw).text.lstrip().startswith(self.suffix):
                return False
        return True

    def too_long(self) -> bool:
        return max(len(self.prefix), len(self.suffix)) > MAX_CONTEXT

    def complaint(self) -> str:
        asked = [f"{side} `{words}`" for side, words in (("after", self.prefix), ("before", self.suffix)) if words]
        return f"the words stand there, but not {' and '.join(asked)}"
