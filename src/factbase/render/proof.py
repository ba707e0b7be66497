"""Proofs as indented text: in, a proof; out, lines, each part with all that is told of it, each fact with its citations.

A part that stands twice is shown once; a part too deep to read in place is shown whole below, under a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.cite import Status
from factbase.explain.proof import Absent, Cases, Derived, Given, Grouped, Joined, Leaf, Proof
from factbase.ground.value import write_value
from factbase.render.paint import Paint
from factbase.result.citation import Citation, Stated, stated
from factbase.result.parts import Ground, Parts, Searched, case_text, maybe_text

if TYPE_CHECKING:
    from factbase.explain.publication import Dating
    from factbase.explain.verdict import Against

__all__ = [
    "ProofText",
    "against_lines",
    "citation_lines",
    "dating_lines",
    "ground_lines",
    "proof_lines",
    "searched_lines",
    "stated_lines",
]

MAX_DEPTH = 12


def proof_lines(proof: Proof, parts: Parts, paint: Paint) -> list[str]:
    """The lines of a whole proof, from its conclusion down."""
    text = ProofText(parts, paint)
    return [*text.node(proof, "", "", 0), *text.rest()]


class ProofText:
    """Writes proofs; a part that one of them shows is not shown again by the next."""

    def __init__(self, parts: Parts, paint: Paint) -> None:
        self.parts = parts
        self.paint = paint
        self.shown: set[int] = set()
        self.below: list[Proof] = []

    def rest(self) -> Iterator[str]:
        """The parts that were too deep to be shown in place, each under its number."""
        number = 0
        while number < len(self.below):
            number += 1
            yield f"({number})"
            yield from self.node(self.below[number - 1], "  ", "  ", 0)

    def node(self, proof: Proof, first: str, rest: str, depth: int) -> Iterator[str]:
        """`first` leads the line of the node itself, `rest` every line under it."""
        part = self.parts.of(proof)
        text = part.claim if isinstance(proof, (Given, Grouped)) else self.paint("claim", part.claim)
        remarks = "".join(f", {remark}" for remark in part.remarks)
        match proof:
            case Joined():
                for premise in proof.premises:
                    yield from self.node(premise, first, rest, depth)
            case Leaf() if id(proof) in self.shown:
                yield f"{first}{text}  cited above"
            case Leaf():
                self.shown.add(id(proof))
                dated = {"" if proof.atom.predicate.on else fact.dates for fact in part.facts}
                alike = dated.pop() if len(dated) == 1 else None
                yield f"{first}{self.paint('claim', part.claim + (alike or ''))}{remarks}"
                for fact in part.facts:
                    for line in stated_lines(fact, self.paint, dated=alike is None):
                        yield f"{rest}  {line}"
            case Derived():
                rule = f"{self.paint('place', f'rule {proof.rule.span.place}')}{remarks}"
                if id(proof) in self.shown:
                    yield f"{first}{text}  {rule}, shown above"
                elif depth >= MAX_DEPTH:
                    self.below.append(proof)
                    yield f"{first}{text}  {rule}, shown below as ({len(self.below)})"
                else:
                    self.shown.add(id(proof))
                    yield f"{first}{text}  {rule}"
                    yield from self.children(proof.premises, rest, depth)
            case Cases():
                yield from self.cases(proof, first, rest, depth)
            case Given() | Absent() | Grouped():
                yield f"{first}{text}{remarks}"
                if part.searched is not None:
                    for line in searched_lines(part.searched, self.paint):
                        yield f"{rest}  {line}"
        if isinstance(proof, Grouped):
            for i, member in enumerate(proof.members):
                last = i + 1 == len(proof.members)
                yield f"{rest}{'└─' if last else '├─'} {write_value(member.value)}"
                yield from self.children(member.premises, rest + ("   " if last else "│  "), depth + 1)

    def cases(self, proof: Cases, first: str, rest: str, depth: int) -> Iterator[str]:
        """Each case under the reading on which it is; one alone stands for itself. What no case cites of the dates stands before them."""
        part = self.parts.of(proof)
        dated = [f"  {line}" for fact in part.facts for line in ground_lines(fact, self.paint)]
        if not proof.every:
            for case in proof.cases:
                yield from (f"{first}where {told}" for told in proof.told(case))
                yield from (f"{rest}{line}" for line in dated)
                yield from self.node(case.proof, first, rest, depth)
            return
        yield f"{first}{part.claim}"
        yield from (f"{rest}{line}" for line in dated)
        for i, case in enumerate(proof.cases):
            last = i + 1 == len(proof.cases)
            yield f"{rest}{'└─' if last else '├─'} {case_text(proof, case)}"
            yield from self.children([case.proof], rest + ("   " if last else "│  "), depth + 1)

    def children(self, premises: Sequence[Proof], rest: str, depth: int) -> Iterator[str]:
        for i, premise in enumerate(premises):
            last = i + 1 == len(premises)
            yield from self.node(
                premise, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), depth + 1
            )


def dating_lines(datings: Iterable[Dating], parts: Parts, paint: Paint) -> Iterator[str]:
    """The dates by which sources were known: each with what derives it, and what it rests on, told once."""
    told: set[Ground] = set()
    for dating in datings:
        claim, maybe, rule = parts.dated(dating)
        yield f"{paint('claim', claim)}{maybe}  {paint('place', rule)}"
        above = 0
        for ground in parts.grounds(dating.proof):
            above += ground in told
            if ground not in told:
                told.add(ground)
                yield from (f"  {line}" for line in ground_lines(ground, paint))
        if above:
            yield f"  and {above} of what is above"


def stated_lines(fact: Stated, paint: Paint, *, dated: bool = False) -> Iterator[str]:
    """How a fact is stated, with its citations and what is waived; with its dates, where those are not told above."""
    before, place, after = fact.standing
    yield f"{before} {paint('place', place)}{after}{fact.dates if dated else ''}"
    for cited in fact.citations:
        yield from (f"  {line}" for line in citation_lines(cited, paint))
    yield from (f"  {line}" for line in fact.waived)


def citation_lines(cited: Citation, paint: Paint) -> Iterator[str]:
    """A quote with its source, the place in the source's file, and the verdict."""
    style = "good" if cited.status is Status.FOUND else "warning" if cited.line else "error"
    yield f"{paint('quote', f'“{cited.quote}”')}"
    yield f"  {cited.source}, {paint('place', cited.place)}, {paint(style, cited.verdict)}"
    yield from (f"  {line}" for line in cited.gaps)


def searched_lines(found: Searched, paint: Paint) -> Iterator[str]:
    """What was searched for a claim that was not found, and how far each rule got."""
    yield found.outcome
    yield from found.limits
    for fact in found.may_be:
        yield maybe_text(fact)
        yield from (f"  {line}" for line in stated_lines(fact, paint))
    for place, text in found.stops:
        yield f"rule {paint('place', place)} {text}"


def ground_lines(ground: Ground, paint: Paint) -> Iterator[str]:
    """One thing on which a conclusion stands: a fact with its claim, what was searched, or that there is neither."""
    match ground:
        case Stated():
            yield paint("claim", ground.claim)
            yield from (f"  {line}" for line in stated_lines(ground, paint))
        case Searched():
            yield from searched_lines(ground, paint)
        case _:
            yield from ground.lines


def against_lines(against: Sequence[Against], parts: Parts, paint: Paint) -> Iterator[str]:
    """The cited evidence against a claim."""
    for each in against:
        yield parts.against(each)
        if each.proof is not None:
            yield from (f"  {line}" for line in proof_lines(each.proof, parts, paint))
        if each.fact is not None:
            yield from (f"  {line}" for line in ground_lines(stated(each.fact, parts.evidence), paint))
