"""One quote for two facts that contradict each other; waivers as `check` counts and prints them; how many wrong facts the fit tells."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.fitting import fit
from factbase.ground.date import parse_date
from factbase.ground.value import Symbol
from factbase.program.table import Facts

FACTS = Path(__file__).parents[2] / "facts"
NOW = View(parse_date("2020-01-01"))
BASE = """\
source s { file: "s.txt" }.
from s.
opened(mill, 1990) "The mill opened in 1990, or in 1991"WAIVED.
opened(mill, 1991) OTHER.
check two_years(M, A, B) error "{M} opened in {A} and in {B}" :- opened(M, A), opened(M, B), A < B.
"""
TEXT = "The mill opened in 1990, or in 1991 by another account.\n\nElsewhere the mill opened in 1991.\n"
SAME, ANOTHER = '"The mill opened in 1990, or in 1991"', '"Elsewhere the mill opened in 1991"'


def codes(folder: Path, other: str, waived: str = "") -> list[str]:
    (folder / "a.fb").write_text(BASE.replace("OTHER", other).replace("WAIVED", waived), encoding="utf-8")
    (folder / "s.txt").write_text(TEXT, encoding="utf-8")
    return sorted(d.code for d in audit(FactBase.load([folder]), NOW, default_engine()).diagnostics)


def test_two_facts_that_violate_a_check_on_one_quote_are_told(tmp_path: Path) -> None:
    assert codes(tmp_path, SAME) == ["C101", "F104", "F104"]


def test_two_quotes_may_contradict_each_other(tmp_path: Path) -> None:
    assert codes(tmp_path, ANOTHER) == ["C101"]


def test_a_contradiction_can_be_waived(tmp_path: Path) -> None:
    waived = ' waive contradicted "The text gives both."'
    assert codes(tmp_path, f"{SAME}{waived}", waived) == ["C101"]


def test_waivers_are_counted_and_printed(tmp_path: Path, factbase) -> None:
    codes(tmp_path, ANOTHER, ' waive contradicted "x"')
    (tmp_path / "a.fb").write_text(
        'source s { file: "s.txt" }.\nfrom s.\nopened(works, 1990) "The mill opened in 1990" waive works "The mill is meant.".\n'
    )
    result = factbase("check", tmp_path)
    assert result.returncode == 0
    assert f"waived works: opened(works, 1990)\n  {tmp_path / 'a.fb'}:3: The mill is meant.\n" in result.stdout
    assert "1 quote: 1 found; 1 waiver\n" in result.stdout
    (waived,) = json.loads(factbase("check", tmp_path, "--format", "json").stdout)["waived"]
    assert (waived["what"], waived["claim"], waived["line"]) == ("works", "opened(works, 1990)", 3)


def test_the_shipped_base_has_few_waivers() -> None:
    report = audit(FactBase.load([FACTS]), View(parse_date("2026-01-01")), default_engine())
    assert [d for d in report.diagnostics if d.code.startswith("F")] == []
    # Each is a judgement of which no rule can tell; since doubts are told in more forms, one in sixty.
    assert report.counts.waivers * 60 <= report.counts.facts


def test_most_wrong_constants_of_the_shipped_base_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Each entity of each fact is replaced by the next of its type, each number by the next: what is not told is in the sentence too."""
    base = FactBase.load([FACTS])
    named: dict[str, list[str]] = {}
    for entity in base.program.entities.values():
        named.setdefault(entity.type, []).append(entity.name)
    wrong = []
    for fact in base.program.facts:
        for i, value in enumerate(fact.values if fact.kind == "cited" else ()):
            other: Symbol | int | None = None
            if isinstance(value, Symbol) and value.name in base.program.entities:
                of_type = named[base.program.entities[value.name].type]
                other = Symbol(of_type[(of_type.index(value.name) + 1) % len(of_type)])
            elif isinstance(value, int):
                other = value + 1
            if other is not None and other not in fact.values:
                values = (*fact.values[:i], other, *fact.values[i + 1 :])
                wrong.append(replace(fact, index=len(wrong), values=values, waivers=()))
    told, _ = fit(replace(base, program=replace(base.program, facts=Facts(tuple(wrong)))), {}, {})
    misses = Counter(d.span for _, d in told if d.code == "F101").total()
    with capsys.disabled():
        print(f"\n{len(wrong)} facts with one wrong constant: {misses} told, {misses / len(wrong):.0%}")
    assert misses >= 0.85 * len(wrong)
