"""The text of a PDF: in, its bytes; out, the text of its pages, parted by form feeds, in which raised digits stay raised, and columns
follow one another.

PDFium reads the page. Where words end, the places of the glyphs say: a blank that it put between two that touch is none, and two that
stand apart as words do have one. Pages without text are named in a first line: they may be pictures of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import replace
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.columns import in_reading_order

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

__all__ = ["LOWERED", "RAISED", "text_of_pdf"]

RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
"""Digits and signs as they are written raised."""
LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
"""The same, lowered."""

_BETWEEN = "\n\f\n\n"  # pages: a form feed in a blank line, and another one
_MOST_RAISED = 4
_DIGITS = re.compile(r"[0-9+−()-]{1,4}")
_WIDTH = 0.5  # of a letter, on the average, by the size of its font
_GUTTER = 3.0  # sizes between two columns, at least
_TOUCH = (
    0.002  # of the size: what stands no further apart is one word, unless it overlaps by more than letters are kerned
)
_KERNED = 0.1
_APART = 0.2  # what stands further apart is two words: the narrowest blank of a justified line is wider
_WIDEST = 2.0  # sizes of a glyph: a wider one is of a bitmap, whose font has its own scale
_ENCRYPTED = 4  # FPDF_ERR_PASSWORD


def text_of_pdf(path: Path, held: bytes) -> str:
    """The text of its pages. Raises UnreadableFile, and ImportError where PDFium is not installed."""
    from pypdfium2 import PdfDocument, PdfiumError

    texts: list[str] = []
    try:
        document = PdfDocument(held)
        for number in range(len(document)):
            page = document[number]
            read = page.get_textpage()
            texts.append(in_reading_order(_written(list(_glyphs(read)))).strip())
            read.close()
            page.close()
    except PdfiumError as problem:
        if problem.err_code == _ENCRYPTED:
            raise UnreadableFile(f"`{path}` is encrypted") from None
        where = f": page {len(texts) + 1}" if texts else ""
        raise UnreadableFile(f"`{path}` is not a PDF that can be read{where}: {problem}") from None
    bare = [str(number) for number, text in enumerate(texts, 1) if not text]
    if len(bare) == len(texts):
        return ""
    if bare:
        pages = f"{'page' if len(bare) == 1 else 'pages'} {', '.join(bare)} of {len(texts)}"
        texts[0] = f"[no text on {pages}: pictures, or nothing]\n\n{texts[0]}"
    return _BETWEEN.join(texts)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A sign that is drawn: from where to where, on which line, how large, and what white space PDFium has before it."""

    sign: str
    left: float
    right: float
    line: float
    size: float
    before: str

    def is_beside(self, other: _Glyph) -> bool:
        """Whether both stand on one line."""
        return abs(self.line - other.line) < 0.1 * self.size

    def is_above(self, other: _Glyph) -> bool:
        """Whether this one is small, and raised over the line of the other, right after it."""
        return (
            self.size < 0.8 * other.size
            and 0.1 * other.size < self.line - other.line < other.size
            and abs(self.left - other.right) < other.size
        )


def _glyphs(page: PdfTextPage) -> Iterator[_Glyph]:
    """What a page draws, in the order in which PDFium reads it."""
    from pypdfium2 import raw

    x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    left, bottom, right, top = page.page.get_bbox()
    before = ""
    for at in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, at)
        if raw.FPDFText_IsHyphen(page, at) == 1:
            code = ord("-")
        if code in (0x20, 0xA0, 0x09, 0x0A, 0x0D):
            before = "\n" if code in (0x0A, 0x0D) or before == "\n" else " "
            continue
        if not 0x20 < code <= 0x10FFFF or code in (0xFFFE, 0xFFFF):  # of which the font does not tell what it is
            continue
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        if not (left <= x.value <= right and bottom <= y.value <= top):  # beyond the edge of the paper
            continue
        raw.FPDFText_GetLooseCharBox(page, at, box)
        raw.FPDFText_GetMatrix(page, at, matrix)
        size = raw.FPDFText_GetFontSize(page, at) * hypot(matrix.c, matrix.d) or 1.0
        if box.right - box.left > _WIDEST * size:
            size = box.top - box.bottom
        yield _Glyph(chr(code), box.left, box.right, y.value, size, before)
        before = ""


def _written(glyphs: Sequence[_Glyph]) -> str:
    """Glyphs as text: words as they stand apart, raised digits raised, and wide blanks between the pieces of a line wide."""
    pieces: list[str] = []
    filled = 0  # letters of the line so far
    last: _Glyph | None = None
    at = 0
    while at < len(glyphs):
        glyph = glyphs[at]
        end = _raised(glyphs, at, last) if last is not None else at
        if last is not None and end > at:  # what follows goes on with the line
            pieces += (each.sign.translate(RAISED) for each in glyphs[at:end])
            filled += end - at
            last = replace(last, right=glyphs[end - 1].right)
            at = end
            continue
        blank = _blank(last, glyph, filled) if last is not None else ""
        pieces += blank, glyph.sign
        filled = 1 if "\n" in blank else filled + len(blank) + 1
        last = glyph
        at += 1
    return "".join(pieces)


def _raised(glyphs: Sequence[_Glyph], first: int, base: _Glyph) -> int:
    """Where the digits end that are raised over the line of a glyph, right after it; `first` where there are none."""
    end, left = first, base
    while end < len(glyphs) and end - first <= _MOST_RAISED and glyphs[end].is_above(left):
        left = replace(base, right=glyphs[end].right)
        end += 1
    return end if _DIGITS.fullmatch("".join(each.sign for each in glyphs[first:end])) else first


def _blank(last: _Glyph, glyph: _Glyph, filled: int) -> str:
    """The white space between two glyphs; `filled` letters stand on the line."""
    gap = glyph.left - last.right
    if not glyph.is_beside(last):
        below = last.line - glyph.line > _WIDTH * glyph.size and glyph.left < last.right
        return glyph.before or ("\n" if below else "")
    if gap > _GUTTER * glyph.size:
        return " " * max(3, round(glyph.left / (_WIDTH * glyph.size)) - filled)
    if glyph.before == "\n" or glyph.left < last.left:  # a writing from right to left
        return glyph.before
    if -_KERNED * glyph.size < gap < _TOUCH * glyph.size:
        return ""
    return " " if glyph.before or gap > _APART * glyph.size else ""
