"""Possible answers are exact: each holds on some reading of the dates and, unless it is certain, not on all; and none is left out.

On random small programs (those of `test_completions`), every reading is solved by itself, and what is told of the answers is compared
with what holds on all of them. FACTBASE_PROGRAMS sets how many programs are tried.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from engines import ENGINES
from oracle import Oracle
from test_completions import FIRST, PROGRAMS, completed, goals_of, program, rows, solved, under, unknown_days

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.explain.proof import Cases
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, day, parse_date
from factbase.ground.value import value_key
from factbase.program.table import Facts

READINGS = 48  # of one program at most


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_answer_is_certain_on_all_readings_possible_on_some_and_told_on_no_other(engine: Engine) -> None:
    counts: Counter[str] = Counter()
    seed = 5_000
    while counts["programs"] < PROGRAMS // len(ENGINES):
        seed += 1
        rng = random.Random(seed)
        text, goals = program(rng)
        base = FactBase.load([]).with_text("random.fb", text, Path())
        at = rng.choice((None, day(FIRST + rng.randrange(4)), parse_date(f"{day(FIRST + 1)}/{day(FIRST + 2)}")))
        if base.errors or not 1 < _readings(base, at) <= READINGS:
            continue
        counts["programs"] += 1
        _compare(base, text, goals, at, engine, counts)
    print(f"\n{engine.name}: " + ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())))
    assert counts["not excluded"] == 0
    assert counts["certain by cases"] > counts["programs"] // 20
    assert counts["possible"] > counts["programs"] // 2


def _readings(base: FactBase, at: Date | None) -> int:
    return len(list(product(*unknown_days(base.program.facts, at).values())))


def _compare(
    base: FactBase, text: str, texts: list[str], at: Date | None, engine: Engine, counts: Counter[str]
) -> None:
    """Asks each goal, and compares what is told with all readings."""
    goals = goals_of(base, texts)
    planned, model = solved(base.program, base.program.facts, goals, at, Oracle())
    days = unknown_days(base.program.facts, at)
    readings = []
    for chosen in product(*days.values()):
        choice = dict(zip(days, chosen, strict=True))
        whole = Facts(tuple(completed(fact, choice) for fact in base.program.facts))
        plan, held = solved(base.program, whole, goals, day(choice[("at",)]) if ("at",) in choice else at, Oracle())
        readings.append((choice, [rows(held, goal, {}) for goal in plan.goals]))
    counts["readings"] += len(readings)
    values = model.symbols.values
    for number, goal in enumerate(texts):
        counts["goals"] += 1
        answers = base.ask(goal, View(at), engine)
        assert not answers.problems
        told = {tuple(value_key(value) for _, value in answer.bindings): answer for answer in answers.answers}
        assert len(told) == len(answers.answers)
        alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
        for row in model.of(planned.possible[number]):
            alike.setdefault(tuple(value_key(model.symbols.plain(n)) for n in row), []).append(row)
        covered = [set[tuple[object, ...]]() for _ in readings]
        for key, of in alike.items():
            holds = []
            for (choice, true), cover in zip(readings, covered, strict=True):
                found = {tuple(under(values[n], choice) for n in row) for row in of} & true[number]
                holds.append(bool(found))
                cover |= found
            want = Certainty.CERTAIN if all(holds) else Certainty.POSSIBLE if any(holds) else None
            answer = told.pop(key, None)
            got = answer.certainty if answer is not None else None
            assert got is want, f"\n{text}\nat {at}, {goal}, {key}: {want}, and told as {got}"
            counts[got.value if got is not None else "dropped"] += 1
            if answer is not None and isinstance(answer.proof, Cases):
                counts["certain by cases"] += got is Certainty.CERTAIN
                assert answer.proof.every is (got is Certainty.CERTAIN)
        assert not told, f"\n{text}\nat {at}, {goal}: {list(told)} is told, and on no reading so"
        assert all(true[number] == cover for (_, true), cover in zip(readings, covered, strict=True)), text
