"""Appending: in, the text of a file and more statements; out, the text with them, below `from S.` of their source, in the one layout.

Promised: nothing of the file is touched, neither comments nor order; what is added reads back as it was given.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.syntax.cut import pieces
from factbase.syntax.format import formatted
from factbase.syntax.parse import parse
from factbase.syntax.tree import Fact, From, Statement
from factbase.syntax.write import write_statement

__all__ = ["appended"]


def appended(file: TextFile, more: TextFile, tables: Path | None = None) -> str | tuple[Diagnostic, ...]:
    """The text of a file with the statements of another; where something of either cannot be read, what that is."""
    _, unread = parse(file, tables)
    if unread:  # below which `from` a statement would go is not known
        return unread
    laid_out = formatted(more, tables)
    if not isinstance(laid_out, str):
        return laid_out
    ends = "\r\n" if "\r\n" in file.text else "\n"
    text = file.text
    for source, statements in _by_source(laid_out.replace("\r\n", "\n"), tables):
        text = _with(text, source, "\n".join(statements).replace("\n", ends), ends, tables)
    return text


def _by_source(text: str, tables: Path | None) -> list[tuple[str | None, list[str]]]:
    """Statements by the source of which they are, in the order in which these come. What is of none goes with the fact that follows it."""
    tree, _ = parse(TextFile("<more>", text), tables)
    groups: dict[str | None, list[str]] = {}
    default: str | None = None
    waiting: list[str] = []
    for statement, (start, end) in zip(tree.statements, pieces(text), strict=True):
        if isinstance(statement, From):
            default = statement.source
            continue
        source, written = _sourced(statement, text[start:end], default)
        waiting.append(written)
        if source is not None:
            groups.setdefault(source, []).extend(waiting)
            waiting = []
    if waiting:
        groups.setdefault(next(reversed(groups), None), []).extend(waiting)
    return list(groups.items())


def _sourced(statement: Statement, written: str, default: str | None) -> tuple[str | None, str]:
    """The source below whose `from` a statement goes, with how it is written there."""
    if not isinstance(statement, Fact):
        return default, written
    named = {cited.source for cited in (*statement.citations, *statement.context)} - {None}
    if not named or len(named) > 1 or statement.citations[0].source is None:
        return default if default is not None else next(iter(named), None), written
    (source,) = named
    if "%" in written and "% " in written.replace(write_statement(statement), ""):
        return source, written  # a comment that no statement has
    bare = replace(
        statement,
        citations=tuple(replace(cited, source=None) for cited in statement.citations),
        context=tuple(replace(cited, source=None) for cited in statement.context),
    )
    plain = formatted(TextFile("<more>", write_statement(bare)))
    return source, plain.rstrip("\n") if isinstance(plain, str) else written


def _with(text: str, source: str | None, added: str, ends: str, tables: Path | None) -> str:
    """A text with statements after the last one of a source; a source that it has not gets its `from` at the end."""
    tree, _ = parse(TextFile("<file>", text), tables)
    default: str | None = None
    place: int | None = None
    for statement, (_, end) in zip(tree.statements, pieces(text), strict=False):
        if isinstance(statement, From):
            default = statement.source
        if default == source and source is not None:
            place = end
    if place is None:
        head = f"from {source}.{ends}" if source is not None else ""
        last = text[len(text.rstrip()) :].count("\n")
        return f"{text}{ends * max(0, 2 - last) if text.strip() else ''}{head}{added}{ends}"  # below an empty line
    rest = text[place:].partition("\n")[0].rstrip()
    if not rest or rest.lstrip().startswith("%"):
        place += len(rest)  # behind the comment of that line
    return f"{text[:place]}{ends}{added}{text[place:] or ends}"
