"""How long the pages of a base of 1,000 documents and 100,000 facts take to be written, in how much memory, and how heavy they are.

    python tests/bench/bench_site.py [--facts N] [--sources N] [--size CHARACTERS] [--seed N] [--keep FOLDER]

The base is that of `bench_open.py`, with named queries, a check and expectations. Seconds are those of the processor of a whole process,
from a base whose parse cache is warm; those of the wall stand behind. The target is a minute.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench_open import write_base

TARGET = 60.0
QUESTIONS = 30


def questions(folder: Path) -> None:
    """Named queries, checks and expectations of the base, each of which touches a part of it."""
    lines = [f'query visits_{i} "Where was person {i}?": visited(p{i}, C) on D.' for i in range(QUESTIONS)]
    lines += [
        f'query spending_{i} "Who spends more than country {i}?": budget(c{i}, A), party(c{i}, B, host).'
        for i in range(3)
    ]
    lines += ['query hosts "Who ever was a host?": ever_host(A).']
    lines += [
        'check host_and_guest(A, B) note "{A} is host and guest to {B}" :- party(A, B, host), party(A, B, guest), A = c1.'
    ]
    lines += [f"expect not met_twice(p{i}, c{i})." for i in range(5)]
    (folder / "questions.fb").write_text("\n".join(lines) + "\n", encoding="utf-8")


def without_errors(folder: Path) -> None:
    """Takes out the few facts whose random words begin or end within a number of the text, which no quote may."""
    from factbase.base import FactBase

    wrong: dict[str, set[int]] = defaultdict(set)
    for each in FactBase.load([folder]).errors:
        assert each.span is not None
        wrong[each.span.path] |= {each.span.line - 1, each.span.line}
    for path, numbers in wrong.items():
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        kept = (line for number, line in enumerate(lines, 1) if number not in numbers)
        Path(path).write_text("\n".join(kept) + "\n", encoding="utf-8")


def main() -> int:
    """Exit 1 where it takes longer than its target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--size", type=int, default=10_000, help="characters in each source")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--keep", type=Path, help="a folder to keep the base and its site in, and to find the base again"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        folder, out = place / "base", place / "site"
        if not folder.exists():
            folder.mkdir(parents=True)
            write_base(folder, options.facts, options.sources, options.size, options.seed)
            questions(folder)
            without_errors(folder)
        env = {**os.environ, "FACTBASE_CACHE": str(place / "cache")}
        base = ["--base", str(folder), "--at", "2019-12-31"]
        subprocess.run(
            [sys.executable, "-m", "factbase", "sources", *base], env=env, stdout=subprocess.DEVNULL, check=True
        )
        started, before = time.perf_counter(), os.times()
        subprocess.run([sys.executable, "-m", "factbase", "site", str(out), *base], env=env, check=True)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{'written in':<16} {spent:.1f} s ({time.perf_counter() - started:.1f}); target {TARGET:.0f}")
        print(f"{'memory':<16} {memory:.0f} MB at most")
        weights: dict[str, list[int]] = defaultdict(list)
        for path in out.rglob("*"):
            if path.is_file():
                within = path.relative_to(out)
                weights[within.parts[0] if len(within.parts) > 1 else "lists"].append(path.stat().st_size)
        for name, sizes in sorted(weights.items()):
            middle = sorted(sizes)[len(sizes) // 2]
            told = f"{len(sizes):>7,} files {sum(sizes) / 1e6:>8.1f} MB"
            print(f"{name:<16} {told}; middle {middle / 1e3:.0f} kB, heaviest {max(sizes) / 1e3:.0f} kB")
        return int(spent > TARGET)


if __name__ == "__main__":
    sys.exit(main())
