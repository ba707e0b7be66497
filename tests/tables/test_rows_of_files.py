"""Files of rows as they come: what is no row, no number or no text in them is told, and a file that leads nowhere in one line."""

from __future__ import annotations

import math
import struct
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.ground.date import parse_date

AT = View(parse_date("2020-01-01"))
PAIRS = "relation r(x: any, y: any).\n"


def base_of(folder: Path, statements: str, **files: str) -> FactBase:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode())
    (folder / "base.fb").write_text(statements, encoding="utf-8")
    return FactBase.load([folder])


def told(base: FactBase) -> list[tuple[str, int, str]]:
    return [(Path(d.span.path).name if d.span else "", d.span.line if d.span else 0, d.code) for d in base.diagnostics]


def rows(base: FactBase, goal: str) -> list[str]:
    found = base.ask(goal, AT)
    assert not found.problems, [d.message for d in found.problems]
    return [", ".join(str(value) for _, value in each.bindings) for each in found.answers]


# ---- texts


@pytest.mark.parametrize("empty", [1, 2, 16_384, 40_000])
@pytest.mark.parametrize("name", ["p.facts", "p.csv"])
def test_empty_lines_before_the_first_row_are_no_rows(tmp_path, name, empty):
    cells = {"p.facts": "1\t2\n", "p.csv": "x,y\n1,2\n"}[name]
    base = base_of(
        tmp_path, PAIRS + f'assume table r from "{name}".', **{name.replace(".", "_"): "\n" * empty + cells + "\n"}
    )
    assert told(base) == []
    assert rows(base, "r(X, Y)") == ["1, 2"]
    (fact,) = base.program.facts
    assert fact.span.line == empty + cells.count("\n")


def test_empty_lines_alone_are_no_rows_of_a_relation_without_arguments(tmp_path):
    base = base_of(tmp_path, 'relation r().\nassume table r from "p.facts".', p_facts="\n\n")
    assert told(base) == []
    assert len(base.program.facts) == 0


def test_a_row_of_one_cell_has_one_cell(tmp_path):
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.facts".', p_facts="1\t2\n3\n4\t5\t6\n")
    assert [d.message for d in base.diagnostics] == [
        "the row has 1 cell, the first has 2",
        "the row has 3 cells, the first has 2",
    ]


def test_a_name_with_a_line_feed_is_shown_on_one_line(tmp_path, factbase):
    (tmp_path / "new\nline.facts").write_text("1\t2\n3\n")
    (tmp_path / "doc\n1.txt").write_text("One is the first of all numbers.\n")
    base_of(
        tmp_path,
        'source doc { file: "doc\\n1.txt" }.\nrelation n(x: int).\nrelation r(x: any, y: any).\n'
        'n(1) @ doc "One is the first of all numbers".\nassume table r from "new\\nline.facts".\n'
        'assume table r from "no\\nfile.csv".',
    )
    checked = factbase("--base", tmp_path, "check").stdout
    assert f"{tmp_path}/new\\nline.facts:2:1: error E125" in checked
    assert "`no\\nfile.csv` cannot be read" in checked
    (tmp_path / "new\nline.facts").write_text("1\t2\n")
    base_of(
        tmp_path,
        'source doc { file: "doc\\n1.txt" }.\nrelation n(x: int).\nrelation r(x: any, y: any).\n'
        'n(1) @ doc "One is the first of all numbers".\nassume table r from "new\\nline.facts".\n',
    )
    asked = factbase("--base", tmp_path, "ask", "r(X, Y)").stdout + factbase("--base", tmp_path, "ask", "n(X)").stdout
    assert f"{tmp_path}/new\\nline.facts:1" in asked
    assert f"{tmp_path}/doc\\n1.txt:1" in asked


# ---- links and folders


def test_a_link_to_itself_is_told_where_it_is_named(tmp_path):
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "loop.txt").symlink_to("other.txt")
    (tmp_path / "other.txt").symlink_to("loop.txt")
    base = base_of(
        tmp_path, 'source s { file: "loop.txt" }.\n' + PAIRS + 'assume table r from "loop.csv" { columns: [1, 2] }.'
    )
    assert told(base) == [("base.fb", 1, "E115"), ("base.fb", 3, "E120")]
    assert all("leads back to itself" in d.message for d in base.diagnostics)


def test_no_text_is_extracted_from_a_link_to_itself(tmp_path, factbase):
    (tmp_path / "loop.html").symlink_to("loop.html")
    result = factbase("--base", tmp_path, "extract", tmp_path / "loop.html")
    assert result.returncode == 1
    assert f"{tmp_path}/loop.html" in result.stderr


@pytest.mark.parametrize("target", ["../outside.fb", "nowhere.fb", "link.fb"], ids=["out", "dangling", "loop"])
def test_a_file_of_the_base_that_is_a_link_elsewhere_is_refused_by_name(tmp_path, factbase, target):
    (tmp_path / "outside.fb").write_text("assume secret(1).\n")
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "good.fb").write_text("assume p(1).\n")
    (folder / "link.fb").symlink_to(target)
    base = FactBase.load([folder])
    assert [d.code for d in base.diagnostics] == ["E005"]
    assert f"`{folder}/link.fb`" in base.diagnostics[0].message
    assert "secret" not in base.program.relations
    assert factbase("--base", folder, "check").returncode == 1


def test_a_link_to_a_file_of_the_same_base_is_read(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "real.txt").write_text("assume p(1).\n")
    (tmp_path / "a" / "link.fb").symlink_to("../real.txt")
    base = FactBase.load([tmp_path])
    assert told(base) == []
    assert rows(base, "p(X)") == ["1"]


def test_the_innermost_folder_that_is_named_bounds_a_file_in_either_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r" / "deep").mkdir(parents=True)
    (tmp_path / "q.csv").write_text("x,y\n1,2\n")
    (tmp_path / "r" / "r.fb").write_text(PAIRS + 'assume table r from "../q.csv".\n')
    (tmp_path / "r" / "deep" / "s.fb").write_text("assume p(1).\n")
    for folders in ([".", "r"], ["r", "."], [".", "r", tmp_path / "r" / "deep"], [tmp_path, "r"]):
        base = FactBase.load([Path(folder) for folder in folders])
        assert told(base) == [("r.fb", 2, "E120")], folders
    base = FactBase.load([Path()])
    assert told(base) == []
    one = FactBase.load([Path(), tmp_path / "r" / "r.fb"])
    assert told(one) == [], "a file that is named beside a folder that holds it is one of that folder's"
    assert len(one.snapshot.texts) == 2, "and it is read once"


# ---- Parquet


def parquet(path: Path, **columns: object) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


def test_a_column_without_texts_is_refused_where_it_is_used(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet(tmp_path / "p.parquet", x=[1], y=[2], raw=pyarrow.array([b"\xff"]), many=[[1, 2]])
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet".')
    assert told(base) == []
    assert rows(base, "r(X, Y)") == ["1, 2"]
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet" { columns: [raw, many] }.')
    assert told(base) == [("base.fb", 2, "E120")] * 2
    assert [d.message for d in base.diagnostics] == [
        "the table `p.parquet` cannot be read: column `many` holds list<element: int64>, which has no text",
        "the table `p.parquet` cannot be read: column `raw` holds binary, which has no text",
    ]


def test_a_column_whose_texts_are_not_utf_8_is_refused(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    starts = pyarrow.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0")
    parquet(
        tmp_path / "p.parquet",
        x=[1, 2],
        y=pyarrow.StringArray.from_buffers(2, starts, pyarrow.py_buffer(b"\xff\xfeok")),
    )
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet".')
    (problem,) = base.diagnostics
    assert problem.message == "the table `p.parquet` cannot be read: column `y` holds text that is not UTF-8"


def test_a_column_whose_name_is_not_utf_8_is_refused(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "p.parquet"
    table = pyarrow.table({"namehere": [1], "y": [2]})
    pyarrow.parquet.write_table(table, path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"namehere", b"name\x82ere"))
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet".')
    (problem,) = base.diagnostics
    assert (problem.code, problem.message.endswith("has a column whose name is not UTF-8")) == ("E120", True)


def test_a_long_name_of_a_column_is_one(tmp_path):
    parquet(tmp_path / "p.parquet", **{"x" * 300: [1], "y": [2]})
    base = base_of(tmp_path, PAIRS + f'assume table r from "p.parquet" {{ columns: ["{"x" * 300}", y] }}.')
    assert rows(base, "r(X, Y)") == ["1, 2"]


@pytest.mark.parametrize("setting", ["on", "since", "until"])
def test_a_column_of_dates_that_is_not_there_is_told(tmp_path, setting):
    (tmp_path / "r.csv").write_text("x,y\n1,2\n")
    base = base_of(tmp_path, PAIRS + f'assume table r from "r.csv" {{ {setting}: day }}.')
    assert told(base) == [("base.fb", 2, "E123")]


def test_a_name_of_two_parquet_columns_is_told_where_it_is_used(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    table = pyarrow.Table.from_arrays([pyarrow.array([n]) for n in (1, 2, 3, 4)], names=["x", "x", "y", "z"])
    pyarrow.parquet.write_table(table, tmp_path / "p.parquet")
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet" { columns: [z, y] }.')
    assert rows(base, "r(X, Y)") == ["4, 3"]
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet" { columns: [2, 1] }.')
    assert rows(base, "r(X, Y)") == ["2, 1"]
    base = base_of(tmp_path, PAIRS + 'assume table r from "p.parquet".')
    (problem,) = base.diagnostics
    assert (problem.code, problem.message) == ("E130", "several columns of `p.parquet` have the name `x`")
    assert problem.hint == "say which by its number: 1 or 2"


def test_the_folders_of_a_parquet_file_are_no_columns_of_it(tmp_path):
    folder = tmp_path / "x=5"
    folder.mkdir()
    parquet(folder / "p.parquet", x=[1], y=[2])
    base = base_of(tmp_path, PAIRS + 'assume table r from "x=5/p.parquet".')
    assert rows(base, "r(X, Y)") == ["1, 2"]


@pytest.mark.parametrize("takes", ["any", "decimal", "number", "string"])
def test_what_is_no_number_is_no_value_of_a_column_of_numbers(tmp_path, takes):
    parquet(tmp_path / "p.parquet", n=[0, 1, 2, 3], v=[2.0, math.nan, math.inf, -math.inf])
    base = base_of(tmp_path, f'relation r(n: int, v: {takes}).\nassume table r from "p.parquet".')
    assert sorted(told(base)) == [("p.parquet", 2, "E127"), ("p.parquet", 3, "E127"), ("p.parquet", 4, "E127")]
    parquet(tmp_path / "p.parquet", n=[0], v=["nan"])
    base = base_of(tmp_path, 'relation r(n: int, v: any).\nassume table r from "p.parquet".')
    assert rows(base, "r(0, V)") == ["nan"], "a text may say so"


def test_floats_are_decimals_without_an_exponent(tmp_path):
    given = [2.0, 2.5, 12345678901.0, 1e20, 1e-7, -0.0, 0.1, None]
    parquet(tmp_path / "p.parquet", n=list(range(8)), v=given)
    base = base_of(tmp_path, 'relation r(n: int, v: any).\nassume table r from "p.parquet".')
    values = [fact.values[1] for fact in base.program.facts]
    decimals = ["2", "2.5", "12345678901", "100000000000000000000", "0.0000001", "0", "0.1"]
    assert values == [*map(Decimal, decimals), ""]
    assert all(type(value) is Decimal for value in values[:-1]), "2.0 is no integer"


FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(FLOATS, min_size=1, max_size=20), st.sampled_from([64, 32]))
@example([5e-324, 1.7976931348623157e308, 1e16, 123456789012345680.0, 1e-5, 16777216.0], 64)
@example([0.1, 16777216.0, 1e10, 3.4028235e38, 1e-45], 32)
def test_a_float_is_read_back_from_its_text(tmp_path_factory, numbers, bits):
    pyarrow = pytest.importorskip("pyarrow")
    arrow = pytest.importorskip("factbase.sources.arrow")
    narrow = {64: "d", 32: "f"}[bits]
    if bits == 32:
        numbers = [struct.unpack("f", struct.pack("f", n))[0] for n in numbers if abs(n) < 3.4e38]
    path = tmp_path_factory.getbasetemp() / "floats.parquet"
    parquet(path, v=pyarrow.array(numbers, {64: pyarrow.float64(), 32: pyarrow.float32()}[bits]))
    (column,) = arrow.parquet_columns(path.open("rb"), "floats").columns
    texts = [column[row] for row in range(len(numbers))]
    assert [struct.pack(narrow, float(text)) for text in texts] == [struct.pack(narrow, n) for n in numbers]
    assert all("." in text and "e" not in text for text in texts)
    if bits == 64:
        digits = [Decimal(text).normalize().as_tuple().digits for text in texts]
        assert digits == [Decimal(repr(n)).normalize().as_tuple().digits for n in numbers], "and it is the shortest"
