"""What a page of a PDF shows: in, the page; out, whether anything is drawn at a place, and which lines strike through what stands there.

The page is drawn, as for its reader, and looked at where its words stand: whatever hides them, they leave no ink. So words that no reader
sees are told from those of a scan, which stand unseen over the picture of themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from ctypes import c_float, c_int
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING

from factbase.ground.dataclass import dataclass

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Box", "Ink", "Strokes"]

_SCALE = 2.0  # dots for each point: the dot of an `i` of six points is one
_MAX_DOTS = 8_000_000
_LEAST = 12  # of 255 shades, between an ink and its ground: a contrast of 1.1
_FEWEST = 2  # dots: what is smaller is not judged
_THICK = 4.0  # points: no line is as thick
_THICKEST = 0.15  # of the size of a font, a line through it
_MARGIN = 1.5  # points by which the bounds of a line are wider than the line
_LOWEST, _HIGHEST = 0.12, 0.5  # of the size, above the base of a line of text: where one strikes it through


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page, in points."""

    left: float
    bottom: float
    right: float
    top: float


class Ink:
    """A page as it is drawn, with its annotations."""

    def __init__(self, page: PdfPage) -> None:
        from pypdfium2 import raw

        wide, high = page.get_size()
        scale = min(_SCALE, sqrt(_MAX_DOTS / max(1.0, wide * high)))
        bitmap = page.render(scale=scale, grayscale=True)
        self._wide, self._high, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._dots = bytes(bitmap.buffer)
        bitmap.close()

        def at(x: float, y: float) -> tuple[int, int]:
            across, down = c_int(), c_int()
            raw.FPDF_PageToDevice(page, 0, 0, self._wide * 100, self._high * 100, 0, x, y, across, down)
            return across.value, down.value

        # Where a point of the page is drawn, in hundredths of a dot: what a page turns and crops is in three points.
        origin, right, up = at(0, 0), at(100, 0), at(0, 100)
        self._from = origin[0] / 100, origin[1] / 100
        self._right = (right[0] - origin[0]) / 10_000, (right[1] - origin[1]) / 10_000
        self._up = (up[0] - origin[0]) / 10_000, (up[1] - origin[1]) / 10_000

    def shows(self, box: Box) -> bool:
        """Whether anything stands out in a part of the page; so it is held to, where the part is too small to tell."""
        one, other = self._place(box.left, box.bottom), self._place(box.right, box.top)
        left, right = max(0, floor(min(one[0], other[0]))), min(self._wide, ceil(max(one[0], other[0])))
        top, bottom = max(0, floor(min(one[1], other[1]))), min(self._high, ceil(max(one[1], other[1])))
        if right - left < _FEWEST or bottom - top < _FEWEST:
            return True
        least, most = 255, 0
        middle = (top + bottom) // 2
        for row in (*range(middle, bottom), *range(top, middle)):  # most signs have some ink in their middle
            dots = self._dots[row * self._stride + left : row * self._stride + right]
            least, most = min(least, min(dots)), max(most, max(dots))
            if most - least >= _LEAST:
                return True
        return False

    def _place(self, x: float, y: float) -> tuple[float, float]:
        across = self._from[0] + x * self._right[0] + y * self._up[0]
        return across, self._from[1] + x * self._right[1] + y * self._up[1]


class Strokes:
    """The level lines of a page, the parts of it that a reader has struck out by an annotation; whether anything may cover words,
    and whether a field or a note has words of its own."""

    def __init__(self, page: PdfPage) -> None:
        from pypdfium2 import raw

        drawn, notes = list(_drawn(page)), _notes(page)
        self.is_written_upon = not notes.isdisjoint([raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT])
        self.may_cover = any(min(box.right - box.left, box.top - box.bottom) > _THICK for box in drawn)
        self.may_cover |= not notes <= {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_UNDERLINE}
        level = (box for box in drawn if box.top - box.bottom <= _THICK and box.right - box.left > _THICK)
        self._lines = sorted(level, key=_middle)
        self._heights = [_middle(line) for line in self._lines]
        self._struck = list(_annotated(page))

    def __bool__(self) -> bool:
        return bool(self._lines or self._struck)

    def through(self, left: float, right: float, base: float, size: float) -> bool:
        """Whether a sign is struck through that stands on a line of text."""
        middle = (left + right) / 2
        first, last = (
            bisect_left(self._heights, base + _LOWEST * size),
            bisect_right(self._heights, base + _HIGHEST * size),
        )
        for line in self._lines[first:last]:
            if line.left <= middle <= line.right and line.top - line.bottom <= _THICKEST * size + _MARGIN:
                return True
        return bool(self._struck) and any(
            box.left <= middle <= box.right and box.bottom <= base + size / 4 <= box.top for box in self._struck
        )


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _drawn(page: PdfPage) -> Iterator[Box]:
    """What is drawn besides words."""
    from pypdfium2 import raw

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            yield Box(left.value, bottom.value, right.value, top.value)


def _notes(page: PdfPage) -> frozenset[int]:
    """The kinds of annotations on a page."""
    from pypdfium2 import raw

    kinds = set()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        kinds.add(int(raw.FPDFAnnot_GetSubtype(note)))
        raw.FPDFPage_CloseAnnot(note)
    return frozenset(kinds)


def _annotated(page: PdfPage) -> Iterator[Box]:
    from pypdfium2 import raw

    quad = raw.FS_QUADPOINTSF()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_STRIKEOUT:
            for part in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
                if raw.FPDFAnnot_GetAttachmentPoints(note, part, quad):
                    across = quad.x1, quad.x2, quad.x3, quad.x4
                    up = quad.y1, quad.y2, quad.y3, quad.y4
                    yield Box(min(across), min(up), max(across), max(up))
        raw.FPDFPage_CloseAnnot(note)
