"""Where strings stand word for word.

In: a string and a folded text. Out: where it stands in that, whatever its case and its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.normalise import Offsets, fold

__all__ = ["UNSPACED", "WORD", "inside_word", "string_spans"]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
"""The letters of writings that put no space between words, or hang particles on them, as a range of an expression."""
WORD = later(r"[^\W_]+(?:'[^\W_]+)*")
_GAP = later(r"[\W_]+")
_UNSPACED = later(f"[{UNSPACED}]")


def inside_word(text: str, at: int) -> bool:
    """Whether a place is within a word; letters of Chinese and Japanese stand for words, and what is beside them is another one."""
    if at == 0 or at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return False
    return text.isascii() or not (_UNSPACED().match(text[at - 1]) or _UNSPACED().match(text[at]))


def string_spans(string: str, text: str) -> list[Offsets]:
    """Where a string stands word for word, whatever its case and its quotation marks."""
    words = WORD().findall(fold(string).text)
    if not words:
        return [(0, 0)]
    if text.isascii() and all(word.isascii() for word in words):
        return list(_plain_spans([word.lower() for word in words], text.lower()))
    pattern = r"[\W_]+".join(re.escape(word) for word in words)
    spans = (m.span() for m in re.finditer(pattern, text, re.IGNORECASE))
    return [
        span for span in spans if not any(inside_word(text, at) or "_" in text[max(0, at - 1) : at + 1] for at in span)
    ]


def _plain_spans(words: list[str], text: str) -> Iterator[Offsets]:
    """Where words stand one after the other, none within a longer one: what an expression made for them finds, without making one."""
    first, *rest = words
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        for word in rest:
            gap = _GAP().match(text, end)
            if gap is None or not text.startswith(word, gap.end()):
                break
            end = gap.end() + len(word)
        else:
            if not (at and _is_word(text[at - 1])) and not _is_word(text[end : end + 1]):
                yield at, end
                at = text.find(first, end)
                continue
        at = text.find(first, at + 1)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
