"""The text of a page: in, the bytes of HTML, a PDF or a Word document; out, what a reader of it sees, in its order, a paragraph a block.

The libraries are the extra `documents`. No judgement of what matters stands between a document and its quotes, and the same file and the
same library give the same text. How long that takes is the page's to say: `confined` bounds it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from factbase.files.node import UnreadableFile
from factbase.sources.appearance import PAGE, Appearance, is_hidden, is_raised, is_struck
from factbase.sources.own import EXTRACTED, is_extracted
from factbase.sources.pdf import LOWERED, RAISED, text_of_pdf
from factbase.sources.styles import Styles
from factbase.sources.word import text_of_docx

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["text_of"]

MAX_NODES = 1_000_000

# What no browser shows, or shows as struck out; and of ruby, the reading beside the words.
_UNSEEN_NAMES = """
    head script style noscript noframes noembed template iframe canvas select datalist audio video del s strike rt rp annotation title
"""
_FIELD: list[LexborNode | str] = [" [field] "]  # whose words are whoever fills it in's, but which stands between others
_WHITE = " [white] "  # what may be white on white, or black on black: neither a quote nor a gap in one
_STRUCK = frozenset(["del", "s", "strike"])
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCK_NAMES = """
    address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main nav ol p pre section summary table tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(["td", "th"])
_TINTED = frozenset(["a", "body", "font", "table", "tr", *_CELLS])  # whose attributes tell of colours
_KEPT = frozenset(
    ["defs", "symbol", "clippath", "mask", "pattern", "marker"]
)  # parts of a drawing that are drawn by others
_UNBRACKETED = str.maketrans("[]", "()")
_OF_FORMULA = {"mfrac": ("/", " "), "msup": ("<sup>", "</sup>")}  # what stands between the parts, and after them
_OPENS = re.compile(
    r"block|flex|grid|table(?!-cell|-column)|list-item|flow-root|-webkit-box"
)  # values of `display` that begin a line
_FIXED = frozenset(["li", "tr", *_CELLS])  # borders that no quote runs over, however they are laid out
_CONTENT = re.compile(
    r"""(?:"(?P<words>[^"\\]*)"|'(?P<single>[^'\\]*)'|attr\(\s*(?P<of>[\w-]+)\s*\))(?=(?:[^"']|"[^"]*"|'[^']*')*\Z)"""
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9_.:-]+)")
# What browsers take such a page for goes by the language of who reads it (HTML, "Determining the character encoding"), so nobody can say
# from the page alone which words it has.
_UNNAMED = (
    "; it does not say its encoding, which browsers guess, most often windows-1252: if its words read right so, have them written"
    " with `iconv -f windows-1252 -t utf-8`"
)
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*+")  # a long run of spaces is looked at once
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
# By the name of the codec that a label has here, the codec that browsers read it with (WHATWG, Encoding, "Names and labels"): pages
# often claim the smaller of two sets. What browsers do not read, such as UTF-7 or escapes, is no text of a page.
_CODECS = {
    **dict.fromkeys(
        ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"], "utf-8"
    ),  # without a mark, it was read as bytes
    **dict.fromkeys(["ascii", "iso8859-1", "cp1252"], "cp1252"),
    **{
        name: name
        for name in ["cp866", "koi8-r", "koi8-u", "cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258"]
    },
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(["iso8859-9", "cp1254"], "cp1254"),
    **dict.fromkeys(["iso8859-11", "tis-620", "cp874"], "cp874"),
    **{name: name for name in ["mac-roman", "mac-cyrillic"]},
    **dict.fromkeys(["gb2312", "gbk", "gb18030"], "gb18030"),
    **dict.fromkeys(["big5", "big5hkscs"], "big5hkscs"),
    **dict.fromkeys(["shift_jis", "cp932"], "cp932"),
    **dict.fromkeys(["euc_kr", "cp949"], "cp949"),
    **{name: name for name in ["euc_jp", "iso2022_jp"]},
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def text_of(path: Path, held: bytes) -> str:
    """The text of a file's bytes, by what its name says it is. Raises UnreadableFile."""
    if not is_extracted(path.name):
        known = ", ".join(sorted(EXTRACTED))
        raise UnreadableFile(f"`{path}` is read as it is; text is extracted from {known}")
    try:
        match path.suffix.lower():
            case ".pdf":
                text = text_of_pdf(path, held)
            case ".docx" | ".docm" | ".dotx" | ".dotm":
                text = text_of_docx(path, held)
            case _:
                text = _html(path, held)
    except ImportError:
        raise UnreadableFile(f"`{path}` needs the extra `documents`: pip install 'factbase[documents]'") from None
    text = _CONTROL.sub("", text).strip()
    if not text:
        raise UnreadableFile(
            f"`{path}` holds no text" + (": a scan needs recognition first" if path.suffix.lower() == ".pdf" else "")
        )
    return f"{text}\n"


def _html(path: Path, held: bytes) -> str:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    text = _decoded(path, held)
    try:
        root = LexborHTMLParser(text).root
    except SelectolaxError:  # any text is HTML: what it cannot do is hold the tree
        raise MemoryError from None
    pieces = list(_pieces(path, root, Styles.of(root))) if root is not None else []
    # A break is a run of line feeds; white space around it says nothing.
    text = _BREAK.sub("\n", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text)


def _decoded(path: Path, held: bytes) -> str:
    label = next((name for bom, name in _BOMS if held.startswith(bom)), None)
    named = label is not None
    if label is None:
        declared = _CHARSET.search(held[:4096]) or _PROLOG.match(held)
        named = declared is not None
        label = declared[1].decode("ascii").lower() if declared else "utf-8"
        if b"\x00" in held:
            raise UnreadableFile(f"`{path}` is not a text: it holds a zero byte")
        try:
            codec = _CODECS[codecs.lookup(label).name]
        except (LookupError, ValueError):
            raise UnreadableFile(f"`{path}` is in `{label}`, which is no encoding known here") from None
    else:
        codec = label
    try:
        return held.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = held.count(b"\n", 0, problem.start) + 1
        guess = "" if named else _UNNAMED
        raise UnreadableFile(
            f"`{path}` is not {label}: byte {held[problem.start]:#04x} in line {line}{guess}"
        ) from None


def _pieces(path: Path, root: LexborNode, styles: Styles) -> Iterator[str]:
    """The text of a page in its order: blank lines between blocks, tabs between cells, line feeds where `<br>` says so.

    Raised digits stay raised (10⁶), as do lowered ones after a digit; the parts of a fraction have a stroke between them."""
    stack: list[tuple[LexborNode | str, Appearance]] = [(root, PAGE)]
    seen = 0
    preformatted = 0
    raised = lowered = 0
    last = ""
    is_item = was_struck = was_white = (
        False  # what comes next begins an item, or follows what is struck, or what is told as white
    )
    while stack:
        node, looks = stack.pop()
        seen += 1
        if seen > MAX_NODES:
            raise UnreadableFile(
                f"`{path}` has more than {MAX_NODES:,} parts: have another program write its text, and name that"
            )
        if isinstance(node, str):
            preformatted -= node == "</pre>"
            raised += (node == "<sup>") - (node == "</sup>")
            lowered -= node == "</sub>"
            if not node.startswith("<") and (looks.is_seen or not node.strip()):
                yield node
                last = node[-1:] or last
            continue
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            text = text if preformatted else re.sub(r"[ \t\r\n\f]+", " ", text)
            if not looks.is_seen:
                continue
            if not looks.is_plain and text.strip():
                yield "" if was_white else _WHITE
                was_white = True
                continue
            was_white = False
            if raised and not text.startswith("["):
                text = text.translate(RAISED)
            elif lowered and (last.isdigit() or last == "/"):
                text = text.translate(LOWERED)
            if was_struck and text:
                yield " " if last.isalnum() and text[0].isalnum() else ""  # `5<del>0</del>6` is not 56
                was_struck = False
            if is_item and text.strip():
                yield "• "
                is_item = False
            yield text
            last = text[-1:] or last
        elif node.is_element_node and tag not in _UNSEEN:
            attributes, style = node.attributes, styles.at(node)
            struck = is_struck(style)
            if struck or is_hidden(tag, attributes, style):
                was_struck |= struck
                continue
            if tag == "br":
                yield "\n"
                continue
            if style or tag in _TINTED:
                looks = looks.within(tag, attributes, style)
            children: list[LexborNode | str] = list(_children(node))
            if tag == "pre":
                preformatted += 1
                stack.append(("</pre>", looks))
            elif tag == "sup" or is_raised(style):
                raised += 1
                stack.append(("</sup>", looks))
            elif tag == "sub":
                lowered += 1
                stack.append(("</sub>", looks))
            elif tag == "q":
                children = ["“", *children, "”"]
            elif tag in _OF_FORMULA:
                mark, end = _OF_FORMULA[tag]
                parts = [child for child in _children(node) if child.is_element_node]
                children = [" ", *parts[:1], mark, *parts[1:], end]
            elif tag == "svg":
                children = [each for each in node.css("text") if _is_drawn(each, styles)]
                looks = replace(looks, ink=None)  # on what is drawn below it
            elif tag == "input":
                children = _picture(attributes) or (_FIELD if _shown(attributes) else [])
            elif tag == "img":
                children = _picture(attributes)
            elif tag in ("textarea", "progress", "meter"):
                children = _FIELD
            elif tag == "bdo" and (attributes.get("dir") or "").lower() == "rtl":
                children = [_turned(node.text() or "")]
            display = style.get("display", "").lower()
            if tag in _CELLS or display == "table-cell":
                yield "\t"
            elif _OPENS.match(display) or (tag in _BLOCKS and (not display or tag in _FIXED)):
                yield "\n\n"
                stack.append(("\n\n", looks))
                is_item = tag == "li" or (is_item and tag not in ("ul", "ol"))
            stack.extend(_written(node, attributes, styles.around(node, "after"), looks))
            stack.extend((child, looks) for child in reversed(children))
            stack.extend(_written(node, attributes, styles.around(node, "before"), looks))
        elif tag in _STRUCK:
            was_struck = True


def _written(
    node: LexborNode, attributes: Mapping[str, str | None], style: Mapping[str, str], looks: Appearance
) -> Iterator[tuple[str, Appearance]]:
    """The words that a style sheet puts before or after what an element holds; marks and numbers are none."""
    if style and not is_hidden("", {}, style):
        found = _CONTENT.finditer(style.get("content", ""))
        words = "".join(each["words"] or each["single"] or attributes.get(each["of"] or "") or "" for each in found)
        if any(map(str.isalpha, words)):
            looks = looks.within("", {}, style)
            yield words if looks.is_plain else _WHITE, looks


def _is_drawn(text: LexborNode, styles: Styles) -> bool:
    """Whether words of a drawing are drawn: not kept for later, nor in a part of it that is hidden."""
    around = text.parent
    while around is not None and around.tag != "svg":
        attributes = around.attributes
        if (around.tag or "").lower() in _KEPT or attributes.get("display") == "none":
            return False
        if is_hidden("", attributes, styles.at(around)):
            return False
        around = around.parent
    return text.attributes.get("display") != "none"


def _shown(attributes: Mapping[str, str | None]) -> str:
    """What a field of a form shows."""
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return kind
    return (attributes.get("value") or "") if kind in ("text", "submit", "button", "search") else ""


def _picture(attributes: Mapping[str, str | None]) -> list[LexborNode | str]:
    """What stands for a picture in its place: the words that the page has for whoever cannot see it; nothing where it has none."""
    words = " ".join((attributes.get("alt") or "").translate(_UNBRACKETED).split())
    return [f" [image: {words}] "] if any(map(str.isalnum, words)) else []


def _turned(text: str) -> str:
    """Words as a page shows them that turns them round: letters of a writing that runs from the left, from the last to the first."""
    text = " ".join(text.split())
    return text if any(bidirectional(sign) in ("R", "AL") for sign in text) else text[::-1]


def _children(node: LexborNode) -> Iterable[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next
