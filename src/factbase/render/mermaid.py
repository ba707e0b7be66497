"""Answers as a Mermaid flowchart: in, a result; out, text that GitHub draws. Equal parts are one node."""

from __future__ import annotations

import re

from factbase.ground.controls import as_line
from factbase.render.drawn import drawn
from factbase.render.paint import block
from factbase.result.result import Result

__all__ = ["result_mermaid"]

_SHAPES = {
    "answer": ("[[", "]]"),
    "view": ("[", "]"),
    "fact": ("([", "])"),
    "assumed": ("([", "])"),
    "declared": ("([", "])"),
    "derived": ("[", "]"),
    "absent": ("[/", "/]"),
    "grouped": ("{{", "}}"),
    "given": (">", "]"),
    "joined": ("((", "))"),
    "cases": ("((", "))"),
}
# What Mermaid, or HTML in it, would read as its own: marks of entities, tags, Markdown, formulas; the braces and the `%` of a directive,
# which is looked for in labels too; a backslash, which with an `n` ends a line; the colon of icons and of styles; what Mermaid writes for
# `#` and `;` of entities meanwhile; and names of C4 diagrams, by which it takes the whole for one, wherever they stand.
_OWN = re.compile(r'["#&<>`$%{}\\:ﬂ¶]|(?<=C)4')


def result_mermaid(result: Result) -> str:
    """The flowchart of some answers with their proofs."""
    boxes, arrows = drawn(result)
    names = {box.id: f"p{number}" for number, box in enumerate(boxes, 1)}
    lines = ["flowchart BT"]
    for box in boxes:
        opened, closed = _SHAPES[box.kind]
        text = "<br>".join(map(_escaped, box.lines))
        lines.append(f'  {names[box.id]}{opened}"{text}"{closed}')
    for arrow in arrows:
        label = f'|"{_escaped(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {names[arrow.premise]} -->{label} {names[arrow.conclusion]}")
    return block(lines)


def _escaped(text: str) -> str:
    return _OWN.sub(lambda match: f"#{ord(match[0])};", as_line(text))
