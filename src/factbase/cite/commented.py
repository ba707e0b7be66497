"""The comments of files that hold data, and the rows of their tables.

In: a file's name and raw text. Out: the spans of its comments; where its rows end. Promised: linear time; what stands in quotation marks is
text, and no file but those whose format has comments is taken to have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.normalise import Offsets

__all__ = ["comments", "is_table", "rows_apart"]

_TABLES = (".csv", ".tsv")
_QUOTED = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n])*'"
_HASH = later(
    rf"(?:\"{{3}}.*?\"{{3}}|'{{3}}.*?'{{3}}|(?<!\w)(?:{_QUOTED}))|(?P<comment>(?:(?m:^)|(?<=\s))\#[^\n]*)", re.DOTALL
)
_INI = later(r"(?P<comment>(?m:^)[ \t]*[#;][^\n]*|(?<=\s)[#;](?=\s)[^\n]*)")
_SLASH = later(r"\"(?:[^\"\\\n]|\\.)*\"|(?P<comment>//[^\n]*|/\*.*?\*/)", re.DOTALL)
_BY_NAME = {
    **dict.fromkeys((".yaml", ".yml", ".toml"), _HASH),
    **dict.fromkeys((".ini", ".cfg", ".conf", ".properties", ".env"), _INI),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".jsonc", ".json5"), _SLASH),
}


def comments(path: str, text: str) -> Iterator[Offsets]:
    """The spans of the comments of a file, where its format has some."""
    pattern = _BY_NAME.get(path[path.rfind(".") :].lower()) if "." in path else None
    if pattern is not None:
        yield from (found.span("comment") for found in pattern().finditer(text) if found["comment"])


def is_table(path: str) -> bool:
    """Whether a file is a table whose cells are parted by marks, by its name."""
    return path.lower().endswith(_TABLES)


def rows_apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a table runs over the end of a row: a line feed that no cell in quotation marks holds."""
    inside = text.count('"', 0, start) % 2
    return any("\n" in piece for piece in text[start:end].strip().split('"')[inside::2])
