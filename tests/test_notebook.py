"""Notebooks: what they show of each thing, the cell magic, and the example of the docs, which is run as its readers run it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from notebooks import EXAMPLE, made, ran

import factbase as fb

needs_kernel = pytest.mark.skipif(
    find_spec("nbclient") is None or find_spec("ipykernel") is None,
    reason="needs a kernel: pip install 'factbase[test]'",
)
HOSTILE = "</style><script>alert(1)</script>"


@pytest.fixture(scope="module")
def base() -> fb.Base:
    return fb.open(ROOT / "tests" / "base")


def shown(base: fb.Base) -> Iterator[Any]:
    """One of each thing that shows itself."""
    found = base.ask("allied(A, B)", at="2003-01-01")
    yield from (found, found[0], found.why()[0], base.ask("allied(alpha, alpha)", at="2003-01-01"))
    yield base.ask("allied(alpha, alpha)", at="2003-01-01").why_not()
    yield from (base.timeline("allied(A, B)"), base.conflicts(at="2003-01-01"), base.check(at="2003-01-01"))


def test_each_thing_shows_itself_without_a_script(base: fb.Base) -> None:
    pytest.importorskip("jinja2", reason="needs jinja2: pip install 'factbase[web]'")
    for each in shown(base):
        html = each._repr_html_()
        assert html.startswith('<div class="factbase mathjax_ignore tex2jax_ignore">'), "$5 and $7 are no formula"
        assert not re.search(r'\s(?:id|href|aria-labelledby)="', html), "two cells may show one answer"
        assert html.endswith("</div>")
        assert not re.search(r"<script|<link|\son\w+=|\ssrc=|\sstyle=", html), each
        assert not re.search(r"(?<![#\w-])(?:background|color): *#", html), "a colour that one of light and dark hides"
    assert "<blockquote" in next(shown(base))._repr_html_()


def test_where_there_is_no_html_it_is_the_text_of_the_command(base: fb.Base, monkeypatch: pytest.MonkeyPatch) -> None:
    pretty = pytest.importorskip("IPython.lib.pretty", reason="needs ipython: pip install 'factbase[notebook]'").pretty
    monkeypatch.setitem(sys.modules, "factbase.render.site.alone", None)
    for each in shown(base):
        assert each._repr_html_() is None
        assert pretty(each) == str(each)


def test_of_many_answers_a_notebook_shows_the_first(tmp_path: Path) -> None:
    pretty = pytest.importorskip("IPython.lib.pretty", reason="needs ipython: pip install 'factbase[notebook]'").pretty
    (tmp_path / "a.fb").write_text("".join(f"assume p({each}) since 2010-01-01.\n" for each in range(1201)))
    found = fb.open(tmp_path / "a.fb").ask("p(X)", at="2011-01-01")
    assert len(found) == 1201
    assert "p(1200)" in str(found)
    for told in (pretty(found), found._repr_html_()):
        assert "of 1,201 answers, the first 200 are shown here" in told
        assert "p(199)" in told
        assert "p(200)" not in told


def test_what_has_no_timeline_is_told(base: fb.Base) -> None:
    with pytest.raises(fb.Mistakes, match="a timeline is of all days"):
        base.timeline("allied(A, B) at 2003-01-01")
    with pytest.raises(fb.Mistakes, match="unknown relation `alied`"):
        base.timeline("alied(A, B)")


def said(cell: Any) -> str:
    """The text of a cell's outputs."""
    return "".join(each.get("text") or each["data"]["text/plain"] for each in cell.outputs)


@needs_kernel
def test_a_cell_asks_as_a_session_does(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text(f'assume p("{HOSTILE}") since 2010-01-01.\nassume q(1) until 2012-01-01.\n')
    notebook = ran(
        made(
            "%load_ext factbase",
            "%%factbase --base a.fb\np(X)",
            "%%factbase\nassume r(2).\n",
            "%%factbase --at 2005-01-01\np(X),\n  r(N)\nr(N)",
            "%%factbase\np(X), r(N)",
            "%%factbase\n:timeline q(X)\n:nonsense\npp(X)\n:check",
            "%%factbase --bass b\np(X)",
            "%%factbase --base nowhere.fb\np(X)",
            '%%factbase --base "\np(X)',
            "%%factbase\n:at 2011-01-01\nq(X)",
            "%%factbase\nq(X)",
            "%%factbase\n:quit\nq(X)",
        ),
        tmp_path,
    )
    _, first, added, before, now, several, option, nowhere, unclosed, at, still, left = notebook.cells
    assert not [each for cell in notebook.cells for each in cell.outputs if each.output_type == "error"]
    html = first.outputs[0]["data"].get("text/html", "")
    assert "<script" not in html
    assert said(added) == "added to this session; no file is changed\n"
    assert "no answer" in said(before)
    assert re.search(r"r\(N\)   as of 2005-01-01\n1 answer", said(before))
    assert "N = 2" in said(now)
    assert [each.output_type for each in several.outputs] == ["display_data", "stream", "display_data"]
    assert "until 2012-01-01" in said(several) or "to 2012-01-01" in said(several)
    assert "`:nonsense` is not a command" in said(several)
    assert "error E101 unknown relation `pp`" in said(several)
    assert said(option) == "unrecognized arguments: --bass b; `%%factbase --help` says what it takes\n"
    assert "E005 the file cannot be read" in said(nowhere)
    assert said(unclosed) == "%%factbase: no closing quotation\n"
    assert "X = 1" in said(at)
    assert "as of 2011-01-01" in said(still)
    assert left.outputs == []


@needs_kernel
def test_a_cell_is_asked_of_the_files_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "a.fb").write_text("assume p(1) since 2010-01-01.\n")
    grow = "from pathlib import Path; _ = Path('base/b.fb').write_text('assume p(2{}) since 2010-01-01.\\n')"
    notebook = ran(
        made(
            "%load_ext factbase",
            "%%factbase --base base\np(X)\nassume q(1).\n",
            grow.format(""),
            "%%factbase\np(X), q(N)",
            "%%factbase\np(X), q(N)",
            grow.format(" ship"),
            "%%factbase\np(X)",
            "from pathlib import Path; Path('base/b.fb').unlink()",
            "%%factbase\np(X)",
            "%%factbase --help\np(X)",
        ),
        tmp_path,
    )
    _, first, _, grown, still, _, broken, _, mended, usage = notebook.cells
    assert "1 answer" in said(first)
    assert said(grown).startswith("the files have changed, and were read again\n1 typed statement kept\n")
    assert "2 answers" in said(grown)
    assert said(still).startswith("p(X), q(N)")
    assert "base/b.fb:1:12: error E001" in said(broken)
    assert said(broken).endswith("nothing is asked: mend this, and run the cell again\n")
    assert "1 answer" in said(mended)
    assert said(usage).startswith("usage: %%factbase [--base PATH]")
    assert "\noptions:\n" in said(usage)


@needs_kernel
def test_what_is_raised_shows_its_place_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text('assume p(1) since 2010-01-01.\ncheck none(X) error "{X} is there" :- p(X).\n')
    cells = ("fb.open('a.fb').ask('p(X), pp(X)')", "fb.open('a.fb').check().raise_if_findings()", "fb.open('none')")
    notebook = made("import factbase as fb", *cells, "1 / 0")
    for cell in notebook.cells:
        cell.metadata["tags"] = ["raises-exception"]
    _, goal, check, opened, other = (cell.outputs for cell in ran(notebook, tmp_path).cells)
    assert [each[0].ename for each in (goal, check, opened)] == ["Mistakes", "Findings", "Mistakes"]
    assert goal[0].traceback == [
        "<goal>:1:7: error E101 unknown relation `pp`",
        "  1 | p(X), pp(X)",
        "    |       ^^^^^",
    ]
    assert goal[0].evalue == "\n".join(goal[0].traceback)
    assert "error C101 1 is there" in check[0].traceback[0]
    assert "does not exist" in opened[0].traceback[0]
    assert any("Traceback" in line for line in other[0].traceback), "whatever else is raised has one"


@needs_kernel
def test_the_example_shows_what_it_says() -> None:
    import nbformat

    kept = nbformat.read(EXAMPLE, as_version=4)
    told = [_told(cell) for cell in kept.cells]
    assert any("text/html" in each for each in told)
    assert [_told(cell) for cell in ran(nbformat.read(EXAMPLE, as_version=4), EXAMPLE.parent).cells] == told


def _told(cell: Any) -> dict[str, str]:
    """All that a cell shows, by its kind; how a stream is cut into pieces is chance."""
    found: dict[str, str] = {}
    for each in cell.get("outputs", ()):
        assert each.output_type != "error", each
        for kind, text in ({each.name: each.text} if each.output_type == "stream" else each.data).items():
            found[kind] = found.get(kind, "") + text
    return found
