"""Folding that never changes meaning.

In: text. Out: folded text with an exact map back to the code points it came from.
Promised: digits, signs, currency, `%`, letter case and superscripts are never touched (so no NFKC), and a sign before a
digit neither appears nor goes. A hyphen at the end of a line has several readings; those are `joints.py`.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, chain, pairwise
from operator import add

from factbase.cite.later import later

__all__ = [
    "CURRENCY",
    "DIGIT_HYPHENS",
    "INVISIBLE",
    "LINE_BREAK",
    "LONG_DASH",
    "SPACES",
    "Edit",
    "Edits",
    "Fold",
    "Folded",
    "Offsets",
    "apart",
    "applied",
    "fold",
    "in_place",
]

Offsets = tuple[int, int]  # half-open, in code points
Edit = tuple[int, int, str]  # text[start:end] is replaced


class Fold(StrEnum):
    """What was overlooked between a quote and the text, in the order in which verdicts name them."""

    COMPOSITION = "composition"
    INVISIBLE = "invisible"
    LIGATURES = "ligatures"
    QUOTES = "quotes"
    DASHES = "dashes"
    ELLIPSIS = "ellipsis"
    HYPHENATION = "hyphenation"
    SPACE = "space"
    PARAGRAPH = "paragraph"
    # These a source may switch on or off: `loosen.py`.
    CLOSING = "closing"
    INITIAL = "initial"
    GREEK = "greek"
    SIGNS = "signs"
    SPACES = "spaces"
    LONG_S = "long_s"
    MARKS = "marks"
    MARKUP = "markup"
    # These it may declare.
    CITATION_MARKERS = "citation_markers"
    NOTE_MARKS = "note_marks"
    PAGE_NUMBERS = "page_numbers"
    RUNNING_HEADS = "running_heads"
    INSERTION = "insertion"


SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# Not the bidirectional overrides (U+202A to U+202E, U+2066 to U+2069): they change the order in which digits are read.
INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
LINE_BREAK = r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])"
DIGIT_HYPHENS = "-‐‑‒–−"  # equal to each other: each may be a minus sign or a range; `-` first, for character classes
LONG_DASH = "\x1f"  # what `—` before a number folds to: not a hyphen, and yet ASCII; a real one is white space
CURRENCY = "$¢£¤¥֏؋৲৳৻૱௹฿៛₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿﷼﹩＄￠￡￥￦"

_EXPANSIONS = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Replaced in place, so that offsets stay as they are. The common ones, after which most text is ASCII or almost; and
# the others, which are then not even looked for. `—` and `―` are for `_long_dashes`.
_COMMON = (("‘’", "'"), ("“”", '"'), ("–", "-"), ("\xa0", " "))
_OTHERS = (
    ("‚‛ʼ＇", "'"),
    ("„‟", '"'),
    (DIGIT_HYPHENS.strip("-–"), "-"),
    ("".join(char for char in SPACES if not char.isascii()), " "),
)
_ASCII_SPACES = "".join(c for c in SPACES if c.isascii() and c != LONG_DASH)
# A soft hyphen that ends its line takes the line break with it: the word goes on.
_INVISIBLE_RUN = later(
    rf"(?<=[^\W_])(?=[{INVISIBLE}]*\xad)[{INVISIBLE}]++[^\S\n\r\v\f\x85\u2028\u2029]*{LINE_BREAK}[^\S\n\r\v\f\x85\u2028\u2029]*(?=\w)"
    rf"|[{INVISIBLE}]++"
)
_QUOTE_LENGTH = 1000  # no longer text is worth asking
_SPARSE = 64  # characters between two of a kind, on the average, up to which each is looked at
_LONGEST_CLUSTER = (
    64  # a letter and its marks: no writing has half as many (UAX #15 knows 30), and their order costs their square
)
_MARKED = later("[\0-\u02ff]?[^\0-\u02ff]+")  # below U+0300 all is composed and starts afresh
# Possessive, as everywhere a stranger chooses how long a run is: what a run has taken is not tried again piece by piece.
_AHEAD = rf"[\s{INVISIBLE}]*+(?:[{DIGIT_HYPHENS}+][\s{INVISIBLE}]*+)?(?:[{CURRENCY}][\s{INVISIBLE}]*+)?(?:[.,][{INVISIBLE}]*+)?\d"
_NUMBER_AHEAD = later(_AHEAD)
_BEFORE_NUMBER = later(f"—(?={_AHEAD})")
_RANGE = later(r"\d—\d")
# Between two words, which a hyphen would make one; at the end of a line, or the start of one, too.
_BETWEEN_WORDS = later(r"—(?:(?<=[^\W\d_]—)(?=\s{0,99}[^\W\d_])|(?<=\s—)(?=[^\W\d_]))")
_HALF_SPACED = later(rf"{LONG_DASH}(?:(?<=[^\W\d_].) (?=[^\W\d_])|(?<=[^\W\d_] .)(?=[^\W\d_]))")
_DOUBLE_HYPHEN = later(r"(?<=[^\W\d_])-{2,3}(?=[^\W\d_])|(?<=\s)-{2,3}(?=\s)")


@dataclass(frozen=True, slots=True)
class Edits:
    """One pass's replacements, in order: old[start:end] became new[start:end]; all between them stayed as it was."""

    old_starts: Sequence[int]
    old_ends: Sequence[int]
    new_starts: Sequence[int]
    new_ends: Sequence[int]

    def old_start(self, new: int) -> int | None:
        """The old offset of the character that starts at `new`; `None` inside a replacement."""
        i = bisect_right(self.new_starts, new) - 1
        if i < 0:
            return new
        if new < self.new_ends[i]:
            return self.old_starts[i] if new == self.new_starts[i] else None
        return self.old_ends[i] + new - self.new_ends[i]

    def old_end(self, new: int) -> int | None:
        """The old offset after the character that ends at `new`; `None` inside a replacement."""
        i = bisect_left(self.new_starts, new) - 1
        if i < 0:
            return new
        if new < self.new_ends[i]:
            return None
        return self.old_ends[i] + new - self.new_ends[i]


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, where a `—` that must stay one is a LONG_DASH, and the passes that led to it, first to last."""

    text: str
    passes: tuple[Edits, ...] = field(repr=False)

    def raw_span(self, start: int, end: int) -> Offsets | None:
        """The raw code points that folded to text[start:end]; `None` when an edge is inside what one of them became.

        Removed characters at either edge are left out. The span must not be empty.
        """
        for edits in reversed(self.passes):
            at, last = edits.old_start(start), edits.old_end(end)
            if at is None or last is None:
                return None
            start, end = at, last
        return start, end


def fold(text: str) -> Folded:
    """The folded text: runs of white space are one space, quotes and dashes are ASCII, nothing invisible is left."""
    if len(text) < _QUOTE_LENGTH and _plain(text):
        return Folded(text, ())
    passes: list[Edits] = []
    raw, text = text, in_place(text)
    ascii_only = text.isascii()
    if not ascii_only:
        if any(char in text for char in INVISIBLE):
            text = _apply(text, _invisible(raw), passes)
        if not unicodedata.is_normalized("NFC", text):
            text = _apply(text, _composition(text), passes)
    edits = _space_runs(text)
    edits += _double_hyphens(text)
    if not ascii_only:
        edits += [(i, i + 1, new) for char, new in _EXPANSIONS.items() for i in _each(text, char)]
    edits.sort()
    text = _apply(text, edits, passes)
    if LONG_DASH in text:  # at the end of a line as in the middle
        halves = _HALF_SPACED().finditer(text)
        text = _apply(text, [(m.start() - (len(m[0]) == 1), m.end(), LONG_DASH) for m in halves], passes)
    return Folded(text, tuple(passes))


def _plain(text: str) -> bool:
    # Visible ASCII, single spaces and hyphens: what folds to itself. So are most quotes, and this is sooner seen than done.
    return text.isascii() and text.isprintable() and "  " not in text and "--" not in text


def in_place(text: str) -> str:
    """The text folded as far as each character keeps its place: spaces, quotes and dashes are ASCII."""
    # str.replace over an absent character costs a memchr; str.translate would look at each character in a dict.
    # Wide characters go first: what is left takes a byte a character, and all that follows is the faster for it.
    text = text.replace(LONG_DASH, " ")
    if not text.isascii():
        for chars, plain in _COMMON:
            for char in chars:
                text = text.replace(char, plain)
        text = _long_dashes(text)
        if not text.isascii():
            for chars, plain in _OTHERS:
                for char in chars:
                    text = text.replace(char, plain)
    for char in _ASCII_SPACES:
        text = text.replace(char, " ")
    return text


def _apply(text: str, edits: Sequence[Edit], passes: list[Edits]) -> str:
    if edits:
        text, done = applied(text, edits)
        passes.append(done)
    return text


def apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, without those that begin within one before them."""
    at = 0
    for edit in sorted(edits):
        if edit[0] >= at:
            yield edit
            at = edit[1]


def applied(text: str, edits: Sequence[Edit]) -> tuple[str, Edits]:
    """The text after some edits, in order and apart, of which there is one at least, and what they did."""
    # A text may be edited all over: everything here is done for all edits at once.
    starts, ends, news = zip(*edits, strict=True)
    kept = [text[start:end] for start, end in zip((0, *ends), starts, strict=False)]
    lengths = array("q", map(len, news))
    new_starts = array("q", map(add, accumulate(map(len, kept)), accumulate(lengths, initial=0)))
    new_ends = array("q", map(add, new_starts, lengths))
    done = Edits(array("q", starts), array("q", ends), new_starts, new_ends)
    return "".join(chain.from_iterable(zip(kept, news, strict=True))) + text[ends[-1] :], done


def _each(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _space_runs(text: str) -> list[Edit]:
    # str.split, not a regular expression or a loop of str.find: it is two to five times as fast.
    pieces = text.split("  ")
    edits: list[Edit] = []
    start = end = len(pieces[0])
    for piece in pieces[1:]:
        body = piece.lstrip(" ")
        end += 2 + len(piece) - len(body)
        if body:
            edits.append((start, end, " "))
            start = end = end + len(body)
    if start < end:
        edits.append((start, end, " "))
    return edits


def _invisible(raw: str) -> list[Edit]:
    # In place, what is looked at here stays as it is; but line breaks only `raw` still has.
    return [(*run.span(), "") for run in _INVISIBLE_RUN().finditer(raw)]


def _composition(text: str) -> list[Edit]:
    # NFC, cut at each place over which nothing composes, so that the map stays exact to the character.
    edits: list[Edit] = []
    for run in _MARKED().finditer(text):
        start = run.start()
        for end in range(start + 1, run.end() + 1):
            if end < run.end() and end - start < _LONGEST_CLUSTER and _composes(text[start:end], text[end]):
                continue
            old = text[start:end]
            if (new := unicodedata.normalize("NFC", old)) != old:
                edits.append((start, end, new))
            start = end
    return edits


def _composes(left: str, char: str) -> bool:
    if unicodedata.combining(char):
        return True
    apart = unicodedata.normalize("NFC", left) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", left + char) != apart


def _long_dashes(text: str) -> str:
    # `—` before a number stays one, lest it turn into a minus sign, and between words, lest they become one; between two
    # digits it is a range like `–`.
    text = text.replace("―", "—")
    if "—" not in text:
        return text
    near = (dash.start() for dash in _BEFORE_NUMBER().finditer(text))
    stay = {at for at in near if not _RANGE().match(text, at - 1)}
    stay.update(dash.start() for dash in _BETWEEN_WORDS().finditer(text))
    folded = text.replace("—", "-")
    if stay:
        edges = pairwise([0, *(edge for at in sorted(stay) for edge in (at, at + 1)), len(text)])
        folded = "".join(LONG_DASH if i % 2 else folded[a:b] for i, (a, b) in enumerate(edges))
    return folded


def _double_hyphens(text: str) -> list[Edit]:
    # The typewriter's `--` is a `—`: between two words, or spaced on both sides. `--5` and `--force` stay as they are.
    # Looked for by single characters where there are few: a search for two is ten times as slow.
    few = text.count("-") < len(text) // _SPARSE
    if not (any(text[at + 1 : at + 2] == "-" for at in _each(text, "-")) if few else "--" in text):
        return []
    spans = [
        run.span() for run in _DOUBLE_HYPHEN().finditer(text)
    ]  # no match is kept: there may be one at each third letter
    ahead = _NUMBER_AHEAD().match
    return [
        (start, end, LONG_DASH if text[start - 1].isalpha() or ahead(text, end) is not None else "-")
        for start, end in spans
    ]
