"""Coverage: every sentence is cited, set aside with a reason, or listed; what is demanded is checked, what is not needed is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import factbase as fb

DOCUMENT = "Home  About\n\nAlpha signed the treaty. It was good, they say.\nNobody objected to it. Beta paid.\n"
BASE = """\
source report { file: "report.txt"%s }.
relation signed(what: symbol).
from report.
signed(treaty) "Alpha signed the treaty".
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(DOCUMENT)
    (tmp_path / "a.fb").write_text(BASE % "")
    return tmp_path


def test_what_is_open_is_listed_and_what_is_set_aside_told_with_its_reason(base: Path, factbase) -> None:
    (base / "b.fb").write_text(
        'aside report lines 1..1 "navigation".\naside report "Nobody objected to it" "no claim".\n'
    )
    told = factbase("coverage", "--base", ".", cwd=base)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "report, report.txt: 60 % of 5 sentences: 1 cited, 2 set aside, 2 open",
        "  open line 3  “It was good, they say.”",
        "  open line 4  “Beta paid.”",
        "  set aside line 1  “Home About”",
        "    b.fb:1: navigation",
        "  set aside line 4  “Nobody objected to it.”",
        "    b.fb:2: no claim",
        "all in all 60 % of 5 sentences: 1 cited, 2 set aside, 2 open",
    ]
    found = json.loads(factbase("coverage", "report", "--base", ".", "--format", "json", cwd=base).stdout)
    states = [each["state"] for each in found["documents"][0]["sentences"]]
    assert states == ["set aside", "cited", "open", "set aside", "open"]
    assert found["documents"][0]["sentences"][1]["cited_by"] == [{"claim": "signed(treaty)", "place": "a.fb:4"}]


def findings(base: Path) -> list[tuple[str, str]]:
    check = fb.open(base).check()
    return [(each.code, each.message) for each in check.findings if each.code.startswith("V")]


def test_a_source_may_demand_that_it_is_covered(base: Path, factbase) -> None:
    (base / "a.fb").write_text(BASE % ", coverage: 100")
    assert findings(base) == [("V101", "`report` is covered to 20 %, and 100 % are wanted")]
    told = factbase("check", ".", cwd=base)
    assert told.returncode == 1
    assert "  report.txt:4: “Beta paid.”\n" in told.stdout
    (base / "b.fb").write_text('aside report lines 1..1 "navigation".\naside report "It was good, they say" "talk".\n')
    assert findings(base) == [("V101", "`report` is covered to 60 %, and 100 % are wanted")]
    (base / "c.fb").write_text('aside report lines 4..4 "no claim".\n')
    assert findings(base) == []
    assert fb.open(base).coverage("report").percent == 100
    (base / "c.fb").write_text("")
    (base / "a.fb").write_text(BASE % ", coverage: 60")
    assert findings(base) == []


@pytest.mark.parametrize(
    ("aside", "why"),
    [
        ("lines 3..3", "line 3 is cited by signed(treaty)"),
        ('"signed the treaty. It was"', "line 3 is cited by signed(treaty)"),
        ("lines 2..2", "there is no sentence"),
        ("lines 1..1", "line 1 is set aside already"),
    ],
)
def test_what_need_not_be_set_aside_is_a_finding(aside: str, why: str, base: Path) -> None:
    (base / "b.fb").write_text(f'aside report lines 1..1 "navigation".\naside report {aside} "why".\n')
    assert findings(base) == [("V102", f"this need not be set aside: {why}")]


def test_a_document_is_cited_by_whatever_name_it_has(base: Path) -> None:
    (base / "b.fb").write_text(
        'source part { file: "report.txt", lines: 3..4 }.\nfrom part.\nsigned(paper) "Nobody objected to it. Beta paid".\n'
    )
    (base / "t.csv").write_text('n,q\nx,"It was good, they say"\n')
    (base / "c.fb").write_text('table signed from "t.csv" { source: report, quote: q, columns: [n] }.\n')
    whole, part = fb.open(base).coverage().documents
    assert (whole.percent, part.percent) == (80, 100)
    assert [each.line for each in whole.sentences if each.state == "open"] == [1]


def test_elided_words_are_not_cited(base: Path) -> None:
    (base / "a.fb").write_text(
        BASE.replace("Alpha signed the treaty", "Alpha signed the treaty. […] Nobody objected to it") % ""
    )
    (document,) = fb.open(base).coverage().documents
    assert [each.state for each in document.sentences] == ["open", "cited", "open", "cited", "open"]


def test_words_that_are_set_aside_are_locked_and_block_no_goal(base: Path, factbase) -> None:
    (base / "b.fb").write_text('aside report "Nobody objected to it" "no claim".\n')
    assert factbase("lock", "--base", ".", cwd=base).returncode == 0
    (base / "report.txt").write_text(DOCUMENT.replace("Nobody objected", "Somebody objected"))
    checked = factbase("check", ".", cwd=base)
    assert "E503" in checked.stdout
    answered = factbase("ask", "signed(X)", "--base", ".", cwd=base)
    assert "1. X = treaty" in answered.stdout


def test_what_could_not_be_read_is_told(base: Path, factbase) -> None:
    (base / "b.fb").write_text('source gone { file: "gone.txt", coverage: 100 }.\nsource named { title: "T" }.\n')
    told = factbase("coverage", "--base", ".", cwd=base)
    assert told.returncode == 1
    assert told.stdout.startswith("b.fb:1:21: error E115")
    assert told.stdout.endswith("not read: gone\n")
    none = factbase("coverage", "named", "--base", ".", cwd=base)
    assert none.stdout.endswith("no document\n")
    assert factbase("coverage", "reprot", "--base", ".", cwd=base).returncode == 2
