"""Real kills and races of what writes into a base: in, how many of each; out, whether anything was lost or left half done.

Run it, it is not collected: `python tests/siege.py 300 200`. A kill ends a `load` of two files by SIGKILL at a chance moment; the same
load is then tried again. A race starts two loads of different files at once. After either, the base is checked by the command itself.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
AT = ("--at", "2004-06-01")


def start(*words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "factbase", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def ended(*words: object) -> tuple[int, str]:
    process = start(*words)
    out = process.communicate(timeout=120)[0]
    assert process.returncode != 70, out
    assert "Traceback" not in out, out
    return process.returncode, out


def new_file(folder: Path, name: str, words: str = "Gamma joined the treaty on 1 May 2004.") -> Path:
    """A file with a fact and its document, in a folder of its own."""
    folder.mkdir()
    (folder / f"{name}.txt").write_text(f"{words}\n")
    (folder / f"{name}.fb").write_text(
        f'source {name} {{ file: "{name}.txt" }}.\nfrom {name}.\njoined(gamma, treaty) on 2004-05-01 "{words[:-1]}".\n'
    )
    return folder / f"{name}.fb"


def sound(base: Path, names: set[str]) -> bool:
    """Whether a base is clean, all of its documents are pinned, each named file is there with its document, and nothing else came."""
    there = {path.stem for path in base.glob("*.fb")} - {"base"}
    left = [path.name for path in base.iterdir() if path.name.startswith(".")]
    code, out = ended("check", base, *AT, "--format", "json")
    report = json.loads(out)
    pinned = {each["source"] for each in report["documents"] if each["state"] == "pinned"}
    return (
        code == 0
        and there == names
        and names <= pinned
        and not left
        and all((base / f"{n}.txt").exists() for n in names)
    )


def main() -> int:
    kills, races = map(int, sys.argv[1:3])
    chance = random.Random(1)
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        os.environ["FACTBASE_CACHE"] = f"{name}/cache"
        whole = Path(shutil.copytree(ROOT / "tests" / "base", Path(name) / "whole"))
        assert ended("--base", whole, "lock")[0] == 0
        files = [new_file(Path(name) / "one", "one"), new_file(Path(name) / "two", "two")]
        before = time.monotonic()
        trial = Path(shutil.copytree(whole, Path(name) / "trial"))
        assert ended("--base", trial, "load", *files, *AT)[0] == 0
        long = time.monotonic() - before
        for _ in range(kills):
            shutil.rmtree(trial)
            shutil.copytree(whole, trial)
            process = start("--base", trial, "load", *files, *AT)
            # Half of the kills come while it writes, the others at any time.
            until = time.monotonic() + long * 3
            if chance.random() < 0.5:
                while (
                    not os.path.lexists(trial / ".factbase-load")
                    and process.poll() is None
                    and time.monotonic() < until
                ):
                    pass
                time.sleep(chance.random() * 0.004)
            else:
                time.sleep(chance.random() * long)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            decided = (trial / ".factbase-load" / "journal").exists()
            staged = os.path.lexists(trial / ".factbase-load")
            there = {path.stem for path in trial.glob("*.fb")} - {"base"}
            where = "decided" if decided else "staged" if staged else "done" if there else "before"
            code, out = ended("--base", trial, "load", *files, *AT)
            wanted = 1 if where == "done" else 0
            good = code == wanted and sound(trial, {"one", "two"})
            told[f"kills: {where}, {'sound' if good else 'BROKEN'}"] += 1
            if not good:
                print(f"a kill when {where} left something broken: exit {code}\n{out[-1500:]}")
        for _ in range(races):
            shutil.rmtree(trial)
            shutil.copytree(whole, trial)
            both = [start("--base", trial, "load", file, *AT) for file in files]
            outs = [process.communicate(timeout=120)[0] for process in both]
            codes = [process.returncode for process in both]
            stand = {n for n, code in zip(("one", "two"), codes, strict=True) if code == 0}
            good = sound(trial, stand)
            told[f"races: {codes.count(0)} loaded, {'sound' if good else 'BROKEN'}"] += 1
            if not good:
                print(f"a race left something broken: {codes}\n{outs[0][-800:]}\n{outs[1][-800:]}")
    for what, count in sorted(told.items()):
        print(f"{count:5} {what}")
    return 1 if any("BROKEN" in what for what in told) else 0


if __name__ == "__main__":
    sys.exit(main())
