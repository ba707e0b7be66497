"""Quotes drawn from the shipped sources under mutations: none that changes meaning passes, each harmless one does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from quote_mutations import HARMLESS, MEANING, alone, outcomes, passes

from factbase.cite import Document, verify

SOURCES = sorted((Path(__file__).parents[2] / "facts" / "sources").glob("*.txt"))
EVERY = 3  # of the sentences, to keep the run short


def drawn(path: Path) -> list[tuple[Document, str]]:
    """Sentences of the source that stand there once, and the longer of their clauses."""
    text = path.read_bytes().decode("utf-8")
    document = Document(path.name, text)
    pieces = [piece.strip() for piece in re.split(r"(?<=[.!?])\s+|\n+|; |, (?=which|and|but)", text)]
    quotes = [piece for piece in dict.fromkeys(pieces) if len(piece.split(" ")) >= 5]
    return [(document, quote) for quote in quotes if passes(verify(document, quote)) and alone(document, quote)][
        ::EVERY
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_mutation_of_meaning_passes(path: Path) -> None:
    counts: Counter[str] = Counter()
    for name, _, quote, verdict in outcomes(drawn(path), MEANING):
        assert not passes(verdict), f"{name}: {quote!r} {verdict}"
        counts[name] += 1
    assert len(counts) >= 40


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_each_harmless_mutation_passes(path: Path) -> None:
    counts: Counter[str] = Counter()
    for name, _, quote, verdict in outcomes(drawn(path), HARMLESS):
        assert passes(verdict), f"{name}: {quote!r} {verdict}"
        counts[name] += 1
    assert len(counts) == len(HARMLESS)


def test_each_quote_meets_at_least_twenty_and_twelve() -> None:
    pairs = [pair for path in SOURCES for pair in drawn(path)]
    assert len(pairs) >= 50
    for document, quote in pairs:
        assert sum(mutation(document.text, quote) is not None for mutation in MEANING.values()) >= 20
        assert sum(mutation(document.text, quote) is not None for mutation in HARMLESS.values()) >= 12
