"""What a user waits for on the shipped base: the prompt, the first and a later answer at it, and whole commands.

    python tests/bench/bench_start.py [--times N] [--only WORD] [--program PATH]

Medians, in seconds of the wall; those of the processor stand behind, of all threads of the process. At the prompt, time goes from the
key to the first line that tells of an answer, as it comes from a terminal. A user reads for `PAUSE` seconds before he asks.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import resource
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAUSE = 1.0  # seconds that are spent reading and typing before the first question
VIEW = ("--at", "2019-09-01")
FIRST, LATER = "direct_channel(A, B)", "third_party(P, W)"
TINY = "assume edge(a, b).\nassume edge(b, c).\npath(X, Y) :- edge(X, Y).\npath(X, Z) :- edge(X, Y), path(Y, Z).\n"
TARGETS = {
    "start to prompt": 0.30,
    "Enter to the first answer": 0.05,
    "Enter to a later answer": 0.05,
    "`ask`": 0.15,
    "tiny `ask --engine vector`": 0.20,
    "the same, nothing kept": 3.0,
}

Measured = tuple[float, float]  # seconds of the wall, of the processor


class Prompt:
    """The prompt in a terminal of its own."""

    def __init__(self, command: list[str], home: Path) -> None:
        self._begun = time.perf_counter()
        self._spent = 0.0
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            os.environ.update(TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1", XDG_STATE_HOME=str(home))
            os.execv(command[0], command)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._seen = b""

    def until(self, words: bytes) -> Measured:
        """What passed until some words were shown, since the keys before them."""
        while words not in self._seen:
            if not select.select([self._terminal], [], [], 60)[0]:
                raise SystemExit(f"never shown: {words!r} in {self._seen!r}")
            self._seen += os.read(self._terminal, 1 << 16)
        return time.perf_counter() - self._begun, self._processor() - self._spent

    def send(self, keys: str) -> None:
        """Types something."""
        self._seen = b""
        self._spent = self._processor()
        self._begun = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def _processor(self) -> float:
        try:
            tasks = [*Path(f"/proc/{self.pid}/task").iterdir()]
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
        except OSError:  # no such system
            return float("nan")

    def close(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)


def at_the_prompt(program: list[str], home: Path) -> list[Measured]:
    """Start to prompt, then the key that sends off a question to its answer: of the first, and of a later one."""
    prompt = Prompt([*program, *VIEW], home)
    try:
        shown = [prompt.until(b"m>\x1b[0m")]
        for goal, told in ((FIRST, b"1. "), (LATER, b"P = ")):
            prompt.send(goal)
            time.sleep(PAUSE)
            prompt.send("\r")
            shown.append(prompt.until(told))
        return shown
    finally:
        prompt.close()


def nothing_kept(arguments: list[str]) -> Measured:
    """A whole process on a machine that has run none: kernels are compiled."""
    with tempfile.TemporaryDirectory() as cache:
        return command(arguments, {**os.environ, "FACTBASE_CACHE": cache})


def command(arguments: list[str], environment: Mapping[str, str] | None = None) -> Measured:
    """A whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=False)
    passed, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Prints a line for each kind of waiting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--only", default="", help="what has this word in its name")
    parser.add_argument("--program", help="another `factbase` than that of this Python")
    given = parser.parse_args()
    program = [given.program] if given.program else [sys.executable, "-m", "factbase"]
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o700)
        os.environ["FACTBASE_CACHE"] = str(home / "cache")
        (home / "tiny.fb").write_text(TINY, encoding="utf-8")
        tiny = [*program, "ask", "path(X, Y)", "--base", str(home / "tiny.fb"), "--engine", "vector"]
        prompts = ("start to prompt", "Enter to the first answer", "Enter to a later answer")
        rows: dict[tuple[str, ...], Callable[[], list[Measured]]] = {
            prompts: lambda: at_the_prompt(program, home),
            ("`ask`",): lambda: [command([*program, "ask", FIRST, *VIEW])],
            ("tiny `ask --engine vector`",): lambda: [command(tiny)],
            ("the same, nothing kept",): lambda: [nothing_kept(tiny)],
            ("`check`",): lambda: [command([*program, "check", "--at", "2026-11-01"])],
        }
        for names, measure in rows.items():
            if not any(given.only in name for name in names):
                continue
            measure()  # from here on all that is read lies in the cache
            runs = [measure() for _ in range(given.times)]
            for name, seen in zip(names, zip(*runs, strict=True), strict=True):
                wall, processor = (statistics.median(column) for column in zip(*seen, strict=True))
                target = f"   target {TARGETS[name]:.2f}" if name in TARGETS else ""
                print(f"{name:<28} {wall:6.3f} s ({processor:.3f}){target}", flush=True)
    print(f"load of the machine: {', '.join(f'{each:.1f}' for each in os.getloadavg())}; {given.times} runs of each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
