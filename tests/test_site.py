"""A site as files: it is whole, leads nowhere that is not there, is the same each time, and nothing that a stranger wrote acts in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from checkout import Result

pytest.importorskip("jinja2", reason="needs jinja2: pip install 'factbase[web]'")

from factbase.base import FactBase, View, default_engine
from factbase.engine.choose import engine_named
from factbase.engine.meter import Meter
from factbase.faces.cli import main
from factbase.files.swapped import NotReplaced, replaced
from factbase.ground.date import parse_date
from factbase.questions.site.survey import Survey
from factbase.render.site.finding import words_of
from factbase.render.site.paths import address_at, path_of, text_fragment
from factbase.requests.held import Timeline
from factbase.requests.pages import ASSETS, Pages
from factbase.requests.proofs import WhyNot
from factbase.requests.request import Context
from factbase.result.site import Address, Kind

Factbase = Callable[..., Result]
DAY = "2020-01-01"
VOID = {"meta", "link", "input", "br", "hr", "img", "line", "rect"}

WORDS = """\
The <b>first</b> line says </mark></p><script>alert(1)</script> and "quotes" & ampersands; it says so.
A line with \u202egnp.exe\u202c turned letters and \u2028 another end stands here as well.
Quotes that overlap: red amber yellow green blue indigo violet grey brown white black pink words.

Click javascript:alert(1) or <img src=x onerror=alert(1)> to see nothing happen at all.
{{ 7 * 7 }} {% raw %} is what a template would read here, and nobody does.

Nothing else names <this> here. This follows of this thing, and </em>it goes on.
"""
FACTS = """\
source evil {
  file: "sources/evil.txt",
  title: "\\"><script>alert('title')</script>",
  publisher: "</title><svg onload=alert(2)>",
  published: 2019-05-01,
  url: "https://example.org/a'b?c=<d>&e=%22#part",
}.
entity con: thing { name: "<i>Con</i> \\" onmouseover=\\"alert(3)" }.
entity LONG: thing { name: "a long name" }.
entity é: thing { name: "accent", alias: ["</script>"] }.
relation said(what: thing, words: string) "{what} said “{words}” <u>so</u>".
relation ends(what: thing) "{what} ends".
relation revoked(what: thing) "{what} is revoked".
said(con, "it says so") @ evil "The <b>first</b> line says </mark></p>".
said(LONG, "turned") @ evil "\u202egnp.exe\u202c turned letters".
said(con, "a") @ evil "red amber yellow green blue indigo".
said(con, "b") @ evil "green blue indigo violet grey brown".
said(con, "c") @ evil "blue indigo violet".
said(con, "d") @ evil "red amber yellow green blue indigo violet grey brown white black pink words".
said(é, "f") @ evil "Quotes that overlap […] black pink words".
said(con, "e") @ evil "Click javascript:alert(1) or <img src=x onerror=alert(1)> to see nothing happen".
ends(con) if -revoked(con) @ evil "is what a template would read here".
said(con, "h") @ evil "happen at all" context "Click javascript:alert(1)".
from evil.
"this thing", "</em>it" is con "Nothing else names <this> here".
said(con, "i") "This follows of this thing".
heard(X) :- said(X, _).
check loud(X) warning "{X} is <em>loud</em>" :- said(X, "a").
query aux "What did <script>alert(4)</script> hear?": heard(X).
query LONG "What of </title>?": said(X, "zzz").
expect heard(con).
""".replace("LONG", "l" + "o" * 300 + "ng")


@dataclass
class Parsed(HTMLParser):
    """A page as a browser takes it apart: its elements, what they lead to, and its text."""

    path: str = ""
    elements: Counter[str] = field(default_factory=Counter)
    attributes: set[str] = field(default_factory=set)
    links: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)
    within: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.elements[tag] += 1
        self.attributes.update(held)
        if (name := held.get("id")) is not None:
            self.ids[name] += 1
        for each in ("href", "src"):
            if each in held:
                self.links.append((held[each] or "", held))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.within.append(held.get("data-q") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)
        if tag == "mark":
            self.within.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "a" not in self.open[self.open.index("mark") :] if "mark" in self.open else False:
            for number in set(self.within):
                self.marks.setdefault(number, []).append(data)


def parse(text: str, path: str) -> Parsed:
    page = Parsed(path=path)
    page.feed(text)
    page.close()
    return page


def parsed(path: Path) -> Parsed:
    return parse(path.read_text(encoding="utf-8"), str(path))


def make(folder: Path, facts: str = FACTS, words: str = WORDS) -> Path:
    base = folder / "base"
    (base / "sources").mkdir(parents=True)
    (base / "facts.fb").write_text(facts, encoding="utf-8", newline="\n")
    (base / "sources" / "evil.txt").write_text(words, encoding="utf-8", newline="\n")
    return base


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write(make(folder), folder / "pages")
    return folder / "pages"


def write(base: Path, out: Path) -> None:
    """The files of a site, without a folder that is put in place."""
    loaded = FactBase.load([base])
    assert not loaded.errors, loaded.errors
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "<b>Base</b>")
    for path, content in pages.files():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        assert not (out / path).exists()
        (out / path).write_bytes(content)
    for name in ASSETS:
        (out / name).write_bytes(b"")


def pages_of(site: Path) -> Iterator[Path]:
    return iter(sorted(site.rglob("*.html")))


def test_nothing_that_a_stranger_wrote_is_markup(site: Path) -> None:
    for path in pages_of(site):
        page = parsed(path)
        assert (page.unbalanced, page.open) == ([], []), path
        assert page.elements["script"] == 1, path
        assert page.elements.keys().isdisjoint({"style", "img", "iframe", "object", "embed", "base", "i", "u", "em"}), (
            path
        )
        assert not any(each.startswith("on") or each == "style" for each in page.attributes), path


def test_each_page_says_what_it_may_load(site: Path) -> None:
    for path in pages_of(site):
        head = path.read_text(encoding="utf-8").partition("<title>")[0]
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
        rules = dict(each.strip().split(" ", 1) for each in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == "'self'"
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy


def test_every_link_leads_to_what_is_there(site: Path) -> None:
    ids = {path.resolve(): parsed(path).ids for path in pages_of(site)}
    for path, own in ids.items():
        assert [name for name, count in own.items() if count > 1] == [], path
    outside = set()
    for path in pages_of(site):
        for link, held in parsed(path).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert parts.scheme in ("http", "https"), link
                assert {"noopener", "noreferrer", "external"} <= set((held.get("rel") or "").split()), link
                outside.add(link)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert target.is_file(), (path, link)
            assert target.is_relative_to(site.resolve()), (path, link)
            if parts.fragment:
                assert parts.fragment in ids[target], (path, link)
    assert outside
    assert all(each.startswith("https://example.org/") for each in outside)


def test_marks_have_the_words_that_are_quoted(site: Path) -> None:
    page = parsed(site / "document" / "evil.html")
    marked = [" ".join("".join(parts).split()) for parts in page.marks.values()]
    assert "red amber yellow green blue indigo" in marked
    assert "green blue indigo violet grey brown" in marked
    assert "blue indigo violet" in marked
    assert "red amber yellow green blue indigo violet grey brown white black pink words" in marked
    assert any("line says </mark></p>" in each for each in marked)
    assert any(each.startswith("Quotes that overlap") and each.endswith("black pink words") for each in marked)
    assert "Click javascript:alert(1)" in marked  # context: whatever is cited anywhere is marked
    assert "Nothing else names <this> here" in marked  # what words mean
    text = "".join(page.text)
    assert "context, no evidence" in text
    assert "“this thing”, “</em>it” are <i>Con</i>" in text
    assert "{{ 7 * 7 }} {% raw %}" in text  # no template reads a document
    assert "\\u202egnp.exe\\u202c" in text  # shown, and turning nothing


def test_no_letter_in_any_file_acts_on_who_reads_it(site: Path) -> None:
    acting = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
    for path in site.rglob("*"):
        if path.is_file():
            assert acting.search(path.read_text(encoding="utf-8")) is None, path


def test_the_original_is_linked_by_its_words(site: Path) -> None:
    links = [link for link, _ in parsed(site / "document" / "evil.html").links]
    assert "https://example.org/a'b?c=<d>&e=%22#part:~:text=red%20amber%20yellow%20green%20blue%20indigo" in links


@pytest.mark.parametrize(
    ("url", "parts", "link"),
    [
        ("https://a.example/", ("red amber",), "https://a.example/#:~:text=red%20amber"),
        ("https://a.example/#x", ("a-b, c&d",), "https://a.example/#x:~:text=a%2Db%2C%20c%26d"),
        ("https://a.example/", ("red", "amber"), "https://a.example/#:~:text=red&text=amber"),
        (
            "https://a.example/",
            (" ".join(map(str, range(20))),),
            "https://a.example/#:~:text=0%201%202%203%204,15%2016%2017%2018%2019",
        ),
        ("https://a.example/", (), "https://a.example/"),
    ],
)
def test_a_text_fragment_is_written_as_its_standard_has_it(url: str, parts: tuple[str, ...], link: str) -> None:
    assert text_fragment(url, parts) == link


HOSTILE = (
    *("..", ".", "", "a/b", "a\\b", "a\0b", "/etc/passwd", "../../x", "CON", "con", "nul", "com1", "aux"),
    *("A", "a", "é", "É", "a b", "a'b", 'a"b', "<script>", "a.2", "a.html", "x" * 300, "x" * 301, "\ud800", "\u202ea"),
    *("-a", "_a", "a~b", "ends/1 if -revoked", "may a", "ａ"),
)


def test_every_name_has_a_file_of_its_own_that_any_system_can_hold() -> None:
    paths = [path_of(Address("entity", name, part)) for name in HOSTILE if name for part in (1, 2, 12)]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        folder, _, file = path.partition("/")
        assert folder == "entity"
        assert re.fullmatch(r"[a-z0-9_~-]{1,100}(\.[0-9]+)?\.html", file), path
        assert file.split(".")[0].casefold() not in {"con", "nul", "aux", "com1", ""}


def test_a_path_leads_back_to_its_page(tmp_path: Path) -> None:
    loaded = FactBase.load([make(tmp_path)])
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")
    paths = [path for path, _ in pages.files() if path.endswith(".html")]
    for path in paths:
        address = address_at(path, pages.directory)
        assert address is not None
        assert path_of(address) == path
    assert pages.at("entity/con~0000000000000000.html") is None
    for path in (
        "../facts.fb",
        "entity/../index.html",
        "entity/nobody.html",
        "x/y.html",
        "index.2.html",
        "entity/",
        "document/evil.99.html",
    ):
        assert pages.at(path) is None, path
    assert pages.page("document", "evil") == pages.at("document/evil.html")


def test_the_same_base_gives_the_same_bytes(tmp_path: Path, process: Factbase) -> None:
    make(tmp_path)
    held: list[dict[str, bytes]] = []
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        assert process("site", out, "--base", "base", "--at", DAY, cwd=tmp_path, env=environment).returncode == 0
        files = (path for path in out.rglob("*") if path.is_file())
        held.append({path.relative_to(out).as_posix(): path.read_bytes() for path in files})
    assert held[0] == held[1]


def test_a_line_of_ten_megabytes_is_shown_in_parts(tmp_path: Path) -> None:
    word = "lorem ipsum <dolor> "
    words = word * (9_900_000 // len(word)) + "at the very end of it stands the quote. " + word
    facts = """
    source evil { file: "sources/evil.txt" }.
    relation said(what: string) "it says {what}".
    said("the quote") @ evil "at the very end of it stands the quote".
    """
    loaded = FactBase.load([make(tmp_path, facts, words)])
    assert not loaded.errors
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")
    parts = len(pages.directory.documents["evil"])
    assert parts > 90
    first, last = pages.page("document", "evil"), pages.page("document", "evil", parts)
    assert first is not None
    assert last is not None
    assert max(len(first), len(last)) < 1_000_000
    (name,) = re.findall(r'<mark id="(q-[0-9a-f]{12})"', last)
    assert f'id="{name}"' in first  # what leads to the first part of the line is led on
    assert pages.page("document", "evil", parts + 1) is None


def test_names_of_passages_stay_when_others_come_and_go(tmp_path: Path) -> None:
    def names(facts: str, folder: str) -> set[str]:
        loaded = FactBase.load([make(tmp_path / folder, facts)])
        page = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base").page("document", "evil")
        assert page is not None
        return set(re.findall(r'<mark id="(q-\w+)"', page))

    fewer = "\n".join(line for line in FACTS.splitlines() if '"b")' not in line and '"c")' not in line)
    assert names(fewer, "fewer") < names(FACTS, "all")


def test_conclusions_that_are_too_many_are_counted_and_said_not_to_be_there(tmp_path: Path) -> None:
    facts = """
    source evil { file: "sources/evil.txt" }.
    relation p(what: int) "{what} is told".
    relation both(a: int, b: int) "{a} and {b}".
    both(X, Y) :- p(X), p(Y).
    query pairs: both(1, Y).
    """ + "".join(f'p({n}) @ evil "it says so".\n' for n in range(30))
    loaded = FactBase.load([make(tmp_path, facts, "Once more, it says so.\n")])
    assert not loaded.errors
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")
    page = pages.page("relation", "both")
    assert page is not None
    assert "900 conclusions follow, more than are proved on a page" in page
    first, second = pages.page("query", "pairs"), pages.page("query", "pairs", 2)
    assert first is not None
    assert second is not None
    assert (first.count('<article class="answer'), second.count('<article class="answer')) == (25, 5)
    assert "30 answers" in first
    assert 'rel="next" href="../query/pairs.2.html"' in first
    assert pages.page("query", "pairs", 3) is None


def test_a_rule_without_end_takes_nothing_with_it_but_what_rests_on_it(tmp_path: Path, factbase: Factbase) -> None:
    facts = """
    source evil { file: "sources/evil.txt" }.
    relation p(what: int) "{what} is told".
    relation next(what: int) "{what} comes next".
    relation even(what: int) "{what} is even".
    relation same(what: int) "{what} is the same".
    p(1) @ evil "it says so".
    next(X) :- p(X).
    next(X + 1) :- next(X).
    even(X) :- next(X), p(X).
    same(X) :- p(X).
    """
    base = make(tmp_path, facts, "Once more, it says so.\n")
    out = tmp_path / "pages"
    result = factbase("site", str(out), "--at", DAY, "--engine", "pydatalog", "--base", str(base))
    assert result.returncode == 0, result.stderr

    def said(path: str) -> str:
        return " ".join("".join(parsed(out / path).text).split())

    assert "1 is the same" in said("relation/same.html")
    assert "what follows was not worked out: the model " in said("relation/next.html")
    assert "it rests on `next`, of which that is not known" in said("relation/even.html")
    note = said("document/evil.html")
    assert "1 is the same" in note
    assert "Not all conclusions are here" in note
    assert "what follows of `even` is not told" in note
    assert "what follows of `next` is not told" in note


def test_what_is_not_certain_and_not_as_expected_is_said_where_it_is_asked(tmp_path: Path) -> None:
    facts = """
    source evil { file: "sources/evil.txt" }.
    relation p(what: int) "{what} is told".
    relation both(what: int) "{what} is told and retold".
    p(1) on 2019-03 @ evil "it says so".
    both(X) :- p(X) on 2019-03-04.
    query asked "Is it retold?": both(X) answers (1).
    expect both(1).
    expect not p(1).
    expect not both(2).
    """
    loaded = FactBase.load([make(tmp_path, facts, "Once more, it says so.\n")])
    assert not loaded.errors
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")

    def said(kind: Kind, name: str = "") -> str:
        page = pages.page(kind, name)
        assert page is not None
        return " ".join("".join(parse(page, name).text).split())

    assert "1 answer, not certain" in said("query", "asked")
    assert "expected `(1)` of query `asked`" in said("query", "asked")
    assert "1 is told (2019-03-04) p(1) on 2019-03-04" in said(
        "query", "asked"
    )  # a fact has its sentence beside its claim
    assert "1 answer, not certain · asked" in said("start")
    expected = said("expectations")
    assert expected.count("Why it is not met is told with the findings.") == 1
    assert expected.count("It does not hold, so there is nothing on which it stands.") == 1


def test_a_quote_of_a_document_with_pages_says_on_which_it_stands(tmp_path: Path) -> None:
    facts = """
    source evil { file: "sources/report.pdf.txt" }.
    relation p(what: int) "{what} is told".
    relation q(what: int) "{what} follows".
    p(1) @ evil "it says so on the first".
    p(3) @ evil "words of the third page".
    q(X) :- p(X).
    """
    base = make(tmp_path, facts)
    text = "Once more, it says so on the first.\n\fNothing here.\n\fHere are words of the third page.\n"
    (base / "sources" / "report.pdf.txt").write_text(text, encoding="utf-8", newline="\n")
    loaded = FactBase.load([base])
    assert not loaded.errors
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")

    def said(kind: Kind, name: str) -> str:
        page = pages.page(kind, name)
        assert page is not None
        return " ".join("".join(parse(page, name).text).split())

    notes = said("document", "evil")
    assert re.findall(r"in the text · p\. (\d)", notes) == ["1", "3"]
    for kind, name in (("source", "evil"), ("relation", "p"), ("relation", "q")):
        told = said(kind, name)
        assert "“words of the third page” evil," in told
        assert "(report.pdf p. 3), found" in told
        assert "(report.pdf p. 1), found" in told


def test_what_was_not_looked_at_in_a_large_base_is_said(tmp_path: Path) -> None:
    def start(count: int) -> tuple[str, str]:
        facts = 'source evil { file: "sources/evil.txt" }.\nrelation p(what: int) "{what} is told".\nfrom evil.\n'
        facts += "".join(f'p({n}) "it says so 1".\n' for n in range(1, count + 1))
        loaded = FactBase.load([make(tmp_path / str(count), facts, "Once more, it says so 1.\n")])
        assert not loaded.errors
        pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")
        return str(pages.page("start")), str(pages.page("checks"))

    first, checks = start(20_001)
    said = "Whether each claim fits its quote was not looked at"
    assert said in first
    assert said in checks
    assert "Clean" not in first
    assert "F101" not in checks
    first, checks = start(2)
    assert said not in first + checks
    assert "F101" in checks


def test_a_base_of_nothing_but_a_source_has_pages(tmp_path: Path) -> None:
    loaded = FactBase.load([make(tmp_path, 'source paper { title: "A paper" }.\n')])
    pages = Pages(loaded, View(parse_date(DAY)), default_engine(), "Base")
    held = {path: content.decode() for path, content in pages.files()}
    assert "The base has no document of it" in held["source/paper.html"]
    assert "no document" in held["index.html"]
    assert "document/paper.html" not in held
    assert all(parse(text, path).unbalanced == [] for path, text in held.items() if path.endswith(".html"))


def test_without_jinja2_the_command_that_installs_it_is_told(
    tmp_path: Path, factbase: Factbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    for name in [
        each for each in sys.modules if each.startswith(("jinja2", "factbase.render.site.", "factbase.requests.pages"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    refused = factbase("site", "out", "--base", "base", cwd=tmp_path)
    assert refused.returncode == 1
    assert "pages need jinja2: pip install 'factbase[web]'" in refused.stderr
    assert not (tmp_path / "out").exists()


# ---- the folder


def test_a_site_is_written_and_written_again(tmp_path: Path, factbase: Factbase) -> None:
    make(tmp_path)
    words = ("site", "out", "--base", "base", "--at", DAY)
    first = factbase(*words, cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert re.fullmatch(r"out: \d+ pages written; out/index.html is the first\n", first.stdout)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    (tmp_path / "out" / "index.html").write_text("changed")
    assert factbase(*words, cwd=tmp_path).returncode == 0
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "out"]


def test_a_folder_of_others_is_not_replaced(tmp_path: Path, factbase: Factbase) -> None:
    make(tmp_path)
    words = ("site", "out", "--base", "base", "--at", DAY)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    refused = factbase(*words, cwd=tmp_path)
    assert refused.returncode == 2
    assert "out is not a folder that factbase made: it has `mine.txt`" in refused.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "out"]
    (tmp_path / "out" / "mine.txt").unlink()
    assert factbase(*words, cwd=tmp_path).returncode == 0
    (tmp_path / "out" / "CNAME").write_text("example.org")
    refused = factbase(*words, cwd=tmp_path)
    assert refused.returncode == 2
    assert "has `CNAME`, which factbase did not make: move it" in refused.stderr
    assert (tmp_path / "out" / "CNAME").read_text() == "example.org"


@pytest.mark.parametrize(
    ("out", "why"),
    [("base", "is within the base"), ("base/sources/out", "is within the base"), (".", "has the base within")],
)
def test_no_site_is_written_over_its_base(out: str, why: str, tmp_path: Path, factbase: Factbase) -> None:
    make(tmp_path)
    refused = factbase("site", out, "--base", "base", cwd=tmp_path)
    assert refused.returncode == 2
    assert why in refused.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base"]


def test_a_base_with_errors_has_no_site(tmp_path: Path, factbase: Factbase) -> None:
    make(tmp_path, FACTS.replace('blue indigo violet"', 'blue indigo rose"'))
    refused = factbase("site", "out", "--base", "base", cwd=tmp_path)
    assert refused.returncode == 1
    assert "E503" in refused.stderr
    assert "nothing is written" not in refused.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_no_site_is_put_in_the_place_of_a_link(tmp_path: Path, factbase: Factbase) -> None:
    make(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to("elsewhere")
    refused = factbase("site", "out", "--base", "base", cwd=tmp_path)
    assert refused.returncode == 2
    assert "is a link" in refused.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_fails_in_the_middle_leaves_the_old_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replaced(out, "list.txt") as made:
        made.write("a/b.html", b"old")
    with suppress(FileExistsError), replaced(out, "list.txt") as made:
        made.write("a/b.html", b"new")
        made.write("a/b.html", b"again")
    assert (out / "a" / "b.html").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_run_left_is_cleared_or_finished(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replaced(out, "list.txt") as made:
        made.write("b.html", b"old")
    (tmp_path / ".out.new").mkdir()
    (tmp_path / ".out.new" / "list.txt.new").write_bytes(b"")
    (tmp_path / ".out.new" / "half.html").write_bytes(b"half")
    os.rename(out, tmp_path / ".out.old")  # it was killed between the two renames
    with replaced(out, "list.txt") as made:
        assert (out / "b.html").read_bytes() == b"old"
        made.write("b.html", b"new")
    assert (out / "b.html").read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out"]


def test_a_hidden_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".out.new").mkdir()
    (tmp_path / ".out.new" / "mine").write_bytes(b"mine")
    with pytest.raises(NotReplaced), replaced(tmp_path / "out", "list.txt"):
        pass
    assert (tmp_path / ".out.new" / "mine").read_bytes() == b"mine"


def test_a_folder_that_was_whole_when_its_run_was_killed_is_cleared(tmp_path: Path) -> None:
    for name in ("out", ".out.new"):
        with replaced(tmp_path / "other", "list.txt") as made:
            made.write("b.html", name.encode())
        os.rename(tmp_path / "other", tmp_path / name)  # it was killed before the rename
    with replaced(tmp_path / "out", "list.txt") as made:
        made.write("b.html", b"new")
    assert (tmp_path / "out" / "b.html").read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("made", ["link", "file"])
def test_what_is_in_the_way_of_the_new_folder_is_told_and_left_alone(
    made: str, tmp_path: Path, factbase: Factbase
) -> None:
    base, way, theirs = make(tmp_path), tmp_path / ".pages.new", tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "mine").write_bytes(b"mine")
    if made == "link":
        way.symlink_to(theirs)
    else:
        way.write_bytes(b"mine")
    result = factbase("site", str(tmp_path / "pages"), "--base", str(base), "--at", DAY)
    assert result.returncode == 2
    assert f"{way} is in the way, and is not of factbase" in result.stderr
    assert (theirs / "mine").read_bytes() == b"mine"
    assert os.path.lexists(way)
    assert not (tmp_path / "pages").exists()


def test_a_site_is_made_of_a_base_as_it_was_committed(tmp_path: Path, factbase: Factbase) -> None:
    base, out = make(tmp_path), tmp_path / "pages"
    git = ["git", "-C", str(base), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], check=True)
    (base / "facts.fb").write_text("nothing that can be read", encoding="utf-8")
    (base / "sources" / "evil.txt").unlink()
    result = factbase("site", str(out), "--base", str(base), "--base-rev", "HEAD", "--at", DAY)
    assert result.returncode == 0, result.stderr
    assert "red amber yellow green" in (out / "document" / "evil.html").read_text(encoding="utf-8")
    assert (
        factbase("lock", "--base", str(base), "--base-rev", "HEAD").returncode == 2
    )  # what changes the base takes it as it is


def test_a_folder_in_none_says_which_is_not_there(tmp_path: Path, factbase: Factbase) -> None:
    result = factbase("site", str(tmp_path / "a" / "b" / "c"), "--base", str(make(tmp_path)), "--at", DAY)
    assert (result.returncode, "a/b is no folder: make it first" in result.stderr) == (2, True), result.stderr


def test_a_full_disk_is_told_with_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("resource", reason="needs a limit on the size of files")
    import resource
    import signal

    base = make(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, limits[1]))  # fails in an open file, as a full disk does
        assert main(["site", str(tmp_path / "pages"), "--base", str(base), "--at", DAY]) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert f"stopped: {tmp_path / 'pages'}: File too large; nothing is written" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base"]


def test_a_file_is_written_once_and_within(tmp_path: Path) -> None:
    with replaced(tmp_path / "out", "list.txt") as made:
        made.write("a.html", b"")
        with pytest.raises(FileExistsError):
            made.write("a.html", b"")
        for path in ("../a", "/a", "a/../b", "a\\b", "a\0"):
            with pytest.raises(AssertionError):
                made.write(path, b"")


# ---- search


def test_words_are_cut_alike_whoever_cuts_them() -> None:
    assert list(words_of("Ein Café_1, naïve ÉTÉ don’t")) == ["ein", "cafe_1", "naive", "ete", "don", "t"]
    assert list(words_of("東京 tower2東")) == ["東", "京", "tower2", "東"]


def test_the_index_has_every_word_once_by_its_beginning(site: Path) -> None:
    def read(name: str) -> object:
        text = (site / "search" / f"{name}.js").read_text(encoding="utf-8")
        found = re.fullmatch(r'factbase\.put\("([^"]+)",(.*)\);\n', text)
        assert found is not None
        assert found[1] == name
        assert "<" not in text
        return json.loads(found[2])

    index = read("index")
    assert isinstance(index, dict)
    places = read("e-0")
    words = read("w-6f-76")  # ov…
    assert isinstance(words, dict)
    assert isinstance(places, list)
    first = int(words["overlap"].split(" ")[0], 36)
    _title, path, text = places[first % index["chunk"]]
    assert "overlap" in text
    assert path.startswith("document/evil.html#l")
    assert (site / path.partition("#")[0]).is_file()
    assert sorted(each.stem for each in (site / "search").glob("w-*.js")) == sorted(
        f"w-{each}" for each in index["buckets"]
    )


def test_a_goal_without_an_answer_is_solved_once_for_its_page(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("assume p(1).\nassume q(2).\nr(X) :- p(X), q(X).\n")
    base, view, meter = FactBase.load([tmp_path]), View(parse_date("2019-09-01")), Meter(engine_named("auto"), float)
    survey = Survey(base, view, meter, in_full=False)
    meter.solved = []
    worked = survey.goal("r(X)")
    assert worked.result is not None
    assert worked.result.blocked
    on_the_page, meter.solved = len(meter.solved), []
    on = Context(lambda paths: base, view, meter)
    WhyNot(goal="r(X)").handle(on)
    Timeline(goal="r(X)").handle(on)
    assert on_the_page == len(meter.solved), "what is asked for it alone: why not, and when"
