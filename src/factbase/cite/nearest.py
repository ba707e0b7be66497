"""The passage that comes nearest to a quote which is not there.

In: a document and a quote. Out: a passage, its place, and what differs word by word. Promised: a suggestion only; no
verdict rests on it. Work is bounded: a long document is looked at only around the quote's longest words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from factbase.cite.document import Document
from factbase.cite.normalise import LONG_DASH, Offsets, fold

__all__ = ["DiffOp", "Nearest", "nearest"]

_LEAST = 50.0  # below this similarity (percent) a passage has nothing to do with the quote
_WHOLE = 16_000  # a folded passage up to this length is compared in full
_ANCHORS = 4  # how many of the quote's words, the longest, lead to a candidate
_OCCURRENCES = 400  # of each such word
_CANDIDATES = 2
_LONGEST = 1_000  # characters of a quote that are compared; of a longer one, those around the place where it departs

_LONGEST_WORD = 200  # characters, of what is shown

_MARKS = " \"'()[],.;:!?"
_WORD = re.compile(r"\w+")


class DiffOp(StrEnum):
    """What became of some of the quote's words in the document."""

    EQUAL = "equal"
    DELETE = "delete"  # in the quote only
    INSERT = "insert"  # in the document only


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest passage: its raw span, and the words that differ, in the quote's order."""

    span: Offsets
    diff: tuple[tuple[DiffOp, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """One line: `within [-an-]{+one+} hour of signing`."""
        out: list[str] = []
        for i, (change, words) in enumerate(self.diff):
            match change:
                case DiffOp.EQUAL:
                    out.append(" ".join(words))
                case DiffOp.DELETE:
                    out.append(f"[-{' '.join(words)}-]")
                case DiffOp.INSERT:
                    replaces = i > 0 and self.diff[i - 1][0] is DiffOp.DELETE
                    text = f"{{+{' '.join(words)}+}}"
                    if replaces:
                        out[-1] += text
                    else:
                        out.append(text)
        return " ".join(out)


def nearest(document: Document, quote: str) -> Nearest | None:
    """The passage of the document most like the quote, or like a part of a long one; `None` when nothing in it is like it."""
    from rapidfuzz import fuzz  # late: only a quote that is absent needs it

    passage, needle = document.folded(), fold(quote).text
    if len(needle) > _LONGEST:
        needle = _departing(passage.text, needle)
    best: tuple[float, int, int] | None = None
    for lo, hi in _windows(passage.text, needle):
        alignment = fuzz.partial_ratio_alignment(needle, passage.text[lo:hi], score_cutoff=_LEAST)
        if alignment is not None and (best is None or alignment.score > best[0]):
            best = alignment.score, lo + alignment.dest_start, lo + alignment.dest_end
    if best is None:
        return None
    start, end = _whole_words(passage.text, best[1], best[2], needle)
    text, diff = _trimmed(needle, passage.text[start:end])
    start = passage.text.index(text, start, end)
    raw = passage.raw_span(start, start + len(text))
    if raw is None:
        return None
    base = document.passage[0]
    return Nearest((base + raw[0], base + raw[1]), diff)


def _departing(text: str, needle: str) -> str:
    """The words of a long quote around the place at which it ceases to stand in the text."""
    ends = [m.end() for m in _WORD.finditer(needle)]
    stands = bisect_left(ends, True, key=lambda end: needle[:end] not in text)
    last = ends[min(stands, len(ends) - 1)] if ends else 0
    first = max(needle.rfind(" ", 0, max(0, last - _LONGEST // 2)) + 1, last - _LONGEST)
    end = needle.find(" ", first + _LONGEST, first + 2 * _LONGEST)
    return needle[first : end if end >= 0 else first + 2 * _LONGEST]


def _windows(text: str, needle: str) -> list[Offsets]:
    if len(text) <= _WHOLE:
        return [(0, len(text))] if text.strip() else []
    step = max(400, 3 * len(needle))
    score: Counter[int] = Counter()
    for word in sorted(set(_WORD.findall(needle)), key=lambda word: (-len(word), word))[:_ANCHORS]:
        blocks: set[int] = set()
        at = text.find(word)
        for _ in range(_OCCURRENCES):
            if at < 0:
                break
            blocks.update((at // step, at // step - 1))
            at = text.find(word, at + 1)
        for block in blocks:
            score[block] += len(word)
    best = sorted(score, key=lambda block: (-score[block], block))[:_CANDIDATES]
    return [(max(0, block * step), min(len(text), (block + 2) * step)) for block in sorted(best)]


def _whole_words(text: str, start: int, end: int, needle: str) -> Offsets:
    # Out to white space, then back over punctuation which the quote has not got at that edge.
    first, last = start - _LONGEST_WORD, end + _LONGEST_WORD
    while start > max(0, first) and text[start] != " " and text[start - 1] != " ":
        start -= 1
    while end < min(len(text), last) and text[end - 1] != " " and text[end] != " ":
        end += 1
    body = text[start:end]
    lead = len(body) - len(body.lstrip(_MARKS)) if needle[0].isalnum() else 0
    trail = len(body) - len(body.rstrip(_MARKS)) if needle[-1].isalnum() else 0
    return (start + lead, end - trail) if lead + trail < len(body) else (start, end)


def _trimmed(needle: str, text: str) -> tuple[str, tuple[tuple[DiffOp, tuple[str, ...]], ...]]:
    # Words of the document before the first and after the last word of the quote are no part of the difference.
    quote, words = needle.split(" "), text.split(" ")
    steps: list[tuple[DiffOp, tuple[str, ...]]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, quote, words, autojunk=False).get_opcodes():
        if i1 < i2:
            steps.append((DiffOp.EQUAL if tag == "equal" else DiffOp.DELETE, _shown(quote[i1:i2])))
        if j1 < j2 and tag != "equal":
            steps.append((DiffOp.INSERT, _shown(words[j1:j2])))
    lead = trail = 0
    if steps[0][0] is DiffOp.INSERT:
        lead = len(steps.pop(0)[1])
    if steps[-1][0] is DiffOp.INSERT and steps[-2][0] is DiffOp.EQUAL:
        trail = len(steps.pop()[1])
    return " ".join(words[lead : len(words) - trail]), tuple(steps)


def _shown(words: list[str]) -> tuple[str, ...]:
    return tuple(word.replace(LONG_DASH, "—") for word in words)
