"""The shipped base is a test: it is clean, and exactly its accepted tensions fire."""

from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date

FACTS = Path(__file__).parents[1] / "facts"


def test_shipped_base_is_clean() -> None:
    base = FactBase.load([FACTS])
    report = audit(base, View(parse_date("2026-11-23")), default_engine())
    assert report.clean
    (note,) = report.diagnostics  # what no text prints: the name of an author, who publishes what is only retold
    assert note.message == "6 fields of 6 sources are declared without words"
    assert report.violations
    assert all(violation.allowance for violation in report.violations if violation.is_certain)
    assert report.counts.quotes["no source"] == 0
