"""What a base of curators' size costs, and which of its planted alterations are told: processor time and peak memory of commands.

    python tests/bench/bench_curators.py [--quotes N] [--abstracts N] [--seed N] [--only COMMAND …] [--keep FOLDER]

Of the quotes 10 % differ harmlessly from their abstract, and 2 % lie. Where linkml-reference-validator is installed (`.[bench]`), it
judges the same quotes, each an exact substring after its own normalising, in a process of its own. `check` is cold: nothing of the base is
kept, but the engine's kernels are, which a machine compiles once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generated_curators import HARMLESS, LIES, CuratorsBase, curators_base

UNALTERED = "unaltered"
PEER = """
import json, sys
from pathlib import Path
from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator

validator = SupportingTextValidator(ReferenceValidationConfig())
root = Path(sys.argv[1])
for number, (path, quote) in enumerate(json.loads((root / "quotes.json").read_text())):
    reference = ReferenceContent(reference_id=path, content=(root / path).read_text())
    if not validator.find_text_in_reference(quote.replace("[…]", "..."), reference).found:
        print(number)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process printed, its seconds of the processor, and the most memory that it had, in megabytes."""

    out: str
    seconds: float
    peak: float


def measured(command: list[str], root: Path) -> Measured:
    """A process run to its end."""
    with tempfile.TemporaryFile() as out:
        environment = {**os.environ, "FACTBASE_CACHE": str(root / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return Measured(out.read().decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def written(files: Mapping[str, str], root: Path) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def refused_by(report: str, base: CuratorsBase) -> Counter[str]:
    """How many quotes of each kind a report of `check` refuses."""
    refused: Counter[str] = Counter()
    for finding in json.loads(report)["diagnostics"]:
        if finding["code"] in ("E503", "E504", "E506"):
            place = finding["place"]
            refused[base.altered.get((Path(place["path"]).name, place["line"]), UNALTERED)] += 1
    return refused


def refusals(label: str, refused: Counter[str], planted: Counter[str], quotes: int) -> None:
    for what, kinds in (("lies", LIES), ("harmless", HARMLESS)):
        print(f"{label:<10} {what} refused: " + ", ".join(f"{kind} {refused[kind]}/{planted[kind]}" for kind in kinds))
    print(f"{label:<10} unaltered refused: {refused[UNALTERED]}/{quotes - planted.total()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quotes", type=int, default=8_000)
    parser.add_argument("--abstracts", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="COMMAND",
        help="`planted`, `check`, `again`, `edited`, `ask`, `why`, `load`, `linkml`",
    )
    parser.add_argument("--keep", type=Path, help="a folder in which the base is left")
    asked = parser.parse_args()
    base = curators_base(asked.quotes, asked.abstracts, asked.seed)
    root = asked.keep or Path(tempfile.mkdtemp(prefix="factbase-bench-curators-"))
    try:
        run(base, root, asked.only)
    finally:
        if asked.keep is None:
            shutil.rmtree(root)


def compile_kernels(root: Path) -> None:
    """Has the engine compile what a check needs, by one of a small base that nobody measures."""
    with tempfile.TemporaryDirectory() as small:
        written(curators_base(40, 20, 1).without_lies(), Path(small))
        measured([sys.executable, "-m", "factbase", "check", "--engine", "vector", small], root)


def run(base: CuratorsBase, root: Path, only: list[str] | None) -> None:
    factbase, here = [sys.executable, "-m", "factbase"], ["--base", "."]
    check = [*factbase, "check", "--format", "json", "."]
    planted = Counter(filter(None, base.altered.values()))
    print(f"{len(base.quotes):,} quotes of {sum('/' in path for path in base.files):,} abstracts")
    (root / "cache").mkdir(parents=True, exist_ok=True, mode=0o700)
    compile_kernels(root)
    if only is None or "planted" in only:
        written(base.files, root)
        result = told("planted", check, root)
        refusals("factbase", refused_by(result.out, base), planted, len(base.quotes))
        for kept in (root / "cache").iterdir():
            if kept.name != "kernels":
                shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    written(base.without_lies(), root)
    edited, new = root / "facts_0000.fb", root.parent / f"{root.name}-new.fb"
    lines = edited.read_text(encoding="utf-8").splitlines(keepends=True)
    claim, _, words = lines[0].partition(" @ ")
    first = claim.partition(",")[0]
    goal = f"{first}, X)"
    new.write_text(f"{first}, fatigue) @ {words}", encoding="utf-8")
    commands = {
        "check": check,
        "again": check,
        "edited": check,
        "ask": [*factbase, "ask", *here, goal],
        "why": [*factbase, "why", *here, goal],
        "load": [*factbase, "load", *here, str(new)],
    }
    for name, command in commands.items():
        if only is None or name in only:
            if name == "edited":
                lines[-1] = lines[-1].replace(" @ ", " on 2020-01-01 @ ", 1)
                edited.write_text("".join(lines), encoding="utf-8")
            told(name, command, root)
    new.unlink()
    if only is None or "linkml" in only:
        if find_spec("linkml_reference_validator") is None:
            print("linkml-reference-validator is not installed: pip install -e '.[bench]'")
            return
        (root / "quotes.json").write_text(json.dumps(base.quotes), encoding="utf-8")
        result = told("linkml", [sys.executable, "-c", PEER, str(root)], root)
        refused = Counter(base.kind(int(number)) or UNALTERED for number in result.out.split())
        refusals("linkml", refused, planted, len(base.quotes))


def told(label: str, command: list[str], root: Path) -> Measured:
    """What a command cost, which is printed."""
    result = measured(command, root)
    print(f"{label:<10} {result.seconds:7.2f} s  {result.peak:7.0f} MB", flush=True)
    return result


if __name__ == "__main__":
    main()
