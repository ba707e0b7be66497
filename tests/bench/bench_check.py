"""What `check` costs on a base of 100,000 cited facts over 1,000 documents: cold, after one edit of a file, and beside another tool.

    python tests/bench/bench_check.py [--facts N] [--documents N] [--seed N] [--keep FOLDER]

Each line is a process of its own: its seconds of the processor, of all its threads together, its seconds on the clock, and the most memory
that it had. Before the cold check nothing of the base is kept, but the engine's kernels are, which a machine compiles once; later ones have
what those before have kept. Where linkml-reference-validator is installed (`.[bench]`), it judges the same quotes, each an exact substring
after its own normalising, and nothing else. The exit code is 1 where a check does not say what it should.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench_curators import PEER
from bench_workspace import write_base

TARGET = 0.1  # of the cold time, for a file that was edited
FACTBASE = [sys.executable, "-m", "factbase"]
AT = ["--at", "2026-11-01"]
_FACT = re.compile(r'\w+\(.*\) "([^"]*)"\.')


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process said, its exit code, its seconds of the processor and on the clock, and its peak of memory in megabytes."""

    out: str
    code: int
    seconds: float
    clock: float
    peak: float


def cost_of(command: list[str], root: Path) -> Cost:
    """A process, run in a folder to its end."""
    environment = {**os.environ, "FACTBASE_CACHE": str(root / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as out:
        before = time.monotonic()
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - before
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    return Cost(text, process.returncode, used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


class Table:
    """Lines as they are measured; each after the first with its part of that one's seconds."""

    def __init__(self) -> None:
        self._cold: float | None = None
        self.ratios: dict[str, float] = {}
        print(f"{'':<38}{'processor':>10}{'of cold':>9}{'clock':>9}{'peak':>10}")

    def line(self, name: str, command: list[str], root: Path) -> Cost:
        """What a command costs, which is printed."""
        cost = cost_of(command, root)
        self._cold = self._cold or cost.seconds
        self.ratios[name] = cost.seconds / self._cold
        print(
            f"{name:<38}{cost.seconds:8.2f} s{self.ratios[name]:9.3f}{cost.clock:7.1f} s{cost.peak:7.0f} MB", flush=True
        )
        return cost


def compiled(root: Path) -> None:
    """Has the engine compile its kernels, by the check of a base that nobody measures."""
    with tempfile.TemporaryDirectory() as small:
        write_base(Path(small) / "facts", 11_000, 110, 1)
        cost_of([*FACTBASE, "check", "--base", f"{small}/facts", *AT], root)
    for kept in (root / "cache").iterdir():
        if kept.name != "kernels":
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def quotes_of(folder: Path) -> list[tuple[str, str]]:
    """Each quote of the base with the path of its document."""
    return [
        (f"facts/sources/{path.stem}.txt", quote)
        for path in sorted(folder.glob("d*.fb"))
        for quote in _FACT.findall(path.read_text(encoding="utf-8"))
    ]


def run(root: Path, facts: int, documents: int, seed: int) -> int:
    """Prints the table; how many checks said other than they should."""
    folder = root / "facts"
    (root / "cache").mkdir(parents=True, mode=0o700)
    compiled(root)
    write_base(folder, facts, documents, seed)
    print(f"{facts:,} cited facts over {documents:,} documents")
    table = Table()
    check = [*FACTBASE, "check", "--format", "concise", *AT]
    wrong = 0
    clean = table.line("check, cold", check, root)
    wrong += clean.code != 0
    wrong += table.line("check, nothing edited", check, root).code != 0
    edited = folder / "d0000.fb"
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace(", 1003) ", ", 1999) "), encoding="utf-8")
    one = table.line("check, a value edited", check, root)
    edited.write_text(text.replace(", 1003) ", ", 1998) "), encoding="utf-8")
    own = table.line("check FILE --base, a value edited", [*check, "facts/d0000.fb", "--base", "facts"], root)
    document = folder / "sources" / "d0001.txt"
    document.write_text(f"A line more.\n{document.read_text(encoding='utf-8')}", encoding="utf-8")
    table.line("check, a line more in a document", check, root)
    known = set(clean.out.splitlines())
    for told in (one, own):
        wrong += not any(line.startswith("facts/d0000.fb:6:") for line in told.out.splitlines() if line not in known)
    if find_spec("linkml_reference_validator") is None:
        print("linkml-reference-validator is not installed: pip install -e '.[bench]'")
    else:
        (root / "quotes.json").write_text(json.dumps(quotes_of(folder)), encoding="utf-8")
        peer = table.line("linkml-reference-validator, quotes only", [sys.executable, "-c", PEER, str(root)], root)
        print(f"it refuses {len(peer.out.split())} of the quotes, each of which stands in its document")
    print(f"target for an edited value: {TARGET} of cold; checks that say what they should not: {wrong}")
    return wrong


def main() -> int:
    """Exit 1 where a check says what it should not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="a folder, not there yet, in which the base is left")
    options = parser.parse_args()
    root = options.keep or Path(tempfile.mkdtemp(prefix="factbase-bench-check-"))
    try:
        return int(run(root, options.facts, options.documents, options.seed) > 0)
    finally:
        if options.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main())
