"""The parts of a proof as they are told: in, a proof; out, what each of its parts says and stands on, and all that the whole stands on.

A part holds every word that it must not be shown without: whether it is only possible, what was searched, that no fact is under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING
from typing import Literal as Choice

from factbase.explain.proof import (
    Absent,
    Case,
    Cases,
    Derived,
    Empty,
    Failure,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    Search,
    dated,
    nodes,
    parts,
)
from factbase.ground.comparison import Reading
from factbase.ground.date import Date
from factbase.ground.value import write_value
from factbase.program.model import Program
from factbase.result.citation import Stated, stated
from factbase.result.reading import read_atom
from factbase.sources.evidence import Evidence
from factbase.syntax.tree import Rule
from factbase.syntax.write import write_literal

if TYPE_CHECKING:  # read only where a view is of what was known, or where a goal has no answer
    from factbase.explain.publication import Dating
    from factbase.explain.verdict import Against

__all__ = [
    "NO_FACT",
    "Footing",
    "Ground",
    "NoFact",
    "OnReadings",
    "Part",
    "Parts",
    "Searched",
    "case_text",
    "failure_text",
    "maybe_text",
]

NO_FACT = "rests on no fact"

Kind = Choice["fact", "assumed", "declared", "derived", "absent", "grouped", "given", "joined", "cases"]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for a claim that was not found: the outcome with what was looked at, and where each rule stops."""

    outcome: str
    stops: tuple[tuple[str, str], ...]  # the place of a rule, and what is said of it
    limits: tuple[str, ...] = ()  # why a relation that is declared complete is not, for this claim
    may_be: tuple[Stated, ...] = ()  # facts that may state it, with a value that is not given

    @property
    def lines(self) -> Iterator[str]:
        """All of it: the outcome, what limits it, each fact that may be it, and each rule."""
        yield self.outcome
        yield from self.limits
        for fact in self.may_be:
            yield maybe_text(fact)
            yield from (f"  {line}" for line in fact.lines)
        yield from (f"rule {place} {text}" for place, text in self.stops)


@dataclass(frozen=True, slots=True)
class Footing:
    """Whether facts are under a conclusion, and whether anything that was not found is."""

    fact: bool
    absence: bool

    @property
    def remark(self) -> str | None:
        """What is said of a conclusion under which there is no fact; None where there is one."""
        if self.fact:
            return None
        return "rests on no fact, only on what was not found" if self.absence else NO_FACT


@dataclass(frozen=True, slots=True)
class NoFact:
    """A conclusion under which there is neither a fact nor a search: the rule that gives it, None for the goal's own comparisons."""

    claim: str
    rule: Rule | None

    @property
    def lines(self) -> Iterator[str]:
        """That it is so, in words."""
        yield f"{self.claim} {NO_FACT}{f': rule {self.rule.span.place}' if self.rule is not None else ''}"


@dataclass(frozen=True, slots=True)
class OnReadings:
    """The readings of the dates on which a claim is proved: for each, the days that it takes."""

    lines: tuple[str, ...]


Ground = Stated | Searched | NoFact | OnReadings


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a proof: what it says, the rule that gives it, the facts that state it, what was searched for it.

    `remarks` are what it must not be shown without; `claim` says already that a part is only possible, `reading` does not."""

    kind: Kind
    claim: str
    reading: str
    possible: bool = False
    rule: Rule | None = None
    facts: tuple[Stated, ...] = ()
    searched: Searched | None = None
    remarks: tuple[str, ...] = ()


class Parts:
    """Tells the parts of proofs from one base."""

    def __init__(self, program: Program, evidence: Evidence) -> None:
        self.program = program
        self.evidence = evidence
        self._footings: dict[int, tuple[Proof, Footing]] = {}  # the proof is kept, so that its address stays its own

    def of(self, proof: Proof) -> Part:
        """One part, without those under it."""
        match proof:
            case Leaf():
                facts = tuple(stated(fact, self.evidence) for fact in proof.facts)
                kinds = [kind for kind in ("cited", "declared", "assumed") if any(f.kind == kind for f in proof.facts)]
                kind: Kind = "fact" if "cited" in kinds else "declared" if "declared" in kinds else "assumed"
                return Part(kind, str(proof.atom), self._read(proof), proof.atom.predicate.possible, facts=facts)
            case Derived():
                remark = self.footing(proof).remark
                remarks = (remark,) if remark is not None else ()
                possible = proof.atom.predicate.possible
                return Part("derived", str(proof.atom), self._read(proof), possible, proof.rule, remarks=remarks)
            case Given():
                return Part("given", proof.text, proof.text)
            case Absent():
                remarks = ("only possible: it is not certain",) if proof.possible else ()
                found = self.searched(proof.search)
                reading = f"not: {self._read(proof)}"
                return Part("absent", f"not {proof.atom}", reading, searched=found, remarks=remarks)
            case Grouped():
                count = len(proof.members)
                of = f"{proof.aggregate.function} of {count} contributor{'' if count == 1 else 's'}"
                told = f"{write_value(proof.value)} = {of}"
                empty = self.emptied(proof.empty) if proof.empty is not None else None
                return Part("grouped", told, write_literal(proof.aggregate), searched=empty)
            case Joined():
                return Part("joined", "all together", "all together")
            case Cases():
                each = f"on each of {proof.readings} readings of the dates; days that nothing tells apart count once"
                told = each if proof.every else "on a reading of the dates"
                facts = tuple(stated(fact, self.evidence) for fact in dated(proof))
                return Part("cases", told, told, facts=facts, remarks=_readings(proof))

    def _read(self, proof: Leaf | Derived | Absent) -> str:
        return read_atom(proof.atom, self.program)

    def grounds(self, *proofs: Proof) -> Iterator[Ground]:
        """All that proofs stand on, each once, in reading order: facts, what was searched, and what is from neither."""
        seen: set[int] = set()
        told: set[object] = set()
        stack = list(reversed(proofs))
        if not any(self.footing(proof).fact or self.footing(proof).absence for proof in proofs):
            yield from (NoFact(self.of(proof).claim, getattr(proof, "rule", None)) for proof in proofs)
            return
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            for ground in self._under(node):
                if ground not in told:
                    told.add(ground)
                    yield ground
            stack.extend(reversed(parts(node)))

    def rules(self, proof: Proof) -> Iterator[str]:
        """The places of all rules of a proof, each once, in reading order."""
        rules = (node.rule.span.place for node in nodes(proof) if isinstance(node, Derived))
        return iter(dict.fromkeys(rules))

    def weighed(self, *proofs: Proof) -> Iterator[str]:
        """All that proofs stand on, to be weighed against each other: each fact, its quotes with the sentences around them."""
        for ground in self.grounds(*proofs):
            if not isinstance(ground, Stated):
                yield from ground.lines
                continue
            before, place, after = ground.standing
            yield f"{ground.claim}, {before} {place}{after}"
            for quote, cited in zip(ground.fact.citations, ground.citations, strict=True):
                sentence = self.evidence.sentence(quote)
                yield f"  {cited}{f'; in “{sentence}”' if sentence != cited.quote else ''}"
            yield from (f"  {line}" for line in ground.waived)

    def dated(self, dating: Dating) -> tuple[str, str, str]:
        """By which date of its publication a source was known; that this may be so only; and the rule that gives it."""
        part = self.of(dating.proof)
        maybe = ", only possibly by then" if dating.certainty is Reading.POSSIBLE else ""
        return part.claim, maybe, f"rule {part.rule.span.place}" if part.rule is not None else ""

    def datings(self, datings: Iterable[Dating], by: Date | None) -> Iterator[str]:
        """Why sources were known by a date, each with all that this stands on."""
        if by is not None:
            for dating in datings:
                claim, maybe, rule = self.dated(dating)
                yield f"known by {by.text}, for this follows from what was known: {claim}{maybe}, {rule}"
                yield from (f"  {line}" for line in self.weighed(dating.proof))

    def searched(self, search: Search) -> Searched:
        """What was searched for a claim, in words."""
        extent, declared = search.extent, self.program.relations.get(search.atom.predicate.relation)
        place = f" at {declared.span.place}" if declared is not None and declared.span is not None else ""
        false = f"{search.atom} is false: the relation is declared complete{place}"
        rules = f"{len(search.failures)} rule{'' if len(search.failures) == 1 else 's'}"
        outcome = false if extent.closed else f"no evidence of {search.atom}"
        places = (each.rule.span.place if each.rule is not None else "" for each in search.failures)
        return Searched(
            f"{outcome}; {_looked_at(search)}, {rules}, {_where(search)}",
            tuple(zip(places, map(failure_text, search.failures), strict=True)),
            extent.limits,
            tuple(stated(fact, self.evidence) for fact in extent.unnamed),
        )

    def against(self, against: Against) -> str:
        """What blocks one way to a claim, in words; where that is a declaration, with its place."""
        relation = self.program.relations.get(against.atom.predicate.relation)
        span = relation.span if relation is not None and against.proof is None and against.fact is None else None
        place = f" at {span.place}" if span is not None else ""
        return f"against it: {against.atom}: {against.why}{place}"

    def emptied(self, empty: Empty) -> Searched:
        """What was searched for the contributors of an aggregate that has none, in words."""
        if empty.search is not None:
            return self.searched(empty.search)
        looked = f"; {_looked_at(empty.looked)}, {_where(empty.looked)}" if empty.looked is not None else ""
        return Searched(f"nothing is in it: it {failure_text(empty.stopped)}{looked}", ())

    def _under(self, node: Proof) -> Iterable[Ground]:
        match node:
            case Leaf():
                return self.of(node).facts
            case Absent() | Grouped(members=()):
                found = self.of(node).searched
                return (found,) if found is not None else ()
            case Cases():
                return (OnReadings(_readings(node)), *self.of(node).facts)
            case Derived() if self.footing(node) == Footing(False, False):
                return (NoFact(str(node.atom), node.rule),)
            case _:
                return ()

    def footing(self, proof: Proof) -> Footing:
        """Whether facts are under a proof. A stack of our own: a chain of rules may be long."""
        stack = [proof]
        while stack:
            node = stack[-1]
            waiting = [part for part in parts(node) if id(part) not in self._footings]
            if waiting:
                stack.extend(waiting)
            else:
                stack.pop()
                under = [self._footings[id(part)][1] for part in parts(node)]
                fact = isinstance(node, Leaf) or any(each.fact for each in under)
                empty = (
                    isinstance(node, Grouped) and node.empty is not None and (node.empty.search or node.empty.looked)
                )
                absence = bool(empty) or isinstance(node, Absent) or any(each.absence for each in under)
                self._footings[id(node)] = (node, Footing(fact, absence))
        return self._footings[id(proof)][1]


def _readings(proof: Cases) -> tuple[str, ...]:
    return tuple(map(case_text, repeat(proof), proof.cases))


def case_text(proof: Cases, case: Case) -> str:
    """On which reading of the dates a case is."""
    alike = f"; alike on {case.alike} more" if case.alike else ""
    return f"where {', '.join(proof.told(case))}{alike}"


def maybe_text(fact: Stated) -> str:
    """That a fact may be the claim that was not found."""
    return f"it may be {fact.claim}, whose value is not given"


def _looked_at(search: Search) -> str:
    facts = f"{search.facts} fact{'' if search.facts == 1 else 's'} of `{search.atom.predicate}`"
    return f"searched {facts}{' from ' if search.sources else ''}{', '.join(search.sources)}"


def _where(search: Search) -> str:
    return f"in {search.sources_in_view} source{'' if search.sources_in_view == 1 else 's'} {search.view}"


def failure_text(failure: Failure) -> str:
    """Where a rule stops, with the values that its variables had by then."""
    if failure.literal is None:
        return "does not fit" if failure.rule is not None else "is not met"
    return f"stops at `{write_literal(failure.literal, dict(failure.bindings))}`"
