"""How long tables take: a base with a million assumed rows of integers and a million cited rows, beside DuckDB over the same files.

    python tests/bench/bench_table.py [--rows 1000000] [--check 5000]

Prints the seconds of loading both, of the first answer and of later ones, and the peak memory; then those of checking all quotes of a base
of fewer rows. Needs the extras `fast` and `bench`.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from factbase.base import FactBase, View
from factbase.checks.audit import audit
from factbase.engine.choose import EngineSetting, engine_named
from factbase.ground.date import parse_date

SOURCES, PEOPLE = 200, 50_000
KERNELS = Path(tempfile.gettempdir()) / f"factbase-bench-kernels-{os.getuid()}"  # those of bench_engine
AT = View(parse_date("2026-01-01"))
GOALS = ("path(5, X)", "path(7, X)", 'paid("person 5", A), A < 5000', 'paid("person 6", A), A < 5000')


def write(folder: Path, rows: int) -> None:
    chance = random.Random(1)
    with (folder / "edge.facts").open("w") as file:
        file.writelines(f"{chance.randrange(2 * rows)}\t{chance.randrange(2 * rows)}\n" for _ in range(rows))
    texts: list[list[str]] = [[] for _ in range(SOURCES)]
    with (folder / "paid.csv").open("w") as file:
        file.write("who,amount,day,words,src\n")
        for i in range(rows):
            who, amount, source = (
                f"person {chance.randrange(PEOPLE)}",
                chance.randrange(10_000),
                chance.randrange(SOURCES),
            )
            day = f"20{chance.randrange(10, 25)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
            words = f"paid {who} the sum of {amount} as number {i}"
            texts[source].append(f"In May the office {words}.\n")
            file.write(f'"{who}",{amount},{day},"{words}",s{source}\n')
    statements = []
    for number, text in enumerate(texts):
        (folder / f"s{number}.txt").write_text("".join(text))
        statements.append(f'source s{number} {{ file: "s{number}.txt", published: 2025-01-01 }}.\n')
    (folder / "base.fb").write_text(
        "".join(statements) + "relation edge(x: int, y: int).\nrelation paid(who: string, amount: int).\n"
        'assume table edge from "edge.facts".\ntable paid from "paid.csv" { source: src, quote: words, on: day }.\n'
        "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
    )


def timed(what: str, run: Callable[[], object]) -> object:
    wall, processor = time.perf_counter(), time.process_time()
    made = run()
    print(
        f"{what:44} {time.perf_counter() - wall:8.2f} s  {time.process_time() - processor:8.2f} s of the processor",
        flush=True,
    )
    return made


def duck(folder: Path) -> None:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE paid AS FROM read_csv('{folder}/paid.csv')")
    columns = "{'x': 'INT', 'y': 'INT'}"
    connection.execute(
        f"CREATE TABLE edge AS FROM read_csv('{folder}/edge.facts', delim='\t', header=false, columns={columns})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="time tables")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--check", type=int, default=5_000)
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command sets it
    subprocess.run([sys.executable, Path(__file__).with_name("bench_engine.py"), "--compile"], check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, options.rows)
        print(f"{options.rows:,} rows of two integers, {options.rows:,} cited rows of four cells")
        timed("DuckDB reads both files", lambda: duck(folder))
        base = timed("factbase loads both", lambda: FactBase.load([folder], KERNELS / "trees"))
        assert isinstance(base, FactBase)
        assert not base.diagnostics, base.diagnostics[:3]
        engine = engine_named("auto", EngineSetting(KERNELS))
        for goal in GOALS:
            answers = timed(f"asks {goal}", lambda goal=goal: base.ask(goal, AT, engine))
            print(f"  {len(answers.answers)} answers, {len(answers.problems)} problems, by {answers.engine}")  # type: ignore[attr-defined]
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, options.check)
        small = FactBase.load([folder])
        report = timed(f"checks {options.check:,} cited rows", lambda: audit(small, AT, engine))
        print(f"  {len(report.diagnostics)} findings")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
