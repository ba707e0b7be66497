"""Tables of CSV, of folders and of several files, of other types, and cited ones, left in their files: as they are where all is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from chance import examples
from engines import ENGINES
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.engine.relational import DuckEngine, missing
from factbase.explain.proof import citations, leaves
from factbase.ground.date import parse_date
from factbase.sources import left, sheets

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("numpy")
pytestmark = pytest.mark.skipif(bool(missing()), reason="the extra `duckdb` is not installed")

AT = View(parse_date("2020-01-01"))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LEFT", 0)
    monkeypatch.setattr(left, "BLOCK", 32)  # so that tables have several


def both(folder: Path, goals: Sequence[str], monkeypatch: pytest.MonkeyPatch, *, stays: bool = True) -> list[str]:
    """What is told of each goal where the tables stay in their files, which is what is told where all is read."""
    base = FactBase.load([folder])
    assert not base.errors, base.errors
    assert {table.stored is not None for table in base.program.facts.tables} == {stays}
    monkeypatch.setattr(sheets, "LEFT", 1 << 40)
    whole = FactBase.load([folder])
    assert {table.stored is not None for table in whole.program.facts.tables} == {False}
    monkeypatch.setattr(sheets, "LEFT", 0)
    engine = DuckEngine() if stays else ENGINES[0]
    ours = [told(base, goal, engine) for goal in goals]
    assert ours == [told(whole, goal, ENGINES[0]) for goal in goals]
    return ours


def told(base: FactBase, goal: str, engine: object) -> str:
    answers = base.ask(goal, AT, engine).answers  # type: ignore[arg-type]
    rows = [
        (
            a.bindings,
            a.certainty,
            sorted({str(fact.atom()) for leaf in leaves(a.proof) for fact in leaf.facts}),
            sorted({(fact.span.path, fact.span.line) for leaf in leaves(a.proof) for fact in leaf.facts}),
            sorted({(cited.source, cited.quote) for cited in citations(a.proof)}),
        )
        for a in answers
    ]
    return "\n".join(map(str, rows))


TYPED = """
relation r(n: int, d: date, x: decimal, s: symbol, t: string).
assume table r from "{file}"{settings}.
later(A, B) :- r(A, D, _, _, _), r(B, E, _, _, _), D < E.
more(A, B) :- r(A, _, X, _, _), r(B, _, Y, _, _), X < Y.
same(A, B, S) :- r(A, _, _, S, T), r(B, _, _, S, T), A < B.
year_of(A, Y) :- r(A, D, _, _, _), Y = year(D).
"""
GOALS = ["r(A, B, C, D, E)", "later(A, B)", "more(A, B)", "same(A, B, S)", "year_of(A, Y)", "r(2, D, X, S, T)"]
GOALS += ["r(A, D, 2.5, S, T)", 'r(A, D, X, S, "it, \\"is\\"")', "r(A, 2016-11-23, X, S, T)", "r(A, D, X, b_2, T)"]
CSV = (
    "n,d,x,s,t\n"
    '1,2016-11-23,2.50,a,"it, ""is"""\n'
    "2,0001-01-01,3,b_2,\n"
    "-0,9999-12-31,-0.0,a,'\n"
    '007,2020-02-29,0.1000000000000001,b_2," "\n'
    '9,1582-10-10,100.00,a,"it, ""is"""\n'
)


@pytest.mark.parametrize("text", [CSV, CSV.removesuffix("\n"), CSV.replace("\n", "\r\n"), "\ufeff" + CSV])
def test_cells_of_csv_are_what_the_language_takes_them_for(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.csv").write_bytes(text.encode())
    (tmp_path / "base.fb").write_text(TYPED.format(file="r.csv", settings=""))
    both(tmp_path, GOALS, monkeypatch)


def test_tabs_and_other_separators_part_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.facts").write_text("1\t2016-11-23\t2.5\ta\t\"half\n2\t2016-11-24\t3\tb\t\\n, it's\n")
    (tmp_path / "base.fb").write_text(TYPED.format(file="r.facts", settings=""))
    both(tmp_path, GOALS, monkeypatch)
    (tmp_path / "r.facts").unlink()
    (tmp_path / "r.txt").write_text('1;2016-11-23;2.5;a;"x;y"\n2;2016-11-24;3;b;x,y\n')
    settings = ' { separator: ";", header: no }'
    (tmp_path / "base.fb").write_text(TYPED.format(file="r.txt", settings=settings))
    both(tmp_path, GOALS, monkeypatch)


@pytest.mark.parametrize(
    "text",
    [
        CSV + '10,2016-11-23,1,a,"two\nlines"\n',
        CSV + "\n10,2016-11-23,1,a,x\n",
        CSV + "10,2016-11-23,1,élan,x\n",
        CSV + "+10,2016-11-23,1,a,x\n",
        CSV + "10,2016-11,1,a,x\n",
        CSV + "10,2016-11-23,1,a,?\n",
        CSV + "10,2016-11-23,0.12345678901234567,a,x\n",
        CSV.replace("\n", "\r\n", 3),
    ],
)
def test_what_is_not_plain_beyond_doubt_is_read_whole(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.csv").write_bytes(text.encode())
    (tmp_path / "base.fb").write_text(TYPED.format(file="r.csv", settings=""))
    both(tmp_path, GOALS[:1], monkeypatch, stays=False)


def test_names_of_entities_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.csv").write_text("who\nAnn Lee\n")
    (tmp_path / "base.fb").write_text(
        'entity ann: person { name: "Ann Lee" }.\nrelation r(who: person).\nassume table r from "r.csv".\n'
    )
    both(tmp_path, ["r(X)"], monkeypatch, stays=False)


CELL = st.text(st.sampled_from("ab?1.-\"',; \té\x1f\u00a0_"), max_size=5)


@examples(60)
@given(st.lists(st.tuples(CELL, st.sampled_from(["1", "-2", "003", "9.5", "x", ""])), min_size=1, max_size=6))
def test_made_up_cells_are_the_same_left_and_read(rows: list[tuple[str, str]]) -> None:
    import csv
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        with (folder / "r.csv").open("w", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([("t", "x"), *rows])
        (folder / "base.fb").write_text('relation r(t: string, x: decimal | string).\nassume table r from "r.csv".\n')
        (folder / "base.fb").write_text('relation r(t: string).\nassume table r from "r.csv".\n')
        base = FactBase.load([folder])
        patch.setattr(sheets, "LEFT", 1 << 40)
        whole = FactBase.load([folder])
        if whole.errors or not whole.program.facts:
            return
        engine = DuckEngine() if any(t.stored is not None for t in base.program.facts.tables) else ENGINES[0]
        assert told(base, "r(X)", engine) == told(whole, "r(X)", ENGINES[0])


def test_types_of_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "n": pyarrow.array([1, 2, 3], pyarrow.int16()),
            "d": [date(2016, 11, 23), date(1, 1, 1), date(9999, 12, 31)],
            "x": pyarrow.array([Decimal("2.50"), Decimal("-0.00"), Decimal("100.00")], pyarrow.decimal128(10, 2)),
            "s": [True, False, True],
            "t": ["a", None, "b"],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "r.parquet", row_group_size=2)
    (tmp_path / "base.fb").write_text(TYPED.format(file="r.parquet", settings=""))
    shown = both(tmp_path, [*GOALS[:6], GOALS[6], "r(A, D, X, true, T)"], monkeypatch)
    assert "2.5" in shown[0]
    pyarrow.parquet.write_table(table.set_column(2, "x", pyarrow.array([0.1, 2.0, 1e22])), tmp_path / "r.parquet")
    both(tmp_path, GOALS[:1], monkeypatch, stays=False)  # floats have texts of their own


# ---- several files

EDGES = """
relation edge(a: int, b: int).
assume table edge from "{file}".
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
"""
PARTS = {"b.csv": "a,b\n3,4\n1,2\n", "a.csv": "a,b\n1,2\n2,3\n", "c/d.csv": "a,b\n4,5\n", ".h.csv": "a,b\n5,6\n"}


def parts(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / "edges" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "edges" / name).write_text(text)


@pytest.mark.parametrize(
    ("file", "last"),
    [("edges/*.csv", 4), ("edges/*/*.csv", 5), ("edges/*b*.csv", 4), ("e*/a*", 3), ("edges/*/d*v", 5)],
)
def test_a_name_with_a_star_stands_for_the_files_that_fit(
    file: str, last: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts(tmp_path, PARTS)
    settings = ' { separator: "," }' if not file.endswith("csv") else ""
    (tmp_path / "base.fb").write_text(EDGES.format(file=file).replace(f'"{file}"', f'"{file}"{settings}'))
    shown = both(tmp_path, ["path(X, Y)", "edge(1, 2)", "edge(X, Y)"], monkeypatch)
    assert f", {last})" in shown[2]
    assert ", 6)" not in shown[2]  # a hidden one


def test_a_folder_stands_for_the_files_in_it_that_end_as_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet

    folder = tmp_path / "edges.parquet"
    folder.mkdir()
    for i, name in enumerate(("part-1.parquet", "part-0.parquet")):
        pyarrow.parquet.write_table(pyarrow.table({"a": [i, i + 1], "b": [i + 1, i + 2]}), folder / name)
    (folder / "_SUCCESS").write_text("")
    for file in ("edges.parquet", "edges.parquet/", "edges.parquet/*.parquet"):
        (tmp_path / "base.fb").write_text(EDGES.format(file=file))
        both(tmp_path, ["path(X, Y)", "edge(1, 2)"], monkeypatch)


def test_rows_are_in_the_order_of_the_names_of_their_files(tmp_path: Path) -> None:
    parts(tmp_path, PARTS)
    (tmp_path / "base.fb").write_text(EDGES.format(file="edges/*.csv"))
    facts = FactBase.load([tmp_path]).program.facts
    where = [(Path(fact.span.path).name, fact.span.line) for fact in facts]
    assert where == [("a.csv", 2), ("a.csv", 3), ("b.csv", 2), ("b.csv", 3)]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("edges/*.tsv", "`{0}/edges/*.tsv` fits no file"),
        ("../*.csv", "leads out of the folder of the base"),
        ("edges", "how its cells are parted is not known"),
        ("*/*/*.csv/x.csv", "fits no file"),
        (".git/*.csv", "is git's own"),
        ("e.csv", "is a folder without a file that ends in `.csv`"),
    ],
)
def test_a_name_that_fits_nothing_is_told(file: str, told: str, tmp_path: Path) -> None:
    parts(tmp_path, PARTS)
    (tmp_path / "e.csv").mkdir()
    (tmp_path / "base.fb").write_text(EDGES.format(file=file))
    (error,) = FactBase.load([tmp_path]).errors
    assert error.code == "E120"
    assert told.format(tmp_path) in error.message


def test_files_with_other_columns_are_no_one_table(tmp_path: Path) -> None:
    parts(tmp_path, {"a.csv": "a,b\n1,2\n", "b.csv": "b,a\n1,2\n"})
    (tmp_path / "base.fb").write_text(EDGES.format(file="edges/*.csv"))
    (error,) = FactBase.load([tmp_path]).errors
    assert "`edges/b.csv` has other columns than `edges/a.csv`" in error.message


def test_links_that_lead_out_are_refused_and_linked_folders_are_not_looked_into(tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    parts(tmp_path, {"x.csv": "a,b\n66,66\n"})  # outside
    parts(base, PARTS)
    (base / "base.fb").write_text(EDGES.format(file="edges/*.csv"))
    (base / "edges" / "out.csv").symlink_to(tmp_path / "edges" / "x.csv")
    (error,) = FactBase.load([base]).errors
    assert "leads out of the folder of the base" in error.message
    (base / "edges" / "out.csv").unlink()
    (base / "edges" / "folder").symlink_to(tmp_path / "edges")
    (base / "base.fb").write_text(EDGES.format(file="edges/*/*.csv"))
    assert {Path(fact.span.path).name for fact in FactBase.load([base]).program.facts} == {"d.csv"}


def test_a_file_that_comes_later_is_seen(tmp_path: Path) -> None:
    parts(tmp_path, PARTS)
    (tmp_path / "base.fb").write_text(EDGES.format(file="edges/*.csv"))
    base = FactBase.load([tmp_path])
    assert len(base.program.facts) == 4
    parts(tmp_path, {"z.csv": "a,b\n8,9\n"})
    assert len(base.reread([tmp_path]).program.facts) == 5
    os.truncate(tmp_path / "edges" / "z.csv", 4)
    assert len(base.reread([tmp_path]).program.facts) == 4


# ---- cited ones

CITED = """
source report { file: "report.txt" }.
from report.
relation seen(a: symbol, n: int).
table seen from "{file}" { columns: [a, n], quote: words }.
twice(A) :- seen(A, N), seen(B, N), A != B.
told(A, S) :- seen(A, _) @ S.
"""
REPORT = "Here ann was counted 3 times. Then bob was counted 3 times. At last cid was counted 4 times.\n"
ROWS = "a,n,words\nann,3,ann was counted 3 times\nbob,3,bob was counted 3 times\ncid,4,cid was counted 4 times\n"


@pytest.fixture
def cited(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT)
    (tmp_path / "seen.csv").write_text(ROWS)
    (tmp_path / "base.fb").write_text(CITED.replace("{file}", "seen.csv"))
    return tmp_path


def test_a_proof_from_a_cited_row_shows_its_quote(cited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = both(cited, ["twice(A)", "told(A, S)", "seen(bob, N)", "seen(A, 4)"], monkeypatch)
    assert "ann was counted 3 times" in shown[0]
    assert "'report'" in shown[1] or "report" in shown[1]


def test_a_cited_row_is_read_by_one_look_up(cited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    base = FactBase.load([cited])
    (table,) = base.program.facts.tables
    assert table.stored is not None
    row = table.stored.row
    object.__setattr__(table.stored, "row", lambda place: asked.append(place) or row(place))
    told(base, "seen(bob, N)", DuckEngine())
    assert set(asked) == {1}


def test_a_source_that_was_not_known_by_then_leaves_its_rows_out(cited: Path) -> None:
    text = (cited / "base.fb").read_text().replace('"report.txt" }', '"report.txt", published: 2019-05-01 }')
    (cited / "base.fb").write_text(text)
    base = FactBase.load([cited])
    assert base.program.facts.tables[0].stored is not None
    before, after = (View(AT.at, parse_date(day)) for day in ("2019-01-01", "2019-12-31"))
    assert [len(base.ask("seen(A, N)", view, DuckEngine()).answers) for view in (before, after)] == [0, 3]
    assert not base.without(["report"]).ask("seen(A, N)", AT, DuckEngine()).answers


def test_a_check_tells_the_rows_whose_quotes_do_not_stand(cited: Path) -> None:
    (cited / "seen.csv").write_text(ROWS + "dan,9,dan was counted 9 times\n")
    base = FactBase.load([cited])
    assert base.program.facts.tables[0].stored is not None
    (error,) = base.verified().errors
    assert (error.code, error.span and error.span.line) == ("E503", 5)


@pytest.mark.parametrize("words", ["", "   ", "\u00a0"])
def test_rows_without_words_are_read_whole_and_told(cited: Path, words: str) -> None:
    (cited / "seen.csv").write_text(ROWS + f"dan,9,{words}\n")
    (error,) = FactBase.load([cited]).errors
    assert (error.code, error.span and error.span.line) == ("E501", 5)
