"""How long the engines take, and how much memory, on the workloads of `workloads.py`, beside what else can be reached from Python.

    python tests/bench/bench_engine.py                 every workload at the smaller size
    python tests/bench/bench_engine.py --large         at the larger size
    python tests/bench/bench_engine.py --only tc_dense points_to --runs 5
    python tests/bench/bench_engine.py --bound         the goal path(c, X): magic sets, the whole model, and pyDatalog

Needs the extras `fast` and `bench`. Every run is a process of its own that reads the facts from files and makes the whole result;
`ask` is our command from end to end, once for each result, with a goal that needs the whole of it and has no answer. Souffle and SWI-Prolog
join in where they are on the PATH. The rows of all are compared by count and by a sum over their hashes.
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
from binascii import crc32
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from datalog import Atom, parsed, strata_of

HERE = Path(__file__).parent
KERNELS = Path(tempfile.gettempdir()) / f"factbase-bench-kernels-{os.getuid()}"
SOUFFLE = {"souffle": "plain", "souffle brie": "brie", "souffle provenance": "provenance"}  # with the program of each
ENGINES = ("vector", "ask", "pydatalog", "duckdb", "clingo", "swipl", *SOUFFLE)
PROGRAMS = ("swipl", "souffle")  # found on the PATH
LIMIT = 300  # seconds for one run
# What is known to take minutes, or more memory than there is, is not tried.
LATER = {"strings", "hops", "aggregates", "fields", "cspa", "el", "negation", "wide"}
NOT_FOR = {
    "pydatalog": {"tc_dense", "tc_sparse", "tc_chain", "same_generation", "points_to", "joins", *LATER},
    "clingo": {"tc_dense", "tc_sparse", *LATER},
    "swipl": {"points_to", *LATER},
}


# ---- one run, in a process of its own: prints its measures, how many rows there are and the sum of their hashes


def run_one(engine: str, name: str, folder: Path) -> None:
    from workloads import WORKLOADS

    workload = next(each for each in WORKLOADS if each.name == name)
    match engine:
        case "vector":
            told = run_vector(workload, folder) if workload.types is None else run_base(workload, folder)
        case "ask":
            told = run_ask(workload, folder)
        case "pydatalog":
            told = run_pydatalog(workload, folder)
        case "duckdb":
            told = run_duckdb(workload, folder)
        case "clingo":
            told = run_clingo(workload, folder)
        case "swipl":
            told = run_swipl(workload, folder)
        case _:
            told = run_souffle(workload, folder, SOUFFLE[engine])
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


def digest(*columns: Any) -> list[int]:
    """How many rows there are and the sum of their hashes; those of pairs are as `PROLOG` has them."""
    import numpy as np

    keys, *others = (_words(column) for column in columns)
    for column in others:
        keys = (keys << np.uint64(32)) | column
        keys = keys * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return [len(keys), int(keys.sum(dtype=np.uint64))]


def _words(column: Any) -> Any:
    """A column as numbers: of texts, those of their bytes."""
    import numpy as np

    column = np.asarray(column)
    if column.dtype.kind in "iu":
        return column.astype(np.uint64)
    known = {text: crc32(text.encode()) for text in set(column.tolist())}
    return np.array([known[text] for text in column.tolist()], np.uint64)


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
    strata = []
    for stratum in strata_of(parsed(rules)):
        made = []
        for rule in stratum:
            names: dict[str, Any] = {}

            def atom(part: Atom, names: dict[str, Any] = names) -> tuple[Any, tuple[Any, ...]]:
                relation, args = part
                return Auxiliary(relation), tuple(
                    symbols.intern(int(a)) if a.isdigit() else names.setdefault(a, Var(len(names))) for a in args
                )

            steps = [Negated(*atom(part)) if negated else Scan(*atom(part)) for part, negated in rule.body]
            relation, terms = atom(rule.head)
            made.append(PlanRule(relation, terms, tuple(steps), tuple(names), 0))
        strata.append(tuple(made))
    goals = (Auxiliary(goal),) if goal else ()
    return Rules(symbols, tuple(strata), goals, goals), Store(symbols, given)


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


def loaded(workload: Any, folder: Path) -> Any:
    """The base of a workload over tables of its facts."""
    from factbase.base import FactBase

    base = FactBase.load([folder / "base.fb"], KERNELS / "trees")
    if base.diagnostics:
        raise SystemExit(f"{workload.name}: {base.diagnostics[0].message}")
    return base


def run_base(workload: Any, folder: Path) -> list[int]:
    """The model of the whole results, by the language's own rules over tables."""
    from dataclasses import replace

    import numpy as np

    from factbase.base import View
    from factbase.explain.finder import goal_of
    from factbase.program.fact import Predicate

    base, view = loaded(workload, folder), View()
    names = [(name, [f"A{i}" for i in range(workload.types[name].count(" ") + 1)]) for name in workload.results]
    queries = [base.query(f"{name}({', '.join(args)})")[0] for name, args in names]
    planned = base.plan([goal_of(query.body) for query in queries if query], base.selection(view), view)
    strata = tuple(stratum for stratum in planned.rules.strata if stratum[0].head not in planned.rules.goals)
    model = solve("vector", (replace(planned.rules, strata=strata), planned.store))
    ready()
    told: list[int] = []
    for name, args in names:
        columns = [model.of(Predicate(name)).table.column(i) for i in range(len(args))]
        told += digest(*(_values(model.symbols.values, np.asarray(column)) for column in columns))
    return told


def _values(values: Any, numbers: Any) -> Any:
    import numpy as np

    distinct, which = np.unique(numbers, return_inverse=True)
    return np.array([values[number] for number in distinct.tolist()])[which]


def run_ask(workload: Any, folder: Path) -> list[int]:
    """The command from end to end: a goal that needs the whole of each result, and has no answer, since no number is below zero."""
    for name in workload.results:
        columns = workload.types[name].count(" ") if workload.types else 1
        goal = f"{name}(X{', _' * columns}), X < 0"
        command = [sys.executable, "-m", "factbase", "--base", folder / "base.fb", "--engine", "vector", "ask", goal]
        told = subprocess.run(
            [*command, "--seconds", str(LIMIT)], check=True, capture_output=True, text=True, env=environment()
        )
        if "no answer" not in told.stdout:
            raise SystemExit(f"{name}: {told.stdout}")
    ready()
    return []


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
        kinds = workload.types[path.stem].split() if workload.types else ["int", "int"]
        names = [f"c{i}" for i in range(len(kinds))] if workload.sql is None and workload.loop is None else ["x", "y"]
        if len(kinds) > 2 or len(kinds) < 2:
            names = [f"c{i}" for i in range(len(kinds))]
        columns = {name: "INT" if kind == "int" else "VARCHAR" for name, kind in zip(names, kinds, strict=True)}
        connection.execute(
            f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', delim='\t', header=false, quote='', columns={columns})"
        )
    if workload.sql is None and workload.loop is None:
        run_in_rounds(connection, workload.rules, workload.types)
    elif workload.sql:
        for name, sql in zip(workload.results, workload.sql, strict=True):
            connection.execute(f"CREATE TABLE {name} AS {sql}")
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
        connection.execute(f"ALTER TABLE result RENAME TO {workload.results[0]}")
    ready()
    told: list[int] = []
    for name in workload.results:
        told += digest(*connection.execute(f"FROM {name}").fetchnumpy().values())
    return told


def run_in_rounds(connection: Any, rules: str, types: Mapping[str, str]) -> None:
    """Rules as SQL, stratum by stratum, from the rows of the last round on; each relation is a table of columns c0, c1, …"""
    for stratum in strata_of(parsed(rules)):
        heads = dict.fromkeys(rule.head[0] for rule in stratum)
        for head in heads:
            columns = ", ".join(f"c{i} {kind}" for i, kind in enumerate(types[head].split()))
            for table in (head, f"{head}_delta", f"{head}_fresh"):
                connection.execute(f"CREATE TABLE {table} ({columns})")
        first, new = True, 1
        while new:
            new = 0
            for head in heads:
                chosen = [sql for rule in stratum if rule.head[0] == head for sql in rule.selects(heads, first=first)]
                if chosen:
                    connection.execute(f"INSERT INTO {head}_fresh ({' UNION '.join(chosen)}) EXCEPT FROM {head}")
            for head in heads:
                connection.execute(f"INSERT INTO {head} FROM {head}_fresh")
                connection.execute(f"DROP TABLE {head}_delta")
                connection.execute(f"ALTER TABLE {head}_fresh RENAME TO {head}_delta")
                connection.execute(f"CREATE TABLE {head}_fresh AS FROM {head} LIMIT 0")
                new += connection.execute(f"SELECT count(*) FROM {head}_delta").fetchone()[0]
            first = False


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


def run_souffle(workload: Any, folder: Path, program: str) -> list[int]:
    """A program that was compiled before; only the run that counts its rows is timed. One more writes them out, without provenance."""
    passive = {
        **os.environ,
        "OMP_WAIT_POLICY": "passive",
    }  # else its threads wait for one another at the cost of all others

    def run(program: str) -> str:
        command = [folder / program, "-j2", "-F", folder, "-D", folder]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=passive).stdout

    MEASURED["started"] = time.monotonic()  # not our Python's start
    counted = run(f"souffle-{program}")
    ready()
    counts = dict(re.findall(r"^(\w+)\t(\d+)$", counted, re.MULTILINE))
    run("souffle-rows")
    told: list[int] = []
    for name in workload.results:
        kinds = workload.types[name].split() if workload.types else ["int", "int"]
        rows = [line.split("\t") for line in (folder / f"{name}.csv").read_text().splitlines()]
        if int(counts[name]) != len(rows):
            raise SystemExit(f"{name}: {counts[name]} rows counted, {len(rows)} written")
        columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
        told += digest(*(list(map(int, c)) if k == "int" else list(c) for k, c in zip(kinds, columns, strict=True)))
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


def souffle(workload: Any, facts: Iterable[str], ending: str, structure: str = "") -> str:
    """The rules with declarations; `ending` is what is done with each result."""
    rules = workload.souffle or workload.rules
    arities = {name: args.count(",") + 1 for name, args in re.findall(r"(\w+)\(([^)]*)\)", rules)}
    types = {name: ["number"] * arity for name, arity in arities.items() if name not in FUNCTIONS}
    kinds = {"int": "number", "string": "symbol"}
    types |= {name: [kinds[k] for k in given.split()] for name, given in (workload.types or {}).items()}
    lines = [
        f".decl {name}({', '.join(f'c{i}: {kind}' for i, kind in enumerate(of))}){structure}"
        for name, of in sorted(types.items())
    ]
    lines += [f".input {name}" for name in facts] + [f"{ending} {name}" for name in workload.results]
    return "\n".join([*lines, re.sub(r"\bnot ", "!", rules)])


FUNCTIONS = {"cat", "contains", "strlen"}  # of Souffle


def compile_souffle(workload: Any, folder: Path) -> None:
    """The programs of one workload. What Souffle cannot compile is told, and has no figures then."""
    facts = sorted(path.stem for path in folder.glob("*.facts"))
    for name, ending, structure, more in (
        ("plain", ".printsize", "", ()),
        ("brie", ".printsize", " brie", ()),
        ("provenance", ".printsize", "", ("-t", "none")),
        ("rows", ".output", "", ()),
    ):
        program = folder / f"souffle-{name}.dl"
        program.write_text(souffle(workload, facts, ending, structure))
        command = ["souffle", "-j2", *more, "-o", folder / f"souffle-{name}", program]
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode:
            told = made.stderr.strip().splitlines() or [f"exit {made.returncode}"]
            print(f"{workload.name:16} souffle {name}: not compiled: {told[0]}", flush=True)


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
        told = [line for line in error.splitlines() if line.strip(" ^")] or [f"exit {process.returncode}"]
        return told[-1].strip()[:100]
    told = json.loads(out.splitlines()[-1])
    return told["ready"] - told.get("started", started), told["cpu"], told["memory"], told["digest"]


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
        write_facts(tiny, tiny.make(tiny.sizes[0]), Path(temporary))
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
            write_facts(workload, workload.make(workload.sizes[large]), folder)
            if shutil.which("souffle"):
                compile_souffle(workload, folder)
            expected, base = None, None
            for engine in engines:
                program = engine.split()[0]
                if workload.name in NOT_FOR.get(engine, ()) or (program in PROGRAMS and not shutil.which(program)):
                    continue
                if engine in SOUFFLE and not (folder / f"souffle-{SOUFFLE[engine]}").exists():
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
                base = base or seconds
                expected = expected or rows
                total = f"{sum(rows[::2]):,}" if rows else "–"
                agree = "" if not rows or rows == expected else "  OTHER ROWS"
                print(
                    f"{workload.name:16} {engine:12} {seconds:8.2f} {seconds / base:8.2f} {cpu:8.2f} {peak:8.0f} {total:>12}{agree}",
                    flush=True,
                )


def write_facts(workload: Any, facts: Mapping[str, Any], folder: Path) -> None:
    import pyarrow
    from pyarrow import csv

    options = csv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
    for name, given in facts.items():
        columns = given if isinstance(given, list) else list(given.T)
        table = pyarrow.table({f"c{i}": pyarrow.array(column) for i, column in enumerate(columns)})
        csv.write_csv(table, folder / f"{name}.facts", options)
    (folder / "base.fb").write_text(workload.base(facts))


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
        from factbase.engine.vector.native import SOURCE, Kernels

        compiled = Kernels(KERNELS, print)
        for name in re.findall(r"^define i32 @(\w+)", SOURCE.read_text(encoding="utf-8"), re.MULTILINE):
            getattr(compiled, name)
        return
    if options.bound:
        bound()
        return
    from workloads import WORKLOADS

    for what, given, known in (
        ("engine", options.engines, ENGINES),
        ("workload", options.only or (), [workload.name for workload in WORKLOADS]),
    ):
        if unknown := sorted(set(given) - set(known)):
            parser.error(f"there is no {what} {', '.join(unknown)}; there are {', '.join(known)}")
    table(options.only or [workload.name for workload in WORKLOADS], options.large, options.runs, options.engines)


if __name__ == "__main__":
    main()
