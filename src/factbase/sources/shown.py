"""How a Word document is shown: in, its styles and what a run says itself; out, whether it is hidden or white, or an item of a list.

A property of its own counts before that of a style; of those that turn on and off, two styles that both set one turn it off again
(ISO/IEC 29500-1, 17.7.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from factbase.ground.dataclass import dataclass
from factbase.sources.colour import BLACK, NEAREST, WHITE, contrast, of_name
from factbase.sources.parts import Reader, attribute

__all__ = ["Format", "Styles"]

_HIDES = frozenset(["vanish", "strike", "dstrike"])
_TOGGLES = frozenset(["vanish", "strike"])
_OFF = frozenset(["0", "false", "off", "none"])
_SMALLEST = 3  # half points: the words of a font of a point are none
_MAX_DEPTH = 50  # of styles that are based on others


@dataclass(slots=True)
class Format:
    """What is said of some text, by a style or beside it: which properties are on or off, its size, its colour and its ground."""

    says: dict[str, bool] = field(default_factory=dict)
    ink: str = ""
    ground: str = ""
    based_on: str = ""
    is_item: bool | None = None  # whether its paragraphs are items of a list

    def take(self, tag: str, of: Mapping[str, str]) -> None:
        """Takes a property of a run."""
        value = attribute(of, "val")
        if tag in _HIDES:
            self.says[tag] = value not in _OFF
        elif tag == "sz" and value.isdecimal():
            self.says["tiny"] = int(value) <= _SMALLEST
        elif tag == "color":
            self.ink = value
        elif tag == "highlight" and value not in _OFF:
            self.ground = value
        elif tag == "shd":
            self.ground = attribute(of, "fill") or self.ground
        elif tag == "numId":
            self.is_item = value != "0"


class Styles(Reader):
    """The styles of a document, by their ids."""

    def __init__(self) -> None:
        self._by_id: dict[str, Format] = {}
        self._default = ""
        self._style: Format | None = None
        self._wholes: dict[str, Format] = {}

    def start(self, name: str, of: Mapping[str, str]) -> None:
        """Takes a style, or what one says."""
        tag = name.rpartition(" ")[2]
        if tag == "style":
            key = attribute(of, "styleId")
            self._style = self._by_id.setdefault(key, Format())
            if attribute(of, "type") == "paragraph" and attribute(of, "default") not in ("", *_OFF):
                self._default = key
        elif tag == "basedOn" and self._style is not None:
            self._style.based_on = attribute(of, "val")
        elif self._style is not None:
            self._style.take(tag, of)

    def end(self, name: str) -> None:
        """A style ends."""
        if name.rpartition(" ")[2] == "style":
            self._style = None

    def hides(self, paragraph: str, style: str, own: Format) -> bool:
        """Whether a run is hidden, struck or too small, in a paragraph of one style and of another style itself."""
        around, inner = self._whole(paragraph or self._default), self._whole(style)
        for name in (*_HIDES, "tiny"):
            if name in own.says:
                on = own.says[name]
            elif name in _TOGGLES:
                on = around.says.get(name, False) != inner.says.get(name, False)
            else:
                on = inner.says.get(name, around.says.get(name, False))
            if on:
                return True
        return False

    def is_white(self, paragraph: str, style: str, own: Format, ground: str) -> bool:
        """Whether a run may be in the colour of what it stands on, which is `ground` unless it or a style says another."""
        around, inner = self._whole(paragraph or self._default), self._whole(style)
        ink = own.ink or inner.ink or around.ink
        on = own.ground or inner.ground or ground or around.ground
        colours = [
            BLACK if not ink or ink == "auto" else of_name(ink),
            WHITE if not on or on == "auto" else of_name(on),
        ]
        return (
            bool(ink)
            and ink != "auto"
            and None not in colours
            and contrast(colours[0] or BLACK, colours[1] or WHITE) < NEAREST
        )

    def is_item(self, paragraph: str) -> bool:
        """Whether a paragraph of a style is an item of a list."""
        return bool(self._whole(paragraph or self._default).is_item)

    def _whole(self, key: str) -> Format:
        """A style with all that it takes from those on which it is based."""
        if key in self._wholes:
            return self._wholes[key]
        whole, first = Format(), key
        for _ in range(_MAX_DEPTH):
            style = self._by_id.get(key)
            if style is None:
                break
            is_item = style.is_item if whole.is_item is None else whole.is_item
            whole = Format(
                {**style.says, **whole.says}, whole.ink or style.ink, whole.ground or style.ground, is_item=is_item
            )
            key = style.based_on
        self._wholes[first] = whole
        return whole
