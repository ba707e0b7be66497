"""What a timeline costs against the number of dates, and against one evaluation for each of them.

The base: n pacts, each signed on a day, ended by a notice some days later, with a derived last day (`D + 30`); the goal asks for pairs
that are in force. `days` is how many days the dates span: the timeline must not cost more where they are spread out.

    python tests/bench/bench_timeline.py [--dates 100 200 400 800 1600] [--each 200]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.ground.date import day, parse_date
from factbase.questions.timeline import timeline

START = parse_date("2000-01-01").earliest or 0
RULES = """
ended(P) on D + 30 :- notice(P) on D.
in_force(P) :- signed(P), not ended(P).
quiet() :- N = count { P : in_force(P) }, N < 3.
"""


def base(dates: int, spread: int) -> FactBase:
    """A base with so many distinct dates, so many days apart."""
    facts = []
    for i in range(dates // 2):
        facts.append(f"assume signed(p{i}) on {day(START + 2 * i * spread)}.")
        facts.append(f"assume notice(p{i}) on {day(START + (2 * i + 1) * spread)}.")
    return FactBase.load([]).with_text("bench.fb", RULES + "\n".join(facts), Path())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dates", type=int, nargs="+", default=[100, 200, 400, 800, 1600])
    parser.add_argument(
        "--each", type=int, default=200, help="up to this many dates, compare with one evaluation a date"
    )
    options = parser.parse_args()
    engine = default_engine()
    print(f"{'dates':>6} {'days':>8} {'goal':>12} {'answers':>8} {'intervals':>9} {'timeline':>10} {'a date each':>12}")
    for dates in options.dates:
        for spread in (1, 10):
            made = base(dates, spread)
            for goal in ("in_force(P)", "quiet()"):
                started = time.perf_counter()
                found = timeline(made, goal, None, engine)
                took = time.perf_counter() - started
                intervals = sum(len(held.intervals) for held in found.answers)
                each = "-"
                if dates <= options.each:
                    started = time.perf_counter()
                    for i in range(dates):
                        made.ask(goal, View(day(START + i * spread)), engine)
                    each = f"{time.perf_counter() - started:.2f} s"
                days = dates * spread
                print(
                    f"{dates:>6} {days:>8} {goal:>12} {len(found.answers):>8} {intervals:>9} {took:>8.3f} s {each:>12}"
                )


if __name__ == "__main__":
    main()
