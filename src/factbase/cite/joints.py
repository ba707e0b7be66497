"""Words hyphenated over a line break.

In: folded text. Out: the same text with every joint taken out (`two-way` is `twoway`), and what stood at each joint.
Promised: two texts of equal letters agree at a joint if it is the same, or if one is a line break that may be read so:
`intelli-⏎gence` as `intelligence`, `two-⏎way` as `two-way`, `pre-⏎and` as `pre- and`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from factbase.cite.later import later
from factbase.cite.normalise import LINE_BREAK, Edits, Folded, Span

__all__ = ["Joined", "Joint", "Mark", "agree", "join", "line_breaks"]

_BREAK = later(rf"\S+[^\S\n\r]*{LINE_BREAK}[^\S\n\r]*")


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
    raw: Span


@dataclass(frozen=True, slots=True)
class Joined:
    """Text without joints; `joints[i]` stood before the character at `offsets[i]`."""

    folded: Folded
    offsets: list[int] = field(repr=False)
    joints: list[Joint] = field(repr=False)

    def between(self, start: int, end: int) -> dict[int, Joint]:
        """The joints strictly inside text[start:end], by offset from `start`."""
        lo, hi = bisect_left(self.offsets, start + 1), bisect_left(self.offsets, end)
        return {self.offsets[i] - start: self.joints[i] for i in range(lo, hi)}


def agree(here: dict[int, Joint], there: dict[int, Joint]) -> bool:
    """Whether two texts of equal letters can be read alike at each joint of either."""
    if not here and not there:
        return True
    return all(
        _READINGS[here[at].mark if at in here else None] & _READINGS[there[at].mark if at in there else None]
        for at in here.keys() | there.keys()
    )


def line_breaks(folded: Folded, raw: str) -> bool:
    """Whether some word of the folded text is hyphenated over a line break of `raw`, the text it came from."""
    return any(mark in (Mark.BREAK, Mark.WORD_BREAK) for _, _, mark, _ in _joints(folded, raw))


def join(folded: Folded, raw: str) -> Joined:
    """The folded text with all joints taken out; `raw` is the text that was folded."""
    text = folded.text
    pieces: list[str] = []
    old_starts: list[int] = []
    old_ends: list[int] = []
    offsets: list[int] = []
    joints: list[Joint] = []
    at = removed = 0
    for start, end, mark, span in _joints(folded, raw):
        pieces.append(text[at:start])
        at = end
        removed += end - start
        old_starts.append(start)
        old_ends.append(end)
        offsets.append(end - removed)
        joints.append(Joint(mark, span))
    pieces.append(text[at:])
    edits = Edits(old_starts, old_ends, offsets, offsets)
    return Joined(Folded("".join(pieces), (*folded.passes, edits)), offsets, joints)


def _joints(folded: Folded, raw: str) -> Iterator[tuple[int, int, Mark, Span]]:
    text = folded.text
    at = text.find("-", 1)
    while at >= 0:
        if text[at - 1].isalnum():
            end = at + 2 if text[at + 1 : at + 2] == " " else at + 1
            if text[end : end + 1].isalnum():
                # A joint is a whole number of raw characters: nothing becomes more than one hyphen or space.
                span = folded.raw_span(at, end) or (0, 0)
                yield at, end, _mark(text[at - 1 : end + 1], raw[span[0] : span[1]]), span
        at = text.find("-", at + 1)


def _mark(text: str, raw: str) -> Mark:
    if not _BREAK().fullmatch(raw):
        return Mark.SUSPENDED if " " in text else Mark.HYPHEN
    before, after = text[0], text[-1]
    # `Anglo-⏎Saxon` keeps its hyphen in every reading: no word has a capital inside, unless all of it is in capitals.
    whole = before.isalpha() and after.isalpha() and (before.isupper() or not after.isupper())
    return Mark.WORD_BREAK if whole and raw[0] in "-‐" else Mark.BREAK
