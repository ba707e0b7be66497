"""What commands print, and what they are: expected lines against found ones, a block of commands run, and the table of all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from factbase.requests.table import Where, entries

__all__ = [
    "COMMANDS",
    "CONSOLE",
    "PAGES",
    "ROOT",
    "commands_table",
    "elided",
    "fits",
    "is_walked",
    "run_block",
    "steps",
    "walked",
]

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^\| command \| what it does (\| its options )?\|\n(?:\|.*\n)+", re.MULTILINE)
_END = "\x1e"


def commands_table(with_options: bool) -> str:
    """The table of commands, as the requests declare them: short in the README, with the options of each in the reference."""
    rows = [["command", "what it does", "its options"]]
    for entry in entries(Where.COMMAND):
        options = []
        for shown, _ in entry.options:
            name, _, value = shown.partition(" ")
            options.append(f"`{name}` {value.replace('|', ', ')}".rstrip() if "|" in value else f"`{shown}`")
        rows.append([f"`factbase {entry.usage}`", entry.help, "; ".join(options)])
    shown = [" | ".join(row if with_options else row[:2]) for row in rows]
    shown.insert(1, "---|---|---" if with_options else "---|---")
    return "".join(f"| {row} |\n".replace("  ", " ").replace("| ---", "|---").replace("--- |", "---|") for row in shown)


def fits(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether lines are as expected; a line `…` stands for any number of lines."""
    if not expected:
        return not found
    if expected[0] == "…":
        return any(fits(expected[1:], found[i:]) for i in range(len(found) + 1))
    return bool(found) and expected[0] == found[0] and fits(expected[1:], found[1:])


def elided(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """What a command prints now, with a `…` where the lines that were expected have one."""
    written: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(a=expected, b=found, autojunk=False).get_opcodes():
        old, new = expected[start:end], list(found[first:last])
        if tag != "equal" and "…" in old:
            before, after = old.index("…"), list(reversed(old)).index("…")
            new = [*new[:before], "…", *new[max(before, len(new) - after) :]]
        written += new
    return written


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a block, led by `$ `, each with the lines that are to follow."""
    read: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            read.append((line[2:], []))
        else:
            read[-1][1].append(line)
    return read


_NAMED = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def is_walked(text: str) -> bool:
    """Whether a page is a walk: its blocks that name a file are that file, and its commands follow one another in their folder."""
    return any(name for _, name, _ in _NAMED.findall(text))


def walked(text: str, folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Each console block of a walk with what its commands print."""
    for language, name, block in _NAMED.findall(text):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(block, encoding="utf-8")
        elif language == "console":
            yield block, run_block(block, folder, folder)


def run_block(block: str, folder: Path, start: Path = ROOT) -> list[list[str]]:
    """What each command of a block prints, all in one shell that begins in `start`, so that `cd` holds for the next; `folder` is for its
    temporary files."""
    script = "".join(f"{command}\nprintf '{_END}'\n" for command, _ in steps(block))
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "TMPDIR": str(folder)}
    result = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=start,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return [output.splitlines() for output in result.stdout.split(_END)[:-1]]
