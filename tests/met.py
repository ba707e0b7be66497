"""Every two constructs before every judge: in, how long it may take and a file of what was tried; out, what is wrong, and counts.

`python tests/met.py` tries all pairs, each before all judges; `python tests/met.py 600` for ten minutes. With `--kept FILE` it goes on the
next time where it ended; `--table` prints in which ways two constructs gave rows.

In one round, which has facts of its own, every construct meets one of `PARTS` of all; after `PARTS` rounds all have met. So after the first
one every construct was the first of a pair more than twenty times, and the second as often."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from constructs import AS_WRITTEN, CONSTRUCTS, SHARED, VARIANTS, made, not_given, unsure, without_shapes
from engines import ENGINES
from judges import (
    COUNTS,
    VIEW,
    as_written,
    asked,
    certified,
    chosen_days,
    chosen_values,
    known_by,
    mean_the_same,
    named,
    read,
    right,
    shared,
    verdicts,
)
from oracle import Oracle

EVERY = tuple(CONSTRUCTS)
PARTS = 7


def part_of(first: str, seed: int) -> list[str]:
    """What a construct meets in one round."""
    return list(EVERY[(EVERY.index(first) + seed) % PARTS :: PARTS])


def judges(first: str, seed: int, folder: Path) -> Iterator[partial[None]]:
    """All that is to be judged of what one construct meets in one round."""
    some, rng = part_of(first, seed), random.Random(seed)
    program, engine = made([first], some, seed), ENGINES[seed % len(ENGINES)]
    yield partial(right, program, folder)
    if first in SHARED:
        yield partial(shared, made([first], [each for each in some if each in SHARED], seed), folder)
    yield partial(mean_the_same, program, folder, rng, engine)
    yield partial(asked, program, folder, engine)
    yield partial(known_by, program, folder, engine)
    yield partial(verdicts, first, program, folder)
    yield partial(certified, program, folder, rng, engine)
    if first in AS_WRITTEN:
        yield partial(as_written, [first], some, seed, folder)
    else:
        datable = made([first], without_shapes(some), seed)
        yield partial(chosen_days, unsure(datable, rng), folder, ENGINES[0])
        yield partial(chosen_values, not_given(datable, rng), folder, ENGINES[0])


def table(folder: Path, firsts: Sequence[str]) -> None:
    """Prints, for each construct and each other, in which ways their meeting gives a row: `b` in one body, `o` one of what the other
    concludes, `n` of what it does not conclude; `.` where none does with these facts."""
    ways = {"i": "b", "j": "o", "k": "n"}
    for first in firsts:
        base, goals = read(made([first], EVERY, 1), folder)
        planned = base.plan(goals, base.selection(VIEW), VIEW)
        found = named(goals, planned, Oracle().solve(planned.rules, planned.store))
        number, cells = EVERY.index(first), []
        for second in range(len(CONSTRUCTS)):
            has = (way for key, way in ways.items() if found[f"r_{key}{number}_{second}", " certain"])
            cells.append("".join(has) or ".")
        print(f"{first:>34} {' '.join(cells)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "seconds", type=float, nargs="?", help="how long it may take; else until all pairs were before all judges"
    )
    parser.add_argument("--kept", type=Path, help="a file of what was tried, from which it goes on")
    parser.add_argument("--table", nargs="*", metavar="CONSTRUCT", help="prints which constructs gave rows together")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as made_up:
        if told.table is not None:
            table(Path(made_up), told.table or EVERY)
        else:
            _tried(Path(made_up), told.seconds, told.kept)


def _tried(folder: Path, seconds: float | None, kept: Path | None) -> None:
    lines = kept.read_text(encoding="utf-8").splitlines() if kept is not None and kept.exists() else []
    done = [json.loads(line) for line in lines]
    tried = {(each["seed"], each["first"]) for each in done}
    counts, failed = (
        sum((Counter(each["counts"]) for each in done), Counter[str]()),
        sum(len(each["wrong"]) for each in done),
    )
    began = time.monotonic()
    for seed, first in ((seed, first) for seed in range(PARTS if seconds is None else 1_000_000) for first in EVERY):
        if seconds is not None and time.monotonic() > began + seconds:
            break
        if (seed, first) in tried:
            continue
        COUNTS.clear()
        wrong = []
        for judge in judges(first, seed, folder):
            try:
                judge()
            except AssertionError as problem:
                wrong.append(f"{first}, seed {seed}, {judge.func.__name__}: {str(problem)[:1000]}")
                print(wrong[-1], flush=True)
        COUNTS["ordered pairs of constructs"] += len(part_of(first, seed))
        counts, failed = counts + COUNTS, failed + len(wrong)
        if kept is not None:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"seed": seed, "first": first, "wrong": wrong, "counts": COUNTS}) + "\n")
    print(
        f"{len(EVERY)} constructs, {len(EVERY) ** 2:,} ordered pairs, {len(VARIANTS)} variants; {failed} failed; tried:"
    )
    for name, count in counts.items():
        print(f"{count:12,} {name}")


if __name__ == "__main__":
    main()
