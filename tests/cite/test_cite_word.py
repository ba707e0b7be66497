"""Documents of Word: what a reader of one sees is its text, whatever was changed, hidden or packed into it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from factbase.files.folder import UnreadableFile
from factbase.sources import confined, parts
from factbase.sources.page import text_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
PROMPT = "<w:showingPlcHdr/>"
TOLD = "[tracked changes: what is deleted is left out, what is inserted is in]\n\n"


def docx(body: str, **parts: str) -> bytes:
    """A document with some body, and other parts, each without its outermost element."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            if name == "rels":
                packed.writestr("word/_rels/document.xml.rels", f"<Relationships>{content}</Relationships>")
            else:
                packed.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return held.getvalue()


def run(text: str, of: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{of}</w:rPr>" if of else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, of: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{of}</w:pPr>' if of else ''}{''.join(runs)}</w:p>"


def control(content: str, of: str) -> str:
    """A content control, as a form has them."""
    return f"<w:sdt><w:sdtPr>{of}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def style(name: str, of: str, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{on}{of}</w:style>'


def numbered(key: int) -> str:
    return f'<w:numPr><w:numId w:val="{key}"/></w:numPr>'


def read(held: bytes) -> str:
    return text_of(Path("x.docx"), held)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(run("A heading"), of='<w:pStyle w:val="Heading1"/>') + p(run("Some w"), run("ords.")), "A heading\n\nSome words."),
        (p(run("did "), f"<w:del>{run('not ')}</w:del>", run("open")), f"{TOLD}did open"),
        (p(run("did "), "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>", run("open")), f"{TOLD}did open"),
        (p(run("did "), f"<w:ins>{run('not ')}</w:ins>", run("open")), f"{TOLD}did not open"),
        (p(f"<w:moveFrom>{run('gone ')}</w:moveFrom>", f"<w:moveTo>{run('here')}</w:moveTo>"), f"{TOLD}here"),
        (p(run("one "), of="<w:rPr><w:del/></w:rPr>") + p(run("line")), f"{TOLD}one line"),
        (p(run("one"), of="<w:rPr><w:ins/></w:rPr>") + p(run("two")), f"{TOLD}one\n\ntwo"),
        (p(run("did "), run("not ", "<w:vanish/>"), run("open")), "did open"),
        (control(p(run("Click to enter text.")), PROMPT) + p(run("kept")), "kept"),
        (p(run("by "), control(run("[Author]"), f"{PROMPT}<w:text/>"), run("us")), "by us"),
        (p(run("by "), control(run("Kim "), '<w:showingPlcHdr w:val="0"/>'), run("alone")), "by Kim alone"),
        (p(control(run("[Author]"), PROMPT), control(run("Kim "), "")), "Kim"),
        (p(run("did "), run("not ", '<w:vanish w:val="0"/>'), run("open")), "did not open"),
        (p(run("did "), run("not ", "<w:strike/>"), run("open", '<w:dstrike w:val="false"/>')), "did open"),
        (p(run("did "), run("not ", '<w:rStyle w:val="Unseen"/>'), run("open")), "did open"),
        (p(run("not "), of='<w:pStyle w:val="Unseen"/>') + p(run("open")), "open"),
        # how a run was before its form was changed says nothing of it now
        (p(run("seen", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "seen"),
        (p(run("10"), run("6", '<w:vertAlign w:val="superscript"/>'), run(" men")), "10⁶ men"),
        (p(run("10"), run("2", '<w:vertAlign w:val="subscript"/>'), run(" men")), "10₂ men"),
        (p(run("one"), of='<w:numPr><w:numId w:val="3"/></w:numPr>') + p(run("two")), "• one\n\ntwo"),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p("<w:r><w:t>five</w:t><w:noBreakHyphen/><w:t>fold</w:t></w:r>"), "five-fold"),
        (p(run("is "), '<w:r><w:sym w:font="Symbol" w:char="F0B9"/></w:r>', run("5")), "is ≠5"),
        (p(run("is "), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run("5")), "is  [symbol] 5"),
        (p(run("caf"), '<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>'), "café"),
        # what one style hides, one that is based on it hides too, unless it says otherwise; two that hide show again
        (p(run("did "), run("not ", '<w:rStyle w:val="Based"/>'), run("open", '<w:rStyle w:val="Shown"/>')), "did open"),
        (p(run("not "), run("open", '<w:vanish w:val="0"/>'), of='<w:pStyle w:val="Unseen"/>'), "open"),
        (p(run("not "), run("open", '<w:rStyle w:val="Unseen"/>'), of='<w:pStyle w:val="Unseen"/>'), "open"),
        (p(run("did "), run("not ", '<w:sz w:val="2"/>'), run("open", '<w:sz w:val="18"/>')), "did open"),
        # a row that is deleted, whatever is in it
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(run('no'))}</w:tc></w:tr></w:tbl>" + p(run("open")), f"{TOLD}open"),
        # words that may be white on white are neither quoted nor left out of a quote
        (p(run("did "), run("not", '<w:color w:val="FFFFFF"/>'), run(" open")), "did  [white]  open"),
        (p(run("did "), run("not", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'), run(" open")), "did not open"),
        (p(run("did "), run("not", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'), run(" open")), "did not open"),
        (p(run("not", '<w:color w:val="FEFEFE"/>'), of='<w:shd w:fill="003366"/>'), "not"),
        (f"<w:tbl><w:tr><w:tc>{p(run('Year', '<w:color w:val=' + chr(34) + 'FFFFFF' + chr(34) + '/>'))}</w:tc></w:tr></w:tbl>", "Year"),
        # comments, codes of fields, and the words that stand for what a program does not know
        (p(run("kept"), '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'), "kept"),
        (p("<w:r><w:instrText>PAGE </w:instrText></w:r>", run("3")), "3"),
        (
            "<mc:AlternateContent><mc:Choice>" + p(run("box")) + "</mc:Choice><mc:Fallback>" + p(run("box")) + "</mc:Fallback>"
            "</mc:AlternateContent>",
            "box",
        ),
        (p('<w:r><w:drawing><wp:docPr descr="A [mill]"/></w:drawing></w:r>', run("of 1990")), "[image: A (mill)] of 1990"),
        (p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"), "1/2"),
        (p("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>"), "10⁶"),
        ('<w:altChunk r:id="a"/>' + p(run("words")), "[another document is embedded, whose text is left out]\n\nwords"),
        (p("<w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby>"), "漢"),
    ],
)  # fmt: skip
def test_the_text_of_a_document_is_what_its_reader_sees(body: str, text: str) -> None:
    styles = '<w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:styleId="Based"><w:basedOn w:val="Unseen"/></w:style>'
    styles += '<w:style w:styleId="Shown"><w:basedOn w:val="Based"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    assert read(docx(body, styles=styles)) == f"{text}\n"


def test_tables_are_read_row_by_row() -> None:
    rows = ("".join(f"<w:tc>{p(run(cell))}</w:tc>" for cell in row) for row in (("Year", "Mills"), ("1990", "1")))
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p(run('no'))}</w:tc></w:tr>"
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}{hidden}</w:tbl>"
    assert read(docx(p(run("Mills")) + table + p(run("After")))) == "Mills\n\nYear\tMills\n\n1990\t1\n\nAfter\n"


def test_deleted_cells_are_no_text() -> None:
    def tc(text: str, of: str = "") -> str:
        return f"<w:tc>{f'<w:tcPr>{of}</w:tcPr>' if of else ''}{p(run(text))}</w:tc>"

    gone, new = '<w:cellDel w:id="1" w:author="x"/>', '<w:cellIns w:id="2" w:author="x"/>'
    rows = f"<w:tr>{tc('a')}{tc('gone', gone)}{tc('b', new)}</w:tr><w:tr>{tc('all', gone)}</w:tr><w:tr>{tc('c')}</w:tr>"
    assert read(docx(f"<w:tbl>{rows}</w:tbl>")) == f"{TOLD}a\tb\n\nc\n"


def test_a_list_may_be_numbered_by_its_style() -> None:
    item = style("Item", f"<w:pPr>{numbered(3)}</w:pPr>")
    styles = item + style("Sub", "", "Item") + style("Bare", f"<w:pPr>{numbered(0)}</w:pPr>", "Item")
    body = "".join(p(run(each), of=f'<w:pStyle w:val="{each}"/>') for each in ("Item", "Sub", "Bare", "Other"))
    own = p(run("own"), of=f'<w:pStyle w:val="Item"/>{numbered(0)}')
    assert read(docx(body + own, styles=styles)) == "• Item\n\n• Sub\n\nBare\n\nOther\n\nown\n"


def test_notes_headers_and_footers_stand_around_the_text() -> None:
    body = p(
        run("A mill"),
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
        run(" fell"),
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
    )
    body += '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>'
    held = docx(
        body,
        rels='<Relationship Id="h" Target="header1.xml"/><Relationship Id="f" Target="footer1.xml"/>',
        header1=p(run("Draft")),
        footer1=p(run("Acme")),
        footnotes=f'<w:footnote w:id="6">{p(run("no"))}</w:footnote><w:footnote w:id="7">{p(run("Of paper."))}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p(run("In 1990."))}</w:endnote>',
    )  # fmt: skip
    assert read(held) == "Draft\n\nA mill¹ fell[i]\n\n¹ Of paper.\n\n[i] In 1990.\n\nAcme\n"


def test_the_document_in_a_package_is_the_one_that_its_relationships_name() -> None:
    def packed(*parts: tuple[str, str]) -> bytes:
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as into:
            for name, content in parts:
                into.writestr(name, content)
        return held.getvalue()

    def document(words: str) -> str:
        styled = run(words, '<w:rStyle w:val="U"/>')
        return f"<w:document {NAMESPACES}><w:body>{p(styled, run('.'))}</w:body></w:document>"

    named = '<Relationships><Relationship Type="http://x/officeDocument" Target="/other/main.xml"/></Relationships>'
    styled = '<Relationships><Relationship Type="http://x/styles" Target="../styles9.xml"/></Relationships>'
    styles = f'<w:styles {NAMESPACES}><w:style w:styleId="U"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    decoy, shown = ("word/document.xml", document("decoy")), ("Other/main.xml", document("shown"))
    assert read(packed(("_rels/.rels", named), decoy, shown)) == "shown.\n"
    assert (
        read(packed(("_rels/.rels", named), shown, ("other/_rels/main.xml.rels", styled), ("styles9.xml", styles)))
        == ".\n"
    )
    with pytest.raises(UnreadableFile, match=r"it has no `other/main\.xml`"):
        read(packed(("_rels/.rels", named), decoy))
    with pytest.raises(UnreadableFile, match=r"has two parts `Word/document\.xml`"):
        read(packed(decoy, ("Word/document.xml", document("other"))))
    assert text_of(Path("x.docm"), packed(decoy)) == "decoy.\n"


def test_what_is_no_document_or_attacks_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("x", "y")
    with pytest.raises(UnreadableFile, match=r"it has no `word/document\.xml`"):
        read(held.getvalue())
    with pytest.raises(UnreadableFile, match="its XML is broken"):
        read(docx("<w:p>"))
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        packed.writestr("word/document.xml", f"{entities}<w:document xmlns:w='{W}'>&b;</w:document>")
    with pytest.raises(UnreadableFile, match="has a document type"):
        read(held.getvalue())
    with pytest.raises(UnreadableFile, match="holds no text"):
        read(docx(p(f"<w:del>{run('gone')}</w:del>")))
    whole = docx(p(run("words " * 50)))
    for cut in (10, len(whole) // 2, len(whole) - 5):
        with pytest.raises(UnreadableFile, match="is not a Word document that can be read"):
            read(whole[:cut])
    monkeypatch.setattr(parts, "MAX_ELEMENTS", 100)
    with pytest.raises(UnreadableFile, match="has more than 100 parts"):
        read(docx("<w:p/>" * 200))


def test_a_document_that_unpacks_to_very_much_is_refused_in_bounds() -> None:
    bomb = docx(p(run("x" * (parts.MAX_UNPACKED + 1))))
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match=r"`x\.docx` unpacks to more than 100,000,000 bytes"):
        confined.confined(Path("x.docx"), bomb)


def test_a_document_is_quoted_in_its_extracted_text(tmp_path: Path, factbase) -> None:
    (tmp_path / "base.fb").write_text(
        'source s { file: "s.docx" }.\nfrom s.\nmill(acme) "Acme opened a mill in 1990".\n', encoding="utf-8"
    )
    (tmp_path / "s.docx").write_bytes(docx(p(run("Acme opened a "), f"<w:ins>{run('mill')}</w:ins>", run(" in 1990."))))
    assert factbase("extract", tmp_path / "s.docx").returncode == 0
    assert factbase("lock", "--base", tmp_path).returncode == 0
    assert factbase("check", tmp_path).returncode == 0
    assert f"s, {tmp_path / 's.docx.txt'}:3 ¶2, found" in factbase("ask", "mill(X)", "--base", tmp_path).stdout
