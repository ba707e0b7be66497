"""What was typed into a session: in, its entries; out, a list of them, a file of its statements, or the session without the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from factbase.faces.anew import write_anew
from factbase.faces.arguments import Mistyped
from factbase.faces.session import Session
from factbase.render.paint import block, joined
from factbase.render.words import plural

__all__ = ["file_named", "history", "kept", "save", "undo"]


def history(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The goals and statements that were typed so far, each under its number."""
    shown = [f"{i}  {' '.join(entry.split())}" for i, entry in enumerate(session.entries, 1)]
    yield block(shown) or "no goal or statement was typed yet"


def kept(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The statements that were typed, which no file has."""
    for i, statement in enumerate((*session.typed, *session.unfit), 1):
        first, *others = statement.split("\n")
        mark = f"{i} " if i <= len(session.typed) else "- "
        yield block([f"{mark} {first}", *(f"   {line}" for line in others)])
    if session.unfit:
        yield "`-`: does not fit the files as they are; `:reload` tries it again, `:save` does not write it"
    if session.typed:
        count = plural(len(session.typed), "statement")
        yield block([f"{count}, in this session only; `:save FILE` writes them, `:undo` drops the last"])
    elif not session.unfit:
        yield "no statement was typed: a rule, a fact with its quote, or `assume p(1).` is one"


def undo(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The session without the statement that was typed last."""
    if session.unfit:
        *rest, last = session.unfit
        session.unfit = tuple(rest)
        yield block([f"taken back: {' '.join(last.split())}"])
        return
    if not session.typed:
        raise Mistyped("there is nothing to take back: no statement was typed")
    *before, last = session.typed
    yield from session.with_typed(before, block([f"taken back: {' '.join(last.split())}"]))


def save(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The statements that were typed, written into a file; into one of the base they are checked as new files are."""
    path, replaces = file_named(arguments, "save", "more.fb")
    if not session.typed:
        raise Mistyped("there is nothing to save: no statement was typed")
    text = joined([*session.typed, ""])
    if not replaces and session.has_file(path):
        yield from session.append(text, path)
        return
    write_anew(path, text, replaces=replaces, how=f"`:save! {path}`")
    yield block([f"{plural(len(session.typed), 'statement')} written to {path}"])


def file_named(arguments: Sequence[str], command: str, such_as: str) -> tuple[Path, bool]:
    """The file that a command is to write, and whether it may write over it, which a `!` says. Raises Mistyped where none is named."""
    replaces = list(arguments[:1]) == ["!"]
    name = " ".join(arguments[replaces:])
    if not name:
        raise Mistyped(f"name the file: `:{command} {such_as}`")
    return Path(name), replaces
