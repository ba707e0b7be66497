"""Mending: in, a base; out, the edits that give each quote the words that stand in its document, where it differs in its spelling only.

Nothing else of a file is touched. What a table's row quotes is left as it is: its file may be another program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factbase.base import FactBase
from factbase.cite.mend import mended
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile
from factbase.ground.value import unescape_string, write_value

__all__ = ["Edit", "Mending", "edited", "quotes_mended"]

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text for a stretch of a file of the base, and the code of what it mends."""

    file: TextFile
    start: int
    end: int
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Mending:
    """A file of the base, its text with some edits made, and how many they are."""

    file: TextFile
    text: str
    edits: int


def quotes_mended(base: FactBase) -> Iterator[Edit]:
    """The quotes that can be mended, each once."""
    for cited in base.evidence.verdicts:
        document, file = base.evidence.documents.get(cited.source), cited.span.file
        literal = _STRING.match(file.text, cited.span.start)
        if document is None or literal is None or unescape_string(literal[0][1:-1]) != cited.quote:
            continue
        words = mended(document, cited.quote, cited.after, cited.before)
        if words is not None and words != cited.quote:
            yield Edit(file, *literal.span(), write_value(words), "E503")


def edited(edits: Iterable[Edit]) -> tuple[Mending, ...]:
    """The files with the edits made, by path. Of two that overlap only the first is made."""
    by_file: dict[TextFile, list[Edit]] = {}
    for each in sorted(set(edits), key=lambda each: (each.file.path, each.start, each.end, each.text)):
        made = by_file.setdefault(each.file, [])
        if not made or made[-1].end <= each.start:
            made.append(each)
    return tuple(Mending(file, _edited(file.text, made), len(made)) for file, made in by_file.items())


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for each in reversed(edits):
        text = text[: each.start] + each.text + text[each.end :]
    return text
