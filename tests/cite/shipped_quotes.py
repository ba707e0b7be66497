"""The quotes of the shipped base, each with the document that has it; and what the closest tool gets wrong, by name."""

from __future__ import annotations

from pathlib import Path

from quote_mutations import alone

from factbase.base import FactBase
from factbase.cite import Document

FACTS = Path(__file__).parents[2] / "facts"


def quoted() -> dict[str, list[tuple[Document, str]]]:
    """Each quote of the base once, as the words that it matched, with its whole document; by the name of the file.

    A mutation finds its place by the words alone, so of a quote that needs `after` or `before` the context goes with it."""
    base = FactBase.load([FACTS])
    found: dict[str, dict[str, tuple[Document, str]]] = {}
    for cited, verdict in base.evidence.verdicts.items():
        assert verdict.place is not None, cited
        document = base.evidence.documents[cited.source]
        whole = Document(document.path, document.text)
        start, end = verdict.place.span
        if not alone(whole, document.text[start:end]):
            assert cited.after or cited.before or document.lines, cited
            start = document.text.rindex(cited.after, 0, start) if cited.after else start
            end = document.text.index(cited.before, end) + len(cited.before) if cited.before else end
        words = document.text[start:end]
        assert alone(whole, words), words
        found.setdefault(Path(document.path).name, {})[words] = whole, words
    return {name: list(pairs.values()) for name, pairs in sorted(found.items())}


QUOTED = quoted()


FLOOR: dict[str, tuple[str, str, bool]] = {
    "parts out of order": ("He came first. Then he spoke at length.", "he spoke at length […] He came first", False),
    "parts 10,000 characters apart": (
        f"He came first. {'word ' * 2000} He left at last.",
        "He came first […] He left at last",
        False,
    ),
    "an inserted [not]": ("He did resign on Monday.", "He did [not] resign on Monday", False),
    "5 for -5": ("It was -5 degrees that night.", "5 degrees that night", False),
    "$ for €": ("It cost €5 million in all.", "cost $5 million in all", False),
    "a dropped %": ("It rose by 5% that year.", "It rose by 5 that year", False),
    "a quote that starts inside a word": ("It was unlawful to do so.", "lawful to do so", False),
    "a quote that ends inside a word": ("They may disagree with him.", "They may dis", False),
    "one letter": ("He did resign on Monday.", "e", False),
    "!!": ("Stop it at once!!", "!!", False),
    "the Unicode ellipsis": ("He paused... then he went on.", "He paused… then he went on", True),
    "[...] elides": ("He came, as he had said, by train.", "He came [...] by train", True),
    "[…] elides": ("He came, as he had said, by train.", "He came […] by train", True),
    "NFD against NFC": ("Le café était fermé.", "Le cafe\u0301 e\u0301tait ferme\u0301", True),
    "a soft hyphen": ("The agree\u00adment was signed.", "The agreement was signed", True),
    "a zero-width space": ("The agree\u200bment was signed.", "The agreement was signed", True),
    "a word hyphenated over a line break": ("The agree-\nment was signed.", "The agreement was signed", True),
    "a literal [sic] in the source": ("They was [sic] there at noon.", "They was [sic] there", True),
}
