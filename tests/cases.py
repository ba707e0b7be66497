"""The corpus, read: in, the files of `tests/corpus`; out, chunks, each a base with what must come of it. `test_corpus.py` has the format.

What cannot be read is a chunk too, which one test fails on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from factbase.base import FactBase, View
from factbase.engine.base import Model
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import CODES, Severity
from factbase.ground.possible import Several
from factbase.ground.span import TextFile
from factbase.ground.value import Unknown, value_key
from factbase.syntax.parse import parse
from factbase.syntax.tree import Query

CORPUS = Path(__file__).parent / "corpus"
NOW = parse_date("2026-11-23")

_EXPECTED = re.compile(r'([A-Z][0-9]{3})(?:\s+"([^"]*)")?')
_VIEW = re.compile(r"(at|known_by)\s+(\S+)")


@dataclass(frozen=True)
class Chunk:
    """One base of a case, its text moved down to the lines where it stands in the file."""

    path: Path
    first_line: int
    text: str = field(repr=False)
    problem: str | None = None  # why it cannot be read

    def __str__(self) -> str:
        return f"{self.path.relative_to(CORPUS).with_suffix('')}:{self.first_line}"

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def base(self) -> FactBase:
        """Its base, which no test has asked anything yet."""
        return FactBase.of(_read(self).snapshot)


@cache
def _read(chunk: Chunk) -> FactBase:
    return FactBase.load([]).with_text(str(chunk.path), chunk.text, chunk.path.parent)


def chunks_of(paths: Iterable[Path]) -> Iterator[Chunk]:
    """The chunks of some files; one that cannot be read is a chunk that says so."""
    for path in paths:
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            yield Chunk(path, 1, "", str(problem))
            continue
        line = 1
        for chunk in re.split(r"^---\n", text, flags=re.MULTILINE):
            yield Chunk(path, line, "\n" * (line - 1) + chunk)
            line += chunk.count("\n") + 1


CHUNKS = tuple(chunks_of(sorted(CORPUS.glob("*/*.fb"))))


# ---- what a chunk expects


class Malformed(Exception):
    """A chunk that is no case; the message says where and why."""


def expected_diagnostics(chunk: Chunk) -> list[tuple[int, str, str]]:
    """(line, code, text that the message contains), sorted. Raises Malformed."""
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(chunk.lines, 1):
        _, mark, told = line.partition("%!")
        if mark:
            at = number - 1 if told.startswith("^") else number
            expected = _EXPECTED.findall(told)
            if not expected:
                raise Malformed(f"{chunk.path}:{number}: no code after %!")
            found.extend((at, code, text) for code, text in expected)
    return sorted(found)


@dataclass(frozen=True)
class Asked:
    query: Query
    goal: str
    view: View
    answers: list[str]


def asked_of(chunk: Chunk) -> list[Asked]:
    """The queries of a chunk with their views and answers; every `%=` and `%@` must belong to one.

    A base with errors answers nothing: its queries are there to be refused. Raises Malformed."""
    if chunk.problem is not None:
        raise Malformed(f"{chunk.path}: {chunk.problem}")
    marked = {number for number, line in enumerate(chunk.lines, 1) if line.startswith(("%=", "%@"))}
    if any(CODES[code].severity is Severity.ERROR for _, code, _ in expected_diagnostics(chunk)):
        if marked:
            raise Malformed(f"{chunk.path}: lines {sorted(marked)} expect answers of a base with errors")
        return []
    tree, _ = parse(TextFile(str(chunk.path), chunk.text))
    lines = chunk.lines
    used: set[int] = set()
    asked: list[Asked] = []
    for statement in tree.statements:
        if not isinstance(statement, Query) or statement.name is not None:
            continue
        view = View(NOW)
        above = statement.span.line - 1
        while above >= 1 and lines[above - 1].startswith("%@"):
            limits = _VIEW.findall(lines[above - 1])
            if not limits:
                raise Malformed(f"{chunk.path}:{above}: no date after %@")
            for name, date in limits:
                view = replace(view, **{name: _limit(date)})
            used.add(above)
            above -= 1
        below = statement.span.file.line_at(statement.span.end - 1) + 1
        answers: list[str] = []
        while below <= len(lines) and lines[below - 1].startswith("%="):
            answers.append(lines[below - 1][2:].strip())
            used.add(below)
            below += 1
        if not answers:
            raise Malformed(f"{chunk.path}:{statement.span.line}: the query has no `%=` line")
        asked.append(Asked(statement, statement.span.text, view, answers))
    if marked != used:
        raise Malformed(f"{chunk.path}: lines {sorted(marked - used)} belong to no query")
    return asked


def _limit(text: str) -> Date | None:
    try:
        return None if text == "never" else parse_date(text)
    except ValueError as problem:
        raise Malformed(str(problem)) from None


def well_asked(chunk: Chunk) -> list[Asked]:
    """As above; of what is no case nothing, for a test of its own says so, and no other case waits for it."""
    try:
        return asked_of(chunk)
    except Malformed:
        return []


ASKED = [pytest.param(chunk, asked, id=f"{chunk}:{asked.goal}") for chunk in CHUNKS for asked in well_asked(chunk)]


# ---- comparing


def rows_of(model: Model) -> dict:
    """The relations that have rows, in values, for engines number what they compute each in its own way; with ranks."""
    rows = {head: dict(of_head.items()) for head, of_head in model.rows.items() if of_head}  # which may number values
    keys = [value.key if isinstance(value, Several) else value_key(value) for value in model.symbols.values]
    return {head: {tuple(keys[n] for n in row): rank for row, rank in of.items()} for head, of in rows.items()}


def renumbered(node: object, fresh: count[int] | None = None) -> object:
    """A tree whose unknowns are numbered in reading order: each `?` read is a new one, so two readings differ in that alone."""
    fresh = fresh or count()
    if isinstance(node, Unknown):
        return Unknown(next(fresh))
    if isinstance(node, tuple):
        return tuple(renumbered(part, fresh) for part in node)
    if is_dataclass(node) and not isinstance(node, (type, Date)):
        kept = {f.name: renumbered(getattr(node, f.name), fresh) for f in fields(node) if f.compare}
        return replace(node, **kept)
    return node
