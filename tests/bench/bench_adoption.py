"""What it takes to turn checks on: every code in every format, an old base brought to green, and a change that adds one false quote.

    python tests/bench/bench_adoption.py [--facts N] [--wrong N]

First each code is planted in a base of its own, and each format tells all of them. Then a base of 5,000 quotes, of which 800 fail, is
brought to a green build by the commands that are printed, each with its exit code and its seconds; every eighth of those that fail
differs in its spelling only. At last one false quote is added, and what is red is that line alone. Exit 1 where any of it is not so.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench_workspace import write_base
from planted import PLANTED

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.results import report_of
from factbase.ground.date import parse_date
from factbase.render.paint import plain
from factbase.requests.auditing import Audit
from factbase.result.report import Report

AT = "2026-11-01"
SETTINGS = f'base = ["facts"]\nat = {AT}\nbaseline = "factbase.baseline"\n'
_RED = re.compile(r"\S+:\d+:\d+: [A-Z]\d{3} (?:error|warning) ")
_QUOTED = re.compile(r'"([^"]*) with (\d+) ships"')


class Run:
    """Commands in a folder, each printed with its exit code, its time and some lines of what it says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.seconds = 0.0
        self.wrong = 0

    def __call__(self, line: str, code: int = 0, shown: int = 1) -> list[str]:
        """What a command prints; that it ends otherwise than it should is counted."""
        words = (
            [sys.executable, "-m", "factbase", *shlex.split(line)[1:]]
            if line.startswith("factbase ")
            else ["sh", "-c", line]
        )
        before = time.monotonic()
        result = subprocess.run(words, cwd=self._folder, capture_output=True, text=True, check=False)
        spent = time.monotonic() - before
        self.seconds += spent
        self.wrong += result.returncode != code
        print(
            f"$ {line}\n  exit {result.returncode}{'' if result.returncode == code else f', and not {code}'}, {spent:.1f} s"
        )
        lines = (result.stdout + result.stderr).splitlines()
        for each in lines[-shown:] if shown else ():
            print(f"  | {each}")
        return lines


def reports(folder: Path) -> Iterator[Report]:
    """The report on the wrong example of each code."""
    for code, files in PLANTED.items():
        for name, text in files.items():
            path = folder / code / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        base = FactBase.load([folder / code])
        yield report_of(audit(base, View(parse_date(AT)), default_engine()), base)


def every_code(folder: Path) -> int:
    """Tells each code in each format; how many are lacking in one."""
    found = list(reports(folder))
    told = {finding.code for report in found for finding in report.diagnostics}
    lacking = len(set(PLANTED) - told)
    print(f"{len(PLANTED)} codes planted, {sum(len(each.diagnostics) for each in found)} findings")
    for form in Audit.formats:
        texts = ["\n".join(Audit.formats[form].render(report, plain)) for report in found]
        shown = {code for report, text in zip(found, texts, strict=True) for code in report.codes if code in text}
        lacking += len(told - shown)
        print(f"  {form:<8} {len(shown)} codes, {sum(map(len, texts)):,} characters")
    return lacking


def spoil(folder: Path, wrong: int) -> None:
    """Makes some quotes false, evenly over the files: another number in them, another word, or another spelling."""
    files = sorted(folder.glob("d*.fb"))
    for at, path in enumerate(files):
        count = wrong * (at + 1) // len(files) - wrong * at // len(files)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        facts = [n for n, line in enumerate(lines) if _QUOTED.search(line)]
        for number, n in enumerate(facts[:: len(facts) // count][:count]):
            said = (r'"\1 with 1\2 ships"', r'"\1 with \2 boats"')[number % 2] if number % 8 else r'"\1 with  \2 SHIPS"'
            lines[n] = _QUOTED.sub(said, lines[n])
        path.write_text("".join(lines), encoding="utf-8")


def adopted(folder: Path, facts: int, wrong: int) -> int:
    """Brings an old base to green, and adds one false quote; how many commands ended otherwise than they should."""
    write_base(folder / "facts", facts, facts // 100, 7)
    spoil(folder / "facts", wrong)
    git = "git -c user.name=you -c user.email=you@example.invalid"
    subprocess.run(
        ["sh", "-c", f"git init -q . && git add . && {git} commit -qm 'An old base'"], cwd=folder, check=True
    )
    run = Run(folder)
    run(f"factbase check --statistics --at {AT}", 1, shown=9)
    run("factbase mend --write")
    run(f"factbase check --write-baseline --at {AT}", shown=3)
    run(f"printf '{SETTINGS.replace(chr(10), chr(92) + 'n')}' > factbase.toml")
    run("factbase check --strict")
    print(f"green after {run.seconds:.1f} s of commands")
    run(f"git add . && {git} commit -qm 'Checked from here on'", shown=0)
    text = (folder / "facts" / "d0003.fb").read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if _QUOTED.search(each))
    false = _QUOTED.sub(r'"\1 with 2\2 ships"', line).replace("supplied", "visited")
    (folder / "facts" / "d0003.fb").write_text(f"{text}{false}\n", encoding="utf-8")
    at = f"facts/d0003.fb:{len(text.splitlines()) + 1}:"
    for command in ("check --strict", "check --since HEAD", "check facts/d0003.fb"):
        found = [each for each in run(f"factbase {command} --format concise", 1, shown=4) if _RED.match(each)]
        alone = [each.startswith(at) for each in found] == [True]
        run.wrong += not alone
        print(f"  {'red at that line alone' if alone else 'NOT red at that line alone'}")
    return run.wrong


def main() -> int:
    """Exit 1 where something is otherwise than said."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=5_000)
    parser.add_argument("--wrong", type=int, default=800)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        lacking = every_code(Path(temporary) / "codes")
        wrong = adopted(Path(temporary) / "old", options.facts, options.wrong)
    print(f"codes that a format lacks: {lacking}; commands that ended otherwise: {wrong}")
    return int(lacking + wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
