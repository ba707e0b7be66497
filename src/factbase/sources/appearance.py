"""How an element of a page is seen: in, what is declared of it, and how what is around it looks; out, how its words look.

Hidden is what a browser draws nowhere, or off the screen, or too small or too faint to be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from factbase.ground.dataclass import dataclass
from factbase.sources.colour import BLACK, NEAREST, WHITE, Colour, contrast, of_name

__all__ = ["PAGE", "Appearance", "is_hidden", "is_raised", "is_struck"]

_SMALLEST = 2.0  # pixels: the words of a smaller font are none
_FAINTEST = 0.1  # of opacity
_LINK: Colour = (0.0, 0.0, 0.93, 1.0)
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))(%|[a-z]*)", re.IGNORECASE)
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
    "initial": 16.0,
}
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945}
_RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5, "ch": 0.5, "lh": 1.2}
_FAR = re.compile(r"-\s*(?:\d{4,}(?:\.\d+)?(?:px|pt)?|\d{3,}(?:\.\d+)?(?:r?em|vw|vh|%))", re.IGNORECASE)
_CLIPS = re.compile(r"rect\((?:\s*(?:0|1px|0px)\s*[, ]?\s*){4}\)", re.IGNORECASE)
_CUTS = re.compile(r"inset\(\s*(?:50|100)%|(?:circle|ellipse)\(\s*0|polygon\(\s*0[^,]*\)", re.IGNORECASE)
_SHRINKS = re.compile(r"scale(?:3d|[xy])?\(\s*(?:0*\.?0+)\s*[,)]", re.IGNORECASE)
_FADES = re.compile(r"opacity\(\s*(?:0*\.0*|0+)[1-9]?%?\s*\)", re.IGNORECASE)
_NO_ROOM = re.compile(r"\s*(?:0+(?:\.0+)?[a-z%]*|1px|0?\.\d+px)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Appearance:
    """How words look: whether they are drawn, how large, and in which colour on which, None where the page does not tell."""

    drawn: bool = True
    size: float = 16.0
    ink: Colour | None = BLACK
    ground: Colour | None = WHITE

    @property
    def is_seen(self) -> bool:
        """Whether the words are drawn at all, and not too small."""
        return self.drawn and self.size >= _SMALLEST and (self.ink is None or self.ink[3] >= _FAINTEST)

    @property
    def is_plain(self) -> bool:
        """Whether the words stand out from what they stand on, as far as the page tells."""
        return self.ink is None or self.ground is None or contrast(self.ink, self.ground) >= NEAREST

    def within(self, tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> Appearance:
        """How the words of an element in this one look."""
        looks = self
        said = style.get("visibility", "").lower()
        if said in ("hidden", "collapse", "visible", "initial"):
            looks = replace(looks, drawn=said in ("visible", "initial"))
        if "font-size" in style:
            looks = replace(looks, size=_size(style["font-size"].lower(), self.size))
        ground = style.get("background-color") or attributes.get("bgcolor")
        pictured = style.get("background-image", "none").lower()
        if attributes.get("background") or pictured not in ("none", "initial", "inherit", "unset"):
            looks = replace(looks, ground=None)
        elif ground:
            looks = replace(looks, ground=_on(ground, self.ground))
        return replace(looks, ink=self._inked(tag, attributes, style, has_ground=bool(ground)))

    def _inked(
        self, tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str], *, has_ground: bool
    ) -> Colour | None:
        ink = style.get("-webkit-text-fill-color") or style.get("color")
        ink = ink or (attributes.get("color") if tag == "font" else attributes.get("text") if tag == "body" else None)
        if style.get("background-clip") == "text":
            return None  # its words are drawn in its ground
        if not ink:
            return _LINK if tag == "a" and "href" in attributes else self.ink
        if tag in ("html", "body") and not has_ground:
            return None  # the ground of all is told elsewhere
        if ink.lower() in ("inherit", "currentcolor", "unset"):
            return self.ink
        return of_name(ink)


PAGE = Appearance()
"""How words look of which nothing is declared."""


def is_hidden(tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> bool:
    """Whether nothing of an element is seen, whatever is declared of what it holds."""
    if "display" in style:
        if style["display"].lower() == "none":
            return True
    elif "hidden" in attributes or "popover" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    if len(style) == 0:
        return False
    if style.get("content-visibility", "").lower() == "hidden" or _share(style.get("opacity", "")) < _FAINTEST:
        return True
    if _FADES.search(style.get("filter", "")) or _SHRINKS.search(style.get("transform", "")):
        return True
    if _NUMBER.fullmatch(style.get("scale", "")) and _share(style["scale"]) == 0:
        return True
    if _CLIPS.search(style.get("clip", "")) or _CUTS.search(style.get("clip-path", "")):
        return True
    cut = style.get("overflow", "visible").lower() not in ("visible", "initial")
    if cut and any(_NO_ROOM.fullmatch(style.get(side, "")) for side in ("width", "height", "max-width", "max-height")):
        return True
    moved = ("text-indent", "margin-left", "translate")
    placed = ("left", "right", "top", "bottom") if style.get("position", "static").lower() != "static" else ()
    if any(_FAR.match(style.get(name, "")) for name in (*moved, *placed)):
        return True
    return "translate" in (by := style.get("transform", "")) and _FAR.search(by) is not None


def is_struck(style: Mapping[str, str]) -> bool:
    """Whether the words of an element are struck through."""
    return "line-through" in style.get("text-decoration-line", "").lower()


def is_raised(style: Mapping[str, str]) -> bool:
    """Whether the words of an element stand above their line."""
    return style.get("vertical-align", "").lower() in ("super", "text-top") or "super" in style.get(
        "font-variant-position", ""
    )


def _share(value: str) -> float:
    """A number or a percentage as a share of the whole; the whole where it is none."""
    number = _NUMBER.match(value)
    if number is None:
        return 1.0
    return float(number[1]) * (0.01 if number[2] == "%" else 1.0)


def _size(value: str, around: float) -> float:
    """The size of a font in pixels, within one of another size."""
    if value in _SIZES:
        return _SIZES[value]
    number = _NUMBER.fullmatch(value)
    if value in ("smaller", "larger", "inherit", "unset"):
        return around
    if number is None:  # computed, and of no size that is known
        return max(around, PAGE.size)
    at = float(number[1])
    if number[2] in _RELATIVE:
        return at * _RELATIVE[number[2]] * around
    return at * _ABSOLUTE.get(number[2], 1.0 if at == 0 else 16.0)


def _on(value: str, ground: Colour | None) -> Colour | None:
    """The ground that a background makes of the one below it."""
    if value.lower() in ("none", "transparent", "initial", "unset", "inherit"):
        return ground
    colour = of_name(value)
    if colour is None:
        return None
    if colour[3] >= 1 or ground is None:
        return colour if colour[3] >= 1 else None
    red, green, blue = (
        colour[3] * over + (1 - colour[3]) * under for over, under in zip(colour[:3], ground[:3], strict=True)
    )
    return red, green, blue, 1.0
