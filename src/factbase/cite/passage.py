"""Passages of a document as quotes: in, a document and words, or a stretch of it; out, where words stand, and the quote that it makes.

Promised: a quote that is told to stand is one that `verify` accepts, at this place and no other; borders are those of words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest

from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.calendar import printed
from factbase.cite.context import MAX_CONTEXT
from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.nearest import DiffOp, Nearest, nearest
from factbase.cite.normalise import Offsets, fold
from factbase.cite.phrase import Phrase
from factbase.cite.verbatim import UNSPACED
from factbase.cite.verdict import QuoteVerdict, Status
from factbase.cite.verify import stand, verify

__all__ = ["Borders", "Selected", "apart", "likeness", "on_one_line", "places", "selected", "shortest"]

MAX_TRIED = 400  # quotes that are tried, from the words outwards
MAX_APART = 8  # ways to tell a place apart that are tried where it is only a hint
MAX_WORDS_BESIDE = 12  # that tell one place of a quote from others
_WORD = later(f"[{UNSPACED}]|[^\\s{UNSPACED}]+")
_MARKS = ",;:—–.!?()"
_PARTING = frozenset(f'{_MARKS}[]"“”«»„「」、。，；：！？')  # which stand between clauses
_PARAGRAPH = later(r"\n[^\S\n]*\n")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "「": "」"}


@dataclass(frozen=True, slots=True)
class Selected:
    """A stretch of a document as a quote, with the words by which its place is told from others, and the verdict on it."""

    document: Document
    span: Offsets
    quote: str
    after: str | None
    before: str | None
    verdict: QuoteVerdict

    @property
    def stands(self) -> bool:
        """Whether the quote stands, and here."""
        return self.verdict.place is not None and self.verdict.place.span == self.span


@lru_cache(maxsize=64)
def places(document: Document, words: str) -> tuple[tuple[Offsets, ...], Nearest | None]:
    """Where words stand in a document, whatever their case; where they do not, what stands nearest to them. Raises NoWords."""
    found = tuple(Phrase(words).spans(document))
    return found, None if found else nearest(document, words)


def likeness(near: Nearest) -> float:
    """How much of some words stands in the passage nearest to them, from 0 to 1."""
    counts = {op: sum(len(words) for each, words in near.diff if each is op) for op in DiffOp}
    return counts[DiffOp.EQUAL] / max(1, sum(counts.values()))


@dataclass(frozen=True, slots=True)
class Borders:
    """Where the words of a stretch of a document begin and end."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, document: Document, stretch: Offsets) -> Borders:
        """The borders at which a quote may begin and end."""
        text, starts, ends = document.text, list[int](), list[int]()
        for word in _WORD().finditer(text, *stretch):
            inner = [at for at in range(*word.span()) if text[at].isalnum()]
            if inner:
                starts += _first((inner[0], word.start()), lambda at: cut_at_start(text, at))
                ends += _first((inner[-1] + 1, word.end()), lambda at: cut_at_end(text, at))
        return cls(starts, ends)

    def of_clauses(self, text: str) -> Borders:
        """Those at which marks part clauses, and the outermost ones."""
        starts = [at for at in self.starts if text[max(0, at - 4) : at].rstrip()[-1:] in _PARTING]
        ends = [at for at in self.ends if text[at : at + 4].lstrip()[:1] in _PARTING]
        return Borders(sorted({*self.starts[:1], *starts}), sorted({*ends, *self.ends[-1:]}))

    def of_sentences(self, document: Document) -> Borders:
        """Those at which sentences begin and end."""
        text = document.text
        starts = [at for at in self.starts if not _said(text[document.sentence(at)[0] : at])]
        ends = [at for at in self.ends if not _said(text[at : document.sentence(at - 1)[1]])]
        return Borders(starts, ends)

    def moved(self, span: Offsets, *, first: int = 0, last: int = 0) -> Offsets:
        """A stretch whose ends go on by so many words: outwards or inwards, and never past each other."""
        start, end = span
        if first:
            at = bisect_left(self.starts, start) + first
            if first > 0 and start not in self.starts:
                at -= 1
            start = self.starts[max(0, min(at, len(self.starts) - 1))] if self.starts else start
        if last:
            at = bisect_right(self.ends, end) - 1 + last
            if last < 0 and end not in self.ends:
                at += 1
            end = self.ends[max(0, min(at, len(self.ends) - 1))] if self.ends else end
        return (start, end) if start < end else span

    def around(self, span: Offsets, text: str) -> Iterator[Offsets]:
        """The stretches that hold another, the fewest words more first; of as many, those that run over the fewest marks, then those that
        go on after it."""
        starts = self.starts[: bisect_right(self.starts, span[0])][::-1] or [span[0]]
        ends = self.ends[bisect_left(self.ends, span[1]) :] or [span[1]]
        for more in range(len(starts) + len(ends) - 1):
            sides = range(max(0, more - len(ends) + 1), min(more, len(starts) - 1) + 1)
            made = [(starts[left], ends[more - left]) for left in sides]
            yield from sorted(made, key=lambda each: sum(map(text[slice(*each)].count, _MARKS)))


def _said(text: str) -> bool:
    """Whether a stretch has a letter or a digit."""
    return any(map(str.isalnum, text))


def on_one_line(document: Document, stretch: Offsets, marks: Sequence[Offsets]) -> tuple[str, tuple[Offsets, ...]]:
    """A stretch of a document on one line, with where some marks are in it."""
    start, end = stretch
    raw = document.text[start:end]

    def moved(at: int) -> int:
        return len(" ".join(f"{raw[: at - start]}.".split())) - 1

    ends = ((moved(first), len(" ".join(raw[: last - start].split()))) for first, last in marks)
    return " ".join(raw.split()), tuple(ends)


def _first(places: tuple[int, int], cut: Callable[[int], str | None]) -> list[int]:
    """The first of two places where nothing is cut; none where both cut something."""
    return next(([at] for at in places if cut(at) is None), [])


def selected(document: Document, span: Offsets) -> Selected:
    """A stretch as a quote. Where its words stand elsewhere too, it comes with those beside it that tell it apart, the fewest that do."""
    span = _paired(document.text, span)
    made = [
        Selected(document, span, quote, None, None, verify(document, quote))
        for quote in dict.fromkeys(_written(document, span))
    ]
    plain = next((each for each in made if each.stands), None)
    if plain is not None:
        return plain
    elsewhere = (each for each in made if each.verdict.place is not None or each.verdict.status is Status.AMBIGUOUS)
    apart = (told for each in elsewhere for told in _told_apart(each) if told.stands)
    return next(apart, made[0])


def apart(document: Document, quote: str, place: Offsets) -> Selected | None:
    """A quote with the fewest words beside one of its places that tell it from the others; None where the nearest ones do not."""
    made = Selected(document, place, quote, None, None, verify(document, quote))
    return next((told for told in islice(_told_apart(made), MAX_APART) if told.stands), None)


def shortest(document: Document, span: Offsets, within: Offsets) -> Selected:
    """The shortest quote with the words of a stretch that stands, not beyond another stretch; where none does, what the stretch is.

    A date of which it has a part is quoted whole: what else it would be of, the words do not say."""
    tried = 0
    dates = [
        (within[0] + first, within[0] + last)
        for first, last in (date.span for date in printed(document.text[slice(*within)]))
    ]
    for first, last in dates:
        if first < span[1] and span[0] < last:
            span = min(first, span[0]), max(last, span[1])
    for around in Borders.of(document, within).around(span, document.text):
        around = _paired(document.text, around)
        if any(first < end < last for first, last in dates for end in around):
            continue
        if not any(stand(document, [quote], [around]) for quote in _written(document, around)):
            continue
        made = selected(document, around)
        if made.stands:
            return made
        tried += 1
        if tried == MAX_TRIED:
            break
    return selected(document, span)


def _written(document: Document, span: Offsets) -> Iterator[str]:
    """How the words of a stretch may be quoted: as they stand, on one line; else folded, without what is overlooked anyway."""
    raw = document.text[slice(*span)]
    yield " ".join(raw.split())
    yield fold(raw).text.strip()


def _paired(text: str, span: Offsets) -> Offsets:
    """A stretch with the bracket or the quotation mark beside it whose fellow it has."""
    start, end = span
    inside = text[start:end]
    for opening, closing in _PAIRS.items():
        open_ = inside.count(opening) - inside.count(closing)
        if open_ > 0 and text[end : end + 1] == closing and cut_at_end(text, end + 1) is None:
            end += 1
        elif open_ < 0 and start and text[start - 1] == opening and cut_at_start(text, start - 1) is None:
            start -= 1
    return start, end


def _told_apart(of: Selected) -> Iterator[Selected]:
    """A quote with the words before it or those after it, one more by turns, of its paragraph first; then with both."""
    text, (start, end), (lo, hi) = of.document.text, of.span, of.document.passage
    ahead = [m.start() for m in _WORD().finditer(text, max(lo, start - MAX_CONTEXT), start)][-MAX_WORDS_BESIDE:]
    behind = [m.end() for m in _WORD().finditer(text, end, min(hi, end + MAX_CONTEXT))][:MAX_WORDS_BESIDE]
    afters, befores = [text[at:start] for at in reversed(ahead)], [text[end:at] for at in behind]
    by_turns = [side for after, before in zip_longest(afters, befores) for side in ((after, None), (None, before))]
    sides: list[tuple[str | None, str | None]] = [side for side in by_turns if side != (None, None)]
    sides.sort(key=lambda side: any(words is not None and _PARAGRAPH().search(words) for words in side))
    sides += [(after, before) for after, before in zip(afters[-1:], befores[-1:], strict=False)]
    for side in sides:
        after, before = (" ".join(words.split()) if words is not None else None for words in side)
        verdict = verify(of.document, of.quote, after=after, before=before)
        yield Selected(of.document, of.span, of.quote, after, before, verdict)
