"""Words hyphenated over a line break.

In: folded text. Out: the same text with every joint taken out (`two-way` is `twoway`), and what stood at each joint.
Promised: two texts of equal letters agree at a joint if it is the same, or if one is a line break that may be read so:
`intelli-⏎gence` as `intelligence`, `two-⏎way` as `two-way`, `pre-⏎and` as `pre- and`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from operator import add

from factbase.cite.later import later
from factbase.cite.normalise import DIGIT_HYPHENS, INVISIBLE, LINE_BREAK, Edits, Folded, Offsets

__all__ = ["JoinedText", "Joint", "Mark", "agree", "join", "line_breaks"]

_JOINT = later(r"-(?<=[^\W_]-)( ?)(?=[^\W_])")  # a hyphen first: it is looked for at once
_BREAK = later(rf"\S+[^\S\n\r]*{LINE_BREAK}[^\S\n\r]*")
# What a break is in the raw text; most texts have none. Before it may stand what composes with a letter, or is not seen.
_BROKEN = later(
    rf"[{DIGIT_HYPHENS}](?<=(?:[^\W_]|[{INVISIBLE}\u0300-\u036f\u3099\u309a]).)[{INVISIBLE}]*+(?:(?!{LINE_BREAK})\s)*+"
    rf"[{INVISIBLE}]*+{LINE_BREAK}(?:[^\S\n\r]|[{INVISIBLE}])*+(?=[^\W_])"
)


class Mark(StrEnum):
    """What stands between two letters or digits; the value is only a name."""

    HYPHEN = "-"
    SUSPENDED = "- "
    BREAK = "hyphen, line break"
    WORD_BREAK = "hyphen, line break inside what may be one word"


_READINGS: dict[Mark | None, frozenset[Mark | None]] = {
    None: frozenset({None}),
    Mark.HYPHEN: frozenset({Mark.HYPHEN}),
    Mark.SUSPENDED: frozenset({Mark.SUSPENDED}),
    Mark.BREAK: frozenset({Mark.HYPHEN, Mark.SUSPENDED}),
    Mark.WORD_BREAK: frozenset({None, Mark.HYPHEN, Mark.SUSPENDED}),
}


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint that was taken out: its mark and its place in the text that was folded."""

    mark: Mark
    raw: Offsets


@dataclass(frozen=True, slots=True)
class JoinedText:
    """Text without joints, and the marks that stood at them, looked up when asked for. `unjoined` is the text before."""

    folded: Folded
    unjoined: Folded = field(repr=False)
    raw: str = field(repr=False)  # what was folded
    _known: dict[int, Joint] = field(init=False, repr=False, compare=False, default_factory=dict)  # that were asked for

    def between(self, start: int, end: int) -> dict[int, Joint]:
        """The joints strictly inside text[start:end], by offset from `start`."""
        edits = self.folded.passes[-1]
        lo, hi = bisect_left(edits.new_starts, start + 1), bisect_left(edits.new_starts, end)
        places = zip(edits.new_starts[lo:hi], edits.old_starts[lo:hi], edits.old_ends[lo:hi], strict=True)
        return {at - start: self._joint(at, first, last) for at, first, last in places}

    def _joint(self, at: int, first: int, last: int) -> Joint:
        # The places of words that repeat overlap: each joint of theirs is read once.
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _joint(self.unjoined, self.raw, first, last)
        return known


def agree(here: dict[int, Joint], there: dict[int, Joint]) -> bool:
    """Whether two texts of equal letters can be read alike at each joint of either."""
    return all(
        _READINGS[here[at].mark if at in here else None] & _READINGS[there[at].mark if at in there else None]
        for at in here.keys() | there.keys()
    )


def line_breaks(raw: str) -> bool:
    """Whether some word of a text may be hyphenated over a line break."""
    return _BROKEN().search(raw) is not None


def join(folded: Folded, raw: str) -> JoinedText:
    """The folded text with all joints taken out; `raw` is the text that was folded."""
    # Arrays: a text may be hyphenated all over, and objects would take a hundred times as much memory as the text.
    parts = _JOINT().split(folded.text)
    letters, spaces = parts[::2], parts[1::2]
    lengths = array("q", (1 + len(space) for space in spaces))
    offsets = array("q", accumulate(map(len, letters[:-1])))
    starts = array("q", map(add, offsets, accumulate(lengths, initial=0)))
    edits = Edits(starts, array("q", map(add, starts, lengths)), offsets, offsets)
    return JoinedText(Folded("".join(letters), (*folded.passes, edits)), folded, raw)


def _joint(folded: Folded, raw: str, start: int, end: int) -> Joint:
    # A joint is a whole number of raw characters: nothing becomes more than one hyphen or space.
    span = folded.raw_span(start, end)
    assert span is not None
    return Joint(_mark(folded.text[start - 1 : end + 1], raw[span[0] : span[1]]), span)


def _mark(text: str, raw: str) -> Mark:
    if not _BREAK().fullmatch(raw):
        return Mark.SUSPENDED if " " in text else Mark.HYPHEN
    before, after = text[0], text[-1]
    # `Anglo-⏎Saxon` keeps its hyphen in every reading: no word has a capital inside, unless all of it is in capitals.
    one_word = before.isalpha() and after.isalpha() and (before.isupper() or not after.isupper())
    return Mark.WORD_BREAK if one_word and raw[0] in "-‐" else Mark.BREAK
