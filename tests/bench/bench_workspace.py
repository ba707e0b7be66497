"""What a change costs: a base of 100,000 facts over 1,000 documents is checked cold, and again after one edit of each kind.

    python tests/bench/bench_workspace.py [--facts N] [--documents N] [--seed N]

The base has a file and a document for every hundred facts, 6 rules and 6 checks; each fact has one quote of its own. All is done in one
process, from the texts to the report; kernels are compiled before. Seconds are of the processor, and none of it is kept between runs.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from factbase.base import FactBase
from factbase.checks.audit import Report, audit
from factbase.engine.choose import EngineSetting, engine_named
from factbase.program.view import View
from factbase.workspace.snapshot import Snapshot
from factbase.workspace.workspace import Workspace

TARGET = 0.1  # of the cold time, for an edited fact
SYLLABLES = (
    "ba",
    "con",
    "de",
    "el",
    "fi",
    "gra",
    "ho",
    "in",
    "ja",
    "ko",
    "lu",
    "men",
    "nor",
    "pa",
    "ri",
    "se",
    "ti",
    "un",
    "ver",
)
RELATIONS = ("supplied", "visited", "praised", "joined")
RULES = """\
met(A, B) :- visited(A, B, _).
met(A, B) :- joined(A, B, _).
backs(A, B) :- praised(A, B, _), supplied(A, B, _).
mutual(A, B) :- met(A, B), met(B, A).
active(A) :- supplied(A, _, _).
host(B) :- visited(_, B, _).
check self_supply(A) error "{A} supplied itself" :- supplied(A, A, _).
check self_visit(A) error "{A} visited itself" :- visited(A, A, _).
check self_praise(A) error "{A} praised itself" :- praised(A, A, _).
check self_join(A) error "{A} joined itself" :- joined(A, A, _).
check self_back(A) error "{A} backs itself" :- backs(A, A).
check self_met(A) error "{A} met itself" :- met(A, A).
"""


def write_base(folder: Path, facts: int, documents: int, seed: int) -> None:
    """Writes the base: names, rules, and for each document its facts."""
    rng = random.Random(seed)
    words = ["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3))) for _ in range(3000)]
    agents = [f"agent{number}" for number in range(max(20, documents))]
    (folder / "sources").mkdir(parents=True)
    declared = [f'entity {name}: agent {{ name: "{name.title()}" }}.' for name in agents]
    parameters = "who: agent, whom: agent, tag: int"
    declared += [f'relation {name}({parameters})  "{{who}} {name} {{whom}} ({{tag}})".' for name in RELATIONS]
    (folder / "0_names.fb").write_text("\n".join([*declared, ""]))
    (folder / "rules.fb").write_text(RULES)
    for number in range(documents):
        name, lines, stated = f"d{number:04}", [], []
        for tag in range(1000, 1000 + facts // documents):
            relation, (who, whom) = rng.choice(RELATIONS), rng.sample(agents, 2)
            sentence = f"{who.title()} {relation} {whom.title()} with {tag} ships"
            lines.append(f"{sentence}. {' '.join(rng.choice(words) for _ in range(4)).capitalize()}.")
            stated.append(f'{relation}({who}, {whom}, {tag}) "{sentence}".')
        head = f'source {name} {{ file: "sources/{name}.txt", title: "Report {number}", published: 2001-06 }}.'
        (folder / "sources" / f"{name}.txt").write_text("\n".join([*lines, ""]))
        (folder / f"{name}.fb").write_text("\n".join([head, f"from {name}.", *stated, ""]))


def edits(folder: Path) -> dict[str, tuple[Path, Callable[[str], str]]]:
    """Each kind of edit: the file, and what becomes of its text."""
    return {
        "a fact's value": (folder / "d0000.fb", lambda text: text.replace(", 1003) ", ", 1999) ")),
        "a fact's quote": (folder / "d0001.fb", lambda text: text.replace(" 1003 ships", " 1003")),
        "a fact more": (folder / "d0002.fb", lambda text: text + text.splitlines()[-1].replace(" ships", "") + "\n"),
        "a rule more": (folder / "rules.fb", lambda text: text + "seen(B) :- met(_, B).\n"),
        "a line in a document": (folder / "sources" / "d0003.txt", lambda text: f"A line more.\n{text}"),
        "a source's title": (folder / "d0004.fb", lambda text: text.replace("Report", "Second report")),
        "an alias of an entity": (
            folder / "0_names.fb",
            lambda text: text.replace('"Agent7"', '"Agent7", alias: "A7"'),
        ),
    }


def main() -> int:
    """Exit 1 where the check after an edited fact takes a greater part of the cold one than the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    gc.set_threshold(2_000_000, 20, 20)  # as the command does
    with tempfile.TemporaryDirectory() as temporary:
        warm, folder = Path(temporary) / "warm", Path(temporary) / "base"
        write_base(warm, 11_000, 110, options.seed)
        write_base(folder, options.facts, options.documents, options.seed)
        engine = engine_named("auto", EngineSetting(folder=Path(temporary) / "kernels"))

        def checked(snapshot: Callable[[], Snapshot]) -> tuple[float, Report]:
            before = time.process_time()
            report = audit(FactBase.of(snapshot()), View(), engine)
            return time.process_time() - before, report

        checked(lambda: Workspace([warm]).snapshot)
        gc.collect()
        workspaces: list[Workspace] = []

        def opened() -> Snapshot:
            workspaces.append(Workspace([folder]))
            return workspaces[0].snapshot

        cold, report = checked(opened)
        print(f"{options.facts:,} facts, {options.documents:,} documents; seconds of the processor")
        print(f"{'cold':<24}{cold:8.2f}          {[each.code for each in report.diagnostics]}")
        ratios: dict[str, float] = {}
        for name, (path, change) in edits(folder).items():
            text = change(path.read_text())
            assert text != path.read_text(), name
            spent, report = checked(lambda path=path, text=text: workspaces[0].set(path, text))
            ratios[name] = spent / cold
            print(f"{name:<24}{spent:8.2f}  {ratios[name]:6.3f}  {[each.code for each in report.diagnostics]}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"peak {peak:,} MiB; target for an edited fact {TARGET}")
        return int(max(ratios[name] for name in ratios if name.startswith("a fact")) > TARGET)


if __name__ == "__main__":
    sys.exit(main())
