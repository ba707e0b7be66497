"""Every quote of the shipped base under every mutation: none that changes meaning passes, each harmless one does.

Run with `-s` for the counts.
"""

from __future__ import annotations

from collections import Counter

import pytest
from quote_mutations import HARMLESS, MEANING, outcomes, passes
from shipped_quotes import FACTS, FLOOR, QUOTED

from factbase.base import FactBase
from factbase.cite import Document, verify


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


@pytest.mark.parametrize("name", FLOOR)
def test_the_floor(name: str) -> None:
    text, quote, accept = FLOOR[name]
    verdict = verify(Document("a", text), quote)
    assert passes(verdict) == accept, verdict
