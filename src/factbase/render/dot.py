"""Answers as Graphviz DOT: in, a result; out, one digraph, premises below what rests on them. Equal parts are one node."""

from __future__ import annotations

from factbase.ground.controls import as_line
from factbase.render.drawn import Box, drawn
from factbase.render.paint import block
from factbase.result.result import Result

__all__ = ["result_dot"]

_SHAPES = {
    "answer": 'shape=box, style="bold"',
    "view": "shape=note",
    "fact": 'shape=box, style="rounded,filled", fillcolor="#e8f3e8"',
    "assumed": 'shape=box, style="rounded,dashed"',
    "declared": 'shape=box, style="rounded"',
    "derived": "shape=box",
    "absent": 'shape=box, style="filled", fillcolor="#f6e8e8"',
    "grouped": "shape=hexagon",
    "given": "shape=plaintext",
    "joined": "shape=ellipse",
    "cases": "shape=ellipse",
}


def result_dot(result: Result) -> str:
    """The digraph of some answers with their proofs; a line of a label is a line of the part."""
    boxes, arrows = drawn(result)
    lines = ["digraph proof {", "  rankdir=BT;", '  node [fontname="sans-serif", fontsize=10];']
    lines += [f"  {_quoted(box.id)} [{_SHAPES[box.kind]}, label={_label(box)}];" for box in boxes]
    for arrow in arrows:
        label = f" [label={_quoted(arrow.label)}, fontsize=8]" if arrow.label else ""
        lines.append(f"  {_quoted(arrow.premise)} -> {_quoted(arrow.conclusion)}{label};")
    return block([*lines, "}"])


def _label(box: Box) -> str:
    lines = "\\n".join(map(_escaped, box.lines))
    return f'"{lines}"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """A text within quotation marks, where a backslash begins an escape of DOT's own."""
    return as_line(text).replace("\\", "\\\\").replace('"', '\\"')
