"""A Spark cluster for tests and benches: a master and two workers as processes of this machine, over the loopback interface."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Cluster", "ConnectServer", "home_of_spark"]


def home_of_spark() -> Path:
    """The folder in which pyspark carries Spark."""
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


class ConnectServer:
    """A server of Spark Connect as a process of this machine, on a port of its own of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        port, home = _free_port(), home_of_spark()
        self.address = f"sc://127.0.0.1:{port}"
        settings = {
            "spark.connect.grpc.binding.port": str(port),
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.driver.memory": "1g",
            "spark.sql.shuffle.partitions": "2",
        }
        options = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
        server = "org.apache.spark.sql.connect.service.SparkConnectServer"
        command = [str(home / "bin" / "spark-submit"), "--class", server, "--master", "local[2]", *options]
        environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
        log = folder / "connect.log"
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                [*command, "spark-internal"], stdout=stream, stderr=stream, env=environment, start_new_session=True
            )
        end = time.monotonic() + 120
        while not _listens(port):
            assert time.monotonic() < end, log.read_text(errors="replace")
            assert self.process.poll() is None, log.read_text(errors="replace")
            time.sleep(0.3)

    def stop(self) -> None:
        _end(self.process)


class Cluster:
    """A master and two workers as processes of this machine, each on a port of its own of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        self.home = home_of_spark()
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


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
