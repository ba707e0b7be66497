"""The engine `spark`: a representative part of the corpus on this machine, and a cluster of a master and two workers over loopback,
of which one is killed while it works. Skipped without pyspark or Java.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from cases import ASKED, Asked, Chunk, rows_of
from oracle import Oracle
from programs import AT, base_of, everything

from factbase.base import View
from factbase.engine.goal import Goal
from factbase.engine.relational import SparkEngine, missing_spark
from factbase.program.plain import open_variables

pytestmark = pytest.mark.skipif(bool(missing_spark()), reason="the extra `spark` is not installed, or Java")

PROGRAM = """
edge(X, X + 1) :- X in 1 .. 4.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
far(X, N) :- edge(X, _), N = count { Y : path(X, Y) }, not path(X, 3).
word(X, concat("n", X)) :- far(X, _).
assume signed(a, "it's", 2.50) on 2016-11-23.
assume signed(b, "$x :y", 1).
year_of(X, Y) :- signed(X, _, _) on D, Y = year(D), D < 2017-01-01.
small(X) :- signed(X, _, N), N < 2.
"""


@pytest.fixture(scope="module")
def local() -> SparkEngine:
    return SparkEngine("local[2]")


def test_rows_and_ranks_are_the_oracles_on_one_machine(local: SparkEngine, tmp_path: Path) -> None:
    base = base_of(PROGRAM)
    planned, model = base.solve(everything(base), View(AT), local)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))
    (answer,) = base.ask("path(2, 4)", View(AT), local).answers
    assert answer.proof == base.ask("path(2, 4)", View(AT), Oracle()).answers[0].proof


CHOSEN = [
    each
    for each in ASKED
    if each.id is not None and re.match(r"(negation/basic|aggregates/basic:1|recursion/basic|time/partial):", each.id)
][:6]


@pytest.mark.parametrize(("chunk", "asked"), CHOSEN)
def test_the_corpus_on_one_machine(local: SparkEngine, chunk: Chunk, asked: Asked) -> None:
    base = chunk.base()
    literals = [literal for literal in asked.query.body if hasattr(literal, "claim")]
    goal = Goal(tuple({v.name: v for each in literals for v in open_variables([each])}.values()), asked.query.body)
    planned, model = base.solve([goal], asked.view, local)
    assert rows_of(model) == rows_of(Oracle().solve(planned.rules, planned.store))


# ---- a cluster


class Cluster:
    """A master and two workers as processes of this machine, each on a port of its own of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        spec = find_spec("pyspark")
        assert spec is not None
        assert spec.origin is not None
        self.home = Path(spec.origin).parent
        self.folder = folder
        self.port = _free_port()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.address = f"spark://127.0.0.1:{self.port}"
        ports = ["--port", str(self.port), "--webui-port", str(_free_port())]
        self.master = self._start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", *ports)
        self._wait("master", "Starting Spark master")
        self.workers = [self._worker(number) for number in (1, 2)]
        for number in (1, 2):
            self._wait(f"worker{number}", "Successfully registered")

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        work = self.folder / f"work{number}"
        options = ["--host", "127.0.0.1", "--webui-port", str(_free_port()), "--cores", "1", "--memory", "1g"]
        return self._start(
            f"worker{number}", "org.apache.spark.deploy.worker.Worker", *options, "--work-dir", str(work), self.address
        )

    def _start(self, name: str, of: str, *options: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "SPARK_HOME": str(self.home),
            "SPARK_NO_DAEMONIZE": "1",
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
        }
        log = (self.folder / f"{name}.log").open("wb")
        command = [str(self.home / "bin" / "spark-class"), of, *options]
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        self.processes.append(process)
        return process

    def _wait(self, name: str, text: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while text not in (self.folder / f"{name}.log").read_text(errors="replace"):
            assert time.monotonic() < end, f"{name} has not started"
            time.sleep(0.3)

    def kill(self, number: int) -> None:
        """Kills a worker with its executors, as a machine that is lost."""
        _end(self.workers[number - 1])

    def stop(self) -> None:
        for process in self.processes:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that was started here, with what it started itself."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        active.stop()  # a process has one session
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        active = SparkSession.getActiveSession()
        if active is not None:
            active.stop()
        made.stop()


TREE = """
parent(X, X div 2) :- X in 2 .. 3000.
up(X, Y) :- parent(X, Y).
up(X, Z) :- up(X, Y), parent(Y, Z).
"""


def test_a_worker_that_is_killed_in_mid_run_changes_no_row(cluster: Cluster, tmp_path: Path) -> None:
    base = base_of(TREE)
    rounds: list[int] = []

    def progress(number: int, rows: int) -> None:
        rounds.append(rows)
        if number == 4:
            cluster.kill(1)

    (tmp_path / "shared").mkdir()
    engine = SparkEngine(
        cluster.address,
        tmp_path / "shared",
        {"spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.task.maxFailures": "8"},
        progress=progress,
        threads=2,
    )
    query, _ = base.query("up(3000, Y)")
    assert query is not None
    from factbase.explain.finder import goal_of

    planned, model = base.solve([goal_of(query.body)], View(AT), engine)
    assert cluster.workers[0].poll() is not None
    assert cluster.workers[1].poll() is None
    assert len(rounds) > 8
    (table,) = [table for head, table in model.rows.items() if str(head) == "up"]
    assert len(table) == sum(x.bit_length() - 1 for x in range(2, 3001))
    values = model.symbols.values
    goal = planned.rules.goals[0]
    assert sorted(values[n] for row in model.of(goal) for n in row) == sorted(3000 >> k for k in range(1, 12))
