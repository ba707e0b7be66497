"""A proof as a graph to be drawn: in, a proof; out, its boxes and arrows, each part once, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as Choice

from factbase.explain.identity import Identities
from factbase.explain.proof import Absent, Cases, Derived, Given, Grouped, Joined, Leaf, Proof, parts
from factbase.ground.value import write_value
from factbase.program.model import Program
from factbase.render.reading import read_atom
from factbase.syntax.write import write_literal

__all__ = ["Arrow", "Box", "drawn"]

Kind = Choice["fact", "assumed", "derived", "absent", "grouped", "given", "joined", "cases"]


@dataclass(frozen=True, slots=True)
class Box:
    """One part of a proof: its id, and its lines of text."""

    id: str
    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a premise to what rests on it."""

    premise: str
    conclusion: str
    label: str


def drawn(proofs: Sequence[Proof], program: Program) -> tuple[tuple[Box, ...], tuple[Arrow, ...]]:
    """The boxes and arrows of some proofs; equal parts are one box."""
    identities = Identities()
    boxes: dict[str, Box] = {}
    arrows: dict[Arrow, None] = {}
    stack = list(reversed(proofs))
    while stack:
        proof = stack.pop()
        name = identities.of(proof)
        if name in boxes:
            continue
        kind, lines = _content(proof, program)
        boxes[name] = Box(name, kind, lines)
        label = proof.rule.span.place if isinstance(proof, Derived) else ""
        arrows.update((Arrow(identities.of(part), name, label), None) for part in parts(proof))
        stack.extend(reversed(parts(proof)))
    return tuple(boxes.values()), tuple(arrows)


def _content(proof: Proof, program: Program) -> tuple[Kind, tuple[str, ...]]:
    match proof:
        case Leaf():
            cited = [f"“{_short(c.quote)}” {c.source}" for fact in proof.facts for c in fact.citations]
            lines = (read_atom(proof.atom, program), str(proof.atom), *dict.fromkeys(cited))
            return ("fact" if cited else "assumed"), lines if cited else (*lines, "assumed, no source")
        case Derived():
            return "derived", (read_atom(proof.atom, program), str(proof.atom))
        case Given():
            return "given", (proof.text,)
        case Absent():
            outcome = "false: declared complete" if proof.search.extent.closed else "no evidence found"
            maybe = proof.search.extent.unnamed
            cited = [f"“{_short(c.quote)}” {c.source}" for fact in maybe for c in fact.citations]
            return "absent", (f"not {proof.atom}", outcome, *(f"it may be {fact.atom()}" for fact in maybe), *cited)
        case Grouped():
            return "grouped", (
                f"{write_value(proof.value)} = {proof.aggregate.function} of {len(proof.members)}",
                write_literal(proof.aggregate),
            )
        case Joined():
            return "joined", ("all together",)
        case Cases():
            each = f"on each of {proof.readings} readings of the dates" if proof.every else "on a reading of the dates"
            return "cases", (each, *(", ".join(proof.told(case)) for case in proof.cases))


def _short(quote: str, width: int = 60) -> str:
    return quote if len(quote) <= width else quote[: width - 1].rstrip() + "…"
