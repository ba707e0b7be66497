"""Possible answers are exact: each holds on some reading of the dates and, unless it is certain, not on all; and none is left out.

On random small programs (those of `completions`), every reading is solved by itself, and what is told of the answers is compared
with what holds on all of them. FACTBASE_PROGRAMS sets how many programs are tried.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from completions import FIRST, PROGRAMS, completed, goals_of, program, rows, solved, under, unknown_days
from engines import ENGINES
from oracle import Oracle

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.engine.course import NoCourse
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.explain.proof import Cases
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, day, parse_date
from factbase.ground.value import value_key
from factbase.program.table import Facts
from factbase.questions.timeline import Interval, timeline

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
        readings.append((choice, [rows(held, goal, {}) for goal in plan.rules.goals]))
    counts["readings"] += len(readings)
    values = model.symbols.values
    for number, goal in enumerate(texts):
        counts["goals"] += 1
        answers = base.ask(goal, View(at), engine)
        assert not answers.problems
        told = {tuple(value_key(value) for _, value in answer.bindings): answer for answer in answers.answers}
        assert len(told) == len(answers.answers)
        alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
        for row in model.of(planned.rules.possible[number]):
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


def test_a_timeline_says_of_each_day_what_a_question_as_of_that_day_does() -> None:
    counts: Counter[str] = Counter()
    engine = PyDatalogEngine()
    seed = 9_000
    while counts["programs"] < PROGRAMS // 8:
        seed += 1
        text, goals = program(random.Random(seed))
        base = FactBase.load([]).with_text("random.fb", text, Path())
        if base.errors:
            continue
        counts["programs"] += 1
        for goal in goals:
            try:
                found = timeline(base, goal, None, engine)
            except NoCourse:
                counts["goals without a course"] += 1
                continue
            counts["goals"] += 1
            turns = [(i.first, i.opens, i.last, i.closes) for held in found.answers for i in held.intervals]
            assert all((first is None) is (opens is None) for first, opens, _, _ in turns), text
            assert all((last is None) is (closes is None) for _, _, last, closes in turns), text
            for at in range(FIRST - 2, FIRST + 7):
                asked = base.ask(goal, View(day(at)), engine).answers
                want = {tuple(value_key(value) for _, value in a.bindings): a.certainty for a in asked}
                told = {
                    tuple(value_key(value) for _, value in held.bindings): interval.certainty
                    for held in found.answers
                    for interval in held.intervals
                    if _lies_in(at, interval)
                }
                assert told == want, f"\n{text}\n{goal} as of {day(at)}"
                counts.update(certainty.value for certainty in told.values())
    print("\n" + ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())))
    assert counts["possible"] > counts["programs"]


def _lies_in(at: int, interval: Interval) -> bool:
    first, last = interval.first, interval.last
    return (first is None or (first.earliest or 0) <= at) and (last is None or at <= (last.latest or 0))
