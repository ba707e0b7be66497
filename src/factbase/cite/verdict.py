"""What becomes of a quote: its status, where it stands, what was overlooked, and why it was refused.

In and out: plain data. Promised: FOUND, FOLDED and MOVED have a place, and nothing else has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from factbase.cite.match import Occurrence
from factbase.cite.normalise import Fold, Offsets

if TYPE_CHECKING:
    from factbase.cite.nearest import Nearest

__all__ = ["OUTSIDE", "QuoteVerdict", "Reason", "Status", "ambiguous", "on_lines", "shortened"]

MAX_SHOWN = 200  # characters of a part in the words of a verdict
OUTSIDE = "the quote leaves out `{}`, which governs it"
MAX_LISTED = 8  # places named in the words of a verdict; all of them are in its `places`


class Status(StrEnum):
    """The ladder of verdicts, best first."""

    FOUND = "found"
    FOLDED = "folded"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    NO_SOURCE = "no source"


class Reason(StrEnum):
    """Why a quote is ABSENT."""

    NOT_THERE = "not there"
    TOO_SHORT = "too short"
    CUT = "cut"
    OUT_OF_ORDER = "out of order"
    GAP_TOO_LONG = "gap too long"
    GAP_HIDES = "gap hides"
    BARE_ELLIPSIS = "bare ellipsis"
    CONTEXT = "context"
    TOO_MANY_PARTS = "too many parts"
    INSERTION = "insertion"


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """What became of a quote.

    `place` is where it stands: set for FOUND, FOLDED and MOVED, and for nothing else. `places` are all the places of an
    AMBIGUOUS quote, and none where they are too many; for an ABSENT one, those refused because of a gap or of the context.
    `detail` says why in words. `undeclared` is what the source would have to pass over (all of its `ignore`) for the quote to stand.
    """

    status: Status
    place: Occurrence | None = None
    folds: tuple[Fold, ...] = ()
    places: tuple[Occurrence, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    nearest: Nearest | None = None
    undeclared: tuple[Fold, ...] = ()

    @property
    def spans(self) -> tuple[Offsets, ...]:
        """The raw spans of the quote's parts; empty unless it stands."""
        return self.place.spans if self.place is not None else ()

    @property
    def line(self) -> int | None:
        """The line on which the quote starts, 1-based."""
        return self.place.line if self.place is not None else None

    @property
    def paragraph(self) -> int | None:
        """The paragraph in which the quote starts, 1-based."""
        return self.place.paragraph if self.place is not None else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The raw text that each elision leaves out."""
        return self.place.gaps if self.place is not None else ()


def on_lines(places: Sequence[Occurrence]) -> str:
    """The lines of places, each once: `line 1, 2 times`, `lines 3, 7`."""
    lines = list(dict.fromkeys(place.line for place in places))
    if len(lines) == 1:
        return f"line {lines[0]}" + (f", {len(places)} times" if len(places) > 1 else "")
    return "lines " + ", ".join(map(str, lines))


def ambiguous(places: Sequence[Occurrence]) -> QuoteVerdict:
    """The verdict on words that stand in several places."""
    lines = on_lines(places[:MAX_LISTED])
    listed = f"{len(places)} places: {lines}" + (", …" if len(places) > MAX_LISTED else "")
    return QuoteVerdict(Status.AMBIGUOUS, places=tuple(places), detail=listed)


def shortened(words: str) -> str:
    """Words as they are shown in a verdict."""
    return words if len(words) <= MAX_SHOWN else f"{words[:MAX_SHOWN]}…"
