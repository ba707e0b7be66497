"""A goal as a graph to be drawn: in, its result; out, boxes and arrows, each part once, the same on every run.

A box has every line that is told of its part, whole; another says what the view leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.ground.dataclass import dataclass
from factbase.result.problem import Problem
from factbase.result.proof import Node, nodes
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk

__all__ = ["Arrow", "Box", "drawn"]


@dataclass(frozen=True, slots=True)
class Box:
    """One part of a proof, an answer or the view: its id, its kind, and its lines of text."""

    id: str
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a premise to what rests on it."""

    premise: str
    conclusion: str
    label: str


def drawn(result: Result) -> tuple[tuple[Box, ...], tuple[Arrow, ...]]:
    """The boxes and arrows of the answers with their proofs; equal parts are one box."""
    drawing = _Drawing(result)
    parts = tuple(dict.fromkeys(drawing.walk()))
    return tuple(each for each in parts if isinstance(each, Box)), tuple(
        each for each in parts if isinstance(each, Arrow)
    )


class _Drawing(ResultWalk[Box | Arrow]):
    def problem(self, problem: Problem) -> Iterator[Box | Arrow]:
        return iter(())  # told beside the drawing

    def heading(self) -> Iterator[Box | Arrow]:
        return iter(())  # each answer is the goal with its values

    def nothing(self) -> Iterator[Box | Arrow]:
        """A box that says so, under it what was searched, or the evidence against every way to it."""
        result = self.result
        lines = [f"{result.goal}: no answer, {result.verdict}"]
        lines += result.searched.lines if result.searched is not None else ()
        yield _box("no answer", "answer", lines)
        for number, each in enumerate(result.against, 1):
            evidence = each.proof or f"against {number}"
            if each.proof is not None:
                yield from self.proof(each.proof)
            if each.fact is not None:
                evidence = f"against {number}"
                yield _box(evidence, "fact", (each.fact.statement, *each.fact.lines))
            elif each.proof is None:
                yield _box(evidence, "absent", (str(each),))
            yield Arrow(evidence, "no answer", each.full_text)

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[Box | Arrow]:
        name = f"answer {number}"
        yield _box(name, "answer", (*filter(None, (answer.claim, answer.reading)), *answer.remarks))
        for proof in proofs:
            yield from self.proof(proof)
            yield Arrow(proof, name, "")

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[Box | Arrow]:
        if against.proof is not None:
            yield from self.proof(against.proof)
            label = "; ".join((against.contradicting, *against.remarks))
            yield Arrow(against.proof, f"answer {number}", label)

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[Box | Arrow]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[Box | Arrow]:
        return iter(())  # in the box of the view

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[Box | Arrow]:
        yield _box("view", "view", (str(self.result.view), *remarks, *self.result.known))

    def proof(self, proof: str) -> Iterator[Box | Arrow]:
        """All boxes and arrows of a proof, also those that are drawn already."""
        for name, node in nodes(self.result.proofs, (proof,)):
            yield _box(name, node.style, list(_lines(node)))
            label = node.rule.place if node.rule is not None else ""
            yield from (Arrow(below, name, label) for below in node.under)


def _box(name: str, kind: str, lines: Sequence[str]) -> Box:
    return Box(name, kind, tuple(dict.fromkeys(lines)))


def _lines(node: Node) -> Iterator[str]:
    """All that is told of a part, a line for each thing."""
    yield f"not: {node.reading}" if node.kind == "absent" else node.reading
    yield node.statement
    if node.rule is not None:
        yield f"rule {node.rule.place}"
    if node.kind == "cases":
        yield from map(node.where, node.cases or ())
    yield from node.remarks or ()
    for fact in node.facts or ():
        yield from fact.lines
    yield from node.looked
