"""Characters that act on what shows them: in, a text of anybody; out, the same text with each of them written as an escape.

An escape is that of JSON, so a JSON text stays the same JSON; what is shown is the same in every format.
"""

from __future__ import annotations

__all__ = ["as_escape", "as_line", "as_text", "is_shown"]

# What a terminal or a page obeys and does not draw. Joiners and spaces of no width are none of it: words of Persian are made with them.
_ACTING = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),  # C0 but for tab and line feed, DEL, C1
    *((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E)),  # what turns the direction of writing
    *((0x2028, 0x2029), (0x2066, 0x206F)),  # separators of lines and paragraphs; more that turns, deprecated formats
    *((0xD800, 0xDFFF), (0xFFF9, 0xFFFB)),  # halves of characters, which no encoding has; interlinear annotations
    (0xE0000, 0xE007F),  # tags, in which text can be hidden
)
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def is_shown(text: str) -> bool:
    """Whether a text may be sent as it is, line feeds and tabs included."""
    return not _acting(text)


def as_text(text: str) -> str:
    """A text of lines as it may be sent: all but line feeds and tabs is escaped."""
    if text.isprintable():  # nearly every text that is no block of lines
        return text
    acting = _acting(text)
    return text.translate({ord(character): as_escape(character) for character in acting}) if acting else text


def _acting(text: str) -> list[str]:
    """Which characters of a text act. None of them is printable, as Python knows it; to find that out is nearly all that this takes."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return []
    unprintable = (character for character in set(text) if not character.isprintable())
    return [each for each in unprintable if any(first <= ord(each) <= last for first, last in _ACTING)]


def as_line(text: str) -> str:
    """A text as it may be sent within a line: as `as_text`, and a line feed is an escape too, so that it begins no line."""
    return as_text(text).replace("\n", "\\n")


def as_escape(character: str) -> str:
    """The escape of one character in a JSON string: `\\n`, `\\u001b`, `\\udb40\\udc01`."""
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
