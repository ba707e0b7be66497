"""Footnotes in Markdown: in, what is stood on; out, its marks, and under all a note for each quote, each search and each assumption.

A thing has the same numbers wherever it is marked, and is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.render.markdown.words import words
from factbase.render.noted import Notes
from factbase.render.paint import block
from factbase.result.ground import Ground

__all__ = ["Footnotes"]


class Footnotes:
    """Marks what is stood on, and tells it."""

    def __init__(self) -> None:
        self.notes = Notes()
        self._said: dict[Ground, str] = {}

    def marks(self, grounds: Iterable[Ground]) -> str:
        """The marks of some things, each once; nothing where they have no note."""
        numbers: dict[int, None] = {}
        for each in grounds:
            self._said.setdefault(each, each.statement)
            numbers.update(dict.fromkeys(self.notes.own(each)))
        return " ".join(f"[^{number}]" for number in numbers)

    def say(self, ground: Ground, said: str) -> None:
        """Says of a thing, where it is not marked yet, what it is that stands on it."""
        self._said.setdefault(ground, said)

    def marked(self, text: str, grounds: Iterable[Ground]) -> str:
        """A text with the marks of what it stands on; what has no note is told with it."""
        grounds = tuple(grounds)
        marks, beside = self.marks(grounds), self.bare(grounds)
        return " ".join(filter(None, (words("; ".join((text, *beside))), marks)))

    def bare(self, grounds: Iterable[Ground]) -> list[str]:
        """What is told of things that have no note: that there is no fact, or on which reading of the dates it is."""
        return [line for each in grounds if not self.notes.own(each) for line in each.lines]

    def told(self) -> Iterator[str]:
        """The notes that are not told yet, as a block; nothing where there is none."""
        lines: list[str] = []
        for ground, said in self._said.items():
            own = self.notes.own(ground)
            if own and own not in self.notes.told:
                self.notes.told.add(own)
                lines += self._note(ground, said, own)
        if lines:
            yield block(lines)

    def _note(self, ground: Ground, said: str, own: range) -> Iterator[str]:
        """The notes of one thing: one for each quote."""
        if not ground.is_fact:
            yield f"[^{own[0]}]: {words('; '.join(ground.lines))}"
            return
        for number, cited in zip(own, ground.citations or (None,), strict=True):
            quote = [str(cited)] if cited is not None else []
            beside = list(ground.beside) if number == own[0] else []
            yield f"[^{number}]: {words('; '.join((f'{said}: {ground.stated}', *quote, *beside)))}"
