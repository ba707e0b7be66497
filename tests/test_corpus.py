"""The corpus: every `tests/corpus/<area>/<case>.fb` says what must come of it, in its own comments. A new case is a new file.

A line `---` parts a file into chunks; each is a base of its own, with the sources beside it. In a chunk:

    p(X) :- q(Y).  %! E301 "variable `X`" W101   the diagnostics at this line, all of them; a text that the message contains
    %!^ E003                                     the same for the line above, where that line cannot hold a comment
    %@ at 2019-09-01                             before a query: its view (`at`, `known_by`, or both; `at never` for no limit)
    ?- path(1, X).
    %= X = 2                                     after a query: one line an answer; `none` for none, `yes` for a ground goal
    %= X = 3 | rand, nyt                         with the sources on which the shown proof rests; `| -` where it rests on none
    %= possible: X = 4                           an answer that holds on some reading of the partial dates only

Every engine answers every query, and must give the model and the ranks that the oracle gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from engines import ENGINES
from oracle import Oracle

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.engine.plan import Goal
from factbase.explain.proof import citations
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import CODES, Severity
from factbase.ground.span import TextFile
from factbase.ground.value import Unknown, write_value
from factbase.program.model import variables
from factbase.syntax.parse import parse
from factbase.syntax.tree import Query
from factbase.syntax.write import write_tree

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

    def __str__(self) -> str:
        return f"{self.path.relative_to(CORPUS).with_suffix('')}:{self.first_line}"

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def base(self) -> FactBase:
        """Its base, which no test has asked anything yet."""
        read = _read(self)
        return FactBase(
            read.program, read.evidence, read.diagnostics, read.texts, read.trees, read.homes, sheets=read.sheets
        )


@cache
def _read(chunk: Chunk) -> FactBase:
    return FactBase.load([]).with_text(str(chunk.path), chunk.text, chunk.path.parent)


def _chunks() -> Iterator[Chunk]:
    for path in sorted(CORPUS.glob("*/*.fb")):
        text = path.read_bytes().decode("utf-8")
        line = 1
        for chunk in re.split(r"^---\n", text, flags=re.MULTILINE):
            yield Chunk(path, line, "\n" * (line - 1) + chunk)
            line += chunk.count("\n") + 1


CHUNKS = tuple(_chunks())


# ---- what a chunk expects


def _expected_diagnostics(chunk: Chunk) -> list[tuple[int, str, str]]:
    """(line, code, text that the message contains), sorted."""
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(chunk.lines, 1):
        _, mark, told = line.partition("%!")
        if mark:
            at = number - 1 if told.startswith("^") else number
            expected = _EXPECTED.findall(told)
            assert expected, f"{chunk.path}:{number}: no code after %!"
            found.extend((at, code, text) for code, text in expected)
    return sorted(found)


@dataclass(frozen=True)
class Asked:
    query: Query
    goal: str
    view: View
    answers: list[str]


def _asked(chunk: Chunk) -> list[Asked]:
    """The queries of a chunk with their views and answers; every `%=` and `%@` must belong to one.

    A base with errors answers nothing: its queries are there to be refused."""
    marked = {number for number, line in enumerate(chunk.lines, 1) if line.startswith(("%=", "%@"))}
    if any(CODES[code].severity is Severity.ERROR for _, code, _ in _expected_diagnostics(chunk)):
        assert not marked, f"{chunk.path}: lines {sorted(marked)} expect answers of a base with errors"
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
            assert limits, f"{chunk.path}:{above}: no date after %@"
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
        assert answers, f"{chunk.path}:{statement.span.line}: the query has no `%=` line"
        asked.append(Asked(statement, statement.span.text, view, answers))
    assert marked == used, f"{chunk.path}: lines {sorted(marked - used)} belong to no query"
    return asked


def _limit(text: str) -> Date | None:
    return None if text == "never" else parse_date(text)


# ---- the tests


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_diagnostics_are_the_expected_ones_at_their_lines(chunk: Chunk) -> None:
    diagnostics = chunk.base().diagnostics
    found = sorted((d.span.line if d.span else 0, d.code, d.message) for d in diagnostics)
    expected = _expected_diagnostics(chunk)
    assert [(line, code) for line, code, _ in found] == [(line, code) for line, code, _ in expected], found
    for (line, _, message), (_, _, text) in zip(found, expected, strict=True):
        assert text in message, f"line {line}"


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_a_tree_written_and_read_again_is_the_same(chunk: Chunk) -> None:
    tree, _ = parse(TextFile(str(chunk.path), chunk.text))
    text = write_tree(tree)
    again, problems = parse(TextFile(str(chunk.path), text))
    assert not problems
    assert renumbered(again) == renumbered(tree)
    assert write_tree(again) == text


ASKED = [pytest.param(chunk, asked, id=f"{chunk}:{asked.goal}") for chunk in CHUNKS for asked in _asked(chunk)]


@pytest.mark.parametrize("engine", [*ENGINES, Oracle()], ids=lambda engine: engine.name)
@pytest.mark.parametrize(("chunk", "asked"), ASKED)
def test_answers_are_the_expected_ones(chunk: Chunk, asked: Asked, engine: Engine) -> None:
    answers = chunk.base().ask(asked.goal, asked.view, engine)
    assert answers.engine == engine.name
    assert not [d for d in answers.problems if d.severity == "error"]
    cited = any("|" in line for line in asked.answers)
    found = []
    for answer in answers.answers:
        shown = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings) or "yes"
        shown = shown if answer.certainty is Certainty.CERTAIN else f"possible: {shown}"
        sources = sorted({c.source for c in citations(answer.proof)})
        found.append(f"{shown} | {', '.join(sources) or '-'}" if cited else shown)
    assert sorted(found or ["none"]) == sorted(asked.answers)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(("chunk", "asked"), ASKED)
def test_the_model_and_its_ranks_are_the_oracles(chunk: Chunk, asked: Asked, engine: Engine) -> None:
    base = chunk.base()
    outputs = tuple(
        {v.name: v for literal in asked.query.body if hasattr(literal, "claim") for v in variables(literal)}.values()
    )
    planned, model = base.solve([Goal(outputs, asked.query.body)], asked.view, engine)
    assert rows_of(model.rows) == rows_of(Oracle().solve(planned.plan).rows)


def test_the_corpus_is_there() -> None:
    assert len(CHUNKS) >= 120


# ---- comparing


def rows_of(rows: object) -> dict:
    """The relations that have rows: an engine may list empty ones or not."""
    assert hasattr(rows, "items")
    return {head: dict(of_head) for head, of_head in rows.items() if of_head}


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
