"""The text of a PDF: in, its bytes; out, the text of its pages, parted by form feeds, in which raised digits stay raised, and columns
follow one another.

PDFium reads the page. Where words end, the places of the glyphs say: a blank that it put between two that touch is none, and two that
stand apart as words do have one. What stands on the page unseen is told as such, and what is struck through is none. Pages without text
are named in a first line: they may be pictures of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import replace
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.columns import in_reading_order
from factbase.sources.ink import Box, Ink, Strokes

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage
    from pypdfium2.raw import FS_RECTF

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
_TALL = 0.7  # of the size of a font: as high as its capitals
_SMALLEST = 1.5  # points: the words of a smaller font are none
_ASLANT = 10.0  # times as far along a line as across it: what is turned less is aslant
_UNSEEN = "[unseen]"  # what stands on a page and is not seen: neither a quote nor a gap in one
_ENCRYPTED = 4  # FPDF_ERR_PASSWORD


def text_of_pdf(path: Path, held: bytes) -> str:
    """The text of its pages. Raises UnreadableFile, and ImportError where PDFium is not installed."""
    from pypdfium2 import PdfDocument, PdfiumError

    texts: list[str] = []
    noted: list[str] = []
    try:
        document = PdfDocument(held)
        for number in range(len(document)):
            page = document[number]
            read = page.get_textpage()
            strokes = Strokes(page)
            noted += [str(number + 1)] * strokes.is_written_upon
            glyphs = list(_glyphs(read, strokes))
            seen = list(_seen(read, glyphs, covered=strokes.may_cover)) if glyphs else []
            texts.append(in_reading_order(_written(seen)).strip())
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
    if noted:
        pages = f"{'page' if len(noted) == 1 else 'pages'} {', '.join(noted)}"
        texts[0] = f"[fields and notes upon {pages} are left out]\n\n{texts[0]}"
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
    turn: int = 0  # quarters of a circle by which its line is turned: the places are those on the page turned back
    shown: bool = True
    at: int = 0  # its number on the page

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter or a digit, and no accent that stands by itself."""
        return self.sign.isalnum() and category(self.sign) != "Lm"

    @property
    def middle(self) -> Box:
        """Where it has ink if it is a letter or a digit: on its line, as high as capitals are."""
        high = _TALL * self.size
        match self.turn:
            case 1:
                return Box(-self.line - high, self.left, -self.line, self.right)
            case 2:
                return Box(-self.right, -self.line - high, -self.left, -self.line)
            case 3:
                return Box(self.line, -self.right, self.line + high, -self.left)
            case _:
                return Box(self.left, self.line, self.right, self.line + high)

    def is_beside(self, other: _Glyph) -> bool:
        """Whether both stand on one line."""
        return self.turn == other.turn and abs(self.line - other.line) < 0.1 * self.size

    def is_above(self, other: _Glyph) -> bool:
        """Whether this one is small, and raised over the line of the other, right after it."""
        return (
            self.turn == other.turn
            and self.size < 0.8 * other.size
            and 0.1 * other.size < self.line - other.line < other.size
            and abs(self.left - other.right) < other.size
        )


def _glyphs(page: PdfTextPage, strokes: Strokes) -> Iterator[_Glyph]:
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
        turn = _turn(matrix.a, matrix.b)
        begin, end, line = _along(turn, box, x.value, y.value) if turn else (box.left, box.right, y.value)
        if end - begin > _WIDEST * size:
            size = box.top - box.bottom if turn % 2 == 0 else box.right - box.left
        sign = chr(code)
        if strokes and not turn and strokes.through(begin, end, line, size):
            before = before or " "  # `5` and `6` around a `0` that is struck are no 56
            continue
        shown = size >= _SMALLEST
        yield _Glyph(sign, begin, end, line, size, before, turn, shown, at)
        before = ""


def _turn(across: float, up: float) -> int:
    """By how many quarters of a circle a line of text is turned; none where it is aslant."""
    if not up:
        return 0 if across > 0 else 2
    if abs(up) > _ASLANT * abs(across):
        return 1 if up > 0 else 3
    return 2 if across < 0 and abs(across) > _ASLANT * abs(up) else 0


def _along(turn: int, box: FS_RECTF, x: float, y: float) -> tuple[float, float, float]:
    """From where to where a glyph reaches on its line, and where that line is, on the page turned back."""
    match turn:
        case 1:
            return box.bottom, box.top, -x
        case 2:
            return -box.right, -box.left, -y
        case _:
            return -box.top, -box.bottom, x


def _seen(page: PdfTextPage, glyphs: Sequence[_Glyph], *, covered: bool) -> Iterator[_Glyph]:
    """Glyphs, with one mark for those that stand side by side and leave no ink on the page.

    Where something may cover a part of a word, that is looked for at its ends, and at each sign of a number; a word that is laid over the
    picture of a page, on which it seldom stands right, is looked at whole."""
    ink = Ink(page.page)
    hidden: _Glyph | None = None
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and not glyphs[end].before and glyphs[end].is_beside(glyphs[at]):
            end += 1
        word = glyphs[at:end]
        at = end
        judged = [glyph.shown and glyph.is_letter for glyph in word]
        whole = any(is_judged and _shows(ink, page, glyph) for glyph, is_judged in zip(word, judged, strict=True))
        ends = [glyph for glyph, is_judged in zip(word, judged, strict=True) if is_judged]
        each_sign = (
            covered
            and whole
            and (
                any(glyph.sign.isdigit() for glyph in ends)
                or not all(_shows(ink, page, glyph) for glyph in (ends[0], ends[-1]))
            )
        )
        of_signs = whole or not any(glyph.is_letter for glyph in word)  # whether marks beside them are seen
        for glyph, is_judged in zip(word, judged, strict=True):
            is_seen = glyph.shown and of_signs
            if is_seen and is_judged and each_sign:
                is_seen = _shows(ink, page, glyph) or _is_laid_over(page, glyph.at)
            if is_seen:
                if hidden is not None:
                    yield hidden
                    hidden = None
                yield glyph
            elif hidden is None or not hidden.is_beside(glyph):
                if hidden is not None:
                    yield hidden
                hidden = replace(glyph, sign=_UNSEEN, shown=False)
    if hidden is not None:
        yield hidden


def _shows(ink: Ink, page: PdfTextPage, glyph: _Glyph) -> bool:
    """Whether a glyph leaves ink: there where most do, or, hanging below its line or aslant, where its font has it."""
    from pypdfium2 import raw

    if ink.shows(glyph.middle):
        return True
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(page, glyph.at, left, right, bottom, top)
    return ink.shows(Box(left.value, bottom.value, right.value, top.value))


def _is_laid_over(page: PdfTextPage, at: int) -> bool:
    """Whether a glyph is drawn in no ink at all, as words are over the picture of a page."""
    from pypdfium2 import raw

    mode: int = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(page, at))
    return mode == int(raw.FPDF_TEXTRENDERMODE_INVISIBLE)


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
    if not (glyph.shown and last.shown):
        return glyph.before or " "
    if glyph.turn != last.turn:
        return "\n"
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
