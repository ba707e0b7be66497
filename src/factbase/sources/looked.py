"""What was looked for in documents: in, the text of a document, and quotes of it; out, what was found when they were looked for last.

A verdict on a quote is of the whole document and of the quote, and of nothing else: it is kept with the document, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from factbase.cite import DEFAULT_FOLDS, Document, Fold, QuoteVerdict
from factbase.sources.places import Place

__all__ = ["Looked"]

LineRange = tuple[int, int] | None
_Read = tuple[str, LineRange, frozenset[Fold]]


class Looked:
    """The documents that were read, each as it was last, and the verdicts on plain quotes of each: those without words around them."""

    def __init__(self) -> None:
        self._documents: dict[_Read, tuple[Document, dict[str, QuoteVerdict | Place]]] = {}

    def document(self, path: str, text: str, lines: LineRange, folds: frozenset[Fold] = DEFAULT_FOLDS) -> Document:
        """The document of a text: the one that there is, where it has this text. Raises NoPassage."""
        known = self._documents.get((path, lines, folds))
        if known is None or known[0].text != text:
            known = self._documents[path, lines, folds] = Document(path, text, lines, folds), {}
        return known[0]

    def quotes(self, document: Document) -> dict[str, QuoteVerdict | Place]:
        """The verdicts on quotes of a document that was given here, to be added to; of one that stands once, where."""
        known = self._documents.get((document.path, document.lines, document.folds))
        return known[1] if known is not None and known[0] is document else {}

    def only(self, documents: Iterable[Document]) -> None:
        """Drops what is kept of other documents."""
        wanted = {(document.path, document.lines, document.folds) for document in documents}
        self._documents = {key: known for key, known in self._documents.items() if key in wanted}
