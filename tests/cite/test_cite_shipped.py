"""Every quote of the shipped base under every mutation: none that changes meaning passes, each harmless one does.

Run with `-s` for the counts.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from quote_mutations import HARMLESS, MEANING, alone, outcomes, passes

from factbase.base import FactBase
from factbase.cite import Document, verify

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


def test_no_quote_is_left_out() -> None:
    base = FactBase.load([FACTS])
    assert sum(map(len, QUOTED.values())) >= 0.85 * len(
        base.evidence.verdicts
    )  # the rest are the same words, cited twice


@pytest.mark.parametrize("name", QUOTED)
def test_mutations_of_every_quote(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for kind, mutations in (("meaning", MEANING), ("harmless", HARMLESS)):
        for pair in QUOTED[name]:
            tried = 0
            for mutation, _, quote, verdict in outcomes([pair], mutations):
                tried += 1
                if passes(verdict) != (kind == "harmless"):
                    wrong.append(f"{kind}, {mutation}: {quote!r} is {verdict.status}")
            counts[kind] += tried
            assert tried >= (20 if kind == "meaning" else 12), pair[1]
    with capsys.disabled():
        print(
            f"\n{name}: {len(QUOTED[name])} quotes; {counts['meaning']} meaning-changing, wrong accepts"
            f" {sum(w.startswith('meaning') for w in wrong)}; {counts['harmless']} harmless, wrong rejects"
            f" {sum(w.startswith('harmless') for w in wrong)}"
        )
    assert wrong == []


# ---- the floor: what the closest tool gets wrong, by name

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


@pytest.mark.parametrize("name", FLOOR)
def test_the_floor(name: str) -> None:
    text, quote, accept = FLOOR[name]
    verdict = verify(Document("a", text), quote)
    assert passes(verdict) == accept, verdict
