"""Judges of the programs in which constructs meet: in, a program of `constructs`; out, nothing, or an AssertionError with what is wrong.

No row is expected because an engine gave it: it must follow from the rules as trees (`World`), be what the oracle and clingo give for the
plan, be the same for a program that means the same, and be so for every choice of what is not known. Run by itself it tries
every pair, for as many seconds as it is told, and prints the counts; with `--table`, which construct meets which.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

from asp import clingo_rows, encoded_rows
from cases import rows_of
from completions import Choice, completed, rows, solved, unknown_days
from constructs import (
    CONSTRUCTS,
    NOW,
    OF_SHAPE,
    SHARED,
    SOURCES,
    VARIANTS,
    Made,
    made,
    not_given,
    unsure,
    without_later_source,
    without_shapes,
)
from engines import ENGINES
from oracle import Oracle
from programs import everything
from world import World, parts_of, predicate, tagged

from factbase.base import FactBase, View
from factbase.engine.base import Engine, Model
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned
from factbase.ground.date import parse_date
from factbase.ground.value import Symbol

__all__ = ["COUNTS", "chosen_days", "known_by", "mean_the_same", "read", "right", "shared"]

VIEW = View(parse_date(str(NOW)))
COUNTS: Counter[str] = Counter()
"""What was tried since the process began."""

Rows = dict[tuple[str, str], frozenset[tuple[object, ...]]]
"""The rows of each relation, by its name and whether it was asked with a day, and in which reading."""


def read(program: Made, folder: Path) -> tuple[FactBase, list[Goal]]:
    """Its base, which has no error, and a goal for each relation."""
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    base = FactBase.load([])
    for number, text in enumerate(program.texts()):
        base = base.with_text(f"made_up{number}.fb", text, folder)
    assert not base.errors, [(each.code, each.message, str(each.span)) for each in base.errors]
    goals = everything(base)
    return base.for_bodies([goal.body for goal in goals]), goals


def _solved(program: Made, folder: Path, view: View, engine: Engine) -> Rows:
    base, goals = read(program, folder)
    planned, model = base.solve(goals, view, engine)
    return _named(goals, planned, model)


def _named(goals: Sequence[Goal], planned: Planned, model: Model) -> Rows:
    found = {}
    for goal, certain, possible in zip(goals, planned.rules.goals, planned.rules.possible, strict=True):
        name = goal.body[0].claim.relation  # type: ignore[union-attr]
        asked = "on" if len(goal.outputs) > len(goal.body[0].claim.args) else ""  # type: ignore[union-attr]
        for head, reading in ((certain, "certain"), (possible, "possible")):
            values = frozenset(tuple(tagged(_old(model.symbols.plain(n))) for n in row) for row in model.of(head))
            found[f"r_{name[2:]}" if name[:2] == "z_" else name, f"{asked} {reading}"] = values
    return found


def _old(value: object) -> object:
    """The name that a constant had before it was renamed."""
    return Symbol(value.name[1:]) if isinstance(value, Symbol) and value.name[:3] in ("wm_", "ws_") else value


def right(program: Made, folder: Path) -> None:
    """Every engine gives the rows and ranks of the oracle, and each relation that has rules has what they conclude, and nothing else."""
    base, goals = read(program, folder)
    planned = base.plan(goals, base.selection(VIEW), VIEW)
    expected = rows_of(Oracle().solve(planned.rules, planned.store))
    for engine in ENGINES:
        model = engine.solve(planned.rules, planned.store)
        assert rows_of(model) == expected, engine.name
        COUNTS["rows compared with the oracle"] += sum(map(len, expected.values()))
        world = World(model, base.selection(VIEW).certain, VIEW)
        concluded = defaultdict(set)
        for rule in base.program.rules:
            found = (world.head_row(rule.head, known) for known in world.instances(rule.body, {}, parts_of(rule.head)))
            concluded[predicate(rule.head)] |= {row for row in found if row is not None}
        for head, wanted in concluded.items():
            got = world.rows.get(head, set())
            assert got == wanted, f"{engine.name}: {head} lacks {wanted - got} and has {got - wanted}"
            COUNTS["rows that the rules conclude"] += len(wanted)
            COUNTS["relations with rows"] += bool(wanted)


def shared(program: Made, folder: Path) -> None:
    """Every engine gives the rows of clingo; the program has only what both languages have."""
    base, goals = read(program, folder)
    asked = [goal for goal in goals if goal.body[0].claim.relation[:3] in ("r_h", "r_i", "r_j", "r_k", "r_l")]  # type: ignore[union-attr]
    for engine in ENGINES:
        planned, model = base.solve(asked, VIEW, engine)
        wanted = clingo_rows(planned.rules, planned.store)
        assert encoded_rows(model) == wanted, engine.name
        COUNTS["rows compared with clingo"] += sum(map(len, wanted.values()))


def mean_the_same(program: Made, folder: Path, rng: random.Random, engine: Engine) -> None:
    """Every variant of the program has the rows of the program."""
    plain = _solved(program, folder, VIEW, engine)
    for name, change in VARIANTS.items():
        varied = _solved(change(program, rng), folder, VIEW, engine)
        for key, wanted in plain.items():
            got = varied.get(key)
            # What does not hold now may be asked of a relation that has no other fact.
            if got is None and name.startswith("without"):
                got = frozenset()
            if key[0] in ("r_v", "r_s") and name.startswith("without"):
                continue
            assert got == wanted, (engine.name, name, key, set(wanted) ^ set(got or ()))
            COUNTS["rows compared with a variant"] += len(wanted)
        COUNTS["variants"] += 1


def known_by(program: Made, folder: Path, engine: Engine) -> None:
    """By the day before the second source, a base is what it would be without that source."""
    then = _solved(program, folder, replace(VIEW, known_by=parse_date(str(NOW))), engine)
    without = _solved(without_later_source(program), folder, VIEW, engine)
    for key, wanted in without.items():
        assert then[key] == wanted, (engine.name, key, set(then[key]) ^ set(wanted))
        COUNTS["rows compared by what was known"] += len(wanted)


def chosen_days(program: Made, folder: Path, engine: Engine) -> None:
    """What is certain holds for every choice of what is not known, and what holds for one is possible."""
    base, goals = read(program, folder)
    at = VIEW.at
    facts = base.program.facts
    planned, model = solved(base.program, facts, goals, at, engine)
    days = unknown_days(facts, at)
    for chosen in product(*days.values()):
        choice: Choice = dict(zip(days, chosen, strict=True))
        whole = type(facts)(tuple(completed(fact, choice) for fact in facts))
        plan, held = solved(base.program, whole, goals, at, engine)
        for i, goal in enumerate(goals):
            true = rows(held, plan.rules.goals[i], {})
            sure, maybe = (rows(model, each[i], choice) for each in (planned.rules.goals, planned.rules.possible))
            said = f"{engine.name}: {goal.body[0].claim.relation} with {choice}"  # type: ignore[union-attr]
            assert sure <= true, f"certain, yet not so: {said}: {sure - true}"
            assert true <= maybe, f"so, yet not possible: {said}: {true - maybe}"
            COUNTS["rows compared with a choice of days"] += len(true)
        COUNTS["choices"] += 1


def chosen_values(program: Made, folder: Path, engine: Engine) -> None:
    """What is certain holds for each number that a value that is not given may be.

    What holds for one of them need not be called possible: such a value joins with no other one."""
    unknown = _solved(program, folder, VIEW, engine)
    for value in (0, 1, 2, 3, 9):
        given = replace(program, stated=tuple(each.replace("?", str(value)) for each in program.stated))
        true = _solved(given, folder, VIEW, engine)
        for (name, asked), wanted in true.items():
            if asked.endswith("certain") and name != "r_f":  # whose row has the unknown value itself
                sure = unknown[name, asked]
                assert sure <= wanted, f"{engine.name}: {name} certain, not so where ? is {value}: {set(sure - wanted)}"
                COUNTS["rows compared with a choice of a value"] += len(sure)


def table(folder: Path, firsts: Sequence[str]) -> None:
    """Prints, for each construct and each other, in which ways their meeting gives a row: `b` in one body, `o` one of what the other
    concludes, `n` of what it does not conclude; `.` where none does with these facts."""
    ways = {"i": "b", "j": "o", "k": "n"}
    for first in firsts:
        base, goals = read(made([first], list(CONSTRUCTS), 1), folder)
        planned = base.plan(goals, base.selection(VIEW), VIEW)
        found = _named(goals, planned, Oracle().solve(planned.rules, planned.store))
        number, cells = list(CONSTRUCTS).index(first), []
        for second in range(len(CONSTRUCTS)):
            has = (way for key, way in ways.items() if found[f"r_{key}{number}_{second}", " certain"])
            cells.append("".join(has) or ".")
        print(f"{first:>34} {' '.join(cells)}", flush=True)


def main() -> None:
    if "--table" in sys.argv:
        with tempfile.TemporaryDirectory() as made_up:
            table(Path(made_up), sys.argv[2:] or list(CONSTRUCTS))
        return
    until = time.monotonic() + float(next(iter(sys.argv[1:]), 60))
    names, failed = list(CONSTRUCTS), 0
    with tempfile.TemporaryDirectory() as made_up:
        folder = Path(made_up)
        for seed, first in ((seed, first) for seed in range(1_000_000) for first in names):
            if time.monotonic() > until:
                break
            for judge in judges(first, seed, folder):
                try:
                    judge()
                except AssertionError as wrong:
                    failed += 1
                    print(f"{first}, seed {seed}, {judge.func.__name__}: {str(wrong)[:1000]}", flush=True)
            COUNTS["ordered pairs of constructs"] += len(names)
    print(
        f"{len(names)} constructs, {len(names) ** 2:,} ordered pairs, {len(VARIANTS)} variants; {failed} failed; tried:"
    )
    for name, count in COUNTS.items():
        print(f"{count:12,} {name}")


def judges(first: str, seed: int, folder: Path) -> Iterator[partial[None]]:
    """All that is to be judged of what one construct meets."""
    program, rng = made([first], list(CONSTRUCTS), seed), random.Random(seed)
    datable = made([first], without_shapes(list(CONSTRUCTS)), seed)
    engine = ENGINES[seed % len(ENGINES)]
    yield partial(right, program, folder)
    if first in SHARED:
        yield partial(shared, made([first], SHARED, seed), folder)
    yield partial(mean_the_same, program, folder, rng, engine)
    yield partial(known_by, program, folder, engine)
    if first not in OF_SHAPE:
        yield partial(chosen_days, unsure(datable, rng), folder, ENGINES[0])
        yield partial(chosen_values, not_given(datable, rng), folder, ENGINES[0])


if __name__ == "__main__":
    main()
