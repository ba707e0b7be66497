"""Writes the transcripts and the README's console blocks anew, as they happen now: `python tests/bless.py`. Read the diff.

Each entry of a transcript is run with all that came before it, so what it prints stands below it. A `…` is kept only where it
begins an output.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from console import CONSOLE, ROOT, fits, run_block, steps


def blessed(lines: list[str]) -> list[str]:
    """A transcript with what its command prints now."""
    command = next(line for line in lines if line.startswith("$ "))
    entries: list[list[str]] = []
    for line in lines:
        if line.startswith("> "):
            entries.append([line])
        elif line.startswith(". "):
            entries[-1].append(line)
    written, printed, code = [line for line in lines if line.startswith("#")] + [command], "", 0
    for number, entry in enumerate(entries, 1):
        typed = "".join(f"{line[2:]}\n" for each in entries[:number] for line in each)
        result = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)[1:]],
            input=typed,
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
        )
        assert result.stdout.startswith(printed), (entry, result.stderr)
        written += [*entry, *result.stdout[len(printed) :].splitlines()]
        printed, code = result.stdout, result.returncode
    return [*written, f"[exit {code}]"]


def renewed(block: str) -> str:
    """A console block with what its commands print now; what still fits is left as it is."""
    with TemporaryDirectory() as folder:
        outputs = run_block(block, Path(folder))
    written: list[str] = []
    for (command, expected), found in zip(steps(block), outputs, strict=True):
        written.append(f"$ {command}")
        if fits(expected, found):
            written += expected
        elif expected[:1] == ["…"]:
            written += ["…", *found[-len(expected[1:]) :]]
        else:
            written += found
    return "\n".join(written) + "\n"


if __name__ == "__main__":
    for path in sorted((ROOT / "tests" / "transcripts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        path.write_text("\n".join(blessed(text.splitlines())) + "\n", encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(
        CONSOLE.sub(lambda found: renewed(found[0]), readme.read_text(encoding="utf-8")), encoding="utf-8"
    )
