"""The text of a PDF: in, its bytes; out, the text of its pages, in which raised digits stay raised, and columns follow one another.

What the pieces of a page do not tell is left as pypdf has it. Pages without text are named in a first line: they may be pictures of text.
"""

from __future__ import annotations

import logging
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.columns import in_reading_order

if TYPE_CHECKING:
    from pypdf import PageObject

__all__ = ["RAISED", "text_of_pdf"]

RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
"""Digits and signs as they are written raised."""

_RAISED_DIGITS = re.compile(r"\s*[0-9+−()-]{1,4}\s*")
_WIDTH = 0.5  # of a letter, on the average, by the size of its font
_GUTTER = 3.0  # letters' widths between two columns, at least


def text_of_pdf(path: Path, held: bytes) -> str:
    """The text of its pages. Raises UnreadableFile, and ImportError where pypdf is not installed."""
    from pypdf import PdfReader

    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # it warns of every oddity it copes with
    try:
        reader = PdfReader(BytesIO(held))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(f"`{path}` is encrypted")
        pages = [_of_page(page) for page in reader.pages]
    except (UnreadableFile, MemoryError):
        raise
    except Exception as problem:  # a broken file makes pypdf raise whatever its parser came upon
        raise UnreadableFile(f"`{path}` is not a PDF that can be read: {problem or type(problem).__name__}") from None
    finally:
        logger.setLevel(level)
    texts = [page.strip() for page in pages]
    bare = [str(number) for number, text in enumerate(texts, 1) if not text]
    if not bare or len(bare) == len(texts):
        return "\n\n".join(filter(None, texts))
    told = (
        f"[no text on {'page' if len(bare) == 1 else 'pages'} {', '.join(bare)} of {len(texts)}: pictures, or nothing]"
    )
    return "\n\n".join([told, *filter(None, texts)])


def _of_page(page: PageObject) -> str:
    """The text of a page as pypdf has it, but that raised digits stay raised, and wide blanks between the pieces of a line stay wide."""
    pieces: list[str] = []
    before: _Piece | None = None
    filled = 0  # letters of the line so far

    def put(text: str) -> None:
        nonlocal filled
        pieces.append(text)
        line = text.rpartition("\n")
        filled = len(line[2]) if line[1] else filled + len(text)

    def take(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        nonlocal before
        words = text.strip()
        if not words:
            put(text)
            return
        scale = abs(tm[3] * cm[3]) or 1.0
        now = _Piece(
            tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5], size * scale, len(words)
        )
        if before is not None and "\n" not in text:
            if now.is_above(before) and _RAISED_DIGITS.fullmatch(text):
                put(words.translate(RAISED))
                return  # what follows goes on with the line
            if now.is_beside(before):
                column = round(now.x / (_WIDTH * now.size))
                text = " " * max(3, column - filled) + text.lstrip()
        put(text)
        before = now

    whole = page.extract_text(visitor_text=take)
    text = "".join(pieces)
    # What the pieces do not hold all of is left as it is.
    return in_reading_order(text) if sum(map(str.isalpha, text)) == sum(map(str.isalpha, whole)) else whole


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a piece of a page's text begins, how large it is, and how many letters it has."""

    x: float
    y: float
    size: float
    length: int

    def is_above(self, line: _Piece) -> bool:
        return self.size < 0.8 * line.size and 0.1 * line.size < self.y - line.y < line.size

    def is_beside(self, other: _Piece) -> bool:
        end = other.x + _WIDTH * other.size * other.length
        return abs(self.y - other.y) < 0.1 * self.size and self.x - end > _GUTTER * self.size
