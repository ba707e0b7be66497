"""The text of a Word document (.docx): in, its bytes; out, what a reader sees once its tracked changes are accepted.

Headers stand first, then paragraphs and the rows of tables in their order, notes and footers last. What is deleted, struck or hidden,
comments, the codes of fields and what a form asks to be filled in are no text. It has no pages: Word lays them out when it opens the file.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import field
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.parts import Package, Reader, attribute
from factbase.sources.pdf import LOWERED, RAISED
from factbase.sources.shown import Format, Styles

__all__ = ["text_of_docx"]

_OLE = b"\xd0\xcf\x11\xe0"  # how a document of Word before 2007 begins, and one that a password locks
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DELETED = frozenset(["del", "moveFrom"])
_TRACKED = frozenset(["ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"])
# What is no text: besides these, all that tells how something was before a change.
_UNSEEN = frozenset(["Fallback", "delText", "instrText", "delInstrText", "sdtPr", "rt", *_DELETED])
_WHITE = " [white] "
_UNBRACKETED = str.maketrans("[]", "()")
_OFF = frozenset(["0", "false", "off", "none"])
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAIN = "word/document.xml"
_SYMBOLS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\xa2\xa3\xa5\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xb8\xb9\xba\xbb\xbc\xc7\xc8\xce\xd1\xd6\xd7",
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ−′≤∞←↑→↓°±″≥×∂•÷≠≡≈…∩∪∈∇√⋅",
)  # the signs of the font Symbol, as its makers number them
_TOLD = "[tracked changes: what is deleted is left out, what is inserted is in]"
_SYMBOL = " [symbol] "
_EMBEDS = "[another document is embedded, whose text is left out]"


def text_of_docx(path: Path, held: bytes) -> str:
    """The text of a document. Raises UnreadableFile."""
    if held.startswith(_OLE):
        raise UnreadableFile(f"`{path}` is encrypted, or of Word before 2007: save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(held)) as packed:
            return _text(Package(path, packed))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as problem:
        raise UnreadableFile(f"`{path}` is not a Word document that can be read: {problem}") from None
    except expat.ExpatError as problem:
        raise UnreadableFile(
            f"`{path}` is not a Word document that can be read: its XML is broken, {problem}"
        ) from None


def _text(package: Package) -> str:
    main = package.related("").by_kind("officeDocument", _MAIN)
    related = package.related(main)
    styles = Styles()
    package.read(related.by_kind("styles", "word/styles.xml"), styles)
    body = _Body(styles)
    if not package.read(main, body):
        raise UnreadableFile(f"`{package.path}` is not a Word document: it has no `{main}`")
    around: dict[str, list[str]] = {"headerReference": [], "footerReference": []}
    for kind, key in dict.fromkeys(body.around):
        other = _Body(styles)
        package.read(related.by_id(key), other)
        around[kind] += (each for each in other.blocks if each not in around[kind])
        body.tracked |= other.tracked
    notes: list[str] = []
    for part, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        other = _Body(styles, element)
        if body.notes[part]:
            package.read(related.by_kind(part, f"word/{part}.xml"), other)
        body.tracked |= other.tracked
        for number, key in enumerate(body.notes[part], 1):
            notes.append(f"{_mark(part, number)} " + "\n".join(other.by_note.get(key, [])))
    told = [_TOLD] * body.tracked + [_EMBEDS] * body.embeds
    blocks = [*around["headerReference"], *body.blocks, *notes, *around["footerReference"]]
    return "\n\n".join([*told, *blocks]) if any(map(str.strip, blocks)) else ""


def _mark(part: str, number: int) -> str:
    """The mark of a note as Word writes it by itself: footnotes raised, endnotes by small Roman numerals."""
    if part == "footnotes":
        return str(number).translate(RAISED)
    roman = ""
    for value, sign in _ROMAN:
        roman += sign * (number // value)
        number %= value
    return f"[{roman}]"


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    is_item: bool | None = None  # as it says itself
    style: str = ""
    ground: str = ""
    goes_on: bool = False  # in the next one, since its end is deleted


@dataclass(slots=True)
class _Run:
    format: Format = field(default_factory=Format)
    style: str = ""
    paragraph: _Paragraph | None = None
    raised: bool = False
    lowered: bool = False


def _symbol(font: str, code: str) -> str:
    """A sign that is taken from a font by its number: itself, where the font is known to have it, or that there is one."""
    try:
        number = int(code, 16)
    except ValueError:
        return _SYMBOL
    if 0xF020 <= number <= 0xF0FF and font.lower() == "symbol":
        sign = chr(number - 0xF000)
        return sign.translate(_SYMBOLS) if ord(sign) in _SYMBOLS or sign in "0123456789+=<>()%," else _SYMBOL
    is_sign = 0x20 < number < 0xD800 and not re.match(r"symbol|wingdings|webdings", font, re.IGNORECASE)
    return chr(number) if is_sign else _SYMBOL


class _Body(Reader):
    """The blocks of a part, with what it refers to; those of notes by the id of each."""

    def __init__(self, styles: Styles, note: str | None = None) -> None:
        self.blocks: list[str] = []
        self.by_note: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self.around: list[tuple[str, str]] = []  # headers and footers
        self.tracked = self.embeds = False
        self._styles = styles
        self._note = note
        self._open: list[str] = []
        self._unseen = 0  # elements that are open within one that is no text
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._rows: list[tuple[list[list[str]], list[bool]]] = []  # the cells of a row, and whether it is hidden
        self._gone: list[bool] = []  # of the cells that are open: whether each is deleted
        self._prompts = False  # the content control that is open shows what is to be filled in
        self._carried: list[str] = []
        self._raised = 0
        self._grounded = False  # on a page of some colour

    def start(self, name: str, of: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        value = attribute(of, "val")
        above = self._open[-1] if self._open else ""
        self._open.append(tag)
        if space in _WORD and tag in _TRACKED:
            self.tracked = True
        if tag == "sdt":
            self._prompts = False
        elif tag == "showingPlcHdr" and above == "sdtPr" and value not in _OFF:
            self._prompts = True
        if self._unseen:
            self._unseen += 1
            return
        if tag == "sdtContent" and self._prompts:  # what stands there asks for words, and nobody has written any
            self._unseen = 1
            return
        if (tag in _UNSEEN and above not in ("rPr", "trPr")) or tag.endswith("PrChange"):
            self._unseen = 1
            return
        if space == _MATH:
            self._raised += tag == "sup"
            self._put("/" if tag == "den" else "")
        elif tag == "docPr" and attribute(of, "hidden") not in ("1", "true"):
            words = " ".join(attribute(of, "descr").translate(_UNBRACKETED).split())
            self._put(f" [image: {words}] " if words else "")
        elif space in _WORD:
            self._word(tag, value, above, of)

    def _word(self, tag: str, value: str, above: str, of: Mapping[str, str]) -> None:
        on = value not in _OFF
        match tag:
            case "p":
                self._paragraphs.append(_Paragraph([*self._carried]))
                self._carried = []
            case "r":
                self._runs.append(_Run(paragraph=self._paragraphs[-1] if self._paragraphs else None))
            case "tr":
                self._rows.append(([], [False]))
            case "tc" if self._rows:
                self._rows[-1][0].append([])
                self._gone.append(False)
            case "cellDel" if above == "tcPr" and self._gone:
                self._gone[-1] = True
            case "hidden" | "del" if above == "trPr" and self._rows and on:
                self._rows[-1][1][0] = True
            case "numId" if self._paragraphs:
                self._paragraphs[-1].is_item = value != "0"
            case "pStyle" if self._paragraphs:
                self._paragraphs[-1].style = value
            case "shd" if above == "pPr" and self._paragraphs:
                self._paragraphs[-1].ground = attribute(of, "fill")
            case "del" | "moveFrom" if above == "rPr" and self._open[-3:-2] == ["pPr"] and self._paragraphs:
                self._paragraphs[-1].goes_on = True
            case "footnoteReference" | "endnoteReference":
                if not self._hides():
                    of_kind = self.notes[_REFERENCES[tag]]
                    of_kind.append(attribute(of, "id"))
                    self._put(_mark(_REFERENCES[tag], len(of_kind)))
            case "headerReference" | "footerReference":
                self.around.append((tag, attribute(of, "id")))
            case "background":
                self._grounded = True
            case "altChunk":
                self.embeds = True
            case "sym":
                self._put(_symbol(attribute(of, "font"), attribute(of, "char")))
            case _ if tag in _SIGNS and above == "r":
                self._put(_SIGNS[tag])
            case _ if above == "rPr" and self._runs and self._open[-3:-2] == ["r"]:
                run = self._runs[-1]
                run.format.take(tag, of)
                run.style = value if tag == "rStyle" else run.style
                run.raised |= tag == "vertAlign" and value == "superscript"
                run.lowered |= tag == "vertAlign" and value == "subscript"
            case _ if tag == self._note:
                self.blocks = self.by_note.setdefault(attribute(of, "id"), [])

    def end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        self._open.pop()
        if self._unseen:
            self._unseen -= 1
        elif space == _MATH:
            self._raised -= tag == "sup"
        elif space in _WORD:
            if tag == "r" and self._runs:
                self._runs.pop()
            elif tag == "p" and self._paragraphs:
                self._close(self._paragraphs.pop())
            elif tag == "tc" and self._gone:
                if self._gone.pop():
                    self._rows[-1][0].pop()
            elif tag == "tr" and self._rows:
                cells, (hidden,) = self._rows.pop()
                if not hidden:
                    self._block("\t".join("\n".join(cell) for cell in cells))

    def characters(self, text: str) -> None:
        if self._unseen or not self._open or self._open[-1] != "t":
            return
        run = self._runs[-1] if self._runs else _Run()
        if text.strip() and self._is_white(run):
            pieces = self._paragraphs[-1].pieces if self._paragraphs else []
            self._put("" if pieces[-1:] == [_WHITE] else _WHITE)
            return
        if run.raised or self._raised:
            text = text.translate(RAISED)
        elif run.lowered:
            before = "".join(self._paragraphs[-1].pieces[-1:]) if self._paragraphs else ""
            text = text.translate(LOWERED) if before[-1:].isdigit() else text
        self._put(text)

    def _hides(self) -> bool:
        if not self._runs:
            return bool(self._paragraphs) and self._styles.hides(self._paragraphs[-1].style, "", Format())
        return any(
            self._styles.hides(run.paragraph.style if run.paragraph else "", run.style, run.format)
            for run in self._runs
        )

    def _is_white(self, run: _Run) -> bool:
        """Whether a run may be white on white; in a table or a box, what it stands on is not known."""
        if self._rows or len(self._paragraphs) != 1 or self._grounded:
            return False
        paragraph = self._paragraphs[-1]
        return self._styles.is_white(paragraph.style, run.style, run.format, paragraph.ground)

    def _put(self, text: str) -> None:
        if text and self._paragraphs and not self._hides():
            self._paragraphs[-1].pieces.append(text)

    def _close(self, paragraph: _Paragraph) -> None:
        if paragraph.goes_on:
            self._carried = paragraph.pieces
            return
        text = "".join(paragraph.pieces).strip(" \t\n")
        is_item = self._styles.is_item(paragraph.style) if paragraph.is_item is None else paragraph.is_item
        self._block(f"• {text}" if is_item and text else text)

    def _block(self, text: str) -> None:
        if text.strip():
            if self._rows and self._rows[-1][0]:
                self._rows[-1][0][-1].append(text)
            else:
                self.blocks.append(text)
