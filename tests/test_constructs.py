"""Every construct of the language beside others, before judges that no engine is: see `judges`. Here each in one program with a few, and
in a hunt (FACTBASE_HUNT) all pairs; `python tests/met.py` tries all pairs, and prints what was tried."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chance import HUNT
from constructs import AS_WRITTEN, CONSTRUCTS, DATED, SHARED, made, not_given, unsure, without_shapes
from engines import ENGINES
from judges import (
    COUNTS,
    as_written,
    asked,
    certified,
    chosen_days,
    chosen_values,
    each_means_the_same,
    known_by,
    mean_the_same,
    right,
    shared,
    verdicts,
)
from met import PARTS, judges, part_of
from productions import of_bodies, possible, used

from factbase.ground.builtin import AGGREGATES, FUNCTIONS

EVERY = list(CONSTRUCTS)
SEED = 1
ONE = ["on"]  # what meets every construct here

each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)


@pytest.fixture(autouse=True)
def _counted(record_property: Callable[[str, int], None]) -> Iterator[None]:
    """What a test tried is told at the end of the run."""
    COUNTS.clear()
    yield
    for name, count in COUNTS.items():
        record_property(name, count)


def test_every_construct_gives_what_its_rules_conclude(tmp_path: Path) -> None:
    right(made(EVERY, ONE, SEED), tmp_path)


def test_what_clingo_has_too_gives_the_same_there(tmp_path: Path) -> None:
    shared(made(SHARED, ONE, SEED), tmp_path)


@each_engine
def test_a_program_that_means_the_same_gives_the_same(tmp_path: Path, engine) -> None:
    mean_the_same(made(EVERY, [], SEED), tmp_path, random.Random(SEED), engine)


def test_each_variant_means_the_same(tmp_path: Path) -> None:
    each_means_the_same(made(EVERY[::9], ["says"], SEED), tmp_path, random.Random(SEED), ENGINES[0])


def test_a_goal_has_the_rows_of_a_rule_with_its_body(tmp_path: Path) -> None:
    asked(made(EVERY, [], SEED), tmp_path, ENGINES[0])


def test_what_was_known_by_a_day_is_what_a_base_without_the_later_source_has(tmp_path: Path) -> None:
    known_by(made(EVERY, [], SEED), tmp_path, ENGINES[0])


def test_what_is_certain_holds_for_every_day_and_value_that_is_not_known(tmp_path: Path) -> None:
    rng, program = random.Random(SEED), made(without_shapes(EVERY), [], SEED)
    for of in (DATED, "assume r_d", "assume r_[nk]"):
        chosen_days(unsure(program, rng, of), tmp_path, ENGINES[0])
    chosen_values(not_given(program, rng), tmp_path, ENGINES[0])


def test_what_looks_at_how_a_date_is_written_sees_what_is_stated_of_that(tmp_path: Path) -> None:
    as_written(list(AS_WRITTEN), ["fact", "a date", "not", "count"], SEED, tmp_path)


@pytest.mark.parametrize("first", ["not", "?", "a state", "count of sources"])
def test_what_a_complete_relation_lacks_is_false_of_all_that_is_known(tmp_path: Path, first: str) -> None:
    verdicts(first, made([first], ["fact"], SEED), tmp_path)


@each_engine
def test_what_constructs_give_is_certified(tmp_path: Path, engine) -> None:
    certified(made(EVERY[:: 1 if HUNT else 4], ONE, SEED), tmp_path, random.Random(SEED), engine)


@pytest.mark.parametrize("seed", range(PARTS if HUNT else 0))
def test_every_two_constructs_are_right_together(tmp_path: Path, seed: int) -> None:
    for first in EVERY:
        for judge in judges(first, seed, tmp_path):
            judge()


# ---- whether all are there


def test_every_function_and_aggregate_is_a_construct() -> None:
    written = " ".join(literal for body in CONSTRUCTS.values() for literal in body)
    assert [name for name in FUNCTIONS if f"{name}(" not in written] == []
    assert [name for name in AGGREGATES if f"{name} {{" not in written] == []


REFUSED = {("atom", "unknown"), ("unknown", "QMARK")}
"""What the grammar takes in a body so that a better word than of the grammar refuses it: a `?` is of facts."""


def test_the_grammar_has_no_literal_or_expression_that_is_in_no_construct() -> None:
    bodies = (", ".join(body).replace("#", "1") for body in CONSTRUCTS.values())
    assert of_bodies() - used(bodies, "goal") == REFUSED


def test_the_grammar_has_no_statement_that_is_in_no_program() -> None:
    programs = [made(EVERY, [], seed) for seed in range(3)]
    statements = [*(each for program in programs for each in program.stated), *map(str, programs[0].rules)]
    goals = {pair for pair in possible() if pair[0] == "goal"}
    assert possible() - used(statements, "statement") - REFUSED - goals == set()


def test_a_round_has_every_construct_often() -> None:
    seconds = [second for first in EVERY for second in part_of(first, 0)]
    assert min(len(part_of(first, 0)) for first in EVERY) >= 20
    assert min(map(seconds.count, EVERY)) >= 20
