"""The verdict on a quote.

In: a document (or none) and a quote. Out: a verdict with its places, folds, gaps, and the reason of a refusal.
Promised: FOUND and FOLDED are given only for words that stand in the document, once, whole, with nothing hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.context import MAX_CONTEXT, Context
from factbase.cite.document import Document
from factbase.cite.elided import hidden
from factbase.cite.floor import LONG_ENOUGH, is_unit, is_whole, too_short
from factbase.cite.governing import left_outside
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
    unseen_at,
)
from factbase.cite.normalise import Fold, Offsets, fold
from factbase.cite.verdict import OUTSIDE, QuoteVerdict, Reason, Status, ambiguous, shortened

__all__ = ["QuoteVerdict", "Reason", "Status", "accepted", "stand", "stands_in_parts", "verify"]

MAX_PARTS = 50  # of a quote, between its elisions

_QUOTATION, _FINAL = '“”„‟«»"「」『』', ".,;:!?。．，、；：।۔"
_AHEAD = 24  # characters after an elision: of what it may be the verb
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
    short = None if LONG_ENOUGH().match(quote) else too_short(parts)
    if short is not None and is_whole(quote):
        short = None
    if short is not None and (len(parts) > 1 or not any(map(str.isalnum, quote))):
        return QuoteVerdict(Status.ABSENT, reason=Reason.TOO_SHORT, detail=short)
    if len(parts) > MAX_PARTS:
        return QuoteVerdict(
            Status.ABSENT, reason=Reason.TOO_MANY_PARTS, detail=f"a quote has at most {MAX_PARTS} parts"
        )
    context = Context.of(document, after, before)
    if context is not None and context.too_long():
        detail = f"the words after or before which a quote stands are at most {MAX_CONTEXT:,} characters"
        return QuoteVerdict(Status.ABSENT, reason=Reason.CONTEXT, detail=detail)
    try:
        verdict, cuts = _judge(document, quote, parts, context, was)
        if short is not None:
            return _of_units(verdict, quote, was) or QuoteVerdict(Status.ABSENT, reason=Reason.TOO_SHORT, detail=short)
        if verdict.place is None and verdict.reason in (None, Reason.GAP_HIDES) and verdict.status is Status.ABSENT:
            from factbase.cite.loosely import verify_loosely  # late: most quotes are there

            verdict = verify_loosely(document, quote, after, before, was) or verdict
        if verdict.status is Status.ABSENT and verdict.reason is None:
            verdict = _absent(document, quote, parts, cuts)
        if verdict.reason in (Reason.NOT_THERE, Reason.INSERTION):
            from factbase.cite.loosely import undeclared  # late, as above

            verdict = replace(verdict, undeclared=undeclared(document, quote, after, before))
        return verdict
    except TooOften as too_often:
        what = "" if too_often.words == quote else f"`{shortened(too_often.words)}` stands in "
        return QuoteVerdict(Status.AMBIGUOUS, detail=f"{what}more than {MAX_PLACES:,} places")


def _judge(
    document: Document, quote: str, parts: list[str], context: Context | None, was: Offsets | None
) -> tuple[QuoteVerdict, list[str]]:
    """The verdict on a quote as it is, ABSENT without a reason where it is not there, and why its letters are no words of it."""
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
                return _accept(kept[0], pieces, was), cuts
            if kept:
                return ambiguous(kept), cuts
            refused.update((place.spans, place) for place in places)
        cuts += [cut for each in searches for cut in each.cuts()]
    if refused and context is not None:
        others = tuple(refused.values())
        return QuoteVerdict(Status.ABSENT, places=others, reason=Reason.CONTEXT, detail=context.complaint()), cuts
    return QuoteVerdict(Status.ABSENT), cuts


def _of_units(verdict: QuoteVerdict, quote: str, was: Offsets | None) -> QuoteVerdict | None:
    """The verdict on a short quote, of whose places those count where it is a whole line, cell or `key = value`; None without any."""
    units = [place for place in verdict.places if is_unit(place.document, place.span)]
    if len(units) > 1:
        return ambiguous(units)
    return _accept(units[0], [quote], was) if units and verdict.status is not Status.ABSENT else None


def stand(document: Document, quotes: Iterable[str], spans: Iterable[Offsets]) -> Iterator[bool]:
    """Whether each quote stands in one piece at a raw span, whole and long enough; that it stands nowhere else is not said."""
    text, long_enough = document.text, LONG_ENOUGH().match
    for quote, (start, end) in zip(quotes, spans, strict=True):
        yield (
            (long_enough(quote) is not None or too_short([quote]) is None or is_whole(quote))
            and _is_there(document, quote, start, end)
            and left_outside(text, start, end) is None
        )


def stands_in_parts(document: Document, quote: str, spans: Sequence[Offsets]) -> bool:
    """Whether the parts of a quote that leaves words out stand at raw spans, whole and long enough, in order and near enough; whether they
    stand elsewhere too, and what is left out, is not looked at."""
    parts = parts_of(trim(quote))
    return (
        1 < len(parts) == len(spans) <= MAX_PARTS
        and too_short(parts) is None
        and all(0 <= then[0] - before[1] <= MAX_GAP for before, then in pairwise(spans))
        and all(_is_there(document, part, *span) for part, span in zip(parts, spans, strict=True))
        and left_outside(document.text, spans[0][0], spans[-1][1]) is None
    )


def _is_there(document: Document, words: str, start: int, end: int) -> bool:
    """Whether words stand at a raw span, whole and to be seen."""
    text, (lo, hi) = document.text, document.passage
    if not lo <= start < end <= hi:
        return False
    raw = text[start:end]
    return (
        # Most are the same letters, or differ in white space alone.
        (raw == words or " ".join(raw.split()) == words or fold(raw).text == fold(words).text)
        and cut_at_start(text, start) is None
        and cut_at_end(text, end) is None
        and unseen_at(document, words, (start, end)) is None
    )


def accepted(document: Document, quote: str, *spans: Offsets) -> QuoteVerdict:
    """The verdict on a quote that stands once, at raw spans: one, or one for each of its parts."""
    quote = trim(quote)
    place = Occurrence(document, spans)
    if len(spans) > 1:
        return _found(place, parts_of(quote), None)
    return _accept(place, [quote], None)


def _accept(place: Occurrence, pieces: list[str], was: Offsets | None) -> QuoteVerdict:
    text = place.document.text
    if len(pieces) > 1:
        for before, then in pairwise(place.spans):
            gap = text[before[1] : then[0]]
            if gap.strip() and (word := hidden(gap, text[then[0] : then[0] + _AHEAD])) is not None:
                return _hides(place, word)
        from factbase.cite.reaching import left_out  # late: few quotes leave anything out

        if (word := left_out(text, place.spans)) is not None:
            return _hides(place, word)
    if (word := left_outside(text, *place.span)) is not None:
        return QuoteVerdict(Status.ABSENT, places=(place,), reason=Reason.CUT, detail=OUTSIDE.format(word))
    return _found(place, pieces, was)


def _found(place: Occurrence, pieces: list[str], was: Offsets | None) -> QuoteVerdict:
    text = place.document.text
    folds: tuple[Fold, ...] = ()
    for (start, end), piece in zip(place.spans, pieces, strict=True):
        folds += folds_used(text[start:end], piece)
    if len(pieces) > 1:
        folds = tuple(which for which in Fold if which in folds)
    status = Status.FOLDED if folds else Status.FOUND
    if was is not None and was != place.span:
        status = Status.MOVED
    return QuoteVerdict(status, place, folds, (place,))


def _hides(place: Occurrence, word: str) -> QuoteVerdict:
    detail = f"the elision hides `{word}`"
    return QuoteVerdict(Status.ABSENT, places=(place,), reason=Reason.GAP_HIDES, detail=detail)


def _absent(document: Document, quote: str, parts: list[str], cuts: list[str]) -> QuoteVerdict:
    from factbase.cite.nearest import nearest  # late, as above

    if cuts and len(parts) == 1:
        return QuoteVerdict(Status.ABSENT, reason=Reason.CUT, detail=cuts[0])
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
        detail = f"`{shortened(missing[0])}` is not there"
        return QuoteVerdict(
            Status.ABSENT, reason=Reason.NOT_THERE, detail=detail, nearest=nearest(document, missing[0])
        )
    reason, detail = Reason.NOT_THERE, "the words are not there"
    bare = [part for piece in quote.replace("…", "...").split("...") if (part := trim(piece))]
    if 1 < len(bare) <= MAX_PARTS and chains([TextSearch(document, part).folded() for part in bare]):
        reason, detail = Reason.BARE_ELLIPSIS, "a bare `...` is literal; write `[...]` to leave words out"
    elif (why := _but_for_its_edges(document, quote)) is not None:
        detail = why
    return QuoteVerdict(Status.ABSENT, reason=reason, detail=detail, nearest=nearest(document, parts[0]))


def _but_for_its_edges(document: Document, quote: str) -> str | None:
    """Why words do not stand whose letters do, by the marks at their edges."""
    inner = trim(quote.strip(_QUOTATION))
    if quote[0] in _QUOTATION and quote[-1] in _QUOTATION and inner and TextSearch(document, inner).folded():
        return "the words stand there without the quotation marks around them: quote what is within"
    closed = trim(quote.rstrip(_FINAL))
    if closed and closed != quote and TextSearch(document, closed).folded():
        return f"the words stand there without the last `{quote[-1]}`, which may close nothing that is asked, limited or goes on with more"
    return None
