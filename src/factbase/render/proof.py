"""Proofs as indented text: in, a proof; out, lines, each leaf with its citations and their verdicts.

A part that stands twice is shown once; a part too deep to read in place is shown whole below, under a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.cite import Status, Verdict
from factbase.explain.proof import Absent, Cases, Derived, Failure, Given, Grouped, Joined, Leaf, Proof, Search, nodes
from factbase.ground.comparison import Reading
from factbase.ground.value import write_value
from factbase.program.model import Cited, Fact
from factbase.render.paint import Paint
from factbase.sources.evidence import Evidence
from factbase.syntax.tree import When
from factbase.syntax.write import write_literal

if TYPE_CHECKING:
    from factbase.explain.publication import Ground
    from factbase.explain.verdict import Against

__all__ = [
    "against_lines",
    "citation_lines",
    "failure_text",
    "ground_lines",
    "proof_lines",
    "search_lines",
    "verdict_text",
    "when_text",
]

MAX_DEPTH = 12


def proof_lines(proof: Proof, evidence: Evidence, paint: Paint) -> list[str]:
    """The lines of a whole proof, from its conclusion down."""
    return list(_ProofText(evidence, paint).lines(proof))


class _ProofText:
    def __init__(self, evidence: Evidence, paint: Paint) -> None:
        self.evidence = evidence
        self.paint = paint
        self.shown: set[int] = set()
        self.below: list[Proof] = []

    def lines(self, proof: Proof) -> Iterator[str]:
        yield from self.node(proof, "", "", 0)
        number = 0
        while number < len(self.below):
            number += 1
            yield f"({number})"
            yield from self.node(self.below[number - 1], "  ", "  ", 0)

    def node(self, proof: Proof, first: str, rest: str, depth: int) -> Iterator[str]:
        """`first` leads the line of the node itself, `rest` every line under it."""
        match proof:
            case Leaf():
                if id(proof) in self.shown:
                    yield f"{first}{self.paint('claim', str(proof.atom))}  cited above"
                    return
                self.shown.add(id(proof))
                dates = {when_text(fact.when) for fact in proof.facts} if not proof.atom.predicate.on else {""}
                dated = dates.pop() if len(dates) == 1 else ""
                yield f"{first}{self.paint('claim', str(proof.atom) + dated)}"
                for fact in proof.facts:
                    yield from (f"{rest}  {line}" for line in _fact_lines(fact, self.evidence, self.paint))
            case Derived():
                text = self.paint("claim", str(proof.atom))
                rule = self.paint("place", f"rule {proof.rule.span.place}")
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
            case Joined():
                for premise in proof.premises:
                    yield from self.node(premise, first, rest, depth)
            case Given():
                yield f"{first}{proof.text}"
            case Absent():
                unsure = ", only possible: it is not certain" if proof.possible else ""
                yield f"{first}{self.paint('claim', f'not {proof.atom}')}{unsure}"
                for line in search_lines(proof.search, self.evidence, self.paint):
                    yield f"{rest}  {line}"
            case Grouped():
                aggregate = proof.aggregate
                count = len(proof.members)
                of = f"{aggregate.function} of {count} contributor{'' if count == 1 else 's'}"
                yield f"{first}{write_value(proof.value)} = {of}"
                for i, member in enumerate(proof.members):
                    last = i + 1 == count
                    yield f"{rest}{'└─' if last else '├─'} {write_value(member.value)}"
                    yield from self.children(member.premises, rest + ("   " if last else "│  "), depth + 1)

    def cases(self, proof: Cases, first: str, rest: str, depth: int) -> Iterator[str]:
        """Each case under the reading on which it is; one alone stands for itself."""
        if not proof.every:
            for case in proof.cases:
                yield from (f"{first}where {told}" for told in proof.told(case))
                yield from self.node(case.proof, first, rest, depth)
            return
        count = len(proof.cases)
        yield f"{first}on each of {proof.readings} readings of the dates; days that nothing tells apart count once"
        for i, case in enumerate(proof.cases):
            last = i + 1 == count
            alike = f"; alike on {case.alike} more" if case.alike else ""
            yield f"{rest}{'└─' if last else '├─'} where {', '.join(proof.told(case))}{alike}"
            yield from self.children([case.proof], rest + ("   " if last else "│  "), depth + 1)

    def children(self, premises: Sequence[Proof], rest: str, depth: int) -> Iterator[str]:
        for i, premise in enumerate(premises):
            last = i + 1 == len(premises)
            yield from self.node(
                premise, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), depth + 1
            )


def ground_lines(grounds: Sequence[Ground], evidence: Evidence, paint: Paint) -> Iterator[str]:
    """The dates by which sources were known: each with the rule that derives it, and what it rests on, told once."""
    told: set[tuple[str, str]] = set()
    for ground in grounds:
        assert isinstance(ground.proof, Derived)
        maybe = ", only possibly by then" if ground.certainty is Reading.POSSIBLE else ""
        rule = paint("place", f"rule {ground.proof.rule.span.place}")
        yield f"{paint('claim', str(ground.proof.atom))}{maybe}  {rule}"
        above = 0
        for node in nodes(ground.proof):
            match node:
                case Leaf():
                    for fact in node.facts:
                        for cited in fact.citations:
                            above += (cited.source, cited.quote) in told
                            if (cited.source, cited.quote) not in told:
                                told.add((cited.source, cited.quote))
                                yield from (f"  {line}" for line in citation_lines(cited, evidence, paint))
                        if fact.kind != "cited":
                            yield f"  {fact.atom()}, {fact.kind} at {paint('place', fact.span.place)}"
                case Absent():
                    yield f"  {paint('claim', f'not {node.atom}')}: {_outcome(node.search)}"
                    yield from (f"    {line}" for line in _extent_lines(node.search, evidence, paint))
                case _:
                    pass
        if above:
            yield f"  and {above} of the quotes above"


def _fact_lines(fact: Fact, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """What a fact stands on: its place, and its citations."""
    place = paint("place", fact.span.place)
    match fact.kind:
        case "assumed":
            yield f"assumed at {place}, no source"
        case "declared":
            yield f"declared at {place}{'' if fact.citations else ', without words'}"
        case "cited":
            yield f"fact {place}"
    for cited in fact.citations:
        yield from (f"  {line}" for line in citation_lines(cited, evidence, paint))
    for waiver in fact.waivers:
        yield f"  waived {write_value(waiver.value)} at {paint('place', waiver.span.place)}: {waiver.reason}"


def citation_lines(cited: Cited, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """A quote with its source, the place in the source's file, and the verdict."""
    verdict = evidence.verdict(cited)
    document = evidence.documents.get(cited.source)
    place = (
        f"{document.path}:{verdict.line} ¶{verdict.paragraph}" if document is not None and verdict.line else "no place"
    )
    yield f"{paint('quote', f'“{cited.quote}”')}"
    yield f"  {cited.source}, {paint('place', place)}, {verdict_text(verdict, paint)}"
    for gap in verdict.gaps:
        yield f"  leaves out: {' '.join(gap.split())}"


def verdict_text(verdict: Verdict, paint: Paint) -> str:
    """`found`, or what stands between the quote and that."""
    folds = f" ({', '.join(verdict.folds)})" if verdict.folds else ""
    style = "good" if verdict.status is Status.FOUND else "warning" if verdict.line else "error"
    return paint(style, f"{verdict.status}{folds}")


def search_lines(search: Search, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """What was searched for a claim that was not found, why that may not be all, and how far each rule got."""
    relation = search.atom.predicate
    facts = f"{search.facts} fact{'' if search.facts == 1 else 's'} of `{relation}`"
    if search.sources:
        facts += f" from {', '.join(search.sources)}"
    where = f"{search.sources_in_view} source{'' if search.sources_in_view == 1 else 's'}"
    rules = len(search.failures)
    yield f"{_outcome(search)}; searched {facts}, {rules} rule{'' if rules == 1 else 's'}, in {where} {search.view}"
    yield from _extent_lines(search, evidence, paint)
    for failure in search.failures:
        yield f"rule {paint('place', failure.rule.span.place if failure.rule else '')} {failure_text(failure)}"


def _outcome(search: Search) -> str:
    return "false: the relation is declared complete" if search.extent.closed else f"no evidence of {search.atom}"


def _extent_lines(search: Search, evidence: Evidence, paint: Paint) -> Iterator[str]:
    """Why what was searched may not be all there is to a claim."""
    yield from search.extent.limits
    for fact in search.extent.unnamed:
        yield f"it may be {fact.atom()}{when_text(fact.when)}, whose value is not given"
        yield from (f"  {line}" for line in _fact_lines(fact, evidence, paint))


def failure_text(failure: Failure) -> str:
    """Where a rule stops, with the values that its variables had by then."""
    if failure.literal is None:
        return "does not fit" if failure.rule is not None else "is not met"
    return f"stops at `{write_literal(failure.literal, dict(failure.bindings))}`"


def when_text(when: When | None) -> str:
    if when is None:
        return ""
    first, last = when.first, when.last
    if when.kind == "on":
        return f" on {first}"
    if first is not None and last is not None:
        return f" during {first}..{last}"
    return f" since {first}" if first is not None else f" until {last}"


def against_lines(against: Sequence[Against], evidence: Evidence, paint: Paint) -> Iterator[str]:
    """The cited evidence against a claim."""
    for each in against:
        yield f"against it: {each.atom}: {each.why}"
        if each.proof is not None:
            yield from (f"  {line}" for line in proof_lines(each.proof, evidence, paint))
        if each.fact is not None:
            yield f"  fact {paint('place', each.fact.span.place)} {each.fact.atom()}{when_text(each.fact.when)}"
            for cited in each.fact.citations:
                yield from (f"    {line}" for line in citation_lines(cited, evidence, paint))
