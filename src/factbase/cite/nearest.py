"""The passage that comes nearest to a quote which is not there.

In: a document and a quote. Out: a passage, its place, and what differs word by word. Promised: a suggestion only; no
verdict rests on it. Work is bounded: a long document is looked at only around the quote's longest words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.normalise import LONG_DASH, Offsets, fold
from factbase.cite.unspaced import UNSPACED

__all__ = ["DiffOp", "Nearest", "nearest"]

_LEAST = 50.0  # below this similarity (percent) a passage has nothing to do with the quote
_WHOLE = 16_000  # a folded passage up to this length is compared in full
_ANCHORS = 4  # how many of the quote's words, the longest, lead to a candidate
_OCCURRENCES = 400  # of each such word
_CANDIDATES = 2
_LONGEST = 1_000  # characters of a quote that are compared; of a longer one, those around the place where it departs

_AROUND = 40  # characters before and after what was found, and half of the quote's, in which its words are looked for
_LONGEST_WORD = 200  # characters, of what is shown

_MARKS = " \"'()[],.;:!?"
_STOPS = ".!?"
_WORD = re.compile(r"\w+")
_SIGN_OR_WORD = later(f"[{UNSPACED}]|[^ {UNSPACED}]+")  # a sign of a writing that puts no blanks between words is one
_PLAIN = later("[^ ]+")
_MOST_SIGNS = 400  # that are compared one by one: what that takes is their square


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
    # A passage that has more words than the quote is longer than what was found.
    around = len(needle) // 2 + _AROUND
    wide = _whole_words(passage.text, max(0, best[1] - around), min(len(passage.text), best[2] + around))
    alike = not set(_SIGN_OR_WORD().findall(needle)).isdisjoint(_SIGN_OR_WORD().findall(passage.text, *wide))
    start, end = wide if alike else _whole_words(passage.text, *best[1:])
    text, diff = _aligned(needle, passage.text[start:end])
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


def _whole_words(text: str, start: int, end: int) -> Offsets:
    """A span out to white space."""
    first, last = start - _LONGEST_WORD, end + _LONGEST_WORD
    while start > max(0, first) and text[start - 1] != " ":
        start -= 1
    while end < min(len(text), last) and text[end] != " ":
        end += 1
    body = text[start:end]
    return start + len(body) - len(body.lstrip(" ")), end - (len(body) - len(body.rstrip(" ")))


def _aligned(needle: str, text: str) -> tuple[str, tuple[tuple[DiffOp, tuple[str, ...]], ...]]:
    """What of a text comes nearest to the words of a quote, and the fewest changes that lead from these to it."""
    quote, words = _pieces(needle), _pieces(text)
    runs = _alike([piece[0] for piece in quote], [piece[0] for piece in words])
    first, last = words[runs[0][1].start].start(), words[runs[-1][1].stop - 1].end()
    if needle[0].isalnum():
        first += len(text[first:last]) - len(text[first:last].lstrip(_MARKS))
    if needle[-1].isalnum():
        last = max(first, first + len(text[first:last].rstrip(_MARKS)))
    steps: list[tuple[DiffOp, tuple[str, ...]]] = []
    for ours, theirs, alike in runs:
        gone, new = _shown(needle, quote[ours.start : ours.stop]), _shown(text, words[theirs.start : theirs.stop])
        steps += [(DiffOp.EQUAL, gone)] if alike else [(DiffOp.DELETE, gone), (DiffOp.INSERT, new)]
    return text[first:last], tuple(step for step in steps if step[1])


def _pieces(text: str) -> list[re.Match[str]]:
    signs = list(_SIGN_OR_WORD().finditer(text))
    return signs if len(signs) < _MOST_SIGNS else list(_PLAIN().finditer(text))


def _alike(quote: Sequence[str], words: Sequence[str]) -> list[tuple[range, range, bool]]:
    """The stretches of a quote and of a text that lie beside each other, alike and different by turns.

    An alignment of the whole quote with a part of the text (Needleman and Wunsch 1970). A word that both have counts for three changes,
    so that words of the text are told as left out, rather than the end of the quote as exchanged."""
    same = [[ours == theirs or _at_edge(quote, i, theirs) for theirs in words] for i, ours in enumerate(quote)]
    if not any(map(any, same)):
        return [(range(len(quote)), range(len(words)), False)]
    rows = [[0] * (len(words) + 1)]
    for i, of_word in enumerate(same):
        above, left = rows[-1], -i - 1
        row = [left]
        for j, is_same in enumerate(of_word):
            left = max(above[j] + (3 if is_same else -1), above[j + 1] - 1, left - 1)
            row.append(left)
        rows.append(row)
    # A word at the edge of a quote has another in its place, if that is not of another sentence.
    closed = [word[-1] in _STOPS for word in words]
    j = rows[-1].index(max(rows[-1][1:]), 1)
    while j < len(words) and rows[-1][j + 1] == rows[-1][j] and not closed[j - 1]:
        j += 1
    i, ends, runs = len(quote), (len(quote), j), list[tuple[range, range, bool]]()
    while i:
        here, beside = rows[i][j], j > 0 and same[i - 1][j - 1]
        gone = here == rows[i - 1][j] - 1
        if j and here == rows[i - 1][j - 1] + (3 if beside else -1) and not (gone and closed[j - 1]):
            i, j = i - 1, j - 1
        elif gone:
            i, beside = i - 1, False
        else:
            j, beside = j - 1, False
        if runs and runs[-1][2] == beside:
            runs[-1] = range(i, runs[-1][0].stop), range(j, runs[-1][1].stop), beside
        else:
            runs.append((range(i, ends[0]), range(j, ends[1]), beside))
        ends = i, j
    return runs[::-1]


def _at_edge(quote: Sequence[str], i: int, theirs: str) -> bool:
    """Whether a word of a text is that of a quote but for marks beyond the edge of it."""
    return (i == 0 and theirs.lstrip(_MARKS) == quote[i]) or (i == len(quote) - 1 and theirs.rstrip(_MARKS) == quote[i])


def _shown(text: str, pieces: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Some words one after the other, parted where there are blanks between them."""
    return tuple(text[pieces[0].start() : pieces[-1].end()].replace(LONG_DASH, "—").split(" ")) if pieces else ()
