"""Paint: in, a role and a text; out, the text as a terminal shows it. Plain where the output is not a terminal.

And lines: in, those of a block; out, the block, in which each is still one line, whatever names, paths and quotes stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from factbase.ground.dataclass import dataclass

__all__ = ["Paint", "ansi", "block", "joined", "plain"]

_DARK = {
    "claim": "1",
    "quote": "36",
    "place": "2",
    "good": "32",
    "warning": "33",
    "error": "31",
    "note": "34",
    "heading": "1",
}
_CODES = {
    "dark": _DARK,
    "light": {**_DARK, "quote": "34", "warning": "35", "note": "36"},  # yellow and cyan can hardly be read on white
}


@dataclass(frozen=True, slots=True)
class Paint:
    """How what shows a text shows it: its controls begin with `mark`, None where it takes no colours, so that no quote can put one on.

    The `palette` is that of a dark ground, of a light one, or none. There are so many `columns`, in which lines are wrapped; None where a
    line may be as long as it is. `before` stands before the name of a command where one types it: `:` in a session."""

    mark: str | None = None
    columns: int | None = None
    palette: str = "dark"
    before: str = ""

    def __call__(self, role: str, text: str) -> str:
        """The text in the colour of its role."""
        if self.mark is None or self.palette == "none":
            return text
        return f"{self.mark}{_CODES[self.palette][role]}m{text}{self.mark}0m"

    def command(self, name: str) -> str:
        """A command as it is typed where the text is read."""
        return f"`{self.before}{name}`"


plain = Paint()
"""Every text as it is."""


def ansi(mark: str) -> Paint:
    """Paint for a stream that sends as a control only what its mark leads."""
    return Paint(mark)


def block(lines: Iterable[str]) -> str:
    """Some lines as one text. A line feed in one of them is a stranger's: it is shown, for a line of its own could say anything."""
    return "\n".join([line.replace("\n", "\\n") for line in lines])


def joined(blocks: Iterable[str]) -> str:
    """Some blocks as one text, one below the other."""
    return "\n".join(blocks)
