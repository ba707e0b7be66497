"""What settings waive: in, one entry `[[waive]]` of a file of settings; out, which codes, facts and files it speaks of, and its reason.

An entry narrows down by all that it says. Errors are waived by none: they are mended, or their facts are taken out.
"""

from __future__ import annotations

import re

from factbase.ground.choosing import ALL
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES, Severity
from factbase.ground.span import Span

__all__ = ["ENTRY_FIELDS", "WaiveEntry", "glob_fits", "waivable", "waivable_names"]

ENTRY_FIELDS = ("code", "relation", "argument", "path", "reason")
"""What an entry may say."""


@dataclass(frozen=True, slots=True)
class WaiveEntry:
    """An entry; `root` is the real folder of its settings. Where it names no relation, argument or path, it is of any."""

    codes: tuple[str, ...]
    relation: str | None
    argument: str | None
    paths: tuple[str, ...]
    reason: str
    root: str
    span: Span
    names: tuple[Span, Span]  # where the relation and the argument are written

    def of_code(self, code: str) -> bool:
        """Whether it speaks of findings of a code."""
        return waivable(code) and any(name == ALL or code.startswith(name) for name in self.codes)

    def of_file(self, name: str | None) -> bool:
        """Whether it speaks of findings in a file, by its path from the folder of the settings on; None for those of no file."""
        return not self.paths or (name is not None and any(glob_fits(glob, name) for glob in self.paths))


def waivable(code: str) -> bool:
    """Whether settings can waive findings of a code: no error, no violation, which `allow` accepts, and none on a baseline or an entry."""
    return CODES[code].severity is not Severity.ERROR and not code.startswith(("B", "C", "L"))


def waivable_names(name: str) -> bool:
    """Whether any finding that a name of codes stands for can be waived."""
    return any(waivable(code) for code in CODES if name == ALL or code.startswith(name))


def glob_fits(glob: str, name: str) -> bool:
    """Whether a glob names a file: by its name, or that of a folder around it."""
    pattern = _pattern(glob)
    parts = name.split("/")
    if "/" not in glob.rstrip("/"):
        return any(pattern.fullmatch(part) for part in parts)
    return any(pattern.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1))


def _pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stand for what has no `/` in it, `**` for any folders."""
    pieces = re.split(r"(\*\*/|/\*\*$|\*|\?)", glob.strip("/"))
    meant = {"**/": "(?:.*/)?", "/**": "/.*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meant.get(piece, re.escape(piece)) for piece in pieces), re.DOTALL)
