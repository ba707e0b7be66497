"""The shipped base is a test: it is clean, and exactly its accepted tensions fire."""

from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date

FACTS = Path(__file__).parents[1] / "facts"


def test_shipped_base_is_clean() -> None:
    base = FactBase.load([FACTS])
    report = audit(base, View(parse_date("2026-11-23")), default_engine())
    assert [d.message for d in report.diagnostics] == []
    assert report.violations
    assert all(violation.allowance for violation in report.violations if violation.is_certain)
    assert report.counts["quotes no source"] == 0
