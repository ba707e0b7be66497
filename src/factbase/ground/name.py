"""Names in any letters (UAX 31): in, a name as it stands in a file; out, its one form, and why it is none.

Promised: names that look alike are alike. So a name is in NFC, each word of it has the letters of one writing, and none that only look so.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CONTINUES", "name_problem", "normal_name"]

# Marks that go on with a letter, which `\w` lacks; what of these blocks is none, `str.isidentifier` tells.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
    "\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
CONTINUES = rf"[\w{_MARKS}]"
"""What a name goes on with, as a regular expression; the grammar has the same."""

# Written beside one another everywhere; any other two are told apart by nobody who reads them.
_TOGETHER = frozenset(
    {"LATIN", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"}
)


def normal_name(name: str) -> str:
    """The one form of a name."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def name_problem(name: str) -> str | None:
    """Why a name is none that can be told from others, in its one form; None where it can."""
    if name.isascii():
        return None
    if not name.isidentifier():
        return f"`{name}` has a sign that is no letter, digit or `_`"
    if unicodedata.normalize("NFKC", name) != name:
        return f"`{name}` has letters in another form: write `{unicodedata.normalize('NFKC', name)}`"
    if unicodedata.category(name[0]) in ("Lu", "Lt") and not name[0].isascii():
        return f"a variable begins with A to Z or `_`, such as `X_{name}`, any other name with a small letter or one without case"
    for word in re.split("[_0-9]+", name):
        writings = sorted({_writing(char) for char in word if char.isalpha()})
        if len(writings) > 1 and not _TOGETHER.issuperset(writings):
            named = " and ".join(writing.capitalize() for writing in writings)
            return f"`{name}` mixes letters of {named}, some of which look alike"
    return None


def _writing(char: str) -> str:
    """The writing of a letter, by the first word of its name in Unicode."""
    return "LATIN" if char.isascii() else unicodedata.name(char, "UNKNOWN").split(" ")[0]
