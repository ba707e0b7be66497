"""Documents of every kind: text as it is, HTML and PDF by extraction, and all that cannot be read, told and never a traceback."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from factbase.base import FactBase
from factbase.cite import Document, Status, verify
from factbase.files.disk import DiskFolder
from factbase.files.folder import UnreadableFile
from factbase.sources.documents import MAX_TEXT, read_lock_of
from factbase.sources.extract import folder_of
from factbase.sources.own import LOCK
from factbase.sources.page import text_of

BASE = 'source s {{ file: "{file}" }}.\nfrom s.\nmill(acme) "Acme opened a mill in 1990".\n'
PAGE = """\
<!doctype html><html><head><meta charset="utf-8"><title>T</title><style>p {}</style><script>var p = "<p>no</p>";</script></head>
<body><nav>Home <a href="/">News</a></nav><h1>A &amp; B</h1>
<p>Acme   <b>opened</b> a
mill in&nbsp;1990.<br>Then it <i>clo</i>sed.</p><div>Loose<p hidden>unseen</p><p>inner</p>tail</div><ul><li>one</li><li>two</li></ul>
<table><tr><td>1</td><td>2</td></tr></table><pre>  as
    it is</pre><!-- a comment --></body></html>
"""
TEXT = """\
Home News

A & B

Acme opened a mill in\xa01990.
Then it closed.

Loose

inner

tail

• one

• two

1\t2

as
it is
"""


def pdf(
    words: str,
    *more: tuple[float, float, float, str],
    then: Sequence[str] = (),
    drawn: str = "",
    page: str = "/MediaBox [0 0 612 792]",
) -> bytes:
    """A PDF with a page that shows some words, others at a place and in a size, what is drawn; and with pages of some words each."""
    first = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    for x, y, size, text in more:
        first += f"\nBT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET".encode()
    first += f"\n{drawn}".encode()
    streams = [first, *(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() for text in then)]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(streams)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
    ]
    for number, stream in enumerate(streams):
        bodies += [
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R" % (page.encode(), 4 + 2 * number)
            + b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)


def base(folder: Path, file: str, content: bytes | None = None) -> Path:
    (folder / "base.fb").write_text(BASE.format(file=file), encoding="utf-8")
    if content is not None:
        (folder / file).write_bytes(content)
    return folder


def told(folder: Path) -> str:
    (problem,) = FactBase.load([folder]).diagnostics
    return f"{problem.code} {problem.message}"


# ---- text


@pytest.mark.parametrize("file", ["s.txt", "s.md", "s.text", "s", "s.TXT"])
def test_text_is_read_as_it_is(tmp_path: Path, file: str) -> None:
    base(tmp_path, file, b"# 1990\n\nAcme opened a mill in 1990.\n")
    assert FactBase.load([tmp_path]).diagnostics == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "holds no text"),
        (b" \n\xef\xbb\xbf\n", "holds no text"),
        (b"Acme\x00opened", "is not a text: it holds a zero byte"),
        ("Acmé opened a mill".encode("latin-1"), "is not UTF-8: byte 0xe9 in line 1"),
        ("Acme opened a mill in 1990".encode("utf-16"), "is not a text: it holds a zero byte"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not UTF-8: byte 0x89 in line 1"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "is not UTF-8: byte 0xe2 in line 2"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    message = told(base(tmp_path, "s.txt", content))
    assert message.startswith("E115 the file of source `s` cannot be read")
    assert problem in message


def test_a_text_of_more_than_ten_megabytes_is_told_and_not_read(tmp_path: Path) -> None:
    with (base(tmp_path, "s.txt") / "s.txt").open("wb") as file:
        file.truncate(MAX_TEXT + 1)
    assert f"has {MAX_TEXT + 1:,} bytes, more than {MAX_TEXT:,}: split it" in told(tmp_path)


def test_a_folder_a_pipe_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (base(tmp_path, "s.txt") / "s.txt").mkdir()
    assert "is a folder" in told(tmp_path)
    (tmp_path / "s.txt").rmdir()
    assert "does not exist" in told(tmp_path)
    os.mkfifo(tmp_path / "s.txt")
    assert "is no file" in told(tmp_path)


def test_a_link_out_of_the_base_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Acme opened a mill in 1990.\n")
    folder = tmp_path / "base"
    folder.mkdir()
    (base(folder, "s.txt") / "s.txt").symlink_to(outside)
    assert "leads out of the folder of the base" in told(folder)
    (folder / "s.txt").unlink()
    (folder / "s.txt").symlink_to("/dev/zero")
    assert "leads out of the folder of the base" in told(folder)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (base(tmp_path, "s.txt", b"Acme") / "s.txt").chmod(0)
    assert "Permission denied" in told(tmp_path)


# ---- HTML and PDF


def test_html_keeps_what_a_reader_sees_in_its_order() -> None:
    assert text_of(Path("x.html"), PAGE.encode()) == TEXT


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # raised and lowered digits are no digits of the number beside them
        ("10<sup>6</sup> men", "10⁶ men"),
        ("10<sup>-3</sup> m<sup>2</sup>", "10⁻³ m²"),
        ("In 1990<sup>2</sup> it fell", "In 1990² it fell"),
        ("a mill<sup>[12]</sup> fell", "a mill[12] fell"),
        ("the 5<sup>th</sup> mill", "the 5th mill"),
        ("H<sub>2</sub>O and 10<sub>2</sub>", "H2O and 10₂"),
        ("1<sup>1</sup>/<sub>2</sub> mills", "1¹/₂ mills"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>10</mn></math>", "1/2 10"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10⁶"),
        # what is struck or hidden is no text
        ("did <del>not</del> open", "did  open"),
        ("did <s>not</s> <strike>ever</strike> open", "did   open"),
        ('did <span style="visibility: hidden">not</span> open', "did  open"),
        ('did <b style="font-size:0">not</b> open', "did  open"),
        ('did <b style="text-decoration: line-through">not</b> open', "did  open"),
        ('did <b style="opacity: 0.5">not</b> open', "did not open"),
        ("<style>.x, i > b { display: none }</style>did <span class=x>not</span><i><b>no</b>t</i> open", "did t open"),
        ("<style>/* .x {display:none} */ .y {color: red}</style>did <span class=x>not</span> open", "did not open"),
        (
            "<style>@media print { .x {display:none} } .y{display:none}</style><i class=x>not</i> <i class=y>no</i> open",
            "not  open",
        ),
        ("<style>.x:hover, ::( {display:none}</style>did <span class=x>not</span> open", "did not open"),
        ("did<noscript>not</noscript><template>no</template> open", "did open"),
        # a reading beside its word, marks of a quotation, and items
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"),
        ("he said <q>no</q> to it", "he said “no” to it"),
        ("<ul><li>1<li>2</ul>", "• 1\n\n• 2"),
        ("<ul><li><p>1</p><li>2</ul>", "• 1\n\n• 2"),
        # a number is not joined over what is struck, and what is shown besides text is not passed over
        ("5<del>0</del>6 men", "5 6 men"),
        ("was <svg><title>t</title><text>never</text></svg> open", "was never open"),
        ("was <input value=never> open", "was  [field]  open"),
        ("was <textarea>never</textarea> open", "was  [field]  open"),
        ("<style>.n::before{content:'not '}</style>was <b class=n></b>open", "was not open"),
        ("<style>@media screen{.x{display:none}}</style>did <i class=x>not</i> open", "did  open"),
        ("<style>p>b:first-child{display:none}</style><p>did <b>not</b> open", "did  open"),
        ('did <b style="clip-path: inset(100%)">not</b> open', "did  open"),
        ('did <b style="color:transparent">not</b> open', "did  open"),
        ('did <b style="transform:scale(0)">not</b> open', "did  open"),
        ('did <b style="position:absolute;left:-9999px">not</b> open', "did  open"),
        ("did <dialog>not</dialog> open", "did  open"),
        ("<table><tr><td>1<td>2</table>", "1\t2"),
        # marks of notes as they are seen
        ("Acme fell<sup class=reference><a href='#c'>[1]</a></sup> in 1990", "Acme fell[1] in 1990"),
        ("Acme fell<sup><a href='#f'>1</a></sup> in 1990", "Acme fell¹ in 1990"),
        ("did <del>not</del><ins>never</ins> open", "did never open"),
        # words that may be white on white are neither quoted nor left out of a quote
        ("<p style='background:#fff'>did <b style='color:#fff'>not</b> open", "did  [white]  open"),
        ("did <font color=white>not</font> <font color='#FFFFFF'>ever</font> open", "did  [white]   [white]  open"),
        ("<style>.w{color:rgb(255,255,255)}</style>did <b class=w>not</b> open", "did  [white]  open"),
        ("<table bgcolor=navy><tr><td><font color=white>Year</font></table>", "Year"),
        ("<style>.n{background:#006}</style><p class=n>did <b style='color:white'>not</b> open", "did not open"),
        # small, faint, cut off, or not yet open
        ("did <b style='opacity:.01'>not</b> <b style='opacity: 0.0'>ever</b> open", "did   open"),
        ("did <b style='font-size:1px'>not</b> open", "did  open"),
        ("did <b style='font-size:1.5px;font-size:11px'>not</b> open", "did not open"),
        ("did <b style='color:#12345600'>not</b> <b style='filter:opacity(0)'>ever</b> open", "did   open"),
        ("<style>.sr{width:1px;height:1px;overflow:hidden}</style>did <b class=sr>not</b> open", "did  open"),
        ("did <b popover>not</b> open", "did  open"),
        # what a reader sees whatever it is for a program, or sees with one click
        ("did <b aria-hidden=true>not</b> <b inert>ever</b> open", "did not ever open"),
        ("<details><summary>More</summary>It did not</details>", "More\n\nIt did not"),
        # turned round, or a bar in place of words
        ("<bdo dir=rtl>ton did</bdo> open", "did not open"),
        ("<bdo dir=rtl>אבג</bdo>", "אבג"),
        ("at <meter value=3>no more than 3</meter> tons", "at  [field]  tons"),
        # which of several rules holds is what a browser says
        (
            "<style>.s{font-size:0.9em}</style>did <b class=s>not</b> <b style='font-size: 0.875rem'>ever</b> open",
            "did not ever open",
        ),
        (
            "<style>.s{font-size:0} .s b{font-size:16px}</style><p class=s>no <b>not</b> <i style='font-size:1em'>no</i>",
            "not",
        ),
        ("<style>.x{display:none} .x{display:inline}</style>did <b class=x>not</b> open", "did not open"),
        ("<style>#y{display:inline} .x{display:none}</style>did <b class=x id=y>not</b> open", "did not open"),
        ("<style>.x{display:none!important}</style>did <b class=x style='display:inline'>not</b> open", "did  open"),
        ("<style>.x{display:none}</style>did <b class=x style='display:inline'>not</b> open", "did not open"),
        (
            "did <b style='display:none;display:inline'>not</b> <b hidden style='display:inline'>ever</b> open",
            "did not ever open",
        ),
        ("<b style='visibility:hidden'>did <i style='visibility:visible'>not</i></b> open", "not open"),
        ("<b style='opacity:0'>did <i style='opacity:1'>not</i></b> open", "open"),
        ("did <b style='d\\69splay:none'>not</b> <b style='/*display:none*/'>ever</b> open", "did  ever open"),
        (
            "did <b style='font-family:\"display:none\"'>not</b> <b style='background:url(a;display:none)'>ever</b> open",
            "did not ever open",
        ),
        ("<style>" + ".z{display:none}" * 1001 + ".x{display:none}</style>did <b class=x>not</b> open", "did  open"),
        (
            "<style>i:is(.x,.y),b:has(u),a[href^='a:b']{display:none}</style>did <i class=y>a</i><b><u>b</u></b><a href='a:b'>c</a> open",
            "did  open",
        ),
        (
            "<style>b:not(:hover){display:none} i:hover{display:none}</style>did <b>not</b> <i>ever</i> open",
            "did  ever open",
        ),
        (
            "<style>:root{--d:none} .x{display:var(--d)} .y{display:var(--e,none)}</style>did <b class=x>not</b> <b class=y>no</b> open",
            "did   open",
        ),
        (
            "<style>.o { .x { display:none } &.y { display:none } }</style>did <i class=o><b class=x>not</b></i><i class='o y'>no</i> open",
            "did  open",
        ),
        (
            "<style>@layer a { .x { display:none } } .x { display:inline }</style>did <b class=x>not</b> open",
            "did not open",
        ),
        ("<style><!-- .x { display:none } --></style>did <b class=x>not</b> open", "did  open"),
        ("<style media=print>.x{display:none}</style>did <b class=x>not</b> open", "did not open"),
        (
            "<style>@media (max-width:600px) {.x{display:none}} @media (min-width:40em) {.y{display:none}} "
            "@media (unheard:1) {.z{display:none}}</style>did <b class=x>not</b> <b class=y>no</b> <b class=z>no</b> open",
            "did not   open",
        ),
        (
            "<style>@media not print {.x{display:none}} @supports (a:b){.y{display:none}}</style>did <b class=x>a</b><b class=y>b</b>open",
            "did open",
        ),
        ("<noscript><style>.x{display:none}</style></noscript>did <b class=x>not</b> open", "did not open"),
        ("<div>on<div style='display:inline'>e</div></div>", "one"),
        ("<b style='display:block'>in</b><i>formation</i>", "in\n\nformation"),
        ("did <noembed>not</noembed> open", "did  open"),
        (
            "was <svg><defs><text>a</text></defs><g display=none><text>b</text></g><text>never</text></svg> open",
            "was never open",
        ),
        # nor where a colour is that of its ground
        ("<p style='background:#111;color:black'>not</p>open", "[white]\n\nopen"),
        ("<p style='color:#fefefe'>not</p>open", "[white]\n\nopen"),
        ("<p style='color:hsl(0, 0%, 100%)'>not</p>open", "[white]\n\nopen"),
        ("<p style='color:white'>not <b style='color:#333'>ever</b></p>open", "[white] ever\n\nopen"),
        ("<p style='background:#003366'><b style='color:white'>not</b></p>open", "not\n\nopen"),
        ("<p style='color:white;background:url(x.png)'>not</p>open", "not\n\nopen"),
        ("<p style='color:var(--c)'>not</p><p style='color:#777'>ever</p>open", "not\n\never\n\nopen"),
    ],
)
def test_html_has_no_text_that_is_not_seen_and_joins_no_numbers(page: str, text: str) -> None:
    assert text_of(Path("x.html"), page.encode()).strip() == text


def test_a_pdf_keeps_raised_digits_and_the_blanks_between_columns() -> None:
    raised = pdf("A mass of 10", (145, 725, 7, "12"), (155, 720, 12, " grams was found"))
    assert "10¹² grams" in " ".join(text_of(Path("x.pdf"), raised).split())
    columns = pdf(
        "signed by", (330, 720, 12, "left by"), (72, 706, 12, "Japan in May."), (330, 706, 12, "Korea in June.")
    )
    first, second = text_of(Path("x.pdf"), columns).splitlines()
    assert first.index("left by") == second.index("Korea")
    assert verify(Document("x.pdf.txt", f"{first}\n{second}"), "left by Japan in May").place is None


def test_an_html_source_is_quoted_in_its_extracted_text(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.html", PAGE.encode())
    result = factbase("check", tmp_path)
    assert result.returncode == 1
    assert "error E117 the text of source `s` is not extracted" in result.stdout
    assert f"hint: factbase extract {tmp_path / 's.html'}" in result.stdout
    result = factbase("extract", tmp_path / "s.html")
    assert (result.returncode, result.stdout) == (0, f"{tmp_path / 's.html.txt'} written\n")
    assert (tmp_path / "s.html.txt").read_text(encoding="utf-8") == TEXT
    result = factbase("check", tmp_path)
    assert result.returncode == 0
    assert "1 document: 1 pinned" in result.stdout
    assert f"s, {tmp_path / 's.html.txt'}:5 ¶3, folded (space)" in factbase("ask", "mill(X)", "--base", tmp_path).stdout


def test_a_pdf_source_is_quoted_in_its_extracted_text(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.pdf", pdf("Acme opened a mill in 1990."))
    assert factbase("extract", tmp_path / "s.pdf").returncode == 0
    assert (tmp_path / "s.pdf.txt").read_text(encoding="utf-8") == "Acme opened a mill in 1990.\n"
    assert factbase("check", tmp_path).returncode == 0


def test_a_changed_page_makes_its_text_stale_and_then_drifted(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.html", PAGE.encode())
    factbase("extract", tmp_path / "s.html")
    factbase("lock", "--base", tmp_path)
    (tmp_path / "s.html").write_text(PAGE.replace("<h1>", "<h1>New</h1><h1>"), encoding="utf-8")
    assert "E117 the text of source `s` is stale: the file has" in factbase("check", tmp_path).stdout
    factbase("extract", tmp_path / "s.html")
    result = factbase("check", tmp_path)
    assert "warning S102" in result.stdout
    assert "moved, line 5 to 7: “Acme opened a mill in 1990”" in result.stdout
    factbase("lock", "--base", tmp_path)
    assert factbase("check", tmp_path).returncode == 0


def test_a_text_of_unknown_origin_is_refused(tmp_path: Path) -> None:
    base(tmp_path, "s.html", PAGE.encode())
    (tmp_path / "s.html.txt").write_text("Acme opened a mill in 1990, and burnt it.\n")
    assert "E117 the text of source `s` is of unknown origin" in told(tmp_path)


def test_a_text_that_was_changed_by_hand_has_drifted(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.html", PAGE.encode())
    factbase("extract", tmp_path / "s.html")
    with (tmp_path / "s.html.txt").open("a") as file:
        file.write("More words.\n")
    assert "warning S102" in factbase("check", tmp_path).stdout


def test_lock_keeps_what_was_extracted_before_it_is_cited(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.txt", b"Acme opened a mill in 1990.\n")
    (tmp_path / "more.html").write_text(PAGE, encoding="utf-8")
    factbase("extract", tmp_path / "more.html")
    factbase("lock", "--base", tmp_path)
    lock = read_lock_of(DiskFolder(tmp_path))
    assert lock is not None
    assert sorted(lock.documents) == ["more.html", "s.txt"]


def test_load_takes_a_page_with_its_text(tmp_path: Path, tmp_path_factory, factbase) -> None:
    base(tmp_path, "s.txt", b"Acme opened a mill in 1990.\n")
    new = tmp_path_factory.mktemp("new")
    (new / "n.fb").write_text('source n { file: "n.html" }.\nfrom n.\ncloses(acme) "Acme opened a mill in 1990".\n')
    (new / "n.html").write_text(PAGE, encoding="utf-8")
    assert factbase("extract", new / "n.html").returncode == 0
    result = factbase("load", new / "n.fb", "--base", tmp_path)
    assert result.returncode == 0, result.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"base.fb", "s.txt", "n.fb", "n.html", "n.html.txt", LOCK}
    assert factbase("check", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("s.html", b"", "holds no text"),
        ("s.html", b"<p hidden>no</p><script>x</script>", "holds no text"),
        (
            "s.html",
            "<p>Acmé</p>".encode("latin-1"),
            "is not utf-8: byte 0xe9 in line 1; it does not say its encoding, which browsers guess",
        ),
        ("s.html", "<meta charset=utf-8><p>Acmé</p>".encode("latin-1"), "is not utf-8: byte 0xe9 in line 1\n"),
        ("s.html", b"<meta charset=klingon><p>x</p>", "is in `klingon`, which is no encoding known here"),
        *(
            ("s.html", f"<meta charset={label}><p>x</p>".encode(), f"is in `{label}`, which is no encoding known here")
            for label in ("hex", "undefined", "idna", "punycode", "utf-7", "unicode_escape", "utf-32", "cp037")
        ),
        ("s.html", b"<p>\x00</p>", "zero byte"),
        ("s.pdf", b"", "is not a PDF that can be read"),
        ("s.pdf", b"%PDF-1.4\ngarbage", "is not a PDF that can be read"),
        ("s.pdf", b"<html>", "is not a PDF that can be read"),
        ("s.pdf", pdf(""), "holds no text: a scan needs recognition first"),
        ("s.txt", b"words", "is read as it is"),
        ("s.docx", b"PK", "is not a Word document that can be read"),
        ("s.docx", b"\xd0\xcf\x11\xe0", "is encrypted, or of Word before 2007"),
    ],
)
def test_what_has_no_text_to_extract_is_told(tmp_path: Path, factbase, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = factbase("extract", tmp_path / name)
    assert result.returncode == 1
    assert problem in result.stderr
    assert not (tmp_path / f"{name}.txt").exists()


def test_a_page_says_its_own_encoding() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>Acmé “x”</p>'
    assert text_of(Path("x.html"), page.encode("windows-1252")) == "Acmé “x”\n"
    assert text_of(Path("x.html"), b"\xff\xfe" + "<p>Acmé</p>".encode("utf-16-le")) == "Acmé\n"
    page = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Мост</p></body></html>'
    assert text_of(Path("x.xhtml"), page.encode("windows-1251")) == "Мост\n"


def test_deep_pages_and_broken_markup_give_text() -> None:
    deep = "<div>" * 20_000 + "words" + "</p></b>" * 100
    assert text_of(Path("x.html"), deep.encode()) == "words\n"
    rng = random.Random(7)
    for _ in range(200):
        soup = "".join(
            rng.choice(["<p", ">", "</", "<td>", "x", "<pre>", "&amp", "<!--", '"', "<table>"]) for _ in range(60)
        )
        with contextlib.suppress(UnreadableFile):
            text_of(Path("x.html"), soup.encode())


def test_broken_pdfs_are_told_whatever_is_broken() -> None:
    whole = pdf("Acme opened a mill in 1990.")
    rng = random.Random(7)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(rng.randint(1, 12)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        held = bytes(broken[: rng.randint(0, len(broken))] if rng.random() < 0.3 else broken)
        with contextlib.suppress(UnreadableFile):
            text_of(Path("x.pdf"), held)


def test_the_base_of_a_document_is_the_named_one_or_the_nearest(tmp_path: Path) -> None:
    deep = tmp_path / "base" / "sources"
    deep.mkdir(parents=True)
    page = deep / "x.html"
    assert folder_of(page, []) == deep
    (tmp_path / "base" / "a.fb").write_text("")
    assert folder_of(page, []) == tmp_path / "base"
    assert folder_of(page, [tmp_path]) == tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"\ufeff{text}",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("one two", "one  two"),
        lambda text: text.replace('"', "”"),
        lambda text: "\n".join(reversed(text.splitlines())),
        lambda text: text.replace("p(1)", "p(2)"),
        lambda text: f"A report of that day.\n{text}",
    ],
)
def test_a_copy_of_statements_that_was_touched_up_is_no_document(change: Callable[[str], str], tmp_path: Path) -> None:
    text = (
        'source s { file: "s.txt" }.\nrelation p(number: int) "{number} is told".\n'
        'relation q(number: int) "{number} is told too".\np(1) @ s "one two three four".\n'
    )
    (tmp_path / "a.fb").write_text(text, encoding="utf-8")
    (tmp_path / "s.txt").write_text("one two three four", encoding="utf-8")
    (tmp_path / "own.txt").write_bytes(change(text).encode())
    (tmp_path / "b.fb").write_text(
        'source own { file: "own.txt" }.\nq(1) @ own "one two three four".\n', encoding="utf-8"
    )
    found = FactBase.load([tmp_path]).errors
    assert "E118" in {each.code for each in found}


def test_a_document_that_quotes_statements_is_one(tmp_path: Path) -> None:
    text = 'source s { file: "s.txt" }.\np(1) @ s "a base is a folder of statements".\n'
    (tmp_path / "a.fb").write_text(text.replace("a folder", "such a folder"), encoding="utf-8")
    told = "The manual says that a base is such a folder of statements.\nIt gives this as an example:\n"
    (tmp_path / "s.txt").write_text(f"{told}{text}And it says what each line is for.\n", encoding="utf-8")
    assert not FactBase.load([tmp_path]).errors


def test_a_quote_that_does_not_stand_is_told_wherever_it_is_written(tmp_path: Path) -> None:
    """It is judged once; a fact that shares it with another is no better than that. Of very many places one finding tells."""
    (tmp_path / "s.txt").write_text("One man went to the old mill.\n")
    head = 'source s { file: "s.txt" }.\nrelation q(n: int).\n'
    for file, numbers in (("a.fb", range(2)), ("b.fb", range(2, 4))):
        facts = (f'q({n}) @s "Two men went to the old mill".\n' for n in numbers)
        (tmp_path / file).write_text((head if file == "a.fb" else "") + "".join(facts))
    places = [each.span.place.rpartition("/")[2] for each in FactBase.load([tmp_path]).errors if each.span]
    assert places == ["a.fb:3", "a.fb:4", "b.fb:1", "b.fb:2"]
    (tmp_path / "c.fb").write_text("".join(f'q({n}) @s "Two men went to the old mill".\n' for n in range(10, 15)))
    (error,) = FactBase.load([tmp_path]).errors
    assert (error.code, len(error.group)) == ("E503", 9)


def test_columns_that_a_pdf_draws_row_by_row_are_read_one_after_the_other() -> None:
    left = ["The pact was signed in May", "by both of the ministers and", "it was renewed each year."]
    right = ["Nobody was asked about it,", "so the parties in the house", "did not agree to the terms."]
    placed = [
        (x, 680 - 14 * row, 12, words)
        for row, pair in enumerate(zip(left, right, strict=True))
        for x, words in zip((72, 340), pair, strict=True)
    ]
    text = text_of(Path("x.pdf"), pdf("A title of both columns", *placed))
    assert [line.strip() for line in text.split("\n") if line.strip()] == ["A title of both columns", *left, *right]
    document = Document("x", text)
    assert verify(document, "by both of the ministers and it was renewed each year").status is Status.FOLDED
    assert verify(document, "signed in May Nobody was asked").status is Status.ABSENT


def test_pages_of_a_pdf_without_text_are_named_in_its_first_line() -> None:
    text = text_of(Path("x.pdf"), pdf("The pact was signed", then=("", "It was kept", "")))
    told = "[no text on pages 2, 4 of 4: pictures, or nothing]\n\n"
    assert text == f"{told}The pact was signed\n\f\n\n\n\f\n\nIt was kept\n"


def test_a_quote_of_a_pdf_is_cited_by_its_page(tmp_path: Path, factbase) -> None:
    base(tmp_path, "s.pdf", pdf("A report", then=("of mills", "Acme opened a mill in 1990.")))
    assert factbase("extract", tmp_path / "s.pdf").returncode == 0
    text = tmp_path / "s.pdf.txt"
    assert factbase("lock", "--base", tmp_path).returncode == 0
    assert factbase("check", tmp_path).returncode == 0
    asked = factbase("ask", "mill(X)", "--base", tmp_path).stdout
    assert f"s, {text}:7 ¶3 (s.pdf p. 3), found" in asked
    as_json = json.loads(factbase("ask", "mill(X)", "--base", tmp_path, "--format", "json").stdout)
    assert '"page": 3' in json.dumps(as_json)
    (row, *_) = csv.DictReader(factbase("ask", "mill(X)", "--base", tmp_path, "--format", "csv").stdout.splitlines())
    assert (row["line"], row["page"]) == ("7", "3")
    assert "s.pdf p. 3" in factbase("ask", "mill(X)", "--base", tmp_path, "--format", "md").stdout
    assert "s.pdf p. 3" in factbase("find", "opened", "--base", tmp_path).stdout
    assert f"{text}:7 p. 3, of 7 lines" in factbase("open", "s:7", "--base", tmp_path).stdout


def test_a_text_without_form_feeds_has_no_page() -> None:
    assert Document("x.txt", "one two three").page(5) is None
    paged = Document("x.txt", "one\n\ftwo\n\fthree")
    assert [paged.page(at) for at in (0, 4, 5, 10)] == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("placed", "text"),
    [
        # by Helvetica of 12 points: `e` is 6.67 wide, `If` 6.67, `giv` 15.34, `x` 6
        ([(100, 500, 12, "e"), (106.67, 500, 12, "xecutes the command")], "executes the command"),
        ([(100, 500, 12, "If"), (110, 500, 12, "there are")], "If there are"),
        ([(100, 500, 12, "the "), (120, 500, 12, "bank")], "the bank"),
        ([(100, 500, 12, "giv "), (115.34, 500, 12, "en")], "given"),
        ([(100, 500, 12, "1990"), (126.7, 500, 12, "5")], "19905"),  # which touch: one number
        ([(100, 500, 12, "seen"), (700, 500, 12, "not seen"), (100, 900, 12, "nor this")], "seen"),  # beyond the paper
    ],
)
def test_words_of_a_pdf_end_where_its_glyphs_stand_apart(
    placed: list[tuple[float, float, float, str]], text: str
) -> None:
    assert text_of(Path("x.pdf"), pdf("", *placed)) == f"{text}\n"


def test_words_that_a_pdf_hyphenates_are_quoted_whole() -> None:
    held = pdf("It was an agree-", (72, 706, 12, "ment of two parties"))
    text = text_of(Path("x.pdf"), held)
    assert text == "It was an agree-\nment of two parties\n"
    assert verify(Document("x", text), "an agreement of two parties").status is Status.FOLDED


def words(text: str, y: int, of: str = "", x: int = 72) -> str:
    return f"q {of} BT /F1 12 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q"


NOT = (72, 700, 12, "not")
STRUCK = (
    "/Annots [<< /Type /Annot /Subtype /StrikeOut /Rect [70 696 95 712] /QuadPoints [70 712 95 712 70 696 95 696] >>]"
)
TURNED = "BT /F1 12 Tf 0 1 -1 0 100 72 Tm (upright words) Tj ET BT /F1 12 Tf 0 1 -1 0 114 72 Tm (of two lines) Tj ET"
BACK = "BT /F1 12 Tf 0 -1 1 0 500 700 Tm (with upright words) Tj ET BT /F1 7 Tf 0 -1 1 0 504.5 598 Tm (12) Tj ET"


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (pdf("did", drawn=words("not", 700, "3 Tr")), "did\n[unseen]"),
        (pdf("did", drawn=words("not", 700, "1 g")), "did\n[unseen]"),
        (pdf("did", drawn=words("not", 700, "0.99 g")), "did\n[unseen]"),
        (pdf("did", drawn=words("not", 700, "0.8 g")), "did\nnot"),
        (pdf("did", drawn=words("not", 700, "0 g 60 690 90 30 re f 1 g")), "did\nnot"),
        (pdf("did", drawn=words("not", 700, "0 g 60 690 90 30 re f")), "did\n[unseen]"),
        (pdf("did", NOT, drawn="1 g 60 690 90 30 re f"), "did\n[unseen]"),
        (pdf("did", drawn=words("not", 700, "0 0 9 9 re W n")), "did\n[unseen]"),
        (pdf("did", (72, 700, 1, "not")), "did\n[unseen]"),
        # a part of a word, or of a number
        (pdf("did", (72, 700, 12, "unlikely"), drawn="1 g 60 690 25 30 re f"), "did\n[unseen] likely"),
        (pdf("did", (72, 700, 12, "10203 men"), drawn="1 g 78.5 690 7.2 30 re f"), "did\n1 [unseen] 203 men"),
        # words that are laid over the picture of themselves stand not right on it
        (pdf("did", drawn="0 g 72 700 12 8 re f " + words("not", 700, "3 Tr")), "did\nnot"),
        # struck through by a line or a bar, whatever stands above and below
        (pdf("did", NOT, drawn="70 704 m 95 704 l S"), "did"),
        (pdf("did", NOT, drawn="70 703.5 25 1 re f"), "did"),
        (pdf("did", NOT, drawn="70 698 m 95 698 l S 70 712 m 95 712 l S"), "did\nnot"),
        (pdf("5", drawn=words("0", 720, x=79) + words("6 men", 720, x=86) + " 79 724 m 85 724 l S"), "5 6 men"),
        (pdf("did", NOT, page=f"/MediaBox [0 0 612 792] {STRUCK}"), "did"),
        # pages that are turned, and words that are drawn so that they stand upright on them
        (pdf("", drawn=TURNED, page="/MediaBox [0 0 612 792] /Rotate 90"), "upright words\nof two lines"),
        (pdf("", drawn=BACK, page="/MediaBox [0 0 612 792] /Rotate 270"), "with upright words¹²"),
    ],
)
def test_of_a_pdf_the_text_is_what_its_page_shows(held: bytes, text: str) -> None:
    assert text_of(Path("x.pdf"), held) == f"{text}\n"


def test_fields_and_notes_upon_a_pdf_are_told_to_be_left_out() -> None:
    noted = "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [70 690 200 710] /Contents (not) >>]"
    held = pdf("did", page=f"/MediaBox [0 0 612 792] {noted}")
    assert text_of(Path("x.pdf"), held) == "[fields and notes upon page 1 are left out]\n\ndid\n"


def test_an_encrypted_pdf_is_told() -> None:
    held = pdf("words").replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"11" * 32, b"22" * 32),
    )
    with pytest.raises(UnreadableFile, match="is encrypted"):
        text_of(Path("x.pdf"), held)
