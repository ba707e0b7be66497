"""The relational engines: the corpus, programs that are made up and the certifier on `duckdb`, with what it has not in `engines.toml`."""

from __future__ import annotations

import gc
import os
import platform
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import ASKED, Asked, Chunk, rows_of
from chance import HUNT, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import Oracle
from programs import AT, base_of, everything, programs

from factbase.base import View
from factbase.engine.base import TooLarge, Unsupported
from factbase.engine.goal import Goal
from factbase.engine.relational import DuckEngine, missing
from factbase.ground.operation import EVERY
from factbase.program.plain import open_variables
from factbase.questions.certified import certify

if TYPE_CHECKING:
    from factbase.engine.relational.embedded import DuckDB

pytestmark = pytest.mark.skipif(bool(missing()), reason="the extra `duckdb` is not installed")

MARKS = tomllib.loads((Path(__file__).parent / "engines.toml").read_text(encoding="utf-8"))["duckdb"]
DUCK = DuckEngine(memory=1 << 30)


def lacks(problem: Unsupported) -> str:
    """What an engine says that it has not."""
    found = re.fullmatch(r"the engine \w+ has no (.*): choose vector or pydatalog with `--engine`", str(problem))
    assert found is not None, problem
    return found[1]


def is_marked(what: str) -> bool:
    """Whether it is told of in `engines.toml`."""
    return what.strip("`") in MARKS["operations"] or any(re.fullmatch(kind, what) for kind in MARKS["kinds"])


# ---- what it has not


def test_the_operations_that_it_has_not_are_those_that_are_marked() -> None:
    assert sorted(each.name for each in EVERY - DUCK.operations) == sorted(MARKS["operations"])


def _goal(asked: Asked) -> Goal:
    body = asked.query.body
    literals = [literal for literal in body if hasattr(literal, "claim")]
    return Goal(tuple({v.name: v for literal in literals for v in open_variables([literal])}.values()), body)


WHOLE = HUNT > 0  # else every second case, which takes half a minute of the processor


@pytest.mark.parametrize(("chunk", "asked"), ASKED if WHOLE else ASKED[::2])
def test_the_model_and_its_ranks_are_the_oracles(chunk: Chunk, asked: Asked) -> None:
    base = chunk.base()
    planned = base.plan([_goal(asked)], base.selection(asked.view), asked.view)
    try:
        model = DUCK.solve(planned.rules, planned.store)
    except Unsupported as problem:
        assert is_marked(lacks(problem)), lacks(problem)  # noqa: PT017  # declared, and so no failure
        return
    except TooLarge as problem:
        assert "64 bits" in str(problem)  # noqa: PT017  # declared: no integer past them
        return
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


# ---- answers, proofs and the certifier


ANSWERED = [
    each
    for each in ASKED
    if each.id is not None and each.id.startswith(("recursion/closure", "strata/", "aggregates/basic"))
]


@pytest.mark.parametrize(("chunk", "asked"), ANSWERED)
def test_answers_and_the_sources_of_their_proofs_are_those_of_any_engine(chunk: Chunk, asked: Asked) -> None:
    base = chunk.base()
    try:
        ours = base.ask(asked.goal, asked.view, DUCK)
    except Unsupported:
        return
    theirs = base.ask(asked.goal, asked.view, Oracle())
    assert [(a.bindings, a.certainty, a.proof) for a in ours.answers] == [
        (a.bindings, a.certainty, a.proof) for a in theirs.answers
    ]
    certificate = certify(base, ours)
    assert certificate is not None
    assert certificate.problems == ()


@examples(5)
@given(programs())
def test_made_up_programs_have_the_rows_and_ranks_of_the_oracle(text: str) -> None:
    base = base_of(text)
    goals = everything(base)
    planned = base.plan(goals, base.selection(View(AT)), View(AT))
    try:
        model = DUCK.solve(planned.rules, planned.store)
    except Unsupported as problem:
        assert is_marked(lacks(problem)), lacks(problem)  # noqa: PT017
        return
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


CLOSURE = """
edge(X, X + 1) :- X in 1 .. {n}.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
"""


def test_a_proof_of_a_large_model_is_read_back_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is not read: one look-up gives rank and rule of a row, another the rows that it was derived from."""
    from factbase.engine.relational.embedded import DuckDB
    from factbase.explain import least

    monkeypatch.setattr(least, "MAX_SEARCHED", 0)  # it is treated as a large one
    base = base_of(CLOSURE.format(n=400))
    looked: list[int] = []
    rows = DuckDB.rows
    monkeypatch.setattr(DuckDB, "rows", lambda self, *args: looked.append(len(found := rows(self, *args))) or found)
    answers = base.ask("path(1, 9)", View(AT), DUCK).answers
    assert len(answers) == 1
    derived = re.findall(r"Derived", repr(answers[0].proof))
    assert len(derived) == 16  # eight of `path`, eight of `edge`
    assert sum(looked) < 200  # of a model of eighty thousand rows


# ---- decimals

DECIMALS = """
sum(X, Y, Z) :- n(X), n(Y), Z = X + Y.
less(X, Y, Z) :- n(X), n(Y), Z = X - Y.
times(X, Y, Z) :- n(X), k(Y), Z = X * Y.
turned(X, Y, Z) :- n(X), Y = -X, Z = abs(X).
all(S) :- S = sum { X : m(I, X) }.
each(I, S) :- m(I, _), S = sum { X : m(J, X), J <= I }.
low(S, T) :- S = min { X : d(X) }, T = max { X : d(X) }.
two(Z) :- d(X), d(Y), Z = max(X, Y).
text(T) :- sum(_, _, X), T = concat("", X).
assume k(0). assume k(3). assume k(-7).
assume d(0.5).
"""


@examples(12)
@given(
    st.lists(
        st.one_of(st.integers(-(10**9), 10**9), st.decimals(-(10**9), 10**9, places=5), st.decimals(-9, 9, places=16)),
        min_size=1,
        max_size=4,
    )
)
def test_sums_and_extremes_of_decimals_are_exact(numbers: list[int | Decimal]) -> None:
    texts = [format(each, "f") for each in numbers]
    facts = "".join(f"assume n({each}). assume m({i}, {each}).\n" for i, each in enumerate(texts))
    facts += "".join(f"assume d({each}).\n" for each in texts if "." in each)
    base = base_of(facts + DECIMALS)
    planned, model = base.solve(everything(base), View(AT), DUCK)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


def test_a_decimal_past_its_digits_is_told() -> None:
    base = base_of("assume n(9999999999999999999999.5).\nm(Y) :- n(X), Y = X + X.")
    with pytest.raises(TooLarge, match="22 digits before the point"):
        base.ask("m(X)", View(AT), DUCK)


# ---- strangers' names and values


HOSTILE = [
    "'; DROP TABLE t0; --",
    '"); DROP TABLE t0; --',
    "$k0",
    ":k0",
    "\\'",
    "%s{0}",
    "a\x00b",
    "𝕏\u2028",
    "?1",
    "i5",
]


def test_hostile_values_are_values() -> None:
    from factbase.ground.value import escape_string

    facts = "\n".join(f'assume v("{escape_string(text)}", {i}).' for i, text in enumerate(HOSTILE))
    base = base_of(
        f"{facts}\nassume v(5, 100).\nsame(X, N, M) :- v(X, N), v(X, M).\nlong(X) :- v(X, _), length(X) > 2."
    )
    found = base.ask("same(X, N, M)", View(AT), DUCK).answers
    assert sorted(str(dict(a.bindings)["X"]) for a in found) == sorted([*HOSTILE, "5"])
    for i, text in enumerate(HOSTILE):
        (answer,) = base.ask(f'v("{escape_string(text)}", N)', View(AT), DUCK).answers
        assert answer.bindings == (("N", i),)


def test_the_database_reads_no_file_and_loads_nothing(tmp_path: Path) -> None:
    import duckdb

    from factbase.engine.relational.embedded import DuckDB

    (tmp_path / "secret.csv").write_text("a\n1\n")
    database = DuckDB(1, 1 << 28)
    refused = (
        f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
        f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
        f"ATTACH '{tmp_path}/other.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "INSTALL httpfs",
        "SELECT * FROM HOSTILE",
    )
    for text in refused:
        with pytest.raises(duckdb.Error):
            database._connection.execute(text)
    assert not (tmp_path / "out.csv").exists()
    database.close()


# ---- bounds, and what is left behind


def test_too_little_memory_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    """Where even the folder is too small for what does not fit into memory."""
    base = base_of("n(X) :- X in 1 .. 3000000.\npair(X, Y) :- n(X), n(Y), X < Y, Y < X + 40.")
    engine = DuckEngine(memory=48 << 20, temporary=tmp_path, disk=1 << 20)
    with pytest.raises(TooLarge, match="memory"):
        base.ask("pair(X, Y)", View(AT), engine)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_goes_with_the_model(tmp_path: Path) -> None:
    base = base_of(CLOSURE.format(n=30))
    answers = base.ask("path(1, X)", View(AT), DuckEngine(temporary=tmp_path))
    assert list(tmp_path.iterdir())
    assert len(answers.answers) == 30
    del answers, base
    gc.collect()
    assert list(tmp_path.iterdir()) == []


RUNNING = """
import sys, time
from pathlib import Path
from factbase.engine.relational.embedded import DuckDB
database = DuckDB(1, temporary=Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(600)
"""


@contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has a database with files in a folder."""
    words = [sys.executable, "-c", RUNNING, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def duckdb_in(folder: Path) -> DuckDB:
    """A database of this process."""
    from factbase.engine.relational.embedded import DuckDB

    return DuckDB(1, temporary=folder)


def of_databases(folder: Path) -> set[Path]:
    return set(folder.glob("factbase-duckdb-*"))


@pytest.mark.skipif(os.name == "nt", reason="no locks that end with a process")
def test_the_folder_of_a_killed_process_goes_when_the_next_database_starts(tmp_path: Path) -> None:
    with running(tmp_path) as killed:
        (left,) = of_databases(tmp_path)
        killed.kill()
        killed.wait()
    assert (left / "held").exists()
    with running(tmp_path):
        (living,) = of_databases(tmp_path)
        assert living != left
        database = duckdb_in(tmp_path)
        assert living in of_databases(tmp_path)
        assert len(of_databases(tmp_path)) == 2
        database.close()
        assert of_databases(tmp_path) == {living}


@pytest.mark.parametrize("kind", ["of nobody", "of another machine", "a link", "held by a pipe"])
def test_a_folder_that_may_be_in_use_or_is_not_ours_stays(tmp_path: Path, kind: str) -> None:
    folder, kept = tmp_path / "factbase-duckdb-1", tmp_path / "kept"
    kept.mkdir()
    (kept / "held").write_text(platform.node())
    match kind:
        case "a link":
            folder.symlink_to(kept)
        case "held by a pipe":
            folder.mkdir()
            os.mkfifo(folder / "held")
        case _:
            folder.mkdir()
            if kind == "of another machine":
                (folder / "held").write_text(f"{platform.node()}-2")
    before = sorted(tmp_path.rglob("*"))
    duckdb_in(tmp_path).close()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("rule", ["n(X + 1) :- n(X).", "n(X) :- X in 0 .. 100000000000."])
def test_a_rule_that_counts_for_ever_is_stopped(rule: str) -> None:
    with pytest.raises(TooLarge):
        base_of(f"assume n(0).\n{rule}").ask("n(X)", View(AT), DuckEngine(max_rows=50))


def test_numbers_past_64_bits_are_refused_before_anything_runs() -> None:
    base = base_of("assume n(99999999999999999999).\nm(X) :- n(X).")
    with pytest.raises(Unsupported, match="does not fit into 64 bits"):
        base.ask("m(X)", View(AT), DUCK)


def test_a_computed_number_past_64_bits_is_told() -> None:
    base = base_of("assume n(9000000000000000000).\nm(X + X) :- n(X).")
    with pytest.raises(TooLarge, match="64 bits"):
        base.ask("m(X)", View(AT), DUCK)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what a destructor swallows comes again
def test_a_query_that_runs_is_ended_by_ctrl_c_and_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    base = base_of("n(X) :- X in 1 .. 200000.\npair(X, Y) :- n(X), n(Y), (X * Y) mod 7919 = 3, X < Y.")
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 2, 5)  # again: a destructor may swallow it
        with pytest.raises(KeyboardInterrupt):
            base.ask("pair(X, 5)", View(AT), DuckEngine(temporary=tmp_path), complete=True)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    gc.collect()
    assert list(tmp_path.iterdir()) == []
