"""The verdict on a quote that stands in a source only as that has it read.

In: a document, and a quote that was not found as it is. Out: where it stands with the folds that are on, with other edges, or around
what was inserted; None where it does not. Promised: its words are whole, stand once, and hide nothing; each fold is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.context import Context
from factbase.cite.document import Document
from factbase.cite.edges import may_begin, may_close, spellings
from factbase.cite.elided import disguised, hidden
from factbase.cite.floor import too_short
from factbase.cite.governing import left_outside
from factbase.cite.insertion import Parted, misplaced, parted, refused
from factbase.cite.later import later
from factbase.cite.loosen import IGNORED, LOOSE, Loosened, loosen, may_be_greek
from factbase.cite.markdown import is_markdown
from factbase.cite.match import (
    Occurrence,
    TextSearch,
    chains,
    folds_used,
    over_lines,
    parts_of,
    trim,
    unseen_at,
)
from factbase.cite.normalise import Fold, Offsets, fold
from factbase.cite.reaching import left_out
from factbase.cite.unseen import unseen_spans
from factbase.cite.verdict import OUTSIDE, QuoteVerdict, Reason, Status, ambiguous

__all__ = ["stands_loosely", "undeclared", "verify_loosely"]

_ORDER = tuple(Fold)
_OF_QUOTES = frozenset({*LOOSE, Fold.CITATION_MARKERS, Fold.NOTE_MARKS})  # pages are the document's only
_OF_PAGES = frozenset({Fold.PAGE_NUMBERS, Fold.RUNNING_HEADS})
_OVER_A_PAGE = later(
    r"-\r?\n(?:[ \t]*(?:[-–—(]\s?)?\d{1,4}\b|(?:[^\n]*\n){0,2}[ \t]*\f)"
)  # a word, with marks of pages in it
_COMPARES = later("[<>=≤≥≠≈±×]")
_BRACKETED = later(r"\[[^\]]*\]")
_LONG_WORD = later(r"(?<=[^\W\d_])[^\W\d_]{3,}|\d+")  # without its first letter, which may have another case
_STRUCK = later(r"(?is)(?:~{1,2}|<(?:del|s|strike)\b[^<>]*>)(?P<words>.*?)(?:~{1,2}|</\w+>)|!\[(?P<alt>[^\[\]]*)\].*")
_SAYS = later(r"\w")
_Spelled = tuple[
    Offsets, str, tuple[Fold, ...]
]  # where a part stands, how it is spelled there, and the folds that this takes


def verify_loosely(
    document: Document, quote: str, after: str | None, before: str | None, was: Offsets | None
) -> QuoteVerdict | None:
    """The verdict on a quote that stands nowhere as it is; None where this does not help. Raises TooOften."""
    if unseen_spans(quote):
        return None  # it would have words that nobody is to read
    folds = document.folds & _OF_QUOTES
    words = loosen(quote, folds | {Fold.SPACE})
    if _lacks_a_word(document, words.text, document.folds):
        return None
    read = document.loosened()
    context = Context.of(read.document, *(loosen(side, folds).text if side else None for side in (after, before)))
    # Brackets first as they stand: the source may have them.
    for inserted in (None, parted(words.text)) if "[" in quote else (None,):
        if inserted is not None and (why := refused(quote)) is not None:
            return QuoteVerdict(Status.ABSENT, reason=Reason.INSERTION, detail=why)
        parts = inserted.parts if inserted is not None else tuple(parts_of(words.text))
        apart = [_COMPARES().sub(r" \g<0> ", part) for part in parts]  # no fewer words for a blank that was passed over
        if too_short(["".join(apart)] if inserted is not None else apart) is not None:
            continue
        spelled = [_spelled(read.document, part, document.folds) for part in parts]
        standing: list[tuple[tuple[Offsets, ...], Occurrence]] = []
        for spans in chains([[each[0] for each in part] for part in spelled]):
            raw = _raw(read.loosened, spans, read.start)
            if raw is not None and (context is None or context.fits(Occurrence(read.document, spans))):
                standing.append((spans, Occurrence(document, raw)))
        if len(standing) > 1:
            return ambiguous([place for _, place in standing])
        if standing:
            (spans, place) = standing[0]
            why, reason = _hidden(read.document.text, spans, inserted, place), Reason.GAP_HIDES
            if why is None and (passed := next(filter(None, _passed_over(read.loosened, spans)), None)) is not None:
                why = passed
            paged = _replaced(read.loosened, spans).keys() & _OF_PAGES
            if why is None and not paged:  # what is a border in the file may be none in what is read of it
                borders = (over_lines(document, part, span) for part, span in zip(parts, place.spans, strict=True))
                why, reason = next(filter(None, borders), None), Reason.CUT
            if why is None and (word := left_outside(read.document.text, spans[0][0], spans[-1][1])) is not None:
                why, reason = OUTSIDE.format(word), Reason.CUT
            if why is None and inserted is not None:
                why, reason = misplaced(read.document.text, spans, inserted), Reason.INSERTION
            if why is not None:
                return QuoteVerdict(Status.ABSENT, places=(place,), reason=reason, detail=why)
            used = {Fold.INSERTION} if inserted is not None else set[Fold]()
            for part, span in zip(spelled, spans, strict=True):
                _, spelling, edges = next(each for each in part if each[0] == span)
                used.update(edges, folds_used(read.document.text[slice(*span)], spelling))
            here, there = _replaced(read.loosened, spans), words.replaced(0, len(words.text))
            if any(there.get(which, []) not in ([], here.get(which)) for which in (*IGNORED, Fold.MARKS)):
                return None  # a mark that the quote has is not passed over: it is another one
            used.update(which for which in here.keys() | there.keys() if here.get(which) != there.get(which))
            moved = was is not None and was != place.span
            status = Status.MOVED if moved else Status.FOLDED if used else Status.FOUND
            return QuoteVerdict(status, place, tuple(sorted(used, key=_ORDER.index)), (place,))
    return None


def stands_loosely(document: Document, quote: str, span: Offsets) -> bool:
    """Whether a quote of one piece stands at a raw span as its source has it read, whole and with nothing hidden; that it stands nowhere
    else is not said. No, too, where that cannot be told of the span alone."""
    (start, end), (lo, hi), text = span, document.passage, document.text
    if not lo <= start < end <= hi or unseen_spans(quote):
        return False
    folds = (document.folds & _OF_QUOTES) | {Fold.SPACE}
    there, words = (fold(loosen(each, folds).text).text for each in (text[start:end], trim(quote)))
    edges = next((edges for spelling, edges in spellings(words, document.folds) if spelling == there), None)
    return (
        edges is not None
        and too_short([words]) is None
        and (Fold.INITIAL not in edges or may_begin(text, start))
        and (Fold.CLOSING not in edges or may_close(text, end, words[len(there) :]))
        and cut_at_start(text, start) is None
        and cut_at_end(text, end) is None
        and unseen_at(document, quote, span) is None
        and left_outside(text, start, end) is None
    )


def undeclared(document: Document, quote: str, after: str | None, before: str | None) -> tuple[Fold, ...]:
    """What a source would have to pass over for a quote to stand that does not; none where that does not help. Raises TooOften."""
    words = loosen(quote, document.folds & _OF_QUOTES).text
    if document.folds.issuperset(IGNORED) or _lacks_a_word(document, words, _OF_PAGES):
        return ()
    verdict = verify_loosely(document.lenient(), quote, after, before, None)
    if verdict is None or verdict.place is None:
        return ()
    # One beside the quote is in no span of it.
    marks = {*verdict.folds} & {*IGNORED} or {
        which for which in IGNORED if _helps(document, which, quote, after, before)
    }
    return tuple(which for which in IGNORED if which in document.folds | marks)


def _helps(document: Document, which: Fold, quote: str, after: str | None, before: str | None) -> bool:
    verdict = verify_loosely(replace(document, folds=document.folds | {which}), quote, after, before, None)
    return verdict is not None and verdict.place is not None


def _lacks_a_word(document: Document, quote: str, folds: frozenset[Fold]) -> bool:
    """Whether some word of a quote stands nowhere in a document, however it is read: so most quotes that are not there cost no more."""
    raw = document.text
    if (
        is_markdown(document.path)
        or "¬" in raw
        or "ſ" in raw
        or " -\n" in raw
        or "-\n\n" in raw
        or (folds & _OF_PAGES and _OVER_A_PAGE().search(raw) is not None)
        or document.wraps_unspaced()
    ):
        return False  # there are words that are not yet in one piece
    text = document.joined().folded.text if document.breaks_words() else document.folded().text
    plain = fold(_BRACKETED().sub(" ", quote)).text
    missing = [word[0] for word in _LONG_WORD().finditer(plain) if word[0] not in text]
    return any(not may_be_greek(raw, word) for word in missing)


def _hidden(text: str, spans: Sequence[Offsets], inserted: Parted | None, place: Occurrence) -> str | None:
    """What an elision hides, or an insertion between two parts; None where that is nothing."""
    what = "elision" if inserted is None else "elision or insertion"
    words = (hidden(text[a[1] : b[0]], text[b[0] : b[0] + 24]) for a, b in pairwise(spans))
    word = next(filter(None, words), None) or (left_out(text, spans) if len(spans) > 1 else None)
    if word is None:  # as it stands in the file, where its Greek letters are not yet spelled out
        word = next(filter(None, (disguised(place.document.text[a[1] : b[0]]) for a, b in pairwise(place.spans))), None)
    return f"the {what} hides `{word}`" if word is not None else None


def _spelled(document: Document, part: str, folds: frozenset[Fold]) -> list[_Spelled]:
    """Where a part stands, in the first of its spellings that stands anywhere."""
    for spelling, edges in spellings(part, folds):
        standing: list[_Spelled] = []
        for span in TextSearch(document, spelling).folded():
            if Fold.INITIAL in edges and not may_begin(document.text, span[0]):
                continue
            if Fold.CLOSING in edges and not may_close(document.text, span[1], part[len(spelling) :]):
                continue
            standing.append((span, spelling, edges))
        if standing:
            return standing
    return []


def _raw(loosened: Loosened | None, spans: Sequence[Offsets], start: int) -> tuple[Offsets, ...] | None:
    """Where spans of the text as it is read stand in the raw one; None where an edge is inside of what a fold replaced."""
    if loosened is None:
        return tuple(spans)
    raw = [loosened.raw_span(*span) for span in spans]
    return tuple((start + each[0], start + each[1]) for each in raw if each is not None) if all(raw) else None


def _passed_over(loosened: Loosened | None, spans: Sequence[Offsets]) -> Iterator[str | None]:
    """What words hide that are struck out within spans of a text as it is read, or that a picture stands there which says something."""
    for old in _replaced(loosened, spans).get(Fold.MARKUP, ()):
        if (struck := _STRUCK().fullmatch(old)) is None:
            continue
        if struck["alt"] is not None:
            yield f"the quote runs over the picture `{struck['alt']}`" if _SAYS().search(struck["alt"]) else None
        elif (word := hidden(struck["words"])) is not None:
            yield f"the struck words hide `{word}`"


def _replaced(loosened: Loosened | None, spans: Sequence[Offsets]) -> dict[Fold, list[str]]:
    result: dict[Fold, list[str]] = {}
    for which, olds in (
        (each for span in spans for each in loosened.replaced(*span).items()) if loosened is not None else ()
    ):
        result.setdefault(which, []).extend(olds)
    return result
