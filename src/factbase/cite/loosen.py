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
from factbase.cite.normalise import Edit, Edits, Fold, Offsets, apart, applied
from factbase.cite.unspaced import UNSPACED, UNSPACED_SIGN

__all__ = ["DEFAULT_FOLDS", "IGNORED", "LOOSE", "Loosened", "is_wrapped", "loosen", "may_be_greek"]

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
                result.setdefault(which, []).extend(olds[i] for i in inside)
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


_MARKS_OF_UNSPACED = "、。，．：；！？「」『』（）《》〈〉"
_HYPHENATED = later(
    r"[-‐\xad¬][ \t]*\r?\n\s*(?=([^\W\d_]{2,}))"
)  # what to look for first, everywhere: so it is looked for at once
# A line that ends in a writing without blanks goes on in the next one; two numbers stay two.
_WRAPPED = later(rf"[^\S\n]*\n[^\S\n]*(?=(?P<after>[\w{UNSPACED}{_MARKS_OF_UNSPACED}]))")
_UNSPACED_OR_MARK = later(f"[{UNSPACED}{_MARKS_OF_UNSPACED}]")
_NUMERAL = later("[0-9０-９〇零一二两兩三四五六七八九十百千万萬亿億兆]")
_LAST_WORD = later(r"([^\W\d_]{2,})[ \t]?\Z")
_LETTERS = later(r"[^\W\d_]+")
_LONGEST_WORD = 60
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
    r"""(?P<both>\+(?<![+\w]\+)(?:\s?/\s?[-−–]|-(?=\s?\d))|\+\s?/\s?[-−–])
    | (?P<less><\s?/?=|=(?<![=<>]=)<(?=\s?\d)|[⩽≦])
    | (?P<more>>\s?/?=|[⩾≧])
    | (?P<other>!=|=/=)""",
    re.VERBOSE,
)
_SIGN_CHARS = "+<>=!⩽≦⩾≧"
_TIMES = later(r"[xX*](?:(?<=\d\s.)(?=\s\d)|(?<=[1-9].)(?=\d))")
# A blank beside a sign of comparison that stands before a number, and after something.
_SIGN_BLANKS = later(
    r"(?<=[\w)%\]])(?P<before>[ \xa0\u2009\u202f]?)[<>=≤≥≠≈±×](?P<after>[ \xa0\u2009\u202f]?)(?=[-+−–]?[$€£¥]?\.?\d)"
)
_SIGN = {"both": "±", "less": "≤", "more": "≥", "other": "≠"}
_BLANKS = " \xa0\u2009\u202f"
_INNER_BLANK = later(rf"(?<=[«‹])(?<![^\s(\[][«‹])[{_BLANKS}]+|[{_BLANKS}]+(?=[»›](?:[\s.,;:!?)\]]|\Z))")
_DOUBLE = later("[“”„‟«»‹›「」『』〝〞〟＂]")
_TWICE = later("(?:''|’’|``)(?:(?<![\\w'’`]..)|(?<=[^\\s\\d'’]..)(?![\\w'’]))")
# A single mark quotes only as one of two; else it is an apostrophe, or that of feet and minutes.
_SINGLE = later(
    r"['‘‚](?<![\w'’].)(?=[^\s'’‘])(?:[^'’‘‚\n]|\n(?!\s*\n)|(?<=\w)['’](?=\w)){1,600}(?<=\S)['’‘](?![\w'’])"
)
_PARTED = later(
    rf"[;:!?%‰°](?<=[{_BLANKS}].)(?:(?<=[;:!?])[;:!?]*(?=[\s”\"»)\]]|\Z)|(?<=[%‰])(?!\w)|(?<=°)(?=[CFK](?!\w)))"
)


def _hyphenated(text: str) -> Iterator[Edit]:
    """Joins what is hyphenated over a page or paragraph, with a blank before the hyphen, or with the sign that some texts have for it.

    A hyphen may also be a dash: so the word so made stands elsewhere in the text, or its halves do not."""
    breaks = list(_HYPHENATED().finditer(text))
    often: Counter[str] | None = None
    for each in breaks:
        at, last = each.start(), each[1]
        before = _LAST_WORD().search(text, max(0, at - _LONGEST_WORD), at)
        plain = (
            each[0][0] != "¬" and each[0].count("\n") == 1 and not text[at - 1].isspace()
        )  # which needs none of this
        if before is None or plain or not last[0].islower():
            continue
        if often is None:
            often = Counter(word[0].lower() for word in _LETTERS().finditer(text))
        halves = before[1].lower(), last.lower()
        if each[0][0] == "¬" or "".join(halves) in often or max(often[half] for half in halves) == 1:
            yield before.end(1), each.end(), ""


def is_wrapped(text: str) -> bool:
    """Whether a text has lines of a writing without blanks that go on in the next one."""
    return any(True for _ in _wrapped(text))


def _wrapped(text: str) -> Iterator[Edit]:
    if text.isascii() or "\n" not in text or UNSPACED_SIGN().search(text) is None:
        return
    for each in _WRAPPED().finditer(text):
        before, after = text[each.start() - 1 : each.start()], each["after"]
        unspaced = [_UNSPACED_OR_MARK().match(char) is not None for char in (before, after)]
        numerals = _NUMERAL().match(before) and _NUMERAL().match(after)
        if before and any(unspaced) and (all(unspaced) or (before.isalnum() and after.isalnum())) and not numerals:
            yield each.start(), each.end(), ""


def may_be_greek(text: str, word: str) -> bool:
    """Whether a text may have some of a word as a Greek letter."""
    letters = [] if text.isascii() else [letter for letter in _GREEK_NAMES if letter in text]
    return any(_GREEK_NAMES[letter].lower()[1:] in word.lower() for letter in letters)


def _marks(text: str) -> Iterator[Edit]:
    if any(char in text for char in "®™℠"):
        yield from ((*mark.span(), "") for mark in _MARK().finditer(text))


def _long_s(text: str) -> Iterator[Edit]:
    return ((s.start(), s.end(), "s") for s in re.finditer("ſ", text))


def _greek(text: str) -> Iterator[Edit]:
    if not text.isascii():
        for letter in _GREEK().finditer(text):
            of_unit = letter[0] in "μµ" and not text[letter.start() - 1 : letter.start()].isalpha()
            is_micro = of_unit and _OF_UNIT().match(text, letter.end()) is not None
            yield *letter.span(), "u" if is_micro else _GREEK_NAMES[letter[0]]


def _signs(text: str) -> Iterator[Edit]:
    edits: list[Edit] = [(*sign.span(), "×") for sign in _TIMES().finditer(text)]
    if any(char in text for char in _SIGN_CHARS):
        edits += ((*sign.span(), _SIGN[sign.lastgroup or ""]) for sign in _SIGNS().finditer(text))
    return apart(edits)


def _sign_blanks(text: str) -> Iterator[Edit]:
    for sign in _SIGN_BLANKS().finditer(text):
        if ">" in sign[0] and text[max(0, sign.start() - 2) : sign.start()].isalnum():
            continue  # right after a word it ends a tag
        yield from ((*sign.span(blank), "") for blank in ("before", "after") if sign[blank])


def _quotes(text: str) -> Iterator[Edit]:
    edits: list[Edit] = [(*mark.span(), '"') for mark in _DOUBLE().finditer(text)]
    if any(char in text for char in "«»‹›"):
        edits += ((*blank.span(), "") for blank in _INNER_BLANK().finditer(text))
    if any(pair in text for pair in ("''", "’’", "``")):
        edits += ((*mark.span(), '"') for mark in _TWICE().finditer(text))
    for quoted in _SINGLE().finditer(text):
        edits += (quoted.start(), quoted.start() + 1, '"'), (quoted.end() - 1, quoted.end(), '"')
    return apart(edits)


def _spaces(text: str) -> Iterator[Edit]:
    for mark in _PARTED().finditer(text):
        start = len(text[max(0, mark.start() - 9) : mark.start()].rstrip(_BLANKS)) + max(0, mark.start() - 9)
        before = text[start - 1 : start]
        if before.isdigit() or (mark[0][0] not in "%‰°" and (before.isalnum() or before in "»”\"'’)]%")):
            yield start, mark.start(), ""


# Markup and marks first: what they part is looked at by the others.
_PASSES: tuple[tuple[Fold, Callable[[str], Iterable[Edit]]], ...] = (
    (Fold.MARKUP, rendering),
    (Fold.RUNNING_HEADS, running_heads),  # before the numbers beside which they stand are gone
    (Fold.PAGE_NUMBERS, page_numbers),
    (Fold.SPACE, _wrapped),
    (Fold.HYPHENATION, _hyphenated),  # over a page, too
    (Fold.CITATION_MARKERS, citation_markers),
    (Fold.NOTE_MARKS, note_marks),
    (Fold.MARKS, _marks),
    (Fold.LONG_S, _long_s),
    (Fold.GREEK, _greek),
    (Fold.SIGNS, _signs),
    (Fold.SIGNS, _sign_blanks),
    (Fold.QUOTES, _quotes),
    (Fold.SPACES, _spaces),
)
