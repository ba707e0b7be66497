"""Every case of tests/corpus/fit: what a fact's quotes do not carry. The format is in its README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date

CORPUS = Path(__file__).parents[1] / "corpus" / "fit"
_EXPECTED = re.compile(r'([A-Z]\d{3})(?:\s+"((?:[^"\\]|\\.)*)")?')


@dataclass(frozen=True)
class Block:
    name: str
    line: int  # of the first line of the base
    source: str
    fields: str
    base: str


def blocks(path: Path) -> list[Block]:
    found: list[Block] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    heads = [i for i, line in enumerate(lines) if line.startswith("--- ")]
    for at, after, end in zip(heads[::2], heads[1::2], [*heads[2::2], len(lines)], strict=True):
        day = lines[at].removeprefix("--- source").strip()
        more = lines[after].removeprefix("--- base").strip()
        fields = ", ".join(filter(None, ['file: "s.txt"', f"published: {day}" if day else "", more]))
        text = "\n".join(lines[at + 1 : after])
        found.append(Block(f"{path.stem}:{at + 1}", after + 2, text, fields, "\n".join(lines[after + 1 : end])))
    return found


BLOCKS = [block for path in sorted(CORPUS.glob("*.txt")) for block in blocks(path)]
VIEW = View(parse_date("2026-01-01"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_misfits_are_the_expected_ones_at_their_lines(block: Block, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(block.source, encoding="utf-8")
    (tmp_path / "a.fb").write_text(f"source s {{ {block.fields} }}. from s.\n{block.base}", encoding="utf-8")
    base = FactBase.load([tmp_path])
    report = audit(base, VIEW, default_engine())
    found = sorted(
        (d.span.line + block.line - 2, d.code, d.message) for d in report.diagnostics if d.span and d.code[0] in "FE"
    )
    expected = []
    for number, line in enumerate(block.base.split("\n"), block.line):
        _, mark, told = line.partition("%!")
        if mark:
            at = number - 1 if told.startswith("^") else number
            expected += [(at, code, part.replace('\\"', '"')) for code, part in _EXPECTED.findall(told)]
    told = [f"{line} {code} {message}" for line, code, message in found]
    assert [(line, code) for line, code, _ in found] == [(line, code) for line, code, _ in sorted(expected)], told
    for (line, _, message), (_, _, part) in zip(found, sorted(expected), strict=True):
        assert part in message, f"line {line}: {message}"


def test_a_name_is_read_over_the_marks_of_markdown(tmp_path: Path) -> None:
    """As the quote is, which stands there."""
    text = "The **Nor**land [Shipping](https://example.org/a) *Company* paid for [The *Origin*](b.html) of Rivers.\n"
    (tmp_path / "s.md").write_text(text)
    (tmp_path / "a.fb").write_text(
        'source s { file: "s.md" }.\n'
        'entity norland: company { name: "Norland Shipping Company" }.\n'
        'entity land: company { name: "Land Freight" }.\n'
        "from s.\n"
        'paid(norland) "The Norland Shipping Company paid".\n'
        'paid("the Norland Shipping Company paid for the Origin of Rivers") "The Norland Shipping Company paid".\n'
        'paid(land) "The Norland Shipping Company paid".\n'
    )
    report = audit(FactBase.load([tmp_path]), VIEW, default_engine())
    found = [(d.span.line, d.code) for d in report.diagnostics if d.span]
    assert [each for each in found if each[1] in ("F101", "E503")] == [(7, "F101")]
