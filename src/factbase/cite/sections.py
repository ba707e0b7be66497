"""Where in a document something stands: in, a document and an offset in its text; out, the heading above it.

A heading is one of Markdown, a line of its own that is numbered or in capitals, or the label in capitals before a part of a structured
abstract ("BACKGROUND: …"). What a document does not tell is None.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from factbase.cite.document import Document
from factbase.cite.later import later

__all__ = ["Sections"]

_HEADING = later(
    r"""^[ ]{0,3}\#{1,6}[ \t]+(?P<marked>[^\n]*?)[ \t]*\#*[ \t]*$
    |^(?P<underlined>[^\s\#>|*+-][^\n]{0,120})\n[ ]{0,3}(?:={3,}|-{3,})[ \t]*$
    |(?:^|(?<=[.!?\])][ ]))(?P<label>[A-Z][A-Z]{2,}(?:[ ,/&-]+(?:AND|OF|[A-Z]{2,})){0,6}):(?=\s)
    |(?:\A|(?<=\n\n))(?P<numbered>(?:\d{1,2}\.){1,4}\d{0,2}[ \t]+[^\W\d_][^\n]{0,100}[^\n.;:,])(?=\n\s*\n)
    |(?:\A|(?<=\n\n))(?P<capitals>[A-Z][A-Z0-9 ,&/'’:-]{2,100})(?=\n)""",
    re.MULTILINE | re.VERBOSE,
)


class Sections:
    """The headings of documents, each read once."""

    def __init__(self) -> None:
        self._headings: dict[
            int, tuple[Document, list[int], list[str]]
        ] = {}  # with the document, so that its address stays its own

    def above(self, document: Document, offset: int) -> str | None:
        """The heading nearest above an offset, within the passage that is the source; None where there is none."""
        if id(document) not in self._headings:
            headings = list(_HEADING().finditer(document.text, *document.passage))
            texts = [" ".join(next(text for text in each.groups() if text is not None).split()) for each in headings]
            self._headings[id(document)] = document, [each.start() for each in headings], texts
        _, starts, texts = self._headings[id(document)]
        at = bisect_right(starts, offset)
        return texts[at - 1] if at else None
