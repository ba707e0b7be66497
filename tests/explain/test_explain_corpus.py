"""`tests/corpus/explain`: the answers are checked with the rest of the corpus; here, what explains them, from lines `%~ what value`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cases import CHUNKS, Asked, Chunk, well_asked

from factbase.base import Answers, FactBase, default_engine
from factbase.explain.least import height_of
from factbase.explain.repair import repairs
from factbase.explain.why_not import Blocked, Missing, why_not
from factbase.questions.explanation import Explained, explained
from factbase.questions.hindering import hindered
from factbase.resolve.answers import resolved
from factbase.syntax.write import write_literal


def _told(chunk: Chunk, asked: Asked) -> list[tuple[str, str]]:
    at = asked.query.span.file.line_at(asked.query.span.end - 1)
    found: list[tuple[str, str]] = []
    for line in chunk.lines[at:]:
        if not line.startswith(("%=", "%~")):
            break
        if line.startswith("%~"):
            what, _, value = line[2:].strip().partition(" ")
            found.append((what, value))
    return found


CASES = [
    pytest.param(chunk, asked, told, id=f"{chunk}:{asked.goal}")
    for chunk in CHUNKS
    if chunk.path.parent.name == "explain"
    for asked in well_asked(chunk)
    if (told := _told(chunk, asked))
]


@pytest.mark.parametrize(("chunk", "asked", "told"), CASES)
def test_what_explains_an_answer_is_as_told(chunk: Chunk, asked: Asked, told: list[tuple[str, str]]) -> None:
    base = chunk.base()
    answers = base.ask(asked.goal, asked.view)
    found = list(explained(base, answers, 100))
    for what in dict.fromkeys(what for what, _ in told):
        expected = sorted(value for name, value in told if name == what)
        assert sorted(_actual(what, base, answers, found)) == expected, what


def _actual(what: str, base: FactBase, answers: Answers, found: list[Explained]) -> Iterator[str]:
    prover = answers.solved
    assert prover is not None
    goal = prover.planned.rules.goals[0]
    match what:
        case "height":
            root = prover.graph.node(goal, next(iter(prover.model.of(goal))))
            yield str(height_of(prover.least.choose(root).choice, root))
        case "proofs":
            assert not found[0].proofs.cut
            yield str(len(found[0].proofs.proofs))
        case "suffices":
            yield " ".join("{" + ", ".join(sorted(each)) + "}" for each in found[0].support.label.sets)
        case "voices":
            yield str(found[0].support.voices)
        case "single":
            yield str(found[0].support.single)
        case "since":
            yield str(found[0].since)
        case "verdict":
            yield answers.verdict
        case "refused":  # the claims that would give an answer, and of which the base says that they are not so
            changes = hindered(base, answers, default_engine(), 4).repairs or ()
            refused = [bool(each.against) for each in changes]
            assert refused == sorted(refused), "they are told last"
            yield from (", ".join(each.add) for each in changes if each.against)
        case "remark":
            result = resolved(answers, base.program, base.evidence)
            yield from (remark for each in (*result.answers, *result.against) for remark in each.remarks)
        case "stops":
            blocked = _first(*why_not(prover, goal))
            assert blocked.failure.literal is not None
            yield write_literal(blocked.failure.literal, dict(blocked.failure.bindings))
        case "alternatives":
            for each in why_not(prover, goal):
                assert each.failure.literal is not None
                yield write_literal(each.failure.literal, dict(each.failure.bindings))
        case "near":
            yield from {
                str(near.atom) for blocked in why_not(prover, goal) for each in _missing(blocked) for near in each.near
            }
        case "hidden":
            yield from {
                str(h.fact.atom())
                for blocked in why_not(prover, goal)
                for each in _missing(blocked)
                for h in each.hidden
            }
        case "repair":
            for repair in repairs(prover, goal, default_engine()):
                parts = [f"+ {', '.join(map(str, repair.add))}"] if repair.add else []
                parts += [f"- {', '.join(str(fact.span.line) for fact in repair.remove)}"] if repair.remove else []
                yield " ".join(parts)
        case _:
            raise AssertionError(f"no such expectation: {what}")


def _first(blocked: Blocked) -> Blocked:
    assert blocked.missing is not None
    return blocked.missing.rules[0]


def _missing(blocked: Blocked) -> Iterator[Missing]:
    if blocked.missing is not None:
        yield blocked.missing
        for rule in blocked.missing.rules:
            yield from _missing(rule)


def test_the_explain_corpus_is_there() -> None:
    assert len(CASES) >= 20
    assert {re.split(r"\s", what)[0] for case in CASES for what, _ in case.values[2]} >= {
        "height",
        "suffices",
        "verdict",
        "repair",
    }
