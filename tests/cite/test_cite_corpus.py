"""Every case of tests/corpus/cite: a verdict written by hand for a quote in a text. The format is in its README.md."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from factbase.cite import Document, Status, Verdict, verify

CORPUS = Path(__file__).parents[1] / "corpus" / "cite"
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[nrt\\])")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: str
    quote: str
    keys: dict[str, str] = field(default_factory=dict)


def unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: _PLAIN.get(m[1]) or chr(int(m[1][1:], 16)), text)


def cases(path: Path) -> list[Case]:
    """The cases of one file, named by file and line."""
    found: list[Case] = []
    source: list[str] | None = None
    text = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("--- source"):
            source = []
        elif line.startswith("--- quotes"):
            assert source is not None, f"{path}:{number}: quotes without a source"
            text, source = unescape("\n".join(source)), None
        elif source is not None:
            source.append(line)
        elif line.strip() and not line.startswith("#"):
            expected, quote, *rest = line.split(" | ")
            keys = dict(item.split(": ", 1) if ": " in item else (item.strip(" :"), "") for item in rest)
            name = f"{path.stem}:{number}"
            found.append(Case(name, text, expected, unescape(quote), {k: unescape(v) for k, v in keys.items()}))
    return found


CASES = [case for path in sorted(CORPUS.glob("*.txt")) for case in cases(path)]


def described(verdict: Verdict) -> str:
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
    assert len(reasons) == 8, reasons
