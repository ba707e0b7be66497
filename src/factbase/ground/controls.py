"""Characters that act on what shows them: in, a text of anybody; out, the same text with each of them written as an escape.

An escape is that of JSON, so a JSON text stays the same JSON; what is shown is the same in every format.
"""

from __future__ import annotations

import re

__all__ = ["as_escape", "as_line", "as_text", "is_shown"]

# What is drawn and nothing else. In the gaps stands what a terminal or a page obeys: C0 and DEL; C1; the marks that turn the direction of
# writing, three of them by themselves; line and paragraph separators; the deprecated formats; halves of characters, which no encoding has;
# interlinear annotations; the tags in which text can be hidden. Joiners and spaces of no width stay: words of Persian are made with them.
_DRAWN = r"\t\n -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufff8\ufffc-\U000dffff\U000e0080-\U0010ffff"
_ALL = re.compile(
    f"[{_DRAWN}]*"
)  # a match of the whole takes a third of the time that a search for the first other one takes
_OTHER = re.compile(f"[^{_DRAWN}]")
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def is_shown(text: str) -> bool:
    """Whether a text may be sent as it is, line feeds and tabs included."""
    return _ALL.fullmatch(text) is not None


def as_text(text: str) -> str:
    """A text of lines as it may be sent: all but line feeds and tabs is escaped."""
    return text if is_shown(text) else _OTHER.sub(lambda found: as_escape(found[0]), text)


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
