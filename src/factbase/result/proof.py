"""Proofs as plain data: nodes by the ids of what they say and rest on, so that a part that several proofs share is one node.

A walk from any node gives what is under it in reading order, each part once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import prod
from typing import Literal as Choice

from factbase.ground.dataclass import dataclass
from factbase.result.ground import NO_FACT, RULE, Ground, Place, Viewed

__all__ = [
    "FIRST",
    "Case",
    "Empty",
    "Failure",
    "Json",
    "Member",
    "Node",
    "Proofs",
    "Rule",
    "Search",
    "Tried",
    "first_grounds",
    "grounds",
    "nodes",
    "rules",
    "standing",
    "weighed",
]

Json = str | int | None
"""A value as JSON has it: a whole number, None for a `?`, anything else as text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is written, and where."""

    text: str
    path: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """`path:line`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Failure:
    """How far a rule got, None for the goal: the literal at which it stops, None where its head does not fit, and what was bound then."""

    rule: Place | None
    stops_at: str | None
    bindings: Mapping[str, Json]

    def __str__(self) -> str:
        if self.stops_at is None:
            return "does not fit" if self.rule is not None else "is not met"
        return f"stops at `{self.stops_at}`"


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for a claim that was not found: how many facts of its relation, from which sources, and how far each rule got.

    What is `closed` is false: its relation is declared complete, at a place; `limits` say why it is not closed though that is declared,
    `may_be` are facts that may state the claim, for they have a `?` where it has a value."""

    claim: str
    relation: str
    closed: bool
    declared_complete: Place | None
    limits: tuple[str, ...]
    may_be: tuple[Ground, ...]
    facts: int
    sources: tuple[str, ...]
    sources_in_view: int
    view: Viewed
    rules: tuple[Failure, ...]

    @property
    def outcome(self) -> str:
        """What became of it, with what was looked at."""
        place = f" at {self.declared_complete}" if self.declared_complete is not None else ""
        false = f"{self.claim} is false: the relation is declared complete{place}"
        rules = f"{len(self.rules)} rule{'' if len(self.rules) == 1 else 's'}"
        return f"{false if self.closed else f'no evidence of {self.claim}'}; {self.looked_at}, {rules}, {self.where}"

    @property
    def looked_at(self) -> str:
        """The facts that were looked at."""
        facts = f"{self.facts} fact{'' if self.facts == 1 else 's'} of `{self.relation}`"
        return f"searched {facts}{' from ' if self.sources else ''}{', '.join(self.sources)}"

    @property
    def where(self) -> str:
        """In what they were looked for."""
        return f"in {self.sources_in_view} source{'' if self.sources_in_view == 1 else 's'} {self.view}"

    @property
    def lines(self) -> Iterator[str]:
        """All of it: the outcome, what limits it, each fact that may be it, and each rule."""
        yield self.outcome
        yield from self.limits
        for fact in self.may_be:
            yield f"it may be {fact.statement}, whose value is not given"
            yield from (f"  {line}" for line in fact.lines)
        yield from (f"{RULE}{each.rule or ''} {each}" for each in self.rules)


@dataclass(frozen=True, slots=True)
class Member:
    """One contributor of an aggregate: its value, for JSON, as it is written and as a reader calls it; and why it is among them."""

    value: Json
    written: str
    reading: str
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """Why an aggregate has no contributor: where its body stops, and what was searched there, or for the claim before."""

    stopped: Failure
    searched: Search | None = None
    looked_at: Search | None = None

    @property
    def lines(self) -> Iterator[str]:
        """All of it."""
        if self.searched is not None:
            yield from self.searched.lines
            return
        looked = f"; {self.looked_at.looked_at}, {self.looked_at.where}" if self.looked_at is not None else ""
        yield f"nothing is in it: it {self.stopped}{looked}"


@dataclass(frozen=True, slots=True)
class Tried:
    """A partial date with the fact that states it, None for a rule or the view, and the days that are tried for it."""

    of: str
    date: str
    tried: tuple[str, ...]
    fact: Ground | None


@dataclass(frozen=True, slots=True)
class Case:
    """A proof on one reading of the dates, which takes these days; `alike` more readings have one by the same rules from the same facts."""

    days: tuple[str, ...]
    alike: int
    proof: str


Kind = Choice["leaf", "derived", "given", "absent", "grouped", "joined", "cases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One part of a proof: what it says, the rule that gives it, the facts that state it, what was searched for it; `remarks` are what it
    must not be shown without. What it rests on are the ids of other nodes.

    `claim` is in the language, but for those in words: `given`, `grouped`, `joined` and `cases`. The claim of what is `absent` is the one
    that was not found; with `only_not_certain`, it may hold. `dated` says that the claim has the date of its facts in it. Of very
    many `members`, a proof in short has the first, and how many more are `unproved`."""

    kind: Kind
    claim: str
    reading: str
    possible: bool = False
    any_value: bool = False
    dated: bool = False
    only_not_certain: bool = False
    remarks: tuple[str, ...] | None = None
    no_fact: str | None = None
    rule: Rule | None = None
    premises: tuple[str, ...] | None = None
    facts: tuple[Ground, ...] | None = None
    searched: Search | None = None
    literal: str | None = None
    function: str | None = None
    value: Json = None
    written: str | None = None
    value_reading: str | None = None
    members: tuple[Member, ...] | None = None
    empty: Empty | None = None
    unproved: int | None = None
    every: bool | None = None
    dates: tuple[Tried, ...] | None = None
    cases: tuple[Case, ...] | None = None

    @property
    def under(self) -> Iterator[str]:
        """The ids of what is directly under it, in reading order."""
        yield from self.premises or ()
        for member in self.members or ():
            yield from member.premises
        for case in self.cases or ():
            yield case.proof

    @property
    def statement(self) -> str:
        """Its claim, told as what does not hold where it was not found."""
        return f"not {self.claim}" if self.kind == "absent" else self.claim

    @property
    def style(self) -> str:
        """Its kind, of a leaf the surest kind of its facts: `fact`, `declared` or `assumed`."""
        kinds = {fact.kind for fact in self.facts or ()}
        surest = "fact" if "cited" in kinds else "declared" if "declared" in kinds else "assumed"
        return surest if self.kind == "leaf" else self.kind

    @property
    def looked(self) -> tuple[str, ...]:
        """What was searched for it, or for the contributors that it has not, line by line."""
        search = self.searched or self.empty
        return tuple(search.lines) if search is not None else ()

    @property
    def readings(self) -> int:
        """How many readings of the dates there are."""
        return prod(len(date.tried) for date in self.dates or ())

    def days(self, case: Case) -> list[str]:
        """The days that a case takes, each with the date for which it stands."""
        told = zip(self.dates or (), case.days, strict=True)
        return [f"{'an unknown day' if t.date == '../..' else t.date} of {t.of} is {day}" for t, day in told]

    def where(self, case: Case) -> str:
        """On which reading of the dates a case is."""
        alike = f"; alike on {case.alike} more" if case.alike else ""
        return f"where {', '.join(self.days(case))}{alike}"

    @property
    def is_absence(self) -> bool:
        """Whether it rests on something that was looked for and not found."""
        searched = self.empty is not None and (self.empty.searched is not None or self.empty.looked_at is not None)
        return searched or self.kind == "absent"

    @property
    def grounds(self) -> Iterator[Ground]:
        """What it stands on itself, whatever is under it."""
        match self.kind:
            case "absent" | "grouped" if self.looked:
                yield Ground(kind="absent", searched=self.looked)
            case "cases":
                yield Ground(kind="reading", where=tuple(map(self.where, self.cases or ())))
            case "derived" if self.no_fact == NO_FACT:
                yield self.bare
        yield from self.facts or ()

    @property
    def bare(self) -> Ground:
        """That no fact is under it."""
        if self.rule is None:
            return Ground(kind="nothing", claim=self.statement, no_fact=NO_FACT)
        rule = self.rule
        return Ground(
            kind="nothing", claim=self.statement, no_fact=NO_FACT, path=rule.path, line=rule.line, column=rule.column
        )


Proofs = Mapping[str, Node]
"""Nodes by their ids."""


def nodes(proofs: Proofs, ids: Iterable[str]) -> Iterator[tuple[str, Node]]:
    """The nodes of some proofs with their ids in reading order, each once, a conclusion before what it rests on."""
    seen: set[str] = set()
    stack = list(reversed(list(ids)))
    while stack:
        each = stack.pop()
        if each not in seen:
            seen.add(each)
            node = proofs[each]
            yield each, node
            stack.extend(reversed(list(node.under)))


MANY = 12  # contributors of an aggregate that are told each
FIRST = 3
"""The contributors of an aggregate that are told where there are more than can be told each."""


def first_grounds(proofs: Proofs, *ids: str) -> frozenset[Ground]:
    """What proofs stand on in short: of an aggregate that has many contributors, what the first of them stand on."""
    seen: set[str] = set()
    found: set[Ground] = set()
    stack = list(ids)
    while stack:
        each = stack.pop()
        if each in seen:
            continue
        seen.add(each)
        node = proofs[each]
        found.update(node.grounds)
        if node.members is not None and len(node.members) > MANY:
            stack.extend(premise for member in node.members[:FIRST] for premise in member.premises)
            stack.extend(node.premises or ())
        else:
            stack.extend(node.under)
    return frozenset(found)


def grounds(proofs: Proofs, *ids: str) -> Iterator[Ground]:
    """All that proofs stand on, each thing once, in reading order: facts, what was searched, and what is from neither."""
    return (ground for ground, _ in standing(proofs, *ids))


def standing(proofs: Proofs, *ids: str) -> Iterator[tuple[Ground, Node]]:
    """The grounds of proofs, each with the first node that stands on it."""
    below = [node for _, node in nodes(proofs, ids)]
    if not any(node.kind == "leaf" or node.is_absence or node.unproved for node in below):
        return iter([(proofs[each].bare, proofs[each]) for each in ids])
    found: dict[Ground, Node] = {}
    for node in below:
        for ground in node.grounds:
            found.setdefault(ground, node)
    return iter(found.items())


def rules(proofs: Proofs, *ids: str) -> tuple[str, ...]:
    """The places of all rules of some proofs, each once, in reading order."""
    return tuple(dict.fromkeys(node.rule.place for _, node in nodes(proofs, ids) if node.rule is not None))


def weighed(proofs: Proofs, *ids: str) -> Iterator[str]:
    """All that proofs stand on, to be weighed against each other, line by line."""
    return (line for ground in grounds(proofs, *ids) for line in ground.weighed)
