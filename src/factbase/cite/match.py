"""Where words stand in a document.

In: a document and words. Out: raw spans, and what was cut where the letters stood but not as whole words.
Promised: a search costs the length of the words and one `str.find` over the passage, raw or folded; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.commented import is_table, rows_apart
from factbase.cite.document import Document
from factbase.cite.joints import Joint, Mark, agree, join
from factbase.cite.later import later
from factbase.cite.layout import over_border, over_gutter
from factbase.cite.normalise import DIGIT_HYPHENS, INVISIBLE, LINE_BREAK, SPACES, Fold, Offsets, fold

__all__ = [
    "ELISION",
    "MAX_GAP",
    "MAX_PLACES",
    "Occurrence",
    "TextSearch",
    "TooOften",
    "chains",
    "folded_spans",
    "folds_used",
    "over_lines",
    "parts_of",
    "trim",
    "unseen_at",
]

MAX_GAP = 600  # raw characters that one elision may leave out
MAX_PLACES = 10_000  # where the letters of some words stand: more are not looked at


class TooOften(Exception):
    """Some words stand in more than `MAX_PLACES` places of a text."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


ELISION = r"\[\s*(?:…|\.\.\.)\s*\]"
_ELISION = later(ELISION)
_SOFT_BREAK = later(rf"\xad[{INVISIBLE}]*[^\S\n\r]*{LINE_BREAK}[^\S\n\r]*(?=\w)")
_OPEN_VALUE = later(r"""[\w"](?:=|:\s)"[^"\n]*\Z""")  # of `key="value"`
# In the text of a page of HTML a blank line parts two blocks: the first is a sentence of its own, or no part of the second.
_OF_PAGES = (".html.txt", ".htm.txt", ".xhtml.txt")
_BLOCKS_APART = later(r"[^\s.!?…:;,。！？、，；：\])\"'”’»」』-]\s*?\n[^\S\n]*\n\s*(?=\S)")
_BLANK_LINE = later(r"\n[^\S\n]*\r?\n")
_ORDER = tuple(Fold)
_EDGES = SPACES + INVISIBLE + " "
_ALONE = frozenset(".,;:?!()“”‘’\"'")
# What each fold overlooks: the characters without which it was not used, and how to find all that it takes for equal.
_TRACES: tuple[tuple[Fold, frozenset[str], Callable[[], re.Pattern[str]]], ...] = (
    (Fold.INVISIBLE, frozenset(INVISIBLE), later(f"[{INVISIBLE}]+[^{INVISIBLE}]?")),
    (Fold.LIGATURES, frozenset("ﬀﬁﬂﬃﬄﬅﬆ"), later("[ﬀﬁﬂﬃﬄﬅﬆ]|ff[il]?|f[il]|st")),
    (Fold.QUOTES, frozenset("‘’‚‛ʼ＇“”„‟"), later("[‘’‚‛ʼ＇“”„‟'\"]")),
    (Fold.DASHES, frozenset(DIGIT_HYPHENS + "—―"), later(f"[{DIGIT_HYPHENS}—―]+")),
    (Fold.ELLIPSIS, frozenset("…"), later(r"…|\.\.\.")),
    (Fold.SPACE, frozenset(SPACES + " "), later(f"[{SPACES} ]+")),
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a quote stands: one raw span per part, more than one when it elides; the document tells the rest."""

    document: Document = field(repr=False)
    spans: tuple[Offsets, ...]

    @property
    def span(self) -> Offsets:
        """From the first character of the quote to its last, gaps included."""
        return self.spans[0][0], self.spans[-1][1]

    @property
    def line(self) -> int:
        """The line of the file on which the quote starts, 1-based."""
        return self.document.line(self.spans[0][0])

    @property
    def paragraph(self) -> int:
        """The paragraph of the file in which the quote starts, 1-based."""
        return self.document.paragraph(self.spans[0][0])

    @property
    def sentence(self) -> Offsets:
        """The raw span of the sentence or sentences around the quote."""
        return self.document.sentence(*self.span)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The raw text that each elision leaves out."""
        gaps = (self.document.text[a[1] : b[0]] for a, b in pairwise(self.spans))
        return tuple(gap for gap in gaps if gap.strip())


class TextSearch:
    """Where some words stand in a document, looked up once and only as far as asked."""

    __slots__ = ("_exact", "_in_folded", "_in_raw", "document", "words")

    def __init__(self, document: Document, words: str) -> None:
        self.document = document
        self.words = words
        self._exact: list[Offsets] | None = None
        # Where whole words stand, and why they do not elsewhere.
        self._in_raw: tuple[list[Offsets], list[str]] | None = None
        self._in_folded: tuple[list[Offsets], list[str]] | None = None

    def exact(self) -> list[Offsets]:
        """The raw spans where the words stand in the passage, character for character, in order."""
        if self._exact is None:
            words, text = self.words, self.document.text
            # Once the passage is folded, one search there answers both questions; unless a fold could look beyond the
            # words (a dash before a number does), which what stands alone at both edges rules out.
            if self.document.has_folded() and _alone(words[0]) and _alone(words[-1]):
                self._exact = [span for span in self.folded() if text[span[0] : span[1]] == words]
            else:
                self._exact = self._of_raw()[0]
        return self._exact

    def folded(self) -> list[Offsets]:
        """The raw spans where the words stand in the passage once both are folded, in order."""
        return self._of_folded()[0]

    def cuts(self) -> list[str]:
        """Why the words do not stand where only their letters do."""
        return self._of_raw()[1] + self._of_folded()[1]

    def _of_raw(self) -> tuple[list[Offsets], list[str]]:
        if self._in_raw is None:
            lo, hi = self.document.passage
            length = len(self.words)
            self._in_raw = self._kept((at, at + length) for at in _finds(self.document.text, self.words, lo, hi))
        return self._in_raw

    def _of_folded(self) -> tuple[list[Offsets], list[str]]:
        if self._in_folded is None:
            self._in_folded = self._kept(folded_spans(self.document, self.words))
        return self._in_folded

    def _kept(self, spans: Iterable[Offsets]) -> tuple[list[Offsets], list[str]]:
        """The spans at which whole words stand, and why the others are none."""
        text, kept, cuts = self.document.text, list[Offsets](), list[str]()
        for number, span in enumerate(spans):
            if number == MAX_PLACES:
                raise TooOften(self.words)
            if (word := cut_at_start(text, span[0])) is not None:
                cuts.append(f"the quote starts inside `{word}`")
            elif (word := cut_at_end(text, span[1])) is not None:
                cuts.append(f"the quote ends inside `{word}`")
            elif (why := unseen_at(self.document, self.words, span)) is not None:
                cuts.append(why)
            else:
                kept.append(span)
        return kept, cuts


def unseen_at(document: Document, words: str, span: Offsets) -> str | None:
    """Why words that stand at a span are not read there, one after the other; None where they are."""
    if document.hides(*span):
        return "the quote has words of a comment, or that are struck"
    text = document.text
    if (why := over_lines(document, words, span)) is not None:
        return why
    if (
        ("  " in text[slice(*span)] or "\t" in text[slice(*span)])
        and text[slice(*span)] != words
        and over_gutter(text, *span)
    ):
        return "the quote runs over the blanks between two columns"
    if ('="' in words or '": "' in words) and (opened := _OPEN_VALUE().search(words)) is not None:
        return f"the quote ends inside `{opened[0]}`"
    return None


def over_lines(document: Document, words: str, span: Offsets) -> str | None:
    """Why words that stand in several lines are not read one after the other; None where they are."""
    text = document.text
    if "\n" not in text[slice(*span)]:
        return None
    if is_table(document.path) and rows_apart(text, *span):
        return "the quote runs over two rows of a table"
    if (
        "\n" not in words
        and document.path.lower().endswith(_OF_PAGES)
        and _BLOCKS_APART().search(text, *span) is not None
    ):
        return "the quote runs over the border of a heading, an item or a row"
    return over_border(text, *span) if "\n" not in words else None


def _alone(char: str) -> bool:
    # Whether a character folds to the same, whatever stands beside it.
    return char.isalnum() or char in _ALONE


def trim(quote: str) -> str:
    """The quote without white space and invisible characters at its edges."""
    return quote.strip(_EDGES)


def parts_of(quote: str) -> list[str]:
    """The parts of a quote around its elisions `[…]` or `[...]`, in order; an elision at an edge leaves out nothing."""
    if "[" not in quote:
        return [quote]
    return [part for piece in _ELISION().split(quote) if (part := trim(piece))]


def chains(parts: Sequence[Sequence[Offsets]], limit: int | None = MAX_GAP) -> list[tuple[Offsets, ...]]:
    """Each way to take one span per part, in order, at most `limit` characters apart, as close together as can be."""
    if len(parts) == 1:
        return [(span,) for span in parts[0]]
    result: list[tuple[Offsets, ...]] = []
    starts = [[span[0] for span in spans] for spans in parts]
    for first in parts[0]:
        chain = [first]
        for spans, begins in zip(parts[1:], starts[1:], strict=True):
            i = bisect_left(begins, chain[-1][1])
            if i == len(spans) or (limit is not None and spans[i][0] - chain[-1][1] > limit):
                break
            chain.append(spans[i])
        else:
            # A chain that starts later and ends no later is the same one with less left out.
            if result and result[-1][-1][1] >= chain[-1][1]:
                result.pop()
            result.append(tuple(chain))
    return result


def folds_used(raw: str, quote: str) -> tuple[Fold, ...]:
    """The folds that make the quote equal to the raw text it matched; none when it is equal without."""
    if raw == quote:
        return ()
    if raw.split() == quote.split():
        # The common case: only white space differs.
        return (Fold.SPACE,) if _blank_lines(raw) == _blank_lines(quote) else (Fold.SPACE, Fold.PARAGRAPH)
    used: list[Fold] = []
    if "\xad" in raw or "\xad" in quote:
        if _SOFT_BREAK().findall(raw) != _SOFT_BREAK().findall(quote):
            used.append(Fold.HYPHENATION)
        raw, quote = _SOFT_BREAK().sub("", raw), _SOFT_BREAK().sub("", quote)
    if ("-" in raw or "-" in quote) and fold(raw).text != fold(quote).text:
        used += () if used else (Fold.HYPHENATION,)
        raw, quote = _alike(raw, quote)
    chars = frozenset(raw + quote)
    for which, touched, trace in _TRACES:
        if not chars.isdisjoint(touched) and trace().findall(raw) != trace().findall(quote):
            used.append(which)
    if _marks(raw) != _marks(quote):
        used.append(Fold.COMPOSITION)
    if _blank_lines(raw) != _blank_lines(quote):
        used.append(Fold.PARAGRAPH)
    return tuple(sorted(used, key=_ORDER.index))


def _blank_lines(text: str) -> int:
    return len(_BLANK_LINE().findall(text))


def _marks(text: str) -> list[str]:
    # The characters, white space aside, which composition changes or takes in; composed text has none.
    if unicodedata.is_normalized("NFC", text):
        return []
    visible = (c for c in text if c not in SPACES)
    return [
        c for c in visible if unicodedata.combining(c) or not unicodedata.is_normalized("NFC", c) or "ᄀ" <= c <= "ᇿ"
    ]


def _finds(text: str, words: str, lo: int, hi: int) -> Iterator[int]:
    at = text.find(words, lo, hi)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, hi)


def folded_spans(document: Document, words: str, change: Callable[[str], str] = str) -> Iterator[Offsets]:
    """The raw spans where words stand in the passage once both are folded, whole words or not, in order.

    `change` is what is done to both texts besides; it keeps each letter in its place."""
    hay, needle = document.folded(), fold(words)
    text = needle.text
    joints: dict[int, Joint] | None = None
    # Text without joints is only built where a hyphen at the end of a line leaves room for several readings.
    if document.breaks_words() or ("-" in text and any(c in words for c in "\n\r")):
        joined = join(needle, words)
        joints = joined.between(0, len(joined.folded.text))
        hay, text = document.joined().folded, joined.folded.text
    base = document.passage[0]
    within, text = change(hay.text), change(text)
    for at in _finds(within, text, 0, len(within)):
        end = at + len(text)
        span = hay.raw_span(at, end)
        if span is not None and (joints is None or agree(document.joined().between(at, end), joints)):
            yield base + span[0], base + span[1]


def _alike(raw: str, quote: str) -> tuple[str, str]:
    # Each line break inside a word is replaced by what the other text has there, so that other folds can be told apart.
    here, there = join(fold(raw), raw), join(fold(quote), quote)
    ours, theirs = (j.between(0, len(j.folded.text)) for j in (here, there))
    into_raw: list[tuple[Offsets, str]] = []
    into_quote: list[tuple[Offsets, str]] = []
    for at in ours.keys() | theirs.keys():
        a, b = ours.get(at), theirs.get(at)
        if a is not None and a.mark in (Mark.BREAK, Mark.WORD_BREAK):
            into_raw.append((a.raw, quote[slice(*b.raw)] if b is not None else ""))
        elif b is not None and b.mark in (Mark.BREAK, Mark.WORD_BREAK):
            into_quote.append((b.raw, raw[slice(*a.raw)] if a is not None else ""))
    return _replace(raw, into_raw), _replace(quote, into_quote)


def _replace(text: str, edits: list[tuple[Offsets, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for (start, end), new in sorted(edits):
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))
