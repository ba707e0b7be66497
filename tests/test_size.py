"""Work that must not grow with a base: how often a paragraph is read for doubts, and all documents are looked through."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factbase.base import FactBase, default_engine
from factbase.checks import premises, unnamed
from factbase.checks.audit import audit
from factbase.cite import doubt
from factbase.ground.keeping import keep
from factbase.program.view import View
from factbase.sources import of_all

ENGINE = default_engine()
SENTENCES = [f"Ada did not sell the {number} red ships of Oslo." for number in range(40)]
HEAD = """
entity ada: person { name: "Ada" }.
entity eve: person { name: "Eve" }.
relation sold(who: person, ships: int) "{who} sold {ships} ships".
source report { file: "report.txt", title: "Ships" "The ships of Oslo", published: 2001 "This was told in 2001" }.
from report.
"""
TEXT = f"The ships of Oslo\n\nThis was told in 2001\n\n{' '.join(SENTENCES)}\n"


def written(folder: Path, facts: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text(f"Read more of our ships\n\n{TEXT}", encoding="utf-8")
    (folder / "more.txt").write_text(f"Read more of our ships\n\n{TEXT}", encoding="utf-8")
    stated = "".join(f'sold(ada, {number}) "{SENTENCES[number].rstrip(".")}".\n' for number in range(facts))
    others = 'source other { file: "other.txt" }.\nsource more { file: "more.txt" }.\nsold(eve, 7) @ other "Read more of our ships".\n'
    (folder / "base.fb").write_text(f"{HEAD}{stated}{others}", encoding="utf-8")
    return folder


def told(folder: Path, cache: Path | None = None) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in audit(FactBase.load([folder], cache), View(), ENGINE).diagnostics]


@pytest.mark.parametrize("speech", ["", " “We never sold a single one of them,” said Eve."])
@pytest.mark.parametrize("facts", [5, 40])
def test_a_paragraph_is_read_for_doubts_once_however_many_quotes_stand_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: int, speech: str
) -> None:
    read: list[tuple[str, int]] = []
    look = doubt.doubts

    def counted(text: str, language: str, near: tuple[int, int] | None = None) -> Iterator[doubt.Doubt]:
        start, end = near or (0, len(text))
        read.append((text, end - start))
        return look(text, language, near)

    monkeypatch.setattr(doubt, "doubts", counted)
    folder = written(tmp_path / "base", facts)
    (folder / "report.txt").write_text(f"{TEXT.rstrip()}{speech}\n", encoding="utf-8")
    found = told(folder)
    assert sum(code == "F102" for code, _ in found) == facts
    paragraph = f"{' '.join(SENTENCES)}{speech}"
    letters = sum(count for text, count in read if "Ada did not" in text)
    assert 0 < letters < 2 * len(paragraph)  # a sentence at a time, or three so and then all of it
    assert not any("told in 2001" in text for text, _ in read)  # what a document declares of itself


def test_a_document_that_was_edited_is_read_though_its_size_and_its_times_are_as_they_were(tmp_path: Path) -> None:
    folder, cache = written(tmp_path / "base", 5), tmp_path / "cache"
    before = told(folder, cache)
    report = folder / "report.txt"
    stamp = report.stat()
    report.write_text(TEXT.replace("the 3 red", "the 9 red"), encoding="utf-8")
    os.utime(report, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert report.stat().st_size == stamp.st_size
    assert report.stat().st_mtime_ns == stamp.st_mtime_ns
    after = told(folder, cache)
    assert after == told(folder) != before
    assert [code for code, _ in after if code.startswith("E")] == ["E503"]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was looked for in all documents."""
    names: list[str] = []
    nowhere, repeated = unnamed._nowhere, premises.repeated_lines
    monkeypatch.setattr(of_all, "MIN_CHARACTERS", 0)
    monkeypatch.setattr(unnamed, "_nowhere", lambda *asked: names.append("unnamed") or nowhere(*asked))
    monkeypatch.setattr(premises, "repeated_lines", lambda *asked: names.append("repeated") or repeated(*asked))
    return names


def test_all_documents_are_looked_through_where_one_of_them_is_another_one(tmp_path: Path, made: list[str]) -> None:
    folder, cache = written(tmp_path / "base", 5), tmp_path / "cache"
    first = told(folder, cache)
    assert {"W204", "F103"} <= {code for code, _ in first}
    assert sorted(made) == ["repeated", "unnamed"]
    assert told(folder, cache) == first
    assert len(made) == 2
    (folder / "base.fb").write_text((folder / "base.fb").read_text().replace("sold(ada, 3)", "sold(ada, 4)"))
    told(folder, cache)
    assert len(made) == 2  # a fact is in no document
    (folder / "more.txt").write_text(f"Then Eve left.\n\n{TEXT}", encoding="utf-8")
    after = told(folder, cache)
    assert len(made) == 4
    assert not {"W204", "F103"} & {code for code, _ in after}
    assert after == told(folder)
    (folder / "base.fb").write_text((folder / "base.fb").read_text().replace('name: "Eve"', 'name: "Nobody"'))
    made.clear()
    assert "W204" in {code for code, _ in told(folder, cache)}
    assert made == ["unnamed"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"null", b'["', b"[" * 100_000, json.dumps([[]]).encode()])
def test_what_is_no_finding_of_all_documents_is_made_anew(tmp_path: Path, made: list[str], content: bytes) -> None:
    folder, cache = written(tmp_path / "base", 5), tmp_path / "cache"
    first = told(folder, cache)
    entries = list((cache / "documents").glob("*.json"))
    assert len(entries) == 2
    for entry in entries:
        keep(entry.parent, entry.name, content)
    assert told(folder, cache) == first
    assert sorted(made) == ["repeated", "repeated", "unnamed", "unnamed"]
