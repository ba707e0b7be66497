"""Formatting: in, a file's text; out, the same statements in the one layout, with their comments, or what is wrong with it.

What is written reads back as the same Tree, and formatted again it is the same text.
"""

from __future__ import annotations

import re
from pathlib import Path

from factbase.ground.diagnostic import Diagnostic, InternalError
from factbase.ground.span import TextFile
from factbase.syntax.cut import pieces
from factbase.syntax.grammar import parser, tokens
from factbase.syntax.items import depth, with_comments
from factbase.syntax.layout import laid_out
from factbase.syntax.parse import parse
from factbase.syntax.write import write_tree

__all__ = ["formatted"]

DEEPEST = 20  # brackets within brackets: a statement that has more is left as it is written


def formatted(file: TextFile, tables: Path | None = None) -> str | tuple[Diagnostic, ...]:
    """The text of a file in the one layout; where something of it cannot be read, what that is."""
    tree, problems = parse(file, tables)
    if problems:
        return problems
    text, grammar = file.text, parser(tables)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines: list[str] = []
    position = len(mark)
    for start, end in pieces(text):
        lines += _between(text[position:start], bool(lines))
        position = _line_end(text, end)
        read = with_comments(text, tokens(grammar, text, start, end), start, position)
        lines += (text[start:position].rstrip() if depth(read) > DEEPEST else laid_out(read)).splitlines()
    lines += _between(text[position:], bool(lines))
    written = mark + "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n" if lines else mark
    again, _ = parse(TextFile(file.path, written), tables)
    if write_tree(again) != write_tree(tree):
        raise InternalError(f"{file.path}: a statement is laid out as another one")
    first = text.find("\n")
    return written.replace("\n", "\r\n") if first > 0 and text[first - 1] == "\r" else written


def _line_end(text: str, end: int) -> int:
    """Where the comment behind a statement ends; where there is none, the statement."""
    behind = re.compile(r"[ \t]*%[^\n]*").match(text, end)
    return behind.end() if behind is not None else end


def _between(text: str, after: bool) -> list[str]:
    """The comments between two statements, with one blank line wherever there are any."""
    found: list[str] = []
    rest = text.split("\n")
    for number, line in enumerate(rest):
        comment = line.strip()
        if comment:
            found.append(comment)
        elif 0 < number < len(rest) - 1 and (found[-1] if found else after):
            found.append("")
    return found
