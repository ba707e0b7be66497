"""What the style sheets of a page declare: in, its tree; out, for each element, the value of each property that wins (CSS Cascade 5).

Read is what decides whether and where words are seen, on a screen of a desk. A sheet that lies outside the page is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from factbase.ground.dataclass import dataclass

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Styles"]

_READ_NAMES = """
    display visibility content-visibility opacity filter color -webkit-text-fill-color background-color background-image background-clip
    font-size text-decoration-line clip clip-path overflow width height max-width max-height position left right top bottom text-indent
    margin-left transform scale translate vertical-align font-variant-position content
"""
_READ = frozenset(_READ_NAMES.split())
_TOKENS = re.compile(
    r"""(?P<gap>/\*.*?(?:\*/|\Z)|<!--|-->)"""
    r"""|(?P<whole>"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|url\(\s*+[^"'\s)][^)]*+\)?|\\.)"""
    r"""|(?P<mark>[{};()\[\]])""",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_IMPORTANT = re.compile(r"!\s*important\s*\Z", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_PSEUDO = re.compile(r"::?(before|after)\s*\Z", re.IGNORECASE)
_COMMA = re.compile(r"""(?P<whole>"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|\\.)|[()\[\],]""", re.DOTALL)
_WEIGHED = re.compile(
    r"(?P<id>#[\w-]+)|(?P<class>\.[\w-]+|\[[^\]]*\]|:(?:nth|first|last|only)[\w-]*(?:\([^()]*\))?|:(?!is|not|has|where)[\w-]+)"
    r"|(?P<none>:where\([^()]*\)|:(?:is|not|has|where))|(?P<type>[\w-]+)"
)
_NAMED = re.compile(r"([.#])([\w-]+)")
_SIZE = re.compile(r"font\b.*?(?<![\w.-])(\d*\.?\d+(?:px|pt|em|rem|ex|ch|vw|vh|%)|0)(?=[\s/])", re.IGNORECASE)
_FEATURE = re.compile(
    r"(?P<bound>min|max)-(?:device-)?(?P<side>width|height)\s*:\s*(?P<number>\d+(?:\.\d+)?)(?P<unit>px|em|rem|pt)?"
    r"|(?P<of>width|height)\s*(?P<than>[<>]=?)\s*(?P<limit>\d+(?:\.\d+)?)(?P<of_limit>px|em|rem|pt)?",
    re.IGNORECASE,
)
_SCREEN = {"width": 1280.0, "height": 800.0}
_PIXELS = {"em": 16.0, "rem": 16.0, "pt": 4 / 3}
# Of a query, what holds of no light screen with a pointer. What else is asked may hold, and a rule that hides by it hides.
_NEVER = re.compile(
    r"prefers-color-scheme\s*:\s*dark|orientation\s*:\s*portrait|hover\s*:\s*none|pointer\s*:\s*(?:coarse|none)|forced-colors\s*:\s*active"
    r"|prefers-contrast\s*:\s*(?:more|less)|display-mode\s*:\s*(?!browser)",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"\s*(?:(not|only)\s+)?(?!and\b)([\w-]*)\s*(.*)", re.IGNORECASE | re.DOTALL)

_Rank: TypeAlias = tuple[bool, bool, bool, tuple[int, int, int], int]


@dataclass(frozen=True, slots=True)
class Styles:
    """What is declared of the elements of a page, by their ids; and the words that stand before and after what they hold."""

    _of: dict[int, dict[str, tuple[_Rank, str]]]
    _around: dict[tuple[int, str], dict[str, tuple[_Rank, str]]]
    _variables: dict[str, str | None]

    @classmethod
    def of(cls, root: LexborNode) -> Styles:
        """The styles of a page. A selector that the library does not know, such as of a state, holds of nothing."""
        from selectolax.lexbor import SelectolaxError

        made = cls({}, {}, {})
        names = _names(root)
        matched: dict[str, list[int]] = {}
        order = 0
        for sheet in root.css("style"):
            if sheet.parent is not None and sheet.parent.tag in ("noscript", "template"):
                continue
            if not _is_shown_on(sheet.attributes.get("media") or ""):
                continue
            for around, declared in _declarations(sheet.text() or ""):
                read = list(_properties(declared))
                rule = _selectors(around)
                if rule is None or not read:
                    continue
                is_layered, selectors = rule
                order += 1
                made._keep(read)
                for selector in selectors:
                    pseudo = _PSEUDO.search(selector)
                    plain = selector[: pseudo.start()].strip() or "*" if pseudo else selector
                    if plain not in matched:
                        try:
                            found = root.css(plain) if _may_match(plain, names) else []
                        except (SelectolaxError, ValueError):
                            found = []
                        matched[plain] = [node.mem_id for node in found]
                    weight = _weight(plain) if matched[plain] else (0, 0, 0)
                    for name, value, important in read:
                        rank = (important, False, is_layered == important, weight, order)
                        for node in matched[plain]:
                            if pseudo is None:
                                _put(made._of.setdefault(node, {}), name, rank, value)
                            else:
                                _put(made._around.setdefault((node, pseudo[1].lower()), {}), name, rank, value)
        return made

    def at(self, node: LexborNode) -> Mapping[str, str]:
        """The values of an element, its own style attribute among them."""
        values = self._of.get(node.mem_id, {})
        own = node.attributes.get("style")
        if own:
            values = dict(values)
            for order, (_, declared) in enumerate(_declarations(own)):
                for name, value, important in _properties(declared):
                    _put(values, name, (important, True, True, (0, 0, 0), order), value)
        return {name: self._resolved(value) for name, (_, value) in values.items()}

    def around(self, node: LexborNode, place: str) -> Mapping[str, str]:
        """The values of what stands `before` or `after` all that an element holds; none where nothing does."""
        return {name: self._resolved(value) for name, (_, value) in self._around.get((node.mem_id, place), {}).items()}

    def _keep(self, read: list[tuple[str, str, bool]]) -> None:
        for name, value, _ in read:
            if name.startswith("--"):  # one value for the whole page, or an unknown one
                self._variables[name] = value if self._variables.get(name, value) == value else None

    def _resolved(self, value: str) -> str:
        def put(found: re.Match[str]) -> str:
            return (self._variables[found[1]] or found[0]) if found[1] in self._variables else (found[2] or found[0])

        for _ in range(8):  # a variable of a variable
            if "var(" not in value or len(value) > 10_000:
                break
            value = _VARIABLE.sub(put, value)
        return value


def _put(values: dict[str, tuple[_Rank, str]], name: str, rank: _Rank, value: str) -> None:
    if name not in values or rank >= values[name][0]:
        values[name] = (rank, value)


def _declarations(sheet: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each declaration, with what stands before the blocks around it, from the outermost."""
    around: list[str] = []
    pieces: list[str] = []
    last = depth = 0
    for token in _TOKENS.finditer(sheet):
        pieces.append(sheet[last : token.start()])
        last = token.end()
        mark = token["mark"]
        if mark is None:
            pieces.append(" " if token["gap"] else token[0])
        elif mark in "([":
            depth += 1
            pieces.append(mark)
        elif mark in ")]" or depth:
            depth -= bool(depth and mark in ")]")
            pieces.append(mark)
        else:
            text = "".join(pieces).strip()
            pieces.clear()
            if mark == "{":
                around.append(text)
            elif text:
                yield tuple(around), text
            if mark == "}" and around:
                around.pop()
    text = "".join([*pieces, sheet[last:]]).strip()
    if text:
        yield tuple(around), text


def _properties(declared: str) -> Iterator[tuple[str, str, bool]]:
    """The properties that a declaration sets, each with its value, and whether it is important; a shorthand sets several."""
    name, colon, value = declared.partition(":")
    name = _unescaped(name).strip().lower()
    important = _IMPORTANT.search(value)
    value = value[: important.start()].strip() if important else value.strip()
    is_important = important is not None
    if not colon or not value:
        return
    if name == "background":
        is_image = re.search(r"url\(|gradient\(|image", value, re.IGNORECASE) is not None
        yield "background-color", value, is_important
        yield "background-image", "url()" if is_image else "none", is_important
        if "text" in value.split():
            yield "background-clip", "text", is_important
    elif name == "font":
        size = _SIZE.search(f"font {value}")
        yield "font-size", size[1] if size else "medium", is_important
    elif name in ("text-decoration", "overflow-x", "overflow-y", "-webkit-background-clip"):
        name = {"text-decoration": "text-decoration-line", "-webkit-background-clip": "background-clip"}.get(
            name, "overflow"
        )
        yield name, value, is_important
    elif name in _READ or name.startswith("--"):
        yield name, _unescaped(value) if name != "content" else value, is_important


def _unescaped(text: str) -> str:
    def sign(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else ord(found[2])
        return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(sign, text) if "\\" in text else text


def _selectors(around: tuple[str, ...]) -> tuple[bool, list[str]] | None:
    """Whether a rule is in a layer, and its selectors, those of the rules around it before them; None where it holds nowhere."""
    layered = False
    selectors: list[str] = []
    for prelude in around:
        if prelude.startswith("@"):
            at, _, condition = prelude[1:].partition(" ")
            at, paren, rest = at.partition("(")
            condition = f"{paren}{rest} {condition}".strip()
            match at.lower():
                case "layer":
                    layered = True
                case "media" | "container" if _is_shown_on(condition):
                    pass
                case "supports" if not condition.lower().startswith("not"):
                    pass
                case _:
                    return None
        elif selectors:
            whole = f":is({', '.join(selectors)})"
            inner = _split(prelude)
            selectors = [each.replace("&", whole) if "&" in each else f"{whole} {each}" for each in inner]
        else:
            selectors = _split(prelude)
        if len(selectors) > 100_000 or sum(map(len, selectors)) > 1_000_000:
            return None
    return (layered, selectors) if selectors else None


def _split(selectors: str) -> list[str]:
    """The selectors of a list, which commas part that stand in no brackets and no string."""
    parts: list[str] = []
    depth = start = 0
    for token in _COMMA.finditer(selectors):
        if token["whole"]:
            continue
        if token[0] == "," and not depth:
            parts.append(selectors[start : token.start()])
            start = token.end()
        depth = max(0, depth + (token[0] in "([") - (token[0] in ")]"))
    return [each.strip() for each in [*parts, selectors[start:]] if each.strip()]


def _names(root: LexborNode) -> frozenset[str]:
    """The classes and ids that a page has, as selectors write them."""
    classes = {f".{name}" for node in root.css("[class]") for name in (node.attributes.get("class") or "").split()}
    return frozenset(classes | {f"#{node.attributes.get('id')}" for node in root.css("[id]")})


def _may_match(selector: str, names: frozenset[str]) -> bool:
    """Whether a page has all classes and ids that a selector asks for; most rules of a long sheet are for other pages."""
    if any(sign in selector for sign in "([\\"):
        return True
    return all(found[0] in names for found in _NAMED.finditer(selector))


def _weight(selector: str) -> tuple[int, int, int]:
    """How specific a selector is: its ids, its classes and its types; of a list within one, all of its parts count."""
    ids = classes = types = 0
    for found in _WEIGHED.finditer(selector):
        ids += found["id"] is not None
        classes += found["class"] is not None
        types += found["type"] is not None
    return ids, classes, types


def _is_shown_on(media: str) -> bool:
    """Whether a list of media queries holds of a screen."""
    return not media.strip() or any(_holds(query) for query in media.split(","))


def _holds(query: str) -> bool:
    asked = _MEDIA.fullmatch(query)
    if asked is None:
        return True
    prefix, kind, features = asked.groups()
    of_screen = kind.lower() in ("", "all", "screen")
    holds = of_screen and _NEVER.search(features) is None and all(map(_fits, _FEATURE.finditer(features)))
    return holds != ((prefix or "").lower() == "not")


def _fits(feature: re.Match[str]) -> bool:
    """Whether the screen is as wide or as high as a query asks."""
    side = _SCREEN[(feature["side"] or feature["of"]).lower()]
    number, unit = feature["number"] or feature["limit"], feature["unit"] or feature["of_limit"]
    asked = float(number) * _PIXELS.get((unit or "").lower(), 1.0)
    if (feature["bound"] or "").lower() == "max" or (feature["than"] or "").startswith("<"):
        return side <= asked
    return side >= asked
