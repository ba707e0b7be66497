"""Proofs as Markdown: in, nodes and an id; out, their parts as a list of lists, each with the marks of what it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.words import words
from factbase.render.site.proofs import steps
from factbase.result.proof import Node, Proofs

__all__ = ["proof_items"]


def proof_items(proof: str, proofs: Proofs, foot: Footnotes, indent: int) -> Iterator[str]:
    """The parts of a proof, line by line, the first one indented so far."""
    for step in steps(proof, proofs, ""):
        lead = f"{' ' * indent}- "
        if step.kind == "close":
            indent -= 2
        elif step.node is None:
            yield f"{lead}{words(step.head)}"
        elif step.kind == "again":
            yield f"{lead}{words(f'{_said(step.node)}: shown above')}"
        else:
            yield f"{lead}{foot.marked(_said(step.node), step.node.grounds)}"
            indent += 2 if step.kind == "open" else 0


def _said(node: Node) -> str:
    """What a part of a proof says, by which rule, and what it must not be shown without."""
    reading = f"not: {node.reading}" if node.kind == "absent" else node.reading
    claim = [node.statement] if node.statement != reading and node.statement != node.reading else []
    rule = [f"rule {node.rule.place}"] if node.rule is not None else []
    return ", ".join((reading, *claim, *rule, *(node.remarks or ())))
