"""Every case of tests/corpus/cite: a verdict written by hand for a quote in a text. The format is in its README.md."""

from __future__ import annotations

from collections import Counter

import pytest
from cases_of_quotes import CASES, Case

from factbase.cite import Document, QuoteVerdict, Status, verify


def described(verdict: QuoteVerdict) -> str:
    """The verdict as the corpus writes it."""
    match verdict.status:
        case Status.FOLDED | Status.MOVED:
            rest = [fold.value for fold in verdict.folds]
        case Status.AMBIGUOUS:
            rest = [str(place.line) for place in verdict.places]
        case Status.ABSENT:
            rest = [verdict.reason.value if verdict.reason else "?"]
        case Status.FOUND | Status.NO_SOURCE:
            rest = []
    return " ".join([verdict.status.name, *rest])


def normal(expected: str) -> str:
    head, *rest = expected.split()
    return " ".join([head, *(sorted(rest) if head == "FOLDED" else rest)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("folded_first", [0, 1], ids=["fresh", "folded"])
def test_verdict(case: Case, folded_first: int) -> None:
    keys = dict(case.keys)
    lines = tuple(map(int, keys.pop("lines").split(".."))) if "lines" in keys else None
    document = Document("case.txt", case.text, lines)
    if folded_first:
        document.folded()
    verdict = verify(document, case.quote, after=keys.pop("after", None), before=keys.pop("before", None))
    assert normal(described(verdict)) == normal(case.expected), verdict
    found = {
        "line": str(verdict.line),
        "paragraph": str(verdict.paragraph),
        "at": document.text[slice(*verdict.place.span)] if verdict.place else "",
        "gap": "|".join(verdict.gaps),
        "near": str(verdict.nearest),
    }
    assert keys.pop("says", "") in verdict.detail
    assert {key: found[key].strip() for key in keys} == {key: value.strip() for key, value in keys.items()}
    for start, end in verdict.spans:
        assert document.passage[0] <= start < end <= document.passage[1]


def test_the_corpus_has_cases_of_every_kind() -> None:
    counts = Counter(case.expected.split()[0] for case in CASES)
    assert sum(counts.values()) >= 150
    assert set(counts) == {"FOUND", "FOLDED", "AMBIGUOUS", "ABSENT"}
    reasons = {case.expected.removeprefix("ABSENT ") for case in CASES if case.expected.startswith("ABSENT")}
    assert len(reasons) == 9, reasons
