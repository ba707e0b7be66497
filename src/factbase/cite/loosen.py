"""Text as its source has it read: folds that may be switched on or off, and marks that are passed over.

In: raw text, and which folds are on. Out: the text without what these overlook, with an exact map back. Promised: each takes two
spellings to one, looks at little around a place, and neither touches digits nor makes two words or two numbers one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from factbase.cite.ignored import citation_markers, note_marks, page_numbers, running_heads
from factbase.cite.later import later
from factbase.cite.markdown import rendering
from factbase.cite.normalise import Edit, Edits, Fold, Offsets, applied

__all__ = ["DEFAULT_FOLDS", "IGNORED", "LOOSE", "Loosened", "loosen"]

LOOSE = (
    Fold.CLOSING,
    Fold.INITIAL,
    Fold.GREEK,
    Fold.SIGNS,
    Fold.QUOTES,
    Fold.SPACES,
    Fold.LONG_S,
    Fold.MARKS,
    Fold.MARKUP,
)
"""The folds that a source may switch on or off."""

IGNORED = (Fold.CITATION_MARKERS, Fold.NOTE_MARKS, Fold.PAGE_NUMBERS, Fold.RUNNING_HEADS)
"""What a source may declare to be passed over."""

DEFAULT_FOLDS = frozenset(LOOSE)
"""What is on where nothing is said: none of them ever changes meaning."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """A text as it is to be read, and the passes that led to it, first to last: which fold, its edits, what they replaced."""

    text: str
    passes: tuple[tuple[Fold, Edits, tuple[str, ...]], ...] = field(repr=False)

    def raw_span(self, start: int, end: int) -> Offsets | None:
        """The raw code points that became text[start:end], which is not empty; None where an edge is inside what one became."""
        for _, edits, _ in reversed(self.passes):
            at, last = edits.old_start(start), edits.old_end(end)
            if at is None or last is None:
                return None
            start, end = at, last
        return start, end

    def replaced(self, start: int, end: int) -> dict[Fold, list[str]]:
        """What each fold replaced within text[start:end]."""
        result: dict[Fold, list[str]] = {}
        for which, edits, olds in reversed(self.passes):
            first, last = bisect_left(edits.new_starts, start), bisect_left(edits.new_starts, end)
            inside = [i for i in range(first, last) if edits.new_ends[i] > start or edits.new_starts[i] > start]
            if inside:
                result[which] = [olds[i] for i in inside]
            start, end = edits.old_start(start) or 0, edits.old_end(end) or 0
        return result


def loosen(text: str, folds: frozenset[Fold]) -> Loosened:
    """The text as it is to be read."""
    passes: list[tuple[Fold, Edits, tuple[str, ...]]] = []
    for which, pass_ in _PASSES:
        if which in folds and (edits := list(pass_(text))):
            olds = tuple(text[start:end] for start, end, _ in edits)
            text, done = applied(text, edits)
            passes.append((which, done, olds))
    return Loosened(text, tuple(passes))


_HYPHENATED = later(r"([^\W\d_]{2,})([ \t]?[-‐\xad]|¬)[ \t]*\r?\n\s*([^\W\d_]{2,})")
_LETTERS = later(r"[^\W\d_]+")
_MARK = later(r"\s?[®™℠]+(?!\w)")
_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
_GREEK_NAMES = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _NAMES.split(), strict=True))
_GREEK_NAMES |= {letter.upper(): name.capitalize() for letter, name in _GREEK_NAMES.items()}
_GREEK_NAMES |= {"ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "µ": "mu", "\u2126": "Omega"}
# One letter among others of another writing: a word in Greek stays as it is.
_GREEK = later(
    rf"(?<![\u0370-\u03ff\u1f00-\u1fff])[{''.join(_GREEK_NAMES)}](?![\u0370-\u03ff\u1f00-\u1fff\u0300-\u036f])"
)
_OF_UNIT = later(r"(?:g|m|l|L|M|mol|s|A|V|W|F|H|N|Sv|Gy|Ci|C|J|eq|U|IU|kat|Pa|T|K)(?![^\W_])")
_SIGNS = later(
    r"""(?P<both>\+\s?/\s?[-−–]|(?<![+\w])\+-(?=\s?\d))
    | (?P<less><\s?/?=|(?<![=<>])=<(?=\s?\d)|[⩽≦])
    | (?P<more>>\s?/?=|[⩾≧])
    | (?P<other>!=|=/=)
    | (?P<times>(?<=\d\s)[xX*](?=\s\d)|(?<=[1-9])[xX*](?=\d))
    """,
    re.VERBOSE,
)
_SIGN = {"both": "±", "less": "≤", "more": "≥", "other": "≠", "times": "×"}
_BLANK = "[ \xa0\u2009\u202f]+"
_INNER_BLANK = later(rf"(?<=[«‹])(?<![^\s(\[][«‹]){_BLANK}|{_BLANK}(?=[»›](?:[\s.,;:!?)\]]|\Z))")
_DOUBLE = later("[“”„‟«»‹›「」『』〝〞〟＂]|(?<![\\w'’`])(?:''|’’|``)|(?<=[^\\s\\d'’])(?:''|’’)(?![\\w'’])")
# A single mark quotes only as one of two; else it is an apostrophe, or that of feet and minutes.
_SINGLE = later(r"(?<![\w'’])['‘‚](?=[^\s'’‘])(?:[^'’‘‚\n]|\n(?!\s*\n)|(?<=\w)['’](?=\w)){1,600}(?<=\S)['’‘](?![\w'’])")
_SPACE = later(rf"(?<=[\w»”\"'’)\]%]){_BLANK}(?=[;:!?]+(?:[\s”\"»)\]]|\Z))|(?<=\d){_BLANK}(?=[%‰](?!\w))")


def _hyphenated(text: str) -> Iterator[Edit]:
    """Joins what is hyphenated over a page or paragraph, with a blank before the hyphen, or with the sign that some texts have for it.

    It may also be a dash: so the word so made stands elsewhere in the text, or its halves do not."""
    breaks = list(_HYPHENATED().finditer(text))
    if not breaks:
        return
    often = Counter(word[0].lower() for word in _LETTERS().finditer(text))
    for each in breaks:
        first, last = each[1].lower(), each[3].lower()
        plain = each[2] in ("-", "‐", "\xad") and each[0].count("\n") == 1  # which needs none of this
        if not plain and each[3][0].islower() and (first + last in often or max(often[first], often[last]) == 1):
            yield each.end(1), each.start(3), ""


def _marks(text: str) -> Iterator[Edit]:
    return ((*found.span(), "") for found in _MARK().finditer(text))


def _long_s(text: str) -> Iterator[Edit]:
    return ((found.start(), found.end(), "s") for found in re.finditer("ſ", text))


def _greek(text: str) -> Iterator[Edit]:
    if not text.isascii():
        for found in _GREEK().finditer(text):
            of_unit = found[0] in "μµ" and not text[found.start() - 1 : found.start()].isalpha()
            is_micro = of_unit and _OF_UNIT().match(text, found.end()) is not None
            yield *found.span(), "u" if is_micro else _GREEK_NAMES[found[0]]


def _signs(text: str) -> Iterator[Edit]:
    for found in _SIGNS().finditer(text):
        yield *found.span(), _SIGN[found.lastgroup or ""]


def _quotes(text: str) -> Iterator[Edit]:
    edits: list[Edit] = [(*found.span(), "") for found in _INNER_BLANK().finditer(text)]
    edits += ((*found.span(), '"') for found in _DOUBLE().finditer(text))
    for found in _SINGLE().finditer(text):
        edits += (found.start(), found.start() + 1, '"'), (found.end() - 1, found.end(), '"')
    return _apart(edits)


def _spaces(text: str) -> Iterator[Edit]:
    return ((*found.span(), "") for found in _SPACE().finditer(text))


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    at = 0
    for edit in sorted(edits):
        if edit[0] >= at:
            yield edit
            at = edit[1]


# Markup and marks first: what they part is looked at by the others.
_PASSES: tuple[tuple[Fold, Callable[[str], Iterable[Edit]]], ...] = (
    (Fold.MARKUP, rendering),
    (Fold.RUNNING_HEADS, running_heads),  # before the numbers beside which they stand are gone
    (Fold.PAGE_NUMBERS, page_numbers),
    (Fold.HYPHENATION, _hyphenated),  # over a page, too
    (Fold.CITATION_MARKERS, citation_markers),
    (Fold.NOTE_MARKS, note_marks),
    (Fold.MARKS, _marks),
    (Fold.LONG_S, _long_s),
    (Fold.GREEK, _greek),
    (Fold.SIGNS, _signs),
    (Fold.QUOTES, _quotes),
    (Fold.SPACES, _spaces),
)
