"""What is told to be read elsewhere, as Markdown, a page, rows or a table: no word of a stranger acts in it, and no citation is lost."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib
import io
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkout import ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.ground.controls import as_line
from factbase.ground.value import escape_string
from factbase.render.markdown.words import words

HOSTILE = "</style></title><script>alert(1)</script> | a `b` **c** [d](javascript:e) \u202e =cmd() [^1]"
QUOTED = "</style></title> | a `b` **c** [d](javascript:e) \u202e =cmd() [^1]"  # a script's words stand in no text
AT = ("--at", "2020-01-01")
needs_jinja = pytest.mark.skipif(find_spec("jinja2") is None, reason="needs jinja2: pip install 'factbase[web]'")
needs_pyarrow = pytest.mark.skipif(find_spec("pyarrow") is None, reason="needs pyarrow: pip install 'factbase[fast]'")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base of which a stranger has written the document, the strings, the question and the reasons."""
    (tmp_path / "s.txt").write_text(f"Here is {QUOTED} two three four.\n", encoding="utf-8")
    text = escape_string(HOSTILE)
    (tmp_path / "a.fb").write_text(
        f'source s {{ file: "s.txt", title: "{text}" }}.\n'
        'relation said(x: string, n: int) "{x} was said {n} times".\n'
        'relation heard(x: string) "{x} was heard". relation muted(x: string).\n'
        f'said("{text}", 2) @ s "{escape_string(QUOTED)} two three four".\n'
        f'assume deaf("{text}").\n'
        "heard(X) :- said(X, _), not muted(X).\nboth(X) :- heard(X), deaf(X).\nnone(1 + 1) :- 1 < 2.\n"
        f'query q "{text}": both(X).\n'
        'check quiet(X) warning "{X} is loud" :- heard(X).\n',
        encoding="utf-8",
    )
    return tmp_path / "a.fb"


ASKED = [
    ("ask", "both(X)"),
    ("ask", "said(X, N), none(M)"),
    ("ask", "muted(X)"),
    ("why", "both(X)"),
    ("query",),
    ("query", "q"),
    ("timeline", "said(X, N)"),
    ("sources",),
    ("sources", "--load-bearing"),
    ("conflicts",),
    ("check",),
]
ids = [" ".join(each) for each in ASKED]


def told(factbase, base: Path, asked: tuple[str, ...], form: str, *options: object) -> str:
    words = (*AT, *asked) if asked != ("query",) else asked
    result = factbase("--base", base, *words, "--format", form, *options)
    assert result.returncode == 0, result.stderr
    return result.stdout


# ---- Markdown

COMMENT = "<!-- -->"
"""What parts letters that a forge reads together; in a text of a stranger it has a backslash within."""


@given(st.text())
@example("2016-11-23")
@example("12. one")
@example("- one\n# two")
@example(HOSTILE)
def test_no_letter_of_a_text_is_markup(text: str) -> None:
    shown = words(text)
    assert "\n" not in shown
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown.replace(COMMENT, ""))
    assert not re.search(r"[\\`*_{}\[\]<>#|~$&^]", bare)
    assert not re.match(r"\s*([-+]|\d+[.)])(\s|$)|\s*=+\s*$", shown)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_all_letters_of_a_text_are_there(text: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words(text).replace(COMMENT, "")) == as_line(text) or "\\" in as_line(
        text
    )


@pytest.mark.parametrize("asked", ASKED, ids=ids)
def test_every_mark_of_markdown_has_a_note_and_every_note_a_mark(factbase, base: Path, asked: tuple[str, ...]) -> None:
    text = told(factbase, base, asked, "markdown")
    assert "\u202e" not in text
    unescaped = re.sub(r"\\.", "", text)
    assert "<script" not in unescaped
    assert not re.search(r"\]\(|`b`|\*\*c", unescaped)
    notes = re.findall(r"^\[\^(\d+)\]: ", unescaped, re.MULTILINE)
    marks = re.findall(r"\[\^(\d+)\](?!: )", unescaped)
    assert len(set(notes)) == len(notes)
    assert set(marks) == set(notes)
    if asked[0] in ("ask", "why", "timeline") and asked != ("ask", "muted(X)"):
        assert "s.txt:1 ¶1" in text


def test_the_rows_of_a_table_have_as_many_cells_as_its_head(factbase, base: Path) -> None:
    text = re.sub(r"\\.", "", told(factbase, base, ("ask", "said(X, N)"), "markdown"))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {line.count("|") for line in rows} == {5}


def test_md_is_markdown_and_help_has_one_name(factbase, base: Path) -> None:
    asked = ("ask", "both(X)")
    assert told(factbase, base, asked, "md") == told(factbase, base, asked, "markdown")
    shown = " ".join(factbase("ask", "--help").stdout.split())
    assert "{text,json,markdown,html,csv,arrow,parquet}" in shown


def test_what_is_under_the_tenth_answer_is_within_it(factbase, tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("".join(f"assume p({n}).\n" for n in range(12)) + "q(X) :- p(X).\n")
    lines = told(factbase, tmp_path / "a.fb", ("ask", "q(X)"), "markdown").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("10. "))
    assert re.match(r"    - by rule ", lines[at + 1])


# ---- HTML


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


@needs_jinja
@pytest.mark.parametrize("asked", ASKED, ids=ids)
def test_a_page_is_one_file_that_runs_and_loads_nothing(factbase, base: Path, asked: tuple[str, ...]) -> None:
    text = told(factbase, base, asked, "html")
    page = Page(text)
    tags = [tag for tag, _ in page.elements]
    assert not {"script", "iframe", "img", "object", "form", "base"} & set(tags)
    assert (tags.count("style"), tags.count("h1") >= 1) == (1, True)
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")], tag
        assert (attributes.get("href") or "#").startswith(("#", "data:,")), attributes
    assert "\u202e" not in text
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}'; ")
    if asked != ("ask", "muted(X)"):
        assert as_line(HOSTILE) in page.text or escape_string(HOSTILE) in page.text
    inner = {a["id"] for _, a in page.elements if a.get("id")}
    assert {str(a["href"])[1:] for _, a in page.elements if str(a.get("href")).startswith("#")} <= inner


@pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt install chromium")
@pytest.mark.skipif(find_spec("playwright") is None, reason="needs playwright: pip install 'factbase[test]'")
@needs_jinja
def test_a_browser_opens_pages_without_a_word_or_a_request(factbase, base: Path, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    heard: list[str] = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 900, "height": 700})
        tab.on("console", lambda message: heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.on("dialog", lambda dialog: heard.append(dialog.message))
        tab.on("request", lambda request: heard.append(request.url) if not _own(request.url) else None)
        for number, asked in enumerate(ASKED):
            file = tmp_path / f"{number}.html"
            told(factbase, base, asked, "html", "--output", file)
            tab.goto(file.as_uri())
            assert tab.locator("h1").first.is_visible()
            wide = tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert wide, asked
        tab.goto((tmp_path / "3.html").as_uri())
        assert tab.locator(".fact blockquote").first.is_visible()
        assert (
            tab.evaluate("getComputedStyle(document.querySelector('.cite')).borderLeftWidth") == "3px"
        )  # it has its style
        tab.emulate_media(media="print")
        assert tab.locator("details.proof .tree").first.is_visible()  # unfolded on paper
        browser.close()
    assert heard == []


def _own(url: str) -> bool:
    return url.startswith("file://") or url == "data:,"


def test_without_jinja2_a_page_is_refused_with_what_installs_it(base: Path) -> None:
    program = (
        "import sys; sys.modules['jinja2'] = sys.modules['markupsafe'] = None\n"
        "from factbase.__main__ import main; sys.exit(main())"
    )
    words = [sys.executable, "-c", program, "--base", str(base), "ask", "both(X)", "--format"]
    refused = subprocess.run([*words, "html"], capture_output=True, text=True, cwd=ROOT)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "stopped: HTML needs jinja2: pip install 'factbase[web]'\n"
    assert subprocess.run([*words, "markdown"], capture_output=True, cwd=ROOT).returncode == 0


# ---- rows


def test_a_row_that_has_no_quote_says_what_it_has(factbase, base: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(factbase, base, ("ask", "both(X)"), "csv"))))
    own = {"cited": "quote", "assumed": "assumed", "absent": "searched"}
    assert {row["rests_on"] for row in rows} == set(own)
    for row in rows:
        assert row[own[row["rests_on"]]], row
        assert [name for name in own.values() if row[name]] == [own[row["rests_on"]]]
    (bare,) = csv.DictReader(io.StringIO(told(factbase, base, ("ask", "none(M)"), "csv")))
    assert (bare["rests_on"], bare["quote"]) == ("nothing", "")
    assert "rests on no fact: rule" in bare["no_fact"]
    for row in csv.DictReader(io.StringIO(told(factbase, base, ("ask", "muted(X)"), "csv"))):
        assert (row["certainty"], row["rests_on"], bool(row["searched"])) == ("unknown", "absent", True)


def test_a_formula_of_a_stranger_is_text_in_csv(factbase, tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text('assume p("=cmd()").\n')
    (row,) = csv.DictReader(io.StringIO(told(factbase, tmp_path / "a.fb", ("ask", "p(X)"), "csv")))
    assert row["X"] == "'=cmd()"


@needs_pyarrow
def test_a_table_has_the_types_of_its_values_and_what_was_asked(factbase, tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text(
        'assume v(1, 1.50, "2016-01-02", "=cmd()") on 2016-01-02.\nassume v(?, 2.25, b, "c") on 2017-01-02.\n'
    )
    file = tmp_path / "a.parquet"
    asked = ("--at", "2018-01-01", "ask", "v(I, D, M, S) on E", "--format", "parquet", "--output", file)
    assert factbase("--base", tmp_path / "a.fb", *asked).stdout == ""
    table = importlib.import_module("pyarrow.parquet").read_table(file)
    kinds = {each.name: str(each.type) for each in table.schema}
    assert [kinds[name] for name in "IDMSE"] == ["int64", "decimal128(3, 2)", "string", "string", "date32[day]"]
    assert [kinds[name] for name in ("answer", "line", "quote", "searched")] == [
        *("int64", "int64", "string"),
        "list<element: string>",
    ]
    rows = sorted(table.to_pylist(), key=lambda row: row["D"])
    assert [row["E"] for row in rows] == [date(2016, 1, 2), date(2017, 1, 2)]
    assert ([row["I"] for row in rows], [row["S"] for row in rows]) == ([1, None], ["=cmd()", "c"])
    assert table.schema.metadata[b"factbase.goal"] == b"v(I, D, M, S) on E"
    assert table.schema.metadata[b"factbase.verdict"] == b"yes"


@needs_pyarrow
def test_duckdb_reads_the_rows_of_an_answer(factbase, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs duckdb: pip install 'factbase[bench]'")
    file = tmp_path / "a.parquet"
    words = ("ask", "direct_channel(A, B)", "--at", "2019-09-01", "--format", "parquet", "--output", file)
    assert factbase(*words).returncode == 0
    found = duckdb.sql(
        f"select A, count(quote), min(line) from '{file}' where rests_on = 'cited' group by A"
    ).fetchall()
    assert sorted(found) == [("japan", 7, 3), ("south_korea", 7, 3)]


@needs_pyarrow
def test_a_table_of_several_queries_is_refused(factbase) -> None:
    result = factbase("--base", "tests/base", "query", "allies", "ended", "--format", "parquet")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "stopped: a table has the answers to one goal, whose variables are its columns: name one query\n"
    )


# ---- where it goes


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_a_file_has_what_would_be_printed(factbase, base: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "told"
    file.write_text("before")
    assert told(factbase, base, ("ask", "both(X)"), form, "--output", file) == ""
    assert file.read_text(encoding="utf-8") == told(factbase, base, ("ask", "both(X)"), form)
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def test_a_mistake_leaves_the_file_as_it_was(factbase, base: Path, tmp_path: Path) -> None:
    file = tmp_path / "told.csv"
    file.write_text("before")
    result = factbase("--base", base, "ask", "boht(X)", "--format", "csv", "--output", file)
    assert (result.returncode, file.read_text()) == (1, "before")
    assert "E101" in result.stderr


def test_what_cannot_be_written_is_told(factbase, base: Path, tmp_path: Path) -> None:
    lacking, folder = tmp_path / "no" / "a.md", "is a folder, and nothing is written: name a file"
    for file, why in ((lacking, "cannot be written: No such file or directory"), (tmp_path, folder)):
        result = factbase("--base", base, "ask", "both(X)", "--format", "markdown", "--output", file)
        assert (result.returncode, result.stdout) == (1, "")
        assert why in result.stderr


@needs_pyarrow
def test_bytes_go_down_a_pipe_and_not_to_a_terminal(base: Path) -> None:
    words = [sys.executable, "-m", "factbase", "--base", str(base), "ask", "both(X)", "--format", "parquet"]
    piped = subprocess.run(words, capture_output=True, cwd=ROOT)
    assert (piped.returncode, piped.stdout[:4], piped.stdout[-4:]) == (0, b"PAR1", b"PAR1")
    pty = pytest.importorskip("pty", reason="needs a terminal")
    leader, follower = pty.openpty()
    shown = subprocess.run(words, stdout=follower, stderr=subprocess.PIPE, cwd=ROOT)
    os.close(follower)
    os.close(leader)
    assert shown.returncode == 2
    assert b"`parquet` is no text: name a file with --output FILE, or send it down a pipe" in shown.stderr


def test_a_session_writes_a_page_and_a_table_and_prints_neither_table(factbase, base: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("jinja2")
    files = [tmp_path / f"told.{ending}" for ending in ("html", "parquet", "arrow", "md")]
    typed = "both(X).\n" + "".join(f":export {file}\n" for file in files) + ":ask both(X) --format parquet\n"
    result = factbase("--base", base, stdin=typed)
    assert all(file.stat().st_size > 500 for file in files), result.stdout
    assert "`parquet` is no text: `:export answers.parquet` writes it into a file" in result.stdout


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("@name says", "@<!-- -->name says"),
        ("@_name", r"@<!-- -->\_name"),
        ("a@example.org", "a@<!-- -->example.org"),
        ("#123, org/repo#4, GH-12, !7", r"\#<!-- -->123, org/repo\#<!-- -->4, GH-<!-- -->12, !<!-- -->7"),
        ("https://example.org/a", r"https\://example.org/a"),
        ("www.example.org", r"www\.example.org"),
        (":smile: :+1:", ":<!-- -->smile: :<!-- -->+1:"),
        ("<!-- not a comment, <b>not bold</b> | no cell", r"\<!-- not a comment, \<b\>not bold\</b\> \| no cell"),
        ("at 12:30:45, facts/a.fb:10, 5 @ 3, C# 1!", "at 12:30:45, facts/a.fb:10, 5 @ 3, C\\# 1!"),
    ],
)
def test_no_words_of_markdown_call_anybody_or_lead_anywhere(said: str, written: str) -> None:
    """By hand, as GitHub and GitLab read them: most of this after escapes are gone, in what a comment does not part."""
    assert words(said) == written
