"""Cited rows that are too many for all verdicts to be kept: what is told of them is what is told of few."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase import base as base_module
from factbase.base import FactBase, View
from factbase.checks.audit import audit
from factbase.checks.pinning import lock_of
from factbase.cite import write_lock
from factbase.engine.choose import engine_named
from factbase.ground.date import parse_date
from factbase.sources import evidence

AT = View(parse_date("2020-01-01"))
BASE = """
source report { file: "report.txt" }.
source other { file: "other.txt" }.
relation seen(a: string, n: int).
table seen from "seen.csv" { columns: [a, n], source: doc, quote: words, context: near }.
from report.
seen("dan", 5) "dan was counted 5 times".
"""
REPORT = "Here ann was counted 3 times. Then bob was counted 3 times. At last dan was counted 5 times. Twice, twice.\n"
ROWS = """a,n,doc,words,near
ann,3,report,ann was counted 3 times,Here
ann,3,report,ann was counted 3 times,Here
bob,3,report,Bob was counted 3 times,
cid,9,report,cid was counted 9 times,
cid,8,report,cid was counted 9 times,
dan,5,report,dan was counted 5 times,
eve,2,report,Twice,
fay,1,other,fay was counted once,
bob,4,report,bob was counted 3 times,
"""


def told(folder: Path) -> tuple[object, ...]:
    base = FactBase.load([folder])
    verified = base.verified()
    report = audit(base, AT, engine_named("pydatalog"))
    statuses = sorted(map(str, verified.evidence.verdicts.statuses()))
    distinct = {(each.source, each.quote) for each in verified.evidence.verdicts}
    found = sorted((d.code, d.message, str(d.span and d.span.line)) for d in report.diagnostics)
    folder_of = next(iter(base.snapshot.homes.values())).folder
    return (
        statuses,
        len(verified.evidence.verdicts),
        distinct,
        found,
        report.counts,
        write_lock(lock_of(base, folder_of)),
    )


@pytest.mark.parametrize("kept", [1, 10_000])
def test_many_rows_are_told_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    (tmp_path / "other.txt").write_text("Here fay was counted once.\n")
    (tmp_path / "seen.csv").write_text(ROWS)
    (tmp_path / "base.fb").write_text(BASE)
    few = told(tmp_path)
    monkeypatch.setattr(base_module, "MANY_ROWS", 0)
    monkeypatch.setattr(evidence, "KEPT", kept)
    monkeypatch.setattr(evidence, "KEPT_TEXTS", 1)
    many = told(tmp_path)
    for ours, theirs in zip(many, few, strict=True):
        assert ours == theirs
    assert [code for code, _, _ in few[3]].count("E503") == 1  # type: ignore[attr-defined]


def test_no_verdict_of_many_rows_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.txt").write_text("".join(f"Item {n} was counted.\n" for n in range(300)))
    (tmp_path / "seen.csv").write_text("a,n,words\n" + "".join(f"i{n},{n},Item {n} was counted\n" for n in range(300)))
    (tmp_path / "base.fb").write_text(
        'source report { file: "report.txt" }.\nfrom report.\nrelation seen(a: string, n: int).\n'
        'table seen from "seen.csv" { columns: [a, n], quote: words }.\n'
    )
    monkeypatch.setattr(base_module, "MANY_ROWS", 0)
    monkeypatch.setattr(evidence, "KEPT", 10)
    base = FactBase.load([tmp_path])
    verified = base.verified().evidence.verdicts
    assert len(verified) == 300
    for cited in verified:
        assert verified.of(cited).place is not None
    assert len(verified.known) + len(verified._lately) <= 10
    assert verified._keys is None or not verified._keys
