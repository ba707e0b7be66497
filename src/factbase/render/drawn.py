"""Answers as a graph to be drawn: in, answers with proofs; out, its boxes and arrows, each part once, the same on every run.

A box has every line that is told of its part, whole; another says what the view leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal as Choice

from factbase.base import Answer, Answers
from factbase.explain.identity import Identities
from factbase.explain.proof import Derived, Proof
from factbase.explain.proof import parts as under
from factbase.result.citation import stated
from factbase.result.parts import Part, Parts
from factbase.result.reading import read_goal
from factbase.result.remarks import remarks, view_remarks
from factbase.syntax.write import write_body

__all__ = ["Arrow", "Box", "drawn"]

Kind = Choice[
    "answer", "view", "fact", "assumed", "declared", "derived", "absent", "grouped", "given", "joined", "cases"
]


@dataclass(frozen=True, slots=True)
class Box:
    """One part of a proof, an answer or the view: its id, and its lines of text."""

    id: str
    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a premise to what rests on it."""

    premise: str
    conclusion: str
    label: str


def drawn(
    answers: Answers, proved: Sequence[tuple[Answer, Sequence[Proof]]], parts: Parts
) -> tuple[tuple[Box, ...], tuple[Arrow, ...]]:
    """The boxes and arrows of some answers with their proofs; equal parts are one box."""
    drawing = _Drawing(parts)
    for number, (answer, proofs) in enumerate(proved, 1):
        bindings = dict(answer.bindings)
        told = (write_body(answers.body, bindings), read_goal(answers.body, bindings, parts.program))
        name = drawing.box(f"answer {number}", "answer", (*filter(None, told), *remarks(answer, parts)))
        for proof in proofs:
            drawing.arrow(drawing.proof(proof), name, "")
    if not proved:
        _nothing(answers, drawing)
    known = parts.datings(answers.datings, answers.view.known_by)
    drawing.box("view", "view", (str(answers.view), *view_remarks(answers), *known))
    return tuple(drawing.boxes.values()), tuple(drawing.arrows)


def _nothing(answers: Answers, drawing: _Drawing) -> None:
    """Why there is no answer: a box that says so, under it what was searched, or the evidence against every way to it."""
    lines = [f"{answers.goal}: no answer, {answers.verdict}"]
    if answers.search is not None:
        lines += drawing.parts.searched(answers.search).lines
    name = drawing.box("no answer", "answer", lines)
    for number, each in enumerate(answers.against, 1):
        label = drawing.parts.against(each)
        evidence = drawing.proof(each.proof) if each.proof is not None else ""
        if each.fact is not None:
            fact = stated(each.fact, drawing.parts.evidence)
            evidence = drawing.box(f"against {number}", "fact", (fact.claim, *fact.lines))
        drawing.arrow(evidence or drawing.box(f"against {number}", "absent", (label,)), name, label)


class _Drawing:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.identities = Identities()
        self.boxes: dict[str, Box] = {}
        self.arrows: dict[Arrow, None] = {}

    def box(self, name: str, kind: Kind, lines: Sequence[str]) -> str:
        self.boxes[name] = Box(name, kind, tuple(dict.fromkeys(lines)))
        return name

    def arrow(self, premise: str, conclusion: str, label: str) -> None:
        self.arrows.setdefault(Arrow(premise, conclusion, label))

    def proof(self, proof: Proof) -> str:
        """Draws a proof that is not drawn yet, and gives the id of its box."""
        stack = [proof]
        while stack:
            node = stack.pop()
            name = self.identities.of(node)
            if name in self.boxes:
                continue
            part = self.parts.of(node)
            self.box(name, part.kind, list(_lines(part)))
            label = node.rule.span.place if isinstance(node, Derived) else ""
            for below in under(node):
                self.arrow(self.identities.of(below), name, label)
            stack.extend(reversed(under(node)))
        return self.identities.of(proof)


def _lines(part: Part) -> Iterator[str]:
    """All that is told of a part, a line for each thing."""
    yield part.reading
    yield part.claim
    if part.rule is not None:
        yield f"rule {part.rule.span.place}"
    yield from part.remarks
    for fact in part.facts:
        yield from fact.lines
    if part.searched is not None:
        yield from part.searched.lines
