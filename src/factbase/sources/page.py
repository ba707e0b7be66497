"""The text of a page: in, the bytes of HTML, a PDF or a Word document; out, what a reader of it sees, in its order, a paragraph a block.

The libraries are the extra `documents`. No judgement of what matters stands between a document and its quotes, and the same file and the
same library give the same text. How long that takes is the page's to say: `confined` bounds it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from factbase.files.node import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.sources.own import EXTRACTED, is_extracted
from factbase.sources.pdf import LOWERED, RAISED, text_of_pdf
from factbase.sources.word import text_of_docx

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["text_of"]

MAX_NODES = 1_000_000

# What no browser shows, or shows as struck out; and of ruby, the reading beside the words.
_UNSEEN_NAMES = """
    head script style noscript noframes template iframe canvas select datalist audio video del s strike rt rp annotation title
"""
_FIELD: list[LexborNode | str] = [" [field] "]  # whose words are whoever fills it in's, but which stands between others
_WHITE: list[LexborNode | str] = [" [white] "]  # what may be white on white: neither a quote nor a gap in one
_STRUCK = frozenset(["del", "s", "strike"])
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCK_NAMES = """
    address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main nav ol p pre section summary table tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(["td", "th"])
_UNBRACKETED = str.maketrans("[]", "()")
_OF_FORMULA = {"mfrac": ("/", " "), "msup": ("<sup>", "</sup>")}  # what stands between the parts, and after them
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0(?:\.0\d*)?|\.0\d*)%?\s*(?:;|!|\Z)|font-size\s*:\s*(?:0(?:\.\d+)?(?:px|em|rem|%|pt)?|(?:\.\d+|1)(?:px|pt))\s*(?:;|!|\Z)|filter\s*:\s*opacity\(\s*0|text-decoration[\w-]*\s*:[^;]*line-through"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*(?:0(?:px)?|1px)\W+(?:0(?:px)?|1px)\W+(?:0(?:px)?|1px)\W+(?:0(?:px)?|1px)\s*\)"
    r"|clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0|polygon\(0)|(?<![\w-])color\s*:\s*(?:transparent|rgba\([^)]*,\s*0\s*\)|#(?:[\da-f]{3}0|[\da-f]{6}00)\b)|transform\s*:\s*scale[XY]?\(\s*0\s*[,)]"
    r"|(?<![\w-])(?:width|height|max-height|max-width)\s*:\s*(?:0(?:px)?|1px)\s*(?:;|!|\Z)(?=(?:.|\n)*overflow)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_OF_WHITE = r"(?:white|#f{3,4}\b|#f{6}(?:f{2})?\b|rgba?\(\s*255\s*[, ]\s*255\s*[, ]\s*255\b)"
_WHITENS = re.compile(rf"(?<![\w-])color\s*:\s*{_OF_WHITE}", re.IGNORECASE)
_BACKS = re.compile(
    rf"(?<![\w-])background(?:-color|-image)?\s*:(?!\s*(?:{_OF_WHITE}|transparent|none|inherit|initial|unset))",
    re.IGNORECASE,
)
_RAISES = re.compile(
    r"(?<![\w-])vertical-align\s*:\s*(?:super|text-top)|font-variant-position\s*:\s*super",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(
    r"(?P<selectors>[^{}@;]{1,2000})\{(?P<says>[^{}]*)\}|@media\s+print\b[^{};]*\{(?:[^{}]|\{[^{}]*\})*\}|@[^{};]*[;{]"
)
_STRUCTURAL = re.compile(r":(?:first|last|only)-(?:child|of-type)|:nth-[a-z-]+\([^()]*\)|:not\([^():]*\)")
_CONTENT = re.compile(
    r"""(?<![\w-])content\s*:\s*(?:"(?=[^"\\]*[^\W\d_])(?P<words>[^"\\]*)"|'(?=[^'\\]*[^\W\d_])(?P<single>[^'\\]*)')"""
)
_PSEUDO = re.compile(r"(?P<of>[^,:]*)::?(?P<place>before|after)")
MAX_RULES = 1_000  # of style sheets, that hide something
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
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
            case ".docx":
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
    pieces = list(_pieces(path, root, _Rules.of(root))) if root is not None else []
    # A break is a run of line feeds; white space around it says nothing.
    text = _BREAK.sub("\n", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text)


def _decoded(path: Path, held: bytes) -> str:
    label = next((name for bom, name in _BOMS if held.startswith(bom)), None)
    if label is None:
        named = _CHARSET.search(held[:4096])
        label = named[1].decode("ascii").lower() if named else "utf-8"
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
        raise UnreadableFile(f"`{path}` is not {label}: byte {held[problem.start]:#04x} in line {line}") from None


def _styled(root: LexborNode, style: re.Pattern[str]) -> frozenset[int]:
    """What the page's own style sheets give a style, by the ids of nodes.

    Rules for some media hold as all others, but for print, and which of two rules holds
    is not looked at: what is hidden by one of them is no text, so that no quote rests on it."""
    from selectolax.lexbor import SelectolaxError

    selectors: list[str] = []
    for sheet in root.css("style"):
        for rule in _RULE.finditer(_COMMENT.sub(" ", sheet.text())):
            if rule["says"] is not None and style.search(rule["says"]):
                selectors += (
                    each
                    for each in rule["selectors"].split(",")
                    if ":" not in _STRUCTURAL.sub("", each) and each.strip()
                )
    styled: set[int] = set()
    for selector in selectors[:MAX_RULES]:
        try:
            styled.update(node.mem_id for node in root.css(selector.strip()))
        except (SelectolaxError, ValueError):  # none that the library knows
            continue
    return frozenset(styled)


def _written_by_rules(root: LexborNode) -> dict[tuple[int, bool], str]:
    """The words that the page's own style sheets put before or after what a node holds, by its id and whether they stand after it."""
    from selectolax.lexbor import SelectolaxError

    written: dict[tuple[int, bool], str] = {}
    for sheet in root.css("style"):
        for rule in _RULE.finditer(_COMMENT.sub(" ", sheet.text())):
            content = _CONTENT.search(rule["says"] or "")
            if content is None or len(written) > MAX_RULES:
                continue
            for each in _PSEUDO.finditer(rule["selectors"]):
                try:
                    nodes = root.css(each["of"].strip() or "*")
                except (SelectolaxError, ValueError):
                    continue
                written.update(
                    ((node.mem_id, each["place"] == "after"), content["words"] or content["single"]) for node in nodes
                )
    return written


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the page's own style sheets say of nodes, by their ids."""

    hidden: frozenset[int]
    lifted: frozenset[int]
    white: frozenset[int]
    backed: frozenset[int]
    written: dict[tuple[int, bool], str]

    @classmethod
    def of(cls, root: LexborNode) -> _Rules:
        hidden, lifted = _styled(root, _HIDDEN), _styled(root, _RAISES)
        return cls(hidden, lifted, _styled(root, _WHITENS), _styled(root, _BACKS), _written_by_rules(root))

    def is_white(self, node: LexborNode, tag: str) -> bool:
        """Whether an element has white words, and no ground of another colour that the page itself tells of."""
        attributes = node.attributes
        style = attributes.get("style") or ""
        named = tag == "font" and re.fullmatch(_OF_WHITE, attributes.get("color") or "", re.IGNORECASE)
        if tag in ("html", "body") or not (named or node.mem_id in self.white or _WHITENS.search(style)):
            return False
        around: LexborNode | None = node
        while around is not None:
            of = around.attributes
            ground = f"background:{of['bgcolor']};" if of.get("bgcolor") else ""
            if (
                around.mem_id in self.backed
                or of.get("background")
                or _BACKS.search(f"{ground}{of.get('style') or ''}")
            ):
                return False
            around = around.parent
        return bool((node.text() or "").strip())


def _pieces(path: Path, root: LexborNode, rules: _Rules) -> Iterator[str]:
    """The text of a page in its order: blank lines between blocks, tabs between cells, line feeds where `<br>` says so.

    Raised digits stay raised (10⁶), as do lowered ones after a digit; the parts of a fraction have a stroke between them."""
    stack: list[LexborNode | str] = [root]
    seen = 0
    preformatted = 0
    raised = lowered = 0
    hidden, written = rules.hidden, rules.written
    last = ""
    is_item = is_struck = False  # what comes next begins an item, or follows what is struck
    while stack:
        node = stack.pop()
        seen += 1
        if seen > MAX_NODES:
            raise UnreadableFile(
                f"`{path}` has more than {MAX_NODES:,} parts: have another program write its text, and name that"
            )
        if isinstance(node, str):
            preformatted -= node == "</pre>"
            raised += (node == "<sup>") - (node == "</sup>")
            lowered -= node == "</sub>"
            if not node.startswith("<"):
                yield node
                last = node[-1:] or last
            continue
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            text = text if preformatted else re.sub(r"[ \t\r\n\f]+", " ", text)
            if raised and not text.startswith("["):
                text = text.translate(RAISED)
            elif lowered and (last.isdigit() or last == "/"):
                text = text.translate(LOWERED)
            if is_struck and text:
                yield " " if last.isalnum() and text[0].isalnum() else ""  # `5<del>0</del>6` is not 56
                is_struck = False
            if is_item and text.strip():
                yield "• "
                is_item = False
            yield text
            last = text[-1:] or last
        elif node.is_element_node and node.mem_id not in hidden and not _unseen(node, tag):
            if tag == "br":
                yield "\n"
                continue
            children: list[LexborNode | str] = list(_children(node))
            if tag == "pre":
                preformatted += 1
                stack.append("</pre>")
            elif tag == "sup" or node.mem_id in rules.lifted or _RAISES.search(node.attributes.get("style") or ""):
                raised += 1
                stack.append("</sup>")
            elif tag == "sub":
                lowered += 1
                stack.append("</sub>")
            elif tag == "q":
                children = ["“", *children, "”"]
            elif tag in _OF_FORMULA:
                mark, end = _OF_FORMULA[tag]
                parts = [child for child in _children(node) if child.is_element_node]
                children = [" ", *parts[:1], mark, *parts[1:], end]
            elif tag == "svg":
                children = list(node.css("text"))
            elif tag == "input":
                children = _picture(node) or (_FIELD if _shown(node) else [])
            elif tag == "img":
                children = _picture(node)
            elif tag in ("textarea", "progress", "meter"):
                children = _FIELD
            elif tag == "bdo" and (node.attributes.get("dir") or "").lower() == "rtl":
                children = [_turned(node.text() or "")]
            if rules.is_white(node, tag):
                children = _WHITE
            if written and ((node.mem_id, False) in written or (node.mem_id, True) in written):
                children = [written.get((node.mem_id, False), ""), *children, written.get((node.mem_id, True), "")]
            if tag in _CELLS:
                yield "\t"
            elif tag in _BLOCKS:
                yield "\n\n"
                stack.append("\n\n")
                is_item = tag == "li" or (is_item and tag not in ("ul", "ol"))
            stack.extend(reversed(children))
        elif tag in _STRUCK:
            is_struck = True


def _shown(node: LexborNode) -> str:
    """What a field of a form shows."""
    kind = (node.attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return kind
    return (node.attributes.get("value") or "") if kind in ("text", "submit", "button", "search") else ""


def _picture(node: LexborNode) -> list[LexborNode | str]:
    """What stands for a picture in its place: the words that the page has for whoever cannot see it; nothing where it has none."""
    words = " ".join((node.attributes.get("alt") or "").translate(_UNBRACKETED).split())
    return [f" [image: {words}] "] if any(map(str.isalnum, words)) else []


def _turned(text: str) -> str:
    """Words as a page shows them that turns them round: letters of a writing that runs from the left, from the last to the first."""
    text = " ".join(text.split())
    return text if any(bidirectional(sign) in ("R", "AL") for sign in text) else text[::-1]


def _unseen(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    closed = tag == "dialog" and "open" not in attributes
    closed |= "popover" in attributes
    return closed or tag in _UNSEEN or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _children(node: LexborNode) -> Iterable[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next
