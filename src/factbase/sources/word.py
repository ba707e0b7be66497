"""The text of a Word document (.docx): in, its bytes; out, what a reader sees once its tracked changes are accepted.

Headers stand first, then paragraphs and the rows of tables in their order, notes and footers last. What is deleted, struck or hidden,
comments and the codes of fields are no text. It has no pages: Word lays them out when it opens the file. The parts are bounded as they are
unpacked, and none may have a document type: so nothing in them expands.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import field
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.pdf import LOWERED, RAISED

__all__ = ["MAX_UNPACKED", "text_of_docx"]

MAX_UNPACKED = 100_000_000
"""Bytes of all the parts that are read, unpacked: a book of a thousand pages has 30 million."""
MAX_ELEMENTS = 3_000_000

_OLE = b"\xd0\xcf\x11\xe0"  # how a document of Word before 2007 begins, and one that a password locks
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DELETED = frozenset(["del", "moveFrom"])
_TRACKED = frozenset(["ins", "del", "moveFrom", "moveTo"])
# What is no text: besides these, all that tells how something was before a change.
_UNSEEN = frozenset(["Fallback", "delText", "instrText", "delInstrText", "sdtPr", "rt", *_DELETED])
_HIDES = frozenset(["vanish", "strike", "dstrike"])
_UNBRACKETED = str.maketrans("[]", "()")
_OFF = frozenset(["0", "false", "off", "none"])
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_TOLD = "[tracked changes: what is deleted is left out, what is inserted is in]"
_EMBEDS = "[another document is embedded, whose text is left out]"


def text_of_docx(path: Path, held: bytes) -> str:
    """The text of a document. Raises UnreadableFile."""
    if held.startswith(_OLE):
        raise UnreadableFile(f"`{path}` is encrypted, or of Word before 2007: save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(held)) as packed:
            return _text(_Package(path, packed))
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


class _Package:
    """The parts of a document, which unpack to a bounded number of bytes together."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path = path
        self._packed = packed
        self._left = MAX_UNPACKED
        self._elements = 0

    def read(self, part: str, reader: _Reader) -> bool:
        """Has a part read, if there is such a part. Raises UnreadableFile where it is too large, or has a document type."""
        try:
            with self._packed.open(part) as file:
                content = file.read(self._left + 1)
        except KeyError:
            return False
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableFile(f"`{self.path}` unpacks to more than {MAX_UNPACKED:,} bytes")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = lambda name, of: self._count(reader.start, name, of)
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.characters
        parser.Parse(content, True)
        return True

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(f"`{self.path}` has a document type, which Word writes in none")

    def _count(self, start: Callable[[str, Mapping[str, str]], None], name: str, of: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UnreadableFile(f"`{self.path}` has more than {MAX_ELEMENTS:,} parts")
        start(name, of)


def _text(package: _Package) -> str:
    styles = _Styles()
    package.read("word/styles.xml", styles)
    targets = _Targets()
    package.read("word/_rels/document.xml.rels", targets)
    body = _Body(styles.hidden)
    if not package.read("word/document.xml", body):
        raise UnreadableFile(f"`{package.path}` is not a Word document: it has no `word/document.xml`")
    around: dict[str, list[str]] = {"headerReference": [], "footerReference": []}
    for kind, key in dict.fromkeys(body.around):
        other = _Body(styles.hidden)
        package.read(f"word/{targets.by_id.get(key, '')}", other)
        around[kind] += (each for each in other.blocks if each not in around[kind])
        body.tracked |= other.tracked
    notes: list[str] = []
    for part, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        other = _Body(styles.hidden, element)
        if body.notes[part]:
            package.read(f"word/{part}.xml", other)
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


class _Reader:
    """What is told of the events of a part."""

    def start(self, name: str, of: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Text within an element."""


class _Targets(_Reader):
    """The parts to which a document refers, by the ids that it has for them."""

    def __init__(self) -> None:
        self.by_id: dict[str, str] = {}

    def start(self, name: str, of: Mapping[str, str]) -> None:
        if "Id" in of and "Target" in of:
            self.by_id[of["Id"]] = of["Target"].removeprefix("/word/")


class _Styles(_Reader):
    """The styles whose text is hidden, by their ids."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._style = ""

    def start(self, name: str, of: Mapping[str, str]) -> None:
        _, tag, value = _read(name, of)
        if tag == "style":
            self._style = _attribute(of, "styleId")
        elif tag in _HIDES and value not in _OFF and self._style:
            self.hidden.add(self._style)


def _attribute(of: Mapping[str, str], name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in of.items() if key.rpartition(" ")[2] == name), "")


def _read(name: str, of: Mapping[str, str]) -> tuple[str, str, str]:
    """The namespace, the tag and the value of an element."""
    space, _, tag = name.rpartition(" ")
    return space, tag, _attribute(of, "val")


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    is_item: bool = False
    hidden: bool = False  # by its style
    goes_on: bool = False  # in the next one, since its end is deleted


@dataclass(slots=True)
class _Run:
    hidden: bool = False
    raised: bool = False
    lowered: bool = False


class _Body(_Reader):
    """The blocks of a part, with what it refers to; those of notes by the id of each."""

    def __init__(self, hidden: set[str], note: str | None = None) -> None:
        self.blocks: list[str] = []
        self.by_note: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self.around: list[tuple[str, str]] = []  # headers and footers
        self.tracked = self.embeds = False
        self._styles = hidden
        self._note = note
        self._open: list[str] = []
        self._unseen = 0  # elements that are open within one that is no text
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._rows: list[tuple[list[list[str]], list[bool]]] = []  # the cells of a row, and whether it is hidden
        self._carried: list[str] = []
        self._raised = 0

    def start(self, name: str, of: Mapping[str, str]) -> None:
        space, tag, value = _read(name, of)
        above = self._open[-1] if self._open else ""
        self._open.append(tag)
        if space in _WORD and tag in _TRACKED:
            self.tracked = True
        if self._unseen:
            self._unseen += 1
            return
        if (tag in _UNSEEN and above not in ("rPr", "trPr")) or tag.endswith("PrChange"):
            self._unseen = 1
            return
        if space == _MATH:
            self._raised += tag == "sup"
            self._put("/" if tag == "den" else "")
        elif tag == "docPr" and _attribute(of, "hidden") not in ("1", "true"):
            words = " ".join(_attribute(of, "descr").translate(_UNBRACKETED).split())
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
                self._runs.append(_Run())
            case "tr":
                self._rows.append(([], [False]))
            case "tc" if self._rows:
                self._rows[-1][0].append([])
            case "hidden" if above == "trPr" and self._rows and on:
                self._rows[-1][1][0] = True
            case "numId" if self._paragraphs and value != "0":
                self._paragraphs[-1].is_item = True
            case "pStyle" if self._paragraphs and value in self._styles:
                self._paragraphs[-1].hidden = True
            case "del" | "moveFrom" if above == "rPr" and self._open[-3:-2] == ["pPr"] and self._paragraphs:
                self._paragraphs[-1].goes_on = True
            case "footnoteReference" | "endnoteReference":
                if not self._hides():
                    of_kind = self.notes[_REFERENCES[tag]]
                    of_kind.append(_attribute(of, "id"))
                    self._put(_mark(_REFERENCES[tag], len(of_kind)))
            case "headerReference" | "footerReference":
                self.around.append((tag, _attribute(of, "id")))
            case "altChunk":
                self.embeds = True
            case "sym":
                self._put(" [symbol] ")
            case _ if tag in _SIGNS and above == "r":
                self._put(_SIGNS[tag])
            case _ if above == "rPr" and self._runs and self._open[-3:-2] == ["r"]:
                run = self._runs[-1]
                run.hidden |= (tag in _HIDES and on) or (tag == "rStyle" and value in self._styles)
                run.raised |= tag == "vertAlign" and value == "superscript"
                run.lowered |= tag == "vertAlign" and value == "subscript"
            case _ if tag == self._note:
                self.blocks = self.by_note.setdefault(_attribute(of, "id"), [])

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
            elif tag == "tr" and self._rows:
                cells, (hidden,) = self._rows.pop()
                if not hidden:
                    self._block("\t".join("\n".join(cell) for cell in cells))

    def characters(self, text: str) -> None:
        if self._unseen or not self._open or self._open[-1] != "t":
            return
        run = self._runs[-1] if self._runs else _Run()
        if run.raised or self._raised:
            text = text.translate(RAISED)
        elif run.lowered:
            before = "".join(self._paragraphs[-1].pieces[-1:]) if self._paragraphs else ""
            text = text.translate(LOWERED) if before[-1:].isdigit() else text
        self._put(text)

    def _hides(self) -> bool:
        return any(run.hidden for run in self._runs) or any(each.hidden for each in self._paragraphs)

    def _put(self, text: str) -> None:
        if text and self._paragraphs and not self._hides():
            self._paragraphs[-1].pieces.append(text)

    def _close(self, paragraph: _Paragraph) -> None:
        if paragraph.goes_on:
            self._carried = paragraph.pieces
            return
        text = "".join(paragraph.pieces).strip(" \t\n")
        self._block(f"• {text}" if paragraph.is_item and text else text)

    def _block(self, text: str) -> None:
        if text.strip():
            if self._rows and self._rows[-1][0]:
                self._rows[-1][0][-1].append(text)
            else:
                self.blocks.append(text)
