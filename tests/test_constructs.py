"""Every construct of the language beside every other, before judges that no engine is: see `met`. Here some, and in a hunt (FACTBASE_HUNT)
all, with as many sets of facts; `python tests/met.py 600` tries them for ten minutes, and prints what was tried."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from chance import HUNT
from constructs import CONSTRUCTS, SHARED, made, not_given, unsure, without_shapes
from engines import ENGINES
from met import chosen_days, chosen_values, known_by, mean_the_same, right, shared

from factbase.ground.builtin import AGGREGATES, FUNCTIONS

SEEDS = range(max(HUNT, 1))
EVERY = tuple(CONSTRUCTS)
SOME = EVERY if HUNT else ("on", "disjunction", "says", "min")
FEW = EVERY if HUNT else EVERY[::7]  # what each of these meets where every program is solved many times

each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)


@pytest.mark.parametrize("seed", SEEDS)
def test_constructs_that_meet_give_what_their_rules_conclude(tmp_path: Path, seed: int) -> None:
    for first in SOME:
        right(made([first], EVERY, seed), tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_clingo_has_too_gives_the_same_there(tmp_path: Path, seed: int) -> None:
    for first in SHARED if HUNT else SHARED[::9]:
        shared(made([first], SHARED, seed), tmp_path)


@each_engine
@pytest.mark.parametrize("seed", SEEDS)
def test_a_program_that_means_the_same_gives_the_same(tmp_path: Path, seed: int, engine) -> None:
    for first in SOME[:1] if not HUNT else SOME:
        mean_the_same(made([first], FEW, seed), tmp_path, random.Random(seed), engine)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_known_by_a_day_is_what_a_base_without_the_later_source_has(tmp_path: Path, seed: int) -> None:
    for first in ("@", "published", *(SOME if HUNT else ())):
        known_by(made([first], FEW, seed), tmp_path, ENGINES[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_certain_holds_for_every_day_and_value_that_is_not_known(tmp_path: Path, seed: int) -> None:
    for first in without_shapes(SOME):
        rng = random.Random(seed)
        program = made([first], without_shapes(FEW), seed)
        chosen_days(unsure(program, rng), tmp_path, ENGINES[0])
        chosen_values(not_given(program, rng), tmp_path, ENGINES[0])


def test_every_function_and_aggregate_is_a_construct() -> None:
    written = " ".join(literal for body in CONSTRUCTS.values() for literal in body)
    assert [name for name in FUNCTIONS if f"{name}(" not in written] == []
    assert [name for name in AGGREGATES if f"{name} {{" not in written] == []
