"""The two readings against brute force: a completion chooses one day for every partial date of the facts, and of the view.

On random small programs (negation, comparisons, joins on dates, dated heads, aggregates, date arithmetic), for every completion c:
what is certain, its unknown days replaced by those of c, holds in c; and what holds in c is possible, with the days of c.
FACTBASE_PROGRAMS sets how many programs are tried.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from completions import COMPLETIONS, FIRST, PROGRAMS, Choice, completed, goals_of, program, rows, solved, unknown_days
from oracle import Oracle

from factbase.base import FactBase
from factbase.engine.base import Engine
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.ground.date import Date, day, parse_date
from factbase.ground.value import value_key, write_value
from factbase.program.table import Facts


def explain(text: str, at: Date | None, choice: Choice, goal: str, wrong: set[tuple[object, ...]]) -> str:
    days = {root: str(day(ordinal)) for root, ordinal in choice.items()}
    shown = [", ".join(write_value(v) if not isinstance(v, tuple) else str(v) for v in row) for row in wrong]  # type: ignore[arg-type]
    return f"\n{text}\nat {at}, {goal} with {days}: {shown}"


@pytest.mark.parametrize("engine", [Oracle(), PyDatalogEngine()], ids=lambda engine: engine.name)
def test_what_is_certain_holds_in_every_completion_and_what_holds_in_one_is_possible(engine: Engine) -> None:
    counts: Counter[str] = Counter()
    programs = PROGRAMS if engine.name == "oracle" else PROGRAMS // 4
    seed = 0
    while counts["programs"] < programs:
        seed += 1
        rng = random.Random(seed)
        text, texts = program(rng)
        base = FactBase.load([]).with_text("random.fb", text, Path())
        if base.errors:
            counts["programs refused by the checker"] += 1
            continue
        at = rng.choice((None, day(FIRST + rng.randrange(4)), parse_date(f"{day(FIRST + 1)}/{day(FIRST + 2)}")))
        days = unknown_days(base.program.facts, at)
        if len(list(product(*days.values()))) > COMPLETIONS or not days:
            continue
        goals = goals_of(base, texts)
        planned, model = solved(base.program, base.program.facts, goals, at, engine)
        counts["programs"] += 1
        counts["rules"] += len(base.program.rules)
        counts["answers, certain"] += sum(len(model.of(goal)) for goal in planned.rules.goals)
        counts["answers, possible only"] += sum(len(model.of(goal)) for goal in planned.rules.possible) - sum(
            len(model.of(goal)) for goal in planned.rules.goals
        )
        for certain, possible in zip(planned.rules.goals, planned.rules.possible, strict=True):
            assert set(model.of(certain)) <= set(model.of(possible)), text
        in_all: list[set[tuple[object, ...]] | None] = [None for _ in goals]
        for chosen in product(*days.values()):
            choice = dict(zip(days, chosen, strict=True))
            whole = Facts(tuple(completed(fact, choice) for fact in base.program.facts))
            then = day(choice[("at",)]) if ("at",) in choice else at
            plan, held = solved(base.program, whole, goals, then, engine)
            assert plan.rules.goals == plan.rules.possible
            counts["completions"] += 1
            for i, goal in enumerate(texts):
                true = rows(held, plan.rules.goals[i], {})
                sure, maybe = (
                    rows(model, planned.rules.goals[i], choice),
                    rows(model, planned.rules.possible[i], choice),
                )
                counts["rows compared"] += len(true)
                assert sure <= true, "certain, yet not so" + explain(text, at, choice, goal, sure - true)
                assert true <= maybe, "so, yet not possible" + explain(text, at, choice, goal, true - maybe)
                known = in_all[i]
                in_all[i] = true if known is None else known & true
        for i, goal in enumerate(planned.rules.goals):
            always = in_all[i] or set()
            told = {tuple(value_key(model.symbols.plain(n)) for n in row) for row in model.of(goal)}
            counts["answers in every completion"] += len(always)
            counts["of these told as certain"] += len(always & told)
    print(f"\n{engine.name}: " + ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())))
    assert counts["answers, certain"] > programs
    assert counts["answers, possible only"] > programs // 2
