"""How long the engines take, and how much memory, on the workloads of `workloads.py`, beside what else can be reached from Python.

    python tests/bench/bench_engine.py                 every workload at the smaller size
    python tests/bench/bench_engine.py --large         at the larger size
    python tests/bench/bench_engine.py --only tc_dense points_to --runs 5
    python tests/bench/bench_engine.py --bound         the goal path(c, X): magic sets, the whole model, and pyDatalog

Needs the extras `fast` and `bench`. Every run is a process of its own that reads the facts from files and makes the whole result;
Souffle and SWI-Prolog join in where they are on the PATH. The rows of all are compared by count and by a sum over their hashes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KERNELS = Path(tempfile.gettempdir()) / f"factbase-bench-kernels-{os.getuid()}"
ENGINES = ("vector", "pydatalog", "duckdb", "clingo", "swipl", "souffle", "souffle provenance")
PROGRAMS = ("swipl", "souffle")  # found on the PATH
LIMIT = 300  # seconds for one run
# What is known to take minutes, or more memory than there is, is not tried.
NOT_FOR = {
    "pydatalog": {"tc_dense", "tc_sparse", "tc_chain", "same_generation", "points_to", "joins"},
    "clingo": {"tc_dense", "tc_sparse"},
    "swipl": {"points_to"},
}


# ---- one run, in a process of its own: prints its measures, how many rows there are and the sum of their hashes


def run_one(engine: str, name: str, folder: Path) -> None:
    from workloads import WORKLOADS

    workload = next(each for each in WORKLOADS if each.name == name)
    match engine:
        case "vector":
            told = run_vector(workload, folder)
        case "pydatalog":
            told = run_pydatalog(workload, folder)
        case "duckdb":
            told = run_duckdb(workload, folder)
        case "clingo":
            told = run_clingo(workload, folder)
        case "swipl":
            told = run_swipl(workload, folder)
        case _:
            told = run_souffle(workload, folder, engine.endswith("provenance"))
    print(json.dumps({"digest": told, **MEASURED}))


def ready() -> None:
    """The result is made: what follows compares it and is not counted."""
    import resource

    own, below = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # What `own` tells of memory begins with the parent's at the fork, so the kernel's own mark is read.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    MEASURED["memory"] = max(int(peak[1]) if peak else own.ru_maxrss, below.ru_maxrss) / 1024
    MEASURED["cpu"] = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
    MEASURED["ready"] = time.monotonic()


MEASURED: dict[str, float] = {}


def digest(x: Any, y: Any) -> list[int]:
    import numpy as np

    keys = (np.asarray(x).astype(np.uint64) << np.uint64(32)) | np.asarray(y).astype(np.uint64)
    hashes = keys * np.uint64(0x9E3779B97F4A7C15)
    hashes ^= hashes >> np.uint64(29)
    return [len(keys), int(hashes.sum(dtype=np.uint64))]


def make_plan(rules: str, facts: Mapping[str, Any], goal: str | None = None) -> Any:
    """Datalog rules over numbers, and the store of facts as pairs of columns."""
    from columns import BareFacts, numbered

    columns, symbols = numbered([column for pair in facts.values() for column in pair])
    given = {name: BareFacts(columns[2 * i : 2 * i + 2]) for i, name in enumerate(facts)}
    return plan_of(rules, symbols, given, goal)


def plan_of(rules: str, symbols: Any, facts: Mapping[str, Any], goal: str | None = None) -> Any:
    """Datalog rules, and the store of facts that are numbered in a table of symbols."""
    from factbase.engine.base import PlanRule, Rules, Store
    from factbase.engine.step import Auxiliary, Negated, Scan, Var

    given = {Auxiliary(name): rows for name, rows in facts.items()}
    made: dict[str, list[Any]] = {}
    for text in (line for line in rules.splitlines() if line):
        names: dict[str, Any] = {}

        def atom(part: str, names: dict[str, Any] = names) -> tuple[Any, tuple[Any, ...]]:
            relation, args = re.fullmatch(r"(\w+)\((.*)\)", part).groups()  # type: ignore[union-attr]
            terms = tuple(
                symbols.intern(int(a)) if a.isdigit() else names.setdefault(a, Var(len(names)))
                for a in args.replace(" ", "").split(",")
            )
            return Auxiliary(relation), terms

        head, _, body = text.rstrip(".").partition(" :- ")
        steps = []
        for part in re.findall(r"(?:not )?\w+\([^)]*\)", body):
            steps.append(Negated(*atom(part[4:])) if part.startswith("not ") else Scan(*atom(part)))
        relation, terms = atom(head)
        made.setdefault(relation.name, []).append(PlanRule(relation, terms, tuple(steps), tuple(names), 0))
    order = sorted(
        made, key=lambda name: (name == "answer", name != "blocked")
    )  # negated relations first, the goal last
    strata = tuple(tuple(made[name]) for name in order)
    goals = (Auxiliary(goal),) if goal else ()
    return Rules(symbols, strata, goals, goals), Store(symbols, given)


def solve(engine: str, plan: Any) -> Any:
    if engine == "pydatalog":
        from factbase.engine.pydatalog import PyDatalogEngine

        return PyDatalogEngine().solve(*plan)
    from factbase.engine.vector import VectorEngine

    return VectorEngine(KERNELS, max_bytes=16 << 30, threads=2).solve(*plan)


def run_vector(workload: Any, folder: Path) -> list[int]:
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    from columns import read

    from factbase.engine.step import Auxiliary
    from factbase.engine.vector.native import Kernels

    kernels = Kernels(KERNELS, print)
    _ = kernels.read_integers  # loaded before two threads ask for it
    paths = sorted(folder.glob("*.facts"))
    with ThreadPoolExecutor(2) as pool:
        columns = pool.map(lambda path: read(path, 2, kernels), paths)
        plan = make_plan(workload.rules, {path.stem: of_file for path, of_file in zip(paths, columns, strict=True)})
    model = solve("vector", plan)
    ready()
    values = np.array(model.symbols.values, np.int64)
    told: list[int] = []
    for name in workload.results:
        rows = model.of(Auxiliary(name))
        told += digest(*(values[rows.table.column(i)] for i in range(2)))
    return told


def run_pydatalog(workload: Any, folder: Path) -> list[int]:
    from factbase.engine.base import Symbols
    from factbase.engine.step import Auxiliary

    symbols = Symbols()
    facts = {
        path.stem: {tuple(symbols.intern(int(number)) for number in line.split()): () for line in path.open()}
        for path in sorted(folder.glob("*.facts"))
    }
    plan = plan_of(workload.rules, symbols, facts)
    model = solve("pydatalog", plan)
    ready()
    told: list[int] = []
    for name in workload.results:
        pairs = [tuple(map(symbols.values.__getitem__, row)) for row in model.of(Auxiliary(name))]
        told += digest([a for a, _ in pairs], [b for _, b in pairs])
    return told


def run_duckdb(workload: Any, folder: Path) -> list[int]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    for path in folder.glob("*.facts"):
        connection.execute(
            f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', delim='\t', header=false, columns={{'x': 'INT', 'y': 'INT'}})"
        )
    if workload.sql:
        for name, sql in zip(workload.results, workload.sql, strict=True):
            connection.execute(f"CREATE TABLE result_{name}(x, y) AS {sql}")
    else:
        first, derive = workload.loop
        connection.execute(f"CREATE TABLE result AS SELECT DISTINCT * FROM ({first}) t(x, y)")
        connection.execute("CREATE TABLE delta AS FROM result")
        while connection.execute("SELECT count(*) FROM delta").fetchone()[0]:  # type: ignore[index]
            derived = " UNION ".join(sql.format(delta="delta", all="result") for sql in derive)
            connection.execute(f"CREATE TABLE fresh AS SELECT x, y FROM ({derived}) t(x, y) EXCEPT FROM result")
            connection.execute("INSERT INTO result FROM fresh")
            connection.execute("DROP TABLE delta")
            connection.execute("ALTER TABLE fresh RENAME TO delta")
        connection.execute(f"ALTER TABLE result RENAME TO result_{workload.results[0]}")
    ready()
    told: list[int] = []
    for name in workload.results:
        columns = connection.execute(f"SELECT * FROM result_{name} AS t(x, y)").fetchnumpy()
        told += digest(columns["x"], columns["y"])
    return told


def run_clingo(workload: Any, folder: Path) -> list[int]:
    import clingo

    control = clingo.Control(["--warn=none"])
    facts = [f"{path.stem}({a},{b})." for path in folder.glob("*.facts") for a, b in map(str.split, path.open())]
    control.add("base", [], workload.rules + "\n".join(facts))
    control.ground([("base", [])])
    ready()
    told: list[int] = []
    for name in workload.results:
        found = control.symbolic_atoms.by_signature(name, 2)
        pairs = [(atom.symbol.arguments[0].number, atom.symbol.arguments[1].number) for atom in found]
        told += digest([a for a, _ in pairs], [b for _, b in pairs])
    return told


def run_souffle(workload: Any, folder: Path, provenance: bool) -> list[int]:
    """A program that was compiled before; only the run that counts its rows is timed. One more writes them out, without provenance."""
    import numpy as np

    def run(program: str) -> str:
        command = [folder / program, "-j2", "-F", folder, "-D", folder]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    counted = run("souffle-provenance" if provenance else "souffle-plain")
    ready()
    counts = dict(re.findall(r"^(\w+)\t(\d+)$", counted, re.MULTILINE))
    run("souffle-rows")
    told: list[int] = []
    for name in workload.results:
        pairs = np.fromstring((folder / f"{name}.csv").read_text(), np.int64, sep=" ").reshape(-1, 2)
        if int(counts[name]) != len(pairs):
            raise SystemExit(f"{name}: {counts[name]} rows counted, {len(pairs)} written")
        told += digest(pairs[:, 0], pairs[:, 1])
    return told


def run_swipl(workload: Any, folder: Path) -> list[int]:
    """Its tables, asked once. It says when they are made, then counts their rows and sums the hashes, as `digest` does."""
    program = folder / "program.pl"
    program.write_text(prolog(workload, sorted(folder.glob("*.facts"))))
    command = ["swipl", "--stack-limit=4g", "--table-space=6g", "-q", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seconds = process.stdout.readline()
        ready()
        if not seconds:
            raise SystemExit("swipl ended without a result")
        MEASURED["cpu"] += float(seconds)
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
        MEASURED["memory"] = int(peak[1]) / 1024 if peak else 0.0
        return [int(number) for number in process.stdout.read().split()]


def prolog(workload: Any, files: Iterable[Path]) -> str:
    """The rules with a table for each relation, and a main goal that reads the facts, makes the results and tells of them."""
    heads = dict(re.findall(r"^(\w+)\(([^)]*)\) :-", workload.rules, re.MULTILINE))
    declared = [f":- dynamic {path.stem}/2." for path in files]
    declared += [f":- table {name}/{args.count(',') + 1}." for name, args in heads.items()]
    goals = [f"read_facts({path.stem}, '{path}')" for path in files]
    goals += [f"forall({name}(_, _), true)" for name in workload.results]
    goals += ["statistics(process_cputime, Seconds), print(Seconds), nl, flush_output"]
    goals += [f"tell_rows({name})" for name in workload.results]
    return (
        PROLOG
        + "\n".join([*declared, re.sub(r"\bnot ", r"\\+ ", workload.rules), ":- initialization(main, main)."])
        + (f"\nmain :-\n    {f',{chr(10)}    '.join(goals)}.\n")
    )


PROLOG = r"""
read_facts(Name, Path) :-
    open(Path, read, In), read_rows(Name, In), close(In).
read_rows(Name, In) :-
    read_line_to_string(In, Line),
    (   Line == end_of_file
    ->  true
    ;   split_string(Line, "\t", "", [First, Second]),
        number_string(X, First), number_string(Y, Second),
        Row =.. [Name, X, Y], assertz(Row),
        read_rows(Name, In)
    ).
tell_rows(Name) :-
    State = state(0, 0),
    forall(call(Name, X, Y),
           ( state(Count, Sum) = State,
             H is (((X << 32) \/ Y) * 0x9E3779B97F4A7C15) /\ 0xFFFFFFFFFFFFFFFF,
             Count1 is Count + 1,
             Sum1 is (Sum + (H xor (H >> 29))) /\ 0xFFFFFFFFFFFFFFFF,
             nb_setarg(1, State, Count1), nb_setarg(2, State, Sum1) )),
    arg(1, State, Rows), arg(2, State, Hashes),
    format("~d ~d~n", [Rows, Hashes]).
"""


def souffle(workload: Any, facts: Iterable[str], ending: str) -> str:
    """The rules with declarations; `ending` is what is done with each result."""
    arities = {name: args.count(",") + 1 for name, args in re.findall(r"(\w+)\(([^)]*)\)", workload.rules)}
    lines = [
        f".decl {name}({', '.join(f'c{i}: number' for i in range(arity))})" for name, arity in sorted(arities.items())
    ]
    lines += [f".input {name}" for name in facts] + [f"{ending} {name}" for name in workload.results]
    return "\n".join([*lines, re.sub(r"\bnot ", "!", workload.rules)])


def compile_souffle(workload: Any, folder: Path) -> None:
    facts = sorted(path.stem for path in folder.glob("*.facts"))
    for name, ending, more in (
        ("souffle-plain", ".printsize", ()),
        ("souffle-provenance", ".printsize", ("-t", "none")),
        ("souffle-rows", ".output", ()),
    ):
        program = folder / f"{name}.dl"
        program.write_text(souffle(workload, facts, ending))
        subprocess.run(["souffle", "-j2", *more, "-o", folder / name, program], check=False)


# ---- the table


def measure(engine: str, name: str, folder: Path) -> tuple[float, float, float, list[int]] | str:
    """Seconds of a whole process, its processor's seconds, its peak memory in MiB, and what it told; or why there is nothing."""
    command = [sys.executable, __file__, "--run", engine, name, str(folder)]
    started = time.monotonic()  # one clock for all processes
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, cwd=HERE, env=environment(), start_new_session=True
    )
    try:
        out, error = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # a peer may be a process of its own below it
        process.communicate()
        return f"> {LIMIT} s"
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    if process.returncode:
        return error.strip().splitlines()[-1][:60] if error.strip() else f"exit {process.returncode}"
    told = json.loads(out.splitlines()[-1])
    return told["ready"] - started, told["cpu"], told["memory"], told["digest"]


def environment() -> dict[str, str]:
    """That of all runs. Byte code is kept, as every installed package has it and a checkout may not; numpy starts no threads to multiply
    matrices with, for nobody here does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(KERNELS / "bytecode"), "OPENBLAS_NUM_THREADS": "1"}


def warm(engines: Iterable[str]) -> None:
    """One small run of each that is not counted: from here on all byte code is there."""
    from workloads import WORKLOADS

    tiny = next(workload for workload in WORKLOADS if workload.name == "tiny")
    with tempfile.TemporaryDirectory() as temporary:
        write_facts(tiny.make(tiny.sizes[0]), Path(temporary))
        for engine in engines:
            measure(engine, tiny.name, Path(temporary))


def table(names: Iterable[str], large: bool, runs: int, engines: Sequence[str]) -> None:
    from workloads import WORKLOADS

    warm(engines)
    print(
        "workload         engine        seconds  of ours      cpu  peak MiB        rows   (medians of whole processes)"
    )
    for workload in WORKLOADS:
        if workload.name not in names:
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_facts(workload.make(workload.sizes[large]), folder)
            if shutil.which("souffle"):
                compile_souffle(workload, folder)
            expected, base = None, None
            for engine in engines:
                program = engine.split()[0]
                if workload.name in NOT_FOR.get(engine, ()) or (program in PROGRAMS and not shutil.which(program)):
                    continue
                found = [measure(engine, workload.name, folder)]
                if not isinstance(found[0], str):  # what ended once may be measured again
                    found += [measure(engine, workload.name, folder) for _ in range(runs - 1)]
                good = [each for each in found if not isinstance(each, str)]
                if not good:
                    print(f"{workload.name:16} {engine:12} {found[0]}", flush=True)
                    continue
                seconds = statistics.median(each[0] for each in good)
                cpu = statistics.median(each[1] for each in good)
                peak = max(each[2] for each in good)
                rows = good[0][3]
                expected, base = expected or rows, base or seconds
                total = sum(rows[::2])
                agree = "" if rows == expected else "  OTHER ROWS"
                print(
                    f"{workload.name:16} {engine:12} {seconds:8.2f} {seconds / base:8.2f} {cpu:8.2f} {peak:8.0f} {total:12,}{agree}",
                    flush=True,
                )


def write_facts(facts: Mapping[str, Any], folder: Path) -> None:
    import pyarrow
    from pyarrow import csv

    options = csv.WriteOptions(include_header=False, delimiter="\t")
    for name, pairs in facts.items():
        columns = pyarrow.table({"x": pairs[:, 0], "y": pairs[:, 1]})
        csv.write_csv(columns, folder / f"{name}.facts", options)


def bound() -> None:
    """One goal that binds its first argument, over 200 chains of 60 nodes."""
    import numpy as np

    from factbase.engine.magic import magic_sets
    from factbase.engine.step import Auxiliary, Scan

    chains = np.concatenate([np.column_stack([np.arange(59), np.arange(1, 60)]) + 60 * i for i in range(200)])
    rules = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- edge(X, Y), path(Y, Z).\nanswer(X) :- path(6000, X).\n"
    plan = make_plan(rules, {"edge": (chains[:, 0], chains[:, 1])}, "answer")
    assert isinstance(plan[0].strata[-1][0].body[0], Scan)

    def in_part(whole: Any) -> Any:
        made = magic_sets(*whole)
        return made.rules, made.store

    answers = set()
    print("goal path(6000, X)  seconds  rows derived")
    for engine in ("vector", "pydatalog"):
        solve(engine, in_part(plan))  # what is imported once is not counted
        for told, each in (("magic sets", in_part), ("whole model", lambda p: p)):
            if engine == "pydatalog" and told == "whole model":
                continue  # 354,000 rows: minutes
            started = time.perf_counter()
            model = solve(engine, each(plan))
            seconds = time.perf_counter() - started
            rows = sum(len(found) for found in model.rows.values()) - len(chains)
            answers.add(frozenset(model.of(Auxiliary("answer"))))
            print(f"{engine}, {told:12} {seconds:8.3f} {rows:10,}")
    print(f"pyDatalog, top-down {top_down(chains):8.3f}")
    assert len(answers) == 1


def top_down(edges: Any) -> float:
    """pyDatalog by itself, which is goal-directed: its own clauses and its own search."""
    from pyDatalog import Logic, pyDatalog

    Logic()
    for a, b in edges.tolist():
        pyDatalog.assert_fact("edge", a, b)
    pyDatalog.load("path(X, Y) <= edge(X, Y)\npath(X, Z) <= edge(X, Y) & path(Y, Z)")
    started = time.perf_counter()
    assert len(pyDatalog.ask("path(6000, X)").answers) == 59
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description="time the engines")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only", nargs="+", default=None, metavar="WORKLOAD")
    parser.add_argument("--engines", nargs="+", default=ENGINES, metavar="ENGINE")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bound", action="store_true")
    parser.add_argument("--compile", action="store_true", help="compile the kernels only, so that no run does")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        engine, name, folder = options.run
        run_one(engine, name, Path(folder))
        return
    if options.compile:
        from factbase.engine.vector import kernels
        from factbase.engine.vector.native import Kernels

        compiled = Kernels(KERNELS, print)
        for name in kernels.KERNELS:
            getattr(compiled, name)
        return
    if options.bound:
        bound()
        return
    from workloads import WORKLOADS

    table(options.only or [workload.name for workload in WORKLOADS], options.large, options.runs, options.engines)


if __name__ == "__main__":
    main()
