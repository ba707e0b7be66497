"""The cases of `tests/corpus/cite`: quotes in texts, each with the verdict that is written beside it. The format is in its README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus" / "cite"
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[nrt\\])")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: str
    quote: str
    keys: dict[str, str] = field(default_factory=dict)


def unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: _PLAIN.get(m[1]) or chr(int(m[1][1:], 16)), text)


def cases(path: Path) -> list[Case]:
    """The cases of one file, named by file and line. What is none is a case that no verdict fits, and stops no other."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        return [Case(path.stem, "", f"no case: {problem}", "")]
    found: list[Case] = []
    source: list[str] | None = None
    text = ""
    for number, line in enumerate(lines, 1):
        name = f"{path.stem}:{number}"
        if line.startswith("--- source"):
            source = []
        elif line.startswith("--- quotes"):
            if source is None:
                found.append(Case(name, "", "no case: quotes without a source", ""))
                continue
            text, source = unescape("\n".join(source)), None
        elif source is not None:
            source.append(line)
        elif line.strip() and not line.startswith("#"):
            expected, bar, words = line.partition(" | ")
            if not bar:
                found.append(Case(name, text, f"no case: {line}", ""))
                continue
            quote, *rest = words.split(" | ")
            keys = dict(item.split(": ", 1) if ": " in item else (item.strip(" :"), "") for item in rest)
            found.append(Case(name, text, expected, unescape(quote), {k: unescape(v) for k, v in keys.items()}))
    return found


CASES = [case for path in sorted(CORPUS.glob("*.txt")) for case in cases(path)]
