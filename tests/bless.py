"""Writes transcripts, the console blocks and tables of commands of README and docs, the manual and the schema: `python tests/bless.py`.

The kernels too, where their functions have changed. Read the diff. What still fits is left as it is, a `…` with it, which
stands for any lines.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import kernels
import manual
import schema
from console import COMMANDS, CONSOLE, PAGES, ROOT, commands_table, elided, fits, is_walked, run_block, steps, walked

MARK = "nothing-like-it"  # a command that there is not: what is said of it ends what the entry before it prints


def blessed(lines: list[str]) -> list[str]:
    """A transcript with what its command prints now."""
    command = next(line for line in lines if line.startswith("$ "))
    entries: list[tuple[list[str], list[str]]] = []  # what is typed, and what was printed
    for line in lines[lines.index(command) + 1 : -1]:
        if line.startswith("> "):
            entries.append(([line], []))
        else:
            entries[-1][line[:2] != ". "].append(line)
    typed = ["".join(f"{line[2:]}\n" for line in entry) for entry, _ in entries]
    told = _run(command, f":{MARK}\n".join(typed)).stdout  # none after the last, which may be unfinished
    outputs = re.split(rf"^`:{MARK}` is not a command.*\n", told, flags=re.MULTILINE)
    written = [line for line in lines if line.startswith("#")] + [command]
    for number, (entry, expected) in enumerate(entries):  # after `:quit` nothing is printed
        found = outputs[number].splitlines() if number < len(outputs) else []
        written += [*entry, *(expected if fits(expected, found) else found)]
    return [*written, f"[exit {_run(command, ''.join(typed)).returncode}]"]


def _run(command: str, typed: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *shlex.split(command)[1:]]
    return subprocess.run(words, input=typed, cwd=ROOT, capture_output=True, encoding="utf-8")


def renewed(text: str) -> str:
    """A page with what the commands of its console blocks print now."""
    with TemporaryDirectory() as folder:
        if is_walked(text):
            found = [_renewed(block, outputs) for block, outputs in walked(text, Path(folder))]
        else:
            found = [_renewed(block, run_block(block, Path(folder))) for block in CONSOLE.findall(text)]
    blocks = iter(found)
    return CONSOLE.sub(lambda _: next(blocks), text)


def _renewed(block: str, outputs: list[list[str]]) -> str:
    """A console block with what its commands print now; what still fits is left as it is."""
    written: list[str] = []
    for (command, expected), found in zip(steps(block), outputs, strict=True):
        written.append(f"$ {command}")
        written += expected if fits(expected, found) else elided(expected, found)
    return "\n".join(written) + "\n"


if __name__ == "__main__":
    for path in sorted((ROOT / "tests" / "transcripts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        path.write_text("\n".join(blessed(text.splitlines())) + "\n", encoding="utf-8")
    for page in PAGES:
        text = renewed(page.read_text(encoding="utf-8"))
        page.write_text(COMMANDS.sub(lambda found: commands_table(bool(found[1])), text), encoding="utf-8")
    schema.FILE.write_text(schema.written(), encoding="utf-8")
    manual.FILE.write_text(manual.written(), encoding="utf-8")
    if not kernels.is_made_of_its_sources():
        kernels.FILE.write_text(kernels.written(), encoding="utf-8")
