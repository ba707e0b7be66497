"""How a text reads where lines or marks part its words: `com- mission`, `**Nor**land`, `[The pact](…) of Ost`.

In: folded text. Out: each other reading of it, with the way back. Promised: of a text in which nothing parts a word there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.normalise import Edits, Offsets, apart, applied
from factbase.cite.rendered import is_marked, unmarked

__all__ = ["back", "rejoined"]

_BROKEN = later(r"(?<=[^\W\d_]) ?[-¬] (?=[^\W\d_])")  # a line break is a blank once it is folded


def rejoined(text: str) -> Iterator[tuple[str, Edits]]:
    """The readings of a text other than the one that it is, each with what was done for it."""
    if is_marked(text, 0, len(text)) and (marks := list(apart((*span, "") for span in unmarked(text)))):
        yield applied(text, marks)
    breaks = [each.span() for each in _BROKEN().finditer(text)]
    if breaks:
        for joint in ("", "-"):  # one word, or the two of a compound
            yield applied(text, [(*span, joint) for span in breaks])


def back(span: Offsets, edits: Edits) -> Offsets | None:
    """Where a stretch of a reading stands in the text; None where it begins or ends within what was changed."""
    start, end = edits.old_start(span[0]), edits.old_end(span[1])
    return (start, end) if start is not None and end is not None else None
