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

from pathlib import Path

import pytest
from cases import (
    ASKED,
    CHUNKS,
    Asked,
    Chunk,
    Malformed,
    asked_of,
    chunks_of,
    expected_diagnostics,
    renumbered,
    rows_of,
    well_asked,
)
from engines import ENGINES
from oracle import Oracle

from factbase.engine.base import Engine
from factbase.engine.goal import Goal
from factbase.explain.proof import citations
from factbase.ground.comparison import Certainty
from factbase.ground.span import TextFile
from factbase.ground.value import write_value
from factbase.program.plain import open_variables
from factbase.syntax.parse import parse
from factbase.syntax.write import write_tree

# ---- the tests


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_diagnostics_are_the_expected_ones_at_their_lines(chunk: Chunk) -> None:
    asked_of(chunk)  # it is a case
    diagnostics = chunk.base().diagnostics
    found = sorted((d.span.line if d.span else 0, d.code, d.message) for d in diagnostics)
    expected = expected_diagnostics(chunk)
    assert [(line, code) for line, code, _ in found] == [(line, code) for line, code, _ in expected], found
    for (line, _, message), (_, _, text) in zip(found, expected, strict=True):
        assert text in message, f"line {line}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"assume p(1).\n\xff", "can't decode byte 0xff"),
        (b"assume p(1).\n?- p(1).\n", "has no `%=` line"),
        (b"%= yes\nassume p(1).\n", "lines [1] belong to no query"),
        (b"p(X) :- q(X).  %! E101\n%= none\n", "expect answers of a base with errors"),
        (b"assume p(1).  %! none\n", "no code after %!"),
        (b"assume p(1).\n%@ noon\n?- p(1).\n%= yes\n", "no date after %@"),
        (b"assume p(1).\n%@ at noon\n?- p(1).\n%= yes\n", "noon"),
        (None, "No such file"),
    ],
)
def test_a_file_that_is_no_case_is_one_failing_case(tmp_path: Path, text: bytes | None, told: str) -> None:
    """It stops no other: that it is none is told where its diagnostics are looked at."""
    if text is not None:
        (tmp_path / "bad.fb").write_bytes(text)
    (tmp_path / "good.fb").write_text("assume p(1).\n?- p(1).\n%= yes\n")
    bad, good = chunks_of([tmp_path / "bad.fb", tmp_path / "good.fb"])
    assert well_asked(bad) == []
    assert len(well_asked(good)) == 1
    with pytest.raises(Malformed) as raised:
        asked_of(bad)
    assert told in str(raised.value)


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_a_tree_written_and_read_again_is_the_same(chunk: Chunk) -> None:
    tree, _ = parse(TextFile(str(chunk.path), chunk.text))
    text = write_tree(tree)
    again, problems = parse(TextFile(str(chunk.path), text))
    assert not problems
    assert renumbered(again) == renumbered(tree)
    assert write_tree(again) == text


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
        {
            v.name: v for literal in asked.query.body if hasattr(literal, "claim") for v in open_variables([literal])
        }.values()
    )
    planned, model = base.solve([Goal(outputs, asked.query.body)], asked.view, engine)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


def test_the_corpus_is_there() -> None:
    assert len(CHUNKS) >= 120
