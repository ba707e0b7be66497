"""Hostile and harmless citations of `tests/corpus/cite/kinds`: what changes meaning is refused, the rest stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factbase.cite import Document, verify
from factbase.sources.page import text_of

KINDS = Path(__file__).parents[1] / "corpus" / "cite" / "kinds"
ESCAPES = {"n": "\n", "r": "\r", "f": "\f", "t": "\t"}
CASE = re.compile(r"(?P<wanted>[-+]) (?:(?P<of>html|csv|yaml|toml|json|ini|md|log): )?(?P<text>.+) => (?P<quote>.+)")


def plain(text: str) -> str:
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|([nrft]))",
        lambda escape: chr(int(escape[1], 16)) if escape[1] else ESCAPES[escape[2]],
        text,
    )


def kinds() -> list[tuple[str, str, list[str]]]:
    """The cases of each kind, with the name of their file."""
    found: list[tuple[str, str, list[str]]] = []
    for path in sorted(KINDS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                found.append((path.stem, line[2:], []))
            elif line:
                found[-1][2].append(line)
    return found


def stands(of: str | None, text: str, quote: str) -> bool:
    path = f"a.{of or 'txt'}"
    if of == "html":
        text, path = text_of(Path(path), f"<meta charset=utf-8>{text}".encode()), f"{path}.txt"
    return verify(Document(path, text), quote).place is not None


@pytest.mark.parametrize(("cases"), [pytest.param(cases, id=f"{file}:{kind}") for file, kind, cases in kinds()])
def test_what_changes_meaning_is_refused_and_what_does_not_stands(cases: list[str]) -> None:
    wrong = []
    for line in cases:
        case = CASE.fullmatch(line)
        assert case is not None, line
        if stands(case["of"], plain(case["text"]), plain(case["quote"])) is not (case["wanted"] == "+"):
            wrong.append(line)
    assert wrong == []
