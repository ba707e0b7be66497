"""What a proof is: a tree whose every leaf is a fact with its citations, an open assumption, a search, or a calculation.

Proofs are frozen and hold what they rest on, not how to show it; equal parts of one proof are one object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import chain
from math import prod

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.value import Value
from factbase.program.completion import Root
from factbase.program.model import Atom, Cited, Fact
from factbase.program.view import View
from factbase.syntax.tree import Aggregate, Literal, Rule

__all__ = [
    "NOT_GIVEN",
    "PREDICTION",
    "Absent",
    "Case",
    "Cases",
    "Derived",
    "Empty",
    "Extent",
    "Failure",
    "Given",
    "Grouped",
    "Joined",
    "Leaf",
    "Member",
    "Proof",
    "Search",
    "Tried",
    "citations",
    "dated",
    "leaves",
    "nodes",
    "parts",
    "predictions",
    "quoted",
]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A claim that facts state: each of them with its own citations, or openly without."""

    atom: Atom
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """A claim that a rule derives from its premises, in the order of the rule's body."""

    atom: Atom
    rule: Rule
    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A comparison or a function with its values, or the as-of date: true without a document."""

    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """One contributor of an aggregate: its value, and why it is among them."""

    value: Value
    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """How far a rule got: the first literal that nothing satisfies (None: the head does not fit), with what was bound then."""

    rule: Rule | None
    literal: Literal | None
    bindings: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the facts of a view are all that there is to a claim.

    `closed` says that what is not among them is false; `limits` say why not, where the relation is declared complete. `unnamed`
    are facts of the view that may state the claim: they have a `?` where it has a value."""

    closed: bool
    limits: tuple[str, ...] = ()
    unnamed: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for a claim that was not found: its relation's facts, the sources they cite, each rule, at which view.

    `extent` says whether that is all there is to it, so that what was not found is false."""

    atom: Atom
    view: View
    facts: int
    sources: tuple[str, ...]
    sources_in_view: int
    extent: Extent
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """Why an aggregate has no contributor: where its body stops, and what was searched there.

    Where it stops at no claim, `looked` says of the last claim before it, which is found, how much was looked at, and no more; it has
    neither where no claim is before."""

    stopped: Failure
    search: Search | None = None
    looked: Search | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """The value of an aggregate with every contributor; of one without any, why.

    A proof in short has the first of very many, and how many more are `unproved`."""

    aggregate: Aggregate
    value: Value
    members: tuple[Member, ...]
    empty: Empty | None = None
    unproved: int = 0


@dataclass(frozen=True, slots=True)
class Absent:
    """A claim that does not hold in the view: nothing was found where this was searched.

    With `possible`, it is only not certain: it may hold, depending on partial dates."""

    atom: Atom
    search: Search
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Several claims together: the answer to a goal of more than one literal."""

    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A partial date, what states it, and the days that are to be tried for it: those that nothing tells apart count once."""

    root: Root = field(compare=False, repr=False)
    of: str
    date: Date
    days: tuple[Date, ...]
    fact: Fact | None = field(default=None, compare=False, repr=False)  # that states it; None for a rule, or the view


@dataclass(frozen=True, slots=True)
class Case:
    """A proof on one reading of the dates, which takes these days; `alike` more readings have one by the same rules from the same facts."""

    days: tuple[Date, ...]
    proof: Proof
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Cases:
    """A claim that is proved on readings of the dates: with `every` on each of them, else on one. A case has a day for each date."""

    dates: tuple[Tried, ...]
    cases: tuple[Case, ...]
    every: bool

    @property
    def readings(self) -> int:
        """How many readings there are."""
        return prod(len(tried.days) for tried in self.dates)

    def days_taken(self, case: Case) -> list[str]:
        """The days that a case takes, each with the date for which it stands."""
        return [f"{t.date} of {t.of} is {day}" for t, day in zip(self.dates, case.days, strict=True)]


PREDICTION = "predicts"
"""The mode of what somebody predicts."""


NOT_GIVEN = "it rests on which value a `?` is"
"""Why it is not known of an answer whether it holds on all readings, or on any."""


Proof = Leaf | Derived | Given | Grouped | Absent | Joined | Cases


def parts(proof: Proof) -> tuple[Proof, ...]:
    """The proofs directly under a proof, in reading order."""
    match proof:
        case Derived() | Joined():
            return proof.premises
        case Grouped():
            return tuple(premise for member in proof.members for premise in member.premises)
        case Cases():
            return tuple(case.proof for case in proof.cases)
        case Leaf() | Given() | Absent():
            return ()


def nodes(proof: Proof) -> Iterator[Proof]:
    """The parts of a proof in reading order, itself first, each once."""
    seen: set[int] = set()
    stack: list[Proof] = [proof]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        under = parts(node)
        if under:
            stack.extend(reversed(under))


def leaves(proof: Proof) -> Iterator[Leaf]:
    """The leaves of a proof in reading order, each once."""
    return (node for node in nodes(proof) if isinstance(node, Leaf))


def predictions(proof: Proof) -> Iterator[Fact]:
    """The facts under a proof that are somebody's predictions, in reading order."""
    return (fact for leaf in leaves(proof) for fact in leaf.facts if fact.mode == PREDICTION)


def citations(proof: Proof) -> Iterator[Cited]:
    """Every citation on which a proof rests, each once, in reading order; one that several statements write is one."""
    return iter(dict.fromkeys(cited for leaf in leaves(proof) for fact in leaf.facts for cited in fact.citations))


def quoted(proof: Proof) -> Iterator[Cited]:
    """Every quote that a proof shows, each once: those on which it rests with their context, those of facts that may state what it says is
    absent, and those of facts whose dates it reads."""
    below = list(nodes(proof))
    stating = (_shown(node) for node in below)
    facts = chain(
        (fact for leaf in below if isinstance(leaf, Leaf) for fact in leaf.facts), chain.from_iterable(stating)
    )
    return iter(dict.fromkeys(cited for fact in facts for cited in fact.quotes))


def dated(proof: Cases) -> tuple[Fact, ...]:
    """The facts whose dates are read in a proof by cases, and which none of its cases cites."""
    cited = {fact.index for leaf in leaves(proof) for fact in leaf.facts}
    facts = {tried.fact.index: tried.fact for tried in proof.dates if tried.fact is not None}
    return tuple(fact for index, fact in facts.items() if index not in cited)


def _shown(node: Proof) -> Iterable[Fact]:
    match node:
        case Absent():
            return node.search.extent.unnamed
        case Cases():
            return dated(node)
        case Leaf() | Derived() | Grouped() | Given() | Joined():
            return ()
