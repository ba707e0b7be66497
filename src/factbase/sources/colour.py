"""Colours as a page writes them: in, `#fff`, `rgb(…)`, `hsl(…)` or a name; out, how red, green, blue and opaque each is, from 0 to 1."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from typing import TypeAlias

__all__ = ["BLACK", "NEAREST", "WHITE", "Colour", "contrast", "of_name"]

Colour: TypeAlias = tuple[float, float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)

NEAREST = 1.15
"""The contrast below which words are not told from what they stand on: WCAG asks for 4.5, and pale grey on white has 1.5."""

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-z])", re.IGNORECASE)
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
_PART = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(%|deg|turn|rad)?", re.IGNORECASE)
# The names that are dark, light or common; of another one nothing is known.
_NAMES = {
    "white": "fff",
    "snow": "fffafa",
    "ivory": "fffff0",
    "floralwhite": "fffaf0",
    "ghostwhite": "f8f8ff",
    "mintcream": "f5fffa",
    "azure": "f0ffff",
    "aliceblue": "f0f8ff",
    "whitesmoke": "f5f5f5",
    "seashell": "fff5ee",
    "lightyellow": "ffffe0",
    "beige": "f5f5dc",
    "yellow": "ff0",
    "silver": "c0c0c0",
    "gray": "808080",
    "grey": "808080",
    "black": "000",
    "navy": "000080",
    "blue": "00f",
    "green": "008000",
    "red": "f00",
    "maroon": "800000",
    "purple": "800080",
    "teal": "008080",
    "transparent": "0000",
}
_NAME = re.compile(r"(?<![\w(#-])(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")(?![\w(-])", re.IGNORECASE)


def of_name(text: str) -> Colour | None:
    """The first colour in a value; None where none is known."""
    text = text[:1000]
    if found := _HEX.search(text):
        return _of_digits(found[1])
    if found := _CALL.search(text):
        return _of_parts(found[1].lower(), found[2])
    if found := _NAME.search(text):
        return _of_digits(_NAMES[found[0].lower()])
    bare = re.fullmatch(r"\s*([0-9a-f]{6})\s*", text, re.IGNORECASE)  # as old pages write them
    return _of_digits(bare[1]) if bare else None


def contrast(one: Colour, other: Colour) -> float:
    """How far an ink stands out from its ground, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    share = one[3]
    drawn = tuple(share * ink + (1 - share) * ground for ink, ground in zip(one[:3], other[:3], strict=True))
    light, dark = sorted((_luminance(drawn), _luminance(other[:3])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: tuple[float, ...]) -> float:
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _of_digits(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(each * 2 for each in digits)
    red, green, blue, opaque = (int(f"{digits}ff"[at : at + 2], 16) / 255 for at in (0, 2, 4, 6))
    return red, green, blue, opaque


def _of_parts(model: str, text: str) -> Colour | None:
    parts = _PART.findall(text)
    if len(parts) not in (3, 4):
        return None
    numbers = [float(number) for number, _ in parts]
    opaque = 1.0
    if len(parts) == 4:
        opaque = min(1.0, max(0.0, numbers[3] * (0.01 if parts[3][1] == "%" else 1.0)))
    if model == "rgb":
        red, green, blue = (
            min(1.0, max(0.0, number / (100 if unit == "%" else 255)))
            for number, (_, unit) in zip(numbers[:3], parts[:3], strict=True)
        )
        return red, green, blue, opaque
    turn = {"turn": 1.0, "rad": 0.159155}.get(parts[0][1], 1 / 360)
    light, full = (min(1.0, max(0.0, number / 100)) for number in (numbers[2], numbers[1]))
    red, green, blue = hls_to_rgb(numbers[0] * turn % 1.0, light, full)
    return red, green, blue, opaque
