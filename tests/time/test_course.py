"""The course of a plan against one evaluation for each day, on the random programs of the other test; and the sets of days."""

from __future__ import annotations

import os
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

from completions import FIRST, goals_of, program, solved
from hypothesis import given
from hypothesis import strategies as st
from oracle import Oracle

from factbase.base import FactBase, View
from factbase.engine.base import Model
from factbase.engine.course import Course, NoCourse, course
from factbase.engine.moment import AS_OF
from factbase.engine.plan import make_plan
from factbase.engine.step import Auxiliary
from factbase.ground.date import day
from factbase.ground.days import BEGIN, END, Days, both, either, holds_on, without
from factbase.ground.possible import TooLarge
from factbase.ground.value import value_key

PROGRAMS = int(os.environ.get("FACTBASE_PROGRAMS", "120"))
RANGES = st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 5)), max_size=5)


def days(ranges: list[tuple[int, int]]) -> Days:
    return either([((low, low + length),) for low, length in ranges])


@given(RANGES, RANGES)
def test_days_are_sets(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    x, y = days(a), days(b)
    every = range(-10, 16)
    assert [holds_on(both(x, y), d) for d in every] == [holds_on(x, d) and holds_on(y, d) for d in every]
    assert [holds_on(either((x, y)), d) for d in every] == [holds_on(x, d) or holds_on(y, d) for d in every]
    assert [holds_on(without(x, y), d) for d in every] == [holds_on(x, d) and not holds_on(y, d) for d in every]
    assert without(((BEGIN, END),), without(((BEGIN, END),), x)) == x
    assert all(low <= high for low, high in x)
    assert all(first[1] + 1 < second[0] for first, second in pairwise(x))


def told(model: Model, goal: Auxiliary) -> set[tuple[object, ...]]:
    return {tuple(value_key(model.symbols.plain(n)) for n in row) for row in model.of(goal)}


def told_on(whole: Course, goal: Auxiliary, at: int) -> set[tuple[object, ...]]:
    rows = (row for row, held in whole.rows.get(goal, {}).items() if holds_on(held, at))
    return {tuple(value_key(whole.symbols.plain(n)) for n in row) for row in rows}


def test_the_course_is_what_each_day_gives() -> None:
    counts: Counter[str] = Counter()
    seed = 0
    while counts["programs"] < PROGRAMS:
        seed += 1
        text, texts = program(random.Random(seed))
        base = FactBase.load([]).with_text("random.fb", text, Path())
        if base.errors:
            continue
        goals = goals_of(base, texts)
        planned = make_plan(base.program.facts, base.program.rules, goals, View(AS_OF))
        try:
            whole = course(planned)
        except NoCourse:
            counts["programs without a course"] += 1
            continue
        except TooLarge:
            continue
        counts["programs"] += 1
        for at in range(FIRST - 3, FIRST + 8):
            plan, model = solved(base.program, base.program.facts, goals, day(at), Oracle())
            counts["days"] += 1
            for i, goal in enumerate(texts):
                for kind in ("goals", "possible"):
                    expected = told(model, getattr(plan.rules, kind)[i])
                    counts["rows compared"] += len(expected)
                    assert told_on(whole, getattr(planned.rules, kind)[i], at) == expected, (
                        f"\n{text}\n{goal} {kind} {day(at)}"
                    )
    print("\n" + ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())))
