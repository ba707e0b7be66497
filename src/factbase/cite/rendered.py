"""A text around a place as it is read once its marks are gone: emphasis, tags, the targets of links.

In: raw text and a stretch of it. Out: the places of what is no letter of it. Promised: two words or a word and the number of its note never
become one; a stretch without a mark costs one search.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.markdown import rendering
from factbase.cite.normalise import Offsets

__all__ = ["MARKS", "is_marked", "unmarked", "without_marks"]

MARKS = "*_~^<["
"""With one of which all begins that is not read."""

_MARKED = later(r"[*~^<\[]|(?<![^\W_])_|_(?![^\W_])")
# The number of a note is none of the word before it; an exponent is one of its number, an index one of its formula.
_RAISED = later(
    r"(?i)(?:(?<=\d)|(?<=\d[mM])|(?<=\d\s[mM])|(?<=\d\s[kcmKCM][mM]))(?:<sup>|(?P<caret>\^(?=[^\W_]{1,6}\^)))"
    r"[^\W_]{1,6}(?(caret)\^|</sup>)"
)
_INDEX = later(r"(?i)(?<=[^\W_])(?:<sub>|(?P<tilde>~(?=\w{1,4}~)))\w{1,4}(?(tilde)~|</sub>)")
_NOTE = later(r"\[\\?\[?\d{1,3}\\?\]?\]\([^()\s]{0,500}\)")


def is_marked(text: str, start: int, end: int) -> bool:
    """Whether a stretch may have marks that are not read."""
    return _MARKED().search(text, start, end) is not None


def unmarked(text: str) -> list[Offsets]:
    """The spans of what is not read of a text, in order."""
    notes = [note.span() for note in _NOTE().finditer(text)]
    spans = [(a, b) for a, b, new in rendering(text) if not new and not any(x <= a < y for x, y in notes)]
    spans += (
        span
        for pattern in (_RAISED(), _INDEX())
        for each in pattern.finditer(text)
        for span in _ends(text, each.span())
    )
    return sorted(spans)


def _ends(text: str, span: Offsets) -> Iterator[Offsets]:
    """The two marks around what stands between them."""
    start, end = span
    if text[start] != "<":
        yield start, start + 1
        yield end - 1, end
    else:
        yield start, text.index(">", start) + 1
        yield text.rindex("<", start, end), end


def without_marks(text: str) -> str:
    """A text as it is read."""
    if not is_marked(text, 0, len(text)):
        return text
    pieces, at = list[str](), 0
    for start, end in unmarked(text):
        pieces.append(text[at:start])
        at = max(at, end)
    return "".join((*pieces, text[at:])).replace("_", " ")
