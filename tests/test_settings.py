"""`factbase.toml`: the folds of a base's sources that do not say themselves, and what is wrong in it, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.base import FactBase

BASE = """source plain { file: "s.txt" }.
source own { file: "s.txt", folds: [initial], ignore: [] }.
p(1) @ plain "the pact ended in May [1]".
p(2) @ plain "The pact ended in May.".
p(3) @ own "the pact ended in May".
p(4) @ plain "The pact ended in May, and the war".
"""
MARKS = "if these are marks and no words of it, let `plain` say so: ignore: [citation_markers]"
NOT_PASSED_OVER = [f"E503 4 {MARKS}", f"E503 6 {MARKS}"]


def told(folder: Path, settings: str | None) -> list[str]:
    """The codes with their places and hints, of a base with these settings."""
    (folder / "a.fb").write_text(BASE, encoding="utf-8")
    (folder / "s.txt").write_text("The pact ended in May [1], and the war in June.\n", encoding="utf-8")
    if settings is not None:
        (folder / "factbase.toml").write_text(settings, encoding="utf-8")
    base = FactBase.load([folder])
    return [f"{d.code} {d.span.line if d.span else 0} {d.hint or ''}".strip() for d in base.errors]


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        (None, NOT_PASSED_OVER),
        ('ignore = ["citation_markers"]', []),
        ('folds = ["closing"]\nignore = ["citation_markers"]', ["E503 3"]),
        ("folds = []", ["E503 3", "E503 4", NOT_PASSED_OVER[1]]),
        ('folds = ["initail"]', ["E139 1 did you mean `initial`?", "E503 3", "E503 4", NOT_PASSED_OVER[1]]),
        ('ignored = ["citation_markers"]', ["E107 1 did you mean `ignore`?", *NOT_PASSED_OVER]),
        ("folds = 3", ["E108 1", *NOT_PASSED_OVER]),
        ("folds = [", ["E140 0", *NOT_PASSED_OVER]),
    ],
)
def test_settings_hold_where_a_source_does_not_say(tmp_path: Path, settings: str | None, problems: list[str]) -> None:
    assert sorted(told(tmp_path, settings)) == sorted(problems)
