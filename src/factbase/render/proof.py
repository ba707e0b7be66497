"""Proofs as indented text: in, nodes and an id; out, lines, each part with all that is told of it, each fact with its citations.

A part that stands twice is shown once; a part too deep to read in place is shown whole below, under a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.cite import Status
from factbase.render.paint import Paint
from factbase.result.ground import Citation, Ground
from factbase.result.proof import Empty, Node, Proofs, Search
from factbase.result.result import Against

if TYPE_CHECKING:  # a timeline prints parts and weighs none
    from factbase.result.weighed import Weighed

__all__ = [
    "ProofText",
    "against_lines",
    "citation_lines",
    "ground_lines",
    "meant_lines",
    "proof_lines",
    "searched_lines",
    "stated_lines",
]

MAX_DEPTH = 12


def proof_lines(proof: str, proofs: Proofs, paint: Paint) -> list[str]:
    """The lines of a whole proof, from its conclusion down."""
    text = ProofText(proofs, paint)
    return [*text.node(proof, "", "", 0), *text.rest()]


class ProofText:
    """Writes proofs; a part that one of them shows is not shown again by the next."""

    def __init__(self, proofs: Proofs, paint: Paint) -> None:
        self.proofs = proofs
        self.paint = paint
        self.shown: set[str] = set()
        self.below: list[str] = []

    def rest(self) -> Iterator[str]:
        """The parts that were too deep to be shown in place, each under its number."""
        number = 0
        while number < len(self.below):
            number += 1
            yield f"({number})"
            yield from self.node(self.below[number - 1], "  ", "  ", 0)

    def node(self, name: str, first: str, rest: str, depth: int) -> Iterator[str]:
        """`first` leads the line of the node itself, `rest` every line under it."""
        node = self.proofs[name]
        text = node.statement if node.kind in ("given", "grouped") else self.paint("claim", node.statement)
        remarks = "".join(f", {remark}" for remark in node.remarks or ())
        match node.kind:
            case "joined":
                for premise in node.premises or ():
                    yield from self.node(premise, first, rest, depth)
            case "leaf" if name in self.shown:
                yield f"{first}{text}  cited above"
            case "leaf":
                self.shown.add(name)
                yield from self.leaf(node, first, rest, remarks)
            case "derived":
                place = node.rule.place if node.rule is not None else ""
                rule = f"{self.paint('place', f'rule {place}')}{remarks}"
                if name in self.shown:
                    yield f"{first}{text}  {rule}, shown above"
                elif depth >= MAX_DEPTH:
                    self.below.append(name)
                    yield f"{first}{text}  {rule}, shown below as ({len(self.below)})"
                else:
                    self.shown.add(name)
                    yield f"{first}{text}  {rule}"
                    yield from self.children(node.premises or (), rest, depth)
            case "cases":
                yield from self.cases(node, first, rest, depth)
            case _:
                yield f"{first}{text}{remarks}"
                search = node.searched or node.empty
                if search is not None:
                    yield from (f"{rest}  {line}" for line in searched_lines(search, self.paint))
        members = node.members or ()
        for i, member in enumerate(members):
            last = i + 1 == len(members)
            yield f"{rest}{'└─' if last else '├─'} {member.written}"
            yield from self.children(member.premises, rest + ("   " if last else "│  "), depth + 1)

    def leaf(self, node: Node, first: str, rest: str, remarks: str) -> Iterator[str]:
        """A claim with the facts that state it; dates that all of them have follow the claim, where they are not in it."""
        facts = node.facts or ()
        dates = {"" if node.dated else fact.dates for fact in facts}
        alike = dates.pop() if len(dates) == 1 else None
        yield f"{first}{self.paint('claim', f'{node.claim} {alike}' if alike else node.claim)}{remarks}"
        for fact in facts:
            yield from (f"{rest}  {line}" for line in stated_lines(fact, self.paint, dated=alike is None))

    def cases(self, node: Node, first: str, rest: str, depth: int) -> Iterator[str]:
        """Each case under the reading on which it is; one alone stands for itself. What no case cites of the dates stands before them."""
        dated = [f"  {line}" for fact in node.facts or () for line in ground_lines(fact, self.paint)]
        cases = node.cases or ()
        if not node.every:
            for case in cases:
                yield from (f"{first}where {days}" for days in node.days(case))
                yield from (f"{rest}{line}" for line in dated)
                yield from self.node(case.proof, first, rest, depth)
            return
        yield f"{first}{node.claim}"
        yield from (f"{rest}{line}" for line in dated)
        for i, case in enumerate(cases):
            last = i + 1 == len(cases)
            yield f"{rest}{'└─' if last else '├─'} {node.where(case)}"
            yield from self.children([case.proof], rest + ("   " if last else "│  "), depth + 1)

    def children(self, premises: Sequence[str], rest: str, depth: int) -> Iterator[str]:
        """The lines of some premises, each under the branch that leads to it."""
        for i, premise in enumerate(premises):
            last = i + 1 == len(premises)
            yield from self.node(
                premise, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), depth + 1
            )


def stated_lines(fact: Ground, paint: Paint, *, dated: bool = False) -> Iterator[str]:
    """How a fact is stated, with its citations and what is waived; with its dates, where those are not told above."""
    before, place, after = fact.standing(dated=dated)
    yield f"{before} {paint('place', place)}{after}"
    for cited in fact.citations:
        yield from (f"  {line}" for line in citation_lines(cited, paint))
    yield from (f"  {line}" for line in meant_lines(fact, paint))
    yield from (f"  {waiver}" for waiver in fact.waived)


def meant_lines(ground: Ground | Weighed, paint: Paint) -> Iterator[str]:
    """What tells who or when facts mean: their context, and what their words refer to, with the quotes that introduce it."""
    for cited in ground.context:
        first, *rest = citation_lines(cited, paint)
        yield f"context {first}"
        yield from rest
    for reference in ground.references:
        yield reference.meaning
        for cited in reference.citations:
            yield from (f"  {line}" for line in citation_lines(cited, paint))


def citation_lines(cited: Citation, paint: Paint) -> Iterator[str]:
    """A quote with its source, the place in the source's file, and the verdict."""
    style = "good" if cited.status is Status.FOUND else "warning" if cited.line else "error"
    yield f"{paint('quote', f'“{cited.quote}”')}"
    yield f"  {cited.source}, {paint('place', cited.place)}, {paint(style, cited.standing)}"
    yield from (f"  {line}" for line in cited.gaps)


def searched_lines(search: Search | Empty, paint: Paint, *, rules: bool = True) -> Iterator[str]:
    """What was searched for a claim that was not found, or for the contributors of an aggregate, and how far each rule got."""
    if isinstance(search, Empty):
        if search.searched is not None:
            yield from searched_lines(search.searched, paint, rules=rules)
        else:
            yield from search.lines
        return
    yield search.outcome
    yield from search.limits
    for fact in search.may_be:
        yield f"it may be {fact.statement}, whose value is not given"
        yield from (f"  {line}" for line in stated_lines(fact, paint))
    for failure in search.rules if rules else ():
        yield f"rule {paint('place', str(failure.rule or ''))} {failure}"


def ground_lines(ground: Ground, paint: Paint) -> Iterator[str]:
    """One thing on which a conclusion stands: a fact with its claim, what was searched, or that there is neither."""
    if ground.is_fact:
        yield paint("claim", ground.statement)
        yield from (f"  {line}" for line in stated_lines(ground, paint))
    else:
        yield from ground.lines


def against_lines(
    against: Iterable[Against], proofs: Proofs, paint: Paint, *, contradicting: bool = False
) -> Iterator[str]:
    """The cited evidence against a claim, which holds all the same where that is contradicting it."""
    for each in against:
        yield each.contradicting if contradicting else str(each)
        yield from (f"  {paint('warning', remark)}" for remark in each.remarks)
        if each.proof is not None:
            yield from (f"  {line}" for line in proof_lines(each.proof, proofs, paint))
        if each.fact is not None:
            yield from (f"  {line}" for line in ground_lines(each.fact, paint))
