"""A source's text and the positions in it.

In: a path (only a name here), the raw text, and the passage of it that is the source. Out: line, paragraph and sentence
of any offset; the folded passage. Promised: offsets are raw code points; nothing a caller sees ever changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from factbase.cite.commented import comments
from factbase.cite.joints import JoinedText, join, line_breaks
from factbase.cite.later import later
from factbase.cite.layout import begins_anew
from factbase.cite.loosen import DEFAULT_FOLDS, IGNORED, Loosened, is_wrapped, loosen
from factbase.cite.markdown import is_markdown
from factbase.cite.normalise import Fold, Folded, Offsets, fold
from factbase.cite.unseen import Code, code_spans, targets_between, unseen_spans

__all__ = ["Document", "LoosenedDocument", "NoPassage"]

_NEWLINE = later(r"\r\n|\r|\n")
_SENTENCE_REACH = 1_000  # characters around a quote; bounds the work when a file is one line
_GRID = 500  # what is cut there is cut at the same places for many quotes, and read once
MAX_COUNTED = 16  # lines that are counted up to, before all are indexed
_NEAR = 150, 400  # characters around a quote within which most sentences begin and end, and nearly all
_STOP = later(r"""(?:(?<![.!?…])[.!?…]++[\])"'”’»]*+(?=\s)|[。！？]++[」』”]?)""")
_LAST_WORD = later(r"(?:\w\.)*\w+\Z")
_NEXT = later(r"""\s+[\[("'“‘«]*(\S)""")
_ABBREVIATION = later(
    r"""[^\W\d_]  # an initial: J. Smith
    |mrs?|ms|dr|prof|rev|hon|gen|col|maj|capt|lt|sgt|adm|gov|sen|rep|st|jr|sr
    |vs|etc|cf|al|nos?|vol|pp|fig|eds?|approx|inc|ltd|co|corp|dept
    |jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
    |okt|dez|janv|févr|avr|juil|déc  # German and French
    |nr|mio|mrd|tsd|bzw|ca|env|mmes?|mlles?
    |e\.g|i\.e|u\.s|u\.k|u\.n|d\.c|a\.m|p\.m""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = later(r"[0-3]?\d")
_MONTHS = ("Jan", "Jän", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")  # 3. Mai


class NoPassage(ValueError):
    """A text has not the lines that were to be a source; the message says how many it has."""


@dataclass(slots=True)
class _Lazy:
    lines: tuple[list[int], list[int]] | None = None
    pages: list[int] | None = None  # where they end
    asked: int = 0  # how often a line was, without them
    folded: Folded | None = None
    joined: JoinedText | None = None
    blocks: list[int] | None = None
    sentences: tuple[Offsets, ...] | None = None
    wrapped: bool | None = None
    broken: bool | None = None  # a word may be hyphenated over a line break
    stops: dict[tuple[int, int, int], bool] = field(default_factory=dict)  # by where one stands, and how far is looked
    loosened: LoosenedDocument | None = None
    lenient: Document | None = None
    unseen: list[Offsets] | None = None
    code: list[Code] | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source: its text, or the passage of it from the first to the last of `lines` (1-based, inclusive).

    Raises `NoPassage` when the passage is not in the text. All that is derived is computed when first asked for, and kept until let go.
    """

    path: str
    text: str = field(repr=False)
    lines: tuple[int, int] | None = None
    folds: frozenset[Fold] = DEFAULT_FOLDS  # that are on for its quotes, with what is passed over
    _lazy: _Lazy = field(init=False, repr=False, compare=False, default_factory=_Lazy)

    def __post_init__(self) -> None:
        if self.lines is not None:
            first, last = self.lines
            if not 1 <= first <= last <= self.line_count:
                raise NoPassage(f"lines {first}..{last} are not in `{self.path}`, which has {self.line_count}")

    @property
    def line_count(self) -> int:
        """How many lines the raw text has; a newline at its very end starts no other line."""
        starts = self._line_starts()[0]
        return len(starts) - (len(starts) > 1 and starts[-1] == len(self.text))

    @property
    def digest(self) -> str:
        """A digest of the whole text, which tells it from any other."""
        if self._lazy.digest is None:
            self._lazy.digest = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._lazy.digest

    @property
    def passage(self) -> Offsets:
        """The raw span that may be quoted."""
        return (0, len(self.text)) if self.lines is None else self.stretch(*self.lines)

    def stretch(self, first: int, last: int) -> Offsets:
        """The raw span of some lines of the file, 1-based and inclusive, as far as they are there."""
        starts = [*self._line_starts()[0][first - 1 : last + 1], len(self.text), len(self.text)]
        return starts[0], starts[min(len(starts) - 1, last - first + 1)]

    def line(self, offset: int) -> int:
        """The line of a raw offset, 1-based."""
        self._lazy.asked += 1
        if self._lazy.lines is None and self._lazy.asked <= MAX_COUNTED and "\r" not in self.text:
            return self.text.count("\n", 0, offset) + 1  # one line asked for is no reason to index them all
        return bisect_right(self._line_starts()[0], offset)

    def paragraph(self, offset: int) -> int:
        """The paragraph of a raw offset, 1-based; blank lines part paragraphs and belong to the one before."""
        return max(1, bisect_right(self._line_starts()[1], offset))

    def page(self, offset: int) -> int | None:
        """The page of a raw offset, 1-based; form feeds part pages, and None is that of a text without any."""
        if self._lazy.pages is None:
            self._lazy.pages = [each.start() for each in re.finditer("\f", self.text)]
        return bisect_left(self._lazy.pages, offset) + 1 if self._lazy.pages else None

    def sentence(self, start: int, end: int | None = None) -> Offsets:
        """The raw span of the sentence, or sentences, that hold text[start:end]; never beyond the paragraph.

        A rule of thumb (stops, abbreviations, the capital that follows): good for context and doubts, not for proof.
        """
        end = start + 1 if end is None else end
        lo, hi = self._block(start, end)
        is_whole = self.passage[0] <= lo and hi <= self.passage[1]  # a passage may begin within a sentence
        lo = max(lo, (start - _SENTENCE_REACH) // _GRID * _GRID)
        hi = min(hi, -(-(end + _SENTENCE_REACH) // _GRID) * _GRID)
        if is_whole and self._lazy.sentences:
            known = self._lazy.sentences[max(0, bisect_right(self._lazy.sentences, (start, len(self.text))) - 1)]
            if lo <= known[0] <= start and end <= known[1] <= hi:
                return known
        first, last = self._stopped(start, end, lo, hi)
        body = self.text[first:last]
        return first + len(body) - len(body.lstrip()), first + len(body.rstrip())

    def _stopped(self, start: int, end: int, lo: int, hi: int) -> Offsets:
        """From the last stop before a span, or `lo`, to the first one after it, or `hi`."""
        for reach in (*_NEAR, hi - lo):
            begin, limit = max(lo, start - reach), min(hi, end + reach)
            first = begin if begin == lo else None
            for stop in _STOP().finditer(self.text, begin, limit):
                # One that ends where nothing is looked at any more may be longer, and says nothing.
                if stop.end() == limit < hi or not self._stops(stop, hi):
                    continue
                if stop.end() <= start:
                    first = stop.end()
                elif stop.end() >= end:
                    limit = stop.end()
                    break
            else:
                if limit < hi:
                    continue
            if first is not None:
                return first, limit
        return lo, hi

    def folded(self) -> Folded:
        """The passage, folded; its offsets count from the start of the passage."""
        if self._lazy.folded is None:
            lo, hi = self.passage
            self._lazy.folded = fold(self.text[lo:hi])
        return self._lazy.folded

    def joined(self) -> JoinedText:
        """The folded passage with all joints taken out."""
        if self._lazy.joined is None:
            lo, hi = self.passage
            self._lazy.joined = join(self.folded(), self.text[lo:hi])
        return self._lazy.joined

    def loosened(self) -> LoosenedDocument:
        """The passage as it is to be read, with the folds that are on."""
        if self._lazy.loosened is None:
            lo, hi = self.passage
            folds = self.folds if is_markdown(self.path) else self.folds - {Fold.MARKUP}
            loosened = loosen(self.text[lo:hi], folds | {Fold.HYPHENATION, Fold.SPACE})
            if loosened.passes:
                inner = Document(self.path, loosened.text, folds=frozenset())
                self._lazy.loosened = LoosenedDocument(inner, loosened, lo)
            else:
                self._lazy.loosened = LoosenedDocument(self, None, 0)
        return self._lazy.loosened

    def lenient(self) -> Document:
        """The same passage of a source that passes over all marks that one may."""
        if self._lazy.lenient is None:
            self._lazy.lenient = Document(self.path, self.text, self.lines, self.folds.union(IGNORED))
        return self._lazy.lenient

    def hides(self, start: int, end: int) -> bool:
        """Whether some of a raw span is no text: a comment, or struck."""
        if self._lazy.unseen is None:
            self._lazy.unseen = sorted([*unseen_spans(self.text), *comments(self.path, self.text)])
        spans = self._lazy.unseen
        i = bisect_left(spans, (end, 0)) - 1
        return (i >= 0 and spans[i][1] > start) or (is_markdown(self.path) and self._within_target(start, end))

    def _within_target(self, start: int, end: int) -> bool:
        """Whether a raw span is of what an image or a link of Markdown has besides its words."""
        line = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", end)
        targets = targets_between(self.text, line, stop if stop >= 0 else len(self.text))
        return any(first < start < last or first < end < last for first, last in targets)

    def is_code(self, offset: int) -> bool:
        """Whether a raw offset is within a block of code."""
        if self._lazy.code is None:
            self._lazy.code = [each for each in code_spans(self.text) if each[2]]
        return any(start <= offset < end for start, end, _ in self._lazy.code)

    def let_go(self) -> None:
        """Drops what was made to look for quotes, once they are judged; it is made again where another one is looked for."""
        lazy = self._lazy
        lazy.folded, lazy.joined, lazy.loosened, lazy.lenient = None, None, None, None
        lazy.stops.clear()

    def has_folded(self) -> bool:
        """Whether the passage has been folded already, so that a search there is to be had for one `str.find`."""
        return self._lazy.folded is not None

    def breaks_words(self) -> bool:
        """Whether a word of the passage may be hyphenated over a line break."""
        if self._lazy.broken is None:
            lo, hi = self.passage
            self._lazy.broken = line_breaks(self.text[lo:hi])
        return self._lazy.broken

    def wraps_unspaced(self) -> bool:
        """Whether lines of the passage in a writing without blanks go on in the next one."""
        if self._lazy.wrapped is None:
            lo, hi = self.passage
            self._lazy.wrapped = is_wrapped(self.text[lo:hi])
        return self._lazy.wrapped

    def _line_starts(self) -> tuple[list[int], list[int]]:
        # Line starts, and among them those where a paragraph starts.
        if self._lazy.lines is None:
            text, starts, blocks = self.text, [0], []
            if "\r" in text:
                starts += [m.end() for m in _NEWLINE().finditer(text)]
                parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
            else:
                parts = text.split("\n")
                at = 0
                for part in parts[:-1]:
                    at += len(part) + 1
                    starts.append(at)
            blank = True
            for start, part in zip(starts, parts, strict=True):
                if not part or part.isspace():
                    blank = True
                elif blank:
                    blocks.append(start)
                    blank = False
            self._lazy.lines = starts, blocks
        return self._lazy.lines

    def sentences(self) -> tuple[Offsets, ...]:
        """The raw spans of all sentences of the passage that have a letter or a digit, in order; each is that of any quote in it,
        where it is not longer than what is looked at around a quote."""
        if self._lazy.sentences is None:
            lo, hi = self.passage
            blocks = self._blocks()
            edges = [lo, *blocks[bisect_right(blocks, lo) : bisect_left(blocks, hi)], hi]
            pieces = (span for first, last in pairwise(edges) for span in self._split(first, last))
            self._lazy.sentences = tuple(span for span in pieces if any(map(str.isalnum, self.text[slice(*span)])))
        return self._lazy.sentences

    def _split(self, lo: int, hi: int) -> Iterator[Offsets]:
        """What stands between stops in a stretch, without the white space around it."""
        at = lo
        stops = (stop.end() for stop in _STOP().finditer(self.text, lo, hi) if self._stops(stop, hi))
        for end in (*stops, hi):
            body = self.text[at:end]
            yield at + len(body) - len(body.lstrip()), at + len(body.rstrip())
            at = end

    def _blocks(self) -> list[int]:
        """Where paragraphs start, and the headings and items of lists within them."""
        if self._lazy.blocks is None:
            starts, paragraphs = self._line_starts()
            ends, blocks = [*starts, len(self.text)], list(paragraphs)
            for first, after in pairwise([*(bisect_left(starts, at) for at in paragraphs), len(starts)]):
                if after - first > 1:
                    lines = [self.text[ends[i] : ends[i + 1]] for i in range(first, after)]
                    while not lines[-1].strip():
                        lines.pop()  # blank lines belong to the paragraph before them
                    blocks += (starts[first + number] for number in begins_anew(lines))
            self._lazy.blocks = sorted(blocks)
        return self._lazy.blocks

    def _block(self, start: int, end: int) -> Offsets:
        blocks = self._blocks()
        first, after = bisect_right(blocks, start) - 1, bisect_right(blocks, end - 1)
        return blocks[first] if first >= 0 else 0, blocks[after] if after < len(blocks) else len(self.text)

    def _stops(self, stop: re.Match[str], limit: int) -> bool:
        """Whether a sentence ends there. The quotes of a paragraph ask of the same stops."""
        key = stop.start(), stop.end(), limit
        known = self._lazy.stops.get(key)
        if known is None:
            known = self._lazy.stops[key] = self._ends(stop, limit)
        return known

    def _ends(self, stop: re.Match[str], limit: int) -> bool:
        following = _NEXT().match(self.text, stop.end(), limit)
        if following is None:
            return True
        if following[1].islower():
            return False
        if stop[0] != ".":
            return True
        word = _LAST_WORD().search(self.text, max(0, stop.start() - 20), stop.start())
        if word is None:
            return True
        if _DAY().fullmatch(word[0]) and self.text.startswith(_MONTHS, following.start(1), limit):
            return False  # 3. Mai
        return not _ABBREVIATION().fullmatch(word[0])


@dataclass(frozen=True, slots=True)
class LoosenedDocument:
    """A passage as it is to be read: a document of its own, how it was made (None where it is the raw one), and where it starts in that."""

    document: Document
    loosened: Loosened | None
    start: int
