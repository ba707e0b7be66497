"""Characters that act on what shows them, or hide in it: in, a text of anybody; out, the same text with each of them written as an escape.

An escape is that of JSON, so a JSON text stays the same JSON; what is shown is the same in every format.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["as_escape", "as_line", "as_text", "is_shown"]

# What a terminal or a page obeys and does not draw.
_ACTING = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),  # C0 but for tab and line feed, DEL, C1
    *((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E)),  # what turns the direction of writing
    *((0x2028, 0x2029), (0x2066, 0x206F)),  # separators of lines and paragraphs; more that turns, deprecated formats
    *((0xD800, 0xDFFF), (0xFFF9, 0xFFFB)),  # halves of characters, which no encoding has; interlinear annotations
    (0xE0000, 0xE007F),  # tags, in which text can be hidden
)
# What takes no room and so hides that two words are not the same. Some writing is made with it, and there it stays as it is: joiners
# next to letters that join and within emoji, spaces of no width where words have no others, fillers in old Korean, a soft hyphen where
# a word may be hyphenated.
_JOINING = (
    "\u0590-\u0dff\u0f00-\u109f\u1780-\u180d\u180f-\u18af\u1a20-\u1aaf\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_UNSPACED = "\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\uaa60-\uaadf"
_HANGUL = "\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\uac00-\ud7ff"
_UNSEEN = "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0"
_ANY_UNSEEN = re.compile(f"[{_UNSEEN}]")
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def is_shown(text: str) -> bool:
    """Whether a text may be sent as it is, line feeds and tabs included."""
    return as_text(text) == text


def as_text(text: str) -> str:
    """A text of lines as it may be sent: what acts but line feeds and tabs is escaped, and what is not seen where it hides anything."""
    if text.isascii() and text.isprintable():  # nearly every text that is no block of lines
        return text
    acting = _acting(text)
    if acting:
        text = text.translate({ord(character): as_escape(character) for character in acting})
    if not text.isascii() and _ANY_UNSEEN.search(text):
        text = _hiding().sub(lambda found: as_escape(found[1]) if found[1] else found[0], text)
    return text


@cache
def _hiding() -> re.Pattern[str]:
    """Each character that is not seen: as a group, unless it stands where writing is made with it."""

    def beside(neighbours: str, unseen: str) -> str:  # two that are not seen are one too many
        return f"(?<=[{neighbours}])[{unseen}](?![{_UNSEEN}])|(?<![{_UNSEEN}])[{unseen}](?=[{neighbours}])"

    letters, hyphen, joiner = r"[^\W\d_]" * 2, "\u00ad", "\u200d"
    made_with = (
        f"(?<={letters}){hyphen}(?={letters})",
        f"(?<=[{_EMOJI}]){joiner}(?=[{_EMOJI}])",
        beside(_JOINING, "\u034f\u180e\u200c\u200d"),
        beside(_UNSPACED, "\u200b"),
        beside(_HANGUL, "\u115f\u1160"),
    )
    return re.compile(f"{'|'.join(made_with)}|([{_UNSEEN}])")


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
