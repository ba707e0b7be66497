"""Mending: in, a base; out, its files with each quote in the words that stand in its document, where it differs in its spelling only.

Nothing else of a file is touched. What a table's row quotes is left as it is: its file may be another program's.
"""

from __future__ import annotations

import re

from factbase.base import FactBase
from factbase.cite.mend import mended
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile
from factbase.ground.value import unescape_string, write_value

__all__ = ["Mending", "mendings"]

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Mending:
    """A file of the base, its text with the quotes mended, and how many they are."""

    file: TextFile
    text: str
    quotes: int


def mendings(base: FactBase) -> tuple[Mending, ...]:
    """What can be mended, by file."""
    edits: dict[TextFile, dict[tuple[int, int], str]] = {}
    for cited in base.evidence.verdicts:
        document, file = base.evidence.documents.get(cited.source), cited.span.file
        literal = _STRING.match(file.text, cited.span.start)
        if document is None or literal is None or unescape_string(literal[0][1:-1]) != cited.quote:
            continue
        words = mended(document, cited.quote, cited.after, cited.before)
        if words is not None and words != cited.quote:
            edits.setdefault(file, {})[literal.span()] = write_value(words)
    return tuple(
        Mending(file, _edited(file.text, each), len(each))
        for file, each in sorted(edits.items(), key=lambda item: item[0].path)
    )


def _edited(text: str, edits: dict[tuple[int, int], str]) -> str:
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text
