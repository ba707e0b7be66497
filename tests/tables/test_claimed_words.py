"""W501: which plain facts stand on a claim's words alone, found without looking at each claim for each fact."""

from __future__ import annotations

from pathlib import Path

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase
from factbase.checks.attribution import MAX_LISTED, on_claims

HEAD = 'source doc { file: "doc.txt" }.\nentity a: who.\nrelation p(n: int).\nrelation q(n: int).\nfrom doc.\n'
WORDS = [f"word{i:02} said{i:02} here{i:02}" for i in range(8)]
LENGTHS = [(start, length) for start in range(6) for length in range(1, 4) if start + length <= len(WORDS)]
QUOTES = st.lists(st.sampled_from(LENGTHS), min_size=1, max_size=2)
CLAIMS = st.tuples(st.sampled_from(["", "says(a): ", "predicts(a): ", "urges(a): "]), st.sampled_from("pq"), QUOTES)


def written(folder: Path, facts: list[tuple[str, str, list[tuple[int, int]]]]) -> FactBase:
    (folder / "doc.txt").write_text(" ".join(WORDS) + ".\n")
    lines = []
    for number, (mode, relation, quotes) in enumerate(facts):
        words = " ".join(f'"{" ".join(WORDS[start : start + length])}"' for start, length in quotes)
        lines.append(f"{mode}{relation}({number}) {words}.\n")
    (folder / "base.fb").write_text(HEAD + "".join(lines))
    base = FactBase.load([folder])
    assert not base.errors, [d.message for d in base.errors]
    return base


def expected(facts: list[tuple[str, str, list[tuple[int, int]]]]) -> dict[int, list[int]]:
    """By the number of a plain fact, the claims whose words it has, as the module's first lines say it."""
    found: dict[int, list[int]] = {}
    for i, (mode, relation, quotes) in enumerate(facts):
        for j, (other_mode, other, claimed) in enumerate(facts):
            if mode or not other_mode:
                continue
            within = all(any(s >= t and s + n <= t + m for t, m in claimed) for s, n in quotes)
            same = claimed[0] in quotes and set(quotes) <= set(claimed)
            if within if relation == other else (same and not other_mode.startswith("says")):
                found.setdefault(i, []).append(j)
    return found


@given(st.lists(CLAIMS, min_size=2, max_size=24))
@examples(150)
def test_a_fact_is_told_with_the_claims_whose_words_it_has(tmp_path_factory, facts):
    base = written(tmp_path_factory.mktemp("claims"), facts)
    first = HEAD.count("\n") + 1
    told = {d.span.line - first: d for d in on_claims(base) if d.span is not None}
    wanted = expected(facts)
    assert {i: [r.span.line - first for r in d.related] for i, d in told.items()} == {
        i: claims[:MAX_LISTED] for i, claims in wanted.items()
    }
    for i, claims in wanted.items():
        more = len(claims) - MAX_LISTED
        assert told[i].detail == ((f"and {more:,} more claims with these words",) if more > 0 else ())
        assert f"({claims[0]})`" in told[i].message


def test_many_rows_with_the_words_of_many_claims_name_a_few_of_them(tmp_path):
    (tmp_path / "doc.txt").write_text("Japan paid 12 coins in May.\n")
    (tmp_path / "p.csv").write_text("n,q\n" + "12,Japan paid 12 coins\n" * 3000)
    (tmp_path / "base.fb").write_text(
        HEAD + 'table p from "p.csv" { quote: q }.\ntable says: p from "p.csv" { quote: q, who: a }.\n'
    )
    told = list(on_claims(FactBase.load([tmp_path]).verified()))
    assert len(told) == 3000
    assert {len(d.related) for d in told} == {MAX_LISTED}
    assert {d.detail for d in told} == {("and 2,992 more claims with these words",)}
