"""The lock and the rows of tables: each row's quote is pinned by its place like any other, and one that has moved is said to have."""

from __future__ import annotations

from pathlib import Path

from factbase.base import FactBase, View
from factbase.checks.pinning import lock_of, write_locks
from factbase.cite import Status, read_lock, verify
from factbase.files.disk import DiskFolder
from factbase.ground.date import parse_date
from factbase.sources import evidence

TEXT = "Japan paid 12 coins in May. Chile paid 3.50 coins on June 2, 2018. Peru paid nothing.\n"
BASE = """
source doc { file: "doc.txt", published: 2019-01-01 }.
entity japan: country { name: "Japan" }. entity chile: country { name: "Chile" }. entity peru: country { name: "Peru" }.
relation paid(who: country, sum: number).
from doc.
paid(japan, 12) "Japan paid 12 coins in May".
table paid from "p.csv" { quote: q }.
"""
ROWS = 'who,sum,q\nchile,3.50,"Chile paid 3.50 coins"\nchile,3.50,"Chile paid 3.50 coins"\njapan,12,"Japan paid 12 coins in May"\n'
AT = View(parse_date("2019-06-01"))


def written(folder: Path, text: str = TEXT, rows: str = ROWS) -> Path:
    (folder / "doc.txt").write_text(text)
    (folder / "p.csv").write_text(rows)
    (folder / "base.fb").write_text(BASE)
    return folder


def test_the_quotes_of_rows_are_pinned_each_once(tmp_path, factbase):
    result = factbase("--base", written(tmp_path), "lock")
    assert result.stdout == f"{tmp_path}/sources.lock: 1 document, 2 quotes, written\n"
    stood = read_lock((tmp_path / "sources.lock").read_text()).documents["doc.txt"].quotes["doc"]
    assert [(each.quote, TEXT[slice(*each.span)]) for each in stood] == [
        ("Japan paid 12 coins in May", "Japan paid 12 coins in May"),
        ("Chile paid 3.50 coins", "Chile paid 3.50 coins"),
    ]
    assert "unchanged" in factbase("--base", tmp_path, "lock").stdout


def test_an_answer_that_rests_on_the_moved_quote_of_a_row_says_so(tmp_path, factbase):
    factbase("--base", written(tmp_path), "lock")
    written(tmp_path, "Read this first.\n\n" + TEXT)
    asked = factbase("--base", tmp_path, "ask", "paid(chile, X)", "--at", "2019-06-01")
    assert asked.returncode == 0
    assert "moved" in asked.stdout
    checked = factbase("--base", tmp_path, "check", "--at", "2019-06-01").stdout
    assert "warning S102" in checked
    assert "2 quotes: 2 moved" in checked
    assert "moved, line 1 to 3: “Chile paid 3.50 coins”" in checked
    written(tmp_path, TEXT.replace("Chile paid 3.50 coins", "Chile paid 4 coins"))
    assert "gone, line 1: “Chile paid 3.50 coins”" in factbase("--base", tmp_path, "check").stdout


def test_a_quote_of_a_row_that_does_not_stand_is_left_alone(tmp_path, factbase):
    false = ROWS.replace('chile,3.50,"Chile paid 3.50 coins"', 'chile,3.50,"Chile paid 4.50 coins"', 1)
    result = factbase("--base", written(tmp_path, rows=false + false.splitlines()[1].replace("4.50", "5.50")), "lock")
    assert result.returncode == 1
    assert f"left {tmp_path}/p.csv:2: E503 the quote does not stand in `doc`\n" in result.stdout
    assert f"left {tmp_path}/p.csv:5: E503" in result.stdout
    stood = read_lock((tmp_path / "sources.lock").read_text()).documents["doc.txt"].quotes["doc"]
    assert [each.quote for each in stood] == ["Japan paid 12 coins in May", "Chile paid 3.50 coins"]


def test_a_lock_without_the_quotes_of_rows_is_read_as_before(tmp_path, factbase):
    factbase("--base", written(tmp_path), "lock")
    lock = tmp_path / "sources.lock"
    lock.write_text("".join(line for line in lock.read_text().splitlines(keepends=True) if "Chile" not in line))
    written(tmp_path, "Read this first.\n\n" + TEXT)
    base = FactBase.load([tmp_path])
    found = {
        each.quote: base.verified().evidence.verdict(each).status for f in base.program.facts for each in f.citations
    }
    assert found == {"Chile paid 3.50 coins": Status.FOUND, "Japan paid 12 coins in May": Status.MOVED}
    assert "2 quotes: 1 moved, 1 new" in factbase("--base", tmp_path, "check").stdout


def test_a_locked_base_is_opened_and_asked_without_checking_every_row(tmp_path, monkeypatch):
    text = "".join(f"Chile paid {i} coins in all.\n" for i in range(500))
    rows = "who,sum,q\n" + "".join(f"chile,{i},Chile paid {i} coins in all\n" for i in range(500))
    (tmp_path / "base.fb").write_text(BASE.replace('paid(japan, 12) "Japan paid 12 coins in May".', ""))
    (tmp_path / "doc.txt").write_text(text)
    (tmp_path / "p.csv").write_text(rows)
    write_locks(FactBase.load([tmp_path]))
    asked: list[str] = []

    def counted(document, quote, **options):
        asked.append(quote)
        return verify(document, quote, **options)

    monkeypatch.setattr(evidence, "verify", counted)
    for changed in ("", "Read this first.\n"):
        (tmp_path / "doc.txt").write_text(changed + text)
        base = FactBase.load([tmp_path])
        assert asked == []
        assert [dict(a.bindings) for a in base.ask("paid(chile, 7)", AT).answers] == [{}]
        assert asked == ["Chile paid 7 coins in all"]
        asked.clear()
    assert len(lock_of(base, DiskFolder(tmp_path)).documents["doc.txt"].quotes["doc"]) == 500


def test_taking_in_a_file_with_a_table_pins_its_rows(tmp_path, factbase):
    base, new = tmp_path / "base", tmp_path / "new"
    base.mkdir()
    new.mkdir()
    (base / "doc.txt").write_text(TEXT)
    (base / "base.fb").write_text(BASE.split("from doc.")[0])
    factbase("--base", base, "lock")
    (new / "more.fb").write_text('from doc. table paid from "p.csv" { quote: q }.\n')
    (new / "p.csv").write_text(ROWS)
    result = factbase("--base", base, "load", new / "more.fb", "--at", "2019-06-01")
    assert result.returncode == 0, result.stdout
    assert '"Chile paid 3.50 coins"' in (base / "sources.lock").read_text()
