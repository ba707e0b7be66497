"""Words that a reader looks for, whatever their case.

In: words and a document. Out: the raw spans where they stand, one after the other. Promised: the folds are those of quotes; words and
numbers are whole, though a word may be part of a compound (`Japan` of `Korea-Japan`), which a quote may not cut.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.document import Document
from factbase.cite.match import folded_spans, trim
from factbase.cite.normalise import DIGIT_HYPHENS, INVISIBLE, Offsets, fold

__all__ = ["NoWords", "Phrase", "lowered"]

_COMPOUND = frozenset(f"{DIGIT_HYPHENS}/&")
_ELIDED = frozenset("'’ʼ‘")  # before a word: the article of `l'accord`


class NoWords(ValueError):
    """What is to be looked for has neither a letter nor a digit."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be looked for, one after the other. Raises NoWords."""

    words: str
    folded: str = field(init=False, repr=False, compare=False)  # and in lower case

    def __post_init__(self) -> None:
        if not any(map(str.isalnum, self.words)):
            raise NoWords(f"`{self.words}` has neither a letter nor a digit")
        object.__setattr__(self, "folded", lowered(fold(trim(self.words)).text))

    def spans(self, document: Document) -> Iterator[Offsets]:
        """Where the words stand in the passage, in order."""
        text = document.text
        for start, end in folded_spans(document, trim(self.words), lowered):
            if _begins(text, start) and _ends(text, end):
                yield start, end

    def within(self, text: str) -> tuple[Offsets, ...]:
        """Where the words stand in a text that is no document."""
        if self.folded not in lowered(fold(text).text):  # most texts: no document need be made for it
            return ()
        return tuple(self.spans(Document("", text)))


def lowered(text: str) -> str:
    """A text in lower case, letter by letter, so that offsets stay as they are: what has no single small letter is left as it is."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low.replace("ς", "σ")  # one letter, in its place


def _begins(text: str, at: int) -> bool:
    cut = cut_at_start(text, at)
    if cut is None or _is_broken(cut):
        return cut is None
    before = at - 1
    while before > 0 and text[before] in INVISIBLE:
        before -= 1
    if _is_unspaced(text[at]) or _is_unspaced(text[before]):
        return True
    joined = text[before] in _COMPOUND or (text[before] in _ELIDED and text[at : at + 2].isalpha())
    return joined and before > 0 and text[before - 1].isalnum()


def _ends(text: str, at: int) -> bool:
    cut = cut_at_end(text, at)
    if cut is None or _is_broken(cut):
        return cut is None
    after = at
    while after + 1 < len(text) and text[after] in INVISIBLE:
        after += 1
    if _is_unspaced(text[at - 1]) or _is_unspaced(text[after]):
        return True
    return text[after] in _COMPOUND and text[after + 1 : after + 2].isalnum()


def _is_broken(word: str) -> bool:
    """Whether a word is hyphenated over a line break: what stands on one line of it is no word."""
    return "\n" in word or "\r" in word


def _is_unspaced(char: str) -> bool:
    """Whether a letter is of a writing that puts no space between words, or hangs particles on them."""
    return char.isalpha() and unicodedata.east_asian_width(char) in "WF"
