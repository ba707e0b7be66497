"""Texts with marks: in, claims and the pieces of a line; out, markup in which every letter that a stranger wrote is escaped.

Quotes may overlap: a mark that does not lie within another is closed with it and goes on after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from factbase.ground.controls import as_text
from factbase.render.site.paths import Links
from factbase.result.site import Line, Paragraph

__all__ = ["Marking", "linked", "shown", "templated"]

_NAMES = re.compile(r'"(?:\\.|[^"\\])*"|[^\W\d_]\w*')
_SLOTS = re.compile(r"\{([^\W\d]\w*)\}")


def shown(text: object) -> Markup:
    """Any text as it may stand in a page: what would act on the page, or turn its letters round, is written as an escape."""
    return text if isinstance(text, Markup) else escape(as_text(str(text)))


def linked(claim: str, links: Links) -> Markup:
    """A claim in the language, whose relations, entities and sources lead to their pages."""
    parts: list[str] = []
    at = 0
    for found in _NAMES.finditer(claim):
        word = found[0]
        if word[0] == '"':
            continue
        link = links.relation(word) if claim.startswith("(", found.end()) else links.name(word)
        if link is not None:
            # A link is made of letters that need no escape, and so is a name.
            parts += (str(shown(claim[at : found.start()])), f'<a href="{link}">{word}</a>')
            at = found.end()
    return Markup("".join([*parts, str(shown(claim[at:]))]))


def templated(template: str) -> Markup:
    """A sentence with names in braces, which are set apart from it."""
    parts = _SLOTS.split(template)
    return Markup("").join(
        Markup("<var>{}</var>").format(shown(each)) if i % 2 else shown(each) for i, each in enumerate(parts)
    )


class Marking:
    """Marks the quotes of a part of a document, in the order of its lines: the first mark of each has its name."""

    def __init__(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self.names: Mapping[int, str] = {note.number: note.id for each in paragraphs for note in each.notes}
        self.begun: set[int] = set()
        lines = [line for each in paragraphs for line in each.lines]
        # The last line and piece of each quote, after which the number of its note stands.
        self.last = {
            number: (line.number, index)
            for line in lines
            for index, piece in enumerate(line.pieces)
            for number in piece.quotes
        }

    def line(self, line: Line) -> Markup:
        """A line with its marks."""
        out: list[str] = []
        open_: list[int] = []
        for index, piece in enumerate(line.pieces):
            wanted = piece.quotes
            keep = 0
            while keep < len(open_) and open_[keep] in wanted:
                keep += 1
            out.extend("</mark>" for _ in open_[keep:])
            del open_[keep:]
            for number in sorted(
                set(wanted) - set(open_), key=lambda each: (self._rest(line, index, each), -each), reverse=True
            ):
                out.append(self._mark(number))
                open_.append(number)
            text = shown(piece.text)
            out.append(f'<span class="{_STATES[piece.state]}">{text}</span>' if piece.state in _STATES else str(text))
            ending = [each for each in wanted if self.last[each] == (line.number, index) and each in self.names]
            out.extend(self._reference(each) for each in ending)
        out.extend("</mark>" for _ in open_)
        return Markup("".join(out))

    def _rest(self, line: Line, index: int, number: int) -> int:
        """How many pieces of the line a quote reaches on: the longest is the outermost mark."""
        reach = index
        while reach < len(line.pieces) and number in line.pieces[reach].quotes:
            reach += 1
        return reach

    def _mark(self, number: int) -> str:
        name = self.names.get(number)
        if name is None or number in self.begun:
            return f'<mark data-q="{number}">'
        self.begun.add(number)
        return f'<mark id="{name}" data-q="{number}">'

    def _reference(self, number: int) -> str:
        note = self.names[number].replace("q-", "n-", 1)
        return f'<a class="ref" href="#{note}" aria-label="note {number}">{number}</a>'


_STATES: Mapping[str | None, str] = {"open": "open", "set aside": "aside"}
