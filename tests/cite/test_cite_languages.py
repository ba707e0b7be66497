"""Quotes in eleven languages under planted changes: none that changes meaning passes, each harmless one does."""

from __future__ import annotations

from collections import Counter

import pytest
from language_mutations import LANGUAGES, lies, outcomes, sentences, truths

EVERY = 5  # of the sentences, to keep the run short


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_change_of_meaning_passes_in_any_language(code: str) -> None:
    counts: Counter[str] = Counter()
    for kind, text, quote, verdict in outcomes(code, lies, 7, EVERY):
        assert verdict.place is None, f"{kind}: {quote!r} of {text!r}: {verdict}"
        counts[kind] += 1
    assert len(counts) >= 12


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_harmless_change_passes_in_any_language(code: str) -> None:
    counts: Counter[str] = Counter()
    for kind, text, quote, verdict in outcomes(code, truths, 7, EVERY):
        assert verdict.place is not None, f"{kind}: {quote!r} of {text!r}: {verdict}"
        counts[kind] += 1
    assert len(counts) >= 8


def test_each_language_has_sentences_enough() -> None:
    assert min(len(sentences(code)) for code in LANGUAGES) >= 30
