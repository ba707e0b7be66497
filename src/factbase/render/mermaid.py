"""Proofs as a Mermaid flowchart: in, proofs; out, text that GitHub draws. Equal parts are one node."""

from __future__ import annotations

from collections.abc import Sequence

from factbase.explain.proof import Proof
from factbase.program.model import Program
from factbase.render.drawn import drawn

__all__ = ["proofs_mermaid"]

_SHAPES = {
    "fact": ("([", "])"),
    "assumed": ("([", "])"),
    "derived": ("[", "]"),
    "absent": ("[/", "/]"),
    "grouped": ("{{", "}}"),
    "given": (">", "]"),
    "joined": ("((", "))"),
}
# What Mermaid or HTML would read as its own; `#` is the mark of the entities themselves, so it goes first.
_ENTITIES = (("#", "#35;"), ('"', "#quot;"), ("&", "#amp;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;"), ("\n", " "))


def proofs_mermaid(proofs: Sequence[Proof], program: Program) -> str:
    """The flowchart of some proofs."""
    boxes, arrows = drawn(proofs, program)
    names = {box.id: f"p{number}" for number, box in enumerate(boxes, 1)}
    lines = ["flowchart BT"]
    for box in boxes:
        opened, closed = _SHAPES[box.kind]
        text = "<br>".join(map(_escaped, box.lines))
        lines.append(f'  {names[box.id]}{opened}"{text}"{closed}')
    for arrow in arrows:
        label = f'|"{_escaped(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {names[arrow.premise]} -->{label} {names[arrow.conclusion]}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    for mark, entity in _ENTITIES:
        text = text.replace(mark, entity)
    return text
