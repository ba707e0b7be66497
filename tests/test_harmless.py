"""What other programs read: no string of a stranger is run by a spreadsheet, or breaks out of its place in a drawing."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.ground.controls import as_line
from factbase.ground.value import escape_string
from factbase.render.sheet import SheetWriter

STRINGS = (
    '"]; click p1 href "javascript:alert(1)"',
    "%%{init: {'themeCSS': '*{display:none}'}}%%",  # a directive in any place of the text is one
    "<img src=x onerror=alert(1)>",
    '"]\n  p9["FORGED',
    "C4Container",  # by this Mermaid takes the whole for another kind of diagram
    "$$\\frac{1}{2}$$",
    "`**bold**`",
    "fa:fa-car",
    "ﬂ°°60¶ß",
    "style x:#abc;",
    "#quot; &lt;b&gt;",
    "one\\ntwo \\N \\G",
    "\x1b]52;c;aGk=\x07 \x9b31m \u202e",
)


def written(folder: Path, text: str) -> Path:
    base = folder / "b.fb"
    base.write_text(
        f'relation said(x: string) "{{x}} was said".\nassume said("{escape_string(text)}").\nheard(X) :- said(X).\n',
        encoding="utf-8",
    )
    return base


# ---- spreadsheets

RUN = re.compile(r"""[=+\-@\t\r\n＝＋－＠]""")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
cells = st.one_of(
    st.integers(),
    st.none(),
    st.text(
        st.one_of(st.sampled_from("=+-@'\"\t\r\n＝;, 15.\x1b"), st.characters(exclude_categories=["Cs"])), max_size=12
    ),
    st.from_regex(NUMBER, fullmatch=True),
)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=4))
def test_no_cell_is_run_and_each_is_read_as_it_was(rows) -> None:
    out = io.StringIO()
    SheetWriter(out).writerows(rows)
    assert out.getvalue().count("\n") == len(rows), "a row is a line"
    for given_, found in zip(rows, csv.reader(io.StringIO(out.getvalue())), strict=True):
        for cell, shown in zip(given_, found, strict=True):
            assert not RUN.match(shown) or NUMBER.fullmatch(shown)
            plain = "" if cell is None else as_line(str(cell))
            assert shown in (plain, f"'{plain}")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", '"\'=1+1"'),
        ("@SUM(A1)", '"\'@SUM(A1)"'),
        ("-5", '"-5"'),
        ("+3.50", '"+3.50"'),
        ("-5+cmd|' /C calc'!A0", "\"'-5+cmd|' /C calc'!A0\""),
        ("\t=1", '"\'\\t=1"'.replace("\\t", "\t")),
        ("'=1", "\"''=1\""),
        ("a;=1", '"a;=1"'),  # quoted, for a reader who parts cells by semicolons
        ("plain", '"plain"'),
    ],
)
def test_a_cell_that_a_spreadsheet_runs_is_shown_as_text(text, cell, factbase, tmp_path) -> None:
    result = factbase("ask", "said(X)", "--base", written(tmp_path, text), "--format", "csv")
    assert f",{cell}," in result.stdout.splitlines()[1]


def test_numbers_stay_numbers(factbase, tmp_path) -> None:
    (tmp_path / "b.fb").write_text("assume p(-5, -2.50).\n")
    result = factbase("ask", "p(X, Y)", "--base", tmp_path, "--format", "csv")
    assert ',-5,"-2.5",' in result.stdout


# ---- drawings


@pytest.mark.parametrize("text", STRINGS)
def test_a_string_stays_in_its_box_of_mermaid(text, factbase, tmp_path) -> None:
    """Tried on Mermaid 11 itself: each is drawn as two boxes, an arrow and no setting."""
    result = factbase("why", "heard(X)", "--base", written(tmp_path, text), "--format", "mermaid")
    first, *lines = result.stdout.splitlines()
    assert first == "flowchart BT"
    quoted = r'"(?:[^"#&<>`$%{}\\:ﬂ¶\x00-\x1f]|#\d+;|<br>)*"'
    shape = re.compile(rf"  p\d+(?:[(\[{{>/]+{quoted}[)\]}}/]+| -->(?:\|{quoted}\|)? p\d+)")
    assert lines
    for line in lines:
        assert shape.fullmatch(line), line
        assert "C4" not in line
    if text == "%%{init: {'themeCSS': '*{display:none}'}}%%":
        assert (
            "#37;#37;#123;init#58; #123;'themeCSS'#58; '*#123;display#58;none#125;'#125;#125;#37;#37;" in result.stdout
        )


@pytest.mark.parametrize("text", STRINGS)
def test_a_string_stays_in_its_box_of_dot(text, factbase, tmp_path) -> None:
    result = factbase("why", "heard(X)", "--base", written(tmp_path, text), "--format", "dot")
    string = r'"(?:[^"\\]|\\["\\n])*"'
    attributes = rf"\[(?:\w+=(?:{string}|[\w#]+)(?:, )?)+\]"
    shape = re.compile(rf"  (?:rankdir=BT;|node {attributes};|{string}(?: -> {string})?(?: {attributes})?;)")
    first, *lines, last = result.stdout.splitlines()
    assert (first, last) == ("digraph proof {", "}")
    for line in lines:
        assert shape.fullmatch(line), line
    assert as_line(text).replace("\\", "\\\\").replace('"', '\\"') in result.stdout


# ---- pictures


@pytest.mark.parametrize("text", ["$\\frac{1}{2}$", "$\\nosuch{$", *STRINGS])
def test_a_string_is_drawn_as_it_is(text, factbase, tmp_path) -> None:
    """One with two dollar signs was a formula, and ended in a traceback where it was none."""
    pytest.importorskip("matplotlib")
    picture = tmp_path / "picture.svg"
    result = factbase("timeline", "heard(X)", "--base", written(tmp_path, text), "--picture", picture)
    assert result.returncode == 0, result.stderr
    drawn = picture.read_text(encoding="utf-8")
    root = ElementTree.fromstring(drawn)
    svg = "{http://www.w3.org/2000/svg}"
    title, told, *_ = root
    assert (title.tag, title.text, told.tag) == (f"{svg}title", "heard(X)", f"{svg}desc")
    (bar,) = (each for each in root.iter(f"{svg}g") if each.get("id") == "bar-0")
    for each in (told.text, bar.findtext(f"{svg}title"), "".join(root.itertext())):
        assert each is not None
        assert as_line(escape_string(text)).split()[0] in each
    assert "[1]" in bar.findtext(f"{svg}title", "")
    assert "assumed at" in "".join(told.text.split("\n"))
    assert "<script" not in drawn.lower()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", drawn)
