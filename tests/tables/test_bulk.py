"""Long files are read as columns, short ones row by row, and both say the same: of good files and of bad ones, with the extra `fast` there
or not. The bounds from which columns are worth it are set to nothing here, so that small files take either way."""

from __future__ import annotations

import csv
import io
import itertools
import os
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from chance import examples
from engines import ENGINES, KERNELS
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.engine import numbers
from factbase.engine.symbols import SharedSymbols
from factbase.engine.vector.native import Kernels
from factbase.files.disk import text_named
from factbase.files.folder import UnreadableFile, decoded
from factbase.ground.date import parse_date
from factbase.program import bulk
from factbase.program.request import SheetRequest
from factbase.program.texts import Numerals, Texts
from factbase.sources import row_by_row, sheets

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")
pytest.importorskip("llvmlite")
from factbase.engine.vector.bulk import read_integers  # where its packages are there
from factbase.sources import arrow
from factbase.sources.digits import integer_columns

AT = View(parse_date("2020-01-01"))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of any length are long."""
    _at_once(monkeypatch)


def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGE", 0)
    monkeypatch.setattr(sheets, "VERY_LARGE", 0)
    monkeypatch.setattr(bulk, "MANY", 0)
    monkeypatch.setattr(numbers, "MANY", 0)  # of how values are numbered, whoever numbers them


# ---- files


def read_both(path: Path, request: SheetRequest, cache: Path | None = None) -> tuple[object, object]:
    """What the rows of a file are, row by row and as columns; None for columns where they are left to the other reader.

    With a `cache` columns of integers are read by the kernel."""
    told: list[object] = []
    data = path.read_bytes()
    for read in (
        lambda: row_by_row.rows_of(decoded(str(path), data), request),
        lambda: sheets._plain(data, str(path), request, cache),
    ):
        try:
            found = read()
        except (UnreadableFile, row_by_row.Senseless) as problem:
            told.append(str(problem))
            continue
        if found is None:
            told.append(None)
            continue
        sheet, problems = found
        spans = [sheet.place(row) for row in range(sheet.rows)]
        places = [(s.start, s.end, s.line, s.column, s.text, s.file.line(s.line)) for s in spans]
        rows = list(zip(*sheet.columns, strict=True))
        told.append((sheet.names, rows, places, [p.message for p in problems], len(sheet.columns)))
    return told[0], told[1]


CELLS = st.text(st.sampled_from('ab1 ",;\t\r\n’é\u2028'), max_size=4)
PLAIN_CELLS = st.text(st.sampled_from("ab1 ,;\t’é\u2028\"'"), max_size=4)
SEPARATORS = st.sampled_from([",", ";", "\t", "|"])


@st.composite
def good_files(draw: st.DrawFn, cells: st.SearchStrategy[str] = PLAIN_CELLS) -> tuple[str, str]:
    """Files that are written as they should be, and what parts their cells."""
    separator, width = draw(SEPARATORS), draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=6))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    if separator == "\t":
        text = end.join("\t".join(cell.replace("\t", "") for cell in row) for row in rows)
    else:
        out = io.StringIO()
        quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
        csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
        text = out.getvalue().removesuffix(end)
    return draw(st.sampled_from(["", "\ufeff"])) + text + draw(st.sampled_from(["", end])), separator


files = itertools.count()


@given(good_files(), st.booleans())
@examples(300)
def test_a_good_file_has_the_same_rows_as_columns(tmp_path_factory, file, header):
    text, separator = file
    path = tmp_path_factory.getbasetemp() / f"good{next(files)}.csv"
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        _at_once(patch)
        by_row, as_columns = read_both(path, SheetRequest("base.fb", path.name, separator, header))
    assert by_row == as_columns


@given(
    st.one_of(
        st.text(st.sampled_from('ab",;\t\r\n\ufeff’\x00'), max_size=16).map(str.encode),
        good_files(CELLS).map(lambda file: file[0].encode()),
        st.binary(max_size=8),
    ),
    SEPARATORS | st.sampled_from([" ", "é", '"', "a"]),
    st.booleans(),
)
@example(b'a,b\n"a"b,c\n', ",", False)  # what stands behind a quoted cell
@example(b'a,b\na"b"",c"\n', ",", False)
@example(b'a,b\n"a\nb",c\n', ",", False)
@example(b'a,b\n"a""",""""\n', ",", False)
@example(b"a,b\n\na,b\n", ",", False)
@example(b"a,b\r\n\na,b\r\n", ",", False)
@example(b"a\rb\tc\n", "\t", False)
@example(b"a,b\n" + b"c," + b"x" * 140_000 + b"\n", ",", False)
@example(b"\xef\xbb\xbf\xef\xbb\xbfa,b\n", ",", False)  # of two byte order marks the second is text
@example(b"\n", ",", True)
@example(b"", "\t", False)
@examples(600)
def test_what_is_read_as_columns_is_what_the_rows_say(tmp_path_factory, data, separator, header):
    path = tmp_path_factory.getbasetemp() / f"any{next(files)}.csv"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        _at_once(patch)
        by_row, as_columns = read_both(path, SheetRequest("base.fb", path.name, separator, header))
    assert as_columns is None or by_row == as_columns


NUMBERS = st.integers(-12, 12).map(str) | st.sampled_from(
    ["2147483648", "-0", "07", "9" * 18, "9" * 19, "", "+1", " 1", "\r1", '"1"']
)


@given(
    st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=5),
    SEPARATORS | st.sampled_from([" ", "-", "5", "x"]),
    st.sampled_from(["\n", "\r\n"]),
)
@example([["1", "2"], ["3", "-4"]], ",", "\n")
@example([["1", "2"], ["3", "-4"]], "-", "\n")
@examples(300)
def test_what_a_kernel_reads_is_what_the_rows_say(tmp_path_factory, rows, separator, end):
    path = tmp_path_factory.getbasetemp() / f"numbers{next(files)}.facts"
    path.write_bytes("".join(separator.join(row) + end for row in rows).encode())
    found = integer_columns(path.read_bytes(), separator, tmp_path_factory.getbasetemp() / "cache")
    if found is not None:
        names, columns, count = found
        sheet, problems = row_by_row.rows_of(
            text_named(path), SheetRequest("base.fb", path.name, separator, header=False)
        )
        assert (count, problems) == (sheet.rows, [])
        assert [tuple(column[row] for column in columns) for row in range(count)] == list(
            zip(*sheet.columns, strict=True)
        )
        assert names == tuple(column[0] for column in sheet.columns)
    shortest = all(cell.removeprefix("-").isdigit() and str(int(cell)) == cell for row in rows for cell in row)
    fits = all(len(cell.removeprefix("-")) <= 18 for row in rows for cell in row)
    even = len({len(row) for row in rows}) == 1
    assert (found is not None) == (shortest and fits and even and separator not in "-5")


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ('"a","b"\n"1","2 ""x"", 3"\n', ","),
        ("a\tb\n1\t2", "\t"),
        ("a;b\r\n1;2\r\n", ";"),
        ("\ufeffé,b\n’,2\n", ","),
    ],
)
def test_plain_files_are_read_as_columns(tmp_path, at_once, text, separator):
    path = tmp_path / "p.csv"
    path.write_bytes(text.encode())
    by_row, as_columns = read_both(path, SheetRequest("base.fb", path.name, separator, header=True))
    assert as_columns is not None
    assert by_row == as_columns


# ---- bases

HEAD = """
source doc { file: "doc.txt", published: 2019-01-01 }.
entity japan: country { name: "Japan", alias: ["Nippon"] }.
entity chile: country { name: "Chile" }.
relation paid(who: country, sum: number).
relation edge(x: int, y: int).
relation named(n: int, name: string).
table paid from "paid.csv" { source: doc, quote: q, on: day }.
assume table edge from "edge.facts".
assume table edge from "edge.csv" { header: no }.
assume table named from "named.csv".
assume edge(1, 3).
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
"""
TEXT = "Japan paid 12 coins in May. Chile paid 3.50 coins on June 2, 2018. Japan paid 13 coins.\n"
GOALS = ("paid(W, S)", "paid(W, S) on D", "paid(japan, S), S > 12", "path(1, X)", "path(X, 2)", "edge(7, _)")
GOALS = (*GOALS, "named(N, T), edge(N, _)", 'named(N, "a")', 'named(N, "no")', "N = count { X, Y : edge(X, Y) }")

whos = st.sampled_from(["japan", "Nippon", "Chile", "nowhere", "?"])
sums = st.sampled_from(["12", "3.50", "13", "007", "-4", "x", "?", ""])
days = st.sampled_from(["2018-05-01", "2018-06-02", "2018-05", ""])
quotes = st.sampled_from(
    ["Japan paid 12 coins", "paid 3.50 coins", "Japan paid 13 coins", "paid nothing at all", " ", ""]
)
counts = st.integers(0, 5).map(str) | st.sampled_from(["007", "-1", "-0", "+3", "1" * 20, str(2**40), "?", "x"])
plain_counts = st.integers(0, 5).map(str)
names = st.sampled_from(["a", "b", "é", "5", "?", ""])


def lines(*cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*cells), max_size=5)


def bases() -> st.SearchStrategy[list[list[tuple[str, ...]]]]:
    ways = [(plain_counts, plain_counts), (counts, counts)]
    edges = st.one_of(*(lines(*way) for way in ways))
    return st.tuples(lines(whos, sums, days, quotes), edges, edges, lines(counts, names)).map(list)


def write(folder: Path, rows: list[list[tuple[str, ...]]]) -> None:
    folder.mkdir()
    paid, facts, edges, named = rows
    (folder / "doc.txt").write_text(TEXT)
    (folder / "base.fb").write_text(HEAD)
    (folder / "paid.csv").write_text("who,sum,day,q\n" + "".join(f'{a},{b},{c},"{d}"\n' for a, b, c, d in paid))
    (folder / "edge.facts").write_text("1\t2\n" + "".join(f"{a}\t{b}\n" for a, b in facts))
    (folder / "edge.csv").write_text("2,1\n" + "".join(f"{a},{b}\n" for a, b in edges))
    (folder / "named.csv").write_text("n,name\n" + "".join(f"{a},{b}\n" for a, b in named))


def said(folder: Path, engine: object, cache: Path | None = None) -> Iterator[object]:
    base = FactBase.load([folder], cache)
    problems = [d for d in base.verified().diagnostics if d.span is not None]
    yield [(d.code, d.message, d.hint, d.detail, d.span.place, d.span.start, d.span.end) for d in problems]
    yield [(fact, fact.span.place) for fact in base.program.facts]
    rows = base.program.facts
    yield [list(rows.matching(r, None, [v])) for r, v in (("edge", 1), ("named", 7), ("edge", 2**40), ("named", None))]
    for goal in GOALS:
        answers = base.ask(goal, AT, engine)
        yield goal, [(a.bindings, a.certainty, a.proof) for a in answers.answers], answers.stopped, answers.search


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@given(rows=bases())
@example(rows=[[], [], [], []])
@examples(60)
def test_a_base_says_the_same_by_columns_and_by_rows(tmp_path_factory, engine, rows):
    folder = tmp_path_factory.getbasetemp() / f"base{next(files)}"
    write(folder, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "MANY", 0)
        by_row = list(said(folder, engine))
        _at_once(patch)
        as_columns = list(said(folder, engine))
        by_kernel = list(said(folder, engine, tmp_path_factory.getbasetemp() / "cache"))
    for one, other, third in zip(by_row, as_columns, by_kernel, strict=True):
        assert one == other == third


SCRIPT = """
import sys
if {without}:
    for name in ("numpy", "pyarrow", "llvmlite"):
        sys.modules[name] = None
from pathlib import Path
from factbase.base import FactBase, View
from factbase.ground.date import parse_date
base = FactBase.load([Path({folder!r})])
assert {without} == ("pyarrow.csv" not in sys.modules or sys.modules["pyarrow"] is None)
for problem in base.diagnostics:
    print(problem.code, problem.message, problem.detail, problem.span.place)
facts = base.program.facts
print(len(facts), [str(fact.atom()) + fact.span.place for fact in facts[::1000]])
for row in (3, 60_000, 65_000):
    print([(str(f.atom()), f.span.place, f.span.start) for f in facts.matching("edge", None, [row])])
from factbase.engine.columns import Numberings
numbering = Numberings().of(facts.tables)
for table in facts.tables:
    from factbase.program.fact import Predicate
    made = numbering.facts(Predicate(table.relation), [table], {{}})
    values = numbering.symbols.values
    rows = [tuple(values[n] for n in row) for row in made]
    print(len(made), rows[:3], rows[-3:], hash(str(rows)), [made[row] for row in list(made)[:1]])
"""


def test_without_the_extra_long_files_say_the_same(tmp_path):
    folder = tmp_path / "base"
    write(folder, [[], [], [], []])
    size = 70_000  # of a text past LARGE, and rows past MANY
    with (folder / "edge.facts").open("w") as file:
        file.writelines(f"{i * 7 % size}\t{i % 9 * 1000003 % size}\n" for i in range(2 * size))
    with (folder / "named.csv").open("w") as file:
        file.write("n,name\n" + "".join(f'{i},"the name of {i % 60_000}, {"é" * (i % 3)}"\n' for i in range(size)))
    told = []
    for without in (False, True):
        script = SCRIPT.format(without=without, folder=str(folder))
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONHASHSEED": "1"},
        )
        assert done.returncode == 0, done.stderr
        told.append(done.stdout)
    assert told[0] == told[1]
    assert f"named.csv:{size + 1}" in told[0] or len(told[0]) > 5_000


# ---- parts


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return Kernels(KERNELS, print)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("1\t-2\n30\t2147483647", [[1, 30], [-2, 2147483647]]),
        ("1\t2147483648\n-2147483648\t0\n", [[1, -2147483648], [2147483648, 0]]),
        ("1\t2\r\n3\t4\r\n", [[1, 3], [2, 4]]),
        (f"{10**18 - 1}\t{1 - 10**18}\n", [[10**18 - 1], [1 - 10**18]]),
        ("", [[], []]),
        *(
            (text, None)
            for text in ("1\t2\n3\tx\n", "1\t2\n3", "1\t2\n3\n", "1\t2\t3\n", "1-\t2", "-\t1\n", "1\t2\n\n3\t4\n")
        ),
        *(
            (f"1\t{number}\n", None)
            for number in ("07", "-0", "+1", "", " 1", "1 ", "1e3", "0x1", 10**18, "\r1", '"1"', "\x00")
        ),
        ("\ufeff1\t2\n", None),
    ],
)
def test_integers_are_read_where_there_is_nothing_else(kernels, text, columns):
    found = read_integers(text.encode(), 2, ord("\t"), kernels)
    assert (found and [column.tolist() for column in found]) == columns


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 2**31 - 1])] * 4), max_size=12), st.integers(1, 4))
def test_distinct_rows_are_found_by_their_keys(rows, width):
    rows = [row[:width] for row in rows] or [(0,) * width]
    given = [array("i", column) for column in zip(*rows, strict=True)]
    by_row = bulk.distinct(given)
    with pytest.MonkeyPatch.context() as patch:
        _at_once(patch)
        assert bulk.distinct(given) == by_row


@given(
    st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[st.integers(0, 3)] * width), min_size=1)),
    st.booleans(),
)
def test_rows_are_found_by_their_numbers(rows, with_numpy):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "MANY", 0 if with_numpy else 1_000)
        patch.setattr(bulk, "FEW_LOOKS", 2)
        finder = bulk.RowFinder([array("i", column) for column in zip(*rows, strict=True)])
        for wanted in [*rows, *rows, (5,) * len(rows[0])]:
            assert finder.find(wanted) == [i for i, row in enumerate(rows) if row == wanted]


@given(st.lists(st.integers(-3, 9) | st.integers(-(2**40), 2**40), min_size=1), st.lists(st.integers(0, 9)))
def test_integers_are_numbered_in_order(first, second):
    given = [array("q", first), array("q", second)]
    for many in (0, 1 << 60):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bulk, "MANY", many)
            found, values = bulk.numbered(given)
        assert [[values[number] for number in column] for column in found] == [first, second]
        assert sorted(set(values)) == list(values)


def test_shared_symbols_number_each_value_once():
    symbols, others = SharedSymbols.of(array("q", [-5, 0, 7, 2**40]), [["a", "b"], ["b", 7, 8, "0"]])
    assert others == [[4, 5], [5, 2, 6, 7]]
    copy = symbols.copy()
    more = copy.intern("new")
    assert [copy.intern(value) for value in (-5, 2**40, "a", "0", 8, "new", 1)] == [0, 3, 4, 7, 6, more, more + 1]
    assert copy.values[2:6] == [7, 2**40, "a", "b"]
    assert copy.values[-3:] == ["0", "new", 1]
    assert list(copy.values) == [-5, 0, 7, 2**40, "a", "b", 8, "0", "new", 1]
    assert len(symbols.values) == 8, "a copy's own values are its own"
    again = copy.copy()
    assert list(again.values) == list(copy.values)
    assert again.intern("new") == more


def test_texts_are_found_where_they_stand_whole():
    cells = ["", "ab", "a", "é", "", "b", "ab", "aé"]
    coded = [cell.encode() for cell in cells]
    texts = Texts(b"".join(coded), array("i", [0, *itertools.accumulate(map(len, coded))]))
    assert list(texts) == cells
    assert texts[-2:] == ["ab", "aé"]
    for text in {*cells, "bé", "abc", "\ud800"}:
        for start in range(len(cells)):
            for stop in range(len(cells) + 1):
                for of in (cells, texts):
                    found = [i for i in range(start, stop) if cells[i] == text]
                    if found:
                        assert of.index(text, start, stop) == found[0]
                    else:
                        with pytest.raises(ValueError, match=r"not there|not in"):
                            of.index(text, start, stop)
    numerals = Numerals(array("q", [5, -7, 0]))
    assert list(numerals) == ["5", "-7", "0"]
    assert [numerals.index(text) for text in numerals] == [0, 1, 2]
    for text in ("05", "-0", "x", "", "--7", 5, "²"):
        with pytest.raises(ValueError, match=r"not there|not in"):
            numerals.index(text)


def test_one_text_among_very_many_that_hold_it_is_found(monkeypatch):
    monkeypatch.setattr("factbase.program.texts.MISSES", 3)
    cells = [b"aa"] * 9 + [b"a"]
    texts = Texts(b"".join(cells), array("i", [0, *itertools.accumulate(map(len, cells))]))
    assert texts.index("a") == 9
    with pytest.raises(ValueError, match=r"not there|not in"):
        texts.index("a", 0, 9)


def test_columns_of_parquet_are_the_texts_of_its_cells(tmp_path):
    import pyarrow.parquet

    table = pyarrow.table({"a": [1, None, 3], "b": ["é", "", None]})
    pyarrow.parquet.write_table(table, tmp_path / "p.parquet")
    stored = arrow.parquet_columns((tmp_path / "p.parquet").open("rb"), "p.parquet")
    names, found, rows = stored.names, stored.columns, stored.rows
    assert (names, rows) == (("a", "b"), 3)
    assert [[column[row] for row in range(3)] for column in found] == [["1", "", "3"], ["é", "", ""]]
