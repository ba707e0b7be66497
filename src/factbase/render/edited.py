"""Edited files as text: in, a file and its new text; out, the lines in which they differ, as `diff -u` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from factbase.ground.span import TextFile

__all__ = ["edited_lines"]


def edited_lines(file: TextFile, text: str, around: int) -> Iterator[str]:
    """The lines that differ, with so many lines around them."""
    old, new = file.text.splitlines(), text.splitlines()
    yield from unified_diff(old, new, file.path, file.path, lineterm="", n=around)
