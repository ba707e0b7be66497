"""Marks of a document that are no words of it: those of citations and notes, page numbers, running heads.

In: text, in which a source declares that there are some. Out: where they stand, in order. Promised: nothing but
these forms, and nothing that parts two words or two numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factbase.cite.later import later
from factbase.cite.normalise import Edit, Offsets

__all__ = ["citation_markers", "is_citation_marker", "note_marks", "page_numbers", "running_heads"]

_NUMBERS = r"\s?\d{1,4}[a-z]?(?:\s?[,;–‑-]\s?\d{1,4}[a-z]?){0,30}\s?"
_CITATION = later(rf"(?<=\S)[ \xa0\u2009\u202f]*\[{_NUMBERS}\](?:[ ,;]{{0,2}}\[{_NUMBERS}\]){{0,30}}(?![\w(\[])")
# One that parts two numbers, and a range of numbers after a number where the sentence goes on: an interval.
_OF_NUMBERS = later(r"(?<=\d)\s*\[(?:[^\]]*\](?=\s?\d)|\s?\d+\s?[–‑-][^\],;]*\](?=\s[^\W\d]))")
_CITATION_ALONE = later(rf"\s*(?:\[{_NUMBERS}\]\s*){{1,30}}")
_SIGN = r"(?:[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶]{1,3}|\[[a-z]\])(?!\w)"
_NOTE = later(
    rf"(?<=[^\W\d_]{{4}}){_SIGN}|(?<=[^\W\d_][.,;:!?)”\"’»]){_SIGN}|(?<=\d[%‰])[*†‡§¶]{{1,3}}(?!\w)"
)  # after a word, not a unit: m² is one
_OF_LENGTH = later(
    r"(?i)(?:met(?:re|er)s?|mètres?|metros?|metri|miles?|feet|foot|inch(?:es)?|yards?|meilen?|метр\w{0,2})\Z"
)
_OF_PAGE = r"(?:page|p\.|seite|s\.|página|pág\.|pagina|стр\.|第)"
_ROMAN = r"(?=[ivxlc]{2}|(?-i:[vxi]))c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_PAGE = later(
    rf"(?im)^[ \t\f]*(?:[-–—]\s?)?(?:{_OF_PAGE}\s?)?(?:\d{{1,4}}|{_ROMAN})(?:\s?(?:/|of|von|sur|de|di|из)\s?\d{{1,4}})?"
    r"\s?(?:[-–—]|页|ページ)?[ \t]*$"
)
_YEAR = later(r"1[5-9]\d\d|20\d\d")
_DIGITS = later(r"\d+")
_PAGES = 3  # beside whose numbers or breaks a line stands before it is taken for their head
_REACH = 2_000  # characters that are looked through for the line before or after a page's break


def is_citation_marker(text: str) -> bool:
    """Whether a text is nothing but marks of citations, such as `[12]`."""
    return _CITATION_ALONE().fullmatch(text) is not None


def citation_markers(text: str) -> Iterator[Edit]:
    """`[12]`, `[3, 4]`, `[2–6]` after words, with the blanks before them."""
    marks = (mark for mark in _CITATION().finditer(text) if _OF_NUMBERS().match(text, mark.start()) is None)
    return ((*mark.span(), "") for mark in marks)


def note_marks(text: str) -> Iterator[Edit]:
    """`¹`, `*`, `†`, `[a]` after words."""
    for mark in _NOTE().finditer(text):
        if mark[0] not in "²³" or _OF_LENGTH().search(text, max(0, mark.start() - 12), mark.start()) is None:
            yield *mark.span(), ""


def page_numbers(text: str) -> Iterator[Edit]:
    """Lines that are the number of a page: `12`, `- 12 -`, `Page 12 of 30`."""
    return ((*span, "") for span in _pages(text))


def running_heads(text: str) -> Iterator[Edit]:
    """Lines that stand, but for their digits, beside the numbers or breaks of three pages and more."""
    breaks = list(_pages(text))
    breaks += ((at.start(), at.end()) for at in re.finditer("\f", text))
    lines = sorted({line for start, end in breaks for line in (_before(text, start), _after(text, end)) if line})
    heads = [_DIGITS().sub("0", " ".join(text[slice(*line)].split())) for line in lines]
    often = Counter(heads)
    return ((*line, "") for line, head in zip(lines, heads, strict=True) if often[head] >= _PAGES)


def _pages(text: str) -> Iterator[Offsets]:
    """The lines that number pages: no year, none of several numbers below each other, which are a column, and no bare number within a
    sentence unless another page's is near it in value, or a page ends there."""
    spans = [number.span() for number in _PAGE().finditer(text)]
    beside = [
        False,
        *(
            not text[first[1] : then[0]].strip(" \t\n\r") and "\f" not in text[first[1] : then[0]]
            for first, then in pairwise(spans)
        ),
        False,
    ]
    for i, (start, end) in enumerate(spans):
        if not (beside[i] or beside[i + 1] or _YEAR().fullmatch(text[start:end].strip())):
            if _parts_sentence(text, start, end) and not _is_of_row(text, spans, i):
                continue
            yield start, end


def _parts_sentence(text: str, start: int, end: int) -> bool:
    """Whether a bare number stands where a sentence goes on, and no page ends."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    around = before[len(before.rstrip()) :] + text[start:end] + after[: len(after) - len(after.lstrip())]
    bare = text[start:end].strip().isdecimal()
    return bare and "\f" not in around and before.rstrip()[-1:].isalnum() and after.lstrip()[:1].islower()


def _is_of_row(text: str, spans: Sequence[Offsets], i: int) -> bool:
    """Whether the number before a number, or the one after it, is that of the page before or after."""
    values = [
        int(text[slice(*span)]) if text[slice(*span)].strip().isdecimal() else -9
        for span in spans[max(0, i - 1) : i + 2]
    ]
    at = min(i, 1)
    return any(0 < then - first <= 2 and at in (n, n + 1) for n, (first, then) in enumerate(pairwise(values)))


def _before(text: str, at: int) -> Offsets | None:
    from_ = max(0, at - _REACH)
    end = from_ + len(text[from_:at].rstrip())
    start = max(text.rfind("\n", from_, end), text.rfind("\f", from_, end)) + 1
    return (start, end) if start < end else None


def _after(text: str, at: int) -> Offsets | None:
    rest = text[at : at + _REACH].lstrip()
    start = min(len(text), at + _REACH) - len(rest)
    end = start + len(rest.split("\n", 1)[0].split("\f", 1)[0].rstrip())
    return (start, end) if start < end else None
