"""Marks of a document that are no words of it: those of citations and notes, page numbers, running heads.

In: text, in which a source declares that there are some. Out: where they stand, in order. Promised: nothing but
these forms, and nothing that parts two words or two numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.normalise import Edit, Offsets

__all__ = ["citation_markers", "is_citation_marker", "note_marks", "page_numbers", "running_heads"]

_NUMBERS = r"\s?\d{1,4}[a-z]?(?:\s?[,;–‑-]\s?\d{1,4}[a-z]?){0,30}\s?"
_CITATION = later(rf"(?<=\S)[ \xa0\u2009\u202f]*\[{_NUMBERS}\](?:[ ,;]{{0,2}}\[{_NUMBERS}\]){{0,30}}(?![\w(\[])")
_CITATION_ALONE = later(rf"\s*(?:\[{_NUMBERS}\]\s*){{1,30}}")
_SIGN = r"(?:[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶]{1,3}|\[[a-z]\])(?!\w)"
_NOTE = later(rf"(?<=[^\W\d_]{{4}}){_SIGN}|(?<=[^\W\d_][.,;:!?)”\"’»]){_SIGN}")  # after a word, not a unit: m² is one
_OF_PAGE = r"(?:page|p\.|seite|s\.|página|pág\.|pagina|стр\.|第)"
_PAGE = later(
    rf"(?im)^[ \t\f]*(?:[-–—]\s?)?(?:{_OF_PAGE}\s?)?(?:\d{{1,4}}|[ivxlc]{{1,7}})(?:\s?(?:/|of|von|sur|de|di|из)\s?\d{{1,4}})?"
    r"\s?(?:[-–—]|页|ページ)?[ \t]*$"
)
_DIGITS = later(r"\d+")
_PAGES = 3  # beside whose numbers or breaks a line stands before it is taken for their head
_REACH = 2_000  # characters that are looked through for the line before or after a page's break


def is_citation_marker(text: str) -> bool:
    """Whether a text is nothing but marks of citations, such as `[12]`."""
    return _CITATION_ALONE().fullmatch(text) is not None


def citation_markers(text: str) -> Iterator[Edit]:
    """`[12]`, `[3, 4]`, `[2–6]` after words, with the blanks before them."""
    return ((*mark.span(), "") for mark in _CITATION().finditer(text))


def note_marks(text: str) -> Iterator[Edit]:
    """`¹`, `*`, `†`, `[a]` after words."""
    return ((*mark.span(), "") for mark in _NOTE().finditer(text))


def page_numbers(text: str) -> Iterator[Edit]:
    """Lines that are the number of a page: `12`, `- 12 -`, `Page 12 of 30`."""
    return ((*number.span(), "") for number in _PAGE().finditer(text))


def running_heads(text: str) -> Iterator[Edit]:
    """Lines that stand, but for their digits, beside the numbers or breaks of three pages and more."""
    breaks = [number.span() for number in _PAGE().finditer(text)]
    breaks += ((at.start(), at.end()) for at in re.finditer("\f", text))
    lines = sorted({line for start, end in breaks for line in (_before(text, start), _after(text, end)) if line})
    heads = [_DIGITS().sub("0", " ".join(text[slice(*line)].split())) for line in lines]
    often = Counter(heads)
    return ((*line, "") for line, head in zip(lines, heads, strict=True) if often[head] >= _PAGES)


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
